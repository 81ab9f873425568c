import type { Claim } from '../claims/claim.js'
import type { RowCondition } from '../claims/row-condition.js'
import type { ClockRule, FittingRule, RowRule } from '../claims/row-rule.js'
import type { Assembly } from './assembly.js'
import { entityKey, fold, words } from './canonical-name.js'
import { columnKey } from './entity-groups.js'
import type { Entity, Field, KeptRule } from './entity.js'
import { schemaRole } from './schema-role.js'

/** Types whose values have an order in common. */
const ORDERED: readonly ReadonlySet<string>[] = [
  new Set(['date']),
  new Set(['datetime']),
  new Set(['time']),
  new Set(['integer', 'number', 'decimal']),
]

/**
 * Gives entities the rules between their columns that documents state, for the entity itself or for a schema of its
 * requests. A rule that names what is no column, or compares what has no order, stays with its sentence.
 */
export function withRowRules({ reading }: Assembly, entities: readonly Entity[]): readonly Entity[] {
  const said = reading.claims.filter(
    (claim): claim is Extract<Claim, { readonly property: 'rowRule' }> => claim.property === 'rowRule',
  )
  if (said.length === 0) return entities
  return entities.map((entity) => {
    const key = entityKey(entity.name)
    const kept = new Map<string, KeptRule>()
    for (const { subject, value, span, reader } of said) {
      const about = subject.kind === 'entity' ? entityKey(subject.entity) : schemaRole(subject.schema).entity
      const rule = about === key ? ruleOf(entity, value) : null
      if (rule === null) continue
      const text = JSON.stringify(rule)
      const before = kept.get(text)?.origins ?? []
      kept.set(text, { rule, origins: [...before, { kind: 'claim', span, reader }] })
    }
    const rowRules = consistent([...kept.values()])
    if (rowRules.length === 0) return entity
    const fields = entity.fields.map((field) => {
      const rank = rankOf(rowRules, field.name)
      const era = eraOf(rowRules, field.name)
      return { ...field, ...(rank === null ? {} : { rank }), ...(era === null ? {} : { era }) }
    })
    return { ...entity, fields, rowRules }
  })
}

/** The rule in the names of columns; null where they cannot keep it. */
function ruleOf(entity: Entity, rule: RowRule): RowRule | null {
  const column = columnOf(entity, rule.column)
  if (column === null) return null
  if (rule.kind === 'clock') return isOnClock(column, rule) ? { ...rule, column: column.name } : null
  if (rule.kind === 'required') {
    const when = conditionOf(entity, rule.when)
    // What always is there needs no condition.
    return when === null || !column.nullable ? null : { ...rule, column: column.name, when }
  }
  const than = columnOf(entity, rule.than)
  const comparable = than !== null && ORDERED.some((types) => types.has(column.type) && types.has(than.type))
  return comparable ? { ...rule, column: column.name, than: than.name } : null
}

/** Whether a column can stand to the present so: the present day has a beginning, but no moment that is its last. */
function isOnClock({ type }: Field, { moment, relation }: ClockRule): boolean {
  if (type === 'date') return true
  return type === 'datetime' && (moment === 'now' || relation === 'atLeast' || relation === 'less')
}

/** One direction of each pair: `start < end` says what `end > start` does. */
function consistent(rules: readonly KeptRule[]): readonly KeptRule[] {
  return rules.filter(
    ({ rule }, index) =>
      rule.kind !== 'order' ||
      !rules
        .slice(0, index)
        .some(
          ({ rule: other }) =>
            other.kind === 'order' &&
            ((other.column === rule.than && other.than === rule.column) ||
              (other.column === rule.column && other.than === rule.than)),
        ),
  )
}

function columnOf(entity: Entity, name: string): Field | null {
  return entity.fields.find((field) => columnKey(field.name) === columnKey(name)) ?? null
}

/** A condition in the column's own words; null where the column cannot keep it. */
export function conditionOf(entity: Entity, test: RowCondition): RowCondition | null {
  const column = columnOf(entity, test.column)
  if (column === null) return null
  if (!('value' in test)) return column.nullable ? { ...test, column: column.name } : null
  const value = valueOf(column, test.value)
  return value === null ? null : { ...test, column: column.name, value }
}

/** A value in the column's own words. */
function valueOf({ type, enum: members }: Field, value: string | number | boolean): typeof value | null {
  if (type === 'boolean') {
    if (typeof value === 'boolean') return value
    return /^(?:yes|enabled|on)$/i.test(String(value)) ? true : null
  }
  if (members !== null) {
    const key = words(String(value)).join('')
    return (
      members.find((member) => words(member).join('') === key || fold(member) === fold(String(value))) ?? null
    )
  }
  if (type === 'integer') return typeof value === 'number' ? value : null
  return type === 'string' && typeof value === 'string' ? value : null
}

/** Columns that a rule looks at, the one that it speaks of first. */
export function columnsOfRule(rule: FittingRule): readonly [string, string] {
  return rule.kind === 'order' ? [rule.column, rule.than] : [rule.column, rule.when.column]
}

/**
 * The place of a column among those that must follow each other, for samples: 0 for the least. Null when no rule
 * orders it.
 */
function rankOf(rules: readonly KeptRule[], column: string, depth = 0): number | null {
  const orders = rules.flatMap(({ rule }) => (rule.kind === 'order' ? [rule] : []))
  if (depth > 4 || !orders.some((rule) => rule.column === column || rule.than === column)) return null
  const below = orders.flatMap((rule) => {
    const up = rule.relation === 'greater' || rule.relation === 'atLeast'
    if (up && rule.column === column) return [rule.than]
    return !up && rule.than === column ? [rule.column] : []
  })
  return Math.max(0, ...below.map((other) => (rankOf(rules, other, depth + 1) ?? 0) + 1))
}

/** On which side of the present all values of a column stand: its own rule says so, or that of one that it must follow or precede. */
function eraOf(rules: readonly KeptRule[], column: string, depth = 0): 'past' | 'future' | null {
  for (const { rule } of rules)
    if (rule.kind === 'clock' && rule.column === column)
      return rule.relation === 'less' || rule.relation === 'atMost' ? 'past' : 'future'
  if (depth > 4) return null
  for (const { rule } of rules) {
    if (rule.kind !== 'order' || (rule.column !== column && rule.than !== column)) continue
    const up = rule.relation === 'greater' || rule.relation === 'atLeast'
    const above = up === (rule.column === column)
    const other = eraOf(
      rules.filter((each) => each.rule !== rule),
      rule.column === column ? rule.than : rule.column,
      depth + 1,
    )
    if (other === (above ? 'future' : 'past')) return other
  }
  return null
}
