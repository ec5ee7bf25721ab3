//! Turns what was written in front matter and tables into values of the schema.

mod scalar;

use super::{separator, wanted};
use crate::base::id::fold;
use crate::base::nearest::nearest;
use crate::base::yaml::{self, Mapping, Step};
use crate::base::{Message, wide};
use crate::config::Site;
use crate::kind::{Field, FieldType, Row, Value};
use indexmap::IndexMap;
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;

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
