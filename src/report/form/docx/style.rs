//! How does a form look? Measures are in twips (1/20 pt), sizes of type in half-points.

use docx_rs::{
    AbstractNumbering, AlignmentType, BorderType, Docx, Level, LevelJc, LevelText, LineSpacing, NumberFormat,
    ParagraphBorder, ParagraphBorderPosition, RunFonts, SpecialIndentType, Start, Style, StyleType,
};

/// The width of the text: A4 less the margins.
pub(super) const WIDTH: usize = 11906 - 2 * MARGIN as usize;
/// The margins of the page.
pub(super) const MARGIN: i32 = 1304;
/// How far a level of lists is indented.
pub(super) const STEP: i32 = 420;
/// The deepest level of lists, from 0.
pub(super) const DEEPEST: usize = 8;

pub(super) const TITLE: &str = "Title";
pub(super) const SUBTITLE: &str = "Subtitle";
pub(super) const TEXT: &str = "BodyText";
pub(super) const QUOTE: &str = "Quote";
pub(super) const CODE: &str = "Code";
pub(super) const CELL: &str = "Cell";
pub(super) const LABEL: &str = "CellLabel";
pub(super) const HEADER: &str = "Header";
pub(super) const FOOTER: &str = "Footer";

/// The numbering of lists with bullets, and that from which each list with numbers begins its own.
pub(super) const BULLETS: usize = 2;
pub(super) const NUMBERS: usize = 3;

/// Headings below this level look like it.
const HEADINGS: usize = 4;

const GREY: &str = "595959";

/// The style of a heading of `level`, from 1.
pub(super) fn heading(level: usize) -> String {
    format!("Heading{}", level.clamp(1, HEADINGS))
}

/// The fonts of text.
fn song() -> RunFonts {
    let latin = "Times New Roman";
    RunFonts::new()
        .ascii(latin)
        .hi_ansi(latin)
        .cs(latin)
        .east_asia("宋体")
}

/// The fonts of headings and labels.
fn hei() -> RunFonts {
    let latin = "Arial";
    RunFonts::new()
        .ascii(latin)
        .hi_ansi(latin)
        .cs(latin)
        .east_asia("黑体")
}

/// The fonts of code.
pub(super) fn mono() -> RunFonts {
    let latin = "Courier New";
    RunFonts::new()
        .ascii(latin)
        .hi_ansi(latin)
        .cs(latin)
        .east_asia("宋体")
}

/// `docx` with all styles and numberings.
pub(super) fn all(docx: Docx) -> Docx {
    let docx = docx
        .default_fonts(song())
        .default_size(21)
        .default_tab_stop(420)
        .add_style(title())
        .add_style(
            style(SUBTITLE, 4)
                .align(AlignmentType::Center)
                .color(GREY)
                .line_spacing(around(0, 240)),
        )
        .add_style(style(TEXT, 5).line_spacing(around(0, 60).line(320)))
        .add_style(quote())
        .add_style(
            style(CODE, 5)
                .fonts(mono())
                .size(17)
                .line_spacing(around(100, 160)),
        )
        .add_style(style(CELL, 5).size(20))
        .add_style(style(LABEL, 5).size(20).fonts(hei()))
        .add_style(style(HEADER, 6).size(17).color(GREY))
        .add_style(style(FOOTER, 6).size(17).color(GREY));
    (1..=HEADINGS)
        .fold(docx, |docx, level| docx.add_style(of_heading(level)))
        .add_abstract_numbering(levels(BULLETS, "bullet", |level| {
            ["●", "○", "■"][level % 3].to_owned()
        }))
        .add_abstract_numbering(levels(NUMBERS, "decimal", |level| format!("%{}.", level + 1)))
        .add_numbering(docx_rs::Numbering::new(BULLETS, BULLETS))
}

fn style(id: &str, priority: usize) -> Style {
    let name = match id {
        TITLE | SUBTITLE | QUOTE => id.to_owned(),
        TEXT => "Body Text".to_owned(),
        HEADER | FOOTER => id.to_lowercase(),
        other => other.to_owned(),
    };
    Style::new(id, StyleType::Paragraph)
        .name(name)
        .based_on("Normal")
        .ui_priority(priority)
        .q_format(true)
}

fn around(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(after)
}

fn title() -> Style {
    style(TITLE, 4)
        .fonts(hei())
        .size(40)
        .align(AlignmentType::Center)
        .line_spacing(around(120, 120))
}

fn quote() -> Style {
    let mut style = style(QUOTE, 5)
        .color(GREY)
        .line_spacing(around(0, 60).line(320))
        .indent(Some(STEP), None, None, None);
    let bar = ParagraphBorder::new(ParagraphBorderPosition::Left)
        .val(BorderType::Single)
        .size(12)
        .space(8)
        .color("A6A6A6");
    style.paragraph_property = style
        .paragraph_property
        .set_borders(docx_rs::ParagraphBorders::with_empty().set(bar));
    style
}

fn of_heading(level: usize) -> Style {
    let size = [28, 24, 22, 21].get(level - 1).copied().unwrap_or(21);
    let mut style = Style::new(heading(level), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .based_on("Normal")
        .next(TEXT)
        .ui_priority(9)
        .q_format(true)
        .fonts(hei())
        .size(size)
        .line_spacing(around(240, 100));
    style.paragraph_property = style.paragraph_property.keep_next(true).outline_lvl(level - 1);
    style
}

fn levels(id: usize, format: &str, text: impl Fn(usize) -> String) -> AbstractNumbering {
    let level = |level: usize| {
        let left = STEP * (i32::try_from(level).unwrap_or(0) + 1);
        Level::new(
            level,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text(level)),
            LevelJc::new("left"),
        )
        .indent(Some(left), Some(SpecialIndentType::Hanging(STEP)), None, None)
    };
    (0..=DEEPEST)
        .map(level)
        .fold(AbstractNumbering::new(id), AbstractNumbering::add_level)
}
