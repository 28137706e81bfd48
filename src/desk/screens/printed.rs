//! What came of a paper, in a line that has the width of the screen. The day's list cuts it to its own room.

use super::Scene;
use crate::desk::kit::Tone;
use crate::desk::print::{Out, Printed};
use crate::locale;

/// What came of a paper: where it was written, which printer took it, or why it waits.
pub(super) fn came_out(printed: &Printed, scene: Scene) -> (Tone, String) {
    let (words, language) = (scene.words(), scene.language());
    let name = words.made(printed.paper, printed.copy);
    let name = name.as_str();
    match &printed.out {
        Out::Written(path) => (Tone::Well, words.written(name, &path.display().to_string())),
        Out::Unopened(path, _) => (Tone::Remind, words.written_not_opened(name, &path.display().to_string())),
        Out::Taken(_, number) => (Tone::Well, words.taken_by_printer(name, *number)),
        Out::Waits(fault) => (Tone::Wrong, words.waits_for_printer(name, &locale::fault(fault, language).message)),
    }
}
