//! What is wrong with a text that is no YAML, and on which line has its author to change something?
//!
//! The parser says where it could go no further, in English; often the mistake stands lines above, which it says as the context.

use super::quotes;
use crate::base::{Lines, Message, Place, Span};

/// Why a text is not usable YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which mistake it is.
    pub kind: FaultKind,
    /// What is wrong.
    pub detail: Message,
    /// What to write instead.
    pub help: Message,
    /// Where, as well as it is known.
    pub span: Span,
}

/// The mistakes that have names of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A key stands twice.
    DuplicateKey,
    /// Nested too deeply.
    TooDeep,
    /// Aliases that would grow without measure.
    AliasBomb,
    /// A tab where spaces must stand.
    Tab,
    /// Anything else.
    Syntax,
}

/// What the parser says where it was in the middle of nothing else, what is wrong then, and what to do.
const SAID: &[(&str, &str, &str)] = &[
    ("cannot start any token", "yaml-character", "yaml-quote-help"),
    ("expected directive name", "yaml-character", "yaml-quote-help"),
    ("unknown anchor", "yaml-character", "yaml-quote-help"),
    (
        "alphabetic or numeric character",
        "yaml-character",
        "yaml-quote-help",
    ),
    ("undefined tag handle", "yaml-character", "yaml-quote-help"),
    ("block sequence entries", "yaml-character", "yaml-quote-help"),
    ("comment or line break", "yaml-character", "yaml-quote-help"),
    ("expected node content", "yaml-value", "yaml-value-help"),
    ("escape character", "yaml-escape", "yaml-escape-help"),
    ("hexdecimal number", "yaml-escape", "yaml-escape-help"),
    ("control characters", "yaml-control", "yaml-control-help"),
];

impl Fault {
    /// What `error` means, with which the parser left `text`.
    pub(super) fn new(text: &str, error: &serde_yaml::Error) -> Fault {
        let message = error.to_string();
        let (problem, context) = message.split_once(", while ").unwrap_or((&message, ""));
        let lines = Lines::new(text);
        let place = error.location().map(|place| Place {
            line: place.line(),
            column: place.column(),
        });
        let said = Said {
            text,
            problem,
            context,
            at: place.map_or(0, |place| lines.offset(place)),
            from: mark(context).map_or(0, |place| lines.offset(place)),
        };
        let (kind, detail, help, at) = said.means();
        // At the end of the text there is nothing to change.
        let start = match text.trim_end() {
            whole if at >= whole.len() => whole.rfind('\n').map_or(0, |line| line + 1),
            _ => at,
        };
        let end = lines.line(lines.place(start).line).end;
        Fault {
            kind,
            detail,
            help,
            span: Span::new(start, end),
        }
    }
}

/// The place that `context` ends with.
fn mark(context: &str) -> Option<Place> {
    let (line, column) = context.rsplit_once(" at line ")?.1.split_once(" column ")?;
    Some(Place {
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    })
}

/// What the parser said.
struct Said<'s> {
    text: &'s str,
    problem: &'s str,
    /// What it was about.
    context: &'s str,
    /// Where it could go no further.
    at: usize,
    /// Where began what it was about.
    from: usize,
}

type Meaning = (FaultKind, Message, Message, usize);

