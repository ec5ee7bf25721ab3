//! The text that the QQ client exports: messages, and the questions among them.

mod header;
mod messages;
mod threads;

pub use messages::{Message, messages};
pub use threads::Threads;

use super::one_line;
use super::table::{Cell, Row, Table};
use crate::base::{Span, hash};
use threads::Thread;

/// The columns that a map names.
const COLUMNS: [&str; 9] = [
    "时间",
    "发言人",
    "号码",
    "内容",
    "对象",
    "分组",
    "答复",
    "答复人",
    "答复时间",
];

/// The questions in `text` as a table, found as `how` says.
pub(super) fn table(text: &str, how: &Threads) -> Table {
    let threads = how.threads(messages(text));
    let columns = COLUMNS.map(str::to_owned).to_vec();
    Table::new(columns, threads.into_iter().map(row).collect(), false)
}

fn row(thread: Thread) -> Row {
    let first = &thread.first;
    let answer = |text: String| Cell {
        text,
        span: thread.answered.unwrap_or(first.body),
    };
    let head = |text: &str| Cell {
        text: text.to_owned(),
        span: first.head,
    };
    let cells = vec![
        head(&first.time.strftime("%Y-%m-%d %H:%M:%S").to_string()),
        head(&first.name),
        head(&first.account),
        Cell {
            text: thread.text,
            span: Span::new(first.body.start, first.body.end),
        },
        head(&first.object),
        head(&first.group),
        answer(thread.answer),
        answer(thread.answerer),
        answer(thread.answered_at),
    ];
    Row {
        number: first.line,
        cells,
        identity: Some(identity(first)),
    }
}

/// What tells a message from all others in every export: when, who, and what. An account keeps its number when its name changes.
fn identity(message: &Message) -> String {
    let who = match message.account.as_str() {
        "" => &message.name,
        account => account,
    };
    let parts = [message.time.to_string(), who.to_owned(), one_line(&message.text)];
    hash::short(parts.join("\u{1f}").as_bytes())
}
