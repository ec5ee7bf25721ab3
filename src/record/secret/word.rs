//! What a word gives away: keys, tokens, passwords, and lines that speak of a bank card.

use super::{Secret, Sort, line_round, number};
use crate::base::Span;
use regex::bytes::Regex;
use std::sync::LazyLock;

/// The words that something may stand behind. Plain words, so that all are looked for at once, many bytes at a time.
static SIGNS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let all = KEYS.iter().map(|(sign, ..)| *sign).chain(PASSWORD).chain(CARD);
    Regex::new(&all.chain([PRIVATE, TOKEN]).collect::<Vec<_>>().join("|")).ok()
});

/// How a private key begins.
const PRIVATE: &str = "-----BEGIN ";
const PRIVATE_END: &str = "PRIVATE KEY-----";

/// How its last line begins.
const PRIVATE_FOOT: &str = "-----END ";

/// How keys and tokens begin, what they are, and how many letters and digits follow.
const KEYS: [(&str, Sort, std::ops::RangeInclusive<usize>); 3] = [
    ("LTAI", Sort::CloudKey, 12..=26),
    ("AKIA", Sort::CloudKey, 16..=16),
    ("ghp_", Sort::Token, 36..=251),
];

/// How the three parts of a JSON Web Token begin: the first two are objects.
const TOKEN: &str = "eyJ";
const PART: usize = 10;

const PASSWORD: [&str; 11] = [
    "密码", "口令", "password", "Password", "PASSWORD", "passwd", "Passwd", "PASSWD", "pwd", "Pwd", "PWD",
];
const CARD: [&str; 4] = ["卡号", "银行卡", "储蓄卡", "信用卡"];

/// A password has at least so many characters; shorter ones are told from words by nothing.
const LEAST: usize = 6;

/// No password and no head of a key is longer, in bytes.
const FAR: usize = 256;

/// The secrets in `text` that a word gives away.
pub(super) fn find(text: &str, found: &mut Vec<Secret>) {
    let Some(signs) = SIGNS.as_ref() else { return };
    // What was looked at once is not looked at again, however many signs it holds.
    let (mut past, mut line_end) = (0, 0);
    for sign in signs.find_iter(text.as_bytes()) {
        let span = Span::new(sign.start(), sign.end());
        let Some(word) = text.get(span.range()).filter(|_| span.start >= past) else {
            continue;
        };
        if CARD.contains(&word) {
            if span.start >= line_end {
                let line = line_round(text, span.start);
                line_end = line.end;
                number::cards(text, line, found);
            }
            continue;
        }
        if word == TOKEN {
            past = span.start + run_of(text, span.start, is_of_token);
        }
        if let Some(secret) = given_away(text, word, span, past) {
            past = secret.span.end;
            found.push(secret);
        }
    }
}

/// What the sign `word` at `span` gives away; the letters that a token may have go on until `end`.
fn given_away(text: &str, word: &str, span: Span, end: usize) -> Option<Secret> {
    match word {
        PRIVATE => private_key(text, span.start),
        TOKEN => web_token(text, Span::new(span.start, end)),
        word => match KEYS.iter().find(|(sign, ..)| *sign == word) {
            Some((_, sort, count)) => key(text, span, *sort, count),
            None => password(text, span.end),
        },
    }
}

fn private_key(text: &str, start: usize) -> Option<Secret> {
    let end = start + opening(text, start).find(PRIVATE_END)? + PRIVATE_END.len();
    Some(Secret {
        sort: Sort::PrivateKey,
        span: Span::new(start, end),
    })
}

