//! The list of the notices, and of what stands aside.

use iced::widget::{Column as Lines, Row as Line, column, container, text};
use iced::{Alignment, Fill, border};

use super::view::Columns;
use super::{Intake, Message, Scene, place};
use crate::desk::kit::{self, Tone};
use crate::desk::measure::{shortened, wide};
use crate::desk::theme::{Element, HEI_BOLD, Theme, size, tint};
use crate::desk::widgets::Group;
use crate::locale;
use books::counter::batch::BatchAnswer;
use trade::ad::Severity;
use trade::notice::FactName;
use trade::settings::Language;

/// The height of a row.
const ROW: f32 = 32.0;
/// What stands above and below the rows: the head of the window, the list's own, the foot.
const AROUND: f32 = 48.0 + 12.0 + 22.0 + super::foot::HEIGHT + 16.0;

/// How many rows there is room for.
pub(super) fn fit(scene: Scene) -> usize {
    (((scene.window.height - AROUND) / ROW).floor() as usize).max(3)
}

impl Intake {
    /// The list, with its heading.
    pub(super) fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let figures = self.figures();
        let aside = self.rows.len() - figures.count;
        let taken = wide(words.page_in(), size::LABEL) + wide("Ctrl+L", size::LABEL) + 48.0;
        let count = shortened(
            &words.notices_and_aside(figures.count, aside),
            size::LABEL,
            (Columns::of(scene).left - taken).max(60.0),
        );
        let count = kit::quiet(count).wrapping(text::Wrapping::None);
        let head = kit::section(words.page_in(), "Ctrl+L", count);
        let widths = Widths::of(scene);
        let fits = fit(scene);
        let rows = self.rows.iter().enumerate().skip(self.top).take(fits);
        let rows = rows.map(|(row, place)| self.row(row, *place, &widths, scene));
        let rows = Lines::from_iter(rows).width(Fill);
        let at = self.at.checked_sub(self.top);
        let list =
            Group::new(rows, at, Message::Pick, |stroke| Some(Message::Stroke(stroke))).id(place::LIST).radius(4.0);
        column![head, list].spacing(2).height(Fill).into()
    }

    fn row<'a>(&'a self, row: usize, place: usize, widths: &Widths, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let entry = &self.batch.entries[place];
        let seen = self.seen(place);
        let note = |said: String| text(said).size(size::NOTE).wrapping(text::Wrapping::None);
        let kind = seen
            .map(|answer| &answer.notice.kind)
            .and_then(|kind| scene.rules.notices.on(scene.now.date_naive()).named(kind));
        // What is said below the sort that several share is what tells them apart.
        let kind = kind.map_or("", |kind| locale::notice_kind(kind, language));
        let kind = kind.rsplit('·').next().unwrap_or(kind);
        let most = if language == Language::Chinese { 2 } else { usize::MAX };
        let kind: String = kind.chars().take(most).collect();
        let whose = seen.map_or_else(|| opening(&entry.copy), |answer| whose(answer, &entry.copy));
        let aside = entry.aside;
        let pale = move |theme: &Theme| text::Style {
            color: Some(if aside { theme.colours().quiet } else { theme.colours().ink }),
        };
        let number = if aside { "·".to_owned() } else { (row + 1).to_string() };
        let clipped = |said: String, width: f32| {
            container(note(shortened(&said, size::NOTE, width)).style(pale)).width(width).clip(true)
        };
        let room = widths.whose + if aside { widths.kind + GAP } else { 0.0 };
        let mut cells = Line::new().push(container(note(number).style(tint(|c| c.quiet))).align_right(widths.number));
        if !aside {
            cells = cells.push(clipped(kind, widths.kind));
        }
        cells = cells.push(container(clipped(whose, room)).width(Fill).clip(true));
        let proposal = seen.map(|answer| &answer.proposal);
        let price =
            proposal.and_then(|proposal| proposal.quote.as_ref().ok()).map(|quote| short(quote.total.grouped()));
        cells = cells.push(container(note(price.unwrap_or_default())).align_right(widths.price));
        let cells = cells.push(match seen {
            _ if aside => kit::quiet(words.aside()).wrapping(text::Wrapping::None).into(),
            None => kit::mark(Tone::Plain),
            Some(answer) => kit::mark(self.mark(place, answer)),
        });
        let here = row == self.at;
        container(cells.spacing(GAP).align_y(Alignment::Center))
            .padding([0.0, EDGE])
            .center_y(ROW)
            .width(Fill)
            .style(move |theme: &Theme| {
                let c = theme.colours();
                container::Style {
                    background: here.then(|| c.remind_ground.into()),
                    border: border::rounded(4).width(if here { 1 } else { 0 }).color(c.hairline),
                    ..container::Style::default()
                }
            })
            .into()
    }

    /// How a notice stands: what is settled does not count.
    pub(super) fn mark(&self, place: usize, answer: &BatchAnswer) -> Tone {
        let settled = &self.batch.entries[place].settled;
        let errors = answer.open(Severity::Error, settled);
        let warnings = answer.open(Severity::Warning, settled);
        match (answer.against(), errors, warnings) {
            (Some(_), ..) => Tone::Wrong,
            (None, 0, 0) => Tone::Well,
            (None, 0, _) => Tone::Remind,
            (None, ..) => Tone::Wrong,
        }
    }
}

const GAP: f32 = 8.0;
const EDGE: f32 = 6.0;

/// The widths of the list's columns.
struct Widths {
    number: f32,
    kind: f32,
    whose: f32,
    price: f32,
}

impl Widths {
    fn of(scene: Scene) -> Widths {
        let room = Columns::of(scene).left - 20.0 - 2.0 * EDGE;
        let (number, price, mark) = (18.0, 40.0, 14.0);
        let left = room - number - price - mark - GAP * 4.0;
        let kind = if scene.language() == Language::Chinese { 28.0 } else { (left * 0.32).min(64.0) };
        Widths { number, kind, whose: left - kind, price }
    }
}

/// To whom a notice is addressed, or whose it is; failing that, who signs it, or how it begins.
pub(super) fn whose(answer: &BatchAnswer, copy: &str) -> String {
    let names = [FactName::Addressees, FactName::Owner, FactName::Child, FactName::Finder, FactName::Signer];
    let said = names.into_iter().find_map(|name| answer.notice.facts.text(name));
    said.map_or_else(|| opening(copy), str::to_owned)
}

/// How it begins, its title apart.
fn opening(copy: &str) -> String {
    let mut lines = copy.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("");
    let title = first.chars().count() <= 8;
    lines.next().filter(|_| title).unwrap_or(first).to_owned()
}

/// A price without its fen where there are none.
pub(super) fn short(amount: String) -> String {
    amount.strip_suffix(".00").map_or(amount.clone(), str::to_owned)
}

/// A name in bold.
pub(super) fn bold<'a>(said: impl text::IntoFragment<'a>) -> text::Text<'a, Theme> {
    text(said).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::None)
}
