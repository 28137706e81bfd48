//! Whose a lost thing is, and who found a child: a name in what stands before the verb, never a clause.

use std::ops::Range;

use super::addressed::{are_names, behind_post};
use super::moments;
use super::text::{ends_with, find, is_han, starts_with};
use super::words::{NoticeWords, without_brackets};

/// Who lost it: the name in what a pattern read, without 本人, remarks in brackets, and the number of his card. A clause is none.
pub(super) fn owner(chars: &[char], mut range: Range<usize>, words: &NoticeWords) -> Option<Range<usize>> {
    // 我司某某公司: the pattern took 我 for itself.
    if range.start > 0
        && matches!(chars[range.start - 1], '我' | '本')
        && ["司", "公司", "单位", "店", "厂", "校"]
            .iter()
            .any(|word| starts_with(&chars[..range.end], range.start, word))
    {
        range.start -= 1;
    } else if range.start > 0
        && matches!(chars[range.start - 1], '我' | '本')
        && ["院", "中心", "社", "会", "馆", "园", "行", "所", "局", "村", "队", "场"]
            .iter()
            .any(|word| starts_with(&chars[..range.end], range.start, word))
    {
        // 我院郑重声明: the speaker is no name.
        return None;
    }
    // 我单位(某某卫生院): the name in the bracket.
    for own in
        ["我单位(", "本单位(", "我公司(", "本公司(", "我司(", "本店(", "我店(", "本人(", "单位(", "公司(", "司(", "店("]
    {
        if starts_with(&chars[..range.end.max(range.start)], range.start, own) || starts_with(chars, range.start, own) {
            let from = range.start + own.chars().count();
            // (某某公司,信用代码…): as far as the name goes.
            let close = chars[from..].iter().take(40).position(|c| matches!(c, ')' | ',' | ':')).map(|n| from + n);
            if let Some(close) =
                close.filter(|close| words.is_office(&chars[from..*close]) || words.may_be_name(&chars[from..*close]))
            {
                return Some(from..close);
            }
        }
    }
    // 夫妇之女王梓涵: whose paper it is stands last.
    for kin in ["之女", "之子", "的女儿", "的儿子", "女儿", "儿子"] {
        if let Some(at) = find(&chars[range.clone()], kin) {
            let from = range.start + at + kin.chars().count();
            let length =
                (2..=4).rev().find(|length| from + length <= range.end && words.is_person(&chars[from..from + length]));
            if let Some(length) = length {
                range = from..from + length;
                break;
            }
        }
    }
    let here = &chars[range.clone()];
    // 吴门陈氏桂英老孺人: her own name behind both families'.
    let plain = words.plain_name(here);
    let own = plain.iter().position(|c| *c == '氏').is_some_and(|at| at + 1 < plain.len());
    if here.len() <= 12 && here.get(1) == Some(&'门') && own {
        range.end = range.start + plain.len();
        return Some(range);
    }
    // 程门李氏, 蒋门沈太夫人: how a wife is named after both families.
    if here.len() <= 10 && here.get(1) == Some(&'门') && ["氏", "夫人", "孺人"].iter().any(|word| ends_with(here, word))
    {
        return Some(range);
    }
    // 吴门陈氏桂英老孺人: her own name behind both families'.
    if here.len() <= 12 && here.get(1) == Some(&'门') && here.contains(&'氏') {
        range.end = range.start + words.plain_name(here).len();
        return Some(range);
    }
    // 林母郑太夫人: how a mother is named after both families.
    if here.len() <= 9 && here.get(1) == Some(&'母') && ["夫人", "孺人", "氏"].iter().any(|word| ends_with(here, word))
    {
        return Some(range);
    }
    // 温公讳炳坤: how an elder is named.
    if here.len() <= 8 && here.get(1) == Some(&'公') && here.get(2) == Some(&'讳') && words.surname(here) == Some(1) {
        return Some(range);
    }
    if here.contains(&'、') && are_names(here, words) {
        range.end = range.start + words.plain_name(without_brackets(here)).len();
        return Some(range);
    }
    // 因租赁合同到期,青岛远洋冷链有限公司: the part that is a name, and where none is known to be, the first that may be one.
    let mut parts = Vec::new();
    let (mut from, mut depth) = (range.start, 0usize);
    for at in range.clone() {
        match chars[at] {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | '、' | '\n' if depth == 0 => {
                parts.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(from..range.end);
    let cleaned: Vec<Range<usize>> = parts.into_iter().filter_map(|part| owner_in(chars, part, words)).collect();
    let named = |range: &&Range<usize>| {
        let here = &chars[(*range).clone()];
        words.is_office(here) || words.is_person(without_brackets(here))
    };
    let office = |range: &&Range<usize>| words.is_office(&chars[(*range).clone()]);
    cleaned
        .iter()
        .find(office)
        .or_else(|| cleaned.iter().find(named))
        .or_else(|| cleaned.iter().find(|range| words.may_be_name(&chars[(*range).clone()])))
        .cloned()
}

/// What stands in no name of an owner: verbs, and words of the notice itself.
const NO_NAME: [&str; 19] = [
    "谨择",
    "择定",
    "谨定",
    "谨订",
    "公司发",
    "遗失",
    "丢失",
    "股东",
    "决议",
    "公告",
    "债权",
    "根据",
    "由于",
    "鉴于",
    "需要",
    "备案",
    "家属",
    "死者",
    "兹定",
];

/// With what a clause begins that names nobody.
const CLAUSE_BEGINS: [&str; 8] = ["经核", "经查", "经研", "经批", "经本", "将", "申报方式", "申报地点"];

/// When something was lost, which is said where an owner might stand.
const LATELY: [&str; 6] = ["近期", "近日", "日前", "近来", "目前", "最近"];

/// Words that stand for whoever speaks, or name a role and nobody.
const NOBODY: [&str; 72] = [
    "本公司",
    "我公司",
    "公司",
    "本人",
    "本店",
    "我店",
    "我司",
    "本单位",
    "我单位",
    "本校",
    "我校",
    "本院",
    "单位",
    "本所",
    "我所",
    "本社",
    "我社",
    "本厂",
    "我厂",
    "本部",
    "本中心",
    "本会",
    "本机构",
    "本律师",
    "父亲",
    "母亲",
    "亲人",
    "战友",
    "同学",
    "恩人",
    "姐姐",
    "妹妹",
    "哥哥",
    "弟弟",
    "中心",
    "学校",
    "医院",
    "支行",
    "分行",
    "协会",
    "新生儿",
    "家父",
    "家母",
    "先父",
    "先母",
    "客户",
    "顾客",
    "会员",
    "债权人",
    "债务人",
    "失主",
    "遗失者",
    "遗失人",
    "声明人",
    "业主",
    "法院",
    "人民法院",
    "招标人",
    "委托方",
    "委托人",
    "受托",
    "接受",
    "接受委托",
    "企业",
    "登记",
    "船舶",
    "车辆",
    "出租车",
    "有关部门",
    "相关单位",
    "产权人",
    "管理人",
];

/// A name in one part of a clause.
fn owner_in(chars: &[char], mut range: Range<usize>, words: &NoticeWords) -> Option<Range<usize>> {
    // 将抵押权人为…: what was lost begins there; 受…委托: who sells for another.
    let part = &chars[range.clone()];
    if starts_with(part, 0, "将") || ends_with(part, "委托") && !words.is_office(part) {
        return None;
    }
    // 别克商务车车主某某: the name is behind.
    if let Some(at) = find(&chars[range.clone()], "车主").filter(|at| *at > 0 && range.start + at + 2 < range.end) {
        range.start += at;
    }
    loop {
        let heads = [
            "原名称",
            "业户名称",
            "申请人",
            "原名",
            "曾用名",
            "车主",
            "兹有",
            "现有",
            "今有",
            "本人",
            "失主",
            "遗失人",
            "声明人",
            "我单位",
            "本单位",
            "本公司",
            "我公司",
            "我司",
            "本店",
            "我店",
            "本企业",
            "我企业",
            "本合作社",
            "本社",
            "我社",
            "本会",
            "兹证明",
            "证明",
            "原",
            "我",
            "兹",
            "经",
            "由",
            "受",
        ];
        let head = heads.iter().find(|word| {
            let length = word.chars().count();
            starts_with(&chars[..range.end], range.start, word)
                && range.len() > length + 1
                && !words.is_person(&chars[range.clone()])
        });
        match head {
            Some(word) => range.start += word.chars().count(),
            None => break,
        }
        // 我院郑重声明: the speaker is no name.
        if head.is_some_and(|word| *word == "我")
            && chars[range.start..range.end].first().is_some_and(|c| "院校社会馆园行所局村队场中".contains(*c))
        {
            return None;
        }
        while range.start < range.end && matches!(chars[range.start], ',' | ':' | '(' | '\n' | '"' | '“') {
            range.start += 1;
        }
    }
    range.start += behind_post(&chars[range.clone()], words);
    while range.start < range.end && matches!(chars[range.start], ',' | ':' | '(' | '\n' | '"' | '“') {
        range.start += 1;
    }
    let here = &chars[range.clone()];
    // 景大爷(景福来): the name that the bracket gives to what he is called.
    if let (Some(open), Some(&')')) = (here.iter().position(|c| *c == '('), here.last())
        && open > 1
        && open <= 4
        && ["大爷", "大娘", "大妈", "老太", "老汉", "阿婆", "阿公", "奶奶", "爷爷"]
            .iter()
            .any(|word| ends_with(&here[..open], word))
        && words.is_person(&here[open + 1..here.len() - 1])
    {
        return Some(range.start + open + 1..range.end - 1);
    }
    if let Some(open) = here.iter().position(|c| *c == '(').filter(|open| *open > 0) {
        let bracket: String = here[open..].iter().collect();
        let remark = [
            "母亲",
            "父亲",
            "母:",
            "父:",
            "以下",
            "购房",
            "声明人",
            "遗失人",
            "经营者",
            "信用代码",
            "身份",
            "统一",
            "男",
            "女",
            "下称",
            "简称",
            "证件",
            "信用",
            "注册",
            "法定",
            "负责人",
            "曾用名",
        ];
        if bracket.chars().any(|c| c.is_ascii_digit())
            || !bracket.contains(')')
            || remark.iter().any(|word| bracket.contains(word))
        {
            range.end = range.start + open;
        }
    }
    // 某某服务队经营者会议决定: who resolved it is none of the name.
    for body in [
        "经营者会议",
        "股东会",
        "股东大会",
        "董事会",
        "全体股东",
        "全体成员",
        "理事会",
        "社员大会",
        "成员大会",
        "合伙人会议",
        "投资人",
    ] {
        if let Some(at) = find(&chars[range.clone()], body).filter(|at| *at >= 4) {
            range.end = range.start + at;
        }
    }
    for tail in ["郑重", "严正", "特此", "不慎将", "不慎", "因故", "因", "于", "将", "的", "现", "已", "经", "\"", "”"]
    {
        if ends_with(&chars[range.clone()], tail) && range.len() > tail.chars().count() + 1 {
            range.end -= tail.chars().count();
        }
    }
    let placed = ["太原", "中原", "草原", "平原", "高原"].iter().any(|word| ends_with(&chars[range.clone()], word));
    if ends_with(&chars[range.clone()], "原") && range.len() > 6 && !placed {
        range.end -= 1;
    }
    let whole = words.plain_name(&chars[range.clone()]).len();
    range.end = range.start + whole;
    // 黄雪因保管不善: the person before the clause.
    let here = &chars[range.clone()];
    let before = (2..=4).find(|length| {
        here.get(*length)
            .is_some_and(|c| matches!(c, '因' | '于' | '在' | '不' | '将' | '现' | '已' | '男' | '女' | '的'))
            && words.is_person(&here[..*length])
    });
    if let Some(length) = before.filter(|_| !words.is_office(here)) {
        range.end = range.start + length;
    }
    let here = &chars[range.clone()];
    // 某某医院规培医师阚晓晴的…证书: the person behind what he is.
    if let Some(of) = here.iter().position(|c| *c == '的').filter(|of| *of >= 4)
        && let Some(at) = behind_what_he_is(&here[..of], words)
    {
        (range.start, range.end) = (range.start + at, range.start + of);
    }
    let here = &chars[range.clone()];
    // 某某传承基地民办非企业单位登记证书: a long word that is known begins what was lost, whatever ends before it.
    // 哈力克·买买提的房屋: the person before 的.
    if let Some(of) = here.iter().position(|c| *c == '的').filter(|of| *of >= 2 && words.is_person(&here[..*of])) {
        range.end = range.start + of;
    }
    let here = &chars[range.clone()];
    let paper = (4..here.len()).find(|at| {
        words.things.at_start(here, *at).is_some_and(|word| word.chars().count() >= 4)
            && !words.things.within(&here[..*at])
    });
    if let Some(at) = paper.filter(|at| {
        words.things.within(&here[*at..])
            && here[..*at].iter().all(|c| is_han(*c))
            && !words.may_be_clause(&here[..*at])
    }) {
        range.end = range.start + at;
        for tail in ["原", "的", "其", "将"] {
            if ends_with(&chars[range.clone()], tail) && range.len() > 3 {
                range.end -= 1;
            }
        }
    }
    let here = &chars[range.clone()];
    // 张三身份证, 某某公司鲁B12345车辆道路运输证: whose, and the thing that was lost.
    if !words.is_office(here) {
        let named = |end: usize| words.is_office(&here[..end]) || (end >= 6 && words.shops.at_end(&here[..end]));
        let office = (4..here.len())
            .rev()
            .find(|end| named(*end) && words.things.at_start(here, *end).is_some())
            .or_else(|| (4..here.len()).rev().find(|end| words.is_office(&here[..*end])));
        if let Some(end) = office.filter(|end| words.things.within(&here[*end..])) {
            range.end = range.start + end;
        }
        let here = &chars[range.clone()];
        for length in [2usize, 3, 4] {
            let person = here.len() > length && words.is_person(&here[..length]);
            if person && words.things.at_start(here, length).is_some() {
                range.end = range.start + length;
                break;
            }
        }
    }
    // 某某医院规培医师阚晓晴, 2025届毕业生楼雨薇: the person behind what he is.
    if let Some(at) = behind_what_he_is(&chars[range.clone()], words) {
        range.start += at;
    }
    // 业主白音仓购买…: what he bought is none of his name.
    for verb in ["不再担任", "曾以", "购买", "位于", "坐落", "承租", "租赁的", "名下"] {
        if let Some(at) = find(&chars[range.clone()], verb).filter(|at| *at >= 2) {
            range.end = range.start + at;
        }
    }
    let here = &chars[range.clone()];
    let digits = here.iter().filter(|c| c.is_ascii_digit()).count();
    let verbs = NO_NAME.iter().any(|word| find(here, word).is_some());
    let told = CLAUSE_BEGINS.iter().chain(&LATELY).any(|word| starts_with(here, 0, word));
    let timed = matches!(here.first(), Some('于' | '在' | '自')) && here.iter().any(char::is_ascii_digit);
    let told = told || timed;
    let clause = (told
        || matches!(here.first(), Some('因' | '于' | '在' | '自' | '经' | '据' | '凡' | '如' | '若' | '请')))
        && !(words.is_person(here) || words.is_office(here));
    let own: String = here.iter().collect();
    // 印章遗失作废声明: a thing that is lost is nobody.
    if words.things.contains(&own) {
        return None;
    }
    let itself = NOBODY.iter().chain(&LATELY).any(|word| *word == own);
    (here.len() >= 2 && digits < 6 && !verbs && !clause && !itself && moments::date(chars, range.start).is_none())
        .then_some(range)
}

/// Where the person's name begins that stands behind what he is and where: 毕业生, 医师, 业务员, 患者. The words end as those for people do.
pub(super) fn behind_what_he_is(here: &[char], words: &NoticeWords) -> Option<usize> {
    if words.is_office(here) || words.shops.at_end(here) || ["因", "由于"].iter().any(|word| starts_with(here, 0, word))
    {
        return None;
    }
    [3usize, 2, 4].into_iter().find_map(|length| {
        let at = here.len().checked_sub(length).filter(|at| *at >= 2)?;
        let (before, name) = here.split_at(at);
        let what = before.last().is_some_and(|c| "生员师工者民主户".contains(*c));
        let listed = words.posts.at_end(before)
            || words.relations.iter().any(|word| word.chars().count() >= 2 && ends_with(before, word));
        let known = words.is_person(name);
        let unknown = listed && name.iter().all(|c| is_han(*c)) && words.may_be_name(name);
        (name.iter().all(|c| is_han(*c)) && ((known && (what || listed)) || unknown)).then_some(at)
    })
}

/// The person who is named last: 居民赵春先妻子之兄刘守干.
pub(super) fn last_person(chars: &[char], mut range: Range<usize>, words: &NoticeWords) -> Option<Range<usize>> {
    let mut start = range.start;
    for at in range.clone() {
        if matches!(chars[at], ',' | ':' | '、' | '(' | ')' | '日') {
            start = start.max(at + 1);
        }
        if let Some(word) = words.relations.at_start(chars, at)
            && at + word.chars().count() < range.end
        {
            start = start.max(at + word.chars().count());
        }
    }
    range.start = start;
    for tail in ["夫妇", "先生", "女士", "同志", "值班民警", "民警", "工作人员", "职工"] {
        if ends_with(&chars[range.clone()], tail) && range.len() > 3 {
            range.end -= tail.chars().count();
        }
    }
    let here = &chars[range.clone()];
    if here == ['本', '人'] || here == ['有', '人'] {
        return None;
    }
    // 3月12日上午在…: a time of the day is nobody.
    const TIMES: [&str; 16] = [
        "上午", "下午", "凌晨", "清晨", "早晨", "早上", "晚上", "傍晚", "中午", "夜间", "深夜", "当日", "当天", "许",
        "左右", "分",
    ];
    if TIMES.iter().any(|word| ends_with(here, word)) {
        return None;
    }
    (words.is_person(here) || words.is_office(here) || (2..=4).contains(&here.len()) && here.iter().all(|c| is_han(*c)))
        .then_some(range)
}
