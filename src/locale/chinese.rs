//! Refusals and faults in Chinese.

use chrono::NaiveDate;

use super::{Explanation, instead, meant, meant_style, name_of, selects_a_form, styles_named};
use crate::doctor::CheckFinding;
use trade::measure::Size;
use trade::money::Money;
use trade::refusal::{Fault, NoFile, PrinterTrouble, Refusal};
use trade::settings::Language;

const ZH: Language = Language::Chinese;

fn sizes(sizes: &[Size]) -> String {
    sizes.iter().map(|size| size.said()).collect::<Vec<_>>().join("、")
}

fn day(date: NaiveDate) -> String {
    super::date(date, Language::Chinese)
}

fn smallest(size: Option<Size>) -> String {
    size.map_or_else(
        || "价目上没有放得下的规格，请删减或分则刊登".to_owned(),
        |size| format!("请改用 {} cm，或删减稿件", size.said()),
    )
}

pub(super) fn refusal(refusal: &Refusal) -> Explanation {
    match refusal {
        Refusal::UnknownKind { value, known } => Explanation::new(
            format!("没有“{value}”这一类"),
            format!("{}可用：{}", meant(value, known, ZH), known.join("、")),
        ),
        Refusal::UnknownCategory { value, known } => Explanation::new(
            format!("没有“{value}”这一小类"),
            format!("{}可用：{}", meant(value, known, ZH), known.join("、")),
        ),
        Refusal::UnknownStyle { value, known } => Explanation::new(
            format!("没有“{value}”这种样式"),
            format!("{}可用：{}", meant_style(value, known, ZH), styles_named(known, ZH)),
        ),
        Refusal::StyleNotForSize { style, size, offered } => Explanation::new(
            format!("样式“{}”不用于 {} cm", name_of(style, ZH), size.said()),
            format!("这个规格可用：{}", styles_named(offered, ZH)),
        ),
        Refusal::NotASize { value } => {
            Explanation::new(format!("“{value}”不是规格"), "请写宽×高，如 7.2x10（厘米）或 72x100mm")
        }
        Refusal::UnlistedSize { size, gutter_forgotten, nearest } => {
            let message = format!("价目上没有 {} cm，价格不作折算", size.said());
            let remedy = match gutter_forgotten {
                Some(meant) => {
                    format!("加上栏距（共 {} cm）应为 {} cm", meant.width - size.width, meant.said())
                }
                None if nearest.is_empty() => "价目上没有放得下的规格，请删减稿件".to_owned(),
                None => format!("可用：{} cm", sizes(nearest)),
            };
            Explanation::new(message, remedy)
        }
        Refusal::Price(why) => super::refusals::price::chinese(why),
        Refusal::EmptyCopy => Explanation::new("稿件是空的", "请录入稿件"),
        Refusal::CopyTooLong { size, over, smallest: holds } => {
            Explanation::new(format!("{} cm 放不下，最小字号仍超出 {over} 字", size.said()), smallest(*holds))
        }
        Refusal::MissingCharacters { characters } => {
            let list: Vec<String> = characters.iter().map(|c| format!("“{c}”(U+{:04X})", *c as u32)).collect();
            let other: Vec<String> =
                instead(characters).iter().map(|(c, other)| format!("“{c}”可改用“{other}”")).collect();
            let remedy = match other.is_empty() {
                true => "请与客户核对原字，改用正体字或同音说明".to_owned(),
                false if other.len() == characters.len() => other.join("，"),
                false => format!("{}；其余请与客户核对原字，改用正体字或同音说明", other.join("，")),
            };
            Explanation::new(format!("字库里没有这些字：{}", list.join("、")), remedy)
        }
        Refusal::NotUtf8 { byte } => {
            Explanation::new(format!("不是 UTF-8 文本（第 {byte} 字节）"), "请另存为 UTF-8 纯文本后再读入")
        }
        Refusal::UnreadableCopy { value } if selects_a_form(value) => Explanation::new(
            format!("稿件里有异体字选择符（IVS）：{value}，它要的字形字库里没有"),
            "请与客户核对字形：删去字后的选择符则印通行字形，或改用有独立编码的异体字",
        ),
        Refusal::UnreadableCopy { value } => {
            Explanation::new(format!("稿件里有不可印的控制符：{value}"), "请另存为纯文本（UTF-8）后再贴入")
        }
        Refusal::RunDate(why) => super::refusals::run_date::chinese(why),
        Refusal::NotADate { value } => Explanation::new(format!("“{value}”不是日期"), "请写 2026-01-22 这样的日期"),
        Refusal::NoCustomer => Explanation::new("没有姓名或单位名称", "请填送登人的姓名或单位名称"),
        Refusal::SearchTooShort { value } => Explanation::new(
            format!("“{value}”太短，查不了"),
            "至少一个词有两个字：登记号、电话的几位、名称或拼音、稿件里的字、案号、金额",
        ),
        Refusal::NotAPhone { value } if value.trim().is_empty() => {
            Explanation::new("没有电话", "请填客户电话，手机 11 位或带区号的座机")
        }
        Refusal::NotAPhone { value } => {
            Explanation::new(format!("“{value}”不是电话号码"), "手机 11 位，座机带区号，如 0532-83861285")
        }
        Refusal::NotLastFour { value } => {
            Explanation::new(format!("“{value}”不是证件后四位"), "只填最后四位，末位可为 X")
        }
        Refusal::NotMoney { value } => {
            Explanation::new(format!("“{value}”不是金额"), "请写元，至多两位小数，如 299.00")
        }
        Refusal::NotAMethod { value } => Explanation::new(
            format!("没有“{value}”这种付款方式"),
            "可用：cash、wechat、alipay、card、transfer、account",
        ),
        Refusal::NothingPaid => Explanation::new("收款金额为零", "请填收到的金额"),
        Refusal::PriceChanged { shown, now } => Explanation::new(
            format!("价格已变：原报 ¥{}，现为 ¥{}，未登记", shown.grouped(), now.grouped()),
            "请向客户说明新价，再办一次；价目、刊期、报社设置或这笔登记刚有变动",
        ),
        Refusal::PaidTooMuch { owing: Money::ZERO, .. } => {
            Explanation::new("已付清", "无需再收；确实又到账的，注明多付（Ctrl+Shift+M 或 --overpaid），记为待退")
        }
        Refusal::PaidTooMuch { amount, owing } => Explanation::new(
            format!("收 {amount} 元，多于应收的 {owing} 元"),
            "现金可以找零；微信、转账等确实多到的，注明多付（Ctrl+Shift+M 或 --overpaid），多出的记为待退",
        ),
        Refusal::Picture(why) => super::refusals::picture::chinese(why),
        Refusal::NoSuchBooking { value } => Explanation::new(
            format!("没有登记号“{value}”"),
            "登记号形如 B20260122-0007，当日的可只写 0007，今年的 0122-0007；用 qishi day 或当日列表查看，别的日子用 qishi find",
        ),
        Refusal::RequestReused { request } => {
            Explanation::new(format!("请求号 {request} 已用于另一次办理"), "请换一个新的请求号")
        }
        Refusal::NotARequest { value } => {
            Explanation::new(format!("“{value}”不能作请求号"), "请用 1 至 100 个可见的 ASCII 字符，不含空格")
        }
        Refusal::SignedAlready { booking } => {
            Explanation::new(format!("{booking} 的校样已签"), "无需再签；稿件改动（改稿）以后，再签新的校样")
        }
        Refusal::ClockBack { today, last } => Explanation::new(
            format!("电脑日期 {}早于最后一笔账的日期 {}", day(*today), day(*last)),
            "请先校正电脑时间；若确属无误，由主管确认（qishi clock --reason 理由）",
        ),
        Refusal::ClockAhead { today, last } => Explanation::new(
            format!("电脑日期 {}比最后一笔账的日期 {}晚了一周以上", day(*today), day(*last)),
            "请先核对电脑日期；若确属无误（如春节休刊之后），由主管确认一次（qishi clock --reason 理由）",
        ),
        Refusal::NeedsLastNumber { known: None } => Explanation::new(
            "记着最后一个登记号的文件已丢失，只能查纸面单据",
            "请看最后一张校样或结算单：qishi void --last 登记号 --reason 理由；没有缺号则 --last none",
        ),
        Refusal::NeedsLastNumber { known: Some(known) } => Explanation::new(
            format!("这不会是最后一个登记号：账册里有 {known}"),
            "请写当天校样或结算单上最后一个登记号",
        ),
        Refusal::PracticeOnly => {
            Explanation::new("正式账册只认电脑时钟", "只有练习账册可以指定时间：qishi --data 目录 init --practice")
        }
        Refusal::NotATime { value } => Explanation::new(format!("“{value}”不是时间"), "请写 2026-01-20T10:00:00"),
        Refusal::AlreadyThere { folder } => Explanation::new(format!("{folder} 里已有账册"), "请换一个目录"),
        Refusal::BadSetting { field: "second_place", value } => {
            Explanation::new(format!("“{value}”不能放第二份备份"), "请写账册目录以外、已经存在的文件夹的完整路径")
        }
        Refusal::BadSetting { field: "discount", value } if value.is_empty() => {
            Explanation::new("议价没有写多少", "请写优惠百分数或一口价，或按 Ctrl+Shift+P 撤销议价")
        }
        Refusal::BadSetting { field: "discount", value } => {
            Explanation::new(format!("优惠不能是“{value}”"), "请写 0 至 100 的百分数，如 10，或写 9折")
        }
        Refusal::BadSetting { field: "calendar", value } => Explanation::new(
            format!("刊期文件“{value}”的写法不能在这里改"),
            "请用 qishi calendar export 写出文件，改好后在 规则文件 中录入",
        ),
        Refusal::BadSetting { field, value } => {
            let name = match *field {
                "name" => "报社名称（至多 60 字）",
                "tax_number" => "税号（15 至 20 位数字和大写字母）",
                "vat" => "税率（0 至 20%）",
                "account" => "收款账户（至多 80 字）",
                "seal" => "盖章处（left 左、right 右或 none 不留）",
                "press_condition" => "印刷条件（ICC 登记名，如 IFRA26）",
                "second_colour" => "套红印法（process、black 或 spot:油墨名）",
                "picture_gain" => "图片网点扩大（0 至 40%）",
                "least_rule" => "最细线条（0.25 至 2 磅）",
                "least_type" => "最小字号（5 至 14 磅）",
                "time_zone" => "时区（如 +08:00）",
                "deadline_days" => "见报前几天（0 至 60）",
                other => other,
            };
            Explanation::new(format!("{name}不能是“{value}”"), "请更正后再保存")
        }
        Refusal::NotATaxNumber { value } => Explanation::new(
            format!("“{value}”不是税号，位数或末位校验码不对"),
            "统一社会信用代码是 18 位，请照营业执照核对；个人不必填",
        ),
        Refusal::BadProfile { flaw } => super::press::profile(flaw, ZH),
        Refusal::TooFine { what, has, least } => super::press::too_fine(*what, has, least, ZH),
        Refusal::NoReason => Explanation::new("没有写理由", "请写明理由"),
        Refusal::RuleFile(why) => super::refusals::rule_file::chinese(why),
        Refusal::VoidNumber { value, entry, day, person, reason } => Explanation::new(
            format!("{value} 已作废（{}，{person}，第 {entry} 笔账）：{reason}", self::day(*day)),
            "作废的登记号没有内容，也不会再用；请按当时重新登记的号码查找",
        ),
        Refusal::NoSuchFinding { value } if value.is_empty() => {
            Explanation::new("这笔登记没有待放行的核对结果", "无需放行；可用 qishi show 查看")
        }
        Refusal::NoSuchFinding { value } => Explanation::new(
            format!("这笔登记没有“{value}”这一条核对结果"),
            "待处理的各条及其规则名见 qishi show，窗口里见核对栏",
        ),
        Refusal::NeedsOverride { rule } => {
            Explanation::new(format!("“{rule}”是错误，不能只作已阅"), "请主管放行并写明理由，或记下送登人的确认")
        }
        Refusal::NeedsConfirmation { rule } => Explanation::new(
            format!("“{rule}”只有来稿单位能确认，主管不能放行"),
            "请记下来稿单位何人、何时、以何方式确认",
        ),
        Refusal::NotABatch { what } => Explanation::new(
            format!("这不是待登记的批量文件：{what}"),
            "请用 qishi read 文件 --json 的输出，再补上刊期、客户等",
        ),
        Refusal::NothingToBook => Explanation::new("没有可登记的公告", "请至少留一则不写 skip 的公告"),
        Refusal::NothingToAsk => Explanation::new("没有要问来稿单位的", "核对结果里只有备注，或都已处理，不必出疑问单"),
        Refusal::SeveralCurrencies => Explanation::new("各笔币种不同，没有共同的合计", "请按币种分开结算"),
        Refusal::File(why) => super::refusals::file::chinese(why),
        Refusal::NoSuchJob { value } => {
            Explanation::new(format!("没有第 {value} 件待打印的"), "qishi queue 列出待打印的各件和序号")
        }
        Refusal::InBatch { index, refusal: one } => {
            let said = self::refusal(one);
            Explanation::new(format!("第 {index} 则：{}", said.message), format!("{}；全批都没有登记", said.remedy))
        }
        Refusal::NoIntake { file, trouble } => super::intake::chinese(file, *trouble),
        Refusal::NotPossible(why) => super::acts::refused(why, Language::Chinese),
        Refusal::Person(why) => super::people::refused(why, Language::Chinese),
        Refusal::Account(why) => super::account::refused(why, Language::Chinese),
        Refusal::Till(why) => super::till::refused(why, Language::Chinese),
        Refusal::Channel(why) => super::refusals::channel::chinese(why),
        Refusal::SupervisorNeeded { .. } => super::till::supervisor(Language::Chinese),
        Refusal::BadCopy { file, trouble } => super::copies::trouble(file, trouble, Language::Chinese),
        Refusal::UnreadableName { field, value } => Explanation::new(
            format!("{}里有看不见或不可印的字符：{value}", super::intake::field_in_chinese(*field)),
            "请删去后重新键入，不要从网页或聊天里粘贴",
        ),
        Refusal::NameTooLong { field, most } => Explanation::new(
            format!("{}太长，最多 {most} 字", super::intake::field_in_chinese(*field)),
            "请缩短；细节写在稿件里",
        ),
        Refusal::NotAPrinter { value } => Explanation::new(
            format!("“{value}”不是打印机地址"),
            "请写 ipp://localhost:631/printers/Canon 或 http://192.168.1.20:631/ipp/print 这样的地址；留空则用阅读器打开",
        ),
    }
}

