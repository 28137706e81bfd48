//! The proof (校样): the ad at exactly its size between trim marks, and what was agreed about it.

use std::sync::Arc;

use super::beside::{self, compared};
use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, rule};
use super::{RenderContext, fingerprint, kind_name, short_fingerprint};
use crate::locale;
use books::booking::{Booking, Settlement};
use books::rules::Rules;
use chrono::{DateTime, FixedOffset};
use setting::frozen::Frozen;
use setting::sheet::{Ink, Mark, Rect, Sheet};
use setting::typeset::{Align, Job, Setter};
use trade::ad::{Finding, Found, Severity, StyleId};
use trade::measure::Length;
use trade::refusal::{Failure, Fault};
use trade::settings::Language;

/// How high the place for the signatures is, with the sentence above it.
const SIGNATURES: Length = Length::mm(37);
/// Findings of more characters than two lines hold are listed after the signature.
const MANY_WORDS: usize = 100;
/// From so many run dates on, they are listed after the signature, so that the ad and the signature stay on one sheet.
const MANY_RUNS: usize = 12;

/// The ad alone, on a sheet of exactly its size. An ad that left the house is the sheet that was frozen or signed then; another one
/// is set now.
///
/// # Errors
/// Those of [`setting::frozen::Frozen::sheet`].
pub fn ad(booking: &Booking, rules: &Rules, setter: &Setter) -> Result<Sheet, Fault> {
    let ad = &booking.order().ad;
    let picture: Option<&Arc<_>> = ad.picture.as_ref().and_then(|picture| picture.get());
    let frozen = booking.frozen.as_ref().and_then(|frozen| frozen.sheet.get()).map(Frozen::sheet).transpose()?;
    if let Some(mut sheet) = frozen.or_else(|| booking.signed.as_ref()?.sheet.as_ref()?.get().cloned()) {
        if let Some(picture) = picture {
            sheet.give_picture(picture);
        }
        return Ok(sheet);
    }
    let booked = &booking.booked.set;
    // Set in the style and with the lines that the booking keeps, not with what would be proposed today.
    let mut look = ad.look.clone();
    if !booked.style.is_empty() {
        look.style.clone_from(&booked.style);
    }
    if !booked.roles.is_empty() {
        look.roles = booked.roles.clone();
    }
    let (kind, category, copy, size) = (ad.kind, &ad.category, ad.copy.text(), ad.size);
    // A style is what it was on the day of the booking, and another where it is there no more.
    let styles = rules.styles.on(booking.number.day);
    Ok(setter.set(styles, &Job { kind, category, copy, picture, size, look: &look }).sheet)
}

/// The proof, on A4.
///
/// # Errors
/// As [`ad`].
pub fn proof(booking: &Booking, house: RenderContext) -> Result<Vec<Sheet>, Fault> {
    drawn(booking, None, house)
}

/// The proof of a version, on A4. One that stands no more is the proof as it left then, marked as such, so that nobody signs it or sets
/// a page by it.
///
/// # Errors
/// Of [`trade::refusal::NotPossible`] `NoSuchVersion`; as [`ad`].
pub fn proof_of_version(booking: &Booking, place: u32, house: RenderContext) -> Result<Vec<Sheet>, Failure> {
    let then = booking.in_version(place)?;
    let ended = booking.versions.get(then.versions.len());
    Ok(drawn(&then, ended.map(|ended| (ended.until, booking.version())), house)?)
}

