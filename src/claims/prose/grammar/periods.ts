import type { ApartRule, ApartScope } from '../../apart-rule.js'
import { answered, type Answer } from './answer.js'
import { lead, may, must, mustNot, refuses, service } from './demand.js'
import { bareEntity, type NamedEntity } from './nouns.js'
import { choice, means, optional, type Phrase, sequence, token, word } from './phrase.js'
import { scope } from './uniqueness-extent.js'
import { nounOf } from '../nouns.js'

/** A rule of periods, and the entity that has them. */
export interface SaidApart {
  readonly entity: string
  readonly rule: ApartRule
}

/** Words before a noun that name no state. */
const PLAIN =
  /^(?:a|an|the|any|all|each|every|no|two|another|other|one|existing|same|its|their|of|for|in|to|be|not|new|with|and|or|is|are|overlapping|double)$/

const DETERMINERS = optional(
  word(
    'a',
    'an',
    'the',
    'any',
    'all',
    'each',
    'every',
    'another',
    'other',
    'any other',
    'an existing',
    'existing',
    'any existing',
    'a new',
    'new',
    'two',
    'multiple',
  ),
)

/** Rows in a state: `cancelled bookings`, `an active loan`. */
interface Rows {
  readonly entity: string
  readonly state: string | null
}

const rows: Phrase<Rows> = choice<Rows>(
  means(sequence<[unknown, NamedEntity]>(DETERMINERS, bareEntity), ([, { entity }]) => ({
    entity,
    state: null,
  })),
  means(
    sequence<[unknown, string, NamedEntity]>(
      DETERMINERS,
      token(({ kind, text }) => (kind === 'word' && !PLAIN.test(text) ? text : null)),
      bareEntity,
    ),
    ([, state, { entity }]) => ({ entity, state }),
  ),
)

const OVERLAP = sequence<[unknown, unknown]>(
  word('overlap', 'overlap in time', 'collide', 'intersect', 'conflict in time'),
  optional(word('each other', 'with each other', 'one another', 'with one another', 'in time')),
)

const OVERLAPPING = word('overlapping', 'double', 'conflicting overlapping', 'time-overlapping')

/** `cancelled`, `cancelled or declined`. */
const states: Phrase<readonly string[]> = (input, at) => {
  const found: string[] = []
  let next = at
  while (found.length < 5) {
    const here = input.tokens[next]
    if (here === undefined || here.kind !== 'word' || PLAIN.test(here.text)) break
    found.push(here.text)
    next += 1
    const joint = word(', and', ', or', 'and', 'or', ',')(input, next)
    if (joint === null) break
    next = joint.next
  }
  return found.length === 0 ? null : { value: found, next }
}

/** `, except cancelled ones`, `(ignoring cancelled bookings)`, `unless it is cancelled`. */
const exception: Phrase<readonly string[]> = means(
  sequence<[unknown, unknown, unknown, readonly string[], unknown, unknown]>(
    optional(word(',', '(', '–', '—')),
    word(
      'except',
      'except for',
      'excluding',
      'ignoring',
      'not counting',
      'apart from',
      'other than',
      'unless',
      'disregarding',
    ),
    optional(
      word('those that are', 'they are', 'it is', 'one is', 'one of them is', 'the other is', 'for', 'the'),
    ),
    means(
      sequence<[readonly string[], unknown]>(states, optional(choice<unknown>(word('ones'), bareEntity))),
      ([said]) => said,
    ),
    optional(word('ones')),
    optional(word(')')),
  ),
  ([, , , said]) => said,
)

const tail = sequence<[readonly string[] | null, Answer | null]>(optional(exception), answered)

/** What has periods, by which they keep apart, and which of them count. */
type Clause = readonly [Rows, ApartScope | null, Rows | null]

