import type { RowCondition } from '../../row-condition.js'
import type { Relation, RowRule } from '../../row-rule.js'
import { nameWords } from '../nouns.js'
import type { KnownField } from '../vocabulary.js'
import { must, mustNot } from './demand.js'
import { bareEntity, field } from './nouns.js'
import { choice, type Input, means, optional, type Phrase, sequence, token, word } from './phrase.js'

/** A rule that begins after its subject. */
export type Clause = (subject: KnownField) => RowRule | null

/** A test of a column. */
export interface Tested {
  readonly on: KnownField
  readonly test: RowCondition
}

const IS = word('is', 'are', 'equals', 'equal to', '=', '= =', 'is set to', 'is equal to', 'has value')

/** A value that a column is compared with. */
const value: Phrase<string | number | boolean> = token(({ kind, text, written }) => {
  if (kind === 'number') return Number(text)
  if (kind === 'quoted') return written.slice(1, -1)
  if (kind !== 'word' || /^(?:the|a|an|not|set|given)$/.test(text)) return null
  return text === 'true' || text === 'false' ? text === 'true' : written
})

const THERE = word(
  'is set',
  'is provided',
  'is present',
  'is given',
  'is specified',
  'is not null',
  'is not empty',
  'is filled',
  'exists',
)
const ABSENT = word(
  'is not set',
  'is not provided',
  'is null',
  'is empty',
  'is missing',
  'is not given',
  'is absent',
)

/** `is_recurring is true`, `kind = "weekly"`, `a room is given`, `is_recurring`, `the event is recurring`. */
export const condition: Phrase<Tested> = choice<Tested>(
  means(sequence<[KnownField, string]>(field, THERE), ([on]) => ({
    on,
    test: { column: on.field, is: 'notNull' as const },
  })),
  means(sequence<[KnownField, string]>(field, ABSENT), ([on]) => ({
    on,
    test: { column: on.field, is: 'null' as const },
  })),
  means(
    sequence<[KnownField, string, string | null, string | number | boolean]>(
      field,
      IS,
      optional(word('not', 'equal to', 'set to')),
      optionalQuotes(value),
    ),
    ([on, , not, compared]) => ({
      on,
      test: {
        column: on.field,
        is: not === 'not' ? ('notEqual' as const) : ('equal' as const),
        value: compared,
      },
    }),
  ),
  means(
    sequence<[unknown, unknown, string | null, KnownField]>(
      optional(word('the', 'a', 'an')),
      sequence<[unknown, unknown]>(choice<unknown>(bareEntity, word('it')), word('is')),
      optional(word('not')),
      flag,
    ),
    ([, , not, on]) => ({
      on,
      test: { column: on.field, is: 'equal' as const, value: not === null },
    }),
  ),
  means(field, (on) =>
    on.type === 'boolean' ? { on, test: { column: on.field, is: 'equal' as const, value: true } } : null,
  ),
)

/** The value, also in single quotes. */
function optionalQuotes<T>(phrase: Phrase<T>): Phrase<T> {
  return means(
    sequence<[string | null, T, string | null]>(optional(word("'", '‘')), phrase, optional(word("'", '’'))),
    ([, inner]) => inner,
  )
}

/** `recurring` of `is_recurring`. */
function flag(input: Input, at: number): { readonly value: KnownField; readonly next: number } | null {
  const here = input.tokens[at]
  if (here?.kind !== 'word') return null
  const known = input.vocabulary.fields.get(`is ${nameWords(here.text).join(' ')}`)
  const [only, ...more] = known ?? []
  return only === undefined || more.length > 0 ? null : { value: only, next: at + 1 }
}

const WHEN = word('when', 'if', 'whenever', 'only when', 'only if', 'once')

/** `is required when is_recurring is true`, `must be provided if a room is given`. */
const conditional: Phrase<Clause> = means(
  sequence<[unknown, unknown, Tested]>(
    choice<unknown>(
      sequence<[unknown, unknown]>(
        optional(
          choice<unknown>(sequence<[unknown, unknown]>(must, word('be')), word('is', 'are', 'becomes')),
        ),
        word('required', 'mandatory', 'only required'),
      ),
      sequence<[unknown, unknown, unknown]>(
        must,
        word('be'),
        word(
          'provided',
          'present',
          'given',
          'specified',
          'set',
          'supplied',
          'included',
          'non-null',
          'not null',
        ),
      ),
    ),
    WHEN,
    condition,
  ),
  ([, , { on, test }]) =>
    (subject) =>
      on.entity === subject.entity && on.field !== subject.field
        ? { kind: 'required', column: subject.field, when: test }
        : null,
)

