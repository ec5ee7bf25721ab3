#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::assess::chapter::{Chapter, Column, ColumnKind, Figure, Grid, Part, Text, Value};
use crate::assess::{self, Assessment};
use crate::base::{Lang, Month, RelPath, assets};
use crate::config::{Config, Written};
use crate::ledger::Ledger;
use crate::library::{self, Layout, Library, Parts};
use crate::render::Templates;
use crate::report::Sealing;
use std::collections::HashMap;
use std::sync::Arc;
use typst::layout::{Frame, FrameItem};

/// Markup in many languages, which must be printed as it is.
const HOSTILE: &str = "#panic(\"x\") $x^2$ *a* _b_ <c> @d \\ `e` // f";

/// An assessment without records, after the sample's contract.
fn assessed(lang: Lang) -> (Arc<Library>, Assessment) {
    let contract = include_str!("../../../../contract.yaml");
    let config = Arc::new(Config::settle(&Written {
        casebook: Some(format!("title: 运维知识库\nlanguage: {lang}\n")),
        contract: Some(contract.to_owned()),
        ..Written::default()
    }));
    let library = Arc::new(library::assemble(Parts {
        layout: Layout {
            content: config.site.content.clone(),
        },
        config,
        records: Vec::new(),
        files: Vec::new(),
        seen: Arc::default(),
        stamps: HashMap::new(),
        others: Vec::new(),
        drafts: Vec::new(),
    }));
    let month: Month = "2023-09".parse().unwrap();
    let end = library.config.contract.calendar.end_of(month);
    let mut ledger = Ledger::build(&library, &Arc::default(), end).unwrap();
    let assessment = assess::assess(&library, &mut ledger, month, |earlier| earlier).unwrap();
    (library, assessment)
}

/// A chapter with every part, and a table with every kind of column.
fn chapter() -> Chapter {
    let column = |id: &'static str, kind| Column {
        id: id.into(),
        title: id.to_owned(),
        kind,
    };
    let text = |text: &str| Value::Text(text.to_owned());
    let ids: Vec<String> = vec!["F-1".to_owned(), "F-2".to_owned()];
    let grid = Grid {
        id: "all",
        title: "各类列".to_owned(),
        columns: vec![
            column("text", ColumnKind::Text),
            column("record", ColumnKind::Record),
            column("count", ColumnKind::Count),
            column("number", ColumnKind::Number(1)),
            column("percent", ColumnKind::Percent),
            column("money", ColumnKind::Money),
            column("time", ColumnKind::DateTime),
            column("day", ColumnKind::Date),
        ],
        rows: vec![
            vec![
                text(HOSTILE),
                Value::Record("F-20230912-01".to_owned()),
                Value::Records(ids),
                Value::Number("1.26".parse().unwrap()),
                Value::Percent("99.5".parse().unwrap()),
                Value::Money("1234.5".parse().unwrap()),
                Value::DateTime("2023-09-12T09:20:00".parse().unwrap()),
                Value::Date("2023-09-12".parse().unwrap()),
            ],
            vec![Value::Empty; 8],
        ],
        totals: true,
    };
    let empty = Grid {
        id: "none",
        title: "空表".to_owned(),
        rows: Vec::new(),
        ..grid.clone()
    };
    let figure = Figure {
        label: "故障数".to_owned(),
        value: Value::Number(4_i64.into()),
        before: Some(Value::Number(5_i64.into())),
    };
    let markdown = format!(
        "本月**平稳**，见 [说明](https://example.org/a)。\n\n1. 一\n   - 二\n\n> 引文\n\n```\n{HOSTILE}\n```\n\n| 甲 | 乙 |\n|---|---|\n| 1 |"
    );
    Chapter {
        id: "overview",
        number: 1,
        title: "概况 #x".to_owned(),
        parts: vec![
            Part::Figures(vec![figure]),
            Part::Table(grid),
            Part::Table(empty),
            Part::Text(Text {
                title: "分析".to_owned(),
                markdown,
                record: Some("2023-09".to_owned()),
            }),
            Part::Text(Text {
                title: "下月".to_owned(),
                markdown: String::new(),
                record: None,
            }),
            Part::Note("人名：张\u{30EDD}".to_owned()),
        ],
    }
}

/// The chapter of the sheet, which the PDF sets from the assessment.
fn sheet() -> Chapter {
    Chapter {
        id: "sheet",
        number: 13,
        title: "考核".to_owned(),
        parts: Vec::new(),
    }
}

