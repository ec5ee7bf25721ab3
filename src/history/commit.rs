//! What does a commit say of itself?

use super::facts::Signature;
use super::id::Id;
use encoding_rs::Encoding;

/// A commit, as its object says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raw {
    pub(super) tree: Id,
    pub(super) parents: Vec<Id>,
    pub(super) author: (String, String),
    /// Seconds since the epoch.
    pub(super) authored_at: i64,
    pub(super) committed_at: i64,
    pub(super) signature: Option<Signature>,
    /// The first paragraph of its message, on one line.
    pub(super) summary: String,
}

impl Raw {
    /// Reads the object of a commit; `None` where it is no such thing.
    pub(super) fn read(bytes: &[u8]) -> Option<Raw> {
        let (tree, mut rest) = field(bytes, b"tree ")?;
        let tree = Id::from_hex(tree)?;
        let mut parents = Vec::with_capacity(1);
        while let Some((parent, after)) = field(rest, b"parent ") {
            parents.push(Id::from_hex(parent)?);
            rest = after;
        }
        let (author, rest) = field(rest, b"author ")?;
        let (committer, rest) = field(rest, b"committer ")?;
        let (headers, message) = split_message(rest);
        let encoding = headers
            .split(|byte| *byte == b'\n')
            .find_map(|line| line.strip_prefix(b"encoding "))
            .and_then(encoding);
        let text = |bytes: &[u8]| match encoding {
            Some(encoding) => encoding.decode(bytes).0.into_owned(),
            None => String::from_utf8_lossy(bytes).into_owned(),
        };
        let (name, email, authored_at) = person(author);
        let (_, _, committed_at) = person(committer);
        Some(Raw {
            tree,
            parents,
            author: (text(name), text(email)),
            authored_at,
            committed_at,
            signature: signature(headers),
            summary: summary(&text(first_paragraph(message))),
        })
    }
}

/// The rest of the line that begins with `name`, and what follows it.
fn field<'b>(bytes: &'b [u8], name: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let rest = bytes.strip_prefix(name)?;
    let end = memchr::memchr(b'\n', rest)?;
    Some((&rest[..end], &rest[end + 1..]))
}

/// The other headers, and the message behind the first empty line.
fn split_message(rest: &[u8]) -> (&[u8], &[u8]) {
    if let Some(message) = rest.strip_prefix(b"\n") {
        return (b"", message);
    }
    match memchr::memmem::find(rest, b"\n\n") {
        Some(at) => (&rest[..at], &rest[at + 2..]),
        None => (rest, b""),
    }
}

/// An encoding by its name; Windows calls GBK by the number of its page.
fn encoding(name: &[u8]) -> Option<&'static Encoding> {
    let name = if name.eq_ignore_ascii_case(b"cp936") {
        &b"gbk"[..]
    } else {
        name
    };
    Encoding::for_label(name)
}

/// `张伟 <zhangwei@example.cn> 1694673900 +0800`: name, address, second. Old tools wrote worse; as git does, what can be read of
/// that is taken.
fn person(line: &[u8]) -> (&[u8], &[u8], i64) {
    let Some(open) = memchr::memchr(b'<', line) else {
        return (line.trim_ascii(), b"", 0);
    };
    let (name, rest) = (&line[..open], &line[open + 1..]);
    let address = rest.split(|byte| *byte == b'>').next().unwrap_or(rest);
    let when = memchr::memrchr(b'>', rest).map_or(&b""[..], |close| rest[close + 1..].trim_ascii_start());
    let digits = when.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let second = std::str::from_utf8(&when[..digits]).ok();
    let second = second.and_then(|second| second.parse().ok()).unwrap_or(0);
    (name.trim_ascii(), address, second)
}

fn signature(headers: &[u8]) -> Option<Signature> {
    // The lines of a merged tag, which may be signed too, are indented.
    let mut lines = headers.split(|byte| *byte == b'\n');
    let line = lines.find(|line| line.starts_with(b"gpgsig ") || line.starts_with(b"gpgsig-sha256 "))?;
    Some(if memchr::memmem::find(line, b"SSH SIGNATURE").is_some() {
        Signature::Ssh
    } else if memchr::memmem::find(line, b"SIGNED MESSAGE").is_some() {
        Signature::X509
    } else {
        Signature::Pgp
    })
}

