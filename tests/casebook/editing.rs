//! What helps while records are written: fields in order, schemas, findings for editors, completion, pages for `man`.

use crate::kb::Kb;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FAULT: &str = "content/faults/2023/F-20230911-01.md";
/// Out of order, with comments, odd spaces and quotes that have to stay.
const TEXT: &str = "---\nreported_at:   2023-09-11 09:05\n\n# 级别按合同附件\nseverity: 'minor' # 三级\ntitle: \"打不开\"\nsystem: [gw]\nown: 1\n---\n\n## 故障现象\n\n正文  \n";
const IN_ORDER: &str = "---\ntitle: \"打不开\"\nsystem: [gw]\n\n# 级别按合同附件\nseverity: 'minor' # 三级\nreported_at:   2023-09-11 09:05\nown: 1\n---\n\n## 故障现象\n\n正文  \n";

fn kb() -> Kb {
    Kb::new()
        .file(
            "casebook.yaml",
            "systems:\n  - {id: gw, name: 公文系统}\npeople:\n  - {id: zhang, name: 张伟}\n",
        )
        .file(FAULT, TEXT)
}

#[test]
fn fields_are_put_in_order_and_nothing_else_changes() {
    let kb = kb();
    let would = kb.run(&["fmt", "--check"]).code(1);
    assert_eq!(would.stdout.trim(), FAULT);
    assert_eq!(kb.read(FAULT), TEXT);
    assert_eq!(kb.run(&["fmt"]).code(0).stdout.trim(), FAULT);
    assert_eq!(kb.read(FAULT), IN_ORDER);
    assert_eq!(kb.run(&["fmt", "--check"]).code(0).stdout, "");
}

#[test]
fn a_byte_order_mark_and_windows_lines_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let kb = kb().file(FAULT, &windows(TEXT));
    kb.run(&["fmt", FAULT]).code(0);
    assert_eq!(kb.read(FAULT), windows(IN_ORDER));
}

#[test]
fn only_the_files_that_are_named_are_put_in_order() {
    let other = "content/faults/2023/F-20230912-01.md";
    let kb = kb().file(other, TEXT);
    assert_eq!(kb.run(&["fmt", other]).code(0).stdout.trim(), other);
    assert_eq!(kb.read(FAULT), TEXT);
    assert_eq!(kb.read(other), IN_ORDER);
}

#[test]
fn a_file_with_errors_stays_as_it_is() {
    for broken in [
        TEXT.replace("'minor'", "'tiny'"),
        TEXT.replace("title:", "title："),
    ] {
        let kb = kb().file(FAULT, &broken);
        let out = kb.run(&["fmt"]).code(1);
        assert!(out.stderr.contains(FAULT), "{}", out.stderr);
        assert_eq!(kb.read(FAULT), broken);
    }
}

#[test]
fn new_records_are_in_order() {
    let kb = Kb::new().sample_config();
    for kind in [
        "case",
        "change",
        "fault",
        "incident",
        "inspection",
        "manual",
        "plan",
        "request",
        "risk",
        "test",
        "training",
        "vulnerability",
    ] {
        let path = kb
            .run(&["new", kind, "标题", "--system", "公文管理系统"])
            .code(0)
            .stdout;
        let out = kb.run(&["fmt", "--check", path.trim()]);
        assert_eq!(out.stdout, "", "{kind}");
    }
}

#[test]
fn a_schema_knows_fields_values_and_registers() {
    let kb = kb();
    let schema = kb.run(&["schema", "fault"]).code(0).json();
    assert_eq!(schema["title"], "故障处理报告");
    assert_eq!(schema["required"], serde_json::json!(["severity", "reported_at"]));
    let of = |name: &str| &schema["properties"][name];
    assert_eq!(of("severity")["title"], "故障级别");
    assert_eq!(of("severity")["anyOf"][0]["anyOf"][0]["enum"][0], "critical");
    assert_eq!(
        of("severity")["anyOf"][0]["anyOf"][0]["enumDescriptions"][0],
        "一级"
    );
    let systems = &of("system")["anyOf"][0]["anyOf"][1]["items"]["anyOf"];
    assert_eq!(systems[0]["enum"], serde_json::json!(["gw"]));
    assert_eq!(systems[1]["enum"], serde_json::json!(["公文系统"]));
    assert_eq!(
        of("handler")["anyOf"][0]["anyOf"][0]["enumDescriptions"][0],
        "张伟"
    );
    let english = kb.run(&["--lang", "en", "schema", "faults"]).code(0).json();
    assert_eq!(english["properties"]["severity"]["title"], "Severity");
    let refused = kb.run(&["schema", "nothing"]).code(2);
    assert!(refused.stderr.contains("fault"), "{}", refused.stderr);
}

