//! What is wrong with a template, and where.

use std::fmt;

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

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}:", self.path)?;
        }
        if self.line > 0 {
            write!(f, "{}:{}:", self.line, self.column)?;
        }
        write!(f, " {}", self.message)?;
        if !self.excerpt.is_empty() {
            write!(f, "\n{}", self.excerpt)?;
        }
        Ok(())
    }
}

impl std::error::Error for TemplateFault {}
