//! Lengths, sizes and type sizes, all in whole numbers.
//!
//! Paper is measured in integer micrometres, type in tenths of a point, so that two machines never disagree by a rounding.
//!
//! ```
//! use trade::measure::Size;
//! let size: Size = "7.2×10cm".parse().unwrap();
//! assert_eq!(size.to_string(), "7.2x10");
//! assert_eq!(size, "72x100mm".parse().unwrap());
//! ```

use std::fmt;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A length on paper in whole micrometres (µm).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Length(i64);

impl Length {
    /// Zero micrometres, to begin a sum.
    pub const ZERO: Length = Length(0);

    /// A length of so many micrometres.
    pub const fn um(um: i64) -> Length {
        Length(um)
    }

    /// A length of so many whole millimetres.
    pub const fn mm(mm: i64) -> Length {
        Length(mm * 1_000)
    }

    /// A type size or another length in tenths of a point, to the nearest micrometre (1 pt = 3175/9 µm).
    pub const fn tenths_of_pt(tenths: i64) -> Length {
        Length((tenths * 3_175 + 45) / 90)
    }

    /// The number of whole micrometres.
    pub const fn as_um(self) -> i64 {
        self.0
    }

    /// In millimetres, for painting and for display only.
    pub fn as_mm(self) -> f64 {
        self.0 as f64 / 1_000.0
    }

    /// In PostScript points (1/72 in), for painting only.
    pub fn as_pt(self) -> f64 {
        self.0 as f64 * 9.0 / 3_175.0
    }

    /// The part `numerator / denominator` of this length, rounded towards zero.
    pub const fn part(self, numerator: i64, denominator: i64) -> Length {
        Length(self.0 * numerator / denominator)
    }

    /// The larger of two lengths.
    pub fn max(self, other: Length) -> Length {
        Length(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    pub fn min(self, other: Length) -> Length {
        Length(self.0.min(other.0))
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, times: i64) -> Length {
        Length(self.0 * times)
    }
}

impl std::iter::Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

/// Shown in centimetres without trailing zeros: `7.2`, `10`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let um = self.0.unsigned_abs();
        let (whole, rest) = (um / 10_000, um % 10_000);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{rest:04}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// A type size (字号) in tenths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TypeSize(u16);

impl TypeSize {
    /// 小五, 9 pt: the body of a notice.
    pub const XIAO_WU: TypeSize = TypeSize(90);
    /// 六号, 7.5 pt: the floor.
    pub const LIU: TypeSize = TypeSize(75);

    /// A type size in tenths of a point.
    pub const fn tenths(tenths: u16) -> TypeSize {
        TypeSize(tenths)
    }

    /// In tenths of a point.
    pub const fn as_tenths(self) -> u16 {
        self.0
    }

    /// One em, to the nearest micrometre.
    pub const fn em(self) -> Length {
        Length::tenths_of_pt(self.0 as i64)
    }

    /// In points, for painting only.
    pub fn as_pt(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

/// Shown in points: `9`, `7.5`.
impl fmt::Display for TypeSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, tenth) => write!(f, "{whole}.{tenth}"),
        }
    }
}

/// The size of an ad (规格): width × height, written in centimetres (`7.2x10`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size {
    /// Across the columns of the page.
    pub width: Length,
    /// Down the columns of the page.
    pub height: Length,
}

impl Size {
    /// A size in whole millimetres.
    pub const fn mm(width: i64, height: i64) -> Size {
        Size { width: Length::mm(width), height: Length::mm(height) }
    }

    /// The area in square micrometres: for comparing, never for money.
    pub fn area(self) -> i128 {
        i128::from(self.width.as_um()) * i128::from(self.height.as_um())
    }

    /// As a person reads it: `7.2×10`.
    pub fn said(self) -> String {
        format!("{}×{}", self.width, self.height)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// The text is not a size: it was neither `7.2x10` (cm) nor `72x100mm`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotASize(pub String);

impl fmt::Display for NotASize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a size; write 7.2x10 (cm) or 72x100mm", self.0)
    }
}

impl std::error::Error for NotASize {}

/// How a number with its unit becomes micrometres.
type Scale = fn(&str) -> Option<i64>;

/// Reads `3x2in`, `7.2x3`, `7.2×3cm`, `7.2*3`, `7.2 X 3 厘米`, `72x30mm` and their full-width kin; exact to the micrometre.
impl FromStr for Size {
    type Err = NotASize;

