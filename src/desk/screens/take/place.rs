//! Names of places, for the focus: each is named for what is typed or chosen there.

#![expect(missing_docs, reason = "each is named for what is typed or chosen there")]

/// Whether it is a blessing or a notice.
pub const KIND: &str = "take-kind";
pub const CATEGORY: &str = "take-category";
pub const SIZE: &str = "take-size";
pub const STYLE: &str = "take-style";
/// The row of styles, as it scrolls.
pub const STYLES: &str = "take-styles";
/// A size that is not on a button.
pub const OTHER_SIZE: &str = "take-other-size";
/// The first attribute that the card asks for.
pub const ATTRIBUTES: &str = "take-attributes";
/// A number that is given and not counted.
pub const NUMBER: &str = "take-number";
pub const COPY: &str = "take-copy";
/// The path of a picture's file.
pub const PICTURE: &str = "take-picture";
/// Where a customer is looked for.
pub const CUSTOMER: &str = "take-customer";
pub const PHONE: &str = "take-phone";
pub const NAME: &str = "take-name";
pub const PAYER: &str = "take-payer";
/// The name on the invoice (发票抬头).
pub const TITLE: &str = "take-title";
/// The payer's tax number.
pub const PAYER_TAX: &str = "take-payer-tax";
pub const DAYS: &str = "take-days";
/// The first of the papers to be seen.
pub const PAPERS: &str = "take-papers";
/// What is said of the ad, where that is one line.
pub const CHECKS: &str = "take-checks";
/// A discount or a whole price by hand: which.
pub const AGREED_HOW: &str = "take-agreed-how";
/// How much was agreed by hand.
pub const AGREED: &str = "take-agreed";
/// Why a price is agreed by hand.
pub const REASON: &str = "take-reason";
/// Who approved the price by hand.
pub const APPROVED_BY: &str = "take-approved-by";
/// Why a run is taken after its deadline.
pub const LATE_REASON: &str = "take-late-reason";
/// Who allowed a run after its deadline.
pub const LATE_APPROVED_BY: &str = "take-late-approved-by";
/// The methods of payment.
pub const METHODS: &str = "take-methods";
/// The amount of the payment that is typed.
pub const AMOUNT: &str = "take-amount";
/// The channel's serial number.
pub const SERIAL: &str = "take-serial";
/// The button that saves.
pub const BOOK: &str = "take-book";
/// The ways in which the customer signs.
pub const SIGN: &str = "take-sign";
/// The button that goes on to the next customer.
pub const NEXT: &str = "take-next";