/// What `with` makes of the report in `lang`, with the template `own` instead of the built-in one.
fn report<T>(lang: Lang, own: Option<&str>, with: impl FnOnce(&Handover<'_>) -> T) -> T {
    let (library, assessment) = assessed(lang);
    let own = own.map(|text| {
        (
            RelPath::new("templates/report/report.typ").unwrap(),
            text.as_bytes().to_vec(),
        )
    });
    let templates = Templates::new(lang, own.as_slice()).unwrap();
    with(&Handover {
        assessment: &assessment,
        chapters: &[chapter(), sheet()],
        library: &library,
        templates: &templates,
        commit: Some("1f4d9a0c7be25d3a9f1c"),
        findings: (0, 3),
        seal: Some(&Sealing {
            number: "9f86d081884c7d659a2feaa0c55ad015",
            corrects: None,
        }),
        remarks: &["2023-09 → 2023-09-correction-1".to_owned()],
    })
}

/// All characters on the pages, in the order in which they were set.
fn printed(handover: &Handover<'_>) -> String {
    fn walk(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }
    let fonts = world::fonts(handover.templates);
    let data = data(handover, &fonts).unwrap();
    let desk = Desk::new(handover.templates, fonts, Bytes::new(data)).unwrap();
    let document = set(&desk).map_err(|faults| fault(&desk, &faults)).unwrap();
    let mut out = String::new();
    for page in document.pages() {
        walk(&page.frame, &mut out);
    }
    out.retain(|c| !c.is_whitespace());
    out
}

#[test]
fn every_part_is_printed_and_nothing_is_markup() {
    let text = report(Lang::ZhCn, None, printed);
    let hostile: String = HOSTILE.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(text.matches(&hostile).count(), 2, "{text}");
    for said in [
        "运维服务月度考核报告",
        "第1页共",
        "1概况#x",
        "故障数45",
        "F-20230912-01",
        "21.399.5%1,234.502023-09-1209:20",
        "合计21.3",
        "空表无",
        "本月平稳，见说明。",
        "下月未填写",
        "张〓(U+30EDD)",
        "其后注明统一码：U+30EDD",
        "采购人",
        "9f86d081884c7d659a2feaa0c55ad015",
        "2023-09-correction-1",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn the_english_report_has_no_chinese_words_of_ours() {
    let text = report(Lang::En, None, printed);
    assert!(
        text.contains("Monthlyserviceassessment") && text.contains("Page1of"),
        "{text}"
    );
    assert!(!text.contains("采购人"));
}

#[test]
fn it_is_tagged_archival_and_the_same_each_time() {
    let one = report(Lang::ZhCn, None, write).unwrap();
    assert_eq!(one, report(Lang::ZhCn, None, write).unwrap());
    let text = String::from_utf8_lossy(&one);
    for mark in [
        "/MarkInfo",
        "/StructTreeRoot",
        "/OutputIntents",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "2023-09-30",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
}

#[test]
fn a_template_of_ones_own_reaches_nothing_outside() {
    for (template, why) in [
        (
            "\n#read(\"/etc/passwd\")",
            "templates/report/report.typ:2: file not found",
        ),
        (
            "#import \"@preview/cetz:0.3.0\"",
            "templates/report/report.typ:1: ",
        ),
        ("#datetime.today()", "templates/report/report.typ:1: "),
    ] {
        let fault = report(Lang::ZhCn, Some(template), write).unwrap_err().to_string();
        assert!(fault.starts_with(why), "{template}: {fault}");
    }
}

#[test]
fn the_fonts_have_every_character_of_the_messages() {
    let templates = Templates::new(Lang::ZhCn, &[]).unwrap();
    let fonts = world::fonts(&templates);
    assert_eq!(fonts.len(), 2);
    for (path, bytes) in assets::below("messages/zh-CN") {
        let text = std::str::from_utf8(bytes).unwrap();
        for c in text.chars().filter(|c| !c.is_control()) {
            for font in &fonts {
                assert!(font.info().coverage.contains(u32::from(c)), "{path}: {c}");
            }
        }
    }
}

#[test]
fn what_is_too_long_for_paper_says_how_much_there_is() {
    let (library, mut assessment) = assessed(Lang::ZhCn);
    let mut long = chapter();
    if let Some(Part::Table(grid)) = long.parts.get_mut(1) {
        grid.rows = vec![vec![Value::Text("行".to_owned())]; 101];
        grid.columns.truncate(1);
        grid.totals = false;
    }
    for item in assessment.items.iter_mut().take(1) {
        item.evidence = (0..101).map(|n| format!("F-{n}")).collect();
    }
    let templates = Templates::new(Lang::ZhCn, &[]).unwrap();
    let text = printed(&Handover {
        assessment: &assessment,
        chapters: &[long, sheet()],
        library: &library,
        templates: &templates,
        commit: None,
        findings: (0, 0),
        seal: None,
        remarks: &[],
    });
    for said in ["前100条，共101条", "F-99（以上为前100条，共101条"] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("封存号"));
}
