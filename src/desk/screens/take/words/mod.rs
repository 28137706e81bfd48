//! What the screen 收稿 says, and no other, while an ad is taken: of the customer, of what the copy chooses, of what is lacking.

mod taken;

use chrono::NaiveDate;

use crate::locale::desk::Words;
use crate::locale::{short_date, weekday};
use crate::office::Credited;
use books::store::Account;
use trade::legible::Field;
use trade::measure::{Per, TypeSize};
use trade::money::Money;
use trade::refusal::{PictureTrouble, PriceTrouble, Refusal, RunDateTrouble};

impl Words {
    /// In the empty field in which a customer is looked for.
    pub const fn customer_hint(&self) -> &'static str {
        self.either("电话、姓名、单位或拼音首字母", "Telephone, name, firm or pinyin")
    }

    /// While too little is typed to look for.
    pub const fn find_needs_two(&self) -> &'static str {
        self.either("至少两个字", "At least two characters")
    }

    /// How many customers were found.
    pub fn customers_found(&self, count: usize, more: bool) -> String {
        match (self.zh(), count, more) {
            (true, 0, _) => "没有相符的".to_owned(),
            (false, 0, _) => "nobody found".to_owned(),
            (true, _, true) => format!("{count}+ 位相符，再加几个字"),
            (true, _, false) => format!("{count} 位相符"),
            (false, _, true) => format!("{count}+ found, type more"),
            (false, _, false) => format!("{count} found"),
        }
    }

    /// The last line of the list.
    pub const fn new_customer(&self) -> &'static str {
        self.either("新客户", "New customer")
    }

    /// What becomes of what was typed.
    pub const fn new_customer_note(&self) -> &'static str {
        self.either("数字作电话，文字作名称", "Digits are the telephone, words the name")
    }

    /// The keys of the list of customers.
    pub const fn list_of_customers_keys(&self) -> &'static str {
        self.either(
            "↑↓ 走  Enter 取用或重登  Tab 只用客户  Esc 收起",
            "↑↓ walk  Enter take, repeat  Tab take  Esc close",
        )
    }

    /// In the middle, while the keyboard stands on a customer of the list.
    pub const fn enter_takes_customer(&self) -> &'static str {
        self.either("Enter 用这位客户；↓ 看登过的稿件", "Enter takes this customer; ↓ shows their ads")
    }

    /// In the middle, while the keyboard stands on the last line of the list.
    pub const fn enter_makes_new(&self) -> &'static str {
        self.either("Enter 按所填的记为新客户", "Enter makes a new customer of what is typed")
    }

    /// The mark of an ad that is shown before it is taken anew.
    pub const fn old_ad(&self) -> &'static str {
        self.either("旧稿预览", "As it ran")
    }

    /// When an ad was last in the paper, or is to be.
    pub fn appeared(&self, day: NaiveDate) -> String {
        if self.zh() { format!("{day} 见报") } else { format!("ran {day}") }
    }

    /// The key that closes the list.
    pub const fn esc_closes(&self) -> &'static str {
        self.either("Esc 不看", "Esc close")
    }

    /// What Enter does on an ad of the list.
    pub const fn enter_repeats(&self) -> &'static str {
        self.either("Enter 重登", "Enter repeats it")
    }

    /// What stays as it was where an ad is repeated.
    pub const fn repeating_keeps(&self) -> &'static str {
        self.either("稿件、类别、规格、样式照旧，其余重来", "copy, category, size and style as they were")
    }

    /// The booking whose ad it is.
    pub fn of_number(&self, number: &str) -> String {
        if self.zh() { format!("原号 {number}") } else { format!("of {number}") }
    }

    /// Heading of what comes along where an ad is repeated.
    pub const fn brings_along(&self) -> &'static str {
        self.either("重登会带来", "Repeating brings along")
    }

    /// Heading of what does not come along.
    pub const fn starts_anew(&self) -> &'static str {
        self.either("重新来过", "Starts anew")
    }

    /// The copy comes along.
    pub fn as_it_was(&self, characters: usize) -> String {
        if self.zh() {
            format!("原样，{characters} 字，可再改")
        } else {
            format!("as it was, {characters} characters")
        }
    }

    /// Whether the size still holds the ad by today's card.
    pub fn still_fits(&self, size: &str, fits: bool) -> String {
        match (self.zh(), fits) {
            (true, true) => format!("{size}，今天仍放得下"),
            (true, false) => format!("{size}，今天放不下，要另选"),
            (false, true) => format!("{size}, still holds it"),
            (false, false) => format!("{size} does not hold it today"),
        }
    }

    /// What it costs now.
    pub fn by_todays_card(&self, sum: &str) -> String {
        if self.zh() { format!("按今天的价目 {sum}") } else { format!("{sum} by today's card") }
    }

    /// Label of what an ad costs.
    pub const fn price(&self) -> &'static str {
        self.either("价钱", "Price")
    }

    /// The papers are asked for anew.
    pub fn to_be_seen_again(&self, papers: &str) -> String {
        if self.zh() { format!("{papers}须再见") } else { format!("{papers}, to be seen again") }
    }

    /// Label of the signature under the proof.
    pub const fn signature(&self) -> &'static str {
        self.either("签样", "Sign")
    }

    /// A signature is under one proof alone.
    pub const fn old_signature_is_void(&self) -> &'static str {
        self.either("旧签样不作数", "the old signature does not count")
    }

    /// Heading of how a customer stands.
    pub const fn this_customer(&self) -> &'static str {
        self.either("这位客户", "This customer")
    }

    /// Label of how many ads a customer had.
    pub const fn ads_taken(&self) -> &'static str {
        self.either("登过", "Ads")
    }

    /// How many ads a customer had, and that there are more.
    pub fn times_alone(&self, count: usize, more: bool) -> String {
        let more = if more { "+" } else { "" };
        if self.zh() { format!("{count}{more} 则") } else { format!("{count}{more}") }
    }

    /// Label of what all of a customer's ads cost.
    pub const fn in_all(&self) -> &'static str {
        self.either("累计", "In all")
    }

    /// Label of the day on which a customer came last.
    pub const fn latest(&self) -> &'static str {
        self.either("最近", "Last")
    }

    /// Label of the method by which a customer mostly pays.
    pub const fn usual_method(&self) -> &'static str {
        self.either("常用付款", "Mostly pays by")
    }

    /// When a customer came last.
    pub fn last_came(&self, day: NaiveDate) -> String {
        if self.zh() { format!("最近 {day}") } else { format!("last on {day}") }
    }

    /// The mark of a customer who booked before.
    pub const fn known_customer(&self) -> &'static str {
        self.either("老客户", "Known")
    }

    /// How often a customer booked.
    pub fn times(&self, count: usize, more: bool) -> String {
        let more = if more { "+" } else { "" };
        match (self.zh(), count) {
            (true, _) => format!("登过 {count}{more} 则"),
            (false, 1) => format!("1{more} ad"),
            (false, _) => format!("{count}{more} ads"),
        }
    }

    /// What a customer owes, has on account and is owed.
    pub fn stands(&self, account: &Account) -> String {
        let sums = [
            (self.owing, account.owing),
            (self.on_account, account.on_account),
            (self.either("待退", "Owed back"), account.overpaid),
        ];
        let sums = sums.into_iter().filter(|(_, sum)| *sum > Money::ZERO);
        let said: Vec<String> = sums.map(|(label, sum)| format!("{label} {}", sum.grouped())).collect();
        if said.is_empty() {
            return self.either("无欠款", "owes nothing").to_owned();
        }
        said.join(self.either("，", ", "))
    }

    /// The copy reads as no category.
    pub const fn not_recognised(&self) -> &'static str {
        self.either("未认出", "not recognised")
    }

    /// The size is the cheapest that holds the copy.
    pub const fn smallest_by_copy(&self) -> &'static str {
        self.either("按稿件，最小可用", "smallest that holds it")
    }

    /// The run is the next that can be had.
    pub const fn next_issue(&self) -> &'static str {
        self.either("最近一期", "next issue")
    }

    /// A day with its weekday.
    pub fn day_and_weekday(&self, day: NaiveDate) -> String {
        let (date, weekday) = (short_date(day, self.language), weekday(day, self.language));
        if self.zh() { format!("{date} {weekday}") } else { format!("{weekday} {date}") }
    }

    /// Booking was asked for while the counter is still at it.
    pub const fn when_answered(&self) -> &'static str {
        self.either("核对完就登记", "Books once it is checked")
    }

    /// Money is taken while the paper's own data is not set.
    pub const fn specimen_money(&self) -> &'static str {
        self.either(
            "报社信息未设全：收的是真钱，结算单上会标“样张”（F9 设置）",
            "The paper is not set up: this is real money, and the statement is marked as a specimen (F9)",
        )
    }

    /// What is to be mended where something stands against booking, in a word or two.
    pub fn to_mend(&self, refusal: &Refusal) -> String {
        let said = match refusal {
            Refusal::EmptyCopy
            | Refusal::RunDate(RunDateTrouble::NoRunDate)
            | Refusal::NoCustomer
            | Refusal::NotAPhone { .. }
            | Refusal::NotASize { .. }
            | Refusal::Price(PriceTrouble::AttributeUnsaid { .. })
            | Refusal::NoReason
            | Refusal::Price(PriceTrouble::NeedsApproval { .. }) => return self.lacking(refusal),
            Refusal::UnlistedSize { .. }
            | Refusal::CopyTooLong { .. }
            | Refusal::UnknownStyle { .. }
            | Refusal::StyleNotForSize { .. }
            | Refusal::Price(PriceTrouble::NotColumns { .. })
            | Refusal::Price(PriceTrouble::TooMany { .. }) => self.size,
            Refusal::UnknownKind { .. }
            | Refusal::UnknownCategory { .. }
            | Refusal::Price(PriceTrouble::NoRate { .. }) => self.category_heading(),
            Refusal::Price(PriceTrouble::UnknownAttribute { .. })
            | Refusal::Price(PriceTrouble::UnknownAttributeValue { .. }) => self.attributes(),
            Refusal::Picture(PictureTrouble::NotAPicture)
            | Refusal::Picture(PictureTrouble::Damaged)
            | Refusal::Picture(PictureTrouble::TooLarge { .. })
            | Refusal::Picture(PictureTrouble::TooLong { .. })
            | Refusal::Picture(PictureTrouble::TooComplex { .. })
            | Refusal::Picture(PictureTrouble::OnNotice)
            | Refusal::Picture(PictureTrouble::NoRoom { .. }) => self.picture(),
            Refusal::RunDate(RunDateTrouble::RunDateTwice { .. })
            | Refusal::NotADate { .. }
            | Refusal::RunDate(RunDateTrouble::DatePast { .. })
            | Refusal::RunDate(RunDateTrouble::NotPublished { .. })
            | Refusal::RunDate(RunDateTrouble::PastDeadline { .. })
            | Refusal::RunDate(RunDateTrouble::TooLate { .. })
            | Refusal::RunDate(RunDateTrouble::DateTooFar { .. }) => self.runs,
            Refusal::NotATaxNumber { .. } => self.payer_tax_number(),
            Refusal::NotLastFour { .. } => self.papers(),
            Refusal::NotMoney { .. } | Refusal::NothingPaid | Refusal::PaidTooMuch { .. } => self.payment,
            Refusal::Account(_) => self.on_account,
            Refusal::Price(PriceTrouble::BeyondBound { .. }) | Refusal::BadSetting { .. } => self.by_hand(),
            Refusal::UnreadableName { field, .. } | Refusal::NameTooLong { field, .. } => match field {
                Field::Phone => self.phone,
                Field::Payer => self.payer,
                Field::InvoiceTitle => self.invoice_title,
                Field::PaperSeen => self.papers(),
                Field::Serial => self.serial,
                Field::Attribute => self.attributes(),
                Field::Reason => self.reason,
                Field::Approver => self.supervisor,
                _ => self.sender,
            },
            _ => self.copy,
        };
        said.to_owned()
    }

    /// The tax number that a payer's invoice bears.
    pub const fn payer_tax_number(&self) -> &'static str {
        self.either("抬头税号（统一社会信用代码，个人免填）", "Tax number on the invoice (persons: none)")
    }

    /// What may stand on the account and what is left, where something is put there.
    pub fn credit_left(&self, account: &Credited) -> String {
        let limit = account.agreement.as_ref().map_or(Money::ZERO, |agreement| agreement.agreed.limit);
        let (limit, left) = (limit.grouped(), account.left().grouped());
        let stands = account.lots.iter().map(|lot| lot.amount).sum::<Money>().grouped();
        if self.zh() {
            format!("{}：限额 {limit}，已挂 {stands}，还可挂 {left}", account.name)
        } else {
            format!("{}: limit {limit}, {stands} stands, {left} left", account.name)
        }
    }

    /// What came beyond what is owed.
    pub fn owed_back_of(&self, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() { format!("待退 {amount}") } else { format!("owed back {amount}") }
    }

    /// The ad was taken from a booking, and its days are proposed.
    pub fn repeated(&self, number: &str) -> String {
        if self.zh() {
            format!("重登 {number}：刊期是建议，须重新核对、签样")
        } else {
            format!("Repeats {number}: the days are a proposal; to be checked and signed anew")
        }
    }

    /// Copies the ad as a picture.
    pub fn copy_picture(&self) -> &'static str {
        if self.zh() { "复制图样" } else { "Copy image" }
    }

    /// Saves the ad as a picture.
    pub fn save_picture(&self) -> &'static str {
        if self.zh() { "存图样" } else { "Save image" }
    }

    /// A picture was read.
    pub fn picture_read(&self, width: u32, height: u32) -> String {
        if self.zh() {
            format!("已读入，{width}×{height} 像素")
        } else {
            format!("read, {width}×{height} pixels")
        }
    }

    /// How many of the papers were seen.
    pub fn seen_of(&self, seen: usize, all: usize) -> String {
        if self.zh() { format!("已见 {seen}/{all}") } else { format!("{seen} of {all} seen") }
    }

    /// Type size, lines, and the height that is left.
    pub fn fit_detail(&self, pt: TypeSize, lines: usize, left_mm: f64) -> String {
        if self.zh() {
            format!("{pt} 磅，{lines} 行，余 {left_mm:.0} mm")
        } else {
            format!("{pt} pt, {lines} lines, {left_mm:.0} mm left")
        }
    }

    /// By how much another size is too small.
    pub fn over_in(&self, size: &str, over: usize) -> String {
        if self.zh() { format!("{size} 超出 {over} 字") } else { format!("{size} is {over} characters short") }
    }

    /// The smallest size that holds the ad.
    pub fn smallest(&self, size: &str) -> String {
        if self.zh() { format!("最小可用 {size}") } else { format!("smallest that holds it: {size}") }
    }

    /// Another style that holds the ad in a cheaper size, and the key that takes it.
    pub fn cheaper_style(&self, style: &str, size: &str, price: Money) -> String {
        let price = price.grouped();
        if self.zh() {
            format!("{style} {size} ¥{price} 也放得下  Ctrl+Shift+U")
        } else {
            format!("“{style}” holds it in {size} for ¥{price}  Ctrl+Shift+U")
        }
    }

    /// So much more is said of the ad than the first.
    pub fn and_more_checks(&self, more: usize) -> String {
        if self.zh() { format!("还有 {more} 处") } else { format!("{more} more") }
    }

    /// How much was found.
    pub fn checks_count(&self, errors: usize, reminders: usize) -> String {
        match (self.zh(), errors, reminders) {
            (_, 0, 0) => String::new(),
            (true, ..) => format!("{errors} 错 · {reminders} 提醒"),
            (false, ..) => format!("{errors} wrong · {reminders} to note"),
        }
    }

    /// A number that is given and not counted, as its field is labelled.
    pub const fn number_of(&self, per: Per) -> &'static str {
        match (self.zh(), per) {
            (true, Per::Column) => "栏数",
            (true, _) => "件数",
            (false, Per::Column) => "columns",
            (false, _) => "pieces",
        }
    }

    /// What the price goes by.
    pub fn priced_by(&self, by: &[Per]) -> String {
        let units: Vec<&str> = by.iter().map(|per| crate::locale::per(*per, self.language)).collect();
        if self.zh() { format!("按{}计价", units.join("或")) } else { format!("priced by {}", units.join(" or ")) }
    }

    /// The runs of a quote: how many, and which.
    pub fn runs_list(&self, runs: &[NaiveDate], count: usize) -> String {
        let list: Vec<String> = runs.iter().take(2).map(|run| short_date(*run, self.language)).collect();
        let mut list = list.join(self.list_mark);
        if runs.len() > 2 {
            list.push('…');
        }
        match (self.zh(), list.is_empty()) {
            (true, true) => "每期（未选刊期）".to_owned(),
            (false, true) => "a run (none chosen yet)".to_owned(),
            (true, false) => format!("{count} 期（{list}）"),
            (false, false) => list,
        }
    }

    /// The tax within a sum.
    pub fn vat_within(&self, percent: &str) -> String {
        if self.zh() { format!("其中税额 {percent}%") } else { format!("VAT {percent}% within") }
    }

    /// What is left to pay.
    pub fn left(&self, amount: &str) -> String {
        if self.zh() { format!("尚欠 {amount}") } else { format!("{amount} left") }
    }

    /// The size typed is not on the card.
    pub fn not_on_the_card(&self, size: &str) -> String {
        if self.zh() { format!("价目上没有 {size} cm") } else { format!("{size} cm is not on the card") }
    }

    /// The ad is shown in another size than was asked for.
    pub fn shown_in(&self, size: &str) -> String {
        if self.zh() { format!("暂按 {size} 预览") } else { format!("shown in {size}") }
    }

    /// Every run date chosen.
    pub fn all_runs(&self, runs: &[NaiveDate]) -> String {
        let list: Vec<String> = runs.iter().map(|run| short_date(*run, self.language)).collect();
        match (self.zh(), list.is_empty()) {
            (_, true) => String::new(),
            (true, false) => format!("已选：{}", list.join(self.list_mark)),
            (false, false) => format!("Chosen: {}", list.join(self.list_mark)),
        }
    }

    /// A draft without a word in it.
    pub const fn untitled(&self) -> &'static str {
        self.either("未命名", "Untitled")
    }

    /// The draft of the last session is on the screen again.
    pub const fn restored(&self) -> &'static str {
        self.either("已恢复上次未登记的稿件", "The unbooked ad of the last session is back")
    }

    /// Puts a draft aside.
    pub const fn park(&self) -> &'static str {
        self.either("挂单", "Park")
    }

    /// Throws a draft away.
    pub const fn discard_key(&self) -> &'static str {
        self.either("弃稿", "Discard")
    }

    /// The units of the sizes.
    pub const fn size_unit(&self) -> &'static str {
        self.either("厘米，元/期", "cm, yuan a run")
    }

    /// Hint of the field for a size that is not on a button.
    pub const fn other_size(&self) -> &'static str {
        self.either("其他，如 7.2x8", "other: 7.2x8")
    }

    /// Hint in the empty copy.
    pub const fn copy_placeholder(&self) -> &'static str {
        self.either(
            "标题、称谓、正文、落款、日期，各占一行",
            "Title, addressee, body, signer and date, each on its own line",
        )
    }

    /// The name of the second colour, as its row bears it (套红).
    pub const fn red(&self) -> &'static str {
        self.either("套红", "Red")
    }

    /// How the picture is cut.
    pub const fn crop_hint(&self) -> &'static str {
        self.either(
            "拖动照片裁切；Alt+方向键移动，Alt+PgUp/PgDn 缩放",
            "Drag the picture to cut it; Alt+arrows move it, Alt+PgUp/PgDn zoom",
        )
    }

    /// Heading of the picture.
    pub const fn picture(&self) -> &'static str {
        self.either("图片", "Picture")
    }

    /// Hint in the picture's path.
    pub const fn picture_placeholder(&self) -> &'static str {
        self.either("拖入图片，或输入路径后按 Enter", "Drop a picture, or type its path and press Enter")
    }

    /// Takes the picture away.
    pub const fn no_picture(&self) -> &'static str {
        self.either("去图", "Remove")
    }

    /// Heading of the papers to be seen.
    pub const fn papers(&self) -> &'static str {
        self.either("应见证件", "Papers to see")
    }

    /// The true size is not measured yet.
    pub const fn not_calibrated(&self) -> &'static str {
        self.either("未校准，按 96 dpi", "not calibrated, 96 dpi")
    }

    /// In the line on fit, while there is no copy.
    pub const fn nothing_typed(&self) -> &'static str {
        self.either("尚无稿件", "No copy yet")
    }

    /// The copy fits the size that is chosen.
    pub const fn fits(&self) -> &'static str {
        self.either("放得下", "Fits")
    }

    /// It does not fit.
    pub const fn too_long(&self) -> &'static str {
        self.either("放不下", "Too long")
    }

    /// No room for the picture.
    pub const fn no_room_for_picture(&self) -> &'static str {
        self.either("放不下图片", "No room for the picture")
    }

    /// No listed size holds the copy.
    pub const fn no_size_holds(&self) -> &'static str {
        self.either("各规格都放不下，请删减或分则", "no listed size holds it; shorten or split the copy")
    }

    /// No size is chosen; the smallest that holds it is shown.
    pub const fn suggested(&self) -> &'static str {
        self.either("未选规格，暂按最小可用预览", "No size chosen; shown in the smallest that holds it:")
    }

    /// Papers not seen yet.
    pub const fn papers_to_see(&self) -> &'static str {
        self.either("证件待见，可先登记", "Papers still to see; booking need not wait")
    }

    /// Nothing stands against booking.
    pub const fn nothing_against(&self) -> &'static str {
        self.either("可以登记", "Ready to book")
    }

    /// Discarding was pressed once.
    pub const fn discard(&self) -> &'static str {
        self.either("弃掉这份稿件？", "Discard this ad?")
    }

    /// What to press to discard.
    pub const fn discard_again(&self) -> &'static str {
        self.either("再按一次 Ctrl+Delete 弃掉；按其他键保留", "Ctrl+Delete again discards it; any other key keeps it")
    }

    /// There is no price yet.
    pub const fn choose_a_size(&self) -> &'static str {
        self.either("选定规格后在此报价", "Choose a size for a price")
    }

    /// The key that pays the rest in another way.
    pub const fn split_key(&self) -> &'static str {
        self.either("分笔 Ctrl+B", "split Ctrl+B")
    }

    /// The red button that books the ad.
    pub const fn book(&self) -> &'static str {
        self.either("登记并打样", "Book and proof")
    }

    /// Above the number of a booking.
    pub const fn booked(&self) -> &'static str {
        self.either("已登记", "Booked")
    }

    /// The first payment opened the till with an empty float.
    pub const fn till_opened_unasked(&self) -> &'static str {
        self.either("收银台随首笔收款开启，备用金 0", "The first payment opened the till with float 0")
    }

    /// The key for the next customer, once it is booked.
    pub const fn next_customer(&self) -> &'static str {
        self.either("下一位", "Next customer")
    }

    /// Heading of what the card asks besides the size.
    pub const fn attributes(&self) -> &'static str {
        self.either("刊登要求", "Asked by the card")
    }

    /// That several values may be chosen, and by which key.
    pub const fn several(&self) -> &'static str {
        self.either("空格多选", "Space: +")
    }

    /// A price or discount by hand.
    pub const fn by_hand(&self) -> &'static str {
        self.either("议价", "Agree")
    }

    /// A discount by hand.
    pub const fn discount(&self) -> &'static str {
        self.either("优惠", "Discount")
    }

    /// A whole price by hand.
    pub const fn whole_price(&self) -> &'static str {
        self.either("一口价", "Whole price")
    }

    /// How many percent less.
    pub const fn percent_off(&self) -> &'static str {
        self.either("优惠 %，如 10 或 9折", "% off")
    }

    /// A clerk may do so alone.
    pub const fn within_bound(&self) -> &'static str {
        self.either("在收稿员可定范围内", "within a clerk's bound")
    }

    /// Takes back what was agreed.
    pub const fn take_back(&self) -> &'static str {
        self.either("撤销", "Undo")
    }

    /// A run taken after its deadline.
    pub const fn after_deadline(&self) -> &'static str {
        self.either("截稿后加登", "After the deadline")
    }

    /// The price by the card, while the agreed one is not settled.
    pub const fn price_by_card(&self) -> &'static str {
        self.either("价目价", "By the card")
    }

    /// No size is chosen, and the card lists none.
    pub const fn type_a_size(&self) -> &'static str {
        self.either(
            "此价目按面积计价：录入稿件后给出合用的规格，也可在右上填写",
            "Priced by the space it takes: type the copy for sizes that hold it, or type a size above",
        )
    }

    /// The price does not go by the size.
    pub const fn size_of_its_own(&self) -> &'static str {
        self.either(
            "价格不看规格，高度随稿；另要尺寸可在右上填写",
            "The price does not go by the size, and the height follows the copy; another size may be typed above",
        )
    }
}
