//! What each message does to the screen.

use std::sync::Arc;
use std::time::Instant;

use iced::keyboard::key;
use iced::widget::operation::snap_to;
use iced::widget::scrollable::RelativeOffset;

use super::answer::offers;
use super::lines::Lines;
use super::{Action, Agree, Message, Move, Panel, Scene, Stage, Take, Zoom, crop, place};
use crate::desk::draft::OfferDraft;
use crate::desk::picture::To;
use crate::desk::widgets::{Chord, focus_on, step};
use books::booking::{Customer, Method, Printout, phone_key};
use books::counter::{self, Neighbours};
use trade::ad::{Crop, Kind, Look, StyleId};
use trade::money::Money;
use trade::rates::FaultOf;

impl Take {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        let done = matches!(self.stage, Stage::Done(_));
        if chord.alt && !chord.ctrl && self.draft.picture.is_some() {
            return Some(Message::Crop(match chord.named? {
                key::Named::ArrowLeft => Move::Step(-1, 0),
                key::Named::ArrowRight => Move::Step(1, 0),
                key::Named::ArrowUp => Move::Step(0, -1),
                key::Named::ArrowDown => Move::Step(0, 1),
                key::Named::PageUp => Move::Closer(1),
                key::Named::PageDown => Move::Closer(-1),
                _ => return None,
            }));
        }
        if let Some(to) = To::of(chord).filter(|_| done) {
            return (!chord.repeat).then_some(Message::Picture(to));
        }
        if let (Some(key::Named::Escape), Some(_)) = (chord.named, self.panel) {
            return Some(Message::Agree(Agree::Close));
        }
        if !chord.ctrl || chord.alt {
            return None;
        }
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if done => Some(Message::Next),
            // A key held down does not book again and again.
            (Some(key::Named::Enter), _) => (!chord.repeat).then_some(Message::Book),
            (Some(key::Named::Delete), _) => Some(Message::Discard),
            (_, Some('n')) if done && chord.shift => (!chord.repeat).then_some(Message::Again),
            (_, Some('n')) if done => Some(Message::Next),
            (_, Some('z')) if done => Some(Message::TakeBack),
            (_, Some('p')) if done => Some(Message::Proof),
            (_, Some('s')) if done => Some(Message::Statement),
            (_, Some('h')) => Some(Message::Park),
            (_, Some('z')) => Some(if chord.shift { Message::Redo } else { Message::Undo }),
            (_, Some('y')) => Some(Message::Redo),
            (_, Some('0')) => Some(Message::Zoom(Zoom::True)),
            (_, Some('=' | '+')) => Some(Message::Zoom(self.zoom.by(1))),
            (_, Some('-')) => Some(Message::Zoom(self.zoom.by(-1))),
            (_, Some(digit @ '1'..='9')) => Some(Message::Restore(digit as usize - '1' as usize)),
            (_, Some('o')) => Some(Message::Others),
            (_, Some('l')) => Some(Message::Focus(place::CATEGORY)),
            (_, Some('g')) => Some(Message::Focus(place::SIZE)),
            (_, Some('j')) => Some(Message::Focus(place::COPY)),
            (_, Some('t')) if self.draft.kind == Kind::Blessing => Some(Message::Focus(place::PICTURE)),
            (_, Some('e')) => Some(Message::TurnLine(None, chord.shift)),
            (_, Some('u')) if chord.shift => Some(Message::Cheaper),
            (_, Some('u')) => Some(Message::Focus(place::STYLE)),
            (_, Some('r')) => Some(Message::Red),
            (_, Some('k')) => Some(Message::Focus(place::PHONE)),
            (_, Some('f')) if chord.shift => self.draft.corrects.is_some().then_some(Message::Fault),
            (_, Some('f')) => Some(Message::Focus(place::ATTRIBUTES)),
            (_, Some('p')) if chord.shift => Some(Message::Agree(Agree::Remove(Panel::Price))),
            (_, Some('p')) => Some(Message::Agree(Agree::Open(Panel::Price))),
            (_, Some('d')) if chord.shift && self.panel == Some(Panel::Late) => {
                Some(Message::Agree(Agree::Remove(Panel::Late)))
            }
            (_, Some('d')) if chord.shift => Some(Message::Agree(Agree::Open(Panel::Late))),
            (_, Some('d')) => Some(Message::Focus(place::DAYS)),
            (_, Some('i')) => Some(Message::Focus(place::PAPERS)),
            (_, Some('m')) if chord.shift => Some(Message::Overpaid),
            (_, Some('m')) => Some(Message::Focus(place::METHODS)),
            (_, Some('b')) => Some(Message::Split),
            _ => None,
        }
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        if !matches!(message, Message::Discard | Message::Tick(_) | Message::Kept(_) | Message::AskDay(_)) {
            self.discarding = false;
        }
        self.styles = Arc::clone(scene.rules.styles.on(scene.now.date_naive()));
        match message {
            Message::Book => self.book(scene),
            Message::Booked(request, result) => self.booked(&request, result),
            Message::Next => self.next(scene),
            Message::Again => self.again(scene),
            Message::TakeBack => match &self.stage {
                Stage::Done(done) => vec![Action::Undo(done.number)],
                _ => Vec::new(),
            },
            Message::Park => self.park(scene),
            Message::Restore(place) => self.restore(place),
            Message::Discard => self.discard(scene),
            Message::Proof => self.print(Printout::Proof),
            Message::Statement => self.print(Printout::Statement),
            Message::Picture(to) => match &self.stage {
                Stage::Done(done) => vec![Action::Picture(done.number, to)],
                _ => Vec::new(),
            },
            Message::Pictured(result) => self.pictured(result),
            Message::Printing(step) => self.printing(step),
            Message::Prepared(result) => {
                match result {
                    Ok(printed) => self.made(printed),
                    Err(failure) => self.failed = Some(failure),
                }
                Vec::new()
            }
            Message::Found(drafts, alone) => self.found(drafts, alone),
            Message::Kept(result) => {
                if let Err(failure) = result {
                    self.failed = Some(failure);
                }
                Vec::new()
            }
            Message::Tick(now) => self.tick(now),
            Message::Answered(request, answer) => {
                if request == self.draft.request {
                    self.answer = Some(*answer);
                }
                Vec::new()
            }
            Message::Zoom(zoom) => {
                self.zoom = zoom;
                Vec::new()
            }
            Message::Focus(place) => {
                // The payment comes back to its place.
                if place == place::METHODS {
                    self.panel = None;
                }
                vec![Action::Run(focus_on(place))]
            }
            Message::Onward => vec![Action::Run(step(false))],
            Message::More => {
                self.more = true;
                Vec::new()
            }
            Message::Others => {
                self.others = !self.others;
                let place = if self.others { place::PAYER } else { place::NAME };
                vec![Action::Run(focus_on(place))]
            }
            Message::AskDay(day) => {
                self.asked_day = day.and_then(|day| self.may_run(day, scene).err());
                Vec::new()
            }
            Message::MoveDay(day) => {
                self.at = day;
                self.asked_day = self.may_run(day, scene).err();
                Vec::new()
            }
            Message::Known(key, customer) => self.known(&key, customer),
            Message::Neighbours(name, key, found) => {
                if (&name, &key) == (&self.neighbours.0, &self.neighbours.1) {
                    self.neighbours.2 = found;
                }
                Vec::new()
            }
            // What is booked is booked: nothing on the screen changes it.
            message if self.open() => self.typed(message, scene),
            _ => Vec::new(),
        }
    }

    /// What is typed and chosen: it changes the draft.
    fn typed(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        let mut also = Vec::new();
        match message {
            Message::Kind(kind) if kind != self.draft.kind => {
                self.draft.kind = kind;
                self.draft.look = Look::default();
                self.draft.category = scene.rules.kinds.of(kind).next().map(|c| c.id.clone()).unwrap_or_default();
                self.more = false;
                if kind == Kind::Notice {
                    self.draft.picture = None;
                    self.picture_wrong = None;
                }
            }
            Message::Category(category) => self.draft.category = category,
            // The category's own is what is chosen where nothing is said: it goes along when the category changes, and gives way to
            // the plainest where it does not hold the copy.
            Message::Style(id) => {
                let swatches = self.answer.as_ref().map_or(&[][..], |answer| &answer.swatches);
                let at = swatches.iter().position(|swatch| *swatch.style.id() == id).unwrap_or(0);
                self.draft.look.style = if at == 0 { StyleId::default() } else { id };
                // Where there is no room for all of them, the row goes along.
                let along = at as f32 / swatches.len().saturating_sub(1).max(1) as f32;
                also.push(Action::Run(snap_to(place::STYLES, RelativeOffset { x: along, y: 0.0 })));
            }
            Message::Cheaper => {
                let Some(cheaper) = self.answer.as_ref().and_then(|answer| answer.cheaper.clone()) else { return also };
                self.draft.look.style = cheaper.style.id().clone();
                self.draft.size = cheaper.smallest.or(self.draft.size);
                self.other_size.clear();
            }
            Message::Fault => {
                if let Some(corrects) = &mut self.draft.corrects {
                    corrects.fault = match corrects.fault {
                        FaultOf::Paper => FaultOf::Customer,
                        FaultOf::Customer => FaultOf::Paper,
                    };
                }
            }
            Message::Red => self.draft.look.red = !self.draft.look.red,
            Message::TurnLine(line, back) => {
                let line = line.unwrap_or_else(|| self.copy.content.cursor().position.line);
                self.lines.turn(line, back, &mut self.draft.look.roles);
            }
            Message::Crop(moved) => {
                let sheet = self.answer.as_ref().and_then(|answer| answer.preview.as_ref()).map(|p| &p.print.sheet);
                let Some(place) = sheet.and_then(|sheet| crop::picture(sheet)) else { return also };
                self.draft.look.crop = Some(moved.of(self.draft.look.crop.unwrap_or(Crop::MIDDLE), place));
            }
            Message::Size(size) => {
                self.draft.size = Some(size);
                self.other_size.clear();
            }
            Message::OtherSize(text) => {
                self.other_size = text;
                return also;
            }
            // Where the price does not go by the size, none need be chosen.
            Message::TakeOtherSize if self.other_size.trim().is_empty() && !self.by_size() => self.draft.size = None,
            Message::TakeOtherSize => {
                match counter::size(&self.other_size, scene.rules.cards.in_force(scene.now.date_naive())) {
                    Ok(size) => self.draft.size = Some(size),
                    Err(refusal) => {
                        self.failed = Some(refusal.into());
                        return also;
                    }
                }
            }
            Message::Attribute(id, value) => self.say(id, value, scene),
            Message::Stand(id, at) => self.stands = Some((id, at)),
            Message::Toggle(id, at) => self.toggle(id, at, scene),
            Message::Agree(agree) => return self.agree(agree, scene),
            Message::Edit(action) => {
                if !self.copy.perform(action) {
                    return also;
                }
                self.copied();
            }
            Message::Undo | Message::Redo => {
                let moved = if matches!(message, Message::Undo) { self.copy.undo() } else { self.copy.redo() };
                if !moved {
                    return also;
                }
                self.copied();
                also.push(Action::Run(focus_on(place::COPY)));
            }
            Message::PicturePath(path) => {
                self.picture_path = path;
                return also;
            }
            Message::ReadPicture => {
                let path = self.picture_path.trim().trim_matches(['"', '\'']);
                if path.is_empty() {
                    return self.typed(Message::NoPicture, scene);
                }
                also.push(Action::ReadPicture(path.trim_start_matches("file://").into()));
                return also;
            }
            Message::Dropped(path) => {
                self.picture_path = path.display().to_string();
                also.push(Action::ReadPicture(path));
                return also;
            }
            Message::PictureRead(path, result) => {
                self.picture_wrong = None;
                match result {
                    Ok(picture) => {
                        self.draft.picture = Some((path, picture));
                        self.draft.look.crop = None;
                    }
                    // The picture that was there stays; nothing is booked until this is mended or taken away.
                    Err(failure) => self.picture_wrong = Some(failure),
                }
            }
            Message::NoPicture => {
                self.draft.picture = None;
                self.picture_wrong = None;
                self.picture_path.clear();
            }
            Message::Phone(phone) => {
                let before = phone_key(&self.draft.phone).ok();
                self.draft.phone = phone;
                if let Some(key) = phone_key(&self.draft.phone).ok().filter(|key| before.as_ref() != Some(key)) {
                    also.push(Action::Known(key));
                }
                also.extend(self.who());
            }
            Message::Name(name) => {
                self.draft.name = name;
                also.extend(self.who());
            }
            Message::Payer(payer) => self.draft.payer = payer,
            Message::InvoiceTitle(title) => self.draft.invoice_title = title,
            Message::PayerTaxNumber(number) => self.draft.payer_tax_number = number,
            Message::PressDay(day) => {
                self.at = day;
                self.asked_day = self.may_run(day, scene).err();
                if let Some(index) = self.draft.runs.iter().position(|run| *run == day) {
                    self.draft.runs.remove(index);
                    // With the last run after its deadline the reason for it goes too.
                    if self.late_runs(scene).is_empty() && self.draft.terms.late.take().is_some() {
                        self.panel = self.panel.filter(|panel| *panel != Panel::Late);
                    }
                } else if self.asked_day.is_none() {
                    self.draft.runs.push(day);
                    self.draft.runs.sort();
                } else {
                    // Why stands below the days, and is seen.
                    also.push(Action::Run(focus_on(place::DAYS)));
                    return also;
                }
            }
            Message::Seen(id) => {
                let seen = self.draft.seen.entry(id).or_default();
                seen.seen = !seen.seen;
            }
            Message::LastFour(id, text) => {
                let seen = self.draft.seen.entry(id).or_default();
                seen.seen |= !text.is_empty();
                seen.last_four = text;
            }
            Message::File(id, text) => self.draft.seen.entry(id).or_default().file = text,
            Message::Method(method) => self.method(method),
            Message::Amount(text) => {
                // Another sum is another question.
                if let Some(offer) = self.draft.offers.get_mut(self.part) {
                    (offer.amount, offer.overpaid) = (text, false);
                }
            }
            Message::Overpaid => {
                if let Some(offer) = self.draft.offers.get_mut(self.part) {
                    offer.overpaid = !offer.overpaid && offer.method.comes_as_it_is();
                }
            }
            Message::Serial(text) => {
                if let Some(offer) = self.draft.offers.get_mut(self.part) {
                    offer.serial = text;
                }
            }
            Message::Split => {
                if !self.split() {
                    return also;
                }
                also.push(Action::Run(focus_on(place::METHODS)));
            }
            _ => return also,
        }
        also.extend(self.changed());
        also
    }

    /// The draft is another one: it is asked about, and kept soon.
    pub(super) fn changed(&mut self) -> Vec<Action> {
        self.failed = None;
        self.changed = Some(Instant::now());
        self.settle();
        vec![self.ask()]
    }

    /// Whether the price goes by the size; so long as that is not known, it does.
    pub(super) fn by_size(&self) -> bool {
        self.answer.as_ref().is_none_or(|answer| answer.proposal.by_size())
    }

    /// The copy was edited: what was said of its lines goes along with them.
    fn copied(&mut self) {
        let copy = self.copy.text();
        self.draft.look.roles = self.draft.look.roles.after(&self.draft.copy, &copy);
        self.draft.copy = copy;
    }

    /// What follows from the draft before the counter is asked: what its lines are, and that its style is one that is offered.
    pub(super) fn settle(&mut self) {
        let draft = &mut self.draft;
        self.lines = Lines::new(draft.kind, &draft.copy, &draft.look.roles);
        let shown = self.answer.as_ref().and_then(|answer| answer.preview.as_ref()).map(|preview| preview.size);
        if let Some(size) = draft.size.or(shown)
            && !draft.look.style.is_empty()
        {
            let offered = self.styles.offered(draft.kind, &draft.category, size, draft.picture.is_some());
            if !offered.iter().any(|style| *style.id() == draft.look.style) {
                draft.look.style = StyleId::default();
            }
        }
    }

    pub(super) fn ask(&self) -> Action {
        Action::Ask(Box::new(self.draft.clone()))
    }

    fn method(&mut self, method: Option<Method>) {
        match (method, self.draft.offers.get_mut(self.part)) {
            (None, _) => {
                self.draft.offers.truncate(self.part);
                self.part = self.draft.offers.len().saturating_sub(1);
            }
            (Some(method), Some(offer)) => (offer.method, offer.overpaid) = (method, false),
            (Some(method), None) => {
                self.draft.offers.push(OfferDraft::by(method));
                self.part = self.draft.offers.len() - 1;
            }
        }
    }

    /// Opens another part for what is left; false where nothing is left, or the parts so far are refused.
    fn split(&mut self) -> bool {
        let total = self.total();
        let sound = offers(&self.draft.offers, total).is_ok();
        let left = super::answer::settled(&self.draft.offers, total).left;
        if !sound || left == Money::ZERO || self.draft.offers.is_empty() {
            return false;
        }
        self.part = self.draft.offers.len();
        true
    }

    /// What the draft costs; nothing while it has no price.
    pub(super) fn total(&self) -> Money {
        let quote = self.answer.as_ref().and_then(|answer| answer.proposal.quote.as_ref().ok());
        quote.map_or(Money::ZERO, |quote| quote.total)
    }

    fn known(&mut self, key: &str, customer: Option<Customer>) -> Vec<Action> {
        let current = phone_key(&self.draft.phone).is_ok_and(|now| now == key);
        let free = self.draft.name.trim().is_empty() || self.filled.as_deref() == Some(&self.draft.name);
        let (true, true, true, Some(customer)) = (self.open(), current, free, customer) else { return Vec::new() };
        let text = |value: &Option<trade::personal::Personal<String>>| {
            value.as_ref().map_or_else(String::new, |value| value.text().to_owned())
        };
        self.draft.name = customer.name.text().to_owned();
        self.draft.payer = text(&customer.payer);
        self.draft.invoice_title = text(&customer.invoice_title);
        self.draft.payer_tax_number = text(&customer.tax_number);
        let others = [&customer.payer, &customer.invoice_title, &customer.tax_number];
        self.others |= others.into_iter().any(Option::is_some);
        self.filled = Some(self.draft.name.clone());
        self.changed = Some(Instant::now());
        // Who sends it may have a contract.
        [self.ask()].into_iter().chain(self.who()).collect()
    }

    /// Asks who else came under the number and the name that stand now, where both are whole and others than were asked about last.
    pub(super) fn who(&mut self) -> Option<Action> {
        let name = self.draft.name.trim().to_owned();
        // While the number is not whole nobody is known by it.
        let whole = phone_key(&self.draft.phone).ok().filter(|_| !name.is_empty());
        let Some(key) = whole else {
            self.neighbours = Default::default();
            return None;
        };
        if (&name, &key) == (&self.neighbours.0, &self.neighbours.1) {
            return None;
        }
        self.neighbours = (name.clone(), key.clone(), Neighbours::default());
        Some(Action::Neighbours(name, key))
    }
}

impl Zoom {
    fn by(self, steps: isize) -> Zoom {
        let now = Zoom::ALL.iter().position(|zoom| *zoom == self).unwrap_or(0);
        Zoom::ALL[now.saturating_add_signed(steps).min(Zoom::ALL.len() - 1)]
    }
}
