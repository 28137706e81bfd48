//! What the screen 收稿 says of terms: what the card asks, prices by hand, entries after the deadline, sizes that are typed.

use crate::locale::desk::Words;

impl Words {
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
