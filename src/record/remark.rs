//! Is a part of a value a remark to YAML?

use crate::base::Span;

/// The keys at the top of `front`, each with where a remark begins behind its value without a blank behind the sign, as in `服务器 #2 宕机`: more
/// likely it was meant as a part of the value.
pub(super) fn glued(front: &str) -> impl Iterator<Item = (&str, Span)> {
    let mut at = 0;
    let lines = front.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end())
    });
    lines.filter_map(|(start, line)| {
        let (key, value) = line.split_once(':')?;
        let written = value.trim_start();
        let is_plain = !written.starts_with(['"', '\'', '|', '>', '[', '{', '#', '&', '*', '!']);
        if key.starts_with(char::is_whitespace) || written.len() == value.len() || !is_plain {
            return None;
        }
        let sign = value.match_indices('#').map(|(at, _)| at).find(|at| {
            let behind = value[at + 1..].chars().next();
            value[..*at].ends_with([' ', '\t']) && behind.is_some_and(|c| !c.is_whitespace() && c != '#')
        })?;
        // Behind an earlier remark all is one.
        let is_first = !value[..sign].contains(" # ");
        let from = start + key.len() + 1 + sign;
        is_first.then(|| (key, Span::new(from, start + line.len())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_as_a_value_is_told_from_a_remark() {
        let front = "title: 服务器 #2 宕机\nsystem: gwgl # 公文 #1\nowner: a#1\nnote: \"a #1\"\nx: #1\ny: |\n  a: b #1\nz:\tC \t#1\n";
        let found: Vec<(&str, &str)> = glued(front)
            .map(|(key, span)| (key, &front[span.range()]))
            .collect();
        assert_eq!(found, [("title", "#2 宕机"), ("z", "#1")]);
    }
}
