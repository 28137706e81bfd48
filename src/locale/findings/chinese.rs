//! Findings in Chinese.

use chrono::NaiveDate;

use super::super::FindingText;
use super::{elsewhere, face, fact, names};
use trade::ad::{Cause, Found};
use trade::settings::Language;

const ZH: Language = Language::Chinese;

fn day(date: NaiveDate) -> String {
    super::super::date(date, ZH)
}

pub(in crate::locale) fn finding(found: &Found) -> FindingText {
    match found {
        Found::CoarsePicture { dpi, wanted } => FindingText::new(
            format!("图片只有 {dpi} dpi，印出来会糊"),
            format!("新闻纸印刷宜 {wanted} dpi 以上"),
            "请向客户要原图，或改用小一号的规格",
        ),
        Found::MissingFact { fact: name } => FindingText::new(
            format!("没有读到{}", fact(name, ZH)),
            "这一类公告应当写明（见类别说明与所引法条）",
            "请对照原件；确未写明的，请来稿单位补充",
        ),
        Found::FactNotRead { fact: name, words } => FindingText::new(
            format!("写有“{words}”，却没有读到{}", fact(name, ZH)),
            "写到了而没有读出的内容未经核对",
            "请看此处：确未写明的，请来稿单位补充；写明了的，请自行核对",
        ),
        Found::MissingPhrase { zh, law, .. } => {
            FindingText::new(format!("没有写明{zh}"), law.clone(), "请对照原件，或请来稿单位补充")
        }
        Found::PeriodTooShort { days, least, law } => {
            FindingText::new(format!("期间 {days}，少于法定 {least}"), law.clone(), "请来稿单位更正期间，并记录其确认")
        }
        Found::PeriodLonger { days, least } => FindingText::new(
            format!("期间 {days} 日，现行规定为 {least} 日"),
            "民事诉讼法 2022 年起公告送达为 30 日；60 日用于在境外的当事人（第二百八十三条）",
            "若受送达人在境内，请与来稿单位核对",
        ),
        Found::HearingBeforeService { hearing, served, law } => FindingText::new(
            format!("开庭 {} 不晚于送达日 {}", day(*hearing), day(*served)),
            law.clone(),
            "请提前刊登，或请来稿单位改期并记录其确认",
        ),
        Found::HearingTooSoon { hearing, earliest, law } => FindingText::new(
            format!("开庭 {} 早于最早合法之日 {}", day(*hearing), day(*earliest)),
            law.clone(),
            "请提前刊登，或请来稿单位改期并记录其确认",
        ),
        Found::HearingWithinAnswer { hearing, answer_ends, law } => FindingText::new(
            format!("开庭 {} 在答辩期内（至 {}）", day(*hearing), day(*answer_ends)),
            law.clone(),
            "请提前刊登；否则与来稿单位核对后确认",
        ),
        Found::HearingWithinEvidence { hearing, evidence_ends, law } => FindingText::new(
            format!("开庭 {} 在举证期内，举证期至 {}", day(*hearing), day(*evidence_ends)),
            law.clone(),
            "请与来稿单位核对举证期与开庭日期",
        ),
        Found::EvidenceTooShort { days, least, law } => FindingText::new(
            format!("举证期 {days} 日，第一审普通程序不得少于 {least} 日"),
            law.clone(),
            "请与来稿单位核对举证期；适用简易程序或第二审的，可以认可",
        ),
        Found::PeriodTooLong { days, most_months, law } => FindingText::new(
            format!("期间 {days} 日，法定最长 {most_months} 个月"),
            law.clone(),
            "请来稿单位更正期间，并记录其确认",
        ),
        Found::MeetingLate { meeting, latest, law } => FindingText::new(
            format!("第一次债权人会议 {}，最晚应在 {}", day(*meeting), day(*latest)),
            law.clone(),
            "请与来稿单位核对会议日期",
        ),
        Found::AppealPeriod { days, lawful, law } => FindingText::new(
            format!("上诉期写作 {days} 日，法定 {lawful} 日"),
            law.clone(),
            "请来稿单位更正上诉期，并记录其确认",
        ),
        Found::PeriodEndsOnDayOff { ends, next } => FindingText::new(
            format!("申报期满日 {} 是休息日；依民法典顺延则至 {}", day(*ends), day(*next)),
            "公司法按日数计；民法典第二百零三条：最后一日是休息日的，以休息日结束的次日为最后一日。此处按原日数列出",
            "两种读法都请留意；需要写明截止日的，请来稿单位写明",
        ),
        Found::NoSuchTime { written } => FindingText::new(
            format!("没有“{written}”这个时刻"),
            "一天只有 24 小时，一小时只有 60 分",
            "请与来稿单位核对时间",
        ),
        Found::HearingOnDayOff { date, name } => FindingText::new(
            format!("开庭日 {} 是{}", day(*date), name.as_deref().unwrap_or("周末")),
            "国务院办公厅放假安排；休息日一般不开庭",
            "请与来稿单位核对日期",
        ),
        Found::HearingOutOfHours { time } => FindingText::new(
            format!("开庭时间 {} 不在 8:00–18:00 之间", time.format("%H:%M")),
            "一般工作时间",
            "请核对上午、下午",
        ),
        Found::HearingFar { days } => FindingText::new(
            format!("开庭距刊登 {days} 天"),
            "超过 120 天的排期少见，月份或年份可能有误",
            "请与来稿单位核对日期",
        ),
        Found::HearingWithoutTime => {
            FindingText::new("开庭只有日期，没有时间", "开庭通知应写明日期、时间、地点", "请来稿单位补充时间")
        }
        Found::WrongWeekday { date } => FindingText::new(
            format!("星期写错：这一天是 {}", day(*date)),
            "日期与星期必有一误",
            "请与来稿单位核对是哪一天",
        ),
        Found::NoSuchDate { written } => {
            FindingText::new(format!("没有“{written}”这一天"), "公历", "请与来稿单位核对日期")
        }
        Found::DatedAfterPublication { date, publication } => FindingText::new(
            format!("落款 {} 晚于刊登日 {}", day(*date), day(*publication)),
            "公告不会先刊登后签发",
            "请核对落款日期或刊期",
        ),
        Found::NotDeterminable { year } => FindingText::new(
            format!("{year} 年放假安排未录入，法定日期无法确定"),
            "民事诉讼法第八十五条：末日为休息日的顺延，须有放假安排才能计算",
            "请在放假安排公布后录入，或人工核定",
        ),
        Found::CaseNumberConflict { others } => FindingText::new(
            format!("案号与{}相同，当事人却无一相同", elsewhere(others, ZH)),
            "一个案号只属于一个案件",
            "请与来稿单位核对案号，记录其确认",
        ),
        Found::RelatedCase { others } => FindingText::new(
            format!("与{}是同案或相邻案号", elsewhere(others, ZH)),
            "同案各文书、分案与连号",
            "供核对，无需处理",
        ),
        Found::BookedAlready { others } => FindingText::new(
            format!("与{}内容相同或几乎相同", elsewhere(others, ZH)),
            "同一文书、同一当事人，或字句八成以上相同",
            "请问客户是否重复送登；确属再登的请确认",
        ),
        Found::NotCompared { cause } => FindingText::new(
            match cause {
                Cause::Busy => "未能与以前登记的比对：账册正被另一个程序占用",
                Cause::NoAnswer => "未能与以前登记的比对：账册没有及时回答",
                Cause::Damaged => "未能与以前登记的比对：账册有损坏",
                Cause::Unreadable => "未能与以前登记的比对：账册读不出来",
            },
            "每则公告都与以前登记的比对，查重登与案号冲突",
            match cause {
                Cause::Busy | Cause::NoAnswer => "请稍后再试；若已登记，下次打开账册时自动补比，结果记在该笔登记上",
                Cause::Damaged | Cause::Unreadable => {
                    "请运行 qishi verify 查看；若已登记，账册修好后下次打开时自动补比"
                }
            },
        ),
        Found::SignerNameVariant { others } => FindingText::new(
            format!("同一单位在别处落款为{}", names(others, ZH)),
            "案号出自同一机构，或名称只差一字",
            "请与来稿单位核对正式名称",
        ),
        Found::PlaceNameVariant { others } => FindingText::new(
            format!("同一地点在别处写作{}", names(others, ZH)),
            "路名与门牌相同",
            "请与来稿单位核对地点写法",
        ),
        Found::PartyNameVariant { other } => FindingText::new(
            format!("名称在别处写作“{}”", other.text()),
            "两个名称只差一字",
            "请对照原件核对；确为两家的请确认",
        ),
        Found::FactDiffers { fact: name, other } => FindingText::new(
            format!("{}前后不一：另一处是“{}”", fact(name, ZH), other.text()),
            "同一事实只应有一个说法",
            "请与来稿单位核对",
        ),
        Found::Placeholder { words } => {
            FindingText::new(format!("“{words}”是未填的格式文字"), "格式样本里的空白或提示语", "请来稿单位填写或删去")
        }
        Found::DuplicateSentence => FindingText::new("语句重复", "同一句话出现两次", "请对照原件，删去多余的"),
        Found::UnbalancedMarks { mark } => FindingText::new(
            format!("“{mark}”不成对"),
            "GB/T 15834-2011：括号、引号、书名号成对使用",
            "请对照原件补上或删去",
        ),
        Found::BadCreditCode => FindingText::new(
            "统一社会信用代码的校验码不符",
            "GB 32100-2015；少数早期代码本身不符",
            "请对照营业执照核对",
        ),
        Found::BadIdentityNumber => {
            FindingText::new("身份证号的位数、日期或校验码不符", "GB 11643-1999", "请对照身份证核对")
        }
        Found::AmountsDiffer { figures, capitals } => FindingText::new(
            format!("小写 {figures} 元与大写 {capitals} 元不符"),
            "大小写应当一致（参照票据法第八条）",
            "请来稿单位更正并记录其确认",
        ),
        Found::Lookalike { written, meant } if meant.is_empty() => FindingText::new(
            format!("“{written}”是形近的外文字母或部首"),
            "形近字难以看出，检索与排版都会出错",
            "请对照原件重新录入",
        ),
        Found::Lookalike { written, meant } => {
            FindingText::new(format!("“{written}”疑为“{meant}”"), "形近字或误字", "请对照原件核对")
        }
        Found::PersonalData { mask } => FindingText::new(
            "刊出了完整的身份证号",
            "个人信息保护法第六条：限于实现目的的最小范围",
            format!("经客户同意可改为 {}", mask.text()),
        ),
        Found::ForbiddenWord { word } => {
            FindingText::new(format!("“{word}”是广告禁用语"), "广告法第九条", "请改用别的说法")
        }
        Found::WordingChanged { received } => FindingText::new(
            match received.text() {
                "" => "原稿没有这几个字".to_owned(),
                received => format!("原稿为“{received}”"),
            },
            "法院、仲裁委等单位的文字，须其确认才可改动",
            "请记下来稿单位何人、何时、以何方式确认；或改回原文",
        ),
        Found::ReadBack { passages } => FindingText::new(
            format!("请读给送登人听，逐项确认：{}", super::numbered(passages, "；")),
            "讣告和祝福见报后要更正的，几乎都是原稿里的姓名和日期",
            "请记下何人、何时、以何方式确认",
        ),
        Found::CategoryContradicts { zh, .. } => FindingText::new(
            format!("稿件读来是“{zh}”，与所选类别不符"),
            "类别决定价格、核对项目和应见证件",
            format!("请改选“{zh}”；确属所选类别的，请标为已阅"),
        ),
        Found::OtherFace { names: all_names, lacks, wanted, set } => {
            let what = if *all_names { "全部名字" } else { "整行" };
            FindingText::new(
                format!(
                    "{}里没有{}：{what}改用{}",
                    face(wanted, ZH),
                    names(std::slice::from_ref(lacks), ZH),
                    face(set, ZH)
                ),
                "一个名字、一个标题、一行只用一种字体",
                "请让客户看过小样；不满意的，请另选样式",
            )
        }
        Found::NoOrnament => FindingText::new(
            "这一规格放不下花饰和全部文字：花饰让出了",
            "文字不删，花饰可让",
            "请让客户看过小样；要花饰的，请选大一号的规格、另一样式，或删短稿件",
        ),
        Found::UnknownKind => {
            FindingText::new("不属已知类别，未作逐项核对", "类别由文件描述，可以增加", "请人工核对，或选定类别")
        }
        Found::ReadInPart { read } => FindingText::new(
            format!("稿件过长，只核对了前 {read} 字"),
            "没有版面登得下这样长的一则",
            "请检查是否把多则连成了一则",
        ),
    }
}
