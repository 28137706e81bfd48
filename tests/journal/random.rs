//! Events of every kind with anything in them come back as they were written, by the newest records and by format 1.

use std::sync::Arc;

use books::booking::{Agreed, AgreementEvent, AgreementId, Cleared};
use books::booking::{
    Amended, Back, Booked, BookingEvent, Charge, ChargedFor, Corrected, CorrectedBy, Corrects, Customer, Entered,
    Event, Late, Method, Missing, Moved, Number, Offer, OfficeEvent, Order, PaperSeen, Payment, PersonsEvent, Printout,
    ProofDelivery, Rebated, Refunded, RepeatedBy, Rerunning, Restored, Reversed, RuleKind, SetAs, SettledFinding,
    Settlement, SignedHow, Terms, TillEvent, TillId, TillName, Undone, Void, Withdrawn,
};
use books::journal::schema::{decode_old, encode_old};
use books::persons::PinHash;
use chrono::{Days, FixedOffset, NaiveDate};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
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
    Adjusted, CancellationTerm, CorrectionFee, Counted, EarlierTotals, FaultOf, Fee, Manual, ManualPrice, Parting,
    Priced, Quantity, Quote, QuoteItem, QuoteLine, Remark, VatRate, VatSplit, WithdrawalStage,
};
use trade::settings::{Paper, Press, SealPlace, Second, Zone};

use super::samples::every_finding;
use super::there_and_back;

fn text() -> BoxedStrategy<String> {
    prop_oneof![Just(String::new()), "[a-z\"\\\\\n张三$]{1,6}", any::<String>()].boxed()
}

fn private() -> impl Strategy<Value = Personal<String>> {
    text().prop_map(Personal::new)
}

fn money() -> impl Strategy<Value = Money> {
    any::<i64>().prop_map(Money::fen)
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0u64..40_000).prop_map(|days| NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date") + Days::new(days))
}

fn number() -> impl Strategy<Value = Number> {
    (day(), 1u32..20_000).prop_map(|(day, serial)| Number { day, serial })
}

fn size() -> impl Strategy<Value = Size> {
    let side = || (1i64..10_000_000).prop_map(Length::um);
    (side(), side()).prop_map(|(width, height)| Size { width, height })
}

fn length() -> impl Strategy<Value = Length> {
    any::<i32>().prop_map(|um| Length::um(um.into()))
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (any::<i32>(), 0u32..1_000_000)
        .prop_map(|(whole, part)| Quantity(format!("{whole}.{part:06}").parse().expect("a number")))
        .boxed()
        .prop_union(any::<u32>().prop_map(Quantity::whole).boxed())
}

fn vat() -> impl Strategy<Value = VatRate> {
    prop_oneof![(0u16..200).prop_map(VatRate::tenths), (0u32..200_000).prop_map(VatRate::thousandths)]
}

fn roles() -> impl Strategy<Value = Roles> {
    btree_map(0usize..40, select(&LineRole::ALL[..]), 0..4).prop_map(|roles| roles.into_iter().collect())
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..40)
}

fn look() -> impl Strategy<Value = Look> {
    let crop = (any::<u16>(), any::<u16>(), any::<u16>()).prop_map(|(x, y, zoom)| Crop { x, y, zoom });
    (text(), any::<bool>(), roles(), option::of(crop)).prop_map(|(style, red, roles, crop)| Look {
        style: StyleId::posted(style),
        red,
        roles,
        crop,
    })
}

fn ad() -> BoxedStrategy<Ad> {
    let picture =
        (select(&[PictureFormat::Jpeg, PictureFormat::Png][..]), any::<u32>(), any::<u32>(), any::<bool>(), file());
    let picture = picture.prop_map(|(format, width, height, grey, file)| Picture { format, width, height, grey, file });
    let picture = option::of(picture.prop_map(|picture| Personal::new(Arc::new(picture))));
    (select(&Kind::ALL[..]), text(), size(), private(), picture, look())
        .prop_map(|(kind, category, size, copy, picture, look)| {
            let category = CategoryId::posted(category);
            Ad { kind, category, size, copy, picture, look }
        })
        .boxed()
}

