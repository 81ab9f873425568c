import type { Shape, ShapeField } from '../../claims/shape.js'
import type { Behaviour, EnvelopeMember, View } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { rowsListOf } from '../steps/listed-rows.js'
import { keyOf, nounOf, wordsOf } from '../naming.js'
import type { Built } from '../steps/guard.js'
import { built, builtEach, unbuilt } from '../steps/guard.js'
import { NEXT } from '../steps/cursor.js'
import { pagingOf } from '../steps/paging.js'
import { freeRules } from '../../design/value-rules.js'
import { columnNamed } from '../column.js'
import { choicesOf } from './choices.js'
import { elidedRow } from './elided.js'
import { rulesOf } from './rules-of.js'
import { constantOf, isMessage } from './constant.js'
import { linkMember } from './page-link.js'
import { reachedMember } from './reached.js'
import { reportMember } from './report.js'
import { resultsMember } from './results.js'
import { stateMember } from './service-state.js'
import { isAboutAnswer, isCount, MESSAGE } from './rows-key.js'

const TOTAL =
  /^(?:total|count|total_?(?:count|items|results|elements|records)|(?!page)[a-z_]{1,30}_?count|items_?total)$/i

const PAGES = /^(?:pages|total_?pages|page_?count|num_?pages|last_?page)$/i

const MORE = /^(?:has_?(?:more|next|next_?page)|more)$/i

const EARLIER = /^has_?(?:prev|previous|prev_?page|previous_?page)$/i

/** Names of the size of a page, whatever the parameter is called. */
const SIZE = /^(?:limit|page_?size|per_?page)$/i

/** What a key tells of the pages around this one; null for other keys. */
function neighbour(candidate: Candidate, { name, shape }: ShapeField): 'more' | 'earlier' | 'cursor' | null {
  const paging = pagingOf(candidate.operation.query)
  if (paging === null || paging.positionParameter === null || !hasSize(candidate)) return null
  if (shape.kind !== 'value' && shape.kind !== 'unknown') return null
  const type = shape.kind === 'value' ? (shape.facts.type ?? null) : null
  if ((type ?? 'boolean') === 'boolean') {
    if (MORE.test(name)) return 'more'
    if (EARLIER.test(name) && paging.style !== 'cursor') return 'earlier'
  }
  return paging.style === 'cursor' && (type ?? 'string') === 'string' && NEXT.test(name) ? 'cursor' : null
}

/** True for a key that tells of a page: a count, a size, a position. */
function isPageKey(candidate: Candidate, field: ShapeField): boolean {
  return (
    field.shape.kind === 'value' &&
    (TOTAL.test(field.name) ||
      countsRows(candidate, field.name) ||
      PAGES.test(field.name) ||
      echoOf(candidate, field.name) !== null ||
      linkMember(candidate, field) !== null ||
      neighbour(candidate, field) !== null)
  )
}

/** True when every page has a size, so that pages can be counted. */
function hasSize({ operation }: Candidate): boolean {
  const size = pagingOf(operation.query)?.sizeParameter
  const parameter = operation.query.find((one) => one.name === size)
  return parameter !== undefined && (parameter.required || parameter.default !== null)
}

function isMoment({ name, shape }: ShapeField): boolean {
  return (
    shape.kind === 'value' &&
    (shape.facts.type === 'datetime' ||
      /^(?:timestamp|(?:(?:sample|server|current|check)_?)?time|now|checked_?at)$/i.test(name))
  )
}

/** Keys that tell how many rows were made. */
const MADE =
  /^(?:num(?:ber)?_?)?(?:created|inserted|added|total|count|imported)(?:_?(?:count|total|rows|items))?$/i

