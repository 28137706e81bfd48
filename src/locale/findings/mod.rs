//! The words for findings: what was found, why it matters and where that is written, and the way out.

mod chinese;
mod english;

pub(super) use chinese::finding as chinese;
pub(super) use english::finding as english;

use trade::ad::Elsewhere;
use trade::notice::FactName;
use trade::personal::Personal;
use trade::settings::Language;

/// The name of a fact by its word in data.
pub(super) fn fact(id: &str, language: Language) -> &str {
    FactName::named(id).map_or(id, |name| super::fact(name, language))
}

/// The name of a face by its id; the id where no face has it any more.
pub(super) fn face(id: &str, language: Language) -> &str {
    let [zh, en] = match id {
        "song" => ["宋体", "Song"],
        "song-bold" => ["粗宋", "Song bold"],
        "song-black" => ["宋黑", "Song black"],
        "hei" => ["黑体", "Hei"],
        "hei-bold" => ["粗黑", "Hei bold"],
        "kai" => ["楷体", "Kai"],
        "kai-bold" => ["粗楷", "Kai bold"],
        "brush" => ["毛笔字", "the brush hand"],
        "running" => ["行书", "the running hand"],
        "child" => ["圆趣体", "the children's face"],
        "display" | "display-italic" => ["西文花体", "the display face"],
        _ => [id, id],
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// Where other notices stand: `本批第 3 则、B20260122-0007`.
pub(super) fn elsewhere(others: &[Elsewhere], language: Language) -> String {
    let one = |other: &Elsewhere| match (other, language) {
        (Elsewhere::Page { index }, Language::Chinese) => format!("本批第 {index} 则"),
        (Elsewhere::Page { index }, Language::English) => format!("notice {index} here"),
        (Elsewhere::Booking { number }, _) => number.clone(),
    };
    let mark = if language == Language::Chinese { "、" } else { ", " };
    others.iter().map(one).collect::<Vec<_>>().join(mark)
}

pub(super) fn names(names: &[Personal<String>], language: Language) -> String {
    let one = |name: &Personal<String>| match language {
        _ if name.get().is_none() => "***".to_owned(),
        Language::Chinese | Language::English => format!("“{}”", name.text()),
    };
    names.iter().map(one).collect::<Vec<_>>().join(if language == Language::Chinese { "、" } else { ", " })
}

/// A list of passages, each with its number, which is not read as one of the passage: `① 王德明；② 2026年1月20日`.
pub fn numbered(passages: &[Personal<String>], mark: &str) -> String {
    let one = |(n, passage): (u32, &Personal<String>)| {
        let number = Some(n).filter(|n| *n <= 20).and_then(|n| char::from_u32(0x245f + n));
        let number = number.map_or_else(|| format!("({n})"), String::from);
        format!("{number} {}", passage.get().map_or("***", String::as_str))
    };
    (1..).zip(passages).map(one).collect::<Vec<_>>().join(mark)
}
