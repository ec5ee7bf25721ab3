//! Are words painted, and does everything else stay?
#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

/// `code` in `language`, with `⟦k:word⟧` for a painted word.
fn painted(language: &str, code: &str) -> String {
    let mut out = String::new();
    write(&mut out, language, code);
    let out = out.replace("<span class=\"h-", "⟦").replace("\">", ":");
    let out = out.replace("</span>", "⟧");
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn check(language: &str, cases: &[(&str, &str)]) {
    for (code, shown) in cases {
        assert_eq!(&painted(language, code), shown, "{language}");
    }
}

#[test]
fn logs() {
    check(
        "log",
        &[
            (
                "2023-05-12 09:20:11,345 ERROR [http-8080] c.k.LoginController - 超时",
                "⟦n:2023-05-12 09:20:11,345⟧ ⟦e:ERROR⟧ [http-8080] c.k.LoginController - 超时",
            ),
            (
                "[12/May/2023:09:20:11] WARN x",
                "[⟦n:12/May/2023:09:20:11⟧] ⟦w:WARN⟧ x",
            ),
            (
                "2023-05-12T01:20:11.5Z INFO",
                "⟦n:2023-05-12T01:20:11.5Z⟧ ⟦k:INFO⟧",
            ),
            (
                "09:20:11 ORA-12541: TNS 10.1.2.3:1521",
                "⟦n:09:20:11⟧ ⟦e:ORA-12541⟧: TNS 10.1.2.3:1521",
            ),
            (
                "Caused by: java.sql.SQLException: 拒绝",
                "⟦e:Caused⟧ by: ⟦e:java.sql.SQLException⟧: 拒绝",
            ),
            ("\tat a.b.C.run(C.java:12)", "\t⟦k:at⟧ a.b.C.run⟦s:(C.java:12)⟧"),
            ("\t... 12 more", "\t⟦c:... 12 more⟧"),
            ("编号 2023-05 共 12 条", "编号 2023-05 共 12 条"),
        ],
    );
}

#[test]
fn blocks_without_a_name_are_logs_where_they_look_like_one() {
    let frame = "java.lang.NullPointerException: null\n\tat a.b.C(C.java:1)\n";
    for language in ["", "text", "Java"] {
        let shown = painted(language, frame);
        assert!(shown.contains("⟦e:java.lang.NullPointerException⟧"), "{shown}");
    }
    assert_eq!(painted("", "SELECT 1"), "SELECT 1");
    assert_eq!(painted("java", "int a;"), "⟦k:int⟧ a;");
    assert_eq!(painted("unknown", "2023-05-12 09:20 x"), "2023-05-12 09:20 x");
}

#[test]
fn sql_and_shell() {
    check(
        "SQL",
        &[
            ("select * from t -- 注", "⟦k:select⟧ * ⟦k:from⟧ t ⟦c:-- 注⟧"),
            (
                "WHERE a = '甲''乙' AND b > 1.5",
                "⟦k:WHERE⟧ a = ⟦s:'甲'⟧⟦s:'乙'⟧ ⟦k:AND⟧ b > ⟦n:1.5⟧",
            ),
            ("/* a\nb */ x", "⟦c:/* a\nb */⟧ x"),
            ("selected 'open", "selected ⟦s:'open⟧"),
        ],
    );
    check(
        "bash",
        &[
            (
                "# 说明\nsudo tail -n 50 \"$LOG\"",
                "⟦c:# 说明⟧\n⟦k:sudo⟧ ⟦k:tail⟧ -n ⟦n:50⟧ ⟦s:\"$LOG\"⟧",
            ),
            ("echo ${A#b} a#b $1", "⟦k:echo⟧ ⟦v:${A#b}⟧ a#b ⟦v:$1⟧"),
            ("echo $", "⟦k:echo⟧ $"),
        ],
    );
    check(
        "bat",
        &[("rem 注\nNET start %A%", "⟦k:rem⟧ 注\n⟦k:NET⟧ ⟦k:start⟧ %A%")],
    );
}

#[test]
fn configuration() {
    check(
        "yaml",
        &[
            ("a: 1 # 注", "⟦t:a⟧: ⟦n:1⟧ ⟦c:# 注⟧"),
            ("- 键: \"值 # 不是\" # 是", "- ⟦t:键⟧: ⟦s:\"值 # 不是\"⟧ ⟦c:# 是⟧"),
            ("url: http://a:80/b", "⟦t:url⟧: http://a:80/b"),
            ("on: true\n# 全行", "⟦t:on⟧: ⟦k:true⟧\n⟦c:# 全行⟧"),
            ("- {a: 1}", "- {a: 1}"),
        ],
    );
    check(
        "properties",
        &[("[a]\n# b\nk.x = 3\n", "⟦k:[a]⟧\n⟦c:# b⟧\n⟦t:k.x⟧ = ⟦n:3⟧\n")],
    );
    check(
        "nginx",
        &[(
            "location /a { proxy_pass http://b:80; set $x 10s; } # 注",
            "⟦k:location⟧ /a { ⟦k:proxy_pass⟧ http://b:80; ⟦k:set⟧ ⟦v:$x⟧ ⟦n:10s⟧; } ⟦c:# 注⟧",
        )],
    );
    check(
        "json",
        &[(
            "{\"a\" : \"b\", \"c\": [1, true]}",
            "{⟦t:\"a\"⟧ : ⟦s:\"b\"⟧, ⟦t:\"c\"⟧: [⟦n:1⟧, ⟦k:true⟧]}",
        )],
    );
}

#[test]
fn markup_and_differences() {
    check(
        "xml",
        &[(
            "<!-- x --><a:b c=\"d>e\">文</a:b> 1 < 2",
            "⟦c:<!-- x -->⟧<⟦t:a:b⟧ ⟦v:c⟧=⟦s:\"d>e\"⟧>文</⟦t:a:b⟧> 1 < 2",
        )],
    );
    check(
        "diff",
        &[("@@ 1\n-a\n+b\n c\n", "⟦c:@@ 1⟧\n⟦r:-a⟧\n⟦a:+b⟧\n c\n")],
    );
}

#[test]
fn words_are_sorted_and_each_name_calls_for_one_lexer() {
    for grammar in grammars::ALL {
        assert!(grammar.keywords.is_sorted(), "{:?}", grammar.keywords);
        let lower = |word: &&str| word.bytes().all(|b| !b.is_ascii_uppercase());
        assert!(!grammar.any_case || grammar.keywords.iter().all(lower));
    }
    let mut names: Vec<_> = LEXERS.iter().flat_map(|(names, _)| *names).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

fn code() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "select",
        " ",
        "\n",
        "'",
        "\"",
        "\\",
        "/*",
        "*/",
        "--",
        "#",
        "$",
        "${",
        "}",
        "{",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "中",
        "，",
        "é",
        "1",
        "2023-05-12",
        "09:20:11",
        "ERROR",
        ":",
        "=",
        "- ",
        "\t",
        "at a.b(C.java)",
        "\r\n",
        "&",
        ";",
        "[",
        "%",
        "@@",
        "\u{0}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_text_stays_as_it_is(code in code()) {
        for (names, _) in LEXERS {
            let mut out = String::new();
            write(&mut out, names.first().unwrap(), &code);
            let mut bare = out.replace("</span>", "");
            while let Some(at) = bare.find("<span class=\"h-") {
                let end = at + bare.get(at..).unwrap().find('>').unwrap();
                bare.replace_range(at..=end, "");
            }
            let mut plain = String::new();
            escape::text(&mut plain, &code);
            prop_assert_eq!(bare, plain, "{}", names.first().unwrap());
        }
    }
}
