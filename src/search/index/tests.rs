#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::search::document::{Document, Named};
use crate::search::fold::fold;
use crate::search::query::{Filter, Scope};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::time::Instant;

/// A record with a title and a body, dated.
fn document(id: &str, title: &str, body: &str) -> Document {
    let mut document = Document {
        key: format!("content/{id}.md"),
        id: id.to_owned(),
        kind: "fault".to_owned(),
        kind_names: vec!["故障处理报告".to_owned()],
        title: title.to_owned(),
        url: format!("{id}.html"),
        date: Some(jiff::civil::date(2023, 5, 12)),
        month: Some("2023-05".to_owned()),
        body: body.to_owned(),
        ..Document::default()
    };
    sign(&mut document);
    document
}

fn sign(document: &mut Document) {
    document.fingerprint = crate::base::hash::short(format!("{document:?}").as_bytes());
}

/// An index of `documents` in a folder of its own.
struct Built {
    dir: tempfile::TempDir,
    index: Index,
}

fn build(documents: &[Document]) -> Built {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open_or_create(&dir.path().join("index")).unwrap();
    follow(&index, documents);
    Built { dir, index }
}

/// Brings `index` up to date, so that it holds `documents` and nothing else; gives how many were written and how many taken out.
fn follow(index: &Index, documents: &[Document]) -> (usize, usize) {
    let update = index.begin().unwrap();
    let mut gone = index.fingerprints().unwrap();
    let mut segment = update.segment().unwrap();
    let mut written = 0;
    for document in documents {
        if gone.get(&document.key) == Some(&document.fingerprint) {
            gone.remove(&document.key);
        } else {
            segment.add(document).unwrap();
            written += 1;
        }
    }
    let made = (written > 0).then(|| segment.finish().unwrap());
    let stale = gone.values().map(String::as_str);
    update.finish("", stale, made.into_iter().collect()).unwrap();
    (written, gone.len())
}

