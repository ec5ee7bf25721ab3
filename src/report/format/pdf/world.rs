//! What typst may see: the templates in `templates/report/`, the fonts in `templates/fonts/`, and the data. No other
//! file, no package, no font of the system, no clock.

use crate::render::Templates;
use anyhow::{Context, Result, anyhow};
use std::path::PathBuf;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The template, below `templates/`.
pub(super) const MAIN: &str = "report/report.typ";

/// The folder of the templates.
const FOLDER: &str = "report/";

/// The name under which the template reads its data.
const DATA: &str = "data.json";

/// The extensions of fonts.
const FONTS: [&str; 3] = [".otf", ".ttf", ".ttc"];

/// All that lies before typst while it sets the report.
pub(super) struct Desk<'t> {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: &'t Templates,
    main: Source,
    data: Bytes,
}

/// The fonts of `templates`, in the order of their names.
pub(super) fn fonts(templates: &Templates) -> Vec<Font> {
    templates
        .below("fonts/")
        .filter(|(path, _)| FONTS.iter().any(|extension| path.ends_with(extension)))
        .flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes.to_vec())))
        .collect()
}

impl<'t> Desk<'t> {
    /// The template of `templates`, with `data` to read.
    ///
    /// # Errors
    /// The template is not UTF-8.
    pub(super) fn new(templates: &'t Templates, fonts: Vec<Font>, data: Bytes) -> Result<Desk<'t>> {
        let name = MAIN.strip_prefix(FOLDER).unwrap_or(MAIN);
        let path = VirtualPath::new(name).map_err(|fault| anyhow!("{fault:?}"))?;
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        let text = templates.file(MAIN).unwrap_or_default().to_vec();
        let text = String::from_utf8(text).with_context(|| format!("templates/{MAIN}"))?;
        Ok(Desk {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates,
            main: Source::new(id, text),
            data,
        })
    }

    /// The line of the template, from 1, that the byte `at` stands in.
    pub(super) fn line_of(&self, at: usize) -> Option<usize> {
        self.main.lines().byte_to_line(at).map(|line| line + 1)
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let text = self.file(id)?.as_str().map(str::to_owned);
        Ok(Source::new(id, text.map_err(|_| FileError::InvalidUtf8)?))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        match (id.root(), path) {
            (VirtualRoot::Project, DATA) => Ok(self.data.clone()),
            (VirtualRoot::Project, _) => self
                .templates
                .file(&format!("{FOLDER}{path}"))
                .map(|bytes| Bytes::new(bytes.to_vec()))
                .ok_or_else(|| FileError::NotFound(PathBuf::from(path))),
            (VirtualRoot::Package(_), _) => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
