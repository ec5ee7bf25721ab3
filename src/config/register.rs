//! The registers of `casebook.yaml`: systems, regions, people, vendors, check items, duty.

use super::reader::{Node, Reader};
use super::{InspectionPlan, Threshold};
use crate::base::Message;
use crate::base::nearest::nearest;
use crate::base::wide::folded;
use indexmap::IndexMap;
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;

/// A register: its entries by ID, in the order written. One that is not declared takes any text.
#[derive(Debug, Clone)]
pub struct Register<T> {
    /// Whether `casebook.yaml` has it.
    pub declared: bool,
    /// Whether every entry could be read as it was meant: else a name that is not here may be that of one which could not.
    pub whole: bool,
    entries: IndexMap<String, T, FxBuildHasher>,
    by_name: IndexMap<String, usize, FxBuildHasher>,
}

impl<T> Default for Register<T> {
    fn default() -> Register<T> {
        Register {
            declared: false,
            whole: true,
            entries: IndexMap::default(),
            by_name: IndexMap::default(),
        }
    }
}

/// An entry of a register: has an ID and a name.
pub trait Entry {
    /// The keys of an entry that is no plain name.
    const KEYS: &'static [&'static str];
    /// The ID, which the ledger holds.
    fn id(&self) -> &str;
    /// The name, which pages show.
    fn name(&self) -> &str;
}

impl<T: Entry> Register<T> {
    /// The register of these entries.
    pub fn new(all: Vec<T>) -> Register<T> {
        let mut register = Register {
            declared: true,
            ..Register::default()
        };
        for entry in all {
            let (id, name) = (entry.id().to_owned(), entry.name().to_owned());
            let (at, _) = register.entries.insert_full(id, entry);
            register.by_name.entry(name).or_insert(at);
        }
        register
    }

    /// The same register with what `other` makes of each entry, under the same ID and name.
    pub(super) fn each(&self, other: impl Fn(&T) -> T) -> Register<T> {
        Register {
            declared: self.declared,
            whole: self.whole,
            ..Register::new(self.iter().map(other).collect())
        }
    }

    /// The entry that an author names by its ID or its name; where none is spelled so, one that differs from it in case or width alone.
    pub fn find(&self, written: &str) -> Option<&T> {
        let named = || {
            self.entries
                .get_index(*self.by_name.get(written)?)
                .map(|(_, entry)| entry)
        };
        let alike = || {
            let written = folded(written);
            let is_meant = |name: &str| folded(name) == written;
            self.iter()
                .find(|entry| is_meant(entry.id()) || is_meant(entry.name()))
        };
        self.entries.get(written).or_else(named).or_else(alike)
    }

    /// The entry with this ID.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.entries.get(id)
    }

    /// The name of the entry with this ID; the ID itself where there is none.
    pub fn name<'n>(&'n self, id: &'n str) -> &'n str {
        self.entries.get(id).map_or(id, Entry::name)
    }

    /// All entries, in the order written.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.entries.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The name or ID nearest to `wrong`.
    pub fn nearest(&self, wrong: &str) -> Option<&str> {
        nearest(
            wrong,
            self.entries.values().flat_map(|entry| [entry.name(), entry.id()]),
        )
    }
}

macro_rules! entry {
    ($($type:ty: $keys:expr;)*) => {$(
        impl Entry for $type {
            const KEYS: &'static [&'static str] = &$keys;
            fn id(&self) -> &str {
                &self.id
            }
            fn name(&self) -> &str {
                &self.name
            }
        }
    )*};
}
entry! {
    System: ["id", "name", "owner", "builder", "state", "from", "to", "documents"];
    Region: ["id", "name", "level", "parent"];
    Person: ["id", "name", "role", "from", "to", "systems", "contact"];
    Vendor: ["id", "name", "role", "contact"];
    InspectionPlan: ["id", "name", "type", "every", "from", "to", "systems"];
    CheckItem: ["id", "name", "unit", "warn", "alarm"];
}

/// What a system may be.
const STATES: [&str; 2] = ["in_use", "retired"];
/// What a region may be.
const LEVELS: [&str; 3] = ["province", "city", "grassroots"];
/// What a person may be.
const ROLES: [&str; 4] = ["engineer", "manager", "purchaser", "staff"];

