//! What does a person's Markdown say, as paragraphs, lists and tables of styled runs?

use crate::record::markdown::cjk::joins;
use crate::record::markdown::flank::Prepared;
use crate::record::markdown::link::is_external;
use crate::record::markdown::linked::Linked;
use crate::record::markdown::plain::Plain;
use pulldown_cmark::{Event, Tag, TagEnd};
use serde::Serialize;

/// Quotes and lists nested deeper than this are shown at this level.
const MAX_DEPTH: usize = 8;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// What it says.
        runs: Vec<Run>,
    },
    /// A heading inside the text.
    Heading {
        /// From 1.
        level: u8,
        /// What it says.
        runs: Vec<Run>,
    },
    /// A list.
    List {
        /// The number of the first item; `None` for bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What it says.
        blocks: Vec<Block>,
    },
    /// Code, as written.
    Code {
        /// The lines.
        text: String,
    },
    /// A table; the first row is its head.
    Table {
        /// The rows, by cells.
        rows: Vec<Vec<Vec<Run>>>,
    },
}

/// A piece of text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The characters; `\n` is a line break that the author asked for.
    pub text: String,
    /// Whether it is stressed.
    pub strong: bool,
    /// Whether it is code.
    pub code: bool,
    /// The address outside the knowledge base that it leads to.
    pub link: Option<String>,
}

/// The blocks of `markdown`.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let prepared = Prepared::new(markdown);
    let mut reader = Reader::default();
    for (event, _) in Linked::new(&prepared) {
        reader.event(event);
    }
    reader.finish()
}

/// The lines of `markdown` without its marks: for what knows no styles.
pub fn lines(markdown: &str) -> Vec<String> {
    let mut lines = Vec::new();
    put_lines(&blocks(markdown), &mut lines);
    lines
}

fn put_lines(blocks: &[Block], lines: &mut Vec<String>) {
    let plain = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let mut put = |text: &str| lines.extend(text.lines().map(str::to_owned));
    for block in blocks {
        match block {
            Block::Paragraph { runs } | Block::Heading { runs, .. } => put(&plain(runs)),
            Block::Code { text } => put(text),
            Block::Table { rows } => {
                let row =
                    |row: &Vec<Vec<Run>>| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("\t");
                rows.iter().for_each(|cells| put(&row(cells)));
            }
            Block::Quote { blocks } => put(&within(blocks)),
            Block::List { start, items } => {
                for (number, item) in (start.unwrap_or(1)..).zip(items) {
                    let text = within(item);
                    match start {
                        Some(_) => put(&format!("{number}. {text}")),
                        None => put(&format!("• {text}")),
                    }
                }
            }
        }
    }
}

/// The lines of what lies in another block, each further one indented.
fn within(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    put_lines(blocks, &mut lines);
    lines.join("\n  ")
}

/// A container that is not closed yet.
enum Open {
    Quote(Vec<Block>),
    Item(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
}

#[derive(Default)]
struct Reader {
    done: Vec<Block>,
    open: Vec<Open>,
    /// How many containers are open beyond the deepest that is shown.
    beyond: usize,
    runs: Vec<Run>,
    strong: usize,
    links: Vec<Option<String>>,
    broken: bool,
    code: Option<String>,
    rows: Vec<Vec<Vec<Run>>>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, false),
            Event::Code(text) => self.text(&text, true),
            Event::Html(html) | Event::InlineHtml(html) => {
                let mut plain = Plain::default();
                plain.html(&html);
                self.text(&plain.take(), false);
            }
            Event::FootnoteReference(label) => self.text(&format!("[{label}]"), false),
            Event::SoftBreak => self.broken = true,
            Event::HardBreak => self.text("\n", false),
            Event::Rule => self.paragraph(),
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }, false),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong | Tag::Emphasis => self.strong += 1,
            Tag::Link { dest_url, .. } => {
                self.links
                    .push(is_external(&dest_url).then(|| dest_url.to_string()));
            }
            Tag::CodeBlock(_) => {
                self.paragraph();
                self.code = Some(String::new());
            }
            Tag::BlockQuote(_) => self.open(Open::Quote(Vec::new())),
            Tag::Item => self.open(Open::Item(Vec::new())),
            Tag::List(start) => self.open(Open::List(start, Vec::new())),
            Tag::FootnoteDefinition(label) => self.text(&format!("[{label}] "), false),
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Strong | TagEnd::Emphasis => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => self.paragraph(),
            TagEnd::Heading(level) => {
                let runs = self.take();
                self.add(Block::Heading {
                    level: level as u8,
                    runs,
                });
            }
            TagEnd::CodeBlock => {
                let text = self.code.take().unwrap_or_default();
                self.add(Block::Code { text });
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_) => self.close(),
            TagEnd::TableCell => {
                let runs = self.take();
                if let Some(row) = self.rows.last_mut() {
                    row.push(runs);
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.add(Block::Table { rows });
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, code: bool) {
        if let Some(block) = &mut self.code {
            block.push_str(text);
            return;
        }
        let Some(first) = text.chars().next() else { return };
        let last = self.runs.last().and_then(|run| run.text.chars().next_back());
        let gap = std::mem::take(&mut self.broken) && last.is_some_and(|last| !joins(last, first));
        let run = Run {
            text: if gap { format!(" {text}") } else { text.to_owned() },
            strong: self.strong > 0,
            code,
            link: self.links.last().cloned().flatten(),
        };
        match self.runs.last_mut().filter(|last| last.alike(&run)) {
            Some(last) => last.text.push_str(&run.text),
            None => self.runs.push(run),
        }
    }

    fn take(&mut self) -> Vec<Run> {
        self.broken = false;
        std::mem::take(&mut self.runs)
    }

    /// Ends a paragraph, where one was begun.
    fn paragraph(&mut self) {
        let runs = self.take();
        if !runs.is_empty() {
            self.add(Block::Paragraph { runs });
        }
    }

    fn add(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Quote(blocks) | Open::Item(blocks)) => blocks.push(block),
            Some(Open::List(_, items)) => items.push(vec![block]),
            None => self.done.push(block),
        }
    }

    fn open(&mut self, open: Open) {
        self.paragraph();
        if self.open.len() < MAX_DEPTH {
            self.open.push(open);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.paragraph();
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(blocks)) => self.add(Block::Quote { blocks }),
            Some(Open::List(start, items)) => self.add(Block::List { start, items }),
            Some(Open::Item(blocks)) => match self.open.last_mut() {
                Some(Open::List(_, items)) => items.push(blocks),
                _ => blocks.into_iter().for_each(|block| self.add(block)),
            },
            None => {}
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.paragraph();
        self.done
    }
}

