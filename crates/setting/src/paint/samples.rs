//! Pictures as grey samples: what the PDF holds, and what painters of pixels put in its place.

use crate::sheet::Rect;
use trade::ad::{Picture, PictureFormat};

/// The highest resolution of a picture in a PDF, in pixels to the inch: newsprint has screens of 85 to 100 lines, of which twice as many
/// pixels are good and more only make the file larger.
const ENOUGH_DPI: u32 = 300;

/// How many pixels of a picture, each way, become one at the size it is printed, where it is not passed through as it came.
pub(super) fn coarser(picture: &Picture, place: &Rect) -> u32 {
    (picture.dpi_at(place.width, place.height) / ENOUGH_DPI).min(picture.width).min(picture.height).max(1)
}

/// Whether the PDF holds the very file.
pub(super) fn passes_through(picture: &Picture) -> bool {
    picture.format == PictureFormat::Jpeg && picture.grey
}

/// A picture's grey samples as they are printed: eight bits each, row by row.
pub(super) struct Samples {
    /// In samples, not in pixels of the file.
    pub(super) width: u32,
    /// In samples, not in pixels of the file.
    pub(super) height: u32,
    /// 0 is black, 255 white; `width` × `height` of them.
    pub(super) grey: Vec<u8>,
}

impl Samples {
    /// The samples of a picture, so many of its pixels each way to one; `None` where it no longer decodes.
    pub(super) fn of(picture: &Picture, coarser: u32) -> Option<Samples> {
        let grey = picture.to_grey().ok()?;
        let (width, height) = (picture.width / coarser, picture.height / coarser);
        let grey = if coarser > 1 { means(&grey, picture.width as usize, coarser as usize) } else { grey };
        Some(Samples { width, height, grey })
    }

    /// The picture at another number of samples: each is the mean of what it covers, or, where there are more of them than before,
    /// lies on the straight line between its neighbours.
    pub(super) fn resampled(&self, width: u32, height: u32) -> Vec<u8> {
        let (across, down) = (weights(self.width, width), weights(self.height, height));
        let (from, to) = (self.width as usize, width as usize);
        // Rows first: each is kept as long as a row below still needs it, in 256ths of a grey.
        let mut narrow: Vec<u32> = Vec::with_capacity(to * self.height as usize);
        for row in self.grey.chunks_exact(from.max(1)) {
            narrow.extend(across.iter().map(|part| {
                let sum: u32 =
                    part.of.iter().zip(&row[part.first..]).map(|(weight, grey)| weight * u32::from(*grey)).sum();
                (sum + (WHOLE >> 9)) >> 8
            }));
        }
        let mut all = Vec::with_capacity(to * height as usize);
        for part in &down {
            for x in 0..to {
                let rows = part.of.iter().enumerate();
                let sum: u64 =
                    rows.map(|(i, weight)| u64::from(*weight) * u64::from(narrow[(part.first + i) * to + x])).sum();
                all.push(((sum + (u64::from(WHOLE) << 7)) >> 24).min(255) as u8);
            }
        }
        all
    }
}

/// The weights of one sample sum up to this.
const WHOLE: u32 = 1 << 16;

/// Of which samples a new one is made, and how much of each.
struct Weights {
    first: usize,
    of: Vec<u32>,
}

/// The weights for each of `to` samples made of `from`, in whole numbers, so that every machine makes the same.
fn weights(from: u32, to: u32) -> Vec<Weights> {
    let (from, to) = (u64::from(from.max(1)), u64::from(to.max(1)));
    let whole = u64::from(WHOLE);
    (0..to)
        .map(|i| {
            if to >= from {
                // The middle of the new sample, in halves of a new one, on the scale of the old middles.
                let middle = ((2 * i + 1) * from).saturating_sub(to).min(2 * to * (from - 1));
                let (first, rest) = (middle / (2 * to), middle % (2 * to));
                let second = (rest * whole / (2 * to)) as u32;
                let of = if second == 0 { vec![WHOLE] } else { vec![WHOLE - second, second] };
                return Weights { first: first as usize, of };
            }
            let (start, end) = (i * from, (i + 1) * from);
            let (first, last) = (start / to, (end - 1) / to);
            let mut of: Vec<u32> = (first..=last)
                .map(|old| {
                    let covered = end.min((old + 1) * to) - start.max(old * to);
                    (covered * whole / from) as u32
                })
                .collect();
            // What rounding left over goes to the sample in the middle.
            let (left, middle) = (WHOLE - of.iter().sum::<u32>(), of.len() / 2);
            of[middle] += left;
            Weights { first: first as usize, of }
        })
        .collect()
}

/// The means of squares of `n` by `n` pixels; what is left at the right and lower edge is cut off.
fn means(grey: &[u8], width: usize, n: usize) -> Vec<u8> {
    let mut means = Vec::with_capacity(grey.len() / (n * n));
    for band in grey.chunks_exact(width * n) {
        for x in 0..width / n {
            let rows = band.chunks_exact(width).map(|row| &row[x * n..(x + 1) * n]);
            let sum: usize = rows.flatten().map(|pixel| usize::from(*pixel)).sum();
            means.push(((sum + n * n / 2) / (n * n)) as u8);
        }
    }
    means
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_become_their_means() {
        let grey = [0, 10, 20, 30, 99, 20, 30, 40, 50, 99, 1, 2, 3, 4, 5];
        assert_eq!(means(&grey, 5, 2), [15, 35]);
        assert_eq!(means(&grey, 5, 1), grey);
    }

    #[test]
    fn a_picture_of_other_size_keeps_its_light() {
        let grey: Vec<u8> = (0..60).map(|i| (i * 4) as u8).collect();
        let picture = Samples { width: 10, height: 6, grey: grey.clone() };
        assert_eq!(picture.resampled(10, 6), grey);
        let mean = |grey: &[u8]| grey.iter().map(|g| f64::from(*g)).sum::<f64>() / grey.len() as f64;
        for (width, height) in [(5, 3), (7, 4), (3, 6), (1, 1), (20, 12), (13, 9), (23, 2)] {
            let other = picture.resampled(width, height);
            assert_eq!(other.len(), (width * height) as usize);
            assert!((mean(&other) - mean(&grey)).abs() < 1.5, "{width}x{height}: {} {}", mean(&other), mean(&grey));
        }
        assert_eq!(Samples { width: 2, height: 2, grey: vec![0, 100, 100, 200] }.resampled(1, 1), [100]);
        let white = Samples { width: 7, height: 5, grey: vec![255; 35] };
        assert!(
            [(3, 2), (9, 11), (7, 5), (5, 9)].iter().all(|(w, h)| white.resampled(*w, *h).iter().all(|g| *g == 255))
        );
    }
}
