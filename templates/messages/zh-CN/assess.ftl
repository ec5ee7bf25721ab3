# 考核表与付款

sheet-number = `{ $key }` 应为带引号的十进制数，如 "1.5"
sheet-missing = 缺少 `{ $key }`
sheet-sum = 各项分值合计 { $sum }，与满分 { $full } 不等
sheet-twice = 考核项 `{ $id }` 出现了两次
sheet-rule = 没有计分规则 `{ $type }`
sheet-step = `step` 应大于 0
sheet-clock = 没有时钟 `{ $clock }`
sheet-payment = 没有付款方式 `{ $type }`
sheet-choice = `{ $key }` 不能是 `{ $written }`，应为其中之一：{ $choices }
sheet-effect = `effect` 应为 `trigger_payment`、{"{"}grade: 等级名称{"}"} 或 {"{"}set_score: "分数"{"}"}；等级有：{ $grades }
sheet-sql = 查询不能执行：{ $fault }
payment-outside = 本月不在合同期（{ $first } 至 { $last }）内，以下金额只是按公式的试算，不作为付款依据
payment-zero = 本月发生 { $occurrences } 次可扣款情形，但按公式（100 − 得分）计算的扣款为 0.00 元
