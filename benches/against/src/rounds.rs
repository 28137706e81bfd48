//! Rounds, medians and the table.

use std::hint::black_box;
use std::time::Instant;

/// What a piece of work returned, and how many seconds it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let began = Instant::now();
    let done = black_box(work());
    (done, began.elapsed().as_secs_f64())
}

/// Does the work of all programs, each round beginning with another: what else the machine does meets all of them alike.
pub fn alternate(round: usize, work: &mut [&mut dyn FnMut()]) {
    let count = work.len();
    for i in 0..count {
        work[(round + i) % count]();
    }
}

/// Figures of many rounds.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// Notes a figure, unless the round was for warming up.
    pub fn note(&mut self, keep: bool, figure: f64) {
        if keep {
            self.0.push(figure);
        }
    }

    /// The figure that so many hundredths of the rounds do not exceed.
    fn at(&self, hundredths: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[(sorted.len() - 1) * hundredths / 100]
    }
}

/// A line of the table: Qishi, krilla, typst.
pub struct Row {
    what: String,
    figures: [Option<Times>; 3],
    bytes: bool,
}

impl Row {
    /// Times.
    pub fn new(what: String, figures: [Option<Times>; 3]) -> Row {
        Row { what, figures, bytes: false }
    }

    /// Sizes of files.
    pub fn bytes(what: String, figures: [Option<Times>; 3]) -> Row {
        Row { what, figures, bytes: true }
    }
}

/// Prints the table: medians, the middle half of the rounds in brackets, and how many times Qishi's median the others' are.
pub fn print(rows: &[Row]) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("Medians of many rounds on {cores} cores (in brackets the middle half of them); Qishi = 1.\n");
    println!("| what | Qishi | krilla 0.8.2 | typst 0.15.1 | krilla : Qishi | typst : Qishi |");
    println!("|---|---|---|---|---|---|");
    for Row { what, figures, bytes } in rows {
        let said = |times: &Option<Times>| match times {
            None => "–".to_owned(),
            Some(times) if *bytes => format!("{:.1} KB", times.at(50) / 1_000.0),
            Some(times) => {
                let ms = |hundredths| times.at(hundredths) * 1_000.0;
                format!("{:.2} ms ({:.2}–{:.2})", ms(50), ms(25), ms(75))
            }
        };
        let ratio = |times: &Option<Times>| match (times, &figures[0]) {
            (Some(times), Some(ours)) => format!("{:.2}", times.at(50) / ours.at(50)),
            _ => "–".to_owned(),
        };
        let [qishi, krilla, typst] = figures;
        let cells = [said(qishi), said(krilla), said(typst), ratio(krilla), ratio(typst)].join(" | ");
        println!("| {what} | {cells} |");
    }
}