/** Reads one key of an object around a row or rows. */
export function memberOf(
  candidate: Candidate,
  behaviour: Behaviour,
  field: ShapeField,
  viewOf: (shape: Shape) => Built<View>,
): Built<EnvelopeMember> {
  const { name: key } = field
  const shape = elidedRow(candidate, behaviour, key, field.shape) ?? field.shape
  const report = reportMember(candidate, { ...field, shape })
  if (report !== null) return report
  const state = behaviour === 'health' ? stateMember(candidate, field) : null
  if (state !== null) return state
  const words = choicesOf(field)
  const stored = behaviour === 'upload' ? addressMember(candidate, field) : null
  if (stored !== null) return built(stored)
  const results = resultsMember(candidate, field)
  if (results !== null) return results
  const reached = reachedMember(candidate, field)
  if (reached !== null) return built(reached)
  if (words !== null && behaviour === 'list') return built({ key, kind: 'constant', value: words })
  if (shape.kind === 'array') {
    const view = viewOf(shape.items)
    return view.ok ? built({ key, kind: 'list', view: view.value }) : view
  }
  if (
    shape.kind === 'object' &&
    shape.fields.length > 0 &&
    shape.fields.every(
      (inner) =>
        isPageKey(candidate, inner) ||
        isAboutAnswer(inner.name) ||
        isUnpaged(inner) ||
        (behaviour === 'delete' && tellsOfRemoval(candidate, inner)) ||
        (isMessage(inner.name) && !isColumn(candidate, inner.name)),
    )
  ) {
    return innerEnvelope(candidate, behaviour, key, withoutPage(behaviour, shape), viewOf)
  }
  if (shape.kind === 'object' && shape.fields.length === 0 && shape === field.shape)
    return unbuilt(`nothing says what the response field "${key}" holds`)
  if (shape.kind === 'object' || shape.kind === 'reference') {
    const view = viewOf(shape)
    if (view.ok) return built({ key, kind: 'view', view: view.value })
    const holdsRows = shape.kind === 'object' && shape.fields.some((inner) => inner.shape.kind === 'array')
    const around = holdsRows ? innerEnvelope(candidate, behaviour, key, shape, viewOf) : view
    return around.ok ? around : view
  }
  if (shape.kind === 'unknown' && shape !== field.shape) {
    const view = viewOf(shape)
    return view.ok ? built({ key, kind: 'view', view: view.value }) : view
  }
  const link = hasSize(candidate) ? linkMember(candidate, { ...field, shape }) : null
  if (link !== null) return built(link)
  const beside = neighbour(candidate, { ...field, shape })
  if (beside !== null) return built({ key, kind: beside })
  const echoed = echoOf(candidate, key)
  if (echoed !== null) return built({ key, kind: 'query', parameter: echoed })
  // `{items: [...], page, total}` names the numbers of a page and no type.
  const bare = shape.kind === 'unknown' && behaviour === 'list' && (TOTAL.test(key) || PAGES.test(key))
  const number = bare || (shape.kind === 'value' && (shape.facts.type ?? 'integer') === 'integer')
  if (number && MADE.test(key) && rowsListOf(candidate) !== null) return built({ key, kind: 'made' })
  if (number && (TOTAL.test(key) || countsRows(candidate, key))) return built({ key, kind: 'total' })
  if (number && PAGES.test(key) && hasSize(candidate)) return built({ key, kind: 'pages' })
  if ((behaviour === 'health' || isAboutAnswer(key)) && isMoment(field)) return built({ key, kind: 'now' })
  const named = behaviour === 'delete' ? keyMember(candidate, field) : null
  if (named !== null) return built(named)
  const constant = constantOf(candidate, behaviour, field)
  return constant === undefined
    ? unbuilt(`nothing says what the response field "${key}" holds`)
    : built({ key, kind: 'constant', value: constant })
}

function isColumn({ entity }: Candidate, name: string): boolean {
  return entity !== null && columnNamed(entity, name) !== null
}

/** Whether a key may tell of a page and may be left out: one shape of `meta` serves lists and single rows. */
function isUnpaged({ name, shape, required }: ShapeField): boolean {
  return !required && shape.kind === 'value' && isCount({ name, shape, required, nullable: false })
}

/** An answer with one row has no page to tell of. */
function withoutPage(
  behaviour: Behaviour,
  shape: Extract<Shape, { readonly kind: 'object' }>,
): Extract<Shape, { readonly kind: 'object' }> {
  if (behaviour === 'list' || behaviour === 'search') return shape
  const kept = shape.fields.filter((field) => !isUnpaged(field))
  return kept.length === 0 ? shape : { ...shape, fields: kept }
}

