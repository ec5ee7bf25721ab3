//! What does one text mean as a value of its type?

use super::{Problem, Settler};
use crate::base::nearest::nearest;
use crate::base::number::decimal;
use crate::base::yaml::{self, Step};
use crate::base::{Id, Label, Lang, Message, Month};
use crate::clock::{self, WrongTime};
use crate::config::{Entry, Register};
use crate::kind::{Choices, Field, FieldType, Value};
use crate::record::figure;
use crate::record::wanted::{self, expected};
use std::str::FromStr;

/// The rule of times that cannot be read or do not exist.
const TIME: &str = "time-value";

impl Settler<'_> {
    /// What stands in `value` as a text; `None` where it is no scalar.
    pub(super) fn scalar(&mut self, field: &Field, value: &yaml::Value, path: &[Step]) -> Option<String> {
        match value {
            yaml::Value::String(text) => Some(self.unquoted(text.trim(), path).to_owned()),
            // `True` is a title here.
            yaml::Value::Bool(yes) if *field.kind.item() == FieldType::Boolean => Some(yes.to_string()),
            yaml::Value::Bool(yes) => Some((self.written)(path).unwrap_or_else(|| yes.to_string())),
            // `1.10` is a version here, not the number 1.1.
            yaml::Value::Number(number) => Some((self.written)(path).unwrap_or_else(|| number.to_string())),
            _ => {
                self.wrong_type(field, expected(&field.kind), path);
                None
            }
        }
    }

    /// A value in full-width quotation marks, which mean nothing to YAML: said once, and read without them.
    fn unquoted<'t>(&mut self, text: &'t str, path: &[Step]) -> &'t str {
        let inner = text
            .strip_prefix(['“', '”', '＂', '‘', '「'])
            .and_then(|rest| rest.strip_suffix(['”', '“', '＂', '’', '」']));
        let Some(inner) = inner.filter(|inner| !inner.contains(['“', '”', '＂', '‘', '’', '「', '」']))
        else {
            return text;
        };
        let words = (
            Message::new("full-width-quote"),
            Message::new("full-width-quote-help"),
        );
        self.wide(words, path);
        inner
    }

    /// Settles a text as a value of `kind`, as cells of tables need it too.
    pub(in crate::record) fn text(
        &mut self,
        field: &Field,
        kind: &FieldType,
        text: &str,
        path: &[Step],
    ) -> Option<Value> {
        let own = || text.to_owned();
        let value = match kind {
            FieldType::Text => Some(Value::Text(own())),
            FieldType::Choice(choices) => return self.choice(field, choices, text, path),
            FieldType::Date => return self.date(text, path),
            FieldType::DateTime => return self.instant(text, path),
            FieldType::Month => Month::from_str(text).ok().map(Value::Month),
            FieldType::Number => decimal(text).map(Value::Number),
            FieldType::Money => decimal(text).map(Value::Money),
            FieldType::Boolean => Value::boolean(text).map(Value::Boolean),
            FieldType::Person => {
                return self
                    .entry(("person-unknown", "people"), &self.site.people, text, path)
                    .map(Value::Person);
            }
            FieldType::System => {
                return self
                    .entry(("system-unknown", "systems"), &self.site.systems, text, path)
                    .map(Value::System);
            }
            FieldType::Region => {
                return self
                    .entry(("region-unknown", "regions"), &self.site.regions, text, path)
                    .map(Value::Region);
            }
            FieldType::Ref(_) => Id::new(unlinked(text)).map(|id| Value::Ref(id.as_str().to_owned())),
            FieldType::Rows(_) | FieldType::List(_) => None,
        };
        let Some(value) = value else {
            self.wrong_type(field, expected(kind), path);
            if let (FieldType::Number | FieldType::Money, Some(problem)) = (kind, self.problems.last_mut()) {
                problem.help = Some(figure::help(text, field));
            }
            return None;
        };
        self.counted(field, value, path)
    }

    fn entry<T: Entry>(
        &mut self,
        (rule, declared_as): (&'static str, &'static str),
        register: &Register<T>,
        text: &str,
        path: &[Step],
    ) -> Option<String> {
        if let Some(entry) = register.find(text) {
            return Some(entry.id().to_owned());
        }
        let near = register.nearest(text);
        // It may be the name of an entry that could not be read.
        let is_known = register.whole || near.is_some();
        if !register.declared || !is_known {
            return Some(text.to_owned());
        }
        let help = match near {
            Some(name) => Message::new("help-nearest").with("name", name),
            None => Message::new("config-undeclared-help").with("register", declared_as),
        };
        let message = Message::new(rule).with("name", text);
        self.problems.push(Problem {
            rule,
            message,
            help: Some(help),
            path: path.to_vec(),
        });
        None
    }

    fn choice(&mut self, field: &Field, choices: &Choices, text: &str, path: &[Step]) -> Option<Value> {
        let Some(known) = self.site.choices(choices) else {
            return Some(Value::Choice(text.to_owned()));
        };
        if known.contains_key(text) {
            return Some(Value::Choice(text.to_owned()));
        }
        if let Some((id, _)) = known.iter().find(|(_, label)| label.is(text)) {
            return Some(Value::Choice(id.clone()));
        }
        let all = known
            .iter()
            .flat_map(|(id, label)| [id.as_str(), label.zh.as_str(), label.en.as_str()]);
        let help = match nearest(text, all) {
            Some(name) => Message::new("help-nearest").with("name", name),
            None => {
                let choices = |lang| {
                    let choice = |(id, label): (&String, &Label)| match label.get(lang) {
                        name if name == id => id.clone(),
                        name => format!("{name} ({id})"),
                    };
                    known.iter().map(choice).collect::<Vec<_>>().join(", ")
                };
                let choices = Label {
                    zh: choices(Lang::ZhCn),
                    en: choices(Lang::En),
                };
                Message::new("help-choices").with("choices", &choices)
            }
        };
        let message = Message::new("choice-unknown")
            .with("value", text)
            .with("field", &field.label);
        self.problems.push(Problem {
            rule: "choice-unknown",
            message,
            help: Some(help),
            path: path.to_vec(),
        });
        None
    }

    fn date(&mut self, text: &str, path: &[Step]) -> Option<Value> {
        clock::parse_date(text)
            .map(Value::Date)
            .map_err(|wrong| self.wrong_time(text, &wrong, true, path))
            .ok()
    }

    fn instant(&mut self, text: &str, path: &[Step]) -> Option<Value> {
        let parsed = clock::parse_instant(text, self.zone);
        parsed
            .map(Value::DateTime)
            .map_err(|wrong| self.wrong_time(text, &wrong, false, path))
            .ok()
    }

    fn wrong_time(&mut self, text: &str, wrong: &WrongTime, day: bool, path: &[Step]) {
        let message = Message::new(wrong.message()).with("written", text);
        let help = Some(match (wrong.meant(), wrong.last_day()) {
            (Some(meant), _) => Message::new("help-nearest").with("name", meant),
            (None, Some(last)) => Message::new("help-last-day")
                .with("month", last.strftime("%Y-%m").to_string())
                .with("days", last.day().to_string()),
            (None, None) => Message::new(if day { "help-date" } else { "help-datetime" }),
        });
        self.problems.push(Problem {
            rule: TIME,
            message,
            help,
            path: path.to_vec(),
        });
    }

    /// `value`, unless it is a number that `field` does not take: then it is none, so that no sum and no mean is made of it.
    fn counted(&mut self, field: &Field, value: Value, path: &[Step]) -> Option<Value> {
        if let Value::Number(number) | Value::Money(number) = value {
            let misfit = || wanted::misfit(field, &number.to_string());
            if let Some(words) = wanted::out_of_bounds(field, number).or_else(misfit) {
                self.value(words, path);
                return None;
            }
        }
        Some(value)
    }
}

/// `[[F-1|text]]` and `F-1` name the same record.
fn unlinked(text: &str) -> &str {
    let inner = text
        .trim()
        .strip_prefix("[[")
        .and_then(|rest| rest.strip_suffix("]]"))
        .unwrap_or(text.trim());
    inner.split('|').next().unwrap_or(inner).trim()
}
