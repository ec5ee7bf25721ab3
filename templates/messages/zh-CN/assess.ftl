# 考核表与付款

sheet-number = `{ $key }` 不是带引号的十进制数
sheet-number-help = 写成 `{ $key }: "{ $example }"`
sheet-missing = 缺少 `{ $key }`
sheet-missing-help = 写上 `{ $key }: …`
sheet-text = `{ $key }` 不是文字
sheet-text-help = 在 `{ $key }:` 后面写一段文字；这里的名称不分语言
sheet-list = `{ $key }` 不是列表
sheet-list-help = `{ $key }` 的每一项各写一行，以 `- ` 开头
sheet-map = 这里应写键和值
sheet-map-help = 写“键: 值”，可写的键：{ $keys }
sheet-either = `{ $key }` 和 `{ $other }` 只能写一个
sheet-either-help = 留下要写的一个，删去另一个
sheet-sql-month = 查询按自然月取月份，而考核月从合同日起算
sheet-sql-month-help = `substr(date, 1, 7)` 改为 `month_of(date)`
sheet-untitled = 月度考核表
sheet-cap = 本项至多扣 { $cap } 分，多于分值 { $points }，扣完会成为负数
sheet-cap-help = 把 `cap` 改为不多于 "{ $points }" 的数，或不写
sheet-sum = 各项分值合计 { $sum }，与满分 { $full } 不等
sheet-sum-help = 改正写错的分值，或把 `full` 改为 "{ $sum }"
sheet-months = 合同期跨 { $number } 个考核月，费用却按 { $months } 个月计算：各月合计会超过合同总额
sheet-months-help = 考核月从合同日起算时写 `period: contract_day`；按自然月时改 `months`，或改正起止日期
sheet-twice = 考核项 `{ $id }` 出现了两次
sheet-twice-help = 给其中一项换编号
sheet-rule = 没有计分规则 `{ $type }`
sheet-rule-help = 可选值：per_occurrence, per_step, bands, ratio, threshold, delay_days, likert, manual
sheet-negative = `{ $key }` 不能是负数
sheet-negative-help = 写 0 或正数，如 `{ $key }: "1.5"`
sheet-cents = `{ $key }` 是金额，最多两位小数（到分）
sheet-cents-help = 写到分，如 `{ $key }: "600000.00"`
sheet-positive = `{ $key }` 应大于 0
sheet-positive-help = 写大于 0 的数，如 "5"、"0.1"
sheet-percent = `{ $key }` 应在 0 和 100 之间
sheet-percent-help = 写百分数，不带百分号，如 `{ $key }: "90"`
sheet-whole = `{ $key }` 应是不小于 { $least } 的整数
sheet-whole-help = 写整数，如 `{ $key }: { $example }`
sheet-threshold = `threshold` 是 { $threshold }，而一个月最多得 { $full } 分：没有哪个月能达到
sheet-threshold-help = 写不高于 { $full } 的分数
sheet-clock = 没有时钟 `{ $clock }`
sheet-clock-help = 写 `clocks` 中的编号
sheet-payment = 没有付款方式 `{ $type }`
sheet-payment-help = 可选值：formula_month, tiers, per_point_over, withhold, none
sheet-choice = `{ $key }` 不能是 `{ $written }`
sheet-choice-help = 可选值：{ $choices }
sheet-effect = `effect` 不是否决的后果
sheet-effect-help = 写 `trigger_payment`、{"{"}grade: 等级名称{"}"} 或 {"{"}set_score: "分数"{"}"}；等级有：{ $grades }
sheet-veto-unpaid = 付款方式 `{ $type }` 不计扣款情形的次数，`trigger_payment` 不改变金额
sheet-veto-unpaid-help = 改为 {"{"}set_score: "分数"{"}"} 或 {"{"}grade: 等级名称{"}"}，或把付款方式改为 `formula_month`
sheet-share = `{ $key }` 是百分数："{ $share }" 是 { $share }%，不是 { $meant }%
sheet-share-help = 要 { $meant }% 就写 `{ $key }: "{ $meant }"`
sheet-of-hundred = `full` 是 { $full }，而付款方式 `{ $type }` 按（100 − 得分）% 计算：得满分的月份也算出 { $percent }%
sheet-of-hundred-help = 改用百分制：`full: "100"`，各项分值按比例换算；或改用别的付款方式
sheet-what-is-left = 扣分制里 `{ $key }` 比的是剩下的分（{ $full } − 扣分），不是扣掉的分：写 { $bound }，扣到 { $lost } 分以后才算
sheet-what-is-left-help = 要扣到 { $bound } 分以后就算，写 `{ $key }: "{ $lost }"`
sheet-tier-falls = 档次比的是{ $mode ->
    [points_lost] 剩下的分（满分 − 扣分）
   *[score] 得分
 }：达到 { $min } 分付 { $percent }%，反而少于达到 { $lower } 分的 { $more }%