/** An object within the answer that is no row, such as one that holds them: `{"data": {"loans": [ … ], "total": 3}}`. */
function innerEnvelope(
  candidate: Candidate,
  behaviour: Behaviour,
  key: string,
  { name, fields }: Extract<Shape, { readonly kind: 'object' }>,
  viewOf: (shape: Shape) => Built<View>,
): Built<EnvelopeMember> {
  const members = builtEach(fields, (field) => memberOf(candidate, behaviour, field, viewOf))
  if (!members.ok) return members
  return built({
    key,
    kind: 'envelope',
    body: { kind: 'envelope', name: name ?? '', members: members.value },
  })
}

/** The query parameter of the page that a key repeats: `limit`, `pageSize`. */
function echoOf(candidate: Candidate, key: string): string | null {
  const paging = pagingOf(candidate.operation.query)
  if (paging === null) return null
  const names = [paging.sizeParameter, paging.positionParameter].filter((name) => name !== null)
  const same = names.find((name) => keyOf(name) === keyOf(key))
  if (same !== undefined) return same
  if (paging.style === 'page' && /^current_?page$/i.test(key)) return paging.positionParameter
  return SIZE.test(key) ? paging.sizeParameter : null
}

/** `total_parcels`, `parcelsTotal`: a total of the rows that the operation lists. */
function countsRows({ entity }: Candidate, key: string): boolean {
  const words = wordsOf(key)
  const counted = words.filter((word) => !/^(?:total|num|number|of)$/.test(word))
  return (
    entity !== null &&
    counted.length > 0 &&
    counted.length < words.length &&
    nounOf(counted.join('_')) === nounOf(entity.name)
  )
}

/** The key of the row that an answer tells of without showing it: `{"id": …, "message": "Parcel deleted"}`. */
function keyMember({ entity }: Candidate, { name: key, shape }: ShapeField): EnvelopeMember | null {
  if (entity === null || shape.kind !== 'value') return null
  const column = columnNamed(entity, key) ?? columnNamed(entity, withoutNoun(entity.name, key))
  if (column === null || !(column.primaryKey || column.unique)) return null
  return { key, kind: 'column', entity: entity.name, column: column.name, rules: rulesOf(column) }
}

/** Whether a key says that a row is gone, or which one: `{"id": …, "deleted": true}`. */
function tellsOfRemoval(candidate: Candidate, field: ShapeField): boolean {
  return MESSAGE.test(field.name) || keyMember(candidate, field) !== null
}

/** `id` of `parcel_id`, `deletedParcelId` and `deleted_id`; other keys stay as they are. */
function withoutNoun(noun: string, key: string): string {
  const words = wordsOf(key).filter((word) => word !== 'deleted' && word !== 'removed')
  const nouns = wordsOf(noun)
  const head = words.slice(0, -1).join(' ')
  return words.at(-1) === 'id' && (head === '' || head === nouns.join(' ') || head === nouns.at(-1))
    ? 'id'
    : key
}

/** A key that shows the column of a row in which addresses of files are kept. */
function addressMember(
  { entity, operation }: Candidate,
  { name: key, shape }: ShapeField,
): EnvelopeMember | null {
  const plain = shape.kind === 'value' || (shape.kind === 'array' && shape.items.kind === 'value')
  const [file] = operation.body
  if (entity === null || !plain || file === undefined) return null
  const names = /^urls?$/i.test(key) ? [file.name, `${file.name}_${key}`] : [key]
  const column = names.map((name) => columnNamed(entity, name)).find((one) => one !== null)
  if (column === undefined || column === null) return null
  const list = shape.kind === 'array'
  if (list !== (column.type === 'array')) return null
  const rules = rulesOf(column)
  return {
    key,
    kind: 'column',
    entity: entity.name,
    column: column.name,
    rules: list ? { ...rules, items: rules.items ?? freeRules('string') } : rules,
  }
}
