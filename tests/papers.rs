//! A customer is handed papers: what stands on them, and that they are the same every time.

use std::sync::Arc;

use books::booking::{
    Act, Booking, BookingEvent, Entry, Event, Figures, LeftOpen, Method, Number, Open, ProofDelivery, SignedHow, replay,
};
use books::persons::Persons;
use qishi::papers::{
    Asking, DaySheet, Grouped, PrintStamp, Questioned, RenderContext, day_sheet, fingerprint, proof, questions,
    receipt, statement, statement_of, statement_printed, trial,
};
use setting::frozen::Frozen;
use setting::paint::pdf::{PdfMetadata, SheetPage, write};
use setting::sheet::{Mark, Rect, Sheet};
use trade::ad::{Kind, StyleId};
use trade::ids::PersonName;
use trade::measure::Length;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::VatRate;
use trade::settings::{Paper, SealPlace};

use crate::corpus::{BLESSINGS, CATEGORIES, NOTICES, ad, booked, entry, from_the_journal, now, order, picture, taken};

fn paper() -> Paper {
    Paper::checked("青岛某报社", "91370306MA3TBJ0T8E", Some(VatRate::GENERAL)).expect("sound")
}

fn text(sheets: &[Sheet]) -> String {
    sheets.iter().map(Sheet::text).collect()
}

fn pdf(sheets: &[Sheet], booking: &Booking) -> Vec<u8> {
    let trim = |sheet: &Sheet| Rect::new(Length::ZERO, Length::ZERO, sheet.width, sheet.height);
    let pages: Vec<SheetPage> = sheets.iter().map(|sheet| SheetPage { sheet, trim: Some(trim(sheet)) }).collect();
    write(&pages, &PdfMetadata { title: "test", date: booking.history.last().map(|h| h.at) }).expect("writes")
}

/// Every booking of the corpus and of the blessings, the latter with and without a picture.
fn all() -> Vec<(String, Booking)> {
    let mut all = Vec::new();
    for (i, (copy, category)) in NOTICES.iter().zip(CATEGORIES).enumerate() {
        let size = if category == "lost_and_void" { "7.2x3" } else { "7.2x10" };
        let made = booked(order(Kind::Notice, category, size, copy, &["cash:1000"]), Some(VatRate::GENERAL));
        all.push((format!("notice-{:02}", i + 1), made.unwrap_or_else(|refused| panic!("{}: {refused:?}", i + 1))));
    }
    for (category, copy) in BLESSINGS {
        for (size, with_picture) in [("7.2x5", false), ("14.6x10", true), ("7.2x10", true)] {
            let mut order = order(Kind::Blessing, category, size, copy, &["wechat:100"]);
            order.ad.picture = with_picture.then(|| Personal::new(Arc::new(picture(1200, 900))));
            let made = booked(order, Some(VatRate::GENERAL))
                .unwrap_or_else(|refused| panic!("{category} {size}: {refused:?}"));
            all.push((format!("{category}-{size}"), made));
        }
    }
    all
}

#[test]
fn every_ad_of_a_page_gets_its_proof_and_its_statement() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: true,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    for (name, booking) in all() {
        let proof = proof(&booking, house).expect("drawn");
        let said = text(&proof);
        let alone = ad(&booking).expect("drawn");
        let print = fingerprint(booking.order().ad.copy.text());
        for part in ["B20260120-0001", "以签字校样为准", "练习", "2026年1月22日（周四）", &print, &alone.text()]
        {
            assert!(said.contains(part), "{name}: {part} is not on the proof:\n{said}");
        }
        assert_eq!(proof.len(), 1, "{name}: the ad and the signature stand on one sheet");
        assert_eq!((alone.width, alone.height), (booking.order().ad.size.width, booking.order().ad.size.height));
        let paid = booking.order().ad.kind == Kind::Blessing;
        assert_eq!(alone.text().contains("广告"), paid, "{name}: 广告 stands inside a paid blessing");
        let statement = statement(&booking, house);
        let said = text(&statement);
        let capitals = format!("人民币{}", booking.total().capitals());
        for part in
            ["青岛某报社", "91370306MA3TBJ0T8E", "非发票", &capitals, "税率 6%", "S20260120-0001", "王敏", "2026-01 版"]
        {
            assert!(said.contains(part), "{name}: {part} is not on the statement:\n{said}");
        }
        assert_eq!(said.contains("暂按祝福价目"), !paid, "{name}");
        if let Ok(folder) = std::env::var("QISHI_PAPERS") {
            let file = |kind: &str| format!("{folder}/{name}-{kind}.pdf");
            std::fs::write(file("proof"), pdf(&proof, &booking)).expect("written");
            std::fs::write(file("statement"), pdf(&statement, &booking)).expect("written");
            std::fs::write(file("ad"), pdf(&[alone], &booking)).expect("written");
        }
    }
}

