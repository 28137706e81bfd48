//! Every design at every size that it is offered in, with short, middle and long copy, in black and in red, with a picture where it takes one;
//! looked at as a proof-reader and a press would. `QISHI_SHEETS=FOLDER` writes them as pictures to be looked at.

mod album;
mod boxes;
mod names;
mod room;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::super::tests::{SIZES, set, styles};
use super::BlessingAd;
use super::filled::{self, Filled};
use super::parts::{Maker, PartsMade, StackOptions};
use super::row::RowAlign;
use crate::sheet::{Ink, Mark, Rect, Sheet};
use crate::typeset::bound::Bounded;
use crate::typeset::evenness;
use crate::typeset::{Departure, Fit, Job, Setter, Styles};
use boxes::{SheetBoxes, holds, within};
use trade::ad::{CategoryId, Kind, Look, Picture, StyleId};
use trade::measure::{Length, Size, TypeSize};

/// For each category copies: short, middle, long.
const COPIES: [(&str, [&str; 3]); 6] = [
    (
        "wedding",
        [
            "新婚快乐\n李默然 王诗涵\n百年好合",
            "致我们的女儿\n林晓雨 周子航\n桃之夭夭 灼灼其华\n之子于归 宜其室家\n爸爸妈妈 同贺",
            "恭贺新婚之喜\n张明远 黄嘉怡\n谨定于2026年2月14日在青岛海景花园大酒店举行婚礼。从大学图书馆的一次偶遇，到异国三年的守候，愿你们相濡以沫，携手一生！\n爸爸妈妈 敬贺",
        ],
    ),
    (
        "love",
        [
            "小雨：\n嫁给我吧\n永远爱你的 阿哲",
            "林晓 陈可\n从校服到婚纱，余生请多指教",
            "亲爱的陈可：\n遇见你是我最美的时光。余生很长，愿与你一起看遍山海，温暖每一个平凡的日子。若你愿意，我想陪你看完这城市所有的日出。\n爱你的小林",
        ],
    ),
    (
        "school",
        [
            "恭喜高中\n王昳珺\n考入青岛二中\n爸妈 贺",
            "祝贺刘一鸣考入北京大学\n爸爸妈妈为你骄傲",
            "金榜题名\n赵梓轩\n考入清华大学\n十二年寒窗，今朝圆梦。愿你博学之，审问之，慎思之，明辨之，笃行之，不忘初心，再攀高峰！\n爷爷奶奶 姥爷姥姥 同贺",
        ],
    ),
    (
        "birthday",
        [
            "妞妞七岁生日快乐\n爸爸妈妈爱你",
            "八十华诞\n刘桂兰\n福如东海长流水\n寿比南山不老松\n儿孙同贺",
            "祝奶奶八十大寿\n福如东海长流水，寿比南山不老松。愿奶奶身体健康，笑口常开，儿孙绕膝，岁岁安康，日日如意，年年有今日。\n全体儿孙 敬贺",
        ],
    ),
    (
        "anniversary",
        [
            "结婚十周年\n周子墨 欧阳晓雪\n一屋两人，三餐四季",
            "金婚志喜\n孙德福 吕秀英\n五十年相敬如宾\n全体儿女 敬祝\n1976—2026",
            "银婚纪念\n陈国栋 林秋月\n二十五年前，爸爸骑着借来的摩托车，载着妈妈穿过整座城市去领证；二十五年后，家里的灯总有一盏为晚归的人亮着。谢谢你们把日子过成最朴素的教科书。愿银婚之后有金婚，每一次我们都在。\n儿子陈一帆 女儿陈一诺",
        ],
    ),
    (
        "festival",
        [
            "新春快乐\n王建军 赵敏\n率全家给您拜年",
            "新春大吉\n王雁老师\n天增岁月人增寿\n春满乾坤福满门\n青岛一中1986届全体同学",
            "新春快乐\n王雁老师\n瑞雪兆丰年，春风送吉祥。祝您新年安康，阖家幸福，万事如意！一支粉笔书春秋，满园桃李谢师恩。\n青岛一中1986届全体同学",
        ],
    ),
];

