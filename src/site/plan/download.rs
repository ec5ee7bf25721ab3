//! Where do the files of `query` blocks lie, and the pages of results that are too long for that of their record?

use super::Plan;
use crate::base::RelPath;
use crate::base::path::shortened;
use crate::library::Library;
use crate::site::addresses::Addresses;
use crate::site::query::wants_files;

/// The longest name of a page that begins the names of its files whole, in bytes.
const LONGEST: usize = 235;

/// The files and pages of a `query` block.
#[derive(Debug, Clone)]
pub(in crate::site) struct Download {
    /// The index of the record.
    pub record: usize,
    /// The number of the block in it, from 0.
    pub block: usize,
    /// The CSV file and the workbook, beside the page, where it wants some.
    pub paths: Option<[RelPath; 2]>,
    /// The folder of the pages of its result.
    pub rows: RelPath,
}

impl Plan {
    /// Finds a place for the pages of all blocks, and for the files of those that want some: `<page>-1/`, `<page>-1.csv`, `<page>-1.xlsx` and so on.
    pub(super) fn downloads(&mut self, library: &Library, addresses: &mut Addresses) {
        for (at, (record, placed)) in library.records.iter().zip(&library.placed).enumerate() {
            for (block, query) in record.outline.queries.iter().enumerate() {
                let name = format!("{}-{}", shortened(placed.url.stem(), LONGEST), block + 1);
                let path = placed.url.parent().join(&name).unwrap_or_default();
                let files = || ["csv", "xlsx"].map(|end| addresses.claim(&[&format!("{path}.{end}")]));
                let paths = wants_files(record, query).then(files);
                let rows = addresses.claim_folder(path.as_str());
                self.downloads.push(Download {
                    record: at,
                    block,
                    paths,
                    rows,
                });
            }
        }
    }

    /// The files and pages of the block with the number `block` of the record `record`.
    pub(in crate::site) fn download(&self, record: usize, block: usize) -> Option<&Download> {
        let key = |download: &Download| (download.record, download.block);
        let at = self.downloads.binary_search_by_key(&(record, block), key).ok()?;
        self.downloads.get(at)
    }
}
