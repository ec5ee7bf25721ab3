//! Which block quote is a box with a title of its own? `> [!TIP] title` is none on GitHub, but in Obsidian, from where many a text comes.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

/// The kind of the box that `quote`, the source of a block quote, begins with the title of, and where the title begins.
pub fn titled(quote: &str) -> Option<(BlockQuoteKind, usize)> {
    let inner = quote.strip_prefix('>')?.trim_start_matches([' ', '\t']);
    let name = inner.strip_prefix("[!")?;
    let length = name.find(|c: char| !c.is_ascii_alphabetic())?;
    let (name, rest) = name.split_at(length);
    let (kind, rest) = (kind(name)?, rest.strip_prefix(']')?);
    // Whether a box is folded at first is left aside.
    let rest = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    let title = rest.trim_start_matches([' ', '\t']);
    let stands_apart = title.len() < rest.len() && !title.is_empty();
    (stands_apart && !title.starts_with(['\n', '\r'])).then(|| (kind, quote.len() - title.len()))
}

fn kind(name: &str) -> Option<BlockQuoteKind> {
    let kinds = [
        ("note", BlockQuoteKind::Note),
        ("tip", BlockQuoteKind::Tip),
        ("important", BlockQuoteKind::Important),
        ("warning", BlockQuoteKind::Warning),
        ("caution", BlockQuoteKind::Caution),
    ];
    let found = kinds
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, kind)| kind)
}

/// Reads block quotes with titles as boxes.
#[derive(Default)]
pub struct Boxes {
    /// The kinds of the quotes that are open.
    open: Vec<Option<BlockQuoteKind>>,
    /// Where the title begins: what stands before it is no text.
    from: usize,
    title: Title,
}

/// How far the title of a box is read.
#[derive(Default)]
enum Title {
    #[default]
    None,
    /// Its paragraph comes next.
    Next,
    /// Emphases and links that are open in it.
    Within(usize),
}

/// What becomes of an event.
#[derive(PartialEq, Eq)]
pub enum Becomes {
    /// What it is.
    Itself,
    /// Nothing.
    Nothing,
    /// The end of a paragraph, and the beginning of another one.
    Paragraph,
}

impl Boxes {
    /// Reads `event`, which the source says from `start` to `end`; `rest` is the source from there.
    pub fn event(&mut self, event: &mut Event<'_>, start: usize, end: usize, rest: &str) -> Becomes {
        match event {
            Event::Start(Tag::BlockQuote(kind)) => {
                let titled = kind.is_none().then(|| titled(rest)).flatten();
                self.title = Title::None;
                if let Some((named, from)) = titled {
                    *kind = Some(named);
                    self.from = start + from;
                    self.title = Title::Next;
                }
                self.open.push(*kind);
            }
            Event::End(TagEnd::BlockQuote(kind)) => *kind = self.open.pop().flatten(),
            Event::Text(text) if start < self.from => {
                let cut = text.get(self.from - start..).filter(|_| end > self.from);
                let Some(rest) = cut else { return Becomes::Nothing };
                *text = rest.to_owned().into();
            }
            Event::SoftBreak | Event::HardBreak if matches!(self.title, Title::Within(0)) => {
                self.title = Title::None;
                return Becomes::Paragraph;
            }
            Event::Start(tag) => {
                self.title = match (&self.title, tag) {
                    (Title::Next, Tag::Paragraph) => Title::Within(0),
                    (Title::Within(open), _) => Title::Within(open + 1),
                    _ => Title::None,
                }
            }
            Event::End(_) => {
                self.title = match self.title {
                    Title::Within(open) if open > 0 => Title::Within(open - 1),
                    _ => Title::None,
                }
            }
            _ => {}
        }
        Becomes::Itself
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_behind_the_kind() {
        for (quote, title) in [
            ("> [!TIP] 标题\n> 文", "标题"),
            (">[!note]- 标题", "标题"),
            ("> [!Caution]\t**标**题", "**标**题"),
        ] {
            let found = titled(quote).and_then(|(_, at)| quote.get(at..));
            assert!(found.is_some_and(|found| found.starts_with(title)), "{quote}");
        }
        for quote in [
            "> [!TIP]",
            "> [!TIP]  \n> 文",
            "> [!TIP]-\n",
            "> [!TIP](a)",
            "> [!TIP]标题",
            "> [!DANGER] 标题",
            "> 文 [!TIP] 标题",
            "> \\[!TIP] 标题",
        ] {
            assert!(titled(quote).is_none(), "{quote}");
        }
    }
}
