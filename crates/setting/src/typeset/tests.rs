use std::path::Path;

use proptest::prelude::*;

use qishi_faces::Face;

use super::atoms::Paragraph;
use super::breaks::{self, BreakMode};
use super::classes::{Class, no_end, no_start};
use super::faces::EM;
use super::spread::places;
use super::upright::Setting;
use super::*;
use trade::ad::{LineRole, Look};

pub(super) const SIZES: [Size; 5] =
    [Size::mm(72, 30), Size::mm(72, 50), Size::mm(72, 100), Size::mm(146, 60), Size::mm(146, 100)];

/// Sets an ad in the program's own styles.
pub(crate) fn set(job: &Job) -> Fit {
    Setter::new().set(&Styles::shipped(), job)
}

/// Measures it in them.
pub(crate) fn measure(job: &Job) -> Measured {
    Setter::new().measure(&Styles::shipped(), job)
}

/// The styles offered of the program's own.
pub(super) fn styles(kind: Kind, category: &CategoryId, size: Size, with_picture: bool) -> Vec<OfferedStyle> {
    Styles::shipped().offered(kind, category, size, with_picture)
}

fn notice(n: u32) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/corpus/notices/{n:02}.txt"));
    std::fs::read_to_string(path).expect("a notice")
}

pub(super) fn job(kind: Kind, copy: &str, size: Size) -> Job<'_> {
    static OTHER: CategoryId = CategoryId::known("other");
    Job { kind, category: &OTHER, copy, picture: None, size, look: Look::plain() }
}

/// The shaped blocks of a notice in the ruled box.
fn blocks(copy: &str) -> Arc<[rows::ShapedBlock]> {
    let job = job(Kind::Notice, copy, Size::mm(72, 100));
    rows::blocks(&job, job.style(&Styles::shipped()), copy)
}

/// How high a notice is at 7.2 cm in 小五, in tenths of a millimetre, with its insets and without sharing anything out.
fn height(copy: &str, size: TypeSize) -> i64 {
    let blocks = blocks(copy);
    let rows = rows::rows(
        &blocks,
        job(Kind::Notice, "", Size::mm(72, 100)).style(&Styles::shipped()).lines,
        size,
        Length::mm(68),
        BreakMode::Justified,
    );
    (column::height(&rows) + Length::mm(4)).as_um() / 100
}

/// The figures of the trade: lost and void 28 mm, documents to collect 56 to 60, summons 63 to 71 in 小五; 45 to 55 in 六号.
#[test]
fn notices_come_out_as_high_as_they_do_in_the_paper() {
    let lost = height(&notice(6), TypeSize::XIAO_WU);
    assert!((270..=290).contains(&lost), "lost and void: {lost}");
    for n in [4, 5, 9, 10] {
        let high = height(&notice(n), TypeSize::XIAO_WU);
        assert!((520..=610).contains(&high), "documents {n}: {high}");
    }
    for n in [2, 3, 8, 11, 12] {
        let high = height(&notice(n), TypeSize::XIAO_WU);
        assert!((630..=715).contains(&high), "summons {n}: {high}");
        let high = height(&notice(n), TypeSize::LIU);
        assert!((440..=555).contains(&high), "summons {n} in 六号: {high}");
    }
}

/// A measure of whole ems: 21 小五 or 25 六号 in 7.2 cm, 44 小五 in 14.6 cm.
#[test]
fn the_measure_is_in_whole_ems() {
    for (size, width, ems) in [(TypeSize::XIAO_WU, 68, 21), (TypeSize::LIU, 68, 25), (TypeSize::XIAO_WU, 142, 44)] {
        assert_eq!(rows::whole_ems(size, Length::mm(width)), ems * EM);
    }
}

#[test]
fn only_the_lost_notice_fits_the_smallest_size() {
    for n in 1..=12 {
        let copy = notice(n);
        let fit = set(&job(Kind::Notice, &copy, SIZES[0]));
        assert_eq!(fit.fits, n == 6, "{n}");
        assert_eq!(fit.over == 0, fit.fits, "{n}");
        assert!(SIZES.iter().any(|size| set(&job(Kind::Notice, &copy, *size)).fits), "{n}");
    }
}

#[test]
fn a_notice_steps_from_xiao_wu_to_liu_and_counts_what_is_over() {
    let copy = notice(12);
    let roomy = set(&job(Kind::Notice, &copy, SIZES[2]));
    assert_eq!((roomy.fits, roomy.pt, roomy.over), (true, TypeSize::XIAO_WU, 0));
    let small = set(&job(Kind::Notice, &copy, SIZES[0]));
    assert_eq!((small.fits, small.pt, small.left_over), (false, TypeSize::LIU, Length::ZERO));
    let shown = small.sheet.text().chars().count();
    let all = roomy.sheet.text().chars().count();
    assert_eq!(shown + small.over, all);
}

