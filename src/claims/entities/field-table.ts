import type { Span } from '../../source/span.js'
import type { Cell, Row, TableText } from '../../source/table.js'
import type { ColumnFacts } from '../claim.js'
import type { Said } from '../said.js'
import type { ValueType } from '../shape.js'
import { defaultWords, literalOf, typeWord } from '../value-words.js'
import { choiceWords } from '../words/choice-words.js'
import { inEnglish } from '../words/translation.js'
import { columnWords, placed } from './text-facts.js'

/** One field that a document lists, with what it says of it. */
export interface ListedField {
  readonly name: string
  readonly facts: readonly Said<ColumnFacts>[]
  /** Words in its columns of types that name none that is known: `DealStage`. */
  readonly types?: readonly { readonly name: string; readonly span: Span }[]
  /** Where it is said to hold who makes the request. */
  readonly caller?: Span
}

/** What the columns of a field table hold. */
interface Columns {
  readonly name: number
  readonly type: number | null
  /** Free words about the value. */
  readonly words: readonly number[]
  readonly nullable: number | null
  readonly required: number | null
  readonly default: number | null
  readonly description: number | null
  readonly reference: number | null
  readonly key: number | null
  /** All columns of types: `Java Type`, `DB Type`. */
  readonly types: readonly number[]
}

const NAMES = /^(?:field|column|property|attribute|field name|column name|attribute name|property name)s?$/i

/**
 * Fields of a table such as `Field | Type | Constraints | Default | Description`, in any order of its columns.
 *
 * @returns null when the table lists no fields
 */
export function tableFields(table: TableText): readonly ListedField[] | null {
  const columns = columnsOf(table)
  return columns === null ? null : table.rows.flatMap((row) => rowField(row, columns))
}

function columnsOf(table: TableText): Columns | null {
  // `Type (domain)` is a column of types.
  const titles = table.columns.map(({ text }) =>
    inEnglish(text)
      .trim()
      .toLowerCase()
      .replace(/ \([^()]{1,30}\)$/, ''),
  )
  const find = (pattern: RegExp): number | null => {
    const index = titles.findIndex((title) => pattern.test(title))
    return index < 0 ? null : index
  }
  const named = find(NAMES)
  const type = find(/^(?:(?:data|sql|python|sqlmodel|db|field|column|postgres(?:ql)?) )?type$/)
  const words = titles.flatMap((title, index) =>
    /^(?:constraints?|validations?|rules?|validation rules?|attributes?|modifiers?|requirements?|notes?|limits?|properties)(?: ?\/ ?\w{1,20})?$/.test(
      title,
    ) && index !== named
      ? [index]
      : [],
  )
  const name = named ?? (type !== null && words.length > 0 ? find(/^name$/) : null)
  if (name === null || (type === null && words.length === 0))
    return named === null ? columnsByContent(table) : null
  return {
    name,
    type,
    words,
    nullable: find(/^(?:null(?:able)?\??|is nullable)$/),
    required: find(/^(?:required\??|mandatory|req\.?)$/),
    default: find(/^defaults?(?: value)?$/),
    description: find(/^(?:description|purpose|meaning|comments?|details)$/),
    reference: find(/^(?:references?|foreign key|fk)$/),
    key: find(/^keys?$/),
    types: titles.flatMap((title, index) => (/\btype$/.test(title) ? [index] : [])),
  }
}

/** Words in the third column that tell a data model's table from one about something else. */
const CONSTRAINED = /\b(?:PK|FK|NOT NULL|UNIQUE|PRIMARY KEY|NULL(?:ABLE)?|DEFAULT)\b/

/**
 * The columns of a table whose titles are of a language that is not known: identifiers first, types second, and words
 * of SQL in the third.
 */
function columnsByContent({ columns, rows }: TableText): Columns | null {
  if (columns.length < 3 || columns.length > 6 || rows.length < 2) return null
  if (columns.some(({ text }) => /^[\x20-\x7e]+$/.test(text))) return null
  const text = (row: Row, index: number): string => row.cells[index]?.text ?? ''
  const listed = rows.filter((row) => fieldName(text(row, 0)) !== null)
  const typed = listed.filter((row) => text(row, 1).length < 40 && typeWord(text(row, 1)) !== null)
  if (listed.length < rows.length || typed.length * 5 < listed.length * 4) return null
  if (!rows.some((row) => CONSTRAINED.test(text(row, 2)))) return null
  return {
    name: 0,
    type: 1,
    words: [2],
    nullable: null,
    required: null,
    default: null,
    description: columns.length > 3 ? columns.length - 1 : null,
    reference: null,
    key: null,
    types: [1],
  }
}

