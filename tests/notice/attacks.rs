//! Any text at all: never a panic, the parts are the page, and a long one takes no more than its length.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{read_for, whole};

const PAGE: &str = include_str!("../corpus/page-2026-01-22.txt");

/// Pieces of which notices are made, so that random pages come near to real ones.
pub const PIECES: [&str; 64] = [
    "公告",
    "遗失声明",
    "法院公告",
    "特此公告",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "　",
    "\t",
    "\u{feff}",
    "\u{200b}",
    ":",
    "：",
    "。",
    "，",
    "、",
    "(",
    "（",
    ")",
    "）",
    "〔",
    "〕",
    "《",
    "》",
    "“",
    "”",
    "张三",
    "李四:",
    "青岛海纳商贸有限公司",
    "青岛市市南区人民法院",
    "青岛西海岸新区劳动人事争议仲裁委员会",
    "本院受理",
    "本委受理的",
    "与你单位",
    "诉你",
    "劳动争议一案",
    "一案",
    "送达",
    "《应诉、开庭通知书》",
    "仲裁裁决书",
    "领取",
    "自本公告之日起",
    "30日",
    "三十日",
    "即视为送达",
    "2026年1月22日",
    "二〇二六年二月三十日",
    "2026-01-22",
    "9时30分",
    "下午2时",
    "开庭",
    "公告期满后第三日",
    "(2026)鲁0203行审2号",
    "青黄劳人仲案字〔2025〕第10869号",
    "遗失",
    "身份证",
    "声明作废",
    "13800000012",
    "0532-88187720",
    "●",
    "____",
    "壹万元整",
    "999元/期",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[0-9０-９一二三〇十年月日号时分()〔〕A-Zа-я\\PC]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_falls_into_parts_that_are_the_page(pieces in proptest::collection::vec(piece(), 0..80)) {
        let page = pieces.concat();
        for publish in [None, Some("2026-01-22"), Some("2026-12-20")] {
            let read = read_for(&page, publish);
            whole(&page, &read);
            let length = page.chars().count();
            for notice in &read.notices {
                for finding in &notice.findings {
                    prop_assert!(finding.start <= finding.end && finding.end <= length, "{finding:?}");
                }
                for name in trade::notice::FactName::ALL {
                    for fact in notice.facts.all(name) {
                        prop_assert!(fact.span.start < fact.span.end && fact.span.end <= length, "{name:?} {fact:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_page_with_a_piece_out_of_place_is_still_read(at in 0usize..2_900, cut in 0usize..40, piece in piece()) {
        let chars: Vec<char> = PAGE.chars().collect();
        let end = (at + cut).min(chars.len());
        let page: String = chars[..at.min(chars.len())].iter().copied().chain(piece.chars()).chain(chars[end.max(at.min(chars.len()))..].iter().copied()).collect();
        whole(&page, &read_for(&page, Some("2026-01-22")));
    }
}

/// How long a text takes, and that its parts are it.
fn took(page: &str) -> Duration {
    let began = Instant::now();
    let read = read_for(page, Some("2026-01-22"));
    let took = began.elapsed();
    whole(page, &read);
    took
}

/// Four times a text take about four times as long, whatever stands in it.
#[test]
fn the_time_grows_with_the_text_and_not_faster() {
    let texts: [(&str, String); 6] = [
        ("the page again and again", PAGE.to_owned()),
        ("one line without end", PAGE.replace('\n', "")),
        ("brackets that never close", "(〔《“公告".to_owned()),
        ("colons", "张三:本院受理李四:".to_owned()),
        ("a notice that is all brackets", "张三遗失身份证,声明作废((((〔〔〔〔".to_owned()),
        ("control characters", "\u{0}\u{1}\u{7}\u{1b}[31m\u{85}\u{2028}公\u{0}告\r\r\n".to_owned()),
    ];
    for (name, text) in texts {
        let of = |bytes: usize| text.repeat(bytes / text.len() + 1);
        let (short, long) = (took(&of(50_000)), took(&of(200_000)));
        assert!(
            long < short * 12 + Duration::from_millis(500),
            "{name}: {short:?}, and of four times as much {long:?}"
        );
    }
}

/// Ten megabytes: a newspaper's running text with the notices of a page in its midst.
#[test]
fn ten_megabytes_are_read() {
    let text = "昨日，记者从有关部门了解到，今年以来全市经济运行总体平稳，市民生活持续改善，城市面貌焕然一新。\n\n";
    let half = text.repeat(5_000_000 / text.len());
    let page = format!("{half}{PAGE}\n\n{half}");
    assert!(page.len() > 9_990_000);
    let read = read_for(&page, Some("2026-01-22"));
    whole(&page, &read);
    assert_eq!(read.notices.len(), 12, "the twelve are found, and no running text is taken for one");
}

#[test]
fn one_line_of_a_million_characters() {
    for text in ["公", "作废。遗失", "本院受理", "2026年1月"] {
        let line = text.repeat(1_000_000 / text.chars().count());
        let took = took(&line);
        assert!(took < Duration::from_secs(60), "{text}: {took:?}");
    }
}
