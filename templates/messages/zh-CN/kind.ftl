# kind.yaml 的问题

kind-yaml = 不是有效的 YAML：{ $detail }
kind-word = `{ $key }` 应为小写英文字母开头，只含小写字母、数字和下划线的词，如 `fault`
kind-field-name = 字段不能叫 `{ $field }`：应为小写英文词，不能是 SQL 保留字，也不能是每张表都有的列（如 `id`、`month`、`state`）
kind-pattern = `{ $pattern }` 不是有效的正则表达式
kind-condition = `{ $key }` 的条件读不懂，应为 true、字段名、“字段: 值”、由它们组成的列表（任一成立）或 {"{"}all: [ … ]{"}"}（全部成立）
kind-type = 没有 `{ $type }` 这种字段类型
kind-type-of = `{ $type }` 类型的字段没有写可选值
kind-type-of-help = 写上 `of`：词表的名称，或 {"{"}编号: 名称{"}"}
kind-word-help = 写一个小写英文词，如 `fault`
kind-field-name-help = 换一个小写英文词，如 `held_on`
kind-pattern-help = 改正正则表达式，或删去 `pattern`
kind-condition-help = 写成 true、字段名，或 {"{"}字段: 值{"}"}
kind-unknown-field-help = 写 `fields` 中有的字段，或在那里加上它
kind-unknown-kind = 没有类型 `{ $kind }`
kind-unknown-field = 用到了本类型没有的字段 `{ $field }`
kind-confidentiality = `confidentiality` 的值看不出记录给谁看
kind-confidentiality-help = 写 public、internal 或 restricted
kind-confidentiality-key-help = 若是说记录给谁看，写 `confidentiality`，放在文件最外层
kind-other-folder = 类型叫 `{ $id }`，文件夹却叫 `{ $folder }`
kind-other-folder-help = 两处写同一个名字；要改内置类型，用它的名字
