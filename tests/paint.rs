//! Ads on PDF, read back with the tools of the trade where they are installed.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use crate::corpus::set;
use setting::paint::pdf::{self, PdfMetadata, SheetPage};
use setting::sheet::{GlyphRun, Mark, Rect, Sheet};
use setting::typeset::{Fit, Job};
use trade::ad::{Kind, Look, Picture};
use trade::measure::{Length, Size};
use trade::refusal::Fault;

use crate::outside;

const SIZES: [Size; 5] = [Size::mm(72, 30), Size::mm(72, 50), Size::mm(72, 100), Size::mm(146, 60), Size::mm(146, 100)];

const BLESSINGS: [(&str, &str); 6] = [
    (
        "wedding",
        "致小雨和阿哲\n愿你们执子之手,与子偕老,把平凡的日子过成诗,把琐碎的岁月酿成歌。新婚快乐,百年好合!\n爱你们的爸爸妈妈\n2026年1月22日",
    ),
    ("love", "遇见你之后,\n所有的山川湖海,\n都有了名字。\n嫁给我吧,好吗?\n永远爱你的 阿诚"),
    (
        "school",
        "亲爱的子涵:\n恭喜你以优异成绩考入青岛大学!愿你前程似锦,不负韶华,带着家人的爱走向更远的地方。\n爸爸、妈妈、爷爷、奶奶",
    ),
    (
        "birthday",
        "亲爱的妈妈:\n六十载风雨,您用双手撑起一个家。今天是您的六十大寿,儿女们祝您福如东海长流水,寿比南山不老松,笑口常开,身体健康!\n女儿 晓琳 儿子 晓东\n敬贺",
    ),
    (
        "anniversary",
        "金婚纪念\n五十年前的今天,一间小屋,一张木桌,两颗心。五十年后的今天,儿孙满堂,两鬓如霜,牵着的手没有松开过。\n全家敬贺",
    ),
    ("festival", "祝全市人民新春快乐,阖家幸福,马到成功!\n青岛潮界餐饮管理有限公司"),
];

fn notices() -> Vec<(String, String)> {
    (1..=12)
        .map(|n| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/corpus/notices/{n:02}.txt"));
            (format!("{n:02}"), std::fs::read_to_string(path).expect("a notice"))
        })
        .collect()
}

/// A portrait in grey: a head and shoulders before a wall, so that cropping can be judged.
fn picture(width: u32, height: u32, colour: bool) -> Arc<Picture> {
    let shade = |x: u32, y: u32| {
        let (u, v) = (f64::from(x) / f64::from(width) - 0.5, f64::from(y) / f64::from(height));
        let head = (u * f64::from(width) / f64::from(height)).hypot(v - 0.38) < 0.17;
        let body = u.abs() * f64::from(width) / f64::from(height) < 0.32 && v > 0.62 && (u * 1.6).hypot(v - 0.95) < 0.4;
        let wall = 225.0 - 70.0 * v + 12.0 * ((f64::from(x) / 23.0).sin());
        (if head {
            150.0 + 60.0 * u
        } else if body {
            70.0 + 30.0 * v
        } else {
            wall
        }) as u8
    };
    let mut file = Cursor::new(Vec::new());
    if colour {
        let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([shade(x, y), shade(x, y) / 2, 90]));
        picture.write_to(&mut file, image::ImageFormat::Png).expect("encodes");
    } else {
        let picture = image::GrayImage::from_fn(width, height, |x, y| image::Luma([shade(x, y)]));
        picture.write_to(&mut file, image::ImageFormat::Jpeg).expect("encodes");
    }
    Arc::new(Picture::read(file.into_inner()).expect("a picture"))
}

fn ad(kind: Kind, category: &str, copy: &str, picture: Option<&Arc<Picture>>, size: Size) -> Fit {
    let category = crate::corpus::category(category);
    set(&Job { kind, category, copy, picture, size, look: Look::plain() })
}

fn write(fits: &[&Fit]) -> Vec<u8> {
    let pages: Vec<SheetPage> = fits.iter().map(|fit| SheetPage { sheet: &fit.sheet, trim: None }).collect();
    pdf::write(&pages, &PdfMetadata { title: "启事", date: None }).expect("written")
}

/// Writes a file where a person can look at it after the tests.
fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paint");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

