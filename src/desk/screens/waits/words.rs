//! What the screen 待打印 says, and no other.

use crate::locale::desk::Words;

impl Words {
    /// What that list is.
    pub const fn waits_note(&self) -> &'static str {
        self.either(
            "打印机没有收下的任务。已记入打印记录，重送不算补打",
            "Jobs that no printer has taken. Each is recorded as a print; sending it again is no second one",
        )
    }

    /// Sends a job again.
    pub const fn send_again(&self) -> &'static str {
        self.either("重送", "Send again")
    }

    /// A job is being sent.
    pub const fn sending_job(&self) -> &'static str {
        self.either("正在送打印机…", "Being sent…")
    }

    /// A job was never sent.
    pub const fn not_sent_yet(&self) -> &'static str {
        self.either("尚未送出：", "Not sent yet:")
    }

    /// The key that takes a job off the list.
    pub const fn drop_job(&self) -> &'static str {
        self.either("弃掉", "Drop")
    }

    /// Dropping was pressed once.
    pub const fn drop_job_again(&self) -> &'static str {
        self.either(
            "弃掉后不再打印，打印记录仍在。再按一次 Ctrl+Delete 弃掉",
            "It will not be printed; the record of the print stays. Ctrl+Delete again drops it",
        )
    }
}
