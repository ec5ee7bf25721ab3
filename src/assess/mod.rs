//! How good was the month, and what is paid?
//!
//! Everything is exact: scores and money are fractions of whole numbers until they are shown.

mod answer;
mod assessment;
pub mod chapter;
mod clocks;
mod evidence;
mod exact;
mod fault;
mod manual;
mod month;
mod odd;
mod payment;
mod queries;
mod rule;
mod scoring;
mod settle;
mod sheet;

pub use answer::Unanswered;
pub use assessment::{Assessment, Bonus, Consecutive, Item, Veto};
pub use clocks::ClockFigures;
pub use evidence::Unrecorded;
pub use exact::{Exact, Rounding};
pub use fault::{SheetFault, findings};
pub use manual::{Decisions, Exclusion, KIND, ManualItem, State, manual_items, record_of};
pub use month::{Refusal, assess};
pub use payment::{Payment, PaymentKind, PaymentRule, settle as payment_rule};
pub use queries::{blank, query_findings};
pub use rule::Rule;
pub use scoring::Scoring;
pub use sheet::{Absent, BonusSpec, Effect, Grade, ItemSpec, Mode, Sheet, VetoSpec, settle as sheet};
