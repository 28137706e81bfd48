//! The copy as parts of a stack: each piece a row with its face, ink and share of the names' size.

use std::cell::RefCell;
use std::rc::Rc;

use qishi_faces::Face;

use super::super::Setter;
use super::super::upright::Setting;
use super::design::{Design, Join, Shape};
use super::reading::{BlessingReading, Item, Name};
use super::row::{Bit, BlessingRow, Names, RowAlign, whole_in};
use super::stack::{Body, MOST_BODY, Spec, StackPart};
use crate::sheet::Ink;
use trade::ad::{LineRole, greeting};

/// How the parts of a copy are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StackOptions {
    pub(super) setting: Setting,
    pub(super) align: RowAlign,
    /// Names stand one below the other.
    pub(super) stacked: bool,
    /// The rows below the names share a row, two and two.
    pub(super) merged: bool,
    /// What is long is turned over in the middle.
    pub(super) turned: bool,
    /// Every line of the text stands on a rule.
    pub(super) ruled: bool,
    /// A rule above the text and what follows the names.
    pub(super) parted: bool,
}

impl StackOptions {
    pub(super) const fn rows(align: RowAlign) -> StackOptions {
        StackOptions {
            setting: Setting::Horizontal,
            align,
            stacked: false,
            merged: false,
            turned: false,
            ruled: false,
            parted: false,
        }
    }
}

/// The parts of a copy, and what of the options came to anything in them.
pub(super) struct Parts {
    pub(super) parts: Vec<StackPart>,
    /// Names that would share a row stand one below the other.
    pub(super) stacked: bool,
    /// Two rows share one.
    pub(super) merged: bool,
    /// A row is turned over.
    pub(super) turned: bool,
}

impl Parts {
    /// Whether every option that was asked for made a difference: where one did not, the same parts come of the options without it.
    pub(super) const fn is_own(&self, how: StackOptions) -> bool {
        self.stacked == how.stacked && self.merged == how.merged && self.turned == how.turned
    }
}

/// What is small enough to share a row with another.
const fn is_small(role: LineRole) -> bool {
    matches!(role, LineRole::Wish | LineRole::Signer | LineRole::Date | LineRole::Achievement | LineRole::Couplet)
}

/// The parts that were made of a copy for an ad: layouts, their ornaments and the place of 广告 are tried with the same.
#[derive(Default)]
pub(super) struct PartsMade(RefCell<Vec<(PartsKey, Rc<Parts>)>>);

/// Which items stand elsewhere, how the others are made, whether one of them leads, and whether 囍 is the ornament.
type PartsKey = (Box<[usize]>, StackOptions, [bool; 2]);

/// What the parts are made for.
pub(super) struct Maker<'a> {
    pub(super) setter: &'a Setter,
    pub(super) design: &'a Design,
    pub(super) reading: &'a BlessingReading,
    pub(super) shape: Shape,
    pub(super) accent: Ink,
    /// The items that stand elsewhere: on panels.
    pub(super) without: &'a [usize],
    pub(super) made: &'a PartsMade,
    /// 囍 is the ornament already: a heart joins the names.
    pub(super) happy: bool,
}

