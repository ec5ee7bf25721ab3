//! What the tables say of small knowledge bases, and of the sample.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod clocks;
mod derived;
mod kinds;
mod sample;
mod sandbox;

use super::fixture::Base;

const CASEBOOK: &str = "
systems:
  - {id: gwgl, name: 公文管理系统, builder: 榕信软件, documents: [user_manual, ops_guide]}
  - {id: rsjy, name: 人事教育管理系统}
regions: [{id: fj, name: 省局, level: province}, {id: fz, name: 福州市局, level: city, parent: 省局}]
people: [{id: zhangwei, name: 张伟, role: engineer, from: 2023-08-01}]
vendors: [{id: rongxin, name: 榕信软件, role: builder}]
check_items: [{id: cpu, name: CPU 使用率, unit: '%', warn: '>= 80', alarm: '>= 90'}]
duty: [{date: 2023-10-01, person: 张伟, phone: '8002'}]
";

const CONTRACT: &str = "
contract: {signed_on: 2023-09-22, starts_on: 2023-09-22, ends_on: 2023-11-21}
clocks:
  - {id: response, of: fault, from: reported_at, to: responded_at, limit: 30 minutes}
  - {id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 1 workday, exempt: emergency}
  - {id: delivery, of: request, from: scope_fixed_at, to: delivered_at, due: due_on}
availability: {counts: service, partial: '0.5'}
inspection_plan:
  - {id: weekly, name: 每周巡检, type: weekly, every: week, systems: all}
  - {id: holiday, type: pre_holiday, every: holiday, systems: [gwgl]}
deliverables:
  - {document_type: implementation_plan, from: signed_on, limit: 10 days}
  - {document_type: ops_scheme, from: signed_on, limit: 10 days}
";

/// A knowledge base with two systems and a contract, without records.
fn base() -> Base {
    Base::new(CASEBOOK, CONTRACT)
}
