import { actionTo } from './actions.js'
import { refusedWith } from './answer.js'
import { lead } from './demand.js'
import { type Ending, guard, type SaidGuard } from './guarded-rows.js'
import { entity, type NamedEntity } from './nouns.js'
import { means, optional, type Phrase, sequence, token, word } from './phrase.js'

/** `locked`, as the state and as what brings it about. */
const reached: Phrase<string> = token(({ kind, text }) =>
  kind === 'word' && /^[a-z]{4,20}(?:ed|en|t)$/.test(text) ? text : null,
)

/** `IF the thread is already locked THEN the system SHALL answer 409`: what brings the state about is refused in it. */
export const already: Phrase<SaidGuard> = means(
  sequence<[unknown, unknown, NamedEntity, unknown, string, unknown, Ending]>(
    lead,
    word('if', 'when'),
    entity,
    word('is already', 'was already', 'has already been', 'are already'),
    reached,
    optional(word(', then', ',', 'then')),
    refusedWith,
  ),
  ([, , object, , words, , answer], { vocabulary }) => {
    const done = actionTo(words, vocabulary)
    return done === null
      ? null
      : { done: [done], object, guard: guard('when', [{ kind: 'state', words, not: false }], answer) }
  },
)
