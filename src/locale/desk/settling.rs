//! What the form says in which a finding is settled.

use super::Words;

impl Words {
    /// A finding was seen.
    pub const fn seen_mark(&self) -> &'static str {
        self.either("已阅", "seen")
    }

    /// A finding was passed by this supervisor.
    pub fn passed_by(&self, by: &str) -> String {
        if self.zh() { format!("{by} 放行") } else { format!("passed by {by}") }
    }

    /// A finding was confirmed by this person of the sender's.
    pub fn confirmed_by(&self, who: &str) -> String {
        if self.zh() { format!("{who} 确认") } else { format!("confirmed by {who}") }
    }

    /// A supervisor lets it pass.
    pub const fn way_override(&self) -> &'static str {
        self.either("主管放行", "Supervisor")
    }

    /// The sender confirms it.
    pub const fn way_confirm(&self) -> &'static str {
        self.either("来稿单位确认", "Sender confirms")
    }

    /// Label of the field for the supervisor's name.
    pub const fn supervisor(&self) -> &'static str {
        self.either("主管", "Supervisor")
    }

    /// Label of the field for the reason.
    pub const fn why_passed(&self) -> &'static str {
        self.either("理由", "Reason")
    }

    /// Label of the field for who confirmed.
    pub const fn who_confirmed(&self) -> &'static str {
        self.either("确认人", "Confirmed by")
    }

    /// Label of the field for the time of confirming.
    pub const fn when_confirmed(&self) -> &'static str {
        self.either("时间", "When")
    }

    /// Records how it was settled.
    pub const fn record_settled(&self) -> &'static str {
        self.either("记下", "Record")
    }
}
