import type { SaidTest } from '../../row-guard.js'
import { nounOf } from '../nouns.js'
import { bareEntity, entity, field, type NamedEntity } from './nouns.js'
import { choice, type Input, list, means, optional, type Phrase, sequence, token, word } from './phrase.js'
import { condition, relation, type Tested } from './row-rule.js'
import { spanOfTime, wholeNumber } from './span-of-time.js'
import type { Relation } from '../../row-rule.js'
import type { KnownField } from '../vocabulary.js'

/** Several tests of which one must hold. */
export type Tests = readonly SaidTest[]

/** Words that stand where a state could, and are none. */
const NO_STATE: ReadonlySet<string> = new Set(
  `existent nonexistent existing missing unknown invalid malformed a an the any all each every its their one this that those these his her own other another such same existing specific
  given only not no never also still already currently be been being is are was were has have had it they them which who whose
  in of on by to for from with without when if while once after before until unless except or and but then than as at least most
  more less within during must may can cannot will shall should would could does do did than user's someone's somebody's deleted
  removed updated edited changed modified listed viewed created new single multiple several many some first last`.split(
    /\s+/,
  ),
)

/** One state as an adjective: `confirmed`, `checked-in`, `"in_progress"`, `non-empty` is the opposite of empty. */
const adjective: Phrase<SaidTest> = token(({ kind, text }, { vocabulary }) => {
  if (kind === 'quoted') return { kind: 'state' as const, words: text, not: false }
  if (
    kind !== 'word' ||
    NO_STATE.has(text.replace(/^non-/, '')) ||
    vocabulary.entities.has(nounOf(text)) ||
    text.length > 40
  )
    return null
  const opposite = /^non-(.+)$/.exec(text)?.[1]
  return { kind: 'state' as const, words: opposite ?? text, not: opposite !== undefined }
})

const ADVERB = optional(word('already', 'still', 'currently', 'now'))

/** `confirmed or checked-in` before a noun. */
export const attributes: Phrase<Tests> = means(
  sequence<[unknown, unknown, Tests]>(
    optional(word('a', 'an', 'the', 'any', 'all', 'each', 'every')),
    ADVERB,
    list(adjective),
  ),
  ([, , states]) => states,
)

/** Words behind a state in which a row is: `is in the confirmed state`. */
const STATE = word('state', 'status', 'states', 'statuses', 'stage', 'phase')

/** One state behind a verb: one word, or two that are no sentence of their own: `checked in`, `in progress`. */
const predicate: Phrase<SaidTest> = (input, at) => {
  const two = input.tokens.slice(at, at + 2)
  const first = two[0]
  const joined = two.map(({ text }) => text).join(' ')
  // `in progress`, `on loan`, `checked in`, `signed off`.
  if (
    two.length === 2 &&
    two.every(({ kind }) => kind === 'word') &&
    (/^(?:in|on|out|under) [a-z]{3,20}$/.test(joined) || /^[a-z]{3,20}ed (?:in|out|off|up)$/.test(joined)) &&
    !/^(?:in|on) (?:the|a|an|one|any|its|their)$/.test(joined) &&
    !STATE(input, at + 1)
  )
    return { value: { kind: 'state', words: joined, not: false }, next: at + 2 }
  return first === undefined ? null : adjective(input, at)
}

const BE = word(
  'is',
  'are',
  'has been',
  'have been',
  'was',
  'were',
  'becomes',
  'became',
  'gets',
  'being',
  'be',
)

/** `is already confirmed`, `is not yet paid`, `is in the draft or open state`. */
export const stateBehind: Phrase<Tests> = means(
  sequence<[string, unknown, string | null, unknown, unknown, Tests, unknown]>(
    BE,
    ADVERB,
    optional(word('not', 'not yet', 'no longer', 'neither')),
    ADVERB,
    optional(word('in the', 'in', 'in a', 'in an', 'of the', 'either', 'one of')),
    list(predicate),
    optional(STATE),
  ),
  ([, , not, , , states]) => turned(states, not !== null),
)

/** Tests turned round: of several, none may hold, which is no list of alternatives. */
function turned(tests: Tests, not: boolean): Tests | null {
  if (!not) return tests
  return tests.length === 1 ? tests.map((test) => ({ ...test, not: !test.not })) : null
}