#[test]
fn until_the_paper_is_set_papers_are_specimens_and_split_no_tax() {
    let paper = Paper::default();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let booking = booked(order(Kind::Notice, "lost_and_void", "7.2x3", NOTICES[5], &[]), None).expect("booked");
    for said in [text(&proof(&booking, house).expect("drawn")), text(&statement(&booking, house))] {
        assert!(said.contains("样张"), "{said}");
        assert!(!said.contains("税额 ") && !said.contains("练习"), "{said}");
    }
}

#[test]
fn the_statement_tells_what_was_paid_how_and_what_is_owed() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let offers = ["wechat:200.50", "account:500", "cash:300"];
    let booking =
        booked(order(Kind::Notice, "other", "7.2x10", NOTICES[3], &offers), Some(VatRate::GENERAL)).expect("booked");
    let said = text(&statement(&booking, house));
    for part in [
        "微信",
        "200.50",
        "收 300.00，找零 1.50",
        "已付 ¥499.00",
        "挂账 ¥500.00",
        "未付 ¥0.00",
        "942.45",
        "56.55",
        "999.00",
    ] {
        assert!(said.contains(part), "{part}:\n{said}");
    }
}

#[test]
fn a_year_of_runs_still_has_ad_and_signature_on_the_first_sheet() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let mut order = order(Kind::Blessing, "festival", "14.6x10", BLESSINGS[5].1, &[]);
    order.runs = order.runs[0].iter_days().take(300).collect();
    let booking = booked(order, Some(VatRate::GENERAL)).expect("booked");
    let sheets = proof(&booking, house).expect("drawn");
    assert!(sheets.len() > 1 && sheets[0].text().contains("客户签字"));
    let said = text(&statement(&booking, house));
    assert!(said.contains("合计（300 期）") && said.contains("599,700.00"));
    for sheet in sheets.iter().chain(&statement(&booking, house)) {
        sheet.each_run(|run| {
            for glyph in &run.glyphs {
                assert!(glyph.y < Length::mm(292) && glyph.x < Length::mm(195), "{} is off the sheet", glyph.text);
            }
        });
    }
}

#[test]
fn the_same_booking_gives_the_same_bytes() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let make = || booked(order(Kind::Notice, "court", "7.2x10", NOTICES[0], &["cash:999"]), None).expect("booked");
    let (one, two) = (make(), make());
    assert_eq!(pdf(&proof(&one, house).expect("drawn"), &one), pdf(&proof(&two, house).expect("drawn"), &two));
    assert_eq!(pdf(&statement(&one, house), &one), pdf(&statement(&two, house), &two));
}

#[test]
fn what_was_signed_is_what_is_printed() {
    let mut order = order(Kind::Blessing, "wedding", "14.6x10", BLESSINGS[0].1, &[]);
    order.ad.picture = Some(Personal::new(Arc::new(picture(1200, 900))));
    let booking = booked(order.clone(), None).expect("booked");
    // A setter that sets otherwise is played by a sheet that no setter would make.
    let mut signed = ad(&booking).expect("drawn");
    signed.marks.truncate(signed.marks.len() - 1);
    let taken = taken(&[order], None, &books::counter::Rules::shipped(), now()).expect("taken");
    let sheet = Frozen::of(&signed).expect("frozen");
    let act = Act::Sign { how: SignedHow::Wechat, who: "李雪".to_owned().into(), sheet };
    let posted = entry(2, now(), &booking, act).expect("signed");
    // As it comes back from the journal: the picture by its digest only.
    let posted = from_the_journal(&posted);
    let booking = replay(booking.number, [&taken, &posted]).expect("taken");
    assert_eq!(ad(&booking).expect("drawn"), signed);
    // A later setter, which would set another style by itself, prints the same bytes.
    let mut later = booking.clone();
    later.booked.set.setter += 1;
    later.booked.set.style = StyleId::known("some later style");
    assert_eq!(pdf(&[ad(&later).expect("drawn")], &later), pdf(std::slice::from_ref(&signed), &booking));
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    assert!(text(&proof(&booking, house).expect("drawn")).contains("已确认：微信，李雪"));
}

/// Builds before proofs were frozen posted the sheet with the signature: it is what was signed, whatever the setter makes of it today.
#[test]
fn an_ad_that_was_signed_before_proofs_were_frozen_is_drawn_as_it_was_signed() {
    let taken = booked(order(Kind::Notice, "court", "7.2x10", NOTICES[0], &[]), None).expect("booked");
    let mut sheet = ad(&taken).expect("drawn");
    sheet.marks.truncate(sheet.marks.len() - 1);
    let who = "李雪".to_owned().into();
    let signed = BookingEvent::Signed { how: SignedHow::Wechat, who, sheet: Some(Personal::new(sheet.clone())) };
    let (at, day, person) = (now(), now().date_naive(), PersonName::known("王敏"));
    let first = Event::Booking(taken.number, BookingEvent::Taken(Box::new(taken.booked.clone())));
    let events = vec![first, Event::Booking(taken.number, signed)];
    let posted = Entry { seq: 1, at, day, person, request: "r1".to_owned(), events };
    let booking = replay(taken.number, [&from_the_journal(&posted)]).expect("taken");
    assert_eq!(ad(&booking).expect("drawn"), sheet);
    assert_ne!(ad(&taken).expect("drawn"), sheet);
}

