//! How is the plan made? The order in which paths are claimed settles who gives way.

use super::{Fixed, Items, List, PER_PAGE, Plan, Subject, SystemPage, TAGS_PER_PAGE};
use crate::base::{Confidentiality, Lang, Month, RelPath};
use crate::library::{Library, Shelf};
use crate::site::addresses::{Addresses, file_name};
use crate::site::languages::Tongue;
use crate::site::past::Ordered;
use crate::site::{open, registers};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

impl Plan {
    /// The plan for `library` and its past, in these languages, the site's own first. The order in which paths are claimed settles who gives way.
    pub(in crate::site) fn of(library: &Library, past: &Ordered, languages: &[Lang]) -> Plan {
        let mut addresses = Addresses::of(library);
        let fixed = fixed(&mut addresses, library);
        let redirects = library.redirects.iter().enumerate();
        let redirects = redirects
            .filter(|(_, (path, _))| addresses.take(path))
            .map(|(at, _)| at)
            .collect();
        let mut plan = Plan {
            languages: Vec::new(),
            kinds: library.config.kinds.iter().cloned().collect(),
            lists: Vec::new(),
            of_kind: Vec::new(),
            years: Vec::new(),
            months_of_kind: Vec::new(),
            regions: HashMap::new(),
            tags: BTreeMap::new(),
            open: 0,
            systems: Vec::new(),
            system_numbers: HashMap::new(),
            months: Vec::new(),
            month_folders: Vec::new(),
            home_record: library.placed.iter().position(|placed| placed.url == fixed.home),
            fixed,
            tag_pages: Vec::new(),
            redirects,
            tombstones: Vec::new(),
            changes: None,
            provenance: None,
            flagged: Vec::new(),
            sealed: None,
            registers: Vec::new(),
            downloads: Vec::new(),
        };
        plan.tombstones(library, past, &mut addresses);
        plan.kinds(library, &mut addresses);
        plan.systems(library, &mut addresses);
        plan.regions_and_tags(library, &mut addresses);
        let open = open::items(library);
        plan.open = plan.list(
            &mut addresses,
            Subject::Open,
            &["open/index.html"],
            open.len(),
            Items::Own(open),
        );
        // What is said of a month is said of all its records.
        let months = library.seen.is_all().then(|| library.months());
        for month in months.unwrap_or_default() {
            let path = addresses.claim(&[&format!("months/{month}.html")]);
            plan.months.push((month, path));
            plan.month_folders
                .push(addresses.claim_folder(&format!("months/{month}")));
        }
        plan.registers(library, &mut addresses);
        plan.changes(past, &mut addresses);
        plan.downloads(library, &mut addresses);
        plan.languages(languages, &mut addresses);
        plan
    }

    /// The folder of each language but the first, in which nothing else lies.
    fn languages(&mut self, languages: &[Lang], addresses: &mut Addresses) {
        for (number, lang) in languages.iter().enumerate() {
            let folder = match number {
                0 => RelPath::default(),
                _ => addresses.claim_folder(lang.tag()),
            };
            self.languages.push(Tongue { lang: *lang, folder });
        }
    }

    fn registers(&mut self, library: &Library, addresses: &mut Addresses) {
        let kinds = self.kinds.clone();
        let has = |id: &str| kinds.iter().any(|kind| kind.id == id);
        for register in registers::known(has, |id| library.seen.has_all_of(id)) {
            let path = addresses.claim(&[&format!("registers/{}.html", register.id)]);
            self.registers.push((register, path));
        }
    }

    fn list(
        &mut self,
        addresses: &mut Addresses,
        subject: Subject,
        first: &[&str],
        len: usize,
        items: Items,
    ) -> usize {
        let first = addresses.claim(first);
        let pages = paged(addresses, &first, len, PER_PAGE);
        self.lists.push(List {
            subject,
            pages,
            items,
        });
        self.lists.len() - 1
    }

    fn kinds(&mut self, library: &Library, addresses: &mut Addresses) {
        for (number, kind) in self.kinds.clone().iter().enumerate() {
            let shelf = library
                .shelves
                .kinds
                .get(&kind.id)
                .map(Vec::as_slice)
                .unwrap_or_default();
            let folder = &kind.folder;
            self.years.push(Vec::new());
            self.months_of_kind.push(Vec::new());
            if shelf.is_empty() {
                self.of_kind.push(None);
                continue;
            }
            let wanted = [format!("{folder}/index.html"), format!("{folder}/all.html")];
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            let items = Items::OfKind(number, 0..shelf.len());
            let list = self.list(addresses, Subject::Kind(number), &wanted, shelf.len(), items);
            self.of_kind.push(Some(list));
            let month = |at: &usize| library.placed.get(*at).and_then(|placed| placed.month);
            for (year, range) in stretches(shelf, |at| month(at).map(Month::year)) {
                let (path, len) = (format!("{folder}/{year:04}.html"), range.len());
                let list = self.list(
                    addresses,
                    Subject::Year(number, year),
                    &[&path],
                    len,
                    Items::OfKind(number, range),
                );
                if let Some(years) = self.years.get_mut(number) {
                    years.push((year, list));
                }
            }
            for (month, range) in stretches(shelf, month) {
                let (path, len) = (format!("{folder}/{month}.html"), range.len());
                let list = self.list(
                    addresses,
                    Subject::Month(number, month),
                    &[&path],
                    len,
                    Items::OfKind(number, range),
                );
                if let Some(months) = self.months_of_kind.get_mut(number) {
                    months.push((month, list));
                }
            }
        }
    }