/// The proof; `old` says until when it stood, and which version stands now.
fn drawn(
    booking: &Booking,
    old: Option<(DateTime<FixedOffset>, u32)>,
    house: RenderContext,
) -> Result<Vec<Sheet>, Fault> {
    const ZH: Language = Language::Chinese;
    let order = booking.order();
    let ad_sheet = ad(booking, house.rules, house.setter)?;
    let mut frame = Frame::new(house, "广告校样", booking.number.to_string(), old.map(|_| "旧版"));
    let setter = frame.setter();
    if let Some((until, now)) = old {
        let said = format!(
            "第 {} 版，{} 起由第 {now} 版取代；只供查阅，不签字，不付印",
            booking.version(),
            locale::minute(until)
        );
        frame.field("旧版", &said);
    }

    let gap = Length::mm(7);
    let x = MARGIN + (MEASURE - ad_sheet.width).part(1, 2);
    let y = frame.y + gap;
    trim_marks(frame.sheet(), Rect::new(x, y, ad_sheet.width, ad_sheet.height));
    frame.sheet().place(&ad_sheet, x, y);
    frame.y = y + ad_sheet.height + gap;
    let caption = format!("原大 {} cm，四角为裁切线", ad_sheet_size(&ad_sheet));
    let baseline = frame.y + Length::mm(2);
    setter.label(frame.sheet(), &QUIET, &caption, MARGIN + MEASURE.part(1, 2), baseline, Align::Centre);
    frame.y += Length::mm(6);
    bar(&mut frame);
    frame.line();
    frame.y += Length::mm(2);

    let quote = &booking.booked.quote;
    let runs = order.runs.len();
    let version = format!("第 {} 版", booking.version());
    frame.pair(("登记号", &booking.number.to_string()), ("校样", &version));
    frame.pair(("类别", &kind_name(booking, house.rules)), ("规格", &format!("{} cm", order.ad.size.said())));
    let total = locale::money(quote.total, &quote.currency);
    let by_hand = quote.manual.as_ref().map_or_else(String::new, |manual| match manual.approved_by.name() {
        "" => "，议价".to_owned(),
        name => format!("，议价，{name}批准"),
    });
    let late = if booking.booked.late.is_empty() { "" } else { "，含加登" };
    let price = format!("{total}（{runs} 期，价目 {} 版{by_hand}{late}）", quote.version);
    let set = &booking.booked.set;
    frame.pair(("价格", &price), ("正文", &format!("{} 磅，{} 行", set.pt, set.lines)));
    let red = ad_sheet.is_red();
    let colour = if red { "黑、红两色（套红）" } else { "黑色单色" };
    frame.pair(
        ("样式", &locale::style_named(house.rules.styles.on(booking.number.day), style_of(booking), ZH)),
        ("颜色", colour),
    );
    frame.pair(("送登人", order.customer.name.text()), ("电话", order.customer.phone.text()));
    frame.pair(("登记时间", &locale::minute(booking.taken_at)), ("经办人", &booking.taken_by));
    let of_setting = booking.frozen.as_ref().map(|frozen| short_fingerprint(&frozen.fingerprint));
    let of_setting = of_setting.unwrap_or_else(|| "定版后有".to_owned());
    frame.pair(("文本指纹", &fingerprint(order.ad.copy.text())), ("版面指纹", &of_setting));
    let dates = |dates: &[chrono::NaiveDate]| dates.iter().map(|d| locale::date(*d, ZH)).collect::<Vec<_>>().join("、");
    if runs <= MANY_RUNS {
        frame.field("刊期", &dates(&order.runs));
    } else {
        let ends = [order.runs[0], order.runs[runs - 1]];
        frame.field("刊期", &format!("{} 至 {}，共 {runs} 期，逐日列于文末", dates(&ends[..1]), dates(&ends[1..])));
    }

    if old.is_none() {
        read_back(&mut frame, booking);
    }
    let open = open_findings(booking);
    let many = open.chars().count() > MANY_WORDS;
    match (open.is_empty(), many) {
        (true, _) => {}
        (false, true) => frame.field("待核", "列于文末"),
        (false, false) => frame.field("待核", &open),
    }
    frame.need(SIGNATURES);
    frame.y += Length::mm(1);
    frame.line();
    frame.y += Length::mm(4);
    if old.is_none() {
        frame.small("请逐字核对姓名、日期、号码与金额。以签字校样为准：签字后按此样刊登，其后的改动须另行登记。");
        signature(&mut frame, booking);
    } else {
        void_signature(&mut frame, booking);
    }
    if many {
        frame.y += Length::mm(6);
        frame.field("待核", &open);
    }
    if runs > MANY_RUNS {
        frame.y += Length::mm(6);
        for part in order.runs.chunks(8) {
            frame.field("刊期", &dates(part));
        }
    }
    let before = if old.is_none() { before(booking, house)? } else { None };
    let compared = before.map(|before| compared(&before, &ad_sheet, &booking.number.to_string(), house));
    Ok(frame.finish_with(&foot(booking), compared.map(|paper| (paper, beside::FOOT))))
}