#[test]
fn the_page_that_tries_a_printer_measures_100_mm_each_way() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let sheets = trial("ipp://localhost:631/printers/Canon", house);
    assert_eq!(sheets.len(), 1);
    let said = text(&sheets);
    for part in ["青岛某报社", "ipp://localhost:631/printers/Canon", "宋体", "黑体", "楷体", "囍"] {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    let faces = std::cell::RefCell::new(std::collections::BTreeSet::new());
    sheets[0].each_run(|run| {
        faces.borrow_mut().insert(run.face.id());
        assert!(run.glyphs.iter().all(|glyph| glyph.x < Length::mm(188)), "off the sheet");
    });
    assert!(["song", "hei", "kai"].iter().all(|face| faces.borrow().contains(face)));
    let bar = |wide: bool| {
        sheets[0].marks.iter().any(|mark| match mark {
            Mark::Rule { place, .. } if wide => place.width == Length::mm(100) && place.height < Length::mm(1),
            Mark::Rule { place, .. } => place.height == Length::mm(100) && place.width < Length::mm(1),
            _ => false,
        })
    };
    assert!(bar(true) && bar(false));
}

#[test]
fn a_second_statement_says_which_print_it_is_when_and_by_whom() {
    use books::booking::Printout;
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let order = order(Kind::Notice, "court", "7.2x10", NOTICES[0], &["cash:999"]);
    let taken = taken(&[order], None, &books::counter::Rules::shipped(), now()).expect("taken");
    let number = taken.taken().expect("taken");
    let mut entries = vec![taken];
    let print = |hour: i64| PrintStamp { at: now() + chrono::Duration::hours(hour), by: PersonName::known("王敏") };
    let first = text(&statement_printed(&replay(number, &entries).expect("taken"), &print(2), house));
    for seq in 2..=3 {
        let booking = replay(number, &entries).expect("taken");
        let paper = if seq == 3 { Printout::Proof } else { Printout::Statement };
        let act = Act::Print { paper, drawn: Some(1) };
        entries.push(entry(seq, now() + chrono::Duration::hours(seq as i64), &booking, act).expect("printed"));
    }
    let booking = replay(number, &entries).expect("taken");
    let plain = replay(number, &entries[..1]).expect("taken");
    assert_eq!(first, text(&statement(&booking, house)), "the first print is the statement");
    assert_eq!(statement(&booking, house), statement(&plain, house), "and a file stays what it was");
    let again = text(&statement_printed(&booking, &print(4), house));
    let when = qishi::locale::minute(now() + chrono::Duration::hours(4));
    for part in ["补打", "第 2 次打印", &when, "王敏"] {
        assert!(again.contains(part) && !first.contains("补打"), "{part}:\n{again}");
    }
}

#[test]
fn a_very_long_name_is_printed_whole() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let name = "青岛西海岸新区某某某某工程建设集团有限公司".repeat(4);
    let mut order = order(Kind::Notice, "other", "7.2x10", NOTICES[3], &[]);
    order.customer = books::booking::Customer::checked("0532-88187720", &name, "", "").expect("sound");
    let booking = booked(order, None).expect("booked");
    for sheets in [proof(&booking, house).expect("drawn"), statement(&booking, house)] {
        assert!(text(&sheets).contains(&name));
        for sheet in &sheets {
            sheet.each_run(|run| assert!(run.glyphs.iter().all(|glyph| glyph.x < Length::mm(191)), "off the sheet"));
        }
    }
}

/// The page of 2026-01-22, read for that day.
fn page_read() -> Vec<Questioned> {
    use trade::notice::{NothingEarlier, NoticeKinds, ReadingContext, read};
    let text = include_str!("corpus/page-2026-01-22.txt");
    let (calendar, publish) = (books::counter::Rules::shipped().calendar, Some(crate::corpus::run()));
    let page = read(
        text,
        &ReadingContext { publish, calendar: &calendar, kinds: NoticeKinds::shipped(), earlier: &NothingEarlier },
    );
    Questioned::read(text, &page, publish, NoticeKinds::shipped())
}

