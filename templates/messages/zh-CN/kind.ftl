# kind.yaml 的问题

kind-yaml = 不是有效的 YAML：{ $detail }
kind-word = `{ $key }` 应为小写英文字母开头，只含小写字母、数字和下划线的词，如 `fault`
kind-field-name = 字段不能叫 `{ $field }`：应为小写英文词，不能是 SQL 保留字，也不能是每张表都有的列（如 `id`、`month`、`state`）
kind-pattern = `{ $pattern }` 不是有效的正则表达式
kind-condition = `{ $key }` 的条件读不懂，应为 true、字段名、“字段: 值”、由它们组成的列表（任一成立）或 {"{"}all: [ … ]{"}"}（全部成立）
kind-type = 没有 `{ $type }` 这种字段类型，或它缺少 `of`
kind-unknown-field = 用到了本类型没有的字段 `{ $field }`
