import { actions } from './actions.js'
import { answered } from './answer.js'
import { lead, may } from './demand.js'
import {
  type Done,
  type Ending,
  guard,
  NEVER,
  WHEN,
  rows,
  type Rows,
  changing,
  type SaidGuard,
} from './guarded-rows.js'
import { entity, type NamedEntity } from './nouns.js'
import { choice, means, optional, type Phrase, sequence, word } from './phrase.js'
import { ageTest, rowTests, type Tests } from './row-test.js'

/** What may not be done to rows; `lodgers cannot access this page` tells what those may not do themselves. */
const UNDONE = choice<unknown>(sequence<[unknown, unknown]>(NEVER, word('be')), word('is never', 'are never'))

/** `A confirmed stay must not be deleted; the answer is 409`. */
const passive: Phrase<SaidGuard> = means(
  sequence<[unknown, Rows, unknown, Done, Ending]>(lead, rows, UNDONE, actions, answered),
  ([, { object, tests }, , done, answer]) => ({ done, object, guard: guard('when', tests, answer) }),
)

/** `A stay cannot be deleted once it is confirmed`, `… unless it is a draft`. */
const passiveWhen: Phrase<SaidGuard> = means(
  sequence<[unknown, NamedEntity, unknown, unknown, Done, string, Tests, Ending]>(
    lead,
    entity,
    NEVER,
    optional(word('be')),
    actions,
    choice(WHEN, word('unless', 'until')),
    rowTests,
    answered,
  ),
  ([, object, , , done, link, tests, answer]) => ({
    done,
    object,
    guard: guard(link === 'unless' || link === 'until' ? 'unless' : 'when', tests, answer),
  }),
)

const MAY = choice<unknown>(sequence<[unknown, unknown]>(may, word('be')), word('is', 'are'))

/** `Only draft stays may be edited or deleted`. */
const only: Phrase<SaidGuard> = means(
  sequence<[unknown, unknown, Rows, unknown, Done, Ending]>(lead, word('only'), rows, MAY, actions, answered),
  ([, , { object, tests }, , done, answer]) => ({ done, object, guard: guard('unless', tests, answer) }),
)

const ONLY_WHEN = choice<unknown>(
  word('only if', 'only when', 'only while', 'only as long as', 'only where'),
  sequence<[unknown, unknown]>(
    word('if', 'when', 'while', 'provided', 'provided that', 'as long as'),
    word('and only if', 'and only when'),
  ),
)

/** `A stay can only be deleted while it is a draft`, `stays may be edited only if …`, `a remark is editable only within 15 minutes of creation`. */
const onlyWhen: Phrase<SaidGuard> = means(
  sequence<[unknown, NamedEntity, Done, Tests, Ending]>(
    lead,
    entity,
    choice(
      // The restriction stands before the verb or behind it.
      means(
        sequence<[unknown, Done, unknown]>(
          choice<unknown>(
            sequence<[unknown, unknown]>(may, word('only be')),
            sequence<[unknown, unknown]>(word('is', 'are'), word('only')),
          ),
          changing(),
          optional(choice<unknown>(WHEN, word('from'))),
        ),
        ([, verbs]) => verbs,
      ),
      means(sequence<[unknown, Done, unknown]>(MAY, changing(), ONLY_WHEN), ([, verbs]) => verbs),
    ),
    rowTests,
    answered,
  ),
  ([, object, verbs, tests, answer]) => ({ done: verbs, object, guard: guard('unless', tests, answer) }),
)

/** `A remark may be edited within 15 minutes of its creation`: of a time it is said to bound it. */
const inTime: Phrase<SaidGuard> = means(
  sequence<[unknown, NamedEntity, unknown, Done, unknown, Tests, Ending]>(
    lead,
    entity,
    MAY,
    changing(),
    optional(word('only')),
    ageTest,
    answered,
  ),
  ([, object, , verbs, , tests, answer]) => ({ done: verbs, object, guard: guard('unless', tests, answer) }),
)

/** What may not be done with rows, or only with some. */
export const forbidden: Phrase<SaidGuard> = choice(passive, passiveWhen, only, onlyWhen, inTime)
