//! A site for an audience has no trace of what that may not see.

use crate::kb::{Kb, main_of};
use std::collections::BTreeMap;

const CASEBOOK: &str = "title: 库
languages: [zh-CN, en]
base_url: https://kb.example
edit_url: https://git.intranet.example/{path}
systems: [{id: gwgl, name: 公文管理系统, owner: zhangwei}]
regions: [{id: fj, name: 省局, level: province}]
people: [{id: zhangwei, name: 张伟, role: engineer, contact: tel-roster}]
duty: [{date: 2023-10-09, person: zhangwei, phone: tel-duty}]
";

#[test]
fn that_all_is_kept_from_an_audience_is_not_that_there_is_nothing() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\n")
        .file("content/manuals/a.md", "# 甲\n");
    let told = kb.run(&["build", "--audience", "public"]).code(0).stderr;
    assert!(told.contains("没有一条记录可以给这些人看：1 条"), "{told}");
}

const CONTRACT: &str = "clocks:
  - {id: resolution, name: 解决, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}
  - {id: response, name: 响应, of: fault, from: reported_at, to: responded_at, limit: 10 minutes}
";

/// What only restricted records say, one word a place.
const FOR_FEW: [&str; 11] = [
    "few-title",
    "few-body",
    "few-tag",
    "few-file",
    "few-alias",
    "few-commit",
    "few-reason",
    "few-gone",
    "few-reporter",
    "few-broken",
    "few-draft",
];
/// What only internal records say.
const FOR_US: [&str; 5] = ["us-title", "us-body", "us-tag", "us-file", "us-commit"];
/// What records for all say that not all may see.
const PERSONAL: [&str; 12] = [
    "all-reporter",
    "all-contact",
    "all-extra",
    "10.1.2.3",
    "10.1.2.4",
    "10.1.2.5",
    "10.1.2.6",
    "10.1.2.7",
    "2001:db8::7",
    "tel-roster",
    "tel-duty",
    "git.intranet",
];
/// What records for all say to all.
const FOR_ALL: [&str; 5] = ["all-title", "all-body", "all-tag", "all-file", "127.0.0.1"];

const FOR_EVERYBODY: &str = "---
title: all-title 10.1.2.3
confidentiality: public
system: gwgl
region: fj
severity: minor
tags: [all-tag]
reporter: all-reporter
contact: all-contact
confirmed_by: all-reporter
phone: all-extra
handler: zhangwei
related: [S-20230928-01]
change: S-20230928-01
reported_at: 2023-09-27 09:35
responded_at: 2023-09-27 09:40
resolved_at: 2023-10-20 17:00
aliases: [all-alias]
---

## 故障现象

all-body 见 [[S-20230928-01]]、[那件事](../incidents/S-20230928-01.md)、[[F-20230927-02|另一件]]和[附件](F-20230927-01-note.txt)。
主机 10.1.2.4:8080 与 [2001:db8::7]:443 不通，127.0.0.1 通。

```sh
ping 10.1.2.5
```
";

const FOR_US_ONLY: &str = "---
title: us-title
system: gwgl
region: fj
severity: minor
tags: [us-tag]
reported_at: 2023-09-27 10:35
---

us-body [附件](F-20230927-02-us-file.txt)
";

const RESTRICTED: &str = "---
title: few-title
system: gwgl
tags: [few-tag]
aliases: [few-alias]
date: 2023-09-28
---

few-body，见 [[F-20230927-01]]，[图](few-file.png)
";

const RESTRICTED_BY_ITSELF: &str = "---
title: few-title of a fault
confidentiality: restricted
severity: minor
reporter: few-reporter
reported_at: 2023-09-27 11:35
---
";

const ASSESSMENT: &str = "---
title: few-title of a month
assessed_month: 2023-09
exclusions:
  - {record: F-20230927-01, clock: resolution, reason: few-reason, agreed_by: zhangwei}
---

few-body
";

