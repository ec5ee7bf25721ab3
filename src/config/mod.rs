//! What did the user decide? (`casebook.yaml`, `contract.yaml`, kinds: as written, then settled)

mod address;
mod calendar;
mod choice;
mod clocks;
mod contract;
mod kinds;
mod named;
mod reader;
mod register;
mod site;
mod threshold;

pub use address::base as base_url;
pub use clocks::{ClockLimit, ClockSpec};
pub use contract::{
    Availability, Contract, Deliverable, FaultReport, Frequency, InspectionPlan, Period, Terms,
    calendar_faults,
};
pub use kinds::unread;
pub use reader::{Node, Reader, unknown_key};
pub use register::{CheckItem, Days, Duty, Entry, Person, Region, Register, System, Vendor};
pub use site::{Limits, Provenance, Site, Vocabulary};
pub use threshold::Threshold;

use crate::base::{Diagnostic, Lang, RelPath, Severity, conflict, decode, wide};
use crate::kind::Kinds;

/// Everything that the user decided, settled.
#[derive(Debug, Clone)]
pub struct Config {
    /// `casebook.yaml`.
    pub site: Site,
    /// `contract.yaml`.
    pub contract: Contract,
    /// The kinds of records: built in, overridden and added.
    pub kinds: Kinds,
    /// What is wrong with the files.
    pub findings: Vec<Diagnostic>,
}

/// The files that hold the configuration, as they were written.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The text of `casebook.yaml`, where there is one.
    pub casebook: Option<String>,
    /// The text of `contract.yaml`, where there is one.
    pub contract: Option<String>,
    /// The text of the holiday list that `contract.yaml` names, where it names a file.
    pub holidays: Option<String>,
    /// The knowledge base's own `templates/kinds/**/*.yaml`: path and text.
    pub kinds: Vec<(RelPath, String)>,
    /// What is wrong with those of these files that could not be read, and are not here therefore.
    pub refused: Vec<Diagnostic>,
}

/// The path of `casebook.yaml`.
pub const CASEBOOK_YAML: &str = "casebook.yaml";
/// Where `casebook.yaml` is looked for in vain.
pub const CASEBOOK_YML: &str = "casebook.yml";
/// The path of `contract.yaml`.
pub const CONTRACT_YAML: &str = "contract.yaml";

/// The folder of the knowledge base's own kinds.
pub const KINDS: &str = "templates/kinds";

/// The file that `contract.yaml` names as its list of holidays, relative to the knowledge base.
pub fn holiday_file(contract: &str) -> Option<RelPath> {
    let value = crate::base::yaml::parse(contract).ok()?;
    let name = value.get("calendar")?.get("holidays")?.as_str()?;
    if ["cn", "none"].contains(&name) {
        None
    } else {
        RelPath::new(name)
    }
}

/// The language that `casebook.yaml` names; `None` where it names none that there is.
pub fn language(casebook: &str) -> Option<Lang> {
    let value = crate::base::yaml::parse(casebook).ok()?;
    Lang::exactly(value.get("language")?.as_str()?)
}

impl Config {
    /// The files of the configuration, relative to the knowledge base.
    pub fn files(&self) -> Vec<RelPath> {
        let own = [CASEBOOK_YAML, CONTRACT_YAML]
            .into_iter()
            .filter_map(RelPath::new);
        own.chain(holiday_file(&self.contract.text)).collect()
    }

    /// Whether the file at `path` is one of the configuration.
    pub fn is_made_of(&self, path: &RelPath) -> bool {
        self.files().contains(path) || path.below(KINDS).is_some() && path.extension() == "yaml"
    }

    /// Whether all kinds could be read: else a folder may be that of one which could not.
    pub fn has_all_kinds(&self) -> bool {
        let is_of_kind = |finding: &&Diagnostic| finding.path.below(KINDS).is_some();
        let mut errors = self.findings.iter().filter(is_of_kind);
        errors.all(|finding| finding.severity != Severity::Error)
    }

    /// Why `casebook.yaml` or `contract.yaml` cannot be read at all: in place of all that it decides stands what is so by default.
    pub fn unreadable(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_whole = |finding: &&Diagnostic| {
            reader::NOTHING_READ.contains(&finding.message.id)
                || [conflict::RULE, wide::RULE, decode::RULE].contains(&finding.rule)
        };
        self.findings
            .iter()
            .filter(|finding| [CASEBOOK_YAML, CONTRACT_YAML].contains(&finding.path.as_str()))
            .filter(of_whole)
    }

    /// What is wrong with the files that decide who may see what: as long as there is anything, what stands in its place may open what was to be closed.
    pub fn doubts(&self) -> impl Iterator<Item = &Diagnostic> {
        let above_kinds = |path: &str| {
            let rest = KINDS.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let decides = move |path: &RelPath| {
            [CASEBOOK_YAML, CASEBOOK_YML].contains(&path.as_str())
                || path.below(KINDS).is_some()
                || above_kinds(path.as_str())
        };
        let errors = |finding: &&Diagnostic| finding.severity == Severity::Error;
        self.findings
            .iter()
            .filter(errors)
            .filter(move |finding| decides(&finding.path))
    }

    /// The same without what only those need who do the work: how to reach people, who is on duty, and where files are edited.
    #[must_use]
    pub fn without_contacts(&self) -> Config {
        let mut config = self.clone();
        config.site.duty.clear();
        config.site.edit_url = None;
        config.site.systems = self.site.systems.each(|system| System {
            owner: None,
            ..system.clone()
        });
        config.site.people = self.site.people.each(|person| Person {
            contact: None,
            ..person.clone()
        });
        config.site.vendors = self.site.vendors.each(|vendor| Vendor {
            contact: None,
            ..vendor.clone()
        });
        config
    }

    /// Settles what was written; whatever is wrong becomes a finding, and its default stands in.
    pub fn settle(written: &Written) -> Config {
        let mut findings = written.refused.clone();
        let (kinds, common) = kinds::settle(&written.kinds, &mut findings);
        let site = site::settle(written.casebook.as_deref(), &kinds, &common, &mut findings);
        let contract = contract::settle(
            written.contract.as_deref(),
            written.holidays.as_deref(),
            (&kinds, &site),
            &mut findings,
        );
        Config {
            site,
            contract,
            kinds,
            findings,
        }
    }
}
