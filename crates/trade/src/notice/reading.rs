//! One notice read: its kind, its facts, and where each stands.

use std::ops::Range;

use super::addressed::{are_names, inline_addressee};
use super::captured;
use super::case::{self, CaseNumber, Issuer};
use super::clock::ServiceWording;
use super::contacts;
use super::docket;
use super::documents;
use super::facts::{CountedFrom, Fact, FactName, FactValue, Facts, PeriodLength, Sure};
use super::figures;
use super::heads;
use super::kinds::{Gives, NoticeKind, NoticeKinds};
use super::labelled;
use super::lines::{PageLine, numbered, titled};
use super::looks::{Looks, label_of_addressee, remark_behind_colon};
use super::names;
use super::periods;
use super::phrases::phrases;
use super::recall;
use super::speaker::{self, Speaker};
use super::split::seen;
use super::stated;
use super::text::{Dense, SourceText, ends_with, find, starts_with};
use super::things;
use super::words::NoticeWords;

/// The most characters of a notice that are read for facts; no page holds a longer one.
pub(super) const LONGEST: usize = 20_000;

/// What was read of a notice, before its dates are worked out.
pub(super) struct NoticeReading<'k> {
    pub(super) kind: &'k NoticeKind,
    pub(super) sure: Sure,
    pub(super) facts: Facts,
    pub(super) dense: Dense,
    pub(super) doubts: Vec<Doubt>,
    pub(super) told: ServiceWording,
}

/// A second sentence that says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) name: FactName,
    pub(super) other: String,
    pub(super) span: Range<usize>,
}

/// Reads one notice: first its kind, then the facts that a notice of that kind has.
pub(super) fn read<'k>(
    text: &SourceText,
    lines: &[PageLine],
    heading: Option<Range<usize>>,
    kinds: &'k NoticeKinds,
) -> NoticeReading<'k> {
    let lines = shown(lines);
    let (title, _) = seen(lines, heading, text);
    let dense = words_of(text, lines, kinds.words);
    let speaker = speaker::of(lines, text, &dense, kinds.words);
    let recognised = kinds.recognise(&title, &dense, speaker);
    let kind = recognised.map_or_else(|| kinds.other(), |(kind, _)| kind);
    let sure = match recognised {
        Some((_, rank)) if rank >= 75 => Sure::Certain,
        Some(_) => Sure::Likely,
        None => Sure::Unsure,
    };
    let mut reader = Reader {
        text,
        lines,
        dense: &dense,
        kind,
        words: kinds.words,
        facts: Facts::default(),
        doubts: Vec::new(),
        evidence: CountedFrom::Served,
    };
    reader.addressees();
    reader.case_number();
    reader.patterns();
    reader.named_above();
    reader.third_person();
    reader.by_post_or_card();
    reader.rows();
    reader.columns();
    reader.parties();
    reader.lists();
    reader.moments();
    reader.signature();
    let (mut facts, doubts, evidence) = (reader.facts, reader.doubts, reader.evidence);
    facts.keep(|name| kind.knows(name));
    let serves = phrases!["视为送达", "视作送达", "即为送达", "视同送达"].within(&dense.chars);
    NoticeReading { kind, sure, facts, dense, doubts, told: ServiceWording { evidence, serves } }
}

/// The lines that are read: a notice longer than any page is read in its first part only.
fn shown(lines: &[PageLine]) -> &[PageLine] {
    let mut length = 0;
    let count = lines.iter().take_while(|line| {
        length += line.range.len();
        length <= LONGEST
    });
    &lines[..count.count().max(1).min(lines.len())]
}

/// The words of a notice without blanks; a paragraph that was broken for width reads on.
fn words_of(text: &SourceText, lines: &[PageLine], words: &NoticeWords) -> Dense {
    // As the eye sees it: a figure is half as wide as a character.
    let width = |line: &PageLine| -> usize {
        text.raw[line.words.clone()].iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    };
    let widest = lines.iter().filter(|line| line.looks == Looks::Body).map(width).max().unwrap_or(0);
    let mut dense = Dense::default();
    for (i, line) in lines.iter().enumerate() {
        let end = line.words.end.min(line.words.start + LONGEST);
        let here = &text.flat[line.words.start..end];
        // A mark or a number in a column of notices is none of a notice's words, and a title in front is a sentence of its own.
        let own = line.begins || line.whole;
        let start = line.words.start + if own { numbered(here) } else { 0 };
        let head = &text.flat[start..end.min(start + 60)];
        let title = if own { titled(head, words).unwrap_or(0) } else { 0 };
        if title > 0 {
            dense.take(text, start..start + title);
            dense.end_paragraph();
        }
        dense.take(text, start + title..end);
        let next = lines.get(i + 1).map(|line| line.looks);
        let ended =
            text.flat.get(line.words.end.wrapping_sub(1)).is_none_or(|c| matches!(c, '。' | ':' | ';' | '!' | '?'));
        // 单位:… over 物品:…: the lines of a form.
        let form = |line: &PageLine| labelled::begins(&text.flat[line.words.clone()]);
        let rows = lines.get(i + 1).is_some_and(|next| form(line) && form(next));
        let broken = line.looks == Looks::Body
            && !rows
            && next == Some(Looks::Body)
            && !lines[i + 1].begins
            && !ended
            && width(line) >= 16
            && width(line) + 6 >= widest;
        if !broken && line.looks != Looks::Blank {
            dense.end_paragraph();
        }
    }
    dense.end_paragraph();
    dense
}