fn before() -> impl Strategy<Value = EarlierTotals> {
    (any::<u32>(), any::<u32>(), vec(text(), 0..2), any::<u32>(), money())
        .prop_map(|(days, bookings, named, runs, amount)| EarlierTotals { days, bookings, named, runs, amount })
}

fn manual() -> impl Strategy<Value = Manual> {
    let price = prop_oneof![quantity().prop_map(ManualPrice::Discount), money().prop_map(ManualPrice::Total)];
    (price, text(), text()).prop_map(|(price, reason, approved_by)| Manual {
        price,
        reason,
        approved_by: approved_by.into(),
    })
}

const PER: [Per; 12] = [
    Per::Block,
    Per::Cm2,
    Per::ColumnCm,
    Per::ColumnMm,
    Per::ColumnInch,
    Per::Column,
    Per::Line,
    Per::Character,
    Per::Word,
    Per::Piece,
    Per::Run,
    Per::Booking,
];

fn what() -> impl Strategy<Value = QuoteItem> {
    let counted = (text(), text(), text(), any::<u32>(), select(&[Parting::CodePoints, Parting::Printed][..]))
        .prop_map(|(rule, version, name, result, parting)| Counted { rule, version, name, result, parting });
    let few = || option::of(any::<u32>());
    let priced = (
        (text(), any::<bool>(), select(&PER[..]), option::of(size()), quantity(), few()),
        (any::<bool>(), few(), any::<bool>(), option::of(counted), few()),
    );
    let priced =
        priced.prop_map(|((name, contract, per, size, quantity, step), (flat, units, slice, counted, one_of))| {
            Priced { name, contract, per, size, quantity, step, flat, units, slice, counted, one_of }
        });
    let adjusted = || {
        (text(), option::of(quantity()), option::of(money()), option::of(select(&PER[..])))
            .prop_map(|(name, percent, of, per)| Adjusted { name, percent, of, per, before: None })
    };
    prop_oneof![
        size().prop_map(QuoteItem::Runs),
        priced.prop_map(|priced| QuoteItem::Price(Box::new(priced))),
        money().prop_map(QuoteItem::Minimum),
        money().prop_map(QuoteItem::Cap),
        adjusted().prop_map(QuoteItem::Surcharge),
        adjusted().prop_map(QuoteItem::Discount),
        Just(QuoteItem::Manual),
        Just(QuoteItem::Rounding),
        vat().prop_map(QuoteItem::Vat),
        (text(), vat()).prop_map(|(name, rate)| QuoteItem::Tax { name, rate }),
    ]
}

fn fee() -> impl Strategy<Value = Fee> {
    prop_oneof![Just(Fee::Free), Just(Fee::Refused), quantity().prop_map(Fee::Percent), money().prop_map(Fee::Amount)]
}

fn quote() -> BoxedStrategy<Quote> {
    let line = (what(), quantity(), money(), money(), text()).prop_map(|(what, count, unit, amount, rule)| QuoteLine {
        what,
        count,
        unit,
        amount,
        rule,
    });
    let split = (vat(), money(), money()).prop_map(|(rate, net, tax)| VatSplit { rate, net, tax });
    let stage = prop_oneof![
        Just(WithdrawalStage::BeforeDeadline),
        Just(WithdrawalStage::AfterDeadline),
        Just(WithdrawalStage::AfterMakeUp),
        any::<u32>().prop_map(WithdrawalStage::DaysBefore),
        any::<u32>().prop_map(WithdrawalStage::Appeared),
    ];
    let term = (stage, fee(), option::of(money()), any::<bool>())
        .prop_map(|(stage, fee, amount, of_rest)| CancellationTerm { stage, fee, amount, of_rest });
    let correction =
        (select(&[FaultOf::Paper, FaultOf::Customer][..]), fee()).prop_map(|(fault, fee)| CorrectionFee { fault, fee });
    let remarks = [Remark::Provisional, Remark::AsAnotherKind, Remark::OutsideCard, Remark::NoVatRate];
    (
        (vec(line, 0..5), money(), option::of(split), text(), text(), text()),
        (vec((text(), text()), 0..3), vec(select(remarks.to_vec()), 0..3), text(), vec(term, 0..3)),
        (vec(correction, 0..3), option::of(manual()), vec(before(), 0..2)),
    )
        .prop_map(|((lines, total, vat, card, version, name), (attributes, remarks, currency, cancellation), rest)| {
            let (correction, manual, before) = rest;
            Quote {
                lines,
                total,
                vat,
                card,
                version,
                name,
                attributes,
                remarks,
                currency,
                cancellation,
                correction,
                manual,
                before,
            }
        })
        .boxed()
}

