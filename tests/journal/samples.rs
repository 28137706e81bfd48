//! One event of every kind with everything that can stand in it, and one with as little as possible. The files under `golden` were written
//! by serde when types of the house still stood on the disk as they happened to be; here is the same, as the house has it.

use std::sync::Arc;

use books::booking::{Agreed, AgreementEvent, AgreementId, Cleared};
use books::booking::{
    Amended, Back, Booked, BookingEvent, Charge, ChargedFor, Corrected, CorrectedBy, Corrects, Customer, Entered,
    Event, Late, Method, Missing, Moved, Number, Offer, OfficeEvent, Order, PaperSeen, Payment, PersonsEvent, Printout,
    ProofDelivery, Rebated, Refunded, RepeatedBy, Rerunning, Restored, Reversed, RuleKind, SetAs, SettledFinding,
    Settlement, SignedHow, Terms, TillEvent, TillId, TillName, Undone, Void, Withdrawn,
};
use books::booking::{Banknotes, DayEvent, Figures, LeftOpen, MethodSums, Open, ShiftFigures};
use books::persons::PinHash;
use chrono::{NaiveDate, NaiveTime};
use setting::frozen::Frozen;
use setting::sheet::{Face, Glyph, GlyphRun, Ink, Mark, Path, PathSegment, PictureMark, Rect, Sheet};
use trade::ad::{
    Ad, CategoryId, Cause, Crop, Elsewhere, Finding, Found, Kind, LineRole, Look, PaperId, Picture, PictureFormat,
    Roles, Severity, StyleId,
};
use trade::ids::{PersonName, Rule};
use trade::measure::{Length, Per, Size, TypeSize};
use trade::money::Money;
use trade::people::{May, Right, Rights, Role as PersonRole};
use trade::personal::Personal;
use trade::rates::{
    Adjusted, CancellationTerm, CorrectionFee, Counted, FaultOf, Fee, Manual, ManualPrice, Parting, Priced, Quantity,
    Quote, QuoteItem, QuoteLine, Remark, VatRate, VatSplit, WithdrawalStage,
};
use trade::settings::{Paper, Press, SealPlace, Second};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn private(text: &str) -> Personal<String> {
    Personal::new(text.to_owned())
}

fn size(text: &str) -> Size {
    text.parse().expect("a size")
}

fn number(text: &str) -> Number {
    text.parse().expect("a number")
}

fn quantity(text: &str) -> Quantity {
    Quantity(text.parse().expect("a number"))
}

fn feb(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, day).expect("a date")
}

/// A list of findings that names every variant: one that is missing does not compile.
macro_rules! every_found {
    ($($variant:ident { $($field:ident: $value:expr),* } $severity:ident)+) => {
        /// One of every kind of finding, each at a place of its own.
        pub(super) fn every_finding() -> Vec<Finding> {
            fn _listed(found: &Found) {
                match found {
                    $(Found::$variant { .. } => {})+
                }
            }
            let found = [$((Found::$variant { $($field: $value),* }, Severity::$severity)),+];
            let place = |(at, (found, severity))| Finding { found, severity, start: at + 1, end: at + 2 };
            found.into_iter().enumerate().map(place).collect()
        }
    };
}

fn s(text: &str) -> String {
    text.to_owned()
}

fn page() -> Elsewhere {
    Elsewhere::Page { index: 3 }
}

fn booked_before() -> Elsewhere {
    Elsewhere::Booking { number: s("B20260119-0002") }
}

