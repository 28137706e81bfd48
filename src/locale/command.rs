//! The words of the command line's own answers: labels of what is printed for people, and what was used wrongly.

use super::similar::nearest;
use trade::money::Money;
use trade::settings::Language;

/// How a subcommand was used wrongly, where the shape of its arguments is right.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "`said` is what was typed")]
pub enum Misuse {
    /// `--json` without a subcommand: the desk prints nothing.
    JsonAlone,
    /// `quote` by the card in force needs a kind.
    QuoteWithoutKind,
    /// A card with several kinds needs one of them.
    CardWithoutKind,
    /// The value of `--set` has no `=`.
    BadSet {
        /// What was typed after `--set`.
        said: String,
    },
    /// A paper and the JSON cannot both go to standard output.
    TwoDocuments,
    /// `questions` takes one file, or numbers.
    QuestionsOfSeveral,
    /// No such paper in the table of kinds.
    UnknownPaper {
        said: String,
        /// The ids that are known.
        known: Vec<String>,
    },
    /// `people rights` needs a right and its value.
    BadRight { said: String },
    /// `settle` needs one of three ways.
    SettleHow,
    /// No such way of signing or confirming.
    UnknownHow {
        said: String,
        /// The words that are known.
        known: Vec<String>,
    },
    /// No such line or role.
    BadRole {
        said: String,
        /// The roles that are known.
        known: Vec<String>,
    },
    /// `pay` needs at least one booking and one payment.
    PayWhat,
    /// Several bookings are paid by one payment, and by nothing else.
    PayMany,
}

/// A word like what was typed, as a question; nothing where none is near.
fn meant(said: &str, known: &[String], language: Language) -> String {
    let near = nearest(said, known.iter().map(String::as_str));
    near.map_or_else(String::new, |near| super::did_you_mean(near, language))
}

/// What was used wrongly, and what to write instead.
pub fn misuse(misuse: &Misuse, language: Language) -> String {
    let zh = language == Language::Chinese;
    let either = |chinese: &str, english: &str| if zh { chinese.to_owned() } else { english.to_owned() };
    match misuse {
        Misuse::JsonAlone => either(
            "--json 要和子命令一起用，如 qishi day --json；不带子命令是开窗口",
            "--json goes with a subcommand, such as qishi day --json; without one the window opens",
        ),
        Misuse::QuoteWithoutKind => either(
            "quote 要写 --kind blessing（祝福）或 --kind notice（公告）",
            "quote needs --kind blessing or --kind notice",
        ),
        Misuse::CardWithoutKind => {
            either("这份价目有几个大类，请用 --kind 指明", "this card has several kinds: name one with --kind")
        }
        Misuse::BadSet { said } if zh => format!("--set {said}：请写 --set 名称=值，如 --set page=2"),
        Misuse::BadSet { said } => format!("--set {said}: write --set name=value, such as --set page=2"),
        Misuse::BadRight { said } if zh => format!("{said}：请写 权限=值，如 late=yes、refund=500.00"),
        Misuse::BadRight { said } => format!("{said}: write right=value, such as late=yes or refund=500.00"),
        Misuse::TwoDocuments => either(
            "-o - 和 --json 不能同用：标准输出只放得下一份文件",
            "-o - with --json: two documents cannot share standard output",
        ),
        Misuse::QuestionsOfSeveral => {
            either("questions 要一个文件，或者几个登记号", "questions takes one file, or the numbers of bookings")
        }
        Misuse::UnknownPaper { said, known } => {
            let near = meant(said, known, language);
            if zh {
                format!("没有“{said}”这种证件。{near}可用：{}", known.join("、"))
            } else {
                format!("there is no paper “{said}”. {near}Use one of: {}", known.join(", "))
            }
        }
        Misuse::SettleHow => either(
            "settle 要写 --seen（已阅）、--confirmed-by 姓名（来稿方确认）、--by 姓名 --reason 理由（主管放行）之一",
            "settle: one of --seen, --confirmed-by NAME, --by NAME --reason R",
        ),
        Misuse::UnknownHow { said, known } => {
            let near = meant(said, known, language);
            if zh {
                format!("没有“{said}”这种方式。{near}可用：{}", known.join("、"))
            } else {
                format!("there is no way “{said}”. {near}Use one of: {}", known.join(", "))
            }
        }
        Misuse::BadRole { said, known } => {
            if zh {
                format!(
                    "--role 要写 行=内容，如 2=名字（空行不算，从 1 数起），不能是“{said}”。可用：{}",
                    known.join("、")
                )
            } else {
                format!(
                    "--role wants LINE=ROLE, such as 2=names (lines that are not empty, from 1), not “{said}”. Use one of: {}",
                    known.join(", ")
                )
            }
        }
        Misuse::PayWhat => either(
            "pay 要写登记号和付款，如 qishi pay 0007 wechat:299",
            "pay takes a booking and a payment, such as qishi pay 0007 wechat:299",
        ),
        Misuse::PayMany => either(
            "几笔登记一起付，只能是一笔款，如 qishi pay 0007 0008 transfer:1998:20260120-88",
            "several bookings are paid by one payment, such as qishi pay 0007 0008 transfer:1998:20260120-88",
        ),
    }
}