    fn from_str(text: &str) -> Result<Size, NotASize> {
        let refused = || NotASize(text.to_owned());
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect::<String>().to_lowercase();
        let units: [(&[&str], Scale); 3] = [
            (&["mm", "毫米"], |text| scaled(text, 3)),
            (&["cm", "厘米", "公分"], |text| scaled(text, 4)),
            // An inch is 25.4 mm; of four decimals each is 2.54 µm, to the nearest.
            (&["inches", "inch", "in", "英寸", "\""], |text| scaled(text, 4).map(|parts| (parts * 254 + 50) / 100)),
        ];
        let named = units.iter().find_map(|(names, scale)| {
            let rest = names.iter().find_map(|name| plain.strip_suffix(name))?;
            Some((rest, *names, *scale))
        });
        let (rest, names, scale) = named.unwrap_or((&plain, units[1].0, units[1].1));
        let (width, height) = rest.split_once(['x', '×', '*']).ok_or_else(refused)?;
        // `7.2cm×3cm` names its unit twice.
        let width = names.iter().find_map(|name| width.strip_suffix(name)).unwrap_or(width);
        let width = scale(width).ok_or_else(refused)?;
        let height = scale(height).ok_or_else(refused)?;
        if width == 0 || height == 0 {
            return Err(refused());
        }
        Ok(Size { width: Length(width), height: Length(height) })
    }
}

impl Serialize for Size {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Size, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What of an ad is measured or counted to price it (计价单位).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A listed size (块).
    Block,
    /// Square centimetre of the ad.
    Cm2,
    /// Column centimetre: one column wide, one centimetre high.
    ColumnCm,
    /// Column millimetre: one column wide, one millimetre high.
    ColumnMm,
    /// Column inch: one column wide, one inch (25.4 mm) high.
    ColumnInch,
    /// Column (栏): a whole one, whatever its height.
    Column,
    /// Line (行), by a counting rule of the card.
    Line,
    /// Character (字), by a counting rule of the card.
    Character,
    /// Word (词), by a counting rule of the card.
    Word,
    /// Piece (件), whose number the clerk gives.
    Piece,
    /// Run (期): one day of publication.
    Run,
    /// Booking (笔): once, however many runs.
    Booking,
}

impl Per {
    /// All, with their words in a card.
    pub const ALL: [(&'static str, Per); 12] = [
        ("block", Per::Block),
        ("cm2", Per::Cm2),
        ("column_cm", Per::ColumnCm),
        ("column_mm", Per::ColumnMm),
        ("column_inch", Per::ColumnInch),
        ("column", Per::Column),
        ("line", Per::Line),
        ("character", Per::Character),
        ("word", Per::Word),
        ("piece", Per::Piece),
        ("run", Per::Run),
        ("booking", Per::Booking),
    ];

    /// Whether a size is needed to say how many there are.
    pub const fn by_size(self) -> bool {
        matches!(self, Per::Block | Per::Cm2 | Per::ColumnCm | Per::ColumnMm | Per::ColumnInch | Per::Column)
    }

    /// Whether the copy is needed to say how many there are.
    pub const fn by_copy(self) -> bool {
        matches!(self, Per::Line | Per::Character | Per::Word)
    }

    /// Whether its number is whole: tiers then go on with the next number.
    pub const fn counted(self) -> bool {
        !matches!(self, Per::Cm2 | Per::ColumnCm | Per::ColumnMm | Per::ColumnInch)
    }

    /// The word under which its number may be given where there is nothing to count.
    pub const fn given_as(self) -> Option<&'static str> {
        match self {
            Per::Column => Some("columns"),
            Per::Line => Some("lines"),
            Per::Character => Some("characters"),
            Per::Word => Some("words"),
            Per::Piece => Some("pieces"),
            _ => None,
        }
    }
}

/// Full-width digits, letters and marks as their half-width kin.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' => '.',
        _ => c,
    }
}

/// A plain decimal such as `7.2` times ten to the power `decimals`, exactly; `None` for anything else, more decimals or too large a number.
pub fn scaled(text: &str, decimals: usize) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || fraction.len() > decimals {
        return None;
    }
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<decimals$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_size_however_it_is_written() {
        let size = Size::mm(72, 30);
        for text in
            ["7.2x3", "7.2×3cm", "7.2*3", "72x30mm", "7.20 X 3.0", "７．２×３", "7.2cm×3cm", "72mmx30mm", "7.2×3厘米"]
        {
            assert_eq!(text.parse(), Ok(size), "{text}");
        }
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in ["", "7.2", "x3", "7.2x", "0x3", "-7.2x3", "7.2x3x4", "7.2e1x3", "7.23456x3", "99999999999x1"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }

    #[test]
    fn points_are_exact_where_the_trade_needs_them() {
        assert_eq!(TypeSize::XIAO_WU.em(), Length::um(3_175));
        assert_eq!(TypeSize::LIU.em(), Length::um(2_646));
    }

    proptest! {
        #[test]
        fn a_size_shown_is_read_back(width in 1i64..10_000_000, height in 1i64..10_000_000) {
            let size = Size { width: Length::um(width), height: Length::um(height) };
            prop_assert_eq!(size.to_string().parse(), Ok(size));
        }
    }
}
