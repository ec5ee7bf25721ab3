//! Which name has a text that is an ID of the contract or of the configuration?

use super::Site;
use crate::config::Entry;

impl Site {
    /// The name of what `text`, in the field or column `field` of a record of `kind`, is the ID of; of an item of the score sheet with the ID,
    /// by which people know it.
    pub(super) fn name_of(&self, kind: &str, field: &str, text: &str) -> Option<String> {
        let config = &self.library.config;
        match (kind, field) {
            ("assessment", "clock") => {
                let clock = config.contract.clocks.iter().find(|clock| clock.id == text)?;
                Some(clock.name.get(self.lang).to_owned())
            }
            ("assessment", "item" | "appeal_items") => {
                let mut items = config
                    .contract
                    .sheet
                    .as_ref()?
                    .get("items")?
                    .as_sequence()?
                    .iter();
                let item = items.find(|item| item.get("id").and_then(|id| id.as_str()) == Some(text))?;
                Some(format!("{text} {}", item.get("title")?.as_str()?))
            }
            ("inspection", "plan") => Some(config.contract.inspection_plan.find(text)?.name.clone()),
            ("risk", "item") => Some(config.site.check_items.find(text)?.name().to_owned()),
            _ => None,
        }
    }
}