/// Where the private key ends whose head ends at `head`: with its own end, else with the last line that can only be of a key.
pub(super) fn key_end(text: &str, head: usize) -> usize {
    let rest = text.get(head..).unwrap_or("");
    let ends = rest.find(PRIVATE_FOOT).filter(|foot| {
        let next = rest.find(PRIVATE);
        next.is_none_or(|next| *foot < next)
    });
    if let Some(foot) = ends {
        let line = rest.get(foot..).and_then(|foot| foot.lines().next());
        return head + foot + line.map_or(0, str::len);
    }
    let is_of_key = |line: &&str| {
        let line = line.trim();
        let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
        line.is_empty() || line.len() >= PART && line.bytes().all(is_base64)
    };
    let lines = rest.split_inclusive('\n').take_while(is_of_key);
    head + lines.map(str::len).sum::<usize>()
}

fn key(text: &str, sign: Span, sort: Sort, count: &std::ops::RangeInclusive<usize>) -> Option<Secret> {
    if !begins_word(text, sign.start) {
        return None;
    }
    let more = run_of(text, sign.end, u8::is_ascii_alphanumeric);
    count.contains(&more).then(|| Secret {
        sort,
        span: Span::new(sign.start, sign.end + more),
    })
}

/// `eyJ….eyJ….…`, in the letters of Base64 for addresses.
fn web_token(text: &str, span: Span) -> Option<Secret> {
    let mut parts = text.get(span.range())?.split('.');
    let (head, claims, sign) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = claims.starts_with(TOKEN) && [head, claims, sign].iter().all(|part| part.len() >= PART);
    let length = head.len() + claims.len() + sign.len() + 2;
    (is_whole && begins_word(text, span.start)).then(|| Secret {
        sort: Sort::Token,
        span: Span::new(span.start, span.start + length),
    })
}

fn is_of_token(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.".contains(byte)
}

/// How many bytes from `start` on are such.
fn run_of(text: &str, start: usize, is_such: impl Fn(&u8) -> bool) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    rest.iter().take_while(|byte| is_such(byte)).count()
}

/// The line from `start` on, as far as a secret reaches that is written out.
fn opening(text: &str, start: usize) -> &str {
    let end = text.floor_char_boundary(start.saturating_add(FAR));
    let rest = text.get(start..end).unwrap_or_default();
    rest.lines().next().unwrap_or_default()
}

fn begins_word(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    !before.is_some_and(u8::is_ascii_alphanumeric)
}

/// The password that is written behind the word for it, which ends at `at`.
fn password(text: &str, at: usize) -> Option<Secret> {
    let rest = opening(text, at);
    let behind = rest.trim_start_matches(['"', '\'', '`', '*', ' ', '为', '是']);
    let value = behind.strip_prefix(['：', ':', '=', '＝'])?;
    let value = value.trim_start_matches([' ', '\t', '"', '\'', '`', '*']);
    // Signs that end a sentence, a cell, a parameter or a citation.
    let is_end = |c: char| c.is_whitespace() || "\"'`，。；、）】」|&,;".contains(c);
    let start = at + rest.len() - value.len();
    let value = value.split(is_end).next()?;
    (value.chars().count() >= LEAST && is_written_out(value)).then(|| Secret {
        sort: Sort::Password,
        span: Span::new(start, start + value.len()),
    })
}

/// Words that stand where a password would.
const STAND_INS: [&str; 11] = [
    "password",
    "passwd",
    "your",
    "change",
    "example",
    "required",
    "optional",
    "string",
    "hidden",
    "masked",
    "undefined",
];

/// Whether `value` is a password itself: no words about it, nothing that stands in for it, no expression that yields it.
fn is_written_out(value: &str) -> bool {
    let first = value.chars().next();
    let stands_in = || {
        let lower = value.to_ascii_lowercase();
        STAND_INS.iter().any(|word| lower.starts_with(word))
    };
    let is_expression = value.starts_with(['$', '%', '<', '{', '[', '/', '\\', '.'])
        || ["(", "${", "{{", "://"].iter().any(|part| value.contains(part))
        || ["process.", "env."].iter().any(|part| value.starts_with(part));
    let is_mask = value.contains("***") || value.chars().all(|c| Some(c) == first);
    value.is_ascii() && !is_expression && !is_mask && !stands_in()
}
