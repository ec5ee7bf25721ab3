//! HTML that is whole already, and how text becomes such.

use serde::{Serialize, Serializer};
use tera::Value;

/// HTML that a template writes as it is. Text given to a template is escaped by the template.
#[derive(Debug, Clone)]
pub struct Html(Value);

impl Html {
    /// Trusted markup.
    pub fn new(markup: &str) -> Html {
        Html(Value::safe_string(markup))
    }

    /// Text, escaped.
    pub fn text(text: &str) -> Html {
        Html::new(&escape(text))
    }

    /// How many bytes it is.
    pub fn len(&self) -> usize {
        self.0.as_str().map_or(0, str::len)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// `text` as it stands in an element or in an attribute between quotation marks.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// Appends `text`, escaped, to `out`.
pub fn escape_into(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or(""));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(
            escape("甲 <b a=\"1\"> & 'c'"),
            "甲 &lt;b a=&quot;1&quot;&gt; &amp; &#39;c&#39;"
        );
        assert_eq!(escape("公文"), "公文");
    }
}