/// What a line of an answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "`label` gives the words of each")]
pub enum Label {
    Total,
    /// The fee of a cancellation or correction.
    Fee,
    Paid,
    /// Money that was given back.
    Refunded,
    OnAccount,
    Owing,
    Overpaid,
    Change,
    Category,
    Size,
    Runs,
    State,
    /// What is still to be done.
    Open,
    /// The papers that have not been seen.
    PapersMissing,
    Customer,
    File,
    Name,
    TaxNumber,
    VatRate,
    TimeZone,
    Account,
    Seal,
    Press,
    /// The number of entries that the chain has.
    Entries,
    /// The hash of the last entry.
    Head,
    Folder,
    Characters,
    /// The smallest size of the style that is asked for.
    Smallest,
    /// Every style, with its smallest size.
    Styles,
}

/// The word in front of a line of an answer.
pub const fn label(label: Label, language: Language) -> &'static str {
    match (language, label) {
        (Language::Chinese, Label::Total) => "应收",
        (Language::Chinese, Label::Fee) => "手续费",
        (Language::Chinese, Label::Paid) => "已收",
        (Language::Chinese, Label::Refunded) => "已退",
        (Language::Chinese, Label::OnAccount) => "挂账",
        (Language::Chinese, Label::Owing) => "待付",
        (Language::Chinese, Label::Overpaid) => "待退",
        (Language::Chinese, Label::Change) => "找零",
        (Language::Chinese, Label::Category) => "类别",
        (Language::Chinese, Label::Size) => "规格",
        (Language::Chinese, Label::Runs) => "刊期",
        (Language::Chinese, Label::State) => "状态",
        (Language::Chinese, Label::Open) => "待办",
        (Language::Chinese, Label::PapersMissing) => "待见证件",
        (Language::Chinese, Label::Customer) => "客户",
        (Language::Chinese, Label::File) => "文件",
        (Language::Chinese, Label::Name) => "名称",
        (Language::Chinese, Label::TaxNumber) => "税号",
        (Language::Chinese, Label::VatRate) => "增值税率",
        (Language::Chinese, Label::TimeZone) => "时区",
        (Language::Chinese, Label::Account) => "收款账号",
        (Language::Chinese, Label::Seal) => "盖章处",
        (Language::Chinese, Label::Press) => "印刷",
        (Language::Chinese, Label::Entries) => "条数",
        (Language::Chinese, Label::Head) => "末条哈希",
        (Language::Chinese, Label::Folder) => "账目文件夹",
        (Language::Chinese, Label::Characters) => "字数",
        (Language::Chinese, Label::Smallest) => "放得下的最小规格",
        (Language::Chinese, Label::Styles) => "各样式放得下的最小规格和价格：",
        (Language::English, Label::Characters) => "characters",
        (Language::English, Label::Smallest) => "smallest size",
        (Language::English, Label::Styles) => "the smallest size of each style, and its price:",
        (Language::English, Label::Total) => "total",
        (Language::English, Label::Fee) => "fee",
        (Language::English, Label::Paid) => "paid",
        (Language::English, Label::Refunded) => "refunded",
        (Language::English, Label::OnAccount) => "on account",
        (Language::English, Label::Owing) => "owing",
        (Language::English, Label::Overpaid) => "to be refunded",
        (Language::English, Label::Change) => "change",
        (Language::English, Label::Category) => "category",
        (Language::English, Label::Size) => "size",
        (Language::English, Label::Runs) => "runs",
        (Language::English, Label::State) => "state",
        (Language::English, Label::Open) => "open",
        (Language::English, Label::PapersMissing) => "papers to see",
        (Language::English, Label::Customer) => "customer",
        (Language::English, Label::File) => "file",
        (Language::English, Label::Name) => "name",
        (Language::English, Label::TaxNumber) => "tax number",
        (Language::English, Label::VatRate) => "VAT rate",
        (Language::English, Label::TimeZone) => "time zone",
        (Language::English, Label::Account) => "account",
        (Language::English, Label::Seal) => "seal",
        (Language::English, Label::Press) => "press",
        (Language::English, Label::Entries) => "entries",
        (Language::English, Label::Head) => "head",
        (Language::English, Label::Folder) => "folder of the books",
    }
}