/// A finding of every kind, at any place; what stands in some of them varies.
fn finding() -> impl Strategy<Value = Finding> {
    let elsewhere = prop_oneof![
        any::<u32>().prop_map(|index| Elsewhere::Page { index: index as usize }),
        text().prop_map(|number| Elsewhere::Booking { number }),
    ];
    let found = prop_oneof![
        6 => select(every_finding()).prop_map(|finding| finding.found),
        1 => (text(), text()).prop_map(|(fact, words)| Found::FactNotRead { fact, words }),
        1 => (text(), private()).prop_map(|(fact, other)| Found::FactDiffers { fact, other }),
        1 => vec(elsewhere, 0..3).prop_map(|others| Found::RelatedCase { others }),
        1 => vec(private(), 0..3).prop_map(|others| Found::SignerNameVariant { others }),
        1 => any::<char>().prop_map(|mark| Found::UnbalancedMarks { mark }),
        1 => any::<i32>().prop_map(|year| Found::NotDeterminable { year }),
        1 => (day(), option::of(text())).prop_map(|(date, name)| Found::HearingOnDayOff { date, name }),
        1 => select(vec![Cause::Busy, Cause::NoAnswer, Cause::Damaged, Cause::Unreadable])
            .prop_map(|cause| Found::NotCompared { cause }),
    ];
    let severity = select(&[Severity::Error, Severity::Warning, Severity::Note][..]);
    (found, severity, any::<u32>(), any::<u32>()).prop_map(|(found, severity, start, end)| Finding {
        found,
        severity,
        start: start as usize,
        end: end as usize,
    })
}

fn settled() -> impl Strategy<Value = SettledFinding> {
    let how = prop_oneof![
        (text(), text()).prop_map(|(by, reason)| Settlement::Overridden { by: by.into(), reason }),
        (private(), text(), select(&SignedHow::ALL[..])).prop_map(|(who, when, how)| Settlement::Confirmed {
            who,
            when,
            how
        }),
        Just(Settlement::Acknowledged),
    ];
    (text(), any::<u32>(), any::<u32>(), how).prop_map(|(rule, start, end, how)| SettledFinding {
        rule: Rule::posted(rule),
        start: start as usize,
        end: end as usize,
        how,
    })
}

fn seen() -> impl Strategy<Value = PaperSeen> {
    (text(), option::of(private()), option::of(text())).prop_map(|(paper, last_four, file)| PaperSeen {
        paper: PaperId::posted(paper),
        last_four,
        file,
    })
}

fn order() -> BoxedStrategy<Order> {
    let customer = (private(), private(), option::of(private()), option::of(private()), option::of(private()))
        .prop_map(|(phone, name, payer, invoice_title, tax_number)| Customer {
            phone,
            name,
            payer,
            invoice_title,
            tax_number,
        });
    let offer = (select(&Method::ALL[..]), money(), option::of(private()))
        .prop_map(|(method, amount, serial)| Offer { serial, ..Offer::new(method, amount) });
    let late = (text(), text()).prop_map(|(reason, approved_by)| Late { reason, approved_by: approved_by.into() });
    let terms = (btree_map(text(), text(), 0..3), option::of(late), option::of(manual()))
        .prop_map(|(attributes, late, manual)| Terms { attributes, late, manual });
    (
        ad(),
        vec(day(), 0..4),
        customer,
        vec(seen(), 0..3),
        vec(offer, 0..2),
        prop_oneof![Just(Terms::default()), terms],
        vec(settled(), 0..3),
        option::of(private()),
        (option::of((number(), select(&[FaultOf::Paper, FaultOf::Customer][..]))), option::of(number())),
    )
        .prop_map(|(ad, runs, customer, seen, offers, terms, settled, received, (corrects, repeats))| Order {
            ad,
            runs,
            customer,
            seen,
            offers,
            terms,
            settled,
            shown: None,
            received,
            corrects: corrects.map(|(booking, fault)| Corrects { booking, fault }),
            repeats,
        })
        .boxed()
}

