//! Every design in every category, size and colour that it is offered in, looked at as a proof-reader would: nothing lies over the
//! words, nothing leaves the ad, 广告 is there, no line is thinner than newsprint holds, red is red only where it was asked for.

use std::sync::Arc;

use super::super::tests::{SIZES, measure, set, styles};
use super::super::{evenness, faces, rows};
use crate::sheet::{Ink, Mark, Part, Rect, Sheet};
use crate::typeset::{Fit, Job};
use trade::ad::{Format, Kind, Look, Picture};
use trade::measure::{Length, Size};

/// For each category a greeting, and a short one for the smallest size.
const GREETINGS: [(&str, &str, &str); 6] = [
    (
        "wedding",
        "祝李雪、周伟新婚快乐\n执子之手，与子偕老。愿你们相亲相爱，白头到老，岁岁年年，花好月圆。\n爸爸妈妈 敬贺",
        "祝李雪、周伟新婚快乐\n爸爸妈妈 敬贺",
    ),
    (
        "love",
        "亲爱的陈可：\n遇见你是我最美的时光。余生很长，愿与你一起看遍山海，温暖每一个平凡的日子。\n爱你的小林",
        "亲爱的陈可：\n遇见你是我最美的时光\n爱你的小林",
    ),
    (
        "school",
        "贺高子涵金榜题名\n十年磨剑，今朝亮锋。愿你在新的校园里志存高远，脚踏实地，前程似锦！\n爷爷奶奶、爸爸妈妈",
        "贺高子涵金榜题名\n爷爷奶奶",
    ),
    (
        "birthday",
        "祝奶奶八十大寿\n福如东海长流水，寿比南山不老松。愿奶奶身体健康，笑口常开。\n全体儿孙 敬贺",
        "祝奶奶八十大寿\n福如东海，寿比南山\n全体儿孙",
    ),
    (
        "anniversary",
        "金婚纪念\n五十年风雨同舟，五十年相濡以沫。感谢爸妈给我们一个温暖的家，愿你们健康长寿，幸福绵长。\n儿女敬贺",
        "金婚纪念\n五十年风雨同舟\n儿女敬贺",
    ),
    (
        "festival",
        "新春快乐\n瑞雪兆丰年，春风送吉祥。祝各位街坊邻里新年安康，阖家幸福，万事如意！\n老街茶馆 全体同仁",
        "新春快乐\n阖家幸福，万事如意\n老街茶馆",
    ),
];

fn picture() -> Arc<Picture> {
    Arc::new(Picture { format: Format::Jpeg, width: 1_200, height: 900, grey: true, file: vec![1] })
}

/// One design on one ad.
struct Ad {
    said: String,
    copy: &'static str,
    red: bool,
    fit: Fit,
    again: Fit,
}

/// Every design in every way that it is offered.
fn each(mut see: impl FnMut(&Ad)) {
    let given = picture();
    for (category, long, short) in GREETINGS {
        for size in SIZES {
            for with_picture in [false, true] {
                for style in styles(Kind::Blessing, category, size, with_picture) {
                    for red in [false, true] {
                        let picture = with_picture.then_some(&given);
                        let look = Look { style: style.id().clone(), red, ..Look::default() };
                        for copy in [long, short] {
                            let job = Job { kind: Kind::Blessing, category, copy, picture, size, look: &look };
                            let said = format!("{} {category} {size} picture {with_picture} red {red}", style.id());
                            let (fit, again) = (set(&job), set(&job));
                            assert_eq!(fit.measured(), measure(&job), "{said}");
                            // What is over says so and is no ad; the longer greeting is more than a strip holds.
                            let roomy = size.height >= Length::mm(50) && !(with_picture && size == Size::mm(72, 50));
                            if copy == short || roomy {
                                assert!(
                                    fit.fits,
                                    "{said} {}: {} over",
                                    if copy == short { "short" } else { "long" },
                                    fit.over
                                );
                            }
                            see(&Ad { said, copy, red, fit, again });
                        }
                    }
                }
            }
        }
    }
}

