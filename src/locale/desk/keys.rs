//! The page of keys (F1): what each key does on each screen. `docs/desk.md` tells more of each; a test holds the two to each other.

use trade::settings::Language;

/// A key, or several for one thing, and what they do.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As it is written beside a control.
    pub keys: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Key {
    /// What it does, in a language.
    pub const fn does(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

const fn key(keys: &'static str, zh: &'static str, en: &'static str) -> Key {
    Key { keys, zh, en }
}

/// The keys that mean the same on every screen.
pub const ANYWHERE: &[Key] = &[
    key("F1", "这一页；Esc 回到原来的屏", "this page; Esc goes back to the screen before"),
    key("F2", "收稿：收一则稿", "take an ad"),
    key("F3", "当日：一天的登记，收款、签样、审核、改动", "the day: payments, signatures, review, changes"),
    key("F4", "批量：贴一页公告，一起登记", "a page of notices, booked together"),
    key("F6", "查询：所有日子的登记", "bookings of all days"),
    key("F7", "价目", "rate cards"),
    key("F8", "待打印：打印机还没收的", "what waits for a printer"),
    key("F9", "设置（也可按 Ctrl+,）", "settings (also Ctrl+,)"),
    key("F10", "日结：收银台与结账", "tills, and the closing of the day"),
    key(
        "Ctrl+K",
        "客户：收稿时找客户；已有客户时打开客户页",
        "the customer: look for one; the page of the one that stands",
    ),
    key("Ctrl+Shift+K", "挂账客户：谁挂了多少、多久、何时到期", "accounts: what stands, since when, when it is due"),
    key(
        "Ctrl+Shift+O",
        "今天还没开台时：填备用金，Enter 开台，Esc 今天不再问",
        "no till opened today: type the float; Enter opens it, Esc leaves it for today",
    ),
    key("Ctrl+Enter", "红色按钮；未齐时去第一处", "the red button; while something is lacking, the first of it"),
    key("Tab · Shift+Tab", "下一处 · 上一处", "on · back"),
    key("Esc", "退一步", "one step back"),
    key("F11 · F12", "启用登录时：锁定 · 请人批准", "where sign-in is on: lock · have somebody approve"),
];

/// The own keys of the screen 收稿.
pub const TAKE: &[Key] = &[
    key(
        "Ctrl+K",
        "客户：电话的几位、姓名、单位、拼音；再按一次打开客户页",
        "the customer, by part of anything; again: their page",
    ),
    key(
        "↑ ↓ · Enter · Tab",
        "在客户名单里：走 · 选中客户，停在旧稿上则重登 · 只取客户",
        "in the list: walk · take, or repeat the ad · the customer only",
    ),
    key("Ctrl+O", "电话、姓名、付款人、发票抬头", "telephone, name, payer and title"),
    key("Ctrl+J · T", "稿件 · 照片（祝福）", "copy · picture (of a blessing)"),
    key("Ctrl+Shift+J", "大字时：稿上的核对结果全部列出", "with large text: all that is said of the ad"),
    key("Ctrl+L · G · D · I", "类别 · 规格 · 刊期 · 应见证件", "category · size · run dates · papers"),
    key("Ctrl+Shift+L", "祝福与公告互换", "blessing or notice"),
    key("Ctrl+U · R · Shift+U", "样式 · 套红 · 换成更省的样式", "style · second colour · the style that costs less"),
    key("Ctrl+E · Shift+E", "光标所在行换一种（标题、正文、落款…）", "make of the caret's line the next kind of line"),
    key("Ctrl+F", "刊登要求：价目另问的", "what the card asks besides"),
    key("Ctrl+M · B", "付款方式 · 余下的另付", "payment · the rest in another way"),
    key("Ctrl+P · Shift+P", "议价 · 取消议价", "a price by hand · take it back"),
    key("Ctrl+Shift+D", "截稿后加登", "take it after the deadline"),
    key("Ctrl+Shift+M", "确实多付，多出的记待退", "more came than is owed"),
    key("Ctrl+Shift+F", "更正启事：报社的错 · 客户的错", "whose mistake a correction mends"),
    key("Alt+← → ↑ ↓ · PageUp PageDown", "照片移动 · 放大缩小", "move the picture · larger, smaller"),
    key("Ctrl+0 · + · -", "原大 · 放大 · 缩小", "true size · larger · smaller"),
    key("Ctrl+Z · Y", "撤销 · 重做（稿件里的字）", "undo · redo in the copy"),
    key("Ctrl+H · 1…9", "挂单 · 取回第几则", "put the ad aside · bring one back"),
    key("Ctrl+Delete", "弃稿（按两次）", "throw the draft away (twice)"),
    key("Ctrl+Enter", "登记并打样", "book it and make the proof"),
    key(
        "Ctrl+P · S · G",
        "登记之后：打校样 · 结算单 · 客户签样",
        "then: print the proof · the statement · the customer signs",
    ),
    key(
        "Ctrl+W · Shift+W",
        "登记之后：样稿图到剪贴板 · 存成 PNG",
        "then: the ad as a picture on the clipboard · as a PNG",
    ),
    key(
        "Ctrl+Z · Shift+N · N",
        "登记之后：撤回（按两次）· 重登 · 下一位（也可按 Enter）",
        "then: take it back (twice) · repeat · next (or Enter)",
    ),
];

/// The own keys of the screen 批量.
pub const INTAKE: &[Key] = &[
    key("Ctrl+V · Enter", "贴上一页 · Ctrl+Enter 读出公告", "paste a page · Ctrl+Enter reads it"),
    key("↑ ↓ PageUp PageDown", "走；在别处按 Ctrl+↑ ↓", "walk; Ctrl+↑ ↓ from elsewhere"),
    key("Ctrl+E · Esc", "改这一则的字 · 改完", "correct the words · done"),
    key(
        "Ctrl+J",
        "核对：第一处未了的；Space 已阅，Enter 放行或确认",
        "the first open finding; Space: seen, Enter: passed or confirmed",
    ),
    key("Ctrl+H", "这一则不登 · 取回来登", "put it aside · take it after all"),
    key("Ctrl+T", "规格、刊期、客户：全部 · 只这一则", "size, runs, customer for all · for this one"),
    key("Ctrl+G · D · K · O", "规格 · 刊期 · 客户 · 付款人与抬头", "size · run dates · customer · payer and title"),
    key("Ctrl+M", "付款：一笔收全部；再按换下一位付款人", "one payment for all; again: the next who pays"),
    key("Ctrl+PageUp PageDown · 0", "翻看 · 原大", "scroll · true size"),
    key("Ctrl+L", "回到名单", "back to the list"),
    key("Ctrl+Enter · Shift+Enter", "全部登记 · 有未了的也登记", "book all · also while a finding is open"),
    key("Ctrl+P · S", "登记之后：全部校样 · 全部结算单", "then: proofs · statements of all"),
    key(
        "Ctrl+R · Q · G · Shift+G",
        "登记之后：交接单 · 疑问单 · 合并结算按付款人 · 按案件",
        "then: receipt · questions · one statement by payer · by case",
    ),
    key("Ctrl+Delete", "整批弃掉（按两次）", "throw the batch away (twice)"),
];

/// The own keys of the screen 当日.
pub const DAY: &[Key] = &[
    key("↑ ↓ PageUp PageDown", "走", "walk"),
    key(
        "Space · Ctrl+A",
        "标记 · 全部标记；以后每个键都对标记的做",
        "mark · mark all; then every key acts on what is marked",
    ),
    key("Ctrl+Enter", "下一步：见证件、收款、签样、审核…", "the next step"),
    key("Ctrl+M · G · R", "收款（几则一笔）· 签样 · 审核", "payment (several by one) · signature · reviewed"),
    key("Ctrl+I · J", "见证件 · 核对", "papers seen · findings"),
    key("Ctrl+P · S", "打校样 · 结算单", "print the proofs · the statements"),
    key("Ctrl+W · Shift+W", "样稿图到剪贴板 · 存成 PNG", "the ad as a picture on the clipboard · as a PNG"),
    key(
        "Ctrl+E",
        "改动：改稿、改期、撤稿、退款、补刊、减收、冲正、撤回（其中 Ctrl+1…8）",
        "change: its acts are Ctrl+1…8 there",
    ),
    key("Ctrl+Z", "撤回上一步", "take the last step back"),
    key("Ctrl+Shift+N · Shift+E", "重登 · 更正启事", "repeat the ad · an ad that corrects it"),
    key("Ctrl+1 … 6", "收稿、应收、已收、挂账、待付、待办：只看这些", "only what that sum counts"),
    key("Ctrl+F", "筛选；Esc 取消", "filter; Esc takes it away"),
    key("Ctrl+← → · T", "前一天、后一天 · 今天", "day before, after · today"),
    key("Ctrl+D", "当日收的 · 当日刊的", "taken or running"),
    key("Ctrl+O · H", "展开已了的与经过 · 改前的稿", "unfold what is settled · the ad before each change"),
    key("Ctrl+Shift+S · Shift+M", "退款单 · 确实多付", "slip of the refund · more came than is owed"),
    key("Enter", "大字时：看全这一则", "with large text: the whole booking"),
];

/// The own keys of the screen 查询.
pub const FIND: &[Key] = &[
    key("↑ ↓ PageUp PageDown", "走；光标仍在输入格", "choose; the caret stays in the field"),
    key("Enter", "在当日打开，什么都能做", "open it in 当日, with everything that can be done"),
    key("Ctrl+P", "打校样", "print its proof"),
    key("Ctrl+K · Shift+N", "客户页 · 重登", "the customer's page · repeat the ad"),
    key("Ctrl+1 … 8", "筛选；Ctrl+D 换日子", "filters; Ctrl+D turns the days"),
    key("Esc", "清空", "empty the field"),
];

/// The own keys of the screen 客户.
pub const CUSTOMER: &[Key] = &[
    key("↑ ↓ · Enter", "走 · 在当日打开", "walk · open it in 当日"),
    key("Ctrl+Shift+N", "重登", "repeat the ad"),
    key("Ctrl+S · ← →", "对账单 · 换月份", "statement of account · of other months"),
    key("Ctrl+M", "收款销账", "a payment for what stands"),
    key("Ctrl+E · Shift+E", "挂账协议 · 终止", "the agreement on credit · end it"),
    key("Esc", "返回", "go back"),
];

/// The own keys of the screen 挂账客户.
pub const ACCOUNTS: &[Key] = &[
    key("↑ ↓ · Enter", "走 · 打开客户页", "walk · open the customer's page"),
    key("Ctrl+1 … 3", "有挂账的 · 已逾期的 · 全部", "with something standing · overdue · all"),
    key("Esc", "返回", "go back"),
];

/// The own keys of the screen 日结.
pub const EVENING: &[Key] = &[
    key("Ctrl+1 … 4", "点钞 · 对渠道 · 留到明日 · 结账", "the cash · the channels' files · what is left · the closing"),
    key("Ctrl+Enter", "红色按钮：开台、点清、确认、结账", "the red button"),
    key("Enter", "下一格", "the next field"),
    key("Ctrl+O", "读渠道的账单文件（也可拖进来）", "read a channel's file (or drop it)"),
    key("↑ ↓ · Enter · Ctrl+↑ ↓", "对渠道：选 · 确认 · 另一笔", "choose · confirm · another receipt"),
    key("Ctrl+S · P", "缴款单 · 上一张单据", "cash to the bank · the paper written last"),
    key("Ctrl+Shift+T · Shift+R", "收台交班 · 重开已结的一天", "close the till alone · open a closed day again"),
    key("Ctrl+← → · T", "前一天、后一天 · 今天", "day before, after · today"),
];

/// The own keys of the screen 价目.
pub const RATES: &[Key] = &[
    key("↑ ↓ · Ctrl+L", "选一版 · 回到名单", "choose a version · to their list"),
    key("Ctrl+E", "抄一份来改", "make a copy and change it"),
    key("Enter · Tab", "改价时：下一个价 · 往下走", "in a copy: the next price · go on"),
    key("Ctrl+T · G", "表格与全文互换 · 下一处错", "table or whole file · the next mistake"),
    key("Ctrl+L · D", "改价时：新版名称 · 起用日", "in a copy: its name · the day from which it holds"),
    key("Ctrl+P · S · O", "A3 价目表 · 存文件 · 读文件", "poster · its file · read a card"),
    key("Ctrl+Z · Y", "撤销 · 重做", "undo · redo"),
    key("Ctrl+Delete", "撤回未起用的一版 · 弃掉改稿（按两次）", "withdraw, or throw the copy away (twice)"),
];

/// The own keys of the screen 设置.
pub const SETTINGS: &[Key] = &[
    key("Ctrl+1 … 9", "各部分", "the parts"),
    key("Ctrl+Enter", "红色按钮", "the red button"),
    key("Ctrl+Z", "改回上一处", "set back what was changed last"),
];

/// The own keys of the screen 待打印.
pub const WAITS: &[Key] = &[
    key("↑ ↓", "选", "choose"),
    key("Ctrl+Enter", "再送一次", "send it again"),
    key("Ctrl+Delete", "不打了（按两次）", "drop it (twice)"),
];