pub(super) fn fault(fault: &Fault) -> Explanation {
    match fault {
        Fault::Busy { seconds } => {
            Explanation::new(format!("账册被另一个程序占用，等了 {seconds} 秒"), "请稍后再试；同一请求不会重复登记")
        }
        Fault::Full => Explanation::new("磁盘已满，没有写入", "请腾出空间后再试，已登记的都在"),
        Fault::ReadOnly { path } => {
            Explanation::new(format!("不能写入 {path}"), "请检查目录的权限，或用 --data 另指目录")
        }
        Fault::Newer { found, known } => Explanation::new(
            format!("账册由更新的版本建立（格式 {found}，本程序只识到 {known}）"),
            "请升级本程序，账册未改动",
        ),
        Fault::NewerEvent { event, version } => Explanation::new(
            format!("账册里有更新的版本写下的记录（{event}，第 {version} 版），本程序读不了"),
            "请升级本程序，账册未改动",
        ),
        Fault::NotADatabase { path } => {
            Explanation::new(format!("{path} 不是启事的账册"), "请用 --data 另指目录，或移走该文件；文件未改动")
        }
        Fault::NoBooks { path } => {
            Explanation::new(format!("{path} 里没有账册"), "请检查 --data 目录；新建账册：qishi init")
        }
        Fault::Damaged { what } => {
            Explanation::new(format!("账册有损坏：{what}"), "请停止使用，保留目录，从备份恢复后运行 qishi verify")
        }
        Fault::RulesUnread(file) => super::own::unread(file, Language::Chinese),
        Fault::TailMissing { from, to, numbers } => Explanation::new(
            format!("账册末尾缺了已登记的第 {from} 至 {to} 笔；缺失的登记号：{}", super::numbers(numbers, "无")),
            "请保留目录原样。从备份恢复，或作废缺失的登记号后继续：qishi void --reason 理由",
        ),
        Fault::NoAnchor { path, gone } => Explanation::new(
            format!("{path} {}，无法确认账册末尾是否缺登记", if *gone { "已丢失" } else { "读不出来" }),
            "请放回该文件，或核对纸面上最后一个登记号：qishi void --last 登记号 --reason 理由",
        ),
        Fault::Moved { path } => Explanation::new(
            format!("{path} 在打开期间被删除、移走或替换，本次没有登记"),
            "请放回目录或重新插上磁盘，再启动本程序；已录入的内容留在草稿里",
        ),
        Fault::File { path, what } => Explanation::new(
            format!("文件 {path} 读写失败：{}", super::system(what, Language::Chinese)),
            "请检查路径和权限",
        ),
        Fault::NotAFile { path, is } => Explanation::new(
            match is {
                NoFile::Folder => format!("{path} 应是文件，却是文件夹，没有读取"),
                NoFile::Endless => format!("{path} 应是文件，却是管道、套接字或设备，没有读取"),
            },
            "请把它移开再试；若原文件已丢失，请从备份恢复",
        ),
        Fault::OpenToOthers { path } => super::doctor::found(&CheckFinding::FolderOpen(path.into()), Language::Chinese),
        Fault::TooLarge { path, most } => Explanation::new(
            format!("{path} 超过 {most} 字节，不像本程序所写，没有读取"),
            "请把它移开再试；若原文件已丢失，请从备份恢复",
        ),
        Fault::Printer { address, trouble } => printer(address, trouble),
        Fault::DraftsDamaged { paths } => Explanation::new(
            format!("有 {} 份草稿读不出来，已原样另存：{}", paths.len(), paths.join("、")),
            "请对照原稿重新录入；另存的文件可交技术人员查看",
        ),
        Fault::NoSuchFace { face, sha256 } => {
            let cut: String = sha256.chars().take(8).collect();
            Explanation::new(
                format!("已定版的校样用的是另一版字体（{face}，{cut}…），本程序没有"),
                "请用当初出样的版本打印，或安装带有该字体的版本；不会用别的字体代替",
            )
        }
        Fault::Clipboard { what } => {
            Explanation::new(format!("剪贴板不可用（{what}）"), "请按 Ctrl+Shift+W 存成图片，再从文件发送")
        }
        Fault::NoDisplay { what } => {
            Explanation::new(format!("这台电脑没有可用的显示器({what})"), "命令行可做同样的工作：qishi --help")
        }
        Fault::Store { what } => Explanation::new(format!("账册没有应答：{what}"), "请再试一次；同一请求不会重复登记"),
    }
}