/// The ad as it was before its last change, where that changed more than its days: whoever signs anew sees both beside each other.
fn before(booking: &Booking, house: RenderContext) -> Result<Option<Sheet>, Fault> {
    let then = booking.version().checked_sub(1).and_then(|place| booking.in_version(place).ok());
    let then = then.filter(|then| then.order().ad != booking.order().ad);
    then.map(|then| ad(&then, house.rules, house.setter)).transpose()
}

/// The foot: of a proof that left the house with the fingerprint of its frozen setting, by which a later print is compared with it.
fn foot(booking: &Booking) -> String {
    const FOOT: &str = "启事 · 广告校样";
    let Some(frozen) = &booking.frozen else { return FOOT.to_owned() };
    let short = short_fingerprint(&frozen.fingerprint);
    let anew = if frozen.anew { "（登记后排版程序已更新，定版时重排）" } else { "" };
    format!("{FOOT} · 版面指纹 {short}{anew}")
}

fn ad_sheet_size(sheet: &Sheet) -> String {
    trade::measure::Size { width: sheet.width, height: sheet.height }.said()
}

/// What was recorded of the signature under a version that stands no more.
fn void_signature(frame: &mut Frame, booking: &Booking) {
    let said = booking.signed.as_ref().map(|signed| {
        let how = locale::signed_how(signed.how, Language::Chinese);
        format!("本版曾确认：{how}，{}，{}；改稿后作废。", signed.who.text(), locale::minute(signed.at))
    });
    frame.small(&said.unwrap_or_else(|| "本版未曾签字。".to_owned()));
}

/// The line to sign on, or what was recorded of the signature.
fn signature(frame: &mut Frame, booking: &Booking) {
    let setter = frame.setter();
    let baseline = frame.y + Length::mm(9);
    let sheet = frame.sheet();
    match &booking.signed {
        Some(signed) => {
            let how = locale::signed_how(signed.how, Language::Chinese);
            let said = format!("已确认：{how}，{}，{}", signed.who.text(), locale::minute(signed.at));
            setter.label(sheet, &PLAIN, &said, MARGIN, baseline, Align::Left);
        }
        None => {
            setter.label(sheet, &PLAIN, "客户签字", MARGIN, baseline, Align::Left);
            rule(sheet, MARGIN + Length::mm(19), baseline + Length::mm(1), Length::mm(72), HAIRLINE);
            setter.label(sheet, &PLAIN, "日期", RIGHT - Length::mm(62), baseline, Align::Left);
            rule(sheet, RIGHT - Length::mm(52), baseline + Length::mm(1), Length::mm(52), HAIRLINE);
        }
    }
    frame.y = baseline + Length::mm(4);
    checked(frame, booking);
}

/// Who checked (审核) and who read the proof (校对): lines to sign on; who checked it is named where that is recorded.
fn checked(frame: &mut Frame, booking: &Booking) {
    let setter = frame.setter();
    let baseline = frame.y + Length::mm(7);
    let sheet = frame.sheet();
    let mut x = MARGIN;
    for name in ["审核", "校对", "日期"] {
        setter.label(sheet, &PLAIN, name, x, baseline, Align::Left);
        let by = booking.reviewed.as_ref().filter(|_| name == "审核").map(|reviewed| reviewed.1.as_str());
        match by {
            Some(by) => setter.label(sheet, &PLAIN, by, x + Length::mm(12), baseline, Align::Left),
            None => rule(sheet, x + Length::mm(11), baseline + Length::mm(1), Length::mm(41), HAIRLINE),
        }
        x += Length::mm(59);
    }
    frame.y = baseline + Length::mm(4);
}

