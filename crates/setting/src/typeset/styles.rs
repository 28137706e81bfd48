//! The styles that are offered: those that the program brings along, and those that the paper entered.

use std::sync::{Arc, LazyLock, OnceLock};

use super::style::Style;
use trade::ad::{CategoryId, CategoryTable, Kind, Look, StyleId, StyleName};
use trade::measure::Size;
use trade::rulefile::Mistake;

/// The styles that the program brings along, in the order in which they are offered.
const SHIPPED: &[(&str, &str)] = &[
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

    /// Whether it is offered for no new ad.
    pub fn retired(&self) -> bool {
        self.0.is_retired()
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

/// A style as its file says it, to be put beside others ([`Styles::and`]).
#[derive(Debug, Clone)]
pub struct StyleFile(Arc<Style>);

impl StyleFile {
    /// Reads the file of a paper's own style and checks it, form and sense; `table` has the categories that it may name.
    ///
    /// # Errors
    /// Every mistake, with its line, its field, and what to write instead.
    pub fn read(text: &str, table: &CategoryTable) -> Result<StyleFile, Vec<Mistake>> {
        Ok(StyleFile(Arc::new(Style::read(text, Some(table), &[])?)))
    }

    /// The same of a file that is entered now beside these styles: no other is called as it is, and one whose place it takes is for the
    /// same kind of ads.
    ///
    /// # Errors
    /// As [`StyleFile::read`].
    pub fn read_to_enter(text: &str, table: &CategoryTable, styles: &Styles) -> Result<StyleFile, Vec<Mistake>> {
        let others: Vec<&Style> =
            Kind::ALL.into_iter().flat_map(|kind| styles.of(kind)).map(|style| &**style).collect();
        Ok(StyleFile(Arc::new(Style::read(text, Some(table), &others)?)))
    }

    /// The style alone, to be named or shown.
    pub fn style(&self) -> OfferedStyle {
        OfferedStyle(Arc::clone(&self.0))
    }
}

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
                Style::read(text, None, &[]).unwrap_or_else(|wrong| panic!("the shipped style {name}: {wrong:?}"))
            };
            SHIPPED.iter().filter(|(name, _)| name.starts_with(folder)).map(read).map(Arc::new).collect()
        })
    }
}

/// The styles that are offered.
#[derive(Clone)]
pub struct Styles {
    shipped: Arc<Shipped>,
    /// Those that the paper entered, in the order in which they take effect, each id once. One with the id of a shipped style stands in
    /// its place.
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

