//! Reading a style's file as a person wrote it: every mistake with its line, its field, and what to write.

use qishi_faces::Face;

use super::{LineProportions, Style, Suits, blessing, notice};
use trade::ad::{CategoryId, CategoryTable, Kind, StyleId};
use trade::measure::TypeSize;
use trade::rulefile::{self, At, Mistake, Noun, Table, Wrong};

/// The most characters of a name in Chinese: it stands below its small print.
const LONGEST_ZH: usize = 12;
/// The most characters of a name in English.
const LONGEST_EN: usize = 40;
/// The largest type of a body: 18 pt.
const LARGEST_TYPE: i64 = 180;
/// The longest side that a size may have, in millimetres: a sheet of a newspaper is less.
const LONGEST_SIDE: i64 = 2_000;

const KINDS: [(&str, Kind); 2] = [("notice", Kind::Notice), ("blessing", Kind::Blessing)];

impl Style {
    /// Reads a style and checks it, form and sense: sizes fall to no less than the floor of newsprint, leads hold their type, no rule
    /// lies in the text. `table` has the categories that it may name; none are looked up without it. `others` are the styles beside
    /// which it is entered: it must have a name of its own, and an id of theirs only for the same kind of ads.
    ///
    /// # Errors
    /// Every mistake, with its line, its field, and what to write instead.
    pub(in crate::typeset) fn read(
        text: &str,
        table: Option<&CategoryTable>,
        others: &[&Style],
    ) -> Result<Style, Vec<Mistake>> {
        rulefile::read(text, |file| {
            let id = file.need_id("id", "id = \"triple_frame\"");
            let kind = need_choice(file, "kind", "kind = \"notice\"", &KINDS).map(|at| at.value);
            let zh = file.need_name("zh", "zh = \"三线框\"", LONGEST_ZH);
            let en = file.need_name("en", "en = \"Triple frame\"", LONGEST_EN);
            let source = file.need_text("source", "source = \"本报 2026 年版式规定\"");
            beside(file, id.as_ref(), kind, others);
            let known = table.zip(kind);
            let categories = words(file, "categories", known, &[]);
            let own = words(file, "own", known, &["*"]);
            own_of_others(file, &categories, &own);
            let suits = suits(file, kind);
            let plain_ink = file.flag("plain_ink").unwrap_or(false);
            let vertical = file.flag("vertical").unwrap_or(false);
            let title_face = need_face(file, "title_face");
            let body_face = need_face(file, "body_face");
            let case_face = face(file, "case_face");
            let steps = steps(file);
            let lines = section(file, "lines", LINES).and_then(|row| lines(&row));
            let (notice, blessing) = dress(file, kind);
            Some(Style {
                id: StyleId::new(id?.value).ok()?,
                kind: kind?,
                zh: zh?.value,
                en: en?.value,
                source: source?.value,
                // What is none is told already as one that nobody knows.
                categories: categories.into_iter().filter_map(|at| CategoryId::new(at.value).ok()).collect(),
                own: own.into_iter().map(|at| at.value).collect(),
                suits,
                plain_ink,
                title_face: title_face?,
                body_face: body_face?,
                case_face,
                vertical,
                steps,
                lines: lines?,
                notice,
                blessing,
            })
        })
    }
}

/// What is written where `[lines]` is missing.
const LINES: &str = "[lines]\ntitle = 156\ntitle_lead = 160\nlead = 125\nmost_lead = 150";

/// The rules and the title of a notice, or the design of a blessing: that which the kind asks for, and not the other.
fn dress(file: &Table, kind: Option<Kind>) -> (Option<notice::Dress>, Option<blessing::Design>) {
    let wrong_for = |key: &'static str, with: &'static str| {
        if file.has(key) {
            file.wrong(key, Wrong::OnlyWith { with });
        }
    };
    match kind {
        Some(Kind::Notice) => {
            wrong_for("blessing", "kind = \"blessing\"");
            let row = section(file, "notice", "[notice]\ninset = [2000, 2000]\naround = [[0, 300]]\ntitle = \"plain\"");
            (row.and_then(|row| notice::Dress::read(&row)), None)
        }
        Some(Kind::Blessing) => {
            wrong_for("notice", "kind = \"notice\"");
            let row = section(file, "blessing", "[blessing]\nframe = \"single\"\n[[blessing.layout]]\nform = \"rows\"");
            (None, row.and_then(|row| blessing::Design::read(&row)))
        }
        None => {
            file.knows(&["notice", "blessing"]);
            (None, None)
        }
    }
}

/// A table of the file; a mistake with what to write where it is not there.
fn section<'f>(file: &Table<'f>, key: &'static str, write: &str) -> Option<Table<'f>> {
    if !file.has(key) {
        file.missing(key, write);
    }
    file.table(key)
}

/// One word of a fixed list; a mistake where the key is not there.
pub(in crate::typeset) fn need_choice<T: Copy>(
    table: &Table,
    key: &'static str,
    write: &str,
    choices: &[(&str, T)],
) -> Option<At<T>> {
    if !table.has(key) {
        table.missing(key, write);
    }
    table.choice(key, choices)
}

/// A face by its id.
pub(in crate::typeset) fn face(table: &Table, key: &'static str) -> Option<Face> {
    let word = table.word(key)?;
    let found = Face::from_id(&word.value);
    if found.is_none() {
        table.unknown(&word, key, Noun::Face, Face::ALL.map(Face::id));
    }
    found
}

