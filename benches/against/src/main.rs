//! Qishi against typst and krilla, and its lines against those of XeLaTeX too: the same notice, the same faces, the same run.
//!
//! ```sh
//! cargo run --release --locked --manifest-path benches/against/Cargo.toml            # the table
//! cargo run --release --locked --manifest-path benches/against/Cargo.toml lines      # how evenly each of them sets lines
//! cargo run --release --locked --manifest-path benches/against/Cargo.toml record tests/corpus/typst.csv
//! cargo run --release --locked --manifest-path benches/against/Cargo.toml write DIR  # what each of them makes, to look at
//! perf record target/release/qishi-against again key                                 # or pdf, or krilla
//! ```

mod evenness;
mod lines;
#[path = "../../../tests/corpus/made.rs"]
mod made;
#[path = "../../../tests/corpus/notices.rs"]
mod notices;
mod ours;
mod rounds;
#[path = "../../typing.rs"]
#[allow(dead_code)]
mod typing;
mod with_krilla;
mod with_typst;
mod with_xelatex;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use ours::Desk;
use setting::sheet::Sheet;
use rounds::{Row, Times, alternate, timed};
use typing::{Clerk, Place};
use typst_layout::PagedDocument;
use with_krilla::Writer;
use with_typst::Editor;

/// The notices, by their numbers in the corpus.
const NOTICES: [(&str, &str); 2] = [
    ("12", include_str!("../../../tests/corpus/notices/12.txt")),
    ("01", include_str!("../../../tests/corpus/notices/01.txt")),
];

/// So many keys and files are measured of each notice, after so many that are not.
const ROUNDS: usize = 200;
const WARMING: usize = 20;
/// So many processes are started of each.
const PROCESSES: usize = 25;

fn main() {
    let began = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        // Within the threads that krilla and typst share their work among, so that nothing is handed over to begin with.
        [] => rayon::scope(|_| table()),
        ["lines"] | ["lines", "wider"] => lines::table(),
        ["record", file] => lines::record(Path::new(file)),
        ["write", folder] => write_all(Path::new(folder)),
        ["first", program, notice] => first(began, program, notice),
        ["again", what] => again(what),
        _ => eprintln!("nothing, or: lines [wider], record FILE, write DIR, again key, again pdf, again krilla"),
    }
}

fn table() {
    let mut rows = Vec::new();
    for (name, copy) in NOTICES {
        rows.push(keystrokes(name, copy));
        rows.extend(files(name, copy));
    }
    for (name, _) in NOTICES {
        rows.extend(firsts(name));
    }
    rounds::print(&rows);
}

/// A notice in which a clerk types, for both: what is typed is Han, and stands in typst's source as in the copy.
struct Typed {
    clerk: Clerk,
    before: String,
    after: String,
}

impl Typed {
    fn new(copy: &str) -> Typed {
        // A character that no notice has stands where the clerk types.
        const HERE: &str = "龘";
        let clerk = Clerk::new(copy, Place::Middle);
        let copy = clerk.with(HERE);
        let source = with_typst::source(&copy, &ours::sheet(Desk::open().key(&copy)));
        let (before, after) = source.split_once(HERE).expect("the place");
        Typed { before: before.to_owned(), after: after.to_owned(), clerk }
    }

    /// Copy and source after one more character.
    fn key(&mut self) -> (String, String) {
        let copy = self.clerk.key();
        (copy, format!("{}{}{}", self.before, self.clerk.typed(), self.after))
    }

    /// Copy and source before anything is typed.
    fn untouched(&self) -> (String, String) {
        (self.clerk.with(""), format!("{}{}", self.before, self.after))
    }
}

/// One character more in the middle of the long paragraph.
fn keystrokes(name: &str, copy: &str) -> Row {
    let desk = Desk::open();
    let mut typed = Typed::new(copy);
    let mut editor = Editor::open(&typed.untouched().1);
    let (mut qishi, mut typst) = (Times::default(), Times::default());
    for round in 0..WARMING + ROUNDS {
        let (copy, source) = typed.key();
        let keep = round >= WARMING;
        alternate(
            round,
            &mut [
                &mut || qishi.note(keep, timed(|| desk.key(&copy)).1),
                &mut || typst.note(keep, timed(|| editor.key(&source)).1),
            ],
        );
    }
    Row::new(format!("keystroke, notice {name}"), [Some(qishi), None, Some(typst)])
}

