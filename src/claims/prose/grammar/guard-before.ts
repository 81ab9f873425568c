import { actions } from './actions.js'
import { answered } from './answer.js'
import { lead, may, must } from './demand.js'
import { type Done, type Ending, guard, type SaidGuard } from './guarded-rows.js'
import { entity, type NamedEntity } from './nouns.js'
import { choice, type Input, means, optional, type Phrase, sequence, token, word } from './phrase.js'
import { rowTests, stateBehind, type Tests } from './row-test.js'

/** `tool's` before a column, as its entity. */
const possessor: Phrase<NamedEntity> = means(
  sequence<[unknown, NamedEntity]>(
    optional(word('a', 'an', 'the', 'each', 'any')),
    token(({ kind, text }, { vocabulary }) => {
      const noun = kind === 'word' && /'s?$/.test(text) ? text.replace(/'s?$/, '') : ''
      const named = vocabulary.entities.get(noun)
      return named === undefined ? null : { noun, entity: named }
    }),
  ),
  ([, named]) => named,
)

/** `must be zero`, `must be cancelled`, `must have no books`, with the column or row before it. */
function requirement(input: Input, at: number): ReturnType<Phrase<Tests>> {
  return choice(
    means(sequence<[unknown, Tests]>(must, choice(stateBehind, rowTests)), ([, tests]) => tests),
    rowTests,
  )(input, at)
}

/** `is`, `can be` before what is done. */
const BECOMES = choice<unknown>(sequence<[unknown, unknown]>(may, word('be')), word('is', 'are', 'gets'))

/** What must be the case of a row before anything is done with it. */
function required(object: NamedEntity, tests: Tests, done: Done, answer: Ending): SaidGuard {
  return { done, object, guard: guard('unless', tests, answer) }
}

/** `Quantity must be zero before a product is removed`, `a stay must be cancelled before it can be deleted`. */
export const before: Phrase<SaidGuard> = choice(
  means(
    sequence<[unknown, Tests, unknown, NamedEntity, unknown, Done, Ending]>(
      lead,
      requirement,
      word('before'),
      entity,
      BECOMES,
      actions,
      answered,
    ),
    ([, tests, , object, , verbs, answer]) => required(object, tests, verbs, answer),
  ),
  // `A product's quantity must be zero before it is removed`.
  means(
    sequence<[unknown, NamedEntity, Tests, unknown, unknown, Done, Ending]>(
      lead,
      possessor,
      requirement,
      word('before it', 'before they', 'before the row'),
      BECOMES,
      actions,
      answered,
    ),
    ([, object, tests, , , verbs, answer]) => required(object, tests, verbs, answer),
  ),
  means(
    sequence<[unknown, NamedEntity, Tests, unknown, unknown, Done, Ending]>(
      lead,
      entity,
      requirement,
      word('before it', 'before they', 'to', 'in order to', 'for it to', 'before being'),
      optional(choice<unknown>(sequence<[unknown, unknown]>(may, word('be')), word('is', 'are', 'be'))),
      actions,
      answered,
    ),
    ([, object, tests, , , verbs, answer]) => required(object, tests, verbs, answer),
  ),
)
