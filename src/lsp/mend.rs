//! What would mend a finding? Those that know what was probably meant.

use crate::base::{Arg, Catalog, Diagnostic, Lang, Message, Span};
use crate::record;

/// The advice that names what was probably meant.
const NEAREST: &str = "help-nearest";

/// The part of `text` that is to be changed so that `finding` goes, and what is to stand there.
pub(super) fn mended(finding: &Diagnostic, text: &str, lang: Lang) -> Option<(Span, String)> {
    let help = finding.help.as_ref().filter(|help| help.id == NEAREST)?;
    let (_, meant) = help.args.iter().find(|(name, _)| *name == "name")?;
    let meant = match meant {
        Arg::Text(text) => text.clone(),
        Arg::Label(label) => label.get(lang).to_owned(),
        Arg::Number(_) | Arg::Message(_) => return None,
    };
    let written = text.get(finding.span.range())?;
    let in_front = record::front_goes_on_below(text.get(..finding.span.start)?);
    let (at, new) = change(written, &meant, in_front)?;
    let span = Span::new(finding.span.start + at.start, finding.span.start + at.end);
    Some((span, new))
}

/// What a change to `name` is called.
pub(super) fn title(name: &str, lang: Lang) -> String {
    Catalog::of(lang).say(&Message::new("lsp-mend").with("name", name))
}

/// Which part of `written`, a name or a link, `meant` takes the place of, and how it is written there: in front matter or in the body.
fn change(written: &str, meant: &str, in_front: bool) -> Option<(Span, String)> {
    if written.is_empty() || written.contains('\n') {
        return None;
    }
    let target = target(written)?;
    let part = |span: Span| written.get(span.range()).unwrap_or_default();
    if target != Span::new(0, written.len()) {
        // Of a link to a heading one half is right.
        let hash = part(target).find('#').map(|at| target.start + at);
        let place = match (meant.starts_with('#'), hash) {
            (true, Some(hash)) => Span::new(hash, target.end),
            (true, None) => return None,
            (false, Some(hash)) => Span::new(target.start, hash),
            (false, None) => target,
        };
        return Some((place, meant.to_owned()));
    }
    if !in_front {
        let fits = !meant.contains(['|', '\n', '`', '<', '[', '*', '_']);
        return fits.then(|| (target, meant.to_owned()));
    }
    let quoted = written.starts_with(['"', '\'']);
    let plain = |c: char| c.is_alphanumeric() || "-_./ ·（）()".contains(c);
    match (quoted, meant.chars().all(plain)) {
        (_, true) => Some((target, meant.to_owned())),
        (_, false) if !meant.contains(['"', '\\']) => Some((target, format!("\"{meant}\""))),
        _ => None,
    }
}

/// Where the target of the link `written` stands; all of it where it is none. Nothing where more than the target, or another one, stands there.
fn target(written: &str) -> Option<Span> {
    let whole = Span::new(0, written.len());
    if let Some(inside) = written.strip_prefix("[[") {
        let end = inside.find(['|', ']']).unwrap_or(inside.len());
        return Some(Span::new(2, 2 + end));
    }
    if !written.starts_with(['[', '!', '<']) {
        return Some(whole);
    }
    let (text, target) = written.strip_suffix(')')?.split_once("](")?;
    let is_alone = !target.contains(['<', '(', '"', '\'', ']']);
    is_alone.then(|| Span::new(text.len() + 2, written.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(written: &str, meant: &str) -> Option<String> {
        changed_in(written, meant, true)
    }

    fn changed_in(written: &str, meant: &str, in_front: bool) -> Option<String> {
        let (span, new) = change(written, meant, in_front)?;
        let mut text = written.to_owned();
        text.replace_range(span.range(), &new);
        Some(text)
    }

    #[test]
    fn what_was_meant_takes_the_place_of_what_was_written() {
        for (written, meant, wanted) in [
            ("gwgll", "gwgl", "gwgl"),
            ("\"公文管\"", "公文管理系统", "公文管理系统"),
            ("a", "甲: 乙", "\"甲: 乙\""),
            ("[[F-1|那次]]", "F-2", "[[F-2|那次]]"),
            ("[[F-1#原因]]", "F-2", "[[F-2#原因]]"),
            ("[[F-1#原]]", "#原因", "[[F-1#原因]]"),
            ("[见](a/b.md#x)", "a/c.md", "[见](a/c.md#x)"),
            ("![图](a b.png)", "a%20b.png", "![图](a%20b.png)"),
        ] {
            assert_eq!(changed(written, meant).as_deref(), Some(wanted), "{written}");
        }
        for written in [
            "<a href=\"b.md\">",
            "[见][r]",
            "[见](a.md \"题\")",
            "[![图](x.png)](b.md)",
            "[见](<a b.md>)",
        ] {
            assert_eq!(changed_in(written, "c.md", false), None, "{written}");
        }
        assert_eq!(
            changed_in("CPU", "CPU使用率(%)", false).as_deref(),
            Some("CPU使用率(%)")
        );
        assert_eq!(changed("a\nb", "c"), None);
        assert_eq!(changed("[[F-1]]", "#x"), None);
    }
}
