//! Which fields of a kind does the form ask for, and how?

use super::Site;
use super::levels::Level;
use crate::kind::{Choices, Field, FieldType, Kind, When};
use jiff::civil::Date;
use serde::Serialize;

/// A field that is asked for.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Asked {
    pub name: String,
    pub label: String,
    /// How it is answered: `text`, `choice`, `date`, `datetime`, `number`, `boolean`, `list`.
    pub how: &'static str,
    /// The answers that are allowed; empty where any is.
    pub choices: Vec<Choice>,
    /// What these mean, where the contract says so of levels.
    pub levels: Vec<Level>,
    /// Whether there must be an answer for the record to be right.
    pub must: bool,
    /// The field, and its values, that make this one wanted; empty where it is asked always.
    pub when: Vec<(String, String)>,
    pub min: Option<String>,
    pub max: Option<String>,
    pub unit: Option<String>,
    pub preset: Option<String>,
}

/// An answer that is allowed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub id: String,
    pub name: String,
    /// Who answers for it, of a system.
    pub owner: Option<Owner>,
}

/// Who answers for a system, and when the roster has that person.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Owner {
    pub id: String,
    /// The first day, where there is one.
    pub from: Option<String>,
    /// The last.
    pub to: Option<String>,
}

impl Site {
    /// What a record of `kind` is asked for: the fields of its form; those that it must have; those that an answer makes necessary. Who is to deal with
    /// it is not for the reporter to say.
    pub(super) fn asked(&self, kind: &Kind) -> Vec<Asked> {
        let always = |conditions: &[When]| conditions.contains(&When::Always);
        let in_form = |name: &str| kind.form.iter().any(|asked| asked == name);
        let mut names: Vec<&str> = kind.form.iter().map(String::as_str).collect();
        for (name, field) in &kind.fields {
            let needed = always(&field.required) || always(&field.wanted);
            let follows = !conditions(field, &in_form).is_empty();
            let others = matches!(field.kind.item(), FieldType::Person);
            if (needed || follows) && !others && !in_form(name) {
                names.push(name);
            }
        }
        let asked = names.into_iter().filter_map(|name| {
            let field = kind.field(name)?;
            let must = name == "title"
                || always(&field.required)
                || always(&field.wanted)
                || self.is_declared(field.kind.item());
            let when = if in_form(name) || must {
                Vec::new()
            } else {
                conditions(field, &in_form)
            };
            self.asked_field(kind, name, field, must, when)
        });
        asked.collect()
    }

    /// Whether the values of `kind` are a register: whoever reports something is of some region and means some system.
    fn is_declared(&self, kind: &FieldType) -> bool {
        let config = &self.library.config.site;
        match kind {
            FieldType::System => config.systems.declared,
            FieldType::Region => config.regions.declared,
            _ => false,
        }
    }

    fn asked_field(
        &self,
        kind: &Kind,
        name: &str,
        field: &Field,
        must: bool,
        when: Vec<(String, String)>,
    ) -> Option<Asked> {
        let how = match &field.kind {
            FieldType::Text => "text",
            FieldType::Choice(_) | FieldType::Person | FieldType::System | FieldType::Region => "choice",
            FieldType::Date => "date",
            FieldType::DateTime => "datetime",
            FieldType::Number | FieldType::Money => "number",
            FieldType::Boolean => "boolean",
            // One system is asked for, whatever a record may have.
            FieldType::List(item) => match **item {
                FieldType::System | FieldType::Region | FieldType::Person => "choice",
                FieldType::Text => "list",
                _ => return None,
            },
            FieldType::Month | FieldType::Ref(_) | FieldType::Rows(_) => return None,
        };
        let choices = self.answers(field.kind.item());
        let unit = field.unit.as_ref().map(|unit| unit.get(self.lang).to_owned());
        Some(Asked {
            name: name.to_owned(),
            label: field.label.get(self.lang).to_owned(),
            how: if how == "choice" && choices.is_empty() {
                "text"
            } else {
                how
            },
            levels: self.levels(kind, name, &choices),
            choices,
            must,
            when,
            min: field.min.map(|min| min.to_string()),
            max: field.max.map(|max| max.to_string()),
            unit,
            preset: field
                .default
                .as_ref()
                .and_then(|preset| Some(preset.as_str()?.to_owned())),
        })
    }

    fn owner(&self, id: &str) -> Owner {
        let person = self.library.config.site.people.get(id);
        let day =
            |of: fn(&crate::config::Person) -> Option<Date>| person.and_then(of).map(|day| day.to_string());
        Owner {
            id: id.to_owned(),
            from: day(|person| person.from),
            to: day(|person| person.to),
        }
    }

    fn answers(&self, kind: &FieldType) -> Vec<Choice> {
        let config = &self.library.config.site;
        let plain = |id: &str, name: &str| Choice {
            id: id.to_owned(),
            name: name.to_owned(),
            owner: None,
        };
        match kind {
            FieldType::Choice(Choices::Fixed(labels)) => labels
                .iter()
                .map(|(id, label)| plain(id, label.get(self.lang)))
                .collect(),
            FieldType::Choice(Choices::Vocabulary(name)) => {
                let labels = config.vocabulary(name).into_iter().flatten();
                labels
                    .map(|(id, label)| plain(id, label.get(self.lang)))
                    .collect()
            }
            FieldType::Person => {
                let people = config.people.iter().filter(|person| person.is_of_contractor());
                people.map(|person| plain(&person.id, &person.name)).collect()
            }
            FieldType::System => {
                let systems = config.systems.iter().filter(|system| system.state != "retired");
                let choice = |system: &crate::config::System| Choice {
                    owner: system.owner.as_deref().map(|id| self.owner(id)),
                    ..plain(&system.id, &system.name)
                };
                systems.map(choice).collect()
            }
            FieldType::Region => config
                .regions
                .iter()
                .map(|region| plain(&region.id, &region.name))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// The values of fields that are asked for which make `field` wanted.
fn conditions(field: &Field, asked: &impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let all = field.required.iter().chain(&field.wanted);
    let value = |when: &When| match when {
        When::Is(name, value) if asked(name) => Some((name.clone(), value.clone())),
        _ => None,
    };
    all.filter_map(value).collect()
}
