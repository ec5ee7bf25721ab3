# What is wrong in a kind.yaml

kind-yaml = not valid YAML: { $detail }
kind-word = `{ $key }` must be a word of lower-case letters, digits and underscores that begins with a letter, such as `fault`
kind-field-name = no field can be named `{ $field }`: a name is a lower-case word, no reserved word of SQL, and no column that every table has (such as `id`, `month`, `state`)
kind-pattern = `{ $pattern }` is not a valid regular expression
kind-condition = the condition in `{ $key }` cannot be read: write true, a field, `field: value`, a list of these (any of them), or {"{"}all: [ … ]{"}"} (all of them)
kind-type = there is no type of field `{ $type }`, or it lacks `of`
kind-unknown-field = speaks of `{ $field }`, which is no field of this kind