fn booked() -> BoxedStrategy<Booked> {
    let set =
        (any::<u16>(), any::<u32>(), any::<u32>(), text(), roles()).prop_map(|(pt, lines, setter, style, roles)| {
            SetAs { pt: TypeSize::tenths(pt), lines: lines as usize, setter, style: StyleId::posted(style), roles }
        });
    (order(), quote(), set, vec(finding(), 0..4), vec(text(), 0..3), vec(day(), 0..3))
        .prop_map(|(order, quote, set, findings, papers, late)| {
            let papers = papers.into_iter().map(PaperId::posted).collect();
            let deadline = late.first().and_then(|day| day.and_hms_opt(15, 0, 0));
            Booked { order, quote, set, findings, papers, late, deadline }
        })
        .boxed()
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let rect =
        || (length(), length(), length(), length()).prop_map(|(x, y, width, height)| Rect { x, y, width, height });
    let ink = || {
        prop_oneof![
            Just(Ink::Black),
            any::<u8>().prop_map(Ink::Grey),
            Just(Ink::Paper),
            Just(Ink::Red),
            any::<u8>().prop_map(Ink::RedTint),
        ]
    };
    let point = || (length(), length());
    let part = prop_oneof![
        point().prop_map(|(x, y)| PathSegment::Move(x, y)),
        point().prop_map(|(x, y)| PathSegment::Line(x, y)),
        [point(), point(), point()].prop_map(PathSegment::Curve),
        Just(PathSegment::Close),
    ];
    let glyph = (any::<u16>(), length(), length(), text()).prop_map(|(id, x, y, text)| Glyph { id, x, y, text });
    let faces = ["song", "kai", "hei"].into_iter().filter_map(Face::from_id).collect::<Vec<_>>();
    let run = (select(faces), any::<u16>(), ink(), any::<bool>(), any::<bool>(), length(), vec(glyph, 0..3)).prop_map(
        |(face, size, ink, turned, down, stroke, glyphs)| GlyphRun {
            face,
            size: TypeSize::tenths(size),
            ink,
            turned,
            down,
            stroke,
            glyphs,
        },
    );
    let path = (vec(part, 0..4), option::of(length()), ink()).prop_map(|(segments, stroke, ink)| Path {
        segments,
        stroke,
        ink,
    });
    let mark = prop_oneof![
        run.prop_map(Mark::Glyphs),
        (rect(), ink()).prop_map(|(place, ink)| Mark::Rule { place, ink }),
        path.prop_map(Mark::Path),
        (rect(), text())
            .prop_map(|(place, sha256)| Mark::Picture { place, picture: PictureMark { sha256, picture: None } }),
    ];
    let mark = mark.prop_recursive(2, 8, 3, move |inner| {
        (rect(), vec(inner, 0..3)).prop_map(|(place, marks)| Mark::Clip { place, marks })
    });
    (length(), length(), vec(mark, 0..4)).prop_map(|(width, height, marks)| Sheet { width, height, marks })
}

fn till() -> impl Strategy<Value = TillName> {
    select(vec![TillName::MAIN, "2".parse().expect("a name"), "窗口2".parse().expect("a name")])
}

fn of_booking() -> impl Strategy<Value = BookingEvent> {
    let payment = (select(&Method::ALL[..]), money(), money(), option::of(private()), till())
        .prop_map(|(method, amount, tendered, serial, till)| Payment { method, amount, tendered, serial, till })
        .boxed();
    let left = [
        ProofDelivery::Printed,
        ProofDelivery::Written,
        ProofDelivery::Pictured,
        ProofDelivery::Copied,
        ProofDelivery::Signed,
    ];
    let frozen = (select(left.to_vec()), text(), any::<bool>(), option::of(file())).prop_map(
        |(how, fingerprint, anew, zlib)| {
            let sheet = zlib.map(|zlib| Personal::new(Frozen::kept(fingerprint.clone(), zlib)));
            BookingEvent::ProofFrozen { how, fingerprint, anew, sheet }
        },
    );
    let paper = select(&[Printout::Proof, Printout::Statement, Printout::Refund(2)][..]);
    prop_oneof![
        4 => booked().prop_map(|booked| BookingEvent::Taken(Box::new(booked))),
        1 => vec(settled(), 0..4).prop_map(BookingEvent::Settled),
        1 => vec(finding(), 0..4).prop_map(BookingEvent::Compared),
        1 => payment.prop_map(BookingEvent::Paid),
        1 => vec(seen(), 0..3).prop_map(BookingEvent::Seen),
        1 => (select(&SignedHow::ALL[..]), private(), option::of(sheet().prop_map(Personal::new)))
            .prop_map(|(how, who, sheet)| BookingEvent::Signed { how, who, sheet }),
        1 => Just(BookingEvent::Reviewed),
        1 => frozen,
        2 => amended().prop_map(BookingEvent::Amended),
        1 => (paper, any::<u32>(), option::of(any::<u32>()))
            .prop_map(|(paper, copy, drawn)| BookingEvent::Printed { paper, copy, drawn }),
    ]
}