/// Two heads before a wall.
fn picture() -> &'static Arc<Picture> {
    static MADE: OnceLock<Arc<Picture>> = OnceLock::new();
    MADE.get_or_init(|| {
        let (width, height) = (900u32, 1_200u32);
        let drawn = image::GrayImage::from_fn(width, height, |x, y| {
            let (x, y) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
            let head = |cx: f64, cy: f64| ((x - cx) * 0.75).hypot(y - cy) < 0.09;
            let body = |cx: f64, cy: f64| ((x - cx) * 0.55).hypot(y - cy) < 0.23;
            let shade = if head(0.38, 0.38) || head(0.64, 0.46) {
                225.0
            } else if body(0.36, 0.75) {
                70.0
            } else if body(0.66, 0.8) {
                240.0
            } else {
                190.0 - 50.0 * y
            };
            image::Luma([shade as u8])
        });
        let mut file = std::io::Cursor::new(Vec::new());
        drawn.write_to(&mut file, image::ImageFormat::Jpeg).expect("encodes");
        Arc::new(Picture::read(file.into_inner()).expect("a picture"))
    })
}

/// One design on one ad.
struct Ad {
    said: String,
    style: StyleId,
    size: Size,
    copy: &'static str,
    length: usize,
    red: bool,
    pictured: bool,
    fit: Fit,
    filled: Option<Filled>,
}

fn each(mut see: impl FnMut(&Ad)) {
    let (setter, all) = (Setter::new(), Styles::shipped());
    for (category, copies) in COPIES {
        let category = &CategoryId::known(category);
        for size in SIZES {
            for pictured in [false, true] {
                for style in styles(Kind::Blessing, category, size, pictured) {
                    for red in [false, true] {
                        for (length, copy) in copies.into_iter().enumerate() {
                            let look = Look { style: style.id().clone(), red, ..Look::default() };
                            let picture = pictured.then(picture);
                            let job = Job { kind: Kind::Blessing, category, copy, picture, size, look: &look };
                            let fit = setter.set(&all, &job);
                            let said =
                                format!("{category} {} {size} copy {length} picture {pictured} red {red}", style.id());
                            assert_eq!(fit.measured(), setter.measure(&all, &job), "{said}");
                            let own = all.chosen(&look, job.kind, category, size, pictured);
                            let bounded = Bounded::new(copy, size, own.floor());
                            let ad = BlessingAd::new(&setter, &job, own, &bounded);
                            let filled = ad.and_then(|ad| ad.choose(&bounded).map(|chosen| chosen.made.filled));
                            see(&Ad {
                                said,
                                style: style.id().clone(),
                                size,
                                copy,
                                length,
                                red,
                                pictured,
                                fit,
                                filled,
                            });
                        }
                    }
                }
            }
        }
    }
}

/// An option is passed over without making its parts only where it makes no difference in them.
#[test]
fn an_option_that_makes_a_difference_is_tried() {
    let (setter, styles) = (Setter::new(), Styles::shipped());
    let (mut tried, mut passed) = (0, 0);
    for (category, copies) in COPIES {
        let category = &CategoryId::known(category);
        for copy in copies {
            let (size, look) = (Size::mm(72, 50), Look::plain());
            let job = Job { kind: Kind::Blessing, category, copy, picture: None, size, look };
            let style = styles.chosen(look, job.kind, category, size, false);
            let bounded = Bounded::new(copy, size, style.floor());
            let ad = BlessingAd::new(&setter, &job, style, &bounded).expect("a design");
            let (design, reading, shape, accent) = (ad.design, &*ad.reading, ad.shape, ad.accent);
            for flags in 0..8u8 {
                let [stacked, merged, turned] = [1, 2, 4].map(|flag| flags & flag > 0);
                let how = StackOptions { stacked, merged, turned, ..StackOptions::rows(RowAlign::Middle) };
                let made = PartsMade::default();
                let maker =
                    Maker { setter: &setter, design, reading, shape, accent, without: &[], made: &made, happy: false };
                let own = maker.own_parts(how).is_some();
                assert_eq!(own, maker.parts(how).is_own(how), "{copy}: {how:?}");
                if own { tried += 1 } else { passed += 1 }
            }
        }
    }
    assert!(tried > 18 && passed > 18, "{tried} {passed}");
}