/// Runs a tool and returns what it printed; `None` where it is not installed.
fn tool(name: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(outside::tool(name)?).args(arguments).output().expect("the tool starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name} {arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    Some(said)
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_notice_comes_back_whole_from_every_size_that_holds_it() {
    for (name, copy) in notices() {
        let mut held = 0;
        for size in SIZES {
            let fit = ad(Kind::Notice, "court", &copy, None, size);
            let path = kept(&format!("{name}-{size}.pdf"), &write(&[&fit]));
            if !fit.fits {
                continue;
            }
            held += 1;
            let path = path.to_str().expect("a path");
            if let Some(text) = tool("pdftotext", &[path, "-"]) {
                assert_eq!(plain(&text), plain(&fit.sheet.text()), "{name} {size}");
            }
        }
        assert!(held >= 3, "{name} is held by {held} sizes");
    }
}

#[test]
fn every_blessing_comes_back_whole_with_and_without_a_picture() {
    for (shape, (width, height)) in
        [("upright", (900, 1200)), ("landscape", (1200, 900)), ("wide", (1200, 800)), ("square", (1000, 1000))]
    {
        let picture = picture(width, height, shape == "square");
        for (category, copy) in BLESSINGS {
            for size in SIZES {
                for with in [None, Some(&picture)] {
                    let fit = ad(Kind::Blessing, category, copy, with, size);
                    assert!(fit.fits, "{category} {size} {shape} {}: {} over", with.is_some(), fit.over);
                    assert_eq!(fit.picture_fits, with.is_none() || size != SIZES[0], "{category} {size}");
                    let shape = with.map_or("plain", |_| shape);
                    kept(&format!("{category}-{size}-{shape}.pdf"), &write(&[&fit]));
                    assert!(fit.sheet.text().contains("广告"));
                }
            }
        }
    }
}

#[test]
fn the_file_is_sound_exact_and_on_one_plate() {
    let (_, copy) = notices().remove(1);
    let notice = ad(Kind::Notice, "arbitration_summons", &copy, None, Size::mm(72, 100));
    let portrait = picture(900, 1200, false);
    let blessing = ad(Kind::Blessing, "birthday", BLESSINGS[3].1, Some(&portrait), Size::mm(146, 100));
    for (name, fit, size) in
        [("sound-notice.pdf", &notice, "72.00 x 100.00"), ("sound-blessing.pdf", &blessing, "146.00 x 100.00")]
    {
        let bytes = write(&[fit]);
        assert_eq!(bytes, write(&[fit]), "the same bytes twice");
        let path = kept(name, &bytes);
        let path = path.to_str().expect("a path");
        tool("qpdf", &["--check", path]);
        if let Some(said) = tool("pdfinfo", &["-box", path]) {
            let points = said.lines().find_map(|line| line.strip_prefix("Page size:")).expect("a page size");
            let mm: Vec<String> = points
                .split_whitespace()
                .filter_map(|word| word.parse::<f64>().ok())
                .map(|points| format!("{:.2}", points * 25.4 / 72.0))
                .collect();
            assert_eq!(mm.join(" x "), size);
            assert!(!said.contains("CreationDate"), "{said}");
        }
        if let Some(said) = tool("pdffonts", &[path]) {
            let fonts: Vec<&str> = said.lines().skip(2).collect();
            assert!(!fonts.is_empty());
            for font in fonts {
                let columns: Vec<&str> = font.split_whitespace().collect();
                assert_eq!(columns[columns.len() - 5..columns.len() - 2], ["yes", "yes", "yes"], "{font}");
            }
        }
        if let Some(said) = tool("gs", &["-q", "-o", "-", "-sDEVICE=inkcov", path]) {
            let ink: Vec<&str> = said.split_whitespace().collect();
            assert_eq!(ink[..3], ["0.00000", "0.00000", "0.00000"], "{said}");
            assert_ne!(ink[3], "0.00000", "{said}");
        }
    }
    if let Some(said) =
        tool("pdfimages", &["-list", kept("sound-blessing.pdf", &write(&[&blessing])).to_str().expect("a path")])
    {
        assert!(
            said.contains("jpeg") && said.contains("gray") && said.contains(" 900 "),
            "passed through as it came: {said}"
        );
    }
}

#[test]
fn three_hundred_pages_embed_each_face_once() {
    let (_, copy) = notices().remove(5);
    let fit = ad(Kind::Notice, "lost_and_void", &copy, None, Size::mm(72, 30));
    let one = write(&[&fit]).len();
    let many = write(&vec![&fit; 300]);
    assert!(many.len() < one + 300 * 4_000, "{one} then {}", many.len());
    let count = many.windows(10).filter(|window| window == b"/FontFile2").count();
    assert_eq!(count, 2);
}

/// A telephone's photograph has many times the pixels that newsprint can show: they do not weigh down the file.
#[test]
fn a_large_colour_picture_is_printed_grey_at_what_its_size_needs() {
    let photograph = picture(1_200, 1_500, true);
    let fit = ad(Kind::Blessing, "birthday", "生日快乐", Some(&photograph), Size::mm(72, 50));
    let dpi = fit.picture_dpi.expect("it is printed");
    let bytes = write(&[&fit]);
    assert!(dpi > 700 && bytes.len() < 400_000, "{dpi} dpi, {} bytes", bytes.len());
    let path = kept("photograph.pdf", &bytes);
    if let Some(said) = tool("pdfimages", &["-list", path.to_str().expect("a path")]) {
        let columns: Vec<&str> = said.lines().nth(2).expect("an image").split_whitespace().collect();
        assert_eq!(columns[5], "gray", "{said}");
        let printed: u32 = columns[12].parse().expect("dpi");
        assert!((290..=610).contains(&printed), "{said}");
    }
}

/// The proof's page is A4 and the ad is cut out of it: the trim box says where, the booking says when.
#[test]
fn a_page_says_where_it_is_cut_and_when_it_was_booked() {
    let fit = ad(Kind::Notice, "other", "遗失声明\n张三遗失身份证,声明作废。", None, Size::mm(72, 30));
    let mut sheet = Sheet::new(Length::mm(210), Length::mm(297));
    sheet.place(&fit.sheet, Length::mm(20), Length::mm(30));
    let trim = Rect::new(Length::mm(20), Length::mm(30), Length::mm(72), Length::mm(30));
    let date = chrono::DateTime::parse_from_rfc3339("2026-01-20T10:08:01+08:00").expect("a date");
    let page = SheetPage { sheet: &sheet, trim: Some(trim) };
    let bytes = pdf::write(&[page], &PdfMetadata { title: "校样 (一)", date: Some(date) }).expect("written");
    let path = kept("trim.pdf", &bytes);
    if let Some(said) = tool("pdfinfo", &["-box", "-rawdates", path.to_str().expect("a path")]) {
        let line =
            |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).expect("a line").trim().to_owned();
        let points: Vec<f64> = line("TrimBox:").split_whitespace().map(|n| n.parse().expect("a number")).collect();
        let mm: Vec<i64> = points.iter().map(|points| (points * 25.4 / 72.0).round() as i64).collect();
        assert_eq!(mm, [20, 297 - 60, 92, 297 - 30]);
        assert_eq!(line("Title:"), "校样 (一)");
        assert_eq!(line("CreationDate:"), "D:20260120100801+08'00'");
    }
}

/// One glyph may stand for two characters; both come back as what was typed.
#[test]
fn characters_that_share_a_glyph_come_back_as_themselves() {
    let copy = "声明\n一⼀人⼈阿卜杜拉·买买提——“龘”𠮷囍…… office AT&T 〇○。";
    let fit = ad(Kind::Notice, "other", copy, None, Size::mm(72, 50));
    let path = kept("shared.pdf", &write(&[&fit]));
    if let Some(text) = tool("pdftotext", &[path.to_str().expect("a path"), "-"]) {
        assert_eq!(plain(&text), plain(copy));
    }
}

/// Columns come back as columns, from the right, with what lies in them.
#[test]
fn vertical_lines_are_copied_in_columns() {
    let fit = ad(Kind::Notice, "other", "新婚志喜谨于此日恭请光临AB", None, Size::mm(146, 60));
    let mut glyphs = Vec::new();
    fit.sheet.each_run(|run| glyphs.extend(run.glyphs.iter().map(|glyph| (run.clone(), glyph.clone()))));
    let mut sheet = Sheet::new(Length::mm(60), Length::mm(60));
    for (i, (run, mut glyph)) in (0..).zip(glyphs) {
        (glyph.x, glyph.y) = (Length::um(45_000 - i / 4 * 6_000), Length::um(10_000 + i % 4 * 3_175));
        let turned = glyph.text.is_ascii();
        sheet.marks.push(Mark::Glyphs(GlyphRun { turned, down: !turned, glyphs: vec![glyph], ..run }));
    }
    let bytes = pdf::write(&[SheetPage { sheet: &sheet, trim: None }], &PdfMetadata { title: "", date: None })
        .expect("written");
    let path = kept("columns.pdf", &bytes);
    let path = path.to_str().expect("a path");
    for arguments in [&[path, "-"][..], &["-raw", path, "-"][..]] {
        if let Some(text) = tool("pdftotext", arguments) {
            assert_eq!(plain(&text), "新婚志喜谨于此日恭请光临AB");
        }
    }
    if let Some(text) = tool("pdftotext", &[path, "-"]) {
        let columns: Vec<&str> = text.split_whitespace().take(3).collect();
        assert_eq!(columns, ["新婚志喜", "谨于此日", "恭请光临"]);
    }
    tool("qpdf", &["--check", path]);
}

#[test]
fn a_picture_that_is_gone_is_a_fault_and_not_a_gap() {
    let portrait = picture(300, 400, false);
    let fit = ad(Kind::Blessing, "birthday", "生日快乐", Some(&portrait), Size::mm(72, 100));
    let frozen = serde_json::to_string(&fit.sheet).expect("data");
    let mut thawed: Sheet = serde_json::from_str(&frozen).expect("data");
    let painted =
        |sheet: &Sheet| pdf::write(&[SheetPage { sheet, trim: None }], &PdfMetadata { title: "", date: None });
    assert!(matches!(painted(&thawed), Err(Fault::Damaged { .. })));
    thawed.give_picture(&portrait);
    assert_eq!(painted(&thawed), painted(&fit.sheet));
    assert!(thawed.marks.iter().any(|mark| matches!(mark, Mark::Clip { .. })));
}
