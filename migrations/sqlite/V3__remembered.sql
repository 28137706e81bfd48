-- What was booked before, as a new notice is compared with it: the keys of case numbers, and a part of the trigrams of texts without
-- one. It is an index, made of the journal and made anew whenever the reader of notices reads otherwise; nothing rests on it but what
-- is told, so that it is no part of what is proved. What stands in it of a person goes with the person's values.
CREATE TABLE case_key (
    case_key TEXT NOT NULL,
    booking TEXT NOT NULL REFERENCES booking (number),
    PRIMARY KEY (case_key, booking)
) STRICT, WITHOUT ROWID;

CREATE TABLE gram (
    gram INTEGER NOT NULL,
    booking TEXT NOT NULL REFERENCES booking (number),
    PRIMARY KEY (gram, booking)
) STRICT, WITHOUT ROWID;

-- How far the journal is remembered, and by which version of the reader.
CREATE TABLE remembered (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    reader INTEGER NOT NULL,
    upto INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;