impl Built {
    fn path(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    fn results(&self, query: &str) -> Results {
        let all = Options {
            limit: 0,
            explain: false,
        };
        self.index.search(&Query::parse(query), &all).unwrap()
    }

    /// IDs in order; with a mark before them where they hold only parts.
    fn ids(&self, query: &str) -> Vec<String> {
        let results = self.results(query);
        let mark = if results.fallback { "?" } else { "" };
        results
            .hits
            .iter()
            .map(|hit| format!("{mark}{}", hit.id))
            .collect()
    }
}

/// Three records that share little.
fn sample() -> Built {
    let mut first = document(
        "F-20230512-01",
        "公文管理系统重启后无法登录",
        "OA系统在V5.4.2升级后报ORA-12541，地址192.168.10.7，参数pool.max-active，联系a@b。",
    );
    first.systems = vec![Named {
        id: "gwgl".to_owned(),
        name: "公文管理系统".to_owned(),
    }];
    first.aliases = vec!["旧编号7".to_owned()];
    first.code = "ERROR 0x80070005 connection refused\n\tat com.example.Pool".to_owned();
    let mut second = document(
        "C-7",
        "签报打印 CPU 使用率",
        "打印控件报错，登录正常。C++ 与 C 语言。",
    );
    second.tags = vec!["打印异常".to_owned()];
    second.alts = vec!["拓扑图".to_owned()];
    second.headings = vec!["处理过程".to_owned()];
    second.fields = "渠道：QQ群\n处理人：張偉".to_owned();
    second.kind = "case".to_owned();
    second.kind_names = vec!["Case 处理记录".to_owned()];
    second.date = Some(jiff::civil::date(2022, 1, 3));
    second.month = Some("2022-01".to_owned());
    let third = document("手册/公文", "公文手册", "公文，管理；系统 OA 系统。errors");
    let mut all = [first, second, third];
    all.iter_mut().for_each(sign);
    build(&all)
}

#[test]
fn spaces_between_chinese_and_latin_letters_need_not_be_typed() {
    let found = |query: &str| {
        let built = build(&[
            document("C-1", "主机巡检", "下午 CPU 使用率升到 90% 以上。"),
            document("C-2", "主机清单", "使用率高的主机，CPU 型号见附表，升到 4 级。"),
        ]);
        (built.ids(query), built.results(query).read_as)
    };
    let read = |words: &str| Some(words.to_owned());
    // In a row where that stands anywhere, else all of it in one record.
    assert_eq!(
        found("CPU使用率"),
        (vec!["?C-1".to_owned()], read("\"cpu 使用率\""))
    );
    assert_eq!(found("升到90%以上").1, read("\"升到 90% 以上\""));
    assert_eq!(found("CPU型号主机").1, None);
    assert_eq!(found("附表CPU"), (vec!["?C-2".to_owned()], read("附表 cpu")));
}

#[test]
fn what_a_reader_sees_finds_the_record() {
    let sample = sample();
    for query in [
        "F-20230512-01",
        "f-20230512-01",
        "Ｆ－２０２３０５１２－０１",
        "20230512",
        "20230512-01",
        "旧编号7",
        "公文管理系统重启",
        "無法登錄",
        "OA系统",
        "系统在V5",
        "V5.4.2升级",
        "v5.4.2",
        "ora-12541",
        "ORA-125",
        "192.168.10.7",
        "pool.max-active",
        "max-act",
        "a@b",
        "0x80070005",
        "refused",
        "com.example.Pool",
        "启",
        "在",
        "\"connection refused\"",
        "gwgl",
        "公文管理系统",
        "ORA-12541，地址",
    ] {
        assert!(
            sample.ids(query).contains(&"F-20230512-01".to_owned()),
            "{query}: {:?}",
            sample.ids(query)
        );
        assert!(!sample.results(query).fallback, "{query}");
    }
    for query in [
        "C-7",
        "打印异常",
        "拓扑图",
        "处理过程",
        "QQ群",
        "张伟",
        "張偉",
        "case",
        "2022-01",
        "C++",
        "cpu 使用率",
        "Case 处理记录",
    ] {
        assert_eq!(sample.ids(query), ["C-7"], "{query}");
    }
    assert_eq!(sample.ids("手册/公文"), ["手册/公文"]);
    let inside = sample.ids("2.168.10.7");
    assert!(!inside.is_empty() && inside == sample.ids("192.168.10.7"));
}

#[test]
fn what_does_not_stand_there_is_not_found() {
    let sample = sample();
    for query in [
        "文管理系统重新",
        "\"2.168.10.7\"",
        "2,168.10.7",
        "理报告告",
        "\"ORA 12541\"",
        "\"err\"",
        "拓扑x",
        "->",
        "\u{1}",
    ] {
        assert_eq!(
            sample.ids(query).iter().filter(|id| !id.starts_with('?')).count(),
            0,
            "{query}"
        );
    }
    assert_eq!(sample.ids("公文管理"), ["F-20230512-01"]);
    assert_eq!(sample.ids("OA系统"), ["F-20230512-01"]);
    assert_eq!(sample.ids("OA 系统"), ["F-20230512-01", "手册/公文"]);
    assert_eq!(sample.ids("err"), ["手册/公文", "F-20230512-01"]);
    assert!(sample.ids("").is_empty());
}

#[test]
fn where_nothing_holds_all_parts_count_and_are_marked() {
    let sample = sample();
    assert_eq!(sample.ids("CPU使用率，打印"), ["?C-7"]);
    assert_eq!(sample.ids("拓扑图 重启"), ["?F-20230512-01", "?C-7"]);
    assert_eq!(sample.ids("拓扑图 重启 kind:fault"), ["?F-20230512-01"]);
}

#[test]
fn names_are_found_by_their_pinyin() {
    let sample = sample();
    for query in [
        "gongwenguanli",
        "gwgl",
        "chongqi",
        "wfdl",
        "gongwen shouce",
        "gwsc",
    ] {
        assert!(!sample.ids(query).is_empty(), "{query}");
    }
    assert_eq!(sample.ids("gwglxt"), ["F-20230512-01"]);
    assert_eq!(sample.ids("dy"), ["C-7"]);
}

#[test]
fn the_record_with_the_id_comes_first_and_filters_narrow() {
    let sample = build(&[
        document("A-1", "甲", "见 A-2"),
        document("A-2", "乙", "见 A-1 A-1 A-1"),
        document("A-10", "A-1 A-1", "A-1"),
    ]);
    assert_eq!(sample.ids("a-1")[0], "A-1");
    assert_eq!(sample.ids("a-1").len(), 3);
    let sample = self::sample();
    assert_eq!(sample.ids("登录"), ["F-20230512-01", "C-7"]);
    for (query, found) in [
        ("登录 系统:公文", 1),
        ("登录 系统：“公文管理系统”", 1),
        ("登录 kind:case", 1),
        ("登录 类型:处理", 2),
        ("登录 kind:case kind:fault", 2),
        ("登录 month:2023", 1),
        ("登录 月份:2022年1月", 1),
        ("登录 from:2022-02", 1),
        ("登录 到:2022", 1),
        ("登录 标签:打印异常", 1),
        ("kind:fault", 2),
        ("from:2000 to:2030", 3),
        ("系统:没有", 0),
        ("登录 region:fz", 0),
    ] {
        assert_eq!(sample.results(query).total, found, "{query}");
    }
    let query = Query::parse("登录").with(Filter::new(Scope::Kind, "case").unwrap());
    assert_eq!(sample.index.search(&query, &Options::default()).unwrap().total, 1);
}

#[test]
fn newer_records_and_titles_come_first_and_equals_by_path() {
    let mut old = document("old", "连接", "甲");
    old.date = Some(jiff::civil::date(2019, 1, 1));
    sign(&mut old);
    let sample = build(&[
        document("c", "甲", "连接"),
        document("d", "甲", "连接"),
        document("e", "甲", "连接"),
        old,
        document("b", "连接", "甲"),
        document("a", "连接", "甲"),
    ]);
    assert_eq!(sample.ids("连接"), ["a", "b", "old", "c", "d", "e"]);
    let two = Options {
        limit: 2,
        explain: true,
    };
    let results = sample.index.search(&Query::parse("连接"), &two).unwrap();
    assert_eq!((results.total, results.hits.len()), (6, 2));
    let json = serde_json::to_value(&results).unwrap();
    assert_eq!(json["explain"]["way"], "all");
    assert_eq!(json["explain"]["hits"][0]["key"], "content/a.md");
    assert_eq!(
        json["hits"][0].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["id", "kind", "title", "url", "score", "snippet"]
    );
}

#[test]
fn hostile_questions_are_answered() {
    let sample = sample();
    let long = [
        "公文".repeat(5000),
        "a ".repeat(5000),
        "\"".repeat(10_000),
        "(".repeat(10_000),
        "a.".repeat(5000),
        "系统:".repeat(3000),
    ];
    let odd = [
        "\u{0}\u{1}\u{2}",
        "((((",
        "a OR b AND",
        ".*+?[]{}^$|\\",
        "\"unbalanced",
        "title:x",
        "*",
        "kind:\"",
        "from:",
        "：：：",
        "👍🏽",
        "\u{202e}x",
    ];
    for query in long.iter().map(String::as_str).chain(odd) {
        let results = sample.results(query);
        assert!(results.total <= 3);
    }
}

#[test]
fn an_update_writes_only_what_changed() {
    let built = build(&[
        document("a", "甲", "一"),
        document("b", "乙", "二"),
        document("c", "丙", "三"),
    ]);
    let next = [
        document("a", "甲", "一"),
        document("b", "乙", "四"),
        document("d", "丁", "五"),
    ];
    assert_eq!(follow(&built.index, &next), (2, 2));
    assert_eq!(
        (
            built.ids("二").len(),
            built.ids("四"),
            built.ids("三").len(),
            built.ids("五")
        ),
        (0, vec!["b".to_owned()], 0, vec!["d".to_owned()])
    );
    assert_eq!(built.index.len(), 3);
    let again = Index::open_or_create(&built.path()).unwrap();
    assert_eq!((again.renewal(), again.len()), (None, 3));
    assert_eq!(again.fingerprints().unwrap().len(), 3);
}

#[test]
fn an_update_that_fails_leaves_the_last_good_index() {
    let built = build(&[document("a", "甲", "一")]);
    let update = built.index.begin().unwrap();
    let mut segment = update.segment().unwrap();
    for n in 0..60 {
        segment.add(&document(&n.to_string(), "乙", "二")).unwrap();
    }
    drop((segment.finish().unwrap(), update));
    let again = Index::open_or_create(&built.path()).unwrap();
    assert_eq!((again.renewal(), again.len()), (None, 1));
    follow(&again, &[document("b", "乙", "二")]);
    built.index.reload().unwrap();
    assert_eq!(built.ids("二"), ["b"]);
}

#[test]
fn a_damaged_or_outdated_index_is_made_again() {
    let whole: Vec<Document> = (0..50)
        .map(|n| document(&format!("n{n}"), "甲", &format!("第{n}号 公文管理")))
        .collect();
    for (part, harm) in [
        ("meta.json", 0),
        (".pos", 1),
        (".idx", 2),
        (".store", 1),
        (".term", 0),
        ("meta.json", 3),
    ] {
        let built = build(&whole);
        let path = built.path();
        drop(built.index);
        let file = fs::read_dir(&path)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|file| file.to_string_lossy().ends_with(part))
            .unwrap();
        let mut bytes = fs::read(&file).unwrap();
        match harm {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.clear(),
            2 => bytes[10] ^= 0x55,
            _ => {
                bytes = String::from_utf8(bytes)
                    .unwrap()
                    .replace(schema::VERSION, "casebook 0")
                    .into_bytes();
            }
        }
        fs::write(&file, bytes).unwrap();
        let again = Index::open_or_create(&path).unwrap();
        match (harm, again.renewal()) {
            (3, Some(Renewal::Outdated)) | (0..=2, Some(Renewal::Damaged { .. })) => {}
            (_, other) => panic!("{part}: {other:?}"),
        }
        assert!(again.is_empty());
        assert_eq!(follow(&again, &whole), (50, 0));
        assert_eq!(
            again
                .search(&Query::parse("公文管理"), &Options::default())
                .unwrap()
                .total,
            50
        );
    }
}