/// The questions about the page, as a paper.
pub fn asked_of_the_page(house: RenderContext) -> Vec<Sheet> {
    let asking = Asking {
        number: "Y20260120-1000".to_owned(),
        sender: "青岛西海岸新区劳动人事争议仲裁委员会".to_owned(),
        source: "公告0122.docx".to_owned(),
        by: "王敏".to_owned(),
        at: now(),
    };
    questions(&page_read(), &asking, house)
}

/// Writes a paper where somebody wants to look at it.
fn shown(name: &str, sheets: &[Sheet], booking: &Booking) {
    if let Ok(folder) = std::env::var("QISHI_PAPERS") {
        std::fs::write(format!("{folder}/{name}.pdf"), pdf(sheets, booking)).expect("written");
    }
}

/// Nothing stands beyond the margins, nor on the foot.
fn on_the_sheet(sheets: &[Sheet]) {
    for sheet in sheets {
        sheet.each_run(|run| {
            for glyph in &run.glyphs {
                assert!(glyph.x < Length::mm(191) && glyph.y < Length::mm(284), "{} is off the sheet", glyph.text);
            }
        });
        let beyond = |mark: &Mark| matches!(mark, Mark::Rule { place, .. } if place.x + place.width > Length::mm(191));
        assert!(!sheet.marks.iter().any(beyond));
    }
}

/// The twelve notices of the page, each booked by itself, as one batch of the day.
fn the_page_booked(vat: Option<VatRate>) -> Vec<Booking> {
    let rules = books::counter::Rules::shipped();
    let orders = NOTICES.iter().zip(CATEGORIES).enumerate().map(|(i, (copy, category))| {
        let size = if category == "lost_and_void" { "7.2x3" } else { "7.2x10" };
        let mut order = order(Kind::Notice, category, size, copy, if i % 3 == 0 { &["cash:1000"] } else { &[] });
        if i == 11 {
            order.customer =
                books::booking::Customer::checked("13800000012", "李四", "某某律师事务所", "").expect("sound");
        }
        order
    });
    let entry = taken(&orders.collect::<Vec<_>>(), vat, &rules, now()).expect("taken");
    entry.taken_all().into_iter().map(|number| replay(number, [&entry]).expect("taken")).collect()
}

#[test]
fn what_was_found_is_asked_place_by_place() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let sheets = asked_of_the_page(house);
    let said = text(&sheets);
    let read = page_read();
    let asked: Vec<&Questioned> = read.iter().filter(|notice| !notice.questions.is_empty()).collect();
    let count: usize = asked.iter().map(|notice| notice.questions.len()).sum();
    assert!(sheets.len() > 1 && count > 5, "{count} questions");
    for part in [
        "来稿疑问单",
        "致",
        "公告0122.docx",
        "提问人",
        "王敏",
        "2026-01-20 10:00",
        "照登",
        "更正为",
        "来稿单位（盖章）",
    ] {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    assert!(said.contains(&format!("12 则，其中 {} 则有疑问", asked.len())), "{said}");
    // Line ends part nothing that is not set in lines: the words are looked for without them.
    for notice in asked {
        for part in [&notice.name, &notice.addressee, &notice.case] {
            assert!(said.contains(part.as_str()), "{part}:\n{said}");
        }
        for (question, passage) in &notice.questions {
            assert!(said.contains(question.as_str()), "{question}:\n{said}");
            assert!(
                passage.place.is_empty() || said.contains(&format!("【{}】", passage.place)),
                "{passage:?}\n{said}"
            );
        }
    }
    on_the_sheet(&sheets);
    shown("questions", &sheets, &the_page_booked(None)[0]);
}

#[test]
fn bookings_ask_what_is_open_and_nothing_that_is_settled() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let mut bookings = the_page_booked(None);
    let of = |booking: &Booking| Questioned::booked(booking, house).questions.len();
    let at = bookings.iter().position(|booking| booking.held()).expect("one is held");
    let open = of(&bookings[at]);
    assert!(open > 0);
    let findings = bookings[at].booked.findings.clone();
    let how = books::booking::Settlement::Overridden { by: "李主任".into(), reason: "原件如此".to_owned() };
    for finding in &findings {
        let settled = books::booking::SettledFinding::of(finding, how.clone());
        bookings[at].settled.push((now(), PersonName::known("李主任"), settled));
    }
    assert_eq!(of(&bookings[at]), 0, "what is settled is not asked");
    let blessing = booked(order(Kind::Blessing, "wedding", "7.2x5", BLESSINGS[0].1, &[]), None).expect("booked");
    assert_eq!(of(&blessing), 0);
}

