#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::search::document::Document;

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
