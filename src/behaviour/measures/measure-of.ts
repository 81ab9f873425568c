import type { ShapeField } from '../../claims/shape.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Measure } from '../../design/measure.js'
import type { Filter } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { keyOf, nounOf, wordsOf } from '../naming.js'
import { meaningFor } from '../steps/flag-words.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'
import { momentOf } from '../steps/moment.js'
import { inheritedRule, ownerRule } from '../steps/owner.js'
import { removalMark } from '../steps/removal.js'
import { shareDecimals, shareScale, statesOf } from './share.js'
import { streakDay } from './streak-day.js'
import type { MeasureWords } from './words.js'
import { measureWords } from './words.js'

const NUMERIC: ReadonlySet<string> = new Set(['integer', 'number', 'decimal'])

/** Columns of money by their names, the most telling first. */
const MONEY: readonly RegExp[] = [
  /^(?:grand_?)?total(?:_?(?:amount|price|cost))?$/i,
  /^amount$|_amount$/i,
  /^(?:price|cost|value)$|_(?:price|cost|value)$/i,
]

/**
 * The number that a key of a statistics response means, told from its words and
 * the columns of the entities that the operation may speak of.
 *
 * @param context keys of the objects around it
 * @param subjects entities in question, the likeliest first
 */
export function measureOf(
  candidate: Candidate,
  field: ShapeField,
  context: readonly string[],
  subjects: readonly Entity[],
): Built<Measure> {
  const words = measureWords(field.name, context)
  const isNullable = field.nullable || (field.shape.kind === 'value' && field.shape.facts.nullable === true)
  const name = [...context, field.name].join('.')
  const named = subjects.filter((entity) => mentions(words, entity))
  const reasons: string[] = []
  for (const entity of [...named, ...subjects.filter((one) => !named.includes(one))]) {
    const made = measureOver(candidate, entity, words, name, { ...field, nullable: isNullable })
    if (made.ok) return made
    reasons.push(made.why)
  }
  return unbuilt(reasons[0] ?? `nothing says what the response field "${field.name}" counts`)
}

/** A response field that holds one number for each value of a column. */
export function isGroup({ shape }: ShapeField): boolean {
  return shape.kind === 'object' && shape.fields.every(({ shape: inner }) => isNumber(inner))
}

/** A response field that holds a number. */
export function isNumber(shape: ShapeField['shape']): boolean {
  return shape.kind === 'value' && NUMERIC.has(shape.facts.type ?? 'integer')
}

function measureOver(
  candidate: Candidate,
  entity: Entity,
  words: MeasureWords,
  name: string,
  field: ShapeField,
): Built<Measure> {
  const grouped = isGroup(field)
  if (words.function === 'share') return shareOver(candidate, entity, words, name, field)
  if (words.function === 'currentStreak' || words.function === 'longestStreak')
    return streakOver(candidate, entity, words, name)
  const rest = besidesTheNoun(entity, words)
  const totalled = words.function === 'count' ? totalledColumn(entity, rest, name) : null
  const kind = totalled === null ? words.function : 'sum'
  const column = words.function === 'count' ? totalled : summed(entity, rest)
  const isExtreme = kind === 'least' || kind === 'greatest'
  if (kind === 'extreme' || (isExtreme && (!field.nullable || grouped)))
    return unbuilt(`nothing says what "${name}" is when there are no rows`)
  if (kind !== 'count' && column === null) return unbuilt(`"${name}" names no number of ${entity.name}`)
  const open = column === null ? rest : rest.filter((word) => !wordsOf(column.name).includes(word))
  const filters = conditions(entity, open)
  if (filters === null) return unbuilt(`which rows of ${entity.name} "${name}" counts is not understood`)
  const group = grouped ? groupOf(entity, words.group ?? []) : null
  if (grouped && group === null)
    return unbuilt(`by which column of ${entity.name} "${name}" is grouped is not known`)
  if (!grouped && words.group !== null)
    return unbuilt(`"${name}" is one number, and its name asks for several`)
  const period = periodOf(entity, words, filters)
  const timed = [...filters, ...period, ...overdueOf(entity, words)]
  if (words.period !== null && period.length === 0)
    return unbuilt(
      filters.length > 0
        ? `no column of ${entity.name} says when it came into that state`
        : `no column of ${entity.name} says when it was made`,
    )
  if (words.overdue && overdueOf(entity, words).length === 0)
    return unbuilt(`no column of ${entity.name} says when it is due`)
  return built({
    name,
    entity: entity.name,
    function: kind,
    field: column?.name ?? null,
    owner: ownerRule(candidate, entity) ?? inheritedRule(candidate, entity),
    filters: [...presentRows(candidate, entity), ...timed],
    group,
  })
}

