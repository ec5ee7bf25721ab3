//! What is wrong with the sheet and the payment, at which place of `contract.yaml`, and what is to be done?

use crate::base::yaml::{self, Step};
use crate::base::{Diagnostic, Message, RelPath, Severity};
use crate::config::{CONTRACT_YAML, Contract};

/// What is wrong with the sheet or the payment, and the way to it from the top of `contract.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// What is wrong.
    pub message: Message,
    /// The way to the value.
    pub path: Vec<Step>,
    /// Whether the key of this value is wrong, and not what stands there.
    pub at_key: bool,
    /// Whether it is only odd.
    pub warning: bool,
    /// What to do, where that does not follow from what is wrong.
    pub help: Option<Message>,
}

impl SheetFault {
    /// An error of the value to which the way is `path`.
    pub(super) fn at(path: &[Step], message: Message) -> SheetFault {
        SheetFault {
            message,
            path: path.to_vec(),
            at_key: false,
            warning: false,
            help: None,
        }
    }
}

/// What is wrong with the sheet and the payment of `contract`, each at its place.
pub fn findings(contract: &Contract) -> Vec<Diagnostic> {
    let sheet = super::sheet::settle(contract).map(|(_, faults)| faults);
    let payment = super::payment::settle(contract).map(|(_, faults)| faults);
    let odd = super::odd::odd(contract);
    // Where the contract is to be mended first, a clock may be written there that could not be read.
    let is_certain = |fault: &SheetFault| contract.whole || fault.message.id != "sheet-clock";
    let faults = sheet
        .into_iter()
        .chain(payment)
        .flatten()
        .chain(odd)
        .filter(is_certain);
    faults.map(|fault| finding(contract, fault)).collect()
}

