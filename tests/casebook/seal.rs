//! A month is sealed, and years later it is proved that nothing was changed.

use crate::kb::{Kb, Out, main_of};
use serde_json::Value;
use std::fs;

const CASEBOOK: &str = "title: 库
systems: [{id: gwgl, name: 公文管理系统}]
people:
  - {id: zhangwei, name: 张伟, role: engineer, from: 2023-08-01}
";

const CONTRACT: &str = "clocks:
  - {id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}
sheet:
  title: 考核表
  full: \"100\"
  items:
    - {id: A1, title: 解决, points: \"100\", evidence: \"SELECT * FROM faults WHERE resolution_month = :month AND resolution_status = 'breached'\", rule: {type: per_occurrence, each: \"5\"}}
";

const MONTHS: [&str; 3] = ["2023-08", "2023-09", "2023-10"];

const AFTER: &str = "2023-11-06T01:00:00Z";

fn fault(month: u8, resolved: u8) -> (String, String) {
    let path = format!("content/faults/2023/{month:02}/F-2023{month:02}14-01.md");
    let text = format!(
        "---\ntitle: 打不开\nsystem: gwgl\nseverity: minor\nreported_at: 2023-{month:02}-14 09:35\nresponded_at: 2023-{month:02}-14 09:40\nsolution_at: 2023-{month:02}-14 10:00\nresolved_at: 2023-{month:02}-{resolved} 16:40\n---\n\n## 故障现象\n\n打不开。\n"
    );
    (path, text)
}

/// Three months with a fault each, of which the one of September was late.
fn written() -> Kb {
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT);
    for (month, resolved) in [(8, 15), (9, 18), (10, 16)] {
        let (path, text) = fault(month, resolved);
        kb.write(&path, text.as_bytes());
    }
    kb
}

fn seal_all(kb: &Kb) {
    for month in MONTHS {
        kb.run(&["report", month, "--seal"]).code(0);
    }
}

fn sealed() -> Kb {
    let kb = written();
    kb.commit(AFTER);
    seal_all(&kb);
    kb
}

fn manifest(kb: &Kb, report: &str) -> Value {
    serde_json::from_str(&kb.read(&format!("reports/{report}/MANIFEST.json"))).unwrap()
}

/// Verifies after `what` was done to the file at `path`, and puts the file back.
#[track_caller]
fn after(kb: &Kb, path: &str, what: impl Fn(&mut Vec<u8>)) -> Out {
    let before = fs::read(kb.path(path)).unwrap();
    let mut bytes = before.clone();
    what(&mut bytes);
    kb.write(path, &bytes);
    let out = kb.run(&["verify"]);
    kb.write(path, &before);
    out
}

/// Changes the last byte but one.
fn one_byte(bytes: &mut [u8]) {
    let at = bytes.len() - 2;
    bytes[at] ^= 1;
}

#[track_caller]
fn names(out: Out, wanted: &[&str]) {
    let out = out.code(1);
    for words in wanted {
        assert!(out.stdout.contains(words), "{words}\n{}", out.stdout);
    }
}

#[test]
fn three_months_make_a_chain() {
    let kb = sealed();
    let out = kb.run(&["verify"]).code(0);
    assert_eq!(out.stdout.lines().count(), 3, "{}", out.stdout);
    let all = MONTHS.map(|month| manifest(&kb, month));
    assert_eq!(all[0]["previous"], Value::Null);
    for (at, month) in MONTHS.iter().enumerate().skip(1) {
        let before = fs::read(kb.path(&format!("reports/{}/MANIFEST.json", MONTHS[at - 1]))).unwrap();
        assert_eq!(
            all[at]["previous"],
            casebook::base::hash::sha256(&before).as_str()
        );
        assert_eq!(all[at]["month"], *month);
    }
    let september = &all[1];
    assert_eq!(september["figures"]["score"], "95");
    assert_eq!(september["figures"]["items"][0]["evidence"][0], "F-20230914-01");
    let (path, text) = fault(9, 18);
    let record = &september["records"]["F-20230914-01"];
    assert_eq!(record["path"], path.as_str());
    assert_eq!(
        record["sha256"],
        casebook::base::hash::sha256(text.as_bytes()).as_str()
    );
    assert_eq!(
        september["contract"],
        casebook::base::hash::sha256(CONTRACT.as_bytes()).as_str()
    );
    let files = september["files"].as_object().unwrap();
    let mut there = kb.files("reports/2023-09");
    there.retain(|path| path != "MANIFEST.json");
    assert_eq!(Vec::from_iter(files.keys().cloned()), there);
    let keys: Vec<&String> = september.as_object().unwrap().keys().collect();
    assert!(keys.is_sorted(), "{keys:?}");
    let one = kb.run(&["verify", "2023-09", "--format", "json"]).code(0).json();
    assert_eq!(one[0]["seal"], september["seal"]);
    assert_eq!(
        (one.as_array().unwrap().len(), &one[0]["fault"]),
        (1, &Value::Null)
    );
}

#[test]
fn every_byte_of_a_sealed_report_counts() {
    let kb = sealed();
    for path in kb.files("reports/2023-09") {
        let path = format!("reports/2023-09/{path}");
        let out = after(&kb, &path, |bytes| one_byte(bytes));
        names(out, &["2023-09  不符", path.rsplit('/').next().unwrap()]);
    }
    kb.write("reports/2023-09/more.txt", b"x");
    names(
        kb.run(&["verify"]),
        &["reports/2023-09/more.txt 是封存以后加进去的"],
    );
    fs::remove_file(kb.path("reports/2023-09/more.txt")).unwrap();
    let page = fs::read(kb.path("reports/2023-09/index.html")).unwrap();
    fs::remove_file(kb.path("reports/2023-09/index.html")).unwrap();
    names(kb.run(&["verify"]), &["reports/2023-09/index.html 没有了"]);
    kb.write("reports/2023-09/index.html", &page);
    kb.run(&["verify"]).code(0);
}

