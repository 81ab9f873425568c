import type { Entity } from '../../design/entity.js'
import type { Failure, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import { sentenceName } from '../naming.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'
import { removalMark, type RemovalMark } from '../steps/removal.js'
import { touches } from '../steps/values.js'

/**
 * Brings back a row that was removed softly: `POST /notes/{id}/restore`. A row that was never removed stays as it is,
 * or is refused where a document gives a status for it.
 */
export const restore: Recogniser = {
  behaviour: 'set',
  answers: 'row',
  recognises: ({ operation, end, word, entity, draft }) =>
    (operation.method === 'POST' || operation.method === 'PATCH' || operation.method === 'PUT') &&
    end === 'action' &&
    /^(?:restore|undelete|recover)$/.test(word) &&
    operation.body.length === 0 &&
    entity !== null &&
    removalMark(draft, entity) !== null,
  implement: (candidate) => {
    const { entity, operation, draft } = candidate
    const mark = entity === null ? null : removalMark(draft, entity)
    if (entity === null || mark === null) return notImplemented('nothing marks its rows as removed')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateRow(candidate, entity, 'any')
    if (!located.ok) return notImplemented(located.why)
    const { row, steps } = located.value
    return implemented(
      [
        ...guard.value,
        ...steps,
        ...removedOnly(candidate, mark, row),
        {
          kind: 'assign',
          row,
          values: [{ field: mark.set.field, value: mark.present, whenBody: null }, ...touches(entity)],
          duplicate: takenMeanwhile(candidate, entity, mark),
          origins: originsOf(operation, 'summary', 'exists'),
        },
      ],
      row,
    )
  },
}

/** The refusal of a row that is not removed, where the operation documents one. */
function removedOnly(candidate: Candidate, { set, present }: RemovalMark, row: string): readonly Step[] {
  const documented = candidate.operation.errorFacts.some(({ status }) => status === 409 || status === 400)
  if (!documented) return []
  const refusal = refusalOf(candidate, 'condition')
  const field = { kind: 'field', row, field: set.field } as const
  const flag = present.kind === 'constant' && typeof present.value === 'boolean'
  return [
    {
      kind: 'check',
      condition: flag
        ? { kind: 'equal', left: field, right: set.value }
        : { kind: 'equal', left: { kind: 'not', of: field }, right: { kind: 'constant', value: false } },
      otherwise: refusal.failure,
      origins: refusal.origins,
    },
  ]
}

/** What is unique among the rows that are there may have been taken since. */
function takenMeanwhile(candidate: Candidate, entity: Entity, { set }: RemovalMark): Failure | null {
  const index = entity.indexes.find(
    ({ unique, where }) => unique && where.some(({ column }) => column === set.field),
  )
  const subject = index?.fields.find((field) => field !== entity.owner) ?? index?.fields[0]
  if (subject === undefined) return null
  const { failure } = refusalOf(candidate, 'duplicate', subject)
  const told = /already|taken|unique|duplicate|exists/i.test(failure.message)
  return told ? failure : { ...failure, message: `${sentenceName(subject)} already exists` }
}
