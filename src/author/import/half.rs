//! Which hour is meant where a word says the part of the day?

/// A part of the day, as people call it beside an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// The words, and what each means.
const WORDS: [(&str, Part); 9] = [
    ("上午", Part::Morning),
    ("凌晨", Part::Morning),
    ("早上", Part::Morning),
    ("AM", Part::Morning),
    ("中午", Part::Noon),
    ("下午", Part::Afternoon),
    ("PM", Part::Afternoon),
    ("傍晚", Part::Evening),
    ("晚上", Part::Evening),
];

/// What a text says beside its hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::author::import) struct Half {
    /// As it stands in the text.
    pub(super) word: &'static str,
    part: Part,
}

impl Half {
    /// The first word for a part of the day that `is_said`.
    pub(super) fn find(is_said: impl Fn(&str) -> bool) -> Option<Half> {
        let (word, part) = WORDS.into_iter().find(|(word, _)| is_said(word))?;
        Some(Half { word, part })
    }

    /// The hour of 24 that is meant by `hour`, of 12 or of 24. `None` where that part of the day has no such hour, and where it could be one of
    /// the next day: `晚上12点`, `晚上1点`.
    pub(super) fn hour(self, hour: i8) -> Option<i8> {
        match (self.part, hour) {
            (Part::Morning, 12) => Some(0),
            (Part::Morning, 0..=11) | (Part::Noon, 10..=15) | (Part::Afternoon, 12..=23) => Some(hour),
            (Part::Evening, 16..=23) => Some(hour),
            (Part::Noon, 1..=3) | (Part::Afternoon, 0..=11) | (Part::Evening, 4..=11) => Some(hour + 12),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_of_its_part_of_the_day_or_of_none() {
        for (word, hour, meant) in [
            ("上午", 12, Some(0)),
            ("凌晨", 12, Some(0)),
            ("上午", 9, Some(9)),
            ("上午", 13, None),
            ("中午", 11, Some(11)),
            ("中午", 12, Some(12)),
            ("中午", 1, Some(13)),
            ("中午", 13, Some(13)),
            ("中午", 8, None),
            ("下午", 0, Some(12)),
            ("下午", 12, Some(12)),
            ("下午", 3, Some(15)),
            ("PM", 11, Some(23)),
            ("下午", 15, Some(15)),
            ("晚上", 9, Some(21)),
            ("晚上", 21, Some(21)),
            ("晚上", 12, None),
            ("晚上", 0, None),
            ("晚上", 1, None),
            ("傍晚", 6, Some(18)),
        ] {
            let half = Half::find(|known| known == word);
            assert_eq!(half.and_then(|half| half.hour(hour)), meant, "{word} {hour}");
        }
    }
}
