//! Setting type: an ad at its size, and the words of papers.
//!
//! [`Setter::set`] takes the copy of an ad and a size and answers whether it fits, in which type size, and how it looks: a [`Sheet`] of
//! exactly that size. Lines are set under the rules of Chinese setting (clreq; GB/T 15834-2011), broken over the whole paragraph,
//! squeezed before they are stretched, and measured in whole ems.
//!
//! ```
//! use setting::typeset::{Job, Setter, Styles};
//! use trade::{ad::{CategoryId, Kind, Look}, measure::Size};
//! let copy = "遗失声明\n张三遗失身份证,证号末四位1234,声明作废。";
//! let (size, look, category) = (Size::mm(72, 30), Look::plain(), CategoryId::known("lost_and_void"));
//! let job = Job { kind: Kind::Notice, category: &category, copy, picture: None, size, look };
//! let fit = Setter::new().set(&Styles::shipped(), &job);
//! assert!(fit.fits);
//! assert_eq!(fit.sheet.text(), "遗失声明张三遗失身份证，证号末四位1234，声明作废。");
//! ```

mod atoms;
mod blessing;
mod bottleneck;
mod bound;
mod breaks;
mod classes;
mod column;
mod faces;
mod frame;
mod gaps;
mod label;
mod latin;
mod memory;
mod newsprint;
mod normal;
mod notice;
mod picture;
mod quotes;
mod rows;
mod setter;
mod spread;
mod style;
mod styles;
mod upright;

use std::collections::HashSet;
use std::sync::Arc;

pub use faces::{font, units_per_em};
pub use label::{Align, LabelStyle};
use qishi_faces::Face;

pub use setter::Setter;
pub use styles::{OfferedStyle, StyleFile, Styles};

use crate::sheet::Sheet;
use trade::ad::{CategoryId, Kind, Look, Picture, StyleId};
use trade::measure::{Length, Size, TypeSize};

/// The version of the setter: part of a frozen setting, raised whenever the same copy would be set differently.
pub const SETTER: u32 = 8;

/// An ad to be set at a size.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// Its kind: it decides faces, frame and type sizes.
    pub kind: Kind,
    /// The id of its category: it decides which styles there are.
    pub category: &'a CategoryId,
    /// The copy, as typed.
    pub copy: &'a str,
    /// A picture, on blessings.
    pub picture: Option<&'a Arc<Picture>>,
    /// The whole area that the ad is printed on, frame included.
    pub size: Size,
    /// What was chosen about its appearance.
    pub look: &'a Look,
}

impl Job<'_> {
    /// The style that was named, or, where none is or that one is not offered for it, its category's own.
    fn style<'s>(&self, styles: &'s Styles) -> &'s style::Style {
        styles.chosen(self.look, self.kind, self.category, self.size, self.picture.is_some())
    }

    /// The plainest style of its kind, where the one it is set in was not named: it holds more, and stands in for one that does not
    /// hold the copy.
    fn plainer<'s>(&self, styles: &'s Styles, chosen: &style::Style) -> Option<&'s style::Style> {
        let plain = styles.plainest(self.kind, self.category, self.size, self.picture.is_some())?;
        (chosen.id != self.look.style && chosen.id != plain.id).then_some(&**plain)
    }
}

/// How an ad comes out at a size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The size that it was set at.
    pub size: Size,
    /// The id of the style that it is set in: the one that was named; otherwise its category's own, or, where that one does not hold
    /// the copy and the plainest does, the plainest.
    pub style: StyleId,
    /// Whether all of the copy fits.
    pub fits: bool,
    /// The type size of the body; the floor where the copy does not fit.
    pub pt: TypeSize,
    /// How many lines the text has below its title at that type size.
    pub lines: usize,
    /// How many characters are over at the floor; none where it fits.
    pub over: usize,
    /// Where in the copy, in code points, that begins which is over; none where it fits.
    pub cut: Option<usize>,
    /// The height that was not needed, before it was shared out; none where the copy does not fit.
    pub left_over: Length,
    /// The ad, exactly at its size; where the copy does not fit, as many lines as do.
    pub sheet: Sheet,
    /// How many pixels of the picture stand on an inch, where there is one and it is printed.
    pub picture_dpi: Option<u32>,
    /// `false`: there is a picture, and the size leaves no room for it.
    pub picture_fits: bool,
    /// Where it comes out otherwise than its style has it.
    pub departures: Vec<Departure>,
}

/// Where an ad comes out otherwise than its style has it, though all of its copy fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Departure {
    /// All names, a title or a line are in another face, since that of the style lacks a character of them.
    OtherFace {
        /// Whether it concerns the names of the ad.
        names: bool,
        /// The characters that the style's face lacks, each once.
        lacks: String,
        /// The face in which the style has them.
        wanted: Face,
        /// The face that all of it is set in.
        set: Face,
    },
    /// The ornament of the style gave way to the copy.
    NoOrnament,
}