every_found! {
    CoarsePicture { dpi: 120, wanted: 200 } Note
    MissingFact { fact: s("court") } Error
    FactNotRead { fact: s("phone"), words: s("联系电话") } Warning
    MissingPhrase { zh: s("特此公告"), en: s("hereby"), law: s("law 1") } Warning
    PeriodTooShort { days: 10, least: 30, law: s("law 2") } Error
    PeriodLonger { days: 60, least: 31 } Warning
    HearingBeforeService { hearing: feb(1), served: feb(2), law: s("law 3") } Error
    HearingTooSoon { hearing: feb(3), earliest: feb(4), law: s("law 4") } Error
    HearingWithinAnswer { hearing: feb(5), answer_ends: feb(6), law: s("law 5") } Error
    HearingWithinEvidence { hearing: feb(7), evidence_ends: feb(8), law: s("law 6") } Error
    EvidenceTooShort { days: 11, least: 15, law: s("law 7") } Warning
    PeriodTooLong { days: 200, most_months: 3, law: s("law 8") } Warning
    MeetingLate { meeting: feb(9), latest: feb(10), law: s("law 9") } Warning
    AppealPeriod { days: 12, lawful: 16, law: s("law 10") } Error
    PeriodEndsOnDayOff { ends: feb(11), next: feb(12) } Note
    HearingOnDayOff { date: feb(13), name: Some(s("春节")) } Warning
    HearingOutOfHours { time: NaiveTime::from_hms_opt(18, 30, 0).expect("a time") } Warning
    HearingFar { days: 186 } Note
    HearingWithoutTime {} Warning
    WrongWeekday { date: feb(14) } Error
    NoSuchTime { written: s("25时") } Error
    NoSuchDate { written: s("2月30日") } Error
    DatedAfterPublication { date: feb(15), publication: feb(16) } Warning
    NotDeterminable { year: 2031 } Warning
    CaseNumberConflict { others: vec![page(), booked_before()] } Error
    RelatedCase { others: vec![page()] } Note
    BookedAlready { others: vec![booked_before()] } Warning
    NotCompared { cause: Cause::NoAnswer } Warning
    SignerNameVariant { others: vec![private("某公司"), private("某某公司")] } Warning
    PlaceNameVariant { others: vec![private("第一法庭")] } Warning
    PartyNameVariant { other: private("张珊") } Warning
    FactDiffers { fact: s("hearing"), other: private("下午三时") } Error
    Placeholder { words: s("××") } Error
    DuplicateSentence {} Warning
    UnbalancedMarks { mark: '（' } Warning
    BadCreditCode {} Error
    BadIdentityNumber {} Error
    AmountsDiffer { figures: s("100.00"), capitals: s("200.00") } Error
    Lookalike { written: s("巳"), meant: s("已") } Warning
    PersonalData { mask: private("3405***") } Warning
    ForbiddenWord { word: s("国家级") } Error
    WordingChanged { received: private("原文") } Warning
    UnknownKind {} Note
    ReadInPart { read: 20_000 } Note
    ReadBack { passages: vec![private("王敏"), private("1938年3月1日")] } Warning
    CategoryContradicts { category: CategoryId::known("court"), reads_as: CategoryId::known("lost_and_void"), zh: s("遗失声明"), en: s("Lost and void") } Warning
    OtherFace { names: true, lacks: private("珺"), wanted: s("brush"), set: s("song-black") } Note
    NoOrnament {} Note
}

fn line(what: QuoteItem, count: &str, unit: i64, amount: i64, rule: &str) -> QuoteLine {
    QuoteLine { what, count: quantity(count), unit: Money::fen(unit), amount: Money::fen(amount), rule: s(rule) }
}

fn lines() -> Vec<QuoteLine> {
    let priced = Priced {
        name: s("按字"),
        contract: true,
        per: Per::Character,
        size: Some(size("14.6x6.05")),
        quantity: quantity("12.5"),
        step: Some(5),
        flat: true,
        units: Some(10),
        slice: false,
        counted: Some(Counted {
            rule: s("plain"),
            version: s("2"),
            name: s("按字计"),
            result: 125,
            parting: Parting::Printed,
        }),
        one_of: Some(3),
    };
    let pieces = Priced {
        name: s("按件"),
        contract: false,
        per: Per::Piece,
        size: None,
        quantity: Quantity::whole(7),
        step: None,
        flat: true,
        units: None,
        slice: true,
        counted: None,
        one_of: None,
    };
    let red = Adjusted {
        name: s("套红"),
        percent: Some(Quantity::whole(20)),
        of: Some(Money::fen(1_009)),
        per: Some(Per::Cm2),
        before: None,
    };
    let often = Adjusted { name: s("连登"), percent: None, of: None, per: None, before: None };
    vec![
        line(QuoteItem::Runs(size("7.2x10")), "2", 29_900, 59_800, "blocks"),
        line(QuoteItem::Price(Box::new(priced)), "1.5", 1_001, 1_502, "words"),
        line(QuoteItem::Price(Box::new(pieces)), "1", 1_022, 1_023, "pieces"),
        line(QuoteItem::Minimum(Money::fen(1_003)), "1", 1_004, 1_005, "r1"),
        line(QuoteItem::Cap(Money::fen(-1_006)), "1", -1_007, -1_008, "r2"),
        line(QuoteItem::Surcharge(red), "1", 1_010, 1_011, "r3"),
        line(QuoteItem::Discount(often), "3", -1_012, -1_013, ""),
        line(QuoteItem::Manual, "1", -1_014, -1_015, "manual"),
        line(QuoteItem::Rounding, "1", -16, -17, "rounding"),
        line(QuoteItem::Vat(VatRate::GENERAL), "1", 1_018, 1_019, "vat"),
        line(QuoteItem::Tax { name: s("QST"), rate: VatRate::thousandths(9_975) }, "1", 1_020, 1_021, "vat"),
    ]
}

