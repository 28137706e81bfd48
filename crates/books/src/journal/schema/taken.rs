//! An ad that was taken: what was ordered, what it costs, how it was set and what was found.
//!
//! Version 1 keeps the file of a picture in hexadecimal inside the personal value; version 2 keeps it apart, as bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::customer::{Customer, Offer, PaperSeen, Settled};
use super::fees::Manual;
use super::finding::{Finding, whole};
use super::leaf::{self, Apart, Attached, Attaching, Hexadecimal, Number, Private, PrivateText, Size};
use super::quote::Quote;
use super::words::{FaultOf, Format, Kind, Role};
use crate::booking;
use trade::ad;
use trade::ad::{CategoryId, PaperId, StyleId};
use trade::measure::TypeSize;
use trade::personal::Personal;
use trade::refusal::Fault;

/// Version 1, in which a picture is written out in hexadecimal.
pub(crate) type Taken1 = Taken<Private<Picture1>>;
/// Version 2; version 3: the same, in which lines may be what only those of a blessing are; version 4, which may say what it corrects; and version 5, which may
/// say what it repeats.
pub(crate) type Taken2 = Taken<Picture2>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Taken<P> {
    booked: Booked<P>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Booked<P> {
    order: Order<P>,
    quote: Quote,
    set: SetAs,
    findings: Vec<Finding>,
    papers: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    late: Vec<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deadline: Option<NaiveDateTime>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order<P> {
    ad: Ad<P>,
    runs: Vec<NaiveDate>,
    customer: Customer,
    seen: Vec<PaperSeen>,
    offers: Vec<Offer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms: Option<Terms>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    settled: Vec<Settled>,
    /// The words as they were handed in. Said since version 2: no book of version 1 has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    received: Option<PrivateText>,
    /// The booking that it corrects. Said since version 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrects: Option<Corrects>,
    /// The booking whose ad it takes anew. Said since version 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    repeats: Option<Number>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Corrects {
    booking: Number,
    fault: FaultOf,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ad<P> {
    kind: Kind,
    category: String,
    size: Size,
    copy: PrivateText,
    picture: Option<P>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    look: Option<Look>,
}

/// A picture with its file in hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Picture1 {
    format: Format,
    width: u32,
    height: u32,
    grey: bool,
    file: Hexadecimal,
}

/// A picture whose file stands apart.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Picture2 {
    format: Format,
    width: u32,
    height: u32,
    grey: bool,
    #[serde(rename = "$bytes")]
    file: Apart,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Look {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    style: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    red: bool,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    roles: Roles,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crop: Option<Crop>,
}

/// What lines are, by their place.
type Roles = BTreeMap<u64, Role>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Crop {
    x: u16,
    y: u16,
    zoom: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    late: Option<Late>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manual: Option<Manual>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Late {
    reason: String,
    approved_by: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetAs {
    /// In tenths of a point.
    pt: u16,
    lines: u64,
    setter: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    style: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    roles: Roles,
}

impl Taken1 {
    /// As version 1 wrote it.
    pub(crate) fn of(booked: &booking::Booked) -> Taken1 {
        let picture = booked.order.ad.picture.as_ref();
        Taken::with(booked, picture.map(|picture| Private::of(picture, |picture| Picture1::of(picture))))
    }

    /// As the house has it.
    pub(crate) fn into_house(self) -> booking::Booked {
        let (mut booked, picture) = self.booked.parted();
        booked.order.ad.picture = picture.map(|picture| picture.into_house(|picture| Arc::new(picture.into())));
        booked
    }
}

impl Taken2 {
    /// As it is written.
    ///
    /// # Errors
    /// [`Fault::Store`] where the picture was erased or not read: without its bytes it cannot be written.
    pub(crate) fn of(booked: &booking::Booked, attaching: &mut Attaching) -> Result<Taken2, Fault> {
        let picture = match booked.order.ad.picture.as_ref().map(Personal::get) {
            None => None,
            Some(Some(picture)) => Some(Picture2 {
                format: picture.format.into(),
                width: picture.width,
                height: picture.height,
                grey: picture.grey,
                file: attaching.attach(&picture.file),
            }),
            Some(None) => {
                return Err(Fault::Store { what: "a picture that was not read cannot be written".to_owned() });
            }
        };
        Ok(Taken::with(booked, picture))
    }

    /// As the house has it.
    ///
    /// # Errors
    /// Those of the attachments.
    pub(crate) fn into_house(self, attached: &mut Attached<'_>) -> Result<booking::Booked, Fault> {
        let (mut booked, picture) = self.booked.parted();
        booked.order.ad.picture = picture.map(|picture| picture.into_house(attached)).transpose()?;
        Ok(booked)
    }
}

impl Picture1 {
    fn of(picture: &ad::Picture) -> Picture1 {
        let ad::Picture { format, width, height, grey, file } = picture;
        let (format, file) = ((*format).into(), Hexadecimal::from(file.clone()));
        Picture1 { format, width: *width, height: *height, grey: *grey, file }
    }
}

impl From<Picture1> for ad::Picture {
    fn from(picture: Picture1) -> ad::Picture {
        let Picture1 { format, width, height, grey, file } = picture;
        ad::Picture { format: format.into(), width, height, grey, file: file.into() }
    }
}

impl Picture2 {
    fn into_house(self, attached: &mut Attached<'_>) -> Result<Personal<Arc<ad::Picture>>, Fault> {
        let Picture2 { format, width, height, grey, file } = self;
        let file = file.fetch(attached)?;
        let picture = file.map(|file| ad::Picture { format: format.into(), width, height, grey, file });
        Ok(picture.map_or_else(Personal::erased, |picture| Personal::new(Arc::new(picture))))
    }
}

impl<P> Taken<P> {
    fn with(booked: &booking::Booked, picture: Option<P>) -> Taken<P> {
        let booking::Booked { order, quote, set, findings, papers, late, deadline } = booked;
        Taken {
            booked: Booked {
                order: Order::with(order, picture),
                quote: quote.into(),
                set: set.into(),
                findings: findings.iter().map(Finding::from).collect(),
                papers: papers.iter().map(ToString::to_string).collect(),
                late: late.clone(),
                deadline: *deadline,
            },
        }
    }
}

impl<P> Booked<P> {
    /// As the house has it but for the picture, and the picture.
    fn parted(self) -> (booking::Booked, Option<P>) {
        let Booked { order, quote, set, findings, papers, late, deadline } = self;
        let (order, picture) = order.parted();
        let findings = findings.into_iter().map(ad::Finding::from).collect();
        let papers = papers.into_iter().map(PaperId::posted).collect();
        (booking::Booked { order, quote: quote.into(), set: set.into(), findings, papers, late, deadline }, picture)
    }
}

impl<P> Order<P> {
    fn with(order: &booking::Order, picture: Option<P>) -> Order<P> {
        // The total that the clerk was shown is no part of the booking.
        let booking::Order { ad, runs, customer, seen, offers, terms, settled, shown: _, received, corrects, repeats } =
            order;
        Order {
            ad: Ad {
                kind: ad.kind.into(),
                category: ad.category.to_string(),
                size: ad.size.into(),
                copy: (&ad.copy).into(),
                picture,
                look: (!ad.look.is_plain()).then(|| Look::from(&ad.look)),
            },
            runs: runs.clone(),
            customer: customer.into(),
            seen: seen.iter().map(PaperSeen::from).collect(),
            offers: offers.iter().map(Offer::from).collect(),
            terms: (!terms.is_plain()).then(|| Terms::from(terms)),
            settled: settled.iter().map(Settled::from).collect(),
            received: leaf::written(received),
            corrects: corrects
                .map(|booking::Corrects { booking, fault }| Corrects { booking: booking.into(), fault: fault.into() }),
            repeats: repeats.map(Number::from),
        }
    }

    fn parted(self) -> (booking::Order, Option<P>) {
        let Order { ad, runs, customer, seen, offers, terms, settled, received, corrects, repeats } = self;
        let Ad { kind, category, size, copy, picture, look } = ad;
        let order = booking::Order {
            ad: ad::Ad {
                kind: kind.into(),
                category: CategoryId::posted(category),
                size: size.into(),
                copy: copy.into(),
                picture: None,
                look: look.map(ad::Look::from).unwrap_or_default(),
            },
            runs,
            customer: customer.into(),
            seen: seen.into_iter().map(Into::into).collect(),
            offers: offers.into_iter().map(Into::into).collect(),
            terms: terms.map(booking::Terms::from).unwrap_or_default(),
            settled: settled.into_iter().map(Into::into).collect(),
            shown: None,
            received: leaf::read(received),
            corrects: corrects
                .map(|Corrects { booking, fault }| booking::Corrects { booking: booking.into(), fault: fault.into() }),
            repeats: repeats.map(Into::into),
        };
        (order, picture)
    }
}

impl From<&ad::Look> for Look {
    fn from(look: &ad::Look) -> Look {
        let ad::Look { style, red, roles, crop } = look;
        let crop = crop.map(|ad::Crop { x, y, zoom }| Crop { x, y, zoom });
        Look { style: style.to_string(), red: *red, roles: written(roles), crop }
    }
}

impl From<Look> for ad::Look {
    fn from(look: Look) -> ad::Look {
        let Look { style, red, roles, crop } = look;
        let crop = crop.map(|Crop { x, y, zoom }| ad::Crop { x, y, zoom });
        ad::Look { style: StyleId::posted(style), red, roles: read(roles), crop }
    }
}

fn written(roles: &ad::Roles) -> Roles {
    roles.iter().map(|(line, role)| (line as u64, role.into())).collect()
}

fn read(roles: Roles) -> ad::Roles {
    roles.into_iter().map(|(line, role)| (whole(line), role.into())).collect()
}

impl From<&booking::Terms> for Terms {
    fn from(terms: &booking::Terms) -> Terms {
        let booking::Terms { attributes, late, manual } = terms;
        let late = late.as_ref().map(|booking::Late { reason, approved_by }| Late {
            reason: reason.clone(),
            approved_by: approved_by.to_string(),
        });
        Terms { attributes: attributes.clone(), late, manual: manual.as_ref().map(Manual::from) }
    }
}

impl From<Terms> for booking::Terms {
    fn from(terms: Terms) -> booking::Terms {
        let Terms { attributes, late, manual } = terms;
        let late = late.map(|Late { reason, approved_by }| booking::Late { reason, approved_by: approved_by.into() });
        booking::Terms { attributes, late, manual: manual.map(Into::into) }
    }
}

impl From<&booking::SetAs> for SetAs {
    fn from(set: &booking::SetAs) -> SetAs {
        let booking::SetAs { pt, lines, setter, style, roles } = set;
        SetAs {
            pt: pt.as_tenths(),
            lines: *lines as u64,
            setter: *setter,
            style: style.to_string(),
            roles: written(roles),
        }
    }
}

impl From<SetAs> for booking::SetAs {
    fn from(set: SetAs) -> booking::SetAs {
        let SetAs { pt, lines, setter, style, roles } = set;
        booking::SetAs {
            pt: TypeSize::tenths(pt),
            lines: whole(lines),
            setter,
            style: StyleId::posted(style),
            roles: read(roles),
        }
    }
}
