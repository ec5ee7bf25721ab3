//! How good are the answers? `tests/search/README.md` says what is asked and what the figures mean.
//!
//! ```sh
//! cargo test --release --test casebook -- search::quality --nocapture
//! ```

use super::corpus::Corpus;
use super::questions::{Answers, Class, classes};
use casebook::search::{Index, Options, Query};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// So many hits a reader looks at.
const SEEN: usize = 10;
/// A floor is raised when the figure is higher by so much.
const CLEARLY: f64 = 0.01;

/// What the answers to one question, or to many on average, are worth; each from 0 to 1.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    recall: f64,
    precision: f64,
    ndcg: f64,
}

impl Figures {
    /// The figures for `found`, numbers of documents in the order shown. Where only the first count (`ranked`), recall is that of the first
    /// ten, precision that of as many as there are answers.
    fn of(found: &[usize], answers: &Answers, ranked: bool) -> Figures {
        let count = |hits: &[usize]| hits.iter().filter(|hit| answers.contains_key(hit)).count() as f64;
        let first = |many: usize| &found[..found.len().min(many)];
        let share = |part: f64, whole: usize| if whole == 0 { 1.0 } else { part / whole as f64 };
        let (recall, precision) = if ranked {
            let most = answers.len().min(SEEN);
            (share(count(first(SEEN)), most), share(count(first(most)), most))
        } else {
            (
                share(count(found), answers.len()),
                share(count(found), found.len()),
            )
        };
        Figures {
            recall,
            precision,
            ndcg: ndcg(first(SEEN), answers),
        }
    }

    fn mean(all: &[Figures]) -> Figures {
        let mean = |part: fn(&Figures) -> f64| all.iter().map(part).sum::<f64>() / all.len().max(1) as f64;
        Figures {
            recall: mean(|figures| figures.recall),
            precision: mean(|figures| figures.precision),
            ndcg: mean(|figures| figures.ndcg),
        }
    }

    fn named(&self) -> [(&'static str, f64); 3] {
        [
            ("recall", self.recall),
            ("precision", self.precision),
            ("ndcg", self.ndcg),
        ]
    }
}

/// The discounted gain of `found` by the share of the best possible.
fn ndcg(found: &[usize], answers: &Answers) -> f64 {
    let gain = |(place, grade): (usize, u8)| (f64::from(grade).exp2() - 1.0) / (place as f64 + 2.0).log2();
    let sum = |grades: Vec<u8>| grades.into_iter().enumerate().map(gain).sum::<f64>();
    let mut best: Vec<u8> = answers.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    best.truncate(SEEN);
    let got = found
        .iter()
        .map(|hit| answers.get(hit).copied().unwrap_or(0))
        .collect();
    let most = sum(best);
    if most == 0.0 { 1.0 } else { sum(got) / most }
}

/// The numbers of the documents found for `ask`, in order; none where not all of a question that is no sentence was found.
fn found(index: &Index, by_id: &BTreeMap<&str, usize>, ask: &str, ranked: bool) -> Vec<usize> {
    let all = Options {
        limit: if ranked { SEEN } else { 0 },
        explain: false,
    };
    let results = index.search(&Query::parse(ask), &all).unwrap();
    if results.fallback && !ranked {
        return Vec::new();
    }
    results.hits.iter().map(|hit| by_id[hit.id.as_str()]).collect()
}

fn measure(corpus: &Corpus, index: &Index, class: &Class) -> Vec<(String, Figures)> {
    let by_id: BTreeMap<&str, usize> = corpus
        .documents
        .iter()
        .enumerate()
        .map(|(number, document)| (document.id.as_str(), number))
        .collect();
    let ranked = class.questions.ranked();
    let of = |(ask, answers): (String, Answers)| {
        let found = found(index, &by_id, &ask, ranked);
        let figures = Figures::of(&found, &answers, ranked);
        (ask, figures)
    };
    class.questions.answered(corpus).into_iter().map(of).collect()
}

#[test]
#[allow(clippy::print_stdout)]
fn answers_are_as_good_as_they_were() {
    let floors: BTreeMap<String, Figures> =
        serde_yaml::from_str(include_str!("../../search/floors.yaml")).unwrap();
    let corpus = Corpus::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let dir = tempfile::tempdir().unwrap();
    let index = corpus.index(&dir.path().join("index"));
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let mut all = Vec::new();
    for class in classes() {
        let measured = measure(&corpus, &index, &class);
        for (ask, figures) in measured.iter().filter(|(_, figures)| figures.ndcg < 0.8) {
            println!("weak, {}: {ask} {figures:.3?}", class.name);
        }
        let figures: Vec<Figures> = measured.into_iter().map(|(_, figures)| figures).collect();
        rows.push((class.name, figures.len(), Figures::mean(&figures)));
        all.extend(figures);
    }
    assert!(all.len() >= 120);
    rows.push(("all".to_owned(), all.len(), Figures::mean(&all)));
    println!(
        "{:<12} {:>4} {:>7} {:>9} {:>7}",
        "class", "n", "recall", "precision", "ndcg@10"
    );
    for (name, count, figures) in &rows {
        let Figures {
            recall,
            precision,
            ndcg,
        } = figures;
        println!("{name:<12} {count:>4} {recall:>7.3} {precision:>9.3} {ndcg:>7.3}");
        let floor = floors.get(name).copied().unwrap_or_default();
        for ((figure, now), (_, least)) in figures.named().into_iter().zip(floor.named()) {
            if now < least - 1e-9 {
                faults.push(format!("{name}: {figure} {now:.3} is under its floor {least:.3}"));
            } else if now > least + CLEARLY {
                println!(
                    "  raise the floor of {figure} in tests/search/floors.yaml: {least:.3} -> {:.3}",
                    (now * 1000.0).floor() / 1000.0
                );
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn figures_are_those_of_the_books() {
    let answers = Answers::from([(1, 3), (2, 1)]);
    let perfect = Figures::of(&[1, 2], &answers, false);
    assert_eq!((perfect.recall, perfect.precision, perfect.ndcg), (1.0, 1.0, 1.0));
    let half = Figures::of(&[7, 1], &answers, false);
    assert_eq!((half.recall, half.precision), (0.5, 0.5));
    // 7 / log2(3), by 7 + 1 / log2(3).
    assert!((half.ndcg - 4.416_508 / 7.630_930).abs() < 1e-5);
    let ranked = Figures::of(&[7, 1, 2], &answers, true);
    assert_eq!((ranked.recall, ranked.precision), (1.0, 0.5));
    assert_eq!(Figures::of(&[], &Answers::new(), false).recall, 1.0);
}
