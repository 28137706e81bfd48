//! The words for copies of the books.

use super::{Explanation, failure, method, minute};
use books::booking::{Number, Void};
use books::store::backup::{BackupCopy, BackupState, Loss, Present, Prospect};
use trade::refusal::{CopyTrouble, Failure};
use trade::settings::Language;

/// Why a file cannot be restored.
pub(super) fn trouble(file: &str, trouble: &CopyTrouble, language: Language) -> Explanation {
    match language {
        Language::Chinese => chinese(file, trouble),
        Language::English => english(file, trouble),
    }
}

fn chinese(file: &str, trouble: &CopyTrouble) -> Explanation {
    match trouble {
        CopyTrouble::Missing => Explanation::new(format!("没有文件 {file}"), "请核对路径；备份在账册目录的 backups 里"),
        CopyTrouble::Present => Explanation::new(format!("{file} 就是现用账册"), "请另选一份备份"),
        CopyTrouble::Foreign => Explanation::new(format!("{file} 不是启事的账册"), "请另选一份备份"),
        CopyTrouble::OtherBooks => Explanation::new(
            format!("{file} 是另一套账册的备份，第一笔账不同"),
            "请选本账册的备份；要看另一套账册，请恢复到空目录（--data 目录）",
        ),
        CopyTrouble::Newer { found, known } => {
            Explanation::new(format!("{file} 由更新的版本写成（格式 {found}，本程序只识到 {known}）"), "请先升级本程序")
        }
        CopyTrouble::Damaged { what } => Explanation::new(format!("{file} 已损坏，不能恢复：{what}"), "请另选一份备份"),
        CopyTrouble::WithoutLog => Explanation::new(
            format!("{file} 是手工复制的，缺同名的 -wal 日志，最后几笔可能不在里面"),
            "请把 qishi.db-wal 一并复制到旁边再试；确实找不到时加 --as-it-is，能读多少恢复多少",
        ),
        CopyTrouble::LogDamaged => Explanation::new(
            format!("{file} 旁边的日志不完整，最后几笔读不出来"),
            "请另选一份备份；没有别的时加 --as-it-is，能读多少恢复多少",
        ),
    }
}

fn english(file: &str, trouble: &CopyTrouble) -> Explanation {
    const ANOTHER: &str = "Choose another copy";
    match trouble {
        CopyTrouble::Missing => Explanation::new(
            format!("There is no file {file}"),
            "Check the path; copies stand in backups in the folder of the books",
        ),
        CopyTrouble::Present => Explanation::new(format!("{file} is the file of the books themselves"), ANOTHER),
        CopyTrouble::Foreign => Explanation::new(format!("{file} is no database of this program"), ANOTHER),
        CopyTrouble::OtherBooks => Explanation::new(
            format!("{file} is a copy of other books: their first entry is another"),
            "Choose a copy of these; to look at the others, restore it into an empty folder (--data DIR)",
        ),
        CopyTrouble::Newer { found, known } => Explanation::new(
            format!("{file} was written by a newer version (format {found}; this program knows {known})"),
            "Bring this program up to date first",
        ),
        CopyTrouble::Damaged { what } => Explanation::new(format!("{file} is damaged: {what}"), ANOTHER),
        CopyTrouble::WithoutLog => Explanation::new(
            format!("{file} was copied by hand without its log (-wal): the last bookings may be missing from it"),
            "BackupCopy qishi.db-wal to stand beside it and try again; if it cannot be found, --as-it-is takes what can be read",
        ),
        CopyTrouble::LogDamaged => Explanation::new(
            format!("The log beside {file} does not read to its end: the last bookings are missing"),
            "Choose another copy; if there is none, --as-it-is takes what can be read",
        ),
    }
}

/// A copy in one line: where, what it holds, how large it is.
pub fn copy(copy: &BackupCopy, language: Language) -> String {
    let (path, entries, bookings, head) = (copy.path.display(), copy.entries, copy.bookings, head(&copy.head));
    let size = size(copy.size);
    match language {
        Language::Chinese => format!("✓  {path}  登记 {bookings} 则，共 {entries} 笔账，末笔 {head}，{size}"),
        Language::English => format!("✓  {path}  {bookings} bookings, {entries} entries, head {head}, {size}"),
    }
}

/// The beginning of a hash, which is enough to compare by eye.
pub fn head(hash: &str) -> String {
    hash.chars().take(12).collect()
}

/// A size in mebibytes, or kibibytes where it is less than one.
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    if bytes < 1 << 20 { format!("{} KiB", bytes.div_ceil(1 << 10)) } else { format!("{} MiB", tenths(1 << 20)) }
}

/// The copy of the day could not be made.
pub fn no_copy(why: &Failure, language: Language) -> String {
    let why = failure(why, language).line(language);
    match language {
        Language::Chinese => format!("今天的备份没有做成：{why}"),
        Language::English => format!("The copy of the day was not made: {why}"),
    }
}

/// The copy was made, but not in the second place.
pub fn no_second(why: &Failure, language: Language) -> String {
    let why = failure(why, language).line(language);
    match language {
        Language::Chinese => format!("备份已做，第二处没有写成：{why}"),
        Language::English => format!("The copy was made, but not in the second place: {why}"),
    }
}

