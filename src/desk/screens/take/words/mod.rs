//! What the screen 收稿 says, and no other, while an ad is taken: of what the copy chooses, of its look and fit, of what is lacking.

mod customer;
mod taken;
mod terms;

use chrono::NaiveDate;

use crate::locale::desk::Words;
use crate::locale::{short_date, weekday};
use crate::office::Credited;
use trade::legible::Field;
use trade::measure::{Per, TypeSize};
use trade::money::Money;
use trade::refusal::{PictureTrouble, PriceTrouble, Refusal, RunDateTrouble};

impl Words {
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
}
