//! How each kind of ad is set: faces, type sizes and leads, as data in `assets/styles/`.

use std::sync::OnceLock;

use qishi_faces::Face;
use serde::{Deserialize, Deserializer};

use crate::ad::Kind;
use crate::measure::{Length, Size, TypeSize};

/// A style file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Style {
    /// Where its figures come from.
    source: String,
    /// The face of titles.
    #[serde(deserialize_with = "face")]
    pub(super) title_face: Face,
    /// The face of everything else.
    #[serde(deserialize_with = "face")]
    pub(super) body_face: Face,
    /// Type sizes, largest first; the last is the floor.
    pub(super) steps: Vec<TypeSize>,
    /// Sizes and leads.
    pub(super) lines: Lines,
    /// The largest type by the ad's size.
    #[serde(default, rename = "cap")]
    caps: Vec<Cap>,
}

/// Sizes and leads in hundredths.
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

/// The largest type for ads up to a height and a width in millimetres.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cap {
    height: i64,
    width: i64,
    tenths: u16,
}

impl Style {
    /// The style of a kind that the program brings along.
    pub(super) fn shipped(kind: Kind) -> &'static Style {
        static NOTICE: OnceLock<Style> = OnceLock::new();
        static BLESSING: OnceLock<Style> = OnceLock::new();
        let (known, name, text) = match kind {
            Kind::Notice => (&NOTICE, "notice", include_str!("../../assets/styles/notice.toml")),
            Kind::Blessing => (&BLESSING, "blessing", include_str!("../../assets/styles/blessing.toml")),
        };
        known.get_or_init(|| Style::read(text).unwrap_or_else(|error| panic!("the shipped style {name}: {error}")))
    }

    /// Reads a style and checks it: sizes fall to no less than the floor of newsprint, leads hold their type.
    fn read(text: &str) -> Result<Style, String> {
        let style: Style = toml::from_str(text).map_err(|error| error.to_string())?;
        if style.source.is_empty() {
            return Err("source is empty".to_owned());
        }
        if style.steps.is_empty() || style.steps.windows(2).any(|pair| pair[0] <= pair[1]) {
            return Err("steps do not fall".to_owned());
        }
        let caps = style.caps.iter().map(|cap| TypeSize::tenths(cap.tenths));
        if caps.chain(style.steps.iter().copied()).any(|size| size < TypeSize::LIU) {
            return Err("steps or cap fall below 7.5 pt".to_owned());
        }
        let lines = style.lines;
        if lines.title < 100 || lines.title_lead < 100 || lines.lead < 100 || lines.most_lead < lines.lead {
            return Err("lines: a title is no smaller than the body, a lead no smaller than its type".to_owned());
        }
        Ok(style)
    }

    /// The smallest type it uses.
    pub(super) fn floor(&self) -> TypeSize {
        self.steps.last().copied().unwrap_or(TypeSize::LIU)
    }

    /// The largest type that looks well at a size.
    pub(super) fn cap(&self, size: Size) -> TypeSize {
        let holds = |cap: &&Cap| size.height <= Length::mm(cap.height) && size.width <= Length::mm(cap.width);
        let cap = self.caps.iter().find(holds).or(self.caps.last());
        cap.map_or(self.steps[0], |cap| TypeSize::tenths(cap.tenths))
    }
}

fn face<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Face, D::Error> {
    let id = String::deserialize(deserializer)?;
    Face::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no face is called {id:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_styles_are_sound() {
        let notice = Style::shipped(Kind::Notice);
        assert_eq!(notice.steps, [TypeSize::XIAO_WU, TypeSize::LIU]);
        assert_eq!(Style::shipped(Kind::Blessing).floor(), TypeSize::LIU);
        assert_eq!(Style::shipped(Kind::Blessing).cap(Size::mm(146, 100)), TypeSize::tenths(180));
        assert_eq!(Style::shipped(Kind::Blessing).cap(Size::mm(72, 100)), TypeSize::tenths(160));
    }

    #[test]
    fn a_style_below_the_floor_is_refused() {
        let text = include_str!("../../assets/styles/notice.toml");
        assert!(Style::read(&text.replace("[90, 75]", "[90, 60]")).is_err());
        assert!(Style::read(&text.replace("[90, 75]", "[75, 90]")).is_err());
        assert!(Style::read(&text.replace("song-bold", "comic")).expect_err("no such face").contains("comic"));
        assert!(Style::read(&text.replace("lead = 125", "lead = 80")).is_err());
    }
}
