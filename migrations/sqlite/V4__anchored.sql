-- Beside the file stands an anchor (qishi.anchor) that remembers how far the journal came. That it was made is noted here, so that
-- a copy without it is told apart from books that never had one. From this version on numbers may be void (event voided).
CREATE TABLE anchored (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER anchored_undeleted BEFORE DELETE ON anchored BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;

PRAGMA user_version = 4;
