//! The score sheet, as `contract.yaml` writes it.

use super::fault::SheetFault;
use super::settle::{Bound, Faults, Node};
use super::{Exact, Rule, rule};
use crate::base::yaml::{Step, Value};
use crate::base::{Catalog, Label, Message};
use crate::config::Contract;

/// The score sheet, settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The title; empty where none is written.
    pub title: String,
    /// The points of a month without a fault.
    pub full: Exact,
    /// The most that bonuses can lift the score to; `full` where nothing else is said.
    pub ceiling: Exact,
    /// What the figure of the month is.
    pub mode: Mode,
    /// The grades, the best first.
    pub grades: Vec<Grade>,
    /// The items.
    pub items: Vec<ItemSpec>,
    /// What overrides the score.
    pub vetoes: Vec<VetoSpec>,
    /// What adds to it.
    pub bonuses: Vec<BonusSpec>,
    /// What follows from several bad months in a row.
    pub consecutive: Option<super::Consecutive>,
}

impl Sheet {
    /// The title that is shown.
    pub fn called(&self, catalog: &Catalog) -> String {
        match self.title.as_str() {
            "" => catalog.word("sheet-untitled"),
            title => title.to_owned(),
        }
    }

    /// What a month with `score` reaches, of [`Sheet::full`]: with lost points, what these leave.
    pub(super) fn reached(&self, score: &Exact) -> Exact {
        match self.mode {
            Mode::Score => score.clone(),
            Mode::PointsLost => (&self.full - score).max(Exact::zero()),
        }
    }
}

/// What the figure of the month is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The points that remain.
    #[default]
    Score,
    /// The points that were lost.
    PointsLost,
}

/// A grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// The name.
    pub name: String,
    /// The least score; with lost points, the most.
    pub bound: Exact,
}

/// An item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemSpec {
    /// The ID.
    pub id: String,
    /// The group that it stands in.
    pub group: String,
    /// The title.
    pub title: String,
    /// The clause of the contract.
    pub clause: String,
    /// The points.
    pub points: Exact,
    /// The most that it deducts; its points where nothing else is said.
    pub cap: Exact,
    /// The query of the records behind it.
    pub evidence: Option<String>,
    /// The query of its percentage or mean.
    pub value: Option<String>,
    /// How the points come about.
    pub rule: Rule,
    /// What counts when the occasion did not arise.
    pub when_absent: Absent,
}

/// What counts when the occasion did not arise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// All points.
    #[default]
    Full,
    /// No points.
    Zero,
    /// The item is left out, and the others count for more.
    Rescale,
}

/// What overrides the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VetoSpec {
    /// The ID.
    pub id: String,
    /// The title.
    pub title: String,
    /// The clause of the contract.
    pub clause: String,
    /// The query: any row is the veto.
    pub evidence: String,
    /// What it does.
    pub effect: Effect,
}

/// What a veto does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// The month gets this grade.
    Grade(String),
    /// The month gets this score, if its own is higher.
    Score(Exact),
    /// Each row is an occurrence for the payment.
    Payment,
}

/// What adds to the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BonusSpec {
    /// The ID.
    pub id: String,
    /// The title.
    pub title: String,
    /// The query of the records behind it.
    pub evidence: String,
    /// The points for each row.
    pub each: Exact,
    /// The most that it adds.
    pub cap: Option<Exact>,
}

const KEYS: [&str; 9] = [
    "title",
    "full",
    "ceiling",
    "mode",
    "grades",
    "items",
    "vetoes",
    "bonuses",
    "consecutive",
];
const ITEM_KEYS: [&str; 10] = [
    "id",
    "group",
    "title",
    "clause",
    "points",
    "cap",
    "evidence",
    "value",
    "rule",
    "when_absent",
];
const VETO_KEYS: [&str; 9] = [
    "id",
    "title",
    "clause",
    "evidence",
    "query",
    "effect",
    "grade",
    "score",
    "set_score",
];
const BONUS_KEYS: [&str; 7] = ["id", "title", "clause", "evidence", "query", "each", "cap"];

