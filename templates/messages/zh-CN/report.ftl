# 月度考核报告

report-overview = 概况
report-score = 考核得分
report-state = 状态
report-fee = 本月应付（元）
report-withheld = 可扣款（元）
report-paid = 扣后应付（元）
report-open = 草稿：以下人工评分项还没有分数，暂按满分计：
report-levels = 服务时限
report-clock = 时限
report-rate = 达标率
report-item = 考核项
report-points = 分值
report-deducted = 扣分
report-item-score = 得分
report-evidence = 依据
report-value = 数值 { $value }
report-rows = { $n } 行
report-unrecorded = 没有记录的 { $n } 行
report-item-open = 待人工评分，暂按满分计
report-item-rows = 依据共 { $n } 行
report-item-absent = 本月未发生，按满分计
report-item-absent-zero = 本月未发生，按零分计
report-item-absent-rescale = 本月未发生，不计此项，其余各项按比例折算
report-sum = 合计
report-vetoes = 一票否决与扣款情形
report-running = 本月还没有结束：没有停止的时限按月末判断，以下数字还会变。
report-veto-none = 本月未发生
report-exclusions = 不计入项
report-agreed = 认定人：{ $who }
report-payment = 付款
report-occurrences = 扣款情形（次）
report-payment-formula = { $kind ->
    [formula_month] 按合同：合同总金额 { $total } 元 ÷ { $months } ×（100 − { $score }）%，每出现一次计一次；得分低于 { $threshold } 分或发生严重事故为一次，本月 { $occurrences } 次。先乘后除，四舍五入到分，至多扣完当月金额。
    [tiers] 按得分档次支付当月金额，本月得分 { $score }。
    [per_point_over] 超出免扣分值的部分，每分按合同总金额 { $total } 元的比例扣款。
    [withhold] 当月金额的一定比例按得分支付，本月得分 { $score }。
   *[none] 合同不按得分扣款。
}
report-decided = 采购人决定：{ $what }（{ $who }，{ $when }）
report-decided-by-nobody = 未写明决定人
report-decided-on-no-day = 未写明日期
report-scored = { $who } 评分（{ $when }）
report-appealed = 申诉 { $when }
report-appealed-items = 申诉 { $when }：考核项 { $items }
report-appeal-decided = 复核 { $when }：{ $outcome }
report-appeal-upheld = 申诉成立
report-appeal-partly = 部分成立
report-appeal-dismissed = 不成立
report-appeal-open = 结论未写
report-final = { $when } 定稿
report-sentence-end = ；
report-undecided = 扣款与违约金由采购人决定，尚无决定记录。
report-decision-withhold = 按上述金额扣款
report-decision-pay-full = 全额支付
report-penalty-none = 不要求违约金
report-penalty-claim = 要求违约金
report-penalty-amount = { $what } { $amount } 元
report-written = 分类汇总分析、遗留问题与下月计划
report-records = 本月记录
report-total = 合计
report-figure = 指标
report-this-month = 本月
report-month-before = 上月
report-chapter = 章
report-table = 表
report-row = 行
report-column = 列
report-count = 件数
report-record = 记录编号
report-evidence-sheet = 证据
report-evidence-note = 每个件数背后的记录，共 { $n } 行

report-pdf-title = 运维服务月度考核报告
report-pdf-contents = 目录
report-pdf-page = 第 { $page } 页　共 { $pages } 页
report-pdf-comma = 、
report-pdf-contract = 合同
report-pdf-grade = 等级
report-pdf-findings = 记录检查
report-pdf-found = { $errors } 个错误，{ $warnings } 个警告
report-pdf-commit = 记录版本
report-pdf-program = 生成程序
report-pdf-none = 无
report-pdf-unwritten = 未填写
report-pdf-source = 出自
report-pdf-sign = 签字盖章
report-pdf-purchaser = 采购人
report-pdf-vendor = 服务商
report-pdf-stamp = （盖章）
report-pdf-signer = 签字：
report-pdf-date = 日期：　　　　年　　　月　　　日
report-pdf-seal = 封存号（SHA-256）
report-pdf-missing = 内置字库没有的字印作“〓”，其后注明统一码：
report-pdf-more = （以上为前 { $listed } 条，共 { $all } 条；全部见网页与 assessment.json）

form-id = 编号
form-clock = 事项
form-clock-limit = 时限
form-clock-start = 起算
form-clock-due = 应完成
form-clock-stop = 实际完成
form-clock-result = 结果
form-unwritten = （未填写）
form-ties = 相关记录与附件
form-signer = { $role }（{ $name }）
form-vendor = 服务商负责人
form-purchaser = 采购人确认
form-date = 日期：　　　年　　月　　日
form-commit = 记录版本 { $id }
form-uncommitted = { $commit }（另有未提交的修改）
form-no-commit = 无版本

report-goes-on = （续）
report-chapter-before = 上一章
report-chapter-after = 下一章
report-all-tables = 全部表格
