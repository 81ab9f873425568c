import type { Access, Claim } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { segmentsOf } from './canonical-path.js'
import { claimsAbout } from './claim-index.js'
import type { Decision } from './decide.js'
import type { OperationGroup } from './operation-groups.js'
import { claimsOf, operationId } from './operation-groups.js'
import { askPublic } from './public-access.js'

/** How the operations of one document say who may call them. */
interface Marks {
  /** Lines that ask for a token or a role. */
  readonly asking: readonly Claim[]
  readonly open: boolean
}

const marked = new WeakMap<Assembly['reading'], ReadonlyMap<string, Marks>>()

function marksOf({ reading }: Assembly): ReadonlyMap<string, Marks> {
  const known = marked.get(reading)
  if (known !== undefined) return known
  const marks = new Map<string, Marks>()
  for (const claim of claimsAbout(reading.claims, 'operation')) {
    if (claim.property !== 'access') continue
    const before = marks.get(claim.span.source) ?? { asking: [], open: false }
    const open: readonly Access[] = ['public', 'optional']
    marks.set(
      claim.span.source,
      open.includes(claim.value)
        ? { ...before, open: true }
        : { ...before, asking: [...before.asking, claim] },
    )
  }
  marked.set(reading, marks)
  return marks
}

const CALLERS_OWN =
  /^(?:auth|log-?out|sign-?out|me|my|profile|account|settings|(?:change-?)?password|session|users?)$/i

/** Whether all documents of an operation mark others that need a token, this one not, and none as open. */
export function isUnmarked(assembly: Assembly, group: OperationGroup): boolean {
  // Whoever signs out, or asks for what is his own, has signed in.
  if (segmentsOf(group.path).some((segment) => CALLERS_OWN.test(segment))) return false
  const marks = marksOf(assembly)
  const sources = new Set(claimsOf(group).map(({ span }) => span.source))
  const own = [...sources].flatMap((source) => marks.get(source) ?? [])
  // `Authentication: JWT` over all operations may speak of all.
  const general = claimsAbout(assembly.reading.claims, 'service').some(
    ({ property, span }) =>
      property === 'authScheme' &&
      sources.has(span.source) &&
      own.every(({ asking }) => asking.every((claim) => Math.abs(claim.span.start - span.start) > 200)),
  )
  if (general) return false
  return own.some(({ asking }) => asking.length > 0) && own.every(({ open }) => !open)
}

/**
 * Who may call operations without a mark beside operations that have one: `GET /rooms` where only `GET /admin/rooms`
 * says that it needs a token. The marks would tell nothing if all needed one; but nobody said so, and it is asked.
 */
export function unmarkedAccess(assembly: Assembly, group: OperationGroup): Decision<Access> {
  const sources = new Set(claimsOf(group).map(({ span }) => span.source))
  const asking = [...sources].flatMap((source) => marksOf(assembly).get(source)?.asking ?? [])
  const spans = [...claimsOf(group).slice(0, 1), ...asking.slice(0, 1)].map(({ span }) => span)
  return askPublic(
    assembly,
    {
      id: 'unmarked-access',
      kind: 'ambiguous',
      // Nobody may open an operation to everybody by saying nothing.
      blocking: true,
      subjects: [operationId(group)],
      about: `Some operations say that they need a token; ${operationId(group)} says nothing.`,
      spans,
      consequences: {
        public: 'anybody may call what is not marked',
        authenticated: 'callers need a token everywhere',
      },
    },
    { kind: 'derived', why: 'other operations of the document are marked, this one is not', from: spans },
  )
}
