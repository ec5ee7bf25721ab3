//! Where do the files of `query` blocks lie?

use super::Plan;
use crate::base::RelPath;
use crate::library::Library;
use crate::site::addresses::Addresses;
use crate::site::query::wants_files;

/// The files of a `query` block.
#[derive(Debug, Clone)]
pub(in crate::site) struct Download {
    /// The index of the record.
    pub record: usize,
    /// The number of the block in it, from 0.
    pub block: usize,
    /// The CSV file and the workbook, beside the page.
    pub paths: [RelPath; 2],
}

impl Plan {
    /// Finds a place for the files of all blocks that want some: `<page>-1.csv`, `<page>-1.xlsx` and so on.
    pub(super) fn downloads(&mut self, library: &Library, addresses: &mut Addresses) {
        for (at, (record, placed)) in library.records.iter().zip(&library.placed).enumerate() {
            for (block, query) in record.outline.queries.iter().enumerate() {
                if wants_files(record, query) {
                    let name = format!("{}-{}", placed.url.stem(), block + 1);
                    let path = placed.url.parent().join(&name).unwrap_or_default();
                    let paths = ["csv", "xlsx"].map(|end| addresses.claim(&[&format!("{path}.{end}")]));
                    self.downloads.push(Download {
                        record: at,
                        block,
                        paths,
                    });
                }
            }
        }
    }

    /// The files of the block with the number `block` of the record `record`.
    pub(in crate::site) fn download(&self, record: usize, block: usize) -> Option<&Download> {
        let key = |download: &Download| (download.record, download.block);
        let at = self.downloads.binary_search_by_key(&(record, block), key).ok()?;
        self.downloads.get(at)
    }
}
