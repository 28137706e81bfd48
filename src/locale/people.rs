//! The words about persons: what they are, what they may do, and why something was not done on account of who asks.

use chrono::{DateTime, FixedOffset};

use super::{Explanation, minute};
use books::persons::Recovered;
use trade::people::{Right, Role};
use trade::refusal::PersonTrouble;
use trade::settings::Language;

/// What somebody is at the paper.
pub const fn role(role: Role, language: Language) -> &'static str {
    match (language, role) {
        (Language::Chinese, Role::Owner) => "负责人",
        (Language::Chinese, Role::Supervisor) => "主管",
        (Language::Chinese, Role::Clerk) => "经办人",
        (Language::Chinese, Role::Cashier) => "出纳",
        (Language::Chinese, Role::MakeUp) => "排版",
        (Language::English, Role::Owner) => "owner",
        (Language::English, Role::Supervisor) => "supervisor",
        (Language::English, Role::Clerk) => "clerk",
        (Language::English, Role::Cashier) => "cashier",
        (Language::English, Role::MakeUp) => "make-up",
    }
}

/// A line of the table of rights.
pub const fn right(right: Right, language: Language) -> &'static str {
    match (language, right) {
        (Language::Chinese, Right::Take) => "收稿、改稿、撤稿",
        (Language::Chinese, Right::Pay) => "收款",
        (Language::Chinese, Right::Late) => "截稿后加登",
        (Language::Chinese, Right::Below) => "低于价目议价",
        (Language::Chinese, Right::Refund) => "退款、减收、冲正",
        (Language::Chinese, Right::PassErrors) => "放行错误",
        (Language::Chinese, Right::OnAccount) => "挂账",
        (Language::Chinese, Right::Close) => "日结",
        (Language::Chinese, Right::Reopen) => "重开已结的一天",
        (Language::Chinese, Right::Rules) => "设规则和报社资料",
        (Language::Chinese, Right::People) => "管理人员和权限",
        (Language::English, Right::Take) => "take, change and withdraw ads",
        (Language::English, Right::Pay) => "take payments",
        (Language::English, Right::Late) => "take late",
        (Language::English, Right::Below) => "price below the card",
        (Language::English, Right::Refund) => "refund, rebate, reverse",
        (Language::English, Right::PassErrors) => "let errors pass",
        (Language::English, Right::OnAccount) => "put on account",
        (Language::English, Right::Close) => "close the day",
        (Language::English, Right::Reopen) => "reopen a closed day",
        (Language::English, Right::Rules) => "set rules and the paper's settings",
        (Language::English, Right::People) => "say who works here and what they may do",
    }
}

/// What the table says of a right, for people: `may` is as [`trade::people::May::said`] writes it.
pub fn may(right: Right, may: &str, language: Language) -> String {
    let zh = language == Language::Chinese;
    match (right, may) {
        (Right::Below, "0") | (Right::Refund, "0.00") | (_, "no") => if zh { "否" } else { "no" }.to_owned(),
        (Right::Below, "100") => if zh { "按价目的规定" } else { "as the card says" }.to_owned(),
        (Right::Below, percent) if zh => format!("至多减 {percent}%"),
        (Right::Below, percent) => format!("by at most {percent}%"),
        (Right::Refund, "any") => if zh { "不限" } else { "any sum" }.to_owned(),
        (Right::Refund, sum) if zh => format!("至多 {sum} 元"),
        (Right::Refund, sum) => format!("at most {sum}"),
        (..) => if zh { "可" } else { "yes" }.to_owned(),
    }
}

/// What papers say of the names on them that nobody proved with a PIN.
pub const fn names_unproved(language: Language) -> &'static str {
    match language {
        Language::Chinese => "单上经办人、批准人的姓名为录入，未经口令核验",
        Language::English => "The names of clerk and approver are as they were typed; no PIN proved them",
    }
}

