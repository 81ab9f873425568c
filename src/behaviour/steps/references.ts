import type { DraftOperation } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { impliedBy, referredBy } from '../referred.js'
import { type Refusal, refusalOf } from '../failure.js'
import { snakeCase, wordsOf } from '../naming.js'
import { standard } from '../origins.js'
import { presence, rowName } from './locate.js'
import { isShared, reachRule } from './owner.js'
import { columnOfBody } from './values.js'

/** Words of a document that speak of a row which is not there. */
const ABSENCE = /\b(?:not found|exists?|unknown|invalid|no such|not belong|valid|missing)\b/i

/** Statuses in which a reference to no row may be specified. */
const STATUSES: ReadonlySet<number> = new Set([400, 404, 409, 422])

/**
 * Finds each row that a body field refers to, within the rows that the caller may name: `book_id` must be a book, and of
 * owned books one of the caller's (CWE-639). A field that may be left out is looked up when it holds a value. Another
 * user's row is answered as one that does not exist (AUTH-4).
 */
export function referenceSteps(candidate: Candidate, entity: Entity): readonly Step[] {
  const { draft, operation } = candidate
  return operation.body.flatMap((field): readonly Step[] => {
    const column = columnOfBody(entity, field)
    if (column === null || column.name === entity.owner || column.primaryKey) return []
    const target = referredBy(draft.entities, column) ?? impliedBy(draft.entities, column)
    if (target === null || target.entity.managedElsewhere) return []
    const refusal = unknownReference(candidate, target.entity, field)
    // A row of the same table is named, not changed: an answer to anybody's remark that all may read.
    const named = target.entity === entity && isShared(draft, entity)
    // Who a row shows to beside its owner is somebody else.
    const other = named || entity.parties?.includes(column.name) === true
    const owner = other ? null : reachRule(candidate, target.entity)
    const row = referredRow(field.name, entity)
    const always = (field.required || field.default !== null) && !field.nullable
    return [
      {
        kind: 'find',
        row,
        entity: target.entity.name,
        key: { field: target.key.name, value: { kind: 'body', field: field.name } },
        owner,
        otherwise: refusal.failure,
        foreign: null,
        ...(always ? {} : { whenBody: field.name }),
        origins: [...refusal.origins, ...(owner === null ? [] : standard('AUTH-3'))],
      },
      ...(always ? presence(candidate, target.entity, row) : []),
    ]
  })
}

/** What a row is called that a field refers to: `book` for `book_id`. */
function referredRow(name: string, entity: Entity): string {
  const plain = snakeCase(name).replace(/_id$/, '')
  return plain === rowName(entity) || plain === snakeCase(name) ? `${snakeCase(name)}_row` : plain
}

/** What an id without a row is answered: as the documents say of it, else as any absent row (ERR-5). */
function unknownReference(candidate: Candidate, target: Entity, field: BodyField): Refusal {
  const { operation } = candidate
  const absent = refusalOf(candidate, 'absent', target.name)
  const maker = makerOf(candidate, field)
  const making = maker === null ? null : (saidStatus(maker, target, field) ?? listedStatus(maker))
  const status =
    saidStatus(operation, target, field) ??
    (making !== null && operation.errors.includes(making) ? making : listedStatus(operation)) ??
    absent.failure.status
  return status === absent.failure.status
    ? absent
    : {
        failure: { status, message: `${target.name} not found` },
        origins: operation.origins[`error.${status}`] ?? absent.origins,
      }
}

/** The status that the documents of an operation give for a row of `target` that is not there. */
function saidStatus(operation: DraftOperation, target: Entity, field: BodyField): number | null {
  const noun = ` ${wordsOf(target.name).join(' ')} `
  const said = operation.errorFacts.find(({ status, condition, message }) => {
    const text = `${condition ?? ''} ${message ?? ''}`
    const names = ` ${wordsOf(text).join(' ')} `.includes(noun) || text.includes(field.name)
    return STATUSES.has(status) && names && ABSENCE.test(text)
  })
  return said?.status ?? null
}

/** The status that is left for it where an operation lists no 404; null when 404 is listed, or nothing is. */
function listedStatus({ errors }: DraftOperation): number | null {
  return errors.includes(404) || !errors.includes(422) ? null : 422
}

/**
 * The operation that makes the rows which this one changes. A change lists 404 for the row of its path, which says
 * nothing of the rows in its body; one and the same wrong id is answered alike by both.
 */
function makerOf({ draft, operation }: Candidate, field: BodyField): DraftOperation | null {
  const collection = operation.path.replace(/\/\{[^{}]*\}$/, '')
  if (collection === operation.path) return null
  return (
    draft.operations.find(
      ({ method, path, body }) =>
        method === 'POST' && path === collection && body.some(({ name }) => name === field.name),
    ) ?? null
  )
}