    /// These styles and those of further files: one with the id of another takes its place, others stand behind them.
    #[must_use]
    pub fn and<'a>(&self, files: impl IntoIterator<Item = &'a StyleFile>) -> Styles {
        let mut all = self.clone();
        for StyleFile(style) in files {
            all.own.retain(|known| known.id != style.id);
            all.own.push(Arc::clone(style));
        }
        all
    }

    /// The file of a style that the program brings along.
    pub fn shipped_file(id: &str) -> Option<&'static str> {
        SHIPPED
            .iter()
            .find(|(name, _)| name.split_once('/').is_some_and(|(_, known)| known == id))
            .map(|(_, text)| *text)
    }

    /// The styles of a kind, in the order in which they are offered.
    fn of(&self, kind: Kind) -> impl Iterator<Item = &Arc<Style>> {
        let shipped = self.shipped.of(kind);
        let own = move |id: &StyleId| self.own.iter().find(|own| own.id == *id);
        let further = move |style: &&Arc<Style>| style.kind == kind && shipped.iter().all(|known| known.id != style.id);
        shipped.iter().map(move |style| own(&style.id).unwrap_or(style)).chain(self.own.iter().filter(further))
    }

    /// The styles offered for an ad of a category at a size, the category's own first.
    pub fn offered(&self, kind: Kind, category: &CategoryId, size: Size, with_picture: bool) -> Vec<OfferedStyle> {
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
    pub fn by_id(&self, id: &StyleId) -> Option<OfferedStyle> {
        let mut all = Kind::ALL.into_iter().flat_map(|kind| self.of(kind));
        all.find(|style| style.id == *id).map(|style| OfferedStyle(Arc::clone(style)))
    }

    /// The styles of a kind and category, whatever the size.
    pub fn every(&self, kind: Kind, category: &CategoryId) -> Vec<OfferedStyle> {
        let offered = |style: &&Arc<Style>| style.is_for(kind, category) && !style.is_retired();
        self.of(kind).filter(offered).map(|style| OfferedStyle(Arc::clone(style))).collect()
    }

    /// All of them, those of blessings first.
    pub fn all(&self) -> Vec<OfferedStyle> {
        Kind::ALL.into_iter().flat_map(|kind| self.of(kind)).map(|style| OfferedStyle(Arc::clone(style))).collect()
    }

    /// The style that a look asks for, where it is offered at that size; otherwise the category's own.
    pub(super) fn chosen(
        &self,
        look: &Look,
        kind: Kind,
        category: &CategoryId,
        size: Size,
        with_picture: bool,
    ) -> &Arc<Style> {
        let named = self.of(kind).find(|style| style.id == look.style);
        named
            .filter(|style| style.suits(kind, category, size, with_picture))
            .unwrap_or_else(|| self.own(kind, category, size, with_picture))
    }

    /// The category's own style; of several that suit the size the paper's, the last that took effect, before the program's.
    fn own(&self, kind: Kind, category: &CategoryId, size: Size, with_picture: bool) -> &Arc<Style> {
        let own = |name: &str| {
            let owns = |style: &&Arc<Style>| style.is_own(name) && style.suits(kind, category, size, with_picture);
            let entered = self.own.iter().rev().filter(|style| style.kind == kind);
            entered.chain(self.of(kind)).find(owns)
        };
        own(category).or_else(|| own("*")).unwrap_or(&self.shipped.of(kind)[0])
    }

    /// The style of all that have no other, where it suits the size.
    pub(super) fn plainest(
        &self,
        kind: Kind,
        category: &CategoryId,
        size: Size,
        with_picture: bool,
    ) -> Option<&Arc<Style>> {
        let every = |style: &&Arc<Style>| style.is_own("*");
        self.of(kind).filter(every).find(|style| style.suits(kind, category, size, with_picture))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trade::measure::TypeSize;

    const RULED: &str = SHIPPED[0].1;

    fn kind_of(style: &OfferedStyle) -> &'static str {
        style.kind().id()
    }

    fn chosen(look: &Look, category: &'static str, size: Size) -> String {
        Styles::shipped().chosen(look, Kind::Notice, &CategoryId::known(category), size, false).id.to_string()
    }

    #[test]
    fn the_shipped_styles_are_sound() {
        let (plain, styles, kinds) = (Look::default(), Styles::shipped(), CategoryTable::shipped());
        let notice = styles.chosen(&plain, Kind::Notice, &CategoryId::known("other"), Size::mm(72, 30), false);
        assert_eq!(notice.steps, [TypeSize::XIAO_WU, TypeSize::LIU]);
        let blessing = styles.chosen(&plain, Kind::Blessing, &CategoryId::known("wedding"), Size::mm(72, 30), false);
        assert_eq!(blessing.floor(), TypeSize::LIU);
        for kind in Kind::ALL {
            let mut all = styles.of(kind);
            assert!(all.all(|style| style.kind == kind), "{kind}: another kind's folder");
        }
        // As a paper's own would have to be: with categories that there are, and names of their own.
        for (name, text) in SHIPPED {
            let read = StyleFile::read_to_enter(text, &kinds, &styles);
            let style = read.unwrap_or_else(|wrong| panic!("{name}: {wrong:?}")).style();
            assert_eq!(name.split_once('/'), Some((kind_of(&style), style.id().as_str())), "the file is called so");
            assert_eq!(Styles::shipped_file(style.id()), Some(*text));
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
        let rules = Look { style: StyleId::known("rules"), ..Look::default() };
        assert_eq!(chosen(&rules, "court", size), "rules");
        // What is not offered gives way to the category's own.
        for id in ["mourning", "hollow", "no such style"] {
            assert_eq!(chosen(&Look { style: StyleId::known(id), ..Look::default() }, "court", size), "court");
        }
        let styles = Styles::shipped();
        let offered = styles.offered(Kind::Notice, &CategoryId::known("court"), size, false);
        let offered: Vec<&str> = offered.iter().map(|style| style.id().as_str()).collect();
        assert_eq!(offered, ["court", "ruled", "reversed", "rules"]);
        assert_eq!(styles.every(Kind::Notice, &CategoryId::known("obituary")).len(), 5);
    }

    fn entered(styles: &Styles, changes: &[(&str, &str)]) -> Styles {
        let text = changes.iter().fold(RULED.to_owned(), |text, (from, to)| text.replace(from, to));
        let file = StyleFile::read_to_enter(&text, &CategoryTable::shipped(), styles)
            .unwrap_or_else(|wrong| panic!("{wrong:?}"));
        styles.and([&file])
    }

    #[test]
    fn a_papers_style_stands_behind_the_programs_and_goes_before_them_as_a_categorys_own() {
        let shipped = Styles::shipped();
        let new = [("\"ruled\"", "\"wave\""), ("细框", "水纹框"), ("Ruled box", "Wave"), ("[\"*\"]", "[\"court\"]")];
        let one = entered(&shipped, &new);
        let size = Size::mm(72, 100);
        let own = |styles: &Styles, category: &'static str| {
            styles.chosen(&Look::default(), Kind::Notice, &CategoryId::known(category), size, false).id.to_string()
        };
        assert_eq!((own(&one, "court").as_str(), own(&one, "other").as_str()), ("wave", "ruled"));
        assert_eq!(own(&shipped, "court"), "court", "what there was before is as it was");
        assert_eq!(one.of(Kind::Notice).last().map(|style| style.id.as_str()), Some("wave"));
        // A second one takes the category over, and a retired one is offered for nothing.
        let two = entered(&one, &[("\"ruled\"", "\"line\""), ("细框", "单线"), ("Ruled box", "Line"), new[3]]);
        assert_eq!(own(&two, "court"), "line");
        let retired = entered(
            &two,
            &[
                ("\"ruled\"", "\"line\""),
                ("细框", "单线"),
                ("Ruled box", "Line"),
                new[3],
                ("[notice]", "[notice]\nretired = true"),
            ],
        );
        assert_eq!(own(&retired, "court"), "wave");
        assert!(retired.every(Kind::Notice, &CategoryId::known("court")).iter().all(|style| *style.id() != *"line"));
        assert_eq!(
            retired.by_id(&StyleId::known("line")).map(|style| style.zh().to_owned()).as_deref(),
            Some("单线"),
            "it keeps its name"
        );
    }

    #[test]
    fn a_file_with_a_shipped_id_takes_its_place() {
        let shipped = Styles::shipped();
        let wide = entered(&shipped, &[("[[0, 300]]", "[[0, 600]]"), ("细框", "粗框")]);
        assert_eq!(wide.all().len(), shipped.all().len());
        assert_eq!(wide.by_id(&StyleId::known("ruled")).map(|style| style.zh().to_owned()).as_deref(), Some("粗框"));
        let size = Size::mm(72, 100);
        let own = wide.chosen(&Look::default(), Kind::Notice, &CategoryId::known("other"), size, false);
        assert_eq!((own.id.as_str(), own.zh.as_str()), ("ruled", "粗框"));
    }
}
