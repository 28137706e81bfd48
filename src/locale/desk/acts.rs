//! What the desk says in the form by which a booking is changed, whatever the act; what it says of one act stands with that
//! ([`crate::locale::acts`]).

use super::Words;
use crate::locale::acts;
use crate::office::ActKind;
use books::booking::Method;
use trade::money::Money;

impl Words {
    /// The reason that is posted where a clerk takes back what was booked just now.
    pub const fn taken_back_reason(&self) -> &'static str {
        self.either("登记后当场撤回", "taken back at once after booking")
    }

    /// The name of an act, as its key bears it.
    pub const fn act(&self, kind: ActKind) -> &'static str {
        let [zh, en] = acts::words(kind).name;
        self.either(zh, en)
    }

    /// The same ad as a booking of its own.
    pub const fn repeat(&self) -> &'static str {
        self.either("重登", "Repeat")
    }

    /// The reasons that are offered for an act; the last one is another, which is typed.
    pub const fn act_reasons(&self, kind: ActKind) -> &'static [&'static str] {
        let [zh, en] = acts::words(kind).reasons;
        if self.zh() { zh } else { en }
    }

    /// Heading of the reason.
    pub const fn reason(&self) -> &'static str {
        self.either("缘由", "Reason")
    }

    /// More about the reason.
    pub const fn reason_detail(&self) -> &'static str {
        self.either("补充说明（可不填）", "More about it (may stay empty)")
    }

    /// The reason is another, and typed.
    pub const fn reason_typed(&self) -> &'static str {
        self.either("缘由（请填写）", "Reason (to be typed)")
    }

    /// The ad as it is.
    pub const fn ad_now(&self) -> &'static str {
        self.either("现在", "Now")
    }

    /// The ad as it becomes.
    pub const fn ad_then(&self) -> &'static str {
        self.either("改成", "Becomes")
    }

    /// Which version of the ad.
    pub fn version(&self, version: usize) -> String {
        if self.zh() { format!("第 {version} 版") } else { format!("version {version}") }
    }

    /// Which version of the ad, whose proof is signed.
    pub fn version_signed(&self, version: usize) -> String {
        if self.zh() { format!("第 {version} 版，已签样") } else { format!("version {version}, proof signed") }
    }

    /// The ad stays as it is.
    pub const fn ad_stays(&self) -> &'static str {
        self.either("广告不变", "The ad stays as it is")
    }

    /// The ad is not shown at its true size.
    pub fn shrunk(&self, percent: u32) -> String {
        if self.zh() { format!("缩至 {percent}%") } else { format!("shown at {percent} %") }
    }

    /// The keys in the calendar.
    pub const fn day_keys(&self) -> &'static str {
        self.either("方向键走，空格选定", "arrows move, Space chooses")
    }

    /// Label of the field for the supervisor's name.
    pub const fn supervisor_name(&self) -> &'static str {
        self.either("姓名", "Name")
    }

    /// Why a supervisor is asked.
    pub fn approval_needed(&self, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() {
            format!("有 {amount} 不是现金收的，退现金须主管同意")
        } else {
            format!("{amount} did not come in cash; a supervisor agrees to cash")
        }
    }

    /// The act, and what goes back by it.
    pub fn and_refund(&self, act: &str, by: Method, amount: Money) -> String {
        let (by, amount) = (self.method_short(by), amount.grouped());
        if self.zh() { format!("{act}并退{by} {amount}") } else { format!("{act}, refund {by} {amount}") }
    }

    /// The act, and what is owed back then.
    pub fn and_owed_back(&self, act: &str, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() { format!("{act}，待退 {amount}") } else { format!("{act}, owed back {amount}") }
    }

    /// The act, and what is owed then.
    pub fn and_owing(&self, act: &str, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() { format!("{act}，待付 {amount}") } else { format!("{act}, owing {amount}") }
    }

    /// So much is still to be typed.
    pub fn still_lacking(&self, what: &[&str]) -> String {
        let (count, what) = (what.len(), what.join(self.list_mark));
        if self.zh() { format!("还差 {count} 项：{what}") } else { format!("Still {count} to fill in: {what}") }
    }

    /// The day to which it goes, where it is still to be said.
    pub const fn lacking_day(&self) -> &'static str {
        self.either("日子", "day")
    }

    /// The books have not answered yet.
    pub const fn working_out(&self) -> &'static str {
        self.either("正在算…", "Being worked out…")
    }

    /// The act is on its way.
    pub const fn being_done(&self) -> &'static str {
        self.either("正在登记…", "Being posted…")
    }

    /// As it is typed, it is not possible.
    pub fn not_so(&self, kind: ActKind) -> String {
        let act = self.act(kind);
        if self.zh() { format!("这样不能{act}") } else { format!("{act}: not like this") }
    }

    /// The act is not possible now.
    pub fn not_possible(&self, kind: ActKind) -> String {
        let act = self.act(kind);
        if self.zh() { format!("现在不能{act}") } else { format!("{act}: not possible now") }
    }

    /// That what was changed stays in the history.
    pub const fn nothing_is_deleted(&self) -> &'static str {
        self.either("原稿、原签样留在经过里，什么都不删", "The old ad and its signature stay in the history")
    }
}
