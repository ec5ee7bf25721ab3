//! What is wrong with a template, and where.

use crate::base::{Message, Unable};

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// The file, below the knowledge base: `templates/pages/record.html`; empty where no single file is at fault.
    pub path: String,
    /// The line, from 1; 0 where no place is known.
    pub line: usize,
    /// The column, from 1; 0 where no place is known.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// The source line with the place underlined, where the place is known.
    pub excerpt: String,
}

impl TemplateFault {
    /// The fault that `error`, which came up with the template `name`, tells of.
    pub(super) fn of(name: &str, error: &tera::Error) -> TemplateFault {
        use tera::ErrorKind::{RenderingError, SyntaxError};
        let (SyntaxError(report) | RenderingError(report)) = error.kind() else {
            return TemplateFault::without_place(name, error);
        };
        TemplateFault {
            path: path(report.filename()),
            line: report.span().start_line,
            column: report.span().start_col + 1,
            message: report.message().to_owned(),
            excerpt: excerpt(&error.to_string()),
        }
    }

    /// Faults between templates come as a report in words: its place is read from there.
    fn without_place(name: &str, error: &tera::Error) -> TemplateFault {
        let report = error.to_string();
        let place = report.lines().find_map(|line| line.trim().strip_prefix("--> "));
        let mut parts = place.unwrap_or(name).rsplitn(3, ':');
        let (last, middle, first) = (parts.next(), parts.next(), parts.next());
        let number = |part: Option<&str>| part.and_then(|text| text.parse().ok()).unwrap_or(0);
        let message = report.lines().next().unwrap_or_default();
        TemplateFault {
            path: path(first.unwrap_or(name)),
            line: first.map_or(0, |_| number(middle)),
            column: first.map_or(0, |_| number(last)),
            message: message.trim_start_matches("error: ").to_owned(),
            excerpt: excerpt(&report),
        }
    }
}

fn path(name: &str) -> String {
    if name.is_empty() {
        String::new()
    } else {
        format!("templates/{name}")
    }
}

/// The lines of a report after its message and its place.
fn excerpt(report: &str) -> String {
    let lines: Vec<&str> = report
        .lines()
        .skip_while(|line| !line.contains("--> "))
        .skip(1)
        .collect();
    lines.join("\n")
}

impl From<TemplateFault> for Unable {
    fn from(fault: TemplateFault) -> Unable {
        let mut place = match fault.path.as_str() {
            "" => "templates".to_owned(),
            path => path.to_owned(),
        };
        if fault.line > 0 {
            place = format!("{place}:{}:{}", fault.line, fault.column);
        }
        let mut detail = fault.message;
        if !fault.excerpt.is_empty() {
            detail = format!("{detail}\n{}", fault.excerpt);
        }
        let message = Message::new("unable-template").with("place", place);
        Unable::new(message.with("detail", detail))
    }
}
