//! Why a button is grey: said where its key is pressed all the same.

use std::borrow::Cow;

use super::Words;
use crate::locale;
use books::booking::Open;
use trade::refusal::{AccountTrouble, Failure};

/// Why a key of 日结 does nothing now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EveningWhy {
    /// No till is open, out of which cash could go or which could be closed.
    NoTill,
    /// The till was not counted since its last money.
    NotCounted,
    /// The day is open, and need not be reopened.
    DayOpen,
    /// There is no such day: it is to come.
    NoDay,
    /// There is no paper to show yet.
    NoSheet,
    /// Nothing waits that could be walked.
    NothingWaits,
}

/// Why a step cannot be taken now. The button is grey and its key says this; neither does anything.
#[derive(Debug, Clone, PartialEq)]
pub enum WhyNot {
    /// What was asked for before is not answered yet.
    Busy,
    /// The books have not answered, or could not be read.
    NotRead,
    /// A paper is being printed.
    Printing,
    /// A rule refuses it, or it could not be done.
    Refused(Box<Failure>),
    /// The text has no step that could be taken back.
    NothingToUndo,
    /// No step in the text was taken back that could be made again.
    NothingToRedo,
    /// 收银台: one is open.
    TillOpen,
    /// 收银台: one was opened today already, or 日结 is shown, which has a field of its own for the float.
    TillInEvening,
    /// 登录: it is not switched on.
    NoSignIn,
    /// 收稿: nothing is typed.
    NothingTyped,
    /// 收稿: no draft waits at this place.
    NotParked,
    /// 收稿, 批量: it is not booked yet.
    NotBooked,
    /// 收稿: it is booked, and nothing on the screen changes it.
    Booked,
    /// 收稿: booking was pressed, and follows the counter's answer.
    WillBook,
    /// 收稿: a notice has no picture.
    NoticeHasNoPicture,
    /// 收稿: no picture stands in the ad.
    NoPicture,
    /// 收稿: the line of the caret has no words.
    EmptyLine,
    /// 收稿: no style holds the ad in a cheaper size.
    NoCheaper,
    /// 收稿: the styles are not known before the counter's first answer.
    NoStyles,
    /// 收稿: the style is printed in black alone.
    BlackAlone,
    /// 收稿: the card asks for nothing besides.
    NothingAsked,
    /// 收稿: what is said of the ad stands beside it already.
    ChecksBeside,
    /// 收稿: the ad corrects no other.
    NotCorrective,
    /// 收稿: no price was agreed by hand.
    NothingAgreed,
    /// 收稿: no day is looked at or chosen that could be had after its deadline.
    NoLateDay,
    /// 收稿: nobody has said how it is paid.
    NoPayment,
    /// 收稿: no paper has to be seen for an ad of this category.
    NoPapers,
    /// 收稿: nothing can be put on the customer's account.
    NotOnAccount(Box<AccountTrouble>),
    /// 收稿: an amount of the payment is none, or too much.
    AmountWrong,
    /// 收稿: nothing is left to be paid.
    NothingToSplit,
    /// Payments: the amount is not more than is owed.
    NotMore,
    /// Payments: of cash the rest is change.
    CashHasChange,
    /// The proof is signed.
    Signed,
    /// 收稿: the proof is signed, so that the booking is not taken back.
    SignedStays,
    /// 当日: no booking is in the list on which a key could act.
    NoTarget,
    /// 当日: so many are marked, and the key acts on one.
    OneAtATime(usize),
    /// 当日: of none of so many bookings is this open.
    NothingOpen(Open, usize),
    /// 当日: of none of so many bookings is anything open.
    NothingNext(usize),
    /// 当日: the ad was never changed.
    OneVersion,
    /// 当日: of no booking of the day is anything owed back.
    NothingOwedBack,
    /// A form is open, which has the keys.
    InForm,
    /// 改动: the act leaves the ad as it is.
    NotEdited,
    /// 当日: no form is open in which a payment is typed.
    NotPaying,
    /// 改动: the card of the booking lists no sizes.
    NoSizes,
    /// 改动: no day and no payment is chosen for the act.
    NothingChosen,
    /// 改动: no money goes back by the act.
    NothingGoesBack,
    /// 改动: nobody has to allow the act.
    NoApproval,
    /// 改动: what the act comes to is being worked out.
    WorkingOut,
    /// 日结: one of the reasons of that screen alone.
    Evening(EveningWhy),
    /// 日结: the day is closed.
    DayClosed,
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
    /// 客户: no agreement stands that could be ended.
    NoAgreement,
    /// 设置: what is set in this part is kept at once.
    KeptAtOnce,
    /// 设置: nothing was changed that could be set back.
    NothingSet,
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
    /// 规则: no file was read that could be entered.
    NoRuleFile,
    /// 备份: no copy was looked at.
    NotLookedAt,
    /// 规则: no file is entered.
    NoRules,
    /// 批量: no page was read.
    NoBatch,
    /// 批量: it is booked, and nothing on the screen changes it.
    BatchBooked,
    /// 批量: the words of no notice are being corrected.
    NotCorrecting,
    /// 批量: nothing was found in the notices.
    NoFindings,
    /// 批量: the page is empty.
    EmptyPage,
    /// 批量: the part is aside and is no notice.
    IsAside,
    /// 批量: no part is a notice that could be booked.
    AllAside,
    /// 价目: the card holds or held, and is not withdrawn.
    CardBegun,
    /// 价目: no copy of the card is being changed.
    NoCopyOfCard,
    /// 价目: a copy is being changed already.
    Editing,
    /// 价目: the copy is shown as a table, in which no caret stands.
    NotWhole,
    /// 价目: the copy has no mistake.
    NoMistake,
    /// 价目: the copy of the card has mistakes.
    CardUnsound,
}

