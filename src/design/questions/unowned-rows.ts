import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines, listed } from './ask.js'
import { entityMeant } from './entity-meant.js'

/**
 * Rows that every caller with a token makes and sees, where nothing ties a row to who made it, in a service that
 * keeps other rows apart or lets anybody sign up:
 *
 *     GET /parcels     Authentication required     Parcel (id, label)     Note (id, user_id)
 *
 * A document that forgot the column looks the same as one whose rows are everybody's. One question for all.
 */
export const askUnownedRows: QuestionPass = ({ assembly, auth, entities, operations }) => {
  if (auth.scheme === 'none') return
  const kept = entities.some(({ owner }) => owner !== null)
  const signUp = operations.some(
    ({ method, path, access }) =>
      method === 'POST' && access === 'public' && /\/(?:register|registration|sign-?up|users)$/i.test(path),
  )
  if (!kept && !signUp) return
  const meant = new Map(operations.map((operation) => [operation, entityMeant(operation.path, entities)]))
  const open = operations.filter((operation) => {
    const entity = meant.get(operation)
    if (entity === null || entity === undefined || entity.owner !== null || entity.managedElsewhere)
      return false
    if (operation.method !== 'GET' || operation.access !== 'authenticated') return false
    const own = operations.filter((other) => meant.get(other) === entity)
    return (
      // Rows that belong to other rows belong to whom those do.
      entity.fields.every(({ references }) => references === null) &&
      own.some(({ method, access }) => method === 'POST' && access === 'authenticated') &&
      own.every(({ access }) => access !== 'public' && access !== 'optional')
    )
  })
  if (open.length === 0) return
  const names = [...new Set(open.map((operation) => meant.get(operation)?.name ?? ''))]
  ask(assembly, {
    id: 'unowned-rows',
    kind: 'missing',
    concern: 'security',
    subjects: [...open.map(({ id }) => id), ...names],
    about: `Callers make rows of ${listed(names)}, and no column says whose a row is.`,
    spans: firstLines(open),
    options: [
      { id: 'shared', label: 'whoever has a token sees the rows that all others made' },
      { id: 'specified', label: 'the specification names the column that holds the owner; read it again' },
    ],
    recommended: 'shared',
  })
}