/** `total_minutes`: the number that is added up where its column bears just this name. */
function totalledColumn(entity: Entity, words: readonly string[], name: string): Field | null {
  if (words.length === 0 || !wordsOf(name.split('.').at(-1) ?? '').includes('total')) return null
  const key = words.join('')
  const numbers = entity.fields.filter(
    (field) => NUMERIC.has(field.type) && !field.primaryKey && field.references === null,
  )
  return numbers.find((field) => keyOf(field.name) === key) ?? null
}

/** Rows that are not marked as removed. */
function presentRows({ draft }: Candidate, entity: Entity): readonly Filter[] {
  const mark = removalMark(draft, entity)
  return mark === null ? [] : [fixed(mark.set.field, mark.present)]
}

/** What a measure is called after beside the rows themselves: `overdue` of `overdue_loans`. */
function besidesTheNoun(entity: Entity, { subject }: MeasureWords): readonly string[] {
  const nouns = new Set(nounsOf(entity))
  return subject.filter((word) => !nouns.has(nounOf(word)) && !nouns.has(word))
}

/** `completion_rate`, `percent_late`: how many of all rows are so. */
function shareOver(
  candidate: Candidate,
  entity: Entity,
  words: MeasureWords,
  name: string,
  field: ShapeField,
): Built<Measure> {
  const rest = besidesTheNoun(entity, words)
  if (isGroup(field) || words.group !== null)
    return unbuilt(`the shares of several groups in "${name}" cannot be built yet`)
  const part = words.overdue && rest.length === 0 ? overdueOf(entity, words) : partOf(entity, rest)
  if (part === null || part.length === 0)
    return unbuilt(`which rows of ${entity.name} "${name}" is the share of is not understood`)
  const scale = shareScale(candidate, field, name)
  if (scale === null) return unbuilt(`nothing says whether "${name}" is a percentage or a fraction`)
  const period = periodOf(entity, words, [])
  if (words.period !== null && period.length === 0)
    return unbuilt(`no column of ${entity.name} says when it was made`)
  const decimals = shareDecimals(candidate)
  return built({
    name,
    entity: entity.name,
    function: 'share',
    field: null,
    owner: ownerRule(candidate, entity) ?? inheritedRule(candidate, entity),
    filters: [...presentRows(candidate, entity), ...period],
    part,
    scale,
    ...(decimals === null ? {} : { decimals }),
    group: null,
  })
}

/** Rows in a state that a word names by its verb as well: `completion` means the completed ones. */
function partOf(entity: Entity, words: readonly string[]): readonly Filter[] | null {
  if (words.length === 0) return null
  const plain = conditions(entity, words)
  if (plain !== null) return plain
  const [word, ...more] = words
  if (word === undefined || more.length > 0) return null
  return (
    statesOf(word)
      .map((state) => conditions(entity, [state]))
      .find((one) => one !== null) ?? null
  )
}

/** `current_streak`: days in a row on which there is a row. */
function streakOver(candidate: Candidate, entity: Entity, words: MeasureWords, name: string): Built<Measure> {
  const rest = besidesTheNoun(entity, words)
  const states = rest.length === 0 ? [] : partOf(entity, rest)
  if (states === null || words.group !== null || words.period !== null)
    return unbuilt(`which rows of ${entity.name} count in "${name}" is not understood`)
  const day = streakDay(entity, states)
  if (day === null) return unbuilt(`no one column of ${entity.name} tells the days of "${name}"`)
  return built({
    name,
    entity: entity.name,
    function: words.function === 'longestStreak' ? 'longestStreak' : 'currentStreak',
    field: day.name,
    owner: ownerRule(candidate, entity) ?? inheritedRule(candidate, entity),
    filters: [...presentRows(candidate, entity), ...states],
    group: null,
  })
}

function nounsOf(entity: Entity): readonly string[] {
  const words = wordsOf(entity.name)
  return [nounOf(entity.name), nounOf(words.at(-1) ?? '')]
}

function mentions(words: MeasureWords, entity: Entity): boolean {
  const nouns = nounsOf(entity)
  return words.subject.some((word) => nouns.includes(nounOf(word)))
}

