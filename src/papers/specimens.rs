//! The sheet of specimens (样式样张): every style and design at every size it is offered in, with its name beneath, to choose from at
//! the counter.

use qishi_faces::Face;

use super::frame::rule;
use crate::locale;
use setting::sheet::{Ink, Mark, Rect, Sheet};
use setting::typeset::{Align, Job, LabelStyle, OfferedStyle, Setter, Styles};
use trade::ad::{CategoryId, CategoryTable, Kind, Look};
use trade::measure::{Length, Size, TypeSize};
use trade::settings::Language;

/// A3 across, width and height.
const PAGE: (Length, Length) = (Length::mm(420), Length::mm(297));
const MARGIN: Length = Length::mm(14);
/// Between two specimens, and between a row's captions and the next row.
const GAP: Length = Length::mm(8);
const UNDER: Length = Length::mm(4);
/// From a specimen to the baseline of its caption.
const CAPTION: Length = Length::um(4_200);
/// Where the rows must end.
const FOOT: Length = Length::mm(290);
/// Where the rows begin.
const TOP: Length = Length::mm(24);

const TITLE: LabelStyle = LabelStyle { face: Face::SongBold, size: TypeSize::tenths(220), ink: Ink::Black };
const SIDE: LabelStyle = LabelStyle { face: Face::Hei, size: TypeSize::tenths(95), ink: Ink::Black };
const NAME: LabelStyle = LabelStyle { face: Face::HeiBold, size: TypeSize::tenths(85), ink: Ink::Black };
const QUIET: LabelStyle = LabelStyle { face: Face::Hei, size: TypeSize::tenths(80), ink: Ink::Black };

/// A greeting for each category: a long one, and a short one for the smallest sizes.
const GREETINGS: [(&str, &str, &str); 6] = [
    (
        "wedding",
        "祝李雪、周伟新婚快乐\n执子之手，与子偕老。愿你们相亲相爱，白头到老，岁岁年年，花好月圆。\n爸爸妈妈 敬贺",
        "祝李雪、周伟新婚快乐\n执子之手，与子偕老\n爸爸妈妈 敬贺",
    ),
    (
        "love",
        "亲爱的陈可：\n遇见你是我最美的时光。余生很长，愿与你一起看遍山海，温暖每一个平凡的日子。\n爱你的小林",
        "亲爱的陈可：\n遇见你，是我最美的时光\n爱你的小林",
    ),
    (
        "school",
        "贺高子涵金榜题名\n十年磨剑，今朝亮锋。愿你在新的校园里志存高远，脚踏实地，前程似锦！\n爷爷奶奶、爸爸妈妈",
        "贺高子涵金榜题名\n志存高远，前程似锦\n爸爸妈妈",
    ),
    (
        "birthday",
        "祝奶奶八十大寿\n福如东海长流水，寿比南山不老松。愿奶奶身体健康，笑口常开。\n全体儿孙 敬贺",
        "祝奶奶八十大寿\n福如东海，寿比南山\n全体儿孙 敬贺",
    ),
    (
        "anniversary",
        "金婚纪念\n五十年风雨同舟，五十年相濡以沫。感谢爸妈给我们一个温暖的家，愿你们健康长寿，幸福绵长。\n儿女敬贺",
        "贺爸妈金婚之喜\n五十年风雨同舟\n儿女敬贺",
    ),
    (
        "festival",
        "新春快乐\n瑞雪兆丰年，春风送吉祥。祝各位街坊邻里新年安康，阖家幸福，万事如意！\n老街茶馆 全体同仁",
        "新春快乐\n阖家幸福，万事如意\n老街茶馆 全体同仁",
    ),
];

/// A notice for most sizes, and a short one for the smallest.
const NOTICES: (&str, &str) = (
    "注销公告\n某某市滨海路某某食品店（统一社会信用代码：92370211MA0000000X）经投资人决定，拟向登记机关申请注销登记。\
     请债权人自本公告发布之日起45日内，持有效凭证到本店申报债权，逾期不申报的，视为放弃权利。\n\
     联系人：王先生 电话：0532-00000000\n某某市滨海路某某食品店\n2026年1月22日",
    "遗失声明\n某某市滨海路某某食品店遗失公章一枚，声明作废。",
);

/// An ad as a style sets it, with the captions under it.
struct Specimen {
    sheet: Sheet,
    name: String,
    size: String,
}

