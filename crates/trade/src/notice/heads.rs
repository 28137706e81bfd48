//! The authority with whose name a notice begins, in one line with what follows: 某某人民法院(2026)…号, 某某法院关于…

use super::docket;
use super::text::starts_with;
use super::words::NoticeWords;

/// The longest name of an authority, in characters.
const LONGEST: usize = 30;

/// Where the name ends with which a line begins, where an authority's stands there and the line goes on with the number of its case,
/// or with whose case it is.
pub(super) fn authority(line: &[char], words: &NoticeWords) -> Option<usize> {
    let shown = &line[..line.len().min(LONGEST)];
    let end = (5..shown.len()).find(|end| {
        words.authorities.at_end(&shown[..*end]) && words.is_office(&shown[..*end]) && goes_on(line, *end)
    })?;
    // 向某某法院: no name begins with a verb.
    let sound = !shown[..end].iter().any(|c| matches!(c, ',' | '。' | ':' | '、' | '(' | '"'));
    sound.then_some(end)
}

/// 某某市场监督管理局依据…,作出…: the authority that is said to act in the first sentence of its own notice.
pub(super) fn acting(line: &[char], words: &NoticeWords) -> Option<usize> {
    let shown = &line[..line.len().min(LONGEST)];
    let acts = ["依据", "根据", "依法", "决定", "于2", "按照"];
    let end = (5..shown.len()).find(|end| {
        words.authorities.at_end(&shown[..*end])
            && words.is_office(&shown[..*end])
            && acts.iter().any(|word| starts_with(line, *end, word))
    })?;
    let begun = ["根据", "依据", "因", "由", "经", "为", "现", "自", "向", "对", "关于"];
    let sound = !begun.iter().any(|word| starts_with(line, 0, word)) && !words.may_be_clause(&shown[..end]);
    sound.then_some(end)
}

/// 某某人民法院(2026)…号公告, 公告某某人民法院(2026)…号: how long the head is with which a line begins, whatever the order of its parts:
/// an authority, a case number, a title.
pub(super) fn whole(line: &[char], words: &NoticeWords) -> usize {
    const TITLES: [&str; 9] =
        ["公告送达", "送达公告", "开庭公告", "法院公告", "仲裁公告", "公告书", "公告", "通知书", "通告"];
    let mut at = 0;
    let (mut named, mut titled, mut numbered) = (false, false, false);
    loop {
        at += line[at.min(line.len())..].iter().take_while(|c| **c == '\n').count();
        let rest = &line[at.min(line.len())..];
        if let Some(number) =
            docket::numbers(&rest[..rest.len().min(44)]).first().filter(|number| number.start == 0 && !numbered)
        {
            at += number.end;
            numbered = true;
            continue;
        }
        if let Some(title) = TITLES.iter().find(|title| starts_with(rest, 0, title)).filter(|_| !titled) {
            at += title.chars().count();
            titled = true;
            continue;
        }
        let shown = &rest[..rest.len().min(LONGEST)];
        let office = (5..shown.len()).find(|end| {
            let name = &shown[..*end];
            let follows = TITLES.iter().any(|title| starts_with(rest, *end, title))
                || docket::numbers(&rest[*end..rest.len().min(end + 44)])
                    .first()
                    .is_some_and(|number| number.start == 0);
            words.authorities.at_end(name)
                && words.is_office(name)
                && follows
                && !name.iter().any(|c| matches!(c, ',' | '。' | ':' | '、' | '(' | '"'))
        });
        match office.filter(|_| !named) {
            Some(end) => {
                at += end;
                named = true;
            }
            None => return if named || numbered { at } else { 0 },
        }
    }
}

fn goes_on(line: &[char], at: usize) -> bool {
    // 某某人民法院在执行…一案中, 某某仲裁委员会已依法受理…: it is the one that acts.
    const NEXT: [&str; 17] = [
        "原告",
        "关于",
        "申请人",
        "申请执行人",
        "义务人",
        "上诉人",
        "起诉人",
        "在执行",
        "在审理",
        "在办理",
        "已依法受理",
        "依法受理",
        "已受理",
        "受理的",
        "受理了",
        "已立案",
        "根据申请",
    ];
    let numbered =
        || docket::numbers(&line[at..line.len().min(at + 40)]).first().is_some_and(|number| number.start == 0);
    NEXT.iter().any(|word| starts_with(line, at, word)) || numbered()
}

/// 某某仲裁委员会公告, in one line with what follows: where the name ends, and where its title does.
pub(super) fn titled(line: &[char], words: &NoticeWords) -> Option<(usize, usize)> {
    const TITLES: [&str; 6] = ["公告送达", "送达公告", "开庭公告", "公告书", "公告", "通知"];
    let shown = &line[..line.len().min(LONGEST)];
    let end = (5..shown.len()).find(|end| {
        words.authorities.at_end(&shown[..*end])
            && words.is_office(&shown[..*end])
            && TITLES.iter().any(|title| starts_with(line, *end, title))
    });
    let sound = |end: &usize| !shown[..*end].iter().any(|c| matches!(c, ',' | '。' | ':' | '、' | '(' | '"'));
    let end = end.filter(sound)?;
    let title = TITLES.iter().find(|title| starts_with(line, end, title))?;
    Some((end, end + title.chars().count()))
}
