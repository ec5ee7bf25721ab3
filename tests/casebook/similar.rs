//! A page names the records that tell of the same.

use crate::kb::{Kb, main_of};

fn case(title: &str, system: &str, more: &str, symptom: &str) -> String {
    format!(
        "---\ntitle: {title}\nsystem: {system}\nnature: problem\nreported_at: 2023-09-12 09:00\n{more}---\n\n## 问题描述\n\n{symptom}\n\n## 处理过程\n\n重启。\n"
    )
}

fn kb() -> Kb {
    let jam = "点了待办一直转圈，日志里是 ORA-12519 连接数耗尽";
    let place = |number: u8| format!("content/cases/2023/09/C-2023091{number}-01.md");
    Kb::new()
        .sample_config()
        .file(&place(1), &case("周一打不开", "gwgl", "", jam))
        .file(&place(2), &case("首页一直等", "rsjy", "", jam))
        .file(&place(3), &case("待办转圈", "gwgl", "", "连接数耗尽，转圈"))
        .file(
            &place(4),
            &case("打印控件装不上", "gwgl", "", "进度条走到八成就退回"),
        )
        .file(
            &place(5),
            &case("保密处打不开", "gwgl", "confidentiality: restricted\n", jam),
        )
}

/// The IDs in the list of the page of a case, in order.
fn similar(kb: &Kb, number: u8) -> Vec<String> {
    let page = kb.read(&format!("site/cases/2023/09/C-2023091{number}-01.html"));
    let Some((_, after)) = main_of(&page).split_once("similar-title\" class") else {
        return Vec::new();
    };
    let list = after.split("</ul>").next().unwrap();
    let ids = list.split("class=\"id\">").skip(1);
    ids.map(|id| id.split('<').next().unwrap().to_owned()).collect()
}

#[test]
fn the_same_symptom_is_named_the_own_system_first() {
    let kb = kb();
    kb.run(&["build"]).code(0);
    assert_eq!(similar(&kb, 1), ["C-20230913-01", "C-20230912-01"]);
    assert!(similar(&kb, 4).is_empty());
    let page = kb.read("site/cases/2023/09/C-20230911-01.html");
    assert!(main_of(&page).contains("相似记录") && main_of(&page).contains("首页一直等"));
}

#[test]
fn what_is_restricted_is_named_on_restricted_pages_only() {
    let kb = kb();
    kb.run(&["build"]).code(0);
    assert!(!similar(&kb, 1).contains(&"C-20230915-01".to_owned()));
    assert_eq!(similar(&kb, 5)[0], "C-20230911-01");
}

#[test]
fn of_very_many_systems_no_two_are_taken_for_one() {
    // The first and the last system have the same place among 64; the second tells of more.
    let jam = "点了待办一直转圈，日志里是 ORA-12519 连接数耗尽";
    let id = |number: usize| format!("C-20230911-{number:02}");
    let systems: Vec<String> = (0..=64)
        .map(|number| format!("{{id: x{number}, name: 系统{number}}}"))
        .collect();
    let mut kb = Kb::new().file("casebook.yaml", &format!("systems: [{}]\n", systems.join(", ")));
    for number in 0..=64 {
        let symptom = match number {
            0 | 1 => jam,
            64 => "连接数耗尽，转圈",
            _ => "",
        };
        let text = case("打不开", &format!("x{number}"), "", symptom);
        kb = kb.file(&format!("content/cases/2023/09/{}.md", id(number)), &text);
    }
    kb.run(&["build"]).code(0);
    let page = kb.read(&format!("site/cases/2023/09/{}.html", id(0)));
    let (_, list) = main_of(&page).split_once("similar-title\" class").unwrap();
    let (better, worse) = (list.find(&id(1)).unwrap(), list.find(&id(64)).unwrap());
    assert!(better < worse, "{list}");
}