/// The last good copy is old.
pub fn old(state: &BackupState, language: Language) -> Explanation {
    let BackupState { since, days, .. } = state;
    match (language, &state.newest) {
        (Language::Chinese, Some(_)) => Explanation::new(
            format!("最近一份可用备份是 {days} 天前的，其后又有 {since} 笔账"),
            "请现在备份：qishi backup，或在设置里按 Ctrl+B",
        ),
        (Language::Chinese, None) => Explanation::new(
            format!("还没有可用的备份，已有 {since} 笔账"),
            "请现在备份：qishi backup，或在设置里按 Ctrl+B",
        ),
        (Language::English, Some(_)) => Explanation::new(
            format!("The last good copy of the books is {days} days old, and {since} entries were posted since"),
            "Make one now: qishi backup, or Ctrl+B in the settings",
        ),
        (Language::English, None) => Explanation::new(
            format!("There is no good copy of the books, which have {since} entries"),
            "Make one now: qishi backup, or Ctrl+B in the settings",
        ),
    }
}

/// Numbers in order, those that follow each other as the first and the last of them.
fn numbers(numbers: impl IntoIterator<Item = Number>, none: &str) -> String {
    let numbers: Vec<String> = numbers.into_iter().map(|number| number.to_string()).collect();
    super::numbers(&numbers, none)
}

/// What a restore costs, line by line. `aside` is where the books that went are kept, once it was done.
pub fn loss(prospect: &Prospect, aside: Option<&str>, language: Language) -> String {
    let Prospect { copy: restored, loss } = prospect;
    let mut lines = vec![copy(restored, language)];
    lines.extend(lost(loss, language));
    if let Some(aside) = aside {
        lines.push(match language {
            Language::Chinese => format!("原账册留在 {aside}"),
            Language::English => format!("The books that stood there are kept in {aside}"),
        });
    }
    lines.join("\n")
}

/// What is lost, line by line.
pub fn lost(loss: &Loss, language: Language) -> Vec<String> {
    let zh = language == Language::Chinese;
    let say = |zh_text: String, en_text: String| if zh { zh_text } else { en_text };
    let none = if zh { "无" } else { "none" };
    let mut lines = Vec::new();
    match &loss.present {
        Present::None => {
            return vec![say("这里还没有账册，什么也不会丢".into(), "There are no books here: nothing is lost".into())];
        }
        Present::Read { .. } => {
            lines
                .push(say(format!("将丢失 {} 笔账", loss.entries), format!("Entries that are lost: {}", loss.entries)));
            lines.push(say(
                format!("其中登记：{}", numbers(loss.bookings.iter().copied(), none)),
                format!("Bookings taken in them: {}", numbers(loss.bookings.iter().copied(), none)),
            ));
            if !loss.changed.is_empty() {
                let changed = numbers(loss.changed.iter().copied(), none);
                lines.push(say(
                    format!("保留但会退回旧状态的登记：{changed}"),
                    format!("Bookings that stay and lose something: {changed}"),
                ));
            }
            let money: Vec<String> = loss
                .by_method
                .iter()
                .map(|(how, money)| format!("{} ¥{}", method(*how, language), money.grouped()))
                .collect();
            let money = if money.is_empty() { none.to_owned() } else { money.join(if zh { "，" } else { ", " }) };
            lines.push(say(format!("其中收款：{money}"), format!("Money taken in them: {money}")));
        }
        Present::Unreadable { what } => lines.push(say(
            format!("现有账册读不出来（{what}），丢失多少只能从旁推断，请对照纸质单据"),
            format!("The books that stand there cannot be read ({what}): compare with the papers what is lost"),
        )),
    }
    if loss.gained > 0 {
        lines.push(say(
            format!("另外找回 {} 笔上次恢复时丢失的账", loss.gained),
            format!("Entries that an earlier restore lost and that come back: {}", loss.gained),
        ));
    }
    let void = numbers(loss.void.iter().flat_map(Void::numbers), none);
    lines.push(say(
        format!("作废、不再使用的登记号：{void}"),
        format!("Numbers that are void and never given again: {void}"),
    ));
    lines
}

/// When a copy was made, or its last entry posted.
pub fn when(copy: &BackupCopy) -> String {
    match (copy.taken, copy.last_at) {
        (Some(taken), _) => taken.format("%Y-%m-%d %H:%M").to_string(),
        (None, Some(last)) => minute(last),
        (None, None) => String::new(),
    }
}

/// The same request to restore was carried out before, with this entry; `hash` is the hash of that entry.
pub fn restored_already(seq: u64, at: chrono::DateTime<chrono::FixedOffset>, hash: &str, language: Language) -> String {
    let (at, hash) = (minute(at), head(hash));
    match language {
        Language::Chinese => format!("同一请求已于 {at} 恢复过（第 {seq} 笔账，{hash}），没有再做"),
        Language::English => {
            format!("The same request was carried out at {at} (entry {seq}, {hash}); nothing was done again")
        }
    }
}

/// A restore that was cut off was finished.
pub fn finished(aside: &std::path::Path, language: Language) -> String {
    match language {
        Language::Chinese => format!("上次恢复中途断了，现已做完；原账册留在 {}", aside.display()),
        Language::English => {
            format!(
                "A restore that was cut off was finished; the books that stood there are kept in {}",
                aside.display()
            )
        }
    }
}