fn amended() -> BoxedStrategy<Amended> {
    let charge = || {
        let stage =
            prop_oneof![Just(WithdrawalStage::BeforeDeadline), any::<u32>().prop_map(WithdrawalStage::DaysBefore)];
        let charge = (stage, fee(), money(), money()).prop_map(|(stage, fee, of, amount)| Charge {
            what: ChargedFor::Withdrawal(stage),
            fee,
            of,
            amount,
        });
        option::of(charge)
    };
    let withdrawn = (vec(day(), 0..3), text(), quote(), charge(), money());
    let withdrawn = withdrawn.prop_map(|(runs, reason, quote, charge, credit)| {
        Amended::Withdrawn(Box::new(Withdrawn { runs, reason, quote, charge, credit }))
    });
    let method = || select(&Method::ALL[..]);
    let refunded = (method(), money(), option::of(private()), text(), text(), till());
    let refunded = refunded.prop_map(|(method, amount, serial, reason, approved_by, till)| {
        Amended::Refunded(Box::new(Refunded {
            back: Back { method, serial, approved_by: approved_by.into() },
            amount,
            reason,
            till,
        }))
    });
    let fault = select(&[FaultOf::Paper, FaultOf::Customer][..]);
    let corrected = (booked(), money(), fault.clone(), charge(), money(), text());
    let corrected = corrected.prop_map(|(mut booked, appeared, fault, charge, credit, reason)| {
        (booked.order.ad.picture, booked.order.corrects, booked.order.repeats) = (None, None, None);
        let booked = Box::new(booked);
        Amended::Corrected(Box::new(Corrected { booked, appeared, fault, charge, credit, reason }))
    });
    let moved = ((day(), day(), text()), quote(), vec(finding(), 0..2), money());
    let moved = moved.prop_map(|((from, to, reason), quote, findings, credit)| {
        let deadline = from.and_hms_opt(15, 0, 0);
        Amended::Moved(Box::new(Moved { from, to, reason, quote, findings, deadline, credit }))
    });
    let prints = vec((select(&[Printout::Proof, Printout::Statement, Printout::Refund(2)][..]), any::<u32>()), 0..3);
    let undone = (any::<u64>(), text(), text(), vec((method(), money()), 0..3), vec(any::<u64>(), 0..2), prints);
    let undone = (undone, any::<bool>(), till());
    let undone = undone.prop_map(|((entry, what, reason, moved, proofs, prints), whole, till)| {
        Amended::Undone(Box::new(Undone { entry, what, reason, moved, till, proofs, prints, whole }))
    });
    let rerun = (day(), text()).prop_map(|(on, reason)| Amended::Rerun(Rerunning { on, reason }));
    let by = (number(), fault).prop_map(|(booking, fault)| Amended::CorrectedBy(CorrectedBy { booking, fault }));
    let again = number().prop_map(|booking| Amended::RepeatedBy(RepeatedBy { booking }));
    let cleared = money().prop_map(|amount| Amended::Cleared(Cleared { amount }));
    let rebated = (money(), text(), text(), money()).prop_map(|(amount, reason, approved_by, credit)| {
        Amended::Rebated(Box::new(Rebated { amount, reason, approved_by: approved_by.into(), credit }))
    });
    let reversed = (method(), money(), money(), option::of(private()), any::<u32>(), option::of(number()), text());
    let reversed = (reversed, till(), till());
    let reversed = reversed.prop_map(|((method, amount, tendered, serial, place, paid_for, reason), till, other)| {
        let payment = Payment { method, amount, tendered, serial, till: other };
        Amended::Reversed(Box::new(Reversed { payment, place, paid_for, reason, till }))
    });
    prop_oneof![
        withdrawn.boxed(),
        refunded.boxed(),
        reversed.boxed(),
        rebated.boxed(),
        by.boxed(),
        again.boxed(),
        cleared.boxed(),
        corrected.boxed(),
        moved.boxed(),
        rerun.boxed(),
        undone.boxed()
    ]
    .boxed()
}

