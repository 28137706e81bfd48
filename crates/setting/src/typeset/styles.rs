//! The styles that are offered: those that the program brings along, and those that the paper entered.

use std::sync::{Arc, LazyLock, OnceLock};

use super::style::Style;
use trade::ad::{Kind, Look, StyleId, StyleName};
use trade::measure::Size;

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

/// A style as it is offered.
#[derive(Clone)]
pub struct OfferedStyle(Arc<Style>);

impl OfferedStyle {
    /// The id that bookings keep.
    pub fn id(&self) -> &StyleId {
        &self.0.id
    }

    /// Its name in Chinese.
    pub fn zh(&self) -> &str {
        &self.0.zh
    }

    /// Its name in English.
    pub fn en(&self) -> &str {
        &self.0.en
    }

    /// Its id and its names.
    pub fn name(&self) -> StyleName {
        StyleName { id: self.0.id.clone(), zh: self.0.zh.clone(), en: self.0.en.clone() }
    }

    /// Where its figures come from.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Its kind of ads.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Whether it can be printed in a second colour.
    pub fn red(&self) -> bool {
        self.0.takes_red()
    }
}

impl std::fmt::Debug for OfferedStyle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("OfferedStyle").field(&self.0.id).finish()
    }
}

impl PartialEq for OfferedStyle {
    fn eq(&self, other: &OfferedStyle) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.id() == other.id()
    }
}

impl Eq for OfferedStyle {}

/// The program's own styles of each kind, read when the first ad of it is set: the first notice of the day waits for no blessing's
/// ornaments.
#[derive(Default)]
struct Shipped {
    notices: OnceLock<Vec<Arc<Style>>>,
    blessings: OnceLock<Vec<Arc<Style>>>,
}

impl Shipped {
    fn of(&self, kind: Kind) -> &[Arc<Style>] {
        let (known, folder) = match kind {
            Kind::Notice => (&self.notices, "notice/"),
            Kind::Blessing => (&self.blessings, "blessing/"),
        };
        known.get_or_init(|| {
            let read = |(name, text): &(&str, &str)| {
                Style::read(text).unwrap_or_else(|error| panic!("the shipped style {name}: {error}"))
            };
            SHIPPED.iter().filter(|(name, _)| name.starts_with(folder)).map(read).map(Arc::new).collect()
        })
    }
}

/// The styles that are offered.
#[derive(Clone)]
pub struct Styles {
    shipped: Arc<Shipped>,
    /// Those that the paper entered, in that order; behind the program's own.
    own: Vec<Arc<Style>>,
}

impl std::fmt::Debug for Styles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Styles").field("own", &self.own).finish_non_exhaustive()
    }
}

impl Styles {
    /// The styles that the program brings along.
    pub fn shipped() -> Styles {
        static SHIPPED: LazyLock<Styles> = LazyLock::new(|| Styles { shipped: Arc::default(), own: Vec::new() });
        SHIPPED.clone()
    }

    /// The styles of a kind, in the order in which they are offered.
    fn of(&self, kind: Kind) -> impl Iterator<Item = &Arc<Style>> {
        self.shipped.of(kind).iter().chain(self.own.iter().filter(move |style| style.kind == kind))
    }

    /// The styles offered for an ad of a category at a size, the category's own first.
    pub fn offered(&self, kind: Kind, category: &str, size: Size, with_picture: bool) -> Vec<OfferedStyle> {
        let own = self.own(kind, category, size, with_picture);
        let suits = |style: &&Arc<Style>| style.id != own.id && style.suits(kind, category, size, with_picture);
        let others = self.of(kind).filter(suits);
        std::iter::once(own).chain(others).map(|style| OfferedStyle(Arc::clone(style))).collect()
    }

    /// The style of a kind that is called so: by its id, or by its name in either language.
    pub fn called(&self, kind: Kind, word: &str) -> Option<OfferedStyle> {
        let called = |style: &&Arc<Style>| {
            [style.id.as_str(), &style.zh, &style.en].iter().any(|name| name.eq_ignore_ascii_case(word))
        };
        self.of(kind).find(called).map(|style| OfferedStyle(Arc::clone(style)))
    }

    /// A style by its id, of whatever kind.
    pub fn by_id(&self, id: &str) -> Option<OfferedStyle> {
        let mut all = Kind::ALL.into_iter().flat_map(|kind| self.of(kind));
        all.find(|style| style.id == *id).map(|style| OfferedStyle(Arc::clone(style)))
    }

    /// The styles of a kind and category, whatever the size.
    pub fn every(&self, kind: Kind, category: &str) -> Vec<OfferedStyle> {
        let offered = |style: &&Arc<Style>| style.is_for(kind, category) && !style.is_retired();
        self.of(kind).filter(offered).map(|style| OfferedStyle(Arc::clone(style))).collect()
    }

