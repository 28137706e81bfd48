//! The channels' own files (渠道账单): imported, held against the books, and what waits in them claimed.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::{Session, damaged};
use books::booking::{
    BillFile, Command, Entry, Event, Matching, MateIs, MoneyId, Number, Receipt, ReceiptId, ReceiptState, ReceiptText,
    ReceiptsAct, ReceiptsEvent, StandingMoney,
};
use books::store::Store;
use trade::channel::Bill;
use trade::money::Money;
use trade::refusal::{ChannelTrouble, Failure, Refusal};

/// A file of a channel that was read, before anything of it is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBill {
    /// Which file it is.
    pub file: BillFile,
    /// What its lines say.
    pub bill: Bill,
}

impl ReadBill {
    /// A file by its name without where it lies, its bytes, and what was read of them.
    pub fn new(name: &str, bytes: &[u8], bill: Bill) -> ReadBill {
        let hash = hex::encode(Sha256::digest(bytes));
        ReadBill { file: BillFile { form: bill.form, name: name.to_owned(), hash }, bill }
    }

    fn receipts(&self) -> Vec<Receipt> {
        let line = |line: &trade::channel::BillLine| {
            let (serial, payer, remark) = (line.serial.clone(), line.payer.clone(), line.remark.clone());
            Receipt { at: line.at, amount: line.amount, said: ReceiptText { serial, payer, remark }.into() }
        };
        self.bill.lines.iter().map(line).collect()
    }
}

/// What came of importing a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The file as it was read.
    pub read: ReadBill,
    /// How many of its receipts were there already.
    pub known: usize,
    /// How many are new, and what they come to.
    pub new: (usize, Money),
    /// How many of the new ones are money of the books by their serial number.
    pub matched: usize,
    /// The days of the file that are closed: their day sheets stay as they are.
    pub closed: Vec<NaiveDate>,
    /// Whether nothing was posted, since it was only tried.
    pub dry_run: bool,
}

/// What came of claiming a receipt, setting it aside, or giving it back.
#[derive(Debug, Clone, PartialEq)]
pub struct Handled {
    /// The receipt after it.
    pub receipt: ReceiptState,
    /// The entry by which that was posted.
    pub entry: Entry,
}

impl Session {
    /// Takes the receipts of a file; those that are there already are passed over, and those whose serial number is that of money of the
    /// books are matched. With `dry_run` nothing is posted. The same request again says what there is by then.
    ///
    /// # Errors
    /// [`ChannelTrouble::Contradicts`]; as [`Session::post`].
    pub fn import(
        &self,
        store: &mut dyn Store,
        request: String,
        read: ReadBill,
        dry_run: bool,
    ) -> Result<Imported, Failure> {
        let receipts = read.receipts();
        let mut closed = Vec::new();
        for day in read.bill.days().into_keys() {
            if store.folder_state(day)?.today.closed {
                closed.push(day);
            }
        }
        if dry_run {
            let mut fresh = (0, Money::ZERO);
            let channel = read.bill.form.channel();
            for receipt in &receipts {
                let own = ReceiptState::identity(channel, receipt);
                let there = store.receipts_named(&own.0)?;
                if !there.iter().any(|state| state.channel() == channel && state.own_identity() == own) {
                    fresh = (fresh.0 + 1, fresh.1 + receipt.amount);
                }
            }
            let known = receipts.len() - fresh.0;
            return Ok(Imported { read, known, new: fresh, matched: 0, closed, dry_run });
        }
        let act = ReceiptsAct::Import { file: read.file.clone(), receipts: receipts.clone() };
        let entry = self.post(store, request.clone(), Command::Receipts(act))?;
        let mut new = (0, Money::ZERO);
        for event in &entry.events {
            if let Event::Receipts(_, ReceiptsEvent::Imported { receipts, .. }) = event {
                new = receipts.iter().fold(new, |(n, sum), one| (n + 1, sum + one.amount));
            }
        }
        let mut matched = 0;
        for day in read.bill.days().into_keys() {
            matched += self.match_serials(store, format!("{}-{day}", shortened(&request)), day)?;
        }
        Ok(Imported { known: receipts.len() - new.0, new, read, matched, closed, dry_run })
    }