/// Texts of few characters, so that the same ones meet again and again.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[公文管理系统登录重启]{1,6}",
        2 => "[ab5]{1,7}",
        1 => "[ab]{1,2}[.@_-][ab5]{1,3}",
        2 => "[，。 /\n：]",
        1 => "[Ａ-Ｃ５統錄啟]{1,3}",
    ];
    proptest::collection::vec(word, 0..24).prop_map(|words| words.concat())
}

/// Whether `folded` holds `needle` where a word begins, and ends where one ends; where it is `open`, it may go on, and begin before with three letters
/// or digits, or with fewer that meet what follows.
fn holds(folded: &str, needle: &str, open: bool) -> bool {
    use crate::base::han::is_han;
    use crate::search::terms::is_word;
    let few = needle.chars().take_while(|c| is_word(*c)).count();
    let rest: Vec<char> = needle.chars().skip(few).take(2).collect();
    let meets = match rest.as_slice() {
        ['.' | '-' | '_' | '@', next] => is_word(*next),
        [next, ..] => is_han(*next) || "%‰°+#".contains(*next),
        [] => false,
    };
    let inside = open && few > 0 && (few > 2 || meets);
    let first = !inside && needle.chars().next().is_some_and(is_word);
    let last = needle.chars().next_back().is_some_and(is_word) && !open;
    folded.char_indices().any(|(at, _)| {
        let before = first && folded[..at].chars().next_back().is_some_and(is_word);
        let rest = folded[at..].strip_prefix(needle);
        rest.is_some_and(|rest| {
            let after = last && rest.chars().next().is_some_and(is_word);
            !before && !after
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever part of a text is asked for finds exactly the texts that hold it.
    #[test]
    fn hits_are_exactly_the_texts_that_hold_the_question(texts in proptest::collection::vec(text(), 1..12), picks in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1_usize..9), 40)) {
        let documents: Vec<Document> = texts.iter().enumerate().map(|(n, text)| {
            let mut document = document(&format!("№{n}"), "x", "");
            (document.kind, document.kind_names, document.month) = (String::new(), Vec::new(), None);
            match n % 4 {
                0 => document.code = text.clone(),
                1 => document.headings = vec![text.clone()],
                2 => document.fields = text.clone(),
                _ => document.body = text.clone(),
            }
            sign(&mut document);
            document
        }).collect();
        let built = build(&documents);
        for (which, start, len) in picks {
            let folded = fold(which.get::<String>(&texts));
            let chars: Vec<char> = folded.chars().collect();
            if chars.is_empty() {
                continue;
            }
            let start = start.index(chars.len());
            let part: String = chars[start..chars.len().min(start + len)].iter().collect();
            let needle = fold(&part);
            if needle.is_empty() || needle.contains(['"', '“']) || crate::search::query::is_letters(&needle) {
                continue;
            }
            for (query, open) in [(format!("\"{part}\""), false), (part.clone(), true)] {
                if open && needle.contains([' ', ':']) {
                    continue;
                }
                let expected: BTreeSet<String> = (0..texts.len()).filter(|&n| holds(&fold(&texts[n]), &needle, open)).map(|n| format!("№{n}")).collect();
                let results = built.results(&query);
                let found: BTreeSet<String> = results.hits.iter().map(|hit| hit.id.clone()).collect();
                if expected.is_empty() {
                    prop_assert!(found.is_empty() || results.fallback, "{query}");
                } else {
                    prop_assert_eq!(&found, &expected, "{}", query);
                    for hit in &results.hits {
                        prop_assert!(hit.snippet.contains("<mark>"), "{query}: {}", hit.snippet);
                    }
                }
            }
        }
    }

    /// An index that followed changes answers like one made at once, in the same order with the same scores.
    #[test]
    fn an_update_equals_a_rebuild(before in proptest::collection::vec(text(), 1..10), after in proptest::collection::vec(text(), 1..10), same in proptest::collection::vec(any::<bool>(), 10)) {
        let make = |texts: &[String]| -> Vec<Document> {
            texts.iter().enumerate().map(|(n, text)| document(&n.to_string(), "题", text)).collect()
        };
        let old = make(&before);
        let mut new = make(&after);
        for (n, document) in new.iter_mut().enumerate() {
            if same[n] && let Some(kept) = old.get(n) {
                *document = kept.clone();
            }
        }
        let followed = build(&old);
        let reversed: Vec<Document> = new.iter().rev().cloned().collect();
        follow(&followed.index, &reversed);
        let rebuilt = build(&new);
        for query in ["公文", "系统", "登录 重启", "a", "a5", "公", "文管 理", "题", "\"a.b\""] {
            prop_assert_eq!(followed.results(query), rebuilt.results(query));
        }
    }
}

/// Figures for a folder of Markdown named by `CORPUS`:
/// `CORPUS=… cargo test --release --lib search::index -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout)]
fn figures() {
    let root = std::env::var("CORPUS").unwrap();
    let mut documents = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "md")
        {
            let text = fs::read_to_string(entry.path()).unwrap();
            let title = text
                .lines()
                .find_map(|line| line.strip_prefix("title:"))
                .unwrap_or("")
                .trim()
                .to_owned();
            let stem = entry.path().file_stem().unwrap().to_string_lossy().into_owned();
            documents.push(document(&stem, &title, &text));
        }
    }
    let bytes: usize = documents.iter().map(|document| document.body.len()).sum();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("index");
    let index = Index::open_or_create(&path).unwrap();
    let start = Instant::now();
    follow(&index, &documents);
    let built = start.elapsed();
    let size: u64 = walkdir::WalkDir::new(&path)
        .into_iter()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum();
    println!(
        "{} documents, {bytes} bytes: built in {built:?}, {size} bytes, {} segments",
        documents.len(),
        index.snapshot().searcher.segment_readers().len()
    );
    let start = Instant::now();
    follow(&index, &documents);
    println!("nothing changed: {:?}", start.elapsed());
    let mut changed = documents.clone();
    for document in changed.iter_mut().take(10) {
        document.body.push_str("改动");
        sign(document);
    }
    let start = Instant::now();
    follow(&index, &changed);
    println!("ten changed: {:?}", start.elapsed());
    let start = Instant::now();
    let index = Index::open_or_create(&path).unwrap();
    println!("opened in {:?}", start.elapsed());
    let mut times = Vec::new();
    for (n, document) in documents.iter().step_by(documents.len() / 400).enumerate() {
        let chars: Vec<char> = document.body.chars().collect();
        let start = chars.len() / 3 + n % 50;
        let query: String = chars[start..start + 2 + n % 5].iter().collect();
        let clock = Instant::now();
        let total = index
            .search(&Query::parse(&query), &Options::default())
            .unwrap()
            .total;
        times.push((clock.elapsed(), query, total));
    }
    for query in [
        "公文管理系统",
        "系统",
        "系",
        "的",
        "v",
        "2023",
        "F-2",
        "登录 失败",
        "处理过程 系统 恢复",
        "gwgl",
    ] {
        let clock = Instant::now();
        let total = index
            .search(&Query::parse(query), &Options::default())
            .unwrap()
            .total;
        println!("{query}: {total} in {:?}", clock.elapsed());
    }
    times.sort();
    println!(
        "median {:?}, p99 {:?}",
        times[times.len() / 2],
        times[times.len() * 99 / 100]
    );
    let clock = Instant::now();
    let all = index
        .search(
            &Query::parse("系统"),
            &Options {
                limit: 0,
                explain: false,
            },
        )
        .unwrap();
    println!("all {} hits with snippets: {:?}", all.hits.len(), clock.elapsed());
}
