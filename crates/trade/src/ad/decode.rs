//! The pixels of a picture, as grey, with a bound on the work for each format.
//!
//! A file of a few hundred kilobytes can claim gigabytes: so what a file claims is looked at before anything is decoded, and nothing
//! but pixels and the note on orientation is unpacked (no colour profile, no text).
//!
//! - JPEG: [`MOST_PIXELS`], three bytes each, then one for grey. One whose coefficients must be kept whole, because it is drawn in
//!   several scans, has at most [`MOST_PIXELS_IN_SCANS`] pixels, and pixels times scans is at most [`MOST_SCANNED`].
//! - PNG: decoded row by row, each turned grey at once, so that only a byte to the pixel is kept; unpacked it has at most
//!   [`MOST_UNPACKED`] bytes.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder};

use super::picture::{LONGEST_SIDE_TAKEN, MOST_PIXELS, PictureFormat};
use crate::refusal::{PictureTrouble, Refusal};

/// The most pixels of a JPEG that is drawn in several scans: six bytes to the pixel are kept until the last.
const MOST_PIXELS_IN_SCANS: u64 = 20_000_000;
/// The most pixels, each counted as often as it is scanned. A progressive JPEG has ten scans.
const MOST_SCANNED: u64 = 200_000_000;
/// The most bytes of pixels that a PNG may have unpacked.
const MOST_UNPACKED: u64 = 160_000_000;

/// A picture's file after decoding.
pub(super) struct Decoded {
    /// The right way up.
    pub(super) pixels: GrayImage,
    /// Whether the file holds just these pixels: it is grey with at most eight bits to the pixel, not transparent, and upright.
    pub(super) as_it_came: bool,
}

/// Decodes a file that was handed in.
pub(super) fn foreign(file: &[u8], format: PictureFormat) -> Result<Decoded, Refusal> {
    match format {
        PictureFormat::Jpeg => jpeg(file, true),
        PictureFormat::Png => png(file, true),
    }
}

/// Decodes a file that was taken before, under whatever bounds then held.
pub(super) fn known(file: &[u8], format: PictureFormat) -> Result<Decoded, Refusal> {
    match format {
        PictureFormat::Jpeg => jpeg(file, false),
        PictureFormat::Png => png(file, false),
    }
}

/// Looks at what a file claims.
fn bounded(width: u32, height: u32, most: u64, file: &[u8]) -> Result<(), Refusal> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > most {
        return Err(Refusal::Picture(PictureTrouble::TooLarge {
            megapixels: Some(pixels.div_ceil(1_000_000)),
            megabytes: file.len().div_ceil(1024 * 1024) as u64,
            most: most / 1_000_000,
        }));
    }
    let side = width.max(height);
    if side > LONGEST_SIDE_TAKEN {
        return Err(Refusal::Picture(PictureTrouble::TooLong { side, most: LONGEST_SIDE_TAKEN }));
    }
    Ok(())
}

/// A note on orientation that does not read is no reason to refuse a picture that does. A telephone held upright says so in the file
/// (EXIF) and leaves the pixels lying on their side.
fn upright(pixels: GrayImage, orientation: Option<Orientation>, as_it_came: bool) -> Decoded {
    match orientation {
        None | Some(Orientation::NoTransforms) => Decoded { pixels, as_it_came },
        Some(orientation) => {
            let mut picture = DynamicImage::ImageLuma8(pixels);
            picture.apply_orientation(orientation);
            Decoded { pixels: picture.into_luma8(), as_it_came: false }
        }
    }
}

fn jpeg(file: &[u8], foreign: bool) -> Result<Decoded, Refusal> {
    let damaged = |_| Refusal::Picture(PictureTrouble::Damaged);
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(file)).map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if foreign {
        bounded(width, height, MOST_PIXELS, file)?;
        let (pixels, scans) = (u64::from(width) * u64::from(height), scans(file));
        if scans > 1 {
            bounded(width, height, MOST_PIXELS_IN_SCANS, file)?;
            if pixels * scans > MOST_SCANNED {
                return Err(Refusal::Picture(PictureTrouble::TooComplex { scans, most: MOST_SCANNED / pixels.max(1) }));
            }
        }
        // A file that ends early decodes without an error, its lower part grey: only the end marker shows it.
        if !file.windows(2).rev().take(4_096).any(|pair| pair == [0xff, 0xd9]) {
            return Err(Refusal::Picture(PictureTrouble::Damaged));
        }
    }
    let orientation = decoder.orientation().ok();
    let decoded = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let grey = matches!(decoded, DynamicImage::ImageLuma8(_));
    Ok(upright(decoded.into_luma8(), orientation, grey))
}

