//! Which names may a kind and its fields have?

/// Words of SQL that no field may be named by, for a field is a column.
const SQL_WORDS: &str = " \
    add all alter and as asc autoincrement between by case check collate column commit constraint create \
    cross default deferrable delete desc distinct drop else end escape except exists foreign from group \
    having in index insert intersect into is isnull join limit not nothing notnull null on or order \
    primary references returning select set table then to transaction union unique update using values \
    when where with \
    ";

/// Columns that every table of a kind has besides its fields.
const TAKEN: [&str; 10] = [
    "id",
    "month",
    "state",
    "path",
    "url",
    "created_at",
    "created_by",
    "updated_at",
    "commit_id",
    "kind",
];

/// Whether `word` is one of lower-case letters, digits and underscores that begins with a letter.
pub(super) fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Whether a field may be called `name`, for which a column of that name must be possible.
pub(super) fn is_column(name: &str) -> bool {
    is_word(name) && !TAKEN.contains(&name) && !SQL_WORDS.split_ascii_whitespace().any(|word| word == name)
}
