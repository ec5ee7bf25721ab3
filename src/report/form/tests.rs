#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::base::{Label, RelPath};
use crate::clock::{Counts, Status};
use crate::config::{Config, Written};
use crate::library::{self, Layout, Parts};
use crate::record::{self, Input};
use std::collections::HashMap;
use std::sync::Arc;

const CASEBOOK: &str =
    "title: 运维知识库\nsystems: [{id: oa, name: 协同办公}]\npeople: [{id: zw, name: 张伟}]\n";
const CONTRACT: &str = "contract: {title: 运维服务, number: FJ-017}\n";

const FAULT: &str = "---\ntitle: 待办打不开\nsystem: oa\nseverity: major\nhandler: zw\naffected_users: 1920\n\
    reported_at: 2023-09-12 09:00\nrelated: [F-0, CH-1]\ndeviation: 晚交一天\n审批: 已批\n\
    pending: [{from: 2023-09-12 10:00, to: 2023-09-12 11:00, reason: user}]\n\
    actions: [{action: 换盘, owner: zw}]\n---\n";

/// The library of one fault with this text.
fn library(text: &str) -> Library {
    let config = Arc::new(Config::settle(&Written {
        casebook: Some(CASEBOOK.to_owned()),
        contract: Some(CONTRACT.to_owned()),
        ..Written::default()
    }));
    let layout = Layout {
        content: config.site.content.clone(),
    };
    let path = RelPath::new("content/faults/F-1.md").unwrap();
    let (kind, below, _) = library::kind_of(&config, &layout, &path).unwrap();
    let input = Input {
        config: &config,
        path: &path,
        below,
        kind,
    };
    let record = record::read(&input, text.as_bytes()).unwrap();
    library::assemble(Parts {
        records: vec![Arc::new(record)],
        files: Vec::new(),
        seen: Arc::default(),
        stamps: HashMap::new(),
        others: Vec::new(),
        drafts: Vec::new(),
        config,
        layout,
    })
}

fn form(front: &str, body: &str, clocks: &[ClockResult]) -> Form {
    let library = library(&format!("{front}{body}"));
    let sources = Sources {
        library: &library,
        index: 0,
        clocks,
        as_of: "2023-09-30T16:00:00Z".parse().unwrap(),
        body,
        commit: Some("0123456789abcdef"),
        uncommitted: true,
    };
    Form::of(&sources).unwrap()
}

/// The fields by their names.
fn fields(form: &Form) -> HashMap<&str, &str> {
    let entries = form.lines.iter().flat_map(|line| match line {
        Line::One(one) => vec![one],
        Line::Two(one, two) => vec![one, two],
    });
    entries
        .map(|entry| (entry.label.as_str(), entry.text.as_str()))
        .collect()
}

#[test]
fn fields_are_in_words_and_what_is_empty_is_left_to_the_pen() {
    let form = form(FAULT, "", &[]);
    assert_eq!(form.name, "故障处理报告");
    assert_eq!(form.contract, "运维服务 · FJ-017");
    let fields = fields(&form);
    let expected = [
        ("标题", "待办打不开"),
        ("编号", "F-1"),
        ("系统", "协同办公"),
        ("公开范围", "内部"),
        ("故障级别", "二级"),
        ("处理人", "张伟"),
        ("申报时间", "2023-09-12 09:00"),
        ("影响人数", "1920 人"),
        ("突发应急事件", "否"),
        ("解决时间", ""),
        ("批准人", ""),
        ("审批", "已批"),
        ("偏差说明", "晚交一天"),
    ];
    for (label, text) in expected {
        assert_eq!(fields.get(label), Some(&text), "{label}");
    }
    for ruled_out in [
        "应急认定理由",
        "审批单",
        "连带故障",
        "关闭类型",
        "故障报告文件",
        "标签",
        "等待时段",
    ] {
        assert_eq!(fields.get(ruled_out), None, "{ruled_out}");
    }
    assert_eq!(
        form.origin,
        "F-1 · 记录版本 0123456789（另有未提交的修改） · casebook 0.1.0"
    );
}

