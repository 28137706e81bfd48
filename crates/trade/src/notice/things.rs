//! What was lost: the name of a thing, without how many there were, who gave it, and its number.

use std::ops::Range;

use super::owners::owner;
use super::text::{ends_sentence, ends_with, find, is_han, starts_with};
use super::words::NoticeWords;

/// What was lost: without 一枚 behind it, and without 其 before it.
pub(super) fn thing(chars: &[char], mut range: Range<usize>) -> Range<usize> {
    // 《房屋租赁合同》 is called by what stands in the marks.
    let here = &chars[range.clone()];
    if let (Some(open), Some(close)) = (here.iter().position(|c| *c == '《'), here.iter().position(|c| *c == '》'))
        && open + 2 < close
    {
        return range.start + open + 1..range.start + close;
    }
    // 某银行出具的存款证明书: what was issued.
    for issued in ["出具的", "颁发的", "签发的", "核发的", "开具的", "发放的", "签订的", "开出的", "制发的"]
    {
        if let Some(at) = find(&chars[range.clone()], issued)
            && range.len() > at + 4
        {
            range.start += at + 3;
        }
    }
    // 某某支行开户许可证, 某某医院押金收据: what it is stands behind who gave it.
    for giver in ["支行", "分行", "医院", "公安局", "管理局", "信用社", "合作银行", "商业银行"] {
        let here = &chars[range.clone()];
        let end = (0..here.len()).rev().find(|at| starts_with(here, *at, giver)).map(|at| at + giver.chars().count());
        if let Some(end) = end.filter(|end| here.len() > end + 2 && *end > 4) {
            range.start += end;
        }
    }
    // 鲁(2019)…第0018866号不动产权证书, 证书(国海证…号)原件: the number beside it is none of its name.
    let here = &chars[range.clone()];
    if here.contains(&'(')
        && let Some(number) = here.iter().position(|c| *c == '号').filter(|at| here.len() > at + 3)
    {
        let rest = &here[number + 1..];
        if rest.iter().all(|c| is_han(*c)) && find(&here[..number], "第").is_some() {
            range.start += number + 1;
        }
    }
    let here = &chars[range.clone()];
    if let Some(open) = here.iter().position(|c| *c == '(').filter(|open| *open >= 2)
        && here[open..].iter().any(|c| c.is_ascii_digit() || *c == ':')
    {
        range.end = range.start + open;
    }
    // 定额发票100元×50份, 结算票据3张: how many is none of it.
    let here = &chars[range.clone()];
    if let Some(digit) = here.iter().position(char::is_ascii_digit).filter(|digit| *digit >= 2) {
        let units = ["张", "份", "本", "枚", "套", "个", "联", "元", "组", "部"];
        let count = here[digit..].iter().take_while(|c| c.is_ascii_digit()).count();
        if units.iter().any(|unit| starts_with(here, digit + count, unit)) {
            range.end = range.start + digit;
        }
    }
    // 湘A1126挂营运证: the car whose paper it is.
    let plate = super::addressed::plate(&chars[range.clone()]);
    if plate > 0 && range.len() > plate + 2 {
        range.start += plate + usize::from(chars[range.start + plate] == '挂');
    }
    for word in ["其", "本人", "原", "单位", "本单位", "公司", "持有的", "名下", "由"] {
        let length = word.chars().count();
        if starts_with(&chars[range.clone()], 0, word) && range.len() > length + 1 && word != "公司" && word != "单位"
        {
            range.start += length;
        }
    }
    if chars[range.start] == '的' && range.len() > 2 {
        range.start += 1;
    }
    let tails = [
        "一枚",
        "壹枚",
        "1枚",
        "一张",
        "壹张",
        "1张",
        "一份",
        "壹份",
        "1份",
        "一本",
        "壹本",
        "1本",
        "一套",
        "壹套",
        "各一枚",
        "两枚",
        "贰枚",
        "两张",
        "二张",
        "一个",
        "一只",
        "一部",
        "一组",
        "一副",
        "共计",
        "两份",
        "贰份",
        "三份",
        "叁份",
        "两本",
        "贰本",
        "贰张",
        "三张",
        "叁张",
        "三枚",
        "叁枚",
        "各一本",
        "各一份",
        "各1枚",
        "各壹枚",
        "(一份)",
        "(一枚)",
        ",",
    ];
    while let Some(tail) =
        tails.iter().find(|tail| ends_with(&chars[range.clone()], tail) && range.len() > tail.chars().count())
    {
        range.end -= tail.chars().count();
    }
    range
}