/// The notice as a file, after each key; then once more with nothing remembered between two files of krilla's.
fn files(name: &str, copy: &str) -> [Row; 4] {
    let desk = Desk::open();
    let writer = Writer::new();
    let mut typed = Typed::new(copy);
    let mut editor = Editor::open(&typed.untouched().1);
    let mut times: [Times; 5] = Default::default();
    let mut sizes: [Times; 4] = Default::default();
    for round in 0..WARMING + ROUNDS {
        // typst writes with krilla, and what one of them remembered would serve the other: each has a copy of its own.
        let (copy, source) = (typed.key().0, typed.key().1);
        let (sheet, document) = (ours::sheet(desk.key(&copy)), editor.key(&source));
        let keep = round >= WARMING;
        let [qishi, krilla, typst, ..] = &mut times;
        let [ours, theirs, tagged, untagged] = &mut sizes;
        let note = |times: &mut Times, sizes: &mut Times, write: &dyn Fn() -> Vec<u8>| {
            let (file, took) = timed(write);
            times.note(keep, took);
            sizes.note(keep, file.len() as f64);
        };
        alternate(
            round,
            &mut [
                &mut || note(qishi, ours, &|| ours::write(&sheet)),
                &mut || note(krilla, theirs, &|| writer.write(&sheet)),
                &mut || note(typst, tagged, &|| with_typst::write(&document)),
            ],
        );
        untagged.note(keep, with_typst::write_untagged(&document).len() as f64);
    }
    for round in 0..WARMING + ROUNDS {
        let sheet = ours::sheet(desk.key(&typed.key().0));
        let keep = round >= WARMING;
        comemo::evict(0);
        let [.., qishi, krilla] = &mut times;
        alternate(
            round,
            &mut [
                &mut || qishi.note(keep, timed(|| ours::write(&sheet)).1),
                &mut || krilla.note(keep, timed(|| writer.write(&sheet)).1),
            ],
        );
    }
    let [qishi, krilla, typst, qishi_alone, krilla_alone] = times;
    let [ours, theirs, tagged, untagged] = sizes;
    [
        Row::new(format!("PDF, notice {name}"), [Some(qishi), Some(krilla), Some(typst)]),
        Row::new(format!("PDF, notice {name}, krilla remembering nothing"), [Some(qishi_alone), Some(krilla_alone), None]),
        Row::bytes(format!("PDF size, notice {name}"), [Some(ours.clone()), Some(theirs), Some(tagged)]),
        Row::bytes(format!("PDF size, notice {name}, typst untagged"), [Some(ours), None, Some(untagged)]),
    ]
}

/// The first setting and the first file of processes that have just started: from `main`, all that must be read and built included.
fn firsts(name: &str) -> [Row; 2] {
    let program = std::env::current_exe().expect("this program");
    let mut set: [Times; 2] = Default::default();
    let mut written: [Times; 2] = Default::default();
    for round in 0..PROCESSES + 1 {
        for (i, which) in ["qishi", "typst"].iter().enumerate() {
            let output = Command::new(&program).args(["first", which, name]).output().expect("started");
            let said = String::from_utf8(output.stdout).expect("figures");
            let figures: Vec<f64> = said.split_whitespace().map(|figure| figure.parse().expect("seconds")).collect();
            // The first of each reads the program from the disk.
            set[i].note(round > 0, figures[0]);
            written[i].note(round > 0, figures[1]);
        }
    }
    let row = |what: &str, [qishi, typst]: [Times; 2]| Row::new(format!("{what}, notice {name}"), [Some(qishi), None, Some(typst)]);
    [row("first setting after start", set), row("first PDF after start", written)]
}

/// One process of [`firsts`]: prints after how many seconds the notice was set, and after how many it was written.
fn first(began: Instant, program: &str, notice: &str) {
    let copy = NOTICES.iter().find(|(name, _)| *name == notice).expect("a notice").1;
    let (set, file) = if program == "qishi" {
        let sheet = ours::sheet(Desk::open().key(copy));
        (began.elapsed(), ours::write(&sheet))
    } else {
        // The source is there already, as a file would be; it is no work of typst's.
        let source = match notice {
            "12" => include_str!("../12.typ"),
            _ => include_str!("../01.typ"),
        };
        let document = Editor::open(source).compile();
        (began.elapsed(), with_typst::write(&document))
    };
    let written = began.elapsed();
    assert!(file.starts_with(b"%PDF"), "no PDF");
    println!("{} {}", set.as_secs_f64(), written.as_secs_f64());
}

/// One thing over and over, for a profiler.
fn again(what: &str) {
    let (desk, writer, mut typed) = (Desk::open(), Writer::new(), Typed::new(NOTICES[0].1));
    for _ in 0..5_000 {
        let proposal = desk.key(&typed.key().0);
        match what {
            "pdf" => drop(ours::write(&ours::sheet(proposal))),
            "krilla" => {
                comemo::evict(0);
                drop(writer.write(&ours::sheet(proposal)));
            }
            _ => {}
        }
    }
}

/// What each of them makes of the notices, and the typst sources.
fn write_all(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    let save = |name: String, file: &[u8]| fs::write(folder.join(name), file).expect("saved");
    for (name, copy) in NOTICES {
        let sheet: Sheet = ours::sheet(Desk::open().key(copy));
        let source = Typed::new(copy).untouched().1;
        let document: PagedDocument = Editor::open(&source).compile();
        save(format!("{name}.typ"), source.as_bytes());
        save(format!("{name}-qishi.pdf"), &ours::write(&sheet));
        save(format!("{name}-krilla.pdf"), &Writer::new().write(&sheet));
        save(format!("{name}-typst.pdf"), &with_typst::write(&document));
        save(format!("{name}-typst-untagged.pdf"), &with_typst::write_untagged(&document));
    }
}