function rowField(row: Row, columns: Columns): readonly ListedField[] {
  const cell = (index: number | null): Cell | null => (index === null ? null : (row.cells[index] ?? null))
  const named = cell(columns.name)
  const names = named === null ? [] : fieldNames(named.text)
  if (named === null || names.length === 0) return []
  const facts: Said<ColumnFacts>[] = [{ property: 'exists', value: true, span: named.whole }]
  const typed = cell(columns.type)
  const type = typed === null ? null : typeWord(typed.text)
  if (typed !== null) facts.push(...columnWords(typed, 0, null))
  const known: ValueType | null = type?.value ?? null
  for (const index of columns.words) {
    const words = cell(index)
    if (words === null) continue
    const said = columnWords(words, 0, known)
    const told = said.some(({ property }) => property === 'enum') ? [] : describedValues(words, known)
    const values = told.length > 0 || known !== 'string' ? told : bareValues(words)
    facts.push(...said, ...values)
  }
  for (const index of [columns.reference, columns.key]) {
    const words = cell(index)
    if (words !== null) facts.push(...keyWords(words))
  }
  facts.push(
    ...answerFacts(cell(columns.nullable), 'nullable'),
    ...answerFacts(cell(columns.required), 'required'),
  )
  facts.push(...defaultFacts(cell(columns.default)))
  const described = cell(columns.description)
  if (described !== null && described.text !== '') {
    facts.push({ property: 'description', value: described.text, span: described.whole })
    facts.push(...describedFacts(described, known))
    // Without a column for rules, the description is where they stand.
    if (columns.words.length === 0) facts.push(...demandedLimits(described, known))
  }
  const types = columns.types.flatMap((index) => {
    const words = cell(index)
    const typeName = /^`?([A-Z][a-z]\w{0,60})\b`?/.exec(words?.text ?? '')?.[1]
    return words === null || typeName === undefined || typeWord(typeName) !== null
      ? []
      : [{ name: typeName, span: words.whole }]
  })
  const caller = [...columns.words, columns.description].flatMap((index) => {
    const words = cell(index)
    if (words === null) return []
    const fromToken = FROM_TOKEN.test(words.text) && names.every((name) => WHO.test(name))
    return fromToken || CALLER.test(words.text) ? [words.whole] : []
  })[0]
  return names.map((name) => ({ name, facts, types, ...(caller === undefined ? {} : { caller }) }))
}

