//! What is wrong with a command line? clap says it in English only.

use crate::base::{Catalog, Message};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What `error` says in the words of `catalog`; `None` where it is no mistake, but help that was asked for, or one that has no words of ours.
pub(super) fn told(error: &clap::Error, catalog: &Catalog) -> Option<String> {
    let id = match error.kind() {
        ErrorKind::UnknownArgument => "mistake-argument",
        ErrorKind::InvalidSubcommand => "mistake-command",
        ErrorKind::MissingRequiredArgument => "mistake-missing",
        ErrorKind::InvalidValue
            if said(error, ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) =>
        {
            "mistake-no-value"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "mistake-value",
        ErrorKind::TooManyValues => "mistake-values",
        ErrorKind::ArgumentConflict if said(error, ContextKind::PriorArg).is_some() => "mistake-conflict",
        _ => return None,
    };
    let mut message = Message::new(id);
    for (name, kind) in [
        ("argument", ContextKind::InvalidArg),
        ("command", ContextKind::InvalidSubcommand),
        ("value", ContextKind::InvalidValue),
        ("other", ContextKind::PriorArg),
    ] {
        message = message.with(name, said(error, kind).unwrap_or_default());
    }
    let mut lines = vec![format!(
        "{}: {}",
        catalog.word("severity-error"),
        catalog.say(&message)
    )];
    for (id, kind) in [
        ("mistake-possible", ContextKind::ValidValue),
        ("mistake-near", ContextKind::SuggestedArg),
        ("mistake-near", ContextKind::SuggestedSubcommand),
        ("mistake-near", ContextKind::SuggestedValue),
    ] {
        let named = said(error, kind).filter(|named| !named.is_empty());
        lines.extend(named.map(|named| catalog.say(&Message::new(id).with("names", named))));
    }
    let usage = said(error, ContextKind::Usage);
    let usage = usage.as_deref().and_then(|usage| usage.split_once(' '));
    lines.extend(usage.map(|(_, usage)| format!("{} {usage}", catalog.word("args-usage"))));
    lines.push(catalog.word("mistake-help"));
    Some(lines.join("\n"))
}

/// What `error` knows of `kind`, without styles.
fn said(error: &clap::Error, kind: ContextKind) -> Option<String> {
    Some(match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            texts.join(", ")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::Lang;
    use crate::cli::args::command;

    fn told_of(lang: Lang, line: &str) -> Option<String> {
        let words = ["casebook"].into_iter().chain(line.split(' '));
        let error = command(lang).try_get_matches_from(words).unwrap_err();
        told(&error, Catalog::of(lang))
    }

    #[test]
    fn a_mistake_is_told_in_the_language_of_the_reader() {
        for (line, wanted) in [
            (
                "build -o x",
                "错误: 不认识的参数 `-o`\n用法: casebook build [OPTIONS]\n参数见 `--help`",
            ),
            (
                "buld",
                "错误: 没有命令 `buld`\n是否指 `build`？\n用法: casebook [OPTIONS] [COMMAND]\n参数见 `--help`",
            ),
            (
                "new",
                "错误: 还缺少 <KIND>, <TITLE>\n用法: casebook new <KIND> <TITLE>\n参数见 `--help`",
            ),
            (
                "search --kind",
                "错误: `--kind <KIND>` 后面没有写值\n参数见 `--help`",
            ),
            (
                "search a --format xml",
                "错误: `--format <FORMAT>` 不能是 `xml`\n可以写的有：text, json\n参数见 `--help`",
            ),
            (
                "build --jobs many",
                "错误: `--jobs <N>` 不能是 `many`\n参数见 `--help`",
            ),
            (
                "build --no-search=1",
                "错误: `--no-search` 后面不写值，多了 `1`\n用法: casebook build --no-search\n参数见 `--help`",
            ),
        ] {
            assert_eq!(told_of(Lang::ZhCn, line).unwrap(), wanted, "{line}");
        }
        let english = told_of(Lang::En, "buld").unwrap();
        assert!(
            english.starts_with("error: there is no command `buld`\n"),
            "{english}"
        );
        assert_eq!(told_of(Lang::En, "--help"), None);
    }
}
