//! What do links and images look like?

use super::writer::Writer;
use super::{Resolved, escape};
use crate::record::BETWEEN;
use crate::record::markdown::link::{self, LinkKind};
use crate::record::markdown::plain::Plain;
use crate::render::picture::Extent;
use pulldown_cmark::{Event, Tag, TagEnd};

/// An image that is open: what it says is its text.
pub struct Alt {
    plain: Plain,
    /// Images that are open inside of its text.
    inner: usize,
    written: String,
    target: Resolved,
    title: String,
}

/// An image, as it is to be written.
pub struct Image<'i> {
    /// The target as the author wrote it, and where it leads.
    pub written: &'i str,
    pub target: &'i Resolved,
    /// What it says.
    pub alt: &'i str,
    pub title: &'i str,
    /// The width and height that the author wants; else they are those of the file.
    pub sizes: &'i [(&'i str, &'i str)],
}

/// A picture at least this wide or high (pixels) may be shown smaller than it is.
const LARGE: u32 = 480;

impl Writer<'_> {
    /// Takes `event` if an image is open.
    pub(super) fn alt_event(&mut self, event: &Event<'_>) -> bool {
        let Some(alt) = &mut self.alt else { return false };
        match event {
            Event::Start(Tag::Image { .. }) => alt.inner += 1,
            Event::End(TagEnd::Image) if alt.inner > 0 => alt.inner -= 1,
            Event::End(TagEnd::Image) => self.end_image(),
            _ => alt.plain.event(event),
        }
        true
    }

    pub(super) fn start_link(&mut self, tag: &Tag<'_>) {
        let (Some((target, kind)), Tag::Link { title, .. } | Tag::Image { title, .. }) =
            (link::of_tag(tag), tag)
        else {
            return;
        };
        let resolved = self.safe(&target, kind);
        if kind == LinkKind::Image {
            self.alt = Some(Alt {
                plain: Plain::default(),
                inner: 0,
                written: target,
                target: resolved,
                title: title.to_string(),
            });
        } else if self.links.is_empty() {
            let close = open(&mut self.out, &resolved, title);
            self.links.push(close);
        } else {
            // A link in a link is its text.
            self.links.push("");
        }
    }

    pub(super) fn end_link(&mut self) {
        let close = self.links.pop().unwrap_or("");
        if close == "</a>" {
            keep_together(&mut self.out);
        }
        self.out.push_str(close);
    }

    /// Writes `text`, in which each ID of a record leads to its page.
    pub(super) fn ids(&mut self, text: &str) {
        for part in text.split_inclusive(BETWEEN) {
            let id = part.trim_end_matches(BETWEEN).trim();
            let target = self.safe(id, LinkKind::Wiki);
            let Some((before, after)) = part.split_once(id).filter(|_| !id.is_empty()) else {
                self.text(part);
                continue;
            };
            self.text(before);
            if matches!(target, Resolved::Href { .. }) {
                let close = open(&mut self.out, &target, "");
                self.links.push(close);
                self.text(id);
                self.end_link();
            } else {
                self.text(id);
            }
            self.text(after);
        }
    }

    /// Where `target` leads, and never to a script.
    pub(super) fn safe(&self, target: &str, kind: LinkKind) -> Resolved {
        match self.ctx.resolve(target, kind) {
            Resolved::Href { href, .. } if !link::is_safe(&href) => Resolved::Plain,
            resolved => resolved,
        }
    }

    fn is_outside_of_links(&self) -> bool {
        self.links.is_empty() && !self.raw_line.contains(&"a")
    }

    fn end_image(&mut self) {
        let Some(mut alt) = self.alt.take() else { return };
        let text = alt.plain.take();
        self.image(&Image {
            written: &alt.written,
            target: &alt.target,
            alt: &text,
            title: &alt.title,
            sizes: &[],
        });
    }

    /// Writes an image, or its text alone where there is no image. A large one leads to its file, where it is shown as it is; one from elsewhere is
    /// only linked to, for no request leaves a page.
    pub(super) fn image(&mut self, image: &Image<'_>) {
        self.line_goes_on(None);
        match image.target {
            Resolved::Plain => escape::text(&mut self.out, image.alt),
            Resolved::Missing => {
                self.out.push_str("<span class=\"missing\">");
                escape::text(&mut self.out, image.alt);
                self.out.push_str("</span>");
            }
            Resolved::Href { href, .. } if link::is_external(href) => {
                let leads = self.is_outside_of_links();
                let end = if leads {
                    open(&mut self.out, image.target, image.title)
                } else {
                    ""
                };
                let words = if image.alt.is_empty() { href } else { image.alt };
                escape::text(&mut self.out, words);
                self.out.push_str(end);
            }
            Resolved::Href { href, title, class } => {
                let extent = self.ctx.picture(image.written);
                let large = extent.is_some_and(|extent| extent.width.max(extent.height) >= LARGE);
                let leads = large && self.is_outside_of_links();
                if leads {
                    self.zooms = true;
                    self.out.push_str("<a class=\"zoom\" href=\"");
                    escape::address(&mut self.out, href);
                    self.out.push('"');
                    if image.alt.is_empty() {
                        // A link has a name, be it that of the file.
                        let name = image.written.rsplit('/').next().unwrap_or_default();
                        escape::pair(&mut self.out, "aria-label", name);
                    }
                    self.out.push('>');
                }
                let out = &mut self.out;
                out.push_str("<img src=\"");
                escape::address(out, href);
                out.push('"');
                escape::pair(out, "alt", image.alt);
                optional(out, "title", pick(image.title, title.as_deref()));
                optional(out, "class", class.as_deref());
                if let Some(width) = width_for(image.sizes, extent) {
                    escape::pair(out, "width", &width.to_string());
                }
                for (name, value) in image.sizes {
                    escape::pair(out, name, value);
                }
                if let Some(extent) = extent.filter(|_| image.sizes.is_empty()) {
                    escape::pair(out, "width", &extent.width.to_string());
                    escape::pair(out, "height", &extent.height.to_string());
                }
                out.push_str(" loading=\"lazy\" />");
                if leads {
                    out.push_str("</a>");
                }
            }
        }
    }
}