/// What a sheet is made of, as boxes and points.
#[derive(Default)]
struct Seen {
    /// The inner part of every glyph's em, with its ink.
    words: Vec<(Rect, Ink)>,
    /// Filled rectangles.
    grounds: Vec<(Rect, Ink)>,
    /// Points on outlines.
    points: Vec<((Length, Length), Ink)>,
    /// Pictures as far as they are seen.
    pictures: Vec<Rect>,
    /// The thinnest line.
    thinnest: Option<Length>,
    inks: Vec<Ink>,
    text: String,
}

fn look_at(sheet: &Sheet) -> Seen {
    let mut seen = Seen::default();
    seen.walk(&sheet.marks, None);
    seen
}

impl Seen {
    fn thin(&mut self, thick: Length) {
        self.thinnest = Some(self.thinnest.map_or(thick, |known| known.min(thick)));
    }

    fn walk(&mut self, marks: &[Mark], clip: Option<Rect>) {
        for mark in marks {
            match mark {
                Mark::Glyphs(run) => {
                    let em = run.size.em();
                    for glyph in &run.glyphs {
                        self.text.push_str(&glyph.text);
                        // Marks fill but a corner of their em.
                        if glyph.text.chars().all(|c| !c.is_alphanumeric()) {
                            continue;
                        }
                        let wide = rows::um(faces::advance(run.face, glyph.id), run.size);
                        let (x, y) = if run.turned {
                            (glyph.x - em.part(1, 2), glyph.y)
                        } else {
                            (glyph.x, glyph.y - em.part(86, 100))
                        };
                        let inner =
                            Rect::new(x + wide.part(8, 100), y + em.part(8, 100), wide.part(84, 100), em.part(84, 100));
                        // 广告 has the inside of its box for itself.
                        let boxed = matches!(glyph.text.as_str(), "广" | "告");
                        let inner = if boxed { grown(inner, Length::um(220)) } else { inner };
                        self.words.push((inner, run.ink));
                    }
                    self.inks.push(run.ink);
                    assert!(!matches!(run.ink, Ink::Red | Ink::RedTint(_)), "words are never red");
                }
                Mark::Rule { place, ink } => {
                    self.thin(place.width.min(place.height));
                    self.grounds.push((*place, *ink));
                    self.inks.push(*ink);
                }
                Mark::Path(path) => {
                    path.stroke.into_iter().for_each(|thick| self.thin(thick));
                    self.inks.push(path.ink);
                    let mut here = (Length::ZERO, Length::ZERO);
                    for part in &path.parts {
                        let points = match *part {
                            Part::Move(x, y) => vec![(x, y)],
                            Part::Line(x, y) => between(here, (x, y)),
                            Part::Curve([a, b, end]) => (1..=4).map(|i| on_curve(here, a, b, end, i)).collect(),
                            Part::Close => continue,
                        };
                        here = points.last().copied().unwrap_or(here);
                        let within = |(x, y): &(Length, Length)| clip.is_none_or(|clip| holds(clip, (*x, *y)));
                        self.points.extend(points.into_iter().filter(within).map(|point| (point, path.ink)));
                    }
                }
                Mark::Picture { place, .. } => self.pictures.push(clip.unwrap_or(*place)),
                Mark::Clip { place, marks } => self.walk(marks, Some(*place)),
            }
        }
    }
}

/// Points on a straight line, a millimetre apart or nearer.
fn between(from: (Length, Length), to: (Length, Length)) -> Vec<(Length, Length)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let steps = (dx.as_um().abs().max(dy.as_um().abs()) / 1_000 + 1).max(1);
    (1..=steps).map(|i| (from.0 + dx.part(i, steps), from.1 + dy.part(i, steps))).collect()
}

/// A point on a cubic curve at so many quarters.
fn on_curve(
    p: (Length, Length),
    a: (Length, Length),
    b: (Length, Length),
    end: (Length, Length),
    quarters: i64,
) -> (Length, Length) {
    let (t, m) = (quarters, 4 - quarters);
    let mix = |p: Length, a: Length, b: Length, end: Length| {
        (p * (m * m * m) + a * (3 * m * m * t) + b * (3 * m * t * t) + end * (t * t * t)).part(1, 64)
    };
    (mix(p.0, a.0, b.0, end.0), mix(p.1, a.1, b.1, end.1))
}