#[test]
fn what_was_counted_cannot_be_changed_in_silence() {
    let kb = sealed();
    let (path, _) = fault(9, 18);
    names(
        after(&kb, &path, |bytes| one_byte(bytes)),
        &["2023-09  不符", "F-20230914-01"],
    );
    let out = after(&kb, "contract.yaml", |bytes| bytes.extend(b"# x\n"));
    names(out, &["2023-08  不符", "2023-10  不符", "contract.yaml"]);
    let out = after(&kb, "casebook.yaml", |bytes| bytes.extend(b"# x\n"));
    names(out, &["casebook.yaml"]);
    let record = fs::read(kb.path(&path)).unwrap();
    fs::remove_file(kb.path(&path)).unwrap();
    names(kb.run(&["verify"]), &["F-20230914-01 被删除而没有提交"]);
    kb.write(&path, &record);
    // What no report counts may change.
    kb.write("content/manuals/new.md", b"# new\n");
    kb.run(&["verify"]).code(0);
}

#[test]
fn a_manifest_cannot_lie() {
    let kb = sealed();
    let path = "reports/2023-10/MANIFEST.json";
    let text = kb.read(path);
    names(
        after(&kb, path, |bytes| bytes.push(b'\n')),
        &["2023-10  不符", "MANIFEST.json"],
    );
    let lies = [
        (
            "\"score\": \"100\"",
            "\"score\": \"99\"",
            "figures.items.A1.score 不同：封存为 99，重算为 100",
        ),
        (
            "\"F-20231014-01\": {",
            "\"F-20231014-02\": {",
            "records.F-20231014-02",
        ),
        (
            &*format!(
                "\"contract\": \"{}",
                manifest(&kb, "2023-10")["contract"].as_str().unwrap()
            ),
            "\"contract\": \"0",
            "contract 不同",
        ),
    ];
    for (truth, lie, said) in lies {
        assert!(text.contains(truth), "{truth}");
        // Whoever makes up a manifest makes up its seal too.
        let mut forged: casebook::report::seal::Manifest =
            serde_json::from_str(&text.replace(truth, lie)).unwrap();
        forged.seal = forged.number().unwrap();
        kb.write(path, &forged.bytes().unwrap());
        let out = kb.run(&["verify"]).code(1);
        assert!(out.stdout.contains("2023-10  不符"), "{}", out.stdout);
        assert!(out.stdout.contains(said), "{said}\n{}", out.stdout);
    }
    kb.write(path, b"{");
    names(kb.run(&["verify"]), &["2023-10  不符", "无法识别"]);
    kb.run(&["report", "2023-10"]).code(1);
}

#[test]
fn links_cannot_be_removed_or_reordered() {
    let kb = sealed();
    let folder = |name: &str| kb.path(&format!("reports/{name}"));
    fs::rename(folder("2023-09"), kb.path("aside")).unwrap();
    names(kb.run(&["verify"]), &["2023-10  不符：链条断了"]);
    kb.run(&["report", "2023-09", "--seal"]).code(2);
    fs::rename(folder("2023-08"), folder("2023-09")).unwrap();
    names(
        kb.run(&["verify"]),
        &["2023-09  不符：MANIFEST.json 属于另一份报告 2023-08"],
    );
    fs::rename(kb.path("aside"), folder("2023-08")).unwrap();
    names(kb.run(&["verify"]), &["2023-08  不符", "2023-09  不符"]);
    fs::rename(folder("2023-08"), kb.path("aside")).unwrap();
    fs::rename(folder("2023-09"), folder("2023-08")).unwrap();
    fs::rename(kb.path("aside"), folder("2023-09")).unwrap();
    kb.run(&["verify"]).code(0);

    // Two that follow the same one.
    let path = "reports/2023-10/MANIFEST.json";
    let mut forged: casebook::report::seal::Manifest = serde_json::from_str(&kb.read(path)).unwrap();
    forged.previous = manifest(&kb, "2023-09")["previous"].as_str().map(str::to_owned);
    forged.seal = forged.number().unwrap();
    kb.write(path, &forged.bytes().unwrap());
    names(kb.run(&["verify"]), &["2023-10  不符：链条乱了"]);
}

#[test]
fn two_seals_on_one_link_are_joined_by_a_correction() {
    let kb = written();
    kb.commit(AFTER);
    let seal = |month: &str| kb.run(&["report", month, "--seal"]).code(0);
    seal("2023-08");
    seal("2023-09");
    // What a colleague sealed meanwhile.
    fs::rename(kb.path("reports/2023-09"), kb.path("aside")).unwrap();
    seal("2023-10");
    fs::rename(kb.path("aside"), kb.path("reports/2023-09")).unwrap();
    kb.commit("2023-11-07T01:00:00Z");
    names(
        kb.run(&["verify"]),
        &["2023-10  不符：链条乱了：它和 2023-09 接在"],
    );
    let again = ["report", "2023-09", "--seal", "--correct", "另一份"];
    let refused = kb.run(&again).code(2);
    assert!(refused.stderr.contains("2023-10"), "{}", refused.stderr);
    kb.run(&["report", "2023-10", "--seal", "--correct", "与九月同时封存"])
        .code(0);
    let joined = kb.run(&["verify"]).code(0).stdout;
    assert_eq!(joined.lines().count(), 4, "{joined}");
    kb.run(&again).code(0);
    kb.run(&["verify"]).code(0);
    // What was joined is held as firmly as the rest.
    fs::remove_dir_all(kb.path("reports/2023-10")).unwrap();
    names(
        kb.run(&["verify"]),
        &["2023-10-correction-1  不符", "2023-10  不符"],
    );
}

