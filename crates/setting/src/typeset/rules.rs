//! The rules of Chinese lines, item by item (clreq; GB/T 15834-2011), each as a reader would check it.

use proptest::prelude::*;

use super::atoms::Paragraph;
use super::breaks::{self, BreakMode};
use super::classes::Class;
use super::faces::EM;
use super::spread::places;
use super::tests::{SIZES, job, said};
use super::upright::Setting;
use super::*;
use trade::ad::LineRole;

const BOTH: [Setting; 2] = [Setting::Horizontal, Setting::Vertical];

/// The lines of a text in Song at a measure in em.
fn lines_in(text: &str, ems: i32, setting: Setting) -> Vec<String> {
    let text = rows::text(Face::Song, &normal::paragraph(text), setting, false);
    text.lines(ems * EM, 0, BreakMode::Justified).iter().map(|line| said(&text.paragraph, line)).collect()
}

/// A text at every place of a line of 21 em, and how its lines come out there.
fn shifted(text: &str) -> Vec<Vec<String>> {
    let around = |lead: usize| format!("{}{text}{}", "甲".repeat(lead), "乙".repeat(30));
    (4..46).map(|lead| lines_in(&around(lead), 21, Setting::Horizontal)).collect()
}

/// How often of 42 places a text is parted.
fn parted(text: &str) -> usize {
    shifted(text).iter().filter(|lines| !lines.iter().any(|line| line.contains(text))).count()
}

#[test]
fn no_mark_starts_or_ends_a_line_that_may_not() {
    let closing = "、，。：；！？’”」』）〕】》〉］｝〗·—～…々％℃‰／";
    let opening = "‘“「『（〔【《〈［｛〖￥";
    for setting in BOTH {
        for ems in [5, 12, 21] {
            for lead in 4..26 {
                for mark in closing.chars() {
                    let text = format!("{}{mark}{}", "甲".repeat(lead), "乙".repeat(24));
                    for line in lines_in(&text, ems, setting) {
                        assert!(!line.starts_with(mark), "{mark} starts {line} at {ems}");
                    }
                }
                for mark in opening.chars() {
                    let text = format!("{}{mark}{}", "甲".repeat(lead), "乙".repeat(24));
                    for line in lines_in(&text, ems, setting) {
                        assert!(!line.ends_with(mark), "{mark} ends {line} at {ems}");
                    }
                }
            }
        }
    }
}

#[test]
fn their_half_width_kin_neither() {
    for mark in [",", ".", ":", ";", "!", "?", ")", "]", "%", "'", "°", "®"] {
        for lead in 4..46 {
            let text = format!("{}ABC{mark} def{}", "甲".repeat(lead), "乙".repeat(24));
            for line in lines_in(&text, 21, Setting::Horizontal) {
                assert!(!line.starts_with(mark), "{mark} starts {line}");
            }
        }
    }
    for mark in ["(", "[", "$", "¥", "#"] {
        for lead in 4..46 {
            let text = format!("{}{mark}12) {}", "甲".repeat(lead), "乙".repeat(24));
            for line in lines_in(&text, 21, Setting::Horizontal) {
                assert!(!line.ends_with(mark), "{mark} ends {line}");
            }
        }
    }
}

#[test]
fn dashes_and_ellipses_are_two_em_and_never_parted() {
    for sort in ["——", "……", "⸺", "--", "......"] {
        assert_eq!(parted(sort), 0, "{sort}");
        for setting in BOTH {
            let paragraph = Paragraph::new(Face::Song, &format!("甲{sort}乙"), setting);
            let wide: i32 = paragraph.atoms[1..paragraph.atoms.len() - 1].iter().map(|atom| atom.width).sum();
            assert_eq!(wide, 2 * EM, "{sort} {setting:?}");
            let counted = paragraph.counted(0..paragraph.atoms.len());
            assert_eq!(counted, 2 + sort.chars().count(), "{sort}");
            let text: String = paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(text, format!("甲{sort}乙"));
        }
    }
    // Beside Latin they are what they are there.
    let latin = Paragraph::new(Face::Song, "a--b...c", Setting::Horizontal);
    assert_eq!(latin.atoms.len(), 8);
}

/// How wide a text is on one line, in thousandths of an em.
fn natural(text: &str) -> i32 {
    rows::text(Face::Song, text, Setting::Horizontal, false).natural()
}