/** The numeric column that words name, else the one of money where they name none. */
function summed(entity: Entity, words: readonly string[]): Field | null {
  const numbers = entity.fields.filter(
    (field) => NUMERIC.has(field.type) && !field.primaryKey && field.references === null,
  )
  const key = words.join('')
  const named = numbers.filter((field) => keyOf(field.name) === key)
  if (named.length === 1) return named[0] ?? null
  const near = numbers.filter((field) => words.some((word) => wordsOf(field.name).includes(word)))
  if (near.length === 1) return near[0] ?? null
  for (const pattern of MONEY) {
    const money = numbers.filter((field) => pattern.test(field.name))
    if (money.length === 1) return money[0] ?? null
    if (money.length > 1) return null
  }
  return null
}

/** Conditions that all words together state; null when a word says something that no column knows. */
function conditions(entity: Entity, words: readonly string[]): readonly Filter[] | null {
  if (words.length === 0) return []
  for (const field of entity.fields) {
    if (field.enum === null) continue
    for (const value of field.enum) {
      const said = wordsOf(value)
      const rest = words.filter((word) => !said.includes(word))
      const all = said.every((word) => words.includes(word))
      const named = wordsOf(field.name)
      if (!all || !rest.every((word) => named.includes(word) || word === 'status')) continue
      // `pending` alone is a value of one column, or of none for sure.
      const others = entity.fields.filter((one) => one !== field && one.enum?.includes(value) === true)
      const telling = rest.some(
        (word) => named.includes(word) && others.every((one) => !wordsOf(one.name).includes(word)),
      )
      if (others.length === 0 || telling) return [fixed(field.name, { kind: 'constant', value })]
    }
  }
  const flags = entity.fields.filter((field) => field.type === 'boolean')
  for (const flag of flags) {
    const meaning = meaningFor(flag.name, words.join(''))
    if (meaning !== null) return [fixed(flag.name, { kind: 'constant', value: meaning })]
  }
  return null
}

/** The column that words after `by` name: `status` is `order_status` of an order. */
function groupOf(entity: Entity, words: readonly string[]): Measure['group'] {
  const key = words.join('')
  const nouns = nounsOf(entity)
  const groupable = entity.fields.filter((field) => field.enum !== null || field.type === 'string')
  const found =
    groupable.find((field) => keyOf(field.name) === key) ??
    groupable.find((field) => nouns.some((noun) => keyOf(field.name) === noun + key)) ??
    only(groupable.filter((field) => wordsOf(field.name).at(-1) === words.at(-1))) ??
    only(groupable.filter((field) => keyOf(field.name) === `${key}id`))
  return found === undefined ? null : { field: found.name, values: found.enum }
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined
}

/** Rows since the beginning of a period, by the time at which they were made, or came into the state that is counted. */
function periodOf(
  entity: Entity,
  { period, subject }: MeasureWords,
  states: readonly Filter[],
): readonly Filter[] {
  if (period === null) return []
  if (states.length > 0) {
    const reached = subject.map((word) => momentOf(entity, word)).find((moment) => moment !== null)
    return reached === undefined || reached === null
      ? []
      : [{ ...fixed(reached.name, period), comparison: 'atLeast' }]
  }
  const moments = entity.fields.filter(({ type }) => type === 'datetime' || type === 'date')
  const made =
    moments.find((field) => /^created/i.test(field.name)) ??
    only(moments.filter((field) => field.generated === 'now')) ??
    only(moments.filter((field) => !field.touched))
  return made === undefined ? [] : [{ ...fixed(made.name, period), comparison: 'atLeast' }]
}

/** Rows that are past their time and not done. */
function overdueOf(entity: Entity, { overdue }: MeasureWords): readonly Filter[] {
  const due = entity.fields.find(
    (field) => (field.type === 'datetime' || field.type === 'date') && /^(?:due|deadline)/i.test(field.name),
  )
  const done = entity.fields.find(
    (field) => field.type === 'boolean' && meaningFor(field.name, 'completed') === true,
  )
  if (!overdue || due === undefined || done === undefined) return []
  return [
    {
      ...fixed(due.name, due.type === 'date' ? { kind: 'daysAgo', days: 1 } : { kind: 'now' }),
      comparison: 'atMost',
    },
    fixed(done.name, { kind: 'constant', value: false }),
  ]
}

function fixed(field: string, value: Expression): Filter {
  return { through: [], field, comparison: 'equal', value, whenQuery: null, cases: null }
}
