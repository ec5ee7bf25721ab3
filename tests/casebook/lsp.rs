//! An editor asks while somebody writes.

use crate::kb::{Kb, PROGRAM};
use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const FAULT: &str = "---
title: 公文打不开
system: gwgl
severity: minor
reported_at: 2023-09-14 09:35
---

## 故障现象

打不开。
";

/// An editor beside the program.
struct Editor {
    kb: Kb,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: i32,
}

impl Editor {
    fn new(kb: Kb) -> Editor {
        let here = kb.root().to_path_buf();
        Editor::started_in(&here, kb, json!({ "capabilities": {} }))
    }

    /// One that was started in the folder `here`, and tells `about` itself.
    fn started_in(here: &Path, kb: Kb, about: Value) -> Editor {
        let mut child = Command::new(PROGRAM)
            .arg("lsp")
            .current_dir(here)
            .env_clear()
            .envs(kb.environment())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut editor = Editor {
            kb,
            child,
            input,
            output,
            asked: 0,
        };
        let about = editor.ask("initialize", about);
        assert_eq!(about["capabilities"]["definitionProvider"], true);
        editor.say("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Message) {
        message.write(self.input.as_mut().unwrap()).unwrap();
    }

    fn say(&mut self, method: &str, params: Value) {
        self.send(&Notification::new(method.to_owned(), params).into());
    }

    fn next(&mut self) -> Message {
        Message::read(&mut self.output).unwrap().unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(&Request::new(id.clone(), method.to_owned(), params).into());
        loop {
            if let Message::Response(response) = self.next()
                && response.id == id
            {
                return match response.response_result {
                    Ok(result) => result,
                    Err(error) => json!({ "error": error.code, "message": error.message }),
                };
            }
        }
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}", self.kb.path(path).display())
    }

