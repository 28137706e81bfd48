//! A rate card as it is printed and looked at: sections of tables, their prices in columns side by side where they differ in one
//! attribute (black and red, page one and the others).

mod changes;
mod prices;
mod rated;

use changes::{adjusted, fees};
use prices::{differ, labels, side_by_side, surcharges_beside};

use super::card::title;
use trade::ad::CategoryTable;
use trade::measure::Size;
use trade::rates::{CellKind, Conditions, RateCard};
use trade::settings::Language;

/// A card in sections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// Its sections, in the order of the card.
    pub sections: Vec<BoardSection>,
    /// What is said below.
    pub notes: Vec<String>,
}

/// The tables for one kind and its categories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardSection {
    /// For what they hold.
    pub title: String,
    /// Its tables, in the order of the card.
    pub tables: Vec<Tabled>,
}

/// A table: its lines have as many prices as it has columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabled {
    /// What stands above each column; a single one may have nothing above it.
    pub heads: Vec<String>,
    /// The lines, in the order of the card.
    pub lines: Vec<TableLine>,
}

/// A line of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableLine {
    /// The name of what is priced.
    pub what: String,
    /// Under which condition, where there is one.
    pub when: String,
    /// The size that it lists.
    pub size: Option<Size>,
    /// The price in each column.
    pub figures: Vec<Option<Figure>>,
}

/// A number of the card, or a word that stands in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// `+` or `−`, where it is added or taken off.
    pub sign: &'static str,
    /// The digits, or a word in their place.
    pub number: String,
    /// Its unit: `/cm²`, `%`.
    pub unit: String,
    /// The value of the card that it is; none for a word.
    pub cell: Option<(String, CellKind)>,
}

impl Figure {
    /// Sign, number and unit together.
    pub fn said(&self) -> String {
        format!("{}{}{}", self.sign, self.number, self.unit)
    }
}

/// The card in sections.
pub fn board(card: &RateCard, names: &CategoryTable, language: Language) -> Board {
    let mut board = Board::default();
    let mut shown: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < card.prices.len() {
        let first = &card.prices[at];
        let (mut columns, mut attribute) = (vec![first], None);
        while let Some(next) = card.prices.get(at + columns.len()) {
            let Some(differs) = differ(first, next).filter(|id| attribute.is_none_or(|known| known == *id)) else {
                break;
            };
            if labels(card, names, first, Some(differs), language) != labels(card, names, next, Some(differs), language)
            {
                break;
            }
            attribute = Some(differs);
            columns.push(next);
        }
        at += columns.len();
        let mut table = side_by_side(card, names, &columns, attribute, language);
        if columns.len() == 1 {
            shown.extend(surcharges_beside(card, first, &mut table));
        }
        // Categories are said line by line, so that all that is priced for a kind stands in one table.
        let of_kind = Conditions {
            kinds: first.on.kinds.clone(),
            customers: first.on.customers.clone(),
            ..Conditions::default()
        };
        add(&mut board, title(card, names, &of_kind, language), table);
    }
    let zh = language == Language::Chinese;
    let left = card.adjustments.iter().filter(|adjustment| !shown.contains(&adjustment.id.as_str()));
    let mut lines: Vec<TableLine> = left.flat_map(|adjustment| adjusted(card, names, adjustment, language)).collect();
    if let Some(minimum) = card.minimum_booking {
        let cell = Some((String::new(), CellKind::MinimumBooking));
        let figure = Figure { number: minimum.grouped(), unit: String::new(), sign: "", cell };
        let what = if zh { "每笔最低" } else { "A booking costs at least" };
        lines.push(TableLine { what: what.to_owned(), figures: vec![Some(figure)], ..TableLine::default() });
    }
    if !lines.is_empty() {
        let title = if zh { "加价与折扣" } else { "Surcharges and discounts" };
        add(&mut board, title.to_owned(), Tabled { heads: vec![String::new()], lines });
    }
    let lines = fees(card, language);
    if !lines.is_empty() {
        let title = if zh { "撤稿与更正" } else { "Withdrawals and corrections" };
        add(&mut board, title.to_owned(), Tabled { heads: vec![String::new()], lines });
    }
    board.notes = notes(card, language);
    board
}

/// Adds a table to the section of that title, and to its last table where the columns are the same and both list sizes, or neither.
fn add(board: &mut Board, title: String, table: Tabled) {
    let Some(section) = board.sections.iter_mut().find(|section| section.title == title) else {
        board.sections.push(BoardSection { title, tables: vec![table] });
        return;
    };
    let lists = |table: &Tabled| table.lines.iter().any(|line| line.size.is_some());
    match section.tables.last_mut().filter(|last| last.heads == table.heads && lists(last) == lists(&table)) {
        Some(last) => last.lines.extend(table.lines),
        None => section.tables.push(table),
    }
}

