//! The command line.

mod help;

pub(crate) use help::command;

use super::context::usual_lang;
use super::hook::HookArgs;
use super::{mistake, output};
use crate::base::{Catalog, Lang};
use clap::{Args as ClapArgs, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "casebook", version, disable_help_subcommand = true)]
pub(crate) struct Args {
    // Not called `dir`, for a global argument and one of a command share their values if they share a name.
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(crate) knowledge_base: Option<PathBuf>,
    #[arg(long, value_name = "LANG", global = true, value_parser = lang)]
    pub(crate) lang: Option<Lang>,
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto", global = true)]
    pub(crate) color: Color,
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// When the answer is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArgs),
    New(NewArgs),
    Import(ImportArgs),
    Check(CheckArgs),
    Explain(ExplainArgs),
    Rules,
    Build(BuildArgs),
    Serve(ServeArgs),
    Search(SearchArgs),
    Clock(ClockArgs),
    Report(ReportArgs),
    Verify(VerifyArgs),
    Query(QueryArgs),
    History(HistoryArgs),
    Changes(ChangesArgs),
    Hook(HookArgs),
    Fmt(FmtArgs),
    Schema(SchemaArgs),
    Templates(TemplatesArgs),
    Lsp,
    Completions(CompletionsArgs),
    // What the scripts of `completions` call.
    #[command(hide = true)]
    Complete(CompleteArgs),
    Man(ManArgs),
}

/// `init DIR`
#[derive(Debug, ClapArgs)]
pub(crate) struct InitArgs {
    pub(crate) dir: PathBuf,
    #[arg(long)]
    pub(crate) empty: bool,
}

/// `new KIND TITLE`
#[derive(Debug, ClapArgs)]
pub(crate) struct NewArgs {
    pub(crate) kind: String,
    pub(crate) title: String,
    #[arg(long)]
    pub(crate) system: Option<String>,
    #[arg(long = "field", value_name = "FIELD=VALUE", value_parser = pair)]
    pub(crate) fields: Vec<(String, String)>,
}

/// `import FILE --as KIND --map MAP.yaml`
#[derive(Debug, ClapArgs)]
pub(crate) struct ImportArgs {
    pub(crate) file: PathBuf,
    #[arg(long = "as", value_name = "KIND")]
    pub(crate) kind: String,
    #[arg(long, value_name = "MAP.yaml")]
    pub(crate) map: PathBuf,
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `check [PATH…]`
#[derive(Debug, ClapArgs)]
pub(crate) struct CheckArgs {
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: CheckFormat,
    #[arg(long)]
    pub(crate) strict: bool,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    #[value(alias = "text")]
    Human,
    Json,
    Sarif,
}

/// `explain RULE`
#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainArgs {
    pub(crate) rule: String,
}

/// `build`
#[derive(Debug, Default, ClapArgs)]
pub(crate) struct BuildArgs {
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "GIT")]
    pub(crate) repo: Option<PathBuf>,
    #[arg(long, value_name = "REV")]
    pub(crate) rev: Option<String>,
    #[arg(long, value_name = "AUDIENCE")]
    pub(crate) audience: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[arg(long)]
    pub(crate) no_cache: bool,
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,
    #[arg(long)]
    pub(crate) no_search: bool,
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(long)]
    pub(crate) timings: bool,
}

/// `serve`
#[derive(Debug, ClapArgs)]
pub(crate) struct ServeArgs {
    #[arg(long, value_name = "ADDR")]
    pub(crate) addr: Option<String>,
    #[arg(long)]
    pub(crate) open: bool,
    #[arg(long)]
    pub(crate) poll: bool,
}

/// `search QUERY`
#[derive(Debug, ClapArgs)]
pub(crate) struct SearchArgs {
    #[arg(allow_hyphen_values = true)]
    pub(crate) query: String,
    #[arg(long)]
    pub(crate) kind: Option<String>,
    #[arg(long)]
    pub(crate) system: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextFormat,
    #[arg(long)]
    pub(crate) explain: bool,
}

/// Text for people, JSON for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    Text,
    Json,
}

/// `clock`
#[derive(Debug, ClapArgs)]
pub(crate) struct ClockArgs {
    #[arg(long, value_name = "TIME")]
    pub(crate) from: String,
    #[arg(long, value_name = "TIME")]
    pub(crate) to: Option<String>,
    #[arg(long, value_name = "LIMIT")]
    pub(crate) limit: String,
    #[arg(long, value_name = "READING")]
    pub(crate) reading: Option<String>,
    #[arg(long, value_name = "COUNTING")]
    pub(crate) counts: Option<String>,
    #[arg(long, value_name = "FROM/TO")]
    pub(crate) pending: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) contract: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextFormat,
}

