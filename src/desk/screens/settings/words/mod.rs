//! What the screen 设置 says, and no other: what each setting does, and what was changed.

mod copies;
pub(super) mod persons;
mod press;
mod rules;

use chrono::NaiveDate;

use crate::locale::desk::Words;
use trade::settings::SealPlace;

impl Words {
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

    /// Above why part of the search for printers was not made.
    pub const fn may_lack_printers(&self) -> &'static str {
        self.either("没能找全", "Not everything could be searched")
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

    /// The field of the name of the paper.
    pub const fn paper_name(&self) -> &'static str {
        self.either("报社名称", "Name of the paper")
    }

    /// The field of its tax number.
    pub const fn tax_number(&self) -> &'static str {
        self.either("统一社会信用代码", "Tax number")
    }

    /// The field of its rate of VAT.
    pub const fn vat_rate(&self) -> &'static str {
        self.either("增值税率 %", "VAT rate %")
    }

    /// The paper's own time.
    pub const fn time_zone(&self) -> &'static str {
        self.either("时区", "Time zone")
    }

    /// What happens until they are set.
    pub const fn paper_note(&self) -> &'static str {
        self.either(
            "三项齐全之前，单据标“样张”，不拆税额",
            "Until all three are set, papers are marked as specimens and split no tax",
        )
    }

    /// Saves the paper's settings.
    pub const fn save_paper(&self) -> &'static str {
        self.either("保存报社信息", "Save")
    }

    /// What was typed is kept now.
    pub const fn saved(&self) -> &'static str {
        self.either("已保存", "Saved")
    }

    /// The setting of the language.
    pub const fn language_name(&self) -> &'static str {
        self.either("语言", "Language")
    }

    /// The setting light or dark.
    pub const fn colours(&self) -> &'static str {
        self.either("配色", "Colours")
    }

    /// The setting of light colours.
    pub const fn light(&self) -> &'static str {
        self.either("浅色", "Light")
    }

    /// The setting of dark colours.
    pub const fn dark(&self) -> &'static str {
        self.either("深色", "Dark")
    }

    /// The size of the text.
    pub const fn text_size(&self) -> &'static str {
        self.either("字号", "Text size")
    }

    /// Heading of the calibration.
    pub const fn calibration(&self) -> &'static str {
        self.either("原大校准", "True size")
    }

    /// How the bar on the screen is made as long as a bank card.
    pub const fn calibration_note(&self) -> &'static str {
        self.either(
            "把银行卡长边贴在屏幕上，用 ← → 把横条调到与卡等长（85.6 毫米）",
            "Lay a bank card's long edge on the screen and make the bar as long as the card (85.6 mm) with ← →",
        )
    }

    /// The key that forgets how long the bar was made.
    pub const fn calibration_reset(&self) -> &'static str {
        self.either("恢复 96 dpi", "Back to 96 dpi")
    }

    /// Where the settings of a person are kept.
    pub const fn version_note(&self) -> &'static str {
        self.either(
            "打印机、语言、配色、字号与校准只对本机本人有效",
            "Printers, language, colours, text size and calibration are this person's, on this machine",
        )
    }

    /// Who sits at the desk.
    pub const fn clerk(&self) -> &'static str {
        self.either("经办人", "Clerk")
    }

    /// The printer for proofs.
    pub const fn proof_printer(&self) -> &'static str {
        self.either("校样打印机", "Printer for proofs")
    }

    /// The printer for statements.
    pub const fn statement_printer(&self) -> &'static str {
        self.either("结算单打印机", "Printer for statements")
    }

    /// What to type there.
    pub const fn printers_note(&self) -> &'static str {
        self.either(
            "写打印机或 CUPS 队列的地址；留空则用阅读器打开。两处可以相同",
            "The address of a printer or CUPS queue; empty opens the viewer. Both may be the same",
        )
    }

    /// Prints a page that tries a printer.
    pub const fn try_printer(&self) -> &'static str {
        self.either("试印", "Test page")
    }

    /// That page is being sent.
    pub const fn trying_printer(&self) -> &'static str {
        self.either("正在送试印页…", "The test page is being sent…")
    }
}
