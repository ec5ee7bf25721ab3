# Import: what is wrong with MAP.yaml and the file

import-done = { $new } written; { $known } imported before, { $skipped } skipped by the map, standing twice: { $twice }
import-would = { $new } would be written; { $known } imported before, { $skipped } skipped by the map, standing twice: { $twice } (--dry-run: nothing was written)
import-refused = { $count ->
    [one] { $count } fault; nothing was written
   *[other] { $count } faults; nothing was written
 }
import-more = the first { $shown } are shown; there are { $more } more
import-unreadable = `{ $path }` cannot be read: { $detail }
import-size = `{ $path }` is larger than the limit of { $most } MiB; divide it
import-cell = column “{ $column }”: { $fault }
import-cell-at = column “{ $column }” ({ $cell }): { $fault }
import-from-here = it comes from this row
import-key-first = first here
import-key-twice = another row has the key `{ $key }`, and does not say the same
import-no-key = the columns of the key are empty
import-keyless = { $path } does not hold its source key; look at the front matter of new.md, the template of its kind
import-no-title = there is no title
import-undated = there is no date: { $field } is empty, so the record cannot be numbered and filed
import-format = `{ $written }` is not written as `{ $format }`
import-ending = what files ending in `.{ $ending }` hold is not known; write `format: csv` (or xlsx, qq) into the map, and save an old .xls as .xlsx
import-binary = this is no text; a workbook ends in .xlsx, or has `format: xlsx` in its map
import-encoding = this is no text in { $encoding }; name its encoding in the map, such as `encoding: gb18030`
import-open-quote = the quotation mark is never closed
import-too-many = there are more than { $most } rows; divide the file
import-too-many-columns = there are more than { $most } columns
import-title-row = this row has { $columns ->
    [one] 1 cell
   *[other] { $columns } cells
}, row { $row } has { $cells }: it looks like a title above the head
import-title-row-help = where the head stands in row { $row }, write `header: { $row }` into the map
import-time-help = say in the map which time of day a date alone means, `time: "08:30"` at this field; or take the column that has one
import-format-help = write `format: "{ $format }"` at this field of the map (%m month, %d day, %Y year, in the order of the file)
import-too-wide = the row has { $cells } cells, the head only { $columns }
import-too-wide-help = put text that holds the separator between quotation marks; if the separator is another, name it in the map under `separator`
import-empty = there is no table in the file
import-no-header = row { $row } is no head: it is empty, or there is no such row
import-xlsx = this is no XLSX workbook that can be read ({ $detail })
import-unpacks = the workbook unpacks to more than { $most } MiB
import-no-sheet = there is no sheet `{ $sheet }`; there are: { $sheets }
import-no-messages = there is no message in it; what the QQ client exports has “date time name(number)” above each
import-no-column = the file has no column “{ $column }”
import-column-twice = several columns of the file are called “{ $column }”
import-columns = the columns are: { $columns }
import-no-field = the kind “{ $kind }” has no field `{ $field }`
import-own-field = `{ $field }` is set by the import; write `key` or `draft` at the top of the map
import-rows-field = `{ $field }` is made of rows, which no cell can give
import-no-fields = the map has no `fields`: a line `field: column` for each field
import-no-value = `{ $field }` gets no value
import-no-date = `{ $field }` gets no value: a record is numbered and filed by its date
import-heading = the template of “{ $kind }” has no heading “{ $heading }”
import-source = write one of `column` (a column), `text` (columns in a text) and `value` (always the same)
import-condition = a condition has a `column`, and one of `is`, `matches` and `empty`
expected-import-file = csv, xlsx or qq
expected-import-qq = settings: `questions`, `join`, `answers`, `staff`
expected-import-encoding = an encoding such as utf-8 or gb18030
expected-import-separator = one character, or tab
expected-import-row = the number of a row, from 1
expected-import-regex = a regular expression
expected-import-minutes = minutes or hours, such as 30 minutes
expected-import-column = the name of a column
expected-import-key = the name of a column, or a list of names
expected-import-body = a column for each heading, such as {"{"}Problem: Text{"}"}
expected-import-values = a map of words, such as {"{"}docs: Document system{"}"}
expected-import-text = a text with columns in braces, such as `{"{"}No{"}"}: {"{"}Title{"}"}`
expected-import-length = a number of characters, 4 or more
expected-import-format = a format with `%Y`, `%m` and `%d`
expected-import-time = a time of day, such as 08:30