fn need_face(table: &Table, key: &'static str) -> Option<Face> {
    if !table.has(key) {
        table.missing(key, &format!("{key} = \"song\""));
    }
    face(table, key)
}

/// An id of another style is taken over only for the same kind of ads, and a name belongs to one style.
fn beside(file: &Table, id: Option<&At<String>>, kind: Option<Kind>, others: &[&Style]) {
    let Some(id) = id else { return };
    if let Some(other) = others.iter().find(|other| *other.id == *id.value)
        && kind.is_some_and(|kind| kind != other.kind)
    {
        file.wrong_at(&id.span, "id", Wrong::StyleOf { id: id.value.clone(), kind: other.kind.id() });
    }
    for key in ["zh", "en"] {
        let Some(name) = file.written(key) else { continue };
        let bears = |other: &&&Style| {
            // A style is called by any of these.
            let called = [other.id.as_str(), &other.zh, &other.en];
            *other.id != *id.value
                && Some(other.kind) == kind
                && called.iter().any(|word| word.eq_ignore_ascii_case(&name))
        };
        if others.iter().any(|other| bears(&other)) {
            file.wrong(key, Wrong::Twice { value: name, line: 0 });
        }
    }
}

/// Categories of the kind, each once.
fn words(file: &Table, key: &'static str, known: Option<(&CategoryTable, Kind)>, besides: &[&str]) -> Vec<At<String>> {
    let mut all: Vec<At<String>> = Vec::new();
    for word in file.words(key).unwrap_or_default() {
        if let Some((table, kind)) = known
            && !besides.contains(&word.value.as_str())
            && table.of(kind).all(|known| known.id != *word.value)
        {
            file.unknown(&word, key, Noun::Category, table.of(kind).map(|c| c.id.as_str()).collect::<Vec<_>>());
            continue;
        }
        match all.iter().find(|other| other.value == word.value) {
            Some(other) => {
                let line = file.line(&other.span);
                file.wrong_at(&word.span, key, Wrong::Twice { value: word.value, line });
            }
            None => all.push(word),
        }
    }
    all
}

/// A style is a category's own only where it is offered for it.
fn own_of_others(file: &Table, categories: &[At<String>], own: &[At<String>]) {
    if categories.is_empty() {
        return;
    }
    for word in own {
        if word.value == "*" {
            file.wrong_at(&word.span, "own", Wrong::OneOf { keys: &["own = [\"*\"]", "categories = [ … ]"] });
        } else if !categories.iter().any(|known| known.value == word.value) {
            file.unknown(word, "own", Noun::Category, categories.iter().map(|known| known.value.as_str()));
        }
    }
}

/// The sizes that a style of notices suits; those of blessings go by their layouts.
fn suits(file: &Table, kind: Option<Kind>) -> Suits {
    let mut suits = Suits::default();
    if kind == Some(Kind::Blessing) && file.has("suits") {
        file.wrong("suits", Wrong::OnlyWith { with: "kind = \"notice\"" });
        return suits;
    }
    let Some(row) = file.table("suits") else { return suits };
    let sides: [(&mut i64, &'static str, &mut i64, &'static str); 2] = [
        (&mut suits.least_width, "least_width", &mut suits.most_width, "most_width"),
        (&mut suits.least_height, "least_height", &mut suits.most_height, "most_height"),
    ];
    for (least, least_key, most, most_key) in sides {
        *least = row.number(least_key, 0..=LONGEST_SIDE).map_or(*least, |at| at.value);
        *most = row.number(most_key, 0..=LONGEST_SIDE).map_or(*most, |at| at.value);
        if most < least {
            row.wrong(most_key, Wrong::LessThan { than: format!("{least_key} = {least}") });
        }
    }
    suits.picture = row.flag("picture").unwrap_or(suits.picture);
    row.close();
    suits
}

/// Type sizes in tenths of a point, falling, none below what newsprint holds.
fn steps(file: &Table) -> Vec<TypeSize> {
    if !file.has("steps") {
        file.missing("steps", "steps = [90, 75]");
    }
    let floor = i64::from(TypeSize::LIU.as_tenths());
    let steps = file.numbers("steps", floor..=LARGEST_TYPE).unwrap_or_default();
    for pair in steps.windows(2) {
        let (before, this) = (pair[0].value, pair[1].value);
        if before <= this {
            file.wrong_at(&pair[1].span, "steps", Wrong::StepsRise { before, this });
        }
    }
    steps.into_iter().filter_map(|at| u16::try_from(at.value).ok()).map(TypeSize::tenths).collect()
}

/// `[lines]`: sizes and leads in hundredths.
fn lines(row: &Table) -> Option<LineProportions> {
    let title = row.need_number("title", "title = 156", 100..=400);
    let title_lead = row.need_number("title_lead", "title_lead = 160", 100..=300);
    let lead = row.need_number("lead", "lead = 125", 100..=300);
    let most_lead = row.need_number("most_lead", "most_lead = 150", 100..=300);
    if let (Some(lead), Some(most)) = (&lead, &most_lead)
        && most.value < lead.value
    {
        row.wrong("most_lead", Wrong::LessThan { than: format!("lead = {}", lead.value) });
    }
    row.close();
    Some(LineProportions {
        title: title?.value,
        title_lead: title_lead?.value,
        lead: lead?.value,
        most_lead: most_lead?.value,
    })
}
