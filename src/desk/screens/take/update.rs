//! What each message does to the screen.

use std::sync::Arc;
use std::time::Instant;

use iced::keyboard::key;
use iced::widget::operation::snap_to;
use iced::widget::scrollable::RelativeOffset;

use super::answer::{Answer, offers};
use super::lines::Lines;
use super::rows::Unfolded;
use super::seeking::Seek;
use super::{Action, After, Agree, Message, Move, Panel, Scene, Stage, Take, Zoom, crop, place};
use crate::desk::draft::{Draft, OfferDraft};
use crate::desk::picture::To;
use crate::desk::widgets::{Chord, focus_on, step};
use books::booking::{Method, phone_key};
use books::counter;
use trade::ad::{Crop, Kind, Look, StyleId};
use trade::money::Money;
use trade::rates::FaultOf;
use trade::refusal::Refusal;

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
            return (!chord.repeat).then(|| After::Picture(to).into());
        }
        if !chord.ctrl && !chord.alt && self.lists_customers() {
            match chord.named {
                Some(key::Named::ArrowUp) => return Some(Seek::Walk(-1).into()),
                Some(key::Named::ArrowDown) => return Some(Seek::Walk(1).into()),
                _ => {}
            }
        }
        if chord.named == Some(key::Named::Escape) {
            return if self.seeking.open && self.open() {
                Some(Seek::Close.into())
            } else if self.panel.is_some() {
                Some(Message::Agree(Agree::Close))
            } else {
                self.unfolded.map(|_| Message::Fold)
            };
        }
        if !chord.ctrl || chord.alt {
            return None;
        }
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if done => Some(Message::Next),
            // A key held down does not book again and again.
            (Some(key::Named::Enter), _) => (!chord.repeat).then_some(Message::Book),
            (Some(key::Named::Delete), _) => Some(Message::Discard),
            (_, Some('n')) if done && chord.shift => (!chord.repeat).then(|| After::Again.into()),
            (_, Some('n')) if done => Some(Message::Next),
            (_, Some('z')) if done => (!chord.repeat).then(|| After::TakeBack.into()),
            (_, Some('p')) if done => (!chord.repeat).then(|| After::Proof.into()),
            (_, Some('s')) if done => (!chord.repeat).then(|| After::Statement.into()),
            (_, Some('g')) if done => Some(Message::Focus(place::SIGN)),
            (_, Some('h')) => Some(Message::Park),
            (_, Some('z')) => Some(if chord.shift { Message::Redo } else { Message::Undo }),
            (_, Some('y')) => Some(Message::Redo),
            (_, Some('0')) => Some(Message::Zoom(Zoom::True)),
            (_, Some('=' | '+')) => Some(Message::Zoom(self.zoom.by(1))),
            (_, Some('-')) => Some(Message::Zoom(self.zoom.by(-1))),
            (_, Some(digit @ '1'..='9')) => Some(Message::Restore(digit as usize - '1' as usize)),
            (_, Some('o')) => Some(Message::Others),
            (_, Some('l')) if chord.shift => Some(Message::Kind(other(self.draft.kind))),
            (_, Some('l')) => Some(Message::Focus(place::CATEGORY)),
            (_, Some('g')) => Some(Message::Focus(place::SIZE)),
            (_, Some('j')) => Some(Message::Focus(place::COPY)),
            (_, Some('t')) if self.draft.kind == Kind::Blessing || self.draft.follows().kind => {
                Some(Message::Focus(place::PICTURE))
            }
            (_, Some('e')) => Some(Message::TurnLine(None, chord.shift)),
            (_, Some('u')) if chord.shift => Some(Message::Cheaper),
            (_, Some('u')) => Some(Message::Focus(place::STYLE)),
            (_, Some('r')) => Some(Message::Red),
            (_, Some('k')) => Some(Message::Customer),
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
        let beside =
            matches!(message, Message::Tick(_) | Message::Kept(_) | Message::Prepared(_) | Message::Answered(..));
        if let Stage::Done(done) = &mut self.stage
            && !beside
            && !matches!(message, Message::After(After::TakeBack | After::TakenBack(..)))
        {
            done.undoing = false;
        }
        self.styles = Arc::clone(scene.rules.styles.on(scene.now.date_naive()));
        if let Some(typing) = types(&message) {
            (self.typing, self.book_when_answered) = (typing, false);
            // Whatever is done elsewhere has the arrows to itself.
            if !matches!(message, Message::Seek(_) | Message::Tab(_) | Message::Customer) {
                self.seeking.close();
                self.glancing = Default::default();
            }
        }
        match message {
            Message::Book => self.book(scene),
            Message::Booked(request, result) => self.booked(&request, result),
            Message::Next => self.next(scene),
            Message::After(after) => self.after(after, scene),
            Message::Park => self.park(scene),
            Message::Restore(place) => self.restore(place),
            Message::Discard => self.discard(scene),
            Message::Pictured(result) => self.pictured(result),
            Message::Printing(step) => self.printing(step),
            Message::Prepared(result) => {
                self.prepared(result);
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
            Message::Answered(request, revision, answer) if request == self.draft.request => {
                self.heard(revision, *answer, scene)
            }
            Message::Answered(..) => Vec::new(),
            Message::Zoom(zoom) => {
                self.zoom = zoom;
                Vec::new()
            }
            Message::Focus(place) => {
                // The payment comes back to its place.
                if place == place::METHODS {
                    self.panel = None;
                }
                // A picture is of a blessing: whoever asks for its place says so.
                if place == place::PICTURE && self.open() && self.draft.kind == Kind::Notice {
                    let mut actions = self.typed(Message::Kind(Kind::Blessing), scene);
                    actions.push(self.go(place));
                    return actions;
                }
                vec![self.go(place)]
            }
            Message::Fold => {
                let at = self.unfolded.take().map(Unfolded::place);
                at.map(|place| Action::Run(focus_on(place))).into_iter().collect()
            }
            Message::Onward => vec![Action::Run(step(false))],
            Message::Tab(false) if self.lists_customers() => self.sought(Seek::Leave),
            Message::Tab(back) => {
                if self.lists_customers() {
                    return self.sought(Seek::Close).into_iter().chain([Action::Run(step(back))]).collect();
                }
                vec![Action::Run(step(back))]
            }
            Message::Others => {
                self.others = !self.others;
                // What was typed in the field is the customer's.
                let mut also = if self.seeking.text.trim().is_empty() { Vec::new() } else { self.new_customer() };
                self.seeking.restart(!self.others && self.nobody());
                let place = match self.others {
                    true if self.draft.phone.trim().is_empty() => place::PHONE,
                    true => place::PAYER,
                    false => self.first_place(),
                };
                also.push(Action::Run(focus_on(place)));
                also
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
            Message::Known(key, known, account) => {
                self.account = Some((key.clone(), *account));
                self.known(&key, known.map(|known| *known))
            }
            Message::Customer => self.turn_to_customer(),
            Message::Neighbours(name, key, found) => {
                if (&name, &key) == (&self.neighbours.0, &self.neighbours.1) {
                    self.neighbours.2 = found;
                }
                Vec::new()
            }
            Message::Seek(seek) => self.sought(seek),
            Message::Glanced(number, glance) => {
                self.glanced(number, glance.map(|glance| glance.map(|glance| *glance)));
                Vec::new()
            }
            Message::Repeated(number, Ok(Some(order))) => self.take_anew(Draft::again(&order, number), scene),
            Message::Repeated(number, Ok(None)) => {
                self.failed = Some(Refusal::NoSuchBooking { value: number.to_string() }.into());
                Vec::new()
            }
            Message::Repeated(_, Err(fault)) => {
                self.failed = Some(fault.into());
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
                self.draft.category = scene.rules.kinds.unsaid(kind).id.clone();
                (self.draft.touched.kind, self.draft.touched.category) = (true, false);
                if kind == Kind::Notice {
                    self.draft.picture = None;
                    self.picture_wrong = None;
                }
            }
            // The kind that stands is meant.
            Message::Kind(_) => self.draft.touched.kind = true,
            Message::Category(category) => {
                self.draft.category = category;
                self.draft.touched.category = true;
            }
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
                self.draft.touched.size = true;
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
                self.draft.touched.size = true;
                self.other_size.clear();
            }
            Message::OtherSize(text) => {
                self.other_size = text;
                return also;
            }
            // None is meant: the copy chooses again.
            Message::TakeOtherSize if self.other_size.trim().is_empty() => self.draft.touched.size = false,
            Message::TakeOtherSize => {
                match counter::size(&self.other_size, scene.rules.cards.in_force(scene.now.date_naive())) {
                    Ok(size) => (self.draft.size, self.draft.touched.size) = (Some(size), true),
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
                        // A notice has no picture: where nobody said that it is one, it is none.
                        if self.draft.follows().kind {
                            self.turn_to(Kind::Blessing, scene);
                        }
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
                if phone_key(&self.draft.phone).ok() != before {
                    self.forget();
                    also.extend(self.look_up());
                }
            }
            Message::Name(name) => self.draft.name = name,
            Message::Payer(payer) => self.draft.payer = payer,
            Message::InvoiceTitle(title) => self.draft.invoice_title = title,
            Message::PayerTaxNumber(number) => self.draft.payer_tax_number = number,
            Message::PressDay(day) => {
                self.at = day;
                self.asked_day = self.may_run(day, scene).err();
                let proposed = !self.draft.touched.runs;
                match self.draft.runs.iter().position(|run| *run == day) {
                    // The day that is proposed is meant.
                    Some(_) if proposed => {}
                    Some(index) => {
                        self.draft.runs.remove(index);
                        // With the last run after its deadline the reason for it goes too.
                        if self.late_runs(scene).is_empty() && self.draft.terms.late.take().is_some() {
                            self.panel = self.panel.filter(|panel| *panel != Panel::Late);
                        }
                    }
                    None if self.asked_day.is_none() => {
                        // The first day that is chosen takes the place of the proposed one.
                        self.draft.runs.retain(|_| !proposed);
                        self.draft.runs.push(day);
                        self.draft.runs.sort();
                    }
                    None => {
                        // Why stands below the days, and is seen.
                        also.push(self.go(place::DAYS));
                        return also;
                    }
                }
                self.draft.touched.runs = true;
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
            Message::Method(method) => {
                self.account_asked = method == Some(Method::Account) && self.not_on_account().is_some();
                if !self.account_asked {
                    self.method(method);
                }
            }
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
        // Another customer may be one who came before under another name.
        [self.ask()].into_iter().chain(self.who()).collect()
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

    /// The ad is one of another kind, without a category that was said.
    fn turn_to(&mut self, kind: Kind, scene: Scene) {
        if self.draft.kind != kind {
            (self.draft.kind, self.draft.category) = (kind, scene.rules.kinds.unsaid(kind).id.clone());
        }
    }

    pub(super) fn ask(&mut self) -> Action {
        self.asked += 1;
        Action::Ask(Box::new(self.draft.clone()), self.asked)
    }

    /// The counter is asked about the draft once more, since rules or settings are others now.
    pub fn ask_again(&mut self) -> Action {
        self.ask()
    }

    /// What the counter answered: what it proposes goes into the draft where no hand has set it.
    fn heard(&mut self, revision: u64, answer: Answer, scene: Scene) -> Vec<Action> {
        self.answered = self.answered.max(revision);
        let open = self.open();
        let (draft, chosen) = (&mut self.draft, &answer.chosen);
        if open {
            let before = (draft.kind, draft.category.clone(), draft.size, draft.runs.clone());
            if draft.follows().kind {
                draft.kind = chosen.kind;
            }
            if !draft.touched.category {
                draft.category.clone_from(&chosen.category);
            }
            if !draft.touched.size {
                draft.size = chosen.size;
            }
            if !draft.touched.runs && draft.runs != chosen.runs {
                draft.runs.clone_from(&chosen.runs);
                self.at = draft.runs.first().copied().unwrap_or(self.at);
            }
            let moved = before != (draft.kind, draft.category.clone(), draft.size, draft.runs.clone());
            if moved && !draft.is_blank() {
                // A draft that is put aside keeps what was proposed.
                self.changed = Some(Instant::now());
            }
        }
        self.answer = Some(answer);
        let style = self.draft.look.style.clone();
        self.settle();
        if self.draft.look.style != style {
            return vec![self.ask()];
        }
        if self.answered == self.asked && std::mem::take(&mut self.book_when_answered) {
            return self.book(scene);
        }
        Vec::new()
    }

    /// Moves the focus to a place; a row that is folded is unfolded for it, and the field of the customer comes back.
    pub(super) fn go(&mut self, to: &'static str) -> Action {
        if to == place::CUSTOMER && self.open() {
            self.seek_again();
        } else {
            self.unfolded = Unfolded::of(to);
        }
        Action::Run(focus_on(to))
    }

    /// Where a clerk begins: at the customer, or where one stands already, at the copy.
    pub const fn first_place(&self) -> &'static str {
        match self.stage {
            Stage::Done(_) => place::NEXT,
            _ if self.seeking.open => place::CUSTOMER,
            _ => place::COPY,
        }
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
}

impl Zoom {
    fn by(self, steps: isize) -> Zoom {
        let now = Zoom::ALL.iter().position(|zoom| *zoom == self).unwrap_or(0);
        Zoom::ALL[now.saturating_add_signed(steps).min(Zoom::ALL.len() - 1)]
    }
}

/// The kind that an ad is not of.
fn other(kind: Kind) -> Kind {
    Kind::ALL.into_iter().find(|other| *other != kind).unwrap_or(kind)
}

/// Whether the copy is typed by a message (true) or left (false); `None` where it says nothing of what the clerk does.
fn types(message: &Message) -> Option<bool> {
    match message {
        Message::Edit(action) => action.is_edit().then_some(true),
        Message::Undo | Message::Redo | Message::TurnLine(..) => Some(true),
        Message::Answered(..)
        | Message::Known(..)
        | Message::Neighbours(..)
        | Message::Seek(Seek::Found(..))
        | Message::Glanced(..)
        | Message::Tick(_)
        | Message::Kept(_)
        | Message::Found(..)
        | Message::AskDay(_)
        | Message::PictureRead(..)
        | Message::Booked(..)
        | Message::Printing(_)
        | Message::Prepared(_)
        | Message::Pictured(_)
        | Message::Zoom(_) => None,
        _ => Some(false),
    }
}