fn quote() -> Quote {
    let term = |stage, fee, amount: Option<i64>, of_rest| CancellationTerm {
        stage,
        fee,
        amount: amount.map(Money::fen),
        of_rest,
    };
    Quote {
        lines: lines(),
        total: Money::fen(65_431),
        vat: Some(VatSplit { rate: VatRate::SMALL_SCALE, net: Money::fen(64_783), tax: Money::fen(648) }),
        card: s("paper"),
        version: s("2026-01"),
        name: s("祝福启事价目"),
        attributes: vec![(s("版面"), s("一版")), (s("颜色"), s("套红"))],
        remarks: vec![Remark::Provisional, Remark::AsAnotherKind, Remark::OutsideCard, Remark::NoVatRate],
        currency: s("CAD"),
        cancellation: vec![
            term(WithdrawalStage::BeforeDeadline, Fee::Free, Some(0), false),
            term(WithdrawalStage::AfterDeadline, Fee::Percent(Quantity::whole(30)), Some(19_629), true),
            term(WithdrawalStage::AfterMakeUp, Fee::Refused, None, false),
            term(WithdrawalStage::DaysBefore(3), Fee::Amount(Money::fen(5_000)), Some(5_001), false),
            term(WithdrawalStage::Appeared(2), Fee::Percent(quantity("33.3")), Some(40_000), false),
        ],
        correction: vec![
            CorrectionFee { fault: FaultOf::Paper, fee: Fee::Free },
            CorrectionFee { fault: FaultOf::Customer, fee: Fee::Amount(Money::fen(2_000)) },
        ],
        before: Vec::new(),
        manual: Some(Manual {
            price: ManualPrice::Discount(quantity("12.5")),
            reason: s("熟客"),
            approved_by: "张主任".into(),
        }),
    }
}

fn settled() -> Vec<SettledFinding> {
    let one = |rule, start, how| SettledFinding { rule: Rule::known(rule), start, end: start + 1, how };
    vec![
        one("hearing_far", 18, Settlement::Overridden { by: "张主任".into(), reason: s("来电") }),
        one(
            "no_such_date",
            22,
            Settlement::Confirmed { who: private("李四"), when: s("1月20日上午"), how: SignedHow::Telephone },
        ),
        one("read_in_part", 44, Settlement::Acknowledged),
    ]
}

fn seen() -> Vec<PaperSeen> {
    vec![
        PaperSeen { paper: PaperId::known("identity"), last_four: Some(private("002X")), file: Some(s("2026-3")) },
        PaperSeen { paper: PaperId::known("court_letter"), last_four: None, file: None },
    ]
}

/// The file of the picture.
const FILE: [u8; 10] = *b"\x89PNG\r\n\x1a\n\x00\xff";