#[test]
fn every_kind_has_a_schema_of_right_form() {
    let kb = Kb::new().sample_config();
    let kinds = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/kinds");
    let mut seen = 0;
    for entry in std::fs::read_dir(kinds).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            let kind = entry.file_name().into_string().unwrap();
            is_schema(&kb.run(&["schema", &kind]).code(0).json(), &kind);
            seen += 1;
        }
    }
    assert!(seen > 10);
}

/// The words of JSON Schema that are used, each with a value of its form.
fn is_schema(schema: &Value, at: &str) {
    for (word, value) in schema.as_object().unwrap() {
        match word.as_str() {
            "$schema" | "title" | "description" => assert!(value.is_string(), "{at}/{word}"),
            "properties" => {
                for (name, below) in value.as_object().unwrap() {
                    is_schema(below, &format!("{at}/{name}"));
                }
            }
            "items" => is_schema(value, &format!("{at}/items")),
            "additionalProperties" => assert_eq!(*value, false, "{at}"),
            "anyOf" => value
                .as_array()
                .unwrap()
                .iter()
                .for_each(|below| is_schema(below, at)),
            "enum" => {
                let values = value.as_array().unwrap();
                assert!(!values.is_empty(), "{at}");
                for (number, one) in values.iter().enumerate() {
                    assert!(!values[..number].contains(one), "{at}: {one} twice");
                }
            }
            "type" | "required" | "enumDescriptions" | "minimum" | "maximum" | "default" | "pattern" => {}
            _ => panic!("{at}: `{word}`"),
        }
    }
}

/// Whether `value` is what `schema` asks for, by the words of JSON Schema that are used.
fn fits(schema: &Value, value: &Value) -> bool {
    schema
        .as_object()
        .unwrap()
        .iter()
        .all(|(word, wanted)| match (word.as_str(), value) {
            ("properties", Value::Object(fields)) => {
                let known = wanted.as_object().unwrap();
                fields
                    .iter()
                    .all(|(name, value)| known.get(name).is_none_or(|schema| fits(schema, value)))
            }
            ("additionalProperties", Value::Object(fields)) => {
                let known = schema["properties"].as_object().unwrap();
                fields.keys().all(|name| known.contains_key(name))
            }
            ("required", Value::Object(fields)) => {
                let mut names = wanted.as_array().unwrap().iter();
                names.all(|name| fields.contains_key(name.as_str().unwrap()))
            }
            ("items", Value::Array(items)) => items.iter().all(|item| fits(wanted, item)),
            ("anyOf", value) => wanted.as_array().unwrap().iter().any(|one| fits(one, value)),
            ("enum", value) => wanted.as_array().unwrap().contains(value),
            ("pattern", Value::String(text)) => {
                let pattern = regex::Regex::new(wanted.as_str().unwrap()).unwrap();
                pattern.is_match(text)
            }
            ("minimum", Value::Number(number)) => number.as_f64() >= wanted.as_f64(),
            ("maximum", Value::Number(number)) => number.as_f64() <= wanted.as_f64(),
            ("type", value) => {
                let name = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "number",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                *wanted == name
                    || wanted
                        .as_array()
                        .is_some_and(|names| names.contains(&json!(name)))
            }
            _ => true,
        })
}

/// The front matter of the record `text`.
fn front_of(text: &str) -> Value {
    let front = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---"));
    front.map_or(json!({}), |(front, _)| serde_yaml::from_str(front).unwrap())
}

