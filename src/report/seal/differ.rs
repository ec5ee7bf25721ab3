//! Where do two values of JSON differ first?

use super::{Manifest, PROGRAM};
use serde_json::Value;

/// A place at which two values differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The names on the way, with a dot between them: `figures.items.A1.deducted`.
    pub place: String,
    /// What was sealed; `—` for nothing.
    pub sealed: String,
    /// What is there instead.
    pub now: String,
}

/// What stands for nothing.
const NOTHING: &str = "—";

/// What another version of the program may word in another way, in the figures.
const WORDS: [&[&str]; 2] = [&["chapters"], &["payment", "notice"]];

/// The first place at which `again`, made from the sealed commit, is not as it was `sealed`. Files, and what is said in words, only the version
/// that sealed can make again; it makes no other files either.
pub fn first_difference(sealed: &Manifest, again: &Manifest) -> Option<Differing> {
    let is_same_program = again.program == sealed.program;
    let more = again
        .files
        .iter()
        .find(|(path, _)| !sealed.files.contains_key(*path));
    if let Some((path, sha256)) = more.filter(|_| is_same_program) {
        return Some(Differing {
            place: format!("files.{path}"),
            sealed: NOTHING.to_owned(),
            now: sha256.clone(),
        });
    }
    let json = |manifest: &Manifest| {
        let mut json = serde_json::to_value(manifest).unwrap_or_default();
        if !is_same_program {
            for key in ["files", "program", "seal"] {
                forget(&mut json, &[key]);
            }
            if let Some(figures) = json.get_mut("figures") {
                without_words(figures);
            }
        }
        json
    };
    differ(String::new(), Some(&json(sealed)), Some(&json(again)))
}

/// The first place at which the figures `now` are not as they were `sealed`.
pub fn first_other_figure(sealed: &Manifest, now: &Value) -> Option<Differing> {
    let (mut before, mut now) = (sealed.figures.clone(), now.clone());
    if sealed.program != PROGRAM {
        without_words(&mut before);
        without_words(&mut now);
    }
    differ(String::new(), Some(&before), Some(&now))
}

fn without_words(figures: &mut Value) {
    for way in WORDS {
        forget(figures, way);
    }
}

fn forget(value: &mut Value, way: &[&str]) {
    let Some((last, before)) = way.split_last() else {
        return;
    };
    let above = before.iter().try_fold(value, |value, key| value.get_mut(*key));
    if let Some(map) = above.and_then(Value::as_object_mut) {
        map.shift_remove(*last);
    }
}

/// Compares two values. What only a newer program writes, an object in `now` may have besides.
fn differ(place: String, sealed: Option<&Value>, now: Option<&Value>) -> Option<Differing> {
    match (sealed, now) {
        (Some(Value::Object(sealed)), Some(Value::Object(now))) => sealed
            .iter()
            .find_map(|(key, value)| differ(below(&place, key), Some(value), now.get(key))),
        (Some(Value::Array(sealed)), Some(Value::Array(now))) => {
            (0..sealed.len().max(now.len())).find_map(|at| {
                let (sealed, now) = (sealed.get(at), now.get(at));
                differ(below(&place, &name(sealed.or(now), at)), sealed, now)
            })
        }
        (sealed, now) if sealed == now => None,
        (sealed, now) => Some(Differing {
            place,
            sealed: shown(sealed),
            now: shown(now),
        }),
    }
}

fn below(place: &str, name: &str) -> String {
    match place {
        "" => name.to_owned(),
        place => format!("{place}.{name}"),
    }
}

/// What an element of a list is called: by its ID, else by its number from 1.
fn name(element: Option<&Value>, at: usize) -> String {
    let id = element
        .and_then(|element| element.get("id"))
        .and_then(Value::as_str);
    id.map_or_else(|| (at + 1).to_string(), str::to_owned)
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => NOTHING.to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn place(sealed: &Value, now: &Value) -> Option<[String; 3]> {
        differ(String::new(), Some(sealed), Some(now)).map(|found| [found.place, found.sealed, found.now])
    }

    #[test]
    fn the_first_place_is_named_by_its_id() {
        let sealed = json!({"items": [{"id": "A1", "deducted": "0", "evidence": ["F-1"]}, {"id": "A2", "deducted": "2"}]});
        let mut now = sealed.clone();
        assert_eq!(place(&sealed, &now), None);
        now["items"][1]["deducted"] = json!("4");
        assert_eq!(
            place(&sealed, &now),
            Some(["items.A2.deducted", "2", "4"].map(str::to_owned))
        );
        now["items"][0]["evidence"] = json!(["F-1", "F-2"]);
        assert_eq!(
            place(&sealed, &now),
            Some(["items.A1.evidence.2", "—", "F-2"].map(str::to_owned))
        );
    }

    #[test]
    fn words_are_forgotten_where_they_are() {
        let mut figures = json!({"score": "97", "payment": {"paid": "1", "notice": "x"}});
        without_words(&mut figures);
        assert_eq!(figures, json!({"score": "97", "payment": {"paid": "1"}}));
        let mut none = json!({"payment": null});
        without_words(&mut none);
        assert_eq!(none, json!({"payment": null}));
    }

    #[test]
    fn a_newer_program_may_say_more_and_none_may_say_less() {
        let sealed = json!({"score": "97"});
        assert_eq!(place(&sealed, &json!({"score": "97", "more": 1})), None);
        assert_eq!(
            place(&sealed, &json!({"more": 1})),
            Some(["score", "97", "—"].map(str::to_owned))
        );
    }
}
