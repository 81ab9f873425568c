import { exceptedOperation } from './excepted-operation.js'
import type { Claim, ClaimOf, Method } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import {
  isHealthPath,
  isUserParameter,
  normalisePath,
  parameterName,
  pathKey,
  segmentsOf,
} from './canonical-path.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import { compareAuthority, tierOf } from './precedence.js'
import { indexSpellings } from './spelling-index.js'

/** All claims about one method and path, however the documents write the path. */
export interface OperationGroup {
  readonly method: Method
  /** As the strongest document writes it, in OpenAPI notation. */
  readonly path: string
  readonly claims: readonly ClaimOf<'operation'>[]
  readonly parameters: readonly ClaimOf<'parameter'>[]
  readonly body: readonly ClaimOf<'body'>[]
}

type OperationClaim = ClaimOf<'operation'> | ClaimOf<'parameter'> | ClaimOf<'body'>

/** Stable id of an operation: `POST /api/loans`. */
export function operationId({ method, path }: Pick<OperationGroup, 'method' | 'path'>): string {
  return `${method} ${path}`
}

/** Key under which the notations of one operation meet. */
export function operationKey({ method, path }: Pick<OperationGroup, 'method' | 'path'>): string {
  return `${method} ${pathKey(path)}`
}

/** All claims of a group. */
export function claimsOf(group: OperationGroup): readonly OperationClaim[] {
  return [...group.claims, ...group.parameters, ...group.body]
}

/** The best tier among the sources of a group; 0 is the strongest. */
export function groupTier({ sources }: Pick<Assembly, 'sources'>, group: OperationGroup): number {
  return Math.min(...claimsOf(group).map(({ span }) => tierOf(sources, span.source, 'wire')))
}

/** Path prefixes that a document states for its own operations: `servers: [{url: /v1}]`, `Base URL: …/api`. */
function basePaths(assembly: Assembly, operations: readonly OperationClaim[]): ReadonlyMap<string, string> {
  const claims = claimsAbout(assembly.reading.claims, 'service')
  const stated = new Map(
    candidatesOf(claims, 'basePath').map(({ value, span }) => [span.source, normalisePath(value)]),
  )
  if (stated.size === 0) return stated
  const written = new Map<string, Set<string>>()
  for (const { subject, span } of operations)
    if (stated.has(span.source))
      written.set(span.source, (written.get(span.source) ?? new Set()).add(normalisePath(subject.path)))
  return new Map(
    [...stated].filter(([source, base]) => !isWrittenOut(base, written.get(source) ?? new Set())),
  )
}

/**
 * Whether a document writes its base path out in most paths and abbreviates none of them: what stands elsewhere there,
 * such as `/actuator/health` beside `/api/v1/loans`, is meant as it is written.
 */
function isWrittenOut(base: string, paths: ReadonlySet<string>): boolean {
  const under = [...paths].filter((path) => path.startsWith(`${base}/`))
  const others = [...paths].filter((path) => !path.startsWith(`${base}/`) && path !== base)
  return (
    under.length > 2 &&
    under.length > others.length &&
    others.every((path) => !paths.has(normalisePath(`${base}/${path}`)))
  )
}

/** The path of a claim under the base path of its document; paths outside it, such as `/health`, stay. */
function underBase(path: string, base: string | undefined): string {
  const normal = normalisePath(path)
  if (base === undefined || base === '/') return normal
  const first = segmentsOf(base)[0]
  if (normal === base || normal.startsWith(`${base}/`)) return normal
  const own = segmentsOf(normal)[0]
  if (own === first) return normal
  // A base path that ends with the collection: `/api/loans` and `GET /loans/{id}`.
  const overlap = segmentsOf(base).at(-1) === own ? base.slice(0, base.lastIndexOf('/')) : base
  return normalisePath(`${overlap}/${normal}`)
}

