import { actions } from './actions.js'
import { answered } from './answer.js'
import { lead } from './demand.js'
import {
  type Done,
  type Ending,
  guard,
  NEVER,
  type Rows,
  told,
  doing,
  type SaidGuard,
} from './guarded-rows.js'
import { entity, type NamedEntity } from './nouns.js'
import { choice, type Input, means, optional, type Phrase, sequence, token, word } from './phrase.js'
import { rowTests, stateBehind, type Tests } from './row-test.js'

/** `Once a stay is confirmed, it cannot be deleted`, `if a shelf still holds books, deleting it returns 409`. */
export const conditionFirst: Phrase<SaidGuard> = means(
  sequence<[unknown, unknown, NamedEntity, Tests, unknown, unknown, Done, Ending]>(
    lead,
    word('if', 'when', 'once', 'while', 'whenever', 'after', 'as long as'),
    entity,
    behindEntity,
    optional(word(', then', ',', 'then')),
    optional(choice<unknown>(word('it', 'they'), entity)),
    choice(
      means(sequence<[unknown, unknown, Done]>(NEVER, optional(word('be')), actions), ([, , verbs]) => verbs),
      means(sequence<[Done, unknown]>(doing, word('it', 'them')), ([verbs]) => verbs),
    ),
    answered,
  ),
  ([, , object, tests, , , verbs, answer]) => ({ done: verbs, object, guard: guard('when', tests, answer) }),
)

/** What is said of a row right behind its name. */
function behindEntity(input: Input, at: number): ReturnType<Phrase<Tests>> {
  return choice(stateBehind, rowTests)(input, at)
}

/** Anybody who calls, and no role of its own. */
const caller: Phrase<unknown> = token(({ kind, text }, { vocabulary }) =>
  kind === 'word' &&
  /^(?:users?|callers?|clients?|owners?|anyone|anybody|nobody|customers?|members?|people|authors?|keepers?)$/.test(
    text,
  ) &&
  !vocabulary.roles.has(text.replace(/s$/, ''))
    ? text
    : null,
)

/** `Users cannot delete a confirmed stay`, `a user must not edit a closed ticket`. */
export const active: Phrase<SaidGuard> = means(
  sequence<[unknown, unknown, unknown, unknown, Done, Rows, Ending]>(
    lead,
    optional(word('a', 'an', 'the', 'any', 'all')),
    caller,
    NEVER,
    actions,
    told,
    answered,
  ),
  ([, , , , verbs, { object, tests }, answer]) => ({
    done: verbs,
    object,
    guard: guard('when', tests, answer),
  }),
)