/// The id of the style that the ad is set in.
fn style_of(booking: &Booking) -> &StyleId {
    let set = &booking.booked.set.style;
    if set.is_empty() { &booking.order().ad.look.style } else { set }
}

/// The names and dates that are read back to the customer, and who confirmed them, or a line to say so on.
fn read_back(frame: &mut Frame, booking: &Booking) {
    let setter = frame.setter();
    let of = |finding: &&Finding| matches!(finding.found, Found::ReadBack { .. });
    let Some(finding) = booking.booked.findings.iter().find(of) else { return };
    let Found::ReadBack { passages } = &finding.found else { return };
    frame.field("逐项核对", &locale::numbered(passages, "   "));
    let confirmed = booking.settled.iter().rev().map(|(.., one)| one).find(|one| one.settles(finding));
    match confirmed.map(|one| &one.how) {
        Some(Settlement::Confirmed { who, when, how }) => {
            let how = locale::signed_how(*how, Language::Chinese);
            frame.field("", &format!("已由 {} 于 {when} {how}逐项确认", who.text()));
        }
        _ => {
            frame.need(Length::mm(8));
            let baseline = frame.y + Length::um(4_600);
            let sheet = frame.sheet();
            let mut x = MARGIN + Length::mm(24);
            for (name, long) in [("以上各项已逐项核对无误：确认人", 42), ("时间", 34)] {
                setter.label(sheet, &QUIET, name, x, baseline, Align::Left);
                x += setter.width(&QUIET, name) + Length::mm(2);
                rule(sheet, x, baseline + Length::mm(1), Length::mm(long), HAIRLINE);
                x += Length::mm(long + 5);
            }
            frame.y += Length::mm(8);
        }
    }
}

/// What was found about the ad and is not settled, in words.
fn open_findings(booking: &Booking) -> String {
    let weights = [Severity::Error, Severity::Warning];
    let open = weights.into_iter().flat_map(|weight| booking.unsettled(weight));
    // What is read back has a list of its own.
    let open = open.filter(|finding| !matches!(finding.found, Found::ReadBack { .. }));
    open.map(|finding| locale::finding(finding, Language::Chinese).message).collect::<Vec<_>>().join("；")
}

/// A bar of 100 mm, so that whoever holds the sheet can see whether it was printed at its size.
fn bar(frame: &mut Frame) {
    let setter = frame.setter();
    let (long, x) = (Length::mm(100), MARGIN + (MEASURE - Length::mm(100)).part(1, 2));
    let y = frame.y + Length::mm(2);
    let sheet = frame.sheet();
    rule(sheet, x, y, long, HAIRLINE);
    for tenth in 0..=10 {
        let high = if tenth % 5 == 0 { Length::um(2_000) } else { Length::um(1_100) };
        let thin = HAIRLINE;
        let place = Rect::new(x + Length::mm(10) * tenth - thin.part(1, 2), y - high, thin, high);
        sheet.marks.push(Mark::Rule { place, ink: Ink::Black });
    }
    setter.label(sheet, &QUIET, "100 mm", x + long + Length::mm(2), y + Length::um(600), Align::Left);
    frame.y = y + Length::mm(4);
}

/// Two short rules at each corner, 2 mm off the ad.
fn trim_marks(sheet: &mut Sheet, ad: Rect) {
    let (off, long, thin) = (Length::mm(2), Length::mm(5), HAIRLINE);
    let half = thin.part(1, 2);
    for x in [ad.x, ad.x + ad.width] {
        for y in [ad.y - off - long, ad.y + ad.height + off] {
            sheet.marks.push(Mark::Rule { place: Rect::new(x - half, y, thin, long), ink: Ink::Black });
        }
    }
    for y in [ad.y, ad.y + ad.height] {
        for x in [ad.x - off - long, ad.x + ad.width + off] {
            sheet.marks.push(Mark::Rule { place: Rect::new(x, y - half, long, thin), ink: Ink::Black });
        }
    }
}
