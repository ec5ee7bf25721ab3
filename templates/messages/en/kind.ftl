# What is wrong in a kind.yaml

kind-yaml = not valid YAML: { $detail }
kind-word = `{ $key }` must be a word of lower-case letters, digits and underscores that begins with a letter, such as `fault`
kind-field-name = no field can be named `{ $field }`: a name is a lower-case word, no reserved word of SQL, and no column that every table has (such as `id`, `month`, `state`)
kind-pattern = `{ $pattern }` is not a valid regular expression
kind-condition = the condition in `{ $key }` cannot be read: write true, a field, `field: value`, a list of these (any of them), or {"{"}all: [ … ]{"}"} (all of them)
kind-type = there is no type of field `{ $type }`
kind-type-of = a field of the type `{ $type }` does not say which values there are
kind-type-of-help = write `of`: the name of a vocabulary, or {"{"}id: name{"}"}
kind-word-help = write one lower-case word such as `fault`
kind-field-name-help = write another lower-case word such as `held_on`
kind-pattern-help = correct the regular expression, or delete `pattern`
kind-condition-help = write true, the name of a field, or {"{"}field: value{"}"}
kind-unknown-field-help = write one of `fields`, or add it there
kind-unknown-kind = there is no kind `{ $kind }`
kind-unknown-field = speaks of `{ $field }`, which is no field of this kind
kind-confidentiality = `confidentiality` has no value that says who may see the records
kind-confidentiality-help = write public, internal or restricted
kind-confidentiality-key-help = write `confidentiality`, at the top of the file, where this says who may see the records
kind-other-folder = the kind is called `{ $id }`, its folder `{ $folder }`
kind-other-folder-help = give both the same name; to change a kind that is built in, take its name
