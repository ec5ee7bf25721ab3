//! How are tables and columns called?

use std::collections::HashSet;

/// Words that cannot stand as a column without quotation marks.
const SQL_WORDS: [&str; 43] = [
    "add",
    "all",
    "alter",
    "and",
    "as",
    "autoincrement",
    "between",
    "case",
    "check",
    "collate",
    "commit",
    "constraint",
    "create",
    "default",
    "delete",
    "distinct",
    "drop",
    "else",
    "escape",
    "except",
    "exists",
    "foreign",
    "from",
    "group",
    "having",
    "in",
    "index",
    "insert",
    "intersect",
    "into",
    "is",
    "join",
    "limit",
    "not",
    "null",
    "on",
    "or",
    "order",
    "primary",
    "references",
    "select",
    "set",
    "table",
];
const MORE_SQL_WORDS: [&str; 13] = [
    "then",
    "to",
    "transaction",
    "union",
    "unique",
    "update",
    "using",
    "values",
    "when",
    "where",
    "isnull",
    "notnull",
    "returning",
];

/// The column of a field or column called `name`: itself, but `begins` and `ends` for the bounds of a span, and any other
/// word of SQL with `_` behind it.
pub fn column(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "from" => "begins".to_owned(),
        "to" => "ends".to_owned(),
        word if SQL_WORDS.contains(&word) || MORE_SQL_WORDS.contains(&word) => format!("{name}_"),
        _ => name.to_owned(),
    }
}

/// `name` as SQL writes it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The column `name`, of the type `of`. A number is compared as one also with a text, such as a parameter.
pub(super) fn typed(name: &str, of: &str) -> String {
    let affinity = if of == "TEXT" { "" } else { " NUMERIC" };
    format!("{}{affinity}", quoted(name))
}

/// `text` as a literal of SQL.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Names that are taken; SQLite does not tell letters from capitals.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn of<'n>(taken: impl IntoIterator<Item = &'n str>) -> Names {
        Names(taken.into_iter().map(str::to_ascii_lowercase).collect())
    }

    /// `name`, with as many `_` behind it as make it the only one of its kind.
    pub(super) fn take(&mut self, name: String) -> String {
        let mut name = name;
        while !self.0.insert(name.to_ascii_lowercase()) {
            name.push('_');
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_is_a_word_of_sql() {
        assert_eq!(
            ["from", "to", "order", "reason"].map(column),
            ["begins", "ends", "order_", "reason"]
        );
        let mut names = Names::of(["id"]);
        assert_eq!(names.take("ID".to_owned()), "ID_");
        assert_eq!(names.take("id".to_owned()), "id__");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
        assert_eq!(literal("it's"), "'it''s'");
    }
}
