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

#[test]
fn parts_in_any_cut_give_the_same_bytes() {
    let documents = all(50);
    let whole = Shards::join(vec![Part::of(0, documents.clone())]);
    let cut = documents.chunks(7).enumerate();
    let cut = Shards::join(
        cut.map(|(n, chunk)| Part::of(n as u32 * 7, chunk.to_vec()))
            .collect(),
    );
    assert_eq!(whole, cut);
}

#[test]
fn every_shard_is_one_call_with_plain_data() {
    let shards = Shards::join(vec![Part::of(0, all(50))]);
    let (manifest, others) = shards.files.split_last().unwrap();
    assert_eq!(manifest.0, MANIFEST);
    let manifest = String::from_utf8(manifest.1.clone()).unwrap();
    let dir = others[0].0.rsplit_once('/').unwrap().0;
    assert!(
        manifest.starts_with("casebookShards({") && manifest.contains(dir),
        "{manifest}"
    );
    for (path, bytes) in others {
        let text = std::str::from_utf8(bytes).unwrap();
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
    let shards = Shards::join(Vec::new());
    assert!(shards.files.iter().any(|(path, _)| path == MANIFEST));
}