/// The sheets: one or more for each category of blessings, then those of notices. `red`: in two colours where a style has them.
pub fn specimens((kinds, styles, setter): (&CategoryTable, &Styles, &Setter), sizes: &[Size], red: bool) -> Vec<Sheet> {
    let mut sizes = sizes.to_vec();
    sizes.sort_by_key(|size| (std::cmp::Reverse(size.height), std::cmp::Reverse(size.width)));
    let mut sheets = Vec::new();
    for (category, long, short) in GREETINGS {
        let category = CategoryId::known(category);
        let title = kinds.category(Kind::Blessing, &category).map_or(category.as_str(), |known| &known.zh).to_owned();
        let rows = all((styles, setter), Kind::Blessing, &[&category], &sizes, red, (long, short));
        lay_out(setter, &mut sheets, &title, rows);
    }
    // Most styles of notices are offered for an obituary; a paper's own may be for a few categories alone.
    let others = kinds.of(Kind::Notice).map(|category| &category.id);
    let obituary = CategoryId::known("obituary");
    let categories: Vec<&CategoryId> = std::iter::once(&obituary).chain(others).collect();
    let rows = all((styles, setter), Kind::Notice, &categories, &sizes, red, NOTICES);
    let title = locale::kind(Kind::Notice, Language::Chinese).to_owned();
    lay_out(setter, &mut sheets, &title, rows);
    sheets
}

/// Every style of some categories at every size that it is offered in, larger sizes first; each as the first of them has it.
fn all(
    (styles, setter): (&Styles, &Setter),
    kind: Kind,
    categories: &[&CategoryId],
    sizes: &[Size],
    red: bool,
    (long, short): (&str, &str),
) -> Vec<Specimen> {
    let mut all = Vec::new();
    for size in sizes {
        let mut offered: Vec<(&CategoryId, OfferedStyle)> = Vec::new();
        for category in categories {
            for style in styles.offered(kind, category, *size, false) {
                if offered.iter().all(|(_, known)| *known != style) {
                    offered.push((category, style));
                }
            }
        }
        for (category, style) in offered {
            let look = Look { style: style.id().clone(), red: red && style.red(), ..Look::default() };
            let job = |copy| Job { kind, category, copy, picture: None, size: *size, look: &look };
            let small = size.area() < Size::mm(72, 45).area();
            let fit = setter.set(styles, &job(if small { short } else { long }));
            all.push(Specimen { sheet: fit.sheet, name: style.zh().to_owned(), size: format!("{} cm", size.said()) });
        }
    }
    all
}

/// Stands specimens in rows on as many sheets as they take.
fn lay_out(setter: &Setter, sheets: &mut Vec<Sheet>, title: &str, specimens: Vec<Specimen>) {
    let first = sheets.len();
    let mut waiting = specimens;
    // What is larger than a sheet is shown on none.
    waiting.retain(|one| one.sheet.height <= FOOT - TOP - CAPTION && one.sheet.width <= PAGE.0 - MARGIN * 2);
    let mut y = PAGE.1;
    while !waiting.is_empty() {
        let left = FOOT - y - CAPTION;
        // The next in their order; at the foot of a sheet the next that still has room there.
        let Some(next) = waiting.iter().position(|one| one.sheet.height <= left) else {
            sheets.push(page(setter, title));
            y = TOP;
            continue;
        };
        let high = waiting[next].sheet.height;
        let mut row: Vec<Specimen> = Vec::new();
        let mut free = PAGE.0 - MARGIN * 2 + GAP;
        // Two wide ones with a narrow one beside them, or narrow ones alone.
        let mut i = next;
        while i < waiting.len() {
            let sheet = &waiting[i].sheet;
            if sheet.width + GAP <= free && sheet.height <= high && sheet.height * 6 >= high * 5 {
                free = free - sheet.width - GAP;
                row.push(waiting.remove(i));
            } else {
                i += 1;
            }
        }
        if let Some(sheet) = sheets.last_mut() {
            stand(setter, sheet, &row, y, free);
        }
        y += high + CAPTION + UNDER;
    }
    let count = sheets.len() - first;
    for (i, sheet) in sheets[first..].iter_mut().enumerate() {
        let said = format!("样式样张 · 原大 · {} / {count}", i + 1);
        setter.label(sheet, &SIDE, &said, PAGE.0 - MARGIN, Length::mm(15), Align::Right);
    }
}

