import type { Claim } from '../../claim.js'
import { entityClaims } from '../../said.js'
import { parse } from '../grammar/phrase.js'
import { periods } from '../grammar/periods.js'
import { type ProseRule, READER } from '../rule.js'

/**
 * Periods that keep apart:
 *
 *     Bookings of the same room MUST NOT overlap; cancelled bookings do not count
 *     No two shifts of one nurse may overlap (409)
 *     A court cannot have overlapping reservations
 *     Overlapping stays in one cabin are rejected with 409
 */
export const periodRule: ProseRule = {
  name: 'periods',
  form: 'Bookings of the same room must not overlap',
  read(sentence, vocabulary): readonly Claim[] {
    if (
      !/overlap|double|collide|intersect|twice|two times|more than once|count|ignored|block|considered|conflict|left out/i.test(
        sentence.text,
      )
    )
      return []
    const said = parse(periods, sentence, vocabulary)
    if (said === null) return []
    return entityClaims(READER, said.entity, [{ property: 'apart', value: said.rule, span: sentence.whole }])
  },
}
