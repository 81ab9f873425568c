import type { Cell, Row, TableText } from '../../source/table.js'
import type { Sentence } from './sentence.js'

/** Titles of columns that name a field, and of those that state its rule. */
const FIELD = /^(?:fields?|columns?|propert(?:y|ies)|attributes?|entity|parameter|target|subject)(?: name)?$/i
const RULE = /^(?:validations?|rules?|constraints?|requirements?|validation rules?|conditions?)$/i

/**
 * Rows of a table such as `Rule | Field | Validation | Error` as sentences: `title: 1-255 characters`.
 *
 * @param around the headings and the operation that the table stands under
 */
export function ruleRows(
  table: TableText,
  around: Pick<Sentence, 'headings' | 'operation'>,
): readonly Sentence[] {
  const titles = table.columns.map(({ text }) => text.trim())
  const field = titles.findIndex((title) => FIELD.test(title))
  const rule = titles.findLastIndex((title) => RULE.test(title))
  if (field < 0 || rule < 0 || rule === field) return []
  return table.rows.flatMap((row) => rowSentence(row, row.cells[field], row.cells[rule], around))
}

function rowSentence(
  row: Row,
  field: Cell | undefined,
  rule: Cell | undefined,
  around: Pick<Sentence, 'headings' | 'operation'>,
): readonly Sentence[] {
  if (field === undefined || rule === undefined || !/^[\w.`"]{1,80}$/.test(field.text) || rule.text === '')
    return []
  const shift = field.text.length + 2
  return [
    {
      ...around,
      text: `${field.text}: ${rule.text}`.slice(0, 600),
      span: (start, end) => (start >= shift ? rule.span(start - shift, end - shift) : row.span),
      whole: row.span,
    },
  ]
}