#[test]
fn a_manifest_that_leaves_out_a_file_is_told() {
    let kb = sealed();
    let path = "reports/2023-10/MANIFEST.json";
    let mut forged: casebook::report::seal::Manifest = serde_json::from_str(&kb.read(path)).unwrap();
    forged.files.remove("assessment.xlsx").unwrap();
    kb.write(path, &forged.bytes().unwrap());
    fs::remove_file(kb.path("reports/2023-10/assessment.xlsx")).unwrap();
    names(kb.run(&["verify"]), &["files.assessment.xlsx"]);
    forged.program = "casebook 0.0.1".to_owned();
    forged.seal = forged.number().unwrap();
    kb.write(path, &forged.bytes().unwrap());
    let other = kb.run(&["verify", "2023-10"]).code(0);
    assert!(other.stdout.contains("casebook 0.0.1"), "{}", other.stdout);
    let json = kb.run(&["verify", "--format", "json"]).code(0).json();
    let again: Vec<_> = [0, 1, 2].map(|at| json[at]["files_made_again"].clone()).into();
    assert_eq!(again, [true, true, false]);
}

#[test]
fn a_shallow_clone_seals_nothing_and_says_what_it_does_not_know() {
    let kb = written();
    kb.commit("2023-11-05T01:00:00Z");
    kb.write("content/faults/note.txt", b"x");
    kb.commit(AFTER);
    let clone = kb.shallow_clone();
    let refused = clone.run(&["-C", "clone", "report", "2023-09", "--seal"]).code(2);
    assert!(refused.stderr.contains("浅克隆"), "{}", refused.stderr);
    let told = clone.run(&["-C", "clone", "report", "2023-09"]).code(0);
    assert!(told.stderr.contains("浅克隆"), "{}", told.stderr);
}

#[test]
fn a_report_says_that_it_is_not_that_of_its_commit() {
    let kb = written();
    kb.commit(AFTER);
    let written = |kb: &Kb| kb.run(&["report", "2023-09", "--format", "json"]).code(0).json();
    assert_eq!(written(&kb)["remarks"], serde_json::json!([]));
    let (path, text) = fault(9, 18);
    kb.write(&path, text.replace("16:40", "16:41").as_bytes());
    let remarks = written(&kb)["remarks"].clone();
    assert!(
        remarks[0].as_str().unwrap().contains("没有提交的修改"),
        "{remarks}"
    );
    assert!(kb.read("reports/2023-09/index.html").contains("没有提交的修改"));
    kb.write(&path, text.as_bytes());
    // Another month's draft, a setting, and a record that is gone.
    kb.write(
        "content/faults/2023/10/F-20231031-09.md",
        b"---\ndraft: true\n---\n",
    );
    assert_eq!(written(&kb)["remarks"], serde_json::json!([]));
    kb.write("contract.yaml", format!("{CONTRACT}# x\n").as_bytes());
    assert_eq!(written(&kb)["remarks"].as_array().unwrap().len(), 1);
    kb.write("contract.yaml", CONTRACT.as_bytes());
    fs::remove_file(kb.path(&path)).unwrap();
    kb.write("content/faults/2023/09/F-20230915-01.md", text.as_bytes());
    assert_eq!(written(&kb)["remarks"].as_array().unwrap().len(), 1);
}

#[test]
fn a_report_leaves_no_table_of_an_earlier_one() {
    let kb = written();
    let bonus = "  bonuses: [{id: P1, title: 表扬, each: \"1\", cap: \"2\", evidence: \"SELECT * FROM faults WHERE month = :month\"}]\n";
    kb.write("contract.yaml", format!("{CONTRACT}{bonus}").as_bytes());
    kb.run(&["report", "2023-09"]).code(0);
    let table = "reports/2023-09/tables/13-sheet-bonuses.csv";
    assert!(kb.path(table).exists());
    kb.write("reports/2023-09/note.txt", b"x");
    kb.write("contract.yaml", CONTRACT.as_bytes());
    kb.run(&["report", "2023-09"]).code(0);
    assert!(!kb.path(table).exists() && kb.path("reports/2023-09/note.txt").exists());
}

#[test]
fn what_was_committed_as_sealed_stays_so() {
    let kb = sealed();
    kb.commit("2023-11-07T01:00:00Z");
    kb.run(&["verify"]).code(0);
    let last = fs::read(kb.path("reports/2023-10/MANIFEST.json")).unwrap();
    fs::remove_dir_all(kb.path("reports/2023-10")).unwrap();
    names(kb.run(&["verify"]), &["2023-10  不符：提交过的封存，现在没有了"]);
    names(
        kb.run(&["report", "2023-10"]),
        &["2023-10  不符：提交过的封存，现在没有了"],
    );
    assert!(!kb.path("reports/2023-10").exists());
    kb.commit("2023-11-08T01:00:00Z");
    names(kb.run(&["verify"]), &["2023-10  不符：提交过的封存，现在没有了"]);
    let refused = kb.run(&["report", "2023-10", "--seal"]).code(2);
    assert!(
        refused.stderr.contains("提交过的封存 2023-10"),
        "{}",
        refused.stderr
    );
    let path = "reports/2023-10/MANIFEST.json";
    let mut forged: casebook::report::seal::Manifest = serde_json::from_slice(&last).unwrap();
    forged.program = "casebook 0.0.1".to_owned();
    forged.seal = forged.number().unwrap();
    kb.write(path, &forged.bytes().unwrap());
    for asked in [&["verify"][..], &["report", "2023-10"]] {
        names(kb.run(asked), &["2023-10  不符：MANIFEST.json 和提交过的不一样"]);
    }
}

