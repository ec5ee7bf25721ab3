//! Which part of a name was probably meant by what was typed?

use crate::base::han::sound_alike;

/// What is typed longer than this is no name.
const LONGEST: usize = 24;

/// How far what was typed is from the nearest part of a name, and that part. Less is nearer: 0 for a part that sounds the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// Characters that are wrong, missing or too many; 0 where they only sound the same.
    pub distance: usize,
    /// The part of the name.
    pub part: String,
}

/// The part of `name` that is nearest to `typed`, both folded, where one is near enough: it sounds the same in Chinese, or of four characters
/// no more than one is wrong, of eight two.
pub fn near(typed: &str, name: &str) -> Option<Near> {
    let typed: Vec<char> = typed.chars().take(LONGEST + 1).collect();
    // Most names are shorter than any part that could be meant.
    if !(2..=LONGEST).contains(&typed.len()) || name.chars().count() + 1 < typed.len() {
        return None;
    }
    let name: Vec<char> = name.chars().collect();
    let most = typed.len() / 4 + usize::from(typed.len() == 3);
    let mut best: Option<Near> = None;
    for len in [typed.len(), typed.len() + 1, typed.len() - 1] {
        let is_trimmed = |part: &&[char]| ![part.first(), part.last()].contains(&Some(&' '));
        for part in name.windows(len).filter(is_trimmed) {
            let distance = if sounds_same(&typed, part) {
                0
            } else if is_far(&typed, part, most) {
                continue;
            } else {
                distance(&typed, part)
            };
            if distance <= most && best.as_ref().is_none_or(|best| distance < best.distance) {
                let part = part.iter().collect();
                best = Some(Near { distance, part });
            }
        }
    }
    best
}

/// How far what was typed is from `name` as a whole, where that is near enough by the same measure.
pub fn whole(typed: &str, name: &str) -> Option<usize> {
    let (typed, name): (Vec<char>, Vec<char>) = (typed.chars().collect(), name.chars().collect());
    let most = typed.len() / 4;
    let is_likely = (2..=LONGEST).contains(&typed.len()) && typed.len().abs_diff(name.len()) <= most;
    let distance = (is_likely && !is_far(&typed, &name, most)).then(|| distance(&typed, &name))?;
    (distance <= most).then_some(distance)
}

/// Whether two IDs differ in no more than zeros before numbers and signs between them.
pub fn same_numbers(typed: &str, id: &str) -> bool {
    plain(typed).eq(plain(id))
}

/// The words and numbers of an ID, without signs and leading zeros.
fn plain(id: &str) -> impl Iterator<Item = &str> {
    let parts = id.split(|c: char| !c.is_alphanumeric());
    parts
        .map(|part| part.trim_start_matches('0'))
        .filter(|part| !part.is_empty())
}

/// Whether each character sounds like its counterpart.
fn sounds_same(typed: &[char], part: &[char]) -> bool {
    typed.len() == part.len() && typed.iter().zip(part).all(|(&a, &b)| sound_alike(a, b))
}

/// Whether two texts are farther apart than `most`, as far as a glance tells: each character that the other lacks is one that is wrong.
fn is_far(a: &[char], b: &[char], most: usize) -> bool {
    a.iter().filter(|c| !b.contains(c)).nth(most).is_some()
}

/// How many characters have to be changed, left out, put in or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (at, row) in rows.iter_mut().enumerate() {
        row[0] = at;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, name: &str) -> Option<(usize, String)> {
        near(typed, name).map(|near| (near.distance, near.part))
    }

    proptest::proptest! {
        #[test]
        fn what_a_glance_calls_far_is_far(a in "[一二三四ab]{0,9}", b in "[一二三四ab]{0,9}", most in 0_usize..4) {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            proptest::prop_assert!(!is_far(&a, &b, most) || distance(&a, &b) > most);
        }
    }

    #[test]
    fn what_sounds_the_same_is_nearest() {
        assert_eq!(
            found("公文管里", "公文管理系统"),
            Some((0, "公文管理".to_owned()))
        );
        assert_eq!(found("前报", "签报管理系统"), Some((0, "签报".to_owned())));
    }

    #[test]
    fn no_part_begins_or_ends_with_a_space() {
        assert_eq!(found("faults", "fault report"), Some((1, "fault".to_owned())));
        assert_eq!(found("fault", "fault report"), Some((0, "fault".to_owned())));
    }

    #[test]
    fn one_of_four_characters_may_be_wrong_missing_too_many_or_swapped() {
        let meant = |part: &str| Some((1, part.to_owned()));
        assert_eq!(found("公文营理", "公文管理系统"), meant("公文管理"));
        assert_eq!(found("公文理系统", "公文管理系统"), meant("公文管理系统"));
        assert_eq!(whole("tomact", "tomcat"), Some(1));
        assert_eq!(whole("tomcat", "tom"), None);
        assert!(same_numbers("f-20230512-1", "f-20230512-01") && !same_numbers("f-1", "f-2"));
        assert_eq!(found("公章管部", "公文管理系统"), None);
        assert_eq!(found("天气", "公文管理系统"), None);
        assert_eq!(found("", "公文"), None);
    }
}
