//! Allocates the ID of a new record.

use jiff::civil::Date;

/// The pattern of an ID with its date filled in: what stands before and after the running number, and its width.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Series {
    prefix: String,
    suffix: String,
    width: usize,
    counted: bool,
}

impl Series {
    /// Fills `{date}`, `{month}` and `{year}` of `pattern`; `{seq:N}` is left to be counted.
    pub(super) fn new(pattern: &str, day: Date) -> Series {
        let month = format!("{:04}-{:02}", day.year(), day.month());
        let filled = pattern
            .replace("{date}", &day.strftime("%Y%m%d").to_string())
            .replace("{month}", &month)
            .replace("{year}", &format!("{:04}", day.year()));
        let Some((prefix, rest)) = filled.split_once("{seq") else {
            return Series {
                prefix: filled,
                suffix: String::new(),
                width: 0,
                counted: false,
            };
        };
        let (format, suffix) = rest.split_once('}').unwrap_or((rest, ""));
        let width = format.trim_start_matches([':', '0']).parse().unwrap_or(1);
        Series {
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            width,
            counted: true,
        }
    }

    /// The ID after the greatest of `taken` that belongs to the series.
    pub(super) fn next<'t>(&self, taken: impl IntoIterator<Item = &'t str>) -> String {
        self.id(self.last(taken) + 1)
    }

    /// The greatest number of those of `taken` that belong to the series; 0 where none does.
    pub(super) fn last<'t>(&self, taken: impl IntoIterator<Item = &'t str>) -> u64 {
        let number = |id: &str| -> Option<u64> {
            let head = id.get(..self.prefix.len())?;
            let rest = head
                .eq_ignore_ascii_case(&self.prefix)
                .then(|| &id[self.prefix.len()..])?;
            rest.strip_suffix(&self.suffix)?.parse().ok()
        };
        // The greatest number that there is would leave none to go on with.
        let numbers = taken.into_iter().filter_map(number);
        numbers.filter(|number| *number < u64::MAX).max().unwrap_or(0)
    }

    /// The ID with this number.
    pub(super) fn id(&self, number: u64) -> String {
        if !self.counted {
            return self.prefix.clone();
        }
        format!(
            "{}{number:0width$}{}",
            self.prefix,
            self.suffix,
            width = self.width
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_go_on_within_their_prefix() {
        let day = date(2023, 5, 12);
        let series = Series::new("F-{date}-{seq:02}", day);
        assert_eq!(series.next([]), "F-20230512-01");
        assert_eq!(
            series.next(["F-20230512-01", "f-20230512-09", "F-20230513-44", "x"]),
            "F-20230512-10"
        );
        assert_eq!(
            Series::new("RK-{year}-{seq:03}", day).next(["RK-2023-007", "RK-2022-900"]),
            "RK-2023-008"
        );
        assert_eq!(Series::new("{month}", day).next(["2023-05"]), "2023-05");
    }
}
