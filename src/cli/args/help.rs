//! The help of the command line, in two languages.
//!
//! Its words are in templates/messages/*/help.ftl: `help-<command>` and `help-<command>-<argument>`.

use super::Args;
use crate::base::{Catalog, Lang, Message};
use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ColorChoice, CommandFactory};

/// The place of what stands behind all other arguments in a list.
const LAST: usize = 1000;

/// The command line with its help in `lang`.
pub(crate) fn command(lang: Lang) -> clap::Command {
    let catalog = Catalog::of(lang);
    let mut command = localize(Args::command(), "help", catalog).color(ColorChoice::Auto);
    if let Some(after) = catalog.find("help-examples") {
        command = command.after_help(after);
    }
    command
}

fn localize(mut command: clap::Command, prefix: &str, catalog: &Catalog) -> clap::Command {
    if let Some(about) = catalog.find(prefix) {
        command = command.about(about);
    }
    let flag = |name: &'static str, short, action| {
        let help = catalog.word(&format!("args-{name}"));
        let flag = Arg::new(name).short(short).long(name).action(action);
        flag.help(help).display_order(LAST)
    };
    let style = *command.get_styles().get_usage();
    let usage = catalog.word("args-usage");
    command = command
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{style}{usage}{style:#} {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .subcommand_help_heading(catalog.word("args-commands"))
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help));
    if command.get_version().is_some() {
        command = command
            .disable_version_flag(true)
            .arg(flag("version", 'V', ArgAction::Version));
    }
    let names: Vec<String> = command
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .collect();
    for name in names {
        let help = catalog.find(&format!("{prefix}-{}", name.replace('_', "-")));
        command = command.mut_arg(name, |arg| described(arg, help, catalog));
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in names {
        let prefix = format!("{prefix}-{name}");
        command = command.mut_subcommand(name, |sub| localize(sub, &prefix, catalog));
    }
    command
}

/// `arg` with `help`, what it is by default and which values it takes, under its heading: clap says these in English only.
fn described(arg: Arg, help: Option<String>, catalog: &Catalog) -> Arg {
    let heading = match arg.is_positional() {
        true => "args-arguments",
        false => "args-options",
    };
    let arg = arg.help_heading(catalog.word(heading));
    let Some(mut help) = help else {
        return arg;
    };
    if arg.get_action().takes_values() {
        let defaults = arg.get_default_values().iter();
        let defaults: Vec<String> = defaults
            .map(|value| value.to_string_lossy().into_owned())
            .collect();
        let possible = arg.get_possible_values();
        let possible: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
        for (id, values) in [
            ("args-default", defaults.join(", ")),
            ("args-possible", possible.join(", ")),
        ] {
            if !values.is_empty() {
                let said = catalog.say(&Message::new(id).with("values", values));
                help.push_str(&format!(" {said}"));
            }
        }
    }
    arg.help(help).hide_default_value(true).hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn has_help(command: &clap::Command, lang: Lang) {
        for sub in command.get_subcommands() {
            assert!(sub.get_about().is_some(), "{lang}: {}", sub.get_name());
            for arg in sub.get_arguments().filter(|arg| !arg.is_global_set()) {
                assert!(
                    arg.get_help().is_some(),
                    "{lang}: {} {}",
                    sub.get_name(),
                    arg.get_id()
                );
            }
            has_help(sub, lang);
        }
    }

    #[test]
    fn help_is_in_one_language() {
        let mut command = command(Lang::ZhCn);
        command.build();
        let mut all = vec![command.render_help().to_string()];
        all.extend(
            command
                .get_subcommands_mut()
                .map(|sub| sub.render_help().to_string()),
        );
        let english = [
            "Usage",
            "Commands:",
            "Arguments:",
            "Options:",
            "Print ",
            "default:",
            "possible",
        ];
        for help in all {
            assert!(english.iter().all(|word| !help.contains(word)), "{help}");
            assert!(
                help.contains("用法: casebook") && help.contains("选项:"),
                "{help}"
            );
        }
    }

    #[test]
    fn every_command_and_argument_has_help() {
        Args::command().debug_assert();
        for lang in Lang::ALL {
            has_help(&command(lang), lang);
        }
    }
}
