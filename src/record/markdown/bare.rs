//! Which addresses stand in a text as they are, without any markup?
//!
//! As in GitHub's autolinks (<https://github.github.com/gfm/#autolinks-extension->), but for text that is written without spaces: an address
//! begins behind any CJK character, and ends before one. Names that stand for something else (`http://IP:端口`, `root@10.1.2.3`) are none.

use super::cjk::is_cjk;
use crate::record::mask::MASK;
use std::ops::Range;

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Bare {
    /// Where it stands.
    pub range: Range<usize>,
    /// Where what makes it an address stands: `https://`, `www.`, `@`.
    pub sign: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `http://…` or `https://…`.
    Web,
    /// `www.…`, whose scheme is left out.
    Www,
    /// `a@b.cn`.
    Mail,
}

const SCHEMES: [&str; 2] = ["https", "http"];

/// Last parts of names that are no domains, but those of units of systemd: `getty@tty1.service`.
const UNITS: [&str; 5] = ["service", "socket", "timer", "target", "mount"];

/// Last parts of names that only machines within a house have, or that are of files: `administrator@vsphere.local`, `图标@2x.png`.
const INSIDE: [&str; 11] = [
    "local",
    "localdomain",
    "lan",
    "internal",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "log",
    "conf",
];

/// Users of machines, who get no mail: `root@db01.fj.cn`.
const LOGINS: [&str; 3] = ["root", "oracle", "git"];

/// Names that stand for that of a machine: `http://IP:8080/`.
const PLACEHOLDERS: [&str; 3] = ["ip", "host", "hostname"];

/// No address is longer, in bytes; nor is the name of a machine.
const LONGEST: usize = 2048;
const LONGEST_NAME: usize = 253;

/// What ends an address like a sentence.
const TRAILING: [char; 11] = ['.', ',', ';', ':', '!', '?', '\'', '"', '*', '_', '~'];

/// Whether an address may stand in `text`: few bytes tell.
pub fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let holds = |sign: &[u8]| memchr::memmem::find(bytes, sign).is_some();
    memchr::memchr(b'@', bytes).is_some() || holds(b"://") || holds(b"www.")
}

/// The addresses in `text`, in order.
pub fn find(text: &str) -> Vec<Bare> {
    let (mut found, mut from, mut done) = (Vec::new(), 0, 0);
    while let Some(at) = memchr::memchr3(b':', b'@', b'w', &text.as_bytes()[from..]).map(|at| from + at) {
        let bare = match text.as_bytes()[at] {
            b':' => web(text, done, at),
            b'@' => mail(text, done, at),
            _ => www(text, at),
        };
        from = bare.as_ref().map_or(at + 1, |bare| bare.range.end);
        done = bare.as_ref().map_or(done, |bare| bare.range.end);
        found.extend(bare);
    }
    found
}

/// The address whose scheme ends at `colon`, and begins at `done` or behind it.
fn web(text: &str, done: usize, colon: usize) -> Option<Bare> {
    let rest = text.get(colon..)?.strip_prefix("://")?;
    let before = text.get(done..colon)?;
    let is_scheme = |scheme: &&str| {
        let start = before.len().checked_sub(scheme.len());
        start.is_some_and(|start| before.as_bytes()[start..].eq_ignore_ascii_case(scheme.as_bytes()))
    };
    let scheme = SCHEMES.into_iter().find(is_scheme)?;
    let start = colon - scheme.len();
    let authority = first(rest, LONGEST).split(['/', '?', '#']).next()?;
    let host = &authority[..end_of(authority)];
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    if joined(text, start, &['+', '-', '.', '_']) || !is_host(host) {
        return None;
    }
    let begin = text.len() - rest.len();
    let end = begin + end_of(rest);
    if goes_on(text, end) {
        return None;
    }
    Some(Bare {
        range: start..end,
        sign: start..begin,
        kind: Kind::Web,
    })
}

/// The address that begins with `www.` at `start`.
fn www(text: &str, start: usize) -> Option<Bare> {
    let rest = text.get(start..)?;
    let domain = rest.strip_prefix("www.")?;
    if joined(text, start, &['+', '-', '.', '_', '/', '@', '\\']) {
        return None;
    }
    let domain = first(domain, LONGEST_NAME)
        .split(|c: char| !is_of_name(c))
        .next()?;
    let domain = domain.trim_end_matches(TRAILING);
    let is_domain = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    let end = start + end_of(rest);
    if !is_domain || goes_on(text, end) {
        return None;
    }
    Some(Bare {
        range: start..end,
        sign: start..start + "www.".len(),
        kind: Kind::Www,
    })
}

