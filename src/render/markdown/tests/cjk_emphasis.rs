//! Cases modelled on those published for the CommonMark CJK-friendly amendments.

use super::*;

/// What is written, and what shows: `⟦⟧` stand for `<strong>`, `⟨⟩` for `<em>`, `⌊⌋` for `<del>`.
fn check(cases: &[(&str, &str)]) {
    for (written, shown) in cases {
        let html = line(written);
        let short = html
            .replace("<strong>", "⟦")
            .replace("</strong>", "⟧")
            .replace("<em>", "⟨")
            .replace("</em>", "⟩")
            .replace("<del>", "⌊")
            .replace("</del>", "⌋");
        assert_eq!(&short, shown, "{written}");
    }
}

#[test]
fn chinese_punctuation_inside() {
    check(&[
        ("**注意：**请先备份。", "⟦注意：⟧请先备份。"),
        ("这是**“引号”**的", "这是⟦“引号”⟧的"),
        ("*强调。*后文", "⟨强调。⟩后文"),
        ("~~删除。~~后文", "⌊删除。⌋后文"),
        ("前文~~（删除）~~后文", "前文⌊（删除）⌋后文"),
        ("**重启，**再看", "⟦重启，⟧再看"),
        ("**重启、**再看", "⟦重启、⟧再看"),
        ("**重启；**再看", "⟦重启；⟧再看"),
        ("**重启？**再看", "⟦重启？⟧再看"),
        ("**重启！**再看", "⟦重启！⟧再看"),
        ("**重启）**再看", "⟦重启）⟧再看"),
        ("**重启】**再看", "⟦重启】⟧再看"),
        ("**重启》**再看", "⟦重启》⟧再看"),
        ("**重启～**再看", "⟦重启～⟧再看"),
        ("**重启—**再看", "⟦重启—⟧再看"),
        ("**重启…**再看", "⟦重启…⟧再看"),
        ("**重启·**再看", "⟦重启·⟧再看"),
        ("**重启‘**再看", "⟦重启‘⟧再看"),
        ("请**（先备份）**再升级", "请⟦（先备份）⟧再升级"),
        ("请**【先备份】**再升级", "请⟦【先备份】⟧再升级"),
        ("见**《运维手册》**第三章", "见⟦《运维手册》⟧第三章"),
        ("Git**（注：不是GitHub）**", "Git⟦（注：不是GitHub）⟧"),
        ("**推荐：**Nginx、Redis", "⟦推荐：⟧Nginx、Redis"),
        ("***注意：***请先备份", "⟨⟦注意：⟧⟩请先备份"),
        ("**一：**甲**二：**乙**三：**丙", "⟦一：⟧甲⟦二：⟧乙⟦三：⟧丙"),
    ]);
}

#[test]
fn latin_punctuation_beside_chinese() {
    check(&[
        ("制御**(HTCPCP)**です", "制御⟦(HTCPCP)⟧です"),
        ("占用**95%**以上", "占用⟦95%⟧以上"),
        ("返回**\"OK\"**时", "返回⟦\"OK\"⟧时"),
        ("用**C#**写的**F#**", "用⟦C#⟧写的⟦F#⟧"),
        ("价格**$100**起", "价格⟦$100⟧起"),
        ("执行**`ls`**命令", "执行⟦<code>ls</code>⟧命令"),
        ("执行 **`npm publish`**后", "执行 ⟦<code>npm publish</code>⟧后"),
        ("见**[手册](a.md)**第三章", "见⟦<a href=\"a.md\">手册</a>⟧第三章"),
        (
            "见**[[F-1]]**。",
            "见⟦<a href=\"F-1.html\" class=\"ref\">F-1</a>⟧。",
        ),
        ("状态*(旧)*已改", "状态⟨(旧)⟩已改"),
        ("**真**，她", "⟦真⟧，她"),
        ("**真，** 她", "⟦真，⟧ 她"),
        ("**真，**&ZeroWidthSpace;她", "⟦真，⟧\u{200b}她"),
        ("先**\\`代码\\`也。**后", "先⟦`代码`也。⟧后"),
    ]);
}

