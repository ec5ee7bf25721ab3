//! `casebook complete`: what may stand at the end of a line that somebody types. The scripts of `completions` ask for it.
//!
//! The first line of the answer says what is meant (`values`, `files`, `folders`); values follow, each with what it means behind a tab.
//! Nothing goes wrong here: where there is no knowledge base, nothing of it is offered.

use super::args::{self, CompleteArgs};
use super::context::{Context, root_of};
use super::templates;
use super::{Outcome, output};
use crate::base::{Confidentiality, Lang};
use crate::check::RULES;
use crate::clock::{Counts, Reading};
use crate::kind::Kind;
use crate::pipeline::{self, Load, Past, World};
use crate::source::Repository;
use anyhow::Result;
use clap::{Arg, ArgAction, Command};
use std::path::{Path, PathBuf};

pub(crate) fn run(context: &Context, args: &CompleteArgs) -> Result<Outcome> {
    let words = args.words.iter().map(|word| word.to_string_lossy().into_owned());
    let (words, cut) = match args.apart {
        true => joined(words.collect()),
        false => (words.collect(), 0),
    };
    let (last, before) = words
        .split_last()
        .map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
    let mut command = args::command(context.lang);
    command.build();
    let line = Line::read(&command, before);
    let line_lang = line.value("lang").and_then(Lang::parse);
    let asker = Asker {
        here: line
            .value("knowledge_base")
            .map_or_else(|| context.here(), |dir| Ok(at_home(dir)))?,
        lang: line_lang.unwrap_or(context.lang),
        line: &line,
    };
    output::answer(&asker.answer(last).written(cut))?;
    Ok(Outcome::Clean)
}

/// The folder `dir`, where the shell has not put the user's own in place of `~` yet.
fn at_home(dir: &str) -> PathBuf {
    match (dir.strip_prefix("~/"), std::env::home_dir()) {
        (Some(inside), Some(home)) => home.join(inside),
        _ => PathBuf::from(dir),
    }
}

/// `words` as the user parted them, where the shell parts them at `=` and `:`, too; and how many bytes of the last one stand before what the shell
/// takes for it.
fn joined(words: Vec<String>) -> (Vec<String>, usize) {
    let parts = |word: &str| !word.is_empty() && word.chars().all(|c| c == '=' || c == ':');
    let mut whole: Vec<String> = Vec::new();
    let (mut cut, mut goes_on) = (0, false);
    for word in words {
        let joins = parts(&word);
        let plain = unquoted(&word);
        match whole.last_mut().filter(|_| joins || goes_on) {
            Some(last) => {
                cut = last.len() + if joins { plain.len() } else { 0 };
                last.push_str(&plain);
            }
            None => {
                cut = 0;
                whole.push(plain);
            }
        }
        goes_on = joins;
    }
    (whole, cut)
}

/// `word` without the quotes and backslashes that the shell takes away.
fn unquoted(word: &str) -> String {
    let (mut plain, mut letters) = (String::new(), word.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' | '\'' => {}
            '\\' => plain.extend(letters.next()),
            letter => plain.push(letter),
        }
    }
    plain
}

/// A line up to the word that is being typed.
struct Line<'c> {
    command: &'c Command,
    /// The values that were given, by argument.
    given: Vec<(&'c Arg, String)>,
    /// The option whose value comes next.
    open: Option<&'c Arg>,
    /// How many values without an option were given.
    positionals: usize,
    /// Whether nothing is an option any more.
    is_over: bool,
}

