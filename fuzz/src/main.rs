//! Random pages, read for so many seconds: `cargo run --release --locked --manifest-path fuzz/Cargo.toml -- 600 [SEED]`.
//!
//! Pages are made of pieces of notices and of mutations of the real page. A panic prints the page and stops with status 101; parts
//! that are not the page do too. At its end the count of pages is printed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use trade::calendar::Calendar;
use trade::notice::{FactName, NothingEarlier, NoticeKinds, PageReading, ReadingContext, read};

const PAGE: &str = include_str!("../../tests/corpus/page-2026-01-22.txt");

const PIECES: [&str; 84] = [
    "公告", "遗失声明", "法院公告", "特此公告", "\n", "\r\n", "\n\n", " ", "　", "\t", "\u{feff}", "\u{200b}", ":", "：", "。", "，",
    "、", "(", "（", ")", "）", "〔", "〕", "《", "》", "“", "”", "\"", "张三", "李四:", "青岛海纳商贸有限公司", "青岛市市南区人民法院",
    "青岛西海岸新区劳动人事争议仲裁委员会", "本院受理", "本委受理的", "与你单位", "诉你", "劳动争议一案", "一案", "案,", "送达",
    "《应诉、开庭通知书》", "仲裁裁决书", "领取", "自本公告之日起", "30日", "三十日", "三个月", "即视为送达", "2026年1月22日",
    "二〇二六年二月三十日", "2026-01-22", "9999年12月31日", "9时30分", "下午2时", "24时", "开庭", "公告期满后第三日", "期满后第99999日",
    "(2026)鲁0203行审2号", "青黄劳人仲案字〔2025〕第10869号", "(2025)鲁02执9号之一", "遗失", "身份证", "声明作废", "13800000012",
    "0532-88187720", "●", "____", "××", "壹万元整", "玖仟玖佰亿元", "99999999999999999元", "999元/期", "1.", "一、", "某某", "\u{1f600}",
    "\u{20bb7}", "\u{0}", "注册资本", "减少", "债权人", "联系人:",
];

/// xorshift64*: the same seed gives the same pages.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    }

    fn page(&mut self, real: &[char]) -> String {
        let mut page: Vec<char> = match self.next(3) {
            0 => Vec::new(),
            1 => real.to_vec(),
            _ => {
                let from = self.next(real.len());
                real[from..(from + self.next(600)).min(real.len())].to_vec()
            }
        };
        for _ in 0..self.next(60) {
            let at = self.next(page.len() + 1);
            match self.next(8) {
                0 => {
                    let end = (at + self.next(30)).min(page.len());
                    page.drain(at..end);
                }
                1 => {
                    let end = (at + self.next(60)).min(page.len());
                    let again: Vec<char> = page[at..end].to_vec();
                    page.splice(at..at, again);
                }
                2 => {
                    let c = char::from_u32(self.next(0x11_0000) as u32).unwrap_or('\u{fffd}');
                    page.insert(at, c);
                }
                3 if at < page.len() => {
                    let other = self.next(page.len());
                    page.swap(at, other);
                }
                _ => {
                    let piece = PIECES[self.next(PIECES.len())];
                    page.splice(at..at, piece.chars());
                }
            }
        }
        page.into_iter().collect()
    }
}

/// What is wrong with the parts of a page.
fn wrong(page: &str, read: &PageReading) -> Option<String> {
    let length = page.chars().count();
    let mut parts: Vec<_> = read.notices.iter().map(|notice| notice.span.clone()).collect();
    parts.extend(read.aside.iter().map(|aside| aside.span.clone()));
    parts.sort_by_key(|span| span.start);
    let mut end = 0;
    for part in &parts {
        if part.start != end || part.end <= part.start {
            return Some(format!("a part {part:?} after {end}"));
        }
        end = part.end;
    }
    if end != length {
        return Some(format!("the parts end at {end} of {length}"));
    }
    for notice in &read.notices {
        let facts = FactName::ALL.iter().flat_map(|name| notice.facts.all(*name));
        if let Some(fact) = facts.into_iter().find(|fact| fact.span.end > length || fact.span.start >= fact.span.end) {
            return Some(format!("a fact outside: {fact:?}"));
        }
        if let Some(finding) = notice.findings.iter().find(|finding| finding.start > finding.end || finding.end > length) {
            return Some(format!("a finding outside: {finding:?}"));
        }
    }
    None
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(600);
    let seed = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(20_260_122);
    let (calendar, kinds) = (Calendar::shipped(), NoticeKinds::shipped());
    let real: Vec<char> = PAGE.chars().collect();
    let dates = [None, "2026-01-22".parse().ok(), "2026-12-20".parse().ok(), "9999-12-31".parse().ok()];
    let mut random = Random(seed);
    let (began, mut pages, mut notices, mut characters) = (Instant::now(), 0u64, 0u64, 0u64);
    while began.elapsed() < Duration::from_secs(seconds) {
        let page = random.page(&real);
        let publish = dates[random.next(dates.len())];
        let context = ReadingContext { publish, calendar: &calendar, kinds, earlier: &NothingEarlier };
        let failed = match catch_unwind(AssertUnwindSafe(|| read(&page, &context))) {
            Ok(read) => {
                notices += read.notices.len() as u64;
                wrong(&page, &read)
            }
            Err(_) => Some("a panic".to_owned()),
        };
        if let Some(what) = failed {
            println!("{what} after {pages} pages, publish {publish:?}:\n{page:?}");
            std::process::exit(101);
        }
        pages += 1;
        characters += page.chars().count() as u64;
    }
    println!("{pages} pages of {characters} characters with {notices} notices in {seconds} s: no panic, no character lost");
}
