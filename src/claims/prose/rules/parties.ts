import type { Claim } from '../../claim.js'
import { entityClaims } from '../../said.js'
import { type Action, actions } from '../grammar/actions.js'
import { anybody, person, personColumn } from '../grammar/actors.js'
import { demanded, may } from '../grammar/demand.js'
import { bareEntity, entity, type NamedEntity } from '../grammar/nouns.js'
import { choice, list, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'

type Persons = readonly string[]
type Actions = readonly Action[]

/** To whom alone rows show. */
interface Parties {
  readonly object: NamedEntity
  readonly persons: Persons
}

const persons: Phrase<Persons> = list(person)
const SHOWN = word(
  'visible to',
  'accessible to',
  'accessible by',
  'readable by',
  'shown to',
  'seen by',
  'viewed by',
  'read by',
)
const IS = word('is', 'are', 'must be', 'may be', 'can be', 'should be', 'shall be', 'may', 'can')
const ONLY = word('only', 'only be', 'alone', 'exclusively')

/** `A stay is visible to its guest and its host only`, `messages can only be read by the sender and the recipient`. */
const passive: Phrase<Parties> = means(
  sequence<[NamedEntity, unknown, string | null, unknown, string | null, Persons, string | null]>(
    entity,
    IS,
    optional(ONLY),
    SHOWN,
    optional(ONLY),
    persons,
    optional(ONLY),
  ),
  ([object, , first, , second, named, third]) =>
    first === null && second === null && third === null ? null : { object, persons: named },
)

/** `Only the guest and the host may see a stay`, `only the sender or the recipient of a message can read it`. */
const active: Phrase<Parties> = choice(
  means(
    sequence<[unknown, Persons, unknown, Actions, NamedEntity]>(word('only'), persons, may, actions, entity),
    ([, named, , done, object]) => (done.some(({ reads }) => reads) ? { object, persons: named } : null),
  ),
  means(
    sequence<[unknown, Persons, unknown, NamedEntity, unknown, Actions]>(
      word('only'),
      persons,
      word('of', 'in'),
      entity,
      may,
      actions,
    ),
    ([, named, , object, , done]) => (done.some(({ reads }) => reads) ? { object, persons: named } : null),
  ),
)

const ROLE = word(
  'where they are',
  'in which they are',
  'of which they are',
  'that they are',
  'they are part of as',
  'as',
)

/** `Users can only see stays where they are the guest or the host`. */
const own: Phrase<Parties> = means(
  sequence<[unknown, unknown, string | null, Actions, string | null, NamedEntity, unknown, Persons]>(
    anybody,
    may,
    optional(word('only')),
    actions,
    optional(word('only')),
    bareEntity,
    ROLE,
    persons,
  ),
  ([, , , done, , object, , named]) => (done.some(({ reads }) => reads) ? { object, persons: named } : null),
)

/** `My stays, as guest or host`, of what a list shows. */
const mine: Phrase<Parties> = means(
  sequence<[unknown, NamedEntity, unknown, unknown, Persons]>(
    word('my', 'own', 'your', "the caller's", "caller's"),
    bareEntity,
    optional(word(',', '(')),
    word('as', 'as the', 'as a'),
    persons,
  ),
  ([, object, , , named]) => ({ object, persons: named }),
)

const parties = choice(demanded(choice(passive, active, own)), mine)

/**
 * To whom alone rows show, where it is more than one: "a stay is visible to its guest and its host only". Each must be a
 * person that a column of the row names.
 */
export const partyRule: ProseRule = {
  name: 'parties',
  form: 'A stay is visible to its guest and its host only',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(parties, sentence, vocabulary)
    if (said === null) return []
    const { object, persons: named } = said
    const columns = [...new Set(named.map((noun) => personColumn(object.entity, noun, vocabulary)))]
    const known = columns.flatMap((column) => column ?? [])
    if (known.length < 2 || known.length < columns.length) return []
    return entityClaims(READER, object.entity, [{ property: 'parties', value: known, span: sentence.whole }])
  },
}