#[test]
fn characters_that_no_face_has_are_named_once() {
    assert_eq!(missing("张三😀李四😀\n王五🎉\t"), ['😀', '🎉']);
    assert_eq!(missing("囍 𠮷 龘 ABC，\u{200b}\u{fe0f}"), Vec::<char>::new());
    assert_eq!(missing("שלום"), ['ש', 'ל', 'ו', 'ם']);
}

/// A character with a selector is printed in the form that a face has; one that no face has is named.
#[test]
fn a_form_of_a_character_is_printed_where_a_face_has_it() {
    let (known, unknown) = ('\u{fe00}', '\u{e0101}');
    assert!(faces::variant(Face::Song, '凉', known).is_some() && faces::variant(Face::Song, '葛', unknown).is_none());
    assert_eq!(unprintable(&format!("凉{known}某")), Vec::<char>::new());
    assert_eq!(unprintable(&format!("葛{unknown}某")), [unknown]);
    assert_eq!(unprintable(&format!("a{known}")), [known]);
    let copy = format!("遗失声明\n凉{known},遗失证件。");
    for kind in Kind::ALL {
        let fit = set(&job(kind, &copy, SIZES[2]));
        assert!(fit.fits && fit.sheet.text().contains(&format!("凉{known}，遗失")), "{}", fit.sheet.text());
        assert_eq!(fit.lines, set(&job(kind, &copy.replace(known, ""), SIZES[2])).lines);
    }
    let vertical = Paragraph::new(Face::Kai, &format!("凉{known}某"), Setting::Vertical);
    assert_eq!((vertical.atoms.len(), vertical.counted(0..2)), (2, 2));
}

#[test]
fn what_telephones_offer_has_its_like_in_the_case() {
    for (typed, printed) in [('❤', '♥'), ('💖', '♥'), ('⭐', '★'), ('✅', '√'), ('❗', '！')] {
        assert_eq!((instead(typed), missing(&typed.to_string())), (Some(printed), vec![typed]));
    }
    assert_eq!(instead('公'), None);
}

/// Type is reversed out at 10 pt and more, and never in Song; a long title, whose type is smaller, stands above a rule.
#[test]
fn small_type_is_not_reversed() {
    let look = Look { style: StyleId::known("reversed"), ..Look::default() };
    for (title, reversed) in [("公告", true), ("关于青岛西海岸新区某某某某有限公司债权转让暨债务催收联合公告", false)]
    {
        let copy = format!("{title}\n某某某某声明作废。");
        let mut roles = trade::ad::Roles::default();
        roles.set(0, LineRole::Title);
        let look = Look { roles, ..look.clone() };
        let fit = set(&Job { look: &look, ..job(Kind::Notice, &copy, Size::mm(72, 100)) });
        let mut found = Vec::new();
        fit.sheet.each_run(|run| found.extend((run.ink == crate::sheet::Ink::Paper).then_some((run.face, run.size))));
        assert_eq!(!found.is_empty(), reversed, "{title}: {found:?}");
        assert!(found.iter().all(|(face, size)| *face == Face::HeiBold && *size >= TypeSize::tenths(100)), "{found:?}");
    }
}

#[test]
fn a_long_dash_is_two_em_and_in_one_piece() {
    let text = rows::text(Face::Song, "甲——乙", Setting::Horizontal, false);
    let widths: Vec<i32> = text.paragraph.atoms.iter().map(|atom| atom.width).collect();
    assert_eq!(widths, [EM, 2 * EM, EM]);
    assert_eq!(text.paragraph.pieces[1].text, "——");
}

#[test]
fn numbers_stay_with_their_units_and_telephones_whole() {
    let copy = "联系电话:0532-88187720,开庭时间2026年7月28日9时30分,案号(2026)鲁0203行审2号,请准时到庭参加庭审,否则依法缺席裁决。";
    let (mut parted, mut cases) = (0, 0);
    for lead in 0..21 {
        let shifted = format!("{}{copy}", "甲".repeat(lead));
        let text = rows::text(Face::Song, &normal::paragraph(&shifted), Setting::Horizontal, false);
        for line in text.lines(21 * EM, 0, BreakMode::Justified).iter() {
            let said = said(&text.paragraph, line);
            assert!(!said.ends_with(|c: char| c.is_ascii_digit()), "{shifted}: {said}");
            parted += usize::from(said.ends_with('-'));
            // After its year is where it is parted by sense.
            cases += usize::from(said.contains("鲁") != said.contains("行审2号"));
        }
    }
    // Rather parted at its hyphen than a line with gaps of more than 0.3 em.
    assert!(parted <= 3, "the telephone is parted {parted} times of 21");
    // A case number only where every other break leaves a line with gaps of more than half an em: it is half as long as the line.
    assert!(cases <= 2, "the case number is parted {cases} times of 21");
}

