//! Where in a record something stands: looked up when a finding needs it.

use super::{Fields, Record};
use crate::base::Span;
use crate::base::yaml::{self, Step};

/// The text of a record's file, to look up where a field or a value stands.
pub struct Places<'t> {
    text: &'t str,
    front: Option<Span>,
    fields: Option<&'t Fields>,
}

impl<'t> Places<'t> {
    /// The places of `record`, whose file holds `text` (without byte order mark).
    pub fn new(text: &'t str, record: &'t Record) -> Places<'t> {
        Places {
            text,
            front: record.front,
            fields: Some(&record.fields),
        }
    }

    pub(super) fn of(text: &'t str, front: Option<Span>) -> Places<'t> {
        Places {
            text,
            front,
            fields: None,
        }
    }

    /// The value of the field `name`; else its key; else the first line of the file.
    pub fn field(&self, name: &str) -> Span {
        self.value(&[Step::Key(name.to_owned())])
    }

    /// The item `item` of the field `name`; for rows, its column `column`.
    pub fn item(&self, name: &str, item: usize, column: Option<&str>) -> Span {
        let mut path = vec![Step::Key(name.to_owned()), self.step(name, item)];
        path.extend(column.map(|column| Step::Key(column.to_owned())));
        self.value(&path)
    }

    /// Whether something is written in the column `column` of the row `item` of the field `name`.
    pub fn has_item(&self, name: &str, item: usize, column: &str) -> bool {
        let path = [
            Step::Key(name.to_owned()),
            self.step(name, item),
            Step::Key(column.to_owned()),
        ];
        self.written(&path).is_some_and(|written| !written.is_empty())
    }

    /// The way to the item `item` of the field `name`, past those that are none.
    fn step(&self, name: &str, item: usize) -> Step {
        Step::Item(self.fields.map_or(item, |fields| fields.place(name, item)))
    }

    /// The value at `path` in the front matter; else the nearest thing around it that is there.
    pub fn value(&self, path: &[Step]) -> Span {
        let Some(front) = self.front else {
            return self.top();
        };
        let text = self.text.get(front.range()).unwrap_or("");
        if let [Step::Key(name)] = path
            && let Some(span) = yaml::top_value_span(text, name)
        {
            return span.shifted(front.start);
        }
        let mut path = path;
        while let Some((_, around)) = path.split_last() {
            if let Some(span) = yaml::value_span(text, path).filter(|span| span.end > span.start) {
                return span.shifted(front.start);
            }
            if let Some(span) = yaml::key_span(text, path) {
                return span.shifted(front.start);
            }
            path = around;
        }
        self.top()
    }

    /// The key that `path` ends with; else what stands there.
    pub(super) fn key_at(&self, path: &[Step]) -> Span {
        let key = self.front.and_then(|front| {
            let span = yaml::key_span(self.text.get(front.range())?, path)?;
            Some(span.shifted(front.start))
        });
        key.unwrap_or_else(|| self.value(path))
    }

    /// The key `name` of the front matter; else the first line of the file.
    pub fn key(&self, name: &str) -> Span {
        self.find_key(name).unwrap_or_else(|| self.top())
    }

    /// The key `name` of the front matter, where it is written there.
    pub fn find_key(&self, name: &str) -> Option<Span> {
        let front = self.front?;
        let text = self.text.get(front.range())?;
        // Most that are looked for are missing, and to read all of it takes long.
        if !text.contains(name) {
            return None;
        }
        let span =
            yaml::top_key_span(text, name).or_else(|| yaml::key_span(text, &[Step::Key(name.to_owned())]));
        Some(span?.shifted(front.start))
    }

    /// The scalar of the field `name` as the author wrote it.
    pub fn written(&self, path: &[Step]) -> Option<&'t str> {
        yaml::written(self.text.get(self.front?.range())?, path)
    }

    /// The first line of the file.
    pub fn top(&self) -> Span {
        let end = self.text.find('\n').unwrap_or(self.text.len());
        Span::new(0, self.text[..end].trim_end().len())
    }
}