fn order() -> Order {
    let roles = [
        (0, LineRole::Title),
        (1, LineRole::CaseNumber),
        (2, LineRole::Addressee),
        (3, LineRole::Body),
        (4, LineRole::Closing),
        (5, LineRole::Signer),
        (10, LineRole::Date),
        (11, LineRole::Greeting),
        (12, LineRole::Names),
        (13, LineRole::Achievement),
        (14, LineRole::Wish),
        (15, LineRole::Couplet),
    ];
    let picture = Picture { format: PictureFormat::Png, width: 320, height: 200, grey: true, file: FILE.to_vec() };
    Order {
        ad: Ad {
            kind: Kind::Blessing,
            category: CategoryId::known("birthday"),
            size: size("14.6x6"),
            copy: private("生日快乐\n妈妈"),
            picture: Some(Personal::new(Arc::new(picture))),
            look: Look {
                style: StyleId::known("longevity"),
                red: true,
                roles: Roles::from_iter(roles),
                crop: Some(Crop { x: 500, y: 333, zoom: 120 }),
            },
        },
        runs: vec![day("2026-01-22"), day("2026-01-23")],
        customer: Customer {
            phone: private("17600000013"),
            name: private("王敏"),
            payer: Some(private("李雪")),
            invoice_title: Some(private("某公司")),
            tax_number: None,
        },
        seen: seen(),
        offers: vec![
            Offer { serial: Some(private("4200001")), ..Offer::new(Method::Wechat, Money::fen(60_000)) },
            Offer::new(Method::Alipay, Money::fen(1)),
        ],
        terms: Terms {
            attributes: [(s("page"), s("1")), (s("pieces"), s("2"))].into(),
            late: Some(Late { reason: s("急"), approved_by: "赵主任".into() }),
            manual: Some(Manual {
                price: ManualPrice::Total(Money::fen(65_431)),
                reason: s("老客户"),
                approved_by: "钱主任".into(),
            }),
        },
        settled: settled(),
        shown: None,
        received: Some(private("生日快落\n妈妈")),
        corrects: Some(Corrects { booking: number("B20260119-0003"), fault: FaultOf::Paper }),
        repeats: Some(number("B20260118-0002")),
    }
}

fn full() -> Booked {
    let mut findings = every_finding();
    Booked {
        order: order(),
        quote: quote(),
        set: SetAs {
            pt: TypeSize::tenths(105),
            lines: 4,
            setter: 3,
            style: StyleId::known("double_happiness"),
            roles: Roles::from_iter([(0, LineRole::Title), (1, LineRole::Body)]),
        },
        findings: vec![findings.swap_remove(0), findings.swap_remove(40)],
        papers: vec![PaperId::known("consent_name"), PaperId::known("consent_picture")],
        late: vec![day("2026-01-22")],
        deadline: None,
    }
}

fn plain() -> Booked {
    Booked {
        order: Order {
            ad: Ad {
                kind: Kind::Notice,
                category: CategoryId::known("lost_and_void"),
                size: size("7.2x3"),
                copy: private("遗失声明"),
                picture: None,
                look: Look::default(),
            },
            runs: vec![day("2026-01-22")],
            customer: Customer {
                phone: private("0532-88000001"),
                name: private("赵六"),
                payer: None,
                invoice_title: None,
                tax_number: None,
            },
            seen: Vec::new(),
            offers: Vec::new(),
            terms: Terms::default(),
            settled: Vec::new(),
            shown: None,
            received: None,
            corrects: None,
            repeats: None,
        },
        quote: Quote { total: Money::fen(29_900), card: s("paper"), version: s("1"), ..Quote::default() },
        set: SetAs { pt: TypeSize::LIU, lines: 2, setter: 1, style: StyleId::default(), roles: Roles::default() },
        findings: Vec::new(),
        papers: Vec::new(),
        late: Vec::new(),
        deadline: None,
    }
}

fn sheet() -> Sheet {
    let um = Length::um;
    let rect = |x: i64| Rect::new(um(x), um(x + 1), um(x + 2), um(x + 3));
    let point = |x: i64| (um(x), um(x + 1));
    let glyph = |id, x: i64, text: &str| Glyph { id, x: um(x), y: um(x + 1), text: s(text) };
    Sheet {
        width: um(72_000),
        height: um(30_000),
        marks: vec![
            Mark::Glyphs(GlyphRun {
                face: Face::from_id("song").expect("a face"),
                size: TypeSize::XIAO_WU,
                ink: Ink::Black,
                turned: true,
                down: false,
                stroke: um(25),
                glyphs: vec![glyph(11, 12, "一"), glyph(14, 15, "")],
            }),
            Mark::Glyphs(GlyphRun {
                face: Face::from_id("song").expect("a face"),
                size: TypeSize::LIU,
                ink: Ink::Paper,
                turned: false,
                down: true,
                stroke: Length::ZERO,
                glyphs: Vec::new(),
            }),
            Mark::Rule { place: rect(17), ink: Ink::Grey(30) },
            Mark::Path(Path {
                segments: vec![
                    PathSegment::Move(um(21), um(22)),
                    PathSegment::Line(um(23), um(24)),
                    PathSegment::Curve([point(25), point(27), point(29)]),
                    PathSegment::Close,
                ],
                stroke: Some(um(31)),
                ink: Ink::Red,
            }),
            Mark::Path(Path { segments: Vec::new(), stroke: None, ink: Ink::Paper }),
            Mark::Picture { place: rect(32), picture: PictureMark { sha256: "ab".repeat(32), picture: None } },
            Mark::Clip { place: rect(36), marks: vec![Mark::Rule { place: rect(40), ink: Ink::RedTint(15) }] },
        ],
    }
}

