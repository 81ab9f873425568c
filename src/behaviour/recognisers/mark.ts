import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { participleOf } from '../relations/verb.js'
import { giveBack } from '../steps/give.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'
import { momentOf, undoneBy } from '../steps/moment.js'
import { saidMoves } from '../steps/said-move.js'
import { saidSettings } from '../steps/said-settings.js'
import { touches } from '../steps/values.js'

/** The moment that an operation sets or clears; null for other operations. */
function markOf(candidate: Candidate) {
  const { operation, end, word, entity } = candidate
  const acts = ['POST', 'PATCH', 'PUT'].includes(operation.method) && end === 'action'
  if (!acts || operation.body.length > 0 || entity === null) return null
  const undone = undoneBy(entity, word)
  const verb = undone ?? word
  const column = momentOf(entity, verb)
  const state = participleOf(verb)
  // A state of that name is more than a moment.
  if (column === null || entity.fields.some((field) => field.enum?.includes(state) ?? false)) return null
  // Nor is a move between states that its own words tell, under whatever name.
  if (saidMoves(candidate, entity).length > 0) return null
  return { column, undoes: undone !== null, verb }
}

/**
 * Notes when something was done to a row, and forgets it again: `POST /vehicles/{id}/archive` with `archived_at`, and
 * `…/unarchive`. Twice is as good as once, and keeps the first moment, unless a document gives a status for it.
 */
export const mark: Recogniser = {
  behaviour: 'set',
  answers: 'row',
  recognises: (candidate) => markOf(candidate) !== null,
  implement: (candidate) => {
    const { entity, operation } = candidate
    const marked = markOf(candidate)
    if (entity === null || marked === null) return notImplemented('nothing holds the moment')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateRow(candidate, entity)
    if (!located.ok) return notImplemented(located.why)
    const { row, steps } = located.value
    const { column, undoes } = marked
    const settings = saidSettings(candidate, entity)
    const unknown = [...settings.others, ...settings.moments].find((other) => other !== column)
    if (unknown !== undefined)
      return notImplemented(`what becomes of ${entity.name}.${unknown.name} is not understood`)
    const refused = otherwiseRefused(candidate, row, column.name, undoes)
    const giving = giveBack(candidate, entity, row, { once: refused.length > 0 && !undoes, from: null })
    if (!giving.ok) return notImplemented(giving.why)
    return implemented(
      [
        ...guard.value,
        ...steps,
        ...refused,
        ...giving.value.steps,
        {
          kind: 'assign',
          row,
          values: [
            {
              field: column.name,
              value: undoes ? { kind: 'constant', value: null } : { kind: 'now' },
              whenBody: null,
            },
            ...touches(entity),
          ],
          duplicate: null,
          origins: originsOf(operation, 'summary', 'exists'),
        },
      ],
      row,
    )
  },
}

/** The refusal of a row that is marked already, or not marked, where the operation documents one. */
function otherwiseRefused(
  candidate: Candidate,
  row: string,
  field: string,
  undoes: boolean,
): readonly Step[] {
  const documented = candidate.operation.errorFacts.some(({ status }) => status === 409 || status === 400)
  if (!documented) return []
  const refusal = refusalOf(candidate, 'condition')
  const value = { kind: 'field', row, field } as const
  return [
    {
      kind: 'check',
      condition: undoes
        ? { kind: 'equal', left: { kind: 'not', of: value }, right: { kind: 'constant', value: false } }
        : { kind: 'equal', left: value, right: { kind: 'constant', value: null } },
      otherwise: refusal.failure,
      origins: refusal.origins,
    },
  ]
}