/** A literal that stands for a value in an example: `42`, `user-123`, `$USER_ID`, a UUID. */
function looksLikeValue(segment: string): boolean {
  if (
    /^(?:abc|xyz|foo|invalid|non-?existent|unknown|not-an?-\w{1,20}|some-\w{1,20})(?:[-_]\w{1,20})?$/i.test(
      segment,
    )
  )
    return true
  return /\d/.test(segment) ? !/^v\d+$/.test(segment) : /^[$%<]|[A-Z]{2}|\.\.\.|…/.test(segment)
}

/** Whether `path` is `template` with values in place of some parameters. */
function instantiates(path: string, template: string, weaker: boolean): boolean {
  const own = segmentsOf(path)
  const pattern = segmentsOf(template)
  if (own.length !== pattern.length || path === template) return false
  return own.every((segment, index) => {
    const expected = pattern[index] ?? ''
    if (parameterName(expected) === null) return segment === expected
    return parameterName(segment) !== null || looksLikeValue(segment) || weaker
  })
}

/**
 * Whether `path` is the end of `full`: `/loans` of `/api/v1/loans`. A weaker
 * document may leave out more than the prefix of the service: `/renew` of
 * `/api/loans/{id}/renew`.
 */
function abbreviates(path: string, full: string, weaker: boolean): boolean {
  const own = segmentsOf(pathKey(path))
  const whole = segmentsOf(pathKey(full))
  const prefix = whole.slice(0, whole.length - own.length)
  return (
    own.length > 0 &&
    own[0] !== '{}' &&
    prefix.length > 0 &&
    (weaker || (prefix.length <= 3 && prefix.every((segment) => /^(?:api|v\d+|rest)$/.test(segment)))) &&
    own.every((segment, index) => segment === whole[prefix.length + index])
  )
}

/** What a path names apart from prefix, version and user: `/api/v1/{user_id}/loans/{id}` is `loans/{}`. */
function skeleton(path: string): string {
  return segmentsOf(path)
    .filter(
      (segment) => !/^(?:api|rest|v\d+)$/.test(segment) && !isUserParameter(parameterName(segment) ?? ''),
    )
    .map((segment) => (parameterName(segment) === null ? segment : '{}'))
    .join('/')
}

/** The paths that a segment with several names stands for: `/loans/{id}/{renew|return}`. */
function expandedPaths(path: string): readonly string[] {
  const match = /^(.{0,300}\/)\{([\w-]{1,40}(?:[|,] ?[\w-]{1,40}){1,12})\}$/.exec(path)
  const [, prefix, names] = match ?? []
  return prefix === undefined || names === undefined
    ? [path]
    : names.split(/[|,] ?/).map((name) => `${prefix}${name}`)
}

/** Liveness endpoints that are named only as exceptions of an access rule: open paths are served. */
function exceptedHealth(claims: readonly Claim[]): readonly ClaimOf<'operation'>[] {
  return candidatesOf(claimsAbout(claims, 'service'), 'access').flatMap(({ value, span, reader }) =>
    value.except
      .map(exceptedOperation)
      .filter(({ method, path }) => (method === null || method === 'GET') && isHealthPath(path))
      .map(({ path }): ClaimOf<'operation'> => ({
        subject: { kind: 'operation', method: 'GET', path },
        property: 'exists',
        value: true,
        span,
        reader,
      })),
  )
}

/** A claim once for each path that its own stands for. */
function expanded(claim: OperationClaim): readonly OperationClaim[] {
  const paths = expandedPaths(claim.subject.path)
  if (paths.length === 1) return [claim]
  return paths.flatMap((path): readonly OperationClaim[] => {
    switch (claim.subject.kind) {
      case 'operation':
        return claimsAbout([claim], 'operation').map((one) => ({ ...one, subject: { ...one.subject, path } }))
      case 'parameter':
        return claimsAbout([claim], 'parameter').map((one) => ({ ...one, subject: { ...one.subject, path } }))
      case 'body':
        return claimsAbout([claim], 'body').map((one) => ({ ...one, subject: { ...one.subject, path } }))
    }
  })
}