impl<'c> Line<'c> {
    fn read(command: &'c Command, words: &[String]) -> Line<'c> {
        let mut line = Line {
            command,
            given: Vec::new(),
            open: None,
            positionals: 0,
            is_over: false,
        };
        words.iter().for_each(|word| line.take(word));
        line
    }

    fn take(&mut self, word: &str) {
        if let Some(arg) = self.open.take() {
            self.given.push((arg, word.to_owned()));
        } else if !self.is_over && word == "--" {
            self.is_over = true;
        } else if let Some(name) = word.strip_prefix("--").filter(|_| !self.is_over) {
            let (name, value) = name
                .split_once('=')
                .map_or((name, None), |(name, value)| (name, Some(value)));
            if let Some(arg) = self.long(name) {
                self.option(arg, value);
            }
        } else if let Some(names) = word
            .strip_prefix('-')
            .filter(|names| !names.is_empty() && !self.is_over)
        {
            self.shorts(names);
        } else if let Some(sub) = self
            .command
            .find_subcommand(word)
            .filter(|_| self.positionals == 0)
        {
            self.command = sub;
        } else {
            if let Some(arg) = self.positional() {
                self.given.push((arg, word.to_owned()));
            }
            self.positionals += 1;
        }
    }

    /// Options of one letter, of which the last may have its value behind it.
    fn shorts(&mut self, names: &str) {
        for (at, name) in names.char_indices() {
            let mut all = self.command.get_arguments();
            let Some(arg) = all.find(|arg| arg.get_short() == Some(name)) else {
                continue;
            };
            let rest = &names[at + name.len_utf8()..];
            let takes_values = arg.get_action().takes_values();
            self.option(arg, Some(rest).filter(|rest| takes_values && !rest.is_empty()));
            if takes_values {
                return;
            }
        }
    }

    fn option(&mut self, arg: &'c Arg, value: Option<&str>) {
        match (arg.get_action().takes_values(), value) {
            (true, None) => self.open = Some(arg),
            (_, value) => self.given.push((arg, value.unwrap_or_default().to_owned())),
        }
    }

    fn long(&self, name: &str) -> Option<&'c Arg> {
        let mut all = self.command.get_arguments();
        all.find(|arg| arg.get_long() == Some(name))
    }

    /// The argument without an option that comes next.
    fn positional(&self) -> Option<&'c Arg> {
        let all: Vec<&Arg> = self.command.get_positionals().collect();
        let many = |arg: &&&Arg| matches!(arg.get_action(), ArgAction::Append);
        all.get(self.positionals)
            .or_else(|| all.last().filter(many))
            .copied()
            .filter(|arg| !arg.is_last_set() || self.is_over)
    }

    /// The value of the argument `id`.
    fn value(&self, id: &str) -> Option<&str> {
        let found = self.given.iter().rev().find(|(arg, _)| arg.get_id() == id);
        found.map(|(_, value)| value.as_str())
    }
}

/// What may follow.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Files,
    Folders,
    /// What may be written, and what it means.
    Values(Vec<(String, String)>),
}

impl Answer {
    /// As the scripts read it, without the first `cut` bytes of each value.
    fn written(self, cut: usize) -> String {
        let values = match self {
            Answer::Files => return "files".to_owned(),
            Answer::Folders => return "folders".to_owned(),
            Answer::Values(values) => values,
        };
        let mut lines = vec!["values".to_owned()];
        for (value, about) in values {
            let about = about.replace(char::is_control, " ");
            let value = value.get(cut..).filter(|value| !value.contains(char::is_control));
            lines.extend(value.map(|value| format!("{value}\t{about}")));
        }
        lines.join("\n")
    }
}

/// Those of `offers` that begin with `typed`.
fn begun<'o>(typed: &str, offers: impl IntoIterator<Item = (&'o str, &'o str)>) -> Vec<(String, String)> {
    let offers = offers.into_iter();
    offers
        .filter(|(value, _)| value.starts_with(typed))
        .map(|(value, about)| (value.to_owned(), about.to_owned()))
        .collect()
}

struct Asker<'l> {
    here: PathBuf,
    lang: Lang,
    line: &'l Line<'l>,
}

