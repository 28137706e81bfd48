//! Layouts of senders: columns, heads and feet, footnotes, text boxes, rich text, traditional characters. Each file is made here.

use lopdf::{Document, Object, Stream, dictionary};
use qishi::intake::text;
use trade::refusal::{Bound, IntakeTrouble};

use super::documents::archive;
use super::prints::chinese;
use super::refused;

const FIRST: &str = "公告";
/// A court's notice and the two losses behind it: as one column says them.
const NOTICES: [&str; 4] = [
    "青岛蓝辰机电设备有限公司：",
    "本院受理原告周明诉你买卖合同纠纷一案，现依法向你公告送达起诉状副本、应诉通知书、举证通知书及开庭传票。自公告之日起经过30日即视为送达。提出答辩状的期限和举证期限分别为公告期满后15日和30日内。并定于2026年7月28日9时30分在本院第三审判法庭公开开庭审理，逾期将依法缺席裁判。",
    "青岛市市北区人民法院",
    "张秀英遗失居民身份证，证号3702********0026，声明作废。",
];
/// So many halves of a character fill a column.
const FULL: usize = 40;

/// The lines of a column: an addressee and a signature stand alone, a paragraph is broken where its line is full.
fn lines() -> Vec<String> {
    let mut lines = vec![FIRST.to_owned()];
    for paragraph in NOTICES {
        // Figures and letters are half as wide as characters.
        let (mut line, mut wide) = (String::new(), 0);
        for c in paragraph.chars() {
            let width = if c.is_ascii() { 1 } else { 2 };
            if wide + width > FULL {
                lines.push(std::mem::take(&mut line));
                wide = 0;
            }
            line.push(c);
            wide += width;
        }
        lines.push(line);
    }
    lines
}

/// A line drawn at a place, in points from the left and the bottom.
fn drawn(x: usize, y: usize, line: &str) -> String {
    let bytes: String = line.encode_utf16().flat_map(u16::to_be_bytes).map(|byte| format!("{byte:02x}")).collect();
    format!("1 0 0 1 {x} {y} Tm <{bytes}> Tj ")
}

/// A document of these pages.
fn pdf(pages: &[String]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(chinese("UniGB-UTF16-H"));
    let mut kids: Vec<Object> = Vec::new();
    for content in pages {
        let content = format!("BT /F1 10 Tf {content} ET");
        let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        kids.push(page.into());
    }
    let count = kids.len() as i64;
    document
        .objects
        .insert(tree, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

/// The lines in two columns of one page, drawn column by column, or row by row.
fn two_columns(lines: &[String], by_rows: bool) -> String {
    let half = lines.len().div_ceil(2);
    let mut places: Vec<(usize, usize, &String)> =
        lines.iter().enumerate().map(|(i, line)| (72 + i / half * 210, 700 - i % half * 14, line)).collect();
    if by_rows {
        places.sort_by_key(|(x, y, _)| (std::cmp::Reverse(*y), *x));
    }
    places.into_iter().map(|(x, y, line)| drawn(x, y, line)).collect()
}

fn wanted() -> String {
    let mut wanted = format!("{FIRST}\n");
    for paragraph in NOTICES {
        wanted += &format!("{paragraph}\n");
    }
    wanted
}

#[test]
fn two_columns_are_read_one_after_the_other_however_they_were_drawn() {
    let lines = lines();
    assert!(lines.len() >= 12, "{}", lines.len());
    for by_rows in [false, true] {
        let read = text("版面.pdf", &pdf(&[two_columns(&lines, by_rows)])).expect("text");
        assert_eq!(read, wanted(), "drawn by rows: {by_rows}");
    }
}

#[test]
fn a_head_across_the_columns_stands_before_them() {
    let page = drawn(150, 760, "青岛新区报　分类公告　二〇二六年五月十一日") + &two_columns(&lines(), true);
    let read = text("版面.pdf", &pdf(&[page])).expect("text");
    assert_eq!(read, format!("青岛新区报　分类公告　二〇二六年五月十一日\n{}", wanted()));
}

#[test]
fn the_heads_and_numbers_of_pages_do_not_cut_a_notice() {
    let lines = lines();
    let page = |number: usize, of: &[String]| {
        let body: String = of.iter().enumerate().map(|(i, line)| drawn(72, 700 - i * 14, line)).collect();
        let number = format!("第{number}页");
        drawn(72, 780, "市北区人民法院公告稿") + &body + &drawn(160, 40, &number)
    };
    let (one, two) = lines.split_at(8);
    let read = text("公告.pdf", &pdf(&[page(1, one), page(2, two)])).expect("text");
    // What parts nothing stays where it is.
    assert_eq!(read, format!("市北区人民法院公告稿\n{}第2页\n", wanted()));
}

/// The cells of a table fill no columns: it stays as it was drawn, row by row.
#[test]
fn a_table_is_no_columns() {
    let rows = [
        ("遗失人", "内容"),
        ("张三", "身份证"),
        ("李四", "护照"),
        ("王五", "驾驶证"),
        ("赵六", "学生证"),
        ("孙七", "存折"),
    ];
    let page: String =
        rows.iter().enumerate().map(|(i, (a, b))| drawn(72, 700 - i * 14, a) + &drawn(282, 700 - i * 14, b)).collect();
    let read = text("表.pdf", &pdf(&[page])).expect("text");
    assert_eq!(read, "遗失人 内容\n张三 身份证\n李四 护照\n王五 驾驶证\n赵六 学生证\n孙七 存折\n");
}

fn xml(root: &str, body: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} xmlns:w=\"w\">{body}</w:{root}>").into_bytes()
}

