# 考核表与付款

sheet-number = `{ $key }` 不是带引号的十进制数
sheet-number-help = 写成 `{ $key }: "1.5"`
sheet-missing = 缺少 `{ $key }`
sheet-missing-help = 写上 `{ $key }: …`
sheet-sum = 各项分值合计 { $sum }，与满分 { $full } 不等
sheet-sum-help = 改正写错的分值，或把 `full` 改为 "{ $sum }"
sheet-twice = 考核项 `{ $id }` 出现了两次
sheet-twice-help = 给其中一项换编号
sheet-rule = 没有计分规则 `{ $type }`
sheet-rule-help = 可选值：per_occurrence, per_step, bands, ratio, threshold, delay_days, likert, manual
sheet-step = `step` 应大于 0
sheet-step-help = 写大于 0 的数，如 "0.1"
sheet-clock = 没有时钟 `{ $clock }`
sheet-clock-help = 写 `clocks` 中的编号
sheet-payment = 没有付款方式 `{ $type }`
sheet-payment-help = 可选值：formula_month, per_point_over, withhold, none
sheet-choice = `{ $key }` 不能是 `{ $written }`
sheet-choice-help = 可选值：{ $choices }
sheet-effect = `effect` 不是否决的后果
sheet-effect-help = 写 `trigger_payment`、{"{"}grade: 等级名称{"}"} 或 {"{"}set_score: "分数"{"}"}；等级有：{ $grades }
sheet-sql = 查询不能执行：{ $fault }
payment-outside = 本月不在合同期（{ $first } 至 { $last }）内，以下金额只是按公式的试算，不作为付款依据
payment-zero = 本月发生 { $occurrences } 次可扣款情形，但按公式（100 − 得分）计算的扣款为 0.00 元
