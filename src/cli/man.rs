//! `casebook man`: the pages of the manual for `man`.
//!
//! Its words are in templates/messages/*/man.ftl: `man-value-<name>` for what stands in the place of a value, `man-variable-<name>`,
//! `man-file-<number>`, `man-exit-<code>-<command>` and `man-examples-<command>`.

use super::args::{self, ManArgs};
use super::context::{Context, Refused};
use super::{Outcome, output};
use crate::base::nearest::nearest;
use crate::base::{Catalog, Lang, Message, OrUnable, unable};
use crate::output as files;
use anyhow::Result;
use clap::{Arg, Command};
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

/// The part of the manual that commands stand in.
const SECTION: &str = "1";

/// What the program reads from the environment, and the commands that do; all of them where none is named.
const VARIABLES: [(&str, &[&str]); 8] = [
    ("LC_ALL, LC_MESSAGES, LANG", &[]),
    ("NO_COLOR", &[]),
    ("SOURCE_DATE_EPOCH", &["", "build", "query", "report", "hook"]),
    ("CASEBOOK_EDITOR", &["", "serve"]),
    ("VISUAL, EDITOR", &["", "serve"]),
    ("XDG_CACHE_HOME", &["", "build", "serve", "search"]),
    ("GIT_DIR", &["hook"]),
    ("GIT_INDEX_FILE", &["hook"]),
];

/// The files of a knowledge base.
const FILES: [&str; 7] = [
    "casebook.yaml",
    "contract.yaml",
    "content/",
    "templates/",
    "reports/",
    "site/",
    ".casebook/",
];

pub(crate) fn run(context: &Context, args: &ManArgs) -> Result<Outcome> {
    let mut command = args::command(context.lang);
    command.build();
    let mut pages = pages(&command, context.lang);
    if !args.of.is_empty() {
        pages = vec![wanted(pages, &args.of.join("-"))?];
    }
    match &args.out {
        Some(folder) => {
            std::fs::create_dir_all(folder).or_unable(|| unable::of("unable-folder", folder))?;
            for (name, page) in &pages {
                files::replace(&folder.join(format!("{name}.{SECTION}")), page.as_bytes())?;
            }
        }
        None => {
            let all: Vec<&str> = pages.iter().map(|(_, page)| page.as_str()).collect();
            output::answer(all.concat().trim_end())?;
        }
    }
    Ok(Outcome::Clean)
}

/// That of `pages` which is about the command `asked`.
fn wanted(pages: Vec<(String, String)>, asked: &str) -> Result<(String, String)> {
    let short = |name: &str| {
        name.trim_start_matches("casebook")
            .trim_start_matches('-')
            .to_owned()
    };
    let names: Vec<String> = pages.iter().map(|(name, _)| short(name)).collect();
    let asked_short = short(asked);
    let found = pages.into_iter().find(|(name, _)| short(name) == asked_short);
    found.ok_or_else(|| {
        let near = nearest(asked, names.iter().map(String::as_str));
        let message = match near {
            Some(near) => Message::new("man-unknown-near").with("near", near),
            None => Message::new("man-unknown"),
        };
        Refused(message.with("command", asked)).into()
    })
}

/// The page of `command`, which is built, and those of its commands, by their names.
fn pages(command: &Command, lang: Lang) -> Vec<(String, String)> {
    let writer = Writer {
        catalog: Catalog::of(lang),
        roff: Roff::new(),
    };
    let mut pages = vec![(name(command).to_owned(), writer.page(command))];
    for sub in shown_commands(command) {
        pages.extend(self::pages(sub, lang));
    }
    pages
}

fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// What stands behind `casebook-` in the name of `command`; nothing for the program itself.
fn key(command: &Command) -> &str {
    name(command).split_once('-').map_or("", |(_, key)| key)
}

fn shown_commands(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| !sub.is_hide_set())
}

/// The arguments of `command` alone, not those of every command.
fn own_arguments(command: &Command) -> impl Iterator<Item = &Arg> {
    let arguments = command.get_arguments();
    arguments.filter(|arg| !arg.is_hide_set() && !is_common(arg))
}

fn is_common(arg: &Arg) -> bool {
    arg.is_global_set() || ["help", "version"].contains(&arg.get_id().as_str())
}