fn kb() -> Kb {
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT)
        .file("content/faults/F-20230927-01.md", FOR_EVERYBODY)
        .file("content/faults/F-20230927-01-note.txt", "all-file 10.1.2.6\n")
        .file("content/faults/F-20230927-01-10.1.2.7.txt", "all-file\n")
        .file(
            "content/manuals/10.1.2.7.md",
            "---\ntitle: 手册\nconfidentiality: public\n---\n\n文\n",
        )
        .file(
            "content/manuals/gone.md",
            "---\ntitle: few-gone\nconfidentiality: restricted\n---\n\nfew-gone\n",
        );
    kb.commit_saying("2023-09-29T01:00:00Z", "记录 few-commit us-commit");
    std::fs::remove_file(kb.path("content/manuals/gone.md")).unwrap();
    let query = "---\ntitle: 清单\nconfidentiality: public\n---\n\n```query\nSELECT id, title FROM records\n```\n\n\
                 ```query\nWITH few AS (SELECT * FROM incidents) SELECT count(*) FROM few\n```\n";
    let kb = kb
        .file("content/faults/F-20230927-02.md", FOR_US_ONLY)
        .file("content/faults/F-20230927-02-us-file.txt", "us-file\n")
        .file("content/faults/F-20230927-03.md", RESTRICTED_BY_ITSELF)
        .file("content/faults/F-20230927-03-few-file.txt", "few-file\n")
        .file(
            "content/faults/F-20230927-04.md",
            "---\ntitle: “few-broken\nconfidentiality: public\nx: [\n---\nfew-broken\n",
        )
        .file(
            "content/faults/F-20230927-05.md",
            "---\ntitle: few-broken\nconfidentiality: publik\n---\nfew-broken\n",
        )
        .file(
            "content/faults/F-20230927-06.md",
            "---\ntitle: few-draft\nconfidentiality: public\ndraft: true\n---\nfew-draft\n",
        )
        .file("content/incidents/S-20230928-01.md", RESTRICTED)
        .file("content/incidents/few-file.png", "few-file")
        .file("content/incidents/nobodys-few-file.txt", "few-file")
        .file("content/assessments/2023-09.md", ASSESSMENT)
        .file("content/lists/all.md", query);
    kb.commit_saying("2023-10-31T01:00:00Z", "改了 few-commit us-commit");
    kb
}

fn built(kb: &Kb, audience: &str, out: &str) -> BTreeMap<String, String> {
    let told = kb.run(&["build", "--audience", audience, "--out", out]);
    assert_eq!(told.code, 1, "two records are broken: {}", told.stderr);
    assert!(told.stderr.contains(audience), "{}", told.stderr);
    site(kb, out)
}

/// The files of a site, as text.
fn site(kb: &Kb, out: &str) -> BTreeMap<String, String> {
    let read = |path: String| {
        let bytes = std::fs::read(kb.path(out).join(&path)).unwrap();
        (path, String::from_utf8_lossy(&bytes).into_owned())
    };
    kb.files(out).into_iter().map(read).collect()
}

#[track_caller]
fn has_none_of(site: &BTreeMap<String, String>, words: &[&str]) {
    for word in words {
        let mut with = site
            .iter()
            .filter(|(path, text)| path.contains(word) || text.contains(word));
        let found = with.next().map(|(path, _)| path);
        assert_eq!(found, None, "`{word}` stands in the site");
    }
}

#[track_caller]
fn has_all_of(site: &BTreeMap<String, String>, words: &[&str]) {
    for word in words {
        let found = site
            .iter()
            .any(|(path, text)| path.contains(word) || text.contains(word));
        assert!(found, "`{word}` stands nowhere in the site");
    }
}

#[test]
fn who_may_not_see_a_record_finds_no_trace_of_it() {
    let kb = kb();
    let few = built(&kb, "restricted", "few");
    has_all_of(&few, &FOR_ALL);
    has_all_of(&few, &FOR_US);
    has_all_of(&few, &PERSONAL);
    has_all_of(
        &few,
        &[
            "few-title",
            "few-body",
            "few-tag",
            "few-file",
            "few-alias",
            "few-commit",
            "few-reason",
            "few-broken",
        ],
    );
    let us = built(&kb, "internal", "us");
    has_none_of(&us, &FOR_FEW);
    has_none_of(&us, &["incidents/S-2023", "us-commit", "months/", "assessments"]);
    has_all_of(&us, &FOR_ALL);
    has_all_of(
        &us,
        &[
            "us-title",
            "us-body",
            "us-tag",
            "us-file",
            "all-reporter",
            "all-contact",
            "10.1.2.4",
            "tel-roster",
        ],
    );
    let all = built(&kb, "public", "all");
    has_none_of(&all, &FOR_FEW);
    has_none_of(&all, &FOR_US);
    has_none_of(&all, &PERSONAL);
    has_none_of(&all, &["zhangwei@example.org"]);
    has_none_of(&all, &["months/", "assessments", "people/", "intake/"]);
    has_all_of(&all, &FOR_ALL);
    assert!(all["index.html"].contains("本站供公开查阅"));
    assert!(all["en/index.html"].contains("This site is for everybody"));
    assert!(!few["index.html"].contains("本站供"));
}

