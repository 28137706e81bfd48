//! What the red button does, step by step, and what it lacks.

use super::*;

impl Evening {
    /// What was looked up is shown. Where the screen was just come to, the focus goes to what is to be done.
    pub(super) fn looked(&mut self, look: EveningView, scene: Scene) -> Vec<Action> {
        let day = self.day.unwrap_or_else(|| scene.now.date_naive());
        // An answer about a day that is shown no more.
        if look.day != day {
            return Vec::new();
        }
        self.look = Some(look);
        if std::mem::take(&mut self.fresh) { self.focus(scene) } else { Vec::new() }
    }

    /// The focus goes to the first field of the step, or to its button.
    pub(super) fn focus(&self, scene: Scene) -> Vec<Action> {
        let Some(look) = &self.look else { return Vec::new() };
        let to = match self.step(look) {
            _ if self.banking.is_some() => banking::AMOUNT,
            _ if self.reopening.is_some() => self.lacking(look, scene).unwrap_or(NEXT),
            EveningStep::Count if look.till.state == TillState::Closed => FLOAT,
            EveningStep::Count if self.what(look, scene) == Next::Count => {
                self.lacking(look, scene).unwrap_or(notes::CASH)
            }
            // What was counted is counted again where a key leads there, though a reason is lacking for its difference.
            EveningStep::Count => notes::CASH,
            EveningStep::Match | EveningStep::Left => NEXT,
            EveningStep::Close => self.lacking(look, scene).unwrap_or(NEXT),
        };
        vec![Action::Run(focus_on(to))]
    }

    /// Whether no form is open and no reason is typed, so that plain keys walk what waits.
    pub(super) fn plain(&self, look: &EveningView) -> bool {
        let typing = self.channels.doing(look) == Some(Doing::Aside);
        self.banking.is_none() && self.reopening.is_none() && !self.channels.asks_path() && !typing
    }

    /// The step that is to be done: the one that a key chose, or the first that is not done.
    pub(super) fn step(&self, look: &EveningView) -> EveningStep {
        if let Some(at) = self.at {
            return at;
        }
        let open = look.till.state != TillState::Closed;
        if look.closed {
            EveningStep::Close
        } else if !open && look.till.float.is_none() {
            EveningStep::Count
        } else if !self.begun()
            && (!look.matching.exact.is_empty() || look.matching.waiting.iter().any(|one| !one.mates.is_empty()))
        {
            EveningStep::Match
        } else if open && (look.till.state == TillState::Open || self.recounted(look)) {
            EveningStep::Count
        } else {
            EveningStep::Close
        }
    }

    /// Whether the cash is being counted.
    fn begun(&self) -> bool {
        !self.notes.is_empty()
    }

    /// Whether something else is typed than was counted, or a file came since.
    pub(super) fn recounted(&self, look: &EveningView) -> bool {
        let something = |sums: &MethodSums| -> MethodSums {
            sums.iter().filter(|(_, sum)| **sum != Money::ZERO).map(|(method, sum)| (*method, *sum)).collect()
        };
        let Some(counted) = &look.till.counted else { return false };
        let typed = !self.notes.is_empty() || !self.channels.is_empty();
        typed && something(counted) != something(&self.sums(look))
    }

    /// What is typed, as far as it is amounts, with what the files say.
    pub(super) fn sums(&self, look: &EveningView) -> MethodSums {
        let mut sums = self.channels.sums(look);
        sums.extend(self.notes.cash().map(|cash| (Method::Cash, cash)));
        sums
    }

    /// By how much the till differs, by its count or by what is typed.
    pub(super) fn differing(&self, look: &EveningView) -> MethodSums {
        let counted = look.till.counted.clone().filter(|_| !self.recounted(look));
        let counted = counted.unwrap_or_else(|| self.sums(look));
        differences(&look.till.expected, &counted).into_iter().filter(|(_, sum)| *sum != Money::ZERO).collect()
    }

