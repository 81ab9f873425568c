import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { operationsFor } from '../grammar/actions.js'
import { parse } from '../grammar/phrase.js'
import { rowGuard } from '../grammar/row-guard.js'
import { type ProseRule, READER } from '../rule.js'

/**
 * Rows that an operation refuses to change or remove, by what they are:
 *
 *     A confirmed stay MUST NOT be deleted; the answer is 409
 *     Attempting to cancel a shipped parcel returns 409 with "Already on its way"
 *     A shelf that still holds books cannot be deleted (400)
 *     A remark is only editable within 15 minutes of its creation
 */
export const rowGuardRule: ProseRule = {
  name: 'row-guards',
  form: 'A confirmed stay must not be deleted; the answer is 409',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(rowGuard, sentence, vocabulary)
    // 401 and 404 tell of callers and of rows that are not there.
    const status = said?.guard.answer?.status ?? null
    if (said === null || status === 401 || status === 404) return []
    const writers = operationsFor(said.done, said.object, vocabulary).filter(
      ({ one, method }) => one && method !== 'GET',
    )
    return writers.flatMap((operation) =>
      operationClaims(READER, operation, [{ property: 'guard', value: said.guard, span: sentence.whole }]),
    )
  },
}
