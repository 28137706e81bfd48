//! How ads are set (样式): faces, type sizes, leads and rules, as data in `assets/styles/`. A file is a style.

use std::sync::{LazyLock, OnceLock};

use qishi_faces::Face;
use serde::{Deserialize, Deserializer};

use super::upright::Setting;
use super::{blessing, notice};
use trade::ad::{Kind, Kinds, Look};
use trade::measure::{Length, Size, TypeSize};

/// The styles that the program brings along, in the order in which they are offered.
const SHIPPED: [(&str, &str); 35] = [
    ("notice/ruled", include_str!("../../../../assets/styles/notice/ruled.toml")),
    ("notice/court", include_str!("../../../../assets/styles/notice/court.toml")),
    ("notice/reversed", include_str!("../../../../assets/styles/notice/reversed.toml")),
    ("notice/rules", include_str!("../../../../assets/styles/notice/rules.toml")),
    ("notice/mourning", include_str!("../../../../assets/styles/notice/mourning.toml")),
    ("blessing/hollow", include_str!("../../../../assets/styles/blessing/hollow.toml")),
    ("blessing/double_happiness", include_str!("../../../../assets/styles/blessing/double_happiness.toml")),
    ("blessing/arch", include_str!("../../../../assets/styles/blessing/arch.toml")),
    ("blessing/seal", include_str!("../../../../assets/styles/blessing/seal.toml")),
    ("blessing/half", include_str!("../../../../assets/styles/blessing/half.toml")),
    ("blessing/invitation", include_str!("../../../../assets/styles/blessing/invitation.toml")),
    ("blessing/hearts", include_str!("../../../../assets/styles/blessing/hearts.toml")),
    ("blessing/ampersand", include_str!("../../../../assets/styles/blessing/ampersand.toml")),
    ("blessing/letter", include_str!("../../../../assets/styles/blessing/letter.toml")),
    ("blessing/rose", include_str!("../../../../assets/styles/blessing/rose.toml")),
    ("blessing/garland", include_str!("../../../../assets/styles/blessing/garland.toml")),
    ("blessing/rings", include_str!("../../../../assets/styles/blessing/rings.toml")),
    ("blessing/mortarboard", include_str!("../../../../assets/styles/blessing/mortarboard.toml")),
    ("blessing/hills", include_str!("../../../../assets/styles/blessing/hills.toml")),
    ("blessing/scroll", include_str!("../../../../assets/styles/blessing/scroll.toml")),
    ("blessing/dragon_gate", include_str!("../../../../assets/styles/blessing/dragon_gate.toml")),
    ("blessing/cake", include_str!("../../../../assets/styles/blessing/cake.toml")),
    ("blessing/longevity", include_str!("../../../../assets/styles/blessing/longevity.toml")),
    ("blessing/balloons", include_str!("../../../../assets/styles/blessing/balloons.toml")),
    ("blessing/peach", include_str!("../../../../assets/styles/blessing/peach.toml")),
    ("blessing/certificate", include_str!("../../../../assets/styles/blessing/certificate.toml")),
    ("blessing/vine", include_str!("../../../../assets/styles/blessing/vine.toml")),
    ("blessing/lanterns", include_str!("../../../../assets/styles/blessing/lanterns.toml")),
    ("blessing/fortune", include_str!("../../../../assets/styles/blessing/fortune.toml")),
    ("blessing/couplets", include_str!("../../../../assets/styles/blessing/couplets.toml")),
    ("blessing/night", include_str!("../../../../assets/styles/blessing/night.toml")),
    ("blessing/bamboo", include_str!("../../../../assets/styles/blessing/bamboo.toml")),
    ("blessing/lotus", include_str!("../../../../assets/styles/blessing/lotus.toml")),
    ("blessing/study", include_str!("../../../../assets/styles/blessing/study.toml")),
    ("blessing/fireworks", include_str!("../../../../assets/styles/blessing/fireworks.toml")),
];

/// A style file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Style {
    /// Its id, which bookings keep: it never changes.
    pub(super) id: String,
    /// What kind of ad it is for.
    pub(super) kind: Kind,
    /// Its name in Chinese.
    pub(super) zh: String,
    /// Its name in English.
    pub(super) en: String,
    /// Where its figures come from.
    source: String,
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
    /// Sizes and leads.
    pub(super) lines: Lines,
    /// Rules and title of a notice.
    pub(super) notice: Option<notice::Dress>,
    /// Frame, head and ornaments of a blessing.
    pub(super) blessing: Option<blessing::Design>,
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

