//! What of a question looks like a filter and is none?

use super::{Part, Query, Scope, quoted};
use crate::base::han::is_han;

/// What a condition could be called and is not, besides what ends in 人: it stands seldom before a colon for another reason.
const LIKE_NAMES: [&str; 12] = [
    "状态", "级别", "编号", "时间", "日期", "单位", "部门", "渠道", "分类", "标题", "年份", "厂商",
];

/// What is wrong with what looks like a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Nothing stands behind the colon.
    Empty,
    /// What stands behind it is no month or day.
    NoTime,
    /// No filter has the name before it.
    NoName,
}

impl Query {
    /// What of `text` looks like a filter and is none: the browser takes it for text too.
    pub fn slips(text: &str) -> Vec<(&str, Slip)> {
        let mut slips = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (part, after) = Part::read(rest);
            if let Part::Word(word) = part {
                slips.extend(Slip::of(word));
            }
            rest = after.trim_start();
        }
        slips
    }
}

impl Slip {
    /// What is wrong with `word`, which is no filter, and the part of it that is to be told.
    fn of(word: &str) -> Option<(&str, Slip)> {
        if let Some((_, value)) = Scope::prefix(word) {
            let value = quoted(value).map_or(value, |(inner, _)| inner);
            return Some((
                word,
                if value.is_empty() {
                    Slip::Empty
                } else {
                    Slip::NoTime
                },
            ));
        }
        let (name, value) = word.split_once([':', '：'])?;
        let is_one = LIKE_NAMES.contains(&name) || name.ends_with('人') && name.chars().all(is_han);
        (is_one && !value.is_empty()).then_some((name, Slip::NoName))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_filter_and_is_none_is_told() {
        assert_eq!(
            Query::slips("系统: 月份:十月 处理人：张伟 ora:12541 系统:公文 提示:无 状态:未解决"),
            [
                ("系统:", Slip::Empty),
                ("月份:十月", Slip::NoTime),
                ("处理人", Slip::NoName),
                ("状态", Slip::NoName)
            ]
        );
    }
}
