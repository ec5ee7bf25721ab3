//! `casebook import`: records of what other programs wrote down.

use crate::kb::{Kb, Out};
use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::fs;

const CSV: &str = "\
工单号,提交时间,提交人,联系方式,系统,问题描述,状态,处理人,答复时间,答复内容
20240201001,2024/2/1 9:05,林晓芸,6688,公文,\"公文打不开附件
提示\"\"连接超时\"\" # 不是标题\",已办结,陈晓,2024/2/1 9:20,\"请重启浏览器，<b>不要</b>清缓存\"
20240201002,2024/2/1 下午 1:05,王海,,值班,\"值班表导不出来，点了没有反应，换了三台电脑都一样，领导急要\",处理中,,,
20240201002,2024/2/1 下午 1:05,王海,,值班,\"值班表导不出来，点了没有反应，换了三台电脑都一样，领导急要\",处理中,,,
20240203001,2024/2/3 9:00,测试,,公文,测试单,作废,,,
,,,,,,,,,
20240205007,2024年2月5日 14时30分,赵六,=\"0012\",公文办理系统,# 登录后白屏,已办结,周敏,2024/2/5 15:00,- 换浏览器
";

const MAP: &str = "\
source: 技术支持
key: 工单号
fields:
  title: {column: 问题描述, length: 20}
  system: {column: 系统, values: {公文: 公文办理系统, 值班: 值班管理系统}}
  channel: {value: module}
  reporter: 提交人
  contact: 联系方式
  handler: 处理人
  reported_at: 提交时间
  responded_at: 答复时间
body:
  问题描述: 问题描述
  答复: 答复内容
skip: {column: 状态, is: [作废]}
";

const FIRST: &str = "content/cases/2024/02/C-20240201-01.md";
const SECOND: &str = "content/cases/2024/02/C-20240201-02.md";
const THIRD: &str = "content/cases/2024/02/C-20240205-01.md";

/// A knowledge base as `init` makes it, with the table and its map beside it.
fn kb() -> Kb {
    let kb = Kb::new();
    kb.run(&["init", "."]).code(0);
    kb.bytes("工单.csv", &gbk(CSV)).file("map.yaml", MAP)
}

