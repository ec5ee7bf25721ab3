//! What search costs on the command line, and whether it finds all that a reader sees: the figures of tier 1.
//!
//! `cargo bench --bench search`, with a folder: `cargo bench --bench search -- DIR`, for a knowledge base of one's own; without, for the sample.
//! The folder is not written to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../tests/casebook/search/corpus.rs"]
mod corpus;

use casebook::search::fold::{fold, pairs};
use casebook::search::terms::{Shape, terms};
use casebook::search::{Index, Options, Query};
use corpus::{Corpus, Dice};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// So many questions of each kind are asked.
const ASKED: usize = 1000;
/// For so many of them all records are looked at for what the answer should be.
const PROVEN: usize = 100;
/// So often each is asked; the best time counts, for others use the machine too.
const TIMES: usize = 5;
/// So often the command is run.
const RUNS: usize = 9;

/// A question with the number of the document that it was taken from.
type Asked = (usize, String);

fn main() {
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let root = given.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let temp = tempfile::tempdir().unwrap();
    let corpus = Corpus::read(&root);
    let start = Instant::now();
    let index = corpus.index(&temp.path().join("index"));
    println!(
        "{} records, indexed in {:.1?}",
        corpus.documents.len(),
        start.elapsed()
    );
    println!(
        "{:<12} {:>7} {:>9} {:>10} {:>10} {:>10}",
        "", "recall", "precision", "p50", "p99", "most"
    );
    let mut dice = Dice::new(1);
    for (name, ask) in KINDS {
        let asked: Vec<Asked> = (0..ASKED).map(|_| ask(&corpus, &mut dice)).collect();
        measure(name, &corpus, &index, &asked);
    }
    process(&root, temp.path());
}

/// How questions are made.
type Ask = fn(&Corpus, &mut Dice) -> Asked;

/// The kinds of questions. Those of the last kind stand nowhere as a whole.
const KINDS: [(&str, Ask); 6] = [
    ("substrings", |corpus, dice| corpus.substring(dice, 6)),
    ("IDs", |corpus, dice| {
        let number = dice.below(corpus.documents.len());
        (number, corpus.documents[number].id.clone())
    }),
    ("full-width", full_width),
    ("Traditional", traditional),
    ("two words", |corpus, dice| {
        let (number, first) = corpus.substring(dice, 4);
        let second = loop {
            let (other, second) = corpus.substring(dice, 4);
            if corpus.holds(number, &fold(&second), false, true) > 0 || other == number {
                break second;
            }
        };
        (number, format!("{first} {second}"))
    }),
    (SENTENCES, |corpus, dice| {
        let part = |dice: &mut Dice| corpus.substring(dice, 6).1;
        (0, format!("{}龘{}{}", part(dice), part(dice), part(dice)))
    }),
];
const SENTENCES: &str = "sentences";

/// A word or a compound of Latin letters and digits, as an input method for Chinese may write it.
fn full_width(corpus: &Corpus, dice: &mut Dice) -> Asked {
    loop {
        let number = dice.below(corpus.documents.len());
        let document = &corpus.documents[number];
        let text = fold(&format!("{}\n{}", document.body, document.code));
        let words: Vec<&str> = terms(&text)
            .filter(|term| matches!(term.shape, Shape::Word | Shape::Compound))
            .map(|term| term.text)
            .collect();
        if words.is_empty() {
            continue;
        }
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            c => c,
        };
        return (number, words[dice.below(words.len())].chars().map(wide).collect());
    }
}

/// A substring in Traditional characters, where it has some.
fn traditional(corpus: &Corpus, dice: &mut Dice) -> Asked {
    let forms: HashMap<char, char> = pairs().map(|(from, to)| (to, from)).collect();
    let (number, part) = corpus.substring(dice, 6);
    let other = |c: char| forms.get(&c).copied().unwrap_or(c);
    (number, part.chars().map(other).collect())
}

fn measure(name: &str, corpus: &Corpus, index: &Index, asked: &[Asked]) {
    let finds = |(number, text): &&Asked| {
        let query = Query::parse(text);
        index.holds(&query, &corpus.documents[*number].key).unwrap()
    };
    let recall = asked.iter().filter(finds).count() as f64 / asked.len() as f64;
    let mut times: Vec<Duration> = asked
        .iter()
        .map(|(_, text)| {
            let once = || {
                let start = Instant::now();
                index.search(&Query::parse(text), &Options::default()).unwrap();
                start.elapsed()
            };
            (0..TIMES).map(|_| once()).min().unwrap()
        })
        .collect();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    let (recall, precision) = if name == SENTENCES {
        ("-".to_owned(), "-".to_owned())
    } else {
        (
            format!("{recall:.3}"),
            format!("{:.3}", precision(corpus, index, asked)),
        )
    };
    println!(
        "{name:<12} {recall:>7} {precision:>9} {:>10.2?} {:>10.2?} {:>10.2?}",
        at(50),
        at(99),
        at(100)
    );
}

/// How many of the records that are found hold the question by a plain look at their texts. Stops where a record that holds it is not found.
fn precision(corpus: &Corpus, index: &Index, asked: &[Asked]) -> f64 {
    let (mut right, mut all) = (0_usize, 0_usize);
    for (_, text) in asked.iter().take(PROVEN) {
        let words: Vec<String> = text.split(' ').map(fold).collect();
        let holds = |number: usize, open| {
            words
                .iter()
                .all(|word| corpus.holds(number, word, open, true) > 0)
        };
        let found: std::collections::HashSet<String> =
            index.keys(&Query::parse(text)).unwrap().into_iter().collect();
        for number in 0..corpus.documents.len() {
            let key = corpus.documents[number].key.as_str();
            let is_found = found.contains(key);
            let holds = (is_found || words.len() == 1) && holds(number, true);
            assert!(is_found || !holds, "{text} does not find {key}");
            all += usize::from(is_found);
            right += usize::from(is_found && holds);
        }
    }
    if all == 0 { 1.0 } else { right as f64 / all as f64 }
}

/// What the whole command costs on a copy of `root` below `temp`: at first, then with an index that is up to date.
fn process(root: &Path, temp: &Path) {
    let copy = temp.join("kb");
    let run = |program: &str, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        assert!(command.status().unwrap().success(), "{program} {args:?}");
        start.elapsed()
    };
    let (from, to) = (root.to_str().unwrap(), copy.to_str().unwrap());
    run("git", &["clone", "--quiet", from, to]);
    let search = || run(env!("CARGO_BIN_EXE_casebook"), &["search", "-C", to, "连接池"]);
    println!("casebook search, first run      {:>10.2?}", search());
    let mut times: Vec<Duration> = (0..RUNS).map(|_| search()).collect();
    times.sort_unstable();
    println!(
        "casebook search, up to date     {:>10.2?} (median of {RUNS}, least {:.2?})",
        times[RUNS / 2],
        times[0]
    );
}