    /// All of them, those of blessings first.
    pub fn all(&self) -> Vec<OfferedStyle> {
        Kind::ALL.into_iter().flat_map(|kind| self.of(kind)).map(|style| OfferedStyle(Arc::clone(style))).collect()
    }

    /// Whether it is the program's own.
    pub fn is_shipped(&self, id: &str) -> bool {
        Kind::ALL.into_iter().any(|kind| self.shipped.of(kind).iter().any(|style| style.id == *id))
    }

    /// The style that a look asks for, where it is offered at that size; otherwise the category's own.
    pub(super) fn chosen(
        &self,
        look: &Look,
        kind: Kind,
        category: &str,
        size: Size,
        with_picture: bool,
    ) -> &Arc<Style> {
        let named = self.of(kind).find(|style| style.id == look.style);
        named
            .filter(|style| style.suits(kind, category, size, with_picture))
            .unwrap_or_else(|| self.own(kind, category, size, with_picture))
    }

    /// The category's own style; of several the first that suits the size, the paper's before the program's.
    fn own(&self, kind: Kind, category: &str, size: Size, with_picture: bool) -> &Arc<Style> {
        let own = |name: &str| {
            let owns = |style: &&Arc<Style>| style.is_own(name) && style.suits(kind, category, size, with_picture);
            let entered = self.own.iter().filter(|style| style.kind == kind);
            entered.chain(self.shipped.of(kind)).find(owns)
        };
        own(category).or_else(|| own("*")).unwrap_or(&self.shipped.of(kind)[0])
    }

    /// The style of all that have no other, where it suits the size.
    pub(super) fn plainest(&self, kind: Kind, category: &str, size: Size, with_picture: bool) -> Option<&Arc<Style>> {
        let every = |style: &&Arc<Style>| style.is_own("*");
        self.of(kind).filter(every).find(|style| style.suits(kind, category, size, with_picture))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trade::ad::CategoryTable;
    use trade::measure::TypeSize;

    const RULED: &str = SHIPPED[0].1;

    fn chosen(look: &Look, category: &str, size: Size) -> String {
        Styles::shipped().chosen(look, Kind::Notice, category, size, false).id.to_string()
    }

    #[test]
    fn the_shipped_styles_are_sound() {
        let (plain, styles, kinds) = (Look::default(), Styles::shipped(), CategoryTable::shipped());
        let notice = styles.chosen(&plain, Kind::Notice, "other", Size::mm(72, 30), false);
        assert_eq!(notice.steps, [TypeSize::XIAO_WU, TypeSize::LIU]);
        let blessing = styles.chosen(&plain, Kind::Blessing, "wedding", Size::mm(72, 30), false);
        assert_eq!(blessing.floor(), TypeSize::LIU);
        for kind in Kind::ALL {
            let mut all = styles.of(kind);
            assert!(all.all(|style| style.kind == kind), "{kind}: another kind's folder");
            let unknown = styles.of(kind).find_map(|style| style.unknown_category(&kinds));
            assert_eq!(unknown, None, "{kind}: a category that is not in the table");
        }
        let all = styles.all();
        let mut ids: Vec<&str> = all.iter().map(|style| style.id().as_str()).collect();
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
        let rules = Look { style: "rules".into(), ..Look::default() };
        assert_eq!(chosen(&rules, "court", size), "rules");
        // What is not offered gives way to the category's own.
        for id in ["mourning", "hollow", "no such style"] {
            assert_eq!(chosen(&Look { style: id.into(), ..Look::default() }, "court", size), "court");
        }
        let styles = Styles::shipped();
        let offered = styles.offered(Kind::Notice, "court", size, false);
        let offered: Vec<&str> = offered.iter().map(|style| style.id().as_str()).collect();
        assert_eq!(offered, ["court", "ruled", "reversed", "rules"]);
        assert_eq!(styles.every(Kind::Notice, "obituary").len(), 5);
    }

    #[test]
    fn a_category_that_is_not_in_the_table_is_named() {
        let style = Style::read(&RULED.replace("own = [\"*\"]", "own = [\"divorce\"]")).expect("a style");
        assert_eq!(style.unknown_category(&CategoryTable::shipped()), Some("divorce"));
    }

    #[test]
    fn a_style_with_a_mistake_is_refused_by_name() {
        for (from, to, says) in [
            ("[90, 75]", "[90, 60]", "7.5 pt"),
            ("[90, 75]", "[75, 90]", "fall"),
            ("song-bold", "comic", "comic"),
            ("lead = 125", "lead = 80", "lead"),
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