/// Whatever is typed has an answer: no panic, nothing outside the sheet, and soon.
#[test]
fn strange_copy_has_a_defined_answer() {
    let strange: Vec<String> = vec![
        String::new(),
        " \n\t\n".into(),
        "公".into(),
        "公告".into(),
        "a".repeat(5_000),
        "，".repeat(400),
        "（".repeat(400),
        "……".repeat(200),
        "——".repeat(200),
        "—".repeat(301),
        "0".repeat(900),
        "启".repeat(5_000),
        "启,事:".repeat(1_250),
        "😀🎉".repeat(100),
        "שלום עולם مرحبا بالعالم".into(),
        "a\u{0}b\u{7}c\u{1b}[31m\r\n\u{feff}\u{200d}".into(),
        "e\u{301}\u{301}\u{301}\u{301}".repeat(50),
        "\n".repeat(5_000),
        "标题\n".repeat(300),
        "\u{3000}\u{3000}正文  正文\u{3000}正文".into(),
        ":".into(),
        "公告:\n公告:\n公告:".into(),
    ];
    for copy in &strange {
        for kind in Kind::ALL {
            for size in SIZES {
                let fit = set(&job(kind, copy, size));
                assert_eq!(fit.fits, fit.over == 0);
                inside(&fit.sheet).unwrap_or_else(|error| {
                    panic!("{kind} {size} {:?}: {error}", &copy.chars().take(20).collect::<String>())
                });
            }
        }
    }
}

#[test]
fn a_size_that_nothing_fits_says_so() {
    for size in
        [Size { width: Length::um(1), height: Length::um(1) }, Size::mm(5, 5), Size::mm(146, 2), Size::mm(2, 146)]
    {
        for kind in Kind::ALL {
            let fit = set(&job(kind, "遗失声明\n身份证作废。", size));
            assert!(!fit.fits && fit.over == 10, "{kind} {size}: {}", fit.over);
        }
    }
    let vast = "999999999x999999999".parse().expect("a size");
    assert!(set(&job(Kind::Notice, "公告\n作废。", vast)).fits);
    assert!(set(&job(Kind::Blessing, "生日快乐", vast)).fits);
}

/// The characters of a line, as set.
pub(super) fn said(paragraph: &atoms::Paragraph, line: &breaks::BrokenLine) -> String {
    let pieces = line.atoms.clone().flat_map(|i| &paragraph.pieces[paragraph.atoms[i].pieces.clone()]);
    pieces.map(|piece| piece.text.as_str()).collect()
}

/// Every origin within the sheet, with room for the glyph's em to its right.
pub(super) fn inside(sheet: &Sheet) -> Result<(), String> {
    let mut wrong = Ok(());
    sheet.each_run(|run| {
        for glyph in &run.glyphs {
            let wide = rows::um(faces::advance(run.face, glyph.id).min(EM / 2), run.size);
            let half = Length::um(run.size.em().as_um() / 2 + 1);
            let across = glyph.x >= -half && glyph.x + wide <= sheet.width;
            if !across || glyph.y < Length::ZERO || glyph.y > sheet.height {
                wrong = Err(format!("{glyph:?}"));
            }
        }
    });
    wrong
}