/// A tint that words may stand on.
fn is_ground(ink: Ink) -> bool {
    matches!(ink, Ink::Paper | Ink::Grey(..=25))
}

/// Lines, panels and ornaments stay in the ad, off the words and off photographs.
#[test]
fn nothing_crosses_the_words_or_leaves_the_ad() {
    let mut wrong = std::collections::BTreeSet::new();
    each(|Ad { said, fit, .. }| {
        let seen = SheetBoxes::at(&fit.sheet);
        let (width, height) = (fit.sheet.width + Length::um(2), fit.sheet.height + Length::um(2));
        let whole = Rect::new(Length::um(-1), Length::um(-1), width, height);
        if seen.points.iter().any(|(point, _)| !holds(whole, *point)) {
            wrong.insert(format!("{said}: an outline leaves the ad"));
        }
        if seen.grounds.iter().any(|(place, _)| !within(*place, &fit.sheet)) {
            wrong.insert(format!("{said}: a rule leaves the ad"));
        }
        for (word, ink, text, _) in &seen.words {
            if *ink == Ink::Paper {
                continue;
            }
            if seen.points.iter().any(|(point, ink)| !is_ground(*ink) && holds(*word, *point)) {
                wrong.insert(format!("{said}: an outline crosses {text}"));
            }
            if seen.grounds.iter().any(|(place, ink)| !is_ground(*ink) && super::canvas::overlap(*place, *word)) {
                wrong.insert(format!("{said}: a rule crosses {text}"));
            }
        }
        let tints = seen.inks.iter().filter_map(|ink| if let Ink::Grey(percent) = ink { Some(*percent) } else { None });
        if tints.min().is_some_and(|least| least < 10) {
            wrong.insert(format!("{said}: a tint under 10 %"));
        }
    });
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.into_iter().take(60).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_picture_is_shown_wherever_there_is_room() {
    each(|Ad { said, fit, pictured, .. }| {
        let room = fit.size.height >= Length::mm(50);
        assert_eq!(fit.picture_fits, !pictured || room, "{said}");
        assert_eq!(SheetBoxes::at(&fit.sheet).pictures.len(), usize::from(*pictured && room), "{said}");
    });
}

/// No two designs draw the same ad with a picture.
#[test]
fn no_two_designs_hang_a_picture_alike() {
    let mut known: BTreeMap<String, Vec<(String, Vec<Mark>)>> = BTreeMap::new();
    each(|ad| {
        if !ad.pictured || ad.filled.is_none() {
            return;
        }
        let of = format!("{} {} {} {}", ad.said.split(' ').next().unwrap_or_default(), ad.size, ad.length, ad.red);
        let others = known.entry(of).or_default();
        for (style, marks) in others.iter() {
            assert!(*marks != ad.fit.sheet.marks, "{}: as {style}", ad.said);
        }
        others.push((ad.style.to_string(), ad.fit.sheet.marks.clone()));
    });
    assert!(known.values().any(|others| others.len() > 2));
}

/// No line of a blessing's text gapes.
#[test]
fn no_line_of_text_gapes() {
    let (mut lines, mut wide) = (0, Vec::new());
    each(|ad| {
        let mut own = ad.fit.sheet.clone();
        // Figures in a column stand beside its middle, or lie: gaps between Han are not told there.
        let mut figures = false;
        let figure = |text: &str| text.chars().any(|c| c.is_ascii_digit());
        own.each_run(|run| figures |= (run.down || run.turned) && run.glyphs.iter().any(|glyph| figure(&glyph.text)));
        if figures {
            return;
        }
        let of_text = |mark: &Mark| match mark {
            Mark::Glyphs(run) => {
                let text: String = run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
                // Characters that stand apart are runs of their own.
                // Marks and figures within a line may be runs of their own too.
                let plain = !text.chars().any(|c| matches!(c, '一'..='龥'));
                plain || text.trim().chars().count() > 8 && ad.copy.contains(text.trim())
            }
            _ => true,
        };
        own.marks.retain(of_text);
        let apart = evenness::apart(&own, ad.fit.pt);
        lines += apart.len();
        wide.extend(apart.iter().any(|gap| *gap > 0.2).then(|| format!("{} {apart:.2?}", ad.said)));
    });
    assert!(lines > 500 && wide.is_empty(), "{lines} {wide:#?}");
}

#[test]
fn words_stay_apart_in_the_ad_and_off_photographs() {
    let mut wrong = std::collections::BTreeSet::new();
    each(|Ad { said, fit, red, .. }| {
        let seen = SheetBoxes::at(&fit.sheet);
        for (i, (word, ink, text, size)) in seen.words.iter().enumerate() {
            if !within(*word, &fit.sheet) {
                wrong.insert(format!("{said}: {text} leaves the ad"));
            }
            if let Some((.., other, _)) =
                seen.words[..i].iter().find(|(other, ..)| super::canvas::overlap(*word, *other))
            {
                wrong.insert(format!("{said}: {text} lies over {other}"));
            }
            let boxed = matches!(text.as_str(), "广" | "告");
            if !boxed && seen.pictures.iter().any(|picture| super::canvas::overlap(*picture, *word)) {
                // A picture that is cut to a shape lies under paper there; its box is what is compared.
                wrong.insert(format!("{said}: {text} lies on the photograph"));
            }
            if *ink == Ink::Paper && *size < TypeSize::tenths(100) {
                wrong.insert(format!("{said}: {text} reversed at {size}"));
            }
        }
        if !seen.text.contains("广告") {
            wrong.insert(format!("{said}: no 广告"));
        }
        // A 〓 would be a character that no face has.
        if seen.text.contains('〓') {
            wrong.insert(format!("{said}: a box"));
        }
        if seen.thinnest.is_some_and(|(thin, _)| thin < Length::um(176)) {
            wrong.insert(format!("{said}: {:?}", seen.thinnest));
        }
        let in_red = seen.inks.iter().any(|ink| matches!(ink, Ink::Red | Ink::RedTint(_)));
        if in_red != *red {
            wrong.insert(format!("{said}: red {in_red}"));
        }
    });
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.into_iter().take(60).collect::<Vec<_>>().join("\n"));
}

