//! A mistake in the file of a kind or of a style is reported with its line, its field, and what to write instead.

use qishi::locale;
use setting::typeset::{StyleFile, Styles};
use trade::ad;
use trade::notice::{KindFile, NoticeKinds};
use trade::rulefile::Mistake;
use trade::settings::Language;

use super::{KIND, STYLE};

/// What is changed (the first place where it stands), words of the line on which it must be said, the field, and words of what is said.
type Slip = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const IN_KINDS: &[Slip] = &[
    ("id = \"exchange_demand\"\n", "", "", "id", &["missing", "id = "]),
    ("\"exchange_demand\"", "\"Exchange demand\"", "Exchange demand", "id", &["small letters"]),
    ("\"exchange_demand\"", "\"other\"", "id = \"other\"", "id", &["another id"]),
    ("zh = \"产权交易催告公告\"\n", "", "", "zh", &["missing", "zh = "]),
    ("\"产权交易催告公告\"", "\"\"", "zh = ", "zh", &["empty"]),
    ("\"产权交易催告公告\"", "\"遗失声明\"", "zh = ", "zh", &["used already"]),
    ("\"产权交易催告公告\"", "\"产权\\u202e公告\"", "zh = ", "zh", &["U+202E", "take them away"]),
    ("\"Demand of an exchange\"", "\"Lost and void\"", "en = ", "en", &["used already"]),
    ("\"产权交易催告公告\"", "\"产权交易产权交易产权交易产权交易产权交易公告\"", "zh = ", "zh", &["1 to 20"]),
    ("source = ", "sauce = ", "sauce", "sauce", &["no key", "Write \"source\"?"]),
    ("category = \"tender\"", "category = \"tendr\"", "tendr", "category", &["no category", "Write \"tender\"?"]),
    ("category = \"tender\"", "category = \"court\"", "court", "category", &["official = true"]),
    (
        "category = \"tender\"",
        "category = \"tender\"\nofficial = true",
        "category",
        "category",
        &["Take official away"],
    ),
    ("category = \"tender\"", "category = \"wedding\"", "wedding", "category", &["no category"]),
    ("category", "family = \"curt\"\ncategory", "curt", "family", &["no family", "Write \"court\"?"]),
    ("category", "family = \"every\"\ncategory", "every", "family", &["no family"]),
    ("category", "speakers = [\"company\", \"firm\"]\ncategory", "firm", "speakers", &["no word", "company"]),
    ("\"period_days\"]", "\"period_dais\"]", "period_dais", "must", &["no fact", "Write \"period_days\"?"]),
    ("usually = [\"phone\"]", "usually = [\"signer\"]", "usually", "usually", &["stands on line"]),
    ("usually = [\"phone\"]", "usually = [[]]", "usually", "usually", &["text in quotes"]),
    ("{thing:60}", "{thing:600}", "patterns", "patterns[1]", &["1 to 200"]),
    ("{thing:60}", "{ting:60}", "patterns", "patterns[1]", &["no fact", "Write \"thing\"?"]),
    ("{thing:60}", "{thing:60", "patterns", "patterns[1]", &["is not closed"]),
    ("(竞得|摘牌|受让)", "(竞得|摘牌|受让", "patterns", "patterns[1]", &["is not closed"]),
    ("(竞得|摘牌|受让)", "竞得)", "patterns", "patterns[1]", &["does not open"]),
    ("(竞得|摘牌|受让)", "", "patterns", "patterns[1]", &["does not begin with words"]),
    ("{thing:60}", "{thing}{place}", "patterns", "patterns[1]", &["between"]),
    ("{thing:60}", "项目", "patterns", "patterns[1]", &["reads nothing"]),
    ("gives = \"period_ends\"", "gives = \"periods\"", "periods", "period.gives", &["no word", "period_ends"]),
    ("least = 5, ", "", "period = ", "period.least", &["least = 30"]),
    ("least = 5", "least = -5", "-5", "period.least", &["0 to 3660"]),
    (
        "least = 5",
        "least = 5, least_months = 3, most_months = 2",
        "period = ",
        "period.most_months",
        &["least_months = 3"],
    ),
    ("roll = true", "roll = \"yes\"", "yes", "period.roll", &["true or false"]),
    ("law = \"某市产权交易中心《交易规则》第四十一条\"", "law = \"\"", "law", "period.law", &["empty"]),
    ("[[when]]", "hearing = { notice_days = 3 }\n[[when]]", "hearing", "hearing.answer_days", &["answer_days = 15"]),
    ("[[when]]", "no_hearing = true\n[[when]]", "no_hearing", "no_hearing", &["goes with family"]),
    ("rank = 95", "rank = 950", "950", "when[1].rank", &["1 to 100"]),
    ("rank = 95\n", "", "[[when]]", "when[1].rank", &["rank = 80"]),
    ("rank = 95", "rank = \"high\"", "high", "when[1].rank", &["whole number"]),
    (
        "title = [\"催告\"]\ntext = [[\"产权交易\", \"交易所\", \"交易中心\"]]\n",
        "",
        "[[when]]",
        "when[1]",
        &["write one of these"],
    ),
    (
        "text = [[\"产权交易\", \"交易所\", \"交易中心\"]]",
        "text = [\"产权交易\"]",
        "text",
        "when[1].text",
        &["list of lists"],
    ),
    (
        "title = [\"催告\"]",
        "title = [\"催告\"]\nwithout = [\"催\"]",
        "title",
        "when[1].title",
        &["never holds together"],
    ),
    ("severity = \"warning\"", "severity = \"grave\"", "grave", "says[1].severity", &["no word", "warning"]),
    ("any = [\"取消受让资格\", \"视为放弃\", \"不予退还\"]\n", "", "[[says]]", "says[1].any", &["any = "]),
    ("en = \"what being late means\"\n", "", "[[says]]", "says[1].en", &["en = "]),
    ("zh = \"产权", "zh = “产权", "zh", "", &["full-width"]),
];