/// The mail address around the `@` at `at`, which begins at `done` or behind it.
fn mail(text: &str, done: usize, at: usize) -> Option<Bare> {
    let before = text.get(done..at)?;
    let is_local = |c: char| is_of_name(c) || c == '+';
    let start = done + before.trim_end_matches(is_local).len();
    let rest = text.get(at + 1..)?;
    let written = rest.split(|c: char| !is_of_name(c)).next()?;
    let domain = written.trim_end_matches(['.', '-', '_']);
    let (name, last) = domain.rsplit_once('.')?;
    let is_last = last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_known = !UNITS.contains(&last) && !INSIDE.contains(&last);
    let is_domain = is_last && is_known && name.split('.').all(|label| !label.is_empty());
    // `scp a.log root@host.cn:/tmp` names a file of a machine.
    let after = rest.get(written.len()..)?;
    let is_file = after
        .strip_prefix(':')
        .is_some_and(|path| path.starts_with(|c: char| c.is_ascii_alphanumeric() || "/~.".contains(c)));
    // What stands behind a slash is a part of a path, unless that parts two addresses.
    let is_next = done > 0 && start == done + 1;
    let joined = joined(text, start, if is_next { &[] } else { &['/'] });
    // `[admin@web01.fj.cn ~]$` is what a shell asks.
    let is_login = LOGINS.contains(&&text[start..at]) || after.starts_with(" ~]");
    if start == at || joined || !is_domain || is_file || is_login {
        return None;
    }
    Some(Bare {
        range: start..at + 1 + domain.len(),
        sign: at..at + 1,
        kind: Kind::Mail,
    })
}

/// Whether what begins at `start` goes on with what stands before: a letter or number of a word, or one of `signs`.
fn joined(text: &str, start: usize, signs: &[char]) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    before.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c) || signs.contains(&c))
}

/// Whether `host` is the name of a machine, with or without a number behind it.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(is_of_name)
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && name != MASK
        && !PLACEHOLDERS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// Where the address ends that `text` begins with, or goes on with.
fn end_of(text: &str) -> usize {
    let ends = |c: char| match c.is_ascii() {
        true => c.is_ascii_whitespace() || c.is_ascii_control() || "<>\"\\`|^".contains(c),
        false => is_cjk(c) || !c.is_alphanumeric(),
    };
    let text = first(text, LONGEST);
    let next = [",http", ";http"].map(|next| text.find(next).unwrap_or(text.len()));
    let text = &text[..next[0].min(next[1])];
    trimmed(&text[..text.find(ends).unwrap_or(text.len())])
}

/// Whether the address that ends at `end` seems to go on in Chinese: `https://a.cn/附件/说明.doc` is none that ends before `附件`.
fn goes_on(text: &str, end: usize) -> bool {
    let (Some(address), Some(rest)) = (text.get(..end), text.get(end..)) else {
        return false;
    };
    if !address.ends_with(['/', '=']) {
        return false;
    }
    let rest = first(rest, LONGEST_NAME);
    let after = rest.trim_start_matches(|c: char| is_cjk(c) && c.is_alphanumeric());
    let mut after_that = after.chars();
    let next = after_that.next();
    after.len() < rest.len()
        && (next.is_some_and(|c| "/?&=_-".contains(c))
            || next == Some('.') && after_that.next().is_some_and(|c| c.is_ascii_alphanumeric()))
}

