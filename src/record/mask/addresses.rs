//! Where do addresses of machines stand in a text?
//!
//! An IPv4 address is four numbers up to 255 with dots between them, an IPv6 address what RFC 4291 (2.2) says. Neither
//! is part of a longer word or number: `v5.4.0.1` is a version, `1.3.6.1.4.1` an object identifier. What is only this machine itself tells nothing of
//! where others are.

use super::folded::folded;
use std::borrow::Cow;
use std::ops::Range;

/// What stands in place of an address. It means nothing in YAML, Markdown, JSON or a shell, and is the same in all languages.
pub(in crate::record) const MASK: &str = "x.x.x.x";

/// `text` with a mask in place of each address of a machine, and of the port behind it, however its signs are written. `markup` says whether it is
/// Markdown or HTML, in which an address may be set off in parts.
pub fn addresses(text: &str, markup: bool) -> Cow<'_, str> {
    let plain = [four, six].iter().fold(Cow::Borrowed(text), |text, find| {
        let places = places(&text, *find);
        replaced(text, &places)
    });
    let Some(folded) = folded(&plain, markup) else {
        return plain;
    };
    let mut all: Vec<Range<usize>> = places(&folded.text, four)
        .into_iter()
        .chain(places(&folded.text, six))
        .map(|place| folded.written(&place))
        .collect();
    all.sort_unstable_by_key(|place| (place.start, place.end));
    replaced(plain, &all)
}

/// Looks for the first address at or after a place.
type Find = fn(&[u8], usize) -> Option<Found>;

/// A place in a text where something was looked for: whether it is an address, and where to look next.
struct Found {
    address: Option<Range<usize>>,
    next: usize,
}

/// The addresses in `text` that `find` finds, which is asked from the left.
fn places(text: &str, find: Find) -> Vec<Range<usize>> {
    let (mut places, mut from) = (Vec::new(), 0);
    while let Some(found) = find(text.as_bytes(), from) {
        places.extend(found.address);
        from = found.next;
    }
    places
}

/// `text` with a mask at each of these places, which are in order.
fn replaced<'t>(text: Cow<'t, str>, places: &[Range<usize>]) -> Cow<'t, str> {
    if places.is_empty() {
        return text;
    }
    let (mut out, mut kept) = (String::with_capacity(text.len()), 0);
    for place in places.iter().filter(|place| !place.is_empty()) {
        if let Some(before) = text.get(kept..place.start) {
            out.push_str(before);
            out.push_str(MASK);
            kept = place.end;
        }
    }
    out.push_str(text.get(kept..).unwrap_or(""));
    Cow::Owned(out)
}

/// The first numbers with dots between them at or after `from`.
fn four(text: &[u8], from: usize) -> Option<Found> {
    let start = position(text, from, |byte| byte.is_ascii_digit())?;
    let (mut parts, mut at, mut escapes) = (Vec::new(), start, None);
    loop {
        let end = span(text, at, |byte| byte.is_ascii_digit());
        parts.push(number(text.get(at..end).unwrap_or(&[])));
        at = end;
        // In a pattern or a Markdown text all dots may have a backslash before them.
        let escaped = text.get(at) == Some(&b'\\');
        if *escapes.get_or_insert(escaped) != escaped {
            break;
        }
        let dot = at + usize::from(escaped);
        if text.get(dot) != Some(&b'.') || !text.get(dot + 1).is_some_and(u8::is_ascii_digit) {
            break;
        }
        at = dot + 1;
    }
    let whole = begins(text, start) && !text.get(at).is_some_and(|byte| is_of_word(*byte));
    let others = match parts.as_slice() {
        [Some(first), Some(b), Some(c), Some(d)] => *first != 127 && (*first, *b, *c, *d) != (0, 0, 0, 0),
        _ => false,
    };
    Some(Found {
        address: (whole && others).then(|| start..with_port(text, at)),
        next: at,
    })
}