fn holds(place: Rect, (x, y): (Length, Length)) -> bool {
    x > place.x && x < place.x + place.width && y > place.y && y < place.y + place.height
}

fn grown(place: Rect, by: Length) -> Rect {
    Rect::new(place.x - by, place.y - by, place.width + by * 2, place.height + by * 2)
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

#[test]
fn nothing_lies_over_the_words_or_leaves_the_ad() {
    let mut wrong = std::collections::BTreeSet::new();
    each(|Ad { said, fit, .. }| {
        let sheet = &fit.sheet;
        let seen = look_at(sheet);
        let whole =
            Rect::new(Length::um(-1), Length::um(-1), sheet.width + Length::um(2), sheet.height + Length::um(2));
        for ((x, y), _) in &seen.points {
            if !holds(whole, (*x, *y)) {
                wrong.insert(format!("{said}: an outline leaves the ad"));
            }
        }
        for (place, _) in &seen.grounds {
            if !holds(whole, (place.x, place.y)) || !holds(whole, (place.x + place.width, place.y + place.height)) {
                wrong.insert(format!("{said}: a rule leaves the ad"));
            }
        }
        for (i, (word, ink)) in seen.words.iter().enumerate() {
            if !holds(whole, (word.x, word.y)) || !holds(whole, (word.x + word.width, word.y + word.height)) {
                wrong.insert(format!("{said}: a word leaves the ad"));
            }
            if seen.words[..i]
                .iter()
                .any(|(other, _)| overlap(grown(*word, Length::um(-220)), grown(*other, Length::um(-220))))
            {
                wrong.insert(format!("{said}: two words lie over each other"));
            }
            if seen.pictures.iter().any(|picture| overlap(*picture, *word)) {
                wrong.insert(format!("{said}: a word lies in the picture"));
            }
            if *ink == Ink::Paper {
                // What is reversed has ink behind it.
                let behind = seen.grounds.iter().any(|(ground, ink)| *ink != Ink::Paper && overlap(*ground, *word));
                let drawn = seen.points.iter().any(|(_, ink)| *ink != Ink::Paper);
                if !behind && !drawn {
                    wrong.insert(format!("{said}: reversed words on bare paper"));
                }
                continue;
            }
            if seen.points.iter().any(|(point, ink)| *ink != Ink::Paper && holds(*word, *point)) {
                wrong.insert(format!("{said}: an outline crosses a word"));
            }
            if seen.grounds.iter().any(|(ground, ink)| *ink != Ink::Paper && overlap(*ground, *word)) {
                wrong.insert(format!("{said}: a rule crosses a word"));
            }
        }
        for picture in &seen.pictures {
            if seen.points.iter().any(|(point, ink)| *ink != Ink::Paper && holds(*picture, *point)) {
                wrong.insert(format!("{said}: an ornament lies in the picture"));
            }
        }
    });
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_ad_says_that_it_is_one_and_holds_on_newsprint() {
    each(|Ad { said, red, fit, again, .. }| {
        let seen = look_at(&fit.sheet);
        assert!(seen.text.contains("广告"), "{said}");
        assert!(seen.thinnest >= Some(Length::um(90)), "{said}: {:?}", seen.thinnest);
        let in_red = seen.inks.iter().any(|ink| matches!(ink, Ink::Red | Ink::RedTint(_)));
        assert_eq!(in_red, *red, "{said}");
        let tints = seen.inks.iter().filter_map(|ink| if let Ink::Grey(percent) = ink { Some(*percent) } else { None });
        assert!(tints.min().is_none_or(|least| least >= 10), "{said}");
        assert_eq!(fit, again, "{said}");
    });
}

/// A line is closed, or open where something stands on it.
#[test]
fn frames_close() {
    each(|Ad { said, fit, .. }| {
        let seen = look_at(&fit.sheet);
        for mark in &fit.sheet.marks {
            let Mark::Path(path) = mark else { continue };
            if path.stroke.is_none() || path.parts.last() == Some(&Part::Close) {
                continue;
            }
            let ends = [path.parts.first(), path.parts.last()];
            for end in ends.into_iter().flatten() {
                let (Part::Move(x, y) | Part::Line(x, y)) = *end else { panic!("{said}: a line ends in a curve") };
                let near = Length::um(1_800);
                let around = Rect::new(x - near, y - near, near * 2, near * 2);
                let own = |point: &(Length, Length)| {
                    path.parts
                        .iter()
                        .any(|part| matches!(*part, Part::Move(x, y) | Part::Line(x, y) if (x, y) == *point))
                };
                let stands = seen.words.iter().any(|(word, _)| overlap(*word, around))
                    || seen.points.iter().any(|(point, _)| holds(around, *point) && !own(point));
                assert!(stands, "{said}: a line ends at {}, {} for nothing", x.as_mm(), y.as_mm());
            }
        }
    });
}

#[test]
fn every_category_has_a_choice_at_every_size() {
    for (category, ..) in GREETINGS {
        for size in SIZES {
            for with_picture in [false, true] {
                let offered = styles(Kind::Blessing, category, size, with_picture);
                let least = if size == SIZES[0] { 2 } else { 4 };
                assert!(offered.len() >= least, "{category} {size} {with_picture}: {offered:?}");
                let upright =
                    offered.iter().any(|style| ["invitation", "peach", "couplets"].contains(&style.id().as_str()));
                let wanted = ["wedding", "birthday", "festival"].contains(&category) && size != SIZES[0];
                assert_eq!(upright, wanted, "{category} {size}");
                // The category's own stands first; in a strip it is the plain frame, which holds most.
                assert_eq!(*offered[0].id() == "hollow", size == SIZES[0], "{category} {size} {with_picture}");
            }
        }
    }
}

#[test]
fn a_picture_is_shown_wherever_there_is_room() {
    each(|Ad { said, fit, .. }| {
        let asked = said.contains("picture true");
        let room = fit.size.height >= Length::mm(50);
        assert_eq!(fit.picture_fits, !asked || room, "{said}");
        assert_eq!(look_at(&fit.sheet).pictures.len(), usize::from(asked && room), "{said}");
    });
}

/// A line of verse that is too long for a narrow room is parted at its mark rather than made small.
#[test]
fn verse_is_parted_where_that_makes_it_larger() {
    let copy = "新春快乐\n阖家幸福，万事如意！\n老街茶馆";
    let look = |style: &str| Look { style: style.into(), ..Look::default() };
    let set = |style: &str, size: Size| {
        set(&Job { kind: Kind::Blessing, category: "festival", copy, picture: None, size, look: &look(style) })
    };
    let narrow = set("fortune", Size::mm(72, 50));
    assert!(narrow.fits && narrow.lines == 3 && narrow.pt >= trade::measure::TypeSize::tenths(120), "{}", narrow.pt);
    assert!(narrow.sheet.text().ends_with("阖家幸福，万事如意！老街茶馆"));
    // Where there is room it stays whole.
    assert_eq!(set("hollow", Size::mm(146, 60)).lines, 2);
}

/// No line of a greeting gapes: what would is set ragged, turned over by sense or in a smaller size.
#[test]
#[allow(clippy::print_stdout, reason = "the figures of docs/measured.md")]
fn no_line_of_a_greeting_gapes() {
    let (mut lines, mut wide, mut widest) = (0, Vec::new(), 0.0f64);
    each(|ad| {
        // The head of some designs, the category's name, stands in the size of the text with its characters apart: no line of the copy.
        let mut own = ad.fit.sheet.clone();
        let of_copy = |mark: &Mark| match mark {
            Mark::Glyphs(run) => {
                let text: String = run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
                // Characters that stand apart are runs of their own.
                text.trim().chars().count() > 1 && ad.copy.contains(text.trim())
            }
            _ => true,
        };
        own.marks.retain(of_copy);
        let apart = evenness::apart(&own, ad.fit.pt);
        lines += apart.len();
        widest = apart.iter().copied().fold(widest, f64::max);
        wide.extend(apart.iter().any(|gap| *gap > 0.2).then(|| format!("{} {apart:.2?}", ad.said)));
    });
    println!(
        "{lines} lines of greetings, in {} ads a line gapes by more than 0.2 em, the widest {widest:.3}",
        wide.len()
    );
    assert!(lines > 500 && wide.is_empty() && widest <= 0.101, "{lines} {widest} {wide:#?}");
}