/// At most `most` bytes of `text`, from the first on.
fn first(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The length of `address` without what belongs to the sentence around it: signs at its end, and brackets that it only opens or closes.
fn trimmed(address: &str) -> usize {
    let count = |sign: char| address.matches(sign).count();
    let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
    let mut surplus = pairs.map(|(open, close)| count(close).saturating_sub(count(open)));
    let mut kept = address;
    while let Some(last) = kept.chars().next_back() {
        let of = |sign| pairs.iter().position(|pair| sign == pair.1);
        let is_open = pairs.iter().any(|pair| last == pair.0);
        match of(last) {
            Some(at) if surplus[at] > 0 => surplus[at] -= 1,
            None if is_open || TRAILING.contains(&last) => {}
            _ => break,
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    kept.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|bare| &text[bare.range]).collect()
    }

    #[test]
    fn addresses_end_where_chinese_goes_on() {
        for (text, wanted) in [
            ("见https://a.cn/b?c=1&d=2#e，再看", "https://a.cn/b?c=1&d=2#e"),
            ("打开http://oa登录", "http://oa"),
            ("（https://a.cn/x）", "https://a.cn/x"),
            ("“https://a.cn/x”的", "https://a.cn/x"),
            ("「https://a.cn」", "https://a.cn"),
            ("《https://a.cn》、", "https://a.cn"),
            ("https://a.cn；http：", "https://a.cn"),
            ("https://a.cn：8080", "https://a.cn"),
            ("https://a.cn！", "https://a.cn"),
            ("https://a.cn？x", "https://a.cn"),
            ("https://a.cn。", "https://a.cn"),
            ("https://a.cn　后", "https://a.cn"),
            ("https://a.cn—后", "https://a.cn"),
            ("https://a.cn…", "https://a.cn"),
            ("网址:www.12306.cn可以订票", "www.12306.cn"),
            ("发到zhang.wei+oa@mail.fj.cn即可", "zhang.wei+oa@mail.fj.cn"),
            ("邮箱：a_b-c@b.cn、", "a_b-c@b.cn"),
            ("https://a.cn/x(说明)", "https://a.cn/x"),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
    }

    #[test]
    fn signs_of_a_sentence_are_no_part() {
        for (text, wanted) in [
            ("https://a.cn.", "https://a.cn"),
            ("https://a.cn/?!", "https://a.cn/"),
            ("https://a.cn/a.b, x", "https://a.cn/a.b"),
            ("'https://a.cn/'", "https://a.cn/"),
            ("{\"url\":\"https://a.cn/\",\"b\":1}", "https://a.cn/"),
            ("(https://a.cn/)", "https://a.cn/"),
            ("(https://a.cn/x_(y))", "https://a.cn/x_(y)"),
            ("https://a.cn/x_(y)", "https://a.cn/x_(y)"),
            ("[https://a.cn/a]", "https://a.cn/a"),
            ("https://a.cn/?a[]=1", "https://a.cn/?a[]=1"),
            ("https://a.cn/{id}/x", "https://a.cn/{id}/x"),
            ("HTTPS://A.CN/", "HTTPS://A.CN/"),
            ("https://a.cn:8443/x", "https://a.cn:8443/x"),
            ("http://10.12.3.11:8080/x", "http://10.12.3.11:8080/x"),
            ("https://u:p@a.cn/", "https://u:p@a.cn/"),
            ("a@b.cn.", "a@b.cn"),
            ("mailto:a@b.cn", "a@b.cn"),
            ("<https://a.cn>", "https://a.cn"),
            ("www.a.cn/x。", "www.a.cn/x"),
            ("x=https://a.cn/é/b", "https://a.cn/é/b"),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
        assert_eq!(
            found("a@b.cn/c@d.cn https://a.cn,https://b.cn"),
            ["a@b.cn", "c@d.cn", "https://a.cn", "https://b.cn"]
        );
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        for text in [
            "http://",
            "https:// x",
            "http://服务器:8080",
            "http://ip:port/x",
            "http://{host}/x",
            "http://x.x.x.x/a",
            "访问http://IP:端口/oa",
            "http://IP地址:8080/oa",
            "https://oa.fj.cn/附件/说明.doc",
            "https://oa.fj.cn/?q=公文&p=1",
            "icon@2x.png、core@dump.log",
            "administrator@vsphere.local",
            "[oracle@db01.fj.cn ~]$",
            "[admin@web01.fj.cn ~]$",
            "git clone git@host.cn/x",
            "xhttp://a.cn",
            "git+https://a.cn",
            "ftp://a.cn",
            "jdbc:mysql://a.cn",
            "www.conf",
            "www.",
            "www..cn",
            "ftp://www.a.cn",
            "awww.a.cn",
            "root@10.1.2.3",
            "root@localhost",
            "@a.cn",
            "a@b",
            "a@b..cn",
            "vue@2.x",
            "getty@tty1.service",
            "scp x root@a.cn:/tmp",
            "ssh://git@a.cn/x",
            "值@人 a:b 10:20",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_text_without_any_is_told_at_once() {
        assert!(!may_hold("公文管理系统：10:20 恢复，w，www"));
        for text in ["a@b", "://", "www."] {
            assert!(may_hold(text));
        }
    }

    proptest! {
        #[test]
        fn addresses_stand_apart_and_in_order(text in "([a.w@:/()中，\\[-]|www\\.|https?://|@b\\.cn|\\PC){0,30}") {
            let mut from = 0;
            for bare in find(&text) {
                prop_assert!(from <= bare.range.start && bare.range.start < bare.range.end);
                prop_assert!(bare.range.start <= bare.sign.start && bare.sign.end < bare.range.end);
                let written = text.get(bare.range.clone());
                prop_assert!(written.is_some_and(|written| !written.contains(is_cjk)));
                prop_assert!(may_hold(&text));
                from = bare.range.end;
            }
        }
    }
}
