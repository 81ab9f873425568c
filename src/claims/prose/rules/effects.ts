import type { Claim } from '../../claim.js'
import { entityClaims } from '../../said.js'
import { effects } from '../grammar/effects.js'
import { parse } from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'

/** Words without which a sentence tells of no effect. */
const TELLS =
  /\b(?:record|log|stor|sav|writ|track|append|add|insert|creat|open|rais|mak|mad|generat|set|updat|becom|mark|chang|kept)\w{0,5}\b/i

/**
 * What a request brings about in rows of another entity:
 *
 *     Every change of a fault's status is recorded in fault_events with the old and the new status
 *     When a visit is logged, the lift's last_visited_at is set to now
 *     Logging a visit with safe set to false opens a fault with the visit's note as its title
 *     Returning a loan marks the book as available
 */
export const effectRule: ProseRule = {
  name: 'effects',
  form: 'When a loan is returned, the shelf becomes free',
  read(sentence, vocabulary): readonly Claim[] {
    if (!TELLS.test(sentence.text)) return []
    return (parse(effects, sentence, vocabulary) ?? []).flatMap(({ entity, effect }) =>
      entityClaims(READER, entity, [{ property: 'effect', value: effect, span: sentence.whole }]),
    )
  },
}
