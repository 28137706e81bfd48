//! Each rule finds the file that breaks it: sound ones, altered.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, dictionary};
use setting::sheet::{Glyph, GlyphRun, Ink, Mark, Path, Rect, Sheet};
use trade::measure::{Length, TypeSize};

use super::rules::lint;
use super::{meant, write};
use crate::corpus::specimens;

/// A sound ad in two colours with a picture.
fn sound() -> Sheet {
    let pictured = specimens().iter().find(|one| one.pictured && one.name.contains("red"));
    pictured.expect("a specimen").sheet.clone()
}

/// The rules that a sheet breaks.
fn broken(sheet: &Sheet) -> Vec<&'static str> {
    let mut rules: Vec<&str> = lint(&write(&[sheet]), &meant(&[sheet])).iter().map(|wrong| wrong.rule).collect();
    rules.dedup();
    rules
}

/// The rules that the sound ad breaks after its file was altered.
fn altered(alter: impl Fn(&mut Document)) -> Vec<&'static str> {
    let sheet = sound();
    let mut document = Document::load_mem(&write(&[&sheet])).expect("a PDF");
    alter(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    let mut rules: Vec<&str> = lint(&bytes, &meant(&[&sheet])).iter().map(|wrong| wrong.rule).collect();
    rules.dedup();
    rules
}

/// Alters the operators of the page.
fn operators(alter: impl Fn(&mut Vec<Operation>)) -> Vec<&'static str> {
    altered(|document| {
        let page = document.get_pages()[&1];
        let mut content = Content::decode(&document.get_page_content(page)).expect("operators");
        alter(&mut content.operations);
        document.change_page_content(page, content.encode().expect("encoded")).expect("changed");
    })
}

fn page(document: &mut Document) -> &mut Dictionary {
    let page = document.get_pages()[&1];
    document.get_dictionary_mut(page).expect("a page")
}

/// Every dictionary of the file that `wanted` picks.
fn each(document: &mut Document, wanted: impl Fn(&Dictionary) -> bool, alter: impl Fn(&mut Dictionary)) {
    let mut altered = 0;
    for object in document.objects.values_mut() {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        if wanted(dictionary) {
            alter(dictionary);
            altered += 1;
        }
    }
    assert!(altered > 0, "nothing was altered");
}

fn is(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).is_ok_and(|object| object.as_name().is_ok_and(|given| given == name))
}

fn before_text(operations: &mut Vec<Operation>, operation: Operation) {
    let at = operations.iter().position(|operation| operation.operator == "BT").expect("type");
    operations.insert(at, operation);
}

fn reals(numbers: &[f32]) -> Vec<Object> {
    numbers.iter().map(|number| Object::Real(*number)).collect()
}

#[test]
fn the_sound_ad_is_sound() {
    assert_eq!(altered(|_| {}), [""; 0]);
    assert_eq!(operators(|_| {}), [""; 0]);
}

#[test]
fn a_page_of_another_size_or_cut_outside_itself() {
    let boxed = |right: f32| Object::Array(reals(&[0.0, 0.0, right, 141.73]));
    // A fiftieth of a millimetre.
    assert!(altered(|document| page(document).set("MediaBox", boxed(204.15))).contains(&"boxes"));
    assert_eq!(altered(|document| page(document).set("TrimBox", boxed(900.0))), ["boxes"]);
    assert!(altered(|document| drop(page(document).remove(b"TrimBox"))).contains(&"boxes"));
}

#[test]
fn a_face_that_is_whole_elsewhere_or_dumb() {
    let font = |dictionary: &Dictionary| is(dictionary, b"Subtype", b"Type0");
    let named = |dictionary: &mut Dictionary| dictionary.set("BaseFont", Object::Name(b"NotoSerifSC".to_vec()));
    assert_eq!(altered(|document| each(document, font, named)), ["faces"]);
    let dumb = |dictionary: &mut Dictionary| drop(dictionary.remove(b"ToUnicode"));
    assert_eq!(altered(|document| each(document, font, dumb)), ["faces"]);
    let descriptor = |dictionary: &Dictionary| dictionary.has(b"FontFile2");
    let elsewhere = |dictionary: &mut Dictionary| drop(dictionary.remove(b"FontFile2"));
    assert_eq!(altered(|document| each(document, descriptor, elsewhere)), ["faces"]);
}

#[test]
fn type_in_any_ink_but_black() {
    for (operator, numbers) in
        [("k", &[0.0, 0.0, 0.0, 0.8][..]), ("k", &[0.6, 0.4, 0.4, 1.0]), ("rg", &[0.0, 0.0, 0.0]), ("g", &[0.0])]
    {
        let ink = Operation::new(operator, reals(numbers));
        assert!(operators(|all| before_text(all, ink.clone())).contains(&"text ink"), "{operator} {numbers:?}");
    }
    let outlined = Operation::new("Tr", vec![Object::Integer(2)]);
    assert!(operators(|all| before_text(all, outlined.clone())).contains(&"text ink"));
    let knocks_out = Operation::new("gs", vec![Object::Name(b"Knockout".to_vec())]);
    assert_eq!(operators(|all| before_text(all, knocks_out.clone())), ["text ink"]);
}

