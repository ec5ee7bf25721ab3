//! A sentence for a person: an entry of the message files and what fills its gaps.

use super::Label;

/// A sentence for a person, in no language yet; [`super::Catalog::say`] puts it in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The entry in `templates/messages/<lang>/*.ftl`.
    pub id: &'static str,
    /// What fills the gaps of the entry, by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// What fills a gap of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A text that is the same in every language: a name, an ID, what the author wrote.
    Text(String),
    /// A name that depends on the language.
    Label(Label),
    /// A whole number, which may choose a plural form.
    Number(i64),
    /// A sentence inside a sentence.
    Message(Message),
}

impl Message {
    /// A message without gaps.
    pub fn new(id: &'static str) -> Message {
        Message { id, args: Vec::new() }
    }

    /// The message with the gap `name` filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Message {
        self.args.push((name, arg.into()));
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&Label> for Arg {
    fn from(label: &Label) -> Arg {
        Arg::Label(label.clone())
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Arg {
        Arg::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Arg {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Arg {
        Arg::Message(message)
    }
}