#[test]
fn adjacent_marks_close_up() {
    let half = |text: &str, halves: i32| {
        let wide = natural(&format!("甲{text}乙")) - 2 * EM;
        assert!((wide - halves * EM / 2).abs() <= EM / 5, "{text} is {wide} wide");
    };
    half("。", 2);
    half("。”", 3);
    half("》《", 3);
    half("：“", 3);
    half("（《", 3);
    half("》），", 4);
    half("！！", 2);
    half("？！", 2);
    half("·", 1);
}

#[test]
fn blanks_at_the_ends_of_lines_are_given_up() {
    for setting in BOTH {
        for (text, ems) in [("甲乙丙丁戊己庚辛，壬癸子丑寅", 8), ("甲乙丙丁戊己庚辛（壬癸子丑寅）", 8)]
        {
            let text = rows::text(Face::Song, text, setting, false);
            let measure = ems * EM + EM / 2;
            for line in text.lines(measure, 0, BreakMode::Justified).iter().filter(|line| line.justified) {
                let (at, end) = places(&text.paragraph, line, measure);
                assert_eq!(end, measure);
                let first = &text.paragraph.atoms[line.atoms.start];
                assert_eq!(at[0], -if line.atoms.start == 0 { 0 } else { first.before });
            }
        }
    }
}

#[test]
fn a_line_is_squeezed_before_it_is_stretched() {
    // 21 characters and a comma that may not start the next line: the half em that it takes is given up by the commas before it.
    let text = "甲乙丙，丁戊己庚，辛壬癸子丑，寅卯辰巳午未，申酉戌亥";
    let lines = lines_in(text, 21, Setting::Horizontal);
    assert_eq!(lines[0].chars().count(), 22, "{lines:?}");
}

#[test]
fn a_quarter_em_stands_between_han_and_latin_and_nowhere_else() {
    let gap = |text: &str| {
        let text = Paragraph::new(Face::Song, text, Setting::Horizontal);
        (text.gaps[1].natural, text.gaps[1].shrink)
    };
    for text in ["甲a", "甲1", "甲$", "甲¥"] {
        assert_eq!(gap(text), (EM / 4, EM / 8), "{text}");
    }
    for text in ["1甲", "a甲", "%甲"] {
        assert_eq!(gap(text), (EM / 4, EM / 8), "{text}");
    }
    for text in ["5％", "5℃", "5㎡", "5～", "～5", "—5", "甲(", ")甲", "，5", "5，", "（5", "5）", "①5"]
    {
        assert_eq!(gap(text).0, 0, "{text}");
    }
}

/// Nothing is stretched beside a sign that joins or parts (clreq, priority of adding spacing); a dash of two em is none of these. A space
/// between Latin words gives up what it has beyond a quarter em (clreq, priority of reducing spacing).
#[test]
fn joining_signs_stay_close_and_latin_spaces_are_a_quarter_em_at_least() {
    for text in ["甲—乙", "甲～乙", "甲／乙", "甲-乙", "甲–乙"] {
        let text = Paragraph::new(Face::Song, text, Setting::Horizontal);
        assert!(!text.gaps[1].stretch && !text.gaps[2].stretch, "{}", text.atoms[1].first);
    }
    let dash = Paragraph::new(Face::Song, "甲——乙", Setting::Horizontal);
    assert!(dash.gaps[1].stretch && dash.gaps[2].stretch);
    for face in Face::ALL {
        let words = Paragraph::new(face, "one two　甲", Setting::Horizontal);
        for (i, gap) in words.gaps.iter().enumerate().skip(1) {
            let space = &words.atoms[i - 1];
            if space.class == Class::Space && space.width < EM {
                assert!(space.width - gap.shrink >= EM / 4, "{face:?}: {} less {}", space.width, gap.shrink);
            }
        }
    }
}