/// A value with its label: `应收 ¥299.00`, `total ¥299.00`.
pub fn labelled(what: Label, value: impl std::fmt::Display, language: Language) -> String {
    format!("{} {value}", label(what, language))
}

/// How a copy is set in a size: type size in points, lines, and how many characters are over.
pub fn set_as(pt: trade::measure::TypeSize, lines: usize, over: usize, language: Language) -> String {
    match (language, over) {
        (Language::Chinese, 0) => format!("{pt} 磅 {lines} 行"),
        (Language::Chinese, over) => format!("{pt} 磅 {lines} 行，多出 {over} 字"),
        (Language::English, 0) => format!("{pt} pt, {lines} lines"),
        (Language::English, over) => format!("{pt} pt, {lines} lines, {over} characters over"),
    }
}

/// That a booking was taken, or, in a dry run, what it would come to.
pub fn taken(number: Option<&str>, language: Language) -> String {
    match (language, number) {
        (Language::Chinese, Some(number)) => format!("已登记 {number}"),
        (Language::English, Some(number)) => format!("Booked {number}"),
        (Language::Chinese, None) => "试算，没有登记".to_owned(),
        (Language::English, None) => "Dry run: nothing was booked".to_owned(),
    }
}

/// What a batch comes to: how many, for how much, and how many of them are held.
pub fn batch(count: usize, total: trade::money::Money, held: usize, language: Language) -> String {
    let total = total.grouped();
    match language {
        Language::Chinese => format!("共 {count} 则，应收 ¥{total}，其中 {held} 则有错待处理"),
        Language::English => format!("{count} bookings, total ¥{total}, {held} of them held"),
    }
}

/// How many ads were taken on a day, and how many run on it.
pub fn day(taken: usize, running: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("当日收稿 {taken} 则，当日见报 {running} 则"),
        Language::English => format!("taken {taken}, running that day {running}"),
    }
}

/// How many bookings were found, and whether there are more.
pub fn found(count: usize, more: bool, language: Language) -> String {
    match (language, more) {
        (Language::Chinese, true) => format!("最近的 {count} 则，还有更多；加一个词，或用 --from、--until 限定日期"),
        (Language::Chinese, false) => format!("共 {count} 则"),
        (Language::English, true) => format!("the newest {count}; there are more: add a word, or --from and --until"),
        (Language::English, false) => format!("found {count}"),
    }
}

