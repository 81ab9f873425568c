import type { Shape, ShapeField } from '../../claims/shape.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Measure } from '../../design/measure.js'
import type { Envelope, EnvelopeMember } from '../../design/operation.js'
import type { Filter } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, primaryKey, referenceTo } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { wordsOf } from '../naming.js'
import { questionId } from '../question.js'
import { constantOf } from '../response/constant.js'
import { rulesOf } from '../response/rules-of.js'
import { MESSAGE } from '../response/rows-key.js'
import type { Built } from '../steps/guard.js'
import { built, builtEach, unbuilt } from '../steps/guard.js'
import { filterOfParameter } from '../steps/filter.js'
import { isGroup, isNumber, measureOf } from './measure-of.js'
import { entityAbove } from './row-above.js'
import { unsettledRows } from './settled-rows.js'

/** A response of numbers, and how they are worked out. */
export interface Statistics {
  readonly body: Envelope
  readonly measures: readonly Measure[]
}

/** Reads the documented response of statistics; the reason when one of its keys is not understood. */
export function statisticsOf(candidate: Candidate): Built<Statistics> {
  const shape = candidate.operation.responseShape
  if (shape?.kind !== 'object' || shape.fields.length === 0)
    return unbuilt('no document describes the numbers that it answers')
  const subjects = subjectsOf(candidate, shape)
  if (subjects.length === 0) return unbuilt('it is not known over which rows it counts')
  const measures: Measure[] = []
  const body = envelopeOf(candidate, shape, [], subjects, measures)
  if (!body.ok) return body
  const filtered: Measure[] = []
  for (const measure of measures) {
    const filters = queryFilters(candidate, measure)
    if (!filters.ok) return filters
    filtered.push({ ...measure, filters: [...measure.filters, ...filters.value] })
  }
  return built({ body: body.value, measures: filtered.map((measure) => decided(candidate, measure)) })
}

function envelopeOf(
  candidate: Candidate,
  shape: Extract<Shape, { kind: 'object' }>,
  context: readonly string[],
  subjects: readonly Entity[],
  measures: Measure[],
): Built<Envelope> {
  const members = builtEach(shape.fields, (field) => memberOf(candidate, field, context, subjects, measures))
  return members.ok ? built({ kind: 'envelope', name: shape.name ?? '', members: members.value }) : members
}

function memberOf(
  candidate: Candidate,
  field: ShapeField,
  context: readonly string[],
  subjects: readonly Entity[],
  measures: Measure[],
): Built<EnvelopeMember> {
  const { name: key, shape } = field
  const echoed = candidate.operation.query.find((parameter) => parameter.name === key)
  if (echoed !== undefined) return built({ key, kind: 'query', parameter: echoed.name })
  const above = entityAbove(candidate)
  const column = above === null || context.length > 0 ? null : echoedColumn(above, key)
  if (above !== null && column !== null)
    return built({ key, kind: 'column', column: column.name, entity: above.name, rules: rulesOf(column) })
  const constant = MESSAGE.test(key) ? constantOf(candidate, 'stats', field) : undefined
  if (constant !== undefined) return built({ key, kind: 'constant', value: constant })
  const measured = isNumber(shape) || isGroup(field) ? measureOf(candidate, field, context, subjects) : null
  if (measured?.ok === true) {
    measures.push(measured.value)
    const grouped = measured.value.group !== null
    return built({
      key,
      kind: 'measure',
      measure: measured.value.name,
      type: typeOf(candidate, measured.value),
      grouped,
      ...(isEmptyNull(measured.value) ? { nullable: true } : {}),
    })
  }
  if (shape.kind === 'object' && shape.fields.length > 0) {
    const inner = envelopeOf(candidate, shape, [...context, key], subjects, measures)
    return inner.ok ? built({ key, kind: 'envelope', body: inner.value }) : inner
  }
  return measured ?? unbuilt(`nothing says what the response field "${key}" holds`)
}

/** A key that shows the row above: its id, or a text of it under its own name. */
function echoedColumn(above: Entity, key: string): Field | null {
  const words = wordsOf(key)
  const isKey = words.at(-1) === 'id' && entityNamed([above], words.slice(0, -1).join('_')) !== null
  if (key === 'id' || isKey) return primaryKey(above)
  const isOwn = entityNamed([above], words[0] ?? '') !== null
  const named = columnNamed(above, key) ?? (isOwn ? columnNamed(above, words.slice(1).join('_')) : null)
  return named !== null && (named.type === 'string' || named.type === 'enum') ? named : null
}

function isEmptyNull(measure: Measure): boolean {
  return measure.function === 'least' || measure.function === 'greatest'
}

function isStreak(measure: Measure): boolean {
  return measure.function === 'currentStreak' || measure.function === 'longestStreak'
}

function typeOf({ draft }: Candidate, measure: Measure): 'integer' | 'number' | 'decimal' {
  if (measure.function === 'count' || isStreak(measure)) return 'integer'
  if (measure.function === 'share') return 'number'
  const entity = draft.entities.find(({ name }) => name === measure.entity)
  const type = entity?.fields.find(({ name }) => name === measure.field)?.type
  if (type === 'decimal') return 'decimal'
  return type === 'integer' && measure.function !== 'average' ? 'integer' : 'number'
}

/** Entities that keys, path and words speak of, in that order; the only one of the service where they name none. */
function subjectsOf(candidate: Candidate, shape: Extract<Shape, { kind: 'object' }>): readonly Entity[] {
  const { draft, path } = candidate
  const own = draft.entities.filter((entity) => !entity.managedElsewhere)
  const keys = shape.fields.flatMap((field) => wordsOf(field.name))
  const words = [
    ...keys,
    ...path.items.flatMap((item) => wordsOf(item.literal)),
    ...candidate.text.split(/\W{1,10}/),
  ]
  const named = words.flatMap((word) => entityNamed(own, word) ?? [])
  const about = candidate.entity !== null && own.includes(candidate.entity) ? [candidate.entity] : []
  const found = [...new Set([...about, ...named])]
  const above = entityAbove(candidate)
  // Below a row, those count that refer to it.
  if (above !== null)
    return [...new Set([...found, ...own])].filter(
      (entity) => entity !== above && referenceTo(entity, above) !== null,
    )
  return found.length > 0 ? found : own.length === 1 ? own : []
}

/** Query parameters narrow every number over rows that have their column. */
function queryFilters({ draft, operation }: Candidate, measure: Measure): Built<readonly Filter[]> {
  const entity = draft.entities.find(({ name }) => name === measure.entity)
  const filters: Filter[] = []
  for (const parameter of operation.query) {
    const filter = entity === undefined ? null : filterOfParameter(entity, parameter)
    if (filter === null)
      return unbuilt(`the query parameter "${parameter.name}" matches no column of ${measure.entity}`)
    filters.push(filter)
  }
  return built(filters)
}

/** The rows that a person decided to leave out of a sum, where states make it doubtful. */
function decided({ draft, operation, answers }: Candidate, measure: Measure): Measure {
  const entity = draft.entities.find(({ name }) => name === measure.entity)
  const doubt = entity === undefined ? null : unsettledRows(entity, measure)
  if (doubt === null) return measure
  const option = doubt.options.find(
    ({ id }) => id === answers.get(questionId(operation, `${wordsOf(measure.name).join('-')}-rows`)),
  )
  return option === undefined ? measure : { ...measure, filters: [...measure.filters, ...option.filters] }
}