/// How many scans a JPEG is drawn in, by its markers (ISO/IEC 10918-1, annex B); those of a small picture inside of a note are not
/// counted. One that is progressive counts as two at least.
fn scans(file: &[u8]) -> u64 {
    let (mut at, mut scans, mut progressive) = (2, 0, false);
    while let Some([0xff, marker, ..]) = file.get(at..) {
        match marker {
            // A fill byte, or one without a length.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xd9 => break,
            _ => {
                let length = file.get(at + 2..at + 4).map_or(2, |two| usize::from(two[0]) << 8 | usize::from(two[1]));
                at += 2 + length.max(2);
                progressive |= matches!(marker, 0xc2 | 0xc6 | 0xca | 0xce);
                if *marker == 0xda {
                    scans += 1;
                    // Then come its data, in which a marker is none where a zero or a restart follows.
                    let data = file.get(at..).unwrap_or_default();
                    let end = data.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7));
                    at += end.unwrap_or(data.len());
                }
            }
        }
    }
    if progressive { scans.max(2) } else { scans }
}

fn png(file: &[u8], foreign: bool) -> Result<Decoded, Refusal> {
    let damaged = |_| Refusal::Picture(PictureTrouble::Damaged);
    let mut decoder = png::Decoder::new(Cursor::new(file));
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let head = decoder.read_header_info().map_err(damaged)?;
    let (width, height) = (head.width, head.height);
    if foreign {
        bounded(width, height, MOST_PIXELS, file)?;
        let pixel = (head.color_type.samples() * head.bit_depth as usize).div_ceil(8) as u64;
        bounded(width, height, MOST_UNPACKED / pixel, file)?;
    }
    let mut reader = decoder.read_info().map_err(damaged)?;
    let orientation = reader.info().exif_metadata.as_deref().and_then(Orientation::from_exif_chunk);
    let (color, _) = reader.output_color_type();
    let as_it_came = color == png::ColorType::Grayscale && reader.info().bit_depth != png::BitDepth::Sixteen;
    let mut pixels = GrayImage::new(width, height);
    let wide = width as usize;
    let mut line = 0;
    let mut grey = Vec::with_capacity(wide);
    while let Some(row) = reader.next_interlaced_row().map_err(damaged)? {
        grey.clear();
        turn_grey(row.data(), color, &mut grey)?;
        match row.interlace() {
            png::InterlaceInfo::Adam7(pass) => png::expand_interlaced_row(&mut pixels, wide, &grey, pass, 8),
            png::InterlaceInfo::Null(_) => {
                let place = pixels.get_mut(line * wide..(line + 1) * wide).filter(|place| place.len() == grey.len());
                place.ok_or(Refusal::Picture(PictureTrouble::Damaged))?.copy_from_slice(&grey);
                line += 1;
            }
        }
    }
    Ok(upright(pixels, orientation, as_it_came))
}

