//! A picture for a blessing: read once, checked whole, kept as it came.

use std::fmt;
use std::io::Cursor;

use image::GrayImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use serde::{Deserialize, Serialize};

use super::decode::{self, Decoded};
use crate::measure::Length;
use crate::refusal::{PictureTrouble, Refusal};

/// The largest file that is taken, in bytes.
pub const LARGEST_FILE: usize = 32 * 1024 * 1024;
/// The most pixels that are taken: what a telephone of 50 megapixels makes, eight times what 14.6 × 10 cm needs at 400 dpi.
pub const MOST_PIXELS: u64 = 50_400_000;
/// The longest side that is taken, in pixels: the longest that a JPEG can have.
pub const LONGEST_SIDE_TAKEN: u32 = 65_535;
/// Below so many pixels to the inch at its printed size a picture looks coarse on newsprint (clreq practice; `domain` §6).
pub const COARSE_DPI: u32 = 200;

/// A picture that has to be made anew keeps so many pixels along its longer side: enough for two columns at 400 dpi, and for half of
/// it at 200.
const LONGEST_SIDE: u32 = 2_400;

/// The file formats taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is called as its format")]
pub enum PictureFormat {
    Jpeg,
    Png,
}

/// A picture as it was handed in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Told from its first bytes, not from its name.
    pub format: PictureFormat,
    /// In pixels, the right way up.
    pub width: u32,
    /// In pixels, the right way up.
    pub height: u32,
    /// Whether it is grey already, with eight bits to the pixel, no transparency, and the right way up.
    pub grey: bool,
    /// The file, byte for byte.
    #[serde(with = "hex::serde")]
    pub file: Vec<u8>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}×{}", self.format, self.width, self.height)
    }
}

impl Picture {
    /// Reads a picture and decodes it once to the end, so that a truncated one is found now and not at the press.
    ///
    /// Work is bounded by [`LARGEST_FILE`], [`MOST_PIXELS`], [`LONGEST_SIDE_TAKEN`] and what `decode` says of each format, all of
    /// which are looked at before anything is decoded.
    ///
    /// # Errors
    /// [`PictureTrouble::NotAPicture`], [`PictureTrouble::Damaged`], [`PictureTrouble::TooLarge`], [`PictureTrouble::TooLong`] or
    /// [`PictureTrouble::TooComplex`].
    pub fn read(file: Vec<u8>) -> Result<Picture, Refusal> {
        Ok(Picture::inspected(file)?.0)
    }

    /// Reads a picture as [`Picture::read`] does, and makes it ready as [`Picture::for_print`] does, with one decoding for both.
    ///
    /// # Errors
    /// Those of [`Picture::read`].
    pub fn taken(file: Vec<u8>) -> Result<Picture, Refusal> {
        let (picture, decoded) = Picture::inspected(file)?;
        if picture.grey { Ok(picture) } else { picture.format.printed(decoded.pixels) }
    }

    fn inspected(file: Vec<u8>) -> Result<(Picture, Decoded), Refusal> {
        let format = PictureFormat::of(&file).ok_or(Refusal::Picture(PictureTrouble::NotAPicture))?;
        if file.len() > LARGEST_FILE {
            let megabytes = file.len().div_ceil(1024 * 1024) as u64;
            let most = (LARGEST_FILE / (1024 * 1024)) as u64;
            return Err(Refusal::Picture(PictureTrouble::TooLarge { megapixels: None, megabytes, most }));
        }
        let decoded = decode::foreign(&file, format)?;
        let (width, height) = decoded.pixels.dimensions();
        if width == 0 || height == 0 {
            return Err(Refusal::Picture(PictureTrouble::Damaged));
        }
        Ok((Picture { format, width, height, grey: decoded.as_it_came, file }, decoded))
    }

    /// The picture as it is kept and printed: one that is grey already is left untouched, byte for byte; any other is turned grey
    /// here, once, the right way up and no finer than the page can show, in the format in which it came.
    ///
    /// # Errors
    /// [`PictureTrouble::Damaged`], where it does not decode.
    pub fn for_print(self) -> Result<Picture, Refusal> {
        if self.grey {
            return Ok(self);
        }
        self.format.printed(decode::known(&self.file, self.format)?.pixels)
    }

    /// Eight bits of grey to the pixel, row by row; transparency falls on white paper.
    ///
    /// # Errors
    /// [`PictureTrouble::Damaged`], where the stored file no longer decodes.
    pub fn to_grey(&self) -> Result<Vec<u8>, Refusal> {
        Ok(decode::known(&self.file, self.format)?.pixels.into_raw())
    }

    /// How many pixels stand on an inch when the picture is printed so wide and so high; the coarser direction counts.
    pub fn dpi_at(&self, width: Length, height: Length) -> u32 {
        let along = |pixels: u32, length: Length| i64::from(pixels) * 25_400 / length.as_um().max(1);
        u32::try_from(along(self.width, width).min(along(self.height, height))).unwrap_or(u32::MAX)
    }
}