/// How much of an ad is ink within its frame, in hundredths, counted from its pixels: a tint counts as what it prints.
fn inked(sheet: &Sheet) -> i64 {
    let file = crate::paint::png::write(sheet, 100).expect("painted");
    let image = image::load_from_memory(&file).expect("a picture").to_rgb8();
    // A millimetre and a quarter at each side is frame.
    let edge = 5;
    let (wide, high) = (image.width().saturating_sub(edge * 2), image.height().saturating_sub(edge * 2));
    let inner = image::imageops::crop_imm(&image, edge, edge, wide, high).to_image();
    let ink: u64 = inner.pixels().map(|pixel| 255 - u64::from(pixel.0.into_iter().min().unwrap_or(255))).sum();
    i64::try_from(ink * 100 / 255 / u64::from(wide * high).max(1)).unwrap_or(0)
}

/// `QISHI_INK=1` counts the ink from pixels too, beside what is reckoned.
#[test]
#[allow(clippy::print_stdout, reason = "the figures of docs/measured.md")]
fn how_full_they_are() {
    let (mut all, mut full, mut worst): (usize, usize, Vec<(i64, String)>) = (0, 0, Vec::new());
    let mut text = Vec::new();
    let mut short = [0usize; 4];
    let mut sums: BTreeMap<String, [i64; 3]> = BTreeMap::new();
    let pixels = std::env::var_os("QISHI_INK").is_some();
    each(|ad| match ad.filled {
        Some(filled) => {
            all += 1;
            full += usize::from(filled.is_full());
            let Filled { width, height, ink, widest } = filled;
            let lacks = [width < filled::WIDTH, height < filled::HEIGHT, ink < filled::INK, widest < filled::WIDEST];
            short.iter_mut().zip(lacks).for_each(|(count, lacks)| *count += usize::from(lacks));
            let real = if pixels { inked(&ad.fit.sheet) } else { 0 };
            for key in [format!("style {}", ad.style), format!("size {}", ad.size), format!("red {}", ad.red)] {
                let sum = sums.entry(key).or_default();
                (sum[0], sum[1], sum[2]) = (sum[0] + 1, sum[1] + ink, sum[2] + real);
            }
            if !filled.is_full() {
                worst.push((filled.lacks(), format!("{} {filled:?}", ad.said)));
            }
        }
        None => text.push((ad.fit.fits, ad.said.clone())),
    });
    worst.sort_by_key(|(lacks, _)| -lacks);
    println!(
        "{full} of {all} are full; {} set as text, {} do not fit; short of width {}, height {}, ink {}, of a wide row {}",
        text.len(),
        text.iter().filter(|(fits, _)| !fits).count(),
        short[0],
        short[1],
        short[2],
        short[3],
    );
    for (key, [count, reckoned, real]) in sums.iter().filter(|_| pixels) {
        println!(
            "{key}: {count}, ink {:.1} reckoned, {:.1} by pixels",
            *reckoned as f64 / *count as f64,
            *real as f64 / *count as f64
        );
    }
    for (lacks, said) in worst.iter().take(40) {
        println!("{lacks} {said}");
    }
    for (fits, said) in text.iter().take(60) {
        println!("text {fits} {said}");
    }
    assert!(full * 100 >= all * 80, "{full} of {all}");
    assert_eq!((filled::WIDTH, filled::HEIGHT, filled::INK), (92, 88, 15));
}

