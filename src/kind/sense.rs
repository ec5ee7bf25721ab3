//! Which parts of a `kind.yaml` can be read, and say nothing, or contradict each other?

use super::read::{Reader, below, key};
use super::{Choices, Field, FieldType, Kind, Value, When};
use crate::base::nearest::nearest;
use crate::base::number::decimal;
use crate::base::yaml::{self, Step};
use crate::base::{Message, Month};

impl Reader<'_> {
    /// What is wrong with `field`, which was `written` at `path`, beside what cannot be read.
    pub(super) fn sense(&mut self, field: &Field, written: &yaml::Value, path: &[Step]) {
        self.idle(&field.kind, written, path);
        self.idle_in_rows(written, path);
        for name in ["unique", "personal"] {
            self.flag(written, name, path);
        }
        for (name, bound) in [("min", field.min), ("max", field.max)] {
            if bound.is_none() && is_written(written, name) {
                let message = Message::new("kind-number").with("key", name);
                self.fault(message, Message::new("kind-number-help"), &below(path, name));
            }
        }
        if let (Some(min), Some(max)) = (field.min, field.max)
            && min > max
        {
            let message = Message::new("kind-bounds").with("min", min.to_string());
            let message = message.with("max", max.to_string());
            self.fault(message, Message::new("kind-bounds-help"), &below(path, "min"));
        }
        if field.example.as_ref().is_some_and(|example| !field.fits(example)) {
            let help = Message::new("kind-example-help");
            self.fault(Message::new("kind-example"), help, &below(path, "example"));
        }
        if let Some(default) = &field.default
            && !takes(field, &field.kind, default)
        {
            let help = Message::new("kind-default-help");
            self.fault(Message::new("kind-default"), help, &below(path, "default"));
        }
    }

    /// What stands there for fields of another type.
    fn idle(&mut self, kind: &FieldType, written: &yaml::Value, path: &[Step]) {
        let is_list = matches!(kind, FieldType::List(_));
        let is_number = matches!(kind.item(), FieldType::Number | FieldType::Money);
        let parts = [
            ("of", is_list || matches!(kind, FieldType::Choice(_))),
            ("items", is_list),
            ("choices", is_list),
            ("columns", matches!(kind, FieldType::Rows(_))),
            ("to", matches!(kind.item(), FieldType::Ref(_))),
            ("min", is_number),
            ("max", is_number),
            ("after", kind.is_time()),
        ];
        for (name, _) in parts
            .iter()
            .filter(|(name, read)| !read && is_written(written, name))
        {
            let message = Message::new("kind-idle").with("key", *name);
            self.fault(message, Message::new("kind-idle-help"), &below(path, name));
        }
    }

    /// What stands there for fields of the record itself.
    fn idle_in_rows(&mut self, written: &yaml::Value, path: &[Step]) {
        let (in_rows, in_table) = match path {
            [Step::Key(part), ..] if part == "table" => (true, true),
            [.., Step::Key(part), _] if part == "columns" => (true, false),
            _ => (false, false),
        };
        for (name, idle) in [("unique", in_rows), ("after", in_table)] {
            if idle && is_written(written, name) {
                let message = Message::new("kind-idle-column").with("key", name);
                self.fault(message, Message::new("kind-idle-column-help"), &below(path, name));
            }
        }
    }

    /// What says neither yes nor no.
    pub(super) fn flag(&mut self, written: &yaml::Value, name: &'static str, path: &[Step]) {
        if is_written(written, name) && written.get(name).and_then(yaml::Value::as_bool).is_none() {
            let message = Message::new("kind-flag").with("key", name);
            self.fault(message, Message::new("kind-flag-help"), &below(path, name));
        }
    }

    /// Every field that the kind speaks of must be one of its fields.
    pub(super) fn names_exist(&mut self, kind: &Kind) {
        let mut unknown: Vec<(String, Vec<Step>)> = Vec::new();
        let mut see = |name: &str, path: Vec<Step>| {
            if !kind.fields.contains_key(name) {
                unknown.push((name.to_owned(), path));
            }
        };
        for name in &kind.dates {
            see(name, vec![key("date")]);
        }
        let of = |conditions: &[When]| -> Vec<String> {
            let fields = conditions.iter().flat_map(When::fields);
            fields.map(str::to_owned).collect()
        };
        for (name, field) in kind.fields.iter().take(kind.own) {
            let here = |part: &str| vec![key("fields"), key(name), key(part)];
            field.after.iter().for_each(|other| see(other, here("after")));
            of(&field.required)
                .iter()
                .for_each(|other| see(other, here("required")));
            of(&field.wanted)
                .iter()
                .for_each(|other| see(other, here("wanted")));
        }
        for name in kind.form.iter().filter(|name| !kind.sections.contains(name)) {
            see(name, vec![key("form")]);
        }
        for part in &kind.sections_if {
            part.when
                .field()
                .into_iter()
                .for_each(|other| see(other, vec![key("sections_if")]));
        }
        for (number, state) in kind.states.iter().enumerate() {
            let here = vec![key("states"), Step::Item(number)];
            of(&state.when).iter().for_each(|other| see(other, here.clone()));
        }
        of(&kind.ends)
            .iter()
            .for_each(|other| see(other, vec![key("ends")]));
        for wait in &kind.waits {
            see(&wait.from, vec![key("waits")]);
            see(&wait.to, vec![key("waits")]);
        }
        unknown.retain(|(name, _)| !self.unread.contains(name));
        for (name, path) in unknown {
            let of_form = path.first() == Some(&key("form"));
            let sections = kind.sections.iter().filter(|_| of_form);
            let help = match nearest(&name, kind.fields.keys().chain(sections).map(String::as_str)) {
                Some(near) => Message::new("help-nearest").with("name", near),
                None if of_form => Message::new("kind-unknown-form-help"),
                None => Message::new("kind-unknown-field-help"),
            };
            self.fault(
                Message::new("kind-unknown-field").with("field", name),
                help,
                &path,
            );
        }
    }

    /// How IDs come about, where that is no text, or has gaps that nothing fills.
    pub(super) fn numbering(&mut self, written: Option<&yaml::Value>) {
        let Some(written) = written.filter(|written| !written.is_null()) else {
            return;
        };
        let unknown = match written.as_str() {
            Some(pattern) => unknown_gap(pattern),
            None => Some(""),
        };
        if let Some(gap) = unknown {
            let message = Message::new("kind-allocate").with("gap", gap);
            self.fault(message, Message::new("kind-allocate-help"), &[key("allocate")]);
        } else if written
            .as_str()
            .is_some_and(|pattern| pattern != "path" && !pattern.contains('{'))
        {
            let help = Message::new("kind-allocate-one-help");
            self.fault(Message::new("kind-allocate-one"), help, &[key("allocate")]);
        }
    }

    /// Fields that are asked for a time and have none.
    pub(super) fn times(&mut self, kind: &Kind) {
        let no_time = |name: &String, month: bool| {
            let kind = kind.field(name).map(|field| &field.kind);
            kind.is_some_and(|kind| !(kind.is_time() || month && *kind == FieldType::Month))
        };
        let dates = kind.dates.iter().filter(|name| no_time(name, true));
        let mut wrong: Vec<(&String, Vec<Step>)> = dates.map(|name| (name, vec![key("date")])).collect();
        for (name, field) in kind.fields.iter().take(kind.own) {
            let path = vec![key("fields"), key(name), key("after")];
            let after = field.after.iter().filter(|name| no_time(name, false));
            wrong.extend(after.map(|name| (name, path.clone())));
        }
        for (name, path) in wrong {
            let message = Message::new("kind-no-time").with("field", name.as_str());
            self.fault(message, Message::new("kind-no-time-help"), &path);
        }
    }

    /// Conditions that can never hold, for their field has no such value.
    pub(super) fn conditions(&mut self, kind: &Kind) {
        let mut all: Vec<(&When, Vec<Step>)> = Vec::new();
        for (name, field) in kind.fields.iter().take(kind.own) {
            for (part, conditions) in [("required", &field.required), ("wanted", &field.wanted)] {
                let path = vec![key("fields"), key(name), key(part)];
                all.extend(conditions.iter().map(|when| (when, path.clone())));
            }
        }
        let sections = kind.sections_if.iter();
        all.extend(sections.map(|part| (&part.when, vec![key("sections_if")])));
        for (number, state) in kind.states.iter().enumerate() {
            let path = vec![key("states"), Step::Item(number), key("when")];
            all.extend(state.when.iter().map(|when| (when, path.clone())));
        }
        all.extend(kind.ends.iter().map(|when| (when, vec![key("ends")])));
        for (when, path) in all {
            for (name, value) in when.values() {
                let known = match kind.field(name).map(|field| &field.kind) {
                    Some(FieldType::Choice(Choices::Fixed(labels))) => labels.keys().cloned().collect(),
                    Some(FieldType::Boolean) => vec!["true".to_owned(), "false".to_owned()],
                    _ => continue,
                };
                if !known.iter().any(|known| known == value) {
                    let message = Message::new("kind-no-value").with("value", value);
                    let help = Message::new("help-choices").with("choices", known.join(", "));
                    self.fault(message.with("field", name), help, &path);
                }
            }
        }
    }
}

