import type { Assembly } from './assembly.js'
import { parameterName, segmentsOf } from './canonical-path.js'
import { claimsAbout } from './claim-index.js'
import { columnKey } from './entity-groups.js'
import type { Origin } from './origin.js'
import type { Auth } from './service.js'
import type { Span } from '../source/span.js'

const ID = 'authentication'

/** Columns that only a service that knows its callers has. */
const OWNERS: ReadonlySet<string> = new Set(['userid', 'ownerid', 'owner'])

/** A capability that is the knowing of callers as a whole. */
const AUTHENTICATION = /^(?:\w{1,10} )?(?:authentication|login|log-in|sign-in|accounts)\b/i

/** What no document would ask for if everybody were to be a stranger: rules of access, 401, rows of users. */
function signsOfCallers({ reading }: Assembly): readonly Span[] {
  return reading.claims.flatMap((claim) => {
    const { subject, span } = claim
    switch (claim.property) {
      case 'access': {
        const access = typeof claim.value === 'string' ? claim.value : claim.value.access
        return access === 'public' ? [] : [span]
      }
      case 'error':
        return claim.value.status === 401 ? [span] : []
      case 'owner':
        return [span]
      case 'exists':
        if (subject.kind === 'column' && OWNERS.has(columnKey(subject.field))) return [span]
        return subject.kind === 'operation' &&
          segmentsOf(subject.path).some((segment) => /^user(?:_?id)?$/i.test(parameterName(segment) ?? ''))
          ? [span]
          : []
      default:
        return subject.kind === 'column' && OWNERS.has(columnKey(subject.field)) ? [span] : []
    }
  })
}

/**
 * How callers are known where no document says how. Nothing is public unless a
 * specification says so (AUTH-8), so a person decides: recommended are tokens
 * where the documents speak of callers at all, none where they know nobody. A
 * service that leaves authentication out of its scope, and whose documents know
 * no callers, has said that it is public.
 *
 * @param origins takes the lines that leave it out
 */
export function unspecifiedScheme(
  assembly: Assembly,
  origins: Map<string, readonly Origin[]>,
): Auth['scheme'] {
  const operations = claimsAbout(assembly.reading.claims, 'operation')
  if (operations.length === 0) return 'none'
  const signs = signsOfCallers(assembly)
  const leftOut = claimsAbout(assembly.reading.claims, 'service').filter(
    (claim) => claim.property === 'outOfScope' && AUTHENTICATION.test(claim.value.what),
  )
  if (signs.length === 0 && leftOut.length > 0) {
    origins.set(
      'authScheme',
      leftOut.map(({ span, reader }): Origin => ({ kind: 'claim', span, reader })),
    )
    return 'none'
  }
  const recommended = signs.length > 0 ? 'bearer-jwt' : 'none'
  const spans = (signs.length > 0 ? signs : operations.map(({ span }) => span)).slice(0, 4)
  const answer = assembly.answers.get(ID) ?? null
  assembly.questions.add({
    id: ID,
    kind: 'missing',
    concern: 'security',
    blocking: true,
    subjects: ['auth'],
    about:
      signs.length > 0
        ? 'The documents speak of callers, and none says how they are known.'
        : 'No document says who may call the service.',
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: 'bearer-jwt', label: 'callers need a signed token (JWT) in "Authorization: Bearer …"' },
      { id: 'none', label: 'anybody may call everything' },
    ],
    recommended,
    answer,
  })
  return answer === 'bearer-jwt' || answer === 'none' ? answer : recommended
}
