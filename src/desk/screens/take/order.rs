//! The copy in its editor, and the picture of a blessing.

use iced::widget::{Space, column, container, row, text, text_editor, text_input};
use iced::{Length, Pixels};

use super::copy::binding;
use super::lines::{EditorMarks, LineStyle, Marker, place_in};
use super::{Message, Scene, Take, place};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, size};
use crate::locale;
use trade::ad::{Kind, characters};

/// The height of the editor's lines in pixels in a window of 800; it takes a part of what a window has more or less than that.
const EDITOR: f32 = 176.0;
/// The least of it, where the card asks for nothing and no picture stands below.
const LOWEST: f32 = 110.0;
/// The same in a window lower than [`LOW`].
const LOWEST_OF_ALL: f32 = 88.0;
/// Below this height of the window, in pixels, the rows below the copy need every line.
const LOW: f32 = 600.0;
/// The height of a line in pixels, and what is left free above and below all of them.
const LINE: f32 = 22.0;
const AIR: f32 = 8.0;
/// What the editor of a blessing is lower, in pixels: its copy is short, and a picture stands below it.
const FOR_PICTURE: f32 = 28.0;

impl Take {
    /// The copy, with what its lines are.
    pub(super) fn editor<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let count = kit::quiet(words.characters(characters(&self.draft.copy)));
        let mut editor = text_editor(&self.copy.content)
            .id(place::COPY)
            .placeholder(words.copy_placeholder())
            .size(size::TEXT)
            .line_height(Pixels(LINE))
            .padding([AIR, 10.0])
            .height(Length::Fixed(self.editor_height(scene)))
            // An account number or a name in Latin letters may be longer than a line.
            .wrapping(text::Wrapping::WordOrGlyph)
            .key_binding(binding);
        if self.open() {
            editor = editor.on_action(Message::Edit);
        }
        let marked = self.marked();
        let editor = editor.style(theme::editor(marked.over.is_some()));
        let editor = editor.highlight_with::<Marker>(marked, LineStyle::format);
        column![kit::section(words.copy, "Ctrl+J", count), self.line_kinds(scene), editor].spacing(4).into()
    }

    /// What the card asks besides takes its room from the editor, as far as that has some, so that the run dates stay in sight.
    fn editor_height(&self, scene: Scene) -> f32 {
        let lines = self.attributes(scene).len() + self.numbers(scene).len();
        let attributes = if lines == 0 { 0.0 } else { (26.0 + 31.0 * lines as f32).min(88.0) };
        let picture = if self.draft.kind == Kind::Blessing { FOR_PICTURE } else { 0.0 };
        let whole = EDITOR + (scene.window.height - 800.0) * 0.35;
        let lowest = if scene.window.height < LOW { LOWEST_OF_ALL } else { LOWEST };
        let room = (whole.max(lowest) - attributes - picture).clamp(3.0 * LINE, 320.0);
        // Whole lines only: half a line would be drawn over the edge.
        (room / LINE).floor() * LINE + 2.0 * AIR
    }

    /// What the editor shows of its lines.
    fn marked(&self) -> EditorMarks {
        let fit = self.answer.as_ref().and_then(|answer| answer.proposal.fit.as_ref());
        let tidied = books::counter::tidy(&self.draft.copy);
        let over = fit.and_then(|fit| fit.cut).and_then(|cut| {
            let seen = tidied.chars().take(cut).filter(|c| !c.is_whitespace()).count();
            place_in(&self.draft.copy, seen)
        });
        EditorMarks { lines: self.lines.clone(), over }
    }

    /// The picture of a blessing: where it comes from, and how it is cut.
    pub(super) fn picture<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let path = text_input(words.picture_placeholder(), &self.picture_path)
            .id(place::PICTURE)
            .size(size::NOTE)
            .padding([6, 10])
            .on_input_maybe(self.open().then_some(Message::PicturePath))
            .on_submit(Message::ReadPicture);
        let away = (self.draft.picture.is_some() || self.picture_wrong.is_some()) && self.open();
        let line = row![path, kit::button(words.no_picture(), "", away.then_some(Message::NoPicture))].spacing(8);
        let said = match (&self.picture_wrong, &self.draft.picture) {
            (Some(failure), _) => {
                Some((Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language())))
            }
            (None, Some((_, picture))) => Some((Tone::Well, words.picture_read(picture.width, picture.height))),
            (None, None) => None,
        };
        let cut = self.draft.picture.is_some() && self.picture_wrong.is_none();
        let height = if cut { 16.0 } else { 32.0 };
        let hint = cut.then(|| container(kit::quiet(words.crop_hint()).size(size::SMALL)).height(12).clip(true));
        column![kit::section(words.picture(), "Ctrl+T", Space::new()), line, kit::kept(height, said), hint]
            .spacing(4)
            .into()
    }
}
