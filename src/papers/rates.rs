//! The poster of a rate card (价目公示): prices are published, large enough to be read from the other side of the counter, the sizes
//! drawn to scale.

use qishi_faces::Face;

use super::RenderContext;
use super::frame::{rule, stamp};
use crate::locale::{self, Board, Figure, TableLine, Tabled};
use setting::sheet::{Ink, Mark, Rect, Sheet};
use setting::typeset::{Align, LabelStyle, Setter};
use trade::measure::{Length, Size, TypeSize};
use trade::rates::RateCard;
use trade::settings::Language;

/// A3 upright, width and height.
const PAGE: (Length, Length) = (Length::mm(297), Length::mm(420));
const MARGIN: Length = Length::mm(22);
const MEASURE: Length = Length::mm(253);
const RIGHT: Length = Length::mm(275);
/// Where the first sheet's tables begin, and those of the ones behind it.
const TOP: Length = Length::mm(92);
const TOP_BEHIND: Length = Length::mm(44);
/// Where they end, and the baseline of the foot.
const BOTTOM: Length = Length::mm(396);
const FOOT: Length = Length::mm(406);
/// How large the type may be, in percent.
const SCALES: [i64; 10] = [200, 185, 170, 160, 150, 140, 130, 120, 110, 100];
/// Smaller type is not read from the other side of the counter.
const SMALLEST: i64 = 90;
/// The sizes are drawn no higher than this.
const HIGHEST: Length = Length::mm(88);
/// Between two of them.
const APART: Length = Length::mm(7);
/// How many sizes stand side by side.
const ABREAST: usize = 7;

const fn words(face: Face, tenths: u16) -> LabelStyle {
    LabelStyle { face, size: TypeSize::tenths(tenths), ink: Ink::Black }
}

const PAPER: LabelStyle = words(Face::SongBold, 300);
const TITLE: LabelStyle = words(Face::SongBold, 640);
const SUBTITLE: LabelStyle = words(Face::Hei, 140);
const SMALL: LabelStyle = words(Face::Hei, 100);

/// What the poster's file is called.
pub fn rate_card_file(card: &RateCard) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    format!("{}-{}-poster.pdf", card.id, card.version).chars().map(plain).collect()
}

/// The poster, on as many sheets of A3 as it takes.
pub fn rate_card(card: &RateCard, house: RenderContext) -> Vec<Sheet> {
    let board = locale::board(card, &house.rules.kinds, Language::Chinese);
    let at = |scale: i64| {
        let mut poster = Poster { card, house, scale, sheets: Vec::new(), y: Length::ZERO };
        poster.whole(&board);
        poster.sheets
    };
    // As few sheets as the smallest type takes, and then the largest type that they hold.
    let smallest = at(SMALLEST);
    let larger = SCALES.into_iter().map(at).find(|sheets| sheets.len() == smallest.len());
    let mut sheets = larger.unwrap_or(smallest);
    let count = sheets.len();
    for (i, sheet) in sheets.iter_mut().enumerate() {
        foot(house.setter, sheet, card, i + 1, count);
    }
    sheets
}

/// A poster that is being laid out.
struct Poster<'a> {
    card: &'a RateCard,
    house: RenderContext<'a>,
    scale: i64,
    sheets: Vec<Sheet>,
    y: Length,
}

