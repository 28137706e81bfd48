-- Notices that were not compared with the bookings before them when they were taken, since those could not be read then. A line stays
-- when the comparison is made good (event `compared`): what is still to be made good are the lines without that event.
CREATE TABLE uncompared (
    booking TEXT NOT NULL PRIMARY KEY REFERENCES booking (number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER uncompared_unchanged BEFORE UPDATE ON uncompared BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END;
CREATE TRIGGER uncompared_undeleted BEFORE DELETE ON uncompared BEGIN SELECT RAISE(ABORT, 'a posted row stays'); END;
CREATE TRIGGER uncompared_unreplaced BEFORE INSERT ON uncompared
WHEN EXISTS (SELECT 1 FROM uncompared WHERE booking = NEW.booking)
BEGIN SELECT RAISE(ABORT, 'a posted row is not replaced'); END;

PRAGMA user_version = 5;
