import type { ClockRule, Relation } from '../../row-rule.js'
import { must, mustNot } from './demand.js'
import { entity } from './nouns.js'
import { choice, means, optional, type Phrase, sequence, word } from './phrase.js'

/** How a value stands to the present moment, or to the present day. */
export type Standing = Pick<ClockRule, 'relation' | 'moment'>

const now = (relation: Relation): Standing => ({ relation, moment: 'now' })
const today = (relation: Relation): Standing => ({ relation, moment: 'today' })

/** Runs of words as what they mean. */
function saying(standing: Standing, ...runs: readonly string[]): Phrase<Standing> {
  return means(word(...runs), () => standing)
}

const NOW = ['now', 'the current time', 'the present', 'the current moment', 'the current date and time']
const TODAY = ['today', 'the current date', "today's date", 'the present day', 'the current day']

const each = (words: readonly string[], leads: readonly string[]): readonly string[] =>
  leads.flatMap((lead) => words.map((moment) => `${lead} ${moment}`))

/** A value on one side of the present, the present left out. */
const past: Phrase<Standing> = choice(
  saying(
    now('less'),
    'in the past',
    'a past date',
    'a past time',
    'past dates',
    'a date in the past',
    'dates in the past',
    'a time in the past',
  ),
  saying(now('less'), ...each(NOW, ['before', 'earlier than', 'prior to'])),
  saying(today('less'), ...each(TODAY, ['before', 'earlier than', 'prior to'])),
)
const future: Phrase<Standing> = choice(
  saying(
    now('greater'),
    'in the future',
    'in future',
    'a future date',
    'a future time',
    'a future date and time',
    'a future datetime',
    'a future moment',
    'future dates',
    'future-dated',
    'a date in the future',
    'a time in the future',
  ),
  saying(now('greater'), ...each(NOW, ['after', 'later than'])),
  saying(today('greater'), ...each(TODAY, ['after', 'later than'])),
)

/** The present and one side of it. */
const presentOn: Phrase<Standing> = choice(
  saying(
    now('atLeast'),
    'now or later',
    'now or in the future',
    'in the present or future',
    'in the present or the future',
    'present or future',
    'not in the past',
    ...each(NOW, ['not before', 'no earlier than', 'at or after']),
  ),
  saying(
    today('atLeast'),
    'today or later',
    'today or in the future',
    'today or a future date',
    'today or after',
    ...each(TODAY, ['on or after', 'not before', 'no earlier than', 'not earlier than', 'at least']),
  ),
  saying(
    now('atMost'),
    'now or earlier',
    'now or in the past',
    'not in the future',
    ...each(NOW, ['not after', 'no later than', 'at or before']),
  ),
  saying(
    today('atMost'),
    'today or earlier',
    'today or in the past',
    'today or a past date',
    'today or before',
    ...each(TODAY, ['on or before', 'not after', 'no later than', 'not later than', 'at most']),
  ),
)

/** What a forbidden standing leaves. */
const OPPOSITE = { less: 'atLeast', greater: 'atMost', atLeast: 'less', atMost: 'greater' } as const

function forbidden(phrase: Phrase<Standing>): Phrase<Standing> {
  return means(phrase, ({ relation, moment }) => ({ relation: OPPOSITE[relation], moment }))
}

const BE = word('be', 'lie', 'be set', 'be dated', 'fall', 'be set to', 'have')

/** `must not be in the past`, `has to be a future date`, `must be today or later`. */
export const demandedStanding: Phrase<Standing> = choice(
  means(
    sequence<[unknown, unknown, Standing]>(
      choice<unknown>(mustNot, word('is never', 'are never')),
      optional(BE),
      forbidden(choice(past, future)),
    ),
    ([, , said]) => said,
  ),
  means(
    sequence<[unknown, unknown, Standing]>(
      choice<unknown>(must, word('is always', 'are always', 'may only', 'can only')),
      optional(BE),
      choice(presentOn, past, future),
    ),
    ([, , said]) => said,
  ),
)

/** `is in the future`, which demands something only behind words such as "ensure that". */
export const describedStanding: Phrase<Standing> = choice(
  means(
    sequence<[unknown, Standing]>(word('is', 'are'), choice(presentOn, past, future)),
    ([, said]) => said,
  ),
  means(
    sequence<[unknown, Standing]>(
      word('is not', 'are not', "isn't", "aren't"),
      forbidden(choice(past, future)),
    ),
    ([, said]) => said,
  ),
)

/** `not in the past`, `future date`: as the row of a column says it without a verb. */
export const remarkedStanding: Phrase<Standing> = choice(
  demandedStanding,
  presentOn,
  means(
    sequence<[unknown, Standing]>(word('not', 'never', 'no'), forbidden(choice(past, future))),
    ([, said]) => said,
  ),
)

/** `in the past`, of what is refused. */
export const refusedStanding: Phrase<Standing> = means(
  sequence<[unknown, Standing]>(
    optional(word('that is', 'that are', 'is', 'are', 'that lies', 'that lie', 'lies', 'lie')),
    forbidden(choice(past, future)),
  ),
  ([, said]) => said,
)

const CREATION = choice<unknown>(
  sequence<[unknown, unknown]>(
    word('when', 'on', 'at', 'upon', 'at the time of', 'during', 'at the moment of', 'while'),
    word(
      'creation',
      'creating',
      'created',
      'create',
      'it is created',
      'they are created',
      'creation time',
      'adding',
      'it is made',
    ),
  ),
  sequence<[unknown, unknown, unknown]>(
    word('when', 'if'),
    entity,
    word('is created', 'are created', 'is made', 'is added'),
  ),
)

const CHANGE = sequence<[unknown, unknown]>(
  word('when', 'on', 'at', 'upon', 'during', 'while'),
  word(
    'update',
    'updating',
    'updated',
    'updates',
    'changing',
    'it is updated',
    'they are updated',
    'changes',
  ),
)

const BOTH = word(
  'on creation and update',
  'on create and update',
  'on creation and on update',
  'on create or update',
  'when creating or updating',
  'when created or updated',
  'when creating and updating',
  'on creation or update',
)

/** When the value is looked at; without such words at every writing. */
export const writing: Phrase<ClockRule['at'] | null> = optional(
  choice<ClockRule['at']>(
    means(BOTH, () => 'any' as const),
    means(CREATION, () => 'creation' as const),
    means(CHANGE, () => 'change' as const),
  ),
)
