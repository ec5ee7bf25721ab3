//! What was probably meant by a question that no record holds?

use super::find::Find;
use super::lookup::Lookup;
use crate::search::fold::fold;
use crate::search::near::{near, same_numbers, whole};
use crate::search::query::{Query, Word, is_single};
use crate::search::results::Way;
use crate::search::terms::is_word;
use std::cmp::Reverse;
use tantivy::schema::Field;

/// So many questions are suggested.
const MOST: usize = 3;
/// So many names are tried for a word.
const TRIED: usize = 6;
/// Latin words with fewer letters are not taken for others.
const SHORTEST: usize = 4;

/// A name that may be meant, the likelier the smaller: how far it is from what was typed, in how many records it stands, and the name.
type Meant = (usize, Reverse<u32>, String);

impl Find<'_> {
    /// Questions that were probably meant by `query`, the likeliest first: a word or a filter that nothing has is replaced by a name or a word
    /// of the index that is near. Each finds records that hold all of it.
    pub(super) fn suggestions(&self, query: &Query) -> anyhow::Result<Vec<String>> {
        let apart = query.apart();
        let query = apart.as_ref().unwrap_or(query);
        let mut suggested: Vec<String> = Vec::new();
        for (wrong, meant) in self.mistaken(query)? {
            for (_, _, name) in meant {
                if suggested.len() < MOST
                    && let Some(text) = replaced(&query.text, &wrong, &name)
                    && !suggested.contains(&text)
                    && self.finds(&Query::parse(&text))?
                {
                    suggested.push(text);
                }
            }
        }
        Ok(suggested)
    }

    /// What nothing has, each with what may be meant.
    fn mistaken(&self, query: &Query) -> anyhow::Result<Vec<(String, Vec<Meant>)>> {
        let mut mistaken = Vec::new();
        for filter in query.filters.iter().chain(&query.narrow) {
            if let Some(field) = self.column(filter.scope)
                && self.names(field, &filter.value)?.is_empty()
            {
                mistaken.push((
                    filter.value.clone(),
                    best(self.near_names(&[field], &filter.value)?),
                ));
            }
        }
        for word in &query.words {
            if self.word(word, Way::Pinyin)?.len() == 0 {
                mistaken.push((word.text.clone(), self.meant(word)?));
            }
        }
        Ok(mistaken)
    }

    /// What may be meant by `word`.
    fn meant(&self, word: &Word) -> anyhow::Result<Vec<Meant>> {
        let fields = self.fields;
        let mut meant = self.near_names(
            &[fields.system, fields.kind, fields.region, fields.tag],
            &word.text,
        )?;
        if word.text.contains(|c: char| c.is_ascii_digit()) {
            meant.extend(self.near_ids(&word.text)?);
        }
        if word.text.len() >= SHORTEST && word.text.chars().all(is_word) {
            meant.extend(self.near_words(&word.text)?);
        }
        Ok(best(meant))
    }

    /// The parts of names in `fields` that are near to `typed`.
    fn near_names(&self, fields: &[Field], typed: &str) -> anyhow::Result<Vec<Meant>> {
        let mut meant = Vec::new();
        for &field in fields {
            self.each_term(field, "", |name, records| {
                if let Some(near) = near(typed, name) {
                    meant.push((near.distance, Reverse(records), near.part));
                }
            })?;
        }
        Ok(meant)
    }

    /// The IDs that are near to `typed`: of one sign that is wrong, one half of the ID does not know.
    fn near_ids(&self, typed: &str) -> anyhow::Result<Vec<Meant>> {
        let middle = typed.char_indices().nth(typed.chars().count() / 2);
        let (head, tail) = typed.split_at(middle.map_or(0, |(at, _)| at));
        let mut meant = Vec::new();
        for field in [self.fields.id, self.fields.alias] {
            self.each_term(field, "", |id, records| {
                if !id.starts_with(head) && !id.ends_with(tail) {
                    return;
                }
                let distance = if same_numbers(typed, id) {
                    Some(0)
                } else {
                    whole(typed, id)
                };
                if let Some(distance) = distance.filter(|distance| *distance <= 1) {
                    meant.push((distance, Reverse(records), id.to_owned()));
                }
            })?;
        }
        let mut meant = best(meant);
        for (_, _, id) in &mut meant {
            if let Some(spelled) = self.spelled(id)? {
                *id = spelled;
            }
        }
        Ok(meant)
    }

    /// The folded ID `id` as its record spells it.
    fn spelled(&self, id: &str) -> anyhow::Result<Option<String>> {
        for (segment, reader) in self.segments() {
            if let Some(found) = Lookup::term(id).find(reader, self.fields.id)?.first() {
                return Ok(Some(self.shown(&self.stored(segment, found.doc)?)?.id));
            }
        }
        Ok(None)
    }

    /// The words of all texts with the same first letter that are near to `typed`.
    fn near_words(&self, typed: &str) -> anyhow::Result<Vec<Meant>> {
        let first: String = typed.chars().take(1).collect();
        let mut meant = Vec::new();
        for text in self.fields.texts() {
            self.each_term(text.field, &first, |word, records| {
                if let Some(distance) = whole(typed, word).filter(|_| is_single(word)) {
                    meant.push((distance, Reverse(records), word.to_owned()));
                }
            })?;
        }
        Ok(meant)
    }

    /// Gives `visit` each term of `field` that begins with `start`, and in how many records it stands.
    fn each_term(&self, field: Field, start: &str, mut visit: impl FnMut(&str, u32)) -> anyhow::Result<()> {
        for (_, reader) in self.segments() {
            let inverted = reader.inverted_index(field)?;
            let mut stream = inverted.terms().range().ge(start).into_stream()?;
            while stream.advance() && stream.key().starts_with(start.as_bytes()) {
                let records = stream.value().doc_freq;
                if let Ok(term) = std::str::from_utf8(stream.key()) {
                    visit(term, records);
                }
            }
        }
        Ok(())
    }
}

/// The likeliest names, each once.
fn best(mut meant: Vec<Meant>) -> Vec<Meant> {
    meant.sort_unstable();
    let mut known = std::collections::HashSet::new();
    meant.retain(|(_, _, name)| known.insert(name.clone()));
    meant.truncate(TRIED);
    meant
}

/// The question `text` with `name` in place of the word, or of the value of a filter, that is `wrong` when it is folded.
fn replaced(text: &str, wrong: &str, name: &str) -> Option<String> {
    let mut is_replaced = false;
    let mut part = |part: &str| {
        if fold(part) == wrong {
            is_replaced = true;
            return name.to_owned();
        }
        if let Some((at, colon)) = part.char_indices().find(|(_, c)| matches!(c, ':' | '：'))
            && let (scope, value) = part.split_at(at + colon.len_utf8())
            && fold(value) == wrong
        {
            is_replaced = true;
            return format!("{scope}{name}");
        }
        part.to_owned()
    };
    let parts: Vec<String> = text.split_whitespace().map(&mut part).collect();
    is_replaced.then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wrong_is_replaced() {
        assert_eq!(
            replaced("打印  公文管裏 OA", "公文管里", "公文管理").as_deref(),
            Some("打印 公文管理 OA")
        );
        assert_eq!(
            replaced("系统：公文管里", "公文管里", "公文管理").as_deref(),
            Some("系统：公文管理")
        );
        assert_eq!(replaced("\"公文 管里\"", "公文 管里", "公文"), None);
    }
}
