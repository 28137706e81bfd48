//! A style (样式): faces, type sizes, leads and rules, as data. A file is a style; [`super::styles`] keeps those that are offered.

mod reading;

pub(super) use reading::{face, need_choice};

use qishi_faces::Face;

use super::upright::Setting;
use super::{blessing, notice};
use trade::ad::{CategoryId, Kind, Look, StyleId};
use trade::measure::{Length, Size, TypeSize};

/// A style as its file says it; keys that are not known are refused.
#[derive(Debug, Clone)]
pub(super) struct Style {
    /// Its id, which bookings keep: it never changes.
    pub(super) id: StyleId,
    /// What kind of ad it is for.
    pub(super) kind: Kind,
    /// Its name in Chinese.
    pub(super) zh: String,
    /// Its name in English.
    pub(super) en: String,
    /// Where its figures come from.
    pub(super) source: String,
    /// The categories that it is offered for; every one of its kind where none is named.
    categories: Vec<CategoryId>,
    /// The categories whose own style it is; `*` for all that have no other.
    own: Vec<String>,
    /// The sizes that it suits.
    suits: Suits,
    /// It is never printed in a second colour.
    plain_ink: bool,
    /// The face of titles.
    pub(super) title_face: Face,
    /// The face of everything else.
    pub(super) body_face: Face,
    /// The face of case numbers, where it is another than the body's.
    pub(super) case_face: Option<Face>,
    /// Its lines run from above downwards (竖排).
    vertical: bool,
    /// Type sizes, largest first; the last is the floor.
    pub(super) steps: Vec<TypeSize>,
    pub(super) lines: LineProportions,
    /// Rules and title of a notice.
    pub(super) notice: Option<notice::Dress>,
    /// Frame, head and ornaments of a blessing.
    pub(super) blessing: Option<blessing::Design>,
}

/// Type sizes and leads as shares of each other, in hundredths.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineProportions {
    /// The title's size, of the body's.
    pub(super) title: i64,
    /// The title's lead, of its size.
    pub(super) title_lead: i64,
    /// The body's lead, of its size.
    pub(super) lead: i64,
    /// The most that the body's lead is stretched to where height is left over.
    pub(super) most_lead: i64,
}

/// The sizes that a style suits, in millimetres, both ends included.
#[derive(Debug, Clone, Copy)]
struct Suits {
    least_width: i64,
    most_width: i64,
    least_height: i64,
    most_height: i64,
    /// Whether it has a place for a picture.
    picture: bool,
}

impl Default for Suits {
    fn default() -> Suits {
        Suits {
            least_width: 0,
            most_width: i64::MAX / 2_000,
            least_height: 0,
            most_height: i64::MAX / 2_000,
            picture: true,
        }
    }
}

impl Style {
    /// Whether it is offered for a category, whatever the size.
    pub(super) fn is_for(&self, kind: Kind, category: &CategoryId) -> bool {
        self.kind == kind && (self.categories.is_empty() || self.categories.contains(category))
    }

    /// Whether it is a category's own; `*` stands for every one that has no other.
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }

    /// Whether it is no longer offered: what was booked in it is set in its category's own.
    pub(super) fn is_retired(&self) -> bool {
        self.notice.as_ref().is_some_and(notice::Dress::is_retired)
            || self.blessing.as_ref().is_some_and(blessing::Design::is_retired)
    }

    /// Whether it is offered for an ad.
    pub(super) fn suits(&self, kind: Kind, category: &CategoryId, size: Size, with_picture: bool) -> bool {
        if let Some(design) = &self.blessing {
            return self.is_for(kind, category) && design.suits(size, with_picture);
        }
        let suits = &self.suits;
        let within = |length: Length, least: i64, most: i64| (Length::mm(least)..=Length::mm(most)).contains(&length);
        self.is_for(kind, category)
            && !self.is_retired()
            && within(size.width, suits.least_width, suits.most_width)
            && within(size.height, suits.least_height, suits.most_height)
            && (suits.picture || !with_picture)
    }

    /// Whether an ad is printed in two colours.
    pub(super) fn is_red(&self, look: &Look) -> bool {
        look.red && self.takes_red()
    }

    /// Whether it can be printed in two colours.
    pub(super) fn takes_red(&self) -> bool {
        !self.plain_ink
    }

    /// The same style in vertical setting.
    #[cfg(test)]
    pub(super) fn standing(&self) -> Style {
        Style { vertical: true, ..self.clone() }
    }

    /// How its lines run.
    pub(super) fn setting(&self) -> Setting {
        if self.vertical { Setting::Vertical } else { Setting::Horizontal }
    }

    /// The smallest type it uses.
    pub(super) fn floor(&self) -> TypeSize {
        self.steps.last().copied().unwrap_or(TypeSize::LIU)
    }
}
