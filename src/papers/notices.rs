//! What papers say of a notice besides its text: whom it addresses, its case number, its hearing.

use books::booking::Booking;
use books::rules::Rules;
use trade::ad::Kind;
use trade::notice::{self, FactName, Facts, NothingEarlier, ReadingContext};

/// What a paper says of a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Whom it addresses, or of whom it speaks.
    pub(super) addressee: String,
    /// The case number, as it is written.
    pub(super) case: String,
    /// The key by which case numbers are compared.
    pub(super) key: String,
    /// The hearing, on two lines: day and time.
    pub(super) hearing: String,
}

impl Named {
    /// What these facts say.
    pub(super) fn of(facts: &Facts) -> Named {
        let people = [FactName::Addressees, FactName::Owner, FactName::Finder, FactName::Signer];
        let names = people.into_iter().map(|name| facts.texts(name).collect::<Vec<_>>());
        let addressee = names.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
        let addressee = match addressee.as_slice() {
            [one, two, _, ..] => format!("{one}、{two}等 {} 人", addressee.len()),
            few => few.join("、"),
        };
        let case = facts.case();
        Named {
            addressee,
            case: case.map_or_else(String::new, |case| case.text.clone()),
            key: case.map_or_else(String::new, |case| case.key.clone()),
            hearing: facts.hearing().and_then(|hearing| hearing.iso()).unwrap_or_default().replace('T', "\n"),
        }
    }

    /// What a booked notice says, by the kinds of the day on which it was booked; nothing of a blessing.
    pub(super) fn booked(booking: &Booking, rules: &Rules) -> Named {
        let order = booking.order();
        if order.ad.kind != Kind::Notice {
            return Named::default();
        }
        let (calendar, kinds) = (&rules.calendar, rules.notices.on(booking.number.day));
        let context = ReadingContext { publish: order.last_run(), calendar, kinds, earlier: &NothingEarlier };
        Named::of(&notice::read_one(order.ad.copy.text(), &context).facts)
    }
}