/// A character of ordinary copy, Chinese with figures, marks and Latin among it.
pub(super) fn copy() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => "[一-龥]{1,12}",
        4 => prop::sample::select(vec![",", "，", "。", "、", ":", "；", "！", "？", "……", "——", "·"]).prop_map(str::to_owned),
        2 => "[一-龥]{1,4}".prop_map(|han| format!("《{han}》")),
        2 => "[一-龥]{1,6}".prop_map(|han| format!("({han})")),
        1 => "[一-龥]{1,6}".prop_map(|han| format!("“{han}。”")),
        2 => "[0-9]{1,8}[年月日号元]",
        1 => Just("0532-88187720".to_owned()),
        1 => Just("(2026)鲁0203行审2号".to_owned()),
        1 => Just("〔2025〕第10869号".to_owned()),
        1 => "[A-Za-z]{1,9}",
        1 => Just(" ".to_owned()),
    ];
    prop::collection::vec(word, 1..60).prop_map(|words| {
        // No copy starts with a closing mark or heaps them: what a line could not be set without breaking a rule is tested above.
        let mut copy = "本".to_owned();
        for word in words {
            let mark = |c: Option<char>| {
                c.is_some_and(|c| matches!(super::classes::class(c), Class::Close | Class::Middle) || ",:".contains(c))
            };
            if mark(copy.chars().last()) && mark(word.chars().next()) {
                copy.push('启');
            }
            copy.push_str(&word);
        }
        copy + "事"
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// No line starts or ends with what may not stand there; every line but the last fills the measure to the micrometre; nothing is lost.
    #[test]
    fn lines_keep_the_rules(copy in copy(), ems in 8i32..50) {
        let set = normal::paragraph(&copy);
        let text = rows::text(Face::Song, &set, Setting::Horizontal, false);
        let measure = ems * EM;
        let lines = text.lines(measure, 2 * EM, BreakMode::Justified);
        let mut all = String::new();
        for (n, line) in lines.iter().enumerate() {
            let said = said(&text.paragraph, line);
            let (first, last) = (said.chars().next().expect("not empty"), said.trim_end().chars().last().expect("not empty"));
            prop_assert!(n == 0 || !no_start(first) || first.is_ascii(), "{said} in {set}");
            prop_assert!(n + 1 == lines.len() || !no_end(last), "{said} in {set}");
            let (at, end) = places(&text.paragraph, line, measure);
            // What is seen of them stands in order: an opening mark's blank may lie over a narrow letter before it.
            let atoms = &text.paragraph.atoms[line.atoms.clone()];
            let seen: Vec<i32> = at.iter().zip(atoms).map(|(at, atom)| at + atom.before).collect();
            prop_assert!(seen.is_sorted(), "{said}: {seen:?}");
            prop_assert!(end <= measure, "{said}: {end}");
            let gaps = text.paragraph.gaps[line.atoms.start + 1..line.atoms.end].iter().filter(|gap| gap.stretch).count();
            if line.justified && gaps > 0 {
                let spaces = if text.paragraph.atoms[line.atoms.end - 1].class == Class::Space { measure - end } else { 0 };
                prop_assert_eq!(end + spaces, measure, "{}", said);
            }
            all.push_str(&said);
        }
        prop_assert_eq!(all, set);
    }

    /// The text of a sheet is the copy as set, and every glyph stands on the sheet.
    #[test]
    fn a_sheet_says_what_the_copy_says(lines in prop::collection::vec(copy(), 1..4), blessing: bool, size in 2usize..5) {
        let copy = lines.join("\n");
        let kind = if blessing { Kind::Blessing } else { Kind::Notice };
        let fit = set(&job(kind, &copy, SIZES[size]));
        prop_assert_eq!(&fit, &set(&job(kind, &copy, SIZES[size])));
        prop_assert!(inside(&fit.sheet).is_ok(), "{:?}", inside(&fit.sheet));
        if fit.fits {
            let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let set: String = copy.lines().map(normal::paragraph).collect();
            if kind == Kind::Notice {
                prop_assert!(plain(&fit.sheet.text()).ends_with(&plain(&set)), "{} / {}", fit.sheet.text(), set);
            } else {
                // A blessing has its own order on the sheet, 广告 besides, and names without what parts them.
                let letters = |text: &str| {
                    let mut all: Vec<char> =
                        text.chars().filter(|c| c.is_alphanumeric() && !"和与及广告".contains(*c)).collect();
                    all.sort_unstable();
                    all.into_iter().collect::<String>()
                };
                prop_assert_eq!(letters(&fit.sheet.text()), letters(&set));
            }
        }
    }
}

#[test]
fn titles_are_no_body() {
    let blocks = blocks(&notice(1));
    let roles: Vec<LineRole> = blocks.iter().map(|part| part.role).collect();
    assert_eq!(
        roles,
        [LineRole::Title, LineRole::Title, LineRole::CaseNumber, LineRole::Addressee, LineRole::Body, LineRole::Date]
    );
}

/// How evenly the corpus is set: the widest gap that any justified line of it has, in thousandths of an em.
#[test]
fn the_corpus_is_set_evenly() {
    let mut worst = 0;
    let mut lines = 0;
    for n in 1..=12 {
        for part in blocks(&notice(n)).iter() {
            for ems in [21, 25, 44, 53] {
                for line in part.text.lines(ems * EM, 2 * EM, BreakMode::Justified).iter().filter(|line| line.justified)
                {
                    let text = &part.text.paragraph;
                    let (at, _) = places(text, line, ems * EM);
                    lines += 1;
                    for (i, pair) in line.atoms.clone().skip(1).zip(at.windows(2)) {
                        let natural = text.atoms[i - 1].width + text.gaps[i].natural + text.gaps[i].grow;
                        worst = worst.max(pair[1] - pair[0] - natural);
                    }
                }
            }
        }
    }
    assert!(lines > 200, "{lines}");
    // The widest stand beside account and case numbers of seventeen figures that are kept whole.
    assert!(worst <= 180, "{worst}");
}

#[test]
fn a_letter_begins_with_its_salutation_and_is_signed_at_its_foot_in_every_size() {
    for greeting in ["祝您生日快乐,身体健康!", "祝您福如东海", "祝您福如东海,寿比南山,六十载风雨,您用双手撑起一个家。"]
    {
        for signers in [&["女儿晓琳", "敬贺"][..], &["女儿 晓琳", "敬贺", "2026年1月22日"]] {
            let copy = format!("亲爱的妈妈:\n{greeting}\n{}", signers.join("\n"));
            for size in SIZES {
                let fit = set(&job(Kind::Blessing, &copy, size));
                assert!(fit.fits, "{copy} {size}");
                // In rows or in columns it is read in this order.
                let said = fit.sheet.text().replace([' ', '\u{3000}'], "");
                let place = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}: {copy} {size}: {said}"));
                let (to, body) = (place("妈妈"), place(&greeting.chars().take(4).collect::<String>()));
                assert!(to < body, "{copy} {size}: {said}");
                for signer in signers {
                    assert!(body < place(&signer.replace(' ', "")), "{copy} {size}: {said}");
                }
            }
        }
    }
}

