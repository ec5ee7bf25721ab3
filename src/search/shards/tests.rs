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

/// A change to the documents: its number, a text.
type Edit = (prop::sample::Index, String);

proptest! {
    #[test]
    fn what_is_made_again_of_what_changed_is_as_if_all_were_made(
        edits in prop::collection::vec(any::<Edit>().prop_map(|(at, text)| (at, text.chars().take(3).collect::<String>())), 1..6),
        texts in prop::collection::vec("[公文管理a-c ]{0,40}", 20..40),
        word in "[公文乙a-d ]{0,12}",
    ) {
        let mut documents: Vec<Document> = (0..).zip(&texts).map(|(n, text)| document(&format!("F-{n}"), text)).collect();
        let parts = |documents: &[Document]| -> Vec<Part> {
            documents.chunks(7).map(|chunk| Part::of(chunk.to_vec())).collect()
        };
        let names = |documents: &[Document]| -> Vec<String> {
            documents.chunks(7).map(|chunk| chunk.iter().map(|one| one.body.as_str()).collect::<Vec<_>>().join("|")).collect()
        };
        let made = |documents: &[Document]| {
            let mut maker = Maker::new(3, ["a.html"]);
            let mut scripts: BTreeMap<String, Vec<u8>> = parts(documents).into_iter().flat_map(|part| maker.add(part)).collect();
            let dir = maker.dir().to_owned();
            let shards = maker.finish();
            scripts.extend(shards.files().to_vec());
            (dir, scripts, shards)
        };
        let laid = |shards: Shards, documents: &[Document], scripts: &BTreeMap<String, Vec<u8>>| {
            let counts = documents.chunks(7).map(|chunk| chunk.len() as u32);
            let puts = scripts.keys().map(|path| (path.clone(), ())).collect();
            Laid::of(shards, names(documents).into_iter().zip(counts).collect(), &puts).unwrap()
        };
        let (dir, mut scripts, shards) = made(&documents);
        let mut laid_now = laid(shards, &documents, &scripts);
        for (at, text) in edits {
            let before = documents.clone();
            let at = at.index(documents.len());
            documents[at].body = format!("{word}{text}");
            let numbers = laid_now.others(&dir, &names(&documents)).unwrap();
            let (old, new) = (parts(&before), parts(&documents));
            let others: Vec<Other> = old.into_iter().zip(new).enumerate()
                .filter(|(number, _)| numbers.contains(number))
                .map(|(number, (before, after))| Other { number, before, after })
                .collect();
            let again = laid_now.again(&others, |number| parts(&documents).into_iter().nth(number));
            let (_, whole, all) = made(&documents);
            let manifest = all.manifest("");
            let Some(again) = again else {
                scripts = whole;
                laid_now = laid(all, &documents, &scripts);
                continue;
            };
            prop_assert_eq!(String::from_utf8(again.manifest("")), String::from_utf8(manifest));
            scripts.extend(again.files().to_vec());
            prop_assert_eq!(&scripts, &whole);
            if !others.is_empty() {
                laid_now = laid(again, &documents, &scripts);
            }
        }
    }
}

#[test]
fn an_edit_makes_few_scripts() {
    let mut documents = all(50);
    let part = |documents: &[Document]| Part::of(documents.to_vec());
    let mut maker = Maker::new(3, ["a.html"]);
    let mut puts: HashMap<String, ()> = HashMap::new();
    puts.extend(
        maker
            .add(part(&documents))
            .into_iter()
            .map(|(path, _)| (path, ())),
    );
    let dir = maker.dir().to_owned();
    let shards = maker.finish();
    puts.extend(shards.files().iter().map(|(path, _)| (path.clone(), ())));
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
    let again = laid.again(&[other], |_| None).unwrap();
    assert!(
        again.files().len() < puts.len(),
        "{} of {}",
        again.files().len(),
        puts.len()
    );
    documents[20].title.push('乙');
    let other = Other {
        number: 0,
        before: part(&all(50)),
        after: part(&documents),
    };
    assert!(
        laid.again(&[other], |_| None).is_none(),
        "names are in columns, too"
    );
}