/// 误刊为0575-88000188,更正为…: a value that a correction takes back.
fn is_mistaken(chars: &[char], range: &Range<usize>) -> bool {
    let before = &chars[range.start.saturating_sub(5)..range.start];
    let behind = &chars[range.end..chars.len().min(range.end + 8)];
    let corrected = ["应为", "更正为"]
        .iter()
        .any(|word| find(before, word).is_some() || ends_with(before.strip_suffix(&['“'][..]).unwrap_or(before), word));
    (before.contains(&'误') && !corrected)
        || ["有误", "应为", "更正为", "现更正", "错误", "误"]
            .iter()
            .any(|word| find(behind, word).is_some_and(|at| !behind[..at].iter().any(char::is_ascii_digit)))
}

/// The cells of a row of a table: what blanks, bars, colons and commas outside brackets part.
fn cells(flat: &[char]) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let (mut from, mut depth) = (0, 0usize);
    for at in 0..=flat.len() {
        let c = flat.get(at).copied().unwrap_or(' ');
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if at == flat.len() || (depth == 0 && matches!(c, ' ' | '|' | ':' | ',')) {
            if at > from {
                cells.push(from..at);
            }
            from = at + 1;
        }
    }
    cells
}

/// The cells of a row between bars.
fn barred(flat: &[char]) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut from = 0;
    for at in 0..=flat.len() {
        if at == flat.len() || flat[at] == '|' {
            cells.push(from..at);
            from = at + 1;
        }
    }
    cells
}

/// A notice that is being read, and what was read of it so far.
pub(super) struct Reader<'a> {
    pub(super) text: &'a SourceText,
    pub(super) lines: &'a [PageLine],
    pub(super) dense: &'a Dense,
    pub(super) kind: &'a NoticeKind,
    pub(super) words: &'a NoticeWords,
    pub(super) facts: Facts,
    pub(super) doubts: Vec<Doubt>,
    pub(super) evidence: CountedFrom,
}