/// What comes out otherwise than its style has it is said: names in another face with the character that is lacking, an ornament that gave
/// way; and nothing is said of what comes out as it should.
#[test]
fn what_departs_from_a_style_is_said() {
    let ad = |style: &'static str, copy: &str, size: Size| {
        let look = Look { style: StyleId::known(style), ..Look::default() };
        let category = &CategoryId::known("wedding");
        set(&Job { kind: Kind::Blessing, category, copy, picture: None, size, look: &look }).departures
    };
    let large = Size::mm(146, 100);
    assert_eq!(ad("double_happiness", "新婚快乐\n李默然 王诗涵\n百年好合", large), []);
    let rare = ad("double_happiness", "新婚快乐\n李默然 王昳珺\n百年好合", large);
    let [Departure::OtherFace { names: true, lacks, wanted, set: instead }] = rare.as_slice() else {
        panic!("{rare:?}")
    };
    assert_eq!((lacks.as_str(), wanted.id(), instead.id()), ("昳珺", "brush", "song-black"));
    // 宋黑 has them: nothing departs.
    assert_eq!(ad("hollow", "新婚快乐\n李默然 王昳珺\n百年好合", large), []);
    // An ornament is drawn, or it is said that it is not.
    let (look, category) =
        (Look { style: StyleId::known("garland"), ..Look::default() }, CategoryId::known("birthday"));
    let mut told = 0;
    for (size, times) in SIZES.into_iter().flat_map(|size| (0..24).map(move |times| (size, times))) {
        let copy = format!("生日快乐\n刘桂兰\n{}", "福如东海长流水，寿比南山不老松。".repeat(times));
        let fit =
            set(&Job { kind: Kind::Blessing, category: &category, copy: &copy, picture: None, size, look: &look });
        let drawn = fit.sheet.marks.iter().any(|mark| matches!(mark, Mark::Path(_)));
        let said = fit.departures.contains(&Departure::NoOrnament);
        assert_eq!(said, fit.fits && !drawn, "{size} {times}");
        told += usize::from(said);
    }
    assert!(told > 0);
}

/// Every category has a choice at every size, and what is no longer offered is still known by its name.
#[test]
fn every_category_has_a_choice_at_every_size() {
    for (category, _) in COPIES {
        let category = &CategoryId::known(category);
        for size in SIZES {
            let offered = styles(Kind::Blessing, category, size, false);
            assert!(offered.len() >= 3, "{category} {size}: {offered:?}");
            assert!(offered.iter().any(|style| style.id().as_str() == "hollow"), "{category} {size}");
            for gone in ["bamboo", "lotus", "study", "fireworks", "rings"] {
                assert!(offered.iter().all(|style| style.id().as_str() != gone), "{gone}");
                assert!(Styles::shipped().by_id(&StyleId::known(gone)).is_some(), "{gone}");
                let look = Look { style: StyleId::known(gone), ..Look::default() };
                let job =
                    Job { kind: Kind::Blessing, category, copy: "新春快乐", picture: None, size, look: &look };
                assert!(set(&job).fits, "{gone} {size}");
            }
        }
    }
}
