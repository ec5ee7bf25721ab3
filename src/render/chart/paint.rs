//! Where do the colours of a picture come from?

/// Where the colours of a picture come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// From the style sheet of the page, so that they follow its theme; as wide as there is room.
    Classes,
    /// They stand in the picture, for paper and other documents; [`super::canvas::WIDTH`] wide.
    Fixed,
}

/// What is drawn with which colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Words.
    Text,
    /// Words that matter less.
    Quiet,
    /// Fine lines.
    Line,
    /// What lies under a bar.
    Track,
    /// What the picture stands on.
    Paper,
    /// The series with this number, from 0; there are six.
    Series(usize),
    /// What is as it should be.
    Good,
    /// What is not.
    Bad,
    /// What still runs.
    Going,
    /// What needs a look.
    Wait,
    /// What does not count.
    Still,
}

/// How many series have a colour and a hatch of their own.
pub const SERIES: usize = 6;

impl Ink {
    /// The end of the name of the class, and the colour on white.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            Ink::Text => ("text", "#1c232d"),
            Ink::Quiet => ("quiet", "#4c5766"),
            Ink::Line => ("line", "#c4cad1"),
            Ink::Track => ("track", "#eceef1"),
            Ink::Paper => ("paper", "#ffffff"),
            Ink::Good => ("good", "#1d6b45"),
            Ink::Bad => ("bad", "#ab2a20"),
            Ink::Going => ("going", "#1b5796"),
            Ink::Wait => ("wait", "#b57a12"),
            Ink::Still => ("still", "#98a1ad"),
            Ink::Series(number) => match number % SERIES {
                0 => ("s1", "#1b5796"),
                1 => ("s2", "#c8741f"),
                2 => ("s3", "#2f8a63"),
                3 => ("s4", "#8a4fa3"),
                4 => ("s5", "#b03a4c"),
                _ => ("s6", "#667081"),
            },
        }
    }

    /// The hatch that tells it apart without colour, from 1; 0 is none.
    pub(super) fn hatch(self) -> usize {
        match self {
            Ink::Series(number) => number % SERIES,
            Ink::Bad => 1,
            Ink::Going => 2,
            Ink::Wait => 3,
            Ink::Still => 4,
            _ => 0,
        }
    }
}

impl Paint {
    /// The attribute that fills a shape.
    pub(super) fn fill(self, ink: Ink) -> String {
        match (self, ink.row()) {
            (Paint::Classes, (class, _)) => format!("class=\"fill-{class}\""),
            (Paint::Fixed, (_, colour)) => format!("fill=\"{colour}\""),
        }
    }

    /// The attribute that draws the edge of a shape, which stays empty.
    pub(super) fn pen(self, ink: Ink) -> String {
        match (self, ink.row()) {
            (Paint::Classes, (class, _)) => format!("fill=\"none\" class=\"pen-{class}\""),
            (Paint::Fixed, (_, colour)) => format!("fill=\"none\" stroke=\"{colour}\""),
        }
    }
}
