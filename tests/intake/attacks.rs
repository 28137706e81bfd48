//! Files that are small and ask for much work: each is refused at the bound that it exceeds, soon.
//!
//! `QISHI_ATTACKS=FOLDER cargo test --test qishi attacks write_the_attacks` writes them, to be measured with the program that is shipped.

use std::time::{Duration, Instant};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use qishi::intake::text;
use trade::refusal::{Bound, IntakeTrouble, Refusal};

use super::documents::{archive, document};
use super::prints::{chinese, latin, page};

/// A page whose content is packed.
fn packed(content: &str, font: Dictionary) -> Vec<u8> {
    changed(&page(content, font), |document| {
        for object in document.objects.values_mut() {
            if let Object::Stream(stream) = object {
                stream.compress().expect("packs");
            }
        }
    })
}

fn changed(bytes: &[u8], change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).expect("reads");
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

/// A page with these entries in its resources, each made of what stands in the document.
fn with_resources(content: &str, font: Dictionary, make: impl FnOnce(&mut Document) -> Dictionary) -> Vec<u8> {
    changed(&page(content, font), |document| {
        let more = make(document);
        let first = document.page_iter().next().expect("a page");
        let first = document.get_object_mut(first).and_then(Object::as_dict_mut).expect("a page");
        first.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources").extend(&more);
    })
}

/// A font whose characters are named by this map.
fn mapped(document: &mut Document, map: &str) -> Dictionary {
    let mut stream = Stream::new(dictionary! {}, map.as_bytes().to_vec());
    stream.compress().expect("packs");
    let map = document.add_object(stream);
    let mut font = chinese("Identity-H");
    font.set("ToUnicode", map);
    dictionary! { "Font" => dictionary! { "F2" => font } }
}

/// Forms of which each draws the next so often.
fn forms(deep: usize, often: usize) -> Vec<u8> {
    with_resources("/X Do", latin(), |document| {
        let mut below: Option<Dictionary> = None;
        for _ in 0..deep {
            let content = if below.is_some() { "/X Do ".repeat(often) } else { "0 g ".to_owned() };
            let mut form = dictionary! { "Type" => "XObject", "Subtype" => "Form" };
            form.set("Resources", below.unwrap_or_default());
            let form = document.add_object(Stream::new(form, content.into_bytes()));
            below = Some(dictionary! { "XObject" => dictionary! { "X" => form } });
        }
        below.expect("one at least")
    })
}

/// A file written by hand: these objects, numbered from 1, and a table that names each as often as is said.
fn by_hand(objects: &[(String, usize)]) -> Vec<u8> {
    let (mut file, mut table) = (b"%PDF-1.5\n".to_vec(), String::new());
    for (i, (object, often)) in objects.iter().enumerate() {
        let entry = format!("{:010} 00000 n \n", file.len());
        table += &entry.repeat(*often);
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).into_bytes());
    }
    let at = file.len();
    let count: usize = objects.iter().map(|(_, often)| often).sum();
    file.extend(format!("xref\n1 {count}\n{table}trailer\n<</Size {} /Root 1 0 R>>\n", count + 1).into_bytes());
    file.extend(format!("startxref\n{at}\n%%EOF\n").into_bytes());
    file
}

/// A catalogue without pages, and behind it these.
fn objects(more: &[(String, usize)]) -> Vec<u8> {
    let catalogue = ("<</Type /Catalog /Pages 2 0 R>>".to_owned(), 1);
    let pages = ("<</Type /Pages /Kids [] /Count 0>>".to_owned(), 1);
    by_hand(&[&[catalogue, pages], more].concat())
}

/// A stream of objects that all begin at the same place.
fn overlapping() -> Vec<u8> {
    let index: String = (10..4_010).map(|number| format!("{number} 0 ")).collect();
    let array = format!("[{}]", "0 ".repeat(20_000));
    let head = format!("<</Type /ObjStm /N 4000 /First {} /Length {}>>", index.len(), index.len() + array.len());
    objects(&[(format!("{head}\nstream\n{index}{array}\nendstream"), 1)])
}