/// A style as it is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// Its id.
    pub id: &'static str,
    /// Its name in Chinese.
    pub zh: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// Whether it can be printed in a second colour.
    pub red: bool,
}

/// The styles offered for an ad of a category at a size, the category's own first.
pub fn styles(kind: Kind, category: &str, size: Size, with_picture: bool) -> Vec<Offered> {
    let own = Style::own(kind, category, size, with_picture);
    let offered =
        |style: &'static Style| Offered { id: &style.id, zh: &style.zh, en: &style.en, red: !style.plain_ink };
    let others = of(kind).iter().filter(|style| style.id != own.id && style.suits(kind, category, size, with_picture));
    std::iter::once(own).chain(others).map(offered).collect()
}

/// The id of the style of a kind that is called so: by its id, or by its name in either language.
pub fn style_called(kind: Kind, word: &str) -> Option<&'static str> {
    let called = |style: &&Style| [&style.id, &style.zh, &style.en].iter().any(|name| name.eq_ignore_ascii_case(word));
    of(kind).iter().find(called).map(|style| style.id.as_str())
}

/// A style by its id, of whatever kind.
pub fn style_by_id(id: &str) -> Option<Offered> {
    let all = Kind::ALL.into_iter().flat_map(of);
    let found = all.into_iter().find(|style| style.id == id)?;
    Some(Offered { id: &found.id, zh: &found.zh, en: &found.en, red: !found.plain_ink })
}

/// The styles of a kind and category, whatever the size.
pub fn every_style(kind: Kind, category: &str) -> Vec<&'static str> {
    let offered = |style: &&Style| style.is_for(kind, category) && !style.is_retired();
    of(kind).iter().filter(offered).map(|style| style.id.as_str()).collect()
}

/// The styles of a kind, read when the first ad of it is set: the first notice of the day waits for no blessing's ornaments.
fn of(kind: Kind) -> &'static [Style] {
    static NOTICES: OnceLock<Vec<Style>> = OnceLock::new();
    static BLESSINGS: OnceLock<Vec<Style>> = OnceLock::new();
    let (known, folder) = match kind {
        Kind::Notice => (&NOTICES, "notice/"),
        Kind::Blessing => (&BLESSINGS, "blessing/"),
    };
    known.get_or_init(|| {
        let read = |(name, text): &(&str, &str)| {
            Style::read(text).unwrap_or_else(|error| panic!("the shipped style {name}: {error}"))
        };
        SHIPPED.iter().filter(|(name, _)| name.starts_with(folder)).map(read).collect()
    })
}

