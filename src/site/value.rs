//! How does a value of a field read on a page? By label and name, linked to the page of what it names.

use super::{Site, moment};
use crate::base::RelPath;
use crate::kind::{Field, FieldType, Row, Value};
use crate::library::money;
use crate::render::{Html, escape_into};
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// Writes values of records of one kind for the page at `from`.
pub(super) struct Writer<'s> {
    pub site: &'s Site,
    pub from: &'s RelPath,
    /// The ID of the kind.
    pub kind: &'s str,
}

impl Writer<'_> {
    /// `value` of `field`, which is called `name`.
    pub(super) fn html(&self, name: &str, field: &Field, value: &Value) -> Html {
        let mut out = String::new();
        self.value(&mut out, (name, field), &field.kind, value);
        Html::new(&out)
    }

    fn value(&self, out: &mut String, named: (&str, &Field), kind: &FieldType, value: &Value) {
        let config = &self.site.library.config.site;
        match (kind, value) {
            (FieldType::Choice(choices), Value::Choice(id)) => {
                escape_into(out, config.choice_label(choices, id).get(self.site.lang));
            }
            (FieldType::Text, Value::Text(text)) => self.text(out, named.0, text),
            (_, Value::Choice(text) | Value::Text(text)) => escape_into(out, text),
            (_, Value::Date(date)) => out.push_str(&format!("<time>{date}</time>")),
            (_, Value::DateTime(at)) => {
                let zone = self.site.library.config.contract.calendar.time_zone();
                out.push_str(&format!("<time>{}</time>", moment::time(*at, zone)));
            }
            (_, Value::Month(month)) => self.link(out, self.site.plan.month(*month), &month.to_string()),
            (_, Value::Number(number)) => self.number(out, named.1, number),
            (_, Value::Money(amount)) => escape_into(out, &money(amount)),
            (_, Value::Boolean(yes)) => {
                let word = if *yes { "site-yes" } else { "site-no" };
                escape_into(out, &self.site.catalog.word(word));
            }
            (_, Value::Person(id)) => self.person(out, id),
            (_, Value::System(id)) => {
                self.link(
                    out,
                    self.site.plan.system(id).map(|system| &system.path),
                    config.systems.name(id),
                );
            }
            (_, Value::Region(id)) => self.link(out, self.site.plan.region(id), config.regions.name(id)),
            (_, Value::Ref(id)) => self.reference(out, id),
            (FieldType::List(item), Value::List(all)) => self.list(out, named, item, all),
            (_, Value::List(_) | Value::Rows(_)) => {}
        }
    }

    /// A text of the field `name`; one that is the ID of something by the name.
    fn text(&self, out: &mut String, name: &str, text: &str) {
        if let Some(named) = self.site.library.name_of(self.kind, name, text, self.site.lang) {
            return escape_into(out, &named);
        }
        match self.site.library.config.site.vendors.get(text) {
            Some(vendor) => self.anchor(out, &vendor.id, &vendor.name),
            None => escape_into(out, text),
        }
    }

    /// A link to the entry `id` of the roster.
    fn anchor(&self, out: &mut String, id: &str, name: &str) {
        match &self.site.plan.fixed.people {
            Some(page) => {
                let people = self.from.link_to(page);
                anchor_tag(out, &format!("{people}#{}", super::people::anchor(id)), name);
            }
            None => escape_into(out, name),
        }
    }

    fn number(&self, out: &mut String, field: &Field, number: &Decimal) {
        out.push_str(&number.normalize().to_string());
        if let Some(unit) = &field.unit {
            out.push(' ');
            escape_into(out, unit.get(self.site.lang));
        }
    }

    fn list(&self, out: &mut String, named: (&str, &Field), item: &FieldType, all: &[Value]) {
        let in_lines = matches!(item, FieldType::Ref(_));
        if in_lines {
            out.push_str("<ul class=\"plain\">");
        }
        for (at, value) in all.iter().enumerate() {
            if in_lines {
                out.push_str("<li>");
            } else if at > 0 {
                escape_into(out, &self.site.catalog.word("site-list-comma"));
            }
            self.value(out, named, item, value);
        }
        if in_lines {
            out.push_str("</ul>");
        }
    }

    fn person(&self, out: &mut String, id: &str) {
        match self.site.library.config.site.people.get(id) {
            Some(person) => self.anchor(out, &person.id, &person.name),
            None => escape_into(out, id),
        }
    }

    fn reference(&self, out: &mut String, id: &str) {
        let library = &self.site.library;
        let found = library
            .find(id)
            .and_then(|at| Some((library.records.get(at)?, library.placed.get(at)?)));
        match found {
            Some((record, placed)) => {
                out.push_str("<a href=\"");
                escape_into(out, &self.from.link_to(&placed.url));
                out.push_str("\"><span class=\"id\">");
                escape_into(out, record.id.as_str());
                out.push_str("</span>");
                if record.title != record.id.as_str() {
                    out.push(' ');
                    escape_into(out, &record.title);
                }
                out.push_str("</a>");
            }
            // Nobody is told whether there is such a record that they may not see.
            None if !library.seen.is_all() => escape_into(out, id),
            None => {
                out.push_str("<span class=\"missing\">");
                escape_into(out, id);
                out.push_str("</span>");
            }
        }
    }

    fn link(&self, out: &mut String, to: Option<&RelPath>, text: &str) {
        match to {
            Some(to) => anchor_tag(out, &self.from.link_to(to), text),
            None => escape_into(out, text),
        }
    }

    /// The cells of `row`, whose values are those of `columns`.
    pub(super) fn cells(&self, columns: &IndexMap<String, Field>, row: &Row) -> Vec<Html> {
        let cell = |((name, field), value): ((&String, &Field), &Option<Value>)| match value {
            Some(value) => self.html(name, field, value),
            None => Html::new(""),
        };
        columns.iter().zip(&row.values).map(cell).collect()
    }
}

fn anchor_tag(out: &mut String, href: &str, text: &str) {
    out.push_str("<a href=\"");
    escape_into(out, href);
    out.push_str("\">");
    escape_into(out, text);
    out.push_str("</a>");
}
