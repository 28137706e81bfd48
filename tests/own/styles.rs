//! A style of the paper's own: offered, set and drawn from its day on.

use serde_json::{Value, json};

use super::{STYLE, done, file, refused};
use crate::command::Counter;

const TENDER: &str = "招标公告\n青岛市某某中学教学楼维修工程公开招标，投标人须具有建筑工程施工总承包三级以上资质。报名时间2026年1月22日至28日，地点市南区香港中路8号。\n联系人：王老师 电话：0532-85001234\n青岛市某某中学\n2026年1月19日";

fn booked(counter: &Counter, style: &str) -> String {
    let copy = counter.copy(TENDER);
    let run = if counter.now.starts_with("2026-01-20") { "2026-01-22" } else { "2026-01-26" };
    let ad = ["book", "--kind", "notice", "--category", "tender", "--size", "7.2x10", "--copy", &copy, "--runs", run];
    let styled: &[&str] = if style.is_empty() { &[] } else { &["--style", style] };
    let taken = done(counter.run(&[&ad[..], &["--phone", "0532-85001234", "--customer", "某某中学"], styled].concat()));
    taken["booking"].as_str().expect("a number").to_owned()
}

/// The style in which a booking is set.
fn set_in(counter: &Counter, number: &str) -> Value {
    done(counter.run(&["show", number]))["set"]["style"].clone()
}

/// The ad alone as a PDF, and as a picture.
fn drawn(counter: &Counter, number: &str) -> (Vec<u8>, Vec<u8>) {
    let pdf = counter.home.path().join("ad.pdf").display().to_string();
    let png = counter.home.path().join("ad.png").display().to_string();
    done(counter.run(&["proof", number, "--ad-only", "-o", &pdf]));
    done(counter.run(&["proof", number, "--ad-only", "--png", "-o", &png]));
    (std::fs::read(pdf).expect("written"), std::fs::read(png).expect("written"))
}

/// How dark a picture is in a line from its left edge at half its height, for so many micrometres.
fn edge(png: &[u8], um: u32) -> Vec<bool> {
    let picture = image::load_from_memory(png).expect("a picture").to_luma8();
    // The ad is 72 mm wide.
    let pixels = picture.width() * um / 72_000;
    (0..pixels).map(|x| picture.get_pixel(x, picture.height() / 2).0[0] < 128).collect()
}

/// How often dark begins.
fn strokes(line: &[bool]) -> usize {
    line.iter().zip([false].iter().chain(line)).filter(|(now, before)| **now && !**before).count()
}

#[test]
fn a_style_of_the_papers_own_is_offered_set_and_drawn_from_its_day_on() {
    let mut counter = Counter::practice();
    let style = file(&counter, "style.toml", STYLE);
    let checked = done(counter.run(&["styles", "check", &style]));
    assert_eq!(
        (&checked["style"], &checked["kind"], &checked["ok"]),
        (&json!("triple_frame"), &json!("notice"), &json!(true))
    );
    done(counter.run(&["styles", "import", &style, "--from", "2026-01-21"]));
    // Not today: neither by its name nor as the category's own.
    let copy = counter.copy(TENDER);
    let ask =
        ["quote", "--kind", "notice", "--category", "tender", "--size", "7.2x10", "--copy", &copy, "--style", "三线框"];
    assert_eq!(refused(&counter.run(&ask)).0, "unknown_style");
    let before = booked(&counter, "");
    assert_eq!(set_in(&counter, &before), "ruled");
    let frozen = drawn(&counter, &before);
    counter.now = "2026-01-21T10:00:00";
    done(counter.run(&ask));
    let (own, named) = (booked(&counter, ""), booked(&counter, "三线框"));
    assert_eq!((set_in(&counter, &own), set_in(&counter, &named)), (json!("triple_frame"), json!("triple_frame")));
    assert_eq!(set_in(&counter, &before), "ruled");
    // Three rules at the edge of the one, one at that of the other.
    let (pdf, png) = drawn(&counter, &own);
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(strokes(&edge(&png, 3_000)), 3);
    assert_eq!(strokes(&edge(&frozen.1, 1_500)), 1);
    if let Some(folder) = std::env::var_os("QISHI_SHOW") {
        std::fs::create_dir_all(&folder).expect("made");
        std::fs::write(std::path::Path::new(&folder).join("triple_frame.png"), &png).expect("written");
        std::fs::write(std::path::Path::new(&folder).join("triple_frame.pdf"), &pdf).expect("written");
    }
    let fit = done(counter.run(&["fit", "--kind", "notice", "--category", "tender", "--copy", &copy]));
    let offered: Vec<&str> =
        fit["styles"].as_array().expect("a list").iter().filter_map(|one| one["style"].as_str()).collect();
    assert!(offered.contains(&"triple_frame") && offered.contains(&"ruled"), "{offered:?}");
    let listed = done(counter.run(&["list", "styles"]));
    let of = |id: &str| listed["styles"].as_array().expect("a list").iter().find(|one| one["style"] == id).cloned();
    let own = of("triple_frame").expect("listed");
    assert_eq!((&own["from"], &own["edition"]), (&json!("2026-01-21"), &json!("1")));
    assert_eq!(of("ruled").map(|one| one["from"].clone()), Some(Value::Null));
    assert_eq!(done(counter.run(&["verify", "--full"]))["ok"], true);
}

