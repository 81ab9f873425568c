import { primaryKey } from '../column.js'
import { refusalOf } from '../failure.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { rowName } from '../steps/locate.js'

/** Answers the caller's own row: `GET …/me`, `GET …/whoami`, `GET /user`. */
export const me: Recogniser = {
  behaviour: 'me',
  answers: 'row',
  recognises: ({ operation, word, path }) =>
    operation.method === 'GET' &&
    operation.access === 'authenticated' &&
    path.items.every((item) => item.parameter === null) &&
    /^(?:me|whoami|user|profile|current-user|current_user)$/.test(word),
  implement: (candidate) => {
    const { entity } = candidate
    const key = entity === null ? null : primaryKey(entity)
    if (entity === null || entity.managedElsewhere || key === null)
      return notImplemented('the callers are kept by another system')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const absent = refusalOf(candidate, 'absent', entity.name)
    const row = rowName(entity)
    return implemented(
      [
        ...guard.value,
        {
          kind: 'find',
          row,
          entity: entity.name,
          key: { field: key.name, value: { kind: 'caller' } },
          owner: null,
          otherwise: absent.failure,
          foreign: null,
          origins: absent.origins,
        },
      ],
      row,
    )
  },
}