/// A customer with what is owed, on account and to be given back.
pub fn account((name, phone): (&str, &str), [owing, on_account, overpaid]: [Money; 3], language: Language) -> String {
    let sums = [(Label::Owing, owing), (Label::OnAccount, on_account), (Label::Overpaid, overpaid)];
    let sums = sums.into_iter().filter(|(label, sum)| matches!(label, Label::Owing) || *sum > Money::ZERO);
    let sums: Vec<String> = sums.map(|(label, sum)| labelled(label, format!("¥{}", sum.grouped()), language)).collect();
    format!("{}  {}  {}", trade::legible::in_line(name), trade::legible::in_line(phone), sums.join("  "))
}

/// How many customers were found, and whether there are more.
pub fn customers(count: usize, more: bool, language: Language) -> String {
    match (language, more) {
        (Language::Chinese, true) => format!("最近来过的 {count} 位客户，还有更多；再加一个词"),
        (Language::Chinese, false) => format!("共 {count} 位客户"),
        (Language::English, true) => format!("the {count} customers who came last; there are more: add a word"),
        (Language::English, false) => format!("customers: {count}"),
    }
}

/// That books were made.
pub fn founded(folder: &str, practice: bool, language: Language) -> String {
    match (language, practice) {
        (Language::Chinese, true) => format!("已建练习账目：{folder}"),
        (Language::Chinese, false) => format!("已建账目：{folder}"),
        (Language::English, true) => format!("Made books for practice: {folder}"),
        (Language::English, false) => format!("Made books: {folder}"),
    }
}

/// What was asked is done, but its request could not be written down.
pub fn not_remembered(fault: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("已办；但请求号未能记下，同一请求再来会再办一次。{fault}"),
        Language::English => {
            format!("Done; but the request could not be remembered, and asked again it is done again. {fault}")
        }
    }
}

/// That the clock was confirmed, or needed no confirmation.
pub fn clock_confirmed(confirmed: bool, at: &str, language: Language) -> String {
    match (language, confirmed) {
        (Language::Chinese, true) => format!("已确认时钟：{at}"),
        (Language::Chinese, false) => format!("时钟无需确认：{at}"),
        (Language::English, true) => format!("The clock is confirmed: {at}"),
        (Language::English, false) => format!("The clock needs no confirmation: {at}"),
    }
}

/// From where the category or the size of an ad was taken, by the word for it in data.
pub fn taken_from(word: &str, language: Language) -> &'static str {
    match (language, word) {
        (Language::Chinese, "read") => "（按内容识别）",
        (Language::Chinese, "unsaid") => "（未指明）",
        (Language::Chinese, "smallest") => "（放得下的最小规格）",
        (Language::Chinese, "copy") => "（按内容的高度）",
        (Language::English, "read") => " (read from the copy)",
        (Language::English, "unsaid") => " (none named)",
        (Language::English, "smallest") => " (the smallest that holds it)",
        (Language::English, "copy") => " (the height of the copy)",
        _ => "",
    }
}

/// That a booking is held from the page until its errors are settled, and how they are.
pub fn held(number: &str, language: Language) -> String {
    match language {
        Language::Chinese => {
            format!("{number} 有错待处理，处理之前不能见报：用 qishi settle 逐条处理，或由主管用 qishi approve 放行")
        }
        Language::English => format!(
            "{number} is held: its errors keep it from the page until they are settled (qishi settle) or a supervisor lets them pass (qishi approve)"
        ),
    }
}

/// That nothing is open of a booking any more.
pub const fn nothing_open(language: Language) -> &'static str {
    match language {
        Language::Chinese => "无待办",
        Language::English => "nothing open",
    }
}

/// That no printer is set.
pub const fn none_listed(language: Language) -> &'static str {
    match language {
        Language::Chinese => "没有设打印机：在窗口的设置（F9）里设，或用 --printer 指明",
        Language::English => {
            "No printer is set: set one in the settings of the window (F9), or name one with --printer"
        }
    }
}