impl Poster<'_> {
    /// A length at the poster's scale.
    fn um(&self, um: i64) -> Length {
        Length::um(um * self.scale / 100)
    }

    /// Type at the poster's scale, from tenths of a point.
    fn type_of(&self, face: Face, tenths: i64) -> LabelStyle {
        words(face, u16::try_from(tenths * self.scale / 100).unwrap_or(u16::MAX))
    }

    fn sheet(&mut self) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.turn();
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    /// Goes on with a fresh sheet unless so much height is left; true where it did.
    fn need(&mut self, height: Length) -> bool {
        let full = self.y + height > BOTTOM;
        if full {
            self.turn();
        }
        full
    }

    fn turn(&mut self) {
        let setter = self.house.setter;
        let mut sheet = Sheet::new(PAGE.0, PAGE.1);
        let (card, paper) = (self.card, self.house.paper);
        let mut marks = Vec::new();
        if self.house.practice {
            marks.push("练习");
        }
        if !paper.complete() {
            marks.push("样张");
        }
        let mut x = MARGIN;
        for mark in marks {
            x += stamp(setter, &mut sheet, mark, x, Length::mm(24)) + Length::mm(2);
        }
        let middle = PAGE.0.part(1, 2);
        if self.sheets.is_empty() {
            setter.label(&mut sheet, &PAPER, &paper.name, middle, Length::mm(34), Align::Centre);
            spread(setter, &mut sheet, &TITLE, "广告价目表", middle, Length::mm(64), Length::mm(6));
            let from = card.effective_from.format("%Y年%-m月%-d日");
            let said = format!("{} · {} 版 · 自{from}起施行", card.name, card.version);
            setter.label(&mut sheet, &SUBTITLE, &said, middle, Length::mm(76), Align::Centre);
            rule(&mut sheet, MARGIN, Length::mm(82), MEASURE, Length::um(900));
            rule(&mut sheet, MARGIN, Length::um(83_800), MEASURE, Length::um(200));
            self.y = TOP;
        } else {
            let said = [paper.name.as_str(), "广告价目表（续）"].concat();
            setter.label(&mut sheet, &PAPER, &said, middle, Length::mm(32), Align::Centre);
            rule(&mut sheet, MARGIN, Length::mm(37), MEASURE, Length::um(600));
            self.y = TOP_BEHIND;
        }
        self.sheets.push(sheet);
    }

    fn whole(&mut self, board: &Board) {
        self.turn();
        for section in &board.sections {
            for (i, table) in section.tables.iter().enumerate() {
                self.table(&section.title, i == 0, table);
            }
            self.y += self.um(5_000);
        }
        self.notes(&board.notes);
    }

    /// The title of a section, in words that may take several lines.
    fn title(&mut self, title: &str) {
        let setter = self.house.setter;
        let words = self.type_of(Face::HeiBold, 170);
        let (lead, bar, y) = (self.um(8_400), self.um(1_600), self.y);
        let room = MEASURE - bar * 3;
        let used = setter.paragraph(self.sheet(), &words, title, (MARGIN + bar * 3, y), room, lead);
        let place = Rect::new(MARGIN, y + self.um(1_200), bar, used - self.um(2_400));
        self.sheet().marks.push(Mark::Rule { place, ink: Ink::Black });
        self.y += used + self.um(2_400);
    }

    fn table(&mut self, title: &str, first_of_section: bool, table: &Tabled) {
        let columns = self.columns(table);
        let drawn = sizes(table);
        let drawing = if drawn.len() > 1 { self.drawing_height(&drawn) } else { Length::ZERO };
        let first = self.line_height(table.lines.first(), &columns);
        // A title never stands alone at the foot of a sheet.
        let turned = self.need(self.um(30_000) + drawing + first);
        if first_of_section {
            self.title(title);
        } else if turned {
            self.title(&format!("{title}（续）"));
        }
        if drawn.len() > 1 {
            self.draw(&drawn);
        }
        self.heads(table, &columns);
        for line in &table.lines {
            let height = self.line_height(Some(line), &columns);
            if self.need(height) {
                self.title(&format!("{title}（续）"));
                self.heads(table, &columns);
            }
            self.line(line, &columns, height);
        }
    }

    /// The columns from left to right: where the numbers end, and how wide what follows them is.
    fn columns(&self, table: &Tabled) -> Columns {
        let setter = self.house.setter;
        let (number, unit, head) = (self.number(), self.unit(), self.type_of(Face::Hei, 115));
        let mut right = RIGHT;
        let mut ends = Vec::new();
        for at in (0..table.heads.len()).rev() {
            let figures = || table.lines.iter().filter_map(|line| line.figures.get(at)?.as_ref());
            let units = figures().map(|figure| setter.width(&unit, &figure.unit)).max().unwrap_or(Length::ZERO);
            let after = if units > Length::ZERO { units + self.um(1_200) } else { Length::ZERO };
            let numbers = figures().map(|figure| setter.width(&number, &plain(figure))).max().unwrap_or(Length::ZERO);
            let wide = numbers.max(setter.width(&head, &table.heads[at]));
            ends.push(Column { end: right - after, edge: right, head: table.heads[at].clone() });
            right = right - after - wide - self.um(9_000);
        }
        ends.reverse();
        Columns { ends, room: right - MARGIN }
    }

    fn number(&self) -> LabelStyle {
        self.type_of(Face::SongBold, 220)
    }

    fn unit(&self) -> LabelStyle {
        self.type_of(Face::Hei, 110)
    }

    /// What stands above the columns.
    fn heads(&mut self, table: &Tabled, columns: &Columns) {
        let setter = self.house.setter;
        if table.heads.iter().any(|head| !head.is_empty()) {
            let (words, baseline) = (self.type_of(Face::Hei, 115), self.y + self.um(5_000));
            for column in &columns.ends {
                setter.label(self.sheet(), &words, &column.head, column.end, baseline, Align::Right);
            }
            self.y += self.um(7_000);
        }
        let (y, thick) = (self.y, self.um(350));
        rule(self.sheet(), MARGIN, y, MEASURE, thick);
    }

    /// What a line says on its left: first the size, then what it is.
    fn said(line: &TableLine) -> String {
        match line.size {
            Some(size) if line.what.is_empty() => format!("{} cm", size.said()),
            Some(size) => format!("{} cm　{}", size.said(), line.what),
            None => line.what.clone(),
        }
    }

    fn what(&self) -> LabelStyle {
        self.type_of(Face::Song, 165)
    }

    fn when(&self) -> LabelStyle {
        self.type_of(Face::Hei, 105)
    }

    /// How high a line stands, with all its words.
    fn line_height(&self, line: Option<&TableLine>, columns: &Columns) -> Length {
        let Some(line) = line else { return Length::ZERO };
        let mut aside = Sheet::new(PAGE.0, PAGE.1);
        let used = self.words_of(&mut aside, line, columns, Length::ZERO);
        (used + self.um(4_400)).max(self.um(13_000))
    }

    /// Sets the words of a line and says how high they are.
    fn words_of(&self, sheet: &mut Sheet, line: &TableLine, columns: &Columns, y: Length) -> Length {
        let setter = self.house.setter;
        let (what, when, said) = (self.what(), self.when(), Self::said(line));
        let (lead, small) = (self.um(8_200), self.um(5_600));
        let (long, gap) = (setter.width(&what, &said), self.um(3_500));
        // A condition stands behind what is priced where there is room, and below it where there is none.
        if long + gap + setter.width(&when, &line.when) <= columns.room {
            let used = setter.paragraph(sheet, &what, &said, (MARGIN, y), columns.room, lead);
            let baseline = y + self.um(5_700);
            setter.label(sheet, &when, &line.when, MARGIN + long + gap, baseline, Align::Left);
            return used;
        }
        let used = setter.paragraph(sheet, &what, &said, (MARGIN, y), columns.room, lead);
        if line.when.is_empty() {
            return used;
        }
        used + setter.paragraph(sheet, &when, &line.when, (MARGIN, y + used), columns.room, small)
    }

    fn line(&mut self, line: &TableLine, columns: &Columns, height: Length) {
        let setter = self.house.setter;
        let y = self.y;
        let mut aside = Sheet::new(PAGE.0, PAGE.1);
        let used = self.words_of(&mut aside, line, columns, Length::ZERO);
        let top = y + (height - used).part(1, 2);
        let mut sheet = std::mem::replace(self.sheet(), Sheet::new(PAGE.0, PAGE.1));
        self.words_of(&mut sheet, line, columns, top);
        let baseline = y + height.part(1, 2) + self.um(2_700);
        let (number, unit) = (self.number(), self.unit());
        for (column, figure) in columns.ends.iter().zip(&line.figures) {
            let Some(figure) = figure else { continue };
            if figure.cell.is_some() {
                setter.label(&mut sheet, &number, &plain(figure), column.end, baseline, Align::Right);
                setter.label(&mut sheet, &unit, &figure.unit, column.end + self.um(1_200), baseline, Align::Left);
            } else {
                setter.label(&mut sheet, &self.what(), &figure.number, column.edge, baseline, Align::Right);
            }
        }
        rule(&mut sheet, MARGIN, y + height, MEASURE, Length::um(120));
        *self.sheet() = sheet;
        self.y += height;
    }

    /// The percent at which sizes are drawn, and their rows: as few as hold their words side by side. One scale serves all, or they
    /// could not be compared.
    fn rows_of<'s>(&self, drawn: &'s [(Size, String)]) -> Vec<(i64, &'s [(Size, String)])> {
        let fits = |each: usize, percent: i64| {
            drawn.chunks(each).all(|row| {
                let wide: Length = row.iter().map(|one| self.slot(one, percent)).sum();
                let high = row.iter().map(|(size, _)| size.height.part(percent, 100)).max().unwrap_or(Length::ZERO);
                wide + APART * (row.len() as i64 - 1) <= MEASURE && high <= HIGHEST
            })
        };
        let least = drawn.len().div_ceil(ABREAST).max(1);
        let found = (least..=drawn.len()).find_map(|rows| {
            let each = drawn.len().div_ceil(rows);
            (2..=100).rev().find(|percent| fits(each, *percent)).map(|percent| (each, percent))
        });
        let (each, percent) = found.unwrap_or((1, 2));
        drawn.chunks(each).map(|row| (percent, row)).collect()
    }

    /// How wide a drawn size stands with its words.
    fn slot(&self, (size, price): &(Size, String), percent: i64) -> Length {
        let setter = self.house.setter;
        let words = setter.width(&self.drawn_price(), price).max(setter.width(&self.drawn_size(), &size.said()));
        size.width.part(percent, 100).max(words)
    }

    fn drawn_price(&self) -> LabelStyle {
        self.type_of(Face::SongBold, 140)
    }

    fn drawn_size(&self) -> LabelStyle {
        self.type_of(Face::Hei, 95)
    }

    fn drawing_height(&self, drawn: &[(Size, String)]) -> Length {
        let of_row = |(percent, row): &(i64, &[(Size, String)])| {
            let high = row.iter().map(|(size, _)| size.height.part(*percent, 100)).max().unwrap_or(Length::ZERO);
            high + self.um(21_000)
        };
        self.rows_of(drawn).iter().map(of_row).sum()
    }

    /// The sizes to scale, standing on one line, each with its price.
    fn draw(&mut self, drawn: &[(Size, String)]) {
        let setter = self.house.setter;
        let (price, said) = (self.drawn_price(), self.drawn_size());
        let mut scale = 0;
        for (percent, row) in self.rows_of(drawn) {
            scale = percent;
            let high = row.iter().map(|(size, _)| size.height.part(percent, 100)).max().unwrap_or(Length::ZERO);
            let base = self.y + high + self.um(1_000);
            let wide: Length = row.iter().map(|one| self.slot(one, percent)).sum();
            let gaps = row.len() as i64 + 1;
            let gap = (MEASURE - wide).part(1, gaps);
            let (mut x, first, second) = (MARGIN + gap, base + self.um(5_200), base + self.um(11_400));
            for one in row {
                let slot = self.slot(one, percent);
                let (size, amount) = one;
                let (w, h) = (size.width.part(percent, 100), size.height.part(percent, 100));
                let middle = x + slot.part(1, 2);
                let place = Rect::new(middle - w.part(1, 2), base - h, w, h);
                frame(self.sheet(), place);
                setter.label(self.sheet(), &said, &size.said(), middle, first, Align::Centre);
                setter.label(self.sheet(), &price, amount, middle, second, Align::Centre);
                x += slot + gap;
            }
            self.y = base + self.um(15_000);
        }
        let note = self.type_of(Face::Hei, 85);
        let said = format!("规格为宽×高，单位厘米；图为实际大小的 {scale}%");
        let y = self.y + self.um(2_000);
        setter.label(self.sheet(), &note, &said, RIGHT, y, Align::Right);
        self.y = y + self.um(3_000);
    }

    /// What is said below the prices.
    fn notes(&mut self, notes: &[String]) {
        let setter = self.house.setter;
        let (words, lead) = (self.type_of(Face::Song, 125), self.um(7_000));
        for note in notes {
            let mut aside = Sheet::new(PAGE.0, PAGE.1);
            let high = setter.paragraph(&mut aside, &words, note, (MARGIN, Length::ZERO), MEASURE, lead);
            self.need(high);
            let y = self.y;
            let used = setter.paragraph(self.sheet(), &words, note, (MARGIN, y), MEASURE, lead);
            self.y += used;
        }
    }
}