/// That nobody else works here who could approve.
pub const fn alone(language: Language) -> &'static str {
    match language {
        Language::Chinese => "目前只有一个人，没有别人可以批准：自己批准自己录入的，已照此记账",
        Language::English => {
            "only one person works here, and nobody else could approve: what they entered they approved themselves, and the books say so"
        }
    }
}

/// That an owner's lost PIN was set anew: told to everybody once, when they next sign in.
pub fn recovered(recovered: &Recovered, language: Language) -> String {
    let Recovered { name, at, reason, .. } = recovered;
    let at = minute(*at);
    match language {
        Language::Chinese => {
            format!("请注意：{at} 有人在本机重设了负责人 {name} 的口令，理由：{reason}。如不是 {name} 本人所为，请查明")
        }
        Language::English => format!(
            "note: at {at} somebody at this machine set the PIN of the owner {name} anew, because: {reason}. If that was not {name}, find out who it was"
        ),
    }
}

/// What is asked for, where a PIN is read from a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinOf {
    /// The PIN of who works at the counter.
    Person,
    /// The PIN of who approves it.
    Approver,
    /// One that is to be set.
    New,
}

/// The line before a PIN that is typed at a terminal.
pub fn pin_prompt(of: PinOf, name: &str, language: Language) -> String {
    match (language, of) {
        (Language::Chinese, PinOf::Person) => format!("{name} 的口令："),
        (Language::Chinese, PinOf::Approver) => format!("批准人 {name} 的口令："),
        (Language::Chinese, PinOf::New) => format!("{name} 的新口令（4 到 12 位数字）："),
        (Language::English, PinOf::Person) => format!("PIN of {name}: "),
        (Language::English, PinOf::Approver) => format!("PIN of {name}, who approves: "),
        (Language::English, PinOf::New) => format!("new PIN of {name} (4 to 12 figures): "),
    }
}

/// Whether sign-in is on, as a line.
pub const fn sign_in(on: bool, language: Language) -> &'static str {
    match (language, on) {
        (Language::Chinese, true) => "已启用登录：改动账目须报姓名和口令",
        (Language::Chinese, false) => "未启用登录：姓名为录入，未经口令核验",
        (Language::English, true) => "sign-in is on: what changes the books needs a name and its PIN",
        (Language::English, false) => "sign-in is off: names are as they were typed, and no PIN proved them",
    }
}

/// That somebody left, with the first day on which they are gone.
pub fn left(day: chrono::NaiveDate, language: Language) -> String {
    match language {
        Language::Chinese => format!("{day} 起停用"),
        Language::English => format!("retired on {day}"),
    }
}

/// That somebody's PIN was wrong lately.
pub fn wrong(times: u32, at: DateTime<FixedOffset>, language: Language) -> String {
    let at = minute(at);
    match language {
        Language::Chinese => format!("口令连错 {times} 次，最近 {at}"),
        Language::English => format!("{times} wrong PINs in a row, the last at {at}"),
    }
}

fn roles(who: &[Role], language: Language) -> String {
    let words: Vec<&str> = who.iter().map(|one| role(*one, language)).collect();
    words.join(if language == Language::Chinese { "、" } else { ", " })
}

/// Why somebody may not, and the way out.
pub(super) fn refused(why: &PersonTrouble, language: Language) -> Explanation {
    match language {
        Language::Chinese => chinese(why),
        Language::English => english(why),
    }
}