fn of_office() -> impl Strategy<Value = OfficeEvent> {
    let zone = (-720i32..=840).prop_map(|minutes| {
        FixedOffset::east_opt(minutes * 60).expect("an offset").to_string().parse::<Zone>().expect("a zone")
    });
    let second = prop_oneof![Just(Second::Process), Just(Second::Black), text().prop_map(Second::Spot)];
    let press = (text(), second, any::<u8>(), any::<u16>(), any::<u16>()).prop_map(
        |(condition, second, picture_gain, least_rule, least_type)| Press {
            condition,
            second,
            picture_gain,
            profile: None,
            least_rule,
            least_type,
        },
    );
    let press = prop_oneof![Just(Press::default()), press];
    let seal = select(&SealPlace::ALL[..]);
    let paper = (text(), text(), option::of(vat()), zone, text(), press, seal).prop_map(
        |(name, tax_number, vat, time_zone, account, press, seal)| Paper {
            name,
            tax_number,
            vat,
            time_zone,
            account,
            press,
            seal,
        },
    );
    let void = || vec((number(), number()).prop_map(|(first, last)| Void { first, last }), 0..3);
    let missing = (any::<u64>(), any::<u64>(), text()).prop_map(|(from, to, hash)| Missing { from, to, hash });
    let kind = || select(&[RuleKind::Card, RuleKind::Calendar, RuleKind::NoticeKind, RuleKind::Style][..]);
    let entered = (kind(), text(), text(), day(), text()).prop_map(|(kind, id, version, from, text)| Entered {
        kind,
        id,
        version,
        from,
        text,
    });
    let said = || option::of(text());
    let restored = (text(), text(), any::<u64>(), said(), option::of(any::<u64>()), void(), said(), text()).prop_map(
        |(file, head, entries, lost_head, lost_entries, void, aside, reason)| Restored {
            file,
            head,
            entries,
            lost_head,
            lost_entries,
            void,
            aside,
            reason,
        },
    );
    prop_oneof![
        any::<bool>().prop_map(|practice| OfficeEvent::Founded { practice }),
        paper.prop_map(OfficeEvent::PaperSet),
        (day(), text()).prop_map(|(last, reason)| OfficeEvent::ClockConfirmed { last, reason }),
        (option::of(missing), void(), text()).prop_map(|(missing, numbers, reason)| OfficeEvent::Voided {
            missing,
            numbers,
            reason
        }),
        entered.prop_map(|entered| OfficeEvent::RulesEntered(Box::new(entered))),
        (kind(), text(), text()).prop_map(|(kind, version, reason)| OfficeEvent::RulesWithdrawn {
            kind,
            version,
            reason
        }),
        restored.prop_map(|restored| OfficeEvent::Restored(Box::new(restored))),
    ]
}

fn may() -> impl Strategy<Value = May> {
    (proptest::array::uniform8(any::<bool>()), any::<u8>(), option::of(money())).prop_map(|(flags, below, refund)| {
        let [take, pay, late, pass_errors, on_account, close, reopen, rules] = flags;
        May { take, pay, late, below, refund, pass_errors, on_account, close, reopen, rules }
    })
}