fn notes(card: &RateCard, language: Language) -> Vec<String> {
    let currency = &card.currency;
    let first = match (language, card.tax_included) {
        (Language::Chinese, true) if currency == "CNY" => "单位：元，每期价，已含税".to_owned(),
        (Language::Chinese, false) if currency == "CNY" => "单位：元，每期价，税另计".to_owned(),
        (Language::Chinese, true) => format!("单位：{currency}，每期价，已含税"),
        (Language::Chinese, false) => format!("单位：{currency}，每期价，税另计"),
        (Language::English, true) => format!("In {currency}, per run, tax included"),
        (Language::English, false) => format!("In {currency}, per run, tax not included"),
    };
    std::iter::once(first).chain(card.notes.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(name: &str) -> RateCard {
        let path = match name {
            "paper" => concat!(env!("CARGO_MANIFEST_DIR"), "/assets/cards/qishi-2026-01.toml").to_owned(),
            name => format!("{}/tests/rates/cards/{name}.toml", env!("CARGO_MANIFEST_DIR")),
        };
        RateCard::read(&std::fs::read_to_string(path).expect("a card"), &CategoryTable::shipped()).expect("sound")
    }

    #[test]
    fn prices_that_differ_in_one_attribute_stand_side_by_side() {
        let board = board(&card("youjiang"), &CategoryTable::shipped(), Language::Chinese);
        let table = &board.sections[0].tables[0];
        assert_eq!(table.heads, ["黑白", "套红"]);
        let whole = table.lines.iter().find(|line| line.what == "整版").expect("listed");
        let said: Vec<String> = whole.figures.iter().flatten().map(Figure::said).collect();
        assert_eq!(said, ["22,500.00", "25,000.00"]);
        assert_eq!(whole.figures[1].as_ref().and_then(|figure| figure.cell.clone()), {
            Some(("blocks-red".to_owned(), CellKind::Block("35x48".parse().expect("a size"))))
        });
    }

    #[test]
    fn a_surcharge_by_the_size_stands_beside_the_sizes() {
        let board = board(&card("kaifeng"), &CategoryTable::shipped(), Language::Chinese);
        let table = &board.sections[0].tables[0];
        assert_eq!(table.heads, ["", "+套红"]);
        let said = |line: &TableLine| line.figures.iter().flatten().map(Figure::said).collect::<Vec<_>>();
        assert_eq!(said(table.lines.last().expect("a line")), ["60,000.00", "+18,000.00"]);
        let changes = board.sections.iter().find(|section| section.title == "加价与折扣").expect("there");
        assert_eq!(changes.tables[0].lines.len(), 2, "the one by the size stands above");
    }

    /// A card that has what the published ones have not.
    fn full() -> RateCard {
        let shipped = include_str!("../../../assets/cards/qishi-2026-01.toml");
        let more = "[[price]]\nid = \"half\"\nname = \"半价\"\nkinds = [\"blessing\"]\ncategories = [\"love\"]\nshare_of = \"lines\"\npercent = 50\n\
                    [[discount]]\nid = \"long\"\nname = \"长文\"\nof = \"price\"\nper = \"character\"\n\
                    by_count = [{ from = 100, percent = 5 }, { from = 200, percent = 8 }]\n\
                    [[discount]]\nid = \"free\"\nname = \"刊二赠五\"\npaid_runs = 2\nfree_runs = 5\n\
                    [[surcharge]]\nid = \"place\"\nname = \"指定版位\"\nof = \"price\"\npercent_from = 20\npercent_to = 50\n\
                    [[cancellation]]\ndays_before = 3\npercent = 30\n[[cancellation]]\nappeared = 1\nof = \"rest\"\npercent = 50\n\
                    [[price]]\nid = \"lines\"\nname = \"行文\"\nkinds = [\"blessing\"]\nper = \"run\"\nprice = 80\nfor_runs = 3\n\
                    minimum = 50\ncap = 900\n[[discount]]\nid = \"much\"\nname = \"满额\"\n\
                    by_amount = [{ from = 5000, percent = 5 }, { from = 10000, percent = 10 }]\n\
                    [[cancellation]]\nstage = \"before_deadline\"\namount = 20\n\
                    [[correction]]\nfault = \"customer\"\npercent = 50\n";
        let text = format!("minimum_booking = 100\n{shipped}{more}");
        RateCard::read(&text, &CategoryTable::shipped()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
    }

    #[test]
    fn every_number_of_a_card_stands_on_it_exactly_once() {
        for name in ["paper", "kaifeng", "youjiang", "chongqing", "farmville", "heilongjiang", "lynchburg", "full"] {
            let card = if name == "full" { full() } else { card(name) };
            for language in [Language::Chinese, Language::English] {
                let board = board(&card, &CategoryTable::shipped(), language);
                let tables = || board.sections.iter().flat_map(|section| &section.tables);
                let lines = || tables().flat_map(|table| &table.lines);
                let mut shown: Vec<(String, CellKind)> =
                    lines().flat_map(|line| line.figures.iter().flatten()).filter_map(|f| f.cell.clone()).collect();
                let head = [CellKind::Version, CellKind::Name, CellKind::Source, CellKind::EffectiveFrom];
                let numbers = card.cells.iter().filter(|cell| !head.contains(&cell.kind));
                let mut all: Vec<(String, CellKind)> = numbers.map(|cell| (cell.of.clone(), cell.kind)).collect();
                shown.sort();
                all.sort();
                assert_eq!(shown, all, "{name}");
                assert!(tables().all(|table| table.lines.iter().all(|l| l.figures.len() == table.heads.len())));
            }
        }
    }
}