/** `bookings of one room must not overlap`, `two shifts of one nurse may not overlap`, `no two stays … may overlap`. */
const apart: Phrase<Clause> = (input, at) => {
  const none = word('no', 'no two')(input, at)
  const phrase = sequence<[Rows, ApartScope | null, unknown, unknown, Rows | null, ApartScope | null]>(
    rows,
    optional(scope),
    none === null
      ? choice<unknown>(mustNot, word('never', 'do not', 'may never'))
      : choice<unknown>(mustNot, may, word('ever')),
    OVERLAP,
    optional(means(sequence<[unknown, Rows]>(optional(word('with')), rows), ([, other]) => other)),
    optional(scope),
  )
  const match = phrase(input, none === null ? at : none.next)
  if (match === null) return null
  const [said, before, , , other, after] = match.value
  if (other !== null && other.entity !== said.entity) return null
  return { value: [said, before ?? after, other], next: match.next }
}

/** `must not allow two bookings of a room to overlap`, `prevents stays in one cabin from overlapping`. */
const kept: Phrase<Clause> = means(
  sequence<[unknown, Rows, ApartScope | null, unknown, ApartScope | null]>(
    choice<unknown>(refuses, sequence<[unknown, unknown]>(mustNot, word('allow', 'permit', 'accept'))),
    rows,
    optional(scope),
    choice<unknown>(
      sequence<[unknown, unknown]>(word('to'), OVERLAP),
      word('from overlapping', 'that overlap', 'which overlap', 'overlapping', 'overlapping in time'),
    ),
    optional(scope),
  ),
  ([, said, before, , after]) => [said, before ?? after, null],
)

/** `rejects overlapping shifts for the same employee`. */
const refused: Phrase<Clause> = means(
  sequence<[unknown, unknown, unknown, Rows, ApartScope | null]>(
    choice<unknown>(
      refuses,
      sequence<[unknown, unknown]>(
        choice<unknown>(mustNot, word('does not')),
        word('allow', 'permit', 'accept', 'create'),
      ),
    ),
    optional(word('any', 'all', 'the creation of', 'requests for', 'creating', 'two')),
    OVERLAPPING,
    rows,
    optional(scope),
  ),
  ([, , , said, within]) => [said, within, null],
)

/** `overlapping bookings of a room are rejected`, `an overlapping booking returns 409`. */
const told: Phrase<Clause> = (input, at) => {
  const match = means(
    sequence<[unknown, unknown, Rows, ApartScope | null, unknown]>(
      optional(word('a', 'an', 'the', 'any', 'all')),
      OVERLAPPING,
      rows,
      optional(scope),
      choice<unknown>(
        sequence<[unknown, unknown]>(
          choice<unknown>(word('is', 'are', 'get', 'gets'), sequence<[unknown, unknown]>(must, word('be'))),
          word(
            'rejected',
            'refused',
            'not allowed',
            'forbidden',
            'denied',
            'answered',
            'prevented',
            'not permitted',
          ),
        ),
        word(
          'return',
          'returns',
          'result in',
          'results in',
          'yield',
          'yields',
          'fail',
          'fails',
          'give',
          'gives',
          'must return',
        ),
        sequence<[unknown, unknown]>(
          mustNot,
          word('be created', 'be possible', 'be allowed', 'be accepted', 'exist'),
        ),
      ),
    ),
    ([, , said, within]): Clause => [said, within, null],
  )(input, at)
  return match
}

/** `a room cannot have overlapping bookings`, `an employee must not have two overlapping shifts`. */
const had: Phrase<Clause> = means(
  sequence<[ApartScope, unknown, unknown, unknown, Rows]>(
    (input, at) => holder(input, at),
    sequence<[unknown, unknown]>(mustNot, word('have', 'hold', 'carry', 'contain')),
    optional(word('two', 'any', 'multiple', 'more than one')),
    OVERLAPPING,
    rows,
  ),
  ([within, , , , said]) => [said, within, null],
)