    fn systems(&mut self, library: &Library, addresses: &mut Addresses) {
        let numbers: HashMap<&str, usize> = library
            .config
            .kinds
            .iter()
            .enumerate()
            .map(|(number, kind)| (kind.id.as_str(), number))
            .collect();
        for (id, shelf) in &library.shelves.systems {
            let number = self.systems.len();
            let name = file_name(id);
            let path = addresses.claim(&[&format!("systems/{name}.html")]);
            let mut by_kind: BTreeMap<usize, Shelf> = BTreeMap::new();
            for index in shelf {
                let kind = library
                    .records
                    .get(*index)
                    .and_then(|record| numbers.get(record.kind.id.as_str()));
                by_kind
                    .entry(kind.copied().unwrap_or(0))
                    .or_default()
                    .push(*index);
            }
            let mut lists = Vec::with_capacity(by_kind.len());
            for (kind, shelf) in by_kind {
                let folder = self
                    .kinds
                    .get(kind)
                    .map(|kind| kind.folder.clone())
                    .unwrap_or_default();
                let first = format!("systems/{name}/{folder}.html");
                lists.push(self.list(
                    addresses,
                    Subject::System(number, kind),
                    &[&first],
                    shelf.len(),
                    Items::Own(shelf),
                ));
            }
            self.system_numbers.insert(id.clone(), number);
            self.systems.push(SystemPage {
                id: id.clone(),
                path,
                lists,
            });
        }
    }

    fn regions_and_tags(&mut self, library: &Library, addresses: &mut Addresses) {
        for (id, shelf) in &library.shelves.regions {
            let first = format!("regions/{}.html", file_name(id));
            let list = self.list(
                addresses,
                Subject::Region(id.clone()),
                &[&first],
                shelf.len(),
                Items::Shelf,
            );
            self.regions.insert(id.clone(), list);
        }
        let first = addresses.claim(&["tags/index.html", "tags/all.html"]);
        self.tag_pages = paged(addresses, &first, library.shelves.tags.len(), TAGS_PER_PAGE);
        for (tag, shelf) in &library.shelves.tags {
            let first = format!("tags/{}.html", file_name(tag));
            let list = self.list(
                addresses,
                Subject::Tag(tag.clone()),
                &[&first],
                shelf.len(),
                Items::Shelf,
            );
            self.tags.insert(tag.clone(), list);
        }
    }
}

fn fixed(addresses: &mut Addresses, library: &Library) -> Fixed {
    // A record that stands for the whole knowledge base may have the path already: then the home page shows it.
    let home = RelPath::new("index.html").unwrap_or_default();
    addresses.take(&home);
    let mut claim = |wanted: &[&str]| addresses.claim(wanted);
    let among_us = library.seen.audience > Confidentiality::Public;
    let asks = library.config.kinds.iter().any(|kind| !kind.form.is_empty());
    Fixed {
        home,
        search: claim(&["search/index.html"]),
        systems: claim(&["systems/index.html", "systems/all.html"]),
        regions: claim(&["regions/index.html", "regions/all.html"]),
        months: claim(&["months/index.html", "months/all.html"]),
        people: Some(claim(&["people/index.html", "people/all.html"])).filter(|_| among_us),
        intake: Some(claim(&["intake/index.html", "intake/all.html"])).filter(|_| among_us && asks),
        registers: claim(&["registers/index.html", "registers/all.html"]),
        not_found: claim(&["404.html"]),
    }
}

/// The pages of a list of `len` items: the first, then `page-2.html` and so on beside an `index.html`, else `<name>-page-2.html`.
pub(super) fn paged(addresses: &mut Addresses, first: &RelPath, len: usize, per_page: usize) -> Vec<RelPath> {
    let mut pages = vec![first.clone()];
    let folder = first.parent();
    let prefix = match first.stem() {
        "index" => String::new(),
        stem => format!("{stem}-"),
    };
    for number in 2..=len.div_ceil(per_page) {
        let name = format!("{prefix}page-{number}.html");
        let path = folder.join(&name).unwrap_or_default();
        pages.push(addresses.claim(&[path.as_str()]));
    }
    pages
}

/// The stretches of `shelf` that have one key, in its order; what has none is left out.
fn stretches<K: Copy + PartialEq>(
    shelf: &[usize],
    key: impl Fn(&usize) -> Option<K>,
) -> Vec<(K, Range<usize>)> {
    let mut found: Vec<(K, Range<usize>)> = Vec::new();
    for (at, index) in shelf.iter().enumerate() {
        let Some(key) = key(index) else { continue };
        match found.last_mut() {
            Some((last, range)) if *last == key => range.end = at + 1,
            _ => found.push((key, at..at + 1)),
        }
    }
    found
}