const RELATIONS: readonly (readonly [Relation, readonly string[]])[] = [
  ['greater', ['after', 'later than', 'greater than', 'more than', 'higher than', 'larger than', '>']],
  [
    'atLeast',
    [
      'on or after',
      'equal to or after',
      'after or equal to',
      'later than or equal to',
      'greater than or equal to',
      'at least',
      '> =',
      '≥',
      'the same as or after',
    ],
  ],
  ['less', ['before', 'earlier than', 'less than', 'lower than', 'smaller than', '<']],
  [
    'atMost',
    [
      'on or before',
      'equal to or before',
      'before or equal to',
      'earlier than or equal to',
      'less than or equal to',
      'at most',
      '< =',
      '≤',
    ],
  ],
]

/** `after`, `at least`, `>=`. */
export const relation: Phrase<Relation> = (input, at) => {
  const found = RELATIONS.map(([named, words]) => ({ named, match: word(...words)(input, at) }))
    .filter(({ match }) => match !== null)
    .toSorted((left, right) => (right.match?.next ?? 0) - (left.match?.next ?? 0))[0]
  return found?.match === undefined || found.match === null
    ? null
    : { value: found.named, next: found.match.next }
}

/** What a comparison says when it is forbidden. */
const OPPOSITE: Readonly<Record<Relation, Relation>> = {
  greater: 'atMost',
  atLeast: 'less',
  less: 'atLeast',
  atMost: 'greater',
}

function ordered(said: Relation, than: KnownField): Clause {
  return (subject) =>
    subject.entity === than.entity && subject.field !== than.field
      ? { kind: 'order', column: subject.field, relation: said, than: than.field }
      : null
}

/** `no earlier than`, `not before`. */
const NOT = word('not', 'no', 'never')

/** `must be after start_date`, `cannot be before start_date`, `must not exceed capacity`, `> start_date`. */
const comparison: Phrase<Clause> = choice<Clause>(
  means(
    sequence<[unknown, unknown, KnownField]>(mustNot, word('exceed', 'be over', 'be above'), field),
    ([, , than]) => ordered('atMost', than),
  ),
  means(
    sequence<[unknown, unknown, Relation, KnownField]>(mustNot, word('be'), relation, field),
    ([, , said, than]) => ordered(OPPOSITE[said], than),
  ),
  means(
    sequence<[unknown, string | null, Relation, KnownField]>(
      choice<unknown>(sequence<[unknown, unknown]>(must, word('be')), word('is', 'are', 'must')),
      optional(NOT),
      relation,
      field,
    ),
    ([, not, said, than]) => ordered(not === null ? said : OPPOSITE[said], than),
  ),
)

/** What tells a breach and its answer from a rule: `leaves_on < arrives_on → 422`. */
const BREACH = word('→', 'return', 'returns', '(', '-', '–', '—', ':', 'with')

/** `>= arrives_on`, with no words around it. */
const formula: Phrase<Clause> = (input, at) => {
  if (!/^[<>≤≥]$/.test(input.tokens[at]?.text ?? '')) return null
  const match = sequence<[Relation, KnownField]>(relation, field)(input, at)
  if (match === null || BREACH(input, match.next) !== null) return null
  const [said, than] = match.value
  return { value: ordered(said, than), next: match.next }
}

/** What may be said of the column before it. */
export const clause: Phrase<Clause> = choice(conditional, comparison, formula)

/** `after arrives_on`, `not before arrives_on`, as the row of a column says it without a verb. */
export const remark: Phrase<Clause> = means(
  sequence<[string | null, Relation, KnownField]>(optional(NOT), relation, field),
  ([not, said, than]) => ordered(not === null ? said : OPPOSITE[said], than),
)

/** `If is_recurring is true, recurrence must be provided`: the rule and its subject at once. */
export const conditionFirst: Phrase<{ readonly entity: string; readonly rule: RowRule }> = means(
  sequence<[unknown, Tested, unknown, KnownField, unknown]>(
    word('when', 'if', 'whenever'),
    condition,
    optional(word(', then', ',', 'then')),
    field,
    choice<unknown>(
      sequence<[unknown, unknown]>(
        choice<unknown>(sequence<[unknown, unknown]>(must, word('be')), word('is', 'are', 'becomes')),
        word('required', 'mandatory'),
      ),
      sequence<[unknown, unknown]>(
        must,
        word('be provided', 'be present', 'be given', 'be set', 'be specified'),
      ),
    ),
  ),
  ([, { on, test }, , subject]) =>
    on.entity === subject.entity && on.field !== subject.field
      ? { entity: subject.entity, rule: { kind: 'required', column: subject.field, when: test } }
      : null,
)