impl Reader<'_> {
    pub(super) fn add(&mut self, name: FactName, range: &Range<usize>, sure: Sure) {
        let text = self.dense.own_words(self.text, range);
        if !text.is_empty() {
            let value = if name == FactName::CaseNumber {
                FactValue::Case(CaseNumber::new(&text))
            } else {
                FactValue::Text(text)
            };
            self.facts.add(name, Fact { value, span: self.dense.span(range), sure });
        }
    }

    /// A line's place among the words without blanks.
    pub(super) fn place(&self, line: &PageLine) -> Range<usize> {
        self.dense.find(line.words.start)..self.dense.find(line.words.end)
    }

    /// Those before a colon at the end of a line, or at the beginning of a paragraph.
    fn addressees(&mut self) {
        if !self.kind.knows(FactName::Addressees) {
            return;
        }
        for line in self.lines {
            let place = self.place(line);
            let here = &self.dense.chars[place.clone()];
            let names = match line.looks {
                Looks::Addressee => {
                    let label = label_of_addressee(here, self.words);
                    let here = remark_behind_colon(here.strip_suffix(&['\n'][..]).unwrap_or(here));
                    place.start + label..place.start + here.len() - usize::from(here.last() == Some(&':'))
                }
                Looks::Body if self.kind.official || !self.facts.has(FactName::Addressees) => {
                    let from = place.start + numbered(here);
                    let from = from + titled(&self.dense.chars[from..place.end], self.words).unwrap_or(0);
                    let from = from
                        + heads::authority(&self.dense.chars[from.min(place.end)..place.end], self.words).unwrap_or(0);
                    let from = from + heads::whole(&self.dense.chars[from.min(place.end)..place.end], self.words);
                    let headed = heads::titled(&self.dense.chars[from.min(place.end)..place.end], self.words);
                    let from = from + headed.map_or(0, |(_, end)| end);
                    let rest = &self.dense.chars[from.min(place.end)..place.end];
                    match inline_addressee(rest, self.words) {
                        Some(after) => from..from + after - 1,
                        None => continue,
                    }
                }
                _ => continue,
            };
            let number = docket::numbers(&self.dense.chars[names.clone()])
                .first()
                .filter(|first| first.start == 0)
                .map_or(0, |first| first.end);
            // 某某民宿店,经营者陆晓琳: who keeps it is spoken to only where more than one is.
            let several =
                ["你们", "你部、你", "你店、你", "你厂、你"].iter().any(|word| find(&self.dense.chars, word).is_some());
            for (name, unsure) in names::in_list(&self.dense.chars, names.start + number..names.end, self.words) {
                let keeper = ["经营者", "负责人", "投资人", "法定代表人"].iter().any(|word| {
                    let before = &self.dense.chars[..name.start];
                    ends_with(before, word)
                        || before.strip_suffix(&[':'][..]).is_some_and(|before| ends_with(before, word))
                });
                if keeper && !several && self.facts.has(FactName::Addressees) {
                    continue;
                }
                self.add(FactName::Addressees, &name, if unsure { Sure::Likely } else { Sure::Certain });
            }
        }
    }

    /// 上诉人(原审被告):某某公司, 申请人:某某, 某某餐厅(经营者:某某): alone on the line above words that speak to somebody as 你, where no
    /// other wording named anybody.
    fn named_above(&mut self) {
        if self.facts.has(FactName::Addressees)
            || !self.kind.must.contains(&FactName::Addressees)
            || !self.dense.chars.iter().any(|c| matches!(c, '你' | '您'))
        {
            return;
        }
        let lines: Vec<&PageLine> = self.lines.iter().filter(|line| line.looks != Looks::Blank).collect();
        let found = lines.windows(2).find_map(|two| {
            let below = self.place(two[1]);
            let speaks = ["你", "我", "本", "关于", "因", "原告", "申请人", "经查"];
            if two[1].looks != Looks::Body
                || !speaks.iter().any(|word| starts_with(&self.dense.chars[..below.end], below.start, word))
            {
                return None;
            }
            let place = self.place(two[0]);
            let here = &self.dense.chars[place.clone()];
            let here = here.strip_suffix(&['\n'][..]).unwrap_or(here);
            let role = self.words.roles.at_start(here, 0).map_or(0, |role| role.chars().count());
            let bracket = if role > 0 && here.get(role) == Some(&'(') {
                here.iter().position(|c| *c == ')').map_or(0, |close| close + 1 - role)
            } else {
                0
            };
            let mut from = role + bracket;
            from += usize::from(from > 0 && here.get(from) == Some(&':'));
            let names = &here[from.min(here.len())..];
            // 某某公司 法定代表人:某某
            let beside = ["法定代表人", "负责人", "经营者", "住所", "地址", "统一社会", "投资人"]
                .iter()
                .filter_map(|word| find(names, word))
                .filter(|at| *at >= 4 && names[at - 1] != '(')
                .min();
            let names = &names[..beside.unwrap_or(names.len())];
            let here = &here[..from.min(here.len()) + names.len()];
            let bare = super::words::without_brackets(names);
            let sound = bare.len() <= 60
                && !bare.iter().any(|c| matches!(c, ':' | '。' | ','))
                && !self.words.is_authority(bare)
                && are_names(names, self.words);
            sound.then(|| place.start + from..place.start + here.len())
        });
        let Some(range) = found else { return };
        for (name, unsure) in names::in_list(&self.dense.chars, range, self.words) {
            self.add(FactName::Addressees, &name, if unsure { Sure::Unsure } else { Sure::Likely });
        }
    }

    /// The number of this case, not those of papers that it tells of.
    fn case_number(&mut self) {
        let mut numbers = docket::numbers(&self.dense.chars);
        if !self.kind.names(FactName::CaseNumber) {
            // What another kind cites is no number of its own, unless it calls it one.
            let called = |range: &Range<usize>| {
                let before = &self.dense.chars[range.start.saturating_sub(6)..range.start];
                find(before, "案号").is_some()
            };
            numbers.retain(called);
        }
        // 根据某某人民法院(2025)…号协助执行通知书: what a notice of no kind goes by is no number of its own.
        if self.kind.id == "other" {
            numbers.retain(|range| {
                let from = self.dense.chars[..range.start]
                    .iter()
                    .rposition(|c| matches!(c, '。' | '\n'))
                    .map_or(0, |at| at + 1);
                let before = &self.dense.chars[from..range.start];
                !(ends_with(before, "法院")
                    && ["根据", "依据", "按照", "依照"].iter().any(|word| find(before, word).is_some()))
            });
        }
        // An authority that cites the number of a court's case has one of its own, or none.
        if self.kind.speakers == [Speaker::Authority] {
            let court = |range: &Range<usize>| {
                CaseNumber::new(&self.dense.chars[range.clone()].iter().collect::<String>()).issuer == Issuer::Court
            };
            numbers.retain(|range| !court(range));
        }
        let issuer = if self.kind.category.starts_with("arbitration") { Issuer::Arbitration } else { Issuer::Court };
        let weigh = |range: &Range<usize>| {
            let number = CaseNumber::new(&self.dense.chars[range.clone()].iter().collect::<String>());
            let before = &self.dense.chars[range.start.saturating_sub(8)..range.start];
            let alone = self.lines.iter().any(|line| {
                line.looks == Looks::Case && self.place(line).start <= range.start && range.end <= self.place(line).end
            });
            let of_case = super::text::ends_with(before, "一案(")
                || super::text::ends_with(before, "案号:")
                || super::text::ends_with(before, "案号为")
                || super::text::ends_with(before, "案号");
            // (2026)年第12号 bears no office: any other number goes before it.
            let here = &self.dense.chars[range.clone()];
            let close = here.iter().position(|c| matches!(c, ')' | '〕')).map_or(0, |at| at + 1);
            let bare = matches!(here[0], '(' | '〔')
                && here.get(close).is_some_and(|c| c.is_ascii_digit() || matches!(c, '第' | '年'));
            (!bare, alone, of_case, number.issuer == issuer, number.issuer != Issuer::Other)
        };
        // 案号:SHEN DX20260418号: what its label calls so, in whatever form.
        if numbers.is_empty()
            && let Some((_, value)) = labelled::rows(self.dense).into_iter().find(|(label, value)| {
                let label: String = self.dense.chars[label.clone()].iter().collect();
                let value = &self.dense.chars[value.clone()];
                matches!(label.as_str(), "案号" | "案件编号" | "仲裁案号" | "文号")
                    && value.len() <= 30
                    && value.last() == Some(&'号')
                    && value.iter().any(char::is_ascii_digit)
            })
        {
            self.add(FactName::CaseNumber, &value, Sure::Likely);
            return;
        }
        let weighed = numbers.iter().rev().map(|range| (weigh(range), range.clone()));
        if let Some(((_, alone, of_case, own, _), best)) = weighed.max_by_key(|(weight, _)| *weight) {
            // The number of a penalty that a court tells of is not the number of its case.
            if alone || of_case || own || !self.kind.official {
                let sure = if alone || of_case || numbers.len() == 1 { Sure::Certain } else { Sure::Likely };
                self.add(FactName::CaseNumber, &best, sure);
            }
        }
    }

    /// What the kind's own file says about its wording.
    fn patterns(&mut self) {
        for one in recall::matches(self.kind, &self.dense.chars) {
            for (name, range) in one {
                self.captured(name, range);
            }
        }
    }

    fn captured(&mut self, name: FactName, range: Range<usize>) {
        let chars = &self.dense.chars;
        // 本委对申请人某某诉你单位…一案: whose case it is, and nobody addressed.
        // 对某某的名誉造成损害,现向某某道歉: the one behind the last 向.
        let mut range = range;
        if name == FactName::Addressees {
            for word in [",现向", ",特向", ",向"] {
                if let Some(at) = find(&chars[range.clone()], word) {
                    range.start += at + word.chars().count();
                }
            }
        }
        if name == FactName::Addressees
            && ["诉你", "诉您", "与你"].iter().any(|word| find(&chars[range.clone()], word).is_some())
        {
            return;
        }
        let range = match name {
            FactName::Addressees | FactName::Parties | FactName::Owner => names::past_bracket(chars, range, self.words),
            _ => range,
        };
        match name {
            FactName::Addressees | FactName::Parties => {
                for (own, unsure) in names::in_list(chars, range, self.words) {
                    let here = &chars[own.clone()];
                    // 依法对你公司名下…,现向你公司: the one spoken to is no name.
                    let all =
                        ["各", "上述", "下列", "以上", "该", "全部"].iter().any(|word| starts_with(here, 0, word));
                    let self_said = all
                        || self.words.selves.at_start(here, 0).is_some()
                        || here.iter().any(|c| matches!(c, '你' | '您'))
                        || ["本公司", "我公司", "尚欠"].iter().any(|word| find(here, word).is_some());
                    // 双方, 《公司法》及双方公司, 甲公司与乙公司: none of them is one name.
                    let several = name == FactName::Parties
                        && (here.iter().any(|c| matches!(c, '《' | '》'))
                            || ["双方", "各方", "两公司", "公司"].iter().any(|word| starts_with(here, 0, word))
                            || here
                                .iter()
                                .position(|c| *c == '与')
                                .is_some_and(|at| self.words.is_office(&here[..at])));
                    let self_said = self_said || several;
                    let named = self.words.is_office(here)
                        || self.words.is_person(super::words::without_brackets(here))
                        || are_names(here, self.words)
                        || (name == FactName::Parties && !self.facts.has(name) && self.words.may_be_name(here));
                    if !self_said && named {
                        self.add(name, &own, if unsure { Sure::Unsure } else { Sure::Likely });
                    }
                }
            }
            FactName::Documents => {
                for own in documents::in_list(chars, range, self.words) {
                    self.add(name, &own, Sure::Likely);
                }
            }
            _ => {
                if let Some((own, sure)) = captured::clean(chars, name, range, self.words) {
                    self.doubt(name, &own);
                    self.add(name, &own, sure);
                }
            }
        }
    }

    /// Who found a child is one person: a second one named so is doubtful.
    fn doubt(&mut self, name: FactName, range: &Range<usize>) {
        let said = self.dense.own_words(self.text, range);
        let known = self.facts.text(name).filter(|known| *known != said);
        if name == FactName::Finder
            && let Some(known) = known
        {
            self.doubts.push(Doubt { name, other: known.to_owned(), span: self.dense.span(range) });
        }
    }

    /// 原告张三诉被告李四…请被告依法应诉: whom a notice addresses that speaks to nobody as 你.
    fn third_person(&mut self) {
        let chars = &self.dense.chars;
        let has = |word: &str| find(chars, word).is_some();
        let demands = [
            "请被申请人",
            "请被告",
            "被告应",
            "限被告",
            "向被申请人",
            "向被执行人",
            "向被告",
            "上述被申请人",
            "上述被告",
            "上述被执行人",
            "限其自",
            "义务人",
            "限被申请人",
            "因被申请人",
            "因被告",
            "因被执行人",
            "被申请人应",
            "被执行人应",
            "通知被申请人",
            "对被申请人",
        ];
        if !self.kind.official
            || self.facts.has(FactName::Addressees)
            || !self.kind.knows(FactName::Addressees)
            || chars.contains(&'你')
            || !demands.iter().any(|word| has(word))
        {
            return;
        }
        let roles = ["被告", "被申请人", "被执行人", "义务人"];
        let named = (0..chars.len()).find_map(|at| {
            let role = roles.iter().find(|role| starts_with(chars, at, role))?;
            let from = at + role.chars().count();
            let rest = &chars[from..chars.len().min(from + 60)];
            let cause = |at: usize| at >= 2 && self.words.causes.at_start(rest, at).is_some();
            let end = (0..rest.len()).find(|at| matches!(rest[*at], '(' | ',' | '。' | '\n') || cause(*at))?;
            let names = names::in_list(chars, from..from + end, self.words);
            // Behind a role stands a name, whether a list knows it or not.
            let whole = |range: &Range<usize>| {
                let here = &chars[range.clone()];
                let told = ["下落", "地址", "去向", "拒", "未", "无", "应", "在", "已"];
                self.words.is_office(here)
                    || self.words.is_person(here)
                    || (self.words.may_be_name(here) && !told.iter().any(|word| starts_with(here, 0, word)))
            };
            names.iter().all(|(name, _)| whole(name)).then_some(names).filter(|names| !names.is_empty())
        });
        for (name, _) in named.unwrap_or_default() {
            self.add(FactName::Addressees, &name, Sure::Likely);
        }
    }

    /// 我单位职工卢海涛(工号00126),你自…, 因郁丹青(身份证号…)期满未归: whom a text speaks of by what he is, or with the number of his card,
    /// where it addresses somebody and no other wording named him.
    fn by_post_or_card(&mut self) {
        if self.facts.has(FactName::Addressees) || !self.kind.must.contains(&FactName::Addressees) || self.kind.official
        {
            return;
        }
        let chars = &self.dense.chars;
        const MARKS: [&str; 9] =
            ["(身份证", ",身份证", "身份证", "(工号", "(员工编号", "(公民身份", "(男", "(女", ",男,"];
        const POSTS: [&str; 9] = ["职工", "员工", "教师", "医师", "业务员", "同志", "工作人员", "人员", "护士"];
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in 2..chars.len().min(240) {
            let marked = MARKS.iter().any(|word| starts_with(chars, at, word));
            let spoken = chars[at] == ',' && matches!(chars.get(at + 1), Some('你' | '您'));
            if !(marked || spoken) {
                continue;
            }
            let name = (2..=4).rev().filter(|length| at >= *length).find(|length| {
                let here = &chars[at - length..at];
                let before = &chars[..at - length];
                let behind = POSTS.iter().any(|word| ends_with(before, word));
                let begun = before
                    .last()
                    .is_none_or(|c| matches!(c, '\n' | '、' | '。' | ',' | ':' | '因' | '对' | '与' | '将'));
                here.iter().all(|c| super::text::is_han(*c))
                    && ((behind && self.words.may_be_name(here)) || (begun && self.words.is_person(here)))
            });
            if let Some(length) = name {
                found.push(at - length..at);
            }
        }
        for range in found {
            self.add(FactName::Addressees, &range, Sure::Likely);
        }
    }

    /// 童国庆 3301********1530 处罚决定书编号…: whom a table under an authority's words names, one in each row, the number of his card
    /// behind his name.
    fn rows(&mut self) {
        if !self.kind.must.contains(&FactName::Addressees) {
            return;
        }
        let mut found = Vec::new();
        for line in self.lines.iter().filter(|line| matches!(line.looks, Looks::Body | Looks::Case)) {
            let flat = &self.text.flat[line.words.clone()];
            let cells = cells(flat);
            let serial = cells.first().is_some_and(|cell| flat[cell.clone()].iter().all(char::is_ascii_digit));
            let cells = &cells[usize::from(serial)..];
            let [name, rest @ ..] = cells else { continue };
            let is_card = |cell: &&Range<usize>| {
                flat[(*cell).clone()].iter().filter(|c| c.is_ascii_alphanumeric() || **c == '*').count() >= 15
            };
            let Some(number) = rest.iter().take(3).find(is_card) else { continue };
            let from = name.start + numbered(&flat[name.clone()]);
            let own = &flat[from..name.end];
            let number = &flat[number.clone()];
            let number = &number[number.iter().take_while(|c| super::text::is_han(**c) || **c == ':').count()..];
            let card =
                number.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '*') || c.is_ascii_alphabetic()).count()
                    >= 15;
            if own.len() >= 2
                && card
                && (self.words.is_person(own) || self.words.is_office(own) || self.words.may_be_name(own))
            {
                let start = self.dense.find(line.words.start + from);
                found.push(start..start + own.len());
            }
        }
        // One row beside names that stand elsewhere tells of them once more.
        if self.facts.has(FactName::Addressees) && found.len() < 2 {
            return;
        }
        for range in found {
            let name: String = self.dense.chars[range.clone()].iter().collect();
            let known = self.facts.texts(FactName::Addressees).any(|known| case::key(known) == case::key(&name));
            if !known {
                self.add(FactName::Addressees, &range, Sure::Likely);
            }
        }
    }

    /// 债务人名称|担保人|本金余额: those who stand in the columns of a table under such heads.
    fn columns(&mut self) {
        if self.facts.has(FactName::Addressees) || !self.kind.knows(FactName::Addressees) {
            return;
        }
        const HEADS: [&str; 8] = ["债务人", "借款人", "担保人", "保证人", "抵押人", "共同债务人", "被告", "当事人"];
        let bars = |line: &PageLine| self.text.flat[line.words.clone()].iter().filter(|c| **c == '|').count();
        let mut found: Vec<Range<usize>> = Vec::new();
        for (i, line) in self.lines.iter().enumerate().filter(|(_, line)| bars(line) >= 1) {
            let heads = barred(&self.text.flat[line.words.clone()]);
            let of_people: Vec<usize> = (0..heads.len())
                .filter(|at| {
                    let head: Vec<char> = self.text.flat[line.words.clone()][heads[*at].clone()].to_vec();
                    HEADS.iter().any(|word| find(&head, word).is_some()) && head.len() <= 12
                })
                .collect();
            if of_people.is_empty() {
                continue;
            }
            for row in self.lines[i + 1..].iter().take_while(|row| bars(row) == bars(line)) {
                let cells = barred(&self.text.flat[row.words.clone()]);
                for at in &of_people {
                    if let Some(cell) = cells.get(*at).filter(|cell| !cell.is_empty()) {
                        let start = self.dense.find(row.words.start + cell.start);
                        let end = self.dense.find(row.words.start + cell.end);
                        found.push(start..end);
                    }
                }
            }
            break;
        }
        for cell in found {
            for (name, _) in names::in_list(&self.dense.chars, cell, self.words) {
                let here = &self.dense.chars[name.clone()];
                if self.words.is_office(here) || self.words.is_person(here) || self.words.may_be_name(here) {
                    self.add(FactName::Addressees, &name, Sure::Likely);
                }
            }
        }
    }

    /// The other parties: those named with the case, without those addressed.
    fn parties(&mut self) {
        if !self.kind.knows(FactName::Parties) {
            return;
        }
        if self.kind.official {
            for (range, unsure) in names::of_cases(self.dense, self.words) {
                self.add(FactName::Parties, &range, if unsure { Sure::Unsure } else { Sure::Certain });
            }
        }
        let addressed: Vec<String> = self.facts.texts(FactName::Addressees).map(case::key).collect();
        let parties = self.facts.take(FactName::Parties);
        for fact in parties {
            let same = matches!(&fact.value, FactValue::Text(name) if addressed.contains(&case::key(name)));
            if !same {
                self.facts.add(FactName::Parties, fact);
            }
        }
    }

    /// The facts that have several values: documents, numbers, telephones.
    fn lists(&mut self) {
        let chars = &self.dense.chars;
        if self.kind.knows(FactName::Documents) {
            for range in documents::of_notice(chars, self.words) {
                self.add(FactName::Documents, &range, Sure::Certain);
            }
        }
        // 传票公告, 判决书送达公告: what is served stands in the title.
        if self.kind.must.contains(&FactName::Documents) && !self.facts.has(FactName::Documents) {
            let title = self.lines.iter().find(|line| line.looks == Looks::Title).map(|line| self.place(line));
            let named = title.and_then(|title| {
                let here = &chars[..title.end];
                title
                    .clone()
                    .find_map(|at| self.words.documents.at_start(here, at).map(|word| at..at + word.chars().count()))
            });
            if let Some(range) = named {
                self.add(FactName::Documents, &range, Sure::Likely);
            }
        }
        if self.kind.knows(FactName::Phone) || self.kind.knows(FactName::Contacts) {
            for (range, labelled) in contacts::phones(chars, &|at| self.dense.is_apart(at)) {
                if self.kind.id == "correction" && is_mistaken(chars, &range) {
                    continue;
                }
                let sure = if labelled { Sure::Certain } else { Sure::Likely };
                self.add(FactName::Phone, &range, sure);
                if self.kind.names(FactName::Contacts) {
                    self.add(FactName::Contacts, &range, sure);
                }
            }
        }
        for range in contacts::addresses(chars) {
            self.add(FactName::Address, &range, Sure::Certain);
        }
        for range in figures::identities(chars) {
            self.add(FactName::Identity, &range, Sure::Certain);
        }
        if self.kind.knows(FactName::Numbers) {
            for (range, labelled) in figures::numbers(chars) {
                self.add(FactName::Numbers, &range, if labelled { Sure::Certain } else { Sure::Likely });
            }
        }
        if self.kind.id == "lost_and_void" {
            self.lost();
        }
    }

    /// Whose a lost thing is and what it is, where the kind's own wording did not say both.
    fn lost(&mut self) {
        let chars = &self.dense.chars;
        // 遗失某某厂营业执照副本: whose it is stands before what it is.
        if !self.facts.has(FactName::Owner)
            && let Some(fact) = self.facts.first(FactName::Thing)
        {
            let place = self.dense.find(fact.span.start)..self.dense.find(fact.span.end);
            let before =
                self.dense.chars[..place.start].iter().rposition(|c| super::text::ends_sentence(*c) || *c == ':');
            let alone = place.start - before.map_or(0, |at| at + 1) <= 4;
            if let Some(cut) = things::behind_owner(chars, place.clone(), self.words).filter(|_| alone) {
                self.facts.take(FactName::Thing);
                self.add(FactName::Owner, &(place.start..cut), Sure::Likely);
                self.add(FactName::Thing, &(cut..place.end), Sure::Likely);
            }
        }
        if !self.facts.has(FactName::Owner)
            && let Some(range) = self.named_above_loss()
        {
            self.add(FactName::Owner, &range, Sure::Likely);
        }
        self.lost_by_labels();
        if self.facts.has(FactName::Thing) && self.facts.has(FactName::Owner) {
            return;
        }
        if !self.facts.has(FactName::Owner)
            && let Some((range, known)) = things::subject(&self.dense.chars, self.words)
        {
            let range = captured::with_form(&self.dense.chars, range);
            self.add(FactName::Owner, &range, if known { Sure::Likely } else { Sure::Unsure });
        }
        let chars = &self.dense.chars;
        if let Some((owner, thing)) = things::lost(chars, self.words) {
            if !self.facts.has(FactName::Thing) {
                self.add(FactName::Thing, &thing, Sure::Likely);
            }
            if let Some(owner) = owner.filter(|_| !self.facts.has(FactName::Owner)) {
                self.add(FactName::Owner, &owner, Sure::Unsure);
            }
        }
        if !self.facts.has(FactName::Thing)
            && let Some(range) = things::by_shape(chars, self.words)
        {
            self.add(FactName::Thing, &range, Sure::Unsure);
        }
    }

    /// 单位:… 物品:…, 遗失人:… 遗失内容:…: a loss in the lines of a form.
    fn lost_by_labels(&mut self) {
        const OWNERS: [&str; 14] = [
            "单位",
            "单位名称",
            "公司名称",
            "企业名称",
            "姓名",
            "遗失人",
            "遗失单位",
            "失主",
            "持证人",
            "持有人",
            "所有人",
            "户主",
            "业户",
            "当事人",
        ];
        const THINGS: [&str; 12] = [
            "物品",
            "遗失物",
            "丢失物",
            "遗失物品",
            "丢失物品",
            "遗失内容",
            "内容",
            "证件",
            "证件名称",
            "遗失证件",
            "证照名称",
            "遗失证照",
        ];
        for (label, value) in labelled::rows(self.dense) {
            let label: String = self.dense.chars[label].iter().collect();
            if OWNERS.contains(&label.as_str()) && !self.facts.has(FactName::Owner) {
                self.add(FactName::Owner, &value, Sure::Likely);
            } else if THINGS.contains(&label.as_str()) && !self.facts.has(FactName::Thing) {
                let value = things::thing(&self.dense.chars, value, self.words);
                self.add(FactName::Thing, &value, Sure::Likely);
            }
        }
    }

    /// A name on a line of its own above 遗失…: whose loss it is.
    fn named_above_loss(&self) -> Option<Range<usize>> {
        let lines: Vec<&PageLine> = self.lines.iter().filter(|line| line.looks != Looks::Blank).collect();
        let above = lines.windows(2).find(|two| {
            let below = &self.text.flat[two[1].words.clone()];
            ["遗失", "丢失"].iter().any(|word| starts_with(below, 0, word)) && two[1].looks == Looks::Body
        })?;
        let place = self.place(above[0]);
        let here =
            self.dense.chars[place.clone()].strip_suffix(&['\n'][..]).unwrap_or(&self.dense.chars[place.clone()]);
        (self.words.is_person(here) || self.words.is_office(here)).then(|| place.start..place.start + here.len())
    }

    /// The period and the hearing.
    fn moments(&mut self) {
        if let Some((range, length, name)) = periods::period(&self.dense.chars) {
            let value = match length {
                PeriodLength::Months(months) => FactValue::Count(months),
                length => length.value(),
            };
            self.facts.add(name, Fact { value, span: self.dense.span(&range), sure: Sure::Certain });
        }
        for one in stated::stated(&self.dense.chars) {
            if one.name == FactName::EvidenceDays {
                self.evidence = one.since;
            }
            let fact = Fact { value: one.length.value(), span: self.dense.span(&one.range), sure: Sure::Certain };
            self.facts.add(one.name, fact);
        }
        if self.kind.period.as_ref().is_some_and(|period| period.gives == Gives::PeriodEnds)
            && let Some(dated) = stated::claims_until(&self.dense.chars)
        {
            let span = self.dense.span(&dated.range);
            self.facts
                .add(FactName::ClaimsUntil, Fact { value: FactValue::Date(dated.date()), span, sure: Sure::Certain });
        }
        let heard = self.kind.names(FactName::Hearing) || phrases!["开庭", "传票", "庭审"].within(&self.dense.chars);
        let hearing = match &self.kind.id[..] {
            _ if !heard => None,
            // What was wrong raises nothing: what it was corrected to counts.
            "correction" => periods::corrected(&self.dense.chars),
            _ => periods::hearing(&self.dense.chars),
        };
        if let Some((range, hearing, sure)) = hearing {
            self.facts.add(
                FactName::Hearing,
                Fact { value: FactValue::Hearing(hearing), span: self.dense.span(&range), sure },
            );
        }
    }
}
