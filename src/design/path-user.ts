import type { Assembly } from './assembly.js'
import { isUserParameter, parameterName, segmentsOf } from './canonical-path.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { OperationGroup } from './operation-groups.js'
import { operationId } from './operation-groups.js'
import { ask } from './questions/ask.js'
import type { Auth } from './service.js'

const ID = 'path-user'

/** The parameter of a path that names the user; null where none does. */
export function userParameterOf(path: string): string | null {
  return (
    segmentsOf(path)
      .map(parameterName)
      .find((name) => name !== null && isUserParameter(name)) ?? null
  )
}

/** A refusal of a path that names somebody else. */
const REFUSED = /\b(?:path|url|uri)\b|\buser_?ids?\b.{0,40}\b(?:match|mismatch|differ)|\bmismatch/i

/**
 * Whether the user id of paths is compared with the caller, as the house standard asks (AUTH-2), or ignored where
 * documents say so: then any id reaches the caller's own rows. Asked, because a client with a wrong id does not notice.
 */
export function withPathUser(assembly: Assembly, groups: readonly OperationGroup[], auth: Auth): Auth {
  const said = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'pathUser')
  const about = groups.filter(({ path }) => userParameterOf(path) !== null)
  if (said.length === 0 || about.length === 0 || auth.scheme === 'none') return auth
  const refusals = about
    .flatMap(({ claims }) => candidatesOf(claims, 'error'))
    .filter(({ value }) => value.status === 403 && REFUSED.test(value.condition ?? ''))
  const recommended = refusals.length === 0 ? 'ignored' : 'compared'
  ask(assembly, {
    id: ID,
    kind: 'conflict',
    concern: 'security',
    subjects: about.map(operationId),
    about: `Documents say that the user id in the path is ignored, ${
      refusals.length === 0 ? 'where the standard refuses' : 'and that a path is refused which names'
    } another's: ${operationId(about[0] ?? { method: 'GET', path: '/' })}.`,
    spans: [...said, ...refusals].map(({ span }) => span),
    options: [
      {
        id: 'ignored',
        label:
          'whatever id stands there, callers reach their own rows; a client with a wrong id does not notice',
      },
      { id: 'compared', label: "another's id is refused with 403 before the database is asked" },
    ],
    recommended,
  })
  const answer = assembly.answers.get(ID)
  const chosen = answer === 'ignored' || answer === 'compared' ? answer : recommended
  if (chosen === 'compared') return auth
  const origins = said.slice(0, 4).map(({ span, reader }) => ({ kind: 'claim' as const, span, reader }))
  return { ...auth, pathUser: 'ignored', origins: { ...auth.origins, pathUser: origins } }
}
