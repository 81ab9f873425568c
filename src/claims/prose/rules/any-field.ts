import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { demanded, must } from '../grammar/demand.js'
import { choice, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'
import { operationsOf } from '../targets.js'

const GIVEN = word(
  'provided',
  'present',
  'given',
  'required',
  'included',
  'sent',
  'supplied',
  'specified',
  'set',
)

/** `At least one field must be provided`, `at least one of the fields is required`. */
const anyField: Phrase<unknown> = demanded(
  sequence<[unknown, unknown, unknown, unknown]>(
    word('at least one', 'at least 1', 'one or more'),
    optional(word('of the', 'of these', 'updatable', 'optional')),
    word('field', 'fields', 'property', 'attribute', 'properties'),
    sequence<[unknown, unknown]>(
      optional(choice<unknown>(sequence<[unknown, unknown]>(must, word('be')), word('is', 'are'))),
      GIVEN,
    ),
  ),
)

/** A body without any of its fields is refused: "At least one field must be provided", under the update it is about. */
export const anyFieldRule: ProseRule = {
  name: 'any-field',
  form: 'At least one field must be provided',
  read(sentence, vocabulary): readonly Claim[] {
    if (parse(anyField, sentence, vocabulary) === null) return []
    return operationsOf(sentence, vocabulary)
      .filter(({ method }) => method === 'PUT' || method === 'PATCH')
      .flatMap((operation) => {
        const value = vocabulary.bodies.get(`${operation.method} ${operation.shape}`) ?? []
        return value.length === 0
          ? []
          : operationClaims(READER, operation, [{ property: 'atLeastOne', value, span: sentence.whole }])
      })
  },
}
