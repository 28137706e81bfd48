-- The books of one folder. Everything is posted once and stays: journal and the tables of lines that are derived from it.
-- Values of persons stand in `personal` and `contact` only, so that they can be erased while the record of the money stays.

PRAGMA application_id = 0x71697368; -- "qish"
PRAGMA user_version = 1;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    person TEXT NOT NULL,
    request TEXT NOT NULL UNIQUE,
    asked TEXT NOT NULL,
    body TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Ordered by entry, so that a commit writes at one end and an entry is read in one place.
CREATE TABLE personal (
    entry INTEGER NOT NULL REFERENCES journal (seq),
    commitment TEXT NOT NULL,
    booking TEXT,
    field TEXT NOT NULL,
    salt BLOB NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entry, commitment)
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_of_booking ON personal (booking);

-- What the journal's entries come to, a line for every event, in the form in which it is looked up.
CREATE TABLE event (
    entry INTEGER NOT NULL REFERENCES journal (seq),
    ordinal INTEGER NOT NULL,
    what TEXT NOT NULL,
    booking TEXT,
    day TEXT NOT NULL,
    PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_of_booking ON event (booking, entry) WHERE booking IS NOT NULL;
CREATE INDEX event_of_house ON event (what, day, entry) WHERE booking IS NULL;

CREATE TABLE booking (
    number TEXT NOT NULL PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES journal (seq),
    day TEXT NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    width_um INTEGER NOT NULL,
    height_um INTEGER NOT NULL,
    total_fen INTEGER NOT NULL,
    UNIQUE (day, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    day TEXT NOT NULL,
    booking TEXT NOT NULL REFERENCES booking (number),
    PRIMARY KEY (day, booking)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_of_booking ON run (booking);

CREATE TABLE posting (
    entry INTEGER NOT NULL REFERENCES journal (seq),
    ordinal INTEGER NOT NULL,
    booking TEXT NOT NULL REFERENCES booking (number),
    day TEXT NOT NULL,
    method TEXT NOT NULL,
    fen INTEGER NOT NULL,
    PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_of_booking ON posting (booking);

CREATE TABLE contact (
    phone_key TEXT NOT NULL,
    booking TEXT NOT NULL REFERENCES booking (number),
    PRIMARY KEY (phone_key, booking)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_of_booking ON contact (booking);

-- The last serial given on a day: without gaps, since it is raised in the transaction that takes the booking.
CREATE TABLE counter (
    day TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last > 0)
) STRICT, WITHOUT ROWID;

-- How far the journal has come: an entry torn off its end is missed here.
CREATE TABLE head (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Posted rows stay. An INSERT OR REPLACE deletes without an UPDATE, and where recursive_triggers is off without a DELETE either:
-- hence the third trigger of each table.
CREATE TRIGGER journal_unchanged BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER journal_undeleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER journal_unreplaced BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq OR request = NEW.request)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

CREATE TRIGGER event_unchanged BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER event_undeleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER event_unreplaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE entry = NEW.entry AND ordinal = NEW.ordinal)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

CREATE TRIGGER booking_unchanged BEFORE UPDATE ON booking BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER booking_undeleted BEFORE DELETE ON booking BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER booking_unreplaced BEFORE INSERT ON booking
WHEN EXISTS (SELECT 1 FROM booking WHERE number = NEW.number)
  OR EXISTS (SELECT 1 FROM booking WHERE day = NEW.day AND serial = NEW.serial)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

CREATE TRIGGER run_unchanged BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER run_undeleted BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER run_unreplaced BEFORE INSERT ON run
WHEN EXISTS (SELECT 1 FROM run WHERE day = NEW.day AND booking = NEW.booking)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

CREATE TRIGGER posting_unchanged BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER posting_undeleted BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER posting_unreplaced BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM posting WHERE entry = NEW.entry AND ordinal = NEW.ordinal)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

-- Values of persons may be erased, but never changed.
CREATE TRIGGER personal_unchanged BEFORE UPDATE ON personal BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER personal_unreplaced BEFORE INSERT ON personal
WHEN EXISTS (SELECT 1 FROM personal WHERE entry = NEW.entry AND commitment = NEW.commitment)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

CREATE TRIGGER contact_unchanged BEFORE UPDATE ON contact BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER contact_unreplaced BEFORE INSERT ON contact
WHEN EXISTS (SELECT 1 FROM contact WHERE phone_key = NEW.phone_key AND booking = NEW.booking)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

-- Counter and head go up by one, from one, and never down.
CREATE TRIGGER counter_rises BEFORE UPDATE ON counter
WHEN NEW.day <> OLD.day OR NEW.last <> OLD.last + 1
BEGIN SELECT RAISE(ABORT, 'numbers rise by one'); END;
CREATE TRIGGER counter_undeleted BEFORE DELETE ON counter BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER counter_starts BEFORE INSERT ON counter
WHEN NEW.last <> 1 OR EXISTS (SELECT 1 FROM counter WHERE day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'numbers start at one'); END;

CREATE TRIGGER head_rises BEFORE UPDATE ON head
WHEN NEW.one <> OLD.one OR NEW.seq <> OLD.seq + 1
BEGIN SELECT RAISE(ABORT, 'the journal grows by one'); END;
CREATE TRIGGER head_undeleted BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER head_starts BEFORE INSERT ON head
WHEN NEW.seq <> 1 OR EXISTS (SELECT 1 FROM head)
BEGIN SELECT RAISE(ABORT, 'the journal starts at one'); END;