#[test]
fn what_check_finds_clean_fits_its_schema() {
    let kb = Kb::new().sample();
    let found = kb.run(&["check", "--format", "json"]).json();
    let faulty: BTreeSet<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    let mut schemas: BTreeMap<String, Value> = BTreeMap::new();
    let mut seen = 0;
    for path in kb.files("content") {
        let path = format!("content/{path}");
        if !path.ends_with(".md") || faulty.contains(path.as_str()) {
            continue;
        }
        let folder = path.split('/').nth(1).unwrap().to_owned();
        let schema = schemas
            .entry(folder.clone())
            .or_insert_with(|| kb.run(&["schema", &folder]).code(0).json());
        let front = front_of(&kb.read(&path));
        assert!(fits(schema, &front), "{path}: {front}");
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn what_check_tells_of_a_field_does_not_fit_its_schema() {
    let kb = kb();
    let schema = kb.run(&["schema", "fault"]).code(0).json();
    let front =
        json!({ "title": "甲", "system": "ＧＷ", "severity": "三级", "reported_at": "2023-09-14 09:35" });
    assert!(fits(&schema, &front));
    for (name, value) in [
        ("sevrity", json!("minor")),
        ("severity", json!("small")),
        ("system", json!("gww")),
        ("reported_at", json!("2023/9/14 9:35")),
        ("approved_on", json!("九月")),
        ("emergency", json!("maybe")),
        ("affected_users", json!(-1)),
        (
            "pending",
            json!([{ "from": "2023-09-14 10:00", "reason": "user", "nots": "" }]),
        ),
        ("pending", json!([{ "from": "2023-09-14 10:00" }])),
    ] {
        let mut wrong = front.clone();
        wrong[name] = value;
        assert!(!fits(&schema, &wrong), "{wrong}");
        let text: String = wrong
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}: {value}\n"))
            .collect();
        kb.write(FAULT, format!("---\n{text}---\n").as_bytes());
        let out = kb.run(&["check", FAULT]);
        assert!(out.stdout.contains(name), "{name}: {}", out.stdout);
    }
}

/// The template for new records, the order that `fmt` keeps and that of the schema are one.
#[test]
fn a_schema_has_the_order_of_new_records() {
    let drill = "id: drill\nfields:\n  day: {type: date, required: true}\n  note: {type: text}\n";
    let kb = Kb::new()
        .sample_config()
        .file("templates/kinds/drill/kind.yaml", drill);
    for kind in ["fault", "manual", "drill"] {
        let schema = kb.run(&["schema", kind]).code(0).json();
        let known: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
        let path = kb
            .run(&["new", kind, "标题", "--field", "owner=zhangwei"])
            .code(0)
            .stdout;
        let text = kb.read(path.trim());
        let names = text.lines().skip(1).take_while(|line| *line != "---");
        let names = names
            .filter_map(|line| line.split_once(':'))
            .map(|(name, _)| name);
        let places: Vec<usize> = names
            .filter(|name| !name.starts_with('#'))
            .map(|name| known.iter().position(|other| *other == name).unwrap())
            .collect();
        assert!(places.is_sorted() && places.len() > 3, "{kind}: {text}");
        kb.run(&["fmt", "--check", path.trim()]).code(0);
    }
}

#[test]
fn findings_are_sarif() {
    let kb = kb().file(FAULT, &TEXT.replace("'minor'", "'很小'"));
    let log = kb.run(&["check", "--format", "sarif"]).code(1).json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert!(results.len() > 1);
    for rule in rules {
        assert!(!rule["help"]["text"].as_str().unwrap().is_empty(), "{rule}");
    }
    let prints: BTreeSet<&str> = results
        .iter()
        .map(|result| {
            result["partialFingerprints"]["primaryLocationLineHash"]
                .as_str()
                .unwrap()
        })
        .collect();
    assert_eq!(prints.len(), results.len());
    for result in results {
        assert!(result["ruleIndex"].is_u64(), "{result}");
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        if let Some(index) = result["ruleIndex"].as_u64() {
            assert_eq!(rules[usize::try_from(index).unwrap()]["id"], result["ruleId"]);
        }
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let at = |name: &str| region[name].as_u64().unwrap();
        assert!(at("startLine") >= 1 && at("startColumn") >= 1);
        assert!((at("endLine"), at("endColumn")) >= (at("startLine"), at("startColumn")));
    }
    let wrong = results
        .iter()
        .find(|result| result["ruleId"] == "choice-unknown")
        .unwrap();
    let place = &wrong["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], FAULT);
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    assert_eq!(place["region"]["startLine"], 5);
    assert_eq!(place["region"]["startColumn"], 11);
    assert_eq!(place["region"]["endColumn"], 15);
}

/// A forge looks from the top of the repository, and knows a finding again when lines come above it.
#[test]
fn a_forge_finds_what_lies_in_a_folder_and_knows_it_again() {
    let kb = Kb::new().file("kb/casebook.yaml", "");
    let page = "kb/content/manuals/a.md";
    kb.write(page, "# \u{20BB7}甲\n\n\u{20BB7} [[无]]\n".as_bytes());
    let kb = kb.git();
    kb.commit("2023-09-15T09:00:00+08:00");
    let found = |kb: &Kb| {
        let log = kb.run(&["-C", "kb", "check", "--format", "sarif"]).code(0).json();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let mut broken = results.into_iter().filter(|one| one["ruleId"] == "link-broken");
        let one = broken.next().unwrap();
        let place = one["locations"][0]["physicalLocation"].clone();
        (place, one["partialFingerprints"].clone())
    };
    let (place, print) = found(&kb);
    assert_eq!(place["artifactLocation"]["uri"], page);
    // Characters are counted, of which those beyond the first plane are one each.
    assert_eq!(
        (&place["region"]["startColumn"], &place["region"]["endColumn"]),
        (&json!(3), &json!(8))
    );
    kb.write(page, "# \u{20BB7}甲\n\n多一行。\n\n\u{20BB7} [[无]]\n".as_bytes());
    let (place, again) = found(&kb);
    assert_eq!((&place["region"]["startLine"], again), (&json!(5), print));
}

#[test]
fn addresses_of_files_are_escaped() {
    let kb = Kb::new().file("content/manuals/甲 乙.md", "[无](nothing.md)\n");
    let log = kb.run(&["check", "--format", "sarif"]).json();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "content/manuals/%E7%94%B2%20%E4%B9%99.md"
    );
}

#[test]
fn each_command_has_a_page_for_man() {
    let kb = Kb::new();
    kb.run(&["man", "--out", "man"]).code(0);
    assert!(kb.read("man/casebook.1").contains(".TH"));
    assert!(kb.read("man/casebook-build.1").contains("timings"));
    assert!(kb.files("man").iter().any(|name| name.contains("hook-install")));
    assert!(!kb.files("man").iter().any(|name| name.contains("hook-run")));
    assert!(kb.run(&["man"]).code(0).stdout.contains("casebook\\-serve"));
    let page = kb.run(&["man", "hook", "install"]).code(0).stdout;
    assert!(page.contains(".TH CASEBOOK-HOOK-INSTALL 1"), "{page}");
    for head in ["取值", "环境变量", "退出状态", "示例", "参见"] {
        assert!(page.contains(&format!(".SH {head}\n")), "{head}: {page}");
    }
    let out = kb.run(&["man", "serv"]).code(2);
    assert!(out.stderr.contains("`serve`"), "{}", out.stderr);
    kb.write("file", b"");
    let out = kb.run(&["man", "--out", "file"]).code(2);
    assert!(out.stderr.contains("不能新建文件夹 `file`"), "{}", out.stderr);
}

#[test]
fn the_sample_is_in_order() {
    let out = Kb::new().sample().run(&["fmt", "--check"]).code(0);
    assert_eq!(out.stdout, "");
}

#[test]
fn what_is_built_in_can_be_taken_and_changed() {
    let kb = Kb::new().file("casebook.yaml", "title: 库\n");
    let all = kb.run(&["templates"]).code(0).stdout;
    for path in [
        "templates/pages/home.html",
        "templates/kinds/fault/new.md",
        "templates/registers/coverage.sql",
    ] {
        assert!(all.lines().any(|line| line == path), "{path}");
        let text = kb.run(&["templates", path]).code(0).stdout;
        kb.write(path, text.as_bytes());
    }
    assert!(!all.contains("messages/") && !all.contains("serve/"), "{all}");
    kb.run(&["check", "--strict"]).code(0);
    let out = kb.run(&["templates", "pages/hmoe.html"]).code(2);
    assert!(
        out.stderr.contains("`templates/pages/home.html`"),
        "{}",
        out.stderr
    );
}

/// What a field takes is what an editor takes; a pattern that only Rust reads is left to `check`.
#[test]
fn a_schema_has_the_patterns_that_editors_read() {
    let drill = "id: drill\nfields:\n  code: {type: text, pattern: \"[A-Z]{2}[0-9]{3}\"}\n  name: {type: text, pattern: \"(?i)[a-z]+\"}\n";
    let kb = Kb::new()
        .file("casebook.yaml", "")
        .file("templates/kinds/drill/kind.yaml", drill);
    let schema = kb.run(&["schema", "drill"]).code(0).json();
    let of = |name: &str| schema["properties"][name]["anyOf"][0]["pattern"].as_str();
    assert_eq!((of("code"), of("name")), (Some("^(?:[A-Z]{2}[0-9]{3})$"), None));
}
