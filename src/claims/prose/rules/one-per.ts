import type { Claim } from '../../claim.js'
import type { RowCondition } from '../../row-condition.js'
import { entityClaims } from '../../said.js'
import { demanded, may, must, refusal } from '../grammar/demand.js'
import { bareEntity, longest, type NamedEntity, tieOf } from '../grammar/nouns.js'
import { choice, list, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { nounOf } from '../nouns.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import type { KnownState, Vocabulary } from '../vocabulary.js'

/** Of which rows there is one for each of several things. */
interface OnePer {
  readonly object: NamedEntity
  readonly state: readonly KnownState[]
  /** Nouns of what there is one for. */
  readonly each: readonly string[]
}

const ARTICLE = word(
  'a',
  'an',
  'the',
  'each',
  'every',
  'any',
  'one',
  'the same',
  'same',
  'that',
  'given',
  'a given',
)

/** A noun in the singular: `member`, `class`. */
const thing: Phrase<string> = means(
  sequence<[unknown, string]>(
    optional(ARTICLE),
    longest(2, (words, { vocabulary }) => {
      const noun = nounOf(words.join(' '))
      return PEOPLE.test(noun) || vocabulary.entities.has(noun) || vocabulary.fields.has(`${noun} id`)
        ? noun
        : null
    }),
  ),
  ([, noun]) => noun,
)

/** Whoever makes the request, as documents call them where no column has the name. */
const PEOPLE = /^(?:user|caller|account|owner|member|customer|person|client)$/

const ONE = word(
  'at most one',
  'only one',
  'just one',
  'no more than one',
  'a maximum of one',
  'max one',
  'one',
  'a single',
)

/** `confirmed` of `one confirmed booking`. */
const state: Phrase<readonly KnownState[]> = longest(
  2,
  (words, { vocabulary }) => vocabulary.states.get(words.join(' ').toLowerCase()) ?? null,
)

const PER = word(
  'per',
  'for each',
  'for every',
  'for the same',
  'for a',
  'for any',
  'for one',
  'in each',
  'in the same',
  'on the same',
  'of each',
)

const HAVE = word(
  'have',
  'hold',
  'make',
  'place',
  'leave',
  'write',
  'create',
  'submit',
  'own',
  'keep',
  'open',
)

/** `One confirmed booking per member and class`, `only one review per product and user is allowed`. */
const rows: Phrase<OnePer> = means(
  sequence<
    [unknown, unknown, readonly KnownState[] | null, NamedEntity, unknown, readonly string[], unknown]
  >(
    optional(word('there can be', 'there may be', 'there must be', 'there is', 'only')),
    ONE,
    optional(state),
    bareEntity,
    PER,
    list(thing),
    optional(
      word('is allowed', 'is permitted', 'is possible', 'is kept', 'can exist', 'may exist', 'exists'),
    ),
  ),
  ([, , inState, object, , each]) => ({ object, state: inState ?? [], each }),
)

/** `A member may have at most one confirmed booking per class`. */
const person: Phrase<OnePer> = means(
  sequence<
    [string, unknown, unknown, unknown, readonly KnownState[] | null, NamedEntity, unknown, readonly string[]]
  >(
    thing,
    choice<unknown>(may, must),
    optional(word('only')),
    sequence<[unknown, unknown]>(HAVE, ONE),
    optional(state),
    bareEntity,
    PER,
    list(thing),
  ),
  ([who, , , , inState, object, , each]) => ({ object, state: inState ?? [], each: [who, ...each] }),
)

/** `A member may review a class only once`, where reviews are rows. */
const once: Phrase<OnePer> = means(
  sequence<[string, unknown, unknown, NamedEntity, string, unknown]>(
    thing,
    may,
    optional(word('only')),
    longest(1, ([verb = ''], { vocabulary }) => {
      const noun = nounOf(verb)
      const entity = vocabulary.entities.get(noun)
      return entity === undefined ? null : { noun, entity }
    }),
    thing,
    word('once', 'only once', 'at most once', 'just once', 'a single time', 'one time'),
  ),
  ([who, , , object, what]) => ({ object, state: [], each: [who, what] }),
)

const onePer = means(
  sequence<[OnePer, unknown]>(demanded(choice(rows, person, once)), refusal),
  ([said]) => said,
)

/**
 * One row for each of several things, as a key of its columns: "One confirmed booking per member and class", "a member may
 * have at most one review per product", "users may review a product only once".
 */
export const onePerRule: ProseRule = {
  name: 'one-per',
  form: 'One confirmed booking per member and class',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(onePer, sentence, vocabulary)
    if (said === null) return []
    const { entity } = said.object
    const fields = said.each.map((noun) => columnFor(noun, entity, vocabulary))
    const inState = said.state.filter((known) => known.entity === entity)
    const [first, ...more] = inState
    if (fields.length === 0 || more.length > 0 || (said.state.length > 0 && first === undefined)) return []
    const known = fields.filter((field) => field !== null)
    if (known.length < fields.length || new Set(known).size < known.length) return []
    const where: readonly RowCondition[] =
      first === undefined ? [] : [{ column: first.field, is: 'equal', value: first.value }]
    return entityClaims(READER, entity, [
      { property: 'uniqueTogether', value: { fields: known, name: null, where }, span: sentence.whole },
    ])
  },
}

/** The column of an entity that holds a thing, or the caller; null where it has none. */
function columnFor(noun: string, entity: string, vocabulary: Vocabulary): string | null {
  const tie = tieOf(entity, noun, vocabulary.fields)
  if (tie !== null) return tie.field
  return PEOPLE.test(noun) ? ownerField(entity, vocabulary) : null
}