/// Every event, in the order of `golden/format-1.jsonl`; behind them those that came after format 1.
pub(super) fn samples() -> Vec<Event> {
    let fingerprint = "0f".repeat(32);
    let frozen = Frozen::kept(fingerprint.clone(), vec![0x78, 0x9c, 0x00, 0xff]);
    let void = vec![
        Void { first: number("B20260120-0008"), last: number("B20260120-0009") },
        Void { first: number("B20260121-0001"), last: number("B20260121-0003") },
    ];
    let payment = |method, amount, tendered, serial: Option<&str>| {
        let till = if serial.is_some() { second() } else { TillName::MAIN };
        let (amount, tendered, serial) = (Money::fen(amount), Money::fen(tendered), serial.map(private));
        BookingEvent::Paid(Payment { method, amount, tendered, serial, till })
    };
    let of_booking = [
        BookingEvent::Taken(Box::new(full())),
        BookingEvent::Taken(Box::new(plain())),
        BookingEvent::Settled(settled()),
        BookingEvent::Compared(every_finding()),
        payment(Method::Cash, 29_900, 30_000, Some("7788")),
        payment(Method::Account, 100, 100, None),
        BookingEvent::Seen(seen()),
        BookingEvent::Signed { how: SignedHow::Seal, who: private("王敏"), sheet: Some(Personal::new(sheet())) },
        BookingEvent::Reviewed,
        BookingEvent::ProofFrozen {
            how: ProofDelivery::Copied,
            fingerprint: fingerprint.clone(),
            anew: true,
            sheet: Some(Personal::new(frozen)),
        },
        BookingEvent::ProofFrozen { how: ProofDelivery::Pictured, fingerprint, anew: false, sheet: None },
        BookingEvent::Printed { paper: Printout::Statement, copy: 2, drawn: Some(1) },
        BookingEvent::Printed { paper: Printout::Refund(3), copy: 1, drawn: None },
    ];
    let press = Press {
        condition: s("CGATS21-2-CRPC1"),
        second: Second::Spot(s("Red 032")),
        picture_gain: 26,
        ..Press::default()
    };
    let of_office = [
        OfficeEvent::Founded { practice: true },
        OfficeEvent::PaperSet(Paper {
            name: s("某报社"),
            tax_number: s("91370200MA3TBJ0T8E"),
            vat: Some(VatRate::GENERAL),
            time_zone: "+09:30".parse().expect("a zone"),
            account: s("工行 3803"),
            press,
            seal: SealPlace::Right,
        }),
        OfficeEvent::PaperSet(Paper { name: s("某报"), ..Paper::default() }),
        OfficeEvent::ClockConfirmed { last: day("2026-01-21"), reason: s("电池没电") },
        OfficeEvent::Voided {
            missing: Some(Missing { from: 12, to: 14, hash: "ab".repeat(32) }),
            numbers: void.clone(),
            reason: s("断电"),
        },
        OfficeEvent::Voided { missing: None, numbers: Vec::new(), reason: s("锚丢失") },
        OfficeEvent::RulesEntered(Box::new(Entered {
            kind: RuleKind::Calendar,
            id: s("calendar"),
            version: s("1"),
            from: day("2026-03-01"),
            text: s("# when\n"),
        })),
        OfficeEvent::RulesWithdrawn { kind: RuleKind::Card, version: s("2026-02"), reason: s("") },
        OfficeEvent::Restored(Box::new(Restored {
            file: s("qishi-2026.db"),
            head: "cd".repeat(32),
            entries: 40,
            lost_head: Some("ef".repeat(32)),
            lost_entries: Some(42),
            void,
            aside: Some(s("before-restore")),
            reason: s("误删"),
        })),
        OfficeEvent::Restored(Box::new(Restored {
            file: s("x.db"),
            head: "01".repeat(32),
            entries: 1,
            lost_head: None,
            lost_entries: None,
            void: Vec::new(),
            aside: None,
            reason: s("盘坏"),
        })),
    ];
    let till =
        Event::Till(TillId::main(day("2026-01-20")), TillEvent::Opened { float: Money::fen(20_000), unasked: true });
    let mut all: Vec<Event> =
        of_booking.into_iter().map(|event| Event::Booking(number("B20260120-0007"), event)).collect();
    all.push(till);
    all.extend(of_office.into_iter().map(Event::Office));
    all.extend(own_rules().into_iter().map(Event::Office));
    all.extend(acts().into_iter().map(|done| Event::Booking(number("B20260120-0007"), BookingEvent::Amended(done))));
    all.extend(of_persons().into_iter().map(Event::Persons));
    all.extend(evening());
    all.extend(agreements());
    all.extend(super::receipts::samples());
    all
}

