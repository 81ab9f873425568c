import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { nounOf } from '../nouns.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf, fieldsOf, operationsOf } from '../targets.js'

/** "Search matches title and note (case-insensitive)": the columns a search looks into. */
export const searchingRule: ProseRule = {
  name: 'searching',
  form: 'Search matches title and author',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    const verb = /\b(?:search(?:es|ed|ing|able)?|keyword|full-text)\b/i.exec(text)
    if (verb === null) return []
    const entity = entityOf(sentence, vocabulary)
    const said = text.slice(verb.index)
    const fields = fieldsOf(said, entity, vocabulary).filter(
      // `?language=` names a parameter.
      ({ type, start }) => (type === 'string' || type === null) && !/[?&]$/.test(said.slice(0, start)),
    )
    const [first] = fields
    if (first === undefined) return []
    const noun = nounOf(first.entity)
    const own = operationsOf(sentence, vocabulary).filter(({ method, one }) => method === 'GET' && !one)
    const lists =
      own.length > 0
        ? own
        : vocabulary.operations.filter(
            ({ method, one, noun: about }) => method === 'GET' && !one && about === noun,
          )
    const value = fields.map(({ field }) => field)
    return lists.flatMap((target) =>
      operationClaims(READER, target, [{ property: 'searches', value, span: sentence.whole }]),
    )
  },
}
