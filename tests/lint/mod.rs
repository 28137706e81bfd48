//! The lint: what must hold of every PDF that the program can print, and that each of its rules bites.

mod press;
mod rules;
mod wrong;

use books::persons::Persons;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use books::counter::Rules;
use qishi::papers::{self, RenderContext, proof, statement};
use setting::paint::pdf::{self, PdfMetadata, SheetPage};
use setting::sheet::{Rect, Sheet};
use trade::ad::Kind;
use trade::measure::{Length, Size};
use trade::personal::Personal;
use trade::rates::VatRate;
use trade::settings::Paper;

use crate::corpus::{BLESSINGS, CATEGORIES, NOTICES, Specimen, ad, booked, designs, now, order, picture, specimens};
use crate::outside;
use rules::{Meant, coarse, lint};

/// The most bytes of an ad without a picture.
const MOST_BYTES: usize = 40_000;

fn write(sheets: &[&Sheet]) -> Vec<u8> {
    let whole = |sheet: &Sheet| Rect::new(Length::ZERO, Length::ZERO, sheet.width, sheet.height);
    let pages: Vec<SheetPage> = sheets.iter().map(|sheet| SheetPage { sheet, trim: Some(whole(sheet)) }).collect();
    pdf::write(&pages, &PdfMetadata { title: "启事", date: None }).expect("written")
}

fn meant(sheets: &[&Sheet]) -> Vec<Meant> {
    sheets.iter().map(|sheet| Meant { size: (sheet.width.as_mm(), sheet.height.as_mm()), newsprint: false }).collect()
}

/// The same of ads: the type of a notice goes on newsprint as it is.
fn ads(all: &[&Specimen]) -> Vec<Meant> {
    let notice = |one: &Specimen| CATEGORIES.iter().any(|category| one.name.starts_with(category));
    let of = |one: &&Specimen| Meant { newsprint: notice(one), ..meant(&[&one.sheet])[0] };
    all.iter().map(of).collect()
}

fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lint");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

/// What is found by the tools of the trade: that the file is sound, and that its text comes back whole.
fn outside(name: &str, bytes: &[u8], sheets: &[&Sheet], called: impl Fn(usize) -> String) {
    let path = kept(name, bytes);
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(outside::tool(program)?).args(arguments).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{program} {name}: {said}{}", String::from_utf8_lossy(&output.stderr));
        Some(said)
    };
    let path = path.to_str().expect("a path");
    run("qpdf", &["--check", path]);
    // As it stands in the file: what is set from top to bottom is read from top to bottom.
    let Some(text) = run("pdftotext", &["-raw", path, "-"]) else { return };
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let pages = text.split('\u{c}').zip(sheets).enumerate();
    let wrong = pages.filter(|(_, (text, sheet))| plain(text) != plain(&sheet.text()));
    let wrong: Vec<String> = wrong
        .map(|(n, (text, sheet))| format!("{}: {} for {}", called(n), plain(text), plain(&sheet.text())))
        .collect();
    assert!(wrong.is_empty(), "{name}: {} pages are not copied whole\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures that the README gives")]
fn every_ad_passes() {
    let started = Instant::now();
    let all = specimens();
    let sheets: Vec<&Sheet> = all.iter().map(|specimen| &specimen.sheet).collect();
    let bytes = write(&sheets);
    let wrong = lint(&bytes, &ads(&all.iter().collect::<Vec<_>>()));
    let wrong: Vec<String> =
        wrong.iter().map(|wrong| format!("{}: {}: {}", all[wrong.page].name, wrong.rule, wrong.what)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(bytes, write(&sheets), "the same bytes twice");
    outside("ads.pdf", &bytes, &sheets, |n| all[n].name.clone());
    println!("{} ads in one file: {:?}", all.len(), started.elapsed());
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures that the README gives")]
fn an_ad_alone_passes_and_is_small() {
    let mut heavy = Vec::new();
    let mut largest = (0, "");
    for specimen in designs().into_iter().filter(|specimen| !specimen.pictured) {
        let bytes = write(&[&specimen.sheet]);
        assert_eq!(lint(&bytes, &meant(&[&specimen.sheet])), [], "{}", specimen.name);
        let weight = (bytes.len(), specimen.name.as_str());
        largest = largest.max(weight);
        heavy.extend((weight.0 >= MOST_BYTES).then_some(weight));
    }
    println!("the largest without a picture: {largest:?}");
    assert!(heavy.is_empty(), "{heavy:?}");
}

#[test]
fn every_paper_passes() {
    let paper = Paper::checked("青岛某报社", "91370306MA3TBJ0T8E", Some(VatRate::GENERAL)).expect("sound");
    let house = RenderContext {
        paper: &paper,
        practice: true,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let mut bookings = Vec::new();
    for (copy, category) in NOTICES.iter().zip(CATEGORIES) {
        bookings
            .push(booked(order(Kind::Notice, category, "7.2x10", copy, &["cash:1000"]), paper.vat).expect("booked"));
    }
    for (n, (category, copy)) in BLESSINGS.into_iter().enumerate() {
        let mut order = order(Kind::Blessing, category, "14.6x10", copy, &["wechat:100"]);
        order.ad.picture = (n % 2 == 0).then(|| Personal::new(Arc::new(picture(1200, 900))));
        if n == 5 {
            order.runs = order.runs[0].iter_days().take(300).collect();
        }
        bookings.push(booked(order, paper.vat).expect("booked"));
    }
    let sheets = |booking| {
        let (ad, proof) = (ad(booking).expect("drawn"), proof(booking, house).expect("drawn"));
        [vec![ad], proof, statement(booking, house)].concat()
    };
    let mut sheets: Vec<Sheet> = bookings.iter().flat_map(sheets).collect();
    sheets.extend(papers::receipt(&bookings, house));
    sheets.extend(papers::statement_of(&bookings, papers::Grouped::Case, house));
    sheets.extend(crate::papers::asked_of_the_page(house));
    sheets.extend(papers::trial("ipp://localhost:631/printers/Canon", house));
    let cards = Rules::shipped().cards;
    let card = cards.in_force(now().date_naive()).expect("a card");
    let sizes: Vec<Size> = card.listed();
    sheets.extend(papers::specimens(
        (&crate::corpus::kinds(), &setting::typeset::Styles::shipped(), crate::corpus::setter()),
        &sizes,
        true,
    ));
    sheets.extend(crate::papers::cards().iter().flat_map(|card| papers::rate_card(card, house)));
    let sheets: Vec<&Sheet> = sheets.iter().collect();
    let bytes = write(&sheets);
    assert_eq!(lint(&bytes, &meant(&sheets)), []);
    outside("papers.pdf", &bytes, &sheets, |n| format!("page {}", n + 1));
}

/// A coarse picture is the customer's: it is said, and printed all the same.
#[test]
fn a_coarse_picture_is_said_and_not_refused() {
    let mut order = order(Kind::Blessing, "birthday", "14.6x10", BLESSINGS[3].1, &[]);
    order.ad.picture = Some(Personal::new(Arc::new(picture(200, 150))));
    let sheet = ad(&booked(order, None).expect("booked")).expect("drawn");
    let bytes = write(&[&sheet]);
    assert_eq!(lint(&bytes, &meant(&[&sheet])), []);
    assert_eq!(coarse(&bytes, &meant(&[&sheet])).len(), 1);
    let fine = specimens().iter().find(|one| one.name.ends_with("Jpeg 1600"));
    let fine = &fine.expect("a specimen").sheet;
    assert_eq!(coarse(&write(&[fine]), &meant(&[fine])), Vec::<String>::new());
}