fn paragraph(said: &str) -> String {
    format!("<w:p><w:r><w:t>{said}</w:t></w:r></w:p>")
}

/// A document with these members beside its body, each with the last part of its relation's name.
fn with_annexes(body: &str, annexes: &[(&str, &str, Vec<u8>)]) -> Vec<u8> {
    let body = xml("document", &format!("<w:body>{body}</w:body>"));
    let relations: String = annexes
        .iter()
        .enumerate()
        .map(|(i, (kind, member, _))| {
            format!("<Relationship Id=\"rId{i}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{member}\"/>")
        })
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>").into_bytes();
    let names: Vec<String> = annexes.iter().map(|(_, member, _)| format!("word/{member}")).collect();
    let mut members: Vec<(&str, &[u8])> =
        vec![("word/document.xml", &body), ("word/_rels/document.xml.rels", &relations)];
    members.extend(names.iter().zip(annexes).map(|(name, (_, _, bytes))| (name.as_str(), bytes.as_slice())));
    archive(&members, 0)
}

#[test]
fn heads_footnotes_and_feet_of_a_word_document_are_told() {
    let page_number = "<w:p><w:r><w:t>第 </w:t></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t> 页</w:t></w:r></w:p>";
    let bytes = with_annexes(
        &(paragraph("公告") + &paragraph("张三：本院受理李四诉你买卖合同纠纷一案。")),
        &[
            ("header", "header1.xml", xml("hdr", &paragraph("青岛市市北区人民法院"))),
            ("header", "header2.xml", xml("hdr", &paragraph("青岛市市北区人民法院"))),
            (
                "footnotes",
                "footnotes.xml",
                xml("footnotes", &format!("<w:footnote>{}</w:footnote>", paragraph("地址：山东路1号"))),
            ),
            ("footer", "footer1.xml", xml("ftr", page_number)),
            ("footer", "footer2.xml", xml("ftr", &paragraph("联系电话：0532-88186601"))),
            ("theme", "theme1.xml", xml("theme", &paragraph("no words of the sender"))),
        ],
    );
    let wanted = "青岛市市北区人民法院\n公告\n张三：本院受理李四诉你买卖合同纠纷一案。\n地址：山东路1号\n联系电话：0532-88186601\n";
    assert_eq!(text("来稿.docx", &bytes).as_deref(), Ok(wanted));
}

/// `{\rtf1 … }` in the Chinese code page.
fn rich(body: &str) -> Vec<u8> {
    let head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fswiss\fcharset0 Arial;}{\f2\fnil\fcharset136 MingLiU;}}{\colortbl;\red0\green0\blue0;}";
    format!("{head}{body}}}").into_bytes()
}

