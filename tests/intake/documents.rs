//! Word documents, each a few lines of XML.

use std::io::Write;

use qishi::intake::text;
use trade::refusal::{Bound, IntakeTrouble};

use super::{LETTER, refused};

/// An archive of these members.
pub fn archive(members: &[(&str, &[u8])], flags: u16) -> Vec<u8> {
    let (mut bytes, mut central) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(content).expect("packs");
        let packed = encoder.finish().expect("packs");
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let mut common = Vec::new();
        for half in [20, flags, 8, 0, 0] {
            common.extend(u16::to_le_bytes(half));
        }
        for word in [crc.sum(), packed.len() as u32, content.len() as u32] {
            common.extend(u32::to_le_bytes(word));
        }
        common.extend(u16::to_le_bytes(name.len() as u16));
        common.extend(u16::to_le_bytes(0));
        central.extend(b"PK\x01\x02\x14\0");
        central.extend(&common);
        central.extend([0; 10]);
        central.extend(u32::to_le_bytes(bytes.len() as u32));
        central.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
    }
    let (at, count) = (bytes.len() as u32, members.len() as u16);
    bytes.extend(&central);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend([(central.len() as u32).to_le_bytes(), at.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

/// A document with this body.
pub fn document(body: &str) -> Vec<u8> {
    archive(&[("word/document.xml", xml(body).as_bytes())], 0)
}

fn xml(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}\
         <w:sectPr><w:pgSz w:w=\"11906\"/></w:sectPr></w:body></w:document>"
    )
}

fn says(body: &str, wanted: &str) {
    assert_eq!(text("来稿.docx", &document(body)).as_deref(), Ok(wanted), "{body}");
}

#[test]
fn paragraphs_line_ends_tabs_and_signs() {
    says(
        "<w:p><w:r><w:t>公告</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>张</w:t></w:r><w:r><w:t>三</w:t></w:r></w:p>",
        "公告\n\n张三\n",
    );
    says(
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>",
        "甲\n乙\t丙-1\n",
    );
    says(
        "<w:p><w:r><w:t xml:space=\"preserve\"> A &amp; B &lt;x&gt; &#x20BB7;<![CDATA[<甲>]]></w:t></w:r></w:p>",
        " A & B <x> 𠮷<甲>\n",
    );
    says("<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:t>同意</w:t></w:r></w:p>", "□同意\n");
}

#[test]
fn what_is_not_printed_is_left_out() {
    says(
        "<w:p><w:r><w:t>定于</w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>3月9日</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\"><w:r><w:t>3月10日</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom></w:p>",
        "定于3月10日\n",
    );
    says(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r></w:p>",
        "显\n",
    );
    says(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2026年</w:t></w:r></w:p>",
        "2026年\n",
    );
    // The end of a paragraph was deleted: it goes on.
    says(
        "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>",
        "前后\n",
    );
}

#[test]
fn tables_are_told_row_by_row_and_long_cells_one_by_one() {
    let cell = |text: &str| {
        let each = text.split('/').map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
        format!("<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>{}</w:tc>", each.collect::<String>())
    };
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let table = |rows: &[String]| format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat());
    says(&table(&[row(&["当事人", "案号"]), row(&["张三", "1号"])]), "当事人\t案号\n张三\t1号\n");
    says(&table(&[row(&["公告/张三:/请领取。", "遗失声明/李四"])]), "公告\n张三:\n请领取。\n遗失声明\n李四\n");
    let nested = format!(
        "<w:tbl><w:tr><w:tc>{}<w:p><w:r><w:t>尾</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        table(&[row(&["甲", "乙"])])
    );
    says(&nested, "甲\t乙\n尾\n");
}

#[test]
fn a_text_box_is_told_once_behind_its_paragraph() {
    let said = "<w:p><w:r><w:t>框内</w:t></w:r></w:p>";
    says(
        &format!(
            "<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{said}</w:txbxContent></w:drawing>\
             </mc:Choice><mc:Fallback><w:pict><w:txbxContent>{said}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>\
             <w:t>后</w:t></w:r></w:p>"
        ),
        "前后\n框内\n",
    );
}

#[test]
fn automatic_numbers_are_counted_as_word_counts_them() {
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"(%2)\"/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>";
    let item = |list: u32, level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "子"),
        item(1, 1, "丑"),
        item(1, 0, "乙"),
        item(1, 1, "寅"),
        item(2, 0, "点"),
        item(0, 0, "无"),
    ];
    let file = archive(
        &[("word/document.xml", xml(&body.concat()).as_bytes()), ("word/numbering.xml", numbering.as_bytes())],
        0,
    );
    assert_eq!(text("来稿.docx", &file).as_deref(), Ok("一、甲\n(1)子\n(2)丑\n二、乙\n(1)寅\n点\n无\n"));
}

#[test]
fn a_document_that_does_not_read_whole_is_refused() {
    let whole = document("<w:p><w:r><w:t>公告</w:t></w:r></w:p>");
    assert!(text("a.docx", &whole).is_ok());
    refused("空.docx", &document("<w:p/>"), IntakeTrouble::NoText);
    refused("锁.docx", &archive(&[("word/document.xml", xml("").as_bytes())], 1), IntakeTrouble::Locked);
    refused("表.docx", &archive(&[("xl/workbook.xml", b"<x/>")], 0), IntakeTrouble::Unknown);
    refused("表.txt", &archive(&[("xl/workbook.xml", b"<x/>")], 0), IntakeTrouble::Unknown);
    let cut = xml("<w:p><w:r><w:t>公告</w:t></w:r></w:p>");
    refused(
        "断.docx",
        &archive(&[("word/document.xml", &cut.as_bytes()[..cut.len() - 20])], 0),
        IntakeTrouble::Damaged,
    );
    refused("错.docx", &document("<w:p><w:r></w:p></w:r>"), IntakeTrouble::Damaged);
    let mut changed = LETTER.to_vec();
    // A byte inside of what is packed.
    let at = changed.len() / 2;
    changed[at] ^= 1;
    assert!(text("变.docx", &changed).is_err() || text("变.docx", &changed) == text("变.docx", LETTER));
    let mut sum = document("<w:p><w:r><w:t>公告</w:t></w:r></w:p>");
    let central = sum.windows(4).position(|window| window == b"PK\x01\x02").expect("one");
    sum[central + 16] ^= 1;
    refused("和.docx", &sum, IntakeTrouble::Damaged);
    refused("半.docx", &LETTER[..LETTER.len() / 2], IntakeTrouble::Damaged);
    // Sixty megabytes of one character, packed into sixty kilobytes.
    let bomb = xml(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "0".repeat(60 << 20)));
    let packed = archive(&[("word/document.xml", bomb.as_bytes())], 0);
    assert!(packed.len() < 100_000);
    refused("炸.docx", &packed, IntakeTrouble::TooLarge { bound: Bound::Unpacked(32 << 20) });
}
