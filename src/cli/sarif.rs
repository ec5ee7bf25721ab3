//! Findings as SARIF 2.1.0 (OASIS, 2020), which forges and editors read.

use super::diagnostics::{Show, position};
use crate::base::path::percent;
use crate::base::{Catalog, Diagnostic, RelPath, Span};
use crate::check::{RULES, Rule};
use serde_json::{Value, json};

/// The log of one run. Columns count characters, as its `columnKind` says; paths are relative to the knowledge base.
pub(super) fn log(findings: &[Diagnostic], show: &Show<'_>) -> Value {
    let rules: Vec<Value> = RULES.iter().map(|rule| described(rule, show)).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, show)).collect();
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
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn described(rule: &Rule, show: &Show<'_>) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary(show.lang) },
        "defaultConfiguration": { "level": rule.level.severity().name() },
    })
}

fn result(finding: &Diagnostic, show: &Show<'_>) -> Value {
    let catalog = Catalog::of(show.lang);
    let mut text = catalog.say(&finding.message);
    if let Some(help) = &finding.help {
        text = format!("{text}\n{}", catalog.say(help));
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "level": finding.severity.name(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": place(&finding.path, finding.span, show) }],
    });
    if let Some(result) = result.as_object_mut() {
        if let Some(index) = RULES.iter().position(|rule| rule.id == finding.rule) {
            result.insert("ruleIndex".to_owned(), index.into());
        }
        if !finding.related.is_empty() {
            let related = finding.related.iter().map(|other| {
                json!({
                    "physicalLocation": place(&other.path, other.span, show),
                    "message": { "text": catalog.say(&other.message) },
                })
            });
            result.insert("relatedLocations".to_owned(), related.collect());
        }
    }
    result
}

fn place(path: &RelPath, span: Span, show: &Show<'_>) -> Value {
    let [line, column, end_line, end_column] = position(span, path, show);
    json!({
        "artifactLocation": { "uri": percent(path.as_str()) },
        "region": {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        },
    })
}
