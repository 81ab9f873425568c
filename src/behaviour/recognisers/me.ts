import { callerEntity } from '../credentials/kinds.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { locateCaller, namesCaller } from '../steps/locate-caller.js'

/** Answers the caller's own row: `GET …/me`, `GET …/whoami`, `GET /user`. */
export const me: Recogniser = {
  behaviour: 'me',
  answers: 'row',
  recognises: (candidate) => candidate.operation.method === 'GET' && namesCaller(candidate),
  implement: (candidate) => {
    const entity = callerEntity(candidate)
    if (entity === null) return notImplemented('it is not known which entity the callers are')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateCaller(candidate, entity)
    if (!located.ok) return notImplemented(located.why)
    return implemented([...guard.value, ...located.value.steps], located.value.row)
  },
}
