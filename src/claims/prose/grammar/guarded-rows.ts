import type { RowGuard } from '../../row-guard.js'
import { type Action, actions, DELETE, UPDATE } from './actions.js'
import type { Answer } from './answer.js'
import { mustNot } from './demand.js'
import { entity, type NamedEntity } from './nouns.js'
import { choice, means, type Phrase, sequence, word } from './phrase.js'
import { attributes, relativeTests, rowTests, type Tests } from './row-test.js'

/** What a sentence refuses to do with which rows. */
export interface SaidGuard {
  readonly done: readonly Action[]
  readonly object: NamedEntity
  readonly guard: RowGuard
}

/** What is done. */
export type Done = readonly Action[]
/** How the sentence ends. */
export type Ending = Answer | null

/** Rows, and what tells them from others. */
export interface Rows {
  readonly object: NamedEntity
  readonly tests: Tests
}

/** `a confirmed stay`, `a shelf that still holds books`, `stays in the draft state`. */
export const rows: Phrase<Rows> = choice(
  means(sequence<[Tests, NamedEntity]>(attributes, entity), ([tests, object]) => ({ tests, object })),
  means(sequence<[NamedEntity, Tests]>(entity, relativeTests), ([object, tests]) => ({ object, tests })),
)

/** Words before a condition. */
export const WHEN = word(
  'if',
  'when',
  'while',
  'once',
  'whenever',
  'after',
  'as long as',
  'so long as',
  'in case',
  'where',
  'as soon as',
  'because',
  'since',
  'provided',
  'provided that',
)

/** Words by which nothing may be done. */
export const NEVER = choice<unknown>(
  mustNot,
  word(
    'is never',
    'are never',
    'is not to',
    'are not to',
    'can no longer',
    'may no longer',
    'must no longer',
  ),
)

/** A guard with its tests and the answer to a breach. */
export function guard(refused: RowGuard['refused'], tests: Tests, answer: Ending): RowGuard {
  return { refused, tests, answer }
}

/** `edited`, `editable`, `deletable`. */
export function changing(): Phrase<Done> {
  return choice(
    actions,
    means(word('editable', 'modifiable', 'changeable', 'updatable'), () => [UPDATE]),
    means(word('deletable', 'removable'), () => [DELETE]),
  )
}

/** `Deleting`, `attempting to delete`, `deletion of`, `updates to`. */
export const doing: Phrase<Done> = choice(
  means(
    sequence<[unknown, Done]>(
      word(
        'attempting to',
        'trying to',
        'any attempt to',
        'an attempt to',
        'attempts to',
        'attempt to',
        'every attempt to',
        'all attempts to',
        'requests to',
        'a request to',
        'users trying to',
        'users attempting to',
        'the request to',
      ),
      actions,
    ),
    ([, verbs]) => verbs,
  ),
  means(word('deletion of', 'the deletion of', 'removal of', 'the removal of', 'deletions of'), () => [
    DELETE,
  ]),
  means(
    word(
      'updates to',
      'changes to',
      'edits to',
      'modification of',
      'modifications of',
      'modifications to',
      'an update of',
      'updates of',
      'the modification of',
    ),
    () => [UPDATE],
  ),
  (input, at) => (input.tokens[at]?.text.endsWith('ing') === true ? actions(input, at) : null),
)

/** Rows told from others by words around them, or by a clause behind. */
export const told: Phrase<Rows> = choice(
  means(sequence<[NamedEntity, unknown, Tests]>(entity, WHEN, rowTests), ([object, , tests]) => ({
    object,
    tests,
  })),
  rows,
)