interface Spelling {
  readonly method: Method
  readonly path: string
  readonly claims: OperationClaim[]
}

function bestPath(assembly: Assembly, spellings: readonly { path: string; claim: Claim }[]): string {
  const order = compareAuthority(assembly.sources, 'wire')
  return spellings.toSorted((left, right) => order(left.claim.span, right.claim.span))[0]?.path ?? '/'
}

/** For each key the key of the operation it is only another writing of. */
function sameOperation(
  assembly: Assembly,
  groups: ReadonlyMap<string, Spelling>,
): ReadonlyMap<string, string> {
  const tiers = new Map(
    [...groups.values()].map((group): [Spelling, number] => [
      group,
      group.claims.reduce(
        (best, { span }) => Math.min(best, tierOf(assembly.sources, span.source, 'wire')),
        Infinity,
      ),
    ]),
  )
  const tier = (group: Spelling): number => tiers.get(group) ?? Infinity
  const entries = [...groups]
  const index = indexSpellings(
    entries.map(([, { method, path }]) => ({ method, path })),
    skeleton,
  )
  const same = new Map<string, string>()
  for (const [key, group] of entries) {
    const candidates = index.similar(group).flatMap((position) => entries.slice(position, position + 1))
    const targets = candidates.filter(
      ([otherKey, other]) =>
        otherKey !== key &&
        (instantiates(group.path, other.path, tier(other) < tier(group)) ||
          abbreviates(group.path, other.path, tier(other) < tier(group)) ||
          (tier(group) >= 4 && tier(other) <= 2 && skeleton(group.path) === skeleton(other.path))),
    )
    const [target] = targets.toSorted(
      ([, left], [, right]) => tier(left) - tier(right) || left.path.length - right.path.length,
    )
    if (target !== undefined) same.set(key, target[0])
  }
  return same
}

/**
 * Groups the claims about operations: notations of parameters, base paths,
 * trailing slashes, examples with values in the path and paths without their
 * common prefix all meet in one group.
 */
export function groupOperations(
  assembly: Assembly,
  inScope: (claim: Claim) => boolean,
): readonly OperationGroup[] {
  const claims = assembly.reading.claims.filter(inScope)
  const all: readonly OperationClaim[] = [
    ...claimsAbout(claims, 'operation'),
    ...exceptedHealth(claims),
    ...claimsAbout(claims, 'parameter'),
    ...claimsAbout(claims, 'body'),
  ]
  const bases = basePaths(assembly, all)
  const paths = new Map<OperationClaim, string>()
  const groups = new Map<string, Spelling>()
  for (const claim of all.flatMap(expanded)) {
    const path = underBase(claim.subject.path, bases.get(claim.span.source))
    paths.set(claim, path)
    const key = operationKey({ method: claim.subject.method, path })
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { method: claim.subject.method, path, claims: [claim] })
    else group.claims.push(claim)
  }
  const same = sameOperation(assembly, groups)
  const targetOf = (key: string): string => {
    const next = same.get(key)
    return next === undefined ? key : (same.get(next) ?? next)
  }
  const merged = new Map<string, OperationClaim[]>()
  for (const [key, { claims: own }] of groups) {
    const target = targetOf(key)
    const group = merged.get(target)
    if (group === undefined) merged.set(target, [...own])
    else for (const claim of own) group.push(claim)
  }
  return [...merged].map(([key, own]): OperationGroup => {
    const direct = own
      .map((claim) => ({ path: paths.get(claim) ?? '/', claim }))
      .filter(({ path, claim }) => operationKey({ method: claim.subject.method, path }) === key)
    return {
      method: own[0]?.subject.method ?? 'GET',
      path: bestPath(assembly, direct),
      claims: claimsAbout(own, 'operation'),
      parameters: claimsAbout(own, 'parameter'),
      body: claimsAbout(own, 'body'),
    }
  })
}