/// From a day on, until a day, both included; without one of them, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Days {
    /// Whether `day` is one of them.
    pub fn hold(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// What `from` and `to` of `node` say; `to` is told where it is the earlier.
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Days {
        let (from, to) = (reader.date(node, "from"), reader.date(node, "to"));
        if let (Some(first), Some(last), Some(end)) = (from, to, node.get("to"))
            && last < first
        {
            reader.expected(&end, "expected-last-day");
        }
        Days { from, to }
    }
}

/// A system that is maintained.
#[derive(Debug, Clone, Default)]
pub struct System {
    /// The ID.
    pub id: String,
    /// The name.
    pub name: String,
    /// The ID of the person who answers for it.
    pub owner: Option<String>,
    /// The ID of the vendor who built it.
    pub builder: Option<String>,
    /// `in_use` or `retired`.
    pub state: String,
    /// Since when it is maintained, and until when: what was owed before does not change when it is retired, nor what is owed from then on when it is added.
    pub days: Days,
    /// The document types that it should have.
    pub documents: Vec<String>,
}

impl System {
    /// Whether somebody is to look after it on `day`, or from a later day on.
    pub fn is_maintained(&self, day: Date) -> bool {
        self.state != "retired" && self.days.to.is_none_or(|last| day <= last)
    }
}

/// A region or organisation.
#[derive(Debug, Clone, Default)]
pub struct Region {
    /// The ID.
    pub id: String,
    /// The name.
    pub name: String,
    /// `province`, `city` or `grassroots`.
    pub level: Option<String>,
    /// The ID of the region that it belongs to.
    pub parent: Option<String>,
}

/// A person on the roster.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The ID.
    pub id: String,
    /// The name.
    pub name: String,
    /// `engineer`, `manager`, `purchaser` or `staff`.
    pub role: String,
    /// The first day on the roster.
    pub from: Option<Date>,
    /// The last day on the roster.
    pub to: Option<Date>,
    /// The IDs of the systems that the person looks after; empty means all.
    pub systems: Vec<String>,
    /// How to reach the person.
    pub contact: Option<String>,
}

impl Person {
    /// Whether the person is of the contractor, who does the work.
    pub fn is_of_contractor(&self) -> bool {
        matches!(self.role.as_str(), "engineer" | "manager")
    }

    /// Whether the person is of the purchaser, who approves and agrees.
    pub fn is_of_purchaser(&self) -> bool {
        self.role == "purchaser"
    }

    /// The last day of a person who is no longer on the roster on `day`.
    pub fn left(&self, day: Date) -> Option<Date> {
        self.to.filter(|last| *last < day)
    }

