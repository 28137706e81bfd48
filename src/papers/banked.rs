//! The slip of cash that is taken to the bank (缴款单): till, amount, notes and coins, and where who takes it over signs.

use chrono::{DateTime, FixedOffset};

use super::RenderContext;
use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, STRONG, rule};
use crate::locale;
use books::booking::{Banknotes, TillId};
use setting::sheet::Sheet;
use setting::typeset::Align;
use trade::ids::PersonName;
use trade::measure::Length;
use trade::money::Money;
use trade::settings::Language;

const ZH: Language = Language::Chinese;
const ROW: Length = Length::um(6_000);
/// Where the number of pieces stands, from the left edge.
const PIECES: Length = Length::mm(100);

/// What the slip says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain till and time")]
pub struct BankSlip {
    pub till: TillId,
    /// Its number among those of the till on its day, from 1.
    pub number: u32,
    pub at: DateTime<FixedOffset>,
    /// Who took the cash out.
    pub by: PersonName,
    pub amount: Money,
    /// None where notes and coins were not told apart.
    pub notes: Banknotes,
}

/// The sheets of a slip.
pub fn bank_slip(slip: &BankSlip, house: RenderContext) -> Vec<Sheet> {
    let number = format!("K{}-{}-{}", slip.till.day.format("%Y%m%d"), slip.till.name, slip.number);
    let mut frame = Frame::new(house, "缴款单", number, None);
    frame.pair(("营业日", &locale::date(slip.till.day, ZH)), ("缴款时间", &locale::minute(slip.at)));
    frame.pair(("收银台", &locale::till::name(slip.till.name, ZH)), ("缴款人", &slip.by));
    frame.y += Length::mm(2);
    frame.line();
    if !slip.notes.pieces().is_empty() {
        row(&mut frame, ("面额（元）", "张数", "金额（元）"), false);
        frame.line();
        for (note, count) in slip.notes.pieces() {
            let sum = Money::fen(note.as_fen() * i64::from(*count));
            row(&mut frame, (&note.grouped(), &count.to_string(), &sum.grouped()), false);
        }
        frame.line();
    }
    row(&mut frame, ("合计", "", &format!("¥{}", slip.amount.grouped())), true);
    row(&mut frame, ("大写", "", &format!("人民币{}", slip.amount.capitals())), true);
    frame.y += Length::mm(2);
    if slip.notes.pieces().is_empty() {
        frame.small("缴款时没有分面额记录，请当面点清。");
    }
    frame.small("本单一式两份：随现金交财务一份，签收后留柜台一份。");
    signatures(&mut frame);
    frame.finish("启事 · 缴款单")
}

fn row(frame: &mut Frame, (name, pieces, amount): (&str, &str, &str), heavy: bool) {
    let setter = frame.setter();
    frame.need(ROW);
    let baseline = frame.y + Length::um(4_400);
    let words = if heavy { &STRONG } else { &PLAIN };
    let sheet = frame.sheet();
    setter.label(sheet, words, name, MARGIN, baseline, Align::Left);
    setter.label(sheet, words, pieces, PIECES, baseline, Align::Right);
    setter.label(sheet, words, amount, RIGHT, baseline, Align::Right);
    frame.y += ROW;
}

/// Where who brings the cash, and who takes it over, sign.
fn signatures(frame: &mut Frame) {
    let setter = frame.setter();
    frame.need(Length::mm(20));
    let baseline = frame.y + Length::mm(12);
    let sheet = frame.sheet();
    for (name, x) in [("缴款人签字", MARGIN), ("财务签收、日期", MARGIN + MEASURE.part(1, 2))] {
        setter.label(sheet, &QUIET, name, x, baseline, Align::Left);
        rule(sheet, x + Length::mm(26), baseline + Length::mm(1), Length::mm(48), HAIRLINE);
    }
    frame.y = baseline + Length::mm(4);
}