/// Bytes of an encoding as rich text writes them.
fn escaped(encoding: &'static encoding_rs::Encoding, said: &str) -> String {
    encoding.encode(said).0.iter().map(|byte| format!("\\'{byte:02x}")).collect()
}

#[test]
fn rich_text_is_read() {
    let gbk = escaped(encoding_rs::GBK, "遗失声明");
    let body = format!(
        r"\pard\f0 {gbk}\par {{\b \u24352?\u19977?}}{{\f1 }}\f0 {}\f1 ID card\f0 {}\par}}",
        escaped(encoding_rs::GBK, "遗失"),
        escaped(encoding_rs::GBK, "，声明作废。")
    );
    let body = body.trim_end_matches('}');
    assert_eq!(text("来稿.rtf", &rich(body)).as_deref(), Ok("遗失声明\n张三遗失ID card，声明作废。\n"));
    // A head, a foot that only counts, a footnote, hidden text, a picture, a field, a table, a text box.
    let all = format!(
        r"{{\header {}\par}}{{\footer - {{\field{{\*\fldinst PAGE}}{{\fldrslt 1}}}} -\par}}{}{{\footnote {}}}{{\v {}}}{{\pict\bin3 {{}}x}}\par {}\cell {}\cell\row{{\shp{{\*\shpinst{{\sp{{\sn a}}{{\sv b}}}}{{\shptxt {}\par}}}}{{\shprslt old\par}}}}{{\*\unknown no}}",
        escaped(encoding_rs::GBK, "市北法院"),
        escaped(encoding_rs::GBK, "公告"),
        escaped(encoding_rs::GBK, "注"),
        escaped(encoding_rs::GBK, "密"),
        escaped(encoding_rs::GBK, "甲"),
        escaped(encoding_rs::GBK, "乙"),
        escaped(encoding_rs::GBK, "框"),
    );
    assert_eq!(text("来稿.rtf", &rich(&all)).as_deref(), Ok("市北法院\n公告\n甲\t乙\n框\n注\n"));
    let big5 = format!(r"\f2 {}\par", escaped(encoding_rs::BIG5, "遺失聲明"));
    assert_eq!(text("来稿.rtf", &rich(&big5)).as_deref(), Ok("遺失聲明\n"));
    // A character beyond the basic plane, in two halves.
    assert_eq!(text("来稿.rtf", &rich(r"\uc1\u-10174?\u-8263?\par")).as_deref(), Ok("𠮹\n"));
}

#[test]
fn rich_text_that_does_not_read_whole_is_refused() {
    let whole = rich(&format!(r"{}\par", escaped(encoding_rs::GBK, "遗失声明")));
    refused("半.rtf", &whole[..whole.len() - 1], IntakeTrouble::Damaged);
    refused("坏.rtf", &rich(r"\'b9\par"), IntakeTrouble::Damaged);
    refused("空.rtf", &rich(r"\par"), IntakeTrouble::NoText);
    // A code page that is not read, of the file or of a font: only what is ASCII in it is known.
    for head in
        [r"\ansi\ansicpg1251", r"\ansi\ansicpg437", r"\pc", r"\ansi\ansicpg936{\fonttbl{\f0\fcharset204 Arial;}}\f0"]
    {
        let file = |words: &str| format!(r"{{\rtf1{head} {words}\par}}").into_bytes();
        refused("外.rtf", &file(r"ID \'e9"), IntakeTrouble::CodePage);
        assert_eq!(text("外.rtf", &file("ID card")).as_deref(), Ok("ID card\n"), "{head}");
    }
    refused("深.rtf", &rich(&"{".repeat(300)), IntakeTrouble::TooLarge { bound: Bound::Depth(256) });
    refused("假.rtf", "遗失声明".as_bytes(), IntakeTrouble::Misnamed { is: "txt" });
    refused("假.docx", &whole, IntakeTrouble::Misnamed { is: "rtf" });
}

#[test]
fn traditional_characters_in_big5_are_read() {
    let said = "遺失聲明\n張秀英遺失居民身份證一張，證號370202********0026，聲明作廢。\n";
    let bytes = encoding_rs::BIG5.encode(said).0.into_owned();
    assert_eq!(text("來稿.txt", &bytes).as_deref(), Ok(said));
}