/** Words for who makes the request, as all that is said of a column. */
const CALLER =
  /^(?:(?:the )?(?:user )?id of )?(?:the )?(?:caller|current user|(?:signed|logged)[- ]in user|authenticated user|requesting user)(?:'s (?:user )?id)?\.?$/i

/** Words that take a value from the token, which may hold an address as well as who it is. */
const FROM_TOKEN =
  /^(?:(?:always )?(?:set|taken|filled|derived|read) )?from (?:the )?(?:(?:access |bearer )?token|jwt)\b(?! claim)/i

/** Names of columns that hold who somebody is. */
const WHO = /(?:_id|_by|[a-z]Id|[a-z]By)$/

/** The columns of one row: `borrowed_at` / `returned_at` are two of one type. */
function fieldNames(text: string): readonly string[] {
  const names = text.split(/ ?[/,] ?/).map(fieldName)
  return names.length <= 6 && names.every((name) => name !== null) ? names : []
}

/** A reference or a key word in a column of its own; elsewhere a bare table name would be no reference. */
function keyWords(cell: Cell): readonly Said<ColumnFacts>[] {
  const facts = columnWords(cell, 0, 'object').filter(
    ({ property }) =>
      property === 'primaryKey' ||
      property === 'references' ||
      property === 'onDelete' ||
      property === 'unique',
  )
  const bare = /^[`"]?([A-Za-z_]\w{0,60}[.(][A-Za-z_]\w{0,60})\)?[`"]?$/.exec(cell.text)
  if (bare?.[1] !== undefined && facts.length === 0)
    return [{ property: 'references', value: bare[1].replace('(', '.'), span: cell.whole }]
  return facts
}

/** A description that is nothing but quoted values, or a list of single words: `'open', 'closed'`, `high, low`. */
const QUOTED_VALUES =
  /^(?:'[\w -]{1,40}'|"[\w -]{1,40}"|`[\w -]{1,40}`)(?: \(default\))?(?:(?:, | \| | or |, or )(?:'[\w -]{1,40}'|"[\w -]{1,40}"|`[\w -]{1,40}`)(?: \(default\))?){1,40}(?= ?(?:\(|[.;–—-]|$))/
const BARE_VALUES =
  /^[A-Za-z][\w-]{0,40}(?: \(default\))?(?:(?:, |, or | or |\/)[A-Za-z][\w-]{0,40}(?: \(default\))?){1,40}(?= ?(?:\(|[.;–—-]|$))/

/** The values that a description lists from its first word on, for a type that can have values. */
function describedValues(cell: Cell, type: ValueType | null): readonly Said<ColumnFacts>[] {
  const pattern = type === 'enum' ? BARE_VALUES : QUOTED_VALUES
  if (type !== 'enum' && type !== 'string') return []
  if (/^(?:(?:must be )?one of|allowed|values?|enum)\b/i.test(cell.text)) {
    const choice = choiceWords(cell.text)
    if (choice?.property === 'enum') return [placed(cell, choice)]
  }
  const match = QUOTED_VALUES.exec(cell.text) ?? pattern.exec(cell.text)
  if (match === null) return []
  const values = match[0]
    .split(/, or |, | \| | or |\//)
    .map((each) => each.replace(/ \(default\)$/, '').replace(/^['"`]|['"`]$/g, ''))
    .filter(
      (each) => !/^(?:required|optional|unique|indexed|nullable|not|null|default|immutable)$/i.test(each),
    )
  if (values.length < 2 || new Set(values).size < values.length || values.some((each) => /^\d/.test(each)))
    return []
  return [{ property: 'enum', value: values, span: cell.span(0, match[0].length) }]
}

/** Words of rules that are no values. */
const RULE =
  /^(?:required|optional|unique|indexed|index|nullable|not|null|default|immutable|trimmed|stripped|auto|generated|primary|foreign|key|pk|fk|read-?only|hashed|encrypted|lowercase|uppercase|email|url|uuid|text|string|min|max)$/

/** `draft, sent, paid; starts as draft`: rules of a text that are a list of single words. */
function bareValues(cell: Cell): readonly Said<ColumnFacts>[] {
  const list = /^[a-z][a-z_-]{1,30}(?:(?:, |,? or )[a-z][a-z_-]{1,30}){2,20}(?= ?(?:[.;(]|$))/.exec(
    cell.text,
  )?.[0]
  const values = list?.split(/,? or |, /) ?? []
  if (list === undefined || values.some((value) => RULE.test(value)) || new Set(values).size < values.length)
    return []
  return [{ property: 'enum', value: values, span: cell.span(0, list.length) }]
}

/** What a description may add: the values of an enumeration, a reference. It is too loose for limits. */
function describedFacts(cell: Cell, type: ValueType | null): readonly Said<ColumnFacts>[] {
  const values = describedValues(cell, type)
  return [
    ...values,
    ...describedWords(cell, type).filter(({ property }) => property !== 'enum' || values.length === 0),
  ]
}

function describedWords(cell: Cell, type: ValueType | null): readonly Said<ColumnFacts>[] {
  return columnWords(cell, 0, type).filter(
    ({ property }) =>
      property === 'references' ||
      property === 'onDelete' ||
      property === 'touched' ||
      (property === 'enum' && type === 'enum'),
  )
}

const LIMITS: ReadonlySet<string> = new Set([
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
])

/** Words of a clause that demands a limit, where `(1-5)` alone may count something else. */
const DEMANDS_LIMIT = /\bmust\b|\bmax(?:imum)?\b|\bmin(?:imum)?\b|\bat (?:least|most)\b|[≥≤]|[<>]=|\bchar/i

/** The limits that a description demands: `Price per unit; must be ≥ 0`. */
function demandedLimits(cell: Cell, type: ValueType | null): readonly Said<ColumnFacts>[] {
  if (!DEMANDS_LIMIT.test(cell.text)) return []
  return columnWords(cell, 0, type).filter(({ property }) => LIMITS.has(property))
}

function answerFacts(cell: Cell | null, property: 'nullable' | 'required'): readonly Said<ColumnFacts>[] {
  if (cell === null) return []
  const yes =
    /^(?:yes|true|y|x|required|null(?:able)?|ja|s[ií]|sim|oui|có)(?![\wà-ÿ])|^(?:[✓✔✅○◯是]|예|필수|必[須填须])/i.test(
      cell.text,
    )
  const no =
    /^(?:no|false|n|not null|optional|nein|não|non|không)(?![\wà-ÿ])|^(?:[❌✗✘×否]|아니오|선택|任意)/i.test(
      cell.text,
    )
  return yes || no ? [{ property, value: yes && !no, span: cell.whole }] : []
}

function defaultFacts(cell: Cell | null): readonly Said<ColumnFacts>[] {
  const text = cell?.text.trim() ?? ''
  if (cell === null || /^(?:[-–—]|none|null|n\/a|required|no default|)$/i.test(text)) return []
  const intro = 'default: '
  const fact = defaultWords(intro + text)
  if (fact !== null) return [{ ...placed(cell, { ...fact, start: 0, end: text.length }) }]
  if (/^auto|\bgenerated\b/i.test(text))
    return columnWords(cell, 0, 'object').filter(({ property }) => property === 'generated')
  return /^[\w.'"-]{1,60}$/.test(text)
    ? [{ property: 'default', value: literalOf(text), span: cell.whole }]
    : []
}

/** The name in a cell or at the start of an item: `due_on`, `due_on (optional)`; null when it is no identifier. */
function fieldName(text: string): string | null {
  const match = /^[`"*]{0,3}([A-Za-z_]\w{0,62})[`"*]{0,3}\??(?: ?\([^)]{0,60}\))?$/.exec(text.trim())
  return match?.[1] ?? null
}
