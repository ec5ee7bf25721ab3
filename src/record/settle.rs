//! Turns what was written in front matter and tables into values of the schema.

use super::wanted::{self, expected};
use super::{figure, separator};
use crate::base::id::fold;
use crate::base::nearest::nearest;
use crate::base::number::decimal;
use crate::base::yaml::{self, Mapping, Step};
use crate::base::{Id, Label, Lang, Message, Month, wide};
use crate::clock::{self, WrongTime};
use crate::config::{Entry, Register, Site};
use crate::kind::{Choices, Field, FieldType, Row, Value};
use indexmap::IndexMap;
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;
use std::str::FromStr;

/// What is wrong with a value: the rule, the words, and where below the field.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The name of the rule.
    pub rule: &'static str,
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub help: Option<Message>,
    /// Where below the field.
    pub path: Vec<Step>,
}

/// The rule of values that their type refuses.
const VALUE: &str = "field-value";
/// The rule of times that cannot be read or do not exist.
const TIME: &str = "time-value";

impl Problem {
    /// Whether the key is wrong to which the path leads, and not what stands there.
    pub(super) fn is_of_key(&self) -> bool {
        self.rule == UNKNOWN
    }
}

/// The rule of what a list names twice.
pub(super) const REPEATED: &str = "list-repeated";

/// Whether a list of items of this type says of each whether it is there, so that to name one twice says no more.
fn is_name(item: &FieldType) -> bool {
    matches!(
        item,
        FieldType::Choice(_) | FieldType::Person | FieldType::System | FieldType::Region | FieldType::Ref(_)
    )
}

/// The rule of columns that there are not.
const UNKNOWN: &str = "field-unknown";

/// What a value is settled against.
pub(super) struct Settler<'c> {
    pub(super) site: &'c Site,
    pub(super) zone: &'c TimeZone,
    /// Gives the scalar at a path as the author wrote it, where YAML has read it as a number.
    pub(super) written: &'c dyn Fn(&[Step]) -> Option<String>,
    pub(super) problems: Vec<Problem>,
    /// Of the list or the rows that were settled last: where among what was written each of them stands. Empty where one stood alone.
    pub(super) places: Vec<usize>,
}

/// An empty value: null, an empty text, an empty list.
pub(super) fn is_blank(value: &yaml::Value) -> bool {
    match value {
        yaml::Value::Null => true,
        yaml::Value::String(text) => text.trim().is_empty(),
        yaml::Value::Sequence(all) => all.iter().all(is_blank),
        _ => false,
    }
}

/// The one of `fields` that was meant by the key `written`: the one with that label in either language, else the nearest.
pub(super) fn named<'f>(written: &str, fields: &'f IndexMap<String, Field>) -> Option<&'f str> {
    let labelled = fields.iter().find(|(_, field)| field.label.is(written.trim()));
    match labelled {
        Some((name, _)) => Some(name),
        None => nearest(written, fields.keys().map(String::as_str)),
    }
}

/// What `source`, the YAML that stands behind the key of `field`, means by the schema of today; `None` where it is empty or no value of it.
pub fn meaning(site: &Site, zone: &TimeZone, field: &Field, source: &str) -> Option<Value> {
    let text = format!("k: {source}");
    let below = || format!("k:\n  {}", source.replace('\n', "\n  "));
    let value = yaml::parse(&text).or_else(|_| yaml::parse(&below())).ok()?;
    let written = |path: &[Step]| {
        let path: Vec<Step> = std::iter::once(Step::Key("k".to_owned()))
            .chain(path.iter().cloned())
            .collect();
        yaml::written(&text, &path).map(str::to_owned)
    };
    let mut settler = Settler {
        site,
        zone,
        written: &written,
        problems: Vec::new(),
        places: Vec::new(),
    };
    settler.field(field, value.get("k")?, &[])
}

/// What `value`, which somebody wrote elsewhere than in a record, means as `field`, and what is wrong with it; nothing where it is blank.
pub fn settled(
    site: &Site,
    zone: &TimeZone,
    field: &Field,
    value: &yaml::Value,
) -> (Option<Value>, Vec<Problem>) {
    let mut settler = Settler {
        site,
        zone,
        written: &|_| None,
        problems: Vec::new(),
        places: Vec::new(),
    };
    let value = settler.field(field, value, &[]);
    (value, settler.problems)
}