impl Maker<'_> {
    /// The parts of what does not stand elsewhere; none of them is taken for the names.
    pub(super) fn others(&self, how: StackOptions) -> Rc<Parts> {
        self.make(how, false)
    }

    /// A salutation as the largest row.
    pub(super) fn head(&self, item: &Item, how: StackOptions) -> Spec {
        Spec { row: self.salutation(item, how), of: [100, 100], floor: 140, most: i64::MAX }
    }

    /// The parts of the copy, in its order.
    pub(super) fn parts(&self, how: StackOptions) -> Rc<Parts> {
        self.make(how, true)
    }

    /// The parts of the copy, where every option makes a difference in them.
    pub(super) fn own_parts(&self, how: StackOptions) -> Option<Rc<Parts>> {
        let items = &self.reading.items;
        let turns = |item: &Item| match item.role {
            LineRole::Names | LineRole::Body => false,
            LineRole::Addressee => turned_salutation(item).is_some(),
            _ => is_long(&item.text),
        };
        let before = |pair: &[Item]| is_prefix(&pair[0]) && pair[1].role == LineRole::Names;
        let small = || items.iter().filter(|item| is_small(item.role)).count() > 1;
        if how.turned && !items.iter().any(turns) && !items.windows(2).any(before) || how.merged && !small() {
            return None;
        }
        let parts = self.parts(how);
        parts.is_own(how).then_some(parts)
    }

    fn make(&self, how: StackOptions, leads: bool) -> Rc<Parts> {
        let same =
            |(known, _): &&(PartsKey, _)| *known.0 == *self.without && (known.1, known.2) == (how, [leads, self.happy]);
        if let Some((_, made)) = self.made.0.borrow().iter().find(same) {
            return Rc::clone(made);
        }
        let made = Rc::new(self.make_anew(how, leads));
        self.made.0.borrow_mut().push(((self.without.into(), how, [leads, self.happy]), Rc::clone(&made)));
        made
    }

    fn make_anew(&self, how: StackOptions, leads: bool) -> Parts {
        let mut parts = Vec::new();
        let (mut stacked, mut merged, mut turned) = (false, false, false);
        let items: Vec<(usize, &Item)> =
            self.reading.items.iter().enumerate().filter(|(i, _)| !self.without.contains(i)).collect();
        let lead = if leads { self.lead(&items) } else { None };
        let mut texts: Vec<&Item> = Vec::new();
        let mut skip = false;
        for (at, (i, item)) in items.iter().enumerate() {
            if std::mem::take(&mut skip) {
                continue;
            }
            if item.role == LineRole::Body {
                texts.push(item);
                if items.get(at + 1).is_none_or(|(_, next)| next.role != LineRole::Body) {
                    parts.push(self.body(&texts, how));
                    texts.clear();
                }
                continue;
            }
            let next = items.get(at + 1).map(|(_, next)| *next);
            // 祝 before a name stands small beside it.
            if is_prefix(item)
                && let Some(names) = next.filter(|next| next.role == LineRole::Names)
            {
                stacked |= how.stacked && !stand_apart(&names.names);
                if how.turned {
                    turned = true;
                    parts.push(self.small(&item.text, how));
                }
                let before = (!how.turned).then_some(item.text.as_str());
                parts.extend(self.names(names, how, before));
                skip = true;
                continue;
            }
            if how.merged
                && Some(*i) != lead
                && is_small(item.role)
                && let Some(next) = next.filter(|next| is_small(next.role) && at + 1 > 1)
            {
                merged = true;
                parts.push(self.merged(item, next, how));
                skip = true;
                continue;
            }
            if Some(*i) == lead && item.role != LineRole::Names {
                if how.turned
                    && let Some((before, own)) = turned_salutation(item)
                {
                    turned = true;
                    parts.extend(self.salutation_in_two(before, &own, how));
                } else {
                    parts.push(self.leading(item, how));
                }
                continue;
            }
            match item.role {
                LineRole::Names => {
                    stacked |= how.stacked && !stand_apart(&item.names);
                    parts.extend(self.names(item, how, None));
                }
                _ => {
                    let rows = self.row(item, how);
                    turned |= rows.len() > 1;
                    parts.extend(rows);
                }
            }
        }
        if how.parted {
            part_off(&mut parts, self.accent);
        }
        Parts { parts, stacked, merged, turned }
    }

    /// What is largest where nobody is named: the salutation with its name, else the greeting, else the first wish.
    fn lead(&self, items: &[(usize, &Item)]) -> Option<usize> {
        if items.iter().any(|(_, item)| item.role == LineRole::Names) {
            return None;
        }
        let of = |role: LineRole| items.iter().find(|(_, item)| item.role == role).map(|(i, _)| *i);
        of(LineRole::Addressee)
            .or_else(|| of(LineRole::Greeting))
            .or_else(|| of(LineRole::Achievement))
            .or_else(|| of(LineRole::Wish))
    }

    fn leading(&self, item: &Item, how: StackOptions) -> StackPart {
        let row = match item.role {
            LineRole::Addressee => self.salutation(item, how),
            _ => {
                let face = whole_in(&[self.design.names], &[&item.text]);
                let ink = if item.role == LineRole::Greeting { self.accent } else { Ink::Black };
                BlessingRow::new(how.setting, how.align).words(self.setter, &item.text, face, ink).spread()
            }
        };
        StackPart::Row(Spec { row, of: [100, 100], floor: 110, most: i64::MAX })
    }

    /// 亲爱的 small, the name large, its colon behind it.
    fn salutation(&self, item: &Item, how: StackOptions) -> BlessingRow {
        let align = if how.align == RowAlign::Middle { RowAlign::Middle } else { RowAlign::Start };
        let mut row = BlessingRow::new(how.setting, align);
        let Some(name) = item.names.first() else {
            let face = whole_in(&[self.design.names], &[&item.text]);
            return row.words(self.setter, &item.text, face, self.accent);
        };
        let at = item.text.find(&name.text).unwrap_or(0);
        let face = Names::face_of(self.design.names, &item.names);
        let small = if name.long > 3 { 700 } else { 480 };
        let (before, after) = (item.text[..at].trim(), &item.text[at + name.text.len()..]);
        if !before.is_empty() {
            row.push(self.setter, before, whole_in(&[self.design.text], &[before]), small, Ink::Black, 0);
            row.bits.push(Bit::Gap(120));
        }
        row.push(self.setter, &name.text, face, 1_000, self.accent, if name.long == 2 { 200 } else { 40 });
        if !after.is_empty() {
            // The colon of the hands stands in the middle of its em, far from the name.
            let hand = matches!(face, Face::Running | Face::Brush);
            let face = if hand { Face::SongBlack } else { whole_in(&[face, Face::SongBlack], &[after]) };
            row.push(self.setter, after, face, 600, self.accent, 0);
        }
        row
    }

    /// What stands before a name, on a row of its own.
    fn small(&self, words: &str, how: StackOptions) -> StackPart {
        let align = if how.align == RowAlign::Middle { RowAlign::Middle } else { RowAlign::Start };
        let face = whole_in(&[self.design.text, Face::KaiBold], &[words]);
        let row = BlessingRow::new(how.setting, align).words(self.setter, words, face, Ink::Black).spread();
        StackPart::Row(Spec { row, of: [30, 40], floor: 95, most: i64::MAX })
    }

    /// 亲爱的 on a row of its own, so that the name below it may be larger.
    fn salutation_in_two(&self, before: &str, own: &Item, how: StackOptions) -> [StackPart; 2] {
        let row = self.salutation(own, how);
        [self.small(before, how), StackPart::Row(Spec { row, of: [100, 100], floor: 110, most: i64::MAX })]
    }

    fn names(&self, item: &Item, how: StackOptions, before: Option<&str>) -> Vec<StackPart> {
        let face = Names::face_of(self.design.names, &item.names);
        let two = item.names.len() == 2;
        let join = match self.design.join {
            Join::Ampersand if !two => Join::Heart,
            Join::Happiness if !two => Join::Space,
            Join::Happiness if self.happy => Join::Heart,
            other => other,
        };
        let names = Names { setter: self.setter, names: &item.names, face, join, ink: Ink::Black, accent: self.accent };
        let align = match how.align {
            RowAlign::Middle if item.names.len() > 1 => RowAlign::Pair,
            other => other,
        };
        let mut rows = match item.names.len() {
            4 if how.setting == Setting::Horizontal => {
                let half =
                    |from: usize| Names { names: &item.names[from..from + 2], ..names }.in_row(how.setting, align);
                vec![half(0), half(2)]
            }
            _ if how.stacked || stand_apart(&item.names) => {
                names.stacked(how.setting, how.align).into_iter().map(BlessingRow::spread_as_names).collect()
            }
            1 if how.align != RowAlign::Start => vec![names.in_row(how.setting, how.align).spread_if_short()],
            _ => vec![names.in_row(how.setting, align)],
        };
        if let Some(before) = before
            && let Some(row) = rows.first_mut()
        {
            let face = whole_in(&[self.design.text], &[before]);
            let mut bits = std::mem::take(&mut row.bits);
            row.push(self.setter, before, face, 360, Ink::Black, 0);
            row.bits.push(Bit::Gap(180));
            row.bits.append(&mut bits);
        }
        let spec = |row: BlessingRow| StackPart::Row(Spec { row, of: [100, 100], floor: 170, most: i64::MAX });
        rows.into_iter().map(spec).collect()
    }

    fn face_ink(&self, role: LineRole, text: &str, setting: Setting) -> (Face, Ink) {
        // The hands have no marks for columns.
        let marks = setting == Setting::Vertical && text.chars().any(|c| !c.is_alphanumeric() && !c.is_whitespace());
        if marks {
            return match role {
                LineRole::Greeting => (whole_in(&[Face::SongBlack], &[text]), self.accent),
                _ => (whole_in(&[Face::KaiBold], &[text]), Ink::Black),
            };
        }
        let design = self.design;
        match role {
            LineRole::Greeting => (whole_in(&[design.greeting], &[text]), self.accent),
            LineRole::Achievement => (whole_in(&[Face::SongBlack], &[text]), Ink::Black),
            _ => (whole_in(&[design.text, Face::KaiBold], &[text]), Ink::Black),
        }
    }

    /// The share of the names, in hundredths, and the floor in tenths of a point.
    fn share(&self, role: LineRole) -> ([i64; 2], i64) {
        let small = matches!(self.shape, Shape::Strip | Shape::Small);
        match role {
            LineRole::Greeting => ([34, if small { 66 } else { 58 }], 110),
            LineRole::Achievement => ([35, 56], 115),
            LineRole::Addressee => ([36, 48], 120),
            LineRole::Wish | LineRole::Couplet => ([30, 54], if small { 95 } else { 110 }),
            LineRole::Signer => ([16, 42], 95),
            _ => ([14, 30], 90),
        }
    }

    fn row(&self, item: &Item, how: StackOptions) -> Vec<StackPart> {
        let (of, floor) = self.share(item.role);
        if item.role == LineRole::Addressee {
            let row = self.salutation(item, how);
            return vec![StackPart::Row(Spec { row, of, floor, most: i64::MAX })];
        }
        let (face, ink) = self.face_ink(item.role, &item.text, how.setting);
        let signs = matches!(item.role, LineRole::Signer | LineRole::Date);
        let align = match (how.setting, how.align) {
            (Setting::Horizontal, _) if signs => RowAlign::End,
            (Setting::Vertical, _) if signs => RowAlign::End,
            (_, align) => align,
        };
        let texts = if how.turned { halves(&item.text) } else { vec![item.text.clone()] };
        let one = |text: &String| {
            let mut row = BlessingRow::new(how.setting, align).words(self.setter, text, face, ink);
            row.flanked = item.role == LineRole::Greeting
                && texts.len() == 1
                && how.setting == Setting::Horizontal
                && matches!(self.shape, Shape::Wide | Shape::Large);
            if !signs && (item.role != LineRole::Wish || item.text.chars().count() <= 6) {
                row = row.spread();
            }
            StackPart::Row(Spec { row, of, floor, most: i64::MAX })
        };
        texts.iter().map(one).collect()
    }

    /// Two short rows in one: the first at the start, the second at the end.
    fn merged(&self, one: &Item, two: &Item, how: StackOptions) -> StackPart {
        let ((of, floor), (second, least)) = (self.share(one.role), self.share(two.role));
        let mut row = BlessingRow::new(how.setting, RowAlign::Full);
        for (i, item) in [one, two].into_iter().enumerate() {
            let (face, ink) = self.face_ink(item.role, &item.text, how.setting);
            if i > 0 {
                row.bits.push(Bit::Wide(900));
            }
            row.push(self.setter, &item.text, face, 1_000, ink, 0);
        }
        StackPart::Row(Spec {
            row,
            of: [of[0].min(second[0]), of[1].min(second[1])],
            floor: floor.min(least),
            most: i64::MAX,
        })
    }

    fn body(&self, items: &[&Item], how: StackOptions) -> StackPart {
        let words: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
        let face = whole_in(&[self.design.text, Face::KaiBold], &words);
        let texts = words.iter().map(|words| self.setter.text(face, words, how.setting, false)).collect();
        let floor = if matches!(self.shape, Shape::Tall | Shape::Small | Shape::Strip) { 85 } else { 90 };
        let most = if how.ruled { 160 } else { MOST_BODY };
        let roomy = match self.shape {
            Shape::Large => 200,
            Shape::Wide => 170,
            Shape::Tall => 160,
            Shape::Small | Shape::Strip => most,
        };
        StackPart::Body(Body { texts, face, floor, most, roomy, ruled: how.ruled })
    }
}

