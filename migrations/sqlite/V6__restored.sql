-- A copy that comes back is posted in the journal (event restored), with the numbers that are void from then on. The tables are the
-- same; the number is raised so that a program that does not know the event says that the books are newer, and not that they are
-- damaged.
PRAGMA user_version = 6;
