//! Findings as SARIF 2.1.0 (OASIS, 2020), which forges and editors read.

use super::diagnostics::{Show, position};
use crate::base::path::percent;
use crate::base::{Catalog, Diagnostic, RelPath, Span, hash};
use crate::check::{RULES, Rule};
use serde_json::{Value, json};
use std::collections::HashMap;

/// What paths are relative to: the top of the repository, which is where forges look.
const ROOT: &str = "%SRCROOT%";

/// The log of one run over the knowledge base in the folder `inside` of its repository. Columns count characters, as its `columnKind` says.
pub(super) fn log(findings: &[Diagnostic], inside: &RelPath, show: &Show<'_>) -> Value {
    let rules: Vec<Value> = RULES.iter().map(|rule| described(rule, show)).collect();
    let mut writer = Writer {
        inside,
        show,
        seen: HashMap::new(),
    };
    let results: Vec<Value> = findings.iter().map(|finding| writer.result(finding)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "casebook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": show.lang.tag(),
                "rules": rules,
            } },
            // The address is known to whoever reads it.
            "originalUriBaseIds": { ROOT: {} },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }],
    })
}

fn described(rule: &Rule, show: &Show<'_>) -> Value {
    let (summary, page) = (rule.summary(show.lang), rule.page(show.lang));
    let level = rule.level.severity().name();
    json!({
        "id": rule.id,
        "shortDescription": { "text": summary },
        "fullDescription": { "text": summary },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level },
        "properties": { "problem.severity": level, "tags": [rule.level.name()] },
    })
}

struct Writer<'w> {
    inside: &'w RelPath,
    show: &'w Show<'w>,
    /// How often each line was found fault with by each rule.
    seen: HashMap<String, usize>,
}

impl Writer<'_> {
    fn result(&mut self, finding: &Diagnostic) -> Value {
        let catalog = Catalog::of(self.show.lang);
        let mut text = catalog.say(&finding.message);
        if let Some(help) = &finding.help {
            text = format!("{text}\n{}", catalog.say(help));
        }
        let mut result = json!({
            "ruleId": finding.rule,
            "level": finding.severity.name(),
            "message": { "text": text },
            "locations": [{ "physicalLocation": self.place(&finding.path, finding.span) }],
            "partialFingerprints": { "primaryLocationLineHash": self.fingerprint(finding) },
        });
        if let Some(result) = result.as_object_mut() {
            if let Some(index) = RULES.iter().position(|rule| rule.id == finding.rule) {
                result.insert("ruleIndex".to_owned(), index.into());
            }
            if !finding.related.is_empty() {
                let related = finding.related.iter().map(|other| {
                    json!({
                        "physicalLocation": self.place(&other.path, other.span),
                        "message": { "text": catalog.say(&other.message) },
                    })
                });
                result.insert("relatedLocations".to_owned(), related.collect());
            }
        }
        result
    }

    /// Tells one finding from another, whatever is written above it: by the rule, the file and the line, and which of several such it is.
    fn fingerprint(&mut self, finding: &Diagnostic) -> String {
        let line = self.show.line(&finding.path, finding.span);
        let told = format!("{}\n{}\n{}", finding.rule, finding.path.as_str(), line.trim());
        let told = hash::short(told.as_bytes());
        let count = self.seen.entry(told.clone()).or_default();
        *count += 1;
        format!("{told}:{count}")
    }

    fn place(&self, path: &RelPath, span: Span) -> Value {
        let [line, column, end_line, end_column] = position(span, path, self.show);
        let whole = self.inside.join(path.as_str());
        let path = whole.as_ref().unwrap_or(path);
        json!({
            "artifactLocation": { "uri": percent(path.as_str()), "uriBaseId": ROOT },
            "region": {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
            },
        })
    }
}