#[test]
fn a_receipt_tells_what_was_handed_in_and_what_is_held() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let bookings = the_page_booked(Some(VatRate::GENERAL));
    let sheets = receipt(&bookings, house);
    let said = text(&sheets);
    let held = bookings.iter().filter(|booking| booking.held()).count();
    assert!(held > 0 && sheets.len() > 1);
    assert_eq!(said.matches("暂缓").count(), held + 2, "each held one, the sum and the note:\n{said}");
    for part in [
        "来稿交接单",
        "西海岸新区仲裁委、李四",
        "某某律师事务所",
        "合计 12 则",
        "¥11,288.00",
        "人民币壹万壹仟贰佰捌拾捌元整",
        "青黄劳人仲案字〔2025〕第10869号",
        "2026-07-28",
        "09:30",
        "未付 ¥7,292.00",
        "交稿人签字",
        "收稿人签字",
    ] {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    for booking in &bookings {
        assert!(said.contains(&booking.number.to_string()));
    }
    on_the_sheet(&sheets);
    assert_eq!(sheets, receipt(&the_page_booked(Some(VatRate::GENERAL)), house), "the same every time");
    shown("receipt", &sheets, &bookings[0]);
    // A long list of runs and a blessing have their rows too.
    let mut order = order(Kind::Blessing, "festival", "14.6x10", BLESSINGS[5].1, &[]);
    order.runs = order.runs[0].iter_days().take(300).collect();
    let long = receipt(&[booked(order, None).expect("booked")], house);
    assert!(text(&long).contains("等 300 期"));
    on_the_sheet(&long);
    assert!(receipt(&[], house).is_empty());
}

#[test]
fn one_statement_for_several_bookings_adds_up_to_the_fen() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let bookings = the_page_booked(Some(VatRate::GENERAL));
    let vats = bookings.iter().filter_map(|booking| booking.booked.quote.vat.as_ref());
    let (net, tax) = vats.fold((Money::ZERO, Money::ZERO), |(net, tax), vat| (net + vat.net, tax + vat.tax));
    let total: Money = bookings.iter().map(Booking::total).sum();
    assert_eq!((net + tax, total), (Money::yuan(11_288), Money::yuan(11_288)));
    for (by, groups, parts) in [
        (Grouped::Payer, 1..=1, ["付款人：西海岸新区仲裁委", "付款人：某某律师事务所"]),
        (Grouped::Case, 1..=11, ["案号：青黄劳人仲案字〔2025〕第10869号", "无案号"]),
        (Grouped::Batch, 0..=0, ["批次：2026-01-20 10:00 王敏", "12 笔"]),
    ] {
        let sheets = statement_of(&bookings, by, house);
        let said = text(&sheets);
        for part in parts {
            assert!(said.contains(part), "{by:?}: {part}:\n{said}");
        }
        let subtotals = said.matches("小计").count();
        assert!(groups.contains(&subtotals), "{by:?}: a sum where there is something to sum: {subtotals}");
        for part in [
            "S20260120-0001 等 12 笔".to_owned(),
            "合计（12 笔，12 期）".to_owned(),
            "人民币壹万壹仟贰佰捌拾捌元整".to_owned(),
            format!("不含税 {}，税额 {}（税率 6%，价内）", net.grouped(), tax.grouped()),
            "已付 ¥3,996.00".to_owned(),
            "未付 ¥7,292.00".to_owned(),
            "非发票".to_owned(),
        ] {
            assert!(said.contains(&part), "{by:?}: {part}:\n{said}");
        }
        for booking in &bookings {
            assert_eq!(said.matches(&booking.number.to_string()).count(), 1, "{by:?}");
        }
        on_the_sheet(&sheets);
        shown(&format!("account-{by:?}"), &sheets, &bookings[0]);
    }
    // Rates that changed between two bookings are told apart.
    let mut mixed = bookings.clone();
    mixed[1].booked.quote.vat =
        mixed[1].booked.quote.vat.map(|vat| trade::rates::VatSplit { rate: VatRate::tenths(10), ..vat });
    let said = text(&statement_of(&mixed, Grouped::Payer, house));
    assert!(said.contains("税率 6%") && said.contains("税率 1%"), "{said}");
}

/// The booking that an order comes to under these rules, at this time of the twentieth of January.
fn under(rules: &books::counter::Rules, order: books::booking::Order, time: &str) -> Booking {
    let at = format!("2026-01-20T{time}:00+08:00").parse::<chrono::DateTime<chrono::FixedOffset>>().expect("a time");
    let entry = taken(&[order], Some(VatRate::GENERAL), rules, at).expect("taken");
    replay(entry.taken().expect("taken"), [&entry]).expect("taken")
}

/// The program's own rules, and this card from the tenth of January.
fn rules(card: &str) -> books::counter::Rules {
    use books::booking::{Entered, RuleKind};
    let read = trade::rates::RateCard::read(card, &trade::ad::CategoryTable::shipped()).expect("sound");
    let (id, version, from) = (read.id.clone(), read.version.clone(), "2026-01-10".parse().expect("a date"));
    let entered = Entered { kind: RuleKind::Card, id, version, from, text: card.to_owned() };
    books::counter::Rules::with(&[Arc::new(entered)]).expect("they read")
}

