//! What does a `query` block ask for besides its query?

/// What a block asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// How the result looks.
    pub look: Look,
    /// Whether there are files to take away.
    pub download: bool,
}

/// How a result looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A table.
    Table,
    /// Bars.
    Bar,
    /// Lines.
    Line,
    /// Bars of several parts.
    Stacked,
    /// Bars, and what they sum up to.
    Pareto,
    /// A pie.
    Pie,
    /// A calendar.
    Heatmap,
}

impl Look {
    const ALL: [Look; 7] = [
        Look::Table,
        Look::Bar,
        Look::Line,
        Look::Stacked,
        Look::Pareto,
        Look::Pie,
        Look::Heatmap,
    ];

    /// The word in the block, and in the class of the chart.
    pub fn name(self) -> &'static str {
        match self {
            Look::Table => "table",
            Look::Bar => "bar",
            Look::Line => "line",
            Look::Stacked => "stacked",
            Look::Pareto => "pareto",
            Look::Pie => "pie",
            Look::Heatmap => "heatmap",
        }
    }
}

impl Asked {
    /// Reads the words after `query`; the last look wins.
    ///
    /// # Errors
    /// The first word that means nothing.
    pub fn read(options: &str) -> Result<Asked, &str> {
        let mut asked = Asked {
            look: Look::Table,
            download: false,
        };
        for word in options.split([' ', '\t', ',']).filter(|word| !word.is_empty()) {
            match Look::ALL.into_iter().find(|look| look.name() == word) {
                Some(look) => asked.look = look,
                None if word == "download" => asked.download = true,
                None => return Err(word),
            }
        }
        Ok(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_or_named() {
        let asked = |look, download| Ok(Asked { look, download });
        assert_eq!(Asked::read(""), asked(Look::Table, false));
        assert_eq!(Asked::read("bar download"), asked(Look::Bar, true));
        assert_eq!(Asked::read("download, heatmap"), asked(Look::Heatmap, true));
        assert_eq!(Asked::read("bar 柱"), Err("柱"));
    }
}
