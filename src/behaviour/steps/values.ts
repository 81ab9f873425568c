import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { BodyField } from '../../design/operation.js'
import type { Assignment, Failure, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, fieldOf } from '../column.js'
import { computedValue } from './computed.js'
import { isPassword, passwordColumn } from '../credentials/password.js'
import { enumDefault } from '../enum-default.js'
import { flagDefault } from '../flag-default.js'
import { isGivenLater } from '../initial-text.js'
import { refusalOf } from '../failure.js'
import { collectionOfBody } from './collect.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import type { Lines } from './lines.js'
import type { Parent } from './locate.js'
import { ownerRule } from './owner.js'
import { keyListOf } from '../relations/key-lists.js'
import { recomputedSlugs, slugValue } from './slug.js'
import { snapshotValue } from './snapshot.js'
import { unfit } from './unfit.js'

/** The column a body field is stored in. */
export function columnOfBody(entity: Entity, field: BodyField): Field | null {
  if (isPassword(field.name)) {
    const hash = passwordColumn(entity)
    if (hash !== null) return hash
  }
  return (field.column === null ? null : fieldOf(entity, field.column)) ?? columnNamed(entity, field.name)
}

/** What a body field puts into its column: itself, or the hash of a password. */
function valueOf(entity: Entity, field: BodyField, column: Field): Expression {
  const sent: Expression = { kind: 'body', field: field.name }
  return isPassword(field.name) && column === passwordColumn(entity) ? { kind: 'hash', of: sent } : sent
}

/** Columns whose value no client may set: key, owner, and those the operation leaves alone. */
function reserved(candidate: Candidate, entity: Entity, column: Field): boolean {
  if (column.name === entity.owner || (column.primaryKey && column.generated !== null)) return true
  return (candidate.operation.facts.unchanged ?? []).some((name) => columnNamed(entity, name) === column)
}

/**
 * The values of a new row: the caller as owner, the parents of the path, the
 * body's fields; columns without any of these take their default.
 */
export function insertValues(
  candidate: Candidate,
  entity: Entity,
  parents: readonly Parent[],
  lines: Lines | null = null,
  found: readonly Step[] = [],
): Built<readonly Assignment[]> {
  const values = new Map<string, Assignment>()
  const set = (field: string, value: Expression, whenBody: string | null = null): void => {
    values.set(field, { field, value, whenBody })
  }
  const owner = ownerRule(candidate, entity)
  if (owner !== null) set(owner.field, owner.value)
  for (const parent of parents)
    set(parent.reference.name, { kind: 'field', row: parent.row, field: parent.target })
  for (const field of candidate.operation.body) {
    if (collectionOfBody(entity, field) !== null || field.name === lines?.list) continue
    if (keyListOf(candidate.draft, entity, field) !== null) continue
    const column = columnOfBody(entity, field)
    if (column === null) return unbuilt(`the body field "${field.name}" is no column of ${entity.name}`)
    if (reserved(candidate, entity, column) || values.has(column.name)) continue
    const why = unfit(entity, field, column)
    if (why !== null) return unbuilt(why)
    set(column.name, valueOf(entity, field, column), defaultsInTable(field, column) ? field.name : null)
  }
  for (const column of entity.fields) {
    if (values.has(column.name)) continue
    const computed =
      lines?.total(column) ??
      computedValue(column, candidate.operation.body) ??
      snapshotValue(
        candidate.draft,
        column,
        found.filter((step) => step.kind === 'find'),
      ) ??
      slugValue(candidate, entity, column)
    if (computed !== null) {
      set(column.name, computed)
      continue
    }
    if (column.generated !== null || column.default !== null || column.nullable) {
      if (column.touched && column.generated === null) set(column.name, { kind: 'now' })
      continue
    }
    const first =
      flagDefault(entity, column, candidate.answers) ?? enumDefault(entity, column, candidate.answers)
    if (column.touched || isCreationTime(column)) set(column.name, { kind: 'now' })
    else if (isGivenLater(candidate.draft, entity, column)) set(column.name, { kind: 'constant', value: '' })
    else if (first !== null) set(column.name, { kind: 'constant', value: first })
    else if (!isKey(column)) return unbuilt(`nothing gives ${entity.name}.${column.name} its value`)
  }
  return built([...values.values()])
}

/** An absent body field leaves the column to its own default. */
function defaultsInTable(field: BodyField, column: Field): boolean {
  if (field.required || field.default !== null || field.generated !== null) return false
  return column.default !== null || column.generated !== null || !column.nullable
}

function isCreationTime(column: Field): boolean {
  return (
    /^created(?:_?at|_?on)?$/i.test(column.name) && (column.type === 'datetime' || column.type === 'date')
  )
}

/** A key of a type the database or the model can make by itself. */
function isKey(column: Field): boolean {
  return (
    column.primaryKey && (column.type === 'integer' || column.type === 'uuid' || column.type === 'string')
  )
}

/**
 * The values a change sets. A partial change sets what the body holds; a full
 * one sets all its fields. `touched` columns become now either way.
 */
export function changeValues(
  candidate: Candidate,
  entity: Entity,
  extent: 'partial' | 'full',
): Built<readonly Assignment[]> {
  const values: Assignment[] = []
  for (const field of candidate.operation.body) {
    if (collectionOfBody(entity, field) !== null) continue
    if (keyListOf(candidate.draft, entity, field) !== null) continue
    const column = columnOfBody(entity, field)
    if (column === null) return unbuilt(`the body field "${field.name}" is no column of ${entity.name}`)
    if (reserved(candidate, entity, column)) continue
    const why = unfit(entity, field, column)
    if (why !== null) return unbuilt(why)
    const kept = extent === 'partial' || (!field.required && field.default === null && !column.nullable)
    values.push({
      field: column.name,
      value: valueOf(entity, field, column),
      whenBody: kept ? field.name : null,
    })
  }
  return built([...recomputedSlugs(candidate, entity), ...values, ...touches(entity)])
}

/** `touched` columns set to the present moment. */
export function touches(entity: Entity): readonly Assignment[] {
  return entity.fields
    .filter((field) => field.touched)
    .map((field) => ({ field: field.name, value: { kind: 'now' }, whenBody: null }))
}

/** The answer when the values meet a unique constraint; null when no constraint covers them (ERR-6). */
export function duplicateFailure(
  candidate: Candidate,
  entity: Entity,
  values: readonly Assignment[],
): Failure | null {
  const assigned = new Set(values.filter((value) => value.value.kind === 'body').map((value) => value.field))
  const columns = entity.fields.filter(
    (field) => field.unique && !field.primaryKey && assigned.has(field.name),
  )
  const index = entity.indexes.find((one) => one.unique && one.fields.some((field) => assigned.has(field)))
  const key = entity.fields.find((field) => field.primaryKey && assigned.has(field.name))
  // One answer for all of them: which one it was, only the database knows.
  const alone = columns.length === 0 ? undefined : columns.map((field) => field.name).join(' or ')
  const subject =
    alone ?? index?.fields.find((field) => assigned.has(field)) ?? key?.name ?? soleOwner(entity, values)
  return subject === undefined ? null : refusalOf(candidate, 'duplicate', subject).failure
}

/** The entity where each owner has one row at most, and the values make it the caller's. */
function soleOwner(entity: Entity, values: readonly Assignment[]): string | undefined {
  const owner = entity.fields.find((field) => field.name === entity.owner)
  const sole = owner !== undefined && (owner.unique || owner.primaryKey)
  const own = values.some(({ field, value }) => field === owner?.name && value.kind === 'caller')
  return sole && own ? entity.name : undefined
}