/// Where the columns of a table stand.
struct Columns {
    /// Each of them, from left to right.
    ends: Vec<Column>,
    /// How much room is left for what is priced.
    room: Length,
}

/// A column of prices.
struct Column {
    /// Where its numbers end.
    end: Length,
    /// Where their units end.
    edge: Length,
    /// What stands above it.
    head: String,
}

/// A number with its sign.
fn plain(figure: &Figure) -> String {
    format!("{}{}", figure.sign, figure.number)
}

/// The sizes of a table with their first prices, the smaller area first.
fn sizes(table: &Tabled) -> Vec<(Size, String)> {
    let listed = |line: &TableLine| Some((line.size?, plain(line.figures.first()?.as_ref()?)));
    let mut sizes: Vec<(Size, String)> = table.lines.iter().filter_map(listed).collect();
    sizes.sort_by_key(|(size, _)| (size.area(), *size));
    sizes
}

/// The outline of a size, on a light ground.
fn frame(sheet: &mut Sheet, place: Rect) {
    sheet.marks.push(Mark::Rule { place, ink: Ink::Grey(8) });
    let stroke = Length::um(300);
    let bottom = place.y + place.height - stroke;
    let right = place.x + place.width - stroke;
    for side in [
        Rect::new(place.x, place.y, place.width, stroke),
        Rect::new(place.x, bottom, place.width, stroke),
        Rect::new(place.x, place.y, stroke, place.height),
        Rect::new(right, place.y, stroke, place.height),
    ] {
        sheet.marks.push(Mark::Rule { place: side, ink: Ink::Black });
    }
}