#[test]
fn the_statement_explains_discount_approver_and_late_run() {
    use books::booking::{Late, Terms};
    use trade::rates::{Manual, ManualPrice};
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let mut order = order(Kind::Notice, "lost_and_void", "7.2x3", NOTICES[5], &["cash:300"]);
    order.runs.insert(0, "2026-01-21".parse().expect("a date"));
    let said = |reason: &str| (reason.to_owned(), "李主任".to_owned());
    let ((reason, approved_by), (why, by)) = (said("老客户"), said("开庭前必须见报"));
    let manual = Manual { price: ManualPrice::Discount(10.into()), reason, approved_by: approved_by.into() };
    order.terms =
        Terms { late: Some(Late { reason: why, approved_by: by.into() }), manual: Some(manual), ..Terms::default() };
    let booking = under(&books::counter::Rules::shipped(), order, "16:30");
    let told = text(&statement(&booking, house));
    for part in [
        "1月21日截稿后加登（理由：开庭前必须见报；批准人：李主任）",
        "议价（优惠10%；理由：老客户；批准人：李主任）",
        "598.00",
        "-59.80",
        "538.20",
        "税率6%，价内",
        "合计（2期）",
        "祝福启事价目2026-01版",
        "2026年1月21日（周三）、2026年1月22日（周四）",
    ] {
        assert!(told.replace(' ', "").contains(part), "{part}:\n{told}");
    }
    // The history says it too, and so the journal's reader learns it.
    let happened = qishi::locale::happened(&booking.history[0].what, trade::settings::Language::Chinese);
    assert!(happened.contains("批准人：李主任") && happened.contains("截稿后加登"), "{happened}");
    let proof = text(&proof(&booking, house).expect("drawn"));
    assert!(proof.replace(' ', "").contains("¥538.20（2期，价目2026-01版，议价，李主任批准，含加登）"), "{proof}");
}

#[test]
fn a_booking_without_terms_has_the_statement_that_it_always_had() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let new = booked(order(Kind::Notice, "court", "7.2x10", NOTICES[0], &[]), Some(VatRate::GENERAL)).expect("booked");
    // One of old, whose quote knew neither the card's name nor the rule that priced a line, and of which no deadline was kept.
    let mut old = new.clone();
    old.booked.deadline = None;
    old.booked.quote.name.clear();
    old.booked.quote.lines[0].rule.clear();
    let said = text(&statement(&old, house));
    for part in ["刊期", "单价（元）", "2026年1月22日（周四）", "7.2×10 cm 公告", "人民币玖佰玖拾玖元整"]
    {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    assert!(!said.contains("数量") && !said.contains("约定"), "{said}");
    let new = text(&statement(&new, house));
    let agreed = "约定：截稿2026年1月21日（周三）15:00。";
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(plain(&new).replace("祝福启事价目", "").replace(agreed, ""), plain(&said));
}

#[test]
fn another_currency_bears_its_name_and_no_capitals() {
    let card = std::fs::read_to_string(format!("{}/tests/rates/cards/farmville.toml", env!("CARGO_MANIFEST_DIR")));
    let card = card.expect("a card");
    let rules = rules(&card.replace("id = \"classified\"", "id = \"notice\""));
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let copy = "Found\nA grey cat near the mill. Call 555 0100.";
    let booking = under(&rules, order(Kind::Notice, "other", "7.2x3", copy, &[]), "10:00");
    let said = text(&statement(&booking, house));
    assert!(said.contains("USD ") && said.contains("单价（USD）"), "{said}");
    assert!(!said.contains('¥') && !said.contains("人民币"), "{said}");
}

#[test]
fn a_quote_of_many_lines_and_runs_goes_on_over_the_page() {
    let card = "id = \"x\"\nversion = \"1\"\nname = \"长价目\"\neffective_from = 2026-01-01\nsource = \"-\"\n[[kind]]\nid = \"notice\"\nname = \"公告\"\n[[price]]\nid = \"p\"\nname = \"一个很长很长的价目名称，写明版面、位置、颜色、星期和其他条件，以至一行写不下\"\nper = \"run\"\nprice = 100\n";
    let adds: String = (0..40)
        .map(|n| format!("[[surcharge]]\nid = \"s{n}\"\nname = \"加价{n}\"\npercent = 1\nof = \"price\"\n"))
        .collect();
    let rules = rules(&format!("{card}{adds}"));
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let mut order = order(Kind::Notice, "other", "7.2x10", NOTICES[3], &[]);
    order.runs = order.runs[0].iter_days().take(90).collect();
    let sheets = statement(&under(&rules, order, "10:00"), house);
    assert!(sheets.len() > 1);
    let said = text(&sheets);
    assert!(said.contains("加价39") && said.contains("合计（90 期）"), "{said}");
    for sheet in &sheets {
        sheet.each_run(|run| {
            for glyph in &run.glyphs {
                assert!(glyph.y < Length::mm(292) && glyph.x < Length::mm(191), "{} is off the sheet", glyph.text);
            }
        });
    }
}
/// The program's own card and those of the papers whose prices are published.
pub fn cards() -> Vec<trade::rates::RateCard> {
    let own = books::counter::Rules::shipped().cards.all().into_iter().cloned().collect::<Vec<_>>();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rates/cards");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let read = |path| {
        trade::rates::RateCard::read(
            &std::fs::read_to_string(path).expect("a card"),
            &trade::ad::CategoryTable::shipped(),
        )
        .expect("sound")
    };
    own.into_iter().chain(files.into_iter().map(read)).collect()
}