fn of_persons() -> BoxedStrategy<PersonsEvent> {
    let name = || text().prop_map(PersonName::posted);
    let pin = || private().prop_map(PinHash::posted);
    let role = || select(&PersonRole::ALL[..]);
    let rights = (may(), may(), may(), may()).prop_map(|(supervisor, clerk, cashier, make_up)| {
        PersonsEvent::RightsSet(Rights { supervisor, clerk, cashier, make_up })
    });
    let approved = (vec(name(), 0..3), vec(select(&Right::ALL[..]), 0..3), any::<bool>());
    prop_oneof![
        (name(), role(), pin()).prop_map(|(name, role, pin)| PersonsEvent::Added { name, role, pin }),
        (name(), role()).prop_map(|(name, role)| PersonsEvent::RoleGiven { name, role }),
        (name(), pin()).prop_map(|(name, pin)| PersonsEvent::PinSet { name, pin }),
        (name(), text()).prop_map(|(name, reason)| PersonsEvent::Retired { name, reason }),
        (any::<bool>(), text()).prop_map(|(on, reason)| PersonsEvent::Switched { on, reason }),
        rights,
        (name(), any::<u32>()).prop_map(|(name, times)| PersonsEvent::PinWrong { name, times }),
        name().prop_map(|name| PersonsEvent::SignedIn { name }),
        (name(), pin(), text()).prop_map(|(name, pin, reason)| PersonsEvent::Recovered { name, pin, reason }),
        approved.prop_map(|(by, rights, alone)| PersonsEvent::Approved { by, rights, alone }),
    ]
    .boxed()
}

/// What was first posted long after the last entry of format 1: persons, files of some sorts, and tills that are named.
fn is_since(event: &Event) -> bool {
    let act = |amended: &Amended| {
        matches!(amended, Amended::Refunded(_) | Amended::Reversed(_) | Amended::Undone(_) | Amended::Cleared(_))
    };
    let of_till = matches!(event, Event::Booking(_, BookingEvent::Amended(amended)) if act(amended));
    of_till || event.till() != TillName::MAIN || is_own_rules(event)
}

/// Files of these were first posted long after the last entry of format 1.
fn is_own_rules(event: &Event) -> bool {
    let kind = match event {
        Event::Persons(_) | Event::Agreement(..) => return true,
        Event::Office(OfficeEvent::RulesEntered(entered)) => entered.kind,
        Event::Office(OfficeEvent::RulesWithdrawn { reason, .. }) if !reason.is_empty() => return true,
        Event::Office(OfficeEvent::RulesWithdrawn { kind, .. }) => *kind,
        Event::Office(OfficeEvent::PaperSet(paper)) => return paper.seal != SealPlace::Left,
        _ => return false,
    };
    matches!(kind, RuleKind::NoticeKind | RuleKind::Style)
}

fn of_agreement() -> impl Strategy<Value = Event> {
    let said = (text(), vec(text(), 0..3), money(), any::<u32>(), text(), text(), text());
    let agreed = said.prop_map(|(name, phones, limit, days, contract, notes, reason)| {
        let phones = phones.into_iter().map(Personal::new).collect();
        let agreed = Agreed { name: name.into(), phones, limit, days, contract, notes: notes.into() };
        AgreementEvent::Agreed { agreed: Box::new(agreed), reason }
    });
    let event = prop_oneof![agreed, text().prop_map(|reason| AgreementEvent::Ended { reason })];
    (1u32.., event).prop_map(|(id, event)| Event::Agreement(AgreementId(id), event))
}

fn event() -> BoxedStrategy<Event> {
    let till = (day(), money(), any::<bool>())
        .prop_map(|(day, float, unasked)| Event::Till(TillId::main(day), TillEvent::Opened { float, unasked }));
    prop_oneof![
        6 => (number(), of_booking().boxed()).prop_map(|(number, event)| Event::Booking(number, event)).boxed(),
        1 => till.boxed(),
        2 => of_office().boxed().prop_map(Event::Office).boxed(),
        2 => of_persons().prop_map(Event::Persons).boxed(),
        1 => of_agreement().boxed(),
    ]
    .boxed()
}

proptest! {
    #[test]
    fn any_event_comes_back_as_it_was_written(event in event()) {
        let back = there_and_back(&event);
        prop_assert!(back.as_ref() == Ok(&event), "{:#?}", back);
    }

    #[test]
    fn any_event_comes_back_from_format_1(event in event().prop_filter("posted since", |event| !is_since(event)), on in day()) {
        let on = if let Event::Till(till, _) = &event { till.day } else { on };
        let back = decode_old(encode_old(&event).expect("written"), on);
        prop_assert!(back.as_ref() == Ok(&event), "{:#?}", back);
    }
}
