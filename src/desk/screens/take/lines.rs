//! What each line of the copy is: said above the editor, shown in it, changed by a key.

use iced::advanced::text::highlighter::{Format, Highlighter};
use iced::widget::{Row, container, mouse_area, row, text};
use iced::{Alignment, Fill};

use super::{Message, Scene, Take};
use crate::desk::kit;
use crate::desk::theme::{Element, HEI, HEI_BOLD, Theme, size};
use trade::ad::{Kind, LineRole, Roles};

/// What the lines of a copy are, as the editor and the strip above it show them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LineRoles {
    /// For each line of the editor its place among those that are not empty; nothing for an empty one.
    places: Vec<Option<usize>>,
    /// What the lines that are not empty are.
    roles: Vec<LineRole>,
    /// What a line may be in an ad of this kind.
    may: &'static [LineRole],
    /// What the program would take them for.
    proposed: Vec<LineRole>,
}

impl LineRoles {
    /// Reads the lines of a copy.
    pub fn new(kind: Kind, copy: &str, said: &Roles) -> LineRoles {
        let mut seen = 0;
        let mut place = |line: &str| {
            let filled = !line.trim().is_empty();
            seen += usize::from(filled);
            filled.then(|| seen - 1)
        };
        let places = copy.split('\n').map(&mut place).collect();
        let roles = |said: &Roles| said.blocks(kind, copy).into_iter().map(|block| block.role).collect();
        LineRoles { places, roles: roles(said), may: LineRole::of(kind), proposed: roles(&Roles::default()) }
    }

    /// What a line of the editor is.
    fn role(&self, line: usize) -> Option<LineRole> {
        self.roles.get((*self.places.get(line)?)?).copied()
    }

    /// Whether a line of the editor has words, whose role can be another.
    pub fn turns(&self, line: usize) -> bool {
        self.places.get(line).copied().flatten().is_some()
    }

    /// Gives a line of the editor the role after the one it has; after the last the proposed role comes again.
    pub fn turn(&self, line: usize, back: bool, said: &mut Roles) {
        let Some(place) = self.places.get(line).copied().flatten() else { return };
        let (Some(role), Some(proposed)) = (self.roles.get(place), self.proposed.get(place)) else { return };
        let all = self.may;
        let at = all.iter().position(|known| known == role).unwrap_or(0);
        let next = all[(at + if back { all.len() - 1 } else { 1 }) % all.len()];
        if next == *proposed {
            said.forget(place);
        } else {
            said.set(place, next);
        }
    }

    /// The line of the editor that is this one of those that are not empty.
    fn line(&self, place: usize) -> Option<usize> {
        self.places.iter().position(|known| *known == Some(place))
    }
}

impl Take {
    /// One word for every line that is not empty, the one with the caret framed; a word that the clerk changed stands in ink.
    pub(super) fn line_kinds<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let caret = self.copy.content.cursor().position.line;
        let here = self.lines.places.get(caret).copied().flatten();
        let mut kinds = Row::new().spacing(2).align_y(Alignment::Center);
        // The caret's line and its neighbours are always among those shown.
        let from = here.unwrap_or(0).saturating_sub(5);
        for (place, role) in self.lines.roles.iter().enumerate().skip(from).take(12) {
            let changed = self.lines.proposed.get(place) != Some(role);
            let chosen = here == Some(place);
            let word =
                text(words.role(*role)).size(size::SMALL).wrapping(text::Wrapping::None).style(move |theme: &Theme| {
                    text::Style { color: Some(if changed { theme.colours().ink } else { theme.colours().quiet }) }
                });
            let word = container(word).padding([1, 4]).style(move |theme: &Theme| container::Style {
                border: iced::border::rounded(4).width(if chosen { 1.0 } else { 0.0 }).color(theme.colours().ink),
                ..container::Style::default()
            });
            let line = self.lines.line(place).unwrap_or(caret);
            // For the mouse alone: the keyboard turns the caret's line.
            let turn = self.open().then_some(Message::TurnLine(Some(line), false));
            kinds = kinds.push(match turn {
                Some(turn) => Element::from(mouse_area(word).on_press(turn)),
                None => word.into(),
            });
        }
        let kinds = container(kinds).width(Fill).clip(true);
        // A key that has a line to turn.
        let key = if self.open() && here.is_some() { "Ctrl+E" } else { "" };
        container(row![kinds, kit::key(key)].spacing(6).align_y(Alignment::Center)).height(22).into()
    }
}

/// What of a line is drawn otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineStyle {
    /// A line of this role.
    As(LineRole),
    /// What does not fit.
    Over,
}