sheet-tier-falls-help = 对调两档的 `pay_percent`，或改正 `min`
sheet-sql = 查询不能执行：{ $fault }
sheet-answer = 查询的结果不能用：{ $fault }
sheet-answer-help = `value` 查出一个数，或者两个数：做到的、应做的；没有发生时查出空值
answer-no-number = 应为一个数，查出来的是 `{ $answer }`
answer-too-much = 应为一行、一个数或两个数，查出来的是 { $rows } 行 { $columns } 列
answer-unnamed = 按晚了几天扣分的，每一行要有 `id` 列，写明是哪条记录
answer-unnamed-help = 在 SELECT 后面写上记录的 `id`，如 SELECT id, title FROM faults …
answer-no-clock = `{ $record }` 没有 `{ $clock }` 这个时限，算不出晚了几天
payment-outside = 本月不在合同期（{ $first } 至 { $last }）内，以下金额只是按公式的试算，不作为付款依据
payment-beyond = 本月是合同期的第 { $number } 个考核月，而费用只按 { $months } 个月计算，以下金额只是按公式的试算，不作为付款依据
payment-veto = 本月有 { $occurrences } 次触发扣款的否决，但付款方式 `{ $type }` 不计次数：金额不因它改变，只看得分
payment-zero = 本月发生 { $occurrences } 次可扣款情形，但按公式（100 − 得分）计算的扣款为 0.00 元

# How the points of an item come about.
rule-per-occurrence = { $free ->
    [0] 每件扣 { $each } 分
   *[other] 前 { $free } 件不扣，其余每件扣 { $each } 分
 }
rule-per-step = { $side ->
    [above] 数值高于 { $bound } 的，每高 { $step } 扣 { $each } 分
   *[below] 数值低于 { $bound } 的，每低 { $step } 扣 { $each } 分
 }，{ $partial ->
    [ceil] 不足 { $step } 的按 { $step } 算
    [floor] 不足 { $step } 的不算
   *[linear] 不足 { $step } 的按比例算
 }
rule-bands = 数值{ $bands }；都不到的得 0 分
rule-band = 达到 { $bound } 得 { $score } 分
rule-then = ；
rule-ratio = 得分 = 分值 × 数值 ÷ 100
rule-threshold = 数值{ $bounds }得满分，否则不得分
rule-none = 一件也没有得满分，否则不得分
rule-at-least = 不低于 { $bound }
rule-above = 高于 { $bound }
rule-at-most = 不高于 { $bound }
rule-below = 低于 { $bound }
rule-and = 且
rule-likert = 得分 = 分值 × 数值 ÷ { $scale }
rule-manual = 人工评分
rule-delay-days = 按“{ $clock }”晚的工作日：第 1 日扣 { $first } 分，其后每日 { $each } 分{ $more }
rule-from-day = ，第 { $day } 日起每日 { $each } 分
rule-cap-each = ，每件至多 { $cap } 分
rule-cap = ；本项至多扣 { $cap } 分
rule-late = ；{ $record } 晚 { $days } 日，扣 { $points } 分
rule-more = ……