/// A word whose characters stand apart.
fn spread(
    setter: &Setter,
    sheet: &mut Sheet,
    words: &LabelStyle,
    text: &str,
    middle: Length,
    baseline: Length,
    apart: Length,
) {
    let count = text.chars().count() as i64;
    let whole = words.size.em() * count + apart * (count - 1).max(0);
    let mut x = middle - whole.part(1, 2);
    for c in text.chars() {
        setter.label(sheet, words, c.encode_utf8(&mut [0; 4]), x, baseline, Align::Left);
        x += words.size.em() + apart;
    }
}

fn foot(setter: &Setter, sheet: &mut Sheet, card: &RateCard, page: usize, count: usize) {
    rule(sheet, MARGIN, FOOT - Length::mm(6), MEASURE, Length::um(200));
    setter.label(sheet, &SMALL, "依《广告法》第三十五条公布", MARGIN, FOOT, Align::Left);
    let pages = if count > 1 { format!(" · 第 {page} 页，共 {count} 页") } else { String::new() };
    let said = format!("价目 {} 版{pages}", card.version);
    setter.label(sheet, &SMALL, &said, RIGHT, FOOT, Align::Right);
    // A source may be a long sentence; its own line holds it, or its beginning.
    let mut source = format!("来源：{}", card.source);
    while setter.width(&SMALL, &source) > MEASURE {
        source.pop();
    }
    setter.label(sheet, &SMALL, &source, MARGIN, FOOT + Length::mm(6), Align::Left);
}
