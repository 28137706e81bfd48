//! Who speaks in a notice: by who signs it, else by who stands at its head, else by what the speaker calls itself. What it cites
//! (a court in which a penalty may be challenged) does not count.

use serde::Deserialize;

use super::heads;
use super::lines::PageLine;
use super::looks::{Looks, last_date};
use super::text::{Dense, SourceText, ends_with, find, is_blank};
use super::words::NoticeWords;

/// Who speaks, as far as it decides what a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// A court of any level.
    Court,
    /// A commission for disputes of labour (劳动人事争议仲裁委员会).
    Labour,
    /// An institution for disputes of commerce (仲裁委员会).
    Commerce,
    /// Any other office or authority.
    Authority,
    /// A company, a shop or an association.
    Company,
}

/// Who speaks; `None` where nothing says so.
pub(super) fn of(lines: &[PageLine], text: &SourceText, dense: &Dense, words: &NoticeWords) -> Option<Speaker> {
    let name = |line: &PageLine| -> Vec<char> {
        let plain: Vec<char> =
            text.flat[line.words.clone()].iter().copied().filter(|c| !is_blank(*c)).take(120).collect();
        let end = last_date(&plain).map_or(plain.len(), |(at, _)| at);
        let bare = &plain[..end];
        let bare = ["(盖章)", "(公章)", "(印章)"]
            .iter()
            .find(|seal| ends_with(bare, seal))
            .map_or(bare, |seal| &bare[..bare.len() - seal.chars().count()]);
        bare.to_vec()
    };
    let signs = |line: &&PageLine| matches!(line.looks, Looks::Office | Looks::Date | Looks::Signer);
    let body = lines.iter().rposition(|line| matches!(line.looks, Looks::Body | Looks::Addressee));
    let foot = lines.iter().rev().filter(signs).find_map(|line| class(&name(line), words));
    // A name that stands alone below the words signs; above them it is a head.
    let below = lines.iter().rposition(|line| signs(&line) && class(&name(line), words).is_some());
    if foot.is_some() && below > body.map(|at| at.saturating_sub(4)) && below >= Some(1) {
        return foot;
    }
    if let Some(line) = body.map(|at| &lines[at])
        && let Some(found) = at_end(&name(line), words)
    {
        return Some(found);
    }
    let below = super::foot::of(lines, dense, words);
    if let Some(found) = below.and_then(|foot| class(&dense.chars[foot.offices.first()?.clone()], words)) {
        return Some(found);
    }
    let first = lines.iter().find(|line| line.looks != Looks::Blank).map(name).unwrap_or_default();
    if let Some(found) = heads::authority(&first, words).and_then(|end| class(&first[..end], words)) {
        return Some(found);
    }
    let head = lines.iter().take(4).filter(|line| matches!(line.looks, Looks::Office | Looks::Title));
    if let Some(found) = head.filter_map(|line| titled(&name(line), words)).next() {
        return Some(found);
    }
    foot.or_else(|| calls_itself(&dense.chars))
}

/// 某某人民法院公告: whose title it is.
fn titled(name: &[char], words: &NoticeWords) -> Option<Speaker> {
    let end = (4..=name.len()).rev().find(|end| words.authorities.at_end(&name[..*end]))?;
    class(&name[..end], words)
}

/// The name behind the last sentence of a paragraph.
fn at_end(words_of: &[char], words: &NoticeWords) -> Option<Speaker> {
    let start = words_of.iter().rposition(|c| matches!(c, '。' | ';' | '!')).map(|at| at + 1)?;
    class(&words_of[start..], words)
}

fn class(name: &[char], words: &NoticeWords) -> Option<Speaker> {
    let has = |word: &str| find(name, word).is_some();
    let ends = |list: &[&str]| list.iter().any(|word| ends_with(name, word));
    if name.len() < 4 || name.len() > 60 {
        return None;
    }
    if ends(&["法院", "法庭"]) || (has("法院") && ends(&["立案庭", "审判庭", "执行庭", "执行局"])) {
        Some(Speaker::Court)
    } else if has("仲裁") && (has("劳动") || has("人事") || has("劳人")) {
        Some(Speaker::Labour)
    } else if ends(&["仲裁委员会", "仲裁委", "仲裁中心", "国际仲裁院", "仲裁院"])
        || (has("仲裁委员会") && ends(&["分会", "中心", "仲裁庭"]))
    {
        Some(Speaker::Commerce)
    } else if ends(&["管理人", "清算组"]) {
        None
    } else if ends(&[
        "公司",
        "集团",
        "合作社",
        "经营部",
        "商行",
        "银行",
        "支行",
        "分行",
        "事务所",
        "厂",
        "店",
        "董事会",
    ]) {
        Some(Speaker::Company)
    } else if words.authorities.at_end(name) {
        Some(Speaker::Authority)
    } else {
        None
    }
}

/// 本院, 本委, 我局: what the speaker calls itself, the first that it does.
fn calls_itself(chars: &[char]) -> Option<Speaker> {
    const SELVES: [(&str, Speaker); 13] = [
        ("本院", Speaker::Court),
        ("我院", Speaker::Court),
        ("本委", Speaker::Labour),
        ("我委", Speaker::Labour),
        ("我局", Speaker::Authority),
        ("本局", Speaker::Authority),
        ("本机关", Speaker::Authority),
        ("我所", Speaker::Authority),
        ("我大队", Speaker::Authority),
        ("我支队", Speaker::Authority),
        ("我公司", Speaker::Company),
        ("本公司", Speaker::Company),
        ("我司", Speaker::Company),
    ];
    let first = SELVES.iter().filter_map(|(word, speaker)| Some((find(chars, word)?, *speaker)));
    first.min_by_key(|(at, _)| *at).map(|(_, speaker)| speaker)
}