/// The first gap of the `pattern` of IDs that is none of `{date}`, `{month}`, `{year}`, `{seq}` and `{seq:02}`.
fn unknown_gap(pattern: &str) -> Option<&str> {
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        let end = rest[at..].find('}').map_or(rest.len(), |length| at + length + 1);
        let gap = &rest[at..end];
        let name = gap.strip_prefix('{').and_then(|gap| gap.strip_suffix('}'));
        let width = name.and_then(|name| name.strip_prefix("seq:"));
        let is_width =
            width.is_some_and(|width| width.parse().is_ok_and(|width: u8| (1..=18).contains(&width)));
        if !is_width && !name.is_some_and(|name| ["date", "month", "year", "seq"].contains(&name)) {
            return Some(gap);
        }
        rest = &rest[end..];
    }
    None
}

fn is_written(written: &yaml::Value, name: &str) -> bool {
    written.get(name).is_some_and(|value| !value.is_null())
}

/// Whether `field` could have `value`, of which its type may be `kind`. What only the configuration knows is left to the records.
fn takes(field: &Field, kind: &FieldType, value: &yaml::Value) -> bool {
    let text = match value {
        yaml::Value::Null => return true,
        yaml::Value::String(text) => text.clone(),
        yaml::Value::Bool(yes) => yes.to_string(),
        yaml::Value::Number(number) => number.to_string(),
        yaml::Value::Sequence(all) => {
            return match kind {
                FieldType::List(item) => all.iter().all(|one| takes(field, item, one)),
                kind => matches!(kind, FieldType::Rows(_)),
            };
        }
        _ => return false,
    };
    let fits = match kind {
        FieldType::List(item) => return takes(field, item, value),
        FieldType::Rows(_) => false,
        FieldType::Choice(Choices::Fixed(labels)) => {
            labels.contains_key(&text) || labels.values().any(|label| label.is(&text))
        }
        FieldType::Number | FieldType::Money => decimal(&text).is_some_and(|number| {
            field.min.is_none_or(|min| min <= number) && field.max.is_none_or(|max| number <= max)
        }),
        FieldType::Boolean => Value::boolean(&text).is_some(),
        FieldType::Month => text.parse::<Month>().is_ok(),
        _ => true,
    };
    fits && field.fits(&text)
}
