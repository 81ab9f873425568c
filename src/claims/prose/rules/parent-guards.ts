import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { operationsFor } from '../grammar/actions.js'
import { parentGuard } from '../grammar/guard-parent.js'
import { parse } from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'

/**
 * Rows that an operation refuses to make, change or remove, by what the row above them is:
 *
 *     A review can only be added once the order is delivered
 *     Items cannot be changed once the invoice is sent (409)
 *     Guests cannot be added to a cancelled booking
 *     IF the thread is locked THEN the system SHALL refuse the reply with 409
 */
export const parentGuardRule: ProseRule = {
  name: 'parent-guards',
  form: 'A review can only be added once the order is delivered',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(parentGuard, sentence, vocabulary)
    const status = said?.guard.answer?.status ?? null
    if (said === null || status === 401 || status === 404) return []
    const value = { ...said.guard, parent: said.parent.entity }
    return operationsFor(said.done, said.object, vocabulary)
      .filter(({ method }) => method !== 'GET')
      .flatMap((operation) =>
        operationClaims(READER, operation, [{ property: 'guard', value, span: sentence.whole }]),
      )
  },
}