/** `its status is confirmed or closed`, `status = "closed"`, `status is not draft`. */
const fieldState: Phrase<Tests> = means(
  sequence<[unknown, unknown, string | null, Tests, unknown]>(
    optional(
      word('its', 'their', 'the', 'whose', 'with', 'with a', 'with the', 'a', 'having', 'has', 'have'),
    ),
    sequence<[unknown, unknown]>(
      choice<unknown>(word('status', 'state', 'stage', 'phase'), field),
      optional(choice<unknown>(BE, word('=', 'equals', 'of', 'set to', '= ='))),
    ),
    optional(word('not', 'other than', 'different from')),
    list(choice(adjective, value)),
    optional(STATE),
  ),
  ([, , not, states]) => turned(states, not !== null),
)

/** A state in single quotes. */
function value(input: Input, at: number): ReturnType<Phrase<SaidTest>> {
  return means(
    sequence<[string, SaidTest, string]>(word("'", '‘'), adjective, word("'", '’')),
    ([, inner]) => inner,
  )(input, at)
}

/** A test of a column with a value that the sentence writes out. */
const columnTest: Phrase<Tests> = (input, at) => {
  const match = means(condition, ({ test }: Tested): Tests => [{ kind: 'column', test, not: false }])(
    input,
    at,
  )
  // `status is confirmed` may go on with other states, and `quantity is zero` is a number.
  const [only] = match?.value ?? []
  if (match === null || only?.kind !== 'column') return null
  return 'value' in only.test && typeof only.test.value !== 'boolean' ? null : match
}

const AT = choice<unknown>(word('is', 'are', 'must be', 'has to be', 'be', 'of'), word('='))

/** `quantity is zero`, `its balance is greater than 0`, `stock > 0`. */
const numberTest: Phrase<Tests> = means(
  sequence<[unknown, KnownField, unknown, unknown, string | null, Relation | null, number]>(
    optional(word('its', 'their', 'whose', 'a', 'the', 'with a', 'with', 'has a', 'have a')),
    field,
    optional(sequence<[unknown, unknown]>(word('of'), entity)),
    optional(AT),
    optional(word('not', 'not equal to', '!')),
    optional(relation),
    wholeNumber,
  ),
  ([, column, , , not, compared, number]): Tests | null => {
    if (/^(?:string|enum|boolean|date|datetime|time|uuid)$/.test(column.type ?? '')) return null
    if (compared !== null)
      return not === null
        ? [{ kind: 'number', column: column.field, relation: compared, value: number, not: false }]
        : null
    const test = { column: column.field, is: 'equal' as const, value: number }
    return [{ kind: 'column', test, not: not !== null }]
  },
)

const HOLDS = word(
  'has',
  'have',
  'had',
  'holds',
  'hold',
  'contains',
  'contain',
  'owns',
  'own',
  'includes',
  'include',
  'still has',
  'still have',
  'with',
  'having',
  'containing',
  'holding',
  'is used by',
  'are used by',
  'is referenced by',
  'are referenced by',
  'used by',
  'referenced by',
  'is assigned to',
  'are assigned to',
  'is linked to',
  'are linked to',
  'is used in',
  'are used in',
  'assigned to',
  'is in use by',
  'are in use by',
  'in use by',
)

/** `still holds books`, `has no active loans`, `with at least one open ticket`, `is referenced by any task`. */
const rowsTest: Phrase<Tests> = means(
  sequence<[unknown, string, unknown, string | null, Tests | null, NamedEntity, unknown]>(
    ADVERB,
    HOLDS,
    ADVERB,
    optional(
      word('any', 'at least one', 'one or more', 'a', 'an', 'some', 'existing', 'no', 'zero', 'any existing'),
    ),
    optional(list(adjective)),
    bareEntity,
    optional(
      word(
        'assigned',
        'attached',
        'linked',
        'on it',
        'in it',
        'left',
        'left in it',
        'associated with it',
        'assigned to it',
        'attached to it',
        'on them',
        'in them',
      ),
    ),
  ),
  ([, , , amount, states, child]): Tests | null => {
    const none = amount === 'no' || amount === 'zero'
    const words = (states ?? []).map((state) => (state.kind === 'state' && !state.not ? state.words : null))
    if (words.includes(null) || words.includes('existing')) return null
    const each = words.length === 0 ? [null] : words
    if (none && each.length > 1) return null
    return each.map((state) => ({ kind: 'rows', entity: child.entity, state, not: none }))
  },
)

