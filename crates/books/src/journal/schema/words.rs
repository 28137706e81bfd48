//! Values that stand as one word, each with its word.

use serde::{Deserialize, Serialize};

use crate::booking;
use trade::{ad, measure, rates, settings};

/// A record for a type of the house whose values are words, both ways: a value without a word does not compile.
macro_rules! words {
    ($(#[$doc:meta])* $record:ident = $house:ty { $($variant:ident: $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Serialize, Deserialize)]
        pub(crate) enum $record {
            $(#[serde(rename = $word)] $variant,)+
        }

        impl From<$house> for $record {
            fn from(value: $house) -> $record {
                match value {
                    $(<$house>::$variant => $record::$variant,)+
                }
            }
        }

        impl From<$record> for $house {
            fn from(record: $record) -> $house {
                match record {
                    $($record::$variant => <$house>::$variant,)+
                }
            }
        }
    };
}

pub(super) use words;

words! {
    /// The two kinds of ad.
    Kind = ad::Kind { Blessing: "blessing", Notice: "notice" }
}
words! {
    /// What a line of the copy is.
    Role = ad::LineRole {
        Title: "title", CaseNumber: "case_number", Addressee: "addressee", Body: "body", Closing: "closing", Signer: "signer",
        Date: "date", Greeting: "greeting", Names: "names", Achievement: "achievement", Wish: "wish", Couplet: "couplet",
    }
}
words! {
    /// The format of a picture's file.
    Format = ad::PictureFormat { Jpeg: "jpeg", Png: "png" }
}
words! {
    /// How much a finding weighs.
    Severity = ad::Severity { Error: "error", Warning: "warning", Note: "note" }
}
words! {
    /// Why a notice was not compared.
    Cause = ad::Cause { Busy: "busy", NoAnswer: "no_answer", Damaged: "damaged", Unreadable: "unreadable" }
}
words! {
    /// What is measured or counted to price an ad.
    Per = measure::Per {
        Block: "block", Cm2: "cm2", ColumnCm: "column_cm", ColumnMm: "column_mm", ColumnInch: "column_inch", Column: "column",
        Line: "line", Character: "character", Word: "word", Piece: "piece", Run: "run", Booking: "booking",
    }
}
words! {
    /// What has to be said with a quote.
    Remark = rates::Remark {
        Provisional: "provisional", AsAnotherKind: "as_another_kind", OutsideCard: "outside_card",
        EarlierUnasked: "earlier_unasked", NoVatRate: "no_vat_rate",
    }
}
words! {
    /// Whose error is corrected.
    FaultOf = rates::FaultOf { Paper: "paper", Customer: "customer" }
}
words! {
    /// What was open of a booking in the evening.
    Open = booking::Open {
        Held: "held", Warnings: "warnings", Papers: "papers", Payment: "payment", Proof: "proof", Review: "review",
    }
}
words! {
    /// How money comes in.
    Method = booking::Method {
        Cash: "cash", Wechat: "wechat", Alipay: "alipay", Card: "card", Transfer: "transfer", Account: "account",
    }
}
words! {
    /// Where the paper's seal stands.
    SealPlace = settings::SealPlace { Left: "left", Right: "right", None: "none" }
}
words! {
    /// How a proof was signed.
    SignedHow = booking::SignedHow { Paper: "paper", Wechat: "wechat", Telephone: "telephone", Seal: "seal" }
}

/// What was printed. The slip of a refund, with its place, is known to version 2 of the records that name what was printed.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Printout {
    #[serde(rename = "proof")]
    Proof,
    #[serde(rename = "statement")]
    Statement,
    #[serde(rename = "refund")]
    Refund(u32),
}

impl From<booking::Printout> for Printout {
    fn from(paper: booking::Printout) -> Printout {
        match paper {
            booking::Printout::Proof => Printout::Proof,
            booking::Printout::Statement => Printout::Statement,
            booking::Printout::Refund(place) => Printout::Refund(place),
        }
    }
}

impl From<Printout> for booking::Printout {
    fn from(record: Printout) -> booking::Printout {
        match record {
            Printout::Proof => booking::Printout::Proof,
            Printout::Statement => booking::Printout::Statement,
            Printout::Refund(place) => booking::Printout::Refund(place),
        }
    }
}

words! {
    /// How a proof left.
    Left = booking::ProofDelivery {
        Printed: "printed", Written: "written", Pictured: "pictured", Copied: "copied", Signed: "signed",
    }
}
words! {
    /// What a file of rules is, since the second version of its records.
    RuleKind = booking::RuleKind {
        Card: "card", Calendar: "calendar", NoticeKind: "notice_kind", Style: "style",
    }
}

/// What a file of rules is in the first version of its records.
#[derive(Clone, Copy, Deserialize)]
pub(crate) enum RuleKind1 {
    #[serde(rename = "card")]
    Card,
    #[serde(rename = "calendar")]
    Calendar,
}

impl From<RuleKind1> for booking::RuleKind {
    fn from(kind: RuleKind1) -> booking::RuleKind {
        match kind {
            RuleKind1::Card => booking::RuleKind::Card,
            RuleKind1::Calendar => booking::RuleKind::Calendar,
        }
    }
}