#[test]
fn the_poster_of_a_card_says_every_price_its_source_and_its_day() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    for card in cards() {
        let sheets = qishi::papers::rate_card(&card, house);
        let said = text(&sheets);
        let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let board = qishi::locale::board(&card, &crate::corpus::kinds(), trade::settings::Language::Chinese);
        let tables = board.sections.iter().flat_map(|section| &section.tables);
        let lines: Vec<_> = tables.flat_map(|table| &table.lines).collect();
        let figures = lines.iter().flat_map(|line| line.figures.iter().flatten()).map(|figure| figure.said());
        let words = lines.iter().flat_map(|line| [line.what.clone(), line.when.clone()]);
        let titles = board.sections.iter().map(|section| section.title.clone());
        let day = card.effective_from.format("自%Y年%-m月%-d日起施行").to_string();
        let law = "依《广告法》第三十五条公布".to_owned();
        let others = [card.name.clone(), card.source.clone(), card.version.clone(), day, law, "青岛某报社".to_owned()];
        let said = plain(&said);
        for part in figures.chain(words).chain(titles).chain(board.notes.clone()).chain(others) {
            assert!(said.contains(&plain(&part)), "{}: {part} is not on the poster:\n{said}", card.id);
        }
        for sheet in &sheets {
            assert_eq!((sheet.width, sheet.height), (Length::mm(297), Length::mm(420)), "{}", card.id);
            sheet.each_run(|run| {
                for glyph in &run.glyphs {
                    let inside = glyph.x >= Length::mm(20) && glyph.x < Length::mm(276) && glyph.y < Length::mm(414);
                    assert!(inside, "{}: {} is off the sheet", card.id, glyph.text);
                }
            });
        }
        // Nothing is printed over the foot, and no two lines over one another.
        let last = |sheet: &Sheet| {
            let lowest = std::cell::Cell::new(Length::ZERO);
            sheet.each_run(|run| {
                let foot = run.glyphs.iter().any(|glyph| glyph.y > Length::mm(404));
                let y = run.glyphs.iter().map(|glyph| glyph.y).max().unwrap_or(Length::ZERO);
                lowest.set(if foot { lowest.get() } else { lowest.get().max(y) });
            });
            lowest.get()
        };
        assert!(sheets.iter().all(|sheet| last(sheet) <= Length::mm(397)), "{}", card.id);
    }
}

#[test]
fn the_sizes_on_the_poster_are_drawn_to_one_scale() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: true,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let card = &cards()[0];
    let sheets = qishi::papers::rate_card(card, house);
    assert_eq!(sheets.len(), 1);
    let grounds = sheets[0].marks.iter().filter_map(|mark| match mark {
        Mark::Rule { place, ink: setting::sheet::Ink::Grey(_) } => Some((place.width.as_um(), place.height.as_um())),
        _ => None,
    });
    let mut drawn: Vec<(i64, i64)> = grounds.collect();
    let mut listed: Vec<(i64, i64)> = card.listed().iter().map(|s| (s.width.as_um(), s.height.as_um())).collect();
    drawn.sort_unstable();
    listed.sort_unstable();
    assert_eq!(drawn.len(), listed.len());
    let percent = drawn[0].0 * 100 / listed[0].0;
    for (drawn, listed) in drawn.iter().zip(&listed) {
        assert_eq!(*drawn, (listed.0 * percent / 100, listed.1 * percent / 100));
    }
    assert!(text(&sheets).contains(&format!("图为实际大小的 {percent}%")) && text(&sheets).contains("练习"));
    // Until the paper is set, it is a specimen.
    let nobody = Paper::default();
    let house = RenderContext {
        paper: &nobody,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    assert!(text(&qishi::papers::rate_card(card, house)).contains("样张"));
}