impl Asker<'_> {
    /// What may stand for `typed`, the word at the end.
    fn answer(&self, typed: &str) -> Answer {
        let line = self.line;
        if let Some(arg) = line.open {
            return self.values(arg, typed);
        }
        if let Some((name, value)) = typed
            .strip_prefix("--")
            .and_then(|rest| rest.split_once('='))
            .filter(|_| !line.is_over)
        {
            let answer = line.long(name).map(|arg| self.values(arg, value));
            return match answer {
                Some(Answer::Values(values)) => {
                    let whole = |(value, about)| (format!("--{name}={value}"), about);
                    Answer::Values(values.into_iter().map(whole).collect())
                }
                Some(other) => other,
                None => Answer::Values(Vec::new()),
            };
        }
        if typed.starts_with('-') && !line.is_over {
            return Answer::Values(self.options(typed));
        }
        let mut values = match line.positionals {
            0 => self.commands(typed),
            _ => Vec::new(),
        };
        match line.positional().map(|arg| self.values(arg, typed)) {
            Some(Answer::Values(more)) => values.extend(more),
            Some(other) => return other,
            None if values.is_empty() && typed.is_empty() => values = self.options(typed),
            None => {}
        }
        Answer::Values(values)
    }

    fn commands(&self, typed: &str) -> Vec<(String, String)> {
        let subs = self
            .line
            .command
            .get_subcommands()
            .filter(|sub| !sub.is_hide_set());
        let subs: Vec<(&str, String)> = subs
            .map(|sub| {
                (
                    sub.get_name(),
                    sub.get_about().map(ToString::to_string).unwrap_or_default(),
                )
            })
            .collect();
        begun(typed, subs.iter().map(|(name, about)| (*name, about.as_str())))
    }

    /// The options that may be given yet.
    fn options(&self, typed: &str) -> Vec<(String, String)> {
        let free = |arg: &&Arg| {
            let given = self
                .line
                .given
                .iter()
                .any(|(given, _)| given.get_id() == arg.get_id());
            !arg.is_hide_set() && (!given || matches!(arg.get_action(), ArgAction::Append))
        };
        let mut found = Vec::new();
        for arg in self.line.command.get_arguments().filter(free) {
            let long = arg.get_long().map(|long| format!("--{long}"));
            let name = long.or_else(|| arg.get_short().map(|short| format!("-{short}")));
            let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
            found.extend(name.map(|name| (name, about)));
        }
        found.retain(|(name, _)| name.starts_with(typed));
        found
    }

    /// What may stand for the value of `arg`, of which `typed` is there.
    fn values(&self, arg: &Arg, typed: &str) -> Answer {
        let possible = arg.get_possible_values();
        if !possible.is_empty() {
            return Answer::Values(begun(typed, possible.iter().map(|value| (value.get_name(), ""))));
        }
        let name = arg.get_value_names().and_then(<[_]>::first);
        let name = name.map_or("", clap::builder::Str::as_str);
        match name {
            "DIR" | "GIT" => return Answer::Folders,
            "DIR|FILE" | "FILE" | "MAP.yaml" | "PATH" => return Answer::Files,
            _ => {}
        }
        Answer::Values(
            self.fixed(arg, name, typed)
                .unwrap_or_else(|| self.told(name, typed)),
        )
    }

    /// What the program itself knows.
    fn fixed(&self, of: &Arg, name: &str, typed: &str) -> Option<Vec<(String, String)>> {
        let plain = |names: &[&'static str]| begun(typed, names.iter().map(|name| (*name, "")));
        Some(match name {
            "LANG" => plain(&Lang::ALL.map(Lang::tag)),
            "AUDIENCE" => plain(&Confidentiality::ALL.map(Confidentiality::as_str)),
            "READING" => plain(Reading::NAMES),
            "COUNTING" => plain(Counts::NAMES),
            "RULE" => begun(typed, RULES.iter().map(|rule| (rule.id, rule.summary(self.lang)))),
            "TEMPLATE" => {
                let paths = templates::paths();
                begun(typed, paths.iter().map(|path| (path.as_str(), "")))
            }
            "COMMAND" => {
                let mut command = args::command(self.lang);
                command.build();
                let given = self.line.given.iter();
                let words = given
                    .filter(|(arg, _)| arg.get_id() == of.get_id())
                    .map(|(_, value)| value.clone());
                let words: Vec<String> = words.collect();
                let line = Line::read(&command, &words);
                let asker = Asker {
                    here: self.here.clone(),
                    line: &line,
                    ..*self
                };
                asker.commands(typed)
            }
            _ => return None,
        })
    }

    /// What the knowledge base tells; nothing where there is none, or it cannot be read.
    fn told(&self, name: &str, typed: &str) -> Vec<(String, String)> {
        let Ok(Some(root)) = root_of(&self.here) else {
            return Vec::new();
        };
        match name {
            "KIND" | "SYSTEM" => self.configured(&root, name, typed),
            "BRANCH" => names(&root, typed),
            "REV" => [self.of_world(&root, "MONTH", typed), names(&root, typed)].concat(),
            "ID" | "MONTH" | "MONTH|ID" => self.of_world(&root, name, typed),
            "FIELD=VALUE" => self.field(&root, typed),
            _ => Vec::new(),
        }
    }

    fn configured(&self, root: &Path, name: &str, typed: &str) -> Vec<(String, String)> {
        let Ok(config) = pipeline::config(root) else {
            return Vec::new();
        };
        let entries: Vec<(&str, &str)> = match name {
            "KIND" => {
                let kinds = config.kinds.iter();
                kinds
                    .map(|kind| (kind.id.as_str(), kind.name.get(self.lang)))
                    .collect()
            }
            _ => {
                let systems = config.site.systems.iter();
                systems
                    .map(|system| (system.id.as_str(), system.name.as_str()))
                    .collect()
            }
        };
        with_names(typed, &entries)
    }

    fn of_world(&self, root: &Path, name: &str, typed: &str) -> Vec<(String, String)> {
        let Some(world) = world(root) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        if name != "ID" {
            let mut months: Vec<String> = world.library.months().iter().map(ToString::to_string).collect();
            months.reverse();
            found.extend(begun(typed, months.iter().map(|month| (month.as_str(), ""))));
        }
        if name != "MONTH" {
            // An assessment is called as its month is.
            let mut records = begun(typed, world.library.named(&[]));
            records.retain(|(id, _)| !found.iter().any(|(month, _)| month == id));
            found.extend(records);
        }
        found
    }

    /// The fields of the kind that was named before, or the values of one of them.
    fn field(&self, root: &Path, typed: &str) -> Vec<(String, String)> {
        let Some(world) = world(root) else {
            return Vec::new();
        };
        let kind = self.line.value("kind");
        let Some(kind) = kind.and_then(|kind| world.config.kinds.named(kind)) else {
            return Vec::new();
        };
        let kind: &Kind = kind;
        match typed.split_once('=') {
            None => {
                let fields = kind.fields.iter();
                let fields = fields.map(|(name, field)| (format!("{name}="), field.label.get(self.lang)));
                let fields: Vec<(String, &str)> = fields.collect();
                begun(typed, fields.iter().map(|(name, label)| (name.as_str(), *label)))
            }
            Some((name, value)) => {
                let Some(field) = kind.field(name) else {
                    return Vec::new();
                };
                let values = with_names(value, &world.library.offers(name, field, self.lang));
                let whole = |(value, about)| (format!("{name}={value}"), about);
                values.into_iter().map(whole).collect()
            }
        }
    }
}