#[test]
fn what_belongs_together_stays_together() {
    for text in [
        "14:30",
        "1,409.50元",
        "¥3,500元",
        "￥3,500",
        "30日",
        "第0309室",
        "15%",
        "15％",
        "25℃",
        "120㎡",
        "45平方米",
        "3公里",
        "10工作日",
        "7.2*10",
        "100元",
        "5000.00万元",
        "Plaza",
        "(2026)",
        "9001",
        "第08版",
        "-5",
    ] {
        let parted = parted(text);
        assert!(parted == 0, "{text} is parted {parted} times of 42");
    }
    // A case number may be parted after its year, and hardly elsewhere.
    for (year, rest) in [("(2026)", "鲁0203行审2号"), ("〔2025〕", "第10869-1号")] {
        let lines = shifted(&format!("{year}{rest}"));
        let elsewhere = lines.iter().filter(|lines| !lines.iter().any(|line| line.contains(rest))).count();
        let year = lines.iter().filter(|lines| !lines.iter().any(|line| line.contains(year))).count();
        assert!(elsewhere <= 2 && year == 0, "{rest} is parted {elsewhere} times of 42, its year {year}");
    }
    // What is a third of a line long, or half, is parted rather than that every gap of a line grows to nearly half an em.
    for text in ["0532-88187720", "139 0532 8877"] {
        let parted = parted(text);
        assert!(parted <= 4, "{text} is parted {parted} times of 42");
    }
}

#[test]
fn addresses_are_parted_after_their_marks_and_numbers_never_by_a_letter_or_two() {
    let address = "https://www.hailan-tech.com.cn/notice/2026/01/reduce.html";
    for lines in shifted(address) {
        let inside = lines.windows(2).filter(|pair| {
            pair[0].chars().last().is_some_and(|c| c.is_ascii_alphanumeric())
                && pair[1].chars().next().is_some_and(|c| c.is_ascii_alphanumeric())
        });
        assert_eq!(inside.count(), 0, "{lines:?}");
    }
    for lines in shifted("（身份证号：370211199001011234）") {
        for line in lines {
            let figures = line.chars().filter(char::is_ascii_digit).count();
            assert!(figures == 0 || figures > 2, "{line}");
        }
    }
}

#[test]
fn a_last_line_of_one_character_is_avoided() {
    for ems in [14, 21, 25] {
        let mut runts = 0;
        for long in 3 * ems..4 * ems {
            for end in ["事。", "事）。", "事……"] {
                let words = "本公司声明如下，凡持有该证件者请于期限内办理，".chars().cycle().take(long as usize);
                let lines = lines_in(&words.chain(end.chars()).collect::<String>(), ems, Setting::Horizontal);
                runts += usize::from(lines.last().is_some_and(|line| line.chars().count() <= end.chars().count()));
            }
        }
        assert_eq!(runts, 0, "{ems}");
    }
}

#[test]
fn a_name_that_is_turned_over_is_parted_in_the_middle() {
    for setting in BOTH {
        let text = rows::text(Face::Song, "青岛西海岸新区劳动人事争议仲裁委员会", setting, false);
        let lines = text.lines(15 * EM, 0, BreakMode::Ragged);
        let long: Vec<usize> = lines.iter().map(|line| line.atoms.len()).collect();
        assert_eq!(long, [9, 9]);
    }
}

/// The characters of a copy that stand on paper.
fn standing(copy: &str) -> usize {
    copy.chars().filter(|c| normal::stands(*c)).count()
}

#[test]
fn the_cut_is_where_what_is_over_begins() {
    let copy = format!("公 告\n\u{feff}某某公司:\n{}\n某 某\n2026年1月22日", "本公司 声明 ABC 作废,".repeat(90));
    for kind in Kind::ALL {
        for size in SIZES {
            let fit = set(&job(kind, &copy, size));
            assert_eq!(fit.fits, fit.cut.is_none(), "{kind} {size}");
            let Some(cut) = fit.cut else { continue };
            let (before, after): (String, String) =
                (copy.chars().take(cut).collect(), copy.chars().skip(cut).collect());
            assert_eq!(standing(&after), fit.over, "{kind} {size}");
            let plain = |text: &str| text.chars().filter(|c| normal::stands(*c)).collect::<String>();
            let shown = plain(&fit.sheet.text());
            let set: String = before.lines().map(normal::paragraph).collect();
            let tail: String = plain(&set).chars().rev().take(12).collect();
            assert!(
                set.is_empty() || shown.chars().rev().collect::<String>().starts_with(&tail) || kind == Kind::Blessing
            );
        }
    }
    // Of a copy longer than is set the cut is in what is set.
    let long = "启".repeat(200_000);
    let fit = measure(&job(Kind::Notice, &long, SIZES[2]));
    assert_eq!(fit.cut, Some(200_000 - fit.over));
    let nothing = measure(&job(Kind::Notice, " 遗失声明", Size::mm(5, 5)));
    assert_eq!((nothing.cut, nothing.over), (Some(1), 4));
}