fn chinese(why: &PersonTrouble) -> Explanation {
    const ZH: Language = Language::Chinese;
    match why {
        PersonTrouble::SignInNeeded => Explanation::new(
            "本账目已启用登录，改动须先登录",
            "命令行写 --person 姓名，口令放在环境变量 QISHI_PIN 或标准输入；窗口里先登录",
        ),
        PersonTrouble::PinNeeded { name } => Explanation::new(
            format!("没有给 {name} 的口令"),
            "放在环境变量 QISHI_PIN（批准人的放在 QISHI_APPROVER_PIN）或标准输入",
        ),
        PersonTrouble::NoSuchPerson { name } => Explanation::new(
            format!("人员里没有“{name}”"),
            "设置 的 人员 中列出各人，由负责人录入；命令行是 qishi people list 和 people add",
        ),
        PersonTrouble::Retired { name } => {
            Explanation::new(format!("{name} 已停用"), "回来上班由负责人重新录入：设置 的 人员，或 people add")
        }
        PersonTrouble::WrongPin { name, wait: 0 } => Explanation::new(
            format!("{name} 的口令不对，已记录"),
            "请再试；忘了由负责人在 设置 的 人员 中重设，或用 people change --pin",
        ),
        PersonTrouble::WrongPin { name, wait } => Explanation::new(
            format!("{name} 的口令不对，已记录"),
            format!("{wait} 秒后可再试；忘了由负责人在 设置 的 人员 中重设，或用 people change --pin"),
        ),
        PersonTrouble::PinWait { name, wait } => Explanation::new(
            format!("{name} 的口令连续错了几次，这次没有核对"),
            format!("{wait} 秒后再试；忘了由负责人在 设置 的 人员 中重设，或用 people change --pin"),
        ),
        PersonTrouble::SignInStale { name } => {
            Explanation::new(format!("{name} 登录以后口令改过"), "请用新口令重新登录")
        }
        PersonTrouble::NotAllowed { name, role: is, right: what, amount, who } => {
            let much = match (what, amount.as_str()) {
                (_, "") => String::new(),
                (Right::Below, percent) => format!("（减 {percent}%）"),
                (_, sum) => format!("（{sum} 元）"),
            };
            Explanation::new(
                format!("{name}（{}）不能自己办：{}{much}", role(*is, ZH), right(*what, ZH)),
                format!(
                    "由{}办，或由其批准（窗口里按 F12；命令行写 --approved-by 姓名，口令放在 QISHI_APPROVER_PIN）",
                    roles(who, ZH)
                ),
            )
        }
        PersonTrouble::ApprovalUnproved { name } => Explanation::new(
            format!("批准人 {name} 没有报口令"),
            format!("请 {name} 给出自己的口令：窗口里按 F12；命令行放在 QISHI_APPROVER_PIN 或标准输入"),
        ),
        PersonTrouble::MayNotApprove { name, role: is, right: what, who } => Explanation::new(
            format!("{name}（{}）不能批准：{}", role(*is, ZH), right(*what, ZH)),
            format!("请{}批准", roles(who, ZH)),
        ),
        PersonTrouble::OwnApproval { name } => {
            Explanation::new(format!("{name} 不能批准自己录入的"), "请另一位有此权限的人批准")
        }
        PersonTrouble::PersonExists { name } => Explanation::new(
            format!("已有“{name}”"),
            "同名的加以区别，如“王敏（大）”；改岗位或口令选中那一行，命令行用 people change",
        ),
        PersonTrouble::NoName => Explanation::new("姓名是空的", "请写姓名"),
        PersonTrouble::PinTooShort { least } => Explanation::new(
            format!("口令少于 {least} 位"),
            format!("请用至少 {least} 位数字；命令行由终端、标准输入或 QISHI_NEW_PIN 给出"),
        ),
        PersonTrouble::PinTooLong { most } => {
            Explanation::new(format!("口令多于 {most} 位"), format!("请用至多 {most} 位数字"))
        }
        PersonTrouble::PinNotDigits => Explanation::new("口令只能是数字", "请用 4 到 12 位数字"),
        PersonTrouble::PinTrivial => {
            Explanation::new("这样的口令一猜就中：同一个数字、顺着数、倒着数、两位重复", "请换一个自己记得住的")
        }
        PersonTrouble::PinsDiffer => Explanation::new("两次输入的口令不一样", "请再输一遍，两次一样才设定"),
        PersonTrouble::FirstIsOwner { role: is } => {
            Explanation::new(format!("第一个录入的是负责人，不能是{}", role(*is, ZH)), "先录入负责人，再录入其他人")
        }
        PersonTrouble::LastOwner { name } => Explanation::new(
            format!("{name} 是唯一的负责人"),
            "先让另一人当负责人：设置 的 人员，或 people change 姓名 --role owner",
        ),
        PersonTrouble::NoOwner => {
            Explanation::new("还没有负责人", "先在 设置 的 人员 中录入，或 qishi people add 姓名")
        }
        PersonTrouble::NotFilesOwner { path } => {
            Explanation::new(format!("{path} 在本机属于别的用户"), "请用账目文件所属的系统用户，在本机重设")
        }
        PersonTrouble::NotARole { value } => {
            Explanation::new(format!("没有“{value}”这个岗位"), "可写 owner、supervisor、clerk、cashier、makeup")
        }
        PersonTrouble::NotARight { value } => {
            let known: Vec<&str> = Right::in_table().map(Right::id).collect();
            Explanation::new(format!("权限表里没有“{value}”"), format!("可写 {}", known.join("、")))
        }
        PersonTrouble::BadRight { right: what, value } => {
            let write = match what {
                Right::Below => "0 到 100 的整数百分数（0 为不能，100 为按价目的规定）",
                Right::Refund => {
                    "以元为单位、至多两位小数的金额，如 500 或 1,000.00（0 为不能），或 any、不限（不设上限）"
                }
                _ => "yes 或 no",
            };
            Explanation::new(format!("“{value}”不能写在“{}”里", right(*what, ZH)), format!("请写{write}"))
        }
        PersonTrouble::OwnersRights => {
            Explanation::new("负责人什么都可以办，没有可改的", "可改主管、经办人、出纳、排版的")
        }
    }
}

