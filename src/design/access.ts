import { exceptedOperation } from './excepted-operation.js'
import type { Access, ServiceFacts } from '../claims/claim.js'
import type { Span } from '../source/span.js'
import type { Assembly } from './assembly.js'
import { slug } from './canonical-name.js'
import { isHealthPath, normalisePath, parameterName, pathKey, segmentsOf } from './canonical-path.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { Decision } from './decide.js'
import { decide } from './decide.js'
import type { OperationGroup } from './operation-groups.js'
import { operationId } from './operation-groups.js'
import { userParameterOf } from './path-user.js'
import { askPublic } from './public-access.js'
import { tierOf } from './precedence.js'
import type { Auth } from './service.js'
import type { Candidate } from './settle.js'
import { settle } from './settle.js'
import { isUnmarked, unmarkedAccess } from './unmarked-access.js'

type AccessRule = ServiceFacts['access']

const CONSEQUENCES: Readonly<Record<string, string>> = {
  owner: 'callers reach only their own path',
  authenticated: 'callers need a token',
  optional: 'callers may come without a token',
  public: 'anybody may call it',
}

function hasUserParameter(path: string): boolean {
  return userParameterOf(path) !== null
}

/** Whether a general rule is meant for the operation. */
function applies(
  rule: { readonly prefix: string | null; readonly except: readonly string[] },
  { method, path }: OperationGroup,
): boolean {
  const under = (prefix: string): boolean => {
    const whole = normalisePath(prefix)
    return whole === '/' || path === whole || path.startsWith(`${whole}/`)
  }
  const excepted = rule.except.some((text) => {
    const { method: only, path: target } = exceptedOperation(text)
    return (only === null || only === method) && pathKey(target.replace(/\/?\*{1,3}$/, '')) === pathKey(path)
      ? true
      : target.endsWith('*') && (only === null || only === method) && under(target.replace(/\/?\*{1,3}$/, ''))
  })
  return !excepted && (rule.prefix === null || under(rule.prefix))
}

/** A path with the caller's own id is the caller's own: `authenticated` there means `owner`. */
function narrowed(access: Access, path: string, { pathUser }: Auth): Access {
  if (pathUser === 'ignored') return access === 'owner' ? 'authenticated' : access
  return access === 'authenticated' && hasUserParameter(path) ? 'owner' : access
}

/** Whether a line gives the access of the whole service, as the security of a contract does. */
function isShared({ reading }: Assembly, { source, start }: Span): boolean {
  return claimsAbout(reading.claims, 'service').some(
    ({ property, span }) => property === 'access' && span.source === source && span.start === start,
  )
}

/**
 * Rules without those that another one narrows: where `/api/admin` is for administrators, that all of `/api` needs a token
 * says nothing more.
 */
function closest(rules: readonly Candidate<AccessRule>[]): readonly Candidate<AccessRule>[] {
  const depth = ({ value: { prefix } }: Candidate<AccessRule>): number => prefix?.length ?? 0
  const narrow = Math.max(
    ...rules.flatMap((rule) => (rule.value.access.startsWith('role:') ? [depth(rule)] : [])),
    0,
  )
  return rules.filter((rule) => rule.value.access !== 'authenticated' || depth(rule) >= narrow)
}

/** The reader of contracts, whose security schemes know tokens and no roles. */
const CONTRACT = 'openapi'

/**
 * That a contract asks for a token contradicts no document that says whose: who has a role has a token. Where no document
 * tells roles apart, `admins` may be all who sign in.
 */
function withoutWider(
  { reading }: Assembly,
  auth: Auth,
  said: readonly Candidate<Access>[],
): readonly Candidate<Access>[] {
  if (!said.some(({ value }) => value.startsWith('role:'))) return said
  const known =
    ((auth.roleClaim ?? null) !== null && !auth.issuedHere) ||
    reading.claims.some(
      (claim) =>
        claim.subject.kind === 'column' &&
        claim.property === 'enum' &&
        claim.value.length > 1 &&
        /^(?:user_?)?role$/i.test(claim.subject.field),
    )
  return known ? said.filter(({ value, reader }) => value !== 'authenticated' || reader !== CONTRACT) : said
}

/**
 * General rules of stronger documents that know nothing of an exception which a
 * weaker one makes: weaker than the exception, which speaks of the operation,
 * but worth a question.
 */
function contradicted(
  { sources }: Assembly,
  exceptions: readonly Candidate<Access>[],
  rules: readonly Candidate<AccessRule>[],
  group: OperationGroup,
): readonly Candidate<Access>[] {
  const excepting = new Set(exceptions.map(({ span }) => span.source))
  const best = Math.min(...exceptions.map(({ span }) => tierOf(sources, span.source, 'wire')))
  return rules
    .filter(
      ({ value, span }) =>
        exceptions.length > 0 &&
        value.access !== 'public' &&
        applies(value, group) &&
        !excepting.has(span.source) &&
        tierOf(sources, span.source, 'wire') < best,
    )
    .slice(0, 2)
    .map(({ value, span, reader }) => ({ value: value.access, span, reader, weight: 10 }))
}

