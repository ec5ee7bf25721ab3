//! The records of a knowledge base as they are searched, and what stands in them by a plain look.

use casebook::base::decode::decode;
use casebook::base::han::is_han;
use casebook::pipeline::{self, Load, Past};
use casebook::search::fold::fold;
use casebook::search::terms::is_word;
use casebook::search::{self, Document, Index};
use std::path::Path;

/// All documents, in the order of their paths, with their texts folded.
pub struct Corpus {
    pub documents: Vec<Document>,
    texts: Vec<Texts>,
}

/// The folded texts of a document.
struct Texts {
    names: Vec<String>,
    others: Vec<String>,
}

impl Corpus {
    /// The records in the folder `root`, as a build without git gathers them.
    pub fn read(root: &Path) -> Corpus {
        let how = Load {
            past: Past::Nothing,
            ..Load::default()
        };
        let world = pipeline::load(root, &how).unwrap();
        let library = &world.library;
        let document = |(index, record): (usize, &std::sync::Arc<casebook::record::Record>)| {
            let bytes = world.snapshot.read(&record.path).unwrap();
            search::document(library, index, decode(&bytes).unwrap()).unwrap()
        };
        let documents: Vec<Document> = library.records.iter().enumerate().map(document).collect();
        let texts = documents.iter().map(Texts::of).collect();
        Corpus { documents, texts }
    }

    /// An index of all documents in the folder `dir`.
    pub fn index(&self, dir: &Path) -> Index {
        let index = Index::open_or_create(dir).unwrap();
        put(&index, &self.documents);
        index
    }

    /// How plainly the folded `word` stands in the document with this number: 2 in a name of it, 1 in its text, 0 nowhere. Where `open`, its
    /// last Latin word may go on; where `inside`, it may begin inside a Latin word.
    pub fn holds(&self, number: usize, word: &str, open: bool, inside: bool) -> u8 {
        let texts = &self.texts[number];
        let any = |all: &[String]| all.iter().any(|text| stands(text, word, open, inside));
        match (any(&texts.names), any(&texts.others)) {
            (true, _) => 2,
            (_, true) => 1,
            _ => 0,
        }
    }

    /// A document, and a part of up to `most` characters that a reader sees in it: of a Han run, or of what begins with three letters or digits
    /// and may go on with Han characters.
    pub fn substring(&self, dice: &mut Dice, most: usize) -> (usize, String) {
        loop {
            let number = dice.below(self.documents.len());
            let document = &self.documents[number];
            let mut texts = vec![&document.title, &document.body, &document.code, &document.fields];
            texts.extend(document.headings.iter().chain(&document.alts));
            let runs: Vec<&str> = texts
                .into_iter()
                .flat_map(|text| text.split(|c: char| !is_han(c) && !c.is_ascii_alphanumeric()))
                .filter(|run| !run.is_empty())
                .collect();
            if runs.is_empty() {
                continue;
            }
            let run: Vec<char> = runs[dice.below(runs.len())].chars().collect();
            let start = dice.below(run.len());
            let end = run.len().min(start + 1 + dice.below(most));
            let part = &run[start..end];
            let words = part.iter().take_while(|c| is_word(**c)).count();
            let is_open = part.iter().skip(words).all(|c| is_han(*c));
            if is_open && (words == 0 || words > 2) {
                return (number, part.iter().collect());
            }
        }
    }
}

/// Puts `documents` into `index`.
pub fn put(index: &Index, documents: &[Document]) {
    let update = index.begin().unwrap();
    let mut segment = update.segment().unwrap();
    for document in documents {
        segment.add(document).unwrap();
    }
    update.finish("", [], vec![segment.finish().unwrap()]).unwrap();
}

/// Numbers that look like chance and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number below `end`, by splitmix64.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

impl Texts {
    fn of(document: &Document) -> Texts {
        let mut names = vec![&document.title, &document.id, &document.kind];
        names.extend(&document.aliases);
        names.extend(&document.kind_names);
        for named in document.systems.iter().chain(&document.regions) {
            names.extend([&named.id, &named.name]);
        }
        names.extend(&document.tags);
        names.extend(&document.month);
        let mut others = vec![&document.body, &document.code, &document.fields];
        others.extend(document.headings.iter().chain(&document.alts));
        let folded = |all: Vec<&String>| all.into_iter().map(|text| fold(text)).collect();
        Texts {
            names: folded(names),
            others: folded(others),
        }
    }
}

/// Whether `needle` stands in `text`; where it begins or ends in a Latin word, that word begins or ends there too.
fn stands(text: &str, needle: &str, open: bool, inside: bool) -> bool {
    let inside = inside && needle.chars().take_while(|c| is_word(*c)).count() > 2;
    let starts = !inside && needle.chars().next().is_some_and(is_word);
    let ends = !open && needle.chars().next_back().is_some_and(is_word);
    text.match_indices(needle).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(is_word);
        let after = text[at + needle.len()..].chars().next().is_some_and(is_word);
        !(starts && before || ends && after)
    })
}
