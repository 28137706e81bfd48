-- One row an event. Entries posted before this version keep their rows in `journal` byte for byte (format 1: the events stand in
-- `body`); from here on `body` is the hash of the entry's last row in `event`, and the chain goes on from the last old hash.
-- The tables of lines go; what is derived stands in `projection`, one table for all, made anew from the journal by the program.

ALTER TABLE journal ADD COLUMN format INTEGER NOT NULL DEFAULT 1 CHECK (format IN (1, 2));

DROP TABLE contact;
DROP TABLE posting;
DROP TABLE run;
DROP TABLE uncompared;
DROP TABLE case_key;
DROP TABLE gram;
DROP TABLE remembered;
DROP TABLE booking;
DROP TABLE event;

CREATE TABLE event (
    entry INTEGER NOT NULL REFERENCES journal (seq),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    body TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_of_stream ON event (stream, entry, ordinal);

CREATE TRIGGER event_unchanged BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER event_undeleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER event_unreplaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE entry = NEW.entry AND ordinal = NEW.ordinal)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

-- Pictures and frozen sheets, as bytes. Apart from `personal`, so that reading a booking for a list does not touch them.
CREATE TABLE attachment (
    entry INTEGER NOT NULL REFERENCES journal (seq),
    commitment TEXT NOT NULL,
    booking TEXT,
    field TEXT NOT NULL,
    salt BLOB NOT NULL,
    value BLOB NOT NULL,
    UNIQUE (entry, commitment)
) STRICT;
CREATE INDEX attachment_of_booking ON attachment (booking);

CREATE TRIGGER attachment_unchanged BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER attachment_unreplaced BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment WHERE entry = NEW.entry AND commitment = NEW.commitment)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

-- Derived rows, each with a checksum of its own: see crates/books/src/store/backend.rs for the shelves and their keys.
CREATE TABLE projection (
    shelf INTEGER NOT NULL,
    key BLOB NOT NULL,
    value TEXT NOT NULL,
    sum BLOB NOT NULL CHECK (length(sum) = 8),
    PRIMARY KEY (shelf, key)
) STRICT, WITHOUT ROWID;

-- How far the derived rows are made, and by which version of the rules.
CREATE TABLE projected (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    upto INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The last entry up to which everything was proved.
CREATE TABLE proved (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 7;