    /// What the red button does.
    pub(super) fn what(&self, look: &EveningView, scene: Scene) -> Next {
        if self.banking.is_some() {
            return Next::Bank;
        }
        if self.reopening.is_some() {
            return Next::Reopen;
        }
        // What the channels say of a day that is closed is still matched, where a key leads there.
        if let (Some(EveningStep::Match), Some(doing)) = (self.at, self.channels.doing(look)) {
            return Next::Handle(doing);
        }
        if look.closed {
            return Next::Nothing;
        }
        let open = look.till.state != TillState::Closed;
        match self.step(look) {
            EveningStep::Match if self.channels.doing(look).is_some() => {
                self.channels.doing(look).map_or(Next::Nothing, Next::Handle)
            }
            // A day that never had a till is closed as it is.
            EveningStep::Close if !open => Next::CloseDay,
            _ if !open && look.day == scene.now.date_naive() => {
                let again =
                    look.till.float.is_none() || !self.float.trim().is_empty() || self.at == Some(EveningStep::Count);
                if again { Next::Open } else { Next::CloseDay }
            }
            _ if !open => Next::CloseDay,
            _ if look.till.state == TillState::Open || self.recounted(look) => Next::Count,
            // A till of another day is closed, and that day is closed where it is shown.
            _ if look.till.till.day != look.day => Next::CloseTill,
            _ => Next::CloseBoth,
        }
    }

