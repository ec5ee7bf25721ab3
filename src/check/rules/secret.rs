#![doc = include_str!("../../../templates/rules/en/secret.md")]

use crate::base::Diagnostic;
use crate::check::{Check, Context, Level, Rule};
use crate::record::{mask, secrets};

/// Something that must not be published. In records it is found while they are read; here, in the texts beside them.
pub const RULE: Rule = Rule {
    id: "secret",
    level: Level::Error,
    check: Check::Library(find),
};

fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let most = context.config.site.limits.record;
    let files = context.library.attachments.iter();
    for file in files.filter(|file| mask::may_be_text(&file.path) && file.size <= most) {
        if let Some(text) = context.text(&file.path) {
            found.extend(secrets(&text, &file.path));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn texts_beside_records_are_looked_into_too() {
        let secret = "登录方式\n主机 a password=Fz#2023oa\n申请人 11010519491231002X\n";
        let kb = Kb::new()
            .record("inspections/I-1", "title: 巡检", "口令见保险柜登记本。")
            .file("inspections/I-1-附件.txt", secret)
            .file("inspections/I-1-说明.log", "密码：******\n")
            .file("inspections/I-1-图.png", secret);
        assert_eq!(
            kb.found("secret"),
            ["I-1-附件.txt: Fz#2023oa", "I-1-附件.txt: 11010519491231002X"]
        );
    }
}
