//! What helps against a query that names what there is not?

use super::{QueryFault, TableInfo, Why};
use crate::base::Message;
use crate::base::nearest::nearest;

/// What to do about `fault` of the query `sql`, which may ask for the parameters `params`, over these `tables`.
pub(super) fn help(sql: &str, fault: &QueryFault, params: &[&str], tables: &[TableInfo]) -> Message {
    match &fault.why {
        Why::Parameter(written) => {
            let known: Vec<String> = params.iter().map(|name| format!(":{name}")).collect();
            match nearest(written, known.iter().map(String::as_str)) {
                Some(near) => said("query-parameter-meant", written, near),
                None => Message::new("query-parameters").with("names", known.join(", ")),
            }
        }
        Why::Sql(words) => {
            let near = missing(words, "no such table: ").and_then(|written| {
                let names = tables.iter().map(|table| table.name.as_str());
                Some((written, nearest(written, names)?))
            });
            let near = near.or_else(|| {
                let written = missing(words, "no such column: ")?;
                let columns = read(sql, tables).flat_map(|table| &table.columns);
                let names = columns.map(|column| column.name.as_str());
                Some((written, nearest(written, names)?))
            });
            match near {
                Some((written, near)) => said("query-meant", written, near),
                None => Message::new("query-broken-help"),
            }
        }
        _ => Message::new("query-broken-help"),
    }
}

fn said(words: &'static str, written: &str, near: &str) -> Message {
    Message::new(words).with("wrong", written).with("name", near)
}

/// The bare name that SQLite says there is not.
fn missing<'w>(words: &'w str, begin: &str) -> Option<&'w str> {
    words.strip_prefix(begin)?.rsplit('.').next()
}

/// The tables whose names stand in `sql`.
fn read<'t>(sql: &str, tables: &'t [TableInfo]) -> impl Iterator<Item = &'t TableInfo> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = sql.split(|c| !is_part(c)).collect();
    tables
        .iter()
        .filter(move |table| words.iter().any(|word| word.eq_ignore_ascii_case(&table.name)))
}

#[cfg(test)]
mod tests {
    use crate::base::{Catalog, Lang};
    use crate::ledger::fixture::Base;

    #[test]
    fn the_nearest_table_column_or_parameter_is_named() {
        let ledger = Base::new("", "").ledger("2023-10-01 00:00");
        let catalog = Catalog::of(Lang::ZhCn);
        for (sql, wanted) in [
            (
                "SELECT * FROM fault",
                "把 `fault` 改为 `faults`；表和列见 casebook query --schema",
            ),
            (
                "SELECT f.titel FROM faults f",
                "把 `titel` 改为 `title`；表和列见 casebook query --schema",
            ),
            ("SELECT nix FROM faults", "表和列见 casebook query --schema"),
            (
                "SELECT * FROM faults WHERE month = :moth",
                "把 `:moth` 改为 `:month`",
            ),
            ("SELECT * FROM faults WHERE system = :x", "可用的参数：:month"),
            ("SELECT ?", "可用的参数：:month"),
        ] {
            let fault = ledger.refuses(sql, &["month"]);
            let help = fault.map(|fault| catalog.say(&ledger.help(sql, &fault, &["month"])));
            assert_eq!(help.as_deref(), Some(wanted), "{sql}");
        }
        let fine = "SELECT id FROM faults WHERE month = :month";
        assert_eq!(ledger.refuses(fine, &["month"]), None);
    }
}
