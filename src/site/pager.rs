//! The way through the pages of a list.

use crate::base::RelPath;
use serde::Serialize;

/// The way through the pages of a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Pager {
    /// The number of this page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub count: usize,
    /// The pages that are named: the first, the last, and those round this one.
    pub steps: Vec<Step>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// A page that is named.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Step {
    /// Its number; 0 stands for pages left out.
    pub number: usize,
    /// Its address; empty for this page and for a gap.
    pub href: String,
}

/// How far round this page others are named.
const REACH: usize = 2;

/// The way from `pages[part]`; none where there is one page only.
pub(super) fn pager(pages: &[RelPath], part: usize) -> Option<Pager> {
    let here = pages.get(part).filter(|_| pages.len() > 1)?;
    let href = |at: usize| pages.get(at).map(|page| here.link_to(page));
    let mut steps: Vec<Step> = Vec::new();
    let mut last = None;
    let window = part.saturating_sub(REACH)..(part + REACH + 1).min(pages.len());
    let shown = [0].into_iter().chain(window).chain([pages.len() - 1]);
    for at in shown {
        if last.is_some_and(|last| at <= last) {
            continue;
        }
        if last.is_some_and(|last| at > last + 1) {
            steps.push(Step {
                number: 0,
                href: String::new(),
            });
        }
        let link = if at == part { None } else { href(at) };
        steps.push(Step {
            number: at + 1,
            href: link.unwrap_or_default(),
        });
        last = Some(at);
    }
    Some(Pager {
        number: part + 1,
        count: pages.len(),
        steps,
        previous: part.checked_sub(1).and_then(href),
        next: href(part + 1),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn pages(count: usize) -> Vec<RelPath> {
        (1..=count)
            .map(|n| RelPath::new(&format!("faults/page-{n}.html")).unwrap())
            .collect()
    }

    #[test]
    fn long_lists_name_few_pages() {
        let pager = pager(&pages(200), 99).unwrap();
        let numbers: Vec<usize> = pager.steps.iter().map(|step| step.number).collect();
        assert_eq!(numbers, [1, 0, 98, 99, 100, 101, 102, 0, 200]);
        assert_eq!(pager.previous.as_deref(), Some("page-99.html"));
        assert_eq!(pager.steps[4].href, "");
    }

    #[test]
    fn short_lists_name_all_and_one_page_none() {
        assert!(pager(&pages(1), 0).is_none());
        let pager = pager(&pages(3), 2).unwrap();
        assert_eq!(
            pager.steps.iter().map(|step| step.number).collect::<Vec<_>>(),
            [1, 2, 3]
        );
        assert_eq!(pager.next, None);
    }
}
