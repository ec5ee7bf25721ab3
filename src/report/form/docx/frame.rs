//! What stands round the text of each page?

use super::super::Form;
use super::style::{self, MARGIN, WIDTH};
use super::text;
use crate::base::{Catalog, Message};
use docx_rs::{
    BorderType, Docx, Footer, Header, NumPages, PageMargin, PageNum, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Tab, TabValueType,
};

/// The height and width of A4.
const A4: (u32, u32) = (11906, 16838);

/// How far header and footer are from the edge.
const EDGE: i32 = 720;

/// `docx` on A4, with the header and the footer of `form`.
pub(super) fn page(docx: Docx, form: &Form, catalog: &Catalog) -> Docx {
    let margin = PageMargin::new()
        .top(MARGIN)
        .bottom(MARGIN)
        .left(MARGIN)
        .right(MARGIN)
        .header(EDGE)
        .footer(EDGE);
    docx.page_size(A4.0, A4.1)
        .page_margin(margin)
        .header(Header::new().add_paragraph(head(form)))
        .footer(Footer::new().add_paragraph(foot(form, catalog)))
}

/// The knowledge base on the left, the form and its ID on the right.
fn head(form: &Form) -> Paragraph {
    let line = ParagraphBorder::new(ParagraphBorderPosition::Bottom)
        .val(BorderType::Single)
        .size(4)
        .space(2)
        .color("A6A6A6");
    let mut paragraph = two_ends(style::HEADER)
        .add_run(text::run(&form.site).add_tab())
        .add_run(text::run(&format!("{} {}", form.name, form.id)));
    paragraph.property = paragraph
        .property
        .set_borders(ParagraphBorders::with_empty().set(line));
    paragraph
}

/// Where the form comes from on the left, the page on the right.
fn foot(form: &Form, catalog: &Catalog) -> Paragraph {
    let (page, pages) = ("{page}", "{pages}");
    let says = catalog.say(
        &Message::new("report-pdf-page")
            .with("page", page)
            .with("pages", pages),
    );
    let (before, rest) = says.split_once(page).unwrap_or((&says, ""));
    let (between, after) = rest.split_once(pages).unwrap_or((rest, ""));
    two_ends(style::FOOTER)
        .add_run(text::run(&form.origin).add_tab())
        .add_run(text::run(before))
        .add_page_num(PageNum::new())
        .add_run(text::run(between))
        .add_num_pages(NumPages::new())
        .add_run(text::run(after))
}

/// A paragraph whose tab leads to the right margin.
fn two_ends(style: &str) -> Paragraph {
    let end = Tab::new().val(TabValueType::Right).pos(WIDTH);
    Paragraph::new().style(style).add_tab(end)
}