/// The width of a picture of which the author wants the height alone: a page makes its height go by the width.
fn width_for(sizes: &[(&str, &str)], extent: Option<Extent>) -> Option<u64> {
    let (&[("height", wanted)], Some(Extent { width, height })) = (sizes, extent) else {
        return None;
    };
    let wanted: u64 = wanted.trim().trim_end_matches("px").parse().ok()?;
    let width = wanted.checked_mul(u64::from(width))?;
    width.checked_div(u64::from(height))
}

/// Writes the beginning of a link; its end is the result.
fn open(out: &mut String, target: &Resolved, title: &str) -> &'static str {
    match target {
        Resolved::Plain => "",
        Resolved::Missing => {
            out.push_str("<span class=\"missing\">");
            "</span>"
        }
        Resolved::Href { .. } => {
            out.push_str("<a");
            address(out, target, title);
            out.push('>');
            "</a>"
        }
    }
}

/// Marks the link that is written last, and still open, where its words are an ID: that is not broken at its hyphens.
fn keep_together(out: &mut String) {
    let Some((begin, end)) = out
        .rfind("<a ")
        .zip(out.rfind('>'))
        .filter(|(begin, end)| begin < end)
    else {
        return;
    };
    let words = out.get(end + 1..).unwrap_or_default();
    let marked = out.get(begin..end).is_some_and(|tag| tag.contains(" class=\""));
    if is_number(words) && !marked {
        out.insert_str(end, " class=\"ref\"");
    }
}

/// Whether `words` are an ID made of letters and numbers: `F-20230905-02`.
fn is_number(words: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    words.contains('-')
        && words.len() <= 24
        && words.ends_with(|c: char| c.is_ascii_digit())
        && words.chars().all(fits)
}

/// Writes the attributes of a link to `target`.
pub fn address(out: &mut String, target: &Resolved, title: &str) {
    let Resolved::Href {
        href,
        title: found,
        class,
    } = target
    else {
        return;
    };
    out.push_str(" href=\"");
    escape::address(out, href);
    out.push('"');
    optional(out, "title", pick(title, found.as_deref()));
    if link::is_external(href) {
        let class = class
            .as_ref()
            .map_or("external".to_owned(), |class| format!("{class} external"));
        escape::pair(out, "class", &class);
        escape::pair(out, "rel", "noopener");
    } else {
        optional(out, "class", class.as_deref());
    }
}

fn pick<'t>(own: &'t str, found: Option<&'t str>) -> Option<&'t str> {
    if own.is_empty() { found } else { Some(own) }
}

fn optional(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        escape::pair(out, name, value);
    }
}