impl PictureFormat {
    /// What a file is, by its first bytes.
    fn of(file: &[u8]) -> Option<PictureFormat> {
        if file.starts_with(b"\xff\xd8\xff") {
            Some(PictureFormat::Jpeg)
        } else if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(PictureFormat::Png)
        } else {
            None
        }
    }

    /// A picture of these pixels, no finer than the page can show.
    ///
    /// One that is more than twice too fine is first averaged over whole pixels: the finer filter keeps 16 bytes to the pixel of one
    /// direction, which is 270 MB for 50 megapixels.
    fn printed(self, mut grey: GrayImage) -> Result<Picture, Refusal> {
        let (width, height) = grey.dimensions();
        let times = width.max(height) / LONGEST_SIDE;
        if times > 1 {
            grey = image::imageops::thumbnail(&grey, width.div_ceil(times), height.div_ceil(times));
        }
        let (width, height) = grey.dimensions();
        let longer = width.max(height);
        let grey = if longer > LONGEST_SIDE {
            let side = |side: u32| (u64::from(side) * u64::from(LONGEST_SIDE)).div_ceil(u64::from(longer)) as u32;
            image::imageops::resize(&grey, side(width), side(height), FilterType::Triangle)
        } else {
            grey
        };
        let mut file = Vec::new();
        let (width, height) = grey.dimensions();
        let encoded = match self {
            PictureFormat::Jpeg => JpegEncoder::new_with_quality(&mut file, 92).encode_image(&grey),
            PictureFormat::Png => grey.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png),
        };
        encoded.map_err(|_| Refusal::Picture(PictureTrouble::Damaged))?;
        Ok(Picture { format: self, width, height, grey: true, file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(picture: &image::DynamicImage, format: image::ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format).expect("encodes");
        file.into_inner()
    }

    fn gradient() -> image::DynamicImage {
        image::RgbImage::from_fn(320, 200, |x, y| image::Rgb([x as u8, y as u8, (x ^ y) as u8])).into()
    }

    #[test]
    fn whole_pictures_are_taken_as_they_came() {
        for format in [image::ImageFormat::Jpeg, image::ImageFormat::Png] {
            let file = encoded(&gradient(), format);
            let picture = Picture::read(file.clone()).expect("whole");
            assert_eq!((picture.width, picture.height, picture.grey), (320, 200, false));
            assert_eq!(picture.file, file);
            assert_eq!(picture.to_grey().expect("decodes").len(), 320 * 200);
            let back: Picture = serde_json::from_value(serde_json::to_value(&picture).expect("data")).expect("data");
            assert_eq!(back, picture);
        }
        let grey = Picture::read(encoded(&gradient().into_luma8().into(), image::ImageFormat::Jpeg)).expect("whole");
        assert!(grey.grey);
    }

    #[test]
    fn a_picture_is_turned_grey_once_and_a_grey_one_is_left_untouched() {
        for format in [image::ImageFormat::Jpeg, image::ImageFormat::Png] {
            let grey = encoded(&gradient().into_luma8().into(), format);
            let untouched = Picture::read(grey.clone()).expect("whole").for_print().expect("whole");
            assert_eq!(untouched.file, grey, "{format:?}");
            let colour = Picture::read(encoded(&gradient(), format)).expect("whole");
            let made = colour.clone().for_print().expect("made");
            assert!(made.grey && made.format == colour.format && (made.width, made.height) == (320, 200));
            assert_eq!(Picture::read(made.file.clone()).expect("whole"), made, "what is kept says the same of itself");
            assert_eq!(made.clone().for_print().expect("whole"), made, "nothing is made twice");
            let (was, is) = (colour.to_grey().expect("decodes"), made.to_grey().expect("decodes"));
            let apart: u64 = was.iter().zip(&is).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
            assert!(apart < 3 * was.len() as u64, "{format:?}: {apart} over {} pixels", was.len());
        }
        let wide = image::RgbImage::from_pixel(4_800, 1_000, image::Rgb([10, 200, 30]));
        let made =
            Picture::read(encoded(&wide.into(), image::ImageFormat::Png)).expect("whole").for_print().expect("made");
        assert_eq!((made.width, made.height), (2_400, 500));
    }

    #[test]
    fn what_is_no_picture_or_not_whole_is_refused() {
        assert_eq!(Picture::read(b"%PDF-1.7".to_vec()), Err(Refusal::Picture(PictureTrouble::NotAPicture)));
        assert_eq!(Picture::read(Vec::new()), Err(Refusal::Picture(PictureTrouble::NotAPicture)));
        for format in [image::ImageFormat::Jpeg, image::ImageFormat::Png] {
            let file = encoded(&gradient(), format);
            for part in [4, 2] {
                let cut = file[..file.len() * (part - 1) / part].to_vec();
                assert_eq!(Picture::read(cut), Err(Refusal::Picture(PictureTrouble::Damaged)), "{format:?}");
            }
        }
    }

    #[test]
    fn a_hundred_megapixels_are_refused_before_they_are_decoded() {
        let file = encoded(&image::GrayImage::new(10_000, 10_000).into(), image::ImageFormat::Png);
        assert!(matches!(
            Picture::read(file),
            Err(Refusal::Picture(PictureTrouble::TooLarge { megapixels: Some(100), .. }))
        ));
    }

    #[test]
    fn a_photograph_taken_upright_stands_upright() {
        let lying = image::GrayImage::from_fn(320, 200, |x, _| image::Luma([if x < 160 { 0 } else { 255 }]));
        let mut file = encoded(&lying.into(), image::ImageFormat::Jpeg);
        // APP1 with one entry: orientation (0x0112) is 6, to be turned a quarter clockwise.
        let exif =
            [&b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0"[..], &b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"[..]]
                .concat();
        file.splice(2..2, exif);
        let picture = Picture::read(file).expect("whole");
        assert_eq!((picture.width, picture.height, picture.grey), (200, 320, false));
        let grey = picture.to_grey().expect("decodes");
        assert!(grey[0] < 20 && grey[200 * 319] > 235, "dark above, light below");
    }

    #[test]
    fn transparency_falls_on_white() {
        let clear = image::RgbaImage::from_pixel(2, 2, image::Rgba([0, 0, 0, 0]));
        let picture = Picture::read(encoded(&clear.into(), image::ImageFormat::Png)).expect("whole");
        assert_eq!(picture.to_grey().expect("decodes"), [255; 4]);
    }
}