impl Run {
    fn alike(&self, other: &Run) -> bool {
        self.strong == other.strong && self.code == other.code && self.link == other.link
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn plain(text: &str) -> Run {
        Run {
            text: text.to_owned(),
            ..Run::default()
        }
    }

    #[test]
    fn lines_have_no_marks() {
        let text = "**第一类** 见 [[F-1]]，`df`：\n\n- 一\n  - 二\n- 三\n\n3. 四\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n> 引\n";
        assert_eq!(
            lines(text),
            [
                "第一类 见 F-1，df：",
                "• 一",
                "  • 二",
                "• 三",
                "3. 四",
                "甲\t乙",
                "1\t2",
                "引"
            ]
        );
    }

    #[test]
    fn runs_have_styles_and_only_links_that_lead_out() {
        let found = blocks("甲**乙**`丙`[丁](https://example.org/)[戊](F-1)[己](javascript:x)\n庚 a\nb");
        let [Block::Paragraph { runs }] = found.as_slice() else {
            panic!("{found:?}")
        };
        let strong = Run {
            strong: true,
            ..plain("乙")
        };
        let code = Run {
            code: true,
            ..plain("丙")
        };
        let link = Run {
            link: Some("https://example.org/".to_owned()),
            ..plain("丁")
        };
        assert_eq!(runs, &[plain("甲"), strong, code, link, plain("戊己庚 a b")]);
        let bare = Run {
            link: Some("https://example.org/a".to_owned()),
            ..plain("https://example.org/a")
        };
        let found = blocks("见https://example.org/a，`https://example.org/`");
        assert!(matches!(found.as_slice(), [Block::Paragraph { runs }] if runs[..2] == [plain("见"), bare]));
    }

    #[test]
    fn lists_nest_and_tight_items_are_paragraphs() {
        let paragraph = |text| Block::Paragraph {
            runs: vec![plain(text)],
        };
        let inner = Block::List {
            start: None,
            items: vec![vec![paragraph("丙")]],
        };
        let outer = Block::List {
            start: Some(2),
            items: vec![vec![paragraph("甲")], vec![paragraph("乙"), inner]],
        };
        assert_eq!(blocks("2. 甲\n3. 乙\n   - 丙\n"), [outer]);
    }

    #[test]
    fn tables_and_code_keep_what_they_say() {
        let table = Block::Table {
            rows: vec![
                vec![vec![plain("甲")], vec![plain("乙")]],
                vec![vec![plain("1")], vec![]],
            ],
        };
        let code = Block::Code {
            text: "#set page()\n".to_owned(),
        };
        assert_eq!(
            blocks("| 甲 | 乙 |\n|---|---|\n| 1 | |\n\n```\n#set page()\n```\n"),
            [table, code]
        );
    }

    #[test]
    fn a_thousand_levels_become_a_few() {
        let mut depth = 0;
        let mut level = blocks(&format!("{}甲\n\n乙", "> ".repeat(1000)));
        assert_eq!(level.len(), 2);
        while let Some(Block::Quote { blocks }) = level.into_iter().next() {
            depth += 1;
            level = blocks;
        }
        assert_eq!(depth, MAX_DEPTH);
    }
}
