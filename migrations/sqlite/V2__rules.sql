-- Rate cards and calendars are entered in the journal (events rules_entered, rules_withdrawn). The tables are the same; the number is
-- raised so that a program that does not know these events says that the books are newer, and not that they are damaged.
PRAGMA user_version = 2;
