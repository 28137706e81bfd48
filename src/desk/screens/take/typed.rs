//! What is typed and chosen changes the draft, and what follows from that at once, before the counter has answered.

use std::time::Instant;

use iced::widget::operation::snap_to;
use iced::widget::scrollable::RelativeOffset;

use super::lines::LineRoles;
use super::{Action, Message, Panel, Scene, Take, crop, place};
use crate::desk::draft::OfferDraft;
use crate::desk::widgets::focus_on;
use books::booking::{Method, phone_key};
use books::counter;
use trade::ad::{Crop, Kind, Look, StyleId};
use trade::rates::FaultOf;

impl Take {
    /// What is typed and chosen: it changes the draft.
    pub(super) fn typed(&mut self, message: Message, scene: Scene) -> Vec<Action> {
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
                self.day_refused = self.may_run(day, scene).err();
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
                    None if self.day_refused.is_none() => {
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
                self.part = self.draft.offers.len();
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
        self.lines = LineRoles::new(draft.kind, &draft.copy, &draft.look.roles);
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
}