/// A short notice in a large box stands in it, and does not hang from its head; a title in a bar or above a rule stays there.
#[test]
fn a_short_notice_stands_in_a_large_box() {
    let copy = "注销公告\n某某店经投资人决定,拟向登记机关申请注销登记。\n某某店\n2026年1月22日";
    for (style, title_within) in [("ruled", 25..60), ("rules", 25..60), ("court", 0..12), ("reversed", 0..12)] {
        let look = Look { style: StyleId::known(style), ..Look::default() };
        let fit = set(&Job { look: &look, ..job(Kind::Notice, copy, Size::mm(72, 100)) });
        let mut lines: Vec<i64> = Vec::new();
        fit.sheet.each_run(|run| lines.extend(run.glyphs.iter().map(|glyph| glyph.y.as_um() / 1_000)));
        let (title, last) = (lines[0], lines[lines.len() - 1]);
        assert!(title_within.contains(&title), "{style}: the title stands at {title} mm");
        assert!((55..80).contains(&last), "{style}: the date stands at {last} mm");
    }
}

/// 公 告 typed apart is spaced by the setter; the space between two names is theirs.
#[test]
fn the_space_between_names_in_a_title_stays() {
    for (title, printed) in [("公 告", "公告"), ("公　告", "公告"), ("李雪 周伟 新婚快乐", "李雪 周伟 新婚快乐")]
    {
        let copy = format!("{title}\n执子之手，与子偕老，白头到老，岁岁年年，花好月圆。\n爸爸妈妈 敬贺");
        let mut roles = trade::ad::Roles::default();
        roles.set(0, LineRole::Title);
        let look = Look { roles, ..Look::default() };
        let fit = set(&Job { look: &look, ..job(Kind::Notice, &copy, Size::mm(72, 100)) });
        assert!(fit.sheet.text().starts_with(printed), "{}", fit.sheet.text());
    }
}

/// The largest type is no gain where it parts a telephone number.
#[test]
fn a_blessing_keeps_numbers_and_latin_names_whole() {
    let copy = "新春快乐\n订座热线0532-12345678,Catherine Zhang恭候各位街坊。\n老街茶馆";
    let look = Look::plain();
    for size in SIZES {
        let festival = CategoryId::known("festival");
        for style in styles(Kind::Blessing, &festival, size, false) {
            let look = Look { style: style.id().clone(), ..look.clone() };
            let fit = set(&Job { kind: Kind::Blessing, category: &festival, copy, picture: None, size, look: &look });
            // In a short column a number is parted rather than that the column gapes.
            let mut runs: Vec<String> = Vec::new();
            fit.sheet.each_run(|run| runs.push(run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()));
            let whole = |word: &str| runs.iter().any(|run| run.contains(word));
            if fit.fits && size != Size::mm(72, 30) && *style.id() != "couplets" {
                assert!(whole("0532-12345678") && whole("Catherine"), "{} {size}: {runs:?}", style.id());
            }
        }
    }
}
