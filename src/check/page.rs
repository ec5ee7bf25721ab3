//! What does a rule's page say? The pages are `templates/rules/<lang>/<rule>.md`: a heading, one line that sums up,
//! why, an example, and what to do.

use crate::base::{Lang, assets};

/// The page of the rule `id`; empty where there is none, which a test forbids.
pub(super) fn of(id: &str, lang: Lang) -> &'static str {
    assets::text(&format!("rules/{lang}/{id}.md")).unwrap_or("")
}

/// The first line below the heading.
pub(super) fn summary(page: &'static str) -> &'static str {
    page.lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use crate::base::{Lang, assets};
    use crate::check::RULES;

    #[test]
    fn every_rule_has_a_page_in_both_languages_and_every_page_a_rule() {
        for lang in Lang::ALL {
            for rule in RULES {
                let page = rule.page(lang);
                assert!(
                    page.starts_with(&format!("# {}\n", rule.id)),
                    "{lang}: {}",
                    rule.id
                );
                assert!(rule.summary(lang).len() > 10, "{lang}: {}", rule.id);
                assert!(page.contains("```"), "{lang}: {} shows no example", rule.id);
            }
            assert_eq!(assets::below(&format!("rules/{lang}")).len(), RULES.len());
        }
    }

    #[test]
    fn rules_stand_in_order_and_once() {
        let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    }
}