#[test]
fn japanese_and_korean() {
    check(&[
        (
            "これは**私のやりたかったこと。**だからするの。",
            "これは⟦私のやりたかったこと。⟧だからするの。",
        ),
        (
            "太郎は**「こんにちわ」**といった",
            "太郎は⟦「こんにちわ」⟧といった",
        ),
        ("カッコに注意**（太字）**文が", "カッコに注意⟦（太字）⟧文が"),
        ("**さようなら︙**と", "⟦さようなら︙⟧と"),
        ("・**㋐**:選択肢", "・⟦㋐⟧:選択肢"),
        ("𰻞𰻞**(ビャンビャン)**麺", "𰻞𰻞⟦(ビャンビャン)⟧麺"),
        ("𪜈**(トモの合略仮名)**", "𪜈⟦(トモの合略仮名)⟧"),
        ("葛󠄀**(こちら)**城市", "葛󠄀⟦(こちら)⟧城市"),
        (
            "大塚︀**(U+585A)** 大塚**(U+FA10)**",
            "大塚︀⟦(U+585A)⟧ 大塚⟦(U+FA10)⟧",
        ),
        ("**“︁Git”︁**Hub", "⟦“︁Git”︁⟧Hub"),
        ("a**〽**a", "a⟦〽⟧a"),
        ("a**㊗**a", "a⟦㊗⟧a"),
        ("**스크립트(script)**라고", "⟦스크립트(script)⟧라고"),
        ("**안녕(hello)**하세요.", "⟦안녕(hello)⟧하세요."),
        ("**이 [링크](b.md)**만을", "⟦이 <a href=\"b.md\">링크</a>⟧만을"),
        ("ᅡ**(a)**", "ᅡ⟦(a)⟧"),
        ("**(k)**ᄏ", "⟦(k)⟧ᄏ"),
    ]);
}

#[test]
fn everything_else_stays_as_commonmark_has_it() {
    check(&[
        ("a**a«**a", "a**a«**a"),
        ("a**∇a**a", "a**∇a**a"),
        ("**bold.**text", "**bold.**text"),
        ("text**(bold)**text", "text**(bold)**text"),
        ("漢_abc_", "漢_abc_"),
        ("_abc_漢", "_abc_漢"),
        ("__注意__：事項", "⟦注意⟧：事項"),
        ("3~5天，7~9天", "3~5天，7~9天"),
        ("\\*\\*注意：\\*\\*请", "**注意：**请"),
        ("\\**注意：\\**请", "*⟨注意：*⟩请"),
        ("`**注意：**请`", "<code>**注意：**请</code>"),
        ("** 注意：**请", "** 注意：**请"),
        ("[甲](b**：**文.md)", "<a href=\"b**：**文.md\">甲</a>"),
        (
            "<https://x/**：**文>",
            "<a href=\"https://x/**：**文\" class=\"external\" rel=\"noopener\">https://x/**：**文</a>",
        ),
        (
            "[[手册**：**文]]",
            "<a href=\"手册**：**文.html\">手册**：**文</a>",
        ),
    ]);
}

/// The published cases name pairs of neighbours; these are such pairs in the words of operations staff, and none may show its stars.
#[test]
fn no_star_is_left_beside_any_punctuation() {
    let inner = [
        "（一）",
        "“一”",
        "‘一’",
        "《一》",
        "【一】",
        "「一」",
        "一：",
        "一，",
        "一。",
        "一、",
        "一；",
        "一？",
        "一！",
        "一…",
        "一—",
        "一·",
        "一～",
        "(a)",
        "\"a\"",
        "a%",
        "$5",
        "a.",
        "a:",
        "`a`",
        "[a](b)",
        "[[F-1]]",
        "㊙",
        "〽",
        "㊗️",
        "ｱ。",
        "𰻞（",
        "葛󠄀",
    ];
    for text in inner {
        for (before, after) in [
            ("请", "再"),
            ("", "再"),
            ("请", ""),
            ("，", "再"),
            ("请", "，"),
            ("かな", "カナ"),
            ("한", "국"),
            ("𠀀", "𠀀"),
        ] {
            for run in ["*", "**", "***"] {
                let shown = line(&format!("{before}{run}{text}{run}{after}"));
                assert!(!shown.contains('*'), "{before}{run}{text}{run}{after}: {shown}");
            }
        }
    }
}