fn numbered(numbering: &str, body: &str) -> Vec<u8> {
    let xml = |inner: &str, root: &str| format!("<?xml version=\"1.0\"?><w:{root} xmlns:w=\"w\">{inner}</w:{root}>");
    let body = xml(&format!("<w:body>{body}</w:body>"), "document");
    let numbering = xml(numbering, "numbering");
    archive(&[("word/document.xml", body.as_bytes()), ("word/numbering.xml", numbering.as_bytes())], 0)
}

fn in_list(list: usize) -> String {
    format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr></w:p>")
}

/// Each attack, and the bound at which it is refused.
fn attacks() -> Vec<(&'static str, Vec<u8>, Bound)> {
    const STEPS: Bound = Bound::Steps(2_000_000);
    const VALUES: Bound = Bound::Steps(1_300_000);
    let label = |long: usize| {
        format!(
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"{}\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
            "%1".repeat(long)
        )
    };
    let lists: String = (0..10_001).map(|at| format!("<w:abstractNum w:abstractNumId=\"{at}\"/>")).collect();
    let many_attributes: String = (0..300_000).map(|at| format!(" a{at}=\"\"")).collect();
    let ranges = format!("1 beginbfrange {} endbfrange", "<0000> <ffff> <4e00>\n".repeat(100_000));
    let widths: Vec<Object> = [0, 65_535, 500].map(Object::from).into_iter().cycle().take(3_000).collect();
    let wide = |document: &mut Document| {
        let widths = document.add_object(Object::Array(widths));
        let descendant = dictionary! { "Type" => "Font", "Subtype" => "CIDFontType0", "W" => widths };
        let mut font = chinese("Identity-H");
        font.set("DescendantFonts", vec![descendant.into()]);
        dictionary! { "Font" => dictionary! { "F2" => font } }
    };
    let actual = |document: &mut Document| {
        let said = document.add_object(Object::string_literal("a".repeat(1 << 20)));
        dictionary! { "Properties" => dictionary! { "P" => dictionary! { "ActualText" => said } } }
    };
    let pages = changed(&page("BT ET", latin()), |document| {
        let first = document.page_iter().next().expect("a page");
        let tree =
            document.catalog().and_then(|root| root.get(b"Pages")).and_then(Object::as_reference).expect("a tree");
        let one = document.get_object(first).expect("a page").clone();
        let kids: Vec<Object> = (0..600).map(|_| document.add_object(one.clone()).into()).collect();
        let tree = document.get_object_mut(tree).and_then(Object::as_dict_mut).expect("a tree");
        tree.set("Kids", kids);
    });
    vec![
        ("operators.pdf", packed(&"q Q ".repeat(1_250_000), latin()), STEPS),
        ("operands.pdf", packed(&"0 ".repeat(5_000_000), latin()), STEPS),
        ("state.pdf", packed(&"q ".repeat(1_000_000), latin()), Bound::Depth(500)),
        ("marked.pdf", packed(&"/P BMC ".repeat(1_000_000), latin()), Bound::Depth(500)),
        ("brackets.pdf", packed(&"[".repeat(4_000_000), latin()), Bound::Depth(32)),
        (
            "characters.pdf",
            packed(&format!("BT /F1 9 Tf ({}) Tj ET", "a".repeat(400_000)), latin()),
            Bound::Characters(300_000),
        ),
        ("string.pdf", packed(&format!("BT /F1 9 Tf ({}) Tj ET", "a".repeat(1_900_000)), latin()), STEPS),
        ("forms.pdf", forms(14, 2), Bound::Depth(8)),
        ("wide-forms.pdf", forms(8, 10), STEPS),
        ("ranges.pdf", with_resources("BT ET", latin(), |document| mapped(document, &ranges)), STEPS),
        ("widths.pdf", with_resources("BT ET", latin(), wide), STEPS),
        ("actual.pdf", with_resources(&"/Span /P BDC EMC ".repeat(100_000), latin(), actual), STEPS),
        ("pages.pdf", pages, Bound::Pages(500)),
        ("array.pdf", objects(&[(format!("[{}]", "0 ".repeat(8_000_000)), 1)]), VALUES),
        ("strings.pdf", objects(&[(format!("[{}]", "()".repeat(4_000_000)), 1)]), VALUES),
        ("nulls.pdf", objects(&[(format!("[{}]", "null".repeat(3_000_000)), 1)]), VALUES),
        ("often.pdf", objects(&[(format!("[{}]", "0 ".repeat(10_000)), 1_000)]), VALUES),
        ("overlapping.pdf", overlapping(), VALUES),
        ("label.docx", numbered(&label(100_000), &in_list(1)), Bound::Unpacked(65_536)),
        ("short-label.docx", numbered(&label(10_000), &in_list(1)), Bound::Characters(255)),
        ("lists.docx", numbered(&lists, &in_list(1)), Bound::Steps(10_000)),
        ("elements.docx", document(&"<w:r/>".repeat(2_100_000)), STEPS),
        ("deep.docx", document(&format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000))), Bound::Depth(256)),
        ("attributes.docx", document(&format!("<w:p><w:t{many_attributes}/></w:p>")), Bound::Unpacked(65_536)),
        (
            "text.docx",
            document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "公".repeat(1_000_001))),
            Bound::Characters(1_000_000),
        ),
    ]
}