    /// Matches the receipts of a day, and those that wait from before, whose serial number is that of money of exactly their amount. Gives
    /// how many there were.
    ///
    /// # Errors
    /// As [`Session::post`].
    pub fn match_serials(&self, store: &mut dyn Store, request: String, day: NaiveDate) -> Result<usize, Failure> {
        let exact = store.matching(day)?.exact;
        let count = exact.len();
        if count > 0 {
            self.post(store, request, Command::Receipts(ReceiptsAct::Match(exact)))?;
        }
        Ok(count)
    }

    /// How the channels' files and the books stand beside each other on a day.
    ///
    /// # Errors
    /// A fault of reading.
    pub fn matching(&self, store: &mut dyn Store, day: NaiveDate) -> Result<Matching, Failure> {
        Ok(store.matching(day)?)
    }

    /// Confirms a likely mate of a receipt: money of the books is matched with it, bookings of which it is owed are paid by it.
    ///
    /// # Errors
    /// [`ChannelTrouble`]; as [`Session::post`].
    pub fn confirm(
        &self,
        store: &mut dyn Store,
        request: String,
        receipt: ReceiptId,
        mate: &MateIs,
    ) -> Result<Handled, Failure> {
        let act = match mate {
            MateIs::Money(money) => ReceiptsAct::Match(vec![(receipt, money.clone())]),
            MateIs::Bookings(bookings) => ReceiptsAct::Claim { receipt, bookings: bookings.clone() },
            MateIs::OtherMethod(money, _) => {
                let booking = money.booking.to_string();
                return Err(Refusal::from(ChannelTrouble::NoSuchMoney { booking }).into());
            }
        };
        self.handled(store, request, receipt, act)
    }

    /// Matches a receipt with the money of these bookings that came by its channel and is no receipt yet.
    ///
    /// # Errors
    /// [`ChannelTrouble::NoSuchMoney`] for a booking without; as [`Session::post`].
    pub fn match_with(
        &self,
        store: &mut dyn Store,
        request: String,
        serial: &str,
        bookings: &[Number],
    ) -> Result<Handled, Failure> {
        // What was matched is free no more, so that the same request would come to other money.
        if let Some(done) = self.done_before(store, &request, serial)? {
            let matched = |event: &Event| match event {
                Event::Receipts(_, ReceiptsEvent::Claimed { parts, .. }) => parts.iter().all(|part| !part.paid_by_it),
                _ => false,
            };
            return if done.entry.events.iter().any(matched) {
                Ok(done)
            } else {
                Err(Refusal::RequestReused { request }.into())
            };
        }
        let receipt = named(store, serial)?;
        let mut money: Vec<MoneyId> = Vec::new();
        for number in bookings {
            let booking = super::find(store, *number)?;
            let fits = |one: &StandingMoney| {
                one.method == receipt.method() && (one.amount > Money::ZERO) == (receipt.amount > Money::ZERO)
            };
            let own: Vec<MoneyId> = booking.standing().iter().filter(|one| fits(one)).map(|one| one.id).collect();
            let free = self.free(store, *number, &own)?;
            let first = free.first().copied();
            let none = || Refusal::from(ChannelTrouble::NoSuchMoney { booking: number.to_string() });
            money.push(first.ok_or_else(none)?);
        }
        self.handled(store, request, receipt.id, ReceiptsAct::Match(vec![(receipt.id, money)]))
    }

    /// Those of a booking's money that no receipt is yet.
    fn free(&self, store: &mut dyn Store, number: Number, money: &[MoneyId]) -> Result<Vec<MoneyId>, Failure> {
        let bound = store.receipts_of(number)?;
        let is_bound = |id: &MoneyId| bound.iter().flat_map(|state| &state.parts).any(|part| part.money == *id);
        Ok(money.iter().filter(|id| !is_bound(id)).copied().collect())
    }

    /// A receipt that waits pays for bookings.
    ///
    /// # Errors
    /// [`ChannelTrouble`]; as [`Session::post`].
    pub fn claim(
        &self,
        store: &mut dyn Store,
        request: String,
        serial: &str,
        bookings: Vec<Number>,
    ) -> Result<Handled, Failure> {
        let receipt = self.receipt_for(store, &request, serial)?;
        self.handled(store, request, receipt, ReceiptsAct::Claim { receipt, bookings })
    }