impl Settler<'_> {
    /// Settles `value` as `field`; `path` leads to it. `None` where it is blank or wrong.
    pub(super) fn field(&mut self, field: &Field, value: &yaml::Value, path: &[Step]) -> Option<Value> {
        if is_blank(value) {
            return None;
        }
        let settled = self.of_type(field, &field.kind, value, path)?;
        self.pattern(field, &settled, path);
        Some(settled)
    }

    fn of_type(
        &mut self,
        field: &Field,
        kind: &FieldType,
        value: &yaml::Value,
        path: &[Step],
    ) -> Option<Value> {
        match kind {
            FieldType::List(item) => self.list(field, item, value, path),
            FieldType::Rows(columns) => self.rows(field, columns, value, path),
            scalar => {
                let text = self.scalar(field, value, path)?;
                self.text(field, scalar, &text, path)
            }
        }
    }

    fn list(&mut self, field: &Field, item: &FieldType, value: &yaml::Value, path: &[Step]) -> Option<Value> {
        let yaml::Value::Sequence(all) = value else {
            // One value may stand without brackets.
            self.separator(item, value, true, path);
            let alone = self.of_type(field, item, value, path)?;
            self.places = Vec::new();
            return Some(Value::List(vec![alone]));
        };
        let mut items = Vec::with_capacity(all.len());
        let mut places = Vec::with_capacity(all.len());
        let mut named = FxHashSet::default();
        for (number, one) in all.iter().enumerate().filter(|(_, one)| !is_blank(one)) {
            let path = step(path, Step::Item(number));
            self.separator(item, one, false, &path);
            let Some(settled) = self.of_type(field, item, one, &path) else {
                continue;
            };
            let name = settled.text().filter(|_| is_name(item));
            if name.is_some_and(|name| !named.insert(fold(&name))) {
                self.repeated(one, path);
                continue;
            }
            items.push(settled);
            places.push(number);
        }
        self.places = places;
        Some(Value::List(items))
    }

    /// What a list names a second time, which counts once.
    fn repeated(&mut self, one: &yaml::Value, path: Vec<Step>) {
        self.problems.push(Problem {
            rule: REPEATED,
            message: Message::new(REPEATED).with("value", one.as_str().unwrap_or_default()),
            help: Some(Message::new("list-repeated-help")),
            path,
        });
    }

    /// Several items that are one to YAML, for want of commas and brackets.
    fn separator(&mut self, item: &FieldType, one: &yaml::Value, alone: bool, path: &[Step]) {
        let mark = one
            .as_str()
            .and_then(|text| separator::found(self.site, item, text, alone, path));
        if let Some(mark) = mark {
            self.problems.push(Problem {
                rule: "list-separator",
                message: Message::new("list-separator").with("mark", mark.to_string()),
                help: Some(Message::new("list-separator-help")),
                path: path.to_vec(),
            });
        }
    }

    fn rows(
        &mut self,
        field: &Field,
        columns: &IndexMap<String, Field>,
        value: &yaml::Value,
        path: &[Step],
    ) -> Option<Value> {
        let yaml::Value::Sequence(all) = value else {
            self.no_row(field, "expected-rows", value, path);
            return None;
        };
        let mut rows = Vec::with_capacity(all.len());
        let mut places = Vec::with_capacity(all.len());
        for (number, one) in all.iter().enumerate() {
            let path = step(path, Step::Item(number));
            match one {
                yaml::Value::Mapping(map) => {
                    rows.push(self.row(columns, map, &path));
                    places.push(number);
                }
                other => self.no_row(field, "expected-row", other, &path),
            }
        }
        self.places = places;
        Some(Value::Rows(rows))
    }

    /// What is no row, or no list of rows, because of a mark of full width or else.
    fn no_row(&mut self, field: &Field, expected: &'static str, value: &yaml::Value, path: &[Step]) {
        match value.as_str().and_then(wide::in_row) {
            Some(wide) => self.wide(wide, path),
            None => self.wrong_type(field, expected, path),
        }
    }

    fn wide(&mut self, (message, help): (Message, Message), path: &[Step]) {
        self.problems.push(Problem {
            rule: wide::RULE,
            message,
            help: Some(help),
            path: path.to_vec(),
        });
    }

    fn row(&mut self, columns: &IndexMap<String, Field>, map: &Mapping, path: &[Step]) -> Row {
        let keys = map
            .keys()
            .filter_map(|key| yaml::spellings(key).into_iter().next());
        for key in keys.filter(|key| !columns.contains_key(key.as_str())) {
            let key = key.as_str();
            if let Some(wide) = wide::in_row(key) {
                self.wide(wide, &step(path, Step::Key(key.to_owned())));
                continue;
            }
            let message = Message::new("field-unknown").with("field", key);
            let help = match named(key, columns) {
                Some(meant) => Message::new("help-nearest").with("name", meant),
                None => {
                    let names: Vec<&str> = columns.keys().map(String::as_str).collect();
                    Message::new("help-keys").with("names", names.join(", "))
                }
            };
            let path = step(path, Step::Key(key.to_owned()));
            self.problems.push(Problem {
                rule: UNKNOWN,
                message,
                help: Some(help),
                path,
            });
        }
        let values = columns.iter().map(|(name, column)| {
            let path = step(path, Step::Key(name.clone()));
            match map.get(name.as_str()).filter(|value| !is_blank(value)) {
                Some(value) => self.field(column, value, &path),
                None => self.default(column),
            }
        });
        Row {
            values: values.collect(),
        }
    }

    /// The value of `field` where none is written.
    pub(super) fn default(&self, field: &Field) -> Option<Value> {
        let default = field.default.as_ref()?;
        settled(self.site, self.zone, field, default).0
    }

    fn scalar(&mut self, field: &Field, value: &yaml::Value, path: &[Step]) -> Option<String> {
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
    pub(super) fn text(
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

    fn wrong_type(&mut self, field: &Field, expected: &'static str, path: &[Step]) {
        let message = Message::new("field-value")
            .with("field", &field.label)
            .with("expected", Message::new(expected));
        self.value((message, wanted::help(field, expected)), path);
    }

    /// Whether the pattern of `field` fits its texts.
    pub(super) fn pattern(&mut self, field: &Field, value: &Value, path: &[Step]) {
        for (number, item) in value.items().iter().enumerate() {
            let path = match value {
                Value::List(_) => {
                    let place = self.places.get(number).copied();
                    step(path, Step::Item(place.unwrap_or(number)))
                }
                _ => path.to_vec(),
            };
            let misfit = item.text().and_then(|text| wanted::misfit(field, &text));
            if let Some(words) = misfit {
                self.value(words, &path);
            }
        }
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

    fn value(&mut self, (message, help): (Message, Message), path: &[Step]) {
        self.problems.push(Problem {
            rule: VALUE,
            message,
            help: Some(help),
            path: path.to_vec(),
        });
    }
}

fn step(path: &[Step], step: Step) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(step);
    path
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