impl BlessingRow {
    /// Names one below the other stand a little apart where there is room.
    fn spread_as_names(mut self) -> BlessingRow {
        if self.setting == Setting::Horizontal {
            self.loose = self.loose.max(320);
        }
        self
    }

    /// One name of two or three characters alone stands a little apart.
    fn spread_if_short(mut self) -> BlessingRow {
        self.loose = self.loose.max(160);
        self
    }
}

/// Names of which one has Latin letters stand one below the other, whether that is asked for or not.
fn stand_apart(names: &[Name]) -> bool {
    names.len() > 1 && names.iter().any(|name| name.latin)
}

/// A rule before the first part below the names that is text or signs; none where that one has rules beside it.
fn part_off(parts: &mut Vec<StackPart>, accent: Ink) {
    let last_name = parts.iter().rposition(|part| matches!(part, StackPart::Row(spec) if spec.of[0] >= 100));
    let plain = |at: &usize| match parts.get(at + 1) {
        Some(StackPart::Row(spec)) => !spec.row.flanked,
        other => other.is_some(),
    };
    if let Some(at) = last_name.filter(plain) {
        parts.insert(at + 1, StackPart::Rule(accent));
    }
}

/// 祝 or 祝贺: it stands before the names that follow it.
fn is_prefix(item: &Item) -> bool {
    item.role == LineRole::Greeting && item.text.chars().count() <= 2
}