#[test]
fn underlines_after_selected_punctuation() {
    check(&[
        ("繁體。\u{fe01}_Traditional._", "繁體。\u{fe01}⟨Traditional.⟩"),
        (
            "简体。\u{fe00}__Simplified.__后",
            "简体。\u{fe00}__Simplified.__后",
        ),
        ("简体。\u{fe00}__Simplified.__", "简体。\u{fe00}⟦Simplified.⟧"),
        ("“\u{fe01}Git”\u{fe01}__Hub__", "“\u{fe01}Git”\u{fe01}⟦Hub⟧"),
        ("葛\u{fe00}_a_", "葛\u{fe00}_a_"),
        ("`。\u{fe01}_a_`", "<code>。\u{fe01}_a_</code>"),
        ("❌\u{fe0e}_a_", "❌\u{fe0e}⟨a⟩"),
    ]);
}

#[test]
fn signs_shown_as_text_are_punctuation() {
    for sign in ["🈯\u{fe0e}", "⭕\u{fe0e}", "❌\u{fe0e}"] {
        for (written, shown) in [
            ("a**S a**a", "a**S a**a"),
            ("a**Sa**a", "a**Sa**a"),
            ("a**aS**a", "a**aS**a"),
            ("a**aS** a", "a⟦aS⟧ a"),
            ("a**aS**.", "a⟦aS⟧."),
            ("文**S**文", "文⟦S⟧文"),
            ("**S**文", "⟦S⟧文"),
            ("**甲S**，文", "⟦甲S⟧，文"),
            ("S**甲**a", "S⟦甲⟧a"),
            ("S~~甲~~", "S⌊甲⌋"),
        ] {
            check(&[(&written.replace('S', sign), &shown.replace('S', sign))]);
        }
    }
    for sign in [
        "〰\u{fe0e}",
        "〽\u{fe0e}",
        "🈂\u{fe0e}",
        "🈷\u{fe0e}",
        "㊗\u{fe0e}",
        "㊙\u{fe0e}",
    ] {
        check(&[
            (&format!("a**{sign}a**a"), &format!("a⟦{sign}a⟧a")),
            (&format!("a**a{sign}**a"), &format!("a⟦a{sign}⟧a")),
        ]);
    }
}

#[test]
fn code_and_html_hold_no_mark() {
    assert_eq!(
        page("```a**：**文\n**：**文\n```"),
        "<pre><code class=\"language-a**：**文\">**：**文\n</code></pre>\n"
    );
    assert_eq!(
        page("<b title=\"**：**文\">甲</b>**：**乙")
            .matches('\u{fdd0}')
            .count(),
        0
    );
    assert_eq!(
        page("|项|值|\n|-|-|\n|**注：**请|a**(b)**文|\n"),
        "<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">项</th><th scope=\"col\">值</th>\
         </tr></thead><tbody>\n<tr><td><strong>注：</strong>请</td><td>a**(b)**文</td></tr>\n</tbody></table></div>\n"
    );
}

#[test]
fn soft_breaks_leave_nothing_between_han() {
    for (written, shown) in [
        ("中文\n换行", "中文换行"),
        ("中文，\n换行", "中文，换行"),
        ("中文\n“换行”", "中文“换行”"),
        ("中文\nLatin", "中文\nLatin"),
        ("Latin\n中文", "Latin\n中文"),
        ("一**二**\n三", "一<strong>二</strong>三"),
        ("一**二\n三**", "一<strong>二三</strong>"),
        ("一\n**二**", "一<strong>二</strong>"),
        ("一\n**a**", "一\n<strong>a</strong>"),
        ("一\n[二](x)", "一<a href=\"x\">二</a>"),
        ("[一](x)\n二", "<a href=\"x\">一</a>二"),
        ("一\n`二`", "一<code>二</code>"),
        ("一\n`b`", "一\n<code>b</code>"),
        ("一  \n二", "一<br />\n二"),
        ("かな\nカナ", "かなカナ"),
        ("한국\n어", "한국\n어"),
    ] {
        assert_eq!(line(written), shown, "{written}");
    }
}
