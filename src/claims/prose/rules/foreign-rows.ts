import type { Claim } from '../../claim.js'
import { serviceClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'
import { operationsOf } from '../targets.js'

const FOREIGN =
  /\b(?:belongs? to|owned by|of|for) (?:a |an )?(?:different|another|other|someone else)\b|\b(?:another|other|different) users?(?:'s|s'|')? (?:\w{1,30}|own)\b|\bnot (?:the |match (?:the )?\w{1,30} )?owner\b|\bids? does(?: not|n't) match the [`"]?user_?id|\bbelongs? to ["“]?user[_ ][B-Z2-9]\b|\buser [B-Z2-9]'s \w|\b(?:does(?:n't| not)|do(?:n't| not)) (?:own|belong)/i

/** "MUST return 404 (not 403) when a reader asks for another reader's loan": what the row of somebody else answers. */
export const foreignRowRule: ProseRule = {
  name: 'foreign-rows',
  form: 'Return 404 (not 403) when a parcel belongs to another user',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    const match =
      /\b(?:returns?|return|respond(?:s)? with|answers?|get|gets|receives?|as|with|a|an|→)\W{0,4}(?:an? |http |status |code )*\W{0,3}(403|404)\b/i.exec(
        text,
      )
    if (match?.[1] === undefined || !FOREIGN.test(text) || operationsOf(sentence, vocabulary).length > 0)
      return []
    const path = /\buser_?id (?:in|from) (?:the )?(?:path|url)|\bpath\b.{0,40}\buser/i.test(text)
    if (path && !/\bowner\b/i.test(text)) return []
    const value = match[1] === '403' ? 403 : 404
    return serviceClaims(READER, [{ property: 'foreignRow', value, span: sentence.whole }])
  },
}