/// What happens to agreements on credit; none was ever posted in format 1.
fn agreements() -> Vec<Event> {
    let agreed = |phones: &[&str], contract: &str, reason: &str| AgreementEvent::Agreed {
        agreed: Box::new(Agreed {
            name: private("青岛蓝湾传媒有限公司"),
            phones: phones.iter().map(|phone| private(phone)).collect(),
            limit: Money::fen(2_000_000),
            days: 30,
            contract: s(contract),
            notes: private("月底对账"),
        }),
        reason: s(reason),
    };
    let events = [
        agreed(&["0532-88187720"], "", ""),
        agreed(&["0532-88187720", "13800000012"], "2026-08", "续签"),
        AgreementEvent::Ended { reason: s("合同到期") },
    ];
    events.into_iter().map(|event| Event::Agreement(AgreementId(1), event)).collect()
}

/// What happens to persons; none was ever posted in format 1.
fn of_persons() -> Vec<PersonsEvent> {
    let (name, pin) = (|name: &str| PersonName::posted(name), || PinHash::posted(private("argon2id:8:1:00ff:ff00")));
    let some = May { below: 15, refund: Some(Money::fen(50_050)), late: true, ..May::NOTHING };
    let rights =
        Rights { supervisor: May::ALL, clerk: some, cashier: May { pay: true, ..May::NOTHING }, make_up: May::NOTHING };
    vec![
        PersonsEvent::Added { name: name("张主任"), role: PersonRole::Owner, pin: pin() },
        PersonsEvent::RoleGiven { name: name("王敏"), role: PersonRole::MakeUp },
        PersonsEvent::PinSet { name: name("王敏"), pin: pin() },
        PersonsEvent::Retired { name: name("王敏"), reason: s("离职") },
        PersonsEvent::Switched { on: true, reason: s("开始使用口令") },
        PersonsEvent::RightsSet(rights),
        PersonsEvent::PinWrong { name: name("王敏"), times: 3 },
        PersonsEvent::SignedIn { name: name("王敏") },
        PersonsEvent::Recovered { name: name("张主任"), pin: pin(), reason: s("忘了") },
        PersonsEvent::Approved {
            by: vec![name("李主任"), name("张主任")], rights: Right::ALL.to_vec(), alone: false
        },
        PersonsEvent::Approved { by: vec![name("张主任")], rights: vec![Right::Late], alone: true },
    ]
}

/// A till that is not the main one.
fn second() -> TillName {
    "窗口2".parse().expect("a name")
}

