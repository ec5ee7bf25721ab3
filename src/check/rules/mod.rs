//! The rules. One rule, one file; what is found while reading has a row here and a page, and its code where the reading is.

pub mod agreed_by_role;
pub mod alias_taken;
pub mod assessment_score;
pub mod baseline_unknown;
pub mod calendar_year;
pub mod change_approver_role;
pub mod change_before_approval;
pub mod change_without_rollback;
pub mod change_without_test;
pub mod choice_unknown;
pub mod clock_unknown;
pub mod document_control;
pub mod document_review_due;
pub mod duplicate_of;
pub mod exclusion_clock;
pub mod exclusion_month;
pub mod exclusion_unproven;
pub mod fault_emergency_unproven;
pub mod fault_operation_without_change;
pub mod fault_report_incomplete;
pub mod fault_severity_matrix;
pub mod fault_side_effect_unlinked;
pub mod field_required;
pub mod field_unique;
pub mod field_wanted;
pub mod footnote_broken;
pub mod html_removed;
pub mod incident_undecided;
pub mod inspection_abnormal_open;
pub mod inspection_future;
pub mod inspection_threshold;
pub mod inspection_value;
pub mod kind_folder;
pub mod link_broken;
pub mod markup_unread;
pub mod month_unseen;
pub mod number_gap;
pub mod owner_left;
pub mod pending_party;
pub mod pending_span;
pub mod picture_without_text;
pub mod plan_chapters;
pub mod plan_start;
pub mod query_broken;
mod reading;
pub mod region_missing;
pub mod request_before_scope;
pub mod roster;
pub mod secret;
pub mod section_missing;
mod shared;
pub mod table_cell_empty;
pub mod table_unread;
pub mod time_ahead;
pub mod time_order;
pub mod vulnerability_closed_untested;

use super::Rule;
use reading::{error, warning};
use shared::{
    ABNORMAL, NORMAL, check_item, column, is_result, lacked, lacking, listed, purchasers, ring, rows,
};

/// All rules, by name.
pub const RULES: &[Rule] = &[
    error("address-twice"),
    agreed_by_role::RULE,
    error("alias-path"),
    alias_taken::RULE,
    assessment_score::RULE,
    baseline_unknown::RULE,
    calendar_year::RULE,
    change_approver_role::RULE,
    change_before_approval::RULE,
    change_without_rollback::RULE,
    change_without_test::RULE,
    choice_unknown::RULE,
    clock_unknown::RULE,
    error("comment-open"),
    error("config"),
    error("contract"),
    document_control::RULE,
    document_review_due::RULE,
    error("duplicate-key"),
    duplicate_of::RULE,
    error("encoding"),
    exclusion_clock::RULE,
    exclusion_month::RULE,
    exclusion_unproven::RULE,
    fault_emergency_unproven::RULE,
    fault_operation_without_change::RULE,
    fault_report_incomplete::RULE,
    fault_severity_matrix::RULE,
    fault_side_effect_unlinked::RULE,
    field_required::RULE,
    field_unique::RULE,
    warning("field-unknown"),
    error("field-value"),
    field_wanted::RULE,
    error("file-name"),
    error("file-size"),
    error("file-unreadable"),
    warning("file-unused"),
    footnote_broken::RULE,
    error("front-matter"),
    error("full-width-punctuation"),
    html_removed::RULE,
    error("id-character"),
    error("id-twice"),
    incident_undecided::RULE,
    inspection_abnormal_open::RULE,
    inspection_future::RULE,
    inspection_threshold::RULE,
    inspection_value::RULE,
    kind_folder::RULE,
    error("kind-schema"),
    link_broken::RULE,
    warning("list-repeated"),
    warning("list-separator"),
    markup_unread::RULE,
    error("merge-conflict"),
    month_unseen::RULE,
    number_gap::RULE,
    owner_left::RULE,
    pending_party::RULE,
    pending_span::RULE,
    error("person-unknown"),
    picture_without_text::RULE,
    plan_chapters::RULE,
    plan_start::RULE,
    query_broken::RULE,
    region_missing::RULE,
    error("region-unknown"),
    request_before_scope::RULE,
    roster::RULE,
    secret::RULE,
    section_missing::RULE,
    error("symlink"),
    error("system-unknown"),
    error("tab"),
    table_cell_empty::RULE,
    table_unread::RULE,
    error("template-broken"),
    error("template-message-unknown"),
    warning("template-unread"),
    time_ahead::RULE,
    time_order::RULE,
    error("time-value"),
    warning("value-remark"),
    vulnerability_closed_untested::RULE,
];
