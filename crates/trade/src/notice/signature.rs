//! Who signs a notice, and under which date.

use std::ops::Range;

use super::facts::{Fact, FactName, FactValue, Sure};
use super::foot;
use super::heads;
use super::lines::PageLine;
use super::looks::{Looks, date_before_tail, is_label_of_date, last_date, telephone_behind};
use super::moments;
use super::reading::Reader;
use super::speaker::Speaker;
use super::subject;
use super::text::{JOINT, ends_with, find, flat, is_blank, is_han, starts_with};

impl Reader<'_> {
    /// Who signs, and under which date.
    pub(super) fn signature(&mut self) {
        let lines: Vec<&PageLine> = self.lines.iter().filter(|line| line.looks != Looks::Blank).collect();
        let body = lines.iter().rposition(|line| {
            matches!(line.looks, Looks::Body | Looks::Closing | Looks::Addressee)
                && !self.is_short_name(line)
                && !self.is_tail(line)
        });
        // 青岛画院 above the date: a name that ends as no list knows, where nothing else signs.
        let named = body.filter(|at| *at > 0 && self.is_named_above_date(&lines, *at));
        let body = if named.is_some() { body.map(|at| at - 1) } else { body };
        let below = body.map_or(0, |at| at + 1);
        let mut signed: Option<Range<usize>> = None;
        for line in &lines[below..] {
            let place = self.place(line);
            match line.looks {
                Looks::Date => {
                    if let Some(dated) = date_before_tail(&self.dense.chars[place.clone()], self.words) {
                        self.date(place.start, &dated);
                    } else if let Some((at, dated)) = last_date(&self.dense.chars[place.clone()]) {
                        self.date(place.start + at, &dated);
                        let name = self.signer_in(place.start..place.start + at);
                        if name.len() >= 2 {
                            signed = Some(signed.map_or(name.clone(), |before| before.start..name.end));
                        }
                    }
                }
                Looks::Office | Looks::Signer | Looks::Body
                    if !self.is_tail(line)
                        && (!self.facts.has(FactName::Date)
                            || (matches!(line.looks, Looks::Signer | Looks::Office) && signed.is_none())) =>
                {
                    let name = self.signer_in(place);
                    if name.is_empty() {
                        continue;
                    }
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
        if (signed.is_none() || !self.facts.has(FactName::Date))
            && let Some(foot) = foot::of(self.lines, self.dense, self.words)
        {
            let foot_date = foot.date.as_ref().map(|(at, _)| *at);
            if let Some((at, dated)) = foot.date.filter(|_| !self.facts.has(FactName::Date)) {
                self.date(at, &dated);
            }
            if signed.is_none() {
                let mut name = foot.offices.first().cloned().or(foot.person);
                for next in foot.offices.iter().skip(1) {
                    // Several that sign stand side by side.
                    let dated = foot_date.is_some_and(|at| at < next.start);
                    if let Some(name) = name.as_mut().filter(|name| !dated && next.start <= name.end + 40) {
                        name.end = next.end;
                    }
                }
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
        if signed.is_none() {
            (signed, sure) = (self.titled_company(&lines), Sure::Likely);
        }
        if signed.is_none() {
            // 某某人民法院原告…, and below a title 某某人民法院在执行…一案中.
            let speaks = self.kind.official || self.kind.speakers.contains(&Speaker::Authority);
            let begun = lines.iter().find(|line| line.looks == Looks::Body).filter(|_| speaks);
            let named = lines.first().into_iter().chain(begun).find_map(|line| {
                let place = self.place(line);
                let here = &self.dense.chars[place.clone()];
                let end = heads::authority(here, self.words)
                    .or_else(|| heads::acting(here, self.words))
                    .or_else(|| heads::titled(here, self.words).map(|(name, _)| name))?;
                Some(self.signer_in(place.start..place.start + end))
            });
            (signed, sure) = (named, Sure::Likely);
        }
        if signed.is_none() {
            (signed, sure) = (self.headed(&lines), Sure::Likely);
        }
        // A company that reduces its capital, moves or closes is the one that signs.
        let speaks = self.kind.must.contains(&FactName::Owner) || self.kind.should.contains(&FactName::Owner);
        // 本公司不慎将公章遗失: whoever signs lost it.
        let first = lines.iter().find(|line| matches!(line.looks, Looks::Body)).map(|line| self.place(line));
        let bare = first
            .is_some_and(|place| ["遗失", "丢失"].iter().any(|word| starts_with(&self.dense.chars, place.start, word)));
        let itself = [
            "本公司",
            "我公司",
            "本单位",
            "我单位",
            "我司",
            "本店",
            "我店",
            "我行",
            "本行",
            "我校",
            "本校",
            "我院",
            "我社",
            "我会",
            "我中心",
            "我厂",
            "我村",
            "我局",
            "我所",
        ];
        let lost = self.kind.id == "lost_and_void";
        if speaks
            && !matches!(self.kind.id.as_str(), "obituary" | "missing_person")
            && !self.facts.has(FactName::Owner)
            // A court that sells owns nothing of it.
            && let Some(range) = signed.clone().filter(|range| {
                let here = &self.dense.chars[range.clone()];
                let shop = here.len() >= 5 && self.words.shops.at_end(here) && !self.words.may_be_clause(here);
                // 本人…丢失钱夹: whoever signs lost it.
                let person = lost && self.words.is_person(here) && find(&self.dense.chars, "本人").is_some();
                let said = bare || itself.iter().any(|word| find(&self.dense.chars, word).is_some());
                // …遗失作废 某某公司, all in one line: who stands behind it lost it.
                let named = !lost || said || person || lines.len() == 1;
                named && (self.words.is_office(here) || shop || person) && !ends_with(here, "法院")
            })
        {
            let whole = &self.dense.chars[range.clone()];
            // 某某股份有限公司董事会 signs for its company.
            let body = ["董事会", "清算组", "监事会"].iter().find(|body| ends_with(whole, body));
            let company = body.map_or(range.end, |body| range.end - body.chars().count());
            let company = company - usize::from(self.dense.chars.get(company.wrapping_sub(1)) == Some(&'\n'));
            let own = if company > range.start + 3 { range.start..company } else { range };
            let told = lines.len() > 1;
            self.add(FactName::Owner, &own, if told { Sure::Likely } else { Sure::Unsure });
        }
        let judged = signed.clone().is_some_and(|range| ends_with(&self.dense.chars[range], "法院"));
        if (speaks || self.kind.id == "authority")
            && !judged
            && !self.facts.has(FactName::Owner)
            && !matches!(self.kind.id.as_str(), "obituary" | "missing_person")
            && !lost
            && let Some(range) = subject::of(&self.dense.chars, self.words)
        {
            self.add(FactName::Owner, &range, Sure::Unsure);
        }
        if let Some(range) = signed.filter(|range| range.len() >= 2) {
            let value = FactValue::Text(self.signers(&range));
            self.facts.add(FactName::Signer, Fact { value, span: self.dense.span(&range), sure });
        }
    }

    /// 某某人民法院公告: the authority in the title.
    fn titled_authority(&self, lines: &[&PageLine]) -> Option<Range<usize>> {
        let title = lines.iter().find(|line| line.looks == Looks::Title)?;
        let place = self.place(title);
        let here = &self.dense.chars[place.clone()];
        let end = (4..here.len()).rev().find(|end| self.words.authorities.at_end(&here[..*end]))?;
        Some(self.signer_in(place.start..place.start + end))
    }

    /// 某某人民法院拍卖公告送达, 某某人民法院(2025)…号: a short line at the head that begins with an authority's name.
    fn headed(&self, lines: &[&PageLine]) -> Option<Range<usize>> {
        lines.iter().take(3).find_map(|line| {
            let place = self.place(line);
            let here = &self.dense.chars[place.clone()];
            let shown = &here[..here.iter().position(|c| matches!(c, '(' | '〔')).unwrap_or(here.len())];
            // 某某公证处:祖有才先生于…: who speaks, before a colon.
            let colon = here.iter().take(24).position(|c| *c == ':');
            let spoken =
                colon.is_some_and(|colon| ends_with(&here[..colon], "公证处") || ends_with(&here[..colon], "法院"));
            let shown = if spoken { &here[..colon.unwrap_or(0)] } else { shown };
            let plain = spoken || here.len() <= 50 && !here.iter().any(|c| matches!(c, ',' | '。' | ':' | '、'));
            let about = ["关于", "对", "致", "向", "由"].iter().any(|word| starts_with(here, 0, word));
            let named = |end: &usize| {
                let name = &shown[..*end];
                self.words.authorities.at_end(name) && self.words.is_office(name) && !self.words.may_be_clause(name)
            };
            let end = (5..=shown.len().min(34)).rev().find(named).filter(|_| plain && !about)?;
            Some(self.signer_in(place.start..place.start + end))
        })
    }

    /// 某某集团有限公司招租公告, and a date at the foot: the company in the title.
    fn titled_company(&self, lines: &[&PageLine]) -> Option<Range<usize>> {
        let title = lines.first().filter(|line| line.looks == Looks::Title)?;
        let place = self.place(title);
        let here = &self.dense.chars[place.clone()];
        let end = (6..here.len()).rev().find(|end| ends_with(&here[..*end], "公司"))?;
        let about = ["关于", "对", "致"].iter().any(|word| starts_with(here, 0, word));
        (!about && self.words.is_office(&here[..end]) && self.facts.has(FactName::Date))
            .then(|| place.start..place.start + end)
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
                let own = self.signer_in(from..at);
                let name = self.dense.own_words(self.text, &own);
                let plain = self.words.is_office(&self.dense.chars[own.clone()]) || own.len() <= 4;
                let here = &self.dense.chars[own.clone()];
                let chamber =
                    !names.is_empty() && (ends_with(here, "立案庭") || ends_with(here, "审判庭")) && here.len() <= 4;
                let figures = chamber || here.iter().filter(|c| c.is_ascii_digit()).count() >= 7;
                if figures {
                    // A telephone between two that sign, the chamber of a court.
                } else if plain && !name.is_empty() {
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
        // 院长(代签) above the office: what is no name beside one that is.
        if names.iter().any(|name| self.words.is_office(&name.chars().map(flat).collect::<Vec<char>>())) {
            names.retain(|name| !name.ends_with("签)") && !name.ends_with("签）") && name != "此布");
        }
        names.join("、")
    }

    /// A line without the label and the seal around a name.
    fn signer_in(&self, mut place: Range<usize>) -> Range<usize> {
        let chars = &self.dense.chars;
        let colon = chars[place.clone()].iter().take(8).position(|c| *c == ':');
        if let Some(colon) = colon.filter(|colon| {
            *colon > 0
                && !ends_with(&chars[place.start..place.start + colon], "夫人")
                && matches!(
                    chars[place.start + colon - 1],
                    '人' | '位' | '方' | '者' | '司' | '构' | '属' | '东' | '庭' | '关'
                )
        }) {
            place.start += colon + 1;
        }
        // [北京]北京市朝阳区人民法院: the province in front is the paper's.
        if chars.get(place.start) == Some(&'〔')
            && let Some(close) = chars[place.clone()].iter().take(8).position(|c| *c == '〕')
        {
            place.start += close + 1;
        }
        // 受让人:某某租赁站 联系人:…: whom to call is none of the name.
        for word in ["联系人", "联系电话"] {
            if let Some(at) = find(&chars[place.clone()], word) {
                place.end = place.start + at;
            }
        }
        // 致歉人 冀三宝: a label without its colon.
        for label in ["致歉人", "道歉人", "声明人", "公告人", "启事人", "遗失人", "通知人"] {
            let end = place.start + label.chars().count();
            if starts_with(&chars[..place.end], place.start, label) && end < place.end && self.dense.is_apart(end) {
                place.start = end;
            }
        }
        // 公告 某某人民法院(2026)…号: the title stands before the name.
        for title in ["送达公告", "公告"] {
            if starts_with(&chars[..place.end], place.start, title) && ends_with(&chars[place.clone()], "法院") {
                place.start += title.chars().count();
            }
        }
        // 中华人民共和国某某省某某人民法院: how a court's heading has it before its own name.
        if starts_with(&chars[..place.end], place.start, "中华人民共和国")
            && ends_with(&chars[place.clone()], "人民法院")
            && !starts_with(chars, place.start, "中华人民共和国最高")
        {
            place.start += 7;
        }
        for seal in ["(盖章)", "(公章)", "(印章)", "(签章)", "(印)", "(章)", "(签字)", "(签名)", "(手印)"]
        {
            if ends_with(&chars[place.clone()], seal) {
                place.end -= seal.chars().count();
            }
        }
        if let Some((at, _)) = last_date(&chars[place.clone()]) {
            place.end = place.start + at;
        }
        if is_label_of_date(&chars[place.clone()]) {
            place.end = place.start;
        }
        // (转让人), (受让人): a role behind a name.
        if let Some(open) = chars[place.clone()].iter().rposition(|c| *c == '(').filter(|open| *open >= 4)
            && chars[place.end - 1] == ')'
            && matches!(chars[place.end - 2], '人' | '方')
        {
            place.end = place.start + open;
        }
        // 转让人:某某(13800000012)
        if let Some(open) = chars[place.clone()].iter().rposition(|c| *c == '(').filter(|open| *open >= 2)
            && chars[place.end - 1] == ')'
            && chars[place.start + open..place.end].iter().filter(|c| c.is_ascii_digit()).count() >= 7
        {
            place.end = place.start + open;
        }
        place.end -= telephone_behind(&chars[place.clone()]);
        while place.start < place.end && matches!(chars[place.end - 1], ',' | '\n' | ':' | '。' | '(') {
            place.end -= 1;
        }
        place
    }

    fn date(&mut self, at: usize, dated: &moments::WrittenDate) {
        let length = dated.range.len();
        let span = self.dense.span(&(at..at + length));
        self.facts.add(FactName::Date, Fact { value: FactValue::Date(dated.date()), span, sure: Sure::Certain });
    }

    /// The name and the date at the end of a paragraph: `…缺席裁判。某某人民法院 2026年1月22日`.
    fn at_end_of(&mut self, line: &PageLine, wanted: bool) -> Option<Range<usize>> {
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
        let mut office = self.office_before(place.start, end)?;
        // 某某公路养护中心 某某交通管理大队: several that sign, blanks between.
        while self.dense.is_apart(office.start) {
            let chars = &self.dense.chars;
            let before = (place.start..office.start).rev().find(|at| {
                self.dense.is_apart(*at) || at.checked_sub(1).is_some_and(|i| matches!(chars[i], '。' | '!' | '\n'))
            });
            match before.filter(|at| {
                self.words.is_office(&chars[*at..office.start]) && chars[*at..office.start].iter().all(|c| is_han(*c))
            }) {
                Some(at) => office.start = at,
                None => break,
            }
        }
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
        for seal in ["(盖章)", "(公章)", "(印章)", "(章)"] {
            if ends_with(&chars[from..end], seal) {
                end -= seal.chars().count();
            }
        }
        while end > from && matches!(chars[end - 1], ',' | ')' | '(') {
            end -= 1;
        }
        let start =
            chars[from..end].iter().rposition(|c| matches!(c, '。' | '!' | ';' | '\n')).map(|at| from + at + 1)?;
        let start = (start + usize::from(chars.get(start) == Some(&'('))).min(end);
        // 公告人:某某公司 is a name with its label, 联系电话:… is none.
        let label = chars[start..end].iter().take(8).position(|c| *c == ':').map_or(0, |colon| colon + 1);
        let signs = label > 1 && matches!(chars[start + label - 2], '人' | '位' | '方' | '者');
        // 负责人:某某 13800000012: who is to be called.
        let said = &chars[start..(start + label).min(end)];
        let called = ["执业", "发证", "签发", "联系", "负责人", "经办", "承办", "组长"]
            .iter()
            .any(|word| find(said, word).is_some());
        let label = if signs && !called { label } else { 0 };
        let name = (start + label).min(end)..end;
        let here = &chars[name.clone()];
        let sound = here.len() <= 50
            && (self.words.is_office(here)
                || (label > 0 && here.len() >= 2)
                || (self.words.is_person(here) && end - start <= 4));
        // 联系人:沈主任0573-88000188 某某村村民委员会 2026年5月9日: behind the last blank, where nothing else parts it.
        let apart = (start..end.saturating_sub(3)).rev().find(|at| {
            self.gap_before(*at) && chars[*at..end].iter().all(|c| is_han(*c) || matches!(c, '(' | ')' | '·'))
        });
        let apart = apart.map(|at| at..end).filter(|range| {
            let here = &chars[range.clone()];
            // 特此通知。 某某县水利会 2026年5月11日: a name that ends as no list knows.
            let named = range.start == start && (4..=24).contains(&here.len()) && !self.words.may_be_clause(here);
            self.words.is_office(here) || named
        });
        apart.or_else(|| (sound && !here.is_empty()).then_some(name))
    }

    /// A short line that is a person's name: it signs.
    fn is_short_name(&self, line: &PageLine) -> bool {
        let place = self.place(line);
        let here = &self.dense.chars[place];
        // 某某律师
        let bare = here.strip_suffix(&['律', '师'][..]).unwrap_or(here);
        let bare = bare.strip_suffix(&['\n'][..]).unwrap_or(bare);
        let bare = ["(签字)", "(签名)", "(签章)", "(手印)"]
            .iter()
            .find(|seal| ends_with(bare, seal))
            .map_or(bare, |seal| &bare[..bare.len() - seal.chars().count()]);
        bare.len() <= 4 && self.words.is_person(bare)
    }

    /// Whether a line between the end of a sentence and the date is a name: a few Han characters and no clause.
    fn is_named_above_date(&self, lines: &[&PageLine], at: usize) -> bool {
        let here = &self.dense.chars[self.place(lines[at])];
        let dated = lines.get(at + 1).is_some_and(|line| line.looks == Looks::Date) && at + 2 == lines.len();
        let above = self.place(lines[at - 1]);
        let ended = matches!(lines[at - 1].looks, Looks::Body | Looks::Closing)
            && self.dense.chars[..above.end].iter().rev().find(|c| **c != '\n').is_some_and(|c| {
                matches!(c, '。' | '!' | ')') || c.is_ascii_digit() || lines[at - 1].looks == Looks::Closing
            });
        lines[at].looks == Looks::Body
            && dated
            && ended
            && (3..=24).contains(&here.len())
            && here.iter().all(|c| is_han(*c) || matches!(c, '(' | ')' | '·'))
            && !self.words.may_be_clause(here)
    }

    /// A line that may follow a signature: 联系电话:….
    fn is_tail(&self, line: &PageLine) -> bool {
        let place = self.place(line);
        let here = &self.dense.chars[place];
        // 特此公告。某某人民政府2026年5月11日 signs.
        let signs = starts_with(here, 0, "特此") && last_date(here).is_some();
        here.len() <= 80 && line.looks == Looks::Body && !signs && self.words.tails.at_start(here, 0).is_some()
    }
}
