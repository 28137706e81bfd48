-- The search index: one row a booking, its rowid made of the booking's number, its words the grams of everything that can be searched
-- (crates/books/src/search). Contentless: it is derived, and what a candidate says is read from its row in `projection`. With
-- secure-delete, what is taken out of the index leaves nothing in the file.

CREATE VIRTUAL TABLE search USING fts5 (grams, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- Its words and their bookings, for `verify`.
CREATE VIRTUAL TABLE search_posting USING fts5vocab (search, instance);

PRAGMA user_version = 8;
