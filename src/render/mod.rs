//! How does text become HTML, and a series a chart?

mod asked;
pub mod chart;
mod fault;
mod functions;
mod html;
pub mod markdown;
pub mod picture;
mod templates;

pub use asked::messages_asked;
pub use fault::TemplateFault;
pub use html::{Html, escape, escape_into};
pub use templates::Templates;