/// Those of `entries` whose ID begins with `typed`, and the names of those whose name does.
fn with_names(typed: &str, entries: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut found = begun(typed, entries.iter().copied());
    if !typed.is_empty() {
        found.extend(begun(typed, entries.iter().map(|(id, name)| (*name, *id))));
    }
    found.dedup_by(|a, b| a.0 == b.0);
    found
}

/// The branches and tags that begin with `typed`.
fn names(root: &Path, typed: &str) -> Vec<(String, String)> {
    let repository = Repository::around(root).ok().flatten();
    let names = repository.and_then(|(repository, _)| repository.names().ok());
    let names = names.unwrap_or_default();
    begun(typed, names.iter().map(|name| (name.as_str(), "")))
}

fn world(root: &Path) -> Option<World> {
    let how = Load {
        any_version: true,
        drafts: true,
        past: Past::Nothing,
        ..Load::default()
    };
    pipeline::load(root, &how).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> (Vec<String>, usize) {
        joined(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn what_bash_takes_apart_is_joined() {
        assert_eq!(of(&["new", "--field", "severity", "=", "mi"]).1, 9);
        assert_eq!(
            of(&["new", "--lang", "="]),
            (vec!["new".into(), "--lang=".into()], 7)
        );
        assert_eq!(
            of(&["-C", "\"a b\"", "search", "x"]),
            (["-C", "a b", "search", "x"].map(String::from).to_vec(), 0)
        );
        assert_eq!(of(&[]), (Vec::new(), 0));
    }

    #[test]
    fn a_line_tells_what_comes_next() {
        let mut command = args::command(Lang::En);
        command.build();
        let line = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let line = Line::read(&command, &words);
            let next = line.open.or_else(|| line.positional());
            (
                line.command.get_name().to_owned(),
                next.map(|arg| arg.get_id().to_string()),
            )
        };
        let wanted = |command: &str, next: Option<&str>| (command.to_owned(), next.map(str::to_owned));
        assert_eq!(line(&[]), wanted("casebook", None));
        assert_eq!(line(&["-qC", "kb", "new", "fault"]), wanted("new", Some("title")));
        assert_eq!(line(&["-Ckb", "new"]), wanted("new", Some("kind")));
        assert_eq!(line(&["check", "a", "b"]), wanted("check", Some("paths")));
        assert_eq!(line(&["search", "--kind"]), wanted("search", Some("kind")));
        assert_eq!(
            line(&["search", "--kind=fault", "--", "--kind"]),
            wanted("search", None)
        );
        assert_eq!(line(&["hook", "install", "--server"]), wanted("install", None));
    }
}
