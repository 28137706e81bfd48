//! One notice read: its kind, its facts, and where each stands.

use std::ops::Range;

use super::addressed::{are_names, inline_addressee};
use super::captured;
use super::case::{self, CaseNumber, Issuer};
use super::clock::ServiceWording;
use super::contacts;
use super::docket;
use super::documents;
use super::facts::{Fact, FactName, FactValue, Facts, PeriodLength, Since, Sure};
use super::figures;
use super::heads;
use super::kinds::{Gives, NoticeKind, NoticeKinds};
use super::lines::{PageLine, numbered, titled};
use super::looks::{Looks, label_of_addressee, remark_behind_colon};
use super::names;
use super::periods;
use super::phrases::phrases;
use super::recall;
use super::speaker::{self, Speaker};
use super::split::seen;
use super::stated;
use super::text::{Dense, Text, find, starts_with};
use super::things;
use super::words::Words;

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
    text: &Text,
    lines: &[PageLine],
    heading: Option<Range<usize>>,
    kinds: &'k NoticeKinds,
) -> NoticeReading<'k> {
    let lines = shown(lines);
    let (title, _) = seen(lines, heading, text);
    let dense = words_of(text, lines, &kinds.words);
    let speaker = speaker::of(lines, text, &dense, &kinds.words);
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
        words: &kinds.words,
        facts: Facts::default(),
        doubts: Vec::new(),
        evidence: Since::Served,
    };
    reader.addressees();
    reader.case_number();
    reader.patterns();
    reader.named_above();
    reader.third_person();
    reader.rows();
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
fn words_of(text: &Text, lines: &[PageLine], words: &Words) -> Dense {
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
        let broken = line.looks == Looks::Body
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
    before.contains(&'误')
        || ["有误", "应为", "更正为", "现更正", "错误", "误"]
            .iter()
            .any(|word| find(behind, word).is_some_and(|at| !behind[..at].iter().any(char::is_ascii_digit)))
}

/// A notice that is being read, and what was read of it so far.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text,
    pub(super) lines: &'a [PageLine],
    pub(super) dense: &'a Dense,
    pub(super) kind: &'a NoticeKind,
    pub(super) words: &'a Words,
    pub(super) facts: Facts,
    pub(super) doubts: Vec<Doubt>,
    pub(super) evidence: Since,
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
                    let label = label_of_addressee(here);
                    let here = remark_behind_colon(here.strip_suffix(&['\n'][..]).unwrap_or(here));
                    place.start + label..place.start + here.len() - usize::from(here.last() == Some(&':'))
                }
                Looks::Body if self.kind.official || !self.facts.has(FactName::Addressees) => {
                    let from = place.start + numbered(here);
                    let from = from + titled(&self.dense.chars[from..place.end], self.words).unwrap_or(0);
                    let from = from
                        + heads::authority(&self.dense.chars[from.min(place.end)..place.end], self.words).unwrap_or(0);
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
            for (name, unsure) in names::in_list(&self.dense.chars, names.start + number..names.end, self.words) {
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
            let bare = super::words::without_brackets(names);
            let sound = bare.len() <= 60
                && !bare.iter().any(|c| matches!(c, ':' | '。' | ','))
                && !self.words.authorities.at_end(bare)
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
                || super::text::ends_with(before, "案号为");
            (alone, of_case, number.issuer == issuer, number.issuer != Issuer::Other)
        };
        let weighed = numbers.iter().rev().map(|range| (weigh(range), range.clone()));
        if let Some(((alone, of_case, own, _), best)) = weighed.max_by_key(|(weight, _)| *weight) {
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
                    let self_said = self.words.selves.at_start(here, 0).is_some()
                        || here.iter().any(|c| matches!(c, '你' | '您'))
                        || ["本公司", "我公司", "尚欠"].iter().any(|word| find(here, word).is_some());
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
                self.words.is_office(here) || self.words.is_person(here) || self.words.may_be_name(here)
            };
            names.iter().all(|(name, _)| whole(name)).then_some(names).filter(|names| !names.is_empty())
        });
        for (name, _) in named.unwrap_or_default() {
            self.add(FactName::Addressees, &name, Sure::Likely);
        }
    }

    /// 童国庆 3301********1530 处罚决定书编号…: whom a table under an authority's words names, one in each row, the number of his card
    /// behind his name.
    fn rows(&mut self) {
        if self.facts.has(FactName::Addressees) || !self.kind.must.contains(&FactName::Addressees) {
            return;
        }
        let mut found = Vec::new();
        for line in self.lines.iter().filter(|line| line.looks == Looks::Body) {
            let flat = &self.text.flat[line.words.clone()];
            let from = numbered(flat);
            let cell = flat[from..].iter().take(40).position(|c| matches!(c, ' ' | '|' | ':' | ',')).unwrap_or(0);
            let name = &flat[from..from + cell];
            let rest = &flat[from + cell..];
            let rest = &rest[rest.iter().take_while(|c| matches!(c, ' ' | '|' | ':' | ',')).count()..];
            let card = rest.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '*' | 'X' | 'x')).count() >= 15;
            if cell >= 2 && card && (self.words.is_person(name) || self.words.is_office(name)) {
                let start = self.dense.find(line.words.start + from);
                found.push(start..start + cell);
            }
        }
        for range in found {
            self.add(FactName::Addressees, &range, Sure::Likely);
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
        if self.kind.knows(FactName::Phone) || self.kind.knows(FactName::Contacts) {
            for (range, labelled) in contacts::phones(chars) {
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
            if let Some(cut) = things::behind_owner(chars, place.clone(), self.words) {
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
        if self.facts.has(FactName::Thing) && self.facts.has(FactName::Owner) {
            return;
        }
        if let Some((owner, thing)) = things::lost(chars, self.words) {
            if !self.facts.has(FactName::Thing) {
                self.add(FactName::Thing, &thing, Sure::Likely);
            }
            if let Some(owner) = owner.filter(|_| !self.facts.has(FactName::Owner)) {
                self.add(FactName::Owner, &owner, Sure::Unsure);
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