#[test]
fn the_sealed_commit_must_be_there() {
    let kb = sealed();
    fs::remove_dir_all(kb.path(".git")).unwrap();
    names(kb.run(&["verify"]), &["没有 git 仓库"]);
    kb.commit("2023-11-08T01:00:00Z");
    names(kb.run(&["verify"]), &["没有封存的提交"]);
}

#[test]
fn what_cannot_be_sealed_is_refused_with_a_reason() {
    let kb = written();
    let refused = |kb: &Kb, args: &[&str], words: &str| {
        let out = kb.run(args).code(2);
        assert!(out.stderr.contains(words), "{words}\n{}", out.stderr);
        assert!(kb.files(".").iter().all(|path| !path.ends_with("MANIFEST.json")));
    };
    let september = ["report", "2023-09", "--seal"];
    refused(&kb, &september, "git");
    kb.commit("2023-10-20T01:00:00Z");
    refused(&kb, &["report", "2023-10", "--seal"], "2023-10 还没有结束");
    let early = kb
        .run_with(&september, &[("SOURCE_DATE_EPOCH", "1695000000")])
        .code(2);
    assert!(early.stderr.contains("2023-09 还没有结束"), "{}", early.stderr);
    refused(
        &kb,
        &["report", "2023-09", "--seal", "--correct", "漏记"],
        "还没有封存",
    );
    refused(&kb, &["report", "2023-09", "--correct", "漏记"], "--seal");

    let (path, text) = fault(9, 18);
    for (path, bytes) in [
        (path.as_str(), text.replace("16:40", "16:41")),
        ("content/faults/2023/09/F-20230914-02.md", text.clone()),
        ("contract.yaml", format!("{CONTRACT}# x\n")),
        ("casebook.yaml", format!("{CASEBOOK}# x\n")),
        ("templates/pages/month.html", "x".to_owned()),
    ] {
        let before = fs::read(kb.path(path)).ok();
        kb.write(path, bytes.as_bytes());
        refused(&kb, &september, path);
        match before {
            Some(before) => kb.write(path, &before),
            None => fs::remove_file(kb.path(path)).unwrap(),
        }
    }
    fs::remove_file(kb.path(&path)).unwrap();
    refused(&kb, &september, &path);
    kb.write(&path, text.as_bytes());
    // What the month does not count may wait for its commit.
    let (october, text) = fault(10, 16);
    kb.write(&october, text.replace("16:40", "16:41").as_bytes());
    kb.write("reports/2023-09/note.txt", b"x");
    refused(&kb, &september, "note.txt");
    fs::remove_file(kb.path("reports/2023-09/note.txt")).unwrap();
    kb.run(&september).code(0);
    let again = kb.run(&september).code(2);
    assert!(again.stderr.contains("已经封存"), "{}", again.stderr);
    let english = kb.run(&["--lang", "en", "report", "2023-09", "--seal"]).code(2);
    assert!(english.stderr.contains("is sealed already"), "{}", english.stderr);
}

#[test]
fn a_draft_and_errors_in_the_records_are_refused() {
    let kb = written();
    let manual = CONTRACT.replace(
        "each: \"5\"}}",
        "each: \"5\"}}\n    - {id: M1, title: 态度, points: \"0\", rule: {type: manual}}",
    );
    kb.write("contract.yaml", manual.as_bytes());
    kb.commit(AFTER);
    let out = kb.run(&["report", "2023-09", "--seal"]).code(2);
    assert!(
        out.stderr.contains("草稿") && out.stderr.contains("M1"),
        "{}",
        out.stderr
    );

    kb.write("contract.yaml", CONTRACT.as_bytes());
    let (path, text) = fault(9, 18);
    let wrong = |from: &str, to: &str, time: &str| {
        kb.write(&path, text.replace(from, to).as_bytes());
        kb.commit(time);
        let out = kb.run(&["report", "2023-09", "--seal"]).code(1);
        assert!(
            out.stderr.contains("F-20230914-01.md") && out.stderr.contains("不能封存"),
            "{}",
            out.stderr
        );
    };
    wrong("09-14 09:35", "09-34 09:35", "2023-11-07T01:00:00Z");
    // A fault without a month may be one of October.
    kb.run(&["report", "2023-10", "--seal"]).code(1);
    wrong("severity: minor", "severity: none at all", "2023-11-08T01:00:00Z");
    // October's report shows it beside its own.
    kb.run(&["report", "2023-10", "--seal"]).code(1);
    kb.write(&path, text.as_bytes());
    kb.commit("2023-11-09T01:00:00Z");
    kb.run(&["report", "2023-10", "--seal"]).code(0);
    assert!(!kb.path("reports/2023-09").exists());
}

/// The assessment of `month`, with these fields besides.
fn assessment(month: &str, fields: &str) -> String {
    format!(
        "---\ntitle: 考核\nassessed_month: {month}\nscorer: lin\nscored_on: 2023-10-08\n{fields}\n---\n\n## 分类汇总分析\n\n无\n"
    )
}