impl Words {
    /// A key found nothing to do: of which kind, for how many bookings.
    pub fn nothing_to_do(&self, open: Open, count: usize) -> String {
        let what = match (self.zh(), open) {
            (true, Open::Held | Open::Warnings) => "没有要核对的",
            (true, Open::Papers) => "没有要见的证件",
            (true, Open::Payment) => "没有要收的款",
            (true, Open::Proof) => "没有要签的样",
            (true, Open::Review) => "不用再审核",
            (false, Open::Held | Open::Warnings) => "no finding is open",
            (false, Open::Papers) => "no paper is to be seen",
            (false, Open::Payment) => "nothing is owed",
            (false, Open::Proof) => "no proof is to be signed",
            (false, Open::Review) => "nothing is to be reviewed",
        };
        match (self.zh(), count) {
            (true, 0 | 1) => format!("这一则{what}"),
            (true, _) => format!("选中的 {count} 则{what}"),
            (false, 0 | 1) => format!("Of this one {what}"),
            (false, _) => format!("Of the {count} chosen {what}"),
        }
    }

    /// Nothing is there on which a key could act.
    pub const fn no_target(&self) -> &'static str {
        self.either("没有可作用的登记", "no booking is shown")
    }

    /// A signed booking cannot be taken back.
    pub const fn signed_is_not_taken_back(&self) -> &'static str {
        self.either("已签样，不能撤回；F3 当日里撤稿", "It is signed: withdraw it in the day's list (F3)")
    }

    /// Why a style has no second colour.
    const fn black_alone(&self) -> &'static str {
        self.either(
            "这个样式只印黑色，套红请换样式（Ctrl+U）",
            "This style is printed in black alone: choose another for red (Ctrl+U)",
        )
    }

    /// Why the card shown is not withdrawn.
    const fn only_what_waits(&self) -> &'static str {
        self.either(
            "这一版已经施行过，不能撤回；只有还没到施行日的版本能撤回。要改，请编辑副本，另定施行日",
            "This card holds, or held: only one that waits for its day can be withdrawn. To change it, edit a copy with a day of its own",
        )
    }

    /// A key is for one booking, and several are marked.
    fn one_at_a_time(&self, count: usize) -> String {
        if self.zh() {
            format!("已选 {count} 则，这个键一次只做一则：按 Esc 放开勾选再用")
        } else {
            format!("{count} are chosen; this key acts on one: Esc lets them go")
        }
    }

    /// Nothing is to be done for so many bookings, as far as it can be done to all of them.
    fn nothing_left(&self, count: usize) -> String {
        match (self.zh(), count) {
            (true, 0 | 1) => "这一则没有下一步".to_owned(),
            (true, _) => format!("选中的 {count} 则没有能一起做的下一步"),
            (false, 0 | 1) => "Nothing is left to do".to_owned(),
            (false, _) => format!("Nothing is left that can be done for the {count} together"),
        }
    }

    /// Why nothing is left to be done here today.
    pub const fn closed_before(&self) -> &'static str {
        self.either(
            "这一天已日结。漏了什么，由主管重开（Ctrl+Shift+R）",
            "This day is closed. Where something was left out, a supervisor reopens it (Ctrl+Shift+R)",
        )
    }

    /// Why a key does nothing now.
    const fn evening_why(&self, why: EveningWhy) -> &'static str {
        match why {
            EveningWhy::NoTill => self.either("没有开着的收银台", "No till is open"),
            EveningWhy::NotCounted => {
                self.either("先清点（Ctrl+1），再收台", "Count first (Ctrl+1), then close the till")
            }
            EveningWhy::DayOpen => {
                self.either("这一天没有日结，不用重开", "This day is not closed: there is nothing to reopen")
            }
            EveningWhy::NoDay => self.either("后面的日子还没到", "The days after today are to come"),
            EveningWhy::NoSheet => self.either(
                "还没有可看的单子：结账或缴款后再按 Ctrl+P",
                "There is no paper yet: press Ctrl+P after closing or taking cash to the bank",
            ),
            EveningWhy::NothingWaits => self.either("没有待认领的流水", "No receipt waits"),
        }
    }

    /// Why a step cannot be taken now, with the way out.
    pub fn why_not(&self, why: &WhyNot) -> Cow<'static, str> {
        Cow::Borrowed(match why {
            WhyNot::Refused(failure) => {
                return Cow::Owned(locale::failure(failure, self.language).line(self.language));
            }
            WhyNot::NotOnAccount(why) => return Cow::Owned(locale::account::against(why, self.language)),
            WhyNot::OneAtATime(count) => return Cow::Owned(self.one_at_a_time(*count)),
            WhyNot::NothingOpen(open, count) => return Cow::Owned(self.nothing_to_do(*open, *count)),
            WhyNot::NothingNext(count) => return Cow::Owned(self.nothing_left(*count)),
            WhyNot::Busy => self.either("上一步还在办，办完再按", "The step before is being done: press again after it"),
            WhyNot::NotRead => self.either(
                "还没有读到账目，读到后再按",
                "The books have not been read yet: press again when they are",
            ),
            WhyNot::Printing => {
                self.either("正在打印，打完再按", "A paper is being printed: press again after it")
            }
            WhyNot::NothingToUndo => self.either("没有可撤销的", "There is nothing to undo"),
            WhyNot::NothingToRedo => self.either("没有可重做的", "There is nothing to redo"),
            WhyNot::TillOpen => self.either("收银台已开，不用再填备用金", "The till is open: no float is asked for"),
            WhyNot::TillInEvening => {
                self.either("在日结的点钞里开台（F10，Ctrl+1）", "The till is opened where the day is closed (F10, Ctrl+1)")
            }
            WhyNot::NoSignIn => self.either(
                "没有启用登录；在设置的人员里启用（F9，Ctrl+4）",
                "Sign-in is off; it is switched on among the persons (F9, Ctrl+4)",
            ),
            WhyNot::NothingTyped => {
                self.either("还没有稿：先选客户（Ctrl+K）或写稿（Ctrl+J）", "Nothing is typed yet: begin with Ctrl+K or Ctrl+J")
            }
            WhyNot::NotParked => {
                self.either("没有这一则挂单；Ctrl+H 挂单", "No draft waits at this place; Ctrl+H puts one aside")
            }
            WhyNot::NotBooked => self.either("先登记（Ctrl+Enter）", "Book it first (Ctrl+Enter)"),
            WhyNot::Booked => {
                self.either("已登记，这里不再改；Ctrl+N 接下一位", "It is booked and not changed here; Ctrl+N takes the next")
            }
            WhyNot::WillBook => {
                self.either("等核价答复，答复后自动登记", "It is booked as soon as the counter has answered")
            }
            WhyNot::NoticeHasNoPicture => {
                self.either("公告没有照片；Ctrl+Shift+L 换成祝福", "A notice has no picture; Ctrl+Shift+L makes it a blessing")
            }
            WhyNot::NoPicture => self.either("还没有照片：先放一张（Ctrl+T）", "There is no picture yet (Ctrl+T)"),
            WhyNot::EmptyLine => {
                self.either("光标在空行：先移到有字的行", "The caret's line is empty: go to a line with words")
            }
            WhyNot::NoCheaper => self.either("没有更省的样式", "No style costs less"),
            WhyNot::NoStyles => self.either("样式还没有列出，稍后再按", "The styles are not listed yet: press again"),
            WhyNot::BlackAlone => self.black_alone(),
            WhyNot::NothingAsked => self.either("价目没有另外要问的", "The card asks for nothing besides"),
            WhyNot::ChecksBeside => self.either("核对结果都列在右边", "All that is said of the ad stands at the right"),
            WhyNot::NotCorrective => self.either(
                "这不是更正启事；更正从当日里起（F3，Ctrl+Shift+E）",
                "This ad corrects no other; one that does begins in F3 (Ctrl+Shift+E)",
            ),
            WhyNot::NothingAgreed => {
                self.either("没有议价可取消；Ctrl+P 议价", "No price was agreed by hand; Ctrl+P agrees one")
            }
            WhyNot::NoLateDay => self.either(
                "先在刊期里停到已截稿的日子（Ctrl+D）",
                "First go to a day whose deadline has passed (Ctrl+D)",
            ),
            WhyNot::NoPayment => self.either("先选付款方式（Ctrl+M）", "First choose how it is paid (Ctrl+M)"),
            WhyNot::NoPapers => self.either("这类稿不用见证件", "No paper has to be seen for this category"),
            WhyNot::AmountWrong => self.either("先改正标出的金额（Ctrl+M）", "First correct the amount that is marked (Ctrl+M)"),
            WhyNot::NothingToSplit => self.either("没有余下的要另付", "Nothing is left to be paid in another way"),
            WhyNot::NotMore => self.either("填的金额没有多出应付", "The amount that is typed is not more than is owed"),
            WhyNot::CashHasChange => {
                self.either("现金多付的是找零，不记多付", "Of cash the rest is change, and not more than is owed")
            }
            WhyNot::Signed => self.either("已签样", "The proof is signed"),
            WhyNot::SignedStays => self.signed_is_not_taken_back(),
            WhyNot::NoTarget => self.no_target(),
            WhyNot::OneVersion => self.either("这则稿没有改过", "The ad was not changed: this is its only version"),
            WhyNot::NothingOwedBack => self.either("这一天没有待退的款", "Nothing of the day is owed back"),
            WhyNot::InForm => self.either("表单开着：先收起（Esc），填的留着", "A form is open: lay it down first (Esc)"),
            WhyNot::NotEdited => {
                self.either("这种改动不动稿件；Ctrl+1 改稿", "This act leaves the ad as it is; Ctrl+1 changes it")
            }
            WhyNot::NotPaying => self.either("先打开收款（Ctrl+M）", "First open the form of a payment (Ctrl+M)"),
            WhyNot::NoSizes => self.either("这份价目没有列出规格", "The card of this booking lists no sizes"),
            WhyNot::NothingChosen => self.either("这种改动不用选日子", "No day is chosen for this act"),
            WhyNot::NothingGoesBack => self.either("这种改动没有款要退", "No money goes back by this act"),
            WhyNot::NoApproval => self.either("这一步不用主管批准", "Nobody has to allow this"),
            WhyNot::WorkingOut => self.either("正在核算，算好再按", "It is being worked out: press again after it"),
            WhyNot::Evening(why) => self.evening_why(*why),
            WhyNot::DayClosed => self.closed_before(),
            WhyNot::NothingWaits => self.nothing_waits,
            WhyNot::BeingSent => {
                self.either("这份正在送打印机，答复后再按", "This job is being sent: press again after the answer")
            }
            WhyNot::NoBooking => self.either("列表里没有登记，先查出一笔", "No booking is listed: find one first"),
            WhyNot::NoCustomer => {
                self.either("列表里没有客户；Ctrl+3 列出全部", "No customer is listed; Ctrl+3 lists all of them")
            }
            WhyNot::NothingOnAccount => self.either("没有挂账可销", "Nothing stands to be settled"),
            WhyNot::NoAgreement => self.either("还没有约定，不用终止", "Nothing was agreed that could be ended"),
            WhyNot::KeptAtOnce => self.either("这里一改就存，不用再存", "What is set here is kept at once"),
            WhyNot::NothingSet => {
                self.either("没有刚改的设置可改回", "No setting was changed that could be set back")
            }
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
            WhyNot::NoRuleFile => self.either("先把规则文件拖进来，或填路径", "First drop a file of rules here, or type its path"),
            WhyNot::NotLookedAt => self.either("先看这份备份（Enter）", "First look at the copy (Enter)"),
            WhyNot::NoRules => self.either("没有录入的文件", "No file is entered"),
            WhyNot::NoBatch => self.either("还没有公告：先贴一页稿（Ctrl+V）", "No page is read yet: paste one first (Ctrl+V)"),
            WhyNot::BatchBooked => {
                self.either("已登记，这里不再改；Ctrl+N 接下一批", "It is booked and not changed here; Ctrl+N takes the next")
            }
            WhyNot::NotCorrecting => self.either("先改这一则的字（Ctrl+E）", "First correct the words of a notice (Ctrl+E)"),
            WhyNot::NoFindings => self.either("没有要核对的", "Nothing is found that would be checked"),
            WhyNot::EmptyPage => self.either(
                "还没有稿：粘贴（Ctrl+V）、打字，或拖入文件",
                "The page is empty: paste (Ctrl+V), type, or drop a file",
            ),
            WhyNot::IsAside => self.either("已放在一边；先收回（Ctrl+H）再改", "This is aside: take it in first (Ctrl+H)"),
            WhyNot::AllAside => self.either(
                "每一则都放在一边；先收回要登记的（Ctrl+H）",
                "Every part is aside: take in what is to be booked first (Ctrl+H)",
            ),
            WhyNot::CardBegun => self.only_what_waits(),
            WhyNot::NoCopyOfCard => self.either("先编辑副本（Ctrl+E）", "First make a copy and change it (Ctrl+E)"),
            WhyNot::Editing => {
                self.either("正在改副本；Ctrl+Enter 施行，Ctrl+Delete 弃掉", "A copy is being changed; Ctrl+Enter enters it, Ctrl+Delete drops it")
            }
            WhyNot::NotWhole => self.either("先转到全文（Ctrl+T）", "First turn to the whole file (Ctrl+T)"),
            WhyNot::NoMistake => self.either("没有错处", "There is no mistake"),
            WhyNot::CardUnsound => self.either(
                "价目有错，改正后才能做海报（Ctrl+G 到下一处）",
                "The card has mistakes: correct them first (Ctrl+G goes to the next)",
            ),
        })
    }
}