const IN_STYLES: &[Slip] = &[
    ("id = \"triple_frame\"", "id = \"三线框\"", "id = ", "id", &["small letters"]),
    ("id = \"triple_frame\"", "id = \"cake\"", "id = \"cake\"", "id", &["another id"]),
    ("kind = \"notice\"\n", "", "", "kind", &["kind = \"notice\""]),
    ("kind = \"notice\"", "kind = \"notise\"", "notise", "kind", &["Write \"notice\"?"]),
    ("kind = \"notice\"", "kind = \"blessing\"", "[notice]", "notice", &["goes only with"]),
    ("kind = \"notice\"", "kind = \"blessing\"", "", "blessing", &["[blessing]"]),
    ("zh = \"三线框\"", "zh = \"细框\"", "zh = ", "zh", &["used already"]),
    ("zh = \"三线框\"", "zh = \"三线框三线框三线框三线框三线框\"", "zh = ", "zh", &["1 to 12"]),
    ("en = \"Triple frame\"", "en = \"court\"", "en = ", "en", &["used already"]),
    ("source = \"本报 2026 年版式规定第三条\"\n", "", "", "source", &["source = "]),
    ("\"tender\", \"other\"]", "\"tendr\", \"other\"]", "tendr", "categories", &["no category", "Write \"tender\"?"]),
    ("\"tender\", \"other\"]", "\"other\", \"other\"]", "categories", "categories", &["stands on line"]),
    ("own = [\"tender\"]", "own = [\"court\"]", "own", "own", &["no category", "tender"]),
    ("own = [\"tender\"]", "own = [\"*\"]", "own", "own", &["only one"]),
    ("title_face = \"hei-bold\"", "title_face = \"comic\"", "comic", "title_face", &["no face", "song-bold"]),
    ("body_face = \"kai\"\n", "", "", "body_face", &["body_face = "]),
    ("steps = [100, 90, 80]", "steps = [100, 60]", "steps", "steps", &["75 to 180"]),
    ("steps = [100, 90, 80]", "steps = [90, 100]", "steps", "steps", &["from large to small"]),
    ("steps = [100, 90, 80]", "steps = []", "steps", "steps", &["empty"]),
    ("steps = [100, 90, 80]", "steps = [\"9pt\"]", "9pt", "steps", &["whole number"]),
    ("lead = 130", "lead = 80", "lead = 80", "lines.lead", &["100 to 300"]),
    ("most_lead = 160", "most_lead = 120", "most_lead", "lines.most_lead", &["lead = 130"]),
    ("title_lead = 160\n", "", "[lines]", "lines.title_lead", &["title_lead = 160"]),
    ("inset = [3200, 3000]", "inset = [3200]", "inset", "notice.inset", &["two whole numbers"]),
    ("inset = [3200, 3000]", "inset = [32000, 3000]", "inset", "notice.inset", &["0 to 8000"]),
    ("inset = [3200, 3000]\n", "", "[notice]", "notice.inset", &["inset = "]),
    ("[0, 120]", "[0, 50]", "around", "notice.around", &["89 to"]),
    ("[1720, 120]", "[2950, 120]", "around", "notice.around", &["lies in the text", "3070"]),
    ("[0, 120]", "[-5, 120]", "around", "notice.around", &["-5"]),
    ("around = [[0, 120], [520, 800], [1720, 120]]", "around = 3", "around", "notice.around", &["pairs"]),
    ("title = \"underlined\"", "title = \"golden\"", "golden", "notice.title", &["no word", "plain"]),
    ("title = \"underlined\"", "titel = \"underlined\"", "titel", "notice.titel", &["Write \"title\"?"]),
    (
        "own = ",
        "suits = { least_width = 80, most_width = 60 }\nown = ",
        "suits",
        "suits.most_width",
        &["least_width = 80"],
    ),
    ("own = ", "suits = { width = 80 }\nown = ", "suits", "suits.width", &["no key"]),
    ("own = ", "plain_ink = \"yes\"\nown = ", "plain_ink", "plain_ink", &["true or false"]),
    ("[lines]", "[blessing]\nframe = \"single\"\n[lines]", "[blessing]", "blessing", &["goes only with"]),
];