/// Anything that may stand in a copy.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一-龥，。、：；！？“”‘’（）《》〈〉【】—…·～A-Za-z0-9 ,.:()%/-]{0,300}",
        "[，。、：；！？”’）》】—…·～“（《]{1,80}",
        "[a-z]{1,200}",
        "[0-9.,-]{1,120}",
        "[א-ת ]{1,60}",
        "[一-龥😀🎉👩\u{200d}ａ０-９，]{1,200}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Of any text, at any measure, in both settings: nothing is lost, nothing overlaps, every justified line that can grow ends on
    /// the measure, and no rule on line ends is broken where the line could be set without.
    #[test]
    fn any_text_is_set(copy in anything(), ems in 2i32..60, vertical: bool, indented: bool, tight: bool) {
        let setting = if vertical { Setting::Vertical } else { Setting::Horizontal };
        let words = normal::paragraph(&copy);
        let text = rows::text(Face::Song, &words, setting, false);
        let paragraph = &text.paragraph;
        let measure = ems * EM;
        let set = if tight { BreakMode::Tight } else { BreakMode::Justified };
        let lines = text.lines(measure, if indented { 2 * EM } else { 0 }, set);
        prop_assert_eq!(&*lines, &breaks::lines(paragraph, measure, if indented { 2 * EM } else { 0 }, set));
        prop_assert_eq!(lines.iter().map(|line| said(paragraph, line)).collect::<String>(), words.clone());
        for line in lines.iter() {
            let (at, end) = places(paragraph, line, measure);
            let own = line.atoms.clone();
            for (i, pair) in own.clone().zip(at.windows(2)) {
                let (atom, next) = (&paragraph.atoms[i], &paragraph.atoms[i + 1]);
                let blank = atom.after + next.before;
                prop_assert!(pair[1] - pair[0] >= atom.width - blank - 1, "{} in {}", atom.first, words);
            }
            let gaps = &paragraph.gaps[own.start + 1..own.end];
            let shrinks: i32 = gaps.iter().map(|gap| gap.shrink).sum();
            let grows = gaps.iter().any(|gap| gap.stretch);
            if line.justified && grows && own.len() > 1 {
                prop_assert_eq!(end, measure, "{}", said(paragraph, line));
            }
            prop_assert!(end <= measure || own.len() == 1, "{}: {end} of {measure}, {shrinks}", said(paragraph, line));
            // Against a rule only where one line cannot hold what may not be parted.
            let parted_before = own.start > 0 && paragraph.gaps[own.start].cost == gaps::Break::Never;
            if parted_before && paragraph.atoms.iter().all(|atom| atom.width <= EM) {
                let held = (0..own.start).rev().take_while(|i| paragraph.gaps[*i].cost == gaps::Break::Never).count()
                    + (own.start..paragraph.atoms.len()).take_while(|i| paragraph.gaps[*i].cost == gaps::Break::Never).count();
                prop_assert!(held as i32 * 2 + 6 >= ems, "{} after {} that holds {held}", said(paragraph, line), words);
            }
        }
    }

    /// Of any copy, at every size of the card: what stands and what is over are all of it, measured as it is set, and the cut is
    /// between them.
    #[test]
    fn any_copy_is_answered(lines in prop::collection::vec(anything(), 1..5), blessing: bool, n in 0usize..5) {
        let copy = lines.join("\n");
        let job = job(if blessing { Kind::Blessing } else { Kind::Notice }, &copy, SIZES[n]);
        let fit = set(&job);
        prop_assert_eq!(fit.measured(), measure(&job));
        prop_assert!(tests::inside(&fit.sheet).is_ok(), "{:?}", tests::inside(&fit.sheet));
        prop_assert_eq!(fit.fits, fit.cut.is_none());
        let stood = standing(&copy) - fit.over;
        if let Some(cut) = fit.cut {
            prop_assert_eq!(copy.chars().take(cut).filter(|c| normal::stands(*c)).count(), stood);
        }
        let titled = job.look.roles.blocks(job.kind, &copy).iter().any(|block| block.role == LineRole::Title);
        let shown = standing(&fit.sheet.text());
        // A blessing leaves out what parts names.
        prop_assert!(titled || job.kind == Kind::Blessing || shown >= stood, "{shown} {stood}");
    }
}
