//! What readers expect beside the records: registers, reviews, a glossary, feeds, a form to report something on.

use crate::kb::{Kb, main_of};

const CASEBOOK: &str = "title: 库
base_url: https://kb.example
systems:
  - {id: gwgl, name: 公文管理系统, owner: zhangwei, documents: [user_manual]}
  - {id: qbgl, name: 签报管理系统}
regions: [{id: fj, name: 省局, level: province}]
people: [{id: zhangwei, name: 张伟, role: engineer, from: 2023-01-01}]
duty: [{date: 2023-10-09, person: zhangwei, phone: \"8002\"}, {date: 2023-10-08, person: zhangwei}]
";
const CONTRACT: &str = "clocks:
  - {id: resolution, name: 解决, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}
";
const SHEET: &str = "sheet: {full: \"10\", items: [{id: A, points: \"10\", rule: {type: manual}}]}
";
const FAULT: &str = "---
title: 打不开
system: gwgl
region: fj
severity: minor
reported_at: 2023-09-27 09:35
---

## 故障现象

服务时间内可用率低，服务时间不变。

```log
2023-09-27 09:30:01 ERROR java.lang.NullPointerException
```
";

fn kb() -> Kb {
    let manual = |of_type: &str, review: &str, body: &str| {
        format!(
            "---\ntitle: 手册\ndocument_type: {of_type}\nowner: zhangwei\nreview_by: {review}\n---\n\n{body}\n"
        )
    };
    let terms =
        "| 术语 | 意思 |\n|---|---|\n| 服务时间 | 合同约定的**工作**时间 |\n| 可用率、SLA | 能用的 <时间> |";
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT)
        .file("content/faults/2023/09/F-20230927-01.md", FAULT)
        .file(
            "content/manuals/terms.md",
            &manual("glossary", "2023-10-08", terms),
        )
        .file(
            "content/manuals/soon.md",
            &manual("rule", "2023-10-20", "按 SLA 算；SLAB 不算。"),
        )
        .file("content/manuals/late.md", &manual("rule", "2024-10-20", "文"));
    kb.commit("2023-10-09T01:00:00Z");
    kb.run(&["build", "-q"]).code(0);
    kb
}

#[test]
fn reviews_that_are_due_are_told_as_of_the_build() {
    let kb = kb();
    let past = kb.read("site/manuals/terms.html");
    assert!(main_of(&past).contains("复审期限 2023-10-08 已过"), "{past}");
    assert!(main_of(&past).contains("负责人：<a href=\"../people/index.html#zhangwei\">张伟</a>"));
    assert!(main_of(&kb.read("site/manuals/soon.html")).contains("复审期限 2023-10-20 将到"));
    assert!(!main_of(&kb.read("site/manuals/late.html")).contains("复审期限 2024-10-20 "));
    let register = kb.read("site/registers/reviews.html");
    let main = main_of(&register);
    assert!(main.contains("截至 2023-10-09 09:00"), "{main}");
    let (passed, soon) = main.split_once("id=\"review-soon\"").unwrap();
    assert!(passed.contains("manuals/terms.html") && !passed.contains("manuals/soon.html"));
    assert!(soon.contains("manuals/soon.html") && !soon.contains("manuals/late.html"));
}

#[test]
fn what_waits_says_for_whom_by_name() {
    let pending = "pending: [{from: 2023-09-27 10:00, reason: vendor, party: rongxin}]";
    let kb = Kb::new()
        .file(
            "casebook.yaml",
            &format!("{CASEBOOK}vendors: [{{id: rongxin, name: 榕信软件, role: builder}}]\n"),
        )
        .file("contract.yaml", CONTRACT)
        .file(
            "content/faults/2023/09/F-20230927-01.md",
            &FAULT.replacen("reported_at", &format!("{pending}\nreported_at"), 1),
        );
    kb.run(&["build", "-q", "--as-of", "2023-10-09T09:00:00+08:00"])
        .code(0);
    let due = kb.read("site/registers/due.html");
    let (_, waiting) = due.split_once("id=\"due-waiting\"").unwrap();
    assert!(
        waiting.contains("<td>待承建单位</td><td>榕信软件</td>"),
        "{waiting}"
    );
}

#[test]
fn registers_come_from_the_ledger_in_words() {
    let kb = kb();
    let due = kb.read("site/registers/due.html");
    let main = main_of(&due);
    assert!(
        main.contains("<th scope=\"col\">编号</th><th scope=\"col\">期限</th><th scope=\"col\">标题</th>")
    );
    assert!(
        main.contains("<td>解决</td>") && main.contains("<span class=\"badge tone-bad\">超时</span>"),
        "{main}"
    );
    assert!(
        main.contains("<summary>查询语句</summary>") && main.contains("<span class=\"h-k\">SELECT</span>")
    );
    let coverage = kb.read("site/registers/coverage.html");
    let main = main_of(&coverage);
    assert!(
        main.contains("<a href=\"../systems/gwgl/faults.html\">1</a>"),
        "{main}"
    );
    assert!(main.contains("签报管理系统") && main.contains("<td class=\"right gap\">0</td>"));
    assert!(main.contains("<td>用户手册</td>"), "{main}");
    let index = kb.read("site/registers/index.html");
    for page in [
        "due",
        "reviews",
        "coverage",
        "risks",
        "vulnerabilities",
        "approvals",
        "inspections",
        "faq",
    ] {
        assert!(
            main_of(&index).contains(&format!("href=\"{page}.html\"")),
            "{page}"
        );
        assert!(
            !main_of(&kb.read(&format!("site/registers/{page}.html"))).contains("query-fault"),
            "{page}"
        );
    }
}

#[test]
fn a_record_of_two_systems_names_both_where_records_are_listed() {
    let two = FAULT.replace("system: gwgl", "system: [qbgl, gwgl]");
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", &format!("{CONTRACT}{SHEET}"))
        .file("content/faults/2023/09/F-20230927-01.md", &two);
    kb.commit("2023-10-09T01:00:00Z");
    kb.run(&["build", "-q"]).code(0);
    let both = "签报管理系统、公文管理系统";
    let due = kb.read("site/registers/due.html");
    let leading = [("qbgl", "签报管理系统"), ("gwgl", "公文管理系统")]
        .map(|(id, name)| format!("<a href=\"../systems/{id}.html\">{name}</a>"));
    assert!(main_of(&due).contains(&leading.join("、")), "{due}");
    kb.run(&["report", "2023-09", "--out", "out"]).code(0);
    for table in ["04-faults-list", "02-levels-late"] {
        let rows = kb.read(&format!("out/tables/{table}.csv"));
        assert_eq!(rows.matches(both).count(), 1, "{rows}");
    }
}

#[test]
fn the_first_use_of_a_term_is_explained() {
    let kb = kb();
    let fault = kb.read("site/faults/2023/09/F-20230927-01.html");
    let body = main_of(&fault);
    assert_eq!(body.matches("class=\"term\"").count(), 2, "{body}");
    assert!(body.contains(
        "<p><dfn class=\"term\"><a href=\"../../../manuals/terms.html#term-服务时间\" aria-describedby=\"term-0\">服务时间</a>\
         <span class=\"term-says\" role=\"tooltip\" id=\"term-0\">合同约定的工作时间</span></dfn>内"
    ));
    assert!(body.contains("能用的 &lt;时间&gt;</span>"));
    let rule = kb.read("site/manuals/soon.html");
    assert_eq!(main_of(&rule).matches("class=\"term\"").count(), 1);
    let glossary = kb.read("site/manuals/terms.html");
    assert!(!main_of(&glossary).contains("class=\"term\""));
    assert!(
        glossary.contains("<tr id=\"term-服务时间\"><td>服务时间</td>"),
        "{glossary}"
    );
    assert!(glossary.contains("<tr id=\"term-可用率\"><td>可用率、SLA</td>"));
    assert!(!kb.read("site/manuals/late.html").contains("assets/terms."));
    assert!(
        body.contains("<span class=\"h-e\">java.lang.NullPointerException</span>"),
        "{body}"
    );
    // What is searched for does not change by it.
    let hits = kb
        .run(&["search", "服务时间内可用率", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(hits["total"], 1);
}

#[test]
fn kinds_and_systems_have_feeds_of_their_own() {
    let kb = kb();
    let system = kb.read("site/history/system-gwgl.xml");
    assert!(
        system.contains("F-20230927-01") && !system.contains("manuals/"),
        "{system}"
    );
    assert!(system.contains("https://kb.example/history/system-gwgl.xml"));
    let manuals = kb.read("site/history/kind-manual.xml");
    assert!(manuals.contains("manuals/soon.html") && !manuals.contains("F-20230927-01"));
    assert!(!kb.read("site/history/system-qbgl.xml").contains("<entry>"));
    assert!(
        kb.read("site/systems/gwgl.html")
            .contains("href=\"../history/system-gwgl.xml\"")
    );
    assert!(
        kb.read("site/faults/index.html")
            .contains("href=\"../history/kind-fault.xml\"")
    );
}

#[test]
fn people_are_found_by_system_and_duty_by_day() {
    let kb = kb();
    let page = kb.read("site/people/index.html");
    let main = main_of(&page);
    assert!(
        main.contains("<a href=\"tel:8002\">8002</a>") && main.contains("当日"),
        "{main}"
    );
    assert!(main.contains("以往的值班（1 天）"));
    assert!(main.contains(
        "<td><a href=\"../systems/gwgl.html\">公文管理系统</a></td>\n<td class=\"plain\"><a href=\"#zhangwei\">张伟</a></td>"
    ));
}

#[test]
fn the_form_asks_what_the_kinds_say() {
    let own = "id: wish\nname: 愿望\nfolder: wishes\nallocate: \"W-{date}-{seq:03}\"\ndate: asked_on\nform: [title, colour, 为什么]\nfields:\n  \
               colour: {type: choice, of: {red: 红, blue: 蓝}}\n  shade: {type: text, wanted: {colour: red}}\n  asked_on: {type: date, required: true}\nsections: [为什么, 结果]\n";
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("templates/kinds/wish/kind.yaml", own)
        .file(
            "content/wishes/W-20231008-007.md",
            "---\ntitle: 一\nasked_on: 2023-10-08\n---\n",
        );
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/intake/index.html");
    let main = main_of(&page);
    let wish = main
        .split("data-kind=\"wish\"")
        .nth(1)
        .unwrap()
        .split("</fieldset>")
        .next()
        .unwrap();
    assert!(
        wish.starts_with(" data-folder=\"wishes\" data-pattern=\"W-{date}-{seq:03}\" data-date=\"asked_on\""),
        "{wish}"
    );
    assert!(wish.contains("<data hidden value=\"W-20231008-\">7</data>"));
    assert!(
        wish.contains("<option value=\"red\">红</option>\n<option value=\"blue\">蓝</option>"),
        "{wish}"
    );
    assert!(wish.contains("data-when=\"colour=red\" hidden") && wish.contains("name=\"shade\""));
    assert!(wish.contains("name=\"asked_on\" data-how=\"date\" type=\"date\" required"));
    assert!(
        wish.contains("data-section=\"为什么\" rows=\"4\" required")
            && wish.contains("<input type=\"hidden\" data-section=\"结果\">")
    );
    assert!(
        main.contains("data-kind=\"fault\"")
            && main.contains("<option value=\"gwgl\" data-owner=\"zhangwei\" data-from=\"2023-01-01\">")
    );
    assert!(main.contains("colour:  # colour: red 红 | blue 蓝\n"), "{main}");
}

#[test]
fn a_form_that_names_an_unknown_field_is_a_finding() {
    let own = "id: wish\nfolder: wishes\nform: [title, colur]\nfields: {colour: text}\n";
    let kb = Kb::new()
        .file("templates/kinds/wish/kind.yaml", own)
        .file("content/wishes/W-1.md", "---\ntitle: 一\n---\n");
    let out = kb.run(&["check"]);
    assert!(out.stdout.contains("colur"), "{}", out.stdout);
}

#[test]
fn the_form_says_whom_to_send_a_report_to_and_what_levels_mean() {
    let people = "people:
  - {id: li, name: 李娜, role: engineer, contact: 8003 li@kb.example}
  - {id: wu, name: 吴敏, role: staff, contact: 7000}
  - {id: old, name: 陈旧, role: manager, to: 2023-01-31, contact: 8000}
  - {id: zheng, name: 郑建国, role: manager, contact: 服务台 8001，desk@kb.example}
";
    let of = |people: &str| {
        let kb = Kb::new()
            .file("casebook.yaml", &format!("title: 库\n{people}"))
            .file(
                "contract.yaml",
                "priority_matrix:\n  high: {high: critical, low: major, medium: major}\n  low: {low: minor}\n",
            )
            .file("content/faults/2023/09/F-20230927-01.md", FAULT);
        kb.run(&["build", "-q", "--as-of", "2023-10-09T09:00:00+08:00"])
            .code(0);
        kb.read("site/intake/index.html")
    };
    let page = of(people);
    let main = main_of(&page);
    let desk = "运维服务台：<b>服务台 <a href=\"tel:8001\">8001</a>，<a href=\"mailto:desk@kb.example\">desk@kb.example</a></b>（郑建国，项目经理）";
    assert_eq!(main.matches(desk).count(), 2, "{main}");
    assert!(
        !main.contains("陈旧") && !main.contains("7000") && !main.contains("li@"),
        "{main}"
    );
    assert!(main.contains("data-mail=\"desk@kb.example\"") && main.contains(">写邮件</a>"));
    assert!(main.contains("href=\"../people/index.html\""));
    assert!(main.contains("还没有提交") && main.contains("出故障了"));
    assert!(
        main.contains("<span>二级：影响程度高且紧急程度低或中</span>")
            && main.contains("aria-describedby=\"fault-severity-levels\""),
        "{main}"
    );
    let nobody = of("");
    assert!(!nobody.contains("intake-desk") && nobody.contains("写邮件（收件人自己填）"));
    let engineer = of("people: [{id: li, name: 李娜, role: engineer, contact: 8003 li@kb.example}]\n");
    assert!(engineer.contains("data-mail=\"li@kb.example\""));
}

#[test]
fn home_leads_to_the_form_to_the_questions_and_to_people_where_there_are_any() {
    let ways = |kb: &Kb| {
        kb.run(&["build", "-q", "--as-of", "2023-10-09T09:00:00+08:00"])
            .code(0);
        let page = kb.read("site/index.html");
        let (nav, main) = (page.split_once("<main").unwrap().0, main_of(&page));
        let links = ["intake/index.html", "registers/faq.html", "people/index.html"];
        let there = |html: &str| links.map(|link| html.contains(&format!("<li><a href=\"{link}\">")));
        assert_eq!(there(nav), there(main), "{main}");
        there(main)
    };
    let bare = Kb::new().file("content/faults/2023/09/F-20230927-01.md", FAULT);
    assert_eq!(ways(&bare), [true, false, false]);
    let faq = "---\ntitle: 登录\ndocument_type: faq\n---\n\n文。\n";
    let whole = Kb::new()
        .file(
            "casebook.yaml",
            &CASEBOOK.replace("from: 2023-01-01", "contact: 服务台 8002"),
        )
        .file("content/manuals/login.md", faq)
        .file("content/faults/2023/09/F-20230927-01.md", FAULT);
    assert_eq!(ways(&whole), [true, true, true]);
    let system = whole.read("site/systems/gwgl.html");
    let main = main_of(&system);
    assert!(
        main.contains("<a href=\"../intake/index.html?system=gwgl\">报修本系统的问题</a>"),
        "{main}"
    );
    assert!(
        main.contains("张伟</a> 服务台 <a href=\"tel:8002\">8002</a>"),
        "{main}"
    );
}

#[test]
fn what_is_open_is_told_alike_at_home_and_in_its_list() {
    let case = |resolved: &str| {
        format!(
            "---\ntitle: 邮箱满了\nsystem: gwgl\nreported_at: 2023-10-08 09:10\nresponded_at: 2023-10-08 09:20\n{resolved}---\n\n## 问题描述\n\n满。\n"
        )
    };
    let resolved = FAULT.replacen("reported_at", "resolved_at: 2023-09-27 10:00\nreported_at", 1);
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file(
            "contract.yaml",
            &format!("{CONTRACT}  - {{id: reply, name: 答复, of: case, from: reported_at, to: responded_at, limit: 30 minutes}}\n"),
        )
        .file("content/faults/2023/09/F-20230927-01.md", FAULT)
        .file("content/faults/2023/09/F-20230927-02.md", &resolved)
        .file("content/cases/2023/10/C-20231008-01.md", &case(""))
        .file("content/cases/2023/10/C-20231008-02.md", &case("resolved_at: 2023-10-08 10:00\n"))
        .file("content/cases/2023/10/C-20231008-03.md", &case("closed_as: cancelled\n"));
    kb.run(&["build", "-q", "--as-of", "2023-10-09T09:00:00+08:00"])
        .code(0);
    let (home, list) = (kb.read("site/index.html"), kb.read("site/open/index.html"));
    let (_, card) = home.split_once("open-card").unwrap();
    let (card, _) = card.split_once("</section>").unwrap();
    for (place, html) in [("home", card), ("list", main_of(&list))] {
        let ids = [
            "F-20230927-01",
            "F-20230927-02",
            "C-20231008-01",
            "C-20231008-02",
            "C-20231008-03",
        ];
        let there = ids.map(|id| html.contains(&format!("<span class=\"id\">{id}</span>")));
        assert_eq!(there, [true, false, true, false, false], "{place}: {html}");
        for words in [
            "<span>解决应于 2023-09-28 18:00 前 <span class=\"badge tone-bad\">超时</span></span>",
            "<span class=\"badge tone-open\">已登记</span>",
            "<span class=\"badge tone-going\">已回复</span>",
            "截至 2023-10-09 09:00",
        ] {
            assert!(html.contains(words), "{place}: {words}: {html}");
        }
    }
}

#[test]
fn an_assessment_leads_to_its_month_and_says_how_good_it_was() {
    let contract = format!(
        "{CONTRACT}sheet:
  items:
    - id: A
      title: 解决
      points: \"100\"
      evidence: SELECT * FROM faults WHERE resolution_month = :month AND resolution_status = 'breached'
      rule: {{type: per_occurrence, each: \"30\"}}
payment: {{contract_total: \"600000.00\", months: 12, threshold: \"80\"}}
"
    );
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", &contract)
        .file("content/faults/2023/09/F-20230927-01.md", FAULT)
        .file(
            "content/assessments/2023-09.md",
            "---\ntitle: 九月的考核\nassessed_month: 2023-09\nconfidentiality: internal\n---\n",
        );
    let at = ["build", "-q", "--as-of", "2023-10-09T09:00:00+08:00"];
    kb.run(&at).code(0);
    let page = kb.read("site/assessments/2023-09.html");
    let main = main_of(&page);
    assert!(
        main.contains(
            "<h2 id=\"assessed-title\" class=\"plain\"><a href=\"../months/2023-09.html\">2023年9月考核结果</a></h2>"
        ),
        "{main}"
    );
    assert!(
        main.contains("<span class=\"score-number\">70</span>") && main.contains("可扣款 15,000.00 元"),
        "{main}"
    );
    for list in ["index", "2023"] {
        let list = kb.read(&format!("site/assessments/{list}.html"));
        assert!(main_of(&list).contains("得分 70 · 可扣款 15,000.00 元"), "{list}");
    }
    // A breach that is mended changes the score on the page of the assessment, whose own file is as it was.
    let mended = FAULT.replacen("reported_at", "resolved_at: 2023-09-27 10:00\nreported_at", 1);
    kb.write("content/faults/2023/09/F-20230927-01.md", mended.as_bytes());
    kb.run(&at).code(0);
    for path in ["site/assessments/2023-09.html", "site/assessments/index.html"] {
        let page = kb.read(path);
        assert!(page.contains("100") && !page.contains("15,000.00"), "{page}");
    }
    // Who sees only some of the records sees no score.
    kb.run(&[&at[..], &["--audience", "internal"]].concat()).code(0);
    let narrower = kb.read("site/assessments/2023-09.html");
    assert!(
        !narrower.contains("assessed-title") && !kb.read("site/assessments/index.html").contains("得分 ")
    );
}

#[test]
fn lists_stand_by_title_and_say_what_they_are_for_and_titles_lead_to_records() {
    let list = |title: &str| format!("---\ntitle: {title}\npurpose: 看{title}用\n---\n\n文。\n");
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT)
        .file("content/faults/2023/09/F-20230927-01.md", FAULT)
        .file("content/lists/a.md", &list("巡检"))
        .file("content/lists/b.md", &list("可用率"))
        .file("content/lists/c.md", &list("Case 分类"));
    kb.run(&["build", "-q", "--as-of", "2023-10-09T09:00:00+08:00"])
        .code(0);
    let page = kb.read("site/lists/index.html");
    let main = main_of(&page);
    let at = |words: &str| main.find(words).unwrap_or_else(|| panic!("{words}: {main}"));
    assert!(at(">Case 分类</a>") < at(">可用率</a>") && at(">可用率</a>") < at(">巡检</a>"));
    assert!(
        main.contains("<span>看可用率用</span>") && !main.contains("<time>"),
        "{main}"
    );
    let faults = kb.read("site/faults/index.html");
    assert!(main_of(&faults).contains("<time>2023-09-27</time>"));
    let due = kb.read("site/registers/due.html");
    let (id, title) = ("F-20230927-01", "打不开");
    for words in [id, title] {
        let link = format!("<a href=\"../faults/2023/09/{id}.html\">{words}</a>");
        assert!(main_of(&due).contains(&link), "{due}");
    }
}
