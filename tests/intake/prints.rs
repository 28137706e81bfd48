//! PDFs: our own, those of LibreOffice, and such as are refused.

use books::persons::Persons;
use lopdf::{Document, Object, Stream, dictionary};
use qishi::intake::text;
use qishi::papers::{RenderContext, statement};
use setting::paint::pdf::{PdfMetadata, SheetPage, write};
use setting::sheet::Rect;
use trade::ad::Kind;
use trade::measure::Length;
use trade::refusal::{Bound, IntakeTrouble};
use trade::settings::Paper;

use super::{dense, refused};
use crate::corpus::{NOTICES, booked, designs, order};

/// A page that draws this, with one font.
pub fn page(content: &str, font: lopdf::Dictionary) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(font);
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    let content = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

/// Helvetica, as every reader has it.
pub fn latin() -> lopdf::Dictionary {
    dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" }
}

pub fn chinese(encoding: &str) -> lopdf::Dictionary {
    let descendant = dictionary! { "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light" };
    dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => encoding,
        "DescendantFonts" => vec![descendant.into()],
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn our_own_papers_are_read_back() {
    let paper = Paper::default();
    let house = RenderContext {
        paper: &paper,
        practice: true,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let booking = booked(order(Kind::Notice, "court", "7.2x10", NOTICES[0], &["cash:999"]), None).expect("booked");
    let mut sheets = statement(&booking, house);
    sheets.extend(
        designs().into_iter().filter(|specimen| !specimen.pictured).take(12).map(|specimen| specimen.sheet.clone()),
    );
    let whole = |sheet: &setting::sheet::Sheet| Rect::new(Length::ZERO, Length::ZERO, sheet.width, sheet.height);
    let pages: Vec<SheetPage> = sheets.iter().map(|sheet| SheetPage { sheet, trim: Some(whole(sheet)) }).collect();
    let bytes = write(&pages, &PdfMetadata { title: "test", date: None }).expect("writes");
    let drawn: String = sheets.iter().map(|sheet| dense(&sheet.text())).collect();
    assert_eq!(dense(&text("结算单.pdf", &bytes).expect("text")), drawn);
}

#[test]
fn a_font_that_is_not_inside_is_read_by_the_name_of_its_encoding() {
    let wanted = "遗失声明\n张三遗失身份证一张,号码340524,声明作废。\n";
    assert_eq!(text("声明.pdf", include_bytes!("stsong.pdf")).as_deref(), Ok(wanted));
    assert_eq!(text("声明.pdf", include_bytes!("owner.pdf")).as_deref(), Ok(wanted), "locked against changing only");
    let gbk = hex(&encoding_rs::GBK.encode("遗失声明").0);
    let utf16 = hex(&"遗失声明".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>());
    for (encoding, bytes) in [("GBK-EUC-H", &gbk), ("UniGB-UTF16-H", &utf16), ("UniGB-UCS2-H", &utf16)] {
        let drawn = page(&format!("BT /F1 12 Tf 72 700 Td <{bytes}> Tj ET"), chinese(encoding));
        assert_eq!(text("声明.pdf", &drawn).as_deref(), Ok("遗失声明\n"), "{encoding}");
    }
}

#[test]
fn lines_become_paragraphs_and_what_is_drawn_twice_is_said_once() {
    let line = |x: u32, y: u32, said: &str| format!("1 0 0 1 {x} {y} Tm ({said}) Tj ");
    let drawn = |parts: &[String]| page(&format!("BT /F1 10 Tf {} ET", parts.concat()), latin());
    // Half an em for each: the first two lines are full, the third is not, the last is indented.
    let paragraph = [
        line(92, 700, "aaaa aaaa aaaa aaaa aaaa a"),
        line(72, 685, "bbbb bbbb bbbb bbbb bbbb bbbbb"),
        line(72, 670, "cccc."),
        line(92, 655, "dddd"),
    ];
    assert_eq!(
        text("a.pdf", &drawn(&paragraph)).as_deref(),
        Ok("aaaa aaaa aaaa aaaa aaaa a bbbb bbbb bbbb bbbb bbbb bbbbb cccc.\ndddd\n")
    );
    let bold = [line(72, 700, "bold"), line(72, 700, "bold"), line(72, 680, "and more of it")];
    assert_eq!(text("a.pdf", &drawn(&bold)).as_deref(), Ok("bold\nand more of it\n"));
    let names = [line(72, 700, "Anna"), line(72, 685, "Otto")];
    assert_eq!(text("a.pdf", &drawn(&names)).as_deref(), Ok("Anna\nOtto\n"), "equal lengths make no paragraph");
    let columns = [line(72, 700, "left"), line(72, 685, "down"), line(300, 700, "right")];
    assert_eq!(text("a.pdf", &drawn(&columns)).as_deref(), Ok("left\ndown\nright\n"));
}

#[test]
fn what_cannot_be_had_whole_is_refused() {
    refused("锁.pdf", include_bytes!("locked.pdf"), IntakeTrouble::Locked);
    refused("扫描.pdf", &page("q 100 0 0 100 0 0 cm Q", latin()), IntakeTrouble::NoText);
    refused(
        "猜.pdf",
        &page("BT /F1 12 Tf 3 Tr 72 700 Td (guessed by a machine) Tj ET", latin()),
        IntakeTrouble::NoText,
    );
    refused(
        "无名.pdf",
        &page("BT /F1 12 Tf 72 700 Td <00010002> Tj ET", chinese("Identity-H")),
        IntakeTrouble::Nameless,
    );
    let whole = include_bytes!("libreoffice.pdf");
    refused("半.pdf", &whole[..300], IntakeTrouble::Damaged);
    // Four hundred megabytes of blanks, packed twice over.
    let mut bomb = Document::load_mem(&page("BT ET", latin())).expect("reads");
    let blanks = vec![b' '; 100 << 20];
    let content = bomb.objects.iter().find_map(|(id, object)| object.as_stream().is_ok().then_some(*id)).expect("one");
    let mut stream = Stream::new(dictionary! {}, blanks);
    stream.compress().expect("packs");
    bomb.objects.insert(content, Object::Stream(stream));
    let mut bytes = Vec::new();
    bomb.save_to(&mut bytes).expect("saved");
    assert!(bytes.len() < 1 << 20);
    refused("炸.pdf", &bytes, IntakeTrouble::TooLarge { bound: Bound::Unpacked(48 << 20) });
    // A form that draws itself, twice each time, is no endless work.
    let mut endless = Document::load_mem(&page("BT /F1 12 Tf 72 700 Td (once) Tj ET /X Do", latin())).expect("reads");
    let form = endless.new_object_id();
    let own = dictionary! { "XObject" => dictionary! { "X" => form } };
    let said = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => own.clone() };
    endless.objects.insert(form, Object::Stream(Stream::new(said, b"/X Do /X Do".to_vec())));
    let first = endless.page_iter().next().expect("a page");
    let first = endless.get_object_mut(first).and_then(Object::as_dict_mut).expect("a page");
    first.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources").extend(&own);
    let mut bytes = Vec::new();
    endless.save_to(&mut bytes).expect("saved");
    assert_eq!(text("环.pdf", &bytes).as_deref(), Ok("once\n"));
    // Nor is what stands in ever more brackets.
    let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(text("深.pdf", &page(&nested, latin())).is_err());
}
