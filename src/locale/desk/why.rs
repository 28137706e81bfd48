//! Why a button is grey: said where its key is pressed all the same.

use super::Words;

/// Why a step cannot be taken now. The button is grey and its key says this; neither does anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// What was asked for before is not answered yet.
    Busy,
    /// The books have not answered, or could not be read.
    NotRead,
    /// 待打印: the list is empty.
    NothingWaits,
    /// 待打印: the job is on its way to the printer.
    BeingSent,
    /// No booking is listed that could be chosen.
    NoBooking,
    /// 挂账客户: no customer is listed.
    NoCustomer,
    /// 客户: nothing stands on account.
    NothingOnAccount,
    /// 设置: nothing was typed or chosen that is not kept already.
    Unchanged,
    /// 设置: a value that is marked cannot be kept.
    Unsound,
    /// 人员: nobody is entered.
    NobodyYet,
    /// 人员: the person who is chosen has left.
    HasLeft,
    /// 打印机: what is typed is no address.
    NoAddress,
    /// 备份: there is no copy.
    NoCopy,
    /// 规则: no file is entered.
    NoRules,
    /// 批量: the page is empty.
    EmptyPage,
    /// 批量: the part is aside and is no notice.
    IsAside,
    /// 批量: no part is a notice that could be booked.
    AllAside,
    /// 价目: the copy of the card has mistakes.
    CardUnsound,
}

impl Words {
    /// Why a step cannot be taken now, with the way out.
    pub const fn why_not(&self, why: WhyNot) -> &'static str {
        match why {
            WhyNot::Busy => self.either("上一步还在办，办完再按", "The step before is being done: press again after it"),
            WhyNot::NotRead => self.either(
                "还没有读到账目，读到后再按",
                "The books have not been read yet: press again when they are",
            ),
            WhyNot::NothingWaits => self.nothing_waits,
            WhyNot::BeingSent => {
                self.either("这份正在送打印机，答复后再按", "This job is being sent: press again after the answer")
            }
            WhyNot::NoBooking => self.either("列表里没有登记，先查出一笔", "No booking is listed: find one first"),
            WhyNot::NoCustomer => {
                self.either("列表里没有客户；Ctrl+3 列出全部", "No customer is listed; Ctrl+3 lists all of them")
            }
            WhyNot::NothingOnAccount => self.either("没有挂账可销", "Nothing stands to be settled"),
            WhyNot::Unchanged => self.either("没有改动，不用保存", "Nothing was changed: there is nothing to save"),
            WhyNot::Unsound => self.either("先改正标出的值，再保存", "Correct the value that is marked, then save"),
            WhyNot::NobodyYet => self.either("还没有人员，先添加（Ctrl+N）", "Nobody is entered: add somebody first (Ctrl+N)"),
            WhyNot::HasLeft => {
                self.either("此人已离职；回来时用 Ctrl+N 添加", "This person has left; Ctrl+N adds them again")
            }
            WhyNot::NoAddress => self.either(
                "这不是打印机地址，如 ipp://localhost:631/printers/Canon；留空则用阅读器打开",
                "This is no address of a printer, such as ipp://localhost:631/printers/Canon; left empty, the viewer opens it",
            ),
            WhyNot::NoCopy => self.either("还没有备份；Ctrl+B 立即备份", "There is no copy yet; Ctrl+B makes one"),
            WhyNot::NoRules => self.either("没有录入的文件", "No file is entered"),
            WhyNot::EmptyPage => self.either(
                "还没有稿：粘贴（Ctrl+V）、打字，或拖入文件",
                "The page is empty: paste (Ctrl+V), type, or drop a file",
            ),
            WhyNot::IsAside => self.either("已放在一边；先收回（Ctrl+H）再改", "This is aside: take it in first (Ctrl+H)"),
            WhyNot::AllAside => self.either(
                "每一则都放在一边；先收回要登记的（Ctrl+H）",
                "Every part is aside: take in what is to be booked first (Ctrl+H)",
            ),
            WhyNot::CardUnsound => self.either(
                "价目有错，改正后才能做海报（Ctrl+G 到下一处）",
                "The card has mistakes: correct them first (Ctrl+G goes to the next)",
            ),
        }
    }
}