/**
 * Who may call an operation: what is said of it, then general rules and their
 * exceptions, then the house standard, by which nothing is public unless a
 * document says so (AUTH-8).
 *
 * @param owned whether the rows of the operation belong to those who call
 */
export function decideAccess(
  assembly: Assembly,
  group: OperationGroup,
  auth: Auth,
  owned: boolean,
): Decision<Access> {
  const narrow = (candidate: Candidate<Access>): Candidate<Access> => ({
    ...candidate,
    value: narrowed(candidate.value, group.path, auth),
  })
  const rules = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'access')
  const general = closest(rules.filter(({ value }) => applies(value, group))).map(({ value, span, reader }) =>
    narrow({ value: value.access, span, reader, weight: 1 }),
  )
  const exceptions = rules
    .filter(({ value }) => value.access !== 'public' && !applies({ ...value, prefix: null }, group))
    .map(({ span, reader }): Candidate<Access> => ({ value: 'public', span, reader }))
  const stated = candidatesOf(group.claims, 'access').map(narrow)
  const own = isHealthPath(group.path) ? stated.filter(({ span }) => !isShared(assembly, span)) : stated
  const specific = withoutWider(assembly, auth, [...own, ...exceptions])
  const settled =
    settle(assembly.sources, 'wire', [
      ...specific,
      ...(own.length === 0 ? contradicted(assembly, exceptions, rules, group) : []),
    ]) ?? settle(assembly.sources, 'wire', isHealthPath(group.path) || signsIn(group) ? [] : general)
  if (settled !== null) {
    return decide(assembly, settled, {
      // Operations about which documents disagree alike make one question.
      id: `access-${slug(
        settled
          .map(({ value }) => value)
          .toSorted()
          .join(' '),
      )}`,
      concern: 'security',
      subjects: [operationId(group)],
      what: 'callers of operations',
      consequence: (access) => CONSEQUENCES[access] ?? `callers need the ${access}`,
      differs: (left, right) => !(left === 'owner' && right === 'authenticated'),
    })
  }
  if (auth.scheme === 'none') {
    return {
      value: 'public',
      origins: [{ kind: 'derived', why: 'no document describes any authentication', from: [] }],
    }
  }
  if (isHealthPath(group.path)) {
    return openHealth(assembly, group, [...stated, ...general])
  }
  if (signsIn(group)) {
    return {
      value: 'public',
      origins: [{ kind: 'derived', why: 'whoever signs up or in has no token yet', from: [] }],
    }
  }
  if (!owned && !hasUserParameter(group.path) && rules.length === 0 && isUnmarked(assembly, group))
    return unmarkedAccess(assembly, group)
  return {
    value: narrowed('authenticated', group.path, auth),
    origins: [{ kind: 'standard', clause: 'AUTH-8' }],
  }
}

/** The last words of paths to operations of people who have no token yet, or none that is valid any more. */
const SIGNS_IN =
  /(?:^|\/)(?:log-?in|sign-?in|sign-?up|register|registration|forgot-?password|reset-?password|password-?reset|(?:auth|tokens?)\/refresh|refresh-?token|resend-?verification(?:-email)?|password-reset\/(?:request|confirm)|(?:reset-password|forgot-password)\/confirm|password\/(?:forgot|reset))$/i

/** Whether an operation makes an account, gives a token or helps somebody who cannot sign in. */
function signsIn({ method, path }: OperationGroup): boolean {
  const words = segmentsOf(path)
    .filter((segment) => parameterName(segment) === null)
    .slice(-2)
    .join('/')
    .replaceAll('_', '-')
  if (/(?:^|\/)(?:verify-?email|confirm-?email|email\/(?:verify|confirm))$/i.test(words))
    return method === 'POST' || method === 'GET'
  return method === 'POST' && SIGNS_IN.test(words)
}

/** A liveness endpoint without an access of its own: open is what its callers need, but nobody said so. */
function openHealth(
  assembly: Assembly,
  group: OperationGroup,
  general: readonly Candidate<Access>[],
): Decision<Access> {
  return askPublic(
    assembly,
    {
      id: `${slug(operationId(group))}-access`,
      kind: general.length > 0 ? 'conflict' : 'ambiguous',
      blocking: false,
      subjects: [operationId(group)],
      about: `No document says whether ${operationId(group)} needs a token${general.length > 0 ? ', while a general rule asks for one' : ''}.`,
      spans: [...group.claims, ...general].map(({ span }) => span).slice(0, 4),
      consequences: {
        public: 'a load balancer can call it; it tells nothing but that the service runs',
        authenticated: 'only callers with a token can see that the service runs',
      },
    },
    { kind: 'derived', why: 'liveness is asked by callers that have no token', from: [] },
  )
}