/// An ad that went out as a file: what is drawn of it later is what went out, whatever the setter would make of it by then.
#[test]
fn an_ad_that_left_the_house_is_drawn_as_it_left() {
    let taken = booked(order(Kind::Notice, "court", "7.2x10", NOTICES[0], &[]), None).expect("booked");
    let frozen = Frozen::of(&ad(&taken).expect("drawn")).expect("frozen");
    let frozen = BookingEvent::ProofFrozen {
        how: ProofDelivery::Written,
        fingerprint: frozen.fingerprint().to_owned(),
        anew: false,
        sheet: Some(Personal::new(frozen)),
    };
    let frozen = Event::Booking(taken.number, frozen);
    let at = now();
    let first = Event::Booking(taken.number, BookingEvent::Taken(Box::new(taken.booked.clone())));
    let as_entry = |seq, events| Entry {
        seq,
        at,
        day: at.date_naive(),
        person: PersonName::known("王敏"),
        request: format!("r{seq}"),
        events,
    };
    let booking = replay(taken.number, [&as_entry(1, vec![first]), &from_the_journal(&as_entry(2, vec![frozen]))])
        .expect("taken");
    let mut later = booking.clone();
    later.booked.set.setter += 1;
    later.booked.set.style = StyleId::known("reversed");
    assert_eq!(pdf(&[ad(&later).expect("drawn")], &later), pdf(&[ad(&taken).expect("drawn")], &booking));
    // Without the frozen sheet the other style would show: the comparison can fail.
    let mut unseen = taken.clone();
    unseen.booked.set.style = StyleId::known("reversed");
    assert_ne!(ad(&unseen).expect("drawn"), ad(&taken).expect("drawn"));
}

/// Whoever signs sees the ad that is signed for: both stand on the first sheet, also under the highest ads, with several run dates and
/// findings.
#[test]
fn the_signature_stands_on_the_sheet_of_its_ad() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    for (copy, category) in NOTICES.iter().zip(CATEGORIES) {
        for size in ["7.2x10", "14.6x10"] {
            let mut order = order(Kind::Notice, category, size, copy, &[]);
            order.customer = books::booking::Customer::checked("0532-88187720", &"某某工程建设集团".repeat(3), "", "")
                .expect("sound");
            order.runs = ["2026-01-22", "2026-01-23", "2026-01-26"].map(|day| day.parse().expect("a day")).to_vec();
            let booking = booked(order, None).expect("booked");
            let sheets = proof(&booking, house).expect("drawn");
            let first = sheets[0].text();
            assert!(first.contains("客户签字") && first.contains("审核"), "{category} {size}: {first}");
        }
    }
}

#[test]
fn who_signs_a_day_sheet_signs_beside_the_end_of_the_journal_however_long_the_day_was() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let date: chrono::NaiveDate = "2026-01-20".parse().expect("a day");
    let mut pages = std::collections::BTreeSet::new();
    for (count, proved) in (0..70_u32).flat_map(|count| [(count, true), (count, false)]) {
        let open =
            |serial| LeftOpen { booking: Number { day: date, serial }, open: vec![Open::Proof], owing: Money::ZERO };
        let by_person = (0..count / 4).map(|n| (format!("经手人{n:02}"), Money::yuan(299))).collect();
        let by_method = Method::ALL.into_iter().map(|method| (method, Money::yuan(299))).collect();
        let left = (1..=count).map(open).collect();
        let figures = Figures { by_method, by_person, left, ..Figures::default() };
        let day = DaySheet {
            date,
            number: 1,
            closed: true,
            entry: 9,
            at: now(),
            by: PersonName::known("王敏"),
            reason: String::new(),
            reopened: None,
            figures,
            head: "3f9c10a7".repeat(8),
            proved,
        };
        let sheets = day_sheet(&day, house);
        let last = sheets.last().expect("a sheet").text();
        for part in ["账链末端", "报社（盖章）", "结账人签字", "复核人签字"] {
            assert!(last.contains(part), "{count} left: {part} is not on the last of {}:\n{last}", sheets.len());
        }
        pages.insert(sheets.len());
    }
    assert_eq!(pages.into_iter().collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn the_seal_stands_where_the_paper_set_it() {
    let offers = ["cash:300"];
    let booking = booked(order(Kind::Notice, "lost_and_void", "7.2x3", NOTICES[5], &offers), Some(VatRate::GENERAL))
        .expect("booked");
    let foot = |seal| {
        let paper = Paper { seal, ..paper() };
        let house = RenderContext {
            paper: &paper,
            practice: false,
            persons: &Persons::default(),
            rules: crate::corpus::rules(),
            setter: crate::corpus::setter(),
        };
        let said = text(&statement(&booking, house));
        (said.find("收款单位（盖章）"), said.find("付款人（签字或盖章）"))
    };
    // From the left.
    assert!(matches!(foot(SealPlace::Left), (Some(seal), Some(payer)) if seal < payer));
    assert!(matches!(foot(SealPlace::Right), (Some(seal), Some(payer)) if seal > payer));
    assert!(matches!(foot(SealPlace::None), (None, Some(_))));
}
