import { knowsCallers } from '../../design/known-callers.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { callerKinds, KIND_CLAIM } from '../credentials/kinds.js'
import { roleSource, rolesOf, spelledIn } from '../credentials/roles.js'
import { refusalOf } from '../failure.js'
import { originsOf, standard } from '../origins.js'

/** Steps, or the reason why none can be given. */
export type Built<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }

/** A value that could be built. */
export function built<T>(value: T): Built<T> {
  return { ok: true, value }
}

/** A reason why it could not. */
export function unbuilt(why: string): Built<never> {
  return { ok: false, why }
}

/** What `make` builds of each thing, in order; the first reason that one cannot be. */
export function builtEach<T, R>(things: readonly T[], make: (thing: T) => Built<R>): Built<readonly R[]> {
  const values: R[] = []
  for (const thing of things) {
    const made = make(thing)
    if (!made.ok) return made
    values.push(made.value)
  }
  return built(values)
}

/**
 * Who may call: nothing for a public operation, `authenticate` for a token, and
 * `authorize` when the path holds the caller's own id (AUTH-1, AUTH-2).
 */
export function guardSteps(candidate: Candidate): Built<readonly Step[]> {
  const { operation, draft } = candidate
  if (operation.access === 'public') return built([])
  const roles = rolesOf(operation.access)
  const rank = roles.find((role) => role.endsWith('+'))
  if (rank !== undefined) return unbuilt(`no document orders the roles, so that "${rank}" names nobody`)
  if (!knowsCallers(draft.auth))
    return unbuilt(`callers are known by "${draft.auth.scheme}", and only bearer tokens can be built yet`)
  const authenticate: Step = {
    kind: 'authenticate',
    optional: operation.access === 'optional',
    origins: originsOf(operation, 'access'),
  }
  const callers = callerKinds(candidate)
  if (!callers.ok) return callers
  if (callers.value !== null) {
    const refusal = refusalOf(candidate, 'role')
    const permit: Step = {
      kind: 'permit',
      roles: callers.value.map(({ role }) => role),
      source: { kind: 'claim', claim: draft.auth.roleClaim ?? KIND_CLAIM },
      otherwise: refusal.failure,
      origins: [...originsOf(operation, 'access'), ...refusal.origins],
    }
    const own = authorization(candidate)
    return built([authenticate, permit, ...(own === null ? [] : [own])])
  }
  if (roles.length > 0) {
    const { source } = roleSource(candidate, roles)
    if (source.kind === 'claim' && draft.auth.scheme === 'session')
      return unbuilt('a session that is looked up holds no roles, and no document says where they stand')
    const refusal = refusalOf(candidate, 'role')
    const permit: Step = {
      kind: 'permit',
      roles: roles.map((role) => spelledIn(candidate, source, role)),
      source,
      otherwise: refusal.failure,
      origins: originsOf(operation, 'access'),
    }
    return built([authenticate, permit])
  }
  const own = authorization(candidate)
  return built([authenticate, ...(own === null ? [] : [own])])
}

/** The user that the path names must be the caller. */
function authorization(candidate: Candidate): Step | null {
  const { operation, path } = candidate
  if (operation.access !== 'owner' || path.owner === null) return null
  const refusal = refusalOf(candidate, 'other-user')
  return {
    kind: 'authorize',
    parameter: path.owner,
    otherwise: refusal.failure,
    origins: [...refusal.origins, ...standard('AUTH-2')],
  }
}
