//! The words of tills and of the evening: how a till stands, what a day comes to, and why something is refused.

use super::{Explanation, date, method, open};
use crate::office::{DayEnd, TillView};
use books::booking::{Method, TillId, TillName, TillState, differences};
use trade::money::Money;
use trade::refusal::TillTrouble;
use trade::settings::Language;

/// How a till stands.
pub const fn state(state: TillState, language: Language) -> &'static str {
    match (language, state) {
        (Language::Chinese, TillState::Open) => "已开，未清点",
        (Language::Chinese, TillState::Counted) => "已清点",
        (Language::Chinese, TillState::Closed) => "未开",
        (Language::English, TillState::Open) => "open, not counted",
        (Language::English, TillState::Counted) => "counted",
        (Language::English, TillState::Closed) => "closed",
    }
}

/// The name of a till; the main one has a word of each language.
pub fn name(till: TillName, language: Language) -> String {
    match (till, language) {
        (TillName::MAIN, Language::Chinese) => "主收银台".to_owned(),
        (TillName::MAIN, Language::English) => "the main till".to_owned(),
        (other, Language::Chinese) => format!("收银台 {other}"),
        (other, Language::English) => format!("till {other}"),
    }
}

/// The name of a till by its text.
fn named(till: &str, language: Language) -> String {
    till.parse().map_or_else(|_| till.to_owned(), |till| name(till, language))
}

fn all_named(tills: &[String], language: Language) -> String {
    let names: Vec<String> = tills.iter().map(|till| named(till, language)).collect();
    names.join(if language == Language::Chinese { "、" } else { ", " })
}

