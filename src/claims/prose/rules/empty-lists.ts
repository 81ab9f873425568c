import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { nounOf } from '../nouns.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf, operationsOf } from '../targets.js'

/** "An empty list returns []", "returns an empty array when there are no loans": no rows are a success. */
export const emptyListRule: ProseRule = {
  name: 'empty-lists',
  form: 'Returns an empty array when there are no loans',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    if (!/\bempty (?:list|array|result|collection)s?\b|\[\]/i.test(text) || /\b[45]\d\d\b/.test(text))
      return []
    if (
      !/\b(?:returns?|returned|respond\w*|receives?|gets?|response|see|sees|shows?|result)\b|→|->/i.test(text)
    )
      return []
    const entity = entityOf(sentence, vocabulary)
    const noun = entity === null ? null : nounOf(entity)
    const own = operationsOf(sentence, vocabulary).filter(({ method, one }) => method === 'GET' && !one)
    const lists =
      own.length > 0
        ? own
        : vocabulary.operations.filter(
            (operation) => operation.method === 'GET' && !operation.one && operation.noun === noun,
          )
    return lists.flatMap((target) =>
      operationClaims(READER, target, [{ property: 'success', value: 200, span: sentence.whole }]),
    )
  },
}
