//! What is the sum of a column, for those who show a workbook without counting?

use super::Cell;
use rust_decimal::Decimal;

/// The exact sum of the numbers of `cells`, as decimal text; `None` where it does not fit or one is no number.
pub(super) fn sum<'c>(cells: impl Iterator<Item = &'c Cell>) -> Option<String> {
    let mut sum = Decimal::ZERO;
    for number in cells.filter_map(Cell::number) {
        sum = sum.checked_add(number.parse().ok()?)?;
    }
    Some(sum.normalize().to_string())
}

/// `percent`, decimal text, as the number that a spreadsheet shows as this percentage.
pub(super) fn fraction(percent: &str) -> Option<String> {
    let percent: Decimal = percent.parse().ok()?;
    Some(percent.checked_div(Decimal::ONE_HUNDRED)?.normalize().to_string())
}

/// `text` as a spreadsheet holds it; `None` where it would lose digits, or is no number.
pub(super) fn held(text: &str) -> Option<f64> {
    let significant = text.trim_start_matches('-').replace('.', "");
    let significant = significant.trim_start_matches('0');
    let whole = !text.contains('.');
    let digits = if whole {
        significant.trim_end_matches('0')
    } else {
        significant
    };
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    let number: f64 = text.parse().ok()?;
    (plain && digits.len() <= 15 && number.is_finite()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact() {
        let cells = ["0.1", "0.2", "-3"].map(|number| Cell::Number(number.to_owned()));
        assert_eq!(sum(cells.iter()).as_deref(), Some("-2.7"));
        assert_eq!(sum([Cell::Number("x".into())].iter()), None);
        assert_eq!(fraction("99.95").as_deref(), Some("0.9995"));
    }

    #[test]
    fn what_would_lose_digits_is_no_number() {
        assert_eq!(held("39500.00"), Some(39500.0));
        assert_eq!(held("-0.333333333333333"), Some(-0.333333333333333));
        assert_eq!(held("350102199001011234"), None);
        assert_eq!(held("5000000000000000000"), Some(5e18));
        assert_eq!(held("inf"), None);
        assert_eq!(held("1e3"), None);
    }
}