/// One wrong year must not seal clocks as breached before they are due.
#[test]
fn a_month_that_is_ahead_of_the_machine_is_not_sealed() {
    let ahead = "2099-02-06T01:00:00Z";
    let january = "---\ntitle: 打不开\nsystem: gwgl\nseverity: minor\nreported_at: 2099-01-14 09:35\n---\n";
    let new = || {
        written().file("content/faults/F-1.md", january).file(
            "content/assessments/2099-01.md",
            &assessment("2099-01", "final_on: 2099-01-15"),
        )
    };
    let seal = ["report", "2099-01", "--seal"];
    let refused = |out: Out| {
        let out = out.code(2);
        assert!(out.stderr.contains("2099-01 还没有结束"), "{}", out.stderr);
        assert!(out.stderr.contains("机器的时钟"), "{}", out.stderr);
    };
    let kb = new();
    kb.commit(AFTER);
    let epoch = ahead.parse::<jiff::Timestamp>().unwrap().as_second().to_string();
    refused(kb.run_with(&seal, &[("SOURCE_DATE_EPOCH", &epoch)]));
    kb.commit(ahead);
    refused(kb.run(&seal));
    let kb = new().file("content/faults/F-2.md", &january.replace("2099-01", "2099-02"));
    kb.commit(AFTER);
    refused(kb.run(&seal));
    assert!(kb.files(".").iter().all(|path| !path.ends_with("MANIFEST.json")));
}

#[test]
fn the_report_of_a_month_that_is_not_over_says_so() {
    let people = "  - {id: lin, name: 林国栋, role: purchaser}\n";
    let kb = written()
        .file("casebook.yaml", &(CASEBOOK.to_owned() + people))
        .file(
            "content/assessments/2023-10.md",
            &assessment("2023-10", "final_on: 2023-10-09"),
        );
    kb.commit("2023-10-20T01:00:00Z");
    let state = |variables: &[(&str, &str)]| {
        let out = kb.run_with(&["report", "2023-10"], variables).code(0);
        let month: Value = serde_json::from_str(&kb.read("reports/2023-10/assessment.json")).unwrap();
        let told = kb.read("reports/2023-10/index.html").contains("本月还没有结束");
        (month["state"].as_str().unwrap().to_owned(), told, out.stdout)
    };
    let (name, told, said) = state(&[]);
    assert_eq!((name.as_str(), told), ("running", true));
    assert!(said.contains("状态：本月还没有结束"), "{said}");
    kb.run(&["build", "--no-search"]).code(0);
    assert!(kb.read("site/months/index.html").contains("本月未结束"));
    let (name, told, said) = state(&[("SOURCE_DATE_EPOCH", "1699232400")]);
    assert_eq!((name.as_str(), told), ("final", false));
    assert!(said.contains("已定稿"), "{said}");
    // What was sealed was over, although the commits do not reach so far.
    let variables = [("SOURCE_DATE_EPOCH", "1699232400")];
    kb.run_with(&["report", "2023-10", "--seal", "--out", "../apart"], &variables)
        .code(0);
    fs::remove_dir_all(kb.path("reports")).unwrap();
    kb.run_with(&["report", "2023-10", "--seal"], &variables).code(0);
    kb.run(&["verify"]).code(0);
    kb.run(&["report", "2023-10"]).code(0);
    // A page that is remembered is made again, once the month is over.
    kb.commit(AFTER);
    kb.run(&["build", "--no-search"]).code(0);
    assert!(!kb.read("site/months/index.html").contains("本月未结束"));
}

#[test]
fn a_month_under_appeal_is_not_sealed() {
    let people = "  - {id: lin, name: 林国栋, role: purchaser}\n";
    let kb = written().file("casebook.yaml", &(CASEBOOK.to_owned() + people));
    let seal = |fields: &str, time: &str| {
        kb.write(
            "content/assessments/2023-09.md",
            assessment("2023-09", fields).as_bytes(),
        );
        kb.commit(time);
        kb.run(&["report", "2023-09", "--seal"])
    };
    let appealed = seal("appeal_filed_on: 2023-10-09", "2023-11-06T01:00:00Z").code(2);
    assert!(
        appealed.stderr.contains("有申诉还没有复核结论"),
        "{}",
        appealed.stderr
    );
    assert!(!kb.path("reports").exists());
    // Nobody wrote that it is final, but nothing is open.
    seal("", "2023-11-07T01:00:00Z").code(0);
}

/// What lies in the folder of a sealed report is never changed, not even by a report of another month.
#[test]
fn nothing_is_written_into_a_sealed_report() {
    let kb = sealed();
    let all = kb.files("reports");
    let read = || -> Vec<Vec<u8>> {
        let files = all
            .iter()
            .map(|path| fs::read(kb.path(&format!("reports/{path}"))));
        files.map(Result::unwrap).collect()
    };
    let before = read();
    let fault = "F-20230914-01";
    for args in [
        ["report", "2023-09", "--out", "reports/2023-09"],
        ["report", "2023-08", "--out", "reports/2023-09"],
        ["report", "2023-08", "--out", "reports/2023-09/more"],
        ["report", fault, "--out", "reports/2023-09/x.docx"],
        ["report", fault, "--out", "reports/2023-09"],
    ] {
        let out = kb.run(&args).code(2);
        assert!(out.stderr.contains("封存的报告"), "{args:?}: {}", out.stderr);
    }
    assert_eq!(kb.files("reports"), all);
    assert!(read() == before);
    kb.run(&["report", "2023-09", "--out", "apart"]).code(0);
    kb.run(&["report", fault, "--out", "apart/x.docx"]).code(0);
    kb.run(&["verify"]).code(0);
}

