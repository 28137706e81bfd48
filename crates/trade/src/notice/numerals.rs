//! Numbers as notices write them: 30, ３０, 三十, 二〇二六, 壹佰贰拾.

/// The figure that a Chinese numeral stands for.
fn figure(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' | '元' => 1,
        '二' | '贰' | '两' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The weight of a Chinese unit below 万.
fn unit(c: char) -> Option<u64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1_000),
        _ => None,
    }
}

/// Whether a character can stand in a number.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || (c != '元' && figure(c).is_some()) || unit(c).is_some() || matches!(c, '廿' | '卅')
}

/// A whole number at a place: its value and where it ends. `元` counts as one only in 元月 and 元年, which their readers ask for.
pub(super) fn number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let first = *chars.get(at)?;
    if first.is_ascii_digit() {
        let end = at + chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if end - at > 7 {
            return None;
        }
        let value = chars[at..end].iter().fold(0u32, |sum, c| sum * 10 + c.to_digit(10).unwrap_or(0));
        return Some((value, end));
    }
    // 二0二六, 二O二六: a zero of figures, or the letter for it, among Chinese ones.
    let zero = |i: usize| matches!(chars[i], '0' | 'O' | 'o') && chars.get(i + 1).is_some_and(|c| figure(*c).is_some());
    let numeral = |i: usize| (!chars[i].is_ascii_digit() && is_numeral(chars[i])) || (i > at && zero(i));
    let end = (at..chars.len().min(at + 12)).find(|i| !numeral(*i)).unwrap_or(chars.len().min(at + 12));
    (end > at).then(|| chinese(&chars[at..end])).flatten().and_then(|value| Some((u32::try_from(value).ok()?, end)))
}

/// The value of a Chinese number below ten thousand, by figures (二〇二六) or by units (一百二十).
fn chinese(chars: &[char]) -> Option<u64> {
    let figure = |c: char| if matches!(c, '0' | 'O' | 'o') { Some(0) } else { figure(c) };
    if chars.len() > 1 && chars.iter().all(|c| figure(*c).is_some()) {
        if chars.len() > 6 {
            return None;
        }
        return chars.iter().try_fold(0u64, |sum, c| Some(sum * 10 + figure(*c)?));
    }
    let (mut sum, mut last) = (0u64, None);
    for c in chars {
        match (*c, figure(*c), unit(*c)) {
            ('廿', ..) => sum += 20,
            ('卅', ..) => sum += 30,
            (_, Some(value), _) => last = Some(value),
            (_, _, Some(weight)) => sum += last.take().unwrap_or(1) * weight,
            _ => return None,
        }
    }
    Some(sum + last.unwrap_or(0))
}

/// An amount in capitals at a place, such as `壹万贰仟元整` or `人民币叁佰元伍角`: its value in fen, and where it ends.
pub(super) fn capitals(chars: &[char], at: usize) -> Option<(i64, usize)> {
    let (mut total, mut section, mut last) = (0i64, 0i64, None::<i64>);
    let (mut i, mut yuan, mut small) = (at, false, 0i64);
    while let Some(c) = chars.get(i) {
        match c {
            '亿' | '億' | '万' | '萬' => {
                let weight = if matches!(c, '亿' | '億') { 100_000_000 } else { 10_000 };
                section += last.take().unwrap_or(0);
                if weight == 100_000_000 {
                    total = (total + section).checked_mul(weight)?;
                } else {
                    total = total.checked_add(section.checked_mul(weight)?)?;
                }
                section = 0;
            }
            '元' | '圆' | '圓' if !yuan => {
                total = total.checked_add(section + last.take().unwrap_or(0))?;
                (yuan, section) = (true, 0);
            }
            '角' => small += last.take()? * 10,
            '分' => small += last.take()?,
            '整' | '正' => {
                i += 1;
                break;
            }
            _ => match (figure(*c), unit(*c)) {
                (Some(value), _) => last = Some(value as i64),
                (_, Some(weight)) => section += last.take().unwrap_or(1) * weight as i64,
                _ => break,
            },
        }
        i += 1;
        if i - at > 40 {
            return None;
        }
    }
    yuan.then_some(())?;
    Some((total.checked_mul(100)?.checked_add(small)?, i))
}

/// An amount in figures at a place, such as `1,409.50`, `10000` or `1.2`: in ten-thousandths, and where it ends.
pub(super) fn decimal(chars: &[char], at: usize) -> Option<(i64, usize)> {
    let mut i = at;
    let (mut whole, mut digits) = (0i64, 0);
    while let Some(c) = chars.get(i) {
        if let Some(digit) = c.to_digit(10) {
            whole = whole.checked_mul(10)?.checked_add(i64::from(digit))?;
            digits += 1;
        } else if !(*c == ',' && digits > 0 && (1..=3).all(|k| chars.get(i + k).is_some_and(char::is_ascii_digit))) {
            break;
        }
        i += 1;
        if digits > 13 {
            return None;
        }
    }
    if digits == 0 {
        return None;
    }
    let (mut parts, mut weight) = (0i64, 1_000i64);
    if chars.get(i) == Some(&'.') && chars.get(i + 1).is_some_and(char::is_ascii_digit) {
        i += 1;
        while let Some(digit) = chars.get(i).and_then(|c| c.to_digit(10)) {
            parts += i64::from(digit) * weight;
            weight /= 10;
            i += 1;
        }
    }
    Some((whole.checked_mul(10_000)?.checked_add(parts)?, i))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u32, usize)> {
        number(&text.chars().collect::<Vec<_>>(), 0)
    }

    #[test]
    fn numbers_in_figures_and_in_words() {
        for (text, value) in [
            ("30日", 30),
            ("三十日", 30),
            ("十五日", 15),
            ("六十", 60),
            ("四十五日", 45),
            ("一百二十日", 120),
            ("二〇二六年", 2026),
            ("二零二六", 2026),
            ("廿二日", 22),
            ("两", 2),
        ] {
            assert_eq!(read(text).map(|(value, _)| value), Some(value), "{text}");
        }
        assert_eq!(read("日"), None);
        assert_eq!(read("12345678901"), None);
    }

    #[test]
    fn amounts_in_capitals_and_in_figures() {
        let fen = |text: &str| capitals(&text.chars().collect::<Vec<_>>(), 0).map(|(fen, _)| fen);
        assert_eq!(fen("壹万贰仟元整"), Some(1_200_000));
        assert_eq!(fen("陆仟零柒元壹角肆分"), Some(600_714));
        assert_eq!(fen("贰仟壹佰零柒元零玖分"), Some(210_709));
        assert_eq!(fen("壹亿贰仟万元整"), Some(12_000_000_000));
        assert_eq!(fen("伍拾万圆整"), Some(50_000_000));
        assert_eq!(fen("壹仟"), None);
        let value = |text: &str| decimal(&text.chars().collect::<Vec<_>>(), 0);
        assert_eq!(value("1,409.50元"), Some((14_095_000, 8)));
        assert_eq!(value("1.2万"), Some((12_000, 3)));
        assert_eq!(value("12,元"), Some((120_000, 2)));
    }
}