/// A blessing's design with everything in it that can be wrong.
const DESIGN: &str = r#"id = "own_cake"
kind = "blessing"
zh = "本报蛋糕"
en = "Our cake"
source = "本报设计"
categories = ["birthday"]
title_face = "song-black"
body_face = "kai-bold"
steps = [75]

[lines]
title = 135
title_lead = 160
lead = 135
most_lead = 175

[blessing]
names = "child"
frame = "round"
join = "heart"

[[blessing.layout]]
form = "rows"
at = ["strip", "small"]
ornament = "cake"
place = "right"
share = 26

[[blessing.layout]]
form = "flanked"
glyph = "福"
seal = "disc"

[[blessing.layout]]
form = "rows"
photo = "circle"
"#;

const IN_DESIGNS: &[Slip] = &[
    ("names = \"child\"", "names = \"kid\"", "kid", "blessing.names", &["no face"]),
    ("frame = \"round\"", "frame = \"rnd\"", "rnd", "blessing.frame", &["no word", "round"]),
    ("join = \"heart\"", "join = \"hart\"", "hart", "blessing.join", &["Write \"heart\"?"]),
    ("form = \"rows\"\nat", "at", "[[blessing.layout]]\nat", "blessing.layout[1].form", &["form = "]),
    ("form = \"rows\"", "form = \"rws\"", "rws", "blessing.layout[1].form", &["Write \"rows\"?"]),
    ("\"small\"]", "\"tiny\"]", "tiny", "blessing.layout[1].at", &["no word", "small"]),
    (
        "ornament = \"cake\"",
        "ornament = \"cakes\"",
        "cakes",
        "blessing.layout[1].ornament",
        &["no ornament", "Write \"cake\"?"],
    ),
    ("ornament = \"cake\"", "ornament = \"cake\"\nglyph = \"福\"", "glyph", "blessing.layout[1].glyph", &["only one"]),
    ("place = \"right\"", "place = \"up\"", "\"up\"", "blessing.layout[1].place", &["no word", "top"]),
    ("share = 26", "share = 90", "90", "blessing.layout[1].share", &["5 to 80"]),
    ("glyph = \"福\"", "glyph = \"福寿\"", "福寿", "blessing.layout[2].glyph", &["one character"]),
    ("glyph = \"福\"", "glyph = \"\u{13000}\"", "glyph", "blessing.layout[2].glyph", &["the face has no"]),
    (
        "glyph = \"福\"\nseal",
        "seal",
        "[[blessing.layout]]\nform = \"flanked\"",
        "blessing.layout[2].glyph",
        &["glyph = "],
    ),
    ("glyph = \"福\"\nseal", "seal", "seal", "blessing.layout[2].seal", &["goes only with glyph"]),
    ("photo = \"circle\"", "photo = \"round\"", "photo = \"round\"", "blessing.layout[3].photo", &["no word"]),
    ("categories = ", "suits = { picture = false }\ncategories = ", "suits", "suits", &["goes only with"]),
];