    /// A receipt is not what it was claimed for.
    ///
    /// # Errors
    /// [`ChannelTrouble::NothingClaimed`]; as [`Session::post`].
    pub fn release(
        &self,
        store: &mut dyn Store,
        request: String,
        serial: &str,
        reason: String,
    ) -> Result<Handled, Failure> {
        let receipt = self.receipt_for(store, &request, serial)?;
        self.handled(store, request, receipt, ReceiptsAct::Release { receipt, reason })
    }

    /// A receipt is none of the counter's, or is explained otherwise.
    ///
    /// # Errors
    /// [`ChannelTrouble::NothingWaits`]; as [`Session::post`].
    pub fn set_aside(
        &self,
        store: &mut dyn Store,
        request: String,
        serial: &str,
        reason: String,
    ) -> Result<Handled, Failure> {
        let receipt = self.receipt_for(store, &request, serial)?;
        self.handled(store, request, receipt, ReceiptsAct::SetAside { receipt, reason })
    }

    /// Does something with one receipt, and gives it as it stands after that.
    ///
    /// # Errors
    /// [`ChannelTrouble`]; as [`Session::post`].
    pub fn handled(
        &self,
        store: &mut dyn Store,
        request: String,
        receipt: ReceiptId,
        act: ReceiptsAct,
    ) -> Result<Handled, Failure> {
        let entry = self.post(store, request, Command::Receipts(act))?;
        let receipt = store.receipt(receipt)?.ok_or_else(|| damaged(&entry))?;
        Ok(Handled { receipt, entry })
    }

    /// The receipt that is meant: that of the first answer where the request was answered before, since by now its serial number may be
    /// that of another which waits. Whether the same is asked is for the books to say.
    fn receipt_for(&self, store: &mut dyn Store, request: &str, serial: &str) -> Result<ReceiptId, Failure> {
        match self.done_before(store, request, serial)? {
            Some(done) => Ok(done.receipt.id),
            None => Ok(named(store, serial)?.id),
        }
    }

    /// What a request came to that was answered before.
    ///
    /// # Errors
    /// [`Refusal::RequestReused`] where it was about no receipt of this serial number.
    fn done_before(&self, store: &mut dyn Store, request: &str, serial: &str) -> Result<Option<Handled>, Failure> {
        let Some(entry) = store.answered(request)? else { return Ok(None) };
        let about = |event: &Event| if let Event::Receipts(_, event) = event { event.receipt() } else { None };
        let receipt = match entry.events.iter().find_map(about) {
            Some(id) => store.receipt(id)?.ok_or_else(|| damaged(&entry))?,
            None => return Err(Refusal::RequestReused { request: request.to_owned() }.into()),
        };
        if !receipt.serial.ends_with(serial.trim()) {
            return Err(Refusal::RequestReused { request: request.to_owned() }.into());
        }
        Ok(Some(Handled { receipt, entry }))
    }
}

/// The only receipt of a serial number, or of the end of one.
fn named(store: &mut dyn Store, serial: &str) -> Result<ReceiptState, Failure> {
    let mut found = store.receipts_named(serial)?;
    match found.len() {
        0 => Err(Refusal::from(ChannelTrouble::NoSuchReceipt { serial: serial.to_owned() }).into()),
        1 => Ok(found.swap_remove(0)),
        _ => {
            // A number is that of a payment and of what went back of it; the one that waits is meant.
            let mut waits: Vec<ReceiptState> =
                found.iter().filter(|state| state.waits() != Money::ZERO).cloned().collect();
            if waits.len() == 1 {
                return Ok(waits.swap_remove(0));
            }
            let known = found.iter().map(|state| state.serial.clone()).take(8).collect();
            Err(Refusal::from(ChannelTrouble::Ambiguous { serial: serial.to_owned(), known }).into())
        }
    }
}

/// A request id, as long as one made of it with a day behind may be.
fn shortened(request: &str) -> &str {
    let end = request.char_indices().nth(80).map_or(request.len(), |(at, _)| at);
    &request[..end]
}