impl LineStyle {
    /// How it is drawn in the editor: a title looks like one, what is over stands in the alarm.
    ///
    /// Where the editor is scrolled into a long paragraph, iced 0.14 leaves the last lines as they are. So nothing but titles, which
    /// stand above, differs from the rest, and an editor with something over is in the alarm from the start.
    pub fn format(&self, theme: &Theme) -> Format<iced::Font> {
        let c = theme.colours();
        match self {
            LineStyle::Over => Format { color: Some(theme.alarm()), font: None },
            LineStyle::As(LineRole::Title | LineRole::Names) => Format { color: Some(c.ink), font: Some(HEI_BOLD) },
            LineStyle::As(_) => Format { color: Some(c.ink), font: Some(HEI) },
        }
    }
}

/// What the editor is told: the lines, and from where on the copy does not fit (line, byte).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EditorMarks {
    /// What each line of the copy is taken for.
    pub lines: LineRoles,
    /// From where on it does not fit.
    pub over: Option<(usize, usize)>,
}

/// Tells the editor how each line is drawn.
#[derive(Debug)]
pub struct Marker {
    marked: EditorMarks,
    line: usize,
}

impl Highlighter for Marker {
    type Settings = EditorMarks;
    type Highlight = LineStyle;
    type Iterator<'a> = std::vec::IntoIter<(std::ops::Range<usize>, LineStyle)>;

    fn new(marked: &EditorMarks) -> Marker {
        Marker { marked: marked.clone(), line: 0 }
    }

    fn update(&mut self, marked: &EditorMarks) {
        self.marked.clone_from(marked);
        self.line = 0;
    }

    fn change_line(&mut self, line: usize) {
        self.line = self.line.min(line);
    }

    fn highlight_line(&mut self, line: &str) -> Self::Iterator<'_> {
        let (at, end) = (self.line, line.len());
        self.line += 1;
        let from = match self.marked.over {
            Some((over, byte)) if at == over => byte.min(end),
            Some((over, _)) if at > over => 0,
            _ => end,
        };
        let role = self.marked.lines.role(at).unwrap_or(LineRole::Body);
        let mut shown = vec![(0..from, LineStyle::As(role))];
        if from < end {
            shown.push((from..end, LineStyle::Over));
        }
        shown.into_iter()
    }

    fn current_line(&self) -> usize {
        self.line
    }
}

/// The place in the editor, line and byte, of the character that follows so many visible ones. Tidying a copy changes white space
/// alone, so that counting visible characters finds the same place in both texts.
pub fn place_in(copy: &str, seen: usize) -> Option<(usize, usize)> {
    let mut before = 0;
    for (line, text) in copy.split('\n').enumerate() {
        for (byte, c) in text.char_indices() {
            if c.is_whitespace() || c == '\u{feff}' {
                continue;
            }
            if before == seen {
                return Some((line, byte));
            }
            before += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: &str = "公告\n\n张三:\n正文。\n";

    #[test]
    fn a_key_turns_a_line_round_and_back_to_what_was_proposed() {
        let mut said = Roles::default();
        let mut seen = Vec::new();
        for _ in 0..LineRole::of(Kind::Notice).len() {
            LineRoles::new(Kind::Notice, COPY, &said).turn(2, false, &mut said);
            seen.extend(LineRoles::new(Kind::Notice, COPY, &said).role(2));
        }
        assert!(said.is_empty() && seen.last() == Some(&LineRole::Addressee), "{seen:?}");
        seen.sort_by_key(|role| *role as u8);
        assert_eq!(seen, LineRole::of(Kind::Notice), "every kind is met once");
        LineRoles::new(Kind::Notice, COPY, &said).turn(2, true, &mut said);
        assert_eq!(said.get(1), Some(LineRole::CaseNumber));
        // An empty line is nothing.
        LineRoles::new(Kind::Notice, COPY, &Roles::default()).turn(1, false, &mut Roles::default());
        assert_eq!(LineRoles::new(Kind::Notice, COPY, &said).role(1), None);
    }

    #[test]
    fn the_editor_shows_what_is_over_from_its_first_character_on() {
        let copy = "\n\u{3000}公告\n正文一二三。";
        let over = place_in(copy, 5);
        assert_eq!(place_in(copy, 8), None);
        assert_eq!(over, Some((2, "正文一".len())));
        let lines = LineRoles::new(Kind::Notice, copy, &Roles::default());
        let mut marker = Marker::new(&EditorMarks { lines, over });
        let mut shown: Vec<Vec<_>> = Vec::new();
        for line in copy.split('\n') {
            shown.push(marker.highlight_line(line).collect());
        }
        assert_eq!(shown[1], [(0..9, LineStyle::As(LineRole::Title))]);
        assert_eq!(shown[2][1], (9..18, LineStyle::Over));
        assert_eq!(marker.current_line(), 3);
        marker.change_line(1);
        assert_eq!(marker.current_line(), 1);
    }
}
