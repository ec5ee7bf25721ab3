//! Exact numbers: fractions, so that nothing is rounded before it is shown or paid.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use std::fmt;
use std::ops::{Add, Div, Mul, Sub};
use std::str::FromStr;

/// An exact number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

/// How the last digit of an amount of money comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// 四舍五入: a half goes away from zero.
    #[default]
    HalfUp,
    /// A half goes to the even digit.
    HalfEven,
}

impl Rounding {
    /// The name in `contract.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Rounding::HalfUp => "half_up",
            Rounding::HalfEven => "half_even",
        }
    }
}

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a decimal number")]
pub struct NotANumber(pub String);

/// The digits that a score shows at the most.
const SHOWN: usize = 10;

impl Exact {
    /// Nothing.
    pub fn zero() -> Exact {
        Exact(BigRational::zero())
    }

    /// The part of the whole, as a percentage; `None` of a whole of zero.
    pub fn percentage(part: &Exact, whole: &Exact) -> Option<Exact> {
        (!whole.0.is_zero()).then(|| Exact(&part.0 / &whole.0 * BigRational::from_integer(BigInt::from(100))))
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The quotient; `None` of a divisor of zero.
    pub fn over(&self, divisor: &Exact) -> Option<Exact> {
        (!divisor.0.is_zero()).then(|| Exact(&self.0 / &divisor.0))
    }

    /// The next whole number that is not less.
    pub fn ceil(&self) -> Exact {
        Exact(self.0.ceil())
    }

    /// The next whole number that is not greater.
    pub fn floor(&self) -> Exact {
        Exact(self.0.floor())
    }

    /// The amount in money: rounded to the 分, with two digits.
    pub fn money(&self, rounding: Rounding) -> Exact {
        let cents = &self.0 * BigRational::from_integer(BigInt::from(100));
        Exact(BigRational::new(round(&cents, rounding), BigInt::from(100)))
    }

    /// With two digits, as money is written. The number must be rounded to them.
    pub fn money_text(&self) -> String {
        let cents = (&self.0 * BigRational::from_integer(BigInt::from(100))).to_integer();
        let (sign, cents) = (if cents.is_negative() { "-" } else { "" }, cents.abs());
        let (yuan, rest) = (&cents / 100, (&cents % BigInt::from(100)).to_u8().unwrap_or(0));
        format!("{sign}{yuan}.{rest:02}")
    }

    /// As people read money: as [`Exact::money_text`], with a comma before every three digits of yuan.
    pub fn money_shown(&self) -> String {
        let text = self.money_text();
        let (yuan, cents) = text.split_at(text.len().saturating_sub(3));
        let mut out = String::with_capacity(text.len() + 4);
        for (at, digit) in yuan.char_indices() {
            let behind = yuan.len() - at;
            if behind % 3 == 0 && out.ends_with(|c: char| c.is_ascii_digit()) {
                out.push(',');
            }
            out.push(digit);
        }
        out + cents
    }

    /// As a decimal with `digits` after the point, and with more where so few would make a rounder number of it than it is, and might carry
    /// it over a bound: 79.996 is no 80.
    pub fn fair(&self, digits: usize) -> String {
        let is_fair = |digits: usize, text: &str| {
            let fraction = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            fraction == digits || text.parse().is_ok_and(|exact: Exact| exact == *self)
        };
        let shown = (digits..SHOWN).map(|digits| (digits, self.shown(digits)));
        let mut fair = shown.filter(|(digits, text)| is_fair(*digits, text));
        fair.next().map_or_else(|| self.to_string(), |(_, text)| text)
    }

    /// As a decimal with at most `digits` after the point, rounded half up, without trailing zeros.
    pub fn shown(&self, digits: usize) -> String {
        let scale = BigInt::from(10).pow(u32::try_from(digits).unwrap_or(0));
        let scaled = round(&(&self.0 * BigRational::from_integer(scale)), Rounding::HalfUp);
        let all = format!("{:0>width$}", scaled.abs().to_string(), width = digits + 1);
        let (whole, fraction) = all.split_at(all.len() - digits);
        let fraction = fraction.trim_end_matches('0');
        let sign = if scaled.is_negative() { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }
}

fn round(number: &BigRational, rounding: Rounding) -> BigInt {
    let half = BigRational::new(BigInt::from(1), BigInt::from(2));
    let away = if number.is_negative() {
        (number - &half).ceil()
    } else {
        (number + &half).floor()
    };
    let (down, even) = (number.floor(), BigInt::from(2));
    let is_half = number - &down == half;
    match rounding {
        Rounding::HalfEven if is_half && (down.to_integer() % &even).is_zero() => down.to_integer(),
        Rounding::HalfEven if is_half => down.to_integer() + 1,
        _ => away.to_integer(),
    }
}

impl From<i64> for Exact {
    fn from(number: i64) -> Exact {
        Exact(BigRational::from_integer(BigInt::from(number)))
    }
}

impl From<usize> for Exact {
    fn from(number: usize) -> Exact {
        Exact(BigRational::from_integer(BigInt::from(number)))
    }
}

impl FromStr for Exact {
    type Err = NotANumber;

    /// Reads a decimal number: `98`, `-0.5`, `600000.00`, `1e-3`.
    fn from_str(text: &str) -> Result<Exact, NotANumber> {
        let refused = || NotANumber(text.to_owned());
        let trimmed = text.trim();
        let (number, power) = match trimmed.split_once(['e', 'E']) {
            Some((number, power)) => (number, power.parse::<i32>().map_err(|_| refused())?),
            None => (trimmed, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = whole.trim_start_matches(['-', '+']);
        let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if digits.len() + fraction.len() == 0
            || !only_digits(digits)
            || !only_digits(fraction)
            || power.abs() > 100
        {
            return Err(refused());
        }
        let all: BigInt = format!("{digits}{fraction}").parse().map_err(|_| refused())?;
        let all = if whole.starts_with('-') { -all } else { all };
        let ten = |power: u32| BigInt::from(10).pow(power);
        let scale = u32::try_from(fraction.len()).map_err(|_| refused())?;
        let mut value = BigRational::new(all, ten(scale));
        let shift = BigRational::from_integer(ten(power.unsigned_abs()));
        value = if power < 0 { value / shift } else { value * shift };
        Ok(Exact(value))
    }
}

impl fmt::Display for Exact {
    /// As a decimal with at most ten digits after the point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(SHOWN))
    }
}

macro_rules! operator {
    ($($trait:ident $method:ident $sign:tt),*) => {$(
        impl $trait for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact(&self.0 $sign &other.0)
            }
        }
    )*};
}
operator!(Add add +, Sub sub -, Mul mul *);

impl Div<i64> for &Exact {
    type Output = Exact;

