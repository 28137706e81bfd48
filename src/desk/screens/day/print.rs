//! Printing from the list: one print at a time, its progress, and stopping it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Action, Day, Note, Printing, Scene};
use crate::desk::kit::Tone;
use crate::desk::measure::{path_in, shortened, wide};
use crate::desk::print::{Out, PrintStep, Printed};
use crate::desk::theme::size;
use crate::locale;
use crate::office::Progress;
use books::booking::{Number, Printout};

use super::columns::room;

impl Day {
    /// Begins a print of these bookings.
    pub(super) fn print(&mut self, numbers: Vec<Number>, paper: Printout) -> Vec<Action> {
        let stop = Arc::new(AtomicBool::new(false));
        let drawn = Some(Progress { done: 0, of: numbers.len() });
        self.printing = Some(Printing { paper, drawn, stop: Arc::clone(&stop) });
        self.note = None;
        vec![Action::Print(numbers, paper, stop)]
    }

    /// Prints the proofs of the bookings that every key acts on; where an old version of the one looked at is shown, that.
    pub(super) fn proofs(&mut self) -> Vec<Action> {
        let old = self.version().zip(self.looked());
        // Versions are shown from 0 and counted from 1.
        let old = old.and_then(|(version, booking)| Some((booking.number, u32::try_from(version).ok()? + 1)));
        let Some((number, version)) = old else { return self.print(self.target(), Printout::Proof) };
        self.printing = Some(Printing { paper: Printout::Proof, drawn: None, stop: Arc::default() });
        self.note = None;
        vec![Action::PrintVersion(number, version)]
    }

    /// Prints the slip of the last refund of the booking looked at.
    pub(super) fn slip(&mut self) -> Vec<Action> {
        let Some(booking) = self.looked() else { return Vec::new() };
        let (number, last) = (booking.number, booking.refunds_made().last().map(|made| made.place));
        last.map_or_else(Vec::new, |place| self.print(vec![number], Printout::Refund(place)))
    }

    /// Stops the drawing. What is at the printer already is not called back.
    pub(super) fn stop(&mut self) -> Vec<Action> {
        if let Some(printing) = &self.printing {
            printing.stop.store(true, Ordering::SeqCst);
        }
        Vec::new()
    }

    /// How far the print is.
    pub(super) fn printing(&mut self, step: PrintStep) -> Vec<Action> {
        let result = match step {
            PrintStep::Drawing(progress) => {
                self.printing.iter_mut().for_each(|printing| printing.drawn = Some(progress));
                return Vec::new();
            }
            PrintStep::Sending => {
                self.printing.iter_mut().for_each(|printing| printing.drawn = None);
                return Vec::new();
            }
            PrintStep::Done(result) => result,
        };
        self.printing = None;
        let printed = match result {
            Ok(Some(printed)) => printed,
            Ok(None) => {
                self.note = Some(Note::Stopped);
                return Vec::new();
            }
            Err(failure) => {
                self.note = Some(Note::Failed(failure));
                return Vec::new();
            }
        };
        self.note = Some(Note::Made(printed));
        // The print stands in the history now.
        let mut actions = self.refresh();
        actions.push(Action::Posted);
        actions
    }

    /// What is said of the print that is being made.
    pub(super) fn progress(&self, scene: Scene) -> Option<(Tone, String)> {
        let (words, printing) = (scene.words(), self.printing.as_ref()?);
        Some((
            Tone::Plain,
            match printing.drawn {
                Some(Progress { done, of }) if of > 1 => words.drawing(done, of),
                _ => words.printing(printing.paper),
            },
        ))
    }
}

/// What came of a paper, in one line of the list's room.
pub(super) fn came_out(printed: &Printed, scene: Scene) -> (Tone, String) {
    let (words, language) = (scene.words(), scene.language());
    let name = words.made(printed.paper, printed.copy);
    let name = name.as_str();
    let fitting = |said: String| shortened(&said, size::LABEL, room(scene));
    match &printed.out {
        Out::Written(path) => (Tone::Well, saved(name, path, scene)),
        Out::Unopened(path, fault) => {
            let what = words.not_opened(&locale::fault(fault, language).message);
            let file = path.file_name().map_or_else(String::new, |file| file.to_string_lossy().into_owned());
            (Tone::Remind, fitting(words.both(&words.written(name, &file), &what)))
        }
        Out::Taken(_, number) => (Tone::Well, fitting(words.taken_by_printer(name, *number))),
        Out::Waits(fault) => {
            (Tone::Wrong, fitting(words.waits_for_printer(name, &locale::fault(fault, language).message)))
        }
    }
}

/// Where a file was written, its path cut to the list's room.
pub(super) fn saved(name: &str, path: &Path, scene: Scene) -> String {
    let words = scene.words();
    let around = wide(&words.written(name, ""), size::LABEL);
    words.written(name, &path_in(&path.display().to_string(), size::LABEL, room(scene) - around))
}