/// What stands in the place of the values of `arg`.
fn values(arg: &Arg) -> &[clap::builder::Str] {
    match arg.get_action().takes_values() {
        true => arg.get_value_names().unwrap_or_default(),
        false => &[],
    }
}

/// The names in `command` that stand for values and are not explained by a list of these.
fn value_names<'c>(arguments: impl Iterator<Item = &'c Arg>) -> Vec<&'c str> {
    let mut names: Vec<&str> = Vec::new();
    for arg in arguments.filter(|arg| arg.get_possible_values().is_empty()) {
        for name in values(arg) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    names
}

/// `text` as a part of the name of a message.
fn slug(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric());
    let parts: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    parts.join("-")
}

/// Writes one page.
struct Writer {
    catalog: &'static Catalog,
    roff: Roff,
}

impl Writer {
    fn page(mut self, command: &Command) -> String {
        let source = concat!("casebook ", env!("CARGO_PKG_VERSION"));
        let manual = self.catalog.word("man-manual");
        let title = name(command).to_uppercase();
        // No date: two versions of one page differ by what they say alone.
        self.roff
            .control("TH", [&title, SECTION, "\"\"", source, &manual]);
        self.head("man-name");
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        self.roff
            .text([roman(name(command)), roman(" - "), roman(about.as_str())]);
        self.head("man-synopsis");
        self.roff.text(synopsis(command));
        self.head("man-description");
        self.roff.text([roman(about)]);
        if let Some(more) = self.catalog.find(&format!("man-about-{}", slug(name(command)))) {
            self.paragraphs(&more);
        }
        self.arguments(
            "args-arguments",
            own_arguments(command).filter(|arg| arg.is_positional()),
        );
        self.arguments(
            "args-options",
            own_arguments(command).filter(|arg| !arg.is_positional()),
        );
        self.arguments("man-common", command.get_arguments().filter(|arg| is_common(arg)));
        self.values(command);
        self.commands(command);
        if key(command).is_empty() {
            self.head("man-files");
            for file in FILES {
                self.item([bold(file)], &format!("man-file-{}", slug(file)));
            }
        }
        self.environment(command);
        self.exits(command);
        self.examples(command);
        self.others(command);
        self.roff.render()
    }

    fn head(&mut self, id: &str) {
        let head = self.catalog.word(id).to_uppercase();
        self.roff.control("SH", [head.as_str()]);
    }

    fn item(&mut self, head: impl Into<Vec<Inline>>, id: &str) {
        let text = self.catalog.word(id);
        self.explained(head, text);
    }

    fn explained(&mut self, head: impl Into<Vec<Inline>>, text: String) {
        self.roff.control("TP", []).text(head).text([roman(text)]);
    }

    fn paragraphs(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.roff.control("PP", []).text([roman(line)]);
        }
    }

    fn arguments<'c>(&mut self, head: &str, arguments: impl Iterator<Item = &'c Arg>) {
        let mut arguments = arguments.peekable();
        if arguments.peek().is_some() {
            self.head(head);
        }
        for arg in arguments {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            self.explained(written(arg), help);
        }
    }

    /// What stands for the values that are not listed where they are asked for.
    fn values(&mut self, command: &Command) {
        let names = value_names(command.get_arguments());
        if !names.is_empty() {
            self.head("man-values");
        }
        for name in names {
            self.item([italic(name)], &format!("man-value-{}", slug(name)));
        }
    }

    fn commands(&mut self, command: &Command) {
        let subs: Vec<&Command> = shown_commands(command).collect();
        if !subs.is_empty() {
            self.head("args-commands");
        }
        for sub in subs {
            let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
            self.explained(reference(name(sub)), about);
        }
    }

    fn environment(&mut self, command: &Command) {
        let key = key(command);
        let first = key.split('-').next().unwrap_or_default();
        self.head("man-environment");
        for (variables, of) in VARIABLES {
            if of.is_empty() || of.contains(&first) {
                self.item([bold(variables)], &format!("man-variable-{}", slug(variables)));
            }
        }
    }

    fn exits(&mut self, command: &Command) {
        self.head("man-exits");
        let key = match key(command) {
            "" => "all",
            key => key,
        };
        for code in ["0", "1", "2"] {
            let usual = || self.catalog.find(&format!("man-exit-{code}"));
            let text = self
                .catalog
                .find(&format!("man-exit-{code}-{key}"))
                .or_else(usual);
            if let Some(text) = text {
                self.explained([bold(code)], text);
            }
        }
    }

    /// What is typed, each with what it does above it.
    fn examples(&mut self, command: &Command) {
        let key = match key(command) {
            "" => "all",
            key => key,
        };
        let Some(examples) = self.catalog.find(&format!("man-examples-{key}")) else {
            return;
        };
        self.head("man-examples");
        for (number, line) in examples.lines().enumerate() {
            match line.strip_prefix("$ ") {
                Some(typed) => {
                    self.roff.control("RS", ["4"]).control("nf", []);
                    self.roff.text([bold(typed)]);
                    self.roff.control("fi", []).control("RE", []);
                }
                None if number == 0 => {
                    self.roff.text([roman(line)]);
                }
                None => self.paragraphs(line),
            }
        }
    }

    /// The pages above this one, or those below it.
    fn others(&mut self, command: &Command) {
        let key = key(command);
        let mut names: Vec<String> = Vec::new();
        if let Some((above, _)) = key.split_once('-') {
            names.push(format!("casebook-{above}"));
        }
        match key.is_empty() {
            false => names.insert(0, "casebook".to_owned()),
            true => names.push("git".to_owned()),
        }
        self.head("man-see-also");
        let mut line = Vec::new();
        for name in names {
            if !line.is_empty() {
                line.push(roman(", "));
            }
            line.extend(reference(&name));
        }
        self.roff.text(line);
    }
}