/// The first run of what IPv6 addresses are written with at or after `from`.
fn six(text: &[u8], from: usize) -> Option<Found> {
    let is_of_six = |byte: u8| byte.is_ascii_hexdigit() || byte == b':';
    let start = position(text, from, is_of_six)?;
    let next = span(text, start, is_of_six);
    let none = Some(Found { address: None, next });
    let run = text.get(start..next).unwrap_or(&[]);
    // What ends a sentence or a key is no part of it.
    let colon = run.ends_with(b":") && !run.ends_with(b"::");
    let end = next - usize::from(colon);
    let written = std::str::from_utf8(text.get(start..end).unwrap_or(&[])).unwrap_or("");
    let many = written.matches(':').count() > 1 && written.bytes().any(|byte| byte.is_ascii_digit());
    if !many || !begins(text, start) || text.get(next).is_some_and(|byte| is_of_word(*byte)) {
        return none;
    }
    if !is_of_another(written) {
        return none;
    }
    let bracketed = start > 0
        && text.get(start - 1) == Some(&b'[')
        && text.get(end) == Some(&b']')
        && with_port(text, end + 1) > end + 1;
    let address = match bracketed {
        true => start - 1..with_port(text, end + 1),
        false => start..end,
    };
    Some(Found {
        next: address.end.max(next),
        address: Some(address),
    })
}

/// Whether `written` is the IPv6 address of another machine: eight groups, or fewer with one `::` between them.
fn is_of_another(written: &str) -> bool {
    let groups = |part: &str| match part {
        "" => Some(Vec::new()),
        part => part.split(':').map(group).collect::<Option<Vec<u16>>>(),
    };
    let (zeros, left, right) = match written.split_once("::") {
        Some((left, right)) => (true, left, right),
        None => (false, "", written),
    };
    let (Some(mut all), Some(right)) = (groups(left), groups(right)) else {
        return false;
    };
    let ends_in_one = right.last() == Some(&1);
    all.extend(right);
    let fits = if zeros { all.len() < 8 } else { all.len() == 8 };
    let itself = ends_in_one && all.iter().map(|group| u32::from(*group)).sum::<u32>() == 1;
    fits && !itself
}

/// A group of an IPv6 address.
fn group(digits: &str) -> Option<u16> {
    let short = digits.len() <= 4;
    u16::from_str_radix(digits, 16).ok().filter(|_| short)
}

/// Words that stand right before an address.
const NAMED: [&[u8]; 3] = [b"ip", b"addr", b"host"];

/// Whether a word or number may begin at `start`: what stands before it belongs to no other one, or is a word for an address or a sign like `\n`.
fn begins(text: &[u8], start: usize) -> bool {
    let before = text.get(..start).unwrap_or(&[]);
    let letters = before
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let (rest, word) = before.split_at(before.len() - letters);
    match rest.last() {
        Some(b'\\') if letters == 1 => true,
        Some(b'.') => letters == 0 && rest.ends_with(b".."),
        Some(last) if is_of_word(*last) => false,
        _ => letters == 0 || NAMED.iter().any(|name| word.eq_ignore_ascii_case(name)),
    }
}

/// Where the port ends that stands at `at`, if one does; else `at`.
fn with_port(text: &[u8], at: usize) -> usize {
    if text.get(at) != Some(&b':') {
        return at;
    }
    let end = span(text, at + 1, |byte| byte.is_ascii_digit());
    let goes_on = text
        .get(end)
        .is_some_and(|byte| is_of_word(*byte) || *byte == b':')
        || text.get(end) == Some(&b'.') && text.get(end + 1).is_some_and(u8::is_ascii_digit);
    match (1..=5).contains(&(end - at - 1)) && !goes_on {
        true => end,
        false => at,
    }
}

/// A part of an IPv4 address.
fn number(digits: &[u8]) -> Option<u8> {
    let short = digits.len() <= 3;
    std::str::from_utf8(digits).ok().filter(|_| short)?.parse().ok()
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn position(text: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.iter().position(|byte| is(*byte)).map(|at| from + at)
}

fn span(text: &[u8], from: usize, is: impl Fn(u8) -> bool) -> usize {
    position(text, from, |byte| !is(byte)).unwrap_or(text.len())
}
