//! The words for what the doctor finds.

use std::sync::Arc;

use super::copies::{head, old, size, when};
use super::{Explanation, date, failure, minute, verdict};
use crate::doctor::CheckFinding;
use books::booking::{Entered, RuleKind};
use trade::settings::Language;

/// What was looked at.
pub fn name(name: &'static str, language: Language) -> &'static str {
    if language == Language::English {
        return name;
    }
    match name {
        "folder" => "目录",
        "files" => "文件",
        "books" => "账册",
        "chain" => "账链",
        "anchor" => "锚",
        "rules" => "规则文件",
        "backups" => "备份",
        "second_place" => "第二处备份",
        "faces" => "字体",
        "printers" => "打印机",
        "clock" => "时钟",
        "space" => "磁盘",
        other => other,
    }
}

/// What a check found, and the way out where something is to be done.
pub fn found(found: &CheckFinding, language: Language) -> Explanation {
    match language {
        Language::Chinese => chinese(found),
        Language::English => english(found),
    }
}

/// The first few of these paths.
fn listed(paths: &[std::path::PathBuf], between: &str) -> String {
    const MOST: usize = 5;
    let shown: Vec<String> = paths.iter().take(MOST).map(|path| path.display().to_string()).collect();
    let more = if paths.len() > MOST { " …" } else { "" };
    format!("{}{more}", shown.join(between))
}

/// Files of rules that were entered, the last of them where they are many.
fn rules(entered: &[Arc<Entered>], language: Language) -> String {
    const MOST: usize = 12;
    let one = |entered: &Arc<Entered>| {
        let Entered { kind, id, version, from, .. } = &**entered;
        match (language, kind) {
            (Language::Chinese, RuleKind::Card) => format!("价目 {version} 版 {from} 起"),
            (Language::Chinese, RuleKind::Calendar) => format!("刊期第 {version} 号 {from} 起"),
            (Language::Chinese, RuleKind::NoticeKind) => format!("公告种类 {id} 第 {version} 号 {from} 起"),
            (Language::Chinese, RuleKind::Style) => format!("样式 {id} 第 {version} 号 {from} 起"),
            (Language::English, RuleKind::Card) => format!("rate card {version} from {from}"),
            (Language::English, RuleKind::Calendar) => format!("calendar {version} from {from}"),
            (Language::English, RuleKind::NoticeKind) => format!("kind of notices {id} ({version}) from {from}"),
            (Language::English, RuleKind::Style) => format!("style {id} ({version}) from {from}"),
        }
    };
    let (between, more) = match language {
        Language::Chinese => ("；", "……；"),
        Language::English => ("; ", "…; "),
    };
    let last = &entered[entered.len().saturating_sub(MOST)..];
    let said = last.iter().map(one).collect::<Vec<_>>().join(between);
    if last.len() < entered.len() { format!("{more}{said}") } else { said }
}

fn chinese(found: &CheckFinding) -> Explanation {
    const ZH: Language = Language::Chinese;
    match found {
        CheckFinding::Folder(path) => Explanation::new(format!("{}，只有本人可读", path.display()), ""),
        CheckFinding::FolderOpen(path) => Explanation::new(
            format!("{} 本机其他用户也能进入，里面有客户的姓名和电话", path.display()),
            format!("请收回权限：chmod 700 '{}'", path.display()),
        ),
        CheckFinding::NoBooks(path) => Explanation::new(
            format!("{} 里没有账册", path.display()),
            "新账册在第一次登记时建立；若本应有账册，请核对 --data，或从备份恢复（qishi restore）",
        ),
        CheckFinding::RestorePending => Explanation::new("上次恢复中途断了", "下次打开启事时自动做完"),
        CheckFinding::Books { entries, size: bytes, practice } => Explanation::new(
            format!("能打开，{entries} 笔账，{}{}", size(*bytes), if *practice { "，练习账册" } else { "" }),
            "",
        ),
        CheckFinding::Failed(why) => failure(why, ZH),
        CheckFinding::Chain { entries, head: hash } => {
            Explanation::new(format!("{entries} 笔账前后相符，末笔 {}", head(hash)), "")
        }
        CheckFinding::ChainWithoutEnd { entries, head: hash } => Explanation::new(
            format!("现有 {entries} 笔账前后相符，末笔 {}；末尾是否缺账见“锚”一行", head(hash)),
            "请按“锚”一行处理",
        ),
        CheckFinding::Strange(strange) => Explanation::new(
            format!("有 {} 处应是文件而不是：{}", strange.len(), listed(strange, "、")),
            "请把它们移开再试；若原文件已丢失，请从备份恢复",
        ),
        CheckFinding::Problems { count, first } => Explanation::new(
            format!("有 {count} 处自相矛盾，第一处：{}", verdict::problem(first, ZH)),
            "请停止登记，把账册目录整个复制一份留存，再从备份恢复（qishi restore）",
        ),
        CheckFinding::Rules(entered) if entered.is_empty() => Explanation::new("没有另外录入，用程序自带的", ""),
        CheckFinding::Rules(entered) => {
            Explanation::new(format!("本报录入 {} 份，都读得出：{}", entered.len(), rules(entered, ZH)), "")
        }
        CheckFinding::Anchor => Explanation::new("与账册相符，末尾没有缺账", ""),
        CheckFinding::NotLookedAt => Explanation::new("账册打不开，没有核对", "请先解决账册的问题"),
        CheckFinding::Copies(state) if state.old() => old(state, ZH),
        CheckFinding::Copies(state) if !state.bad.is_empty() => Explanation::new(
            format!("有 {} 份备份文件不可用，如 {}", state.bad.len(), state.bad[0].path.display()),
            "它们不会被自动删除；请查看后移走",
        ),
        CheckFinding::Copies(state) => match &state.newest {
            Some(copy) => Explanation::new(format!("{} 份可用，最近 {}", state.count, when(copy)), ""),
            None => Explanation::new("还没有备份，头一次改动账册后自动做", ""),
        },
        CheckFinding::NoSecond => {
            Explanation::new("没有设（可设一个 U 盘上的文件夹：qishi backup --second-place 目录）", "")
        }
        CheckFinding::Second(place, Some(at)) => Explanation::new(format!("{}，最近 {at}", place.display()), ""),
        CheckFinding::Second(place, None) => {
            Explanation::new(format!("{} 里还没有本账册的备份", place.display()), "请现在备份：qishi backup")
        }
        CheckFinding::SecondFailed(place, why) => {
            let why = failure(why, ZH);
            Explanation::new(
                format!("{} 连不上：{}", place.display(), why.message),
                "请插上 U 盘或接通网络盘；本机备份照做",
            )
        }
        CheckFinding::Faces(count) => Explanation::new(format!("{count} 种都在"), ""),
        CheckFinding::FacesMissing(missing) => {
            Explanation::new(format!("字体不全：{}", missing.join("、")), "程序文件已损坏，请重新安装")
        }
        CheckFinding::NoPrinter => Explanation::new("没有设，单据用看图程序打开", ""),
        CheckFinding::Printer(address) => Explanation::new(format!("{address} 可以打印"), ""),
        CheckFinding::Clock(now) => {
            Explanation::new(format!("{}（{}），与账册相符", minute(*now), now.format("%:z")), "")
        }
        CheckFinding::ClockBack(today, last) => Explanation::new(
            format!("电脑日期 {}早于最后一笔账的日期 {}", date(*today, ZH), date(*last, ZH)),
            "请校正电脑时间；若确属无误，由主管确认（qishi clock --reason 理由）",
        ),
        CheckFinding::ClockAhead(today, last) => Explanation::new(
            format!("电脑日期 {}比最后一笔账的日期 {}晚一周以上", date(*today, ZH), date(*last, ZH)),
            "请核对电脑时间；若确属无误，由主管确认（qishi clock --reason 理由）",
        ),
        CheckFinding::Space(bytes) => Explanation::new(format!("还剩 {}", size(*bytes)), ""),
        CheckFinding::SpaceLow(bytes) => {
            Explanation::new(format!("只剩 {}", size(*bytes)), "请腾出空间，满了就不能登记")
        }
        CheckFinding::SpaceUnknown => Explanation::new("这个系统上查不到剩余空间", ""),
    }
}

fn english(found: &CheckFinding) -> Explanation {
    const EN: Language = Language::English;
    match found {
        CheckFinding::Folder(path) => Explanation::new(format!("{}, for its owner alone", path.display()), ""),
        CheckFinding::FolderOpen(path) => Explanation::new(
            format!("{} is open to others on this machine, and holds names and telephone numbers", path.display()),
            format!("Close it: chmod 700 '{}'", path.display()),
        ),
        CheckFinding::NoBooks(path) => Explanation::new(
            format!("there are no books in {}", path.display()),
            "They are made with the first booking; if there should be some, check --data, or restore a copy (qishi restore)",
        ),
        CheckFinding::RestorePending => {
            Explanation::new("a restore was cut off", "The next start of the program finishes it")
        }
        CheckFinding::Books { entries, size: bytes, practice } => Explanation::new(
            format!(
                "can be opened, {entries} entries, {}{}",
                size(*bytes),
                if *practice { ", for practice" } else { "" }
            ),
            "",
        ),
        CheckFinding::Failed(why) => failure(why, EN),
        CheckFinding::Chain { entries, head: hash } => {
            Explanation::new(format!("{entries} entries agree with each other, head {}", head(hash)), "")
        }
        CheckFinding::ChainWithoutEnd { entries, head: hash } => Explanation::new(
            format!(
                "the {entries} entries that are there agree with each other, head {}; of their end see the anchor",
                head(hash)
            ),
            "Do what the line of the anchor says",
        ),
        CheckFinding::Strange(strange) => Explanation::new(
            format!("{} things stand in the place of files and are none: {}", strange.len(), listed(strange, ", ")),
            "Move them away and try again; if a file itself is lost, restore a copy",
        ),
        CheckFinding::Problems { count, first } => Explanation::new(
            format!("{count} things contradict themselves; the first: {first}"),
            "Take no more ads, set a copy of the whole folder aside, and restore a copy (qishi restore)",
        ),
        CheckFinding::Rules(entered) if entered.is_empty() => {
            Explanation::new("none was entered: those that the program brings along hold", "")
        }
        CheckFinding::Rules(entered) => {
            let count = entered.len();
            Explanation::new(format!("{count} of the paper's own, and they read: {}", rules(entered, EN)), "")
        }
        CheckFinding::Anchor => Explanation::new("agrees with the books: nothing is missing from their end", ""),
        CheckFinding::NotLookedAt => {
            Explanation::new("the books cannot be opened: not compared", "See to the books first")
        }
        CheckFinding::Copies(state) if state.old() => old(state, EN),
        CheckFinding::Copies(state) if !state.bad.is_empty() => Explanation::new(
            format!("{} files are no good copies, such as {}", state.bad.len(), state.bad[0].path.display()),
            "They are never deleted by themselves; look at them and move them away",
        ),
        CheckFinding::Copies(state) => match &state.newest {
            Some(copy) => Explanation::new(format!("{} good ones, the last of {}", state.count, when(copy)), ""),
            None => Explanation::new("none yet; one is made after the first change to the books", ""),
        },
        CheckFinding::NoSecond => {
            Explanation::new("none is set (a folder on a stick can be one: qishi backup --second-place DIR)", "")
        }
        CheckFinding::Second(place, Some(at)) => Explanation::new(format!("{}, the last of {at}", place.display()), ""),
        CheckFinding::Second(place, None) => Explanation::new(
            format!("{} has no copy of these books yet", place.display()),
            "Make one now: qishi backup",
        ),
        CheckFinding::SecondFailed(place, why) => {
            let why = failure(why, EN);
            Explanation::new(
                format!("{} cannot be reached: {}", place.display(), why.message),
                "Put the stick in, or connect the drive; copies on this machine go on",
            )
        }
        CheckFinding::Faces(count) => Explanation::new(format!("all {count} are there"), ""),
        CheckFinding::FacesMissing(missing) => Explanation::new(
            format!("missing: {}", missing.join(", ")),
            "The program's file is damaged: install it anew",
        ),
        CheckFinding::NoPrinter => Explanation::new("none is set; papers open in a viewer", ""),
        CheckFinding::Printer(address) => Explanation::new(format!("{address} takes jobs"), ""),
        CheckFinding::Clock(now) => {
            Explanation::new(format!("{} ({}), in agreement with the books", minute(*now), now.format("%:z")), "")
        }
        CheckFinding::ClockBack(today, last) => Explanation::new(
            format!("it shows {}, before the last day posted, {}", date(*today, EN), date(*last, EN)),
            "Set the clock right; if it is right, a supervisor confirms it (qishi clock --reason WHY)",
        ),
        CheckFinding::ClockAhead(today, last) => Explanation::new(
            format!("it shows {}, more than a week after the last day posted, {}", date(*today, EN), date(*last, EN)),
            "Look at the clock; if it is right, a supervisor confirms it (qishi clock --reason WHY)",
        ),
        CheckFinding::Space(bytes) => Explanation::new(format!("{} free", size(*bytes)), ""),
        CheckFinding::SpaceLow(bytes) => {
            Explanation::new(format!("only {} free", size(*bytes)), "Make room: on a full disk no ad can be taken")
        }
        CheckFinding::SpaceUnknown => Explanation::new("how much room is left cannot be found out on this system", ""),
    }
}
