import type { Cell, Row } from '../../source/table.js'
import type { Source } from '../../source/source.js'
import type { Claim } from '../claim.js'
import { unitReader } from '../outline/unit-reader.js'
import type { ValueFacts, ValueType } from '../shape.js'
import { literalOf, presenceWords, typeWord, valueWords } from '../value-words.js'
import { codeChoices } from './code-choices.js'
import type { Column } from './columns.js'
import { columnsOf } from './columns.js'
import { placeOf } from './value-place.js'
import { claimsOfValue, placed } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

const READER = 'parameter-table'

const PARTS = new Set(['query', 'path', 'header', 'parameters', 'request', 'validation'])
const COMMON_HEADERS = /^(?:authorization|content-type|accept|host)$/i

/** The cell of a row under a kind of column. */
type CellOf = (column: Column) => Cell | null

/**
 * Parameters and body fields as a table under an operation, its columns in any order:
 *
 * ```markdown
 * | Field | Type | Required | Constraints |
 * |-------|------|----------|-------------|
 * | `note` | string | No | max 200 characters |
 * ```
 */
export const parameterTableReader = unitReader(
  READER,
  '| Field | Type | Required |',
  (unit, { document }) => {
    if (unit.kind !== 'table' || unit.operation === null) return []
    const columns = columnsOf(unit.table)
    if (!columns.has('name') || columns.has('method') || columns.has('status')) return []
    if (!PARTS.has(unit.part ?? '') && !(unit.part === null && tellsFields(columns))) return []
    const { operation } = unit
    const inverse = /optional/i.test(unit.table.columns[columns.get('required') ?? -1]?.text ?? '')
    return unit.table.rows.flatMap((row): readonly Claim[] => {
      const cell: CellOf = (column) => row.cells[columns.get(column) ?? -1] ?? null
      const name = fieldName(cell('name')?.text ?? '')
      if (name === null) return []
      const place = placeOf(operation, unit.part, name, cell('place')?.text)
      if (place === null || (place === 'header' && COMMON_HEADERS.test(name))) return []
      return claimsOfValue(READER, operation, place, name, rowFacts(document.source, row, cell, inverse))
    })
  },
)

/** Whether the columns can only be those of parameters or of the fields of a body. */
function tellsFields(columns: ReadonlyMap<Column, number>): boolean {
  return columns.has('required')
    ? columns.has('type') || columns.has('constraints')
    : columns.has('type') && columns.has('place')
}

/** Types that rules name in passing: `non-negative decimal`. What is not named is taken for a text. */
const IMPLIED: ReadonlySet<ValueType> = new Set(['integer', 'number', 'decimal'])

/** The number that the rules of a field without a column for its type speak of. */
function impliedType(rules: Cell | null): ValueType | null {
  const word = rules === null ? null : typeWord(rules.text)
  return word !== null &&
    IMPLIED.has(word.value) &&
    !/\b(?:digits?|chars?|characters?|places?)\b/i.test(rules?.text ?? '')
    ? word.value
    : null
}

/** A field's name from its cell: `` `note` ``, `note?`, `note *`. */
function fieldName(text: string): string | null {
  return (
    /^["'[]?([A-Za-z_][\w.-]{0,60})(?:\[\])?["'\]]? ?[?*]?(?: \([^)]{0,40}\))?$/.exec(text.trim())?.[1] ??
    null
  )
}

/** What the cells of a row say of its field. */
function rowFacts(source: Source, row: Row, cell: CellOf, inverse = false): readonly WireFact<ValueFacts>[] {
  const facts: WireFact<ValueFacts>[] = []
  const name = cell('name')
  if (name) facts.push({ property: 'exists', value: true, span: name.whole })
  if (name?.text.endsWith('?')) facts.push({ property: 'required', value: false, span: name.whole })
  const type = cell('type')
  const typed = type ? valueWords(type.text) : []
  const choices = choicesIn(source, [type, cell('values'), cell('constraints'), cell('description')], typed)
  const known = choices ? 'enum' : (typeIn(typed) ?? (type ? null : impliedType(cell('constraints'))))
  if (type) facts.push(...placed(choices ? typed.filter((fact) => fact.property !== 'type') : typed, type))
  if (choices) facts.push(...choices)
  const required = cell('required')
  const needed = required && yesOrNo(required.text)
  if (required && needed !== null) {
    facts.push({ property: 'required', value: inverse ? !needed : needed, span: required.whole })
  }
  const given = cell('default')
  if (given && !/^(?:[-–—]|none|n\/a|)$/i.test(given.text)) {
    facts.push(
      ...placed(valueWords(`default: ${given.text}`, known ?? 'string'), { span: () => given.whole }),
    )
    if (!facts.some((fact) => fact.property === 'default' || fact.property === 'generated')) {
      facts.push({ property: 'default', value: literalOf(given.text), span: given.whole })
    }
  }
  for (const column of ['constraints', 'description'] as const) {
    const words = cell(column)
    if (words) facts.push(...newFacts(facts, placed(valueWords(words.text, known ?? 'string'), words)))
  }
  const description = cell('description')
  if (description && description.text !== '') {
    facts.push({ property: 'description', value: description.text, span: description.whole })
  }
  return facts
}

function newFacts(
  known: readonly WireFact<ValueFacts>[],
  more: readonly WireFact<ValueFacts>[],
): readonly WireFact<ValueFacts>[] {
  return more.filter(
    (fact) =>
      fact.property !== 'type' &&
      fact.property !== 'enum' &&
      !known.some((each) => each.property === fact.property),
  )
}

/** The closed set of values in one of the cells, unless the type says that there is none. */
function choicesIn(
  source: Source,
  cells: readonly (Cell | null)[],
  typed: ReturnType<typeof valueWords>,
): readonly WireFact<ValueFacts>[] | null {
  const type = typeIn(typed)
  if (
    typed.some((fact) => fact.property === 'enum') ||
    (type !== null && type !== 'enum' && type !== 'string')
  )
    return null
  for (const cell of cells) {
    if (cell === null) continue
    const codes = codeChoices(source, cell.node, cell.whole.start)
    const words = codes ? null : valueWords(cell.text).find((fact) => fact.property === 'enum')
    const [found] = codes
      ? [{ values: codes.values, span: codes.span }]
      : words?.property === 'enum'
        ? [{ values: words.value, span: cell.span(words.start, words.end) }]
        : []
    if (found === undefined) continue
    return [
      { property: 'type', value: 'enum', span: found.span },
      { property: 'enum', value: found.values, span: found.span },
    ]
  }
  return null
}

function typeIn(facts: ReturnType<typeof valueWords>): ValueType | null {
  const fact = facts.find((each) => each.property === 'type')
  return fact?.property === 'type' ? fact.value : null
}

/** `Yes`, `✓`, `required` or `No`, `-`, `optional`; null for anything else. */
function yesOrNo(text: string): boolean | null {
  const said = presenceWords(text).find((fact) => fact.property === 'required')
  if (said?.property === 'required') return said.value
  if (/^(?:yes|y|true|✓|✔|✅|x|mandatory|ja|s[ií](?:$|[^\w])|sim|oui|có|是|はい|[○◯]|예)/i.test(text.trim()))
    return true
  return /^(?:no|n|false|✗|✘|❌|[-–—]|nein|não|non|không|否|いいえ|[×✕]|아니오)(?:$|[ ,(*])/i.test(
    text.trim(),
  )
    ? false
    : null
}
