//! What stands in the files of a workbook.

#![allow(clippy::unwrap_used)]
use super::*;
use std::io::{Cursor, Read};

fn column(title: &str, sum: bool) -> Column {
    Column {
        title: title.to_owned(),
        sum,
    }
}

fn table() -> Table {
    Table {
        columns: vec![
            column("系统", false),
            column("件数", true),
            column("金额", true),
            column("率", false),
            column("日期", false),
            column("时间", false),
        ],
        rows: vec![
            vec![
                Cell::Text("=1+1".into()),
                Cell::Number("3".into()),
                Cell::Money("39500.00".into()),
                Cell::Percent("99.95".into()),
                Cell::Date(jiff::civil::date(2023, 9, 20)),
                Cell::read("2023-09-20 17:45:00"),
            ],
            vec![
                Cell::Text("@公文 <&>".into()),
                Cell::Number("350102199001011234".into()),
                Cell::Money("0.10".into()),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
            ],
        ],
        total: Some("合计".into()),
    }
}

fn book(parts: Vec<Part>) -> Book {
    Book {
        title: "月报".into(),
        sheets: vec![Sheet {
            name: "4 故障".into(),
            parts,
        }],
    }
}

fn file(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn cells_have_types() {
    let bytes = book(vec![Part::Table(table())]).bytes().unwrap();
    let sheet = file(&bytes, "xl/worksheets/sheet1.xml");
    let strings = file(&bytes, "xl/sharedStrings.xml");
    assert!(
        strings.contains("<t>=1+1</t>") && strings.contains("@公文 &lt;&amp;&gt;"),
        "{strings}"
    );
    assert!(
        strings.contains("350102199001011234"),
        "more than 15 digits stay text: {strings}"
    );
    assert!(!sheet.contains("<f>1+1"), "{sheet}");
    for value in [
        "<v>3</v>",
        "<v>39500</v>",
        "<v>0.9995</v>",
        "<v>45189</v>",
        "<v>45189.73958333",
    ] {
        assert!(sheet.contains(value), "{value} in {sheet}");
    }
    assert!(
        sheet.contains("<f>SUBTOTAL(109,C2:C3)</f><v>39500.1</v>"),
        "{sheet}"
    );
    assert!(
        sheet.contains("topLeftCell=\"A2\"") && sheet.contains("state=\"frozen\""),
        "{sheet}"
    );
    let styles = file(&bytes, "xl/styles.xml");
    assert!(
        styles.contains("yyyy-mm-dd hh:mm") && styles.contains("yyyy-mm-dd\""),
        "{styles}"
    );
    assert!(file(&bytes, "xl/tables/table1.xml").contains("<autoFilter ref=\"A1:F3\""));
}

#[test]
fn the_same_book_has_the_same_bytes() {
    let book = book(vec![Part::Heading("四、故障".into()), Part::Table(table())]);
    assert_eq!(book.bytes().unwrap(), book.bytes().unwrap());
    assert!(file(&book.bytes().unwrap(), "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn tables_stand_below_each_other_and_may_be_empty() {
    let empty = Table {
        columns: vec![column("n", true), column("n", false), column("", false)],
        rows: Vec::new(),
        total: Some("合计".into()),
    };
    let parts = vec![
        Part::Heading("一".into()),
        Part::Table(table()),
        Part::Heading("二".into()),
        Part::Line("没有".into()),
        Part::Table(empty),
    ];
    let bytes = book(parts).bytes().unwrap();
    let second = file(&bytes, "xl/tables/table2.xml");
    assert!(
        second.contains("ref=\"A9:C10\"") && second.contains("name=\"n 2\""),
        "{second}"
    );
    let sheet = file(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<f>SUBTOTAL(109,A10:A10)</f><v>0</v>"), "{sheet}");
    assert!(!sheet.contains("frozen"), "{sheet}");
}

#[test]
fn a_book_without_sheets_is_a_book() {
    let bytes = Book::default().bytes().unwrap();
    assert!(file(&bytes, "xl/workbook.xml").contains("<sheet "));
}
