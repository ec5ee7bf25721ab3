//! `manifest.json`: every file of a site and its SHA-256.

use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Every file of a site and its SHA-256, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The commit that the site was built from; `None` without git.
    pub commit: Option<String>,
    /// The SHA-256 of each file in hexadecimal, by its path; the manifest itself is not in it.
    pub files: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct Written<Text> {
    commit: Option<Text>,
    files: Vec<Line<Text>>,
}

#[derive(Serialize, Deserialize)]
struct Line<Text> {
    path: Text,
    sha256: Text,
}

impl Manifest {
    /// The file that holds it, at the top of the site.
    pub const NAME: &str = "manifest.json";

    /// Reads `manifest.json`.
    pub fn read(bytes: &[u8]) -> Result<Manifest> {
        let written: Written<String> = serde_json::from_slice(bytes)?;
        let files = written
            .files
            .into_iter()
            .map(|line| (line.path, line.sha256))
            .collect();
        Ok(Manifest {
            commit: written.commit,
            files,
        })
    }

    /// Writes `manifest.json`.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let line = |(path, sha256)| Line {
            path: String::as_str(path),
            sha256: String::as_str(sha256),
        };
        let written = Written {
            commit: self.commit.as_deref(),
            files: self.files.iter().map(line).collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&written)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
