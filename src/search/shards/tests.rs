#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::search::document::Document;
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};

fn document(id: &str, body: &str) -> Document {
    Document {
        key: format!("content/{id}.md"),
        id: id.to_owned(),
        kind: "fault".to_owned(),
        title: "公文管理系统".to_owned(),
        url: format!("{id}.html"),
        body: body.to_owned(),
        ..Document::default()
    }
}

fn all(count: usize) -> Vec<Document> {
    (0..count)
        .map(|n| {
            document(
                &format!("F-{n}"),
                &format!("第{n}次 ORA-{n} 超时\u{2028}</script>"),
            )
        })
        .collect()
}

fn files(parts: impl IntoIterator<Item = Part>, per: usize) -> Vec<(String, String)> {
    let mut maker = Maker::new(per, ["a.html", "b.html"]);
    let chunks: Vec<Script> = parts.into_iter().flat_map(|part| maker.add(part)).collect();
    let shards = maker.finish();
    let files = chunks.into_iter().chain(shards.files().to_vec());
    files
        .chain([(MANIFEST.to_owned(), shards.manifest(""))])
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

#[test]
fn parts_in_any_cut_give_the_same_bytes() {
    let documents = all(50);
    let whole = files([Part::of(documents.clone())], 3);
    let cut = files(documents.chunks(7).map(|chunk| Part::of(chunk.to_vec())), 3);
    assert_eq!(whole, cut);
}

#[test]
fn every_shard_is_one_call_with_plain_data() {
    let mut files = files([Part::of(all(50))], 4);
    let (path, manifest) = files.pop().unwrap();
    assert_eq!(path, MANIFEST);
    let dir = files[0].0.rsplit_once('/').unwrap().0;
    assert!(
        manifest.starts_with("casebookShards({") && manifest.contains(dir),
        "{manifest}"
    );
    for (path, text) in files {
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".js");
        let data = text
            .strip_prefix(&format!("casebookShard(\"{name}\","))
            .and_then(|rest| rest.strip_suffix(");\n"))
            .unwrap();
        serde_json::from_str::<serde_json::Value>(data).unwrap();
        assert!(!text.contains('\u{2028}'));
    }
}

#[test]
fn nothing_to_find_is_no_fault() {
    let files = files([], 1);
    assert!(files.iter().any(|(path, _)| path == MANIFEST));
}

#[test]
fn the_table_holds_what_is_there() {
    let of = |text: &str| {
        let mut documents = all(1);
        text.clone_into(&mut documents[0].body);
        files([Part::of(documents)], 1).pop().unwrap().1
    };
    assert!(of("连接").len() > of("文字").len());
    assert_eq!(of("連接").len(), of("连接").len());
}

/// The scripts of documents, made again and again as these change.
struct Site {
    documents: Vec<Document>,
    dir: String,
    scripts: BTreeMap<String, Vec<u8>>,
    laid: Laid<()>,
}

/// So many documents make a part.
const PART: usize = 7;

fn parts(documents: &[Document]) -> Vec<Part> {
    documents
        .chunks(PART)
        .map(|chunk| Part::of(chunk.to_vec()))
        .collect()
}

fn names(documents: &[Document]) -> Vec<String> {
    let texts = |one: &Document| format!("{}\n{}\n", one.title, one.body);
    documents
        .chunks(PART)
        .map(|chunk| chunk.iter().map(texts).collect())
        .collect()
}

impl Site {
    fn of(documents: Vec<Document>) -> Site {
        let (dir, scripts, shards) = Site::made(&documents);
        Site {
            laid: Site::laid(shards, &documents, &scripts),
            dir,
            scripts,
            documents,
        }
    }

    fn made(documents: &[Document]) -> (String, BTreeMap<String, Vec<u8>>, Shards) {
        let mut maker = Maker::new(3, ["a.html"]);
        let chunks = parts(documents).into_iter().flat_map(|part| maker.add(part));
        let mut scripts: BTreeMap<String, Vec<u8>> = chunks.collect();
        let dir = maker.dir().to_owned();
        let shards = maker.finish();
        scripts.extend(shards.files().to_vec());
        (dir, scripts, shards)
    }

    fn laid(shards: Shards, documents: &[Document], scripts: &BTreeMap<String, Vec<u8>>) -> Laid<()> {
        let counts = documents.chunks(PART).map(|chunk| chunk.len() as u32);
        let puts = scripts.keys().map(|path| (path.clone(), ())).collect();
        Laid::of(shards, names(documents).into_iter().zip(counts).collect(), &puts).unwrap()
    }

