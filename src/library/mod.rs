//! What do all records say together? (ids, links both ways, URLs, shelves)
