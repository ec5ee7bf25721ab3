//! `MANIFEST.json`: what was sealed.

use crate::base::{Message, Month, hash};
use anyhow::Result;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The program and its version, as manifests name it.
pub const PROGRAM: &str = concat!("casebook ", env!("CARGO_PKG_VERSION"));

/// What was sealed. The fields stand in the order in which they are written, which is that of their names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The SHA-256 of the holidays in effect, up to the end of the month.
    pub calendar: String,
    /// The commit that the report was made from.
    pub commit: String,
    /// The SHA-256 of `casebook.yaml`; `None` where there is none.
    pub configuration: Option<String>,
    /// The SHA-256 of `contract.yaml`.
    pub contract: String,
    /// What it corrects, where it is a correction.
    pub corrects: Option<Corrects>,
    /// Every figure: `assessment.json` without what does not depend on the records alone.
    pub figures: Value,
    /// The SHA-256 of each file of the report, by its path.
    pub files: BTreeMap<String, String>,
    /// The month.
    pub month: Month,
    /// The SHA-256 of the manifest that was sealed before this one; `None` for the first.
    pub previous: Option<String>,
    /// The program and its version.
    pub program: String,
    /// The records that were counted, by ID.
    pub records: BTreeMap<String, Counted>,
    /// The name of the report: `2023-09`, `2023-09-correction-1`.
    pub report: String,
    /// The number that the sheet shows: the SHA-256 of this manifest with `files` and `seal` left empty.
    pub seal: String,
}

/// What a correction corrects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrects {
    /// The SHA-256 of its manifest.
    pub manifest: String,
    /// Why.
    pub reason: String,
    /// The name of the report.
    pub report: String,
}

/// A record that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Its file.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// A manifest as it stands in its folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    /// The name of the folder.
    pub name: String,
    /// The SHA-256 of the file, which the next manifest names.
    pub sha256: String,
    /// What it says.
    pub manifest: Manifest,
    /// Whether its bytes are as the program writes them.
    as_written: bool,
}

/// The name of the report of `month`; that of its correction with the number `correction`, where that is not 0.
pub fn report_name(month: Month, correction: usize) -> String {
    match correction {
        0 => month.to_string(),
        number => format!("{month}-correction-{number}"),
    }
}

impl Manifest {
    /// The bytes of `MANIFEST.json`.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The number of the seal, as [`Manifest::seal`] should say it.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn number(&self) -> Result<String> {
        let bare = Manifest {
            files: BTreeMap::new(),
            seal: String::new(),
            ..self.clone()
        };
        Ok(hash::sha256(&bare.bytes()?))
    }
}

impl Sealed {
    /// Reads the manifest in the folder `name`.
    ///
    /// # Errors
    /// It is none, or one of a newer program.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Sealed> {
        let manifest: Manifest = serde_json::from_slice(bytes)?;
        Ok(Sealed {
            name: name.to_owned(),
            sha256: hash::sha256(bytes),
            as_written: manifest.bytes()? == bytes,
            manifest,
        })
    }

    /// What is wrong with the manifest by itself.
    pub fn fault(&self) -> Option<Message> {
        if self.manifest.report != self.name {
            return Some(Message::new("seal-misplaced").with("report", self.manifest.report.as_str()));
        }
        let number = self.manifest.number().ok();
        if !self.as_written || number.as_ref() != Some(&self.manifest.seal) {
            return Some(Message::new("seal-manifest-changed"));
        }
        None
    }
}
