//! `qishi correct` (改稿): the ad is changed.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::amending::{AmendRequest, amended, given_back};
use super::outcome::{ActJson, charge_json};
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{Answer, CommandError};
use crate::command::arguments::{BackBy, Of, PriceShown};
use crate::command::ids::{category, style};
use crate::command::price::{copy, size};
use crate::locale::command::Misuse;
use books::booking::{Amend, Correct, Corrected, CorrectedBy, Settlement, SignedHow};
use trade::personal::Personal;
use trade::rates::FaultOf;
use trade::settings::Language;

/// Change an ad that has a run to come: words, size, style, category, customer, telephone number (改稿)
#[derive(Debug, Args)]
pub(in crate::command) struct Correcting {
    #[command(flatten)]
    of: Of,
    /// The new words: a file, or - for standard input
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
    /// The new size, such as 7.2x5
    #[arg(long, value_name = "SIZE")]
    size: Option<String>,
    /// The new style
    #[arg(long, value_name = "STYLE")]
    style: Option<String>,
    /// The new category
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    /// The new name of who sends it
    #[arg(long, value_name = "NAME")]
    customer: Option<String>,
    /// The new telephone number
    #[arg(long, value_name = "PHONE")]
    phone: Option<String>,
    /// Whose fault it is: paper or customer
    #[arg(long, value_name = "WHOSE", default_value = "customer", value_parser = ["paper", "customer"])]
    fault: String,
    /// Who confirmed for the sender that the words of an authority are meant so
    #[arg(long, value_name = "NAME")]
    confirmed_by: Option<String>,
    /// How that was confirmed: paper, wechat, telephone, seal
    #[arg(long, value_name = "HOW", default_value = "telephone", requires = "confirmed_by")]
    how: String,
    #[command(flatten)]
    told: PriceShown,
    #[command(flatten)]
    back: BackBy,
}

pub(super) const HELP: Help = Help {
    command: "correct",
    does: "改稿：还有刊期未见报的广告，改文字、规格、样式、类别、客户或电话",
    arguments: &[
        ("--refund", "应退的款当场按这种方式退"),
        ("--copy", "新的文字：文件，- 表示标准输入"),
        ("--size", "新的规格，如 7.2x5"),
        ("--style", "新的样式"),
        ("--category", "新的类别"),
        ("--customer", "客户的新名称"),
        ("--fault", "谁的差错：paper（报社）、customer（客户）"),
        ("--confirmed-by", "来稿方由谁确认这样改"),
        ("--how", "怎样确认的：paper、wechat、telephone、seal（默认 telephone）"),
        ("--phone", "新的电话"),
        ("--reason", "为什么改"),
    ],
    examples: &[
        "qishi correct 0007 --copy new.txt --reason 姓名写错",
        "qishi correct 0007 --size 7.2x3 --refund cash --reason 客户改小",
        "qishi correct 0007 --phone 13800000012 --reason 换了号码",
    ],
};

impl Act for Correcting {
    fn approver(&self) -> Option<&str> {
        Some(&self.back.approved_by)
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let amend = Amend::Correct(Box::new(self.correction(context)?));
        let (told, slip) = (Some(&self.told), Some(&self.back.slip));
        amended(context, AmendRequest { booking: &self.of.booking, why: &self.of.why, amend, told, slip })
    }
}

impl Correcting {
    /// What is asked to be corrected.
    fn correction(&self, context: &Context) -> Result<Correct, CommandError> {
        let how = |text: &str| {
            let known = || SignedHow::ALL.iter().map(|known| known.id().to_owned()).collect();
            let found = SignedHow::ALL.into_iter().find(|known| known.id() == text);
            found.ok_or_else(|| CommandError::Use(Misuse::UnknownHow { said: text.to_owned(), known: known() }))
        };
        let confirmed = match &self.confirmed_by {
            Some(who) => Some(Settlement::Confirmed {
                who: who.trim().to_owned().into(),
                when: String::new(),
                how: how(&self.how)?,
            }),
            None => None,
        };
        let text = |said: &Option<String>| said.as_ref().map(|said| said.trim().to_owned());
        Ok(Correct {
            copy: self.copy.as_deref().map(copy).transpose()?.map(Personal::new),
            size: self.size.as_deref().map(|text| size(text, context.rules.cards.all().last().copied())).transpose()?,
            style: text(&self.style).map(|word| style(context, &word)).transpose()?,
            category: text(&self.category).map(|word| category(context, &word)).transpose()?,
            customer: text(&self.customer).map(Personal::new),
            phone: text(&self.phone).map(Personal::new),
            fault: if self.fault == "paper" { FaultOf::Paper } else { FaultOf::Customer },
            confirmed,
            refund: given_back(&self.back)?,
            reason: self.of.why.reason.clone(),
        })
    }
}

impl ActJson for Corrected {
    fn json(&self, language: Language) -> Value {
        json!({
            "what": "corrected",
            "whose_fault": self.fault,
            "charge": self.charge.as_ref().map(|charge| charge_json(charge, language)),
            "credit_back": self.credit.to_string(),
            "reason": self.reason,
        })
    }
}

impl ActJson for CorrectedBy {
    fn json(&self, _: Language) -> Value {
        json!({ "what": "corrected_by", "booking": self.booking, "whose_fault": self.fault })
    }
}
