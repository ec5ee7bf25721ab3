//! Which numbers stand beside an axis?

/// An axis from its least to its greatest mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// The marks, rising; at least two.
    pub marks: Vec<f64>,
    /// The digits that the marks have behind the point.
    pub digits: usize,
}

/// How many steps an axis has at the most, roughly.
const STEPS: f64 = 4.0;

impl Scale {
    /// An axis on which `least` and `most` have a place. It begins at zero, unless all amounts lie close together far
    /// from it, as percentages near 100 do.
    pub(super) fn over(least: f64, most: f64) -> Scale {
        let far = least > 0.0 && least > most / 2.0 && most > least;
        let (low, high) = if far {
            (least, most)
        } else {
            (least.min(0.0), most.max(0.0))
        };
        let span = if high > low { high - low } else { 1.0 };
        let step = nice(span / STEPS);
        let first = (low / step + 1e-9).floor();
        let last = ((low + span) / step - 1e-9).ceil();
        let count = (last - first).clamp(1.0, 20.0) as usize;
        Scale {
            marks: (0..=count).map(|at| (first + at as f64) * step).collect(),
            digits: if step >= 1.0 {
                usize::from(step.fract() > 0.0)
            } else {
                (-step.log10()).ceil() as usize + usize::from(step.to_string().ends_with("25"))
            },
        }
    }

    /// Where `size` lies, from 0 to 1.
    pub(super) fn at(&self, size: f64) -> f64 {
        let (Some(low), Some(high)) = (self.marks.first(), self.marks.last()) else {
            return 0.0;
        };
        if high > low {
            (size - low) / (high - low)
        } else {
            0.0
        }
    }

    /// A mark in words.
    pub(super) fn says(&self, mark: f64) -> String {
        let digits = self.digits.min(6);
        format!("{mark:.digits$}")
    }
}

/// The next step that people count in: 1, 2, 2.5 or 5 times a power of ten.
fn nice(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .find(|factor| factor * power >= step * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_hold_all_amounts() {
        assert_eq!(Scale::over(0.0, 7.0).marks, [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(Scale::over(96.2, 100.0).marks, [96.0, 97.0, 98.0, 99.0, 100.0]);
        assert_eq!(Scale::over(-3.0, 5.0).marks, [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]);
        assert_eq!(Scale::over(0.0, 0.0).marks.first(), Some(&0.0));
        assert_eq!(Scale::over(5.0, 5.0).at(0.0), 0.0);
        let small = Scale::over(0.0, 0.1);
        assert_eq!(small.says(small.marks[1]), "0.025");
    }
}
