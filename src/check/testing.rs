//! A small knowledge base in memory, for the tests of rules.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::{Context, check};
use crate::base::{Catalog, Diagnostic, Lang, RelPath, Stamp};
use crate::config::{Config, Written};
use crate::history::History;
use crate::library::{Layout, Parts, assemble, kind_of};
use crate::record::{self, Input};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Files in memory.
pub(super) struct Kb {
    written: Written,
    files: BTreeMap<RelPath, String>,
    now: String,
    stamps: HashMap<RelPath, Stamp>,
}

const REGISTERS: &str = "systems: [{id: gw, name: 公文管理系统}]
regions: [{id: fz, name: 福州}]
people:
  - {id: zhang, name: 张伟, role: engineer, from: 2023-08-01, to: 2024-07-31}
  - {id: lin, name: 林国栋, role: purchaser}
vendors: [{id: rongxin, name: 榕信软件}]
check_items: [{id: cpu, name: CPU 使用率, unit: \"%\", alarm: \">= 90\"}, {id: service, name: 服务}]
";

impl Kb {
    /// One without configuration.
    pub(super) fn new() -> Kb {
        Kb {
            written: Written::default(),
            files: BTreeMap::new(),
            now: "2023-12-01T00:00:00Z".to_owned(),
            stamps: HashMap::new(),
        }
    }

    /// One with a system, a region, two people, a vendor and two check items.
    pub(super) fn with_registers() -> Kb {
        Kb::new().casebook(REGISTERS)
    }

    /// With this `casebook.yaml`.
    pub(super) fn casebook(mut self, text: &str) -> Kb {
        self.written.casebook = Some(text.to_owned());
        self
    }

    /// With this `kind.yaml` of the knowledge base's own.
    pub(super) fn kind(mut self, id: &str, text: &str) -> Kb {
        let path = RelPath::new(&format!("templates/kinds/{id}/kind.yaml"));
        self.written
            .kinds
            .extend(path.map(|path| (path, text.to_owned())));
        self
    }

    /// With this `contract.yaml`.
    pub(super) fn contract(mut self, text: &str) -> Kb {
        self.written.contract = Some(text.to_owned());
        self
    }

    /// Judged as of `now`.
    pub(super) fn now(mut self, now: &str) -> Kb {
        now.clone_into(&mut self.now);
        self
    }

    /// With a record, by its path below `content/` without `.md`, that was committed at this instant and not since.
    pub(super) fn committed(mut self, path: &str, at: &str) -> Kb {
        let stamp = Stamp {
            created_at: at.parse().ok(),
            updated_at: at.parse().ok(),
            ..Stamp::default()
        };
        self.stamps
            .insert(RelPath::new(&format!("content/{path}.md")).unwrap(), stamp);
        self
    }

    /// With a file below `content/`.
    pub(super) fn file(mut self, path: &str, text: &str) -> Kb {
        let path = RelPath::new(&format!("content/{path}")).unwrap();
        self.files.insert(path, text.to_owned());
        self
    }

    /// With a record: its path below `content/` without `.md`, its front matter and its body.
    pub(super) fn record(self, path: &str, front: &str, body: &str) -> Kb {
        self.file(&format!("{path}.md"), &format!("---\n{front}\n---\n\n{body}"))
    }

    /// For each finding of `rule`: the ID of the record and what is underlined, and the same of related places.
    pub(super) fn found(&self, rule: &str) -> Vec<String> {
        let underlined = |path: &RelPath, span: crate::base::Span| &self.files[path][span.range()];
        let show = |finding: &Diagnostic| {
            let id = record_id(&finding.path);
            let mut shown = format!("{id}: {}", underlined(&finding.path, finding.span));
            for other in &finding.related {
                shown.push_str(" / ");
                if other.path != finding.path {
                    shown.push_str(&format!("{}: ", record_id(&other.path)));
                }
                shown.push_str(underlined(&other.path, other.span));
            }
            shown
        };
        self.of(rule).iter().map(show).collect()
    }

    /// What the findings of `rule` say, in Chinese.
    pub(super) fn said(&self, rule: &str) -> Vec<String> {
        let catalog = Catalog::of(Lang::ZhCn);
        self.of(rule)
            .iter()
            .map(|finding| catalog.say(&finding.message))
            .collect()
    }

    /// What the findings of `rule` advise, in Chinese.
    pub(super) fn helped(&self, rule: &str) -> Vec<String> {
        let catalog = Catalog::of(Lang::ZhCn);
        let help = |finding: &Diagnostic| {
            finding
                .help
                .as_ref()
                .map_or_else(String::new, |help| catalog.say(help))
        };
        self.of(rule).iter().map(help).collect()
    }

    fn of(&self, rule: &str) -> Vec<Diagnostic> {
        assert!(super::find(rule).is_some(), "there is no rule {rule}");
        let config = Arc::new(Config::settle(&self.written));
        let layout = Layout {
            content: config.site.content.clone(),
        };
        let (mut records, mut files) = (Vec::new(), Vec::new());
        for (path, text) in &self.files {
            match kind_of(&config, &layout, path).filter(|_| path.extension() == "md") {
                Some((kind, below, _)) => {
                    let input = Input {
                        config: &config,
                        path,
                        below,
                        kind,
                    };
                    records.push(Arc::new(record::read(&input, text.as_bytes()).unwrap()));
                }
                None => files.push((path.clone(), text.len() as u64)),
            }
        }
        let parts = Parts {
            others: Vec::new(),
            config,
            layout,
            records,
            files,
            drafts: Vec::new(),
            seen: Arc::default(),
            stamps: self.stamps.clone(),
        };
        let library = assemble(parts);
        let read = |path: &RelPath| self.files.get(path).cloned();
        let history = History::default();
        let context = Context::new(&library, &history, self.now.parse().unwrap(), &read);
        let mut found = check(&context, &library.config.findings);
        found.retain(|finding| finding.rule == rule);
        found
    }
}

/// The path below the folder of the kind, without extension.
fn record_id(path: &RelPath) -> String {
    let name = path
        .as_str()
        .trim_start_matches("content/")
        .trim_end_matches(".md");
    let (top, below) = name.split_once('/').unwrap_or(("", name));
    if crate::kind::BUILT_IN
        .iter()
        .any(|kind| top.starts_with(kind) || top == "vulnerabilities")
    {
        let below = below.rsplit('/').next().unwrap_or(below);
        return if top == "fault" {
            name.to_owned()
        } else {
            below.to_owned()
        };
    }
    name.to_owned()
}
