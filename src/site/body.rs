//! How does the body of a record look on its page?

use super::{Answer, Cell, Site};
use crate::base::RelPath;
use crate::library::Target;
use crate::record::markdown::{LinkKind, Query};
use crate::render::markdown::{self, Options, Rendered, Resolve, Resolved};
use crate::render::{Html, escape, escape_into};
use anyhow::{Context, Result};

/// What a body needs to know of the world: the links of the record `index`, shown on its page at `from`.
struct World<'s> {
    site: &'s Site,
    from: &'s RelPath,
    index: usize,
}

impl Site {
    /// The body of the record `index` as HTML.
    pub(super) fn body(&self, from: &RelPath, index: usize) -> Result<Rendered> {
        let record = self
            .library
            .records
            .get(index)
            .context("there is no such record")?;
        let bytes = self.snapshot.read(&record.path)?;
        // The file may have changed since it was read first: then its text is taken as far as it goes.
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let body = text.get(record.body..).unwrap_or("");
        let world = World {
            site: self,
            from,
            index,
        };
        let options = Options {
            title: Some(&record.title),
            labels: &self.labels,
        };
        Ok(markdown::html(body, &world, &options))
    }
}

impl Site {
    /// A piece of the body of the record `index` as HTML, for the page at `from`. Without a record its links lead nowhere.
    pub(super) fn fragment(&self, from: &RelPath, index: Option<usize>, markdown: &str) -> Result<Html> {
        let world = World {
            site: self,
            from,
            index: index.unwrap_or(usize::MAX),
        };
        let options = Options {
            title: None,
            labels: &self.labels,
        };
        Ok(Html::new(&markdown::html(markdown, &world, &options).html))
    }
}

impl Resolve for World<'_> {
    fn resolve(&self, target: &str, kind: LinkKind) -> Resolved {
        let found = self.site.library.resolve(self.index, target, kind);
        let class = match &found.target {
            Target::External => Some("external".to_owned()),
            Target::File(_) => Some("file".to_owned()),
            Target::Record { anchor_exists, .. } if !anchor_exists => return Resolved::Missing,
            Target::Here(false) => return Resolved::Missing,
            _ => None,
        };
        match found.href {
            Some(href) => Resolved::Href {
                href,
                title: found.title,
                class,
            },
            None => Resolved::Missing,
        }
    }

    fn query(&self, query: &Query) -> Option<String> {
        let site = self.site;
        let record = site.library.records.get(self.index)?;
        // A page that stands in no month of its own shows the latest one.
        let month = site
            .library
            .placed
            .get(self.index)?
            .month
            .filter(|_| !record.kind.dates.is_empty());
        match site.figures.query(&query.sql, &query.options, month)? {
            Ok(answer) => Some(self.table(&answer)),
            Err(fault) => Some(format!(
                "<div class=\"query-fault\" role=\"note\"><p>{}</p><pre><code>{}</code></pre></div>\n",
                escape(&fault),
                escape(&query.sql)
            )),
        }
    }
}

impl World<'_> {
    fn table(&self, answer: &Answer) -> String {
        let catalog = self.site.catalog;
        if answer.rows.is_empty() {
            return format!(
                "<p class=\"empty\">{}</p>\n",
                escape(&catalog.word("site-query-empty"))
            );
        }
        let mut out =
            String::from("<div class=\"table-scroll\" tabindex=\"0\"><table class=\"query\">\n<thead><tr>");
        for column in &answer.columns {
            out.push_str("<th scope=\"col\">");
            escape_into(&mut out, &self.column(column));
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>\n");
        for row in &answer.rows {
            out.push_str("<tr>");
            for (column, cell) in answer.columns.iter().zip(row) {
                self.cell(&mut out, column, cell);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
        if answer.more {
            out.push_str(&format!(
                "<p class=\"more\">{}</p>\n",
                escape(&catalog.word("site-query-more"))
            ));
        }
        out
    }

    /// The name of a column: that of the field of this name in the first kind that has it, else a word of ours, else itself.
    fn column(&self, name: &str) -> String {
        let site = self.site;
        if let Some(word) = site
            .catalog
            .find(&format!("site-column-{}", name.replace('_', "-")))
        {
            return word;
        }
        let field = site
            .plan
            .kinds
            .iter()
            .find_map(|kind| kind.fields.get(name).or_else(|| kind.table.get(name)));
        field.map_or_else(|| name.to_owned(), |field| field.label.get(site.lang).to_owned())
    }

    fn cell(&self, out: &mut String, column: &str, cell: &Cell) {
        match cell {
            Cell::Null => out.push_str("<td></td>"),
            Cell::Number(number) => {
                out.push_str("<td class=\"right\">");
                escape_into(out, number);
                out.push_str("</td>");
            }
            Cell::Text(text) => {
                out.push_str("<td>");
                self.text(out, column, text);
                out.push_str("</td>");
            }
        }
    }

    fn text(&self, out: &mut String, column: &str, text: &str) {
        let site = self.site;
        let registers = &site.library.config.site;
        let link = |out: &mut String, to: Option<&RelPath>, text: &str| match to {
            Some(to) => {
                out.push_str("<a href=\"");
                escape_into(out, &self.from.link_to(to));
                out.push_str("\">");
                escape_into(out, text);
                out.push_str("</a>");
            }
            None => escape_into(out, text),
        };
        match column {
            "system" | "other" => {
                link(
                    out,
                    site.plan.system(text).map(|system| &system.path),
                    registers.systems.name(text),
                );
            }
            "region" => link(out, site.plan.region(text), registers.regions.name(text)),
            "title" | "name" => escape_into(out, text),
            _ => {
                let record = site.library.find(text).filter(|_| !text.is_empty());
                match record.and_then(|at| site.library.placed.get(at)) {
                    Some(placed) => link(out, Some(&placed.url), text),
                    None => escape_into(out, &self.word(column, text)),
                }
            }
        }
    }

    /// A choice by its label, a person by name; any other text as it is.
    fn word(&self, column: &str, text: &str) -> String {
        use crate::kind::FieldType;
        let registers = &self.site.library.config.site;
        for kind in &self.site.plan.kinds {
            match kind.fields.get(column).map(|field| field.kind.item()) {
                Some(FieldType::Choice(choices)) => {
                    let label = registers.choice_label(choices, text);
                    if label.get(self.site.lang) != text {
                        return label.get(self.site.lang).to_owned();
                    }
                }
                Some(FieldType::Person) => return registers.people.name(text).to_owned(),
                _ => {}
            }
        }
        text.to_owned()
    }
}