    /// Gives the document `at` the text `body` and another title; whether only what changed was made again, which is then as if all had been made.
    fn edit(&mut self, at: usize, body: String) -> bool {
        let before = parts(&self.documents);
        self.documents[at].title = body.chars().take(5).collect();
        self.documents[at].body = body;
        let numbers = self.laid.others(&self.dir, &names(&self.documents)).unwrap();
        let others: Vec<Other> = before
            .into_iter()
            .zip(parts(&self.documents))
            .enumerate()
            .filter(|(number, _)| numbers.contains(number))
            .map(|(number, (before, after))| Other {
                number,
                before,
                after,
            })
            .collect();
        let part = |number| parts(&self.documents).into_iter().nth(number);
        let again = self
            .laid
            .again(&others, part, |path| self.scripts.get(path).cloned());
        let (_, whole, all) = Site::made(&self.documents);
        let is_again = again.is_some();
        if let Some(again) = again {
            let text = |bytes| String::from_utf8(bytes).unwrap();
            assert_eq!(text(again.manifest("")), text(all.manifest("")));
            self.scripts.extend(again.files().to_vec());
            assert_eq!(self.scripts, whole);
            assert_eq!(again.known, all.known);
            self.laid = Site::laid(again, &self.documents, &self.scripts);
        } else {
            self.scripts = whole;
            self.laid = Site::laid(all, &self.documents, &self.scripts);
        }
        is_again
    }
}

/// A change to the documents: its number, a text.
type Edit = (prop::sample::Index, String);

proptest! {
    #[test]
    fn what_is_made_again_of_what_changed_is_as_if_all_were_made(
        edits in prop::collection::vec(any::<Edit>().prop_map(|(at, text)| (at, text.chars().take(3).collect::<String>())), 1..6),
        texts in prop::collection::vec("[公文管理a-c ]{0,40}", 20..40),
        word in "[公文乙a-d ]{0,12}",
    ) {
        let documents = (0..).zip(&texts).map(|(n, text)| document(&format!("F-{n}"), text));
        let mut site = Site::of(documents.collect());
        for (at, text) in edits {
            site.edit(at.index(texts.len()), format!("{word}{text}"));
        }
    }
}

/// A text of `words` words: of figures, of Latin and of Han characters; some begin so many keys that these lie apart.
fn long(seed: &mut u32, words: usize) -> String {
    let mut next = |below: u32| {
        *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (*seed >> 8) % below
    };
    let mut text = String::new();
    for _ in 0..words {
        let han = char::from_u32(0x4E00 + next(3000)).unwrap();
        match next(4) {
            0 => text.push_str(&format!(" 1000{}", next(900))),
            1 => text.push_str(&format!(" ora{}", next(5000))),
            2 => text.push_str(&format!("公{han}")),
            _ => text.push_str(&format!("理{han}管")),
        }
    }
    text
}

#[test]
fn an_edit_of_many_texts_is_as_if_all_were_made() {
    let mut seed = 7;
    let documents = (0..120).map(|n| document(&format!("F-{n}"), &long(&mut seed, 120)));
    let mut site = Site::of(documents.collect());
    assert!(site.laid.apart().len() > 3, "{:?}", site.laid.apart());
    let mut again = 0;
    for at in [0, 119, 50, 51, 7, 6, 8, 100] {
        let body = format!("{}{}", site.documents[at].body, long(&mut seed, 3));
        again += usize::from(site.edit(at, body));
    }
    assert!(again > 4, "{again} of 8 edits");
    for at in 0..20 {
        let words = 1 + at * 20;
        site.edit(at * 6, long(&mut seed, words));
    }
}

#[test]
fn an_edit_makes_few_scripts() {
    let mut documents = all(50);
    let part = |documents: &[Document]| Part::of(documents.to_vec());
    let mut maker = Maker::new(3, ["a.html"]);
    let mut scripts: HashMap<String, Vec<u8>> = maker.add(part(&documents)).into_iter().collect();
    let dir = maker.dir().to_owned();
    let shards = maker.finish();
    scripts.extend(shards.files().to_vec());
    let puts = scripts.keys().map(|path| (path.clone(), ())).collect();
    let laid = Laid::of(shards, vec![("前".to_owned(), 50)], &puts).unwrap();
    assert_eq!(laid.others(&dir, &["后".to_owned()]), Some(vec![0]));
    assert_eq!(laid.others("elsewhere/", &["后".to_owned()]), None);
    let before = part(&documents);
    documents[20].body.push_str("超时");
    let other = Other {
        number: 0,
        before,
        after: part(&documents),
    };
    let script = |path: &str| scripts.get(path).cloned();
    let again = laid.again(&[other], |_| None, script).unwrap();
    assert!(
        again.files().len() < scripts.len(),
        "{} of {}",
        again.files().len(),
        scripts.len()
    );
    documents[20].tags.push("乙".to_owned());
    let other = Other {
        number: 0,
        before: part(&all(50)),
        after: part(&documents),
    };
    assert!(
        laid.again(&[other], |_| None, script).is_none(),
        "tags are in columns, too"
    );
}