#[test]
fn type_that_stands_off_the_page() {
    let elsewhere = Operation::new("Tm", reals(&[1.0, 0.0, 0.0, 1.0, 20.0, -4.0]));
    let off = operators(|all| {
        let at = all.iter().position(|operation| operation.operator == "Tm").expect("type");
        all[at] = elsewhere.clone();
    });
    assert_eq!(off, ["off the page"]);
}

/// A sheet of which one thing is wrong that the setter would never make.
#[test]
fn type_in_red_or_in_paper_on_paper() {
    let sheet = |ink: Ink, ground: Option<Ink>| {
        let mut sheet = Sheet::new(Length::mm(72), Length::mm(30));
        let place = Rect::new(Length::mm(10), Length::mm(10), Length::mm(30), Length::mm(10));
        sheet.marks.extend(ground.map(|ink| Mark::Rule { place, ink }));
        let glyph = Glyph { id: 100, x: Length::mm(12), y: Length::mm(15), text: "一".to_owned() };
        let (face, size) = (qishi_faces::Face::Song, TypeSize::XIAO_WU);
        sheet.marks.push(Mark::Glyphs(GlyphRun {
            face,
            size,
            ink,
            turned: false,
            down: false,
            stroke: Length::ZERO,
            glyphs: vec![glyph],
        }));
        sheet
    };
    for ground in [Ink::Black, Ink::Red] {
        assert_eq!(broken(&sheet(Ink::Paper, Some(ground))), [""; 0]);
    }
    assert_eq!(broken(&sheet(Ink::Black, Some(Ink::RedTint(20)))), [""; 0]);
    assert_eq!(broken(&sheet(Ink::Paper, None)), ["text ink"]);
    assert_eq!(broken(&sheet(Ink::Red, None)), ["text ink"]);
    assert_eq!(broken(&sheet(Ink::Grey(60), None)), ["text ink"]);
}

#[test]
fn a_line_thinner_than_newsprint_holds() {
    let (x, y) = (Length::mm(5), Length::mm(5));
    let rule = |thick: i64| Mark::Rule { place: Rect::new(x, y, Length::mm(30), Length::um(thick)), ink: Ink::Black };
    let line = |thick: i64| {
        let segments =
            vec![setting::sheet::PathSegment::Move(x, y), setting::sheet::PathSegment::Line(x + Length::mm(9), y)];
        Mark::Path(Path { segments, stroke: Some(Length::um(thick)), ink: Ink::Red })
    };
    let mut sheet = Sheet::new(Length::mm(72), Length::mm(30));
    sheet.marks = vec![rule(90), line(90)];
    assert_eq!(broken(&sheet), [""; 0]);
    for mark in [rule(80), line(80)] {
        sheet.marks = vec![mark];
        assert_eq!(broken(&sheet), ["thin"]);
    }
}

#[test]
fn a_shape_on_other_plates_or_in_too_much_ink() {
    let shape = |operator: &'static str, numbers: &'static [f32]| {
        operators(move |all| {
            all.push(Operation::new(operator, reals(numbers)));
            all.push(Operation::new("re", reals(&[10.0, 10.0, 20.0, 20.0])));
            all.push(Operation::new("f", Vec::new()));
        })
    };
    assert_eq!(shape("k", &[0.0, 0.0, 0.0, 0.2]), [""; 0]);
    assert_eq!(shape("k", &[0.0, 1.0, 1.0, 0.0]), ["colour"]);
    assert_eq!(shape("rg", &[1.0, 0.0, 0.0]), ["colour"]);
    assert_eq!(shape("k", &[0.7, 0.7, 0.7, 0.4]), ["ink sum", "colour"]);
}

#[test]
fn what_shows_through() {
    let state = |dictionary: &Dictionary| dictionary.has(b"ExtGState");
    let seen_through = |dictionary: &mut Dictionary| {
        if let Ok(Object::Dictionary(states)) = dictionary.get_mut(b"ExtGState") {
            states.set("Black", dictionary! { "OP" => true, "op" => true, "OPM" => 1, "ca" => 0.5 });
        }
    };
    assert_eq!(altered(|document| each(document, state, seen_through)), ["transparency"]);
    assert_eq!(altered(|document| page(document).set("Group", Dictionary::new())), ["transparency"]);
    let image = |dictionary: &Dictionary| is(dictionary, b"Subtype", b"Image");
    let masked = |dictionary: &mut Dictionary| dictionary.set("SMask", Object::Null);
    assert_eq!(altered(|document| each(document, image, masked)), ["transparency"]);
}

#[test]
fn a_picture_in_colour() {
    let image = |dictionary: &Dictionary| is(dictionary, b"Subtype", b"Image");
    let coloured = |dictionary: &mut Dictionary| dictionary.set("ColorSpace", Object::Name(b"DeviceRGB".to_vec()));
    assert_eq!(altered(|document| each(document, image, coloured)), ["picture"]);
}
