//! A form as a document of Word (OOXML), with fonts by name.
//!
//! Whatever a record says goes through [`text`], which makes characters of it and never markup. Nothing in the package
//! depends on the machine: IDs are counted from the beginning of the document, and times come from the form.

mod body;
mod frame;
mod link;
mod package;
mod style;
mod table;
mod text;

use super::{Form, Grid, Signer};
use crate::base::Catalog;
use crate::report::prose::Block;
use anyhow::Result;
use body::{Piece, Setter};
use docx_rs::Docx;

/// The form as the bytes of a `.docx` file.
///
/// # Errors
/// The package cannot be put together.
pub fn write(form: &Form) -> Result<Vec<u8>> {
    let catalog = Catalog::of(form.lang);
    let mut setter = Setter::default();
    let mut pieces = vec![
        Piece::from(text::paragraph(&form.name).style(style::TITLE)),
        Piece::from(text::paragraph(&form.contract).style(style::SUBTITLE)),
        Piece::from(table::of_lines(&form.lines)),
    ];
    for grid in &form.times {
        pieces.extend(titled(grid));
    }
    if !matches!(form.body.first(), Some(Block::Heading { .. })) {
        pieces.push(Piece::gap());
    }
    pieces.extend(setter.blocks(&form.body));
    for grid in &form.tables {
        pieces.extend(titled(grid));
    }
    if !form.ties.is_empty() {
        pieces.push(heading(&catalog.word("form-ties")));
        pieces.push(table::of_lines(&form.ties).into());
    }
    pieces.extend(signing(&form.signers, catalog));
    let mut docx = frame::page(style::all(Docx::new()), form, catalog);
    docx = setter.numberings().into_iter().fold(docx, Docx::add_numbering);
    docx = pieces.into_iter().fold(docx, |docx, piece| match piece {
        Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Piece::Table(table) => docx.add_table(*table),
    });
    package::bytes(docx, form)
}

fn heading(title: &str) -> Piece {
    text::paragraph(title).style(&style::heading(1)).into()
}

fn titled(grid: &Grid) -> [Piece; 2] {
    [heading(&grid.title), table::of_grid(grid).into()]
}

/// The place to sign.
fn signing(signers: &[Signer], catalog: &Catalog) -> [Piece; 3] {
    [
        heading(&catalog.word("report-pdf-sign")),
        table::to_sign(signers, catalog).into(),
        Piece::gap(),
    ]
}