/// By how much what was counted differs, method by method.
fn differing(all: &[(&'static str, Money)], language: Language) -> String {
    let one = |(word, difference): &(&'static str, Money)| {
        let way = word.parse::<Method>().map_or(*word, |known| method(known, language));
        format!("{way} {}", signed(*difference))
    };
    all.iter().map(one).collect::<Vec<_>>().join(if language == Language::Chinese { "、" } else { ", " })
}

/// An amount with its sign, plus too.
pub fn signed(amount: Money) -> String {
    if amount > Money::ZERO { format!("+{}", amount.grouped()) } else { amount.grouped() }
}

/// What is done with a till: how the command that goes on with it is called, where the till has to be named.
fn at(till: &str) -> String {
    if till == TillName::MAIN.as_str() { String::new() } else { format!(" --till {till}") }
}

/// How a till stands; one that was never opened is told from one that was closed.
pub fn stands(view: &TillView, language: Language) -> &'static str {
    match language {
        Language::Chinese if view.state == TillState::Closed && view.float.is_some() => "已收台",
        _ => state(view.state, language),
    }
}

/// A till as lines: its name and state, and each method with what must be there and what was counted.
pub fn view(view: &TillView, language: Language) -> String {
    let state = stands(view, language);
    let day = date(view.till.day, language);
    let mut lines = vec![format!("{day}  {}  {state}", name(view.till.name, language))];
    lines.extend(view.float.map(|float| match language {
        Language::Chinese => format!("备用金 {}", float.grouped()),
        Language::English => format!("float {}", float.grouped()),
    }));
    let nothing = Default::default();
    let counted = view.counted.as_ref();
    for (method, difference) in differences(&view.expected, counted.unwrap_or(&nothing)) {
        let of = |sums: &books::booking::MethodSums| sums.get(&method).copied().unwrap_or(Money::ZERO).grouped();
        let (way, expected) = (self::method(method, language), of(&view.expected));
        let counted = counted.map(|counted| (of(counted), signed(difference)));
        lines.push(match (language, counted) {
            (Language::Chinese, Some((counted, difference))) => {
                format!("  {way}  账上 {expected}  实点 {counted}  差 {difference}")
            }
            (Language::Chinese, None) => format!("  {way}  账上 {expected}"),
            (Language::English, Some((counted, difference))) => {
                format!("  {way}  expected {expected}  counted {counted}  difference {difference}")
            }
            (Language::English, None) => format!("  {way}  expected {expected}"),
        });
    }
    lines.extend(view.explained.clone());
    if !view.left_open.is_empty() {
        lines.push(left_open(&view.left_open, language));
    }
    lines.join("\n")
}

/// That tills were left open on an earlier day.
pub fn left_open(tills: &[TillId], language: Language) -> String {
    let one = |till: &TillId| format!("{} {}", date(till.day, language), name(till.name, language));
    let all: Vec<String> = tills.iter().map(one).collect();
    match language {
        Language::Chinese => format!("还有没收的台：{}", all.join("、")),
        Language::English => format!("Left open on an earlier day: {}", all.join(", ")),
    }
}

/// A day that was closed or reopened, as lines.
pub fn evening(end: &DayEnd, language: Language) -> String {
    let (sheet, figures) = (&end.sheet, &end.sheet.figures);
    let day = date(sheet.date, language);
    let mut lines = vec![match (language, sheet.closed) {
        (Language::Chinese, true) => format!("{day} 已日结，第 {} 张日结单", sheet.number),
        (Language::Chinese, false) => format!("{day} 已重开，第 {} 张日结单", sheet.number),
        (Language::English, true) => format!("{day} is closed, day sheet {}", sheet.number),
        (Language::English, false) => format!("{day} is reopened, day sheet {}", sheet.number),
    }];
    let by_method = figures.by_method.iter().map(|(way, sum)| format!("{} {}", method(*way, language), sum.grouped()));
    let by_method: Vec<String> = by_method.collect();
    let (takings, difference) = (figures.takings().grouped(), signed(figures.difference()));
    lines.push(match language {
        Language::Chinese => format!("收款 ¥{takings}（{}），差额 {difference}", by_method.join("，")),
        Language::English => format!("takings ¥{takings} ({}), difference {difference}", by_method.join(", ")),
    });
    for left in &figures.left {
        let what: Vec<&str> = left.open.iter().map(|one| open(*one, language)).collect();
        lines.push(format!(
            "  {}  {}",
            left.booking,
            what.join(if language == Language::Chinese { "、" } else { ", " })
        ));
    }
    lines.extend(end.file.as_ref().ok().map(|path| path.display().to_string()));
    lines.push(sheet.head.clone());
    lines.join("\n")
}

/// Why a till or a day does not take something, and what is to be done.
pub(super) fn refused(why: &TillTrouble, language: Language) -> Explanation {
    match language {
        Language::Chinese => chinese(why),
        Language::English => english(why),
    }
}

/// A supervisor has to be named.
pub(super) fn supervisor(language: Language) -> Explanation {
    match language {
        Language::Chinese => {
            Explanation::new("这一步须主管批准，没有写明是谁", "请注明批准人（--approved-by）和理由（--reason）")
        }
        Language::English => Explanation::new(
            "Only a supervisor may do this, and none is named",
            "Say who approves it (--approved-by) and why (--reason)",
        ),
    }
}

fn chinese(why: &TillTrouble) -> Explanation {
    const ZH: Language = Language::Chinese;
    match why {
        TillTrouble::NotATill { value } => Explanation::new(
            format!("“{value}”不能作收银台的名称"),
            "名称用汉字、字母、数字、- 和 _，至多 12 个汉字，如 2 或 窗口2",
        ),
        TillTrouble::NotANote { value } => Explanation::new(
            format!("“{value}”不是票面和张数，或重复"),
            "写成 100x3,50x2；票面：100、50、20、10、5、2、1、0.5、0.2、0.1、0.05、0.02、0.01",
        ),
        TillTrouble::NotesDiffer { notes, cash } => Explanation::new(
            format!("各票面合计 {}，现金写的是 {}", notes.grouped(), cash.grouped()),
            "请再数一遍，两处要一致",
        ),
        TillTrouble::BankedTooMuch { amount, most } => Explanation::new(
            format!("台里没有 {} 现金可缴", amount.grouped()),
            format!("至多 {}；点的与账上不符时先清点", most.grouped()),
        ),
        TillTrouble::Open { tills, day } => Explanation::new(
            format!("{}（{}开的）还开着", all_named(tills, ZH), date(*day, ZH)),
            match tills.first() {
                Some(till) => {
                    let till = at(till);
                    format!(
                        "先清点再收台：qishi till count{till} --day {day} cash:…，然后 qishi till close{till} --day {day}"
                    )
                }
                None => "先清点再收台".to_owned(),
            },
        ),
        TillTrouble::Closed { till, day } => Explanation::new(
            format!("{}{}已收台，不再进出款", date(*day, ZH), named(till, ZH)),
            format!("开下一班（qishi till open{} --float …），或用另一个收银台（--till）", at(till)),
        ),
        TillTrouble::NotOpen { till, day } => Explanation::new(
            format!("{}{}没有开着", date(*day, ZH), named(till, ZH)),
            format!("先开台：qishi till open{} --float …；昨日没收的台写明 --day", at(till)),
        ),
        TillTrouble::NotCounted { till } => Explanation::new(
            format!("{}还没有清点，或清点后又有进出款", named(till, ZH)),
            format!("先清点：qishi till count{} cash:…", at(till)),
        ),
        TillTrouble::Differs { till, differing: all } => Explanation::new(
            format!("{}与账上不符：{}", named(till, ZH), differing(all, ZH)),
            "再数一遍，或写明原因（--explain）",
        ),
        TillTrouble::Which { open } => {
            Explanation::new(format!("开着几个收银台：{}", all_named(open, ZH)), "请写明用哪一个（--till）")
        }
        TillTrouble::DayClosed { date: day } => Explanation::new(
            format!("{}已日结，不再进出款、不再收稿", date(*day, ZH)),
            format!(
                "下一个营业日再办；确须当日补记，请主管重开：qishi close {day} --reopen --reason … --approved-by …"
            ),
        ),
        TillTrouble::DayOpen { date: day } => {
            Explanation::new(format!("{}没有日结，不用重开", date(*day, ZH)), "请写明要重开的日期")
        }
        TillTrouble::NoSuchDay { date: day, first, last } => Explanation::new(
            format!("{}不能日结", date(*day, ZH)),
            format!("可以日结的：{} 到 {}", date(*first, ZH), date(*last, ZH)),
        ),
    }
}

fn english(why: &TillTrouble) -> Explanation {
    const EN: Language = Language::English;
    match why {
        TillTrouble::NotATill { value } => Explanation::new(
            format!("“{value}” is no name for a till"),
            "Use letters, digits, - and _, at most 36 bytes, such as 2 or window2",
        ),
        TillTrouble::NotANote { value } => Explanation::new(
            format!("“{value}” is no note with its number, or stands twice"),
            "Write 100x3,50x2; there are 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02 and 0.01",
        ),
        TillTrouble::NotesDiffer { notes, cash } => Explanation::new(
            format!("The notes come to {}, and the cash is given as {}", notes.grouped(), cash.grouped()),
            "Count again; the two must agree",
        ),
        TillTrouble::BankedTooMuch { amount, most } => Explanation::new(
            format!("There is no {} in cash in the till", amount.grouped()),
            format!("At most {}; where the till differs from the books, count first", most.grouped()),
        ),
        TillTrouble::Open { tills, day } => Explanation::new(
            format!("Still open: {} of {}", all_named(tills, EN), date(*day, EN)),
            match tills.first() {
                Some(till) => {
                    let till = at(till);
                    format!(
                        "Count and close first: qishi till count{till} --day {day} cash:…, then qishi till close{till} --day {day}"
                    )
                }
                None => "Count and close first".to_owned(),
            },
        ),
        TillTrouble::Closed { till, day } => Explanation::new(
            format!("On {} {} is closed: no money goes into it or out of it", date(*day, EN), named(till, EN)),
            format!("Open the next shift (qishi till open{} --float …), or work at another till (--till)", at(till)),
        ),
        TillTrouble::NotOpen { till, day } => Explanation::new(
            format!("On {} {} is not open", date(*day, EN), named(till, EN)),
            format!(
                "Open it first: qishi till open{} --float …; of one left open on an earlier day say --day",
                at(till)
            ),
        ),
        TillTrouble::NotCounted { till } => Explanation::new(
            format!("Not counted, or money moved since: {}", named(till, EN)),
            format!("Count first: qishi till count{} cash:…", at(till)),
        ),
        TillTrouble::Differs { till, differing: all } => Explanation::new(
            format!("Not what the books say: {}: {}", named(till, EN), differing(all, EN)),
            "Count again, or say why (--explain)",
        ),
        TillTrouble::Which { open } => Explanation::new(
            format!("Several tills are open: {}", all_named(open, EN)),
            "Say which one is meant (--till)",
        ),
        TillTrouble::DayClosed { date: day } => Explanation::new(
            format!("{} is closed: no money moves and nothing is booked on it", date(*day, EN)),
            format!(
                "Do it on the next day of business; if it must be this day, a supervisor reopens it: qishi close {day} --reopen --reason … --approved-by …"
            ),
        ),
        TillTrouble::DayOpen { date: day } => Explanation::new(
            format!("{} is not closed, so there is nothing to reopen", date(*day, EN)),
            "Name the day that is meant",
        ),
        TillTrouble::NoSuchDay { date: day, first, last } => Explanation::new(
            format!("{} cannot be closed", date(*day, EN)),
            format!("Days from {} to {} can", date(*first, EN), date(*last, EN)),
        ),
    }
}