    /// Whether the person is on the roster on `day`.
    pub fn on_roster(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A company that helps or is waited for.
#[derive(Debug, Clone, Default)]
pub struct Vendor {
    /// The ID.
    pub id: String,
    /// The name.
    pub name: String,
    /// `builder`, `supplier` …
    pub role: Option<String>,
    /// How to reach it.
    pub contact: Option<String>,
}

/// Something that an inspection looks at.
#[derive(Debug, Clone, Default)]
pub struct CheckItem {
    /// The ID.
    pub id: String,
    /// The name.
    pub name: String,
    /// The unit of its numbers; without one, it has none.
    pub unit: Option<String>,
    /// When a number warns.
    pub warn: Option<Threshold>,
    /// When a number alarms.
    pub alarm: Option<Threshold>,
}

/// Who is on duty on a day.
#[derive(Debug, Clone)]
pub struct Duty {
    /// The day.
    pub date: Date,
    /// The ID of the person.
    pub person: String,
    /// The telephone.
    pub phone: Option<String>,
}

/// Reads a register: a list of plain names, or of objects with `id` and `name`.
pub(super) fn read<T: Entry>(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    key: &str,
    make: impl Fn(&mut Reader<'_>, &Node<'_>, String, String) -> T,
) -> Register<T> {
    let Some(list) = root.get(key) else {
        return Register::default();
    };
    if !list.value.is_sequence() {
        reader.expected(&list, "expected-list");
        return Register::default();
    }
    let mut entries: Vec<T> = Vec::new();
    let mut whole = true;
    for node in list.items() {
        let plain = node.text();
        if plain.is_none() && node.value.is_mapping() {
            reader.unknown_keys(&node, T::KEYS);
        }
        let told = reader.findings.len();
        let (own, name) = (reader.text(&node, "id"), reader.text(&node, "name"));
        let is_told = reader.findings.len() > told;
        whole &= !is_told;
        let Some(id) = plain.or(own).or_else(|| name.clone()) else {
            if !is_told {
                reader.expected(&node, "expected-entry");
            }
            whole = false;
            continue;
        };
        if entries.iter().any(|known| known.id() == id) {
            let message = Message::new("config-twice").with("id", id.as_str());
            reader.wrong_help(&node, message, Message::new("config-twice-help"));
            whole = false;
        }
        let name = name.unwrap_or_else(|| id.clone());
        entries.push(make(reader, &node, id, name));
    }
    Register {
        whole,
        ..Register::new(entries)
    }
}

pub(super) fn systems(reader: &mut Reader<'_>, root: &Node<'_>) -> Register<System> {
    read(reader, root, "systems", |reader, node, id, name| {
        reader.choice(node, "state", &STATES);
        System {
            owner: reader.text(node, "owner"),
            builder: reader.text(node, "builder"),
            state: reader.text(node, "state").unwrap_or_else(|| "in_use".to_owned()),
            days: Days::read(reader, node),
            documents: reader.texts(node, "documents"),
            id,
            name,
        }
    })
}

pub(super) fn regions(reader: &mut Reader<'_>, root: &Node<'_>) -> Register<Region> {
    read(reader, root, "regions", |reader, node, id, name| {
        reader.choice(node, "level", &LEVELS);
        Region {
            level: reader.text(node, "level"),
            parent: reader.text(node, "parent"),
            id,
            name,
        }
    })
}

pub(super) fn people(reader: &mut Reader<'_>, root: &Node<'_>) -> Register<Person> {
    read(reader, root, "people", |reader, node, id, name| {
        reader.choice(node, "role", &ROLES);
        let systems = reader.texts(node, "systems").into_iter();
        let Days { from, to } = Days::read(reader, node);
        Person {
            role: reader.text(node, "role").unwrap_or_else(|| "staff".to_owned()),
            from,
            to,
            systems: systems.filter(|system| system != "all").collect(),
            contact: reader.text(node, "contact"),
            id,
            name,
        }
    })
}

pub(super) fn vendors(reader: &mut Reader<'_>, root: &Node<'_>) -> Register<Vendor> {
    read(reader, root, "vendors", |reader, node, id, name| Vendor {
        role: reader.text(node, "role"),
        contact: reader.text(node, "contact"),
        id,
        name,
    })
}

pub(super) fn check_items(reader: &mut Reader<'_>, root: &Node<'_>) -> Register<CheckItem> {
    read(reader, root, "check_items", |reader, node, id, name| {
        let mut bound = |key: &str| reader.parsed(node, key, "expected-threshold", |text| text.parse().ok());
        let (warn, alarm): (Option<Threshold>, Option<Threshold>) = (bound("warn"), bound("alarm"));
        if let (Some(less), Some(more), Some(at)) = (warn, alarm, node.get("warn"))
            && more.covers(&less)
        {
            let message = Message::new("config-warn-beyond").with("warn", less.to_string());
            let message = message.with("alarm", more.to_string());
            reader.odd_help(&at, message, Message::new("config-warn-beyond-help"));
        }
        CheckItem {
            unit: reader.text(node, "unit"),
            warn,
            alarm,
            id,
            name,
        }
    })
}

pub(super) fn duty(reader: &mut Reader<'_>, root: &Node<'_>) -> Vec<Duty> {
    let mut duty = Vec::new();
    for node in reader.list(root, "duty") {
        reader.unknown_keys(&node, &["date", "person", "phone"]);
        let (date, person) = (reader.date(&node, "date"), reader.text(&node, "person"));
        if node.get("date").is_none() || node.get("person").is_none() {
            reader.expected(&node, "expected-duty");
        }
        if let (Some(date), Some(person)) = (date, person) {
            duty.push(Duty {
                date,
                person,
                phone: reader.text(&node, "phone"),
            });
        }
    }
    duty
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vendor(id: &str, name: &str) -> Vendor {
        Vendor {
            id: id.to_owned(),
            name: name.to_owned(),
            ..Vendor::default()
        }
    }

    #[test]
    fn an_entry_is_found_whatever_its_case_and_width() {
        let register = Register::new(vec![vendor("yf", "远帆 Soft"), vendor("YF2", "YF")]);
        let found = |written: &str| register.find(written).map(|vendor| vendor.id.as_str());
        for (written, wanted) in [
            ("yf", Some("yf")),
            ("YF", Some("YF2")),
            ("Yf", Some("yf")),
            ("ｙｆ２", Some("YF2")),
            ("远帆\u{3000}soft", Some("yf")),
            ("远帆", None),
        ] {
            assert_eq!(found(written), wanted, "{written}");
        }
    }
}
