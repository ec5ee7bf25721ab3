//! What must hold of all that people write. The integration tests ask the same of the sample.

pub mod history;
pub mod import;
pub mod kind;
pub mod markdown;
pub mod query;
pub mod record;
pub mod time;
