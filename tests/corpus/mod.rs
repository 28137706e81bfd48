//! The twelve notices of a real page, blessings of each category, and bookings made of them without a store.

mod notices;
mod specimens;

use std::sync::LazyLock;

use books::booking::{
    Act, Agreed, Agreement, AgreementBalance, AgreementId, Booking, Command, Context, Customer, Entry, Offer, Order,
    Stream, decide, replay,
};
use books::counter::{Rules, take, tidy};
use chrono::{DateTime, FixedOffset, NaiveDate};
pub use notices::NOTICES;
use setting::sheet::Sheet;
use setting::typeset::{Fit, Job, Setter, Styles};
pub use specimens::{Specimen, designs, designs_in_turn, specimens};
use trade::ad::{Ad, CategoryId, CategoryTable, Kind, Look, Picture};
use trade::ids::PersonName;
use trade::money::Money;
use trade::notice::NothingEarlier;
use trade::rates::VatRate;
use trade::refusal::{Fault, Refusal};

/// The category of each notice.
pub const CATEGORIES: [&str; 12] = [
    "court",
    "arbitration_summons",
    "arbitration_summons",
    "arbitration_collect",
    "arbitration_collect",
    "lost_and_void",
    "found_child",
    "arbitration_summons",
    "arbitration_collect",
    "arbitration_collect",
    "arbitration_summons",
    "arbitration_summons",
];

/// A blessing of each category.
pub const BLESSINGS: [(&str, &str); 6] = [
    (
        "wedding",
        "祝李雪、周伟新婚快乐\n执子之手，与子偕老。愿你们相亲相爱，白头到老，岁岁年年，花好月圆。\n爸爸妈妈 敬贺",
    ),
    ("love", "亲爱的陈可：\n遇见你是我最美的时光。余生很长，愿与你一起看遍山海，温暖每一个平凡的日子。\n爱你的小林"),
    (
        "school",
        "贺高子涵金榜题名\n十年磨剑，今朝亮锋。愿你在新的校园里志存高远，脚踏实地，前程似锦！\n爷爷奶奶、爸爸妈妈",
    ),
    ("birthday", "祝奶奶八十大寿\n福如东海长流水，寿比南山不老松。愿奶奶身体健康，笑口常开。\n全体儿孙 敬贺"),
    (
        "anniversary",
        "金婚纪念\n五十年风雨同舟，五十年相濡以沫。感谢爸妈给我们一个温暖的家，愿你们健康长寿，幸福绵长。\n儿女敬贺",
    ),
    ("festival", "新春快乐\n瑞雪兆丰年，春风送吉祥。祝各位街坊邻里新年安康，阖家幸福，万事如意！\n老街茶馆 全体同仁"),
];

/// The moment at which the tests book: 2026-01-20, ten in the morning.
pub fn now() -> DateTime<FixedOffset> {
    "2026-01-20T10:00:00+08:00".parse().expect("a time")
}

/// The day after tomorrow, the publication day of the page.
pub fn run() -> NaiveDate {
    "2026-01-22".parse().expect("a date")
}