/// A row from the left to the right margin, what is free between its specimens.
fn stand(setter: &Setter, page: &mut Sheet, row: &[Specimen], y: Length, free: Length) {
    let apart = i64::try_from(row.len()).unwrap_or(1) - 1;
    let gap = GAP + if apart > 0 { free.part(1, apart).min(Length::mm(14)) } else { Length::ZERO };
    let mut x = MARGIN;
    for Specimen { sheet, name, size } in row {
        page.place(sheet, x, y);
        let baseline = y + sheet.height + CAPTION;
        setter.label(page, &NAME, name, x, baseline, Align::Left);
        setter.label(page, &QUIET, size, x + setter.width(&NAME, name) + Length::mm(2), baseline, Align::Left);
        x += sheet.width + gap;
    }
}

fn page(setter: &Setter, title: &str) -> Sheet {
    let mut sheet = Sheet::new(PAGE.0, PAGE.1);
    setter.label(&mut sheet, &TITLE, title, MARGIN, Length::mm(15), Align::Left);
    let measure = PAGE.0 - MARGIN * 2;
    rule(&mut sheet, MARGIN, Length::mm(15), measure, Length::um(400));
    sheet
        .marks
        .push(Mark::Rule { place: Rect::new(MARGIN, Length::um(18_800), measure, Length::um(120)), ink: Ink::Black });
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [Size; 5] =
        [Size::mm(72, 30), Size::mm(72, 50), Size::mm(72, 100), Size::mm(146, 60), Size::mm(146, 100)];

    #[test]
    fn every_style_stands_on_a_sheet_with_its_name_and_its_size() {
        let (kinds, styles, setter) = (CategoryTable::shipped(), Styles::shipped(), Setter::new());
        let sheets = specimens((&kinds, &styles, &setter), &SIZES, false);
        assert!(sheets.iter().all(|sheet| (sheet.width, sheet.height) == PAGE));
        let mut captions = 0;
        for (category, ..) in GREETINGS {
            let category = &CategoryId::known(category);
            let title = &kinds.category(Kind::Blessing, category).expect("known").zh;
            let own: Vec<String> = sheets.iter().map(Sheet::text).filter(|text| text.starts_with(title)).collect();
            let said = own.concat();
            for size in SIZES {
                for style in styles.offered(Kind::Blessing, category, size, false) {
                    captions += 1;
                    let caption = format!("{}{} cm", style.zh(), size.said());
                    assert!(said.contains(&caption), "{category}: {caption}");
                }
            }
        }
        assert!(captions > 100, "{captions}");
    }

    #[test]
    fn a_style_of_the_papers_own_stands_there_whatever_category_it_is_for() {
        let (kinds, setter) = (CategoryTable::shipped(), Setter::new());
        let own = setting::typeset::StyleFile::read(include_str!("../../docs/examples/triple_frame.toml"), &kinds);
        let styles = Styles::shipped().and([&own.expect("sound")]);
        let text = |styles: &Styles| -> String {
            specimens((&kinds, styles, &setter), &SIZES[2..3], false).iter().map(Sheet::text).collect()
        };
        assert!(text(&styles).contains("三线框7.2"), "{}", text(&styles));
        assert_eq!(text(&styles).matches("黑框7.2").count(), 1, "each stands once");
        assert!(!text(&Styles::shipped()).contains("三线框"));
    }

    #[test]
    fn no_specimen_lies_over_another_or_leaves_its_sheet() {
        let (kinds, styles, setter) = (CategoryTable::shipped(), Styles::shipped(), Setter::new());
        for sheet in specimens((&kinds, &styles, &setter), &SIZES, true) {
            let red = |mark: &Mark| {
                matches!(mark, Mark::Path(path) if path.ink == Ink::Red)
                    || matches!(mark, Mark::Rule { ink: Ink::Red, .. })
            };
            assert!(sheet.marks.iter().any(red), "{}", sheet.text());
            sheet.each_run(|run| {
                for glyph in &run.glyphs {
                    assert!(glyph.x >= Length::ZERO && glyph.x < PAGE.0, "{}", glyph.text);
                    assert!(glyph.y >= Length::ZERO && glyph.y < PAGE.1, "{}", glyph.text);
                }
            });
        }
    }

    #[test]
    fn a_size_larger_than_a_sheet_is_left_out() {
        let (kinds, styles, setter) = (CategoryTable::shipped(), Styles::shipped(), Setter::new());
        let small = specimens((&kinds, &styles, &setter), &[Size::mm(72, 50)], false).len();
        assert_eq!(specimens((&kinds, &styles, &setter), &[Size::mm(72, 50), Size::mm(500, 500)], false).len(), small);
    }
}
