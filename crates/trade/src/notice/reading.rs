//! One notice read: its kind, its facts, and where each stands.

use std::ops::Range;

use super::case::{self, CaseNumber, Issuer};
use super::clock::Told;
use super::documents;
use super::facts::{Fact, FactName, Facts, Length, Since, Sure, Value};
use super::figures;
use super::kinds::{Gives, Kind, Kinds};
use super::lines::{Line, Looks, are_names, inline_addressee, last_date, numbered, titled};
use super::moments;
use super::names;
use super::periods;
use super::speaker;
use super::split::seen;
use super::stated;
use super::text::{Dense, JOINT, Text, find, is_blank, starts_with};
use super::words::Words;

/// So many characters of a notice are read for facts; no page holds a longer one.
pub(super) const LONGEST: usize = 20_000;

/// What was read of a notice, before its dates are worked out.
pub(super) struct Reading<'k> {
    pub(super) kind: &'k Kind,
    pub(super) sure: Sure,
    pub(super) facts: Facts,
    pub(super) dense: Dense,
    pub(super) doubts: Vec<Doubt>,
    pub(super) told: Told,
}

/// A second sentence that says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) name: FactName,
    pub(super) other: String,
    pub(super) span: Range<usize>,
}

/// Reads a notice.
pub(super) fn read<'k>(text: &Text, lines: &[Line], heading: Option<Range<usize>>, kinds: &'k Kinds) -> Reading<'k> {
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
    reader.parties();
    reader.lists();
    reader.moments();
    reader.signature();
    let (mut facts, doubts, evidence) = (reader.facts, reader.doubts, reader.evidence);
    facts.keep(|name| kind.knows(name));
    let serves = ["视为送达", "视作送达", "即为送达", "视同送达"].iter().any(|word| find(&dense.chars, word).is_some());
    Reading { kind, sure, facts, dense, doubts, told: Told { evidence, serves } }
}

/// The lines that are read: a notice longer than any page is read in its first part only.
fn shown(lines: &[Line]) -> &[Line] {
    let mut length = 0;
    let count = lines.iter().take_while(|line| {
        length += line.range.len();
        length <= LONGEST
    });
    &lines[..count.count().max(1).min(lines.len())]
}