/// What stands before the name of a salutation, and the salutation without it; none where it begins with its name.
fn turned_salutation(item: &Item) -> Option<(&str, Item)> {
    let name = item.names.first()?;
    let at = item.text.find(&name.text).filter(|at| *at > 0)?;
    let (before, rest) = item.text.split_at(at);
    let own = Item { text: rest.to_owned(), ..item.clone() };
    (!before.trim().is_empty()).then(|| (before.trim(), own))
}

/// Only a text of more than eight characters is turned over.
fn is_long(text: &str) -> bool {
    text.chars().nth(8).is_some()
}

/// A text of more than eight characters in two, at the mark or blank nearest its middle; each half keeps its mark.
fn halves(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    if !is_long(text) || greeting::years(text).is_some() && chars.len() <= 10 {
        return vec![text.to_owned()];
    }
    let marks =
        (2..chars.len() - 2).filter(|i| matches!(chars[*i], '，' | '。' | '；' | '！' | '、' | ' ' | '\u{3000}'));
    let Some(at) = marks.min_by_key(|i| (i + 1).abs_diff(chars.len() / 2)) else { return vec![text.to_owned()] };
    let join = |chars: &[char]| chars.iter().collect::<String>().trim().to_owned();
    vec![join(&chars[..=at]), join(&chars[at + 1..])]
}