/// A folder that was renamed takes no more from the proof than it must.
#[test]
fn a_knowledge_base_that_was_moved_is_verified_as_far_as_can_be() {
    let kb = Kb::new()
        .file("kb/casebook.yaml", CASEBOOK)
        .file("kb/contract.yaml", CONTRACT);
    for (month, resolved) in [(8, 15), (9, 18)] {
        let (path, text) = fault(month, resolved);
        kb.write(&format!("kb/{path}"), text.as_bytes());
    }
    kb.commit(AFTER);
    for month in ["2023-08", "2023-09"] {
        kb.run(&["-C", "kb", "report", month, "--seal"]).code(0);
    }
    kb.commit("2023-11-07T01:00:00Z");
    kb.run(&["-C", "kb", "verify"]).code(0);
    fs::rename(kb.path("kb"), kb.path("kb2")).unwrap();
    kb.commit("2023-11-08T01:00:00Z");
    let verify = || kb.run(&["-C", "kb2", "verify"]);
    let moved = "数字不能重算：知识库后来改了位置";
    let out = verify().code(1);
    assert_eq!(
        out.stdout.matches(moved).count(),
        2,
        "{}\n{}",
        out.stdout,
        out.stderr
    );
    // What can be told still is.
    let page = fs::read(kb.path("kb2/reports/2023-08/index.html")).unwrap();
    kb.write("kb2/reports/2023-08/index.html", b"x");
    names(
        verify(),
        &["2023-08  不符：reports/2023-08/index.html 被改动", moved],
    );
    kb.write("kb2/reports/2023-08/index.html", &page);
    fs::rename(kb.path("kb2/reports/2023-08"), kb.path("aside")).unwrap();
    names(verify(), &["2023-09  不符：链条断了"]);
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_sealed_file_is_told() {
    let kb = sealed();
    let (there, apart) = (kb.path("reports/2023-09/index.html"), kb.path("apart.html"));
    fs::rename(&there, &apart).unwrap();
    std::os::unix::fs::symlink(&apart, &there).unwrap();
    names(kb.run(&["verify"]), &["2023-09  不符", "index.html 被改动"]);
}

#[test]
fn an_exclusion_that_nobody_agreed_to_is_not_sealed() {
    let kb = written();
    let people = "  - {id: lin, name: 林国栋, role: purchaser}\n";
    kb.write("casebook.yaml", (CASEBOOK.to_owned() + people).as_bytes());
    let assessment = |row: &str| {
        let row = format!("{{record: F-20230914-01, clock: resolution, {row}}}");
        let text = format!(
            "---\ntitle: 考核\nassessed_month: 2023-09\nscorer: lin\nexclusions:\n  - {row}\n---\n\n## 分类汇总分析\n\n无\n"
        );
        kb.write("content/assessments/2023-09.md", text.as_bytes());
    };
    for (row, time) in [
        ("agreed_by: lin", "2023-11-06T01:00:00Z"),
        ("reason: 停电", "2023-11-07T01:00:00Z"),
    ] {
        assessment(row);
        kb.commit(time);
        let out = kb.run(&["report", "2023-09", "--seal"]).code(1);
        assert!(out.stderr.contains("exclusion-unproven"), "{}", out.stderr);
        assert!(out.stderr.contains("不能封存"), "{}", out.stderr);
    }
    assessment("reason: 停电, agreed_by: lin");
    kb.commit("2023-11-08T01:00:00Z");
    kb.run(&["report", "2023-09", "--seal"]).code(0);
    assert_eq!(manifest(&kb, "2023-09")["figures"]["score"], "100");
}

#[test]
fn the_address_of_the_site_is_escaped_in_reports() {
    let kb = written();
    let address = "base_url: https://kb.example/a&copy=b\n";
    kb.write("casebook.yaml", (CASEBOOK.to_owned() + address).as_bytes());
    kb.run(&["report", "2023-09"]).code(0);
    let page = kb.read("reports/2023-09/index.html");
    assert!(page.contains("data-root=\"https://kb.example/a&amp;copy=b/\""));
    assert!(!page.contains("a&copy=b"));
}

#[test]
fn a_sealed_report_is_compared_and_never_rewritten() {
    let kb = sealed();
    kb.commit("2023-11-07T01:00:00Z");
    let before: Vec<Vec<u8>> = all_files(&kb);
    let out = kb.run(&["report", "2023-09"]).code(0);
    assert!(out.stdout.contains("数字相同"), "{}", out.stdout);
    let (path, text) = fault(9, 18);
    kb.write(&path, text.replace("-18 16:40", "-15 16:40").as_bytes());
    let out = kb.run(&["report", "2023-09"]).code(1);
    assert!(out.stdout.contains("：封存为 "), "{}", out.stdout);
    assert!(
        out.stdout
            .contains("clocks.resolution.breached.1 不同：封存为 F-20230914-01，现为 —"),
        "{}",
        out.stdout
    );
    let json = kb.run(&["report", "2023-09", "--format", "json"]).code(1).json();
    assert_eq!(json["score"], "100");
    kb.run(&["report", "2023-09", "--out", "elsewhere"]).code(0);
    assert!(kb.path("elsewhere/assessment.json").is_file());
    assert_eq!(all_files(&kb), before);
}

fn all_files(kb: &Kb) -> Vec<Vec<u8>> {
    let files = kb.files("reports").into_iter();
    files
        .map(|path| fs::read(kb.path("reports").join(path)).unwrap())
        .collect()
}

#[test]
fn a_record_that_is_added_after_the_seal_is_told_by_what_it_makes_of_the_month() {
    let kb = sealed();
    kb.commit("2023-11-07T01:00:00Z");
    let (path, text) = fault(9, 18);
    let (path, text) = (
        path.replace("-01.md", "-02.md"),
        text.replace("打不开", "又打不开"),
    );
    kb.write(&path, text.as_bytes());
    kb.commit("2023-11-08T01:00:00Z");
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/sealed/index.html");
    let september = main_of(&page)
        .split("<section")
        .find(|seal| seal.contains("id=\"2023-09\""))
        .unwrap();
    assert!(september.contains("按现在的记录重算：得分 90"), "{september}");
    assert_eq!(page.matches("按现在的记录重算").count(), 1);
    let verified = kb.run(&["verify"]).code(0).stdout;
    let told = verified.lines().skip_while(|line| !line.starts_with("2023-09"));
    assert_eq!(
        told.take(2).last(),
        Some("　　按现在的记录重算：得分 90，可扣款 0 元；封存的数字不变"),
        "{verified}"
    );
    assert_eq!(verified.lines().count(), 4, "{verified}");
    let json = kb
        .run(&["--lang", "en", "verify", "--format", "json"])
        .code(0)
        .json();
    let words = "By the records of today: score 90, may be withheld 0; the sealed figures stay";
    assert_eq!(json[1]["recounted"], words);
    assert_eq!(json[0]["recounted"], Value::Null);
}

#[test]
fn changes_after_the_seal_are_shown_and_corrected() {
    let kb = sealed();
    kb.commit("2023-11-07T01:00:00Z");
    let (path, text) = fault(9, 18);
    kb.write(&path, text.replace("-18 16:40", "-15 16:40").as_bytes());
    let commit = kb.commit("2023-11-08T01:00:00Z");
    // The sealed commit still proves what was sealed.
    let out = kb.run(&["verify"]).code(0);
    assert!(
        out.stdout.contains("封存后有变更并已提交的 1 项：F-20230914-01"),
        "{}",
        out.stdout
    );
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/sealed/index.html");
    let page = main_of(&page);
    assert!(
        page.contains("<del>2023-09-18 16:40</del>") && page.contains("<ins>2023-09-15 16:40</ins>"),
        "{page}"
    );
    assert!(
        page.contains("张伟") && page.contains(&commit[..10]) && page.contains("解决时间"),
        "{page}"
    );
    assert!(main_of(&kb.read("site/months/index.html")).contains("../sealed/index.html"));
    assert!(main_of(&kb.read("site/months/2023-09.html")).contains("其后有 1 项变更"));
    assert!(main_of(&kb.read("site/months/2023-08.html")).contains("计入的记录没有改动"));
    // What was sealed stays; what the records make of it today is told beside it.
    let months = kb.read("site/months/index.html");
    let months = main_of(&months);
    assert_eq!(months.matches("已封存").count(), 3);
    assert_eq!(
        months.matches("按现在的记录重算：得分 100，可扣款 0 元").count(),
        1
    );
    let september = kb.read("site/months/2023-09.html");
    let september = main_of(&september);
    assert!(september.contains("封存的得分 95 分"), "{september}");
    assert!(september.contains("按现在的记录重算：得分 100"), "{september}");

    let out = kb
        .run(&["report", "2023-09", "--seal", "--correct", "  "])
        .code(2);
    assert!(out.stderr.contains("原因"), "{}", out.stderr);
    kb.run(&["report", "2023-09", "--seal", "--correct", "解决时间登记有误"])
        .code(0);
    let correction = manifest(&kb, "2023-09-correction-1");
    assert_eq!(correction["figures"]["score"], "100");
    let hash = |report: &str| {
        let bytes = fs::read(kb.path(&format!("reports/{report}/MANIFEST.json"))).unwrap();
        casebook::base::hash::sha256(&bytes)
    };
    assert_eq!(correction["corrects"]["manifest"], hash("2023-09").as_str());
    assert_eq!(correction["corrects"]["report"], "2023-09");
    assert_eq!(correction["corrects"]["reason"], "解决时间登记有误");
    assert_eq!(correction["previous"], hash("2023-10").as_str());
    // Whoever gets it reads that it corrects another, why, and what that one said.
    let folder = "reports/2023-09-correction-1";
    let written: Value = serde_json::from_str(&kb.read(&format!("{folder}/assessment.json"))).unwrap();
    assert_eq!(written["corrects"], correction["corrects"]);
    for said in [
        "本报告更正 2023-09，原因：解决时间登记有误",
        "2023-09：95 分；更正后：100 分",
    ] {
        for file in ["index.html", "assessment.json"] {
            assert!(
                kb.read(&format!("{folder}/{file}")).contains(said),
                "{file}: {said}"
            );
        }
    }
    kb.run(&["verify"]).code(0);
    // From now on the correction is what the month is held against.
    kb.run(&["report", "2023-09"]).code(0);
    kb.commit("2023-11-09T01:00:00Z");
    let since = kb
        .run(&["changes", "--since", "2023-09", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(since[0]["id"], "F-20230914-01");
    kb.run(&["build", "-q"]).code(0);
    assert_eq!(
        main_of(&kb.read("site/months/index.html"))
            .matches("已封存")
            .count(),
        3
    );
    assert!(main_of(&kb.read("site/sealed/index.html")).contains("更正 2023-09，原因：解决时间登记有误"));
    names(
        after(&kb, "reports/2023-09/MANIFEST.json", |bytes| one_byte(bytes)),
        &["2023-09  不符", "2023-10  不符", "2023-09-correction-1  不符"],
    );
    kb.run(&["report", "2023-09", "--seal", "--correct", "又一处"])
        .code(0);
    assert_eq!(
        manifest(&kb, "2023-09-correction-2")["corrects"]["report"],
        "2023-09-correction-1"
    );
    kb.run(&["verify"]).code(0);
}

#[test]
fn a_record_that_is_deleted_or_not_committed_is_shown_too() {
    let kb = sealed();
    kb.commit("2023-11-07T01:00:00Z");
    let (path, _) = fault(8, 15);
    fs::remove_file(kb.path(&path)).unwrap();
    kb.commit("2023-11-08T01:00:00Z");
    kb.run(&["verify"]).code(0);
    let (path, text) = fault(10, 16);
    kb.write(&path, text.replace("16:40", "16:50").as_bytes());
    names(
        kb.run(&["verify"]),
        &["2023-08  完好", "2023-10  不符", "F-20231014-01"],
    );
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/sealed/index.html");
    let page = main_of(&page);
    assert!(page.contains("F-20230814-01") && page.contains("删除"), "{page}");
    assert!(
        page.contains("<ins>2023-10-16 16:50</ins>") && page.contains("没有提交"),
        "{page}"
    );
    // A revision has no uncommitted changes.
    kb.run(&["build", "-q", "--rev", "HEAD"]).code(0);
    assert!(!kb.read("site/sealed/index.html").contains("16:50"));
}

#[test]
fn what_was_changed_in_the_contract_is_named_key_by_key() {
    let kb = sealed();
    kb.commit("2023-11-07T01:00:00Z");
    let first = CONTRACT.replacen("limit: 1 workday", "limit: 2 workdays", 1);
    assert_ne!(first, CONTRACT);
    kb.write("contract.yaml", first.as_bytes());
    kb.commit("2023-11-08T01:00:00Z");
    kb.write(
        "contract.yaml",
        format!("{first}priority_matrix: {{high: {{high: minor}}}}\n").as_bytes(),
    );
    kb.run(&["build", "-q"]);
    let page = kb.read("site/sealed/index.html");
    let page = main_of(&page);
    for told in [
        "<td>clocks.resolution.limit</td><td><del>1 workday</del></td><td><ins>2 workdays</ins></td><td><time>",
        "<td>priority_matrix.high.high</td><td>—</td><td><ins>minor</ins></td><td colspan=\"3\">",
    ] {
        assert_eq!(page.matches(told).count(), 3, "{told}: {page}");
    }
}

#[test]
fn a_deployed_site_is_held_against_its_list() {
    let kb = written();
    kb.run(&["build", "-q"]).code(0);
    let site = kb.path("site");
    let verify = || kb.run(&["verify", "--site", site.to_str().unwrap()]);
    assert!(verify().code(0).stdout.contains("网站完好"));
    kb.write("site/extra.html", b"x");
    fs::remove_file(kb.path("site/404.html")).unwrap();
    let mut page = kb.read("site/index.html");
    page.push(' ');
    kb.write("site/index.html", page.as_bytes());
    names(
        verify(),
        &["缺少：404.html", "改动：index.html", "多出：extra.html"],
    );
    let json = kb
        .run(&["verify", "--site", "site", "--format", "json"])
        .code(1)
        .json();
    assert_eq!(json[0]["path"], "404.html");
    assert_eq!(json[0]["fault"], "missing");
    kb.run(&["verify", "--site", "nowhere"]).code(2);
    let list = kb.read("site/manifest.json").replacen("\"sha256\"", "\"sha\"", 1);
    kb.write("site/manifest.json", list.as_bytes());
    names(verify(), &["改动：manifest.json"]);
    kb.run(&["verify", "2023-09"]).code(2);
    assert!(kb.run(&["verify"]).code(0).stdout.contains("还没有封存"));
}

#[test]
fn the_sample_is_sealed_alike_in_two_folders() {
    let one = Kb::named("one").sample();
    let two = Kb::named("第二处 with spaces").sample();
    let elsewhere = [("TZ", "America/New_York"), ("LANG", "en_US.UTF-8")];
    assert_eq!(one.commit(AFTER), two.commit(AFTER));
    for month in MONTHS {
        one.run(&["report", month, "--seal"]).code(0);
        two.run_with(&["report", month, "--seal"], &elsewhere).code(0);
    }
    assert_eq!(one.files("reports"), two.files("reports"));
    assert_eq!(all_files(&one), all_files(&two));
    two.run_with(&["verify"], &elsewhere).code(0);
    one.commit("2023-11-07T01:00:00Z");
    one.run(&["verify", "2023-09"]).code(0);
    let record = "content/faults/2023/08/F-20230816-01.md";
    let before = one.read(record);
    one.write(record, before.replacen("2023-08-16", "2023-08-17", 1).as_bytes());
    names(
        one.run(&["verify", "2023-08"]),
        &["2023-08  不符", "F-20230816-01"],
    );
}

/// A seal that was committed cannot be thrown away to seal other figures.
#[test]
fn nothing_is_sealed_in_place_of_a_seal_that_was_committed() {
    let kb = sealed();
    kb.commit("2023-11-07T01:00:00Z");
    fs::remove_dir_all(kb.path("reports")).unwrap();
    let (path, text) = fault(9, 15);
    kb.write(&path, text.as_bytes());
    kb.commit("2023-11-08T01:00:00Z");
    let refused = kb.run(&["report", "2023-09", "--seal"]).code(2);
    assert!(refused.stderr.contains("提交过的封存"), "{}", refused.stderr);
    assert!(!kb.path("reports/2023-09/MANIFEST.json").exists());
}

#[test]
fn a_change_of_what_the_home_page_says_leads_to_that_page() {
    let manual =
        |title: &str| format!("---\ntitle: {title}\nversion: \"1\"\nrevised: 2023-09-04\n---\n\n说明\n");
    let kb = written().file("content/README.md", &manual("说明"));
    kb.commit(AFTER);
    seal_all(&kb);
    kb.commit("2023-11-07T01:00:00Z");
    kb.write("content/README.md", manual("新说明").as_bytes());
    kb.commit("2023-11-08T01:00:00Z");
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/sealed/index.html");
    assert!(
        main_of(&page).contains("<a href=\"../index.html\">README</a>"),
        "{page}"
    );
}