impl Departure {
    /// Words in another face than the one wanted; none where they are in that.
    fn face(names: bool, words: &str, wanted: Face, set: Face) -> Option<Departure> {
        let mut lacks = String::new();
        let lacking = |c: &char| !c.is_whitespace() && !faces::has_all(wanted, c.encode_utf8(&mut [0; 4]));
        for c in words.chars().filter(lacking) {
            if !lacks.contains(c) {
                lacks.push(c);
            }
        }
        (set != wanted && !lacks.is_empty()).then_some(Departure::OtherFace { names, lacks, wanted, set })
    }
}

impl Fit {
    /// The same answer without the sheet.
    pub fn measured(&self) -> Measured {
        let Fit { size, fits, pt, lines, over, cut, picture_fits, .. } = *self;
        Measured { size, style: self.style.clone(), fits, pt, lines, over, cut, picture_fits }
    }
}

/// What [`Setter::set`] answers but for the sheet: whether an ad fits at a size, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The size that it was measured at.
    pub size: Size,
    /// The id of the style that it is set in.
    pub style: StyleId,
    /// Whether all of the copy fits.
    pub fits: bool,
    /// The type size of the body; the floor where the copy does not fit.
    pub pt: TypeSize,
    /// How many lines the text has below its title at that type size.
    pub lines: usize,
    /// How many characters are over at the floor; none where it fits.
    pub over: usize,
    /// Where in the copy, in code points, that begins which is over; none where it fits.
    pub cut: Option<usize>,
    /// `false`: there is a picture, and the size leaves no room for it.
    pub picture_fits: bool,
}

impl Measured {
    /// Orders two answers; the greater is better: first whether there is room for the picture, then for the copy.
    const fn holds(&self) -> (bool, bool) {
        (self.picture_fits, self.fits)
    }
}

/// The characters of a copy that none of the faces has, each once, in the order in which they first stand there. Line ends, spaces
/// and what is never seen are no characters.
pub fn missing(copy: &str) -> Vec<char> {
    each_once(copy, |c| {
        !c.is_ascii() && !c.is_whitespace() && !normal::unseen(c) && faces::find(Face::Song, c).is_none()
    })
}

/// The characters of a copy that leave no mark on paper and yet are meant to change what is read, each once, in the order in which
/// they first stand there: control characters but line ends and tabs; marks of the direction of writing; variation selectors that
/// ask for another form of a character; tags and annotations.
///
/// What says only where a line may be broken or how an emoji looks (U+00AD, U+200B to U+200D, U+2060, U+FE0E, U+FE0F, a byte order
/// mark) is dropped without harm and not named here.
pub fn unprintable(copy: &str) -> Vec<char> {
    let mut all = Vec::new();
    let mut before = ' ';
    for c in copy.chars() {
        if normal::unprintable(c) && !normal::selected(before, c) && !all.contains(&c) {
            all.push(c);
        }
        before = c;
    }
    all
}

/// What is set in place of a character that no face has and that telephones offer: ♥ for ❤, ★ for ⭐.
pub fn instead(c: char) -> Option<char> {
    let other = match c {
        '❤' | '❣' | '💓' | '💕'..='💝' | '💞' | '💟' | '🧡' | '🖤' | '🤍' | '🤎' => '♥',
        '⭐' | '🌟' | '✨' | '💫' => '★',
        '✅' | '✔' | '☑' => '√',
        '❌' | '✖' | '❎' => '×',
        '❗' => '！',
        '❓' => '？',
        '➡' => '→',
        _ => return None,
    };
    faces::find(Face::Song, other).map(|_| other)
}

/// The characters that are found, each once; each character is asked about once, however long the copy is.
fn each_once(copy: &str, found: impl Fn(char) -> bool) -> Vec<char> {
    // A bit for each character of the first plane; few stand beyond it.
    let mut seen = [0u64; 0x1_0000 / 64];
    let mut beyond = HashSet::new();
    let mut all = Vec::new();
    for c in copy.chars() {
        let (word, bit) = (c as usize / 64, 1 << (c as usize % 64));
        let first = match seen.get_mut(word) {
            Some(word) => std::mem::replace(word, *word | bit) & bit == 0,
            None => beyond.insert(c),
        };
        if first && found(c) {
            all.push(c);
        }
    }
    all
}

#[cfg(test)]
pub(crate) use tests::{measure, set};

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod downwards;
#[cfg(test)]
mod evenness;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod tests;
