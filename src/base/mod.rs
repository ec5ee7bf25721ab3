//! Which words does every module speak?

pub mod assets;
pub mod catalog;
pub mod confidentiality;
pub mod conflict;
pub mod decode;
pub mod diagnostic;
pub mod han;
pub mod hash;
pub mod heading;
pub mod id;
pub mod kept;
pub mod label;
pub mod lang;
pub mod leftover;
pub mod message;
pub mod month;
pub mod nearest;
pub mod number;
pub mod path;
pub mod place;
pub mod stamp;
pub mod unable;
pub mod wide;
pub mod yaml;

pub use catalog::Catalog;
pub use confidentiality::Confidentiality;
pub use diagnostic::{Diagnostic, Severity};
pub use id::Id;
pub use label::Label;
pub use lang::Lang;
pub use message::{Arg, Message};
pub use month::Month;
pub use path::RelPath;
pub use place::{Lines, Place, Span};
pub use stamp::Stamp;
pub use unable::{OrUnable, Unable};
