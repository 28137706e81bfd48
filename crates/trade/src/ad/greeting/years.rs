//! The number of years that a blessing counts.

/// Han numerals and figures.
pub(super) const NUMERALS: &str = "0123456789〇零一二三四五六七八九十百两";

/// The number of years that a copy counts: 50 of 金婚, 25 of 银婚, 20 of 二十周年, 80 of 八十大寿; as figures.
pub fn years(copy: &str) -> Option<u32> {
    let chars: Vec<char> = copy.chars().collect();
    for at in 0..chars.len() {
        if at > 0 && NUMERALS.contains(chars[at - 1]) {
            continue;
        }
        let run: String = chars[at..].iter().take_while(|c| NUMERALS.contains(**c)).collect();
        let rest: String = chars[at + run.chars().count()..].iter().take(4).collect();
        let counted = ["周年", "年华", "载", "大寿", "华诞", "周岁", "岁", "年风雨", "年相", "年前"];
        if !run.is_empty()
            && counted.iter().any(|unit| rest.starts_with(unit))
            && let Some(number) = number(&run).filter(|number| (2..=200).contains(number))
        {
            return Some(number);
        }
    }
    let known = [("金婚", 50), ("银婚", 25), ("钻石婚", 60), ("珍珠婚", 30), ("瓷婚", 20), ("锡婚", 10), ("木婚", 5)];
    known.iter().find(|(word, _)| copy.contains(word)).map(|(_, years)| *years)
}

/// A number of up to three places in figures or Han.
fn number(run: &str) -> Option<u32> {
    if run.bytes().all(|b| b.is_ascii_digit()) {
        return run.parse().ok().filter(|_| run.len() <= 3);
    }
    let digit = |c: char| {
        "零一二三四五六七八九"
            .chars()
            .position(|known| known == c)
            .or((c == '两').then_some(2))
            .or((c == '〇').then_some(0))
    };
    let (mut total, mut last) = (0u32, None::<u32>);
    for c in run.chars() {
        match c {
            '百' => total += last.take().unwrap_or(1) * 100,
            '十' => total += last.take().unwrap_or(1) * 10,
            _ => last = Some(digit(c)? as u32 + last.map_or(0, |last| last * 10)),
        }
    }
    Some(total + last.unwrap_or(0))
}
