import type { Access, ErrorFact } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { rowParameters } from './canonical-path.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import { decide } from './decide.js'
import type { OperationGroup } from './operation-groups.js'
import { operationId } from './operation-groups.js'
import type { Origin } from './origin.js'
import { tierOf } from './precedence.js'
import type { Candidate } from './settle.js'
import { settle } from './settle.js'

/** What a status answers; statuses of one cause are alternatives of each other. */
export type ErrorCause = 'token' | 'other-user' | 'absent' | 'body' | 'path-format' | 'duplicate' | 'status'

/** Words by which a condition speaks of an id in the path that is none. */
const PATH_FORMAT =
  /\buuids?\b|\bidentifiers?\b|\bpath param|\b(?:invalid|malformed|badly formed) (?:\w{1,20} )?ids?\b|\bids? format|\b\w{0,20}_?id (?:is )?(?:not (?:a )?valid|invalid|malformed)/

/** Words by which a condition speaks of the row and its state, and of nothing that is sent. */
const OF_ROW =
  /\b(?:can(?:not|'t|’t| not)|must not|may not) be (?:deleted|removed|changed|modified|edited|updated|cancelled|canceled|archived|restored)\b|\b(?:is|still|currently) in use\b|\binsufficient (?:stock|balance|funds)\b/

/** Tells the cause of an error from its status and the author's words. */
export function causeOf({ status, condition, message }: ErrorFact): ErrorCause {
  const words = (condition ?? '').toLowerCase()
  if (status === 401) return 'token'
  if (status === 403) return 'other-user'
  if (status === 404) return 'absent'
  if (status === 409) return 'duplicate'
  if (status === 400 || status === 422) {
    if (OF_ROW.test(`${words} ${(message ?? '').toLowerCase()}`)) return 'status'
    return PATH_FORMAT.test(words) && !/\b(?:body|payload|field|request data)\b/.test(words)
      ? 'path-format'
      : 'body'
  }
  return 'status'
}

/** What the errors of an operation depend on. */
export interface ErrorContext {
  readonly access: Access
  readonly hasBody: boolean
  readonly hasQuery: boolean
}

/** Whether an error that a document gives for the whole service can happen here. */
function isPossible(error: ErrorFact, group: OperationGroup, context: ErrorContext): boolean {
  switch (causeOf(error)) {
    case 'token':
      return context.access !== 'public'
    case 'other-user':
      return context.access === 'owner' || context.access.startsWith('role:')
    case 'absent':
      return rowParameters(group.path).length > 0
    case 'path-format':
      return rowParameters(group.path).length > 0
    case 'body':
      return context.hasBody
    case 'duplicate':
    case 'status':
      return false
  }
}

/** Whether the condition of a general error names an operation with another path: `wrong password on change-password`. */
function isElsewhere({ condition }: ErrorFact, { path }: OperationGroup): boolean {
  const named = /\b(?:on|at|by|during|in) (?:the )?[`"']?([a-z]{2,20}(?:-[a-z]{2,20}){1,3})\b/.exec(
    condition ?? '',
  )?.[1]
  return named !== undefined && !named.split('-').some((word) => path.includes(word))
}

/**
 * Whether an error of a catalogue is some other operation's: where operations list what they answer, the catalogue says
 * nothing more, and one of another document is about its own. Whom a token lets in is the same everywhere.
 */
function isOfOthers(
  { value, span }: Candidate<ErrorFact>,
  group: OperationGroup,
  own: readonly Candidate<ErrorFact>[],
): boolean {
  if (value.catalogued !== true || value.status === 401 || value.status === 403) return false
  return (
    own.length > 0 || ![...group.claims, ...group.body].some((claim) => claim.span.source === span.source)
  )
}

/** What operations with roles answer to a caller without one, wherever a document says it. */
function roleRefusals({ reading }: Assembly): readonly Candidate<ErrorFact>[] {
  return candidatesOf(claimsAbout(reading.claims, 'operation'), 'error').filter(
    ({ value }) => value.status === 403,
  )
}

/** The errors of an operation, with the sources of each status. */
export interface SettledErrors {
  readonly facts: readonly ErrorFact[]
  readonly statuses: readonly number[]
  readonly origins: { readonly [property: string]: readonly Origin[] }
}

/**
 * The errors of an operation: those its documents list, the strongest document
 * first; a weaker document adds a status only for a cause that no stronger one
 * covers. Then the rules for the whole service, where they can happen. Server
 * errors are the house standard's.
 */
export function settleErrors(
  assembly: Assembly,
  group: OperationGroup,
  context: ErrorContext,
): SettledErrors {
  const own = candidatesOf(group.claims, 'error')
  const refusals = context.access.startsWith('role:') ? roleRefusals(assembly) : []
  const general = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'error')
    .filter(({ value }) => isPossible(value, group, context) && !isElsewhere(value, group))
    .filter((candidate) => !isOfOthers(candidate, group, own))
    .concat(refusals)
    .map((candidate) => ({ ...candidate, weight: 10 }))
  const byCause = new Map<ErrorCause, Candidate<ErrorFact>[]>()
  for (const candidate of [...own, ...general]) {
    if (candidate.value.status >= 500) continue
    const cause = causeOf(candidate.value)
    byCause.set(cause, [...(byCause.get(cause) ?? []), candidate])
  }
  const kept = [...byCause].flatMap(([cause, candidates]) => strongestOf(assembly, group, cause, candidates))
  const statuses = [...new Set(kept.map(({ value }) => value.status))].toSorted((a, b) => a - b)
  return {
    facts: kept.map(({ value }) => value),
    statuses,
    origins: Object.fromEntries(
      statuses.map((status) => [
        `error.${status}`,
        kept
          .filter(({ value }) => value.status === status)
          .map(({ span, reader }): Origin => ({ kind: 'claim', span, reader })),
      ]),
    ),
  }
}

/** Candidates of one cause from the strongest source that gives any, the chosen status when sources disagree. */
function strongestOf(
  assembly: Assembly,
  group: OperationGroup,
  cause: ErrorCause,
  candidates: readonly Candidate<ErrorFact>[],
): readonly Candidate<ErrorFact>[] {
  if (cause === 'status') return candidates
  const tier = ({ span, weight }: Candidate<ErrorFact>): number =>
    tierOf(assembly.sources, span.source, 'wire') + (weight ?? 0)
  const statuses = settle(
    assembly.sources,
    'wire',
    candidates.map(({ value, span, reader, weight }) => ({
      value: value.status,
      span,
      reader,
      ...(weight === undefined ? {} : { weight }),
    })),
  )
  if (statuses === null) return []
  const best = statuses[0].candidates[0]
  const sameSource = candidates.filter(
    (candidate) => candidate.span.source === best?.span.source && tier(candidate) === statuses[0].tier,
  )
  const sameSourceStatuses = new Set(sameSource.map(({ value }) => value.status))
  const elsewhere = statuses.filter(({ value, tier: at }) => at < 10 && !sameSourceStatuses.has(value))
  if (cause !== 'body' || elsewhere.length === 0) {
    return candidates.filter(({ value }) => sameSourceStatuses.has(value.status))
  }
  const { value } = decide(assembly, [statuses[0], ...elsewhere], {
    id: 'invalid-body-status',
    concern: 'client-visible',
    subjects: [operationId(group)],
    what: 'answer to an invalid body',
    consequence: (status) => `an invalid body is answered with ${status}`,
  })
  return candidates.filter(
    ({ value: fact }) =>
      fact.status === value || (value === statuses[0].value && sameSourceStatuses.has(fact.status)),
  )
}