/// A row of eight bits to the sample as grey, with the weights of sRGB (IEC 61966-2-1); transparency falls on white paper.
fn turn_grey(row: &[u8], color: png::ColorType, grey: &mut Vec<u8>) -> Result<(), Refusal> {
    let luma =
        |r: u8, g: u8, b: u8| ((2_126 * u32::from(r) + 7_152 * u32::from(g) + 722 * u32::from(b)) / 10_000) as u8;
    let over_white = |grey: u8, alpha: u8| {
        let (grey, alpha) = (u32::from(grey), u32::from(alpha));
        ((grey * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    match color {
        png::ColorType::Grayscale => grey.extend_from_slice(row),
        png::ColorType::GrayscaleAlpha => grey.extend(row.chunks_exact(2).map(|p| over_white(p[0], p[1]))),
        png::ColorType::Rgb => grey.extend(row.chunks_exact(3).map(|p| luma(p[0], p[1], p[2]))),
        png::ColorType::Rgba => {
            grey.extend(row.chunks_exact(4).map(|p| over_white(luma(p[0], p[1], p[2]), p[3])));
        }
        // A palette is expanded by the decoder.
        png::ColorType::Indexed => return Err(Refusal::Picture(PictureTrouble::Damaged)),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ad::Picture;

    /// A part of a PNG.
    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        // CRC-32 (ISO 3309), bit by bit.
        let crc = !kind.iter().chain(data).fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        });
        [&(data.len() as u32).to_be_bytes(), &kind[..], data, &crc.to_be_bytes()].concat()
    }

    /// A PNG that claims this, with hardly any pixels in it.
    fn claims(width: u32, height: u32, bits: u8, color: u8, interlaced: u8) -> Vec<u8> {
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, color, 0, 0, interlaced]].concat();
        let empty = [0x78, 1, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 1];
        [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", &empty), &chunk(b"IEND", &[])].concat()
    }

    #[test]
    fn what_a_png_claims_is_looked_at_before_it_is_unpacked() {
        let most = |file: Vec<u8>| match Picture::read(file) {
            Err(Refusal::Picture(PictureTrouble::TooLarge { most, .. })) => Some(most),
            _ => None,
        };
        // 16 bits of red, green, blue: six bytes to the pixel.
        assert_eq!(most(claims(7_700, 7_700, 16, 2, 0)), Some(50));
        assert_eq!(most(claims(6_000, 6_000, 16, 2, 0)), Some(26));
        assert_eq!(most(claims(6_000, 6_000, 16, 6, 1)), Some(20));
        assert_eq!(most(claims(6_000, 6_000, 8, 0, 0)), None, "it is damaged, not too large");
        let long = Picture::read(claims(400_000, 2, 8, 0, 0));
        assert_eq!(long, Err(Refusal::Picture(PictureTrouble::TooLong { side: 400_000, most: LONGEST_SIDE_TAKEN })));
    }

    #[test]
    fn scans_are_counted_by_their_markers() {
        let segment =
            |marker: u8, length: u8| [vec![0xff, marker, 0, length], vec![0; usize::from(length) - 2]].concat();
        let scan = [&segment(0xda, 8)[..], &[1, 0xff, 0, 2, 0xff, 0xd0, 3]].concat();
        let file = |frame: u8, often: usize| {
            // A small picture inside of a note has scans of its own, which are none of this one's.
            let note = [&[0xff, 0xe1, 0, 12][..], &[0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xd9, 0, 0]].concat();
            [&[0xff, 0xd8][..], &note, &segment(frame, 17), &scan.repeat(often), &[0xff, 0xd9]].concat()
        };
        assert_eq!((scans(&file(0xc0, 1)), scans(&file(0xc2, 1)), scans(&file(0xc2, 40))), (1, 2, 40));
    }

    #[test]
    fn rows_that_are_interlaced_come_to_the_same_picture() {
        // Written by hand, since the encoder writes none: 9 × 9, grey, each pixel its place; Adam7 (PNG, 8.2).
        let pixel = |x: u32, y: u32| (y * 9 + x) as u8;
        let mut raw = Vec::new();
        for (x0, y0, dx, dy) in
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        {
            for y in (y0..9).step_by(dy) {
                raw.push(0);
                raw.extend((x0..9).step_by(dx).map(|x| pixel(x, y)));
            }
        }
        let (a, b) = raw.iter().fold((1u32, 0u32), |(a, b), byte| {
            let a = (a + u32::from(*byte)) % 65_521;
            (a, (b + a) % 65_521)
        });
        let length = raw.len() as u16;
        let stored = [&[0x78, 1, 1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), &raw].concat();
        let packed = [&stored[..], &(b << 16 | a).to_be_bytes()].concat();
        let head = [&9u32.to_be_bytes()[..], &9u32.to_be_bytes(), &[8, 0, 0, 0, 1]].concat();
        let file = [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", &packed), &chunk(b"IEND", &[])];
        let picture = Picture::read(file.concat()).expect("whole");
        assert_eq!(picture.to_grey().expect("decodes"), (0..81).collect::<Vec<u8>>());
        assert!(picture.grey);
    }
}