#[test]
fn small_files_that_ask_for_much_work_are_refused_at_a_bound() {
    for (name, bytes, bound) in attacks() {
        let began = Instant::now();
        let refused = text(name, &bytes);
        // On a busy machine, or where the code is not optimised, the clock may be the first to say so.
        let by = |bound| Err(Refusal::NoIntake { file: name.to_owned(), trouble: IntakeTrouble::TooLarge { bound } });
        assert!(refused == by(bound) || refused == by(Bound::Seconds(2)), "{name}: {refused:?}, not {bound:?}");
        assert!(began.elapsed() < Duration::from_secs(10), "{name}: {:?}", began.elapsed());
    }
}

#[test]
fn what_is_long_but_plain_is_read() {
    let line = "公".repeat(1_000_000);
    assert_eq!(text("一行.txt", line.as_bytes()).as_deref(), Ok(line.as_str()));
    let trouble = IntakeTrouble::TooLarge { bound: Bound::Characters(1_000_000) };
    let refused = text("长.txt", format!("{line}启").as_bytes());
    assert_eq!(refused, Err(Refusal::NoIntake { file: "长.txt".to_owned(), trouble }));
    let trouble = IntakeTrouble::TooLarge { bound: Bound::File(16 << 20) };
    let refused = text("长.txt", &vec![b'a'; (16 << 20) + 1]);
    assert_eq!(refused, Err(Refusal::NoIntake { file: "长.txt".to_owned(), trouble }));
    let members: Vec<(String, &[u8])> = (0..65_535).map(|at| (format!("m{at}"), &b""[..])).collect();
    let members: Vec<(&str, &[u8])> = members.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    let members = archive(&members, 0);
    let began = Instant::now();
    assert!(text("多.docx", &members).is_err());
    assert!(began.elapsed() < Duration::from_secs(5));
    // Ten thousand paragraphs of a list: a number costs no more at the end than at the beginning.
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
                     </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let got = text("单.docx", &numbered(numbering, &in_list(1).repeat(10_000))).expect("long, not much work");
    assert_eq!((got.lines().count(), got.lines().last()), (10_000, Some("10000.")));
}

/// Writes the files into the folder that `QISHI_ATTACKS` names, to be measured by hand; without it there is nothing to be done.
#[test]
fn write_the_attacks() {
    let Ok(folder) = std::env::var("QISHI_ATTACKS") else { return };
    for (name, bytes, _) in attacks() {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).expect("written");
    }
}