/// What came with the counting of tills and the closing of days.
fn evening() -> Vec<Event> {
    let till = TillId { day: day("2026-01-20"), name: second() };
    let sums =
        |cash, wechat| MethodSums::from([(Method::Cash, Money::fen(cash)), (Method::Wechat, Money::fen(wechat))]);
    let (expected, counted) = (sums(49_900, 52_000), sums(50_000, 0));
    let notes = Banknotes::of(&[(Money::yuan(100), 4), (Money::fen(50), 200)]).expect("notes");
    let word = |word: &str, sum| (s(word), Money::fen(sum));
    let shift = ShiftFigures {
        till: second(),
        float: Money::fen(20_000),
        banked: Money::fen(7_000),
        expected: expected.clone(),
        counted: counted.clone(),
        explained: s("微信未到账"),
        opened_by: PersonName::known("王敏"),
        closed_by: Some(PersonName::known("李雪")),
    };
    let figures = Figures {
        by_method: sums(29_900, 52_000),
        on_account: Money::fen(99_900),
        came_in: Money::fen(91_900),
        went_out: Money::fen(10_000),
        by_kind: [word("blessing", 52_000), word("notice", 29_900)].into(),
        by_category: [word("blessing/wedding", 52_000), word("notice/lost_and_void", 29_900)].into(),
        by_size: [word("7.2x3", 29_900), word("7.2x5", 52_000)].into(),
        by_person: [word("王敏", 81_900)].into(),
        shifts: vec![shift],
        taken: 3,
        costs: Money::fen(181_800),
        left: vec![LeftOpen { booking: number("B20260120-0003"), open: Open::ALL.to_vec(), owing: Money::fen(99_900) }],
        channels: super::receipts::channels(),
    };
    let banked = |counted, notes: &str, slip| {
        let (float, amount) = (Money::fen(20_000), Money::fen(7_000));
        let notes = if notes.is_empty() { Banknotes::default() } else { notes.parse().expect("notes") };
        Event::Till(till, TillEvent::Banked { float, expected: sums(42_900, 52_000), counted, amount, notes, slip })
    };
    let of_day = |event| Event::Day(day("2026-01-20"), event);
    let (nothing, least) = (MethodSums::new(), Box::new(Figures::default()));
    vec![
        banked(Some(sums(43_000, 0)), "50x1,20x1", 1),
        banked(None, "", 2),
        Event::Till(
            till,
            TillEvent::Counted {
                float: Money::fen(20_000),
                expected: expected.clone(),
                counted: counted.clone(),
                notes,
            },
        ),
        Event::Till(
            till,
            TillEvent::Counted {
                float: Money::ZERO,
                expected: nothing.clone(),
                counted: nothing,
                notes: Banknotes::default(),
            },
        ),
        Event::Till(
            till,
            TillEvent::Closed { float: Money::fen(20_000), expected, counted, explained: s("微信未到账") },
        ),
        Event::Till(
            till,
            TillEvent::Closed {
                float: Money::ZERO,
                expected: MethodSums::new(),
                counted: MethodSums::new(),
                explained: s(""),
            },
        ),
        of_day(DayEvent::Closed {
            sheet: 3,
            reason: s("补收一笔"),
            reopened: Some((s("漏收"), s("张主任").into())),
            figures: Box::new(figures.clone()),
        }),
        of_day(DayEvent::Closed { sheet: 1, reason: s(""), reopened: None, figures: least.clone() }),
        of_day(DayEvent::Reopened {
            sheet: 2,
            reason: s("漏收"),
            approved_by: "张主任".into(),
            figures: Box::new(figures),
        }),
        of_day(DayEvent::Reopened { sheet: 2, reason: s("x"), approved_by: "李".into(), figures: least }),
    ]
}

/// Files of kinds of notices and of styles; none was posted before the second version of its record.
fn own_rules() -> Vec<OfficeEvent> {
    let entered = |kind, id, version, from, text| {
        let (id, version, text) = (s(id), s(version), s(text));
        OfficeEvent::RulesEntered(Box::new(Entered { kind, id, version, from: day(from), text }))
    };
    vec![
        entered(RuleKind::NoticeKind, "exchange_demand", "1", "2026-03-01", "id = \"exchange_demand\"\n"),
        entered(RuleKind::Style, "wave_frame", "12", "2026-03-02", "zh = \"水纹框\"\n"),
        OfficeEvent::RulesWithdrawn { kind: RuleKind::NoticeKind, version: s("1"), reason: s("新版读不出") },
        OfficeEvent::RulesWithdrawn { kind: RuleKind::Style, version: s("12"), reason: s("") },
    ]
}

