#![doc = include_str!("../../../templates/rules/en/owner-left.md")]

use crate::base::yaml::{self, Step};
use crate::base::{Diagnostic, Message, RelPath};
use crate::check::{Check, Context, Level, Rule};
use crate::config::CASEBOOK_YAML;

/// Whoever answers for a system in use is no longer on the roster.
pub const RULE: Rule = Rule {
    id: "owner-left",
    level: Level::Warning,
    check: Check::Library(find),
};

fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (site, today) = (&context.config.site, context.date_of(context.now));
    let Some(path) = RelPath::new(CASEBOOK_YAML) else {
        return;
    };
    let systems = site.systems.iter().enumerate();
    let mut text = None;
    for (number, system) in systems.filter(|(_, system)| system.is_maintained(today)) {
        let person = system.owner.as_deref().and_then(|id| site.people.get(id));
        let Some((person, last)) = person.and_then(|person| Some((person, person.left(today)?))) else {
            continue;
        };
        let text = text.get_or_insert_with(|| context.text(&path).unwrap_or_default());
        let key = |name: &str| Step::Key(name.to_owned());
        let place = [key("systems"), Step::Item(number), key("owner")];
        let message = Message::new("owner-left")
            .with("system", system.name.as_str())
            .with("name", person.name.as_str())
            .with("last", last.to_string());
        let span = yaml::value_span(text, &place).unwrap_or_default();
        let finding = RULE.at(&path, span, message);
        found.push(finding.help(Message::new("owner-left-help")));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn nobody_answers_for_a_system_after_their_last_day() {
        let said = |system: &str, now: &str| {
            let people = "people: [{id: wang, name: 王瑜, role: engineer, to: 2026-04-30}]";
            let text = format!("{people}\nsystems:\n  - {{id: hy, name: 会议, owner: wang{system}}}\n");
            Kb::new().casebook(&text).now(now).said("owner-left")
        };
        assert_eq!(
            said("", "2026-05-11T00:00:00Z"),
            ["会议的运维负责人王瑜已离岗，在岗到 2026-04-30 为止"]
        );
        assert_eq!(said("", "2026-04-30T10:00:00Z"), Vec::<String>::new());
        assert_eq!(
            said(", state: retired", "2026-05-11T00:00:00Z"),
            Vec::<String>::new()
        );
        assert_eq!(
            said(", to: 2026-04-30", "2026-05-11T00:00:00Z"),
            Vec::<String>::new()
        );
    }
}