    /// The field without which it cannot be done; none where nothing is lacking.
    pub(super) fn lacking(&self, look: &EveningView, scene: Scene) -> Option<&'static str> {
        match self.what(look, scene) {
            Next::Open => self.float.trim().parse::<Money>().is_err().then_some(FLOAT),
            Next::Count => self.notes.lacking().or_else(|| self.channels.lacking(look)),
            Next::CloseBoth | Next::CloseTill => {
                (!self.differing(look).is_empty() && self.explain.trim().is_empty()).then_some(EXPLAIN)
            }
            Next::Bank => self.banking.as_ref().and_then(Banking::lacking),
            Next::Reopen => self.reopening.as_ref().and_then(Reopening::lacking),
            Next::Handle(_) | Next::CloseDay | Next::Nothing => None,
        }
    }

    /// The red button, or the key that does what it does.
    pub(super) fn next(&mut self, scene: Scene) -> Vec<Action> {
        let Some(look) = self.look.clone() else { return Vec::new() };
        // Where something is lacking, the key leads there.
        if let Some(to) = self.lacking(&look, scene) {
            return vec![Action::Run(focus_on(to))];
        }
        let next = self.what(&look, scene);
        if let Next::Handle(_) = next {
            let request = self.channels.next(&look);
            return self.requested(request);
        }
        let day = look.till.till.day;
        let action = match next {
            Next::Open => self.float.trim().parse().ok().map(Action::Open),
            Next::Count => {
                // Counted by its notes where those are told, by one sum otherwise.
                let notes = self.notes.banknotes().unwrap_or_default();
                Some(Action::Count(day, self.sums(&look), notes))
            }
            Next::CloseBoth | Next::CloseTill => Some(Action::CloseTill(day, self.explained(&look))),
            Next::CloseDay => Some(Action::CloseDay(look.day)),
            Next::Bank => self.banking.as_ref().and_then(Banking::amount).map(|amount| Action::Bank(day, amount)),
            Next::Reopen => self.reopening.as_ref().map(|form| {
                let (reason, by) = form.said();
                Action::ReopenDay(look.day, reason, by)
            }),
            Next::Handle(_) | Next::Nothing => None,
        };
        self.pending = Some(next);
        if next != Next::Bank {
            self.at = None;
        }
        (self.doing, self.said) = (action.is_some(), None);
        action.into_iter().collect()
    }

    pub(super) fn beside(&mut self, message: channels::Message) -> Vec<Action> {
        let Some(look) = &self.look else { return Vec::new() };
        let walks = matches!(message, channels::Message::Walk(_) | channels::Message::Choose(_));
        if walks || matches!(message, channels::Message::Chosen(_)) {
            self.at = Some(EveningStep::Match);
        }
        let request = self.channels.update(message, look);
        self.requested(request)
    }

    fn requested(&mut self, request: Option<ChannelRequest>) -> Vec<Action> {
        let action = match request {
            None => return Vec::new(),
            Some(ChannelRequest::Onward) => return vec![Action::Run(step(false))],
            Some(ChannelRequest::Focus(to)) => return vec![Action::Run(focus_on(to))],
            Some(ChannelRequest::Import(path)) => return self.import(path),
            Some(ChannelRequest::Show(number)) => return vec![Action::ShowBooking(number)],
            Some(ChannelRequest::SetRight(wrong)) => return vec![Action::SetRight(wrong)],
            Some(ChannelRequest::Serials) => {
                Action::Serials(self.look.as_ref().map_or_else(NaiveDate::default, |look| look.day))
            }
            Some(ChannelRequest::Confirm(receipt, is)) => Action::Confirm(receipt, is),
            Some(ChannelRequest::Aside(receipt, reason)) => {
                Action::Receipt(receipt, ReceiptsAct::SetAside { receipt, reason })
            }
        };
        (self.doing, self.said) = (true, None);
        // What is to be done next is found out anew once it is done.
        self.at = None;
        vec![action]
    }

    pub(super) fn import(&mut self, path: PathBuf) -> Vec<Action> {
        (self.doing, self.said) = (true, None);
        vec![Action::Import(path)]
    }

    /// Closes the till alone.
    pub(super) fn close_till(&mut self) -> Vec<Action> {
        let Some(look) = self.look.clone() else { return Vec::new() };
        if !self.differing(&look).is_empty() && self.explain.trim().is_empty() {
            return vec![Action::Run(focus_on(EXPLAIN))];
        }
        (self.doing, self.pending, self.said, self.at) = (true, Some(Next::CloseTill), None, None);
        vec![Action::CloseTill(look.till.till.day, self.explained(&look))]
    }

    /// Why the till differs; nothing where it does not, whatever was typed before it was counted again.
    fn explained(&self, look: &EveningView) -> String {
        if self.differing(look).is_empty() { String::new() } else { self.explain.trim().to_owned() }
    }

    /// The till is closed as it was counted: nothing of what was typed for it is left.
    pub(super) fn counted(&mut self) {
        (self.notes, self.explain) = (Notes::default(), String::new());
        self.channels.clear();
    }

    pub(super) fn open_banking(&mut self) -> Vec<Action> {
        if self.banking.take().is_some() {
            return Vec::new();
        }
        let Some(look) = &self.look else { return Vec::new() };
        let cash = look.till.counted.as_ref().map_or_else(
            || look.expected(Method::Cash),
            |counted| counted.get(&Method::Cash).copied().unwrap_or(Money::ZERO),
        );
        let kept = look.till.float.unwrap_or(Money::ZERO);
        self.banking = Some(Banking::new((cash - kept).max(Money::ZERO)));
        vec![Action::Run(focus_on(banking::AMOUNT))]
    }

    pub(super) fn open_reopening(&mut self) -> Vec<Action> {
        if self.reopening.take().is_some() {
            return Vec::new();
        }
        self.reopening = Some(Reopening::default());
        vec![Action::Run(focus_on(reopening::REASON))]
    }

    /// To the day after or before.
    pub(super) fn walk(&mut self, onward: bool, scene: Scene) -> Vec<Action> {
        let today = scene.now.date_naive();
        let Some(to) = self.day_after(onward, scene) else { return Vec::new() };
        self.turned(Some(to).filter(|to| *to != today));
        self.fresh = true;
        vec![Action::Look(self.day)]
    }

    /// Shows the paper that was written last.
    pub(super) fn show(&self) -> Vec<Action> {
        self.paper().map(|path| Action::Show(path.clone())).into_iter().collect()
    }

    pub(super) fn back(&mut self) -> Vec<Action> {
        let form = self.banking.take().is_some() || self.reopening.take().is_some() || self.channels.back();
        if !form {
            (self.at, self.said) = (None, None);
        }
        Vec::new()
    }
}
