//! What the head of the window says, and the message in the place of a screen while rules cannot be read.

use super::Words;

impl Words {
    /// The float, where it is said beside it that no till is open.
    pub const fn float_alone(&self) -> &'static str {
        self.either("备用金", "Float")
    }

    /// What becomes of the float that the head asks for.
    pub const fn float_is_counted(&self) -> &'static str {
        self.either(
            "数好再填；Esc 今天不再问，第一笔钱按 0.00 开台",
            "count it; Esc: not asked today, the first money opens it at 0.00",
        )
    }

    /// Something is to be seen to about the copies.
    pub const fn copies_wanting(&self) -> &'static str {
        self.either("备份待查", "See to the copies")
    }

    /// The mark of a file that reads no more.
    pub const fn reads_no_more(&self) -> &'static str {
        self.either("读不出来", "reads no more")
    }

    /// Heading where nothing can be done before a file is mended.
    pub const fn nothing_goes(&self) -> &'static str {
        self.either("先处理一个规则文件", "A file of rules comes first")
    }

    /// Leads to where it is mended.
    pub const fn mend_rules(&self) -> &'static str {
        self.either("去处理", "Mend it")
    }

    /// In the head, while an approval stands.
    pub fn approved_by(&self, name: &str) -> String {
        if self.zh() { format!("{name} 已批准下一步") } else { format!("{name} approves the next step") }
    }
}