    /// The quotient by a number that is known not to be zero; of zero, zero.
    fn div(self, divisor: i64) -> Exact {
        self.over(&Exact::from(divisor)).unwrap_or_else(Exact::zero)
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(all: I) -> Exact {
        all.fold(Exact::zero(), |sum, one| &sum + &one)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_short_is_on_the_same_side_of_every_round_number() {
        for (text, short) in [
            ("59.8121053221", "59.81"),
            ("79.996", "79.996"),
            ("58.8021", "58.802"),
            ("80", "80"),
            ("86.5", "86.5"),
            ("99.999999999", "99.999999999"),
        ] {
            assert_eq!(exact(text).fair(2), short, "{text}");
        }
    }

    #[test]
    fn people_read_money_in_threes() {
        for (amount, shown) in [
            ("0", "0.00"),
            ("999.9", "999.90"),
            ("20593.95", "20,593.95"),
            ("-1234567", "-1,234,567.00"),
        ] {
            assert_eq!(exact(amount).money_shown(), shown);
        }
    }

    #[test]
    fn reads_and_shows_decimals() {
        for (written, shown) in [
            ("98", "98"),
            ("-0.50", "-0.5"),
            (".5", "0.5"),
            ("1e-3", "0.001"),
            ("2.5E2", "250"),
            ("0", "0"),
            ("-0", "0"),
        ] {
            assert_eq!(exact(written).to_string(), shown);
        }
        for wrong in ["", "-", ".", "1.2.3", "1,000", "０", "NaN", "1e999", "0x1"] {
            assert!(wrong.parse::<Exact>().is_err(), "{wrong}");
        }
        assert_eq!(exact("2").over(&exact("3")).unwrap().to_string(), "0.6666666667");
    }

    #[test]
    fn money_is_rounded_once() {
        let up = |text: &str| exact(text).money(Rounding::HalfUp).money_text();
        let even = |text: &str| exact(text).money(Rounding::HalfEven).money_text();
        assert_eq!(
            (up("3278.275").as_str(), even("3278.275").as_str()),
            ("3278.28", "3278.28")
        );
        assert_eq!((up("0.125").as_str(), even("0.125").as_str()), ("0.13", "0.12"));
        assert_eq!((up("-0.125").as_str(), up("7").as_str()), ("-0.13", "7.00"));
    }
}
