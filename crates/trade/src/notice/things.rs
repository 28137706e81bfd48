//! What was lost: the name of a thing, without how many there were, who gave it, and its number.

use std::ops::Range;

use super::owners::owner;
use super::phrases::Phrases;
use super::text::{ends_sentence, ends_with, find, is_han, starts_with};
use super::words::NoticeWords;

/// What was lost: without 一枚 behind it, and without 其 before it.
pub(super) fn thing(chars: &[char], mut range: Range<usize>, words: &NoticeWords) -> Range<usize> {
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
    for giver in
        ["支行", "分行", "银行", "财政局", "税务局", "医院", "公安局", "管理局", "信用社", "合作银行", "商业银行"]
    {
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
    // 营业执照正本及公章: the first of several.
    let here = &chars[range.clone()];
    let cut = (2..here.len().saturating_sub(1)).find(|at| {
        let before = ["正副本", "正本", "副本"].iter().find_map(|copy| {
            here[..*at].ends_with(&copy.chars().collect::<Vec<char>>()).then(|| &here[..at - copy.chars().count()])
        });
        matches!(here[*at], '及' | '和') && words.things.at_end(before.unwrap_or(&here[..*at]))
    });
    if let Some(at) = cut {
        range.end = range.start + at;
    }
    // 黑色相机(镜头有贴纸): a remark.
    let here = &chars[range.clone()];
    if here.last() == Some(&')')
        && let Some(open) = here.iter().rposition(|c| *c == '(').filter(|open| *open >= 2)
        && here.len() - open >= 6
        && here[open..].iter().any(|c| "有贴带内上".contains(*c))
    {
        range.end = range.start + open;
    }
    // 合肥市某小区3栋1206室购房收据, 杭州市保障性租赁住房押金条: where what it is for lies is none of it.
    let here = &chars[range.clone()];
    let placed = |at: &usize| {
        matches!(here[*at], '室' | '号' | '栋' | '幢' | '楼' | '房' | '户')
            && *at > 1
            && here[*at - 1].is_ascii_alphanumeric()
    };
    if let Some(end) = (1..here.len().saturating_sub(2)).rev().find(placed) {
        range.start += end + 1;
    }
    let here = &chars[range.clone()];
    let of_place = here.iter().take(10).filter(|c| matches!(c, '市' | '县' | '区' | '镇')).count() >= 2
        || ["人民法院", "有限公司"].iter().any(|word| find(here, word).is_some());
    if of_place && here.len() > 6 {
        let known = (2..here.len())
            .find(|at| words.things.all_at(here, *at).any(|word| at + word.chars().count() == here.len()));
        if let Some(at) = known {
            range.start += at;
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
    // 大提琴一把, 雨伞2把: how many is none of its name.
    let here = &chars[range.clone()];
    if here.len() >= 4
        && here.last().is_some_and(|c| "把件辆部台条块枚只个串顶副支瓶箱袋双架".contains(*c))
        && here[here.len() - 2].is_ascii_digit() | "一二两三四五六七八九十壹贰叁".contains(here[here.len() - 2])
    {
        range.end -= 2;
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
                // ,普通话水平测试等级证书: behind a mark the whole phrase is the thing.
                let begun = chars[start..from].iter().rposition(|c| !is_han(*c) || *c == '的').map(|at| start + at + 1);
                let phrase = begun.filter(|begun| {
                    let here = &chars[*begun..from];
                    (1..=16).contains(&here.len())
                        && word.chars().count() <= 4
                        && matches!(chars[begun - 1], ',' | '、' | ':' | ')' | '】' | '的')
                        && !words.may_be_clause(here)
                        && !words.is_person(here)
                        && !words.is_office(here)
                        && !here.iter().any(|c| matches!(c, '市' | '县' | '区' | '路' | '号' | '原' | '将' | '因'))
                });
                if let Some(begun) = phrase {
                    let end = from + word.chars().count();
                    unowned = unowned.or(Some((None, begun..end)));
                    break;
                }
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
                let copy = ["正副本", "正、副本", "(正副本)", "正本", "副本"]
                    .iter()
                    .find(|copy| starts_with(chars, end, copy));
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

/// How a thing was lost.
static LOSSES: Phrases = Phrases::of(&[
    "遗失", "丢失", "被盗", "灭失", "焚毁", "烧毁", "损毁", "毁损", "丢掉", "被抢", "污损", "作废", "失窃", "弄丢",
]);

/// With what the clause goes on behind the one who lost something.
static BEHIND_OWNER: Phrases = Phrases::of(&[
    "(",
    ",",
    "、",
    ":",
    "因",
    "不慎",
    "将",
    "于",
    "在",
    "遗失",
    "丢失",
    "丢掉",
    "被盗",
    "失窃",
    "身份证",
    "学号",
    "名下",
    "的",
    "原",
    "现",
    "已",
    "购买",
    "位于",
    "坐落",
    "持有",
    "所有",
    "所持",
    "由于",
    "其",
    "营业执照",
    "工号",
]);

/// Endings of the names of papers, seals and cards, by which a thing is known that no list has.
const SHAPES: [&str; 34] = [
    "证",
    "证书",
    "证明",
    "证件",
    "执照",
    "公章",
    "印章",
    "名章",
    "私章",
    "专用章",
    "章",
    "发票",
    "收据",
    "票据",
    "支票",
    "汇票",
    "存单",
    "存折",
    "保单",
    "保险单",
    "单证",
    "合同",
    "协议",
    "协议书",
    "卡",
    "簿",
    "本",
    "牌照",
    "号牌",
    "凭证",
    "存根",
    "登记表",
    "手册",
    "提货单",
];

/// Whether a text ends as the name of a paper, a seal or a card does.
pub(super) fn is_shaped(here: &[char]) -> bool {
    SHAPES.iter().any(|shape| ends_with(here, shape))
}

/// Whose loss it is: the one with whom the first clause begins that stands before the loss. Whether a list knows the name is told too.
pub(super) fn subject(chars: &[char], words: &NoticeWords) -> Option<(Range<usize>, bool)> {
    let mut from = 0;
    for end in 0..=chars.len() {
        if end < chars.len() && !ends_sentence(chars[end]) {
            continue;
        }
        let sentence = from..end;
        from = end + 1;
        let here = &chars[sentence.clone()];
        // A title names nobody.
        let title = here.strip_suffix(&[':'][..]).unwrap_or(here);
        if here.len() < 4 || (title.len() <= 16 && words.titles.at_end(title)) {
            continue;
        }
        let lost = (0..here.len()).any(|at| LOSSES.stand_at(here, at));
        let found = first_name(chars, sentence, words);
        if found.is_some() || lost {
            return found;
        }
    }
    None
}

/// The name with which a sentence begins. 遗失某某中心的开户许可证 names whose it was, and not who lost it.
fn first_name(chars: &[char], sentence: Range<usize>, words: &NoticeWords) -> Option<(Range<usize>, bool)> {
    let bare = ["遗失", "丢失"].iter().any(|word| starts_with(chars, sentence.start, word));
    named_first(chars, sentence, words).filter(|(own, _)| !(bare && chars.get(own.end) == Some(&'的')))
}

fn named_first(chars: &[char], mut sentence: Range<usize>, words: &NoticeWords) -> Option<(Range<usize>, bool)> {
    // 注销遗失二合一:兹有…: a head of its own before a colon.
    let head = chars[sentence.clone()].iter().take(14).position(|c| *c == ':').filter(|colon| {
        let title = &chars[sentence.start..sentence.start + colon];
        ["遗失", "声明", "作废", "注销", "挂失", "丢失"].iter().any(|word| find(title, word).is_some())
    });
    sentence.start += head.map_or(0, |colon| colon + 1);
    // 【遗失】席慕云: a title in brackets.
    if chars[sentence.start] == '【'
        && let Some(close) = chars[sentence.clone()].iter().take(10).position(|c| *c == '】')
    {
        sentence.start += close + 1;
    }
    let lead = [
        "遗失",
        "丢失",
        "不慎遗失",
        "兹有",
        "今有",
        "现有",
        "兹",
        "遗失者",
        "失主",
        "本人",
        "声明",
        "遗失声明",
        "车主",
        "原",
        ":",
        ",",
        "我校",
        "我院",
        "我单位",
    ];
    while let Some(word) = lead.iter().find(|word| {
        starts_with(&chars[..sentence.end], sentence.start, word)
            && !words.is_person(&chars[sentence.start..(sentence.start + 3).min(sentence.end)])
    }) {
        sentence.start += word.chars().count();
    }
    let part = &chars[sentence.clone()];
    let part = &part[..part.iter().position(|c| matches!(c, ',' | '(' | '。')).unwrap_or(part.len())];
    // 浙嵊渔05126船东贺海平: whose ship it is stands behind its number.
    let post = (1..part.len().min(14)).find_map(|at| {
        let word = words.posts.at_start(part, at)?;
        part[..at].iter().any(char::is_ascii_digit).then_some(at + word.chars().count())
    });
    let start = sentence.start + post.unwrap_or_else(|| super::addressed::before_name(part, words));
    let told = ["经核", "经查", "经研", "经批", "由于", "因", "根据"];
    if start >= sentence.end || told.iter().any(|word| starts_with(chars, start, word)) {
        return None;
    }
    // 民办非企业单位登记证书: what is lost begins with the longest word that is known, whatever ends before it.
    let paper = (4..part.len()).find_map(|at| {
        let word = words.things.at_start(part, at).filter(|word| word.chars().count() >= 4)?;
        let rest = part.len() - at - word.chars().count();
        (rest <= 3 && start + 3 <= sentence.start + at).then_some(sentence.start + at)
    });
    if let Some(end) = paper {
        let name = &chars[start..end];
        let inner = super::owners::behind_what_he_is(name, words).unwrap_or(0);
        let own = start + inner..end - usize::from(name.last() == Some(&'的'));
        let here = &chars[own.clone()];
        let sound = here.iter().all(|c| is_han(*c))
            && !words.may_be_clause(here)
            && !words.things.within(here)
            && !matches!(here[0], '我' | '本' | '其');
        if sound && here.len() >= 2 {
            let known = words.is_office(here) || words.is_person(here);
            if known || here.len() >= 6 {
                return Some((own, known));
            }
        }
    }
    let here = &chars[start..sentence.end];
    let own = |end: usize| matches!(here[0], '我' | '本' | '其' | '该') || starts_with(here, 0, "公司") || end < 2;
    let ends: Vec<usize> =
        (2..=here.len().min(40)).filter(|end| *end == here.len() || BEHIND_OWNER.stand_at(here, *end)).collect();
    // A paper follows the name as well: 买国栋工伤证丢失.
    let papers = (2..=here.len().min(40)).filter(|end| words.things.at_start(here, *end).is_some());
    // 居民仝小燕残疾证: a person behind what he is, before what he lost.
    let caused = ["因", "由于", "工作人员"].iter().any(|word| starts_with(part, 0, word))
        || (start > 0 && starts_with(chars, sentence.start, "因"));
    let resident = (0..if caused { 0 } else { part.len().saturating_sub(3) }).find_map(|at| {
        let related = words
            .relations
            .at_start(part, at)
            .filter(|word| word.chars().count() >= 2 && !["社区", "小区", "街道", "辖区"].contains(word));
        let word = related.or_else(|| words.posts.at_start(part, at))?;
        let from = at + word.chars().count();
        let length = (2..=4).rev().find(|length| {
            part.len() >= from + length
                && words.is_person(&part[from..from + length])
                && (part.len() == from + length
                    || BEHIND_OWNER.stand_at(part, from + length)
                    || words.things.at_start(part, from + length).is_some())
        })?;
        Some(from..from + length)
    });
    // 我公司员工帅建国: what the company's was he lost.
    let selves = ["我公司", "本公司", "我司", "我单位", "本单位", "我店", "我厂", "公司"];
    if resident.is_some()
        && selves.iter().any(|word| ends_with(&chars[..start.max(sentence.start)], word) || starts_with(part, 0, word))
        && ["员工", "职工", "业务员", "工作人员", "会计", "出纳", "司机"].iter().any(|word| find(part, word).is_some())
    {
        return None;
    }
    if let Some(own) = resident {
        return Some((sentence.start + own.start..sentence.start + own.end, true));
    }
    let known = ends.iter().copied().chain(papers.clone()).filter(|end| {
        let name = &here[..*end];
        !own(*end)
            && !name.iter().any(char::is_ascii_digit)
            && !words.things.has(name)
            && (words.is_office(name)
                || (*end <= 4 && words.is_person(name))
                || (*end >= 6 && words.shops.at_end(name) && !words.may_be_clause(name)))
    });
    // The longest office, else the longest person.
    if let Some(end) = known.max() {
        return Some((start..start + end, true));
    }
    // 某某海鲜排挡公章1枚: a name that ends as no list knows, before what was lost.
    let before_thing = papers.clone().find(|end| *end >= 6).filter(|end| ends.first().is_none_or(|first| end < first));
    let end = before_thing.or_else(|| ends.first().copied())?;
    let name = &here[..end];
    let sound = (2..=30).contains(&end)
        && name.iter().all(|c| is_han(*c) || *c == '·')
        && !own(end)
        && !words.may_be_clause(name)
        && !words.things.within(name)
        && !words.titles.at_end(name)
        && !words.labels.has(name)
        && !matches!(name.last(), Some('车' | '船' | '证' | '章' | '照' | '票' | '据' | '书' | '款' | '托'))
        && ![
            "因", "由", "于", "在", "近", "凡", "如", "自", "经", "将", "根据", "车", "单位", "姓名", "以下", "下列",
            "上述",
        ]
        .iter()
        .any(|word| starts_with(name, 0, word));
    // A short word that no list knows is a name only before the number of a card or a mark.
    let marked = matches!(here.get(end), Some('(' | ',' | '、'))
        || starts_with(here, end, "身份证")
        || starts_with(here, end, "遗失");
    (sound && (end >= 6 || marked)).then(|| (start..start + end, false))
}

/// A thing by its shape: what stands right before the loss, or right behind it, and ends as a paper, a seal or a card does.
pub(super) fn by_shape(chars: &[char], words: &NoticeWords) -> Option<Range<usize>> {
    let ended = |range: &Range<usize>| {
        let here = &chars[range.clone()];
        (2..=24).contains(&here.len())
            && SHAPES.iter().any(|shape| ends_with(here, shape) && here.len() > shape.chars().count())
            && here.iter().all(|c| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '(' | ')'))
            && !words.is_office(here)
    };
    for at in 0..chars.len() {
        let Some(word) = LOSSES.at(chars, at) else { continue };
        let sentence = chars[..at].iter().rposition(|c| ends_sentence(*c)).map_or(0, |at| at + 1);
        // Before it, without a remark in brackets and how many there were.
        let mut end = at;
        for tail in ["不慎", "已", "均", "被"] {
            if ends_with(&chars[sentence..end], tail) {
                end -= tail.chars().count();
            }
        }
        if end > sentence && chars[end - 1] == ')' {
            end = chars[sentence..end].iter().rposition(|c| *c == '(').map_or(end, |open| sentence + open);
        }
        let start = chars[sentence..end]
            .iter()
            .rposition(|c| matches!(c, ',' | '的' | ':' | '、' | '将' | ')'))
            .map_or(sentence, |at| sentence + at + 1);
        let before = thing(chars, start..end.max(start), words);
        if !before.is_empty() && ended(&before) {
            return Some(before);
        }
        let from = at + word.chars().count();
        let rest = &chars[from..chars.len().min(from + 40)];
        let stop = rest.iter().position(|c| matches!(c, ',' | '。' | ':' | '\n' | ';' | '(')).unwrap_or(rest.len());
        if stop > 1 && word != "作废" {
            let behind = thing(chars, from..from + stop, words);
            if ended(&behind) {
                return Some(behind);
            }
        }
    }
    None
}