/// Settles the sheet of `contract`; `None` where it has none.
pub fn settle(contract: &Contract) -> Option<(Sheet, Vec<SheetFault>)> {
    let value = contract.sheet.as_ref()?;
    let node = Node {
        value,
        path: vec![Step::Key("sheet".to_owned())],
    };
    let mut faults = Faults::default();
    faults.unknown_keys(&node, &KEYS);
    let clocks: Vec<&str> = contract.clocks.iter().map(|clock| clock.id.as_str()).collect();
    let full = faults
        .number(&node, "full", Bound::Positive)
        .unwrap_or_else(|| Exact::from(100_i64));
    let modes = [("score", Mode::Score), ("points_lost", Mode::PointsLost)];
    let mode = faults.choice(&node, "mode", &modes).unwrap_or_default();
    let grades = grades(&node, mode, &mut faults);
    let sheet = Sheet {
        title: faults.text(&node, "title").unwrap_or_default(),
        ceiling: faults
            .number(&node, "ceiling", Bound::Positive)
            .unwrap_or_else(|| full.clone()),
        items: faults
            .items(&node, "items")
            .iter()
            .map(|item| item_of(item, &clocks, &mut faults))
            .collect(),
        vetoes: faults
            .items(&node, "vetoes")
            .iter()
            .map(|veto| veto_of(veto, &grades, &mut faults))
            .collect(),
        bonuses: faults
            .items(&node, "bonuses")
            .iter()
            .map(|bonus| bonus_of(bonus, &mut faults))
            .collect(),
        consecutive: node
            .get("consecutive")
            .map(|some| consecutive(&some, &mut faults)),
        grades,
        full,
        mode,
    };
    // Points that cannot be read are missing in the sum.
    if faults.0.iter().all(|fault| fault.warning) {
        add_up(&node, &sheet, &mut faults);
    }
    Some((sheet, faults.0))
}

fn add_up(node: &Node<'_>, sheet: &Sheet, faults: &mut Faults) {
    let sum: Exact = sheet.items.iter().map(|item| item.points.clone()).sum();
    if sheet.mode == Mode::Score && sum != sheet.full {
        let message = Message::new("sheet-sum")
            .with("sum", sum.to_string())
            .with("full", sheet.full.to_string());
        faults.warn(&node.get("full").unwrap_or_else(|| node.clone()), message);
    }
    for (number, item) in sheet.items.iter().enumerate() {
        if sheet.items.iter().take(number).any(|other| other.id == item.id) {
            faults.add(
                &node.items("items")[number],
                Message::new("sheet-twice").with("id", item.id.as_str()),
            );
        }
    }
}

fn grades(node: &Node<'_>, mode: Mode, faults: &mut Faults) -> Vec<Grade> {
    let key = if mode == Mode::Score { "min" } else { "max" };
    let grade = |grade: &Node<'_>, faults: &mut Faults| {
        faults.unknown_keys(grade, &["name", key]);
        Grade {
            name: faults.word(grade, "name"),
            bound: faults.needed(grade, key, Bound::Any),
        }
    };
    let mut grades: Vec<Grade> = faults
        .items(node, "grades")
        .iter()
        .map(|one| grade(one, faults))
        .collect();
    grades.sort_by(|a, b| a.bound.cmp(&b.bound));
    if mode == Mode::Score {
        grades.reverse();
    }
    grades
}