#[test]
fn a_link_to_what_one_may_not_see_is_what_was_written() {
    let kb = kb();
    let all = built(&kb, "public", "all");
    let fault = main_of(&all["faults/F-20230927-01.html"]);
    assert!(
        fault.contains("all-body 见 S-20230928-01、那件事、另一件和<a "),
        "{fault}"
    );
    assert!(fault.contains("<dd>S-20230928-01</dd>"), "{fault}");
    assert!(!fault.contains("class=\"missing\""), "{fault}");
    assert!(
        fault.contains("（已隐去）") && fault.contains("主机 x.x.x.x 与 x.x.x.x 不通"),
        "{fault}"
    );
    // Its clock stands as it does for all; why, is not for all.
    let few = built(&kb, "restricted", "few");
    assert!(main_of(&few["faults/F-20230927-01.html"]).contains("few-reason"));
    assert!(fault.contains("不计入"), "{fault}");
}

#[test]
fn a_query_that_asks_for_what_is_there_only_in_part_gets_no_answer() {
    let kb = kb();
    let all = built(&kb, "public", "all");
    let list = main_of(&all["lists/all.html"]);
    assert!(
        list.contains("all-title") && !list.contains("F-20230927-02"),
        "{list}"
    );
    assert_eq!(list.matches("此处不列结果").count(), 1, "{list}");
    let registers = |site: &BTreeMap<String, String>| {
        let pages = site.keys().filter_map(|path| path.strip_prefix("registers/"));
        pages.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(registers(&all), ["index.html", "reviews.html"]);
    let us = built(&kb, "internal", "us");
    let for_us = ["coverage", "due", "faq", "index", "inspections", "reviews"];
    assert_eq!(registers(&us), for_us.map(|name| format!("{name}.html")));
}

#[test]
fn sites_for_others_change_no_byte_of_the_whole_one() {
    let (kb, fresh) = (kb(), self::kb());
    let whole = |kb: &Kb| {
        assert_eq!(kb.run(&["build"]).code, 1);
        site(kb, "site")
    };
    let before = whole(&fresh);
    built(&kb, "public", "all");
    built(&kb, "internal", "site");
    assert!(whole(&kb) == before);
    // What was made for few is gone from the same folder, and comes back.
    let all = built(&kb, "public", "site");
    assert!(all == site(&kb, "all"));
    assert!(whole(&kb) == before);
    built(&kb, "public", "all");
    let found = kb.run(&["search", "few-body", "--format", "json"]).code(0);
    assert!(found.stdout.contains("S-20230928-01"), "{}", found.stdout);
}

#[test]
fn a_site_made_again_is_as_one_made_anew() {
    let kb = kb();
    let fault = |id: &str| format!("content/faults/{id}.md");
    let edits: [(String, String); 4] = [
        // A clock of a record that all see, by one that few see.
        (
            "content/assessments/2023-09.md".to_owned(),
            ASSESSMENT.replace("clock: resolution", "clock: response"),
        ),
        (
            fault("F-20230927-03"),
            RESTRICTED_BY_ITSELF.replace("restricted", "public"),
        ),
        (
            fault("F-20230927-01"),
            FOR_EVERYBODY.replace("10.1.2.4", "10.1.2.40"),
        ),
        (
            fault("F-20230927-01"),
            FOR_EVERYBODY.replace("confidentiality: public", "confidentiality: restricted"),
        ),
    ];
    for audience in ["public", "internal"] {
        built(&kb, audience, audience);
    }
    for (number, (path, text)) in edits.iter().enumerate() {
        kb.write(path, text.as_bytes());
        for audience in ["public", "internal"] {
            let again = built(&kb, audience, audience);
            let (out, cache) = (
                format!("{audience}-{number}"),
                format!("../cache-{audience}-{number}"),
            );
            let anew = kb.run(&["build", "--audience", audience, "--out", &out, "--cache", &cache]);
            assert!(anew.code < 2, "{}", anew.stderr);
            let anew = site(&kb, &out);
            let differ = |path: &&String| again.get(*path) != anew.get(*path);
            let mut paths = again.keys().chain(anew.keys());
            assert_eq!(paths.find(differ), None, "{audience} after {path}");
        }
    }
}

#[test]
fn nothing_is_said_twice_and_nobody_else_is_an_audience() {
    let kb = kb();
    let first = kb.run(&["build", "--audience", "internal"]);
    let again = kb.run(&["build", "--audience", "internal"]);
    assert!(
        first
            .stderr
            .contains("站点供 internal 查看：5 条记录不在此范围内"),
        "{}",
        first.stderr
    );
    assert!(
        again
            .stderr
            .contains("站点供 internal 查看：5 条记录不在此范围内"),
        "{}",
        again.stderr
    );
    let other = kb.run(&["build", "--audience", "secret"]).code(2);
    for name in ["public", "internal", "restricted"] {
        assert!(other.stderr.contains(name), "{}", other.stderr);
    }
    let whole = kb.run(&["build"]);
    assert!(!whole.stderr.contains("不在此范围内"), "{}", whole.stderr);
}