/// `report MONTH|ID`
#[derive(Debug, ClapArgs)]
pub(crate) struct ReportArgs {
    #[arg(value_name = "MONTH|ID")]
    pub(crate) what: String,
    #[arg(long)]
    pub(crate) seal: bool,
    #[arg(long, value_name = "REASON", requires = "seal")]
    pub(crate) correct: Option<String>,
    #[arg(long, value_name = "DIR|FILE")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextFormat,
}

/// `verify [MONTH]`
#[derive(Debug, ClapArgs)]
pub(crate) struct VerifyArgs {
    pub(crate) month: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) site: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextFormat,
}

/// `query SQL`
#[derive(Debug, ClapArgs)]
pub(crate) struct QueryArgs {
    #[arg(required_unless_present = "schema", allow_hyphen_values = true)]
    pub(crate) sql: Option<String>,
    #[arg(long)]
    pub(crate) schema: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) contract: Option<PathBuf>,
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    pub(crate) params: Vec<(String, String)>,
    #[arg(long, value_enum)]
    pub(crate) format: Option<QueryFormat>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

impl QueryArgs {
    /// The format that is asked for, else that which the name of the file stands for.
    pub(crate) fn format(&self) -> QueryFormat {
        let extension = || self.out.as_ref()?.extension()?.to_str();
        self.format.unwrap_or_else(|| match extension() {
            Some("csv") => QueryFormat::Csv,
            Some("json") => QueryFormat::Json,
            Some("xlsx") => QueryFormat::Xlsx,
            _ => QueryFormat::Table,
        })
    }
}

/// `history ID`
#[derive(Debug, ClapArgs)]
pub(crate) struct HistoryArgs {
    pub(crate) id: String,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextFormat,
}

/// `changes --since REV|--month M`
#[derive(Debug, ClapArgs)]
pub(crate) struct ChangesArgs {
    #[arg(long, value_name = "REV")]
    pub(crate) since: Option<String>,
    #[arg(long, value_name = "REV", requires = "since")]
    pub(crate) until: Option<String>,
    #[arg(long, value_name = "MONTH", conflicts_with = "since")]
    pub(crate) month: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextFormat,
}

/// `fmt [PATH…]`
#[derive(Debug, ClapArgs)]
pub(crate) struct FmtArgs {
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) check: bool,
}

/// `schema KIND`
#[derive(Debug, ClapArgs)]
pub(crate) struct SchemaArgs {
    pub(crate) kind: String,
}

/// `templates [PATH]`
#[derive(Debug, ClapArgs)]
pub(crate) struct TemplatesArgs {
    #[arg(value_name = "TEMPLATE")]
    pub(crate) path: Option<String>,
}

/// `completions SHELL`
#[derive(Debug, ClapArgs)]
pub(crate) struct CompletionsArgs {
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// `complete -- WORD…`
#[derive(Debug, ClapArgs)]
pub(crate) struct CompleteArgs {
    /// Whether the shell takes words apart at `=` and `:`.
    #[arg(long)]
    pub(crate) apart: bool,
    #[arg(last = true)]
    pub(crate) words: Vec<OsString>,
}

/// `man [COMMAND…]`
#[derive(Debug, ClapArgs)]
pub(crate) struct ManArgs {
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    pub(crate) of: Vec<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// How the result of a query is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum QueryFormat {
    #[value(alias = "text")]
    Table,
    Csv,
    Json,
    Xlsx,
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "zh-CN | en".to_owned())
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or_else(|| "NAME=VALUE".to_owned())?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

/// Reads the command line; help and mistakes are printed here, and give the exit code.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Args, ExitCode> {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = asked_lang(&args);
    let said = |error: clap::Error| {
        let code = if error.use_stderr() {
            ExitCode::from(2)
        } else {
            ExitCode::SUCCESS
        };
        match mistake::told(&error, Catalog::of(lang)) {
            Some(told) => output::note(&told),
            // A terminal that is gone can be told nothing.
            None => drop(error.print()),
        }
        code
    };
    let matches = command(lang).try_get_matches_from(args).map_err(said)?;
    Args::from_arg_matches(&matches).map_err(said)
}

/// The language of the help: that of `--lang`, found before anything is parsed, else the usual one.
fn asked_lang(args: &[OsString]) -> Lang {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = |flag: &str| {
        texts
            .iter()
            .position(|arg| *arg == flag)
            .and_then(|at| texts.get(at + 1).copied())
    };
    let joined = || texts.iter().find_map(|arg| arg.strip_prefix("--lang="));
    after("--lang")
        .or_else(joined)
        .and_then(Lang::parse)
        .unwrap_or_else(|| usual_lang(after("-C").map(Path::new)))
}
