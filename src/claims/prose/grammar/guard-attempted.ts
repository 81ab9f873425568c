import { actions } from './actions.js'
import { answered, refusedWith } from './answer.js'
import { lead, mustNot, refuses, service } from './demand.js'
import {
  type Done,
  type Ending,
  guard,
  WHEN,
  rows,
  type Rows,
  told,
  doing,
  type SaidGuard,
} from './guarded-rows.js'
import { entity, type NamedEntity } from './nouns.js'
import { choice, means, type Phrase, sequence, word } from './phrase.js'
import { rowTests, type Tests } from './row-test.js'

/** `Attempting to cancel a shipped parcel returns 409 with "…"`, `deleting a shelf that holds books is not allowed (400)`. */
const gerund: Phrase<SaidGuard> = means(
  sequence<[unknown, Done, Rows, readonly [Ending]]>(
    lead,
    doing,
    told,
    choice(
      means(refusedWith, (answer) => [answer] as const),
      means(
        sequence<[unknown, unknown, Ending]>(
          word('is', 'are', 'must', 'should', 'shall', 'will'),
          word(
            'not allowed',
            'not permitted',
            'not possible',
            'prohibited',
            'disallowed',
            'blocked',
            'prevented',
            'be blocked',
            'be prevented',
            'not be allowed',
            'not be possible',
            'not be permitted',
            'be prohibited',
            'forbidden',
            'be forbidden',
          ),
          answered,
        ),
        ([, , answer]) => [answer] as const,
      ),
    ),
  ),
  ([, verbs, { object, tests }, [answer]]) => ({ done: verbs, object, guard: guard('when', tests, answer) }),
)

const PREVENTS = choice<unknown>(
  word(
    'block',
    'blocks',
    'deny',
    'denies',
    'refuse to',
    'do not allow',
    'not allow',
    'never allow',
    'does not allow',
  ),
  refuses,
  sequence<[unknown, unknown]>(mustNot, word('allow', 'accept', 'permit')),
)

/** `The system must prevent deleting shelves that hold books`, `reject updates to closed tickets with 409`. */
const prevented: Phrase<SaidGuard> = choice(
  means(
    sequence<[unknown, unknown, Done, Rows, Ending]>(
      service,
      PREVENTS,
      choice(doing, actions),
      told,
      answered,
    ),
    ([, , verbs, { object, tests }, answer]) => ({
      done: verbs,
      object,
      guard: guard('when', tests, answer),
    }),
  ),
  // `prevent a shelf from being deleted while it holds books`.
  means(
    sequence<[unknown, unknown, NamedEntity, unknown, Done, unknown, Tests, Ending]>(
      service,
      PREVENTS,
      entity,
      word('from being', 'to be'),
      actions,
      WHEN,
      rowTests,
      answered,
    ),
    ([, , object, , verbs, , tests, answer]) => ({
      done: verbs,
      object,
      guard: guard('when', tests, answer),
    }),
  ),
  means(
    sequence<[unknown, unknown, Rows, unknown, Done, Ending]>(
      service,
      PREVENTS,
      rows,
      word('from being', 'to be'),
      actions,
      answered,
    ),
    ([, , { object, tests }, , verbs, answer]) => ({
      done: verbs,
      object,
      guard: guard('when', tests, answer),
    }),
  ),
)

/** `Deletion of shelves is blocked while books exist (409)`. */
const blocked: Phrase<SaidGuard> = means(
  sequence<[unknown, Done, NamedEntity, unknown, unknown, Tests, Ending]>(
    lead,
    doing,
    entity,
    sequence<[unknown, unknown]>(
      word('is', 'are', 'must be', 'should be', 'gets'),
      word(
        'blocked',
        'not allowed',
        'not permitted',
        'refused',
        'rejected',
        'prevented',
        'forbidden',
        'prohibited',
        'not possible',
      ),
    ),
    WHEN,
    rowTests,
    answered,
  ),
  ([, verbs, object, , , tests, answer]) => ({ done: verbs, object, guard: guard('when', tests, answer) }),
)

/** What is refused when somebody tries it. */
export const attempted: Phrase<SaidGuard> = choice(gerund, prevented, blocked)