fn gbk(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn import(kb: &Kb, file: &str) -> Out {
    kb.run(&["import", file, "--as", "case", "--map", "map.yaml"])
}

/// That of the kinds, of which `init` writes one each.
fn cases(kb: &Kb) -> Vec<String> {
    let mut files = kb.files("content/cases");
    files.retain(|path| !path.starts_with("2024/01/"));
    files
}

fn errors(kb: &Kb) -> Vec<String> {
    let found = kb.run(&["check", "--format", "json"]).json();
    let all = found.as_array().unwrap().iter();
    all.filter(|one| one["severity"] == "error")
        .map(ToString::to_string)
        .collect()
}

#[test]
fn a_table_in_gbk_becomes_records_that_are_well_written() {
    let kb = kb();
    let out = import(&kb, "工单.csv").code(0);
    assert_eq!(out.stdout, format!("{FIRST}\n{SECOND}\n{THIRD}\n"));
    assert_eq!(
        out.stderr.trim(),
        "已写入 3 条；0 条以前导入过，1 行按映射跳过，1 行重复"
    );
    assert_eq!(errors(&kb), Vec::<String>::new());
    let text = kb.read(FIRST);
    for line in [
        "title: 公文打不开附件",
        "system: 公文办理系统",
        "contact: \"6688\"",
        "handler: 陈晓",
        "reported_at: 2024-02-01 09:05",
        "responded_at: 2024-02-01 09:20",
        "source_key: 技术支持:20240201001",
        "公文打不开附件\\",
        "提示\"连接超时\" # 不是标题",
        "请重启浏览器，\\<b>不要\\</b>清缓存",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    assert!(!text.contains("draft:") && text.contains("## 处理过程"), "{text}");
    assert!(kb.read(SECOND).contains("reported_at: 2024-02-01 13:05"));
    let third = kb.read(THIRD);
    assert!(
        third.contains("contact: \"0012\"") && third.contains("\n\\# 登录后白屏\n"),
        "{third}"
    );
    kb.run(&["fmt", "--check", "content/cases/2024/02"]).code(0);
}

#[test]
fn what_is_known_is_not_written_again() {
    let kb = kb();
    import(&kb, "工单.csv").code(0);
    let again = import(&kb, "工单.csv").code(0);
    assert_eq!(again.stdout, "");
    assert!(again.stderr.contains("3 条以前导入过"), "{}", again.stderr);
    // Moved, edited, broken, or saved in another encoding: it is the record of its row all the same.
    let text = kb.read(FIRST).replace("title: 公文打不开附件", "title: 附件");
    kb.write("content/cases/归档/旧单.md", text.as_bytes());
    fs::remove_file(kb.path(FIRST)).unwrap();
    kb.write(SECOND, &gbk(&kb.read(SECOND)));
    kb.write(THIRD, kb.read(THIRD).replace("region:", "region: [").as_bytes());
    let longer = CSV.to_owned() + "20240201009,2024/2/1 16:40,钱七,,值班,忘记密码,处理中,,,\n";
    kb.write("工单.csv", &gbk(&longer));
    let out = import(&kb, "工单.csv").code(0);
    assert_eq!(out.stdout, "content/cases/2024/02/C-20240201-03.md\n");
    assert!(
        out.stderr.contains("已写入 1 条；3 条以前导入过"),
        "{}",
        out.stderr
    );
}

#[test]
fn a_dry_run_says_what_would_be_written() {
    let kb = kb();
    let args = [
        "import",
        "工单.csv",
        "--as",
        "case",
        "--map",
        "map.yaml",
        "--dry-run",
    ];
    let out = kb.run(&args).code(0);
    let first = out.stdout.lines().next().unwrap();
    assert_eq!(first, format!("{FIRST}\t公文打不开附件"));
    assert_eq!(out.stdout.lines().count(), 3);
    assert!(out.stderr.contains("将写入 3 条"), "{}", out.stderr);
    assert_eq!(cases(&kb), Vec::<String>::new());
}

#[test]
fn all_rows_that_do_not_fit_are_told_and_none_is_written() {
    let kb = kb();
    let bad = CSV
        .replace("2024/2/1 9:05", "2024-02-30 09:05")
        .replace(",值班,", ",值般管理系统,")
        .replace("周敏", "周民")
        .replace("# 登录后白屏", " ")
        .replace(
            "20240201002,2024/2/1 下午 1:05,王海",
            "20240201002,2024/2/1 下午 1:05,王河",
        );
    let bad = bad.replacen("王河", "王海", 1) + "20240209001,2024/2/9 9:00,一,二,三,四,五,六,七,八,九\n";
    let bad = bad + "20240210001,2/10/2024 9:00,一\n20240211001,2024-02-11,一\n";
    kb.write("工单.csv", &gbk(&bad));
    let out = import(&kb, "工单.csv").code(1);
    assert_eq!(out.stdout, "");
    insta::assert_snapshot!("import_rows", out.stderr);
    let english = kb.run(&[
        "--lang",
        "en",
        "import",
        "工单.csv",
        "--as",
        "case",
        "--map",
        "map.yaml",
    ]);
    insta::assert_snapshot!("import_rows_english", english.code(1).stderr);
    assert_eq!(cases(&kb), Vec::<String>::new());
}

#[test]
fn a_row_without_a_key_tells_its_other_faults_too() {
    let kb = kb();
    let table = "工单号,提交时间,问题描述\n1,2024/2/1 9:05,好\n,2024年2月1日 晚上12点,白屏\n";
    kb.write("工单.csv", table.as_bytes());
    kb.write(
        "map.yaml",
        "source: s\nkey: 工单号\nfields: {title: 问题描述, reported_at: 提交时间}\n".as_bytes(),
    );
    let out = import(&kb, "工单.csv").code(1);
    let said = &out.stderr;
    let places: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("-->"))
        .map(str::trim)
        .collect();
    assert_eq!(places, ["--> 工单.csv:3:1", "--> 工单.csv:3:2"], "{said}");
    assert!(
        said.contains("用作来源键的列都是空的") && said.contains("晚上12点"),
        "{said}"
    );
}

#[test]
fn what_check_would_find_is_told_before_anything_is_written() {
    let kb = kb();
    kb.write(
        "工单.csv",
        CSV.replace("2024/2/5 15:00", "2024/2/5 13:00").as_bytes(),
    );
    let out = import(&kb, "工单.csv").code(1);
    insta::assert_snapshot!("import_checked", out.stderr);
    assert_eq!(cases(&kb), Vec::<String>::new());
}

#[test]
fn a_map_that_means_nothing_is_told_at_its_places() {
    let kb = kb();
    let bad = MAP
        .replace("channel:", "chanel:")
        .replace("value: module", "value: module, frmat: x")
        .replace("答复: 答复内容", "答覆: 答复内容")
        .replace("skip:", "skips:")
        .replace("title:", "source_key: 工单号\n  #");
    kb.write("map.yaml", bad.as_bytes());
    insta::assert_snapshot!("import_map", import(&kb, "工单.csv").code(2).stderr);
    kb.write(
        "map.yaml",
        MAP.replace("工单号", "工单编号")
            .replace("状态", "天气")
            .as_bytes(),
    );
    insta::assert_snapshot!("import_columns", import(&kb, "工单.csv").code(2).stderr);
    kb.write("map.yaml", &gbk(MAP));
    assert!(import(&kb, "工单.csv").code(2).stderr.contains("GB18030"));
    kb.write("map.yaml", b"");
    import(&kb, "工单.csv").code(2);
}

#[test]
fn a_file_that_cannot_be_read_ends_the_command() {
    let kb = kb();
    for (name, bytes, said) in [
        ("a.csv", &b"PK\x03\x04\x00\x00\x00\xff\xfe"[..], "不是文本文件"),
        ("b.csv", "工单号,\"问题描述\n".as_bytes(), "引号没有结束"),
        ("c.xls", b"x", ".xls"),
        ("d.xlsx", b"no zip", "不是能读的 XLSX"),
        ("e.txt", "早上好\n".as_bytes(), "没有找到一条消息"),
        ("f.csv", b"\n\n", "没有表格"),
        (
            "g.csv",
            "2024年1月台账,\n\n工单号,提交时间,备注\n1,2024/1/1 9:00,\n2,2024/1/2 9:00,催\n".as_bytes(),
            "`header: 3`",
        ),
    ] {
        kb.write(name, bytes);
        let out = import(&kb, name).code(2);
        assert!(out.stderr.contains(said), "{name}: {}", out.stderr);
    }
    assert!(import(&kb, "nope.csv").code(2).stderr.contains("nope.csv"));
    let unknown = kb.run(&["import", "工单.csv", "--as", "casus", "--map", "map.yaml"]);
    assert!(unknown.code(2).stderr.contains("casus"));
}

#[test]
fn a_workbook_is_read_as_one_sees_it() {
    let kb = kb();
    let mut book = Workbook::new();
    let time = Format::new().set_num_format("yyyy/m/d h:mm");
    let sheet = book.add_worksheet().set_name("二月").unwrap();
    sheet.write(0, 0, "技术支持模块工单导出").unwrap();
    for (column, name) in ["工单号", "提交时间", "系统", "内容", "工时"].iter().enumerate() {
        sheet.write(1, column as u16, *name).unwrap();
    }
    for (row, (number, hour, text)) in [
        (20_240_201_000_001_f64, 9, "附件打不开"),
        (20_240_201_000_002_f64, 10, "印章不显示"),
    ]
    .into_iter()
    .enumerate()
    {
        let row = row as u32 + 3;
        let at = ExcelDateTime::from_ymd(2024, 2, 1)
            .unwrap()
            .and_hms(hour, 5, 0)
            .unwrap();
        sheet.write(row, 0, number).unwrap();
        sheet.write_with_format(row, 1, &at, &time).unwrap();
        sheet.write(row, 2, "公文办理系统").unwrap();
        sheet.write(row, 3, text).unwrap();
        sheet.write(row, 4, 1.5).unwrap();
    }
    sheet.write(8, 3, "没有时间").unwrap();
    kb.write("工单.xlsx", &book.save_to_buffer().unwrap());
    let map = "sheet: 二月\nheader: 2\nkey: 工单号\nfields:\n  title: 内容\n  system: 系统\n  reported_at: 提交时间\n  effort_hours: 工时\n";
    kb.write("map.yaml", map.as_bytes());
    let out = import(&kb, "工单.xlsx").code(1);
    assert!(
        out.stderr.contains("用作来源键的列都是空的") && out.stderr.contains("工单.xlsx:9:"),
        "{}",
        out.stderr
    );
    kb.write(
        "map.yaml",
        (map.to_owned() + "skip: {column: 工单号, empty: true}\n").as_bytes(),
    );
    let out = import(&kb, "工单.xlsx").code(0);
    assert_eq!(out.stdout, format!("{FIRST}\n{SECOND}\n"));
    let text = kb.read(FIRST);
    for line in [
        "source_key: import:20240201000001",
        "reported_at: 2024-02-01 09:05",
        "effort_hours: 1.5",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    assert_eq!(errors(&kb), Vec::<String>::new());
    kb.write("map.yaml", map.replace("system: 系统", "system: 内容").as_bytes());
    let out = import(&kb, "工单.xlsx").code(1);
    assert!(out.stderr.contains("用作来源键的列都是空的"), "{}", out.stderr);
    kb.write(
        "map.yaml",
        map.replace("system: 系统", "region: 系统")
            .replace("工单号", "内容")
            .as_bytes(),
    );
    insta::assert_snapshot!("import_xlsx", import(&kb, "工单.xlsx").code(1).stderr);
}

const QQ: &str = "\u{feff}消息记录（此消息记录为文本格式，不支持重新导入）\r
\r
================================================================\r
消息分组:我的群聊\r
================================================================\r
消息对象:系统交流\r
================================================================\r
\r
2024-02-01 9:12:33 张三(123456789)\r
公文系统打不开附件，怎么办？\r
\r
2024-02-01 9:12:50 张三(123456789)\r
[图片]\r
\r
2024-02-01 9:15:02 【管理员】陈晓-运维<chenxiao@example.com>\r
@张三 请重启浏览器\r
\r
2024-02-01 9:20:00 李 四(西山)(1000001)\r
早上好\r
\r
2024-02-01 9:30:00 李 四(西山)(1000001)\r
[[F-1]] 值班表 <script> 怎么导出\r
\r
2024-02-01 9:31:00 系统消息(10000)\r
王五加入了本群\r
";

const QQ_MAP: &str = "\
source: 系统交流群
qq: {questions: \"[?？]|怎么|打不开\", join: 5 minutes, answers: 30 minutes}
fields:
  title: {column: 内容, length: 30}
  channel: {value: qq}
  reporter: 发言人
  contact: {text: \"QQ {号码}\"}
  handler: 答复人
  reported_at: 时间
  responded_at: 答复时间
body:
  问题描述: {text: \"{内容}\\n\\n（{对象}）\"}
  答复: 答复
";

#[test]
fn questions_of_a_group_become_drafts_with_their_times() {
    let kb = kb().file("群.txt", QQ).file("map.yaml", QQ_MAP);
    let out = import(&kb, "群.txt").code(0);
    assert_eq!(out.stdout, format!("{FIRST}\n{SECOND}\n"));
    let text = kb.read(FIRST);
    for line in [
        "title: 公文系统打不开附件，怎么办？",
        "reporter: 张三",
        "contact: QQ 123456789",
        "handler: 陈晓",
        "reported_at: 2024-02-01 09:12:33",
        "responded_at: 2024-02-01 09:15:02",
        "draft: true",
        "\\[图片\\]",
        "（系统交流）",
        "@张三 请重启浏览器",
    ] {
        assert!(
            text.lines().any(|found| found.starts_with(line)),
            "{line}\n{text}"
        );
    }
    assert!(
        kb.read(SECOND)
            .contains("\\[\\[F-1\\]\\] 值班表 \\<script> 怎么导出")
    );
    assert_eq!(errors(&kb), Vec::<String>::new());
    // The next export has all that the last one had, perhaps under another name of the same account.
    let later =
        QQ.replace("张三(", "张三-财务(") + "\r\n2024-02-02 8:00:00 张三-财务(123456789)\r\n又打不开了\r\n";
    kb.write("群.txt", later.as_bytes());
    assert_eq!(
        import(&kb, "群.txt").code(0).stdout,
        "content/cases/2024/02/C-20240202-01.md\n"
    );
    // Whoever completes one deletes its mark, or lets the map make none.
    kb.write("map.yaml", (QQ_MAP.to_owned() + "draft: false\n").as_bytes());
    kb.write("群.txt", QQ.replace("9:30:00", "9:45:00").as_bytes());
    let made = import(&kb, "群.txt").code(0).stdout;
    assert!(!kb.read(made.trim_end()).contains("draft:"));
}

#[test]
fn no_number_is_given_twice() {
    let kb = kb();
    import(&kb, "工单.csv").code(0);
    kb.commit("2024-02-06T00:00:00Z");
    fs::remove_file(kb.path(SECOND)).unwrap();
    kb.commit("2024-02-07T00:00:00Z");
    kb.write(
        "工单.csv",
        "工单号,提交时间,问题描述\nN1,2024-02-01 17:00,甲\nN2,2024-02-01 17:05,乙\n".as_bytes(),
    );
    kb.write("map.yaml", b"key: \xe5\xb7\xa5\xe5\x8d\x95\xe5\x8f\xb7\nfields: {title: \xe9\x97\xae\xe9\xa2\x98\xe6\x8f\x8f\xe8\xbf\xb0, reported_at: \xe6\x8f\x90\xe4\xba\xa4\xe6\x97\xb6\xe9\x97\xb4}\n");
    let out = import(&kb, "工单.csv").code(0);
    assert_eq!(
        out.stdout,
        "content/cases/2024/02/C-20240201-03.md\ncontent/cases/2024/02/C-20240201-04.md\n"
    );
}

#[test]
fn one_key_for_two_rows_that_differ_is_a_fault() {
    let kb = kb().file("map.yaml", "key: 号\nfields: {title: 事, reported_at: 时}\n").file(
        "a.csv",
        "号,事,时\n1,甲,2024-02-01 09:00\n1,乙,2024-02-01 09:00\n2,丙,\n3,,2024-02-01 09:00\n,丁,2024-02-01 09:00\n",
    );
    insta::assert_snapshot!("import_keys", import(&kb, "a.csv").code(1).stderr);
    // Without columns of their own, rows are told by all of their cells.
    kb.write("map.yaml", "fields: {title: 事, reported_at: 时}\n".as_bytes());
    kb.write(
        "a.csv",
        "号,事,时\n1,甲,2024-02-01 09:00\n1,乙,2024-02-01 09:00\n".as_bytes(),
    );
    assert_eq!(import(&kb, "a.csv").code(0).stdout.lines().count(), 2);
    kb.write(
        "a.csv",
        "时,新列,事,号\n2024-02-01 09:00,,乙,1\n2024-02-01 09:00,,甲,1\n".as_bytes(),
    );
    assert_eq!(import(&kb, "a.csv").code(0).stdout, "");
}

#[test]
fn every_kind_can_be_imported() {
    let kb = kb();
    for (kind, fields, row) in [
        ("fault", "severity: 甲, reported_at: 乙", "三级,2024-03-01 09:00"),
        ("case", "nature: 甲, reported_at: 乙", "咨询,2024-03-01 09:00"),
        ("inspection", "inspector: 甲, date: 乙", "陈晓,2024/3/1"),
        (
            "request",
            "request_type: 甲, reported_at: 乙",
            "统计分析,2024-03-01 09:00",
        ),
        (
            "vulnerability",
            "level: 甲, found_at: 乙, due_on: {value: 2024-04-01}",
            "高危,2024-03-01 09:00",
        ),
        (
            "risk",
            "region: 甲, raised_on: 乙, raised_by: {value: 陈晓}",
            "东湖区局,2024-03-01",
        ),
        ("training", "region: 甲, date: 乙", "东湖区局,2024-03-01"),
        ("manual", "version: 甲, revised: 乙", "1.10,2024-03-01"),
        ("list", "region: 甲, tags: 乙", "东湖区局,未结、逾期"),
        ("assessment", "region: 甲, assessed_month: 乙", "东湖区局,2024-03"),
    ] {
        kb.write("a.csv", format!("题,甲,乙\n{kind}: 记录/一,{row}\n").as_bytes());
        kb.write(
            "map.yaml",
            format!("fields: {{title: 题, {fields}}}\n").as_bytes(),
        );
        let args = ["import", "a.csv", "--as", kind, "--map", "map.yaml"];
        let made = kb.run(&args).code(0).stdout;
        let text = kb.read(made.trim_end());
        assert!(text.contains(&format!("title: \"{kind}: 记录/一\"")), "{text}");
        assert_eq!(kb.run(&args).code(0).stdout, "", "{kind}");
    }
    assert!(kb.path("content/manuals/manual--记录-一.md").is_file());
    assert!(kb.path("content/assessments/2024-03.md").is_file());
    assert!(kb.path("content/vulnerabilities/2024/03/V-2024-002.md").is_file());
    assert_eq!(errors(&kb), Vec::<String>::new());
    // What every record of a kind has to have is asked of the map, not of each row.
    kb.write("map.yaml", "fields: {title: 题, found_at: 乙}\n".as_bytes());
    let args = ["import", "a.csv", "--as", "vulnerability", "--map", "map.yaml"];
    let out = kb.run(&args).code(2);
    assert!(
        out.stderr.contains("没有给 `level` 取值") && out.stderr.contains("`due_on`"),
        "{}",
        out.stderr
    );
}

#[test]
fn no_cell_leads_out_of_its_place() {
    let kb = kb().file(
        "map.yaml",
        "fields:\n  title: 事\n  reported_at: 时\n  reporter: 人\n  tags: 标\nbody: {问题描述: 文, 答复: {text: \"> {文}\"}}\n",
    );
    let cell = "---\"\"\n---\nseverity: critical\n## 处理过程\n```query\nSELECT 1\n```\n<script>alert(1)</script>\n[[F-20240109-01]] ![x](y.png)\n\u{0}\u{202e}]]>";
    let evil = format!(
        "时,事,人,标,文\n2024-02-01 09:00,\"{cell}\",\"{cell}\",\"a: b, [c], #d\",\"{cell}\"\n2024-02-01 09:01,=cmd|' /C calc'!A0,@x,\"-y、+z\",\"+1\"\n"
    );
    kb.write("a.csv", evil.as_bytes());
    import(&kb, "a.csv").code(0);
    assert_eq!(errors(&kb), Vec::<String>::new());
    let sql = "SELECT title, reporter FROM cases WHERE id = 'C-20240201-01'";
    let rows = kb.run(&["query", sql, "--format", "json"]).code(0).json();
    assert!(
        rows[0]["title"]
            .as_str()
            .unwrap()
            .starts_with("---\" --- severity: critical ## 处理过程"),
        "{rows}"
    );
    kb.run(&["build"]).code(0);
    let page = fs::read_to_string(kb.path("site/cases/2024/02/C-20240201-01.html")).unwrap();
    let main = crate::kb::main_of(&page);
    assert!(
        !main.contains("<script>alert") && main.contains("SELECT 1"),
        "{main}"
    );
    assert!(!main.contains("y.png\"") && !main.contains("\u{202e}"), "{main}");
    // The heading of the record, and the link to it at the top.
    assert_eq!(main.matches(">处理过程").count(), 2, "{main}");
}

#[test]
fn many_rows_are_done_and_too_many_are_refused() {
    let kb = kb().file("map.yaml", "fields: {title: 事, reported_at: 时}\n");
    let rows = |count: usize| -> String {
        let row = |n| format!("2024-02-{:02} 09:00,第 {n} 件\n", n % 28 + 1);
        format!("时,事\n{}", (0..count).map(row).collect::<String>())
    };
    kb.write("a.csv", rows(2_000).as_bytes());
    assert_eq!(import(&kb, "a.csv").code(0).stdout.lines().count(), 2_000);
    assert_eq!(import(&kb, "a.csv").code(0).stdout, "");
    kb.write("a.csv", rows(100_001).as_bytes());
    assert!(import(&kb, "a.csv").code(2).stderr.contains("100000"));
}

/// The examples in YAML of the manual's section `heading`.
fn example(heading: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manuals/casebook/commands.md");
    let text = fs::read_to_string(path).unwrap();
    let (_, section) = text.split_once(heading).unwrap();
    let (_, example) = section.split_once("```yaml\n").unwrap();
    example.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_maps_of_the_manual_are_maps() {
    let table = "工单号,问题描述,提交时间,答复时间,系统,单位,部门,电话,答复内容,答复人,状态\n\
        1,附件打不开,2023/9/1 9:05,01.09.2023 9:20,公文,,办公室,3205,已处理,张伟,办结\n";
    let kb = Kb::new().sample_config().file("工单.csv", table).file(
        "群.txt",
        &QQ.replace("2024-02", "2023-09").replace("陈晓", "张伟"),
    );
    kb.write("map.yaml", example("### 映射文件").as_bytes());
    let made = import(&kb, "工单.csv").code(0).stdout;
    assert_eq!(made, "content/cases/2023/09/C-20230901-01.md\n");
    let text = kb.read(made.trim_end());
    assert!(
        text.contains("contact: 办公室 3205") && text.contains("region: 省局"),
        "{text}"
    );
    kb.write("map.yaml", example("### QQ 群的聊天记录").as_bytes());
    let made = import(&kb, "群.txt").code(0).stdout;
    assert_eq!(made.lines().count(), 2);
    assert!(kb.read(made.lines().next().unwrap()).contains("handler: 张伟"));
    assert_eq!(errors(&kb), Vec::<String>::new());
}
