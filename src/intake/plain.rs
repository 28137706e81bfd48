//! Plain text, in the encodings in which Chinese offices send it: UTF-8, GB18030 with GBK inside it, Big5, UTF-16; and pages saved from a
//! browser, whose tags are taken off.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

use trade::refusal::Refusal;

/// The text of these bytes; of a page saved from a browser its words.
///
/// # Errors
/// [`Refusal::NotUtf8`] with the first byte that no encoding explains.
pub(super) fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let text = decoded(bytes)?;
    Ok(trade::notice::words_of_page(&text).unwrap_or(text))
}

/// UTF-8 is given as it is, byte order mark and all: offsets are those of the input.
///
/// # Errors
/// [`Refusal::NotUtf8`] with the first byte that no encoding explains.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, Refusal> {
    for (mark, encoding) in [(&[0xff, 0xfe][..], UTF_16LE), (&[0xfe, 0xff], UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return whole(encoding, rest).ok_or(Refusal::NotUtf8 { byte: 1 });
        }
    }
    let utf8 = std::str::from_utf8(bytes);
    match utf8 {
        // A text in UTF-16 whose characters are all of ASCII is UTF-8 too, full of zeros.
        Ok(text) if !text.contains('\0') => return Ok(text.to_owned()),
        _ => {}
    }
    let guess = |encoding: &'static Encoding| {
        // Half of all pairs of bytes are some Chinese character: a few of them prove nothing.
        let enough = encoding == GB18030 || bytes.len() >= 16;
        whole(encoding, bytes).filter(|text| enough && !text.contains(is_control) && is_likely(text))
    };
    // Bytes of Big5 are some characters of GB18030 as well, but seldom those of which texts are made.
    if let (Some(big5), Some(gb)) = (guess(BIG5), guess(GB18030))
        && usual_words(&big5) > 2 * usual_words(&gb)
    {
        return Ok(big5);
    }
    let guessed = [GB18030, BIG5, UTF_16LE, UTF_16BE].into_iter().find_map(guess);
    match (guessed, utf8) {
        (Some(text), _) => Ok(text),
        (None, Ok(text)) => Ok(text.to_owned()),
        (None, Err(error)) => Err(Refusal::NotUtf8 { byte: error.valid_up_to() + 1 }),
    }
}

/// The text, where every byte of it belongs to a character.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// What no text has between its characters: read in the wrong encoding, one has many.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')
}

/// Whether it reads as a text of a Chinese office: nine characters in ten are Chinese, their marks, or ASCII.
fn is_likely(text: &str) -> bool {
    let (mut all, mut usual) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        let known = matches!(c,
            '\t'..='~' | '\u{a0}' | '·' | '×' | '—' | '‘'..='”' | '…' | '①'..='⑳' | '\u{3000}'..='〞' | '㈠'..='㈩'
            | '\u{4e00}'..='\u{9fa5}' | '\u{ff01}'..='\u{ff5e}' | '\u{ffe5}');
        usual += usize::from(known);
    }
    all > 0 && usual * 10 >= all * 9
}

/// How many of the characters are among those that stand most often in texts of offices, in either script.
fn usual_words(text: &str) -> usize {
    const USUAL: &str = "的一是在不有人中大上为為国國年月日公司告本院法民事行政决決定书書通知号號遗遺失声聲明作废廢证證件限自之起内內送达達                         视視即三十五六七八九二四向及应應诉訴当當权權债債务務登记記联聯系係电電话話地址市区區县縣路有限";
    text.chars().filter(|c| USUAL.contains(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "遗失声明\r\n张三(身份证号3405241980)遗失收据一张,号码:0532-88187720,声明作废。\r\n";

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let mark = mark.then_some(0xfeffu16);
        let units = mark.into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn big5_and_a_page_from_a_browser_are_read() {
        let text = "遺失聲明\n周啟明遺失學生證一本，編號20260018，特此聲明作廢。\n";
        let big5 = BIG5.encode(text).0.into_owned();
        assert_eq!(super::text(&big5), Ok(text.to_owned()));
        let simplified = "遗失声明\n周启明遗失学生证一本，编号20260018，特此声明作废。\n";
        assert_eq!(super::text(&GB18030.encode(simplified).0), Ok(simplified.to_owned()));
        let page = "<!DOCTYPE html><html><head><title>x</title></head><body>\n<p>遗失声明</p><p>周启明遗失学生证一本，编号&nbsp;20260018，声明作废。</p></body></html>";
        let words = "遗失声明\n周启明遗失学生证一本，编号 20260018，声明作废。";
        assert_eq!(super::text(page.as_bytes()), Ok(words.to_owned()));
    }

    #[test]
    fn the_same_text_comes_out_of_every_encoding() {
        let gbk = GB18030.encode(TEXT).0.into_owned();
        assert!(std::str::from_utf8(&gbk).is_err());
        for (name, bytes) in [
            ("utf-8", TEXT.as_bytes().to_vec()),
            ("gbk", gbk),
            ("utf-16le", utf16(TEXT, false, false)),
            ("utf-16be", utf16(TEXT, true, false)),
            ("utf-16le with a mark", utf16(TEXT, false, true)),
            ("utf-16be with a mark", utf16(TEXT, true, true)),
            ("utf-16 of ascii", utf16("Lost: passport No. E12345678", false, false)),
        ] {
            let wanted = if name.ends_with("ascii") { "Lost: passport No. E12345678" } else { TEXT };
            assert_eq!(text(&bytes).as_deref(), Ok(wanted), "{name}");
        }
    }

    #[test]
    fn rare_names_come_out_of_gb18030_and_utf8_keeps_its_mark() {
        let rare = "公告\n㛃、𠮷某、䶮某：你单位与张某劳动争议一案，现依法公告送达，请自公告之日起三十日内领取。";
        assert_eq!(text(&GB18030.encode(rare).0).as_deref(), Ok(rare));
        assert_eq!(text("\u{feff}公告".as_bytes()).as_deref(), Ok("\u{feff}公告"));
        assert_eq!(text(b"").as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_text_is_refused_at_its_first_byte() {
        assert_eq!(text(b"\xe9\x81\x97\xff"), Err(Refusal::NotUtf8 { byte: 4 }));
        assert_eq!(text(&[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0]), Err(Refusal::NotUtf8 { byte: 1 }));
        assert_eq!(text(&[0xff, 0xfe, 0x00, 0xd8]), Err(Refusal::NotUtf8 { byte: 1 }), "half a character");
        assert!(text(&[0xff, 0xfe, 0x4e]).is_err(), "half a unit");
    }
}
