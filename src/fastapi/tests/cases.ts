import { aggregated } from './cases/aggregated.js'
import { answered } from './cases/answered.js'
import { apart } from './cases/apart.js'
import { arrayBody } from './cases/array-body.js'
import { changed } from './cases/changed.js'
import { changedListed } from './cases/changed-listed.js'
import { clock } from './cases/clock.js'
import { computed } from './cases/computed.js'
import { created } from './cases/created.js'
import { createdApart } from './cases/created-apart.js'
import { createdListed } from './cases/created-listed.js'
import { cursor } from './cases/cursor.js'
import { duplicate } from './cases/duplicate.js'
import { edge } from './cases/edge.js'
import { emptyBody } from './cases/empty-body.js'
import { discarded } from './cases/discarded.js'
import { ended } from './cases/ended.js'
import { mailed } from './cases/mailed.js'
import { redeemed } from './cases/redeemed.js'
import { renewed } from './cases/renewed.js'
import { example } from './cases/example.js'
import { hashedPassword } from './cases/hashed-password.js'
import { issuedToken } from './cases/issued-token.js'
import { refusedCredentials } from './cases/refused-credentials.js'
import { exported } from './cases/exported.js'
import { filter } from './cases/filter.js'
import { foreignRow } from './cases/foreign-row.js'
import { parties } from './cases/parties.js'
import { wideReach } from './cases/wide-reach.js'
import { guarded } from './cases/guarded.js'
import { included } from './cases/included.js'
import { invalidBody } from './cases/invalid-body.js'
import { invalidQuery } from './cases/invalid-query.js'
import { limits } from './cases/limits.js'
import { lines, unknownLine } from './cases/lines.js'
import { listed } from './cases/listed.js'
import { malformedId } from './cases/malformed-id.js'
import { lookup } from './cases/lookup.js'
import { linked } from './cases/linked.js'
import { most } from './cases/most.js'
import { numbered } from './cases/numbered.js'
import { otherCase } from './cases/other-case.js'
import { otherState } from './cases/other-state.js'
import { page } from './cases/page.js'
import { markedRemoved } from './cases/marked-removed.js'
import { paired } from './cases/paired.js'
import { protectedRow } from './cases/protected-row.js'
import { referredRow } from './cases/referred-row.js'
import { read } from './cases/read.js'
import { referred } from './cases/referred.js'
import { relinked } from './cases/relinked.js'
import { removed } from './cases/removed.js'
import { givenFlag } from './cases/given-flag.js'
import { relatedFilter } from './cases/related-filter.js'
import { rowRule } from './cases/row-rule.js'
import { search } from './cases/search.js'
import { soleRow } from './cases/sole-row.js'
import { sort } from './cases/sort.js'
import { several } from './cases/several.js'
import { slugged } from './cases/slugged.js'
import { tiedList } from './cases/tied-list.js'
import { texts } from './cases/texts.js'
import { followed } from './cases/followed.js'
import { recorded } from './cases/recorded.js'
import { given } from './cases/given.js'
import { taken } from './cases/taken.js'
import { uploaded } from './cases/uploaded.js'
import { unknownField } from './cases/unknown-field.js'
import { unknownRow } from './cases/unknown-row.js'
import type { Scope } from './scope.js'
import type { TestCase } from './test-case.js'

/** The tests of one kind that an operation gets; none when the kind does not apply to it. */
type CaseWriter = (scope: Scope) => readonly TestCase[]

/** The tests of one operation: one that takes files is called with forms, which the general kinds do not send. */
export function casesOf(scope: Scope): readonly TestCase[] {
  const { steps } = scope.operation
  if (steps.some(({ kind }) => kind === 'store')) return uploaded(scope)
  const takesRows = steps.some((step) => step.kind === 'insertApart' && step.file !== null)
  return takesRows ? createdApart(scope) : CASES.flatMap((write) => write(scope))
}

/** All kinds of tests of an operation, in the order in which they stand in a file. */
const CASES: readonly CaseWriter[] = [
  created,
  read,
  listed,
  referred,
  computed,
  tiedList,
  texts,
  changed,
  givenFlag,
  changedListed,
  createdListed,
  createdApart,
  removed,
  markedRemoved,
  discarded,
  linked,
  paired,
  relinked,
  slugged,
  numbered,
  issuedToken,
  refusedCredentials,
  renewed,
  ended,
  mailed,
  redeemed,
  hashedPassword,
  aggregated,
  exported,
  answered,
  example,
  arrayBody,
  limits,
  invalidBody,
  unknownField,
  emptyBody,
  duplicate,
  apart,
  otherCase,
  filter,
  relatedFilter,
  several,
  included,
  search,
  sort,
  page,
  most,
  cursor,
  invalidQuery,
  unknownRow,
  soleRow,
  otherState,
  rowRule,
  clock,
  guarded,
  referredRow,
  taken,
  given,
  recorded,
  followed,
  edge,
  lines,
  unknownLine,
  protectedRow,
  lookup,
  malformedId,
  foreignRow,
  wideReach,
  parties,
]
