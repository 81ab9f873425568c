import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { roles } from '../grammar/actors.js'
import { demanded } from '../grammar/demand.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'

/** `Officers only`, `for officers only`, `only for officers or admins`. */
const remark: Phrase<readonly string[]> = demanded(
  choice(
    means(
      sequence<[unknown, readonly string[], unknown]>(
        optional(word('for', 'open to')),
        roles,
        word('only', 'alone'),
      ),
      ([, names]) => names,
    ),
    means(
      sequence<[unknown, readonly string[]]>(
        word('only', 'only for', 'restricted to', 'reserved for'),
        roles,
      ),
      ([, names]) => names,
    ),
  ),
)

/** Who alone may call the operation that the sentence describes: "Officers only". */
export const callersOnlyRule: ProseRule = {
  name: 'callers-only',
  form: 'Officers only',
  read(sentence, vocabulary): readonly Claim[] {
    const names = sentence.operation === null ? null : parse(remark, sentence, vocabulary)
    return names === null || sentence.operation === null
      ? []
      : operationClaims(READER, sentence.operation, [
          {
            property: 'access',
            value: `role:${[...new Set(names)].join('|')}` as const,
            span: sentence.whole,
          },
        ])
  },
}
