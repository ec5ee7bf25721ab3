//! How do the parts of a document become one file?

use super::super::Form;
use crate::base::xml;
use crate::render::escape_into;
use anyhow::{Context, Result};
use docx_rs::Docx;
use std::io::Cursor;

/// Which fonts stand in for those that a machine does not have.
const FONTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:font w:name="宋体"><w:altName w:val="SimSun, Songti SC, Noto Serif CJK SC, Source Han Serif SC"/><w:charset w:val="86"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="黑体"><w:altName w:val="SimHei, Heiti SC, Noto Sans CJK SC, Source Han Sans SC"/><w:charset w:val="86"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Arial"><w:altName w:val="Liberation Sans"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Courier New"><w:altName w:val="Liberation Mono"/><w:charset w:val="00"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>
</w:fonts>"#;

/// How the library writes the height of a row that is the head of a table ([`super::table::HEAD`]).
const HEAD_ROW: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;

/// The bytes of the file.
///
/// # Errors
/// The parts cannot be put together.
pub(super) fn bytes(docx: Docx, form: &Form) -> Result<Vec<u8>> {
    let mut parts = docx.build();
    let document = String::from_utf8(parts.document).context("the document is no UTF-8")?;
    // No text of a record can be this: its angle brackets are written as entities.
    parts.document = document.replace(HEAD_ROW, "<w:tblHeader />").into_bytes();
    parts.doc_props.core = properties(form).into_bytes();
    parts.font_table = FONTS.into();
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).context("cannot pack the document")?;
    Ok(file.into_inner())
}

/// What is known of the document: its title and language, the program, and when the record was last changed.
fn properties(form: &Form) -> String {
    let mut title = String::new();
    escape_into(&mut title, &xml::clean(&format!("{} {}", form.name, form.id)));
    let changed = form.changed.map_or_else(String::new, |at| {
        ["created", "modified"]
            .map(|what| format!(r#"<dcterms:{what} xsi:type="dcterms:W3CDTF">{at}</dcterms:{what}>"#))
            .concat()
    });
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>casebook {version}</dc:creator><dc:language>{language}</dc:language>{changed}</cp:coreProperties>"#,
        version = env!("CARGO_PKG_VERSION"),
        language = form.lang.tag(),
    )
}