/** `a court`, `the same user`: whose periods keep apart. */
const holder: Phrase<ApartScope> = means(
  sequence<[unknown, ApartScope]>(
    optional(word('a', 'an', 'the', 'each', 'every', 'one', 'any', 'no', 'the same')),
    choice<ApartScope>(
      means(word('user', 'users', 'owner', 'account', 'customer', 'caller'), () => ({ kind: 'user' })),
      means(bareEntity, ({ noun }) => ({ kind: 'other', noun })),
      token(({ kind, text }, { vocabulary }) =>
        kind === 'word' && vocabulary.fields.has(`${nounOf(text)} id`)
          ? { kind: 'other', noun: nounOf(text) }
          : null,
      ),
    ),
  ),
  ([, within]) => within,
)

/** What people call a row that a verb makes. */
const MADE_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ['booked', ['booking']],
  ['double-booked', ['booking', 'reservation', 'appointment']],
  ['reserved', ['reservation', 'booking']],
  ['rented', ['rental']],
  ['hired', ['hire']],
])

/** `a room cannot be booked twice for overlapping periods`, `courts must never be double-booked`. */
const twice: Phrase<Clause> = means(
  sequence<[ApartScope, unknown, string, unknown]>(
    (input, at) => holder(input, at),
    sequence<[unknown, unknown]>(mustNot, word('be')),
    token(
      ({ text }, { vocabulary }) =>
        (MADE_BY.get(text) ?? [])
          .map((noun) => vocabulary.entities.get(noun))
          .find((found) => found !== undefined) ?? null,
    ),
    (input, at) =>
      input.tokens[at - 1]?.text === 'double-booked'
        ? { value: null, next: at }
        : sequence<[unknown, unknown]>(
            word('twice', 'two times', 'more than once'),
            word(
              'for overlapping periods',
              'for the same time',
              'at the same time',
              'for overlapping times',
              'in overlapping periods',
              'for the same period',
              'for the same slot',
              'for overlapping time slots',
              'for the same time slot',
            ),
          )(input, at),
  ),
  ([within, , entity]) => [{ entity, state: null }, within, null],
)

/** `cancelled bookings do not count`, `declined stays are ignored`. */
const ignored: Phrase<SaidApart> = means(
  sequence<[unknown, unknown, readonly string[], NamedEntity, unknown]>(
    lead,
    optional(word('all', 'the', 'any', 'and', 'but')),
    states,
    bareEntity,
    word(
      'do not count',
      'does not count',
      "don't count",
      'are not counted',
      'is not counted',
      'are ignored',
      'is ignored',
      'do not block',
      'are not considered',
      'never block',
      'do not conflict',
      'are left out',
      'do not block the slot',
    ),
  ),
  ([, , said, { entity }]) => ({
    entity,
    rule: { forbids: false, scope: null, ignored: said, counted: [], answer: null },
  }),
)

/** What sentences say of periods that keep apart. */
export const periods: Phrase<SaidApart> = choice<SaidApart>(
  means(
    sequence<[unknown, Clause, readonly [readonly string[] | null, Answer | null]]>(
      (input, at) =>
        input.tokens[at] === undefined ? null : (LEADS(input, at) ?? { value: null, next: at }),
      choice<Clause>(apart, kept, refused, told, had, twice),
      tail,
    ),
    ([, [{ entity, state }, within, other], [except, answer]]) => {
      const counted = [state, other?.state ?? null].filter((one) => one !== null)
      return {
        entity,
        rule: { forbids: true, scope: within, ignored: except ?? [], counted: [...new Set(counted)], answer },
      }
    },
  ),
  ignored,
)

const LEADS: Phrase<unknown> = (input, at) => {
  // `The system MUST NOT allow …` says with its first words who refuses; `FR-1: Bookings …` only carries a label.
  const demanding = lead(input, at)
  const serving = service(input, at)
  const next = Math.max(demanding?.next ?? at, serving?.next ?? at)
  const back =
    next > at &&
    /^(?:must|shall|should|will)$/.test(input.tokens[next - 1]?.text ?? '') &&
    input.tokens[next]?.text === 'not'
  return { value: null, next: back ? next - 1 : next }
}
