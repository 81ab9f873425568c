import { actions, CREATE } from './actions.js'
import { answered, refusedWith } from './answer.js'
import { lead, may, must, mustNot, refuses, serviceName } from './demand.js'
import {
  doing,
  type Done,
  type Ending,
  guard,
  NEVER,
  rows,
  type Rows,
  type SaidGuard,
  WHEN,
} from './guarded-rows.js'
import { entity, type NamedEntity } from './nouns.js'
import { choice, type Input, means, optional, type Phrase, sequence, token, word } from './phrase.js'
import { rowTests, stateBehind, type Tests } from './row-test.js'
import { nounOf } from '../nouns.js'

/** A guard of rows by the row above them. */
export interface SaidParentGuard extends SaidGuard {
  readonly parent: NamedEntity
}

/** Rows by the name of their table, or by that of their path alone: `items` of `/orders/{id}/items`. */
const child: Phrase<NamedEntity> = choice(
  entity,
  means(
    sequence<[unknown, string]>(
      optional(word('the', 'a', 'an', 'new', 'any', 'its', 'their')),
      token(({ kind, text }, { vocabulary }) => {
        const noun = kind === 'word' ? nounOf(text) : ''
        return noun !== '' && vocabulary.operations.some((operation) => operation.noun === noun) ? noun : null
      }),
    ),
    ([, noun]) => ({ noun, entity: '' }),
  ),
)

/** `the order is delivered`, `its order has been sent`. */
const parentState: Phrase<Rows> = means(
  sequence<[NamedEntity, Tests]>(entity, behindParent),
  ([object, tests]) => ({ object, tests }),
)

function behindParent(input: Input, at: number): ReturnType<Phrase<Tests>> {
  return choice(stateBehind, rowTests)(input, at)
}

const BELOW = word('to', 'from', 'of', 'on', 'in', 'for')

/** `to it`, `to the order`: said once more, or left out. */
const toParent = optional(
  sequence<[unknown, unknown]>(BELOW, choice<unknown>(word('it', 'them', 'that'), entity)),
)

const ONLY = choice<unknown>(
  sequence<[unknown, unknown]>(may, word('only be')),
  sequence<[unknown, unknown]>(word('is', 'are'), word('only')),
)

const WHILE = choice<string>(WHEN, word('until'))

/** `A review can only be added once the order is delivered`, `items may be added or removed only while the order is a draft`. */
const onlyWhile: Phrase<SaidParentGuard> = means(
  sequence<[unknown, NamedEntity, Done, Rows, Ending]>(
    lead,
    child,
    choice(
      means(sequence<[unknown, Done, unknown, unknown]>(ONLY, actions, toParent, WHEN), ([, verbs]) => verbs),
      means(
        sequence<[unknown, unknown, Done, unknown, unknown, unknown]>(
          may,
          word('be'),
          actions,
          toParent,
          word('only'),
          WHEN,
        ),
        ([, , verbs]) => verbs,
      ),
    ),
    parentState,
    answered,
  ),
  ([, object, done, { object: parent, tests }, answer]) =>
    below({ done, object, parent, guard: guard('unless', tests, answer) }),
)

/** `Items cannot be changed once the invoice is sent`, `… unless the invoice is a draft`. */
const neverWhen: Phrase<SaidParentGuard> = means(
  sequence<[unknown, NamedEntity, unknown, unknown, Done, unknown, string, Rows, Ending]>(
    lead,
    child,
    NEVER,
    optional(word('be')),
    actions,
    toParent,
    choice<string>(WHILE, word('unless')),
    parentState,
    answered,
  ),
  ([, object, , , done, , link, { object: parent, tests }, answer]) =>
    below({
      done,
      object,
      parent,
      guard: guard(link === 'unless' || link === 'until' ? 'unless' : 'when', tests, answer),
    }),
)

/** `Guests cannot be added to a cancelled booking`, `no reply may be added to a locked thread`. */
const neverTo: Phrase<SaidParentGuard> = choice(
  means(
    sequence<[unknown, NamedEntity, unknown, unknown, Done, unknown, Rows, Ending]>(
      lead,
      child,
      NEVER,
      optional(word('be')),
      actions,
      BELOW,
      rows,
      answered,
    ),
    ([, object, , , done, , { object: parent, tests }, answer]) =>
      below({ done, object, parent, guard: guard('when', tests, answer) }),
  ),
  means(
    sequence<[unknown, unknown, NamedEntity, unknown, unknown, Done, unknown, Rows, Ending]>(
      lead,
      word('no', 'no new', 'no further', 'no more'),
      child,
      may,
      word('be'),
      actions,
      BELOW,
      rows,
      answered,
    ),
    ([, , object, , , done, , { object: parent, tests }, answer]) =>
      below({ done, object, parent, guard: guard('when', tests, answer) }),
  ),
)

/** `Adding a guest to a cancelled booking returns 409`. */
const attempt: Phrase<SaidParentGuard> = means(
  sequence<[unknown, Done, NamedEntity, unknown, Rows, Ending]>(lead, doing, child, BELOW, rows, refusedWith),
  ([, done, object, , { object: parent, tests }, answer]) =>
    below({ done, object, parent, guard: guard('when', tests, answer) }),
)

/** `the system shall refuse the reply`, `adding items is refused`, `no reply can be added`. */
const refusal: Phrase<{ readonly object: NamedEntity; readonly done: Done }> = choice(
  means(
    sequence<[unknown, unknown, unknown, NamedEntity]>(
      optional(serviceName),
      optional(must),
      choice<unknown>(refuses, sequence<[unknown, unknown]>(mustNot, word('accept', 'allow'))),
      child,
    ),
    ([, , , object]) => ({ object, done: [CREATE] }),
  ),
  means(sequence<[Done, NamedEntity]>(doing, child), ([done, object]) => ({ object, done })),
  means(
    sequence<[NamedEntity, unknown, unknown, Done]>(child, NEVER, optional(word('be')), actions),
    ([object, , , done]) => ({ object, done }),
  ),
)

/** `IF the thread is locked THEN the system SHALL refuse the reply with 409`. */
const conditionFirst: Phrase<SaidParentGuard> = means(
  sequence<[unknown, unknown, Rows, unknown, { readonly object: NamedEntity; readonly done: Done }, Ending]>(
    lead,
    word('if', 'when', 'once', 'while', 'whenever', 'after', 'as long as', 'where'),
    parentState,
    optional(word(', then', ',', 'then')),
    refusal,
    answered,
  ),
  ([, , { object: parent, tests }, , { object, done }, answer]) =>
    below({ done, object, parent, guard: guard('when', tests, answer) }),
)

/** Rows of one table are below no other. */
function below(said: SaidParentGuard): SaidParentGuard | null {
  return said.object.entity === said.parent.entity || said.object.noun === said.parent.noun ? null : said
}

/** What a sentence refuses to do with rows, by what the row above them is. */
export const parentGuard: Phrase<SaidParentGuard> = choice(
  onlyWhile,
  neverWhen,
  neverTo,
  attempt,
  conditionFirst,
)