/// What stands before the first empty line behind the beginning: the rest of a message is not kept.
fn first_paragraph(message: &[u8]) -> &[u8] {
    let message = message.trim_ascii_start();
    memchr::memmem::find(message, b"\n\n").map_or(message, |end| &message[..end])
}

fn summary(message: &str) -> String {
    let lines = message
        .trim_start()
        .lines()
        .take_while(|line| !line.trim().is_empty());
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::proptest;

    const TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    #[test]
    fn a_commit_says_who_when_and_why() {
        let text = format!(
            "tree {TREE}\nparent {TREE}\nauthor 张 伟 <z@x.cn> 1694673900 +0800\ncommitter 李娜 <l@x.cn> 1694673960 +0800\n\
             gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n\n -----END SSH SIGNATURE-----\n\n改正时间\n第二行\n\n说明\n"
        );
        let raw = Raw::read(text.as_bytes()).unwrap();
        assert_eq!(raw.parents, [Id::from_hex(TREE.as_bytes()).unwrap()]);
        assert_eq!(raw.author, ("张 伟".to_owned(), "z@x.cn".to_owned()));
        assert_eq!(
            (raw.authored_at, raw.committed_at),
            (1_694_673_900, 1_694_673_960)
        );
        assert_eq!(raw.signature, Some(Signature::Ssh));
    }

    #[test]
    fn other_encodings_are_read_and_nonsense_is_refused() {
        let mut bytes = format!("tree {TREE}\nauthor ").into_bytes();
        bytes.extend(encoding_rs::GB18030.encode("王磊").0.iter());
        bytes.extend(b" <w@x.cn> 1 +0800\ncommitter w <w@x.cn> 1 +0800\nencoding GB18030\n\n");
        bytes.extend(encoding_rs::GB18030.encode("登记").0.iter());
        let raw = Raw::read(&bytes).unwrap();
        assert_eq!((raw.author.0.as_str(), raw.summary.as_str()), ("王磊", "登记"));
        assert_eq!(raw.signature, None);
        assert_eq!(Raw::read(b"tree x\n"), None);
        assert_eq!(Raw::read(b""), None);
    }

    #[test]
    fn signatures_of_merged_tags_are_not_its_own() {
        let text = format!(
            "tree {TREE}\nauthor w <w@x.cn> 1 +0800\ncommitter w <w@x.cn> 1 +0800\nmergetag object {TREE}\n gpgsig x\n\nx"
        );
        assert_eq!(Raw::read(text.as_bytes()).unwrap().signature, None);
    }

    #[test]
    fn of_damaged_people_what_can_be_read_is_taken() {
        assert_eq!(person(b"x <x@x.cn> 7 +0000"), (&b"x"[..], &b"x@x.cn"[..], 7));
        assert_eq!(person(b"<x@x.cn> 7"), (&b""[..], &b"x@x.cn"[..], 7));
        assert_eq!(person(b"x <y> z> 7z"), (&b"x"[..], &b"y"[..], 7));
        assert_eq!(person(b"x <y> soon"), (&b"x"[..], &b"y"[..], 0));
        assert_eq!(person(b"x <y 7"), (&b"x"[..], &b"y 7"[..], 0));
        assert_eq!(person(b"x 7 +0000"), (&b"x 7 +0000"[..], &b""[..], 0));
        assert_eq!(person(b""), (&b""[..], &b""[..], 0));
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(
            bytes: Vec<u8>,
            lines in "(author |committer |encoding |gpgsig |parent |)[ <>0-9a-z\\n]{0,40}\n{0,2}\\PC*",
        ) {
            Raw::read(&bytes);
            Raw::read(format!("tree {TREE}\n{lines}").as_bytes());
            let text = format!("tree {TREE}\nauthor {lines}\ncommitter {lines}\n{lines}");
            Raw::read(text.as_bytes());
            person(&bytes);
        }
    }
}
