//! What a character is to a setter of Chinese lines (clreq; GB/T 15834-2011).

/// The class of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A Han character or another of full width that may stand anywhere.
    Han,
    /// 、，。：；！？’”」』）〕】》〉: never at the start of a line.
    Close,
    /// ‘“「『（〔【《〈: never at the end of a line.
    Open,
    /// ·—～…: never at the start of a line, without a blank to give up.
    Middle,
    /// A letter, figure or mark of Latin width.
    Word,
    /// White space; it gives way at the end of a line.
    Space,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        // Most characters of a copy, and none of those below.
        '\u{4e00}'..='\u{9fff}' => Class::Han,
        '、' | '，' | '。' | '：' | '；' | '！' | '？' | '’' | '”' | '」' | '』' | '）' | '〕' | '】' | '》' | '〉'
        | '］' | '｝' | '〗' | '〙' | '．' | '｠' | '〞' | '〟' => Class::Close,
        '‘' | '“' | '「' | '『' | '（' | '〔' | '【' | '《' | '〈' | '［' | '｛' | '〖' | '〘' | '｟' | '〝' => {
            Class::Open
        }
        '·' | '・' | '‧' | '•' | '—' | '⸺' | '―' | '～' | '〜' | '…' | '⋯' | '‥' | '／' | '％' | '‰' | '℃' | '々'
        | '〻' | 'ー' => Class::Middle,
        ' ' | '\t' | '\u{a0}' | '\u{3000}' => Class::Space,
        // It is of one kind with the character that it follows.
        _ if wide(c) || selects(c) => Class::Han,
        _ => Class::Word,
    }
}

/// Whether a character selects a form of the Han character before it (a variation selector, standardized or ideographic).
pub(super) fn selects(c: char) -> bool {
    matches!(c as u32, 0xfe00..=0xfe0d | 0xe0100..=0xe01ef)
}

/// Whether a character has the width of a Han character.
fn wide(c: char) -> bool {
    matches!(c as u32,
        0x1100..=0x11ff | 0x2e80..=0x303e | 0x3041..=0x33ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xa000..=0xa4cf
        | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff01..=0xff60 | 0xffe0..=0xffe6
        | 0x2460..=0x24ff | 0x2500..=0x25ff | 0x2600..=0x27bf | 0x1f000..=0x1faff | 0x20000..=0x3ffff
        | 0x2160..=0x217f | 0x203b | 0x2190..=0x21ff | 0x2103)
}

/// Whether a character is Chinese text: a Han character or one of the full-width marks.
pub(super) fn is_chinese(c: char) -> bool {
    matches!(class(c), Class::Han | Class::Close | Class::Open) || matches!(c, '—' | '…' | '·' | '～')
}

/// The marks of Latin width that never start a line.
pub(super) const NO_START: &str = ",.:;!?)]}%'\"’”-–—/\\~°′″‰»›®™";
/// The marks of Latin width that never end a line.
pub(super) const NO_END: &str = "([{$£¥€#@№«‹";
/// Signs of full width before a sum: they never end a line.
const SIGNS: &str = "￥＄￡￠￦＃＠";

/// Whether a line may not start with this character.
pub(super) fn no_start(c: char) -> bool {
    match class(c) {
        Class::Close | Class::Middle | Class::Space => true,
        Class::Word => NO_START.contains(c),
        Class::Han | Class::Open => false,
    }
}

/// Whether a line may not end with this character.
pub(super) fn no_end(c: char) -> bool {
    match class(c) {
        Class::Open => true,
        Class::Word => NO_END.contains(c),
        Class::Han => SIGNS.contains(c),
        _ => false,
    }
}

/// Whether a character is a letter of full width, that stands a quarter em from Latin: not a mark, a sign or a missing sort.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// Whether a character of Latin width stands a quarter em from Han.
pub(super) fn is_figure(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '+' | '#' | '&' | '@' | '$' | '¥' | '£' | '€')
}

/// The units that stay with the figure before them.
const UNITS: &str =
    "年月日时点分秒号室楼层栋幢元角万亿千百十人名岁件份条个天周期届次版章页项款户家台套辆张本只米里吨克升亩度路街组";
/// Units of several characters, by their first two.
const LONG_UNITS: [&str; 23] = [
    "平方", "立方", "公斤", "公里", "公顷", "公分", "厘米", "毫米", "分米", "毫克", "毫升", "小时", "美元", "港元",
    "欧元", "日元", "英镑", "工作", "万元", "亿元", "万人", "千克", "千米",
];

/// Whether a unit starts here that stays with the figure before it.
pub(super) fn is_unit(c: char, next: Option<char>) -> bool {
    // ㎏, ㎡ and their kin.
    UNITS.contains(c) || matches!(c as u32, 0x3371..=0x33df) || next.is_some_and(|next| is_long_unit(c, next))
}

/// Whether these are a unit of two characters, or the first two of a longer one.
pub(super) fn is_long_unit(c: char, next: char) -> bool {
    LONG_UNITS.iter().any(|unit| unit.chars().eq([c, next]))
}
