//! A style (样式): faces, type sizes, leads and rules, as data. A file is a style; [`super::styles`] keeps those that are offered.

use qishi_faces::Face;
use serde::{Deserialize, Deserializer};

use super::upright::Setting;
use super::{blessing, notice};
use trade::ad::{Kind, Look, StyleId};
use trade::measure::{Length, Size, TypeSize};

/// A style as its file says it; keys that are not known are refused.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
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
    #[serde(default)]
    categories: Vec<String>,
    /// The categories whose own style it is; `*` for all that have no other.
    #[serde(default)]
    own: Vec<String>,
    /// The sizes that it suits.
    #[serde(default)]
    suits: Suits,
    /// It is never printed in a second colour.
    #[serde(default)]
    plain_ink: bool,
    /// The face of titles.
    #[serde(deserialize_with = "face")]
    pub(super) title_face: Face,
    /// The face of everything else.
    #[serde(deserialize_with = "face")]
    pub(super) body_face: Face,
    /// The face of case numbers, where it is another than the body's.
    #[serde(default, deserialize_with = "some_face")]
    pub(super) case_face: Option<Face>,
    /// Its lines run from above downwards (竖排).
    #[serde(default)]
    vertical: bool,
    /// Type sizes, largest first; the last is the floor.
    pub(super) steps: Vec<TypeSize>,
    pub(super) lines: Lines,
    /// Rules and title of a notice.
    pub(super) notice: Option<notice::Dress>,
    /// Frame, head and ornaments of a blessing.
    pub(super) blessing: Option<blessing::Design>,
}

/// Type sizes and leads as shares of each other, in hundredths.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lines {
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
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
    pub(super) fn is_for(&self, kind: Kind, category: &str) -> bool {
        self.kind == kind && (self.categories.is_empty() || self.categories.iter().any(|known| known == category))
    }

    /// Whether it is a category's own; `*` stands for every one that has no other.
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }

    /// Whether it is no longer offered: what was booked in it is set in its category's own.
    pub(super) fn is_retired(&self) -> bool {
        self.blessing.as_ref().is_some_and(blessing::Design::is_retired)
    }

    /// Whether it is offered for an ad.
    pub(super) fn suits(&self, kind: Kind, category: &str, size: Size, with_picture: bool) -> bool {
        if let Some(design) = &self.blessing {
            return self.is_for(kind, category) && design.suits(size, with_picture);
        }
        let suits = &self.suits;
        let within = |length: Length, least: i64, most: i64| (Length::mm(least)..=Length::mm(most)).contains(&length);
        self.is_for(kind, category)
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

    /// Reads a style and checks it: sizes fall to no less than the floor of newsprint, leads hold their type.
    ///
    /// # Errors
    /// What is wrong first, in English: the parser's words with line and column, or a sentence that names the key.
    pub(super) fn read(text: &str) -> Result<Style, String> {
        let style: Style = toml::from_str(text).map_err(|error| error.to_string())?;
        style.check()?;
        Ok(style)
    }

    /// The first of its categories that the table does not have.
    #[cfg(test)]
    pub(super) fn unknown_category(&self, kinds: &trade::ad::CategoryTable) -> Option<&str> {
        let known = |id: &&String| *id == "*" || kinds.category(self.kind, id).is_some();
        self.categories.iter().chain(&self.own).find(|id| !known(id)).map(String::as_str)
    }

    /// What its keys must be to each other.
    fn check(&self) -> Result<(), String> {
        let style = self;
        if style.id.is_empty() || [&style.source, &style.zh, &style.en].iter().any(|said| said.is_empty()) {
            return Err("id, zh, en or source is empty".to_owned());
        }
        if style.steps.is_empty() || style.steps.windows(2).any(|pair| pair[0] <= pair[1]) {
            return Err("steps do not fall".to_owned());
        }
        if style.steps.iter().any(|size| *size < TypeSize::LIU) {
            return Err("steps fall below 7.5 pt".to_owned());
        }
        let lines = style.lines;
        if lines.title < 100 || lines.title_lead < 100 || lines.lead < 100 || lines.most_lead < lines.lead {
            return Err("lines: a title is no smaller than the body, a lead no smaller than its type".to_owned());
        }
        match (style.kind, &style.notice) {
            (Kind::Notice, Some(dress)) => dress.check()?,
            (Kind::Notice, None) => return Err("a notice needs its [notice]".to_owned()),
            (Kind::Blessing, Some(_)) => return Err("[notice] in a blessing".to_owned()),
            (Kind::Blessing, None) => {}
        }
        match (style.kind, &style.blessing) {
            (Kind::Blessing, Some(design)) => design.check()?,
            (Kind::Blessing, None) => return Err("a blessing needs its [blessing]".to_owned()),
            (Kind::Notice, Some(_)) => return Err("[blessing] in a notice".to_owned()),
            (Kind::Notice, None) => {}
        }
        Ok(())
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

fn face<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Face, D::Error> {
    let id = String::deserialize(deserializer)?;
    Face::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no face is called {id:?}")))
}

fn some_face<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Face>, D::Error> {
    face(deserializer).map(Some)
}
