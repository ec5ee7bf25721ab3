//! What stands in a hook's file.

use super::Hook;
use crate::base::assets;
use std::path::Path;

/// The line that tells our hooks from those of others.
const MARKER: &str = "# casebook hook";

/// A hook's file: a script that runs the program.
#[derive(Debug)]
pub struct Script<'s> {
    /// The hook.
    pub hook: Hook,
    /// The program by its absolute path; where it is gone, `casebook` is run wherever it is.
    pub program: &'s Path,
    /// What the program is told: the language, the hook, and what was settled when it was installed.
    pub arguments: Vec<String>,
    /// What is said where there is no program.
    pub missing: String,
}

impl Script<'_> {
    /// The whole file. Without the program a commit passes, for it can be checked later, and a push does not.
    pub fn text(&self) -> String {
        self.fill("hooks/hook.sh")
    }

    /// The line by which a hook of others runs the program first, and does without it as the whole file does. What git tells of a push is kept for
    /// both.
    pub fn chain(&self) -> String {
        let name = match self.hook {
            Hook::PreCommit => "hooks/chain-commit.sh",
            Hook::PreReceive | Hook::PostReceive => "hooks/chain-push.sh",
        };
        self.fill(name).trim_end().to_owned()
    }

    fn fill(&self, template: &str) -> String {
        let arguments: Vec<String> = self.arguments.iter().map(|argument| quoted(argument)).collect();
        let without = match self.hook {
            Hook::PreCommit | Hook::PostReceive => "0",
            Hook::PreReceive => "1",
        };
        let text = assets::text(template).unwrap_or_default();
        text.replace("@without@", without)
            .replace("@missing@", &quoted(&self.missing))
            .replace("@program@", &quoted(&self.program.display().to_string()))
            .replace("@arguments@", &arguments.join(" "))
    }
}

/// Whether a hook's file was written here.
pub(super) fn is_ours(bytes: &[u8]) -> bool {
    bytes
        .split(|byte| *byte == b'\n')
        .any(|line| line.trim_ascii_end() == MARKER.as_bytes())
}

/// `text` as one word of the shell.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+,=".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(hook: Hook) -> Script<'static> {
        Script {
            hook,
            program: Path::new("/opt/it's here/casebook"),
            arguments: vec!["hook".to_owned(), "run".to_owned(), "知识库".to_owned()],
            missing: "no program".to_owned(),
        }
    }

    #[test]
    fn words_are_one_word_of_the_shell() {
        assert_eq!(quoted("content/a-b_c.md"), "content/a-b_c.md");
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn a_hook_is_ours_by_its_marker() {
        let text = script(Hook::PreReceive).text();
        assert!(
            is_ours(text.as_bytes()) && text.starts_with("#!/bin/sh\n"),
            "{text}"
        );
        assert!(
            text.contains(r"exec '/opt/it'\''s here/casebook' hook run '知识库'"),
            "{text}"
        );
        assert!(
            text.ends_with("printf '%s\\n' 'no program' >&2\nexit 1\n"),
            "{text}"
        );
        assert!(script(Hook::PreCommit).text().ends_with("exit 0\n"));
        assert!(!is_ours(script(Hook::PreCommit).chain().as_bytes()));
        assert!(!text.contains('@'), "{text}");
    }
}
