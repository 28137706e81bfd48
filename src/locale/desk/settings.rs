//! What the desk says in the settings: the parts, what each setting does, and what was changed.

use chrono::NaiveDate;

use super::Words;
use trade::settings::SealPlace;

impl Words {
    /// The part about who the paper is.
    pub const fn part_paper(&self) -> &'static str {
        self.either("报社", "The paper")
    }

    /// What that part is for.
    pub const fn purpose_of_paper(&self) -> &'static str {
        self.either(
            "印在结算单、退款单和对账上的本报信息",
            "The paper as it stands on statements, refund slips and accounts",
        )
    }

    /// The part about this person and this machine.
    pub const fn part_desk(&self) -> &'static str {
        self.either("本机", "This desk")
    }

    /// What that part is for.
    pub const fn purpose_of_desk(&self) -> &'static str {
        self.either(
            "只管这台机器上的这个人：改了马上生效，不动账目",
            "For this person on this machine: each holds at once and changes nothing in the books",
        )
    }

    /// The part about printers.
    pub const fn part_printers(&self) -> &'static str {
        self.either("打印机", "Printers")
    }

    /// What that part is for.
    pub const fn purpose_of_printers(&self) -> &'static str {
        self.either(
            "校样和结算单送到哪台打印机；没设就用阅读器打开",
            "Where proofs and statements are printed; without a printer the viewer opens them",
        )
    }

    /// The part about persons.
    pub const fn part_persons(&self) -> &'static str {
        self.either("人员", "Persons")
    }

    /// What that part is for.
    pub const fn purpose_of_persons(&self) -> &'static str {
        self.either(
            "谁在这里上班、什么岗位、口令，以及要不要登录",
            "Who works here, with which role and PIN, and whether they sign in",
        )
    }

    /// The part about rights.
    pub const fn part_rights(&self) -> &'static str {
        self.either("权限", "Rights")
    }

    /// What that part is for.
    pub const fn purpose_of_rights(&self) -> &'static str {
        self.either(
            "启用登录后，各岗位不用问人就能办什么；负责人什么都可以",
            "What each role may do without asking, once sign-in is on; an owner may do everything",
        )
    }

    /// The part about publication and deadlines.
    pub const fn part_calendar(&self) -> &'static str {
        self.either("出报与截稿", "Deadlines")
    }

    /// What that part is for.
    pub const fn purpose_of_calendar(&self) -> &'static str {
        self.either(
            "哪几天出报、登哪天的广告收到几点；决定收稿时能选哪些日期",
            "On which days the paper appears and until when ads are taken: the dates that can be chosen",
        )
    }

    /// The part about files of rules.
    pub const fn part_rules(&self) -> &'static str {
        self.either("规则文件", "Rule files")
    }

    /// What that part is for.
    pub const fn purpose_of_rules(&self) -> &'static str {
        self.either(
            "本报自己的价目、刊期、公告种类和样式：检查、录入、撤回",
            "Cards, calendars, kinds of notices and styles of the paper: checked, entered, withdrawn",
        )
    }

    /// The part about the press.
    pub const fn part_press(&self) -> &'static str {
        self.either("印刷", "Press")
    }

    /// What that part is for.
    pub const fn purpose_of_press(&self) -> &'static str {
        self.either(
            "单独出片的广告文件怎样适合本报的印厂；柜台上的校样不受影响",
            "How files of an ad alone suit the press; proofs at the counter stay as they are",
        )
    }

    /// The part about copies of the books.
    pub const fn part_copies(&self) -> &'static str {
        self.either("备份与恢复", "Copies")
    }

    /// What that part is for.
    pub const fn purpose_of_copies(&self) -> &'static str {
        self.either(
            "账目的备份：现在做一份、放到第二处、从一份恢复",
            "Copies of the books: make one, keep them in a second place, restore one",
        )
    }

    /// Nothing was changed that could be taken back.
    pub const fn nothing_changed(&self) -> &'static str {
        self.either(
            "刚改的设置会写在这里，按一个键就改回",
            "What was changed last stands here, and one key takes it back",
        )
    }

    /// Takes back what was changed last.
    pub const fn set_back(&self) -> &'static str {
        self.either("改回", "Take back")
    }

    /// A setting without a value.
    pub const fn empty_value(&self) -> &'static str {
        self.either("（空）", "(empty)")
    }

    /// What the name does.
    pub const fn paper_name_note(&self) -> &'static str {
        self.either(
            "印在单据抬头和盖章处；设全之前单据标“样张”",
            "Head of papers and seal place; until it is set papers are marked as specimens",
        )
    }

    /// What the tax number does.
    pub const fn tax_number_note(&self) -> &'static str {
        self.either(
            "18 位统一社会信用代码，末位是校验码；印在结算单上",
            "The 18-character social credit code, with its check character; stands on statements",
        )
    }

    /// What the account does.
    pub const fn account_note(&self) -> &'static str {
        self.either(
            "印在未付清的结算单上：客户照此汇款",
            "Stands on statements that are not paid: customers transfer to it",
        )
    }

    /// What the rate does.
    pub const fn vat_note(&self) -> &'static str {
        self.either("结算单按它拆出税额，如 6", "Statements split the tax by it, such as 6")
    }

    /// What the zone does.
    pub const fn zone_note(&self) -> &'static str {
        self.either(
            "业务日和截稿按这个时区，全国都是 +08:00",
            "Business day and deadlines go by it; +08:00 in all of China",
        )
    }

    /// Where the paper's seal stands on its papers.
    pub const fn seal_field(&self) -> &'static str {
        self.either("盖章处", "Seal")
    }

    /// What the name of the clerk does.
    pub const fn clerk_note(&self) -> &'static str {
        self.either(
            "印在单据上的经办人；启用登录后是登录的人",
            "The clerk on papers; with sign-in on it is who signed in",
        )
    }

    /// The name of this desk's till.
    pub const fn own_till(&self) -> &'static str {
        self.either("本机收银台", "Till of this desk")
    }

    /// What that name does.
    pub const fn own_till_note(&self) -> &'static str {
        self.either(
            "这里收的钱记进哪个收银台，如 前台2；只有一个收银台的空着。字母、数字、汉字、- 和 _",
            "Where money that is taken here goes, such as front-2; empty with one till. Letters, figures, - and _",
        )
    }

    /// What the language does.
    pub const fn language_note(&self) -> &'static str {
        self.either("窗口和提示的语言；单据总是中文", "Of the window and its messages; papers are Chinese")
    }

    /// What the colours do.
    pub const fn colours_note(&self) -> &'static str {
        self.either("只变窗口，广告底色总是白的", "Of the window alone; the ad is white in both")
    }

    /// What the text size does.
    pub const fn text_size_note(&self) -> &'static str {
        self.either(
            "窗口里的字和一切东西一起放大缩小；原大显示的广告不变",
            "Everything in the window; an ad at true size stays as it is",
        )
    }

    /// The bar was not measured.
    pub const fn not_measured(&self) -> &'static str {
        self.either("按 96 dpi", "96 dpi")
    }

    /// The button that looks for printers once more.
    pub const fn look_for_printers(&self) -> &'static str {
        self.either("重新查找", "Look again")
    }

    /// Heading of the printers that were found.
    pub const fn printers_there(&self) -> &'static str {
        self.either("找到的打印机", "Printers that are there")
    }

    /// Printers are being looked for.
    pub const fn looking_for_printers(&self) -> &'static str {
        self.either("正在 CUPS 和网络上查找（至多两秒）…", "Looking in CUPS and on the network (two seconds at most)…")
    }

    /// No printer was found.
    pub const fn no_printers_found(&self) -> &'static str {
        self.either(
            "没有找到：打印机开着、和本机在同一个网里才找得到；也可以在上面直接写地址",
            "None found: a printer is found when it is on and in the same network; its address can be typed above",
        )
    }

    /// The keys of the list of printers.
    pub const fn printer_keys(&self) -> &'static str {
        self.either(
            "↑ ↓ 选一台，回车用来打校样，空格用来打结算单",
            "↑ ↓ choose one; Enter takes it for proofs, Space for statements",
        )
    }

    /// Before the choice of a role.
    pub const fn column_of(&self) -> &'static str {
        self.either("改哪个岗位", "Which role")
    }

    /// The field of the bound for prices by hand.
    pub const fn below_bound(&self) -> &'static str {
        self.either(
            "最多减百分之几（0 不能，100 按价目的规定）",
            "By at most so many percent (0: not at all; 100: as the card says)",
        )
    }

    /// The field of the bound for money that goes back.
    pub const fn refund_bound(&self) -> &'static str {
        self.either(
            "一次最多退多少元，可到分（0 不能，“不限”不设上限）",
            "At most so many yuan at once, to the fen (0: nothing; any: without bound)",
        )
    }

    /// The keys of the table of rights.
    pub const fn rights_keys(&self) -> &'static str {
        self.either(
            "↑ ↓ 选一行，空格改可否，议价和退款填数；改了的有圈，保存才生效",
            "↑ ↓ choose a row, Space turns yes and no, bounds are typed; a ring marks what is changed until it is saved",
        )
    }

    /// The button that sets the table.
    pub const fn save_rights(&self) -> &'static str {
        self.either("保存权限", "Save the rights")
    }

    /// Heading of the weekdays.
    pub const fn appears_on(&self) -> &'static str {
        self.either("出报日", "Days of publication")
    }

    /// Heading of the deadlines.
    pub const fn deadlines(&self) -> &'static str {
        self.either("截稿", "Deadlines")
    }

    /// The file has several periods.
    pub const fn several_periods(&self) -> &'static str {
        self.either(
            "刊期文件分了几段时间，出报日请在文件里改（规则文件）",
            "The calendar has several periods: change the days in its file (Rule files)",
        )
    }

    /// Every ad, in a deadline.
    pub const fn every_ad(&self) -> &'static str {
        self.either("所有广告", "every ad")
    }

    /// The field of the time of a deadline.
    pub const fn deadline_time(&self) -> &'static str {
        self.either("几点截稿", "Time")
    }

    /// How several deadlines go together.
    pub const fn deadline_note(&self) -> &'static str {
        self.either(
            "几条里从上往下第一条合适的算数；之后还可以由主管加登",
            "Of several the first that fits holds; after it a supervisor may still let an ad in",
        )
    }

    /// The field of the first day.
    pub const fn from_which_day(&self) -> &'static str {
        self.either("从哪天起", "From")
    }

    /// What the first day of a calendar means.
    pub const fn from_note(&self) -> &'static str {
        self.either(
            "见报日从这天起按新的；已收下的不变",
            "Of publication: from this day on it is as changed; what is booked stays",
        )
    }

    /// The button that puts a calendar in force.
    pub const fn save_calendar(&self) -> &'static str {
        self.either("从这天起执行", "Put in force from that day")
    }

    /// The paper does not appear.
    pub const fn rests(&self) -> &'static str {
        self.either("不出报", "does not appear")
    }

    /// Heading of the days to come.
    pub const fn coming_days(&self) -> &'static str {
        self.either("接下来七天", "The next seven days")
    }

    /// The key that leads to a part, from 1.
    pub const fn part_key(&self, at: usize) -> &'static str {
        match at {
            1 => "Ctrl+1",
            2 => "Ctrl+2",
            3 => "Ctrl+3",
            4 => "Ctrl+4",
            5 => "Ctrl+5",
            6 => "Ctrl+6",
            7 => "Ctrl+7",
            8 => "Ctrl+8",
            9 => "Ctrl+9",
            _ => "",
        }
    }

    /// What was changed last, from what to what.
    pub fn changed(&self, what: &str, old: &str, new: &str) -> String {
        if self.zh() { format!("已改 {what}：{old} → {new}") } else { format!("Changed {what}: {old} → {new}") }
    }

    /// What is odd about a tax number: its length, or its check character.
    pub fn odd_tax_number(&self, typed: &str) -> String {
        let count = typed.chars().filter(|c| !c.is_whitespace()).count();
        match (self.zh(), count) {
            (true, 18) => "末位校验码对不上：多半抄错了一位，请对照营业执照".to_owned(),
            (true, _) => format!("现在 {count} 位：统一社会信用代码是 18 位，旧税号 15、17 或 20 位"),
            (false, 18) => "The check character does not agree: probably one character is wrong".to_owned(),
            (false, _) => format!("It has {count} characters: a social credit code has 18, older numbers 15, 17 or 20"),
        }
    }

    /// What is printed at the foot of the papers, by where the seal stands.
    pub fn seal_place(&self, place: SealPlace, name: &str) -> String {
        let name = if name.is_empty() { self.empty_value() } else { name };
        match (place, self.zh()) {
            (SealPlace::Left, true) => {
                format!("结算单、对账单、日结单的页脚：左边留“收款单位（盖章）{name}”，付款人、签字在右")
            }
            (SealPlace::Right, true) => {
                format!("结算单、对账单、日结单的页脚：右边留“收款单位（盖章）{name}”，付款人、签字在左")
            }
            (SealPlace::None, true) => "结算单、对账单、日结单的页脚只留付款人和签字，不留盖章处".to_owned(),
            (SealPlace::Left, false) => {
                format!(
                    "At the foot of statement, statement of account and day sheet: 收款单位（盖章）{name} at the left, who pays or signs at the right"
                )
            }
            (SealPlace::Right, false) => {
                format!(
                    "At the foot of statement, statement of account and day sheet: 收款单位（盖章）{name} at the right, who pays or signs at the left"
                )
            }
            (SealPlace::None, false) => {
                "At the foot of statement, statement of account and day sheet stands only who pays or signs".to_owned()
            }
        }
    }

    /// The length of the bar, in pixels of the screen.
    pub fn bar_pixels(&self, pixels: u32) -> String {
        if self.zh() { format!("{pixels} 像素") } else { format!("{pixels} px") }
    }

    /// Where a printer was found.
    pub const fn printer_place(&self, queue: bool) -> &'static str {
        if queue { self.either("本机 CUPS", "CUPS") } else { self.either("网络", "network") }
    }

    /// A weekday in short, from Monday (0).
    pub const fn weekday_short(&self, at: usize) -> &'static str {
        self.weekdays[at]
    }

    /// The field of the days before publication.
    pub const fn days_before(&self, working: bool) -> &'static str {
        if working {
            self.either("见报前几个工作日", "Working days before")
        } else {
            self.either("见报前几天", "Days before")
        }
    }

    /// A deadline in short.
    pub fn deadline_short(&self, time: &str, days: u32, working: bool) -> String {
        match (self.zh(), working) {
            (true, true) => format!("前 {days} 个工作日 {time}"),
            (true, false) => format!("前 {days} 天 {time}"),
            (false, true) => format!("{days} working days before at {time}"),
            (false, false) => format!("{days} days before at {time}"),
        }
    }

    /// The days for which a deadline holds, of which one end may be open.
    pub fn between_days(&self, from: Option<NaiveDate>, until: Option<NaiveDate>) -> String {
        let said = |day: Option<NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
        format!("{} – {}", said(from), said(until))
    }

    /// That the program's own calendar is in force.
    pub fn calendar_shipped(&self, name: &str) -> String {
        if self.zh() {
            format!("现在按程序自带的“{name}”，还没有本报自己的")
        } else {
            format!("In force: the program's own ({name}); the paper has entered none")
        }
    }

    /// What the calendar in force calls itself and where it comes from.
    pub fn calendar_source(&self, name: &str, source: &str) -> String {
        if self.zh() { format!("现在按“{name}”（{source}）") } else { format!("In force: {name} ({source})") }
    }

    /// Until when ads for a day are taken.
    pub fn taken_until(&self, said: &str) -> String {
        if self.zh() { format!("出报，收到 {said}") } else { format!("appears; ads until {said}") }
    }
}
