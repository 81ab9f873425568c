import type { Entity } from '../../design/entity.js'
import type { Candidate } from '../candidate.js'
import { keyName } from '../column.js'
import { refusalOf } from '../failure.js'
import { soleRowOf } from '../relations/sole-rows.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import type { Located } from './locate.js'
import { rowName } from './locate.js'

/** Whether a path names the caller's own row: `/me`, `/users/me`, `/user`, `/profile`. */
export function namesCaller({ draft, operation, word, path }: Candidate): boolean {
  if (soleRowOf(draft, operation) !== null) return false
  return (
    (operation.access === 'authenticated' || operation.access.startsWith('role:')) &&
    path.items.every((item) => item.parameter === null) &&
    /^(?:me|whoami|user|profile|current-user|current_user)$/.test(word)
  )
}

/**
 * Finds the caller's own row. A token of an account that is gone names nobody: it is refused like any other invalid
 * token, unless the documents give 404.
 */
export function locateCaller(candidate: Candidate, entity: Entity): Built<Located> {
  if (entity.managedElsewhere) return unbuilt('the callers are kept by another system')
  const cause = candidate.operation.errors.includes(404) ? 'absent' : 'token'
  const refusal = refusalOf(candidate, cause, entity.name)
  const row = rowName(entity)
  return built({
    row,
    steps: [
      {
        kind: 'find',
        row,
        entity: entity.name,
        key: { field: keyName(entity), value: { kind: 'caller' } },
        owner: null,
        otherwise: refusal.failure,
        foreign: null,
        origins: refusal.origins,
      },
    ],
  })
}
