//! What does `/api/search` answer? What `casebook search` does, and where it is asked how many records there are of each kind and system.

use super::search::not_understood;
use crate::base::{Lang, Message};
use crate::config::{Config, Entry};
use crate::search::fold::fold;
use crate::search::{Facet, Filter, Index, Options, Query, Results, Scope};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a request asks for.
pub(super) struct Asked {
    text: String,
    filters: Vec<Filter>,
    limit: usize,
    /// Whether facets are wanted.
    facets: bool,
    /// Whether records that hold a part are wanted too.
    partly: bool,
}

/// The answer.
#[derive(Serialize)]
pub(super) struct Answer {
    #[serde(flatten)]
    results: Results,
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<Facets>,
}

/// For kinds and systems, those of some record, the most frequent first. A facet counts as if its own conditions were not there.
#[derive(Serialize)]
struct Facets {
    kind: Vec<Value>,
    system: Vec<Value>,
}

/// A kind or a system, and how many records it has.
#[derive(Serialize)]
struct Value {
    id: String,
    names: Vec<String>,
    count: usize,
}

impl Asked {
    /// What the parameter `q` and the others ask for. Parameters without a value ask for nothing.
    ///
    /// # Errors
    /// A condition means nothing, which `casebook search` says in the same words.
    pub(super) fn read(text: &str, params: &[(String, String)]) -> Result<Asked, Message> {
        let mut asked = Asked {
            text: text.to_owned(),
            filters: Vec::new(),
            limit: Options::default().limit,
            facets: false,
            partly: false,
        };
        for (name, value) in params {
            match (name.as_str(), scope(name)) {
                (_, Some(_)) if value.trim().is_empty() => {}
                (_, Some(scope)) => {
                    let refused = || not_understood(scope, value);
                    asked.filters.push(Filter::new(scope, value).ok_or_else(refused)?);
                }
                ("limit", None) => {
                    let refused = || Message::new("search-limit").with("written", value.as_str());
                    asked.limit = value.parse().map_err(|_| refused())?;
                }
                ("facets", None) => asked.facets = true,
                ("any", None) => asked.partly = true,
                _ => {}
            }
        }
        Ok(asked)
    }

    /// The answer of `index`, with the names in `config`.
    pub(super) fn answer(&self, index: &Index, config: &Config) -> Result<Answer> {
        let options = Options {
            limit: self.limit,
            ..Options::default()
        };
        Ok(Answer {
            results: index.search(&self.query(None), &options)?,
            facets: self.facets.then(|| self.facets(index, config)).transpose()?,
        })
    }

    fn facets(&self, index: &Index, config: &Config) -> Result<Facets> {
        let kinds = config.kinds.iter().map(|kind| Value {
            id: kind.id.clone(),
            names: Lang::ALL
                .iter()
                .map(|lang| kind.name.get(*lang).to_owned())
                .collect(),
            count: 0,
        });
        let systems = config.site.systems.iter().map(|system| Value {
            id: system.id().to_owned(),
            names: vec![system.name().to_owned()],
            count: 0,
        });
        let count = |scope, facet| index.facet(&self.query(Some(scope)), facet);
        Ok(Facets {
            kind: counted(kinds, &count(Scope::Kind, Facet::Kind)?),
            system: counted(systems, &count(Scope::System, Facet::System)?),
        })
    }

    /// The question, without the conditions of the request in the scope `without`.
    fn query(&self, without: Option<Scope>) -> Query {
        let filters = self.filters.iter().filter(|filter| Some(filter.scope) != without);
        let query = Query {
            partly: self.partly,
            ..Query::parse(&self.text)
        };
        filters.cloned().fold(query, Query::with)
    }
}

/// The scope that a parameter names.
fn scope(name: &str) -> Option<Scope> {
    Some(match name {
        "kind" => Scope::Kind,
        "system" => Scope::System,
        "region" => Scope::Region,
        "tag" => Scope::Tag,
        "month" => Scope::Month,
        "from" => Scope::From,
        "to" => Scope::To,
        _ => return None,
    })
}

/// Those of `values` that `counts` has.
fn counted(values: impl Iterator<Item = Value>, counts: &BTreeMap<String, usize>) -> Vec<Value> {
    let count = |value: Value| {
        let count = counts.get(&fold(&value.id)).copied().unwrap_or(0);
        Value { count, ..value }
    };
    let mut found: Vec<Value> = values.map(count).filter(|value| value.count > 0).collect();
    found.sort_by_key(|value| std::cmp::Reverse(value.count));
    found
}
