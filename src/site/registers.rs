//! The registers: what is due, what is open and where there are gaps. Each is a page from the ledger that shows the queries behind it.

mod coverage;

use super::Site;
use super::frame::{Frame, view};
use super::home::Counted;
use super::plan::Plan;
use super::query::Blocks;
use super::route::{Key, MadeOf, PageType};
use crate::base::{Catalog, Message, RelPath};
use crate::library::Library;
use crate::render::{Html, escape};
use anyhow::{Context, Result};
use serde::Serialize;

/// The index of registers, and each of them.
pub(super) const PAGE: PageType = PageType {
    name: "register",
    of: MadeOf::everything,
    routes: |site| {
        let index = (site.plan.fixed.registers.clone(), Key::Only);
        let pages = site.plan.registers.iter().enumerate();
        let pages = pages.map(|(at, (_, path))| (path.clone(), Key::Item(at)));
        [index].into_iter().chain(pages).collect()
    },
    bytes: |site, path, key| match key {
        Key::Item(at) => register(site, path, at),
        _ => index(site, path),
    },
};

/// A register: its name, the kind that it tells of, and its queries, each a file `templates/registers/<name>.sql`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Register {
    pub(super) id: &'static str,
    /// Without this kind there is no such register; empty where it tells of all.
    kind: &'static str,
    /// The kinds of whose records it tells which there are not, or how many: who sees only some of them gets no such register.
    counts: &'static [&'static str],
    queries: &'static [&'static str],
}

const fn row(
    (id, kind): (&'static str, &'static str),
    counts: &'static [&'static str],
    queries: &'static [&'static str],
) -> Register {
    Register {
        id,
        kind,
        counts,
        queries,
    }
}

/// The register of the records whose review is due.
pub(super) const REVIEWS: &str = "reviews";
/// The register of questions that are often asked.
const FAQ: &str = "faq";

/// All of them, in the order of the index.
const REGISTERS: [Register; 8] = [
    row(
        ("due", ""),
        &["inspection"],
        &[
            "due-clocks",
            "due-dates",
            "due-later",
            "due-open",
            "due-inspections",
            "due-waiting",
        ],
    ),
    row((REVIEWS, ""), &[], &["review-passed", "review-soon"]),
    row(("coverage", ""), &["manual", "plan"], &["documents-missing"]),
    row(("risks", "risk"), &["risk"], &["risks-open", "risks-closed"]),
    row(
        ("vulnerabilities", "vulnerability"),
        &["vulnerability"],
        &["vulnerabilities-open", "vulnerabilities-fixed"],
    ),
    row(
        ("approvals", "change"),
        &["change", "fault"],
        &["changes-unapproved", "changes-waiting", "faults-unapproved"],
    ),
    row(
        ("inspections", "inspection"),
        &["inspection"],
        &["inspections-gaps", "inspections-rate", "inspections-abnormal"],
    ),
    row(
        (FAQ, "case"),
        &["case", "manual"],
        &["faq-manuals", "faq-wanted", "faq-cases"],
    ),
];

/// The page of questions that are often asked, where there is a manual of some.
pub(super) fn faq<'p>(library: &Library, plan: &'p Plan) -> Option<&'p RelPath> {
    let (_, page) = plan.registers.iter().find(|(register, _)| register.id == FAQ)?;
    let mut manuals = library.shelves.kinds.get("manual").into_iter().flatten();
    let is_faq = |index: &usize| {
        let record = library.records.get(*index);
        record.and_then(|record| record.text("document_type")).as_deref() == Some("faq")
    };
    manuals.any(is_faq).then_some(page)
}

/// How many rows of a query a page shows.
const MOST: usize = 200;