/// Every act on a booking; none was ever posted in format 1.
fn acts() -> Vec<Amended> {
    let least = || Quote { card: s("paper"), version: s("1"), ..Quote::default() };
    let charge = |what, fee, of, amount| Charge { what, fee, of: Money::fen(of), amount: Money::fen(amount) };
    let withdrawal = ChargedFor::Withdrawal(WithdrawalStage::Appeared(1));
    vec![
        Amended::Withdrawn(Box::new(Withdrawn {
            runs: vec![day("2026-01-23"), day("2026-01-24")],
            reason: s("改期再登"),
            quote: quote(),
            charge: Some(charge(withdrawal, Fee::Percent(quantity("33.3")), 9_999, 3_330)),
            credit: Money::fen(6_669),
        })),
        Amended::Withdrawn(Box::new(Withdrawn {
            runs: vec![day("2026-01-22")],
            reason: s("x"),
            quote: least(),
            charge: None,
            credit: Money::ZERO,
        })),
        Amended::Refunded(Box::new(Refunded {
            back: Back { method: Method::Cash, serial: Some(private("4200001")), approved_by: "张主任".into() },
            amount: Money::fen(29_900),
            reason: s("多收"),
            till: second(),
        })),
        Amended::Refunded(Box::new(Refunded {
            back: Back { method: Method::Wechat, serial: None, approved_by: "".into() },
            amount: Money::fen(1),
            reason: s("x"),
            till: TillName::MAIN,
        })),
        Amended::Corrected(Box::new(Corrected {
            booked: Box::new(without_picture(full())),
            appeared: Money::fen(-47_900),
            fault: FaultOf::Customer,
            charge: Some(charge(
                ChargedFor::Correction(FaultOf::Customer),
                Fee::Amount(Money::fen(2_000)),
                65_431,
                2_000,
            )),
            credit: Money::fen(12),
            reason: s("错字"),
        })),
        Amended::Corrected(Box::new(Corrected {
            booked: Box::new(Booked { order: Order { received: None, ..plain().order }, ..plain() }),
            appeared: Money::ZERO,
            fault: FaultOf::Paper,
            charge: None,
            credit: Money::ZERO,
            reason: s("x"),
        })),
        Amended::Moved(Box::new(Moved {
            from: day("2026-01-22"),
            to: day("2026-01-25"),
            reason: s("改期"),
            quote: quote(),
            findings: every_finding()[..2].to_vec(),
            deadline: day("2026-01-23").and_hms_opt(15, 0, 0),
            credit: Money::fen(7),
        })),
        Amended::Moved(Box::new(Moved {
            from: day("2026-01-22"),
            to: day("2026-01-25"),
            reason: s("x"),
            quote: least(),
            findings: Vec::new(),
            deadline: None,
            credit: Money::ZERO,
        })),
        Amended::Rerun(Rerunning { on: day("2026-01-27"), reason: s("印坏") }),
        Amended::Rebated(Box::new(Rebated {
            amount: Money::fen(30_000),
            reason: s("漏印一行"),
            approved_by: "张主任".into(),
            credit: Money::fen(12),
        })),
        Amended::Rebated(Box::new(Rebated {
            amount: Money::fen(1),
            reason: s("x"),
            approved_by: "李".into(),
            credit: Money::ZERO,
        })),
        Amended::Reversed(Box::new(Reversed {
            payment: Payment {
                method: Method::Cash,
                amount: Money::fen(29_900),
                tendered: Money::fen(30_000),
                serial: Some(private("7788")),
                till: second(),
            },
            place: 1,
            paid_for: Some(number("B20260120-0008")),
            reason: s("收错登记"),
            till: "3".parse().expect("a name"),
        })),
        Amended::Reversed(Box::new(Reversed {
            payment: Payment {
                method: Method::Account,
                amount: Money::fen(1),
                tendered: Money::fen(1),
                serial: None,
                till: TillName::MAIN,
            },
            place: 0,
            paid_for: None,
            reason: s("x"),
            till: TillName::MAIN,
        })),
        Amended::CorrectedBy(CorrectedBy { booking: number("B20260127-0004"), fault: FaultOf::Paper }),
        Amended::CorrectedBy(CorrectedBy { booking: number("B20260127-0005"), fault: FaultOf::Customer }),
        Amended::RepeatedBy(RepeatedBy { booking: number("B20260127-0006") }),
        Amended::Cleared(Cleared { amount: Money::fen(39_900) }),
        Amended::Undone(Box::new(Undone {
            entry: 12,
            what: s("paid"),
            reason: s("点错"),
            moved: vec![(Method::Cash, Money::fen(-29_900)), (Method::Account, Money::fen(5))],
            till: second(),
            proofs: vec![13, 15],
            prints: vec![(Printout::Statement, 1), (Printout::Refund(3), 2)],
            whole: true,
        })),
        Amended::Undone(Box::new(Undone {
            entry: 12,
            what: s("seen"),
            reason: s("x"),
            moved: Vec::new(),
            till: TillName::MAIN,
            proofs: Vec::new(),
            prints: Vec::new(),
            whole: false,
        })),
    ]
}

/// As a correction keeps it: its picture, and what it corrects or repeats itself, are those that were there.
fn without_picture(mut booked: Booked) -> Booked {
    (booked.order.ad.picture, booked.order.corrects, booked.order.repeats) = (None, None, None);
    booked
}