fn printer(address: &str, trouble: &PrinterTrouble) -> Explanation {
    let (message, remedy) = match trouble {
        PrinterTrouble::Unreachable { what } => (
            format!("连不上打印机 {address}（{}）", super::system(what, Language::Chinese)),
            "请看打印机和网线是否开着、地址是否写对，再重送",
        ),
        PrinterTrouble::NoHost => (format!("找不到打印机 {address} 所在的电脑"), "请在设置里核对地址里的主机名"),
        PrinterTrouble::Silent { seconds } => {
            (format!("打印机 {address} 等了 {seconds} 秒没有应答"), "请先看是否已经印出，没有再重送")
        }
        PrinterTrouble::Unknown => (format!("{address} 没有这台打印机"), "请在设置里核对地址里的队列名"),
        PrinterTrouble::Stopped { reasons } if reasons.is_empty() => {
            (format!("打印机 {address} 已停用"), "请恢复打印机后重送，或在设置里换一台")
        }
        PrinterTrouble::Stopped { reasons } => {
            (format!("打印机 {address} 已停用（{}）", reasons.join("、")), "请恢复打印机后重送，或在设置里换一台")
        }
        PrinterTrouble::NoPaper => (format!("打印机 {address} 缺纸"), "请装纸后重送"),
        PrinterTrouble::Jammed => (format!("打印机 {address} 卡纸"), "请取出卡纸后重送"),
        PrinterTrouble::Open => (format!("打印机 {address} 的盖子没关"), "请关好后重送"),
        PrinterTrouble::NoInk => (format!("打印机 {address} 缺墨粉"), "请更换墨粉后重送"),
        PrinterTrouble::NotAccepting => {
            (format!("打印机 {address} 暂不接收任务"), "请恢复队列后重送，或在设置里换一台")
        }
        PrinterTrouble::Busy => (format!("打印机 {address} 正忙"), "请等它印完再重送"),
        PrinterTrouble::Locked => (format!("打印机 {address} 要求登录"), "请管理员放行这台电脑，或在设置里换一台"),
        PrinterTrouble::NoPdf => (format!("打印机 {address} 不收 PDF"), "请改用能收 PDF 的打印机，或经 CUPS 队列打印"),
        PrinterTrouble::Refused { what } => (format!("打印机 {address} 拒收（{what}）"), "请看打印机上的提示，再重送"),
    };
    Explanation::new(message, remedy)
}
