import type { Entity, Field } from '../../design/entity.js'
import type { Expression, Factor } from '../../design/expression.js'
import type { BodyField } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import type { PropertyRules } from '../../design/value.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, fieldOf, primaryKey, referenceTo } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { refusalOf } from '../failure.js'
import { pluralSnakeCase, singular, wordsOf } from '../naming.js'
import { originsOf } from '../origins.js'
import { collectionOfBody } from './collect.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { rowName } from './locate.js'
import { isPrice, lineFactors, type LineSource } from './line-factors.js'
import { reachRule } from './owner.js'
import { COUNT, takenBy, tooLittle } from './take.js'
import { referenceParts } from '../../design/reference-parts.js'

/** Rows that are made with a new row, one for each element of an array in the body. */
export interface Lines {
  /** The body field that holds the array. */
  readonly list: string
  /** What comes before the new row: finding what the elements refer to, taking from its stock. */
  readonly before: readonly Step[]
  /** What comes after it: the rows themselves. */
  readonly after: readonly Step[]
  /** The sum over the elements that a column of the new row holds; null for any other column. */
  readonly total: (column: Field) => Expression | null
}

/**
 * Reads `items: [{product_id, quantity}]` of an order as rows of `OrderItem`: an array of objects in the body that is no
 * column, and an entity that refers to the one being made and is named for the array, or has all members of its elements.
 *
 * @returns null when the body holds no such array; the reason when it does and a column of its rows has no value
 */
export function lineRows(candidate: Candidate, entity: Entity): Built<Lines | null> {
  const found = candidate.operation.body.flatMap((field) => {
    const child = childOf(candidate, entity, field)
    return child === null ? [] : [{ field, child }]
  })
  const [only, ...more] = found
  if (only === undefined) return built(null)
  const { field, child } = only
  if (more.length > 0) return unbuilt('its body holds several lists of rows')
  if (!field.required || field.nullable) return unbuilt(`the list "${field.name}" may be left out`)
  const tie = referenceTo(child, entity)
  const target = primaryKey(entity)
  if (tie === null || target === null) return unbuilt(`nothing ties ${child.name} to ${entity.name}`)
  const members = field.items?.properties ?? []
  const referred = referredBy(candidate, entity, child, field)
  if (!referred.ok) return referred
  const source: LineSource = { child, tie, members, target: referred.value }
  const values = lineFactors(source)
  if (!values.ok) return values
  return built({
    list: field.name,
    before: referred.value === null ? [] : beforeSteps(candidate, entity, field, referred.value),
    after: [
      {
        kind: 'insertEach',
        row: rowName(entity),
        entity: child.name,
        list: field.name,
        tie: { field: tie.name, target: target.name },
        values: values.value,
        origins: originsOf(candidate.operation, 'exists'),
      },
    ],
    total: (column) => totalOf(column, field.name, source, values.value),
  })
}

function childOf({ draft }: Candidate, entity: Entity, field: BodyField): Entity | null {
  const members = field.type === 'array' ? (field.items?.properties ?? []) : []
  if (members.length === 0 || columnNamed(entity, field.name) !== null) return null
  if (collectionOfBody(entity, field) !== null) return null
  const children = draft.entities.filter(
    (other) => other !== entity && !other.managedElsewhere && referenceTo(other, entity) !== null,
  )
  const named = [
    entityNamed(draft.entities, `${entity.name}_${field.name}`),
    entityNamed(draft.entities, field.name),
  ]
  const own = named.find((other) => other !== null && children.includes(other))
  if (own !== undefined && own !== null) return own
  const fitting = children.filter((other) => members.every(({ name }) => columnNamed(other, name) !== null))
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** What the elements refer to. */
export interface Referred {
  readonly entity: Entity
  readonly key: Field
  /** The member of an element that holds the key. */
  readonly member: string
  /** The name of the found rows. */
  readonly rows: string
}

function referredBy(
  { draft }: Candidate,
  entity: Entity,
  child: Entity,
  field: BodyField,
): Built<Referred | null> {
  const referring = (field.items?.properties ?? []).flatMap((member) => {
    const column = columnNamed(child, member.name)
    const { table, column: key } = referenceParts(column?.references ?? '')
    const target =
      draft.entities.find((other) => other.table === table || other.name === table) ??
      entityNamed(draft.entities, table)
    const found =
      target === null || target === undefined ? null : (fieldOf(target, key) ?? primaryKey(target))
    if (column === null || column.references === null || target === null || target === undefined) return []
    return found === null || target === entity ? [] : [{ member, target, key: found }]
  })
  const [only, ...more] = referring
  if (only === undefined) return built(null)
  if (more.length > 0) return unbuilt(`the elements of "${field.name}" refer to rows of several tables`)
  if (only.target.managedElsewhere) return unbuilt(`${only.target.name} is kept by another system`)
  if (!only.member.required || only.member.nullable)
    return unbuilt(`an element of "${field.name}" may refer to no ${only.target.name}`)
  const rows = `found_${pluralSnakeCase(only.target.name)}`
  return built({ entity: only.target, key: only.key, member: only.member.name, rows })
}

function beforeSteps(
  candidate: Candidate,
  entity: Entity,
  field: BodyField,
  referred: Referred,
): readonly Step[] {
  const absent = refusalOf(candidate, 'absent', referred.entity.name)
  const common = {
    rows: referred.rows,
    entity: referred.entity.name,
    key: referred.key.name,
    list: field.name,
    member: referred.member,
  }
  const find: Step = {
    kind: 'findEach',
    ...common,
    owner: reachRule(candidate, referred.entity),
    otherwise: absent.failure,
    origins: absent.origins,
  }
  const stock = takenBy(candidate.draft, entity, referred.entity, candidate)
  const amount = stock === null ? undefined : amountOf(field.items?.properties ?? [])
  if (stock === null || amount === undefined) return [find]
  return [
    find,
    {
      kind: 'takeEach',
      ...common,
      field: stock.name,
      amount,
      otherwise: tooLittle(candidate, entity, referred.entity, stock),
      origins: originsOf(candidate.operation, 'description', 'summary', 'exists'),
    },
  ]
}

/** The member that counts; null for one of each, undefined when several may count. */
function amountOf(members: readonly PropertyRules[]): string | null | undefined {
  const counts = members.filter(
    ({ type, name }) => type === 'integer' && wordsOf(name).some((word) => COUNT.test(singular(word))),
  )
  const [only, ...more] = counts
  if (only === undefined) return null
  return more.length > 0 || !only.required ? undefined : only.name
}

/** A total of money over the elements: their own price times count, or that of what they refer to. */
function totalOf(
  column: Field,
  list: string,
  { child, members }: LineSource,
  values: readonly { readonly field: string; readonly factors: readonly Factor[] }[],
): Expression | null {
  const names = wordsOf(column.name)
  if (!['integer', 'number', 'decimal'].includes(column.type)) return null
  if (!names.some((word) => /^(?:total|subtotal|sum|amount)$/.test(word))) return null
  const counts = members.filter(({ name }) => wordsOf(name).some((word) => COUNT.test(singular(word))))
  if (names.some((word) => COUNT.test(singular(word)) && word !== 'amount')) return null
  const prices = values.filter(({ field }) => isPrice(field) && fieldOf(child, field)?.type === column.type)
  const [price, ...more] = prices
  const [count, ...others] = counts
  if (price === undefined || more.length > 0 || others.length > 0) return null
  const factors = price.factors
  return {
    kind: 'sumEach',
    list,
    factors: count === undefined ? factors : [...factors, { from: 'element', name: count.name }],
  }
}
