//! Names in every design.

use std::collections::BTreeSet;

use super::super::super::tests::{SIZES, styles};
use super::super::{BlessingReading, canvas};
use super::boxes::{SheetBoxes, holds, within};
use super::{Ad, COPIES, each, is_ground};
use crate::sheet::Ink;
use crate::typeset::{Fit, Job, Setter, Styles};
use trade::ad::{CategoryId, Kind, LineRole, Look, Roles};
use trade::measure::TypeSize;

/// The names are the largest type, in one face and one size, whatever they are.
#[test]
fn names_are_largest_and_of_one_face() {
    each(|Ad { said, copy, fit, filled, .. }| {
        let look = Look::default();
        let job = Job {
            kind: Kind::Blessing,
            category: &CategoryId::known("love"),
            copy,
            picture: None,
            size: fit.size,
            look: &look,
        };
        let read = BlessingReading::of(&Setter::new(), &job, copy);
        if filled.is_none() || read.names().is_empty() {
            return;
        }
        let names: String = read.names().iter().map(|name| name.text.as_str()).collect();
        let (mut largest, mut own, mut faces) = (TypeSize::tenths(0), TypeSize::tenths(0), BTreeSet::new());
        fit.sheet.each_run(|run| {
            let text: String = run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
            if run.ink != Ink::Paper {
                largest = largest.max(run.size);
            }
            if text.chars().count() > 1 && names.contains(text.trim())
                || read.names().iter().any(|name| name.text == text)
            {
                own = own.max(run.size);
                faces.insert(run.face.id());
            }
        });
        assert!(own >= largest, "{said}: {own} of {largest}");
        assert_eq!(faces.len(), 1, "{said}: {faces:?}");
    });
}

/// Names as they come: of the characters of the national table, the commoner the likelier; one of ten with rare characters, and Latin ones and
/// such of four characters among them.
struct NameMaker {
    state: u64,
    characters: Vec<char>,
}

impl NameMaker {
    fn new() -> NameMaker {
        let table = include_str!("../../../../../../tests/characters/tongyong.txt");
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        NameMaker { state: 0x2545_f491_4f6c_dd1d, characters: lines.flat_map(str::chars).collect() }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap_or(0) % bound.max(1)
    }

    fn given(&mut self, rare: bool) -> char {
        let count = self.characters.len();
        let at = if rare { 6_500 + self.below(count - 6_500) } else { self.below(3_500) };
        self.characters[at]
    }

    fn name(&mut self, turn: usize) -> String {
        let rare = turn % 10 == 3;
        if turn % 25 == 7 {
            let known = ["Catherine Wong", "Emma", "David Li", "Zoë", "O'Brien", "Li Wei"];
            return known[self.below(known.len())].to_owned();
        }
        let surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "司马", "诸葛", "上官"];
        let surname = surnames[if turn % 8 == 5 { 10 + self.below(4) } else { self.below(10) }];
        let long = 1 + usize::from(self.below(5) > 0);
        let given: String = (0..long).map(|i| self.given(rare && i == 0)).collect();
        format!("{surname}{given}")
    }
}

/// The copy of a category with names in it.
fn copy_with(category: &str, one: &str, two: &str) -> String {
    match category {
        "wedding" => format!("新婚快乐\n{one} {two}\n百年好合"),
        "love" => format!("{one} {two}\n从校服到婚纱，余生请多指教"),
        "school" => format!("祝贺\n{one}\n考入北京大学\n爸爸妈妈 贺"),
        "birthday" => format!("生日快乐\n{one}\n爸爸妈妈爱你"),
        "anniversary" => format!("结婚二十周年\n{one} {two}\n执子之手，与子偕老\n女儿敬贺"),
        _ => format!("新春快乐\n{one} {two}\n率全家给您拜年"),
    }
}

/// Names in every design that is offered: no box, one face, nothing beyond the ad, over another or across an ornament. Each pair of names
/// is set in every design, at a size that changes from pair to pair. `QISHI_NAMES=10000` says how many names.
#[test]
#[allow(clippy::print_stdout, reason = "the figures of docs/measured.md")]
fn any_names_in_any_design() {
    let many: usize = std::env::var("QISHI_NAMES").ok().and_then(|many| many.parse().ok()).unwrap_or(24);
    let (mut maker, setter, all) = (NameMaker::new(), Setter::new(), Styles::shipped());
    let (mut wrong, mut set, mut designs) = (Vec::new(), 0usize, BTreeSet::new());
    for turn in (0..many).step_by(2) {
        let (one, two) = (maker.name(turn), maker.name(turn + 1));
        let size = SIZES[turn / 2 % SIZES.len()];
        let mut done = BTreeSet::new();
        for (category, _) in COPIES {
            let copy = copy_with(category, &one, &two);
            let category = &CategoryId::known(category);
            for style in styles(Kind::Blessing, category, size, false) {
                // A design of several categories is set once; one of a single name with the other name too.
                let alone = !copy.contains(&two);
                if !done.insert((style.id().clone(), alone)) {
                    continue;
                }
                for copy in [Some(copy.clone()), alone.then(|| copy_with(category.as_str(), &two, &one))] {
                    let Some(copy) = copy else { continue };
                    let mut roles = Roles::default();
                    let named = copy.lines().position(|line| line.contains(&one) || line.contains(&two));
                    roles.set(named.unwrap_or(0), LineRole::Names);
                    let look = Look { style: style.id().clone(), red: turn % 4 == 0, roles, ..Look::default() };
                    let job = Job { kind: Kind::Blessing, category, copy: &copy, picture: None, size, look: &look };
                    let fit = setter.set(&all, &job);
                    let said = format!("{} {size} {copy:?}", style.id());
                    wrong.extend(
                        names_wrong(&fit, &copy, [&one, &two]).into_iter().map(|what| format!("{said}: {what}")),
                    );
                    designs.insert(style.id().clone());
                    set += 1;
                }
            }
        }
    }
    println!("{many} names in {} designs: {set} ads, {} wrong", designs.len(), wrong.len());
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.into_iter().take(40).collect::<Vec<_>>().join("\n"));
    assert!(designs.len() >= 22, "{designs:?}");
}

/// What is wrong with an ad in which names stand.
fn names_wrong(fit: &Fit, copy: &str, names: [&String; 2]) -> Vec<String> {
    let mut wrong = Vec::new();
    let seen = SheetBoxes::at(&fit.sheet);
    if !fit.fits || seen.text.contains('〓') {
        wrong.push(format!("fits {}", fit.fits));
    }
    let mut faces = BTreeSet::new();
    fit.sheet.each_run(|run| {
        let text: String = run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        let of = |name: &&String| copy.contains(name.as_str()) && name.contains(text.trim());
        if text.chars().count() > 1 && names.iter().any(of) {
            faces.insert(run.face.id());
        }
    });
    if faces.len() > 1 {
        wrong.push(format!("{faces:?}"));
    }
    for (i, (word, ink, text, _)) in seen.words.iter().enumerate() {
        if !within(*word, &fit.sheet) {
            wrong.push(format!("{text} leaves the ad"));
        }
        if let Some((.., other, _)) = seen.words[..i].iter().find(|(other, ..)| canvas::overlap(*word, *other)) {
            wrong.push(format!("{text} lies over {other}"));
        }
        if *ink != Ink::Paper && seen.points.iter().any(|(point, ink)| !is_ground(*ink) && holds(*word, *point)) {
            wrong.push(format!("an ornament crosses {text}"));
        }
    }
    wrong
}