/// The style that is replaced was booked, and a booking that was never drawn is drawn as it was booked; so is one that is corrected.
#[test]
fn what_was_booked_keeps_the_style_that_it_was_booked_in() {
    let mut counter = Counter::practice();
    let before = booked(&counter, "ruled");
    let shown = done(counter.run(&["styles", "export", "ruled"]));
    let thick = shown["text"]
        .as_str()
        .expect("a file")
        .replace("around = [[0, 300]]", "around = [[0, 120], [400, 120], [800, 120], [1200, 120]]");
    let thick = file(&counter, "thick.toml", &thick);
    assert_eq!(refused(&counter.run(&["styles", "import", &thick, "--from", "2026-01-20"])).0, "day_begun");
    let entered = done(counter.run(&["styles", "import", &thick, "--from", "2026-01-21"]));
    assert_eq!(entered["replaces"], true);
    counter.now = "2026-01-21T10:00:00";
    let after = booked(&counter, "ruled");
    assert_eq!(strokes(&edge(&drawn(&counter, &before).1, 1_500)), 1);
    assert_eq!(strokes(&edge(&drawn(&counter, &after).1, 1_500)), 4);
    let corrected = counter.copy(&TENDER.replace("三级", "二级"));
    done(counter.run(&["correct", &before, "--copy", &corrected, "--reason", "资质写错"]));
    assert_eq!(strokes(&edge(&drawn(&counter, &before).1, 1_500)), 1);
    // Set right once more: the shipped one comes back from a day on as any file does.
    let shipped = file(&counter, "ruled.toml", shown["text"].as_str().expect("a file"));
    done(counter.run(&["styles", "import", &shipped, "--from", "2026-01-22"]));
    counter.now = "2026-01-22T10:00:00";
    assert_eq!(strokes(&edge(&drawn(&counter, &booked(&counter, "ruled")).1, 1_500)), 1);
}

#[test]
fn a_retired_style_is_offered_for_no_new_ad_and_what_was_booked_in_it_stays() {
    let mut counter = Counter::practice();
    let style = file(&counter, "style.toml", STYLE);
    done(counter.run(&["styles", "import", &style, "--from", "2026-01-20"]));
    let before = booked(&counter, "triple_frame");
    let retired = file(&counter, "retired.toml", &STYLE.replace("[notice]", "[notice]\nretired = true"));
    done(counter.run(&["styles", "import", &retired, "--from", "2026-01-21"]));
    counter.now = "2026-01-21T10:00:00";
    assert_eq!(set_in(&counter, &booked(&counter, "")), "ruled");
    assert_eq!(strokes(&edge(&drawn(&counter, &before).1, 3_000)), 3);
    let copy = counter.copy(TENDER);
    let ask = [
        "quote",
        "--kind",
        "notice",
        "--category",
        "tender",
        "--size",
        "7.2x10",
        "--copy",
        &copy,
        "--style",
        "triple_frame",
    ];
    assert_eq!(refused(&counter.run(&ask)).0, "unknown_style");
    let specimens = done(counter.run(&["specimens", "-o", "specimens.pdf"]));
    assert!(specimens["pages"].as_u64().is_some_and(|pages| pages > 0));
}

#[test]
fn a_bad_style_is_refused_with_its_lines() {
    let counter = Counter::practice();
    let bad = file(&counter, "bad.toml", &STYLE.replace("[0, 120]", "[0, 20]").replace("\"kai\"", "\"kaii\""));
    let gave = counter.run(&["styles", "import", &bad, "--from", "2026-01-21"]);
    assert_eq!(refused(&gave).0, "bad_rules");
    let fields: Vec<&str> = gave.json["refused"]["mistakes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["field"].as_str())
        .collect();
    assert_eq!(fields, ["body_face", "notice.around"], "{}", gave.json);
    assert_eq!(refused(&counter.run(&["styles", "withdraw", "1"])).0, "no_such_style");
    assert_eq!(done(counter.run(&["styles", "show"]))["editions"], json!([]));
}