/// The words of a notice without blanks; a paragraph that was broken for width reads on.
fn words_of(text: &Text, lines: &[Line], words: &Words) -> Dense {
    // As the eye sees it: a figure is half as wide as a character.
    let width =
        |line: &Line| -> usize { text.raw[line.words.clone()].iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
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

struct Reader<'a> {
    text: &'a Text,
    lines: &'a [Line],
    dense: &'a Dense,
    kind: &'a Kind,
    words: &'a Words,
    facts: Facts,
    doubts: Vec<Doubt>,
    evidence: Since,
}

impl Reader<'_> {
    fn add(&mut self, name: FactName, range: &Range<usize>, sure: Sure) {
        let text = self.dense.own_words(self.text, range);
        if !text.is_empty() {
            let value =
                if name == FactName::CaseNumber { Value::Case(CaseNumber::new(&text)) } else { Value::Text(text) };
            self.facts.add(name, Fact { value, span: self.dense.span(range), sure });
        }
    }

    /// A line's place among the words without blanks.
    fn place(&self, line: &Line) -> Range<usize> {
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
                Looks::Addressee => place.start..place.end - 1,
                Looks::Body if self.kind.official || !self.facts.has(FactName::Addressees) => {
                    let from = place.start + numbered(here);
                    let from = from + titled(&self.dense.chars[from..place.end], self.words).unwrap_or(0);
                    let rest = &self.dense.chars[from.min(place.end)..place.end];
                    match inline_addressee(rest, self.words) {
                        Some(after) => from..from + after - 1,
                        None => continue,
                    }
                }
                _ => continue,
            };
            let number = case::numbers(&self.dense.chars[names.clone()])
                .first()
                .filter(|first| first.start == 0)
                .map_or(0, |first| first.end);
            for (name, unsure) in names::in_list(&self.dense.chars, names.start + number..names.end, self.words) {
                self.add(FactName::Addressees, &name, if unsure { Sure::Likely } else { Sure::Certain });
            }
        }
    }

    /// The number of this case, not those of papers that it tells of.
    fn case_number(&mut self) {
        let mut numbers = case::numbers(&self.dense.chars);
        if !self.kind.names(FactName::CaseNumber) {
            // What another kind cites is no number of its own, unless it calls it one.
            let called = |range: &Range<usize>| {
                let before = &self.dense.chars[range.start.saturating_sub(6)..range.start];
                find(before, "案号").is_some()
            };
            numbers.retain(called);
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
        let best = numbers.iter().rev().max_by_key(|range| weigh(range)).cloned();
        if let Some(best) = best {
            let (alone, of_case, own, _) = weigh(&best);
            // The number of a penalty that a court tells of is not the number of its case.
            if alone || of_case || own || !self.kind.official {
                let sure = if alone || of_case || numbers.len() == 1 { Sure::Certain } else { Sure::Likely };
                self.add(FactName::CaseNumber, &best, sure);
            }
        }
    }

    /// What the kind's own file says about its wording.
    fn patterns(&mut self) {
        let kind = self.kind;
        for pattern in &kind.patterns {
            for one in pattern.matches(self.dense) {
                for (name, range) in one {
                    self.captured(name, range);
                }
            }
        }
    }

    fn captured(&mut self, name: FactName, range: Range<usize>) {
        let chars = &self.dense.chars;
        let range = match name {
            FactName::Addressees | FactName::Parties | FactName::Owner => names::past_bracket(chars, range, self.words),
            _ => range,
        };
        match name {
            FactName::Addressees | FactName::Parties => {
                for (own, unsure) in names::in_list(chars, range, self.words) {
                    let here = &chars[own.clone()];
                    let self_said = Words::at_start(&self.words.selves, here, 0).is_some();
                    let named = self.words.is_office(here)
                        || self.words.is_person(super::words::without_brackets(here))
                        || are_names(here, self.words);
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
                if let Some((own, sure)) = figures::clean(chars, name, range, self.words) {
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
            let same = matches!(&fact.value, Value::Text(name) if addressed.contains(&case::key(name)));
            if !same {
                self.facts.add(FactName::Parties, fact);
            }
        }
    }

    /// Documents, numbers, telephones.
    fn lists(&mut self) {
        let chars = &self.dense.chars;
        if self.kind.knows(FactName::Documents) {
            for range in documents::of_notice(chars, self.words) {
                self.add(FactName::Documents, &range, Sure::Certain);
            }
        }
        if self.kind.knows(FactName::Phone) || self.kind.knows(FactName::Contacts) {
            for (range, labelled) in figures::phones(chars) {
                let sure = if labelled { Sure::Certain } else { Sure::Likely };
                self.add(FactName::Phone, &range, sure);
                if self.kind.names(FactName::Contacts) {
                    self.add(FactName::Contacts, &range, sure);
                }
            }
        }
        for range in figures::addresses(chars) {
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
        if self.kind.id == "lost_and_void"
            && !self.facts.has(FactName::Thing)
            && let Some((owner, thing)) = figures::lost(chars, self.words)
        {
            self.add(FactName::Thing, &thing, Sure::Likely);
            if let Some(owner) = owner {
                self.add(FactName::Owner, &owner, Sure::Unsure);
            }
        }
    }

    /// The period and the hearing.
    fn moments(&mut self) {
        if let Some((range, length, name)) = periods::period(&self.dense.chars) {
            let value = match length {
                Length::Months(months) => Value::Count(months),
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
            self.facts.add(FactName::ClaimsUntil, Fact { value: Value::Date(dated.date()), span, sure: Sure::Certain });
        }
        let heard = self.kind.names(FactName::Hearing)
            || ["开庭", "传票", "庭审"].iter().any(|word| find(&self.dense.chars, word).is_some());
        let hearing = match &self.kind.id[..] {
            _ if !heard => None,
            // What was wrong raises nothing: what it was corrected to counts.
            "correction" => periods::corrected(&self.dense.chars),
            _ => periods::hearing(&self.dense.chars),
        };
        if let Some((range, hearing, sure)) = hearing {
            self.facts
                .add(FactName::Hearing, Fact { value: Value::Hearing(hearing), span: self.dense.span(&range), sure });
        }
    }

    /// Who signs, and under which date.
    fn signature(&mut self) {
        let lines: Vec<&Line> = self.lines.iter().filter(|line| line.looks != Looks::Blank).collect();
        let body = lines.iter().rposition(|line| {
            matches!(line.looks, Looks::Body | Looks::Closing | Looks::Addressee)
                && !self.is_short_name(line)
                && !self.is_tail(line)
        });
        let below = body.map_or(0, |at| at + 1);
        let mut signed: Option<Range<usize>> = None;
        for line in &lines[below..] {
            let place = self.place(line);
            match line.looks {
                Looks::Date => {
                    if let Some((at, dated)) = last_date(&self.dense.chars[place.clone()]) {
                        self.date(place.start + at, &dated);
                        let name = self.signer_in(place.start..place.start + at);
                        if name.len() >= 2 {
                            signed = Some(signed.map_or(name.clone(), |before| before.start..name.end));
                        }
                    }
                }
                Looks::Office | Looks::Signer | Looks::Body
                    if !self.is_tail(line) && !self.facts.has(FactName::Date) =>
                {
                    let name = self.signer_in(place);
                    signed = Some(signed.map_or(name.clone(), |before| before.start..name.end));
                }
                _ => {}
            }
        }
        let last_body = body.map(|at| lines[at]);
        let mut sure = Sure::Certain;
        if let Some(line) = last_body
            && (signed.is_none() || !self.facts.has(FactName::Date))
        {
            let name = self.at_end_of(line, signed.is_none());
            if signed.is_none() && name.is_some() {
                (signed, sure) = (name, Sure::Likely);
            }
        }
        if signed.is_none() {
            // A court's notice bears its name at its head where it bears none at its foot.
            let above = lines.iter().take_while(|line| !matches!(line.looks, Looks::Body | Looks::Addressee));
            let head = above.filter(|line| line.looks == Looks::Office).last();
            (signed, sure) = (head.map(|line| self.place(line)), Sure::Likely);
        }
        if signed.is_none() {
            (signed, sure) = (self.titled_authority(&lines), Sure::Likely);
        }
        // A company that reduces its capital, moves or closes is the one that signs.
        let speaks = self.kind.must.contains(&FactName::Owner) || self.kind.should.contains(&FactName::Owner);
        // 本公司不慎将公章遗失: whoever signs lost it.
        let itself = ["本公司", "我公司", "本单位", "我单位", "我司", "本店", "我店"];
        let lost = self.kind.id == "lost_and_void";
        if speaks
            && (!lost || itself.iter().any(|word| find(&self.dense.chars, word).is_some()))
            && !self.facts.has(FactName::Owner)
            && let Some(range) = signed.clone().filter(|range| self.words.is_office(&self.dense.chars[range.clone()]))
        {
            self.add(FactName::Owner, &range, Sure::Likely);
        }
        if let Some(range) = signed.filter(|range| range.len() >= 2) {
            let value = Value::Text(self.signers(&range));
            self.facts.add(FactName::Signer, Fact { value, span: self.dense.span(&range), sure });
        }
    }

    /// 某某人民法院公告: the authority in the title.
    fn titled_authority(&self, lines: &[&Line]) -> Option<Range<usize>> {
        let title = lines.iter().find(|line| line.looks == Looks::Title)?;
        let place = self.place(title);
        let here = &self.dense.chars[place.clone()];
        let end = (4..here.len()).rev().find(|end| Words::at_end(&self.words.authorities, &here[..*end]))?;
        Some(self.signer_in(place.start..place.start + end))
    }

    /// Several names that sign stand on lines of their own.
    fn signers(&self, range: &Range<usize>) -> String {
        let mut names: Vec<String> = Vec::new();
        let mut from = range.start;
        for at in range.start..=range.end {
            // A blank stands between two names only where a whole one is before it: 某某 公司 is one.
            let ended = at == range.end || self.dense.chars[at] == '\n';
            let apart = !ended && self.gap_before(at) && self.words.is_office(&self.dense.chars[from..at]);
            if ended || apart {
                let own = from..at;
                let name = self.dense.own_words(self.text, &own);
                let plain = self.words.is_office(&self.dense.chars[own.clone()]) || own.len() <= 4;
                if plain && !name.is_empty() {
                    // 董事会 on a line of its own signs for the company above it.
                    const BODIES: [&str; 9] = [
                        "董事会",
                        "监事会",
                        "股东会",
                        "清算组",
                        "管理人",
                        "工会",
                        "业主委员会",
                        "治丧委员会",
                        "治丧小组",
                    ];
                    match names.last_mut().filter(|_| BODIES.contains(&name.as_str())) {
                        Some(company) => company.push_str(&name),
                        None => names.push(name),
                    }
                } else if !name.is_empty() {
                    // 子:张明 女:张丽 泣告 keeps its blanks.
                    let span = self.text.slice(self.dense.span(&own));
                    names.push(span.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                from = if ended { at + 1 } else { at };
            }
        }
        names.join("、")
    }

    /// A line without the label and the seal around a name.
    fn signer_in(&self, mut place: Range<usize>) -> Range<usize> {
        let chars = &self.dense.chars;
        let colon = chars[place.clone()].iter().take(8).position(|c| *c == ':');
        if let Some(colon) = colon
            .filter(|colon| *colon > 0 && matches!(chars[place.start + colon - 1], '人' | '位' | '方' | '者' | '司'))
        {
            place.start += colon + 1;
        }
        // [北京]北京市朝阳区人民法院: the province in front is the paper's.
        if chars.get(place.start) == Some(&'〔')
            && let Some(close) = chars[place.clone()].iter().take(8).position(|c| *c == '〕')
        {
            place.start += close + 1;
        }
        for seal in ["(盖章)", "(公章)", "(印章)", "(签章)", "(印)"] {
            if super::text::ends_with(&chars[place.clone()], seal) {
                place.end -= seal.chars().count();
            }
        }
        if let Some((at, _)) = last_date(&chars[place.clone()]) {
            place.end = place.start + at;
        }
        while place.start < place.end && matches!(chars[place.end - 1], ',' | '\n' | ':' | '。' | '(') {
            place.end -= 1;
        }
        place
    }

    fn date(&mut self, at: usize, dated: &moments::Dated) {
        let length = dated.range.len();
        let span = self.dense.span(&(at..at + length));
        self.facts.add(FactName::Date, Fact { value: Value::Date(dated.date()), span, sure: Sure::Certain });
    }

    /// The name and the date at the end of a paragraph: `…缺席裁判。某某人民法院 2026年1月22日`.
    fn at_end_of(&mut self, line: &Line, wanted: bool) -> Option<Range<usize>> {
        let place = self.place(line);
        let mut end = place.end;
        while end > place.start && matches!(self.dense.chars[end - 1], '\n') {
            end -= 1;
        }
        if let Some((at, dated)) = last_date(&self.dense.chars[place.start..end]) {
            let before = self.dense.chars[..place.start + at].last().copied();
            let apart = before.is_none_or(|c| matches!(c, '。' | ',' | '!' | '\n' | ')' | ';'))
                || self.office_before(place.start, place.start + at).is_some()
                || self.gap_before(place.start + at);
            if apart {
                self.date(place.start + at, &dated);
                end = place.start + at;
            }
        }
        if !wanted {
            return None;
        }
        let office = self.office_before(place.start, end)?;
        Some(office)
    }

    /// Whether a blank stands before a place.
    fn gap_before(&self, at: usize) -> bool {
        let start = self.dense.span(&(at..at + 1)).start;
        start > 0 && is_blank(self.text.flat[start - 1]) && self.text.flat[start - 1] != JOINT
    }

    /// The name that stands between the last sentence and a place.
    fn office_before(&self, from: usize, mut end: usize) -> Option<Range<usize>> {
        let chars = &self.dense.chars;
        while end > from && matches!(chars[end - 1], ',' | ')' | '(') {
            end -= 1;
        }
        let start =
            chars[from..end].iter().rposition(|c| matches!(c, '。' | '!' | ';' | '\n')).map(|at| from + at + 1)?;
        let start = (start + usize::from(chars.get(start) == Some(&'('))).min(end);
        // 公告人:某某公司 is a name with its label, 联系电话:… is none.
        let label = chars[start..end].iter().take(8).position(|c| *c == ':').map_or(0, |colon| colon + 1);
        let signs = label > 1 && matches!(chars[start + label - 2], '人' | '位' | '方' | '者');
        let label = if signs && !starts_with(chars, start, "联系") { label } else { 0 };
        let name = (start + label).min(end)..end;
        let here = &chars[name.clone()];
        let sound = here.len() <= 50
            && (self.words.is_office(here)
                || (label > 0 && here.len() >= 2)
                || (self.words.is_person(here) && end - start <= 4));
        (sound && !here.is_empty()).then_some(name)
    }

    /// A short line that is a person's name: it signs.
    fn is_short_name(&self, line: &Line) -> bool {
        let place = self.place(line);
        let here = &self.dense.chars[place];
        here.len() <= 4 && self.words.is_person(here)
    }

    /// A line that may follow a signature: 联系电话:….
    fn is_tail(&self, line: &Line) -> bool {
        let place = self.place(line);
        let here = &self.dense.chars[place];
        here.len() <= 80 && line.looks == Looks::Body && self.words.tails.iter().any(|word| starts_with(here, 0, word))
    }
}