fn english(why: &PersonTrouble) -> Explanation {
    const EN: Language = Language::English;
    match why {
        PersonTrouble::SignInNeeded => Explanation::new(
            "sign-in is on in these books, and what changes them needs somebody who signed in",
            "give --person NAME, with the PIN in QISHI_PIN or on standard input; in the window, sign in first",
        ),
        PersonTrouble::PinNeeded { name } => Explanation::new(
            format!("no PIN was given for {name}"),
            "put it in QISHI_PIN (that of who approves in QISHI_APPROVER_PIN) or on standard input",
        ),
        PersonTrouble::NoSuchPerson { name } => Explanation::new(
            format!("nobody called \"{name}\" works here"),
            "Settings, Persons has everybody, and an owner enters people there; or qishi people list and people add",
        ),
        PersonTrouble::Retired { name } => Explanation::new(
            format!("{name} works here no more"),
            "an owner enters who comes back: Settings, Persons, or people add",
        ),
        PersonTrouble::WrongPin { name, wait: 0 } => Explanation::new(
            format!("that is not the PIN of {name}; it is recorded"),
            "try again; an owner sets one that is forgotten anew: Settings, Persons, or people change --pin",
        ),
        PersonTrouble::WrongPin { name, wait } => Explanation::new(
            format!("that is not the PIN of {name}; it is recorded"),
            format!(
                "try again after {wait} s; an owner sets one that is forgotten anew: Settings, Persons, or people change --pin"
            ),
        ),
        PersonTrouble::PinWait { name, wait } => Explanation::new(
            format!("the PIN of {name} was wrong several times in a row, and this one was not looked at"),
            format!(
                "try again after {wait} s; an owner sets one that is forgotten anew: Settings, Persons, or people change --pin"
            ),
        ),
        PersonTrouble::SignInStale { name } => Explanation::new(
            format!("the PIN of {name} was changed after they signed in"),
            "sign in again with the new one",
        ),
        PersonTrouble::NotAllowed { name, role: is, right: what, amount, who } => {
            let much = match (what, amount.as_str()) {
                (_, "") => String::new(),
                (Right::Below, percent) => format!(" (by {percent}%)"),
                (_, sum) => format!(" ({sum})"),
            };
            Explanation::new(
                format!("{name} ({}) may not do this alone: {}{much}", role(*is, EN), right(*what, EN)),
                format!(
                    "done or approved by: {} (F12 in the window; else --approved-by NAME, with the PIN in QISHI_APPROVER_PIN)",
                    roles(who, EN)
                ),
            )
        }
        PersonTrouble::ApprovalUnproved { name } => Explanation::new(
            format!("{name}, who approves, gave no PIN"),
            format!("let {name} give theirs: F12 in the window; else QISHI_APPROVER_PIN or standard input"),
        ),
        PersonTrouble::MayNotApprove { name, role: is, right: what, who } => Explanation::new(
            format!("{name} ({}) may not approve this: {}", role(*is, EN), right(*what, EN)),
            format!("approved by: {}", roles(who, EN)),
        ),
        PersonTrouble::OwnApproval { name } => Explanation::new(
            format!("{name} may not approve what they entered themselves"),
            "let somebody else approve who may",
        ),
        PersonTrouble::PersonExists { name } => Explanation::new(
            format!("\"{name}\" works here already"),
            "tell two of one name apart, as in \"Wang Min (2)\"; role and PIN are changed with people change",
        ),
        PersonTrouble::NoName => Explanation::new("the name is empty", "give a name"),
        PersonTrouble::PinTooShort { least } => Explanation::new(
            format!("the PIN has fewer than {least} figures"),
            format!("take at least {least} figures; on the command line typed, on standard input or in QISHI_NEW_PIN"),
        ),
        PersonTrouble::PinTooLong { most } => {
            Explanation::new(format!("the PIN has more than {most} figures"), format!("take at most {most} figures"))
        }
        PersonTrouble::PinNotDigits => Explanation::new("a PIN is figures alone", "take 4 to 12 figures"),
        PersonTrouble::PinTrivial => Explanation::new(
            "anybody tries such a PIN first: one figure again and again, figures in a row, or one pair again and again",
            "take another",
        ),
        PersonTrouble::PinsDiffer => {
            Explanation::new("the PIN was not typed the same twice", "type it again, twice the same")
        }
        PersonTrouble::FirstIsOwner { role: is } => Explanation::new(
            format!("the first person who is entered is the owner, and no {}", role(*is, EN)),
            "enter the owner first, then the others",
        ),
        PersonTrouble::LastOwner { name } => Explanation::new(
            format!("{name} is the only owner"),
            "make somebody else an owner first (people change NAME --role owner)",
        ),
        PersonTrouble::NoOwner => Explanation::new("there is no owner yet", "enter one first: qishi people add NAME"),
        PersonTrouble::NotFilesOwner { path } => Explanation::new(
            format!("{path} belongs to another account of this machine"),
            "do it at this machine, under the account to which the files of the books belong",
        ),
        PersonTrouble::NotARole { value } => {
            Explanation::new(format!("\"{value}\" is no role"), "owner, supervisor, clerk, cashier, makeup")
        }
        PersonTrouble::NotARight { value } => {
            let known: Vec<&str> = Right::in_table().map(Right::id).collect();
            Explanation::new(format!("\"{value}\" is no line of the table of rights"), known.join(", "))
        }
        PersonTrouble::BadRight { right: what, value } => {
            let write = match what {
                Right::Below => "a whole percentage from 0 (not at all) to 100 (as far as the card lets)",
                Right::Refund => {
                    "a sum in yuan with at most two decimals, such as 500 or 1,000.00 (0: not at all), or any"
                }
                _ => "yes or no",
            };
            Explanation::new(format!("\"{value}\" cannot stand at: {}", right(*what, EN)), format!("write {write}"))
        }
        PersonTrouble::OwnersRights => Explanation::new(
            "an owner may do everything",
            "what can be changed is that of supervisor, clerk, cashier and make-up",
        ),
    }
}