/// `fault` at its place in `contract`.
pub(super) fn finding(contract: &Contract, fault: SheetFault) -> Diagnostic {
    let path = RelPath::new(CONTRACT_YAML).unwrap_or_default();
    let span = if fault.at_key {
        yaml::key_span(&contract.text, &fault.path)
    } else {
        yaml::value_span(&contract.text, &fault.path)
    };
    let severity = if fault.warning {
        Severity::Warning
    } else {
        Severity::Error
    };
    let help = fault.help.or_else(|| help(&fault.message));
    let finding = Diagnostic::new(
        "contract",
        severity,
        &path,
        span.unwrap_or_default(),
        fault.message,
    );
    match help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// What is to be done about a fault, by the words for it; they have the same gaps.
const HELP: [(&str, &str); 29] = [
    ("sheet-text", "sheet-text-help"),
    ("sheet-list", "sheet-list-help"),
    ("sheet-map", "sheet-map-help"),
    ("sheet-either", "sheet-either-help"),
    ("sheet-number", "sheet-number-help"),
    ("sheet-missing", "sheet-missing-help"),
    ("sheet-sum", "sheet-sum-help"),
    ("sheet-cap", "sheet-cap-help"),
    ("sheet-twice", "sheet-twice-help"),
    ("sheet-rule", "sheet-rule-help"),
    ("sheet-negative", "sheet-negative-help"),
    ("sheet-cents", "sheet-cents-help"),
    ("sheet-positive", "sheet-positive-help"),
    ("sheet-percent", "sheet-percent-help"),
    ("sheet-whole", "sheet-whole-help"),
    ("sheet-threshold", "sheet-threshold-help"),
    ("sheet-clock", "sheet-clock-help"),
    ("sheet-payment", "sheet-payment-help"),
    ("sheet-choice", "sheet-choice-help"),
    ("sheet-effect", "sheet-effect-help"),
    ("sheet-months", "sheet-months-help"),
    ("sheet-veto-unpaid", "sheet-veto-unpaid-help"),
    ("sheet-share", "sheet-share-help"),
    ("sheet-of-hundred", "sheet-of-hundred-help"),
    ("sheet-what-is-left", "sheet-what-is-left-help"),
    ("sheet-tier-falls", "sheet-tier-falls-help"),
    ("sheet-answer", "sheet-answer-help"),
    ("answer-unnamed", "answer-unnamed-help"),
    ("sheet-sql-month", "sheet-sql-month-help"),
];

fn help(message: &Message) -> Option<Message> {
    let (_, id) = HELP.iter().find(|(said, _)| *said == message.id)?;
    Some(Message {
        id,
        args: message.args.clone(),
    })
}

#[cfg(test)]
mod tests {
    use crate::base::{Catalog, Lang};
    use crate::config::{Config, Written};

    const SHEET: &str = "sheet:
  full: \"100\"
  ceiling: \"110\"
  grades: [{name: 优秀, min: \"90\"}, {name: 其他, min: \"0\"}]
  items:
    - {id: A, points: \"40\", cap: \"30\", evidence: SELECT 1, rule: {type: per_occurrence, each: \"2\", free: 0}}
    - {id: B, points: \"20\", value: SELECT 1, rule: {type: likert, scale: \"5\"}}
    - {id: C, points: \"20\", value: SELECT 1, rule: {type: per_step, below: \"98\", step: \"0.1\", each: \"0\"}}
    - {id: D, points: \"20\", evidence: SELECT 1, rule: {type: delay_days, clock: late, first: \"1\", from_day: {day: 3, per_day: \"1\"}, cap_each: \"4\"}}
    - {id: E, points: \"0\", value: SELECT 1, rule: {type: bands, bands: [{ge: \"-5\", score: \"0\"}]}}
  vetoes: [{id: V, evidence: SELECT 1, effect: {set_score: \"59\"}}]
  bonuses: [{id: P, evidence: SELECT 1, each: \"0.5\", cap: \"1\"}]
  consecutive: {months: 2, below: \"80\"}
payment: {type: withhold, share: \"20\", contract_total: \"600000.00\", months: 12, threshold: \"105\"}
clocks: [{id: late, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}]
";

    /// What is said of this contract: what is underlined, the words and the help.
    fn said(text: &str) -> Vec<String> {
        let written = Written {
            contract: Some(text.to_owned()),
            ..Written::default()
        };
        let config = Config::settle(&written);
        assert!(config.findings.is_empty(), "{:?}", config.findings);
        let catalog = Catalog::of(Lang::ZhCn);
        let say = |finding: &crate::base::Diagnostic| {
            let help = finding.help.as_ref().map(|help| catalog.say(help));
            let place = text.get(finding.span.range()).unwrap_or_default();
            format!(
                "{place}: {} / {}",
                catalog.say(&finding.message),
                help.unwrap_or_default()
            )
        };
        super::findings(&config.contract).iter().map(say).collect()
    }

    #[test]
    fn numbers_that_make_sense_are_taken() {
        assert_eq!(said(SHEET), Vec::<String>::new());
    }

    #[test]
    fn a_number_in_other_marks_is_shown_as_it_is_to_be_written() {
        for (written, example) in [("\"1,000.50\"", "1000.50"), ("１００", "100"), ("多", "1.5")] {
            let said = said(&SHEET.replacen("full: \"100\"", &format!("full: {written}"), 1));
            let help = format!("写成 `full: \"{example}\"`");
            assert!(
                said.iter().any(|said| said.contains(&help)),
                "{written}: {said:?}"
            );
        }
    }

    /// What is written for each language, or as a list, where one text is read, is told and not left aside.
    #[test]
    fn what_is_no_text_and_no_list_is_told() {
        for (right, wrong, place, words) in [
            (
                "sheet:\n",
                "sheet:\n  title: {zh-CN: 表, en: Sheet}\n",
                "{zh-CN: 表, en: Sheet}",
                "`title` 不是文字",
            ),
            (
                "{id: A,",
                "{id: A, title: {en: Fast}, group: [a],",
                "{en: Fast}",
                "`title` 不是文字",
            ),
            ("{id: A,", "{id: A, group: [a],", "[a]", "`group` 不是文字"),
            ("name: 优秀", "name: {en: Good}", "{en: Good}", "`name` 不是文字"),
            ("{id: V,", "{id: V, clause: [a],", "[a]", "`clause` 不是文字"),
            ("{id: P,", "{id: P, title: [a],", "[a]", "`title` 不是文字"),
            (
                "{months: 2,",
                "{notice: [a], months: 2,",
                "[a]",
                "`notice` 不是文字",
            ),
            (
                "type: withhold",
                "type: [withhold]",
                "[withhold]",
                "`type` 不是文字",
            ),
            (
                "[{id: V, evidence: SELECT 1, effect: {set_score: \"59\"}}]",
                "5",
                "5",
                "`vetoes` 不是列表",
            ),
            ("{months: 2, below: \"80\"}", "5", "5", "这里应写键和值"),
            (
                "below: \"98\"",
                "below: \"98\", above: \"99\"",
                "\"99\"",
                "`below` 和 `above` 只能写一个",
            ),
            (
                "type: per_step, below: \"98\", step: \"0.1\", each: \"0\"",
                "type: threshold, ge: \"98\", below: \"9\"",
                "\"9\"",
                "`ge` 和 `below` 只能写一个",
            ),
        ] {
            assert!(SHEET.contains(right), "{right}");
            let said = said(&SHEET.replacen(right, wrong, 1));
            let is_told = said
                .iter()
                .any(|said| said.starts_with(&format!("{place}: ")) && said.contains(words));
            assert!(is_told, "{wrong}: {said:?}");
        }
    }

    #[test]
    fn keys_that_nothing_reads_are_told_at_their_place() {
        for (right, wrong, place, help) in [
            ("  ceiling:", "  celing:", "celing", "改为 `ceiling`"),
            (
                "name: 优秀, min",
                "name: 优秀, most: 9, min",
                "most",
                "可写的键：name, min",
            ),
            ("cap: \"30\"", "capp: \"30\"", "capp", "改为 `cap`"),
            ("free: 0", "fre: 0", "fre", "改为 `free`"),
            (
                "type: likert",
                "each: 1, type: likert",
                "each",
                "可写的键：type, cap, scale",
            ),
            ("{ge:", "{x: 1, ge:", "x", "可写的键：ge, score"),
            ("{day: 3", "{days: 3, day: 3", "days", "改为 `day`"),
            ("effect:", "effects: 1, effect:", "effects", "改为 `effect`"),
            ("{id: P,", "{id: P, most: 1,", "most", "evidence"),
            ("{months: 2", "{month: 2, months: 2", "month", "改为 `months`"),
            (
                "threshold: \"105\"",
                "treshold: \"105\"",
                "treshold",
                "改为 `threshold`",
            ),
            (
                "type: withhold",
                "free_points: 1, type: withhold",
                "free_points",
                "share",
            ),
        ] {
            assert!(SHEET.contains(right), "{right}");
            let said = said(&SHEET.replacen(right, wrong, 1));
            let is_told = |said: &String| {
                said.starts_with(&format!("{place}: 不认识的键 `{place}` / ")) && said.contains(help)
            };
            assert!(said.iter().any(is_told), "{wrong}: {said:?}");
        }
    }

    #[test]
    fn an_item_that_loses_more_than_it_has_is_odd() {
        let said = said(&SHEET.replacen("cap: \"30\"", "cap: \"41\"", 1));
        assert!(said[0].contains("至多扣 41 分，多于分值 40"), "{said:?}");
    }

    #[test]
    fn what_would_be_taken_for_something_else_is_an_error() {
        let partial = said(&SHEET.replacen("step: \"0.1\"", "step: \"0.1\", partial: cel", 1));
        assert!(partial[0].starts_with("cel: "), "{partial:?}");
        let total = said(&SHEET.replacen("contract_total: \"600000.00\", ", "", 1));
        assert!(total[0].contains("`contract_total`"), "{total:?}");
        let none = "payment: {type: none}\n";
        assert_eq!(said(none), Vec::<String>::new());
    }

    /// What a bound is held against is the value: without one the item would never deduct.
    #[test]
    fn a_threshold_with_a_bound_needs_a_value() {
        let rule = "evidence: SELECT 1, rule: {type: per_occurrence, each: \"2\", free: 0}";
        let told = |written: &str| said(&SHEET.replacen(rule, written, 1));
        let bounded = told("evidence: SELECT 1, rule: {type: threshold, le: \"1\"}");
        assert!(
            bounded[0].contains("缺少 `value` / 写上 `value: …`"),
            "{bounded:?}"
        );
        for fine in [
            "evidence: SELECT 1, rule: {type: threshold}",
            "value: SELECT 1, rule: {type: threshold, le: \"1\"}",
        ] {
            assert_eq!(told(fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn numbers_that_make_no_sense_are_told_at_their_place() {
        for (right, wrong, place, words) in [
            ("full: \"100\"", "full: \"-100\"", "\"-100\"", "`full` 应大于 0"),
            (
                "ceiling: \"110\"",
                "ceiling: \"0\"",
                "\"0\"",
                "`ceiling` 应大于 0",
            ),
            ("cap: \"30\"", "cap: \"-1\"", "\"-1\"", "`cap` 不能是负数"),
            ("each: \"2\"", "each: \"-2\"", "\"-2\"", "`each` 不能是负数"),
            ("free: 0", "free: 一", "一", "写整数，如 `free: 1`"),
            ("scale: \"5\"", "scale: \"0\"", "\"0\"", "`scale` 应大于 0"),
            ("step: \"0.1\"", "step: \"0\"", "\"0\"", "`step` 应大于 0"),
            ("each: \"0\"", "each: \"-0.5\"", "\"-0.5\"", "`each` 不能是负数"),
            ("first: \"1\"", "first: \"-1\"", "\"-1\"", "`first` 不能是负数"),
            ("{day: 3,", "{day: 0,", "0", "写整数，如 `day: 3`"),
            (
                "cap_each: \"4\"",
                "cap_each: \"-4\"",
                "\"-4\"",
                "`cap_each` 不能是负数",
            ),
            ("score: \"0\"", "score: \"-1\"", "\"-1\"", "`score` 不能是负数"),
            ("each: \"0.5\"", "each: \"-0.5\"", "\"-0.5\"", "`each` 不能是负数"),
            (
                "set_score: \"59\"",
                "set_score: \"-1\"",
                "{set_score: \"-1\"}",
                "`set_score` 不能是负数",
            ),
            ("{months: 2", "{months: 0", "0", "写整数，如 `months: 2`"),
            (
                "share: \"20\"",
                "share: \"120\"",
                "\"120\"",
                "`share` 应在 0 和 100 之间",
            ),
            ("\"600000.00\"", "\"-1\"", "\"-1\"", "`contract_total` 不能是负数"),
            (
                "\"600000.00\"",
                "\"1200.009\"",
                "\"1200.009\"",
                "`contract_total` 是金额，最多两位小数",
            ),
            ("months: 12", "months: 0", "0", "写整数，如 `months: 12`"),
            (
                "months: 12",
                "months: \"1.5\"",
                "\"1.5\"",
                "写整数，如 `months: 12`",
            ),
            (
                "threshold: \"105\"",
                "threshold: \"-1\"",
                "\"-1\"",
                "`threshold` 不能是负数",
            ),
            (
                "threshold: \"105\"",
                "threshold: \"800\"",
                "\"800\"",
                "写不高于 110 的分数",
            ),
        ] {
            assert!(SHEET.contains(right), "{right}");
            let said = said(&SHEET.replacen(right, wrong, 1));
            let first = said.first().map(String::as_str).unwrap_or_default();
            let is_told = first.starts_with(&format!("{place}: ")) && first.contains(words);
            assert!(is_told, "{wrong}: {said:?}");
        }
        let unread = said(&SHEET.replacen("points: \"40\"", "points: \"四十\"", 1));
        assert_eq!(unread.len(), 1, "{unread:?}");
        let negative = said(&SHEET.replacen("points: \"40\"", "points: \"-10\"", 1));
        assert!(
            negative
                .iter()
                .any(|said| said.starts_with("\"-10\": `points` 不能是负数")),
            "{negative:?}"
        );
    }
}
