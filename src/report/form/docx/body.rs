//! How do the blocks of a text look in a document?

use super::style::{self, BULLETS, DEEPEST, NUMBERS, STEP};
use super::{link, table, text};
use crate::report::prose::{Block, Run};
use docx_rs::{
    BorderType, Hyperlink, HyperlinkData, HyperlinkType, IndentLevel, LevelOverride, Numbering, NumberingId,
    Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Shading, SpecialIndentType, Table,
};

/// The highest number that an item of a list has in Word.
const HIGHEST: u64 = 32_767;

/// What documents are made of.
pub(super) enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl Piece {
    /// What stands after a table: two that touch are one to Word, and after the last it has nowhere to put the cursor.
    pub(super) fn gap() -> Piece {
        Paragraph::new().style(style::CELL).into()
    }
}

impl From<Paragraph> for Piece {
    fn from(paragraph: Paragraph) -> Piece {
        Piece::Paragraph(Box::new(paragraph))
    }
}

impl From<Table> for Piece {
    fn from(table: Table) -> Piece {
        Piece::Table(Box::new(table))
    }
}

/// Where a block stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// How many lists it is in.
    lists: usize,
    quoted: bool,
}

/// Sets blocks, and counts what needs a number of its own.
#[derive(Default)]
pub(super) struct Setter {
    links: usize,
    numberings: Vec<Numbering>,
}

impl Setter {
    /// `blocks` as pieces of a document.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Vec<Piece> {
        self.all(blocks, Place::default())
    }

    /// The numberings of the lists that were set.
    pub(super) fn numberings(self) -> Vec<Numbering> {
        self.numberings
    }

    fn all(&mut self, blocks: &[Block], place: Place) -> Vec<Piece> {
        blocks.iter().flat_map(|block| self.block(block, place)).collect()
    }

    fn block(&mut self, block: &Block, place: Place) -> Vec<Piece> {
        match block {
            Block::Paragraph { runs } => {
                let paragraph = self.runs(Paragraph::new(), runs);
                vec![inside(paragraph, place).into()]
            }
            Block::Heading { level, runs } => {
                let style = style::heading(usize::from(*level));
                vec![self.runs(Paragraph::new(), runs).style(&style).into()]
            }
            Block::List { start, items } => self.list(*start, items, place),
            Block::Quote { blocks } => self.all(
                blocks,
                Place {
                    quoted: true,
                    ..place
                },
            ),
            Block::Code { text } => vec![code(text, place).into()],
            Block::Table { rows } => {
                let set = |runs: &Vec<Run>| self.runs(Paragraph::new(), runs);
                vec![table::of_runs(rows, set).into(), Piece::gap()]
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: Place) -> Vec<Piece> {
        let level = place.lists.min(DEEPEST);
        let numbering = match start {
            Some(start) => self.numbering(level, start),
            None => BULLETS,
        };
        let below = Place {
            lists: place.lists + 1,
            ..place
        };
        let mut pieces = Vec::new();
        for item in items {
            let (first, rest) = match item.split_first() {
                Some((Block::Paragraph { runs }, rest)) => (runs.as_slice(), rest),
                _ => (&[][..], item.as_slice()),
            };
            let paragraph = self.runs(Paragraph::new(), first);
            let style = if place.quoted { style::QUOTE } else { style::TEXT };
            let numbered = paragraph
                .style(style)
                .numbering(NumberingId::new(numbering), IndentLevel::new(level));
            pieces.push(numbered.into());
            pieces.extend(self.all(rest, below));
        }
        pieces
    }

    /// A numbering of its own that begins at `start`.
    fn numbering(&mut self, level: usize, start: u64) -> usize {
        let id = NUMBERS + self.numberings.len();
        let start = usize::try_from(start.min(HIGHEST)).unwrap_or(1);
        let own = Numbering::new(id, NUMBERS).add_override(LevelOverride::new(level).start(start));
        self.numberings.push(own);
        id
    }

    fn runs(&mut self, paragraph: Paragraph, runs: &[Run]) -> Paragraph {
        runs.iter().fold(paragraph, |paragraph, run| {
            let mut set = text::run(&run.text);
            if run.strong {
                set = set.bold();
            }
            if run.code {
                set = set.fonts(style::mono());
            }
            match run.link.as_deref().filter(|address| link::is_sound(address)) {
                Some(address) => {
                    paragraph.add_hyperlink(self.link(address, set.color("0563C1").underline("single")))
                }
                None => paragraph.add_run(set),
            }
        })
    }

    fn link(&mut self, address: &str, run: docx_rs::Run) -> Hyperlink {
        self.links += 1;
        let mut link = Hyperlink::new(address, HyperlinkType::External).add_run(run);
        // The library counts links from the start of the process.
        if let HyperlinkData::External { rid, .. } = &mut link.link {
            *rid = format!("rIdLink{}", self.links);
        }
        link
    }
}

/// A paragraph of text, where it stands.
fn inside(paragraph: Paragraph, place: Place) -> Paragraph {
    let left = left(place);
    match (place.lists, place.quoted) {
        (0, false) => {
            let first = Some(SpecialIndentType::FirstLine(STEP));
            // Two characters of whatever size.
            paragraph
                .style(style::TEXT)
                .indent(None, first, None, None)
                .first_line_chars(200)
        }
        (_, false) => paragraph.style(style::TEXT).indent(Some(left), None, None, None),
        (_, true) => paragraph
            .style(style::QUOTE)
            .indent(Some(left + STEP), None, None, None),
    }
}

fn left(place: Place) -> i32 {
    STEP * i32::try_from(place.lists.min(DEEPEST + 1)).unwrap_or(0)
}

/// Code, in a box.
fn code(code: &str, place: Place) -> Paragraph {
    let mut paragraph = text::paragraph(code.strip_suffix('\n').unwrap_or(code)).style(style::CODE);
    let indent = left(place) + if place.quoted { STEP } else { 0 };
    let side = |position| {
        ParagraphBorder::new(position)
            .val(BorderType::Single)
            .size(4)
            .space(4)
            .color("BFBFBF")
    };
    let sides = [
        ParagraphBorderPosition::Top,
        ParagraphBorderPosition::Bottom,
        ParagraphBorderPosition::Left,
        ParagraphBorderPosition::Right,
    ];
    let borders = sides
        .map(side)
        .into_iter()
        .fold(ParagraphBorders::with_empty(), ParagraphBorders::set);
    paragraph.property = paragraph
        .property
        .set_borders(borders)
        .shading(Shading::new().fill("F5F5F5"))
        .indent(Some(indent + 100), None, Some(100), None);
    paragraph
}
