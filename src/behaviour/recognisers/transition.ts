import type { Entity } from '../../design/entity.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { momentsSaid } from '../moments-on-entering.js'
import { refusalOf } from '../failure.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { giveBack } from '../steps/give.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'
import { moveEffect, secondDemand } from '../steps/move-effect.js'
import { onlyFrom, saidMessage } from '../steps/guard-message.js'
import { movedBody } from '../steps/moved-body.js'
import type { StateMove } from '../steps/states.js'
import { saidSettings } from '../steps/said-settings.js'
import { otherConflict, stampsOf, stateMove } from '../steps/states.js'
import { touches } from '../steps/values.js'

const VERB =
  /^(?:approve|reject|submit|cancel|close|reopen|open|ship|receive|send|start|stop|pause|resume|finish|complete|activate|deactivate|reactivate|archive|unarchive|publish|unpublish|confirm|pay|refund|renew|return|retry|restore|suspend|accept|decline|void|release|hold|dispatch|deliver|collect|anonymize|expire|revoke|verify|fulfil|fulfill|check-in|check-out|checkin|checkout)$/

/**
 * Moves a row from one state to another: `POST …/{id}/approve`, with what its body brings for the row, from the states that
 * its words name (`only a draft may be submitted`, `draft → submitted`), with the error for the others.
 */
export const transition: Recogniser = {
  behaviour: 'transition',
  answers: 'row',
  recognises: (candidate) => {
    const { operation, end, word, entity } = candidate
    if (!/^(?:POST|PATCH|PUT)$/.test(operation.method) || end !== 'action') return false
    if (VERB.test(word)) return true
    if (entity === null) return false
    // `POST /parcels/{id}/weigh` where a state is `weighed`.
    return entity.fields.some((field) => field.enum?.includes(word)) || stateMove(candidate, entity) !== null
  },
  implement: (candidate) => {
    const { entity, operation, word } = candidate
    if (entity === null) return notImplemented('it is not known which entity it moves between states')
    const move = stateMove(candidate, entity)
    if (move === null) return notImplemented(`no state of ${entity.name} is what "${word}" leads to`)
    const said = momentsSaid(candidate.draft.statements, entity)
    const told = said.flatMap((one) =>
      one.column === move.column && one.value === move.to ? [one.moment] : [],
    )
    const settings = saidSettings(candidate, entity)
    const [unknown] = settings.others
    if (unknown !== undefined)
      return notImplemented(`what becomes of ${entity.name}.${unknown.name} is not understood`)
    const stamps = [...new Set([...stampsOf(entity, move), ...told, ...settings.moments])]
    const brought = movedBody(candidate, entity, move, stamps)
    if (!brought.ok) return notImplemented(brought.why)
    const conflict = move.asked === true ? otherConflict(candidate) : null
    if (conflict !== null) return notImplemented(`when “${conflict}” is so is not understood`)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateRow(candidate, entity)
    if (!located.ok) return notImplemented(located.why)
    const { row, steps } = located.value
    const giving = giveBack(candidate, entity, row, {
      once: move.from.length > 0 && !move.from.includes(move.to),
      from: move.from,
    })
    if (!giving.ok) return notImplemented(giving.why)
    const effect =
      moveEffect(candidate, entity, giving.value.sentences) ??
      (move.asked === true ? secondDemand(candidate) : null)
    if (effect !== null)
      return notImplemented(`it is to do more than change the state of ${entity.name} (“${effect}”)`)
    const now = stamps.map(({ name }) => ({
      field: name,
      value: { kind: 'now' as const },
      whenBody: null,
    }))
    return implemented(
      [
        ...guard.value,
        ...steps,
        ...stateCheck(candidate, entity, row, move),
        ...giving.value.steps,
        {
          kind: 'assign',
          row,
          values: [
            { field: move.column.name, value: { kind: 'constant', value: move.to }, whenBody: null },
            ...now,
            ...brought.value,
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

/** The refusal of a row in another state than those from which it may move; nothing where it may be in any. */
function stateCheck(
  candidate: Candidate,
  entity: Entity,
  row: string,
  { column, from }: StateMove,
): readonly Step[] {
  if (from.length === 0) return []
  const { operation } = candidate
  const { failure, origins } = refusalOf(candidate, 'condition')
  const guarded = (operation.guards ?? []).length > 0
  // `Any other status: 409` tells a reader of the document, and no client, what is refused.
  const message =
    guarded || /^(?:any )?other (?:status|state)e?s?$/i.test(failure.message)
      ? (saidMessage(operation, failure.status) ?? onlyFrom(candidate, entity, from))
      : failure.message
  return [
    {
      kind: 'check',
      condition: { kind: 'oneOf', value: { kind: 'field', row, field: column.name }, values: from },
      otherwise: { ...failure, message },
      origins,
    },
  ]
}