/// The page `name` as pages name each other.
fn reference(name: &str) -> Vec<Inline> {
    vec![bold(name), roman(format!("({SECTION})"))]
}

/// How `command` is typed.
fn synopsis(command: &Command) -> Vec<Inline> {
    let mut line = vec![bold(command.get_bin_name().unwrap_or(command.get_name()))];
    let (positionals, options): (Vec<&Arg>, Vec<&Arg>) =
        own_arguments(command).partition(|arg| arg.is_positional());
    for arg in options.into_iter().chain(positionals) {
        let (open, close) = match arg.is_required_set() {
            true => (" ", ""),
            false => (" [", "]"),
        };
        line.push(roman(open));
        line.extend(written(arg));
        line.push(roman(close));
        let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
        if many || matches!(arg.get_action(), clap::ArgAction::Append) {
            line.push(roman("..."));
        }
    }
    if shown_commands(command).next().is_some() {
        let (open, close) = match command.is_subcommand_required_set() {
            true => (" ", ""),
            false => (" [", "]"),
        };
        line.extend([roman(open), italic("COMMAND"), roman(close)]);
    }
    line
}

/// `arg` with what stands in the place of its values.
fn written(arg: &Arg) -> Vec<Inline> {
    let mut line = Vec::new();
    if let Some(short) = arg.get_short() {
        line.push(bold(format!("-{short}")));
    }
    if let Some(long) = arg.get_long() {
        if !line.is_empty() {
            line.push(roman(", "));
        }
        line.push(bold(format!("--{long}")));
    }
    for name in values(arg) {
        if !line.is_empty() {
            line.push(roman(" "));
        }
        line.push(italic(name.as_str()));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(command: &Command) -> Vec<&Command> {
        let mut found = vec![command];
        for sub in shown_commands(command) {
            found.extend(all(sub));
        }
        found
    }

    /// What the pages say is in the message files of both languages: of a message that is missing, its name would stand there.
    #[test]
    fn nothing_that_a_page_names_is_unexplained() {
        for lang in Lang::ALL {
            let mut command = args::command(lang);
            command.build();
            for (name, page) in pages(&command, lang) {
                assert!(!page.contains("man\\-"), "{lang} {name}: {page}");
            }
            for command in all(&command) {
                let key = key(command);
                let has = |id: String| Catalog::of(lang).find(&id).is_some();
                let is_group = shown_commands(command).next().is_some();
                assert!(
                    key.is_empty() || is_group || has(format!("man-examples-{key}")),
                    "{lang} {key}"
                );
            }
        }
    }

    #[test]
    fn names_of_messages_are_made_of_what_they_are_about() {
        for (text, wanted) in [
            ("FIELD=VALUE", "field-value"),
            (".casebook/", "casebook"),
            ("MONTH|ID", "month-id"),
        ] {
            assert_eq!(slug(text), wanted);
        }
    }
}
