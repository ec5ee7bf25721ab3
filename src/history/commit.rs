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
            .and_then(Encoding::for_label);
        let text = |bytes: &[u8]| match encoding {
            Some(encoding) => encoding.decode(bytes).0.into_owned(),
            None => String::from_utf8_lossy(bytes).into_owned(),
        };
        let (name, email, authored_at) = person(author)?;
        let (_, _, committed_at) = person(committer)?;
        Some(Raw {
            tree,
            parents,
            author: (text(name), text(email)),
            authored_at,
            committed_at,
            signature: signature(headers),
            summary: summary(&text(message)),
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

/// `张伟 <zhangwei@example.cn> 1694673900 +0800`: name, address, second.
fn person(line: &[u8]) -> Option<(&[u8], &[u8], i64)> {
    let close = memchr::memrchr(b'>', line)?;
    let open = memchr::memchr(b'<', &line[..close])?;
    let when = std::str::from_utf8(&line[close + 1..]).ok()?;
    let second = when
        .split_whitespace()
        .next()
        .and_then(|second| second.parse().ok());
    Some((
        line[..open].trim_ascii(),
        &line[open + 1..close],
        second.unwrap_or(0),
    ))
}

fn signature(headers: &[u8]) -> Option<Signature> {
    let at = memchr::memmem::find(headers, b"gpgsig")?;
    let rest = headers.get(at..)?;
    let line = rest.split(|byte| *byte == b'\n').next()?;
    Some(if memchr::memmem::find(line, b"SSH SIGNATURE").is_some() {
        Signature::Ssh
    } else if memchr::memmem::find(line, b"SIGNED MESSAGE").is_some() {
        Signature::X509
    } else {
        Signature::Pgp
    })
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
}