/// Where the thing begins in 某某厂营业执照副本: behind a whole name, where a thing that is known stands there.
pub(super) fn behind_owner(chars: &[char], place: Range<usize>, words: &NoticeWords) -> Option<usize> {
    let here = &chars[place.clone()];
    let named = |end: usize| {
        let name = &here[..end];
        words.is_office(name) || words.is_person(name) || (end >= 6 && words.shops.at_end(name))
    };
    // 国有土地使用证 is one thing, though 国有 might be a person's name.
    let whole = words.things.at_start(here, 0).map_or(0, |word| word.chars().count());
    let cut = (2..here.len())
        .filter(|end| *end >= whole)
        .find(|end| words.things.at_start(here, *end).is_some() && named(*end))?;
    Some(place.start + cut)
}

/// 张三的身份证丢失, 张三身份证遗失: whose, and what, by the things that are known.
pub(super) fn lost(chars: &[char], words: &NoticeWords) -> Option<(Option<Range<usize>>, Range<usize>)> {
    const LOST: [&str; 5] = ["遗失", "丢失", "被盗", "灭失", "作废"];
    let places: Vec<usize> =
        (0..chars.len()).filter(|at| LOST.iter().any(|word| starts_with(chars, *at, word))).take(12).collect();
    // What stands before the word in its sentence; a title names no owner.
    let mut unowned = None;
    for at in &places {
        let start = chars[..*at].iter().rposition(|c| ends_sentence(*c)).map_or(0, |at| at + 1);
        for from in start..*at {
            // 车牌号鲁B12345: the number of a thing is none that was lost.
            let known = words
                .things
                .at_start(chars, from)
                .filter(|word| !matches!(chars.get(from + word.chars().count()), Some('号' | '编')));
            if let Some(word) = known {
                let mut owner = start..from;
                for tail in ["的", "将", "之", "原", "持有", "所持"] {
                    if ends_with(&chars[owner.clone()], tail) {
                        owner.end -= tail.chars().count();
                    }
                }
                let whole = owner.clone();
                let owner = self::owner(chars, owner, words).filter(|_| from > start);
                // 船舶检验证书: what stands before a short thing and is nobody's name is a part of the thing.
                let nobody = owner.clone().filter(|owner| {
                    let here = &chars[owner.clone()];
                    *owner == whole
                        && owner.end == from
                        && word.chars().count() <= 3
                        && here.len() <= 4
                        && !words.is_person(here)
                        && !words.is_office(here)
                });
                let end = from + word.chars().count();
                let (owner, from) = match nobody {
                    Some(part) => (None, part.start),
                    None => (owner, from),
                };
                let copy = ["正副本", "正、副本", "正本", "副本"].iter().find(|copy| starts_with(chars, end, copy));
                let thing = from..end + copy.map_or(0, |copy| copy.chars().count());
                if owner.is_some() {
                    return Some((owner, thing));
                }
                unowned = unowned.or(Some((None, thing)));
                break;
            }
        }
    }
    if unowned.is_some() {
        return unowned;
    }
    let at = places.first()?;
    let rest = &chars[*at..chars.len().min(at + 80)];
    let from = (0..rest.len()).find(|i| words.things.at_start(rest, *i).is_some())?;
    let word = words.things.at_start(rest, from)?;
    Some((None, at + from..at + from + word.chars().count()))
}