#[test]
fn what_another_field_asks_for_has_its_cell() {
    let front = FAULT.replace("severity:", "emergency: true\noperation: true\nseverity:");
    let form = form(&front, "", &[]);
    assert_eq!(fields(&form).get("应急认定理由"), Some(&""));
    assert_eq!(fields(&form).get("审批单"), Some(&""));
}

#[test]
fn tables_ties_and_signers_follow() {
    let form = form(FAULT, "", &[]);
    assert_eq!(form.times[0].title, "等待时段");
    assert_eq!(
        form.times[0].rows,
        [["2023-09-12 10:00", "2023-09-12 11:00", "待用户", "", ""]]
    );
    assert_eq!(form.tables[0].rows, [["换盘", "张伟", "", ""]]);
    let related = Entry {
        label: "相关记录".to_owned(),
        text: "F-0、CH-1".to_owned(),
    };
    assert_eq!(form.ties, [Line::One(related)]);
    let roles: Vec<&str> = form.signers.iter().map(|signer| signer.role.as_str()).collect();
    assert_eq!(roles, ["处理人（张伟）", "服务商负责人", "采购人确认"]);
}

#[test]
fn clocks_say_how_late_and_as_of_when() {
    let at = |text: &str| text.parse().ok();
    let clock = ClockResult {
        id: "report".to_owned(),
        name: Label::plain("故障报告"),
        start: at("2023-09-12T01:00:00Z"),
        due: at("2023-09-14T10:00:00Z"),
        stop: at("2023-09-15T01:10:00Z"),
        status: Status::Breached,
        counts: Counts::Service,
        elapsed_seconds: Some(0),
        late_seconds: Some(4200),
        limit: "2 workdays".parse().ok(),
        exempt_reason: None,
    };
    let running = ClockResult {
        stop: None,
        late_seconds: Some(0),
        status: Status::Running,
        ..clock.clone()
    };
    let excused = ClockResult {
        late_seconds: Some(0),
        status: Status::Exempt,
        exempt_reason: Some(Label::plain("台风")),
        ..clock.clone()
    };
    let form = form(FAULT, "", &[clock, running, excused]);
    let results: Vec<&str> = form.times[0].rows.iter().map(|row| row[5].as_str()).collect();
    assert_eq!(
        results,
        [
            "超时，超出 1 小时 10 分钟",
            "进行中，截至 2023-10-01 00:00",
            "不计入原因：台风"
        ]
    );
    assert_eq!(
        form.times[0].rows[0][..5],
        [
            "故障报告",
            "2 个工作日",
            "2023-09-12 09:00",
            "2023-09-14 18:00",
            "2023-09-15 09:10"
        ]
    );
}

#[test]
fn headings_begin_at_one_and_missing_sections_are_named() {
    let form = form(
        FAULT,
        "# 待办打不开\n\n## 故障现象\n\n打不开。\n\n### 细节\n\n甲\n\n## 验证\n",
        &[],
    );
    let says = |block: &Block| match block {
        Block::Heading { level, runs } => format!("{level} {}", text(runs)),
        Block::Paragraph { runs } => text(runs),
        other => panic!("{other:?}"),
    };
    let said: Vec<String> = form.body.iter().map(says).collect();
    assert_eq!(
        said[..6],
        ["1 故障现象", "打不开。", "2 细节", "甲", "1 验证", "（未填写）"]
    );
    assert!(
        said[6..].chunks(2).all(|pair| pair[1] == "（未填写）"),
        "{said:?}"
    );
    assert!(said.contains(&"1 遗留问题".to_owned()), "{said:?}");
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let body = "[一](https://example.org/)\n\n3. 甲\n4. 乙\n\n1. 丙\n\n| a |\n|---|\n| `b` |\n\n> 引\n";
    let form = form(FAULT, body, &[]);
    let one = docx::write(&form).unwrap();
    assert_eq!(one, docx::write(&form).unwrap());
}
