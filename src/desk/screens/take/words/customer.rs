//! What the screen 收稿 says of the customer: who is looked for, what is known of them, and an ad of theirs that is taken again.

use chrono::NaiveDate;

use crate::locale::desk::Words;
use books::store::Account;
use trade::money::Money;

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
}