/// A soft grey picture of a couple of discs, as large as asked.
pub fn picture(width: u32, height: u32) -> Picture {
    let disc = |x: u32, y: u32, cx: u32, cy: u32, r: u32| (x.abs_diff(cx)).pow(2) + (y.abs_diff(cy)).pow(2) < r * r;
    let drawn = image::GrayImage::from_fn(width, height, |x, y| {
        let r = height / 4;
        let couple = disc(x, y, width * 2 / 5, height / 2, r) || disc(x, y, width * 3 / 5, height / 2, r);
        image::Luma([if couple { 90 } else { 190 + (x * 40 / width) as u8 }])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    drawn.write_to(&mut file, image::ImageFormat::Jpeg).expect("encodes");
    Picture::read(file.into_inner()).expect("whole")
}

/// The id of a category, for as long as the tests run.
pub fn category(id: &str) -> &'static CategoryId {
    Box::leak(Box::new(CategoryId::new(id).expect("an id")))
}

/// An order of this ad for one run.
pub fn order(kind: Kind, category: &str, size: &str, copy: &str, offers: &[&str]) -> Order {
    let ad = Ad {
        kind,
        category: CategoryId::new(category).expect("an id"),
        size: size.parse().expect("a size"),
        copy: tidy(copy).into(),
        picture: None,
        look: Look::default(),
    };
    let customer = Customer::checked("0532-88187720", "西海岸新区仲裁委", "", "").expect("sound");
    let offers = offers.iter().map(|text| text.parse::<Offer>().expect("an offer")).collect();
    Order { offers, ..Order::new(ad, vec![run()], customer) }
}

/// The booking that an order comes to as the first of the day, or why it is refused.
pub fn booked(order: Order, vat: Option<VatRate>) -> Result<Booking, Refusal> {
    let entry = taken(&[order], vat, &Rules::shipped(), now())?;
    Ok(replay(entry.taken().expect("taken"), [&entry]).expect("taken"))
}

/// The first entry of books, which takes these orders by these rules.
pub fn taken(
    orders: &[Order],
    vat: Option<VatRate>,
    rules: &Rules,
    at: DateTime<FixedOffset>,
) -> Result<Entry, Refusal> {
    let booked =
        take(orders, vat, (rules, setter()), &NothingEarlier, at.naive_local()).map_err(|(_, refusal)| refusal)?;
    let mut context = Context::new(at, &PersonName::known("王敏"));
    // The paper agreed on credit with all of them.
    let agreement = Agreement {
        agreed: Agreed {
            name: "西海岸新区仲裁委".to_owned().into(),
            phones: orders.iter().map(|order| order.customer.phone.clone()).collect(),
            limit: Money::yuan(1_000_000),
            days: 30,
            contract: String::new(),
            notes: String::new().into(),
        },
        ..Agreement::new(AgreementId(1))
    };
    context.credit.known.push(AgreementBalance { agreement, stands: Money::ZERO });
    let events = decide(&context, &Command::Take(orders.to_vec()), &booked)?;
    Ok(Entry { seq: 1, at, day: at.date_naive(), person: context.person, request: "r1".to_owned(), events })
}

/// The entry that a command about a booking comes to.
pub fn entry(seq: u64, at: DateTime<FixedOffset>, booking: &Booking, act: Act) -> Result<Entry, Refusal> {
    let mut context = Context::new(at, &PersonName::known("王敏"));
    context.bookings.insert(booking.number, booking.clone().into());
    let events = decide(&context, &Command::On(booking.number, act), &[])?;
    Ok(Entry { seq, at, day: at.date_naive(), person: context.person, request: format!("r{seq}"), events })
}

/// An entry as it comes back from the journal, with everything that is personal in it.
pub fn from_the_journal(entry: &Entry) -> Entry {
    use books::journal::{GENESIS, Record};
    let mut next = 0u8;
    let mut salts = || {
        next += 1;
        Ok([next; 32])
    };
    let written = Record::write(entry, "00", GENESIS, &mut salts).expect("written");
    written.entry().expect("read")
}

/// The shipped table of kinds.
pub fn kinds() -> CategoryTable {
    CategoryTable::shipped()
}

/// The rules that the program brings along.
pub fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(Rules::shipped);
    &RULES
}

/// Who sets what the tests print.
pub fn setter() -> &'static Setter {
    static SETTER: LazyLock<Setter> = LazyLock::new(Setter::new);
    &SETTER
}

/// An ad in the program's own styles.
pub fn set(job: &Job) -> Fit {
    setter().set(&Styles::shipped(), job)
}

/// The ad of a booking.
pub fn ad(booking: &Booking) -> Result<Sheet, Fault> {
    qishi::papers::ad(booking, rules(), setter())
}