/// The registers of a knowledge base with the kinds that `has` says, for those who see all records of the kinds that `whole` says.
pub(super) fn known(
    has: impl Fn(&str) -> bool,
    whole: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Register> {
    REGISTERS.into_iter().filter(move |register| {
        let is_there = register.kind.is_empty() || has(register.kind);
        is_there && register.counts.iter().all(|kind| whole(kind))
    })
}

/// The answer to one query.
#[derive(Serialize)]
struct BlockView {
    id: &'static str,
    title: String,
    /// How many rows there are; none where more than are shown.
    count: Option<usize>,
    table: Html,
    source: Html,
}

fn title(catalog: &Catalog, id: &str) -> String {
    catalog.word(&format!("register-{id}"))
}

fn index(site: &Site, path: &RelPath) -> Result<Vec<u8>> {
    #[derive(Serialize)]
    struct Row {
        name: String,
        href: String,
        note: String,
    }
    let row = |(register, page): &(Register, RelPath)| Row {
        name: title(site.catalog, register.id),
        href: path.link_to(page),
        note: site.catalog.word(&format!("register-{}-note", register.id)),
    };
    let rows: Vec<Row> = site.plan.registers.iter().map(row).collect();
    let lists: Option<Counted> = site
        .kinds_counted(path)
        .into_iter()
        .zip(
            site.plan
                .kinds
                .iter()
                .filter(|kind| site.plan.kind(&kind.id).is_some()),
        )
        .find_map(|(counted, kind)| (kind.id == "list").then_some(counted));
    let title = site.catalog.word("registers-title");
    let frame = Frame::below_home(site, path, "index", &title);
    let views = [("rows", view(&rows)?), ("lists", view(&lists)?)];
    site.render("pages/registers.html", &frame, views)
}

fn register(site: &Site, path: &RelPath, at: usize) -> Result<Vec<u8>> {
    let (register, _) = site.plan.registers.get(at).context("there is no such register")?;
    let blocks: Vec<BlockView> = register
        .queries
        .iter()
        .filter_map(|query| site.register_block(path, query))
        .collect();
    let matrix = match register.id {
        "coverage" => site.coverage(path),
        _ => None,
    };
    let title = title(site.catalog, register.id);
    let note = site.catalog.word(&format!("register-{}-note", register.id));
    let frame = Frame::below_home(site, path, "register", &title).under(
        site.catalog.word("registers-title"),
        path.link_to(&site.plan.fixed.registers),
    );
    site.render(
        "pages/register.html",
        &frame,
        [
            ("note", view(&note)?),
            ("as_of", view(&site.as_of_text())?),
            ("matrix", view(&matrix)?),
            ("blocks", view(&blocks)?),
        ],
    )
}

impl Site {
    /// The query of this name.
    fn register_query(&self, name: &str) -> Option<&str> {
        let file = self.templates.file(&format!("registers/{name}.sql"))?;
        std::str::from_utf8(file).ok().map(str::trim_end)
    }

    /// How many rows `sql` has.
    fn count_of(&self, sql: &str) -> Option<usize> {
        let counted = format!("SELECT count(*) FROM (\n{sql}\n)");
        let answer = self.figures.query(&counted, None)?.ok()?;
        match answer.rows.first()?.first()? {
            super::Cell::Number(count) => count.parse().ok(),
            _ => None,
        }
    }

    fn register_block(&self, from: &RelPath, id: &'static str) -> Option<BlockView> {
        let sql = self.register_query(id)?;
        let blocks = Blocks {
            site: self,
            from,
            index: usize::MAX,
        };
        let limited = format!("SELECT * FROM (\n{sql}\n) LIMIT {}", MOST + 1);
        let answer = self.figures.query(&limited, None);
        let (count, table) = match answer.unwrap_or_else(|| Ok(super::Answer::default())) {
            Ok(mut answer) => {
                answer.more = answer.rows.len() > MOST;
                let count = match answer.more {
                    true => self.count_of(sql),
                    false => Some(answer.rows.len()),
                };
                answer.rows.truncate(MOST);
                let mut table = blocks.table(&answer, &blocks.rows(&answer));
                match count.filter(|_| answer.more) {
                    Some(count) => {
                        let words = Message::new("register-more")
                            .with("count", count)
                            .with("shown", MOST);
                        let words = escape(&self.catalog.say(&words));
                        table.push_str(&format!("<p class=\"more\">{words}</p>\n"));
                    }
                    None => table.push_str(&blocks.more(&answer)),
                }
                (count, table)
            }
            Err(fault) => (None, blocks.fault(&fault, sql)),
        };
        Some(BlockView {
            id,
            title: title(self.catalog, id),
            count,
            table: Html::new(&table),
            source: Html::new(&blocks.source(sql)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, assets};

    #[test]
    fn every_register_has_its_words_and_its_queries() {
        for lang in Lang::ALL {
            let catalog = Catalog::of(lang);
            for register in REGISTERS {
                assert!(
                    catalog.find(&format!("register-{}", register.id)).is_some(),
                    "{}",
                    register.id
                );
                assert!(catalog.find(&format!("register-{}-note", register.id)).is_some());
                for query in register.queries {
                    assert!(catalog.find(&format!("register-{query}")).is_some(), "{query}");
                    assert!(
                        assets::below("registers/")
                            .iter()
                            .any(|(path, _)| *path == format!("registers/{query}.sql"))
                    );
                }
            }
        }
    }
}
