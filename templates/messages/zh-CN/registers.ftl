# 台账页面上的文字

registers-title = 台账
registers-note = 由记录和合同时限算出，每页都附有所用的查询语句。
registers-lists = 自己写的统计清单，共 { $n } 张
register-total = 合计
register-more = 共 { $count } 行，这里是前 { $shown } 行；全部可用下面的查询语句（casebook query）取得。
query-source = 查询语句

register-due = 在办与到期
register-due-note = 没有办结的事项：先列 7 天内到期和已经超期的，没有时限或时限已经了结的也在。
register-due-clocks = 已超期或 7 天内到期
register-due-dates = 其他已超期或 7 天内到期的事项
register-due-later = 以后到期
register-due-open = 没有时限在走、还没有办结
register-due-inspections = 7 天内应做的巡检
register-due-waiting = 正在等待
register-reviews = 复审到期
register-reviews-note = 写有复审期限（review_by）的记录：已过期的，和 60 天内到期的。
register-review-passed = 已过复审期限
register-review-soon = 60 天内到期
register-coverage = 完整性
register-coverage-note = 每个系统各类记录的件数；0 表示一条也没有。
register-documents-missing = 应有而没有的文档
register-risks = 风险
register-risks-note = 没有关闭的风险、建议和采购人意见。
register-risks-open = 未关闭
register-risks-closed = 已关闭
register-vulnerabilities = 漏洞整改
register-vulnerabilities-note = 没有整改完的漏洞按期限排列，后面是已整改的；复测通过才算关闭，没有关闭的在前。
register-vulnerabilities-open = 未整改
register-vulnerabilities-fixed = 已整改
register-approvals = 操作审批
register-approvals-note = 须批准而没有批准、或早于批准就实施的操作，以及等待批准的申请。
register-changes-unapproved = 未经批准的操作
register-changes-waiting = 等待批准
register-faults-unapproved = 处理故障时未经批准的操作
register-inspections = 巡检计划与缺口
register-inspections-note = 计划内缺失和迟做的巡检，各月完成率，以及没有跟进的异常。
register-inspections-gaps = 缺失与迟做
register-inspections-rate = 各月完成率
register-inspections-abnormal = 异常未跟进
register-faq = 常见问题
register-faq-note = 由 Case 提炼的常见问题手册，以及问了三次以上还没有收入手册的问题。
register-faq-manuals = 常见问题手册
register-faq-wanted = 问了三次以上、尚未收入
register-faq-cases = 已收入手册的 Case

# 查询结果中的列名

site-column-status = 状态
site-column-system = 系统
site-column-systems = 系统
site-column-region = 地区
site-column-other = 受影响的系统
site-column-role = 职责
site-column-begins = 起
site-column-since = 何时起
site-column-ends = 止
site-column-scope = 中断程度
site-column-service-minutes = 服务时间（分钟）
site-column-wall-minutes = 自然时间（分钟）
site-column-full-minutes = 全部中断（分钟）
site-column-partial-minutes = 部分中断（分钟）
site-column-availability = 可用率（%）
site-column-repeats = 重复件数
site-column-met = 达标
site-column-breached = 超时
site-column-running = 进行中
site-column-exempt = 不计入
site-column-unknown = 无法判定
site-column-exempt-reason = 不计入原因
site-column-root = 首次提出
site-column-times = 次数
site-column-task-status = 任务时限
site-column-reply-status = 答复时限
site-column-report-status = 报告时限
site-column-report-due-at = 报告期限
site-column-remediation-status = 整改时限
site-column-clock-status = 时限状态
site-column-inspection-status = 状态
site-column-due-at = 期限
site-column-onsite = 现场件数
site-column-mean = 平均
site-column-peak = 最高
site-column-spans = 等待次数
site-column-plan = 计划
site-column-planned = 应做
site-column-done = 已做
site-column-late = 迟做
site-column-missing = 缺失
site-column-percent = 完成率（%）
site-column-rate = 完成率（%）
site-column-inspection = 巡检记录
site-column-cases = 来源 Case 数
site-column-party = 等待对象
site-column-reason = 原因
site-column-contact = 联系方式
site-column-due-on = 期限
site-column-updated-at = 最近更新
site-column-last-commit = 最后含有它的提交
site-column-series = 编号序列
site-column-number = 号码
site-column-work = 工时

# 查询结果中的值

site-value-met = 达标
site-value-breached = 超时
site-value-running = 进行中
site-value-exempt = 不计入
site-value-unknown = 无法判定
site-value-done = 已做
site-value-late = 迟做
site-value-missing = 缺失
site-value-not-yet = 未到期
site-value-present = 在册
site-value-deleted = 已删除
site-value-full = 全部中断
site-value-partial = 部分中断
site-value-late-entry = 迟录
site-value-clock-edited = 改过时限
site-value-not-on-roster = 不在册
site-value-imported = 历史导入

# 复审

review-passed = 复审期限 { $on } 已过，内容可能与现状不符。
review-soon = 复审期限 { $on } 将到。
review-owner = 负责人：
review-gap = {""}
review-end = 。
review-all = 全部到期的记录

# 订阅、值班、最近更新

site-feed = 订阅更新
people-asked = 各系统找谁
people-today = 当日
people-all-systems = 全部系统
people-left = 已离岗（{ $last } 为止）
people-no-duty = 没有今后的值班安排。
people-past-duty = 以往的值班（{ $n } 天）
people-since = { $from } 起在岗
people-until = { $to } 止在岗
people-term = { $from } 至 { $to } 在岗
home-changed = 最近更新