fn item_of(node: &Node<'_>, clocks: &[&str], faults: &mut Faults) -> ItemSpec {
    faults.unknown_keys(node, &ITEM_KEYS);
    let before = faults.0.len();
    let points = faults.needed(node, "points", Bound::NotNegative);
    let is_read = faults.0.len() == before;
    let rule_node = node.get("rule");
    if rule_node.is_none() {
        faults.add(node, Message::new("sheet-missing").with("key", "rule"));
    }
    let rule = rule_node
        .as_ref()
        .map_or(Rule::Manual, |rule| rule::settle(rule, clocks, faults));
    let own_cap = faults.number(node, "cap", Bound::NotNegative);
    let rule_cap = rule_node
        .as_ref()
        .and_then(|rule| faults.number(rule, "cap", Bound::NotNegative));
    let item = ItemSpec {
        id: faults.word(node, "id"),
        group: faults.text(node, "group").unwrap_or_default(),
        title: faults.text(node, "title").unwrap_or_default(),
        clause: faults.text(node, "clause").unwrap_or_default(),
        cap: own_cap.or(rule_cap).unwrap_or_else(|| points.clone()),
        evidence: faults.text(node, "evidence"),
        value: faults.text(node, "value"),
        when_absent: faults
            .choice(
                node,
                "when_absent",
                &[
                    ("full", Absent::Full),
                    ("zero", Absent::Zero),
                    ("rescale", Absent::Rescale),
                ],
            )
            .unwrap_or_default(),
        points,
        rule,
    };
    if is_read && item.cap > item.points {
        let message = Message::new("sheet-cap").with("cap", item.cap.to_string());
        faults.warn(node, message.with("points", item.points.to_string()));
    }
    for key in item.rule.needs() {
        if node.get(key).is_none() {
            faults.add(node, Message::new("sheet-missing").with("key", *key));
        }
    }
    item
}

fn veto_of(node: &Node<'_>, grades: &[Grade], faults: &mut Faults) -> VetoSpec {
    faults.unknown_keys(node, &VETO_KEYS);
    let written = node.get("effect");
    let part = |key: &str| match written.as_ref().map(|effect| effect.value) {
        Some(Value::Mapping(map)) => map.get(key).and_then(text_of),
        Some(Value::String(name)) if name == key => node.text(key).or_else(|| node.text("score")),
        _ => None,
    };
    let score = part("set_score").and_then(|text| text.parse().ok());
    let effect = match (part("grade"), score) {
        (Some(grade), _) => Effect::Grade(grade),
        (None, Some(score)) => Effect::Score(score),
        (None, None) => Effect::Payment,
    };
    let is_known = match (&effect, written.as_ref().map(|effect| effect.value)) {
        (Effect::Grade(grade), _) => grades.iter().any(|known| known.name == *grade),
        (Effect::Score(_), _) | (Effect::Payment, None) => true,
        (Effect::Payment, Some(value)) => value.as_str() == Some("trigger_payment"),
    };
    if matches!(&effect, Effect::Score(score) if score.is_negative()) {
        let message = Message::new("sheet-negative").with("key", "set_score");
        faults.add(written.as_ref().unwrap_or(node), message);
    }
    if !is_known {
        let names: Vec<&str> = grades.iter().map(|grade| grade.name.as_str()).collect();
        let message = Message::new("sheet-effect").with("grades", &Label::listed(&names));
        faults.add(written.as_ref().unwrap_or(node), message);
    }
    VetoSpec {
        id: faults.word(node, "id"),
        title: faults.text(node, "title").unwrap_or_default(),
        clause: faults.text(node, "clause").unwrap_or_default(),
        evidence: faults
            .text(node, "evidence")
            .or_else(|| faults.text(node, "query"))
            .unwrap_or_default(),
        effect,
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn bonus_of(node: &Node<'_>, faults: &mut Faults) -> BonusSpec {
    faults.unknown_keys(node, &BONUS_KEYS);
    BonusSpec {
        id: faults.word(node, "id"),
        title: faults.text(node, "title").unwrap_or_default(),
        evidence: faults
            .text(node, "evidence")
            .or_else(|| faults.text(node, "query"))
            .unwrap_or_default(),
        each: faults.needed(node, "each", Bound::NotNegative),
        cap: faults.number(node, "cap", Bound::NotNegative),
    }
}

fn consecutive(node: &Node<'_>, faults: &mut Faults) -> super::Consecutive {
    faults.unknown_keys(node, &["months", "below", "notice"]);
    let months = faults.whole(node, "months", 1, 2);
    super::Consecutive {
        months: months.and_then(|months| months.try_into().ok()).unwrap_or(2),
        below: faults
            .number(node, "below", Bound::NotNegative)
            .unwrap_or_else(|| Exact::from(80_i64)),
        notice: faults.text(node, "notice").unwrap_or_default(),
    }
}
