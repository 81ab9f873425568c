import { callerEntity } from '../credentials/kinds.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { giveBack } from '../steps/give.js'
import { guardSteps } from '../steps/guard.js'
import { locateCaller, namesCaller } from '../steps/locate-caller.js'
import { locateSole, namesSole } from '../steps/locate-sole.js'
import { locateRow } from '../steps/locate.js'
import { protectedSteps } from '../steps/protected.js'
import { referredFailure } from '../steps/referred-rows.js'
import { removalMark } from '../steps/removal.js'

/** Removals of accounts that wait, or leave something behind. */
const SLOWLY =
  /\b(?:anonymi[sz]\w{1,6}|pseudonymi[sz]\w{1,6}|schedul\w{1,6}|grace period|within \d{1,3} days|after \d{1,3} days|retain\w{0,4}|deactivat\w{1,5}|disabl\w{1,4})\b/

/** Removes a row: `DELETE /books/{id}`, also the caller's own account (`DELETE /users/me`); marks it as removed where the documents say "soft". */
export const remove: Recogniser = {
  behaviour: 'delete',
  answers: 'nothing',
  recognises: ({ operation }) => operation.method === 'DELETE',
  implement: (candidate) => {
    const { operation } = candidate
    const own = namesCaller(candidate)
    const entity = own ? callerEntity(candidate) : candidate.entity
    if (entity === null) return notImplemented('it is not known which entity it removes')
    const slowly = own ? SLOWLY.exec(candidate.text)?.[0] : undefined
    if (slowly !== undefined) return notImplemented(`it is to do more than remove the account (“${slowly}”)`)
    const sole = namesSole(candidate)
    if (sole && /\b(?:clear|empt(?:y|ies)|reset)/.test(candidate.text))
      return notImplemented('whether it removes the row or what the row holds is not understood')
    if (!own && !sole && candidate.end !== 'item') return notImplemented('the path names no single row')
    const [sent] = operation.body
    if (sent !== undefined)
      return notImplemented(`what the body field "${sent.name}" does to a removal is not understood`)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const locate = sole ? locateSole : own ? locateCaller : locateRow
    const located = locate(candidate, entity)
    if (!located.ok) return notImplemented(located.why)
    const mark = removalMark(candidate.draft, entity)
    if (operation.facts.deletion === 'soft' && mark === null)
      return notImplemented(`no column of ${entity.name} can mark a row as removed`)
    const { row, steps } = located.value
    const giving = giveBack(candidate, entity, row, { once: true, from: null })
    if (!giving.ok) return notImplemented(giving.why)
    return implemented(
      [
        ...guard.value,
        ...steps,
        ...protectedSteps(candidate, entity, row),
        ...giving.value.steps,
        {
          kind: 'remove',
          row,
          soft: mark?.set ?? null,
          referred: mark === null ? referredFailure(candidate, entity) : null,
          origins: originsOf(operation, 'deletion', 'exists'),
        },
      ],
      row,
    )
  },
}
