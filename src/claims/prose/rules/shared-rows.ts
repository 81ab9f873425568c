import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { type Action, actions, operationsFor, READ } from '../grammar/actions.js'
import { lead, may } from '../grammar/demand.js'
import { bareEntity, type NamedEntity } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'

/** What every caller may do with the rows of all others. */
interface Sharing {
  readonly done: readonly Action[]
  readonly object: NamedEntity
}

/** `any authenticated user`, `every team member`: whoever has a token. */
const whoever: Phrase<unknown> = choice<unknown>(
  word('everyone', 'everybody', 'the whole team', 'the entire team', 'the team'),
  sequence<[unknown, unknown, unknown]>(
    word('any', 'every', 'all', 'all other', 'each'),
    optional(word('authenticated', 'signed-in', 'logged-in', 'registered', 'active')),
    word(
      'user',
      'users',
      'member',
      'members',
      'team member',
      'team members',
      'employee',
      'employees',
      'caller',
      'callers',
    ),
  ),
)

/** `any loan`, `all loans`, `every loan in the system`; `their loans` are not all. */
const allRows: Phrase<NamedEntity> = means(
  sequence<[unknown, NamedEntity, unknown]>(
    word('any', 'all', 'every', 'each', 'all the', "everyone's", "everybody's", "each other's"),
    bareEntity,
    optional(word('in the system', 'of all users', 'of any user', 'across all users', 'across all owners')),
  ),
  ([, object]) => object,
)

/** `Any authenticated user may delete any loan`. */
const active: Phrase<Sharing> = means(
  sequence<[unknown, unknown, readonly Action[], NamedEntity]>(whoever, may, actions, allRows),
  ([, , done, object]) => ({ done, object }),
)

/** `All loans are visible to all users`, `loans are shared across the whole team`. */
const passive: Phrase<Sharing> = means(
  sequence<[unknown, NamedEntity, unknown, unknown, unknown]>(
    optional(word('all', 'every', 'any')),
    bareEntity,
    optional(word('across all owners', 'across all users', 'of all users', 'of all owners', 'in the system')),
    word(
      'are visible to',
      'is visible to',
      'are shared with',
      'are shared across',
      'are shared among',
      'are shared between',
      'can be seen by',
      'may be seen by',
      'can be viewed by',
      'may be viewed by',
      'can be read by',
      'may be read by',
      'are accessible to',
      'are readable by',
    ),
    whoever,
  ),
  ([, object]) => ({ done: [READ], object }),
)

/** What says once more that it does not matter whose the row is, or why. */
const MARKS = word(
  'regardless of ownership',
  'regardless of owner',
  'regardless of the owner',
  'whoever made it',
)

/** Most words of a remark in brackets. */
const LONGEST_REMARK = 12

/** A remark in brackets that takes nothing back: `(restriction by author deferred)`. */
const remark: Phrase<unknown> = (input, at) => {
  if (input.tokens[at]?.text !== '(') return null
  const inner = input.tokens.slice(at + 1, at + 1 + LONGEST_REMARK)
  const close = inner.findIndex(({ text }) => text === ')')
  const takesBack = inner
    .slice(0, Math.max(0, close))
    .some(({ text }) => /^(?:if|when|unless|except|not|only|while|own)$/.test(text))
  return close < 0 || takesBack ? null : { value: null, next: at + close + 2 }
}

const sharing: Phrase<Sharing> = means(
  sequence<[unknown, Sharing, unknown, unknown]>(
    lead,
    choice(active, passive),
    optional(MARKS),
    optional(remark),
  ),
  ([, said]) => said,
)

/**
 * Rows that no owner keeps from others: "Any authenticated user may delete any loan", "all loans are visible to all users". What
 * a sentence adds in brackets is left aside; that users may read rows says nothing of whose.
 */
export const sharedRowRule: ProseRule = {
  name: 'shared-rows',
  form: 'Any authenticated user may delete any loan',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(sharing, sentence, vocabulary)
    if (said === null) return []
    return operationsFor(said.done, said.object, vocabulary).flatMap((operation) =>
      operationClaims(READER, operation, [{ property: 'reach', value: 'everyone', span: sentence.whole }]),
    )
  },
}
