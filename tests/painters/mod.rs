//! explore
use std::process::Command;
use std::time::Instant;

use qishi::paint::pdf::{self, About, Page};
use qishi::paint::png;

use crate::corpus::specimens;

#[test]
fn explore() {
    let t = Instant::now();
    let all = specimens();
    println!("{} specimens {:?}", all.len(), t.elapsed());
    let dpi: u32 = std::env::var("DPI").ok().and_then(|d| d.parse().ok()).unwrap_or(300);
    let take: usize = std::env::var("TAKE").ok().and_then(|d| d.parse().ok()).unwrap_or(8);
    let step = (all.len() / take).max(1);
    let all: Vec<_> = all.into_iter().step_by(step).collect();
    let pages: Vec<Page> = all.iter().map(|s| Page { sheet: &s.sheet, trim: None }).collect();
    let t = Instant::now();
    let bytes = pdf::write(&pages, &About { title: "x", date: None }).expect("pdf");
    println!("pdf {} bytes {:?}", bytes.len(), t.elapsed());
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("painters");
    std::fs::create_dir_all(&dir).expect("dir");
    let path = dir.join("all.pdf");
    std::fs::write(&path, &bytes).expect("w");
    let t = Instant::now();
    for (d, n) in [(dpi, "p"), (300, "q")] {
        let out = Command::new("pdftoppm")
            .args(["-gray", "-r", &d.to_string(), path.to_str().unwrap(), dir.join(n).to_str().unwrap()])
            .status()
            .expect("runs");
        assert!(out.success());
    }
    println!("pdftoppm {dpi} {:?}", t.elapsed());
    for (i, s) in all.iter().enumerate() {
        let t = Instant::now();
        let file = png::write(&s.sheet, 300).expect("png");
        let took = t.elapsed();
        let mut ours = image::load_from_memory(&file).expect("png").into_luma8();
        if std::env::var("FINE").is_ok() {
            let fine = image::load_from_memory(&png::write(&s.sheet, 600).expect("png")).expect("png").into_luma8();
            for (x, y, p) in ours.enumerate_pixels_mut() {
                let at = |dx: u32, dy: u32| {
                    u32::from(
                        fine.get_pixel((x * 2 + dx).min(fine.width() - 1), (y * 2 + dy).min(fine.height() - 1)).0[0],
                    )
                };
                p.0[0] = ((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2) / 4) as u8;
            }
        }
        let width = all.len().to_string().len();
        let theirs = image_pgm(&dir.join(format!("p-{:0width$}.pgm", i + 1)));
        let (cw, ch, coarse) = image_pgm(&dir.join(format!("q-{:0width$}.pgm", i + 1)));
        let half = std::env::var("HALF").is_ok();
        let k = dpi / 300;
        let (w, h) = ours.dimensions();
        let (tw, th, data) = theirs;
        let mut over = 0usize;
        let mut sum = 0u64;
        let mut diff = image::GrayImage::new(w, h);
        for y in 0..h {
            for x in 0..w {
                let mut total = 0u32;
                let mut n = 0;
                for dy in 0..k {
                    for dx in 0..k {
                        let (sx, sy) = (x * k + dx, y * k + dy);
                        if sx < tw && sy < th {
                            total += u32::from(data[(sy * tw + sx) as usize]);
                            n += 1;
                        }
                    }
                }
                let _ = n;
                if half && y > 0 {
                    // shifted down by half a fine pixel: rows y*k-0.5 .. y*k+k-0.5
                    for dx in 0..k {
                        let sx = x * k + dx;
                        if sx < tw {
                            total += u32::from(data[((y * k - 1) * tw + sx) as usize]) / 2;
                            let last = y * k + k - 1;
                            if last < th {
                                total -= u32::from(data[(last * tw + sx) as usize]) / 2;
                            }
                        }
                    }
                }
                let theirs = total / n.max(1);
                let mine = u32::from(ours.get_pixel(x, y).0[0]);
                let rough = if x < cw && y < ch { u32::from(coarse[(y * cw + x) as usize]) } else { 255 };
                let theirs = if rough.abs_diff(mine) < theirs.abs_diff(mine) && std::env::var("MIN").is_ok() {
                    rough
                } else {
                    theirs
                };
                let d = theirs.abs_diff(u32::from(ours.get_pixel(x, y).0[0]));
                if d > 64 {
                    over += 1;
                }
                sum += u64::from(d);
                diff.put_pixel(x, y, image::Luma([255 - d as u8]));
            }
        }
        diff.save(dir.join(format!("d-{i:03}.png"))).expect("saved");
        std::fs::write(dir.join(format!("o-{i:03}.png")), &file).expect("saved");
        println!(
            "{:40} {:?} {}x{} over {:.3} % mean {:.2}  ({} bytes)",
            s.name,
            took,
            w,
            h,
            over as f64 * 100.0 / f64::from(w * h),
            sum as f64 / f64::from(w * h),
            file.len()
        );
    }
}

fn image_pgm(path: &std::path::Path) -> (u32, u32, Vec<u8>) {
    let bytes = std::fs::read(path).expect("pgm");
    let mut at = 0;
    let mut word = || {
        while bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let from = at;
        while !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        String::from_utf8_lossy(&bytes[from..at]).into_owned()
    };
    let _ = word();
    let (w, h): (u32, u32) = (word().parse().unwrap(), word().parse().unwrap());
    let _ = word();
    let data = bytes[at + 1..].to_vec();
    (w, h, data)
}