/** `there are active loans for it`, `loans still refer to it`, `any books belong to it`. */
const reversedRows: Phrase<Tests> = means(
  sequence<[unknown, unknown, Tests | null, NamedEntity, unknown]>(
    optional(word('there are', 'there is', 'there are still', 'there exist')),
    optional(word('any', 'at least one', 'one or more', 'some', 'a', 'an', 'existing')),
    optional(list(adjective)),
    bareEntity,
    sequence<[unknown, unknown]>(
      ADVERB,
      word(
        'exist',
        'exists',
        'for it',
        'in it',
        'on it',
        'refer to it',
        'refers to it',
        'reference it',
        'references it',
        'belong to it',
        'belongs to it',
        'exist for it',
        'exists for it',
        'use it',
        'uses it',
        'are assigned to it',
        'is assigned to it',
        'are linked to it',
        'referencing it',
        'depend on it',
        'depends on it',
        'are in it',
        'remain in it',
        'remain on it',
        'are attached to it',
        'point to it',
      ),
    ),
  ),
  ([, , states, child]): Tests | null => {
    const [state, ...more] = (states ?? []).map((each) =>
      each.kind === 'state' && !each.not ? each.words : '',
    )
    if (more.length > 0 || state === '') return null
    return [{ kind: 'rows', entity: child.entity, state: state ?? null, not: false }]
  },
)

const CREATION = sequence<[unknown, unknown]>(
  optional(
    word(
      'of',
      'after',
      'from',
      'since',
      'following',
      'of being',
      'after being',
      'of its',
      'of their',
      'after its',
      'after their',
      'since its',
      'from its',
      'of the',
      'after the',
      'after it was',
      'after they were',
      'of the time of',
    ),
  ),
  word(
    'creation',
    'created',
    'being created',
    'creation time',
    'posting',
    'being posted',
    'it was created',
    'booking it',
    'creating it',
    'submission',
    'posted',
  ),
)

/** `older than 24 hours`, `created more than 15 minutes ago`, `within 24 hours of creation` is the opposite. */
export const ageTest: Phrase<Tests> = choice(
  means(
    sequence<[unknown, unknown, number]>(optional(BE), word('older than', 'more than'), spanOfTime),
    ([, , seconds]) => aged(seconds, false),
  ),
  means(
    sequence<[unknown, unknown, number, unknown]>(
      optional(BE),
      word('created more than', 'created over', 'created longer than', 'more than'),
      spanOfTime,
      word(
        'ago',
        'old',
        'after creation',
        'after being created',
        'after its creation',
        'after it was created',
      ),
    ),
    ([, , seconds]) => aged(seconds, false),
  ),
  means(
    sequence<[unknown, unknown, number, unknown]>(
      optional(BE),
      word('within', 'in', 'during', 'for', 'no later than', 'not later than', 'up to', 'less than', 'until'),
      spanOfTime,
      choice<unknown>(CREATION, word('old')),
    ),
    ([, , seconds]) => aged(seconds, true),
  ),
  means(
    sequence<[unknown, number, unknown, unknown]>(
      optional(word('more than', 'after')),
      spanOfTime,
      optional(word('have passed', 'has passed', 'passed')),
      CREATION,
    ),
    ([, seconds]) => aged(seconds, false),
  ),
)

function aged(seconds: number, not: boolean): Tests {
  return [{ kind: 'age', seconds, not }]
}

const ROW = choice<unknown>(word('it', 'they', 'that', 'which', 'who', 'it is one that'), entity)

/** A condition of the row that a sentence speaks of, with or without a word for the row before it. */
export const rowTests: Phrase<Tests> = choice(
  reversedRows,
  numberTest,
  columnTest,
  ageTest,
  means(
    sequence<[unknown, unknown, Tests]>(optional(ROW), ADVERB, choice(rowsTest, ageTest, stateBehind)),
    ([, , tests]) => tests,
  ),
  fieldState,
  means(sequence<[unknown, Tests]>(ROW, choice(numberTest, columnTest)), ([, tests]) => tests),
)

/** What stands right behind the name of a row: `that is confirmed`, `with active loans`, `in the draft state`, `whose status is open`. */
export const relativeTests: Phrase<Tests> = choice(
  means(
    sequence<[unknown, unknown, Tests]>(
      word('that', 'which', 'who', 'whose', 'that still', 'which still'),
      ADVERB,
      choice(numberTest, columnTest, rowsTest, ageTest, stateBehind, fieldState),
    ),
    ([, , tests]) => tests,
  ),
  rowsTest,
  ageTest,
  means(
    sequence<[unknown, Tests, unknown]>(word('in the', 'in', 'in a', 'in an'), list(adjective), STATE),
    ([, states]) => states,
  ),
  fieldState,
)
