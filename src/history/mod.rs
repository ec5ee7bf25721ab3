//! Who changed which field when?
//!
//! One walk over the commits tells what each of them did; what a commit did never changes, so it is remembered by the
//! commit's ID ([`Memory`]) and a later walk looks only at what is new. From that follows, for each file, the commits that
//! touched it, through renames, in the order and by the rules of `git log --follow`; and for two versions of a record,
//! what differs in its fields, its rows and its text. Without git all of it is unknown.

mod commit;
mod compare;
mod deleted;
mod difference;
mod edit;
mod facts;
mod follow;
mod id;
mod mailmap;
mod memory;
mod renames;
mod settings;
mod similar;
mod telling;
mod trees;
mod uncommitted;
mod versions;
mod walk;

pub use deleted::deleted_after;
pub use difference::{Difference, FieldChange, RowChange, compare_texts};
pub use edit::{Edit, Part, Told};
pub use facts::Signature;
pub use follow::{Gone, Step, Touch};
pub use id::Id;
pub use memory::{Comparing, Differences, Memory};
pub use settings::compare_settings;
pub use telling::{Commit, History, Pair, read};
pub use uncommitted::{is_uncommitted, is_version, uncommitted};
pub use versions::versions;