fn kind(text: &str) -> Result<(), Vec<Mistake>> {
    KindFile::read_to_enter(text, NoticeKinds::shipped(), &ad::CategoryTable::shipped()).map(drop)
}

fn style(text: &str) -> Result<(), Vec<Mistake>> {
    StyleFile::read_to_enter(text, &ad::CategoryTable::shipped(), &Styles::shipped()).map(drop)
}

/// Each slip is told where it stands, in both languages, with what to write.
fn told(sound: &str, slips: &[Slip], read: impl Fn(&str) -> Result<(), Vec<Mistake>>) {
    read(sound).unwrap_or_else(|mistakes| panic!("{}", locale::mistakes(&mistakes, Language::English)));
    let mut missed = Vec::new();
    for (from, to, stands, field, said) in slips {
        assert!(sound.contains(from), "{from:?}");
        let text = sound.replacen(from, to, 1);
        let Err(mistakes) = read(&text) else {
            missed.push(format!("{from:?} → {to:?} is read"));
            continue;
        };
        let line = text[..text.find(stands).unwrap_or_else(|| panic!("{stands:?}"))].matches('\n').count() + 1;
        let lines = line..=line + stands.matches('\n').count();
        let hit = mistakes.iter().any(|mistake| {
            let words = locale::mistake(mistake, Language::English);
            lines.contains(&mistake.line) && mistake.field == *field && said.iter().all(|word| words.contains(word))
        });
        if !hit {
            let told = locale::mistakes(&mistakes, Language::English);
            missed.push(format!("{from:?} → {to:?}: line {line} {field} {said:?}\n{told}"));
        }
        for mistake in &mistakes {
            let chinese = locale::mistake(mistake, Language::Chinese);
            let (place, said) = chinese.split_once('：').expect("a place, and what is wrong there");
            assert!(place.starts_with(&format!("第 {} 行", mistake.line)) && !said.is_ascii(), "{chinese}");
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(slips.len() >= 15);
}

#[test]
fn each_mistake_in_a_kind_names_line_field_and_remedy() {
    told(KIND, IN_KINDS, kind);
}

#[test]
fn each_mistake_in_a_style_names_line_field_and_remedy() {
    told(STYLE, IN_STYLES, style);
    told(DESIGN, IN_DESIGNS, style);
}

#[test]
fn every_mistake_of_a_file_is_told_at_once_and_in_order() {
    let text =
        KIND.replace("\"tender\"", "\"tendr\"").replace("rank = 95", "rank = 0").replace("\"warning\"", "\"grave\"");
    let mistakes = kind(&text).expect_err("three");
    let fields: Vec<&str> = mistakes.iter().map(|mistake| mistake.field.as_str()).collect();
    assert_eq!(fields, ["category", "when[1].rank", "says[1].severity"], "{mistakes:?}");
}

/// No file makes the reader stumble: values of every type stand in the place of every value.
#[test]
fn whatever_stands_in_a_file_is_answered() {
    let values = [
        "true",
        "-1",
        "99999999999999999999",
        "nan",
        "\"\"",
        "[]",
        "[[]]",
        "{}",
        "2026-02-03",
        "[1]",
        "\"((((((((((\"",
    ];
    type Reader = fn(&str) -> Result<(), Vec<Mistake>>;
    let sounds: [(&str, Reader); 3] = [(KIND, kind), (STYLE, style), (DESIGN, style)];
    let mut wrong = 0;
    for (sound, read) in sounds {
        for line in sound.lines().filter(|line| line.contains(" = ") && !line.starts_with('#')) {
            let (key, _) = line.split_once(" = ").expect("a key");
            for value in values {
                let text = sound.replacen(line, &format!("{key} = {value}"), 1);
                wrong += usize::from(read(&text).is_err());
            }
        }
    }
    assert!(wrong > 300, "{wrong}");
}