impl Style {
    /// The style that a look asks for, where it is offered at that size; otherwise the category's own.
    pub(super) fn chosen(look: &Look, kind: Kind, category: &str, size: Size, with_picture: bool) -> &'static Style {
        let named = of(kind).iter().find(|style| style.id == look.style);
        named
            .filter(|style| style.suits(kind, category, size, with_picture))
            .unwrap_or_else(|| Style::own(kind, category, size, with_picture))
    }

    /// The category's own style; of several the first that suits the size.
    fn own(kind: Kind, category: &str, size: Size, with_picture: bool) -> &'static Style {
        let owns = |style: &Style, name: &str| style.own.iter().any(|own| own == name);
        let own = |name: &str| {
            of(kind).iter().find(|style| owns(style, name) && style.suits(kind, category, size, with_picture))
        };
        own(category).or_else(|| own("*")).unwrap_or(&of(kind)[0])
    }

    /// The style of all that have no other, where it suits the size.
    pub(super) fn plainest(kind: Kind, category: &str, size: Size, with_picture: bool) -> Option<&'static Style> {
        let every = |style: &&Style| style.own.iter().any(|own| own == "*");
        of(kind).iter().filter(every).find(|style| style.suits(kind, category, size, with_picture))
    }

    fn is_for(&self, kind: Kind, category: &str) -> bool {
        self.kind == kind && (self.categories.is_empty() || self.categories.iter().any(|known| known == category))
    }

    /// Whether it is no longer offered: what was booked in it is set in its category's own.
    fn is_retired(&self) -> bool {
        self.blessing.as_ref().is_some_and(blessing::Design::is_retired)
    }

    /// Whether it is offered for an ad.
    fn suits(&self, kind: Kind, category: &str, size: Size, with_picture: bool) -> bool {
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
        look.red && !self.plain_ink
    }

    /// Reads a style and checks it: its categories are known, sizes fall to no less than the floor of newsprint, leads hold their type.
    fn read(text: &str) -> Result<Style, String> {
        let style: Style = toml::from_str(text).map_err(|error| error.to_string())?;
        if [&style.source, &style.id, &style.zh, &style.en].iter().any(|said| said.is_empty()) {
            return Err("id, zh, en or source is empty".to_owned());
        }
        static KINDS: LazyLock<Kinds> = LazyLock::new(Kinds::shipped);
        let known = |id: &&String| *id == "*" || KINDS.category(style.kind, id).is_some();
        if let Some(unknown) = style.categories.iter().chain(&style.own).find(|id| !known(id)) {
            return Err(format!("there is no category {unknown:?} of that kind"));
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
        Ok(style)
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

#[cfg(test)]
mod tests {
    use super::*;

    const RULED: &str = SHIPPED[0].1;

    fn chosen(look: &Look, category: &str, size: Size) -> &'static str {
        &Style::chosen(look, Kind::Notice, category, size, false).id
    }

    #[test]
    fn the_shipped_styles_are_sound() {
        let plain = Look::default();
        let notice = Style::chosen(&plain, Kind::Notice, "other", Size::mm(72, 30), false);
        assert_eq!(notice.steps, [TypeSize::XIAO_WU, TypeSize::LIU]);
        let blessing = Style::chosen(&plain, Kind::Blessing, "wedding", Size::mm(72, 30), false);
        assert_eq!(blessing.floor(), TypeSize::LIU);
        for kind in Kind::ALL {
            assert!(
                !of(kind).is_empty() && of(kind).iter().all(|style| style.kind == kind),
                "{kind}: another kind's folder"
            );
        }
        let all = Kind::ALL.into_iter().flat_map(of);
        let mut ids: Vec<&str> = all.map(|style| style.id.as_str()).collect();
        assert_eq!(ids.len(), SHIPPED.len());
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "an id names one style: {ids:?}");
    }

    #[test]
    fn a_category_has_its_own_style_and_others_are_offered() {
        let size = Size::mm(72, 100);
        let plain = Look::default();
        assert_eq!(chosen(&plain, "court", size), "court");
        assert_eq!(chosen(&plain, "lost_and_void", size), "ruled");
        let rules = Look { style: "rules".to_owned(), ..Look::default() };
        assert_eq!(chosen(&rules, "court", size), "rules");
        // What is not offered gives way to the category's own.
        for id in ["mourning", "hollow", "no such style"] {
            assert_eq!(chosen(&Look { style: id.to_owned(), ..Look::default() }, "court", size), "court");
        }
        let offered: Vec<&str> = styles(Kind::Notice, "court", size, false).iter().map(|style| style.id).collect();
        assert_eq!(offered, ["court", "ruled", "reversed", "rules"]);
        assert_eq!(every_style(Kind::Notice, "obituary").len(), 5);
    }

    #[test]
    fn a_style_with_a_mistake_is_refused_by_name() {
        for (from, to, says) in [
            ("[90, 75]", "[90, 60]", "7.5 pt"),
            ("[90, 75]", "[75, 90]", "fall"),
            ("song-bold", "comic", "comic"),
            ("lead = 125", "lead = 80", "lead"),
            ("own = [\"*\"]", "own = [\"divorce\"]", "divorce"),
            ("zh = \"细框\"", "zh = \"\"", "zh"),
            ("around = [[0, 300]]", "around = [[0, 50]]", "0.25 pt"),
            ("title = \"plain\"", "title = \"golden\"", "golden"),
            ("kind = \"notice\"", "kind = \"blessing\"", "blessing"),
        ] {
            let said = Style::read(&RULED.replace(from, to)).expect_err(from);
            assert!(said.contains(says), "{said}");
        }
    }
}