impl Said<'_> {
    fn means(&self) -> Meaning {
        if let Some(key) = self.duplicate_key() {
            let at = self.second(&key).unwrap_or(self.at);
            let detail = Message::new("duplicate-key").with("key", key);
            return (
                FaultKind::DuplicateKey,
                detail,
                Message::new("duplicate-key-help"),
                at,
            );
        }
        let plain = |kind, detail, help, at| (kind, Message::new(detail), Message::new(help), at);
        if self.says("recursion limit") {
            return plain(FaultKind::TooDeep, "yaml-deep", "yaml-deep-help", self.at);
        }
        if self.says("repetition limit") {
            return plain(FaultKind::AliasBomb, "yaml-bomb", "yaml-bomb-help", self.at);
        }
        if self.says("tab character") || self.says("cannot start any token") && self.rest().starts_with('\t')
        {
            return plain(FaultKind::Tab, "tab", "tab-help", self.at);
        }
        let (detail, help, at) = self.syntax();
        (FaultKind::Syntax, detail, Message::new(help), at)
    }

    fn says(&self, words: &str) -> bool {
        self.problem.contains(words)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn syntax(&self) -> (Message, &'static str, usize) {
        let plain = |detail, help, at| (Message::new(detail), help, at);
        let quote = match self.context.starts_with("scanning a quoted scalar") && self.says("end of stream") {
            true => Some(self.from),
            false => quotes::open(self.text, self.at),
        };
        if let Some(at) = quote {
            return plain("yaml-quote-open", "yaml-quote-open-help", at);
        }
        if self.says("expected ',' or") {
            return match quotes::closes(self.text, self.from) {
                true => plain("yaml-comma", "yaml-comma-help", self.at),
                false => plain("yaml-bracket-open", "yaml-bracket-open-help", self.from),
            };
        }
        if self.says("could not find expected ':'") {
            return plain("yaml-colon", "yaml-colon-help", self.from);
        }
        if self.says("mapping values are not allowed") {
            return self.second_colon();
        }
        if self.says("did not find expected key") || self.says("did not find expected '-'") {
            return match self.before().trim().is_empty() {
                true => plain("yaml-indent", "yaml-indent-help", self.at),
                // In double quotation marks those of the value would have to be escaped.
                false if self.line().contains('"') && !self.line().contains('\'') => {
                    plain("yaml-after", "yaml-single-quote-help", self.at)
                }
                false if self.line().contains('"') => plain("yaml-after", "yaml-escape-quote-help", self.at),
                false => plain("yaml-after", "yaml-quote-help", self.at),
            };
        }
        if self.says("more than one document") {
            return match self.text.starts_with(' ') {
                true => plain("yaml-indent", "yaml-indent-help", 0),
                false => {
                    let at = self.text.rfind("\n---").map_or(self.at, |at| at + 1);
                    plain("yaml-documents", "yaml-documents-help", at)
                }
            };
        }
        match SAID.iter().find(|(words, ..)| self.says(words)) {
            Some((_, "yaml-character", help)) => {
                let character = self.rest().chars().next().unwrap_or(' ');
                // Of what `&`, `*`, `>` and `|` begin, the parser gives a character behind.
                let begins = |c: char| matches!(c, '&' | '*' | '|' | '>');
                let (at, character) = match self.before().char_indices().rfind(|(_, c)| begins(*c)) {
                    Some((at, mark)) => (self.at - self.before().len() + at, mark),
                    None => (self.at, character),
                };
                let detail = Message::new("yaml-character").with("character", character.to_string());
                (detail, help, at)
            }
            Some((_, "yaml-control", help)) => {
                let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
                plain("yaml-control", help, self.text.find(control).unwrap_or(self.at))
            }
            Some((_, detail, help)) => plain(detail, help, self.at),
            None => {
                let problem = self.problem.split(" at line ").next().unwrap_or_default();
                let detail = Message::new("yaml-other").with("detail", problem);
                (detail, "yaml-quote-help", self.at)
            }
        }
    }

    /// The line of the place.
    fn line(&self) -> &str {
        let start = self.at - self.before().len();
        self.text[start..].lines().next().unwrap_or("")
    }

    /// What stands before the place on its line.
    fn before(&self) -> &str {
        self.text[..self.at].rsplit('\n').next().unwrap_or("")
    }

    /// A colon that cannot be one of a key: the value has another, the line is indented, or the line before has none.
    fn second_colon(&self) -> (Message, &'static str, usize) {
        let before = self.before();
        if before.trim_start().trim_start_matches("- ").contains(": ") {
            return (Message::new("yaml-colons"), "yaml-quote-help", self.at);
        }
        let start = self.at - before.len();
        let indent = |line: &str| line.len() - line.trim_start().len();
        let above = self.text[..start].trim_end();
        let mut line = above.rfind('\n').map_or(0, |at| at + 1);
        // Lines that make the same mistake are one text to the parser, which stops behind the last of them.
        while let Some(upper) = above[..line]
            .strip_suffix('\n')
            .map(|upper| upper.rsplit('\n').next().unwrap_or(upper))
            && upper.trim_end().trim_end_matches(':').contains(':')
            && !upper.contains(": ")
        {
            line -= upper.len() + 1;
        }
        let shallow = indent(before) <= indent(&above[line..]);
        if shallow && !above[line..].contains(": ") {
            return (
                Message::new("yaml-colon"),
                "yaml-colon-help",
                line + indent(&above[line..]),
            );
        }
        (
            Message::new("yaml-indent"),
            "yaml-indent-help",
            start + indent(before),
        )
    }

    fn duplicate_key(&self) -> Option<String> {
        let (_, rest) = self.problem.split_once("duplicate entry with key ")?;
        let key = rest.split(" at line ").next()?;
        Some(key.trim().trim_matches('"').to_owned())
    }

    /// Where `key` stands for the second time in the map at the place: on one line, or in one column.
    fn second(&self, key: &str) -> Option<usize> {
        let lines = Lines::new(self.text);
        let all = self.rest().match_indices(key).map(|(at, _)| self.at + at);
        // A key in quotation marks begins with its mark.
        let begins = |at: usize| at - usize::from(self.text[..at].ends_with(['"', '\'']));
        let is_key = |at: &usize| {
            let before = self.text[..*at].trim_end_matches(['"', '\'']);
            let after = self.text[at + key.len()..].trim_start_matches(['"', '\'']);
            let begins = before.is_empty() || before.ends_with([' ', '\n', '{', ',', '\u{feff}']);
            begins && after.trim_start_matches(' ').starts_with(':')
        };
        let mut keys = all.filter(is_key).map(begins);
        let first = lines.place(keys.next()?);
        keys.find(|at| {
            let place = lines.place(*at);
            place.line == first.line || place.column == first.column
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::FaultKind;
    use crate::base::Lines;
    use crate::base::yaml::parse;

    /// The words for what is wrong with `text`, and on which line.
    fn found(text: &str) -> (&'static str, usize) {
        let fault = parse(text).unwrap_err();
        (fault.detail.id, Lines::new(text).place(fault.span.start).line)
    }

    #[test]
    fn what_is_not_closed_is_found_where_it_opens() {
        for open in [
            "a: 1\nt: \"公文\nb: 2\nc: 3\n",
            "a: 1\nt: '公文\nb: 2\n",
            "a: 1\nt: \"公\nb: \"2\"\n",
        ] {
            assert_eq!(found(open), ("yaml-quote-open", 2), "{open}");
        }
        for open in [
            "a: 1\nt: [a, b\nc: 3\n",
            "a: 1\nt: [a\n",
            "a: 1\nt: [a\nb: [c]\n",
            "a:\n  - {b: 1\n  - {b: 2}\n",
        ] {
            assert_eq!(found(open), ("yaml-bracket-open", 2), "{open}");
        }
        assert_eq!(found("\"公文\na: 1\n"), ("yaml-quote-open", 1));
    }

    #[test]
    fn a_mistake_is_on_the_line_that_is_to_be_changed() {
        for (text, wanted) in [
            ("a: 1\nb 2\nc: 3\n", ("yaml-colon", 2)),
            ("a: 1\nb:2\n", ("yaml-colon", 2)),
            ("a:1\nb: 2\n", ("yaml-colon", 1)),
            ("a:1\nb:2\nc: 3\n", ("yaml-colon", 1)),
            ("a: 1\nb:2\nc:3\nd: 4\n", ("yaml-colon", 2)),
            ("a: 1\nb: 张三: 李四\n", ("yaml-colons", 2)),
            ("a: 1\n  b: 2\n", ("yaml-indent", 2)),
            ("a: 1\nb:\n  - c\n - d\n", ("yaml-indent", 4)),
            (" a: 1\nb: 2\n", ("yaml-indent", 1)),
            ("a: [公文] 打不开\n", ("yaml-after", 1)),
            ("a: \"公文\"打不开\nb: 1\n", ("yaml-after", 1)),
            ("a: 1\nb:\n  - {c: 1，d: 2}\n", ("yaml-comma", 3)),
            ("a: @b\n\tc: 1\n", ("yaml-character", 1)),
            ("a: *b\n", ("yaml-character", 1)),
            ("a: >5 分钟\n", ("yaml-character", 1)),
            ("a: - b\n", ("yaml-character", 1)),
            ("a: \"C:\\q\"\n", ("yaml-escape", 1)),
            ("a: 1\nb: \u{7}\n", ("yaml-control", 2)),
            ("a: 1\n\tb: 2\n", ("tab", 2)),
            ("a: 1\nb: x\ty\nc:\n\t- d\n", ("tab", 4)),
            ("a: 1\n---\nb: 2\n", ("yaml-documents", 2)),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn quotation_marks_are_put_round_others() {
        for (text, wanted) in [
            ("a: [公文] 打不开\n", "yaml-quote-help"),
            ("a: '公文'打不开\nb: \"1\"\n", "yaml-quote-help"),
            ("a: \"公文\"打不开\n", "yaml-single-quote-help"),
            ("a: \"公文\"打不'开\n", "yaml-escape-quote-help"),
        ] {
            assert_eq!(parse(text).unwrap_err().help.id, wanted, "{text}");
        }
    }

    #[test]
    fn a_key_stands_twice_where_it_stands_again() {
        let second = |text: &str| {
            let fault = parse(text).unwrap_err();
            assert_eq!(fault.kind, FaultKind::DuplicateKey);
            fault.span.start
        };
        assert_eq!(second("a: 1\nb: 2\na: 3\n"), 10);
        assert_eq!(second("a: 1\nb:\n  - a: 2\na: 3\n"), 17);
        assert_eq!(second("a: 1\nb: 2\n\"a\": 3\n"), 10);
        assert_eq!(second("b:\n  - {a: 1}\n  - {a: 2, a: 3}\n"), 25);
        assert_eq!(second("b:\n  - a: 1\n  - a: 2\n    a: 3\n"), 25);
    }

    #[test]
    fn what_would_not_end_is_refused() {
        let kind = |text: &str| parse(text).unwrap_err().kind;
        assert_eq!(kind(&"[".repeat(10_000)), FaultKind::TooDeep);
        let bomb = format!(
            "a0: &a0 [x]\n{}",
            (0..40)
                .map(|i| format!("a{}: &a{} [*a{i}, *a{i}, *a{i}, *a{i}]\n", i + 1, i + 1))
                .collect::<String>()
        );
        assert_eq!(kind(&bomb), FaultKind::AliasBomb);
    }
}
