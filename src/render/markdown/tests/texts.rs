//! What readers see.

use super::*;

#[test]
fn nothing_runs_together_and_nothing_falls_apart() {
    let visible = text(
        "# 标题 `c`\n\n第一段\n换行，**注：**见[[F-1|正文]]的\nword\nwrap。\n\n- 甲\n- 乙\n\n|a|b|\n|-|-|\n|1|2|\n\n文![图 一](a.png)字[^1]\n\n\
         ```log\nORA-12541\n```\n\n```query\nSELECT\n```\n\n<div>块&amp;内</div>\n\n按<kbd>F5</kbd>键 <host>\n\n[^1]: 注\n",
    );
    assert_eq!(visible.headings, ["标题 c"]);
    assert_eq!(
        visible.body,
        "第一段换行，注：见正文的 word wrap。\n甲\n乙\na\tb\n1\t2\n文字\n块&内\n按F5键 <host>\n注"
    );
    assert_eq!(visible.code, "ORA-12541\n");
    assert_eq!(visible.alts, ["图 一"]);
}