    fn open(&mut self, path: &str, text: &str) {
        let document = json!({ "uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text });
        self.say("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, path: &str, text: &str) {
        let document = json!({ "uri": self.uri(path), "version": 2 });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.say("textDocument/didChange", params);
    }

    /// What is said next to be wrong in the file at `path`: rule, and line and character from 0.
    fn findings(&mut self, path: &str) -> Vec<String> {
        let uri = self.uri(path);
        loop {
            let Message::Notification(told) = self.next() else {
                continue;
            };
            if told.params["uri"] == uri {
                let found = told.params["diagnostics"].as_array().unwrap();
                return found.iter().map(place).collect();
            }
        }
    }

    fn at(&mut self, what: &str, path: &str, line: u32, character: u32) -> Value {
        let params = json!({
            "textDocument": { "uri": self.uri(path) },
            "position": { "line": line, "character": character },
        });
        self.ask(&format!("textDocument/{what}"), params)
    }

    fn offered(&mut self, path: &str, line: u32, character: u32) -> Vec<String> {
        let answer = self.at("completion", path, line, character);
        let items = answer["items"].as_array().unwrap();
        let label = |item: &Value| item["label"].as_str().unwrap().to_owned();
        items.iter().map(label).collect()
    }

    /// Says goodbye; the program ends by itself.
    fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.say("exit", Value::Null);
        self.input = None;
        assert!(self.child.wait().unwrap().success());
    }
}

fn place(finding: &Value) -> String {
    let start = &finding["range"]["start"];
    let rule = finding["code"].as_str().unwrap();
    format!("{rule} {}:{}", start["line"], start["character"])
}

const PATH: &str = "content/faults/2023/09/F-20230914-01.md";
const OTHER: &str = "content/cases/2023/09/C-20230915-01.md";

fn editor() -> Editor {
    Editor::new(Kb::new().sample_config().file(PATH, FAULT))
}

#[test]
fn what_is_wrong_is_said_for_the_text_as_it_is_typed() {
    let mut editor = editor();
    editor.open(PATH, &FAULT.replace("gwgl", "gwgll"));
    let found = editor.findings(PATH);
    assert!(found.contains(&"system-unknown 2:8".to_owned()), "{found:?}");
    editor.change(PATH, FAULT);
    let found = editor.findings(PATH);
    assert!(
        !found.iter().any(|one| one.starts_with("system-unknown")),
        "{found:?}"
    );
    // A record that is on no disk yet, and that names one that is.
    editor.open(
        OTHER,
        "---\ntitle: 咨询\nsystem: gwgl\n---\n\n见 [[F-20230914-01]] 和 [[F-20230914-99]]。\n",
    );
    let found = editor.findings(OTHER);
    assert!(found.contains(&"link-broken 5:22".to_owned()), "{found:?}");
    editor.end();
}

#[test]
fn fields_values_and_records_are_offered() {
    let mut editor = editor();
    let text = "---\ntitle: 甲\nsev\nseverity: \nsystem: 公文\nrepeat_of: F\n---\n\n见 [[打不开";
    editor.open(
        OTHER.replace("cases", "faults").replace("C-", "F-").as_str(),
        text,
    );
    let path = OTHER.replace("cases", "faults").replace("C-", "F-");
    assert_eq!(
        editor.offered(&path, 2, 3),
        Vec::<String>::new(),
        "it is there already"
    );
    assert!(editor.offered(&path, 3, 10).contains(&"minor".to_owned()));
    assert!(editor.offered(&path, 4, 10).contains(&"gwgl".to_owned()));
    assert!(editor.offered(&path, 5, 12).contains(&"F-20230914-01".to_owned()));
    assert_eq!(editor.offered(&path, 8, 7), ["F-20230914-01"]);
    editor.change(&path, "---\nrep\n---\n");
    let names = editor.offered(&path, 1, 3);
    assert!(names.contains(&"reported_at".to_owned()), "{names:?}");
    editor.end();
}

#[test]
fn a_name_leads_to_its_record() {
    let mut editor = editor();
    let text = "---\ntitle: 咨询\n---\n\n\u{20BB7} [[F-20230914-01|甲]]\n";
    editor.open(OTHER, text);
    let there = editor.at("definition", OTHER, 4, 9);
    assert_eq!(there["uri"], editor.uri(PATH));
    let about = editor.at("hover", OTHER, 4, 9);
    let said = about["contents"]["value"].as_str().unwrap();
    assert!(
        said.contains("公文打不开") && said.contains("F-20230914-01"),
        "{said}"
    );
    assert_eq!(about["range"]["start"]["character"], 5);
    assert_eq!(editor.at("definition", OTHER, 1, 1), Value::Null);
    assert_eq!(editor.at("rename", OTHER, 1, 1)["error"], -32601);
    editor.end();
}

#[test]
fn what_others_save_is_seen() {
    let mut editor = editor();
    let text = "---\ntitle: 咨询\nsystem: gwgl\n---\n\n见 [[F-20230920-01]]。\n";
    editor.open(OTHER, text);
    assert!(
        editor
            .findings(OTHER)
            .iter()
            .any(|one| one.starts_with("link-broken"))
    );
    let new = PATH.replace("20230914", "20230920");
    editor.kb.write(&new, FAULT.as_bytes());
    let change = json!({ "uri": editor.uri(&new), "type": 1 });
    editor.say("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    let found = editor.findings(OTHER);
    assert!(
        !found.iter().any(|one| one.starts_with("link-broken")),
        "{found:?}"
    );
    editor.end();
}

#[test]
fn what_cannot_be_read_again_stays_as_it_was() {
    let mut editor = editor();
    let text = "---\ntitle: 咨询\nsystem: gwgl\n---\n\n见 [[F-20230914-01]]。\n";
    editor.open(OTHER, text);
    assert!(
        !editor
            .findings(OTHER)
            .iter()
            .any(|one| one.starts_with("link-broken"))
    );
    // As a network drive that is gone for a moment.
    let here = editor.kb.root().to_path_buf();
    let aside = here.with_extension("aside");
    std::fs::rename(&here, &aside).unwrap();
    editor.say("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let told = loop {
        if let Message::Notification(told) = editor.next() {
            break told;
        }
    };
    assert_eq!(told.method, "window/showMessage");
    let said = told.params["message"].as_str().unwrap();
    assert!(said.contains("保留上一次的内容"), "{said}");
    std::fs::rename(&aside, &here).unwrap();
    let there = editor.at("definition", OTHER, 5, 6);
    assert_eq!(there["uri"], editor.uri(PATH));
    editor.end();
}

#[test]
fn the_configuration_is_told_as_it_is_typed() {
    let mut editor = editor();
    let contract = std::fs::read_to_string(editor.kb.path("contract.yaml")).unwrap();
    let wrong = contract.replacen("limit: 30 minutes", "limit: 30 minuts", 1);
    editor.open("contract.yaml", &wrong);
    let found = editor.findings("contract.yaml");
    assert_eq!(found.len(), 1, "{found:?}");
    editor.change(
        "contract.yaml",
        &contract.replacen("full: \"100\"", "full: \"99\"", 1),
    );
    let found = editor.findings("contract.yaml");
    assert!(
        !found.is_empty() && found.iter().all(|one| one == "contract 47:8"),
        "{found:?}"
    );
    editor.change("contract.yaml", &contract);
    assert_eq!(editor.findings("contract.yaml"), Vec::<String>::new());
    editor.open("casebook.yaml", "systems: [\n");
    assert_eq!(editor.findings("casebook.yaml").len(), 1);
    let kind = "templates/kinds/fault/kind.yaml";
    editor.kb.write(kind, b"id: fault\n");
    let change = json!({ "uri": editor.uri(kind), "type": 1 });
    editor.say("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    editor.open(kind, "id: fault\nfields: {title: {type: textt}}\n");
    let found = editor.findings(kind);
    assert!(found.iter().any(|one| one.ends_with(" 1:23")), "{found:?}");
    editor.end();
}

#[test]
fn a_byte_order_mark_shifts_no_place() {
    let mut editor = editor();
    editor.open(PATH, &format!("\u{FEFF}{}", FAULT.replace("gwgl", "gwgll")));
    let found = editor.findings(PATH);
    assert!(found.contains(&"system-unknown 2:8".to_owned()), "{found:?}");
    editor.end();
}

#[test]
fn the_folder_that_is_open_says_which_knowledge_base_is_meant() {
    let elsewhere = tempfile::tempdir().unwrap();
    let address = |path: &Path| format!("file://{}", path.display());
    let tells = |about: &dyn Fn(&Kb) -> Value| {
        let kb = Kb::new().sample_config().file(PATH, FAULT);
        let about = about(&kb);
        let mut editor = Editor::started_in(elsewhere.path(), kb, about);
        editor.open(PATH, &FAULT.replace("gwgl", "gwgll"));
        let found = editor.findings(PATH);
        assert!(found.contains(&"system-unknown 2:8".to_owned()), "{found:?}");
        editor.end();
    };
    tells(&|kb| json!({ "capabilities": {}, "rootUri": address(kb.root()) }));
    tells(&|kb| json!({ "capabilities": {}, "rootUri": address(&kb.path("content/faults")) }));
    tells(&|kb| {
        let folders = [elsewhere.path(), kb.root()].map(|path| json!({ "uri": address(path), "name": "" }));
        json!({ "capabilities": {}, "rootUri": null, "workspaceFolders": folders })
    });
}

#[test]
fn without_a_knowledge_base_there_is_nothing_to_say() {
    let elsewhere = tempfile::tempdir().unwrap();
    let about = json!({ "capabilities": {}, "rootUri": Value::Null });
    let mut editor = Editor::started_in(elsewhere.path(), Kb::new(), about);
    editor.open(PATH, FAULT);
    assert_eq!(editor.at("completion", PATH, 1, 0), Value::Null);
    editor.end();
}

#[test]
fn columns_and_their_values_are_offered_in_rows() {
    let mut editor = editor();
    let rows = "---\npending:\n  - {from: 2023-09-14 10:00, reason: u\n  - {re\n  - re\n---\n";
    editor.open(OTHER, rows);
    assert!(editor.offered(OTHER, 2, 38).contains(&"user".to_owned()));
    for (line, character) in [(3, 7), (4, 6)] {
        let answer = editor.at("completion", OTHER, line, character);
        let first = &answer["items"][0];
        assert_eq!(first["textEdit"]["newText"], "reason: ", "{answer}");
    }
    editor.end();
}

#[test]
fn after_shutdown_there_is_only_exit() {
    let mut editor = editor();
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let refused = editor.ask("textDocument/hover", json!({}));
    assert_eq!(refused["error"], -32600, "{refused}");
    editor.say("exit", Value::Null);
    assert_eq!(editor.child.wait().unwrap().code(), Some(0));
}

#[test]
fn exit_alone_is_a_fault() {
    let mut editor = editor();
    editor.say("exit", Value::Null);
    assert_eq!(editor.child.wait().unwrap().code(), Some(1));
}

#[test]
fn what_is_no_json_is_answered_and_the_rest_goes_on() {
    let mut editor = editor();
    let body = "{\"jsonrpc\":";
    write!(
        editor.input.as_mut().unwrap(),
        "Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut head = String::new();
    editor.output.read_line(&mut head).unwrap();
    let length: usize = head.trim().rsplit(' ').next().unwrap().parse().unwrap();
    let mut answer = vec![0; length + 2];
    editor.output.read_exact(&mut answer).unwrap();
    let answer: Value = serde_json::from_slice(&answer[2..]).unwrap();
    assert_eq!(
        (&answer["id"], &answer["error"]["code"]),
        (&Value::Null, &json!(-32700))
    );
    editor.open(PATH, &FAULT.replace("gwgl", "gwgll"));
    assert!(editor.findings(PATH).contains(&"system-unknown 2:8".to_owned()));
    editor.end();
}

/// Where `answer`, a place or places, leads: the end of the address, and the line from 0.
fn places(answer: &Value) -> Vec<String> {
    let all = answer.as_array().cloned().unwrap_or_else(|| vec![answer.clone()]);
    let place = |there: &Value| {
        let uri = there["uri"].as_str().unwrap();
        format!(
            "{}:{}",
            uri.rsplit('/').next().unwrap(),
            there["range"]["start"]["line"]
        )
    };
    all.iter().map(place).collect()
}

#[test]
fn headings_are_offered_in_the_body_and_behind_an_id() {
    let mut editor = editor();
    let path = PATH.replace("-01", "-02");
    editor.open(
        &path,
        "---\ntitle: 甲\n---\n\n## 故障现象\n\n## 原\n\n见 [[F-20230914-01#故\n见 [[#故\n",
    );
    assert_eq!(editor.offered(&path, 6, 4), ["原因分析"]);
    assert_eq!(editor.offered(&path, 8, 20), ["故障现象"]);
    assert_eq!(editor.offered(&path, 9, 6), ["故障现象"]);
    editor.end();
}

#[test]
fn cells_of_the_table_that_is_read_are_offered() {
    let mut editor = editor();
    let path = "content/inspections/2023/09/I-20230914-01.md";
    let table = "| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n| 公文 | CPU | 异 |\n";
    editor.open(path, &format!("---\ndate: 2023-09-14\n---\n\n{table}"));
    assert_eq!(editor.offered(path, 6, 4), ["公文管理系统"]);
    assert_eq!(editor.offered(path, 6, 14), ["异常"]);
    editor.end();
}

#[test]
fn tags_and_parties_are_offered() {
    let kb = Kb::new()
        .sample_config()
        .file(PATH, &FAULT.replace("---\n\n", "tags: [打印]\n---\n\n"));
    let mut editor = Editor::new(kb);
    editor.open(
        OTHER,
        "---\ntags: [打\npending:\n  - {reason: vendor, party: \n---\n",
    );
    assert_eq!(editor.offered(OTHER, 1, 8), ["打印"]);
    let parties = editor.offered(OTHER, 3, 29);
    assert!(!parties.is_empty(), "{parties:?}");
    editor.end();
}

#[test]
fn an_empty_file_is_offered_a_whole_record() {
    let kb = Kb::new().sample_config().file(PATH, FAULT);
    let able = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
    let here = kb.root().to_path_buf();
    let mut editor = Editor::started_in(&here, kb, json!({ "capabilities": able }));
    editor.open(OTHER, "---\n");
    let answer = editor.at("completion", OTHER, 0, 3);
    let item = &answer["items"][0];
    assert_eq!(
        (&item["label"], &item["insertTextFormat"]),
        (&json!("case"), &json!(2))
    );
    let text = item["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with("---\ntitle: ${1}\nsystem: ${2}\n"), "{text}");
    assert!(text.contains("## 问题描述") && text.ends_with("$0"), "{text}");
    editor.end();
}

#[test]
fn fields_and_their_values_are_explained() {
    let mut editor = editor();
    editor.open(PATH, FAULT);
    let mut said = |line, character| {
        let about = editor.at("hover", PATH, line, character);
        about["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let field = said(3, 3);
    assert!(
        field.starts_with("故障级别 severity") && field.contains("- minor 三级"),
        "{field}"
    );
    assert!(said(3, 12).starts_with("三级 minor"));
    assert_eq!(said(2, 9), "公文管理系统 gwgl");
    assert_eq!(said(1, 9), "");
    editor.end();
}

#[test]
fn names_lead_to_lists_and_headings_and_records_to_those_that_name_them() {
    let mut editor = editor();
    let text =
        "---\ntitle: 咨询\nsystem: gwgl\nfault: F-20230914-01\n---\n\n见 [[F-20230914-01#故障现象]]。\n";
    editor.open(OTHER, text);
    let there = editor.at("definition", OTHER, 6, 8);
    assert_eq!(places(&there), ["F-20230914-01.md:7"]);
    let there = editor.at("definition", OTHER, 2, 9);
    let lists = editor.kb.read("casebook.yaml");
    let line = lists.lines().position(|line| line.contains("id: gwgl")).unwrap();
    assert_eq!(places(&there), [format!("casebook.yaml:{line}")]);
    let named = ["C-20230915-01.md:3", "C-20230915-01.md:6"];
    assert_eq!(places(&editor.at("references", OTHER, 3, 10)), named);
    editor.open(PATH, FAULT);
    assert_eq!(
        places(&editor.at("references", PATH, 1, 0)),
        named,
        "those of the file itself"
    );
    editor.end();
}

#[test]
fn headings_and_records_are_found() {
    let mut editor = editor();
    editor.open(PATH, &format!("{FAULT}\n### 页面\n\n## 处理过程\n"));
    let params = json!({ "textDocument": { "uri": editor.uri(PATH) } });
    let outline = editor.ask("textDocument/documentSymbol", params);
    assert_eq!(outline[0]["name"], "故障现象");
    assert_eq!(outline[0]["range"]["end"]["line"], 13);
    assert_eq!(outline[0]["children"][0]["name"], "页面");
    assert_eq!(outline[1]["name"], "处理过程");
    let found = editor.ask("workspace/symbol", json!({ "query": "打不开" }));
    assert_eq!(found[0]["name"], "F-20230914-01 公文打不开");
    assert_eq!(
        editor.ask("workspace/symbol", json!({ "query": "没有" })),
        json!([])
    );
    editor.end();
}

#[test]
fn what_was_meant_is_one_step_away() {
    let mut editor = editor();
    let text = "---\ntitle: 咨询\nsystm: gwgl\nsystem: gwgll\n---\n\n见 [[F-20230914-02|那次]]。\n";
    editor.open(OTHER, text);
    let mut change = |line: u32| {
        let place = json!({ "line": line, "character": 0 });
        let params = json!({
            "textDocument": { "uri": editor.uri(OTHER) },
            "range": { "start": place, "end": place },
            "context": { "diagnostics": [] },
        });
        let uri = editor.uri(OTHER);
        let mends = editor.ask("textDocument/codeAction", params);
        let edit = mends[0]["edit"]["changes"][uri.as_str()][0].clone();
        (
            edit["range"]["start"]["character"].clone(),
            edit["newText"].clone(),
        )
    };
    assert_eq!(change(3), (json!(8), json!("gwgl")));
    assert_eq!(change(6), (json!(4), json!("F-20230914-01")));
    assert_eq!(change(1), (Value::Null, Value::Null));
    editor.end();
}

#[test]
fn an_editor_puts_fields_in_order() {
    let mut editor = editor();
    let text = "---\nsystem: gwgl\n# 标题\ntitle: 咨询\n---\n\n正文\n";
    editor.open(OTHER, text);
    let params = json!({ "textDocument": { "uri": editor.uri(OTHER) }, "options": {} });
    let edits = editor.ask("textDocument/formatting", params.clone());
    assert_eq!(edits[0]["newText"], "# 标题\ntitle: 咨询\nsystem: gwgl\n");
    assert_eq!(edits[0]["range"]["start"]["line"], 1);
    assert_eq!(edits[0]["range"]["end"]["line"], 4);
    editor.change(OTHER, "---\ntitle: 咨询\nsystem: gwgl\n---\n");
    assert_eq!(editor.ask("textDocument/formatting", params), json!([]));
    editor.end();
}
