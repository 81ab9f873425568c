import type { Claim } from '../../claim.js'
import { entityClaims, operationClaims } from '../../said.js'
import { type Action, actions, operationsFor } from '../grammar/actions.js'
import { personColumn } from '../grammar/actors.js'
import { caller, doneByColumn, token as tokenPhrase } from '../grammar/caller.js'
import { demanded, may, serviceName } from '../grammar/demand.js'
import { bareEntity, entity, field, longest, type NamedEntity } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { nounOf } from '../nouns.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import type { Sentence } from '../sentence.js'
import { entityOf, operationsOf } from '../targets.js'
import type { KnownField, Vocabulary } from '../vocabulary.js'

/** Whose rows of an entity are: those that a column names. */
interface Owned {
  readonly entity: string
  readonly column: string
  /** What nobody else may do, where that is less than seeing them. */
  readonly alone?: { readonly done: readonly Action[]; readonly object: NamedEntity }
}

/** Who sees rows alone has them; who changes them alone may be one of several to whom they show. */
function withActions(column: Owned, object: NamedEntity, done: readonly Action[]): Owned {
  return done.some(({ reads }) => reads) ? column : { ...column, alone: { done, object } }
}

const ofRow = optional(sequence<[unknown, NamedEntity]>(word('of', 'on', 'for', 'in'), entity))

/** The caller, or the token that names the caller. */
const source: Phrase<unknown> = choice<unknown>(caller, tokenPhrase)

const SETS = word('set', 'sets', 'record', 'records', 'store', 'stores', 'fill', 'fills', 'take', 'takes')

/** `The system MUST set reported_by of a fault to the caller`, `reported_by is set from the token`. */
const column: Phrase<Owned> = choice(
  means(
    sequence<[unknown, unknown, KnownField, unknown, unknown, unknown]>(
      optional(sequence<[unknown, unknown]>(optional(serviceName), optional(may))),
      SETS,
      field,
      ofRow,
      word('to', 'as', 'from', 'with', 'to be'),
      source,
    ),
    ([, , known]) => ownedBy(known),
  ),
  means(
    sequence<[KnownField, unknown, unknown, unknown]>(
      field,
      ofRow,
      choice<unknown>(
        sequence<[unknown, unknown, unknown]>(
          word('is', 'must be', 'is always', 'will be', 'shall be', 'must always be', 'should be'),
          optional(word('automatically')),
          word('set to', 'set from', 'taken from', 'filled from', 'derived from', 'read from', 'filled with'),
        ),
        word('is', 'is always', 'comes from', 'always comes from', '='),
      ),
      source,
    ),
    ([known]) => ownedBy(known),
  ),
  means(
    sequence<[unknown, unknown, KnownField, unknown]>(
      caller,
      word('is recorded as', 'is stored as', 'is stored in', 'is kept as', 'is recorded in', 'becomes'),
      field,
      ofRow,
    ),
    ([, , known]) => ownedBy(known),
  ),
)

/** A column of text or of a number that may hold who somebody is. */
function ownedBy({ entity: named, field: name, type }: KnownField): Owned | null {
  return /^(?:string|uuid|integer)$/.test(type ?? 'string') ? { entity: named, column: name } : null
}

/** A noun for people in the plural or singular, with an article or without: `engineers`, `a clerk`. */
const people: Phrase<string> = means(
  sequence<[unknown, string]>(
    optional(word('a', 'an', 'the', 'each', 'every')),
    longest(1, ([only = '']) => {
      const noun = nounOf(only)
      return /^[a-z]{3,20}$/.test(noun) ? noun : null
    }),
  ),
  ([, noun]) => noun,
)

/** `Engineers see only the faults that they reported`. */
const doneByThem: Phrase<Owned> = means(
  sequence<
    [
      unknown,
      unknown,
      string | null,
      readonly Action[],
      string | null,
      unknown,
      NamedEntity,
      unknown,
      unknown,
      string,
    ]
  >(
    people,
    optional(may),
    optional(word('only')),
    actions,
    optional(word('only')),
    optional(word('the', 'those')),
    bareEntity,
    optional(word('that', 'which')),
    word('they', 'they have', 'they themselves', 'he or she'),
    longest(1, ([verb = '']) => (/^[a-z]{3,20}$/i.test(verb) ? verb.toLowerCase() : null)),
  ),
  ([, , first, done, second, , object, , , verb], { vocabulary }) => {
    const found = doneByColumn(object.entity, verb, vocabulary)
    if (found === null || (first === null && second === null)) return null
    return withActions({ entity: object.entity, column: found }, object, done)
  },
)

/** `Clerks see only their own jobs`, `a clerk may change only their own jobs`. */
const theirOwn: Phrase<Owned> = means(
  sequence<
    [string, unknown, string | null, readonly Action[], string | null, unknown, NamedEntity, string | null]
  >(
    people,
    optional(may),
    optional(word('only')),
    actions,
    optional(word('only')),
    word('their own', 'his own', 'her own', 'his or her own', 'their'),
    bareEntity,
    optional(word('only')),
  ),
  ([who, , first, done, second, , object, third], { vocabulary }) => {
    const found = ofPerson(object, who, vocabulary)
    const only = first !== null || second !== null || third !== null
    return found === null || !only ? null : withActions(found, object, done)
  },
)

/** `Jobs belong to the clerk who took them`. Who is known to do something is a person; what else rows belong to need be none. */
const belongs: Phrase<Owned> = means(
  sequence<[unknown, NamedEntity, unknown, string, unknown, unknown, unknown]>(
    optional(word('each', 'every', 'a', 'an', 'the', 'all')),
    bareEntity,
    word(
      'belongs to',
      'belong to',
      'is owned by',
      'are owned by',
      'must belong to',
      'is private to',
      'are private to',
    ),
    people,
    word('who', 'that'),
    longest(1, ([verb = '']) => (/^[a-z]{3,20}$/i.test(verb) ? verb : null)),
    word('it', 'them'),
  ),
  ([, object, , who], { vocabulary }) => ofPerson(object, who, vocabulary),
)

/** The column of a row that names such a person, where no table holds such persons: those are callers. */
function ofPerson(object: NamedEntity, who: string, vocabulary: Vocabulary): Owned | null {
  if (object.noun === who || vocabulary.entities.has(who)) return null
  const found = personColumn(object.entity, who, vocabulary)
  return found === null ? null : { entity: object.entity, column: found }
}

const owned = demanded(choice(column, doneByThem, theirOwn, belongs))

/** Most words of a sentence before those that name its caller. */
const MOST_TOKENS = 40

/** `Starts a trip for the calling driver`, of an operation that makes rows with a column for a driver. */
function forTheCaller(sentence: Sentence, vocabulary: Vocabulary): Owned | null {
  const named =
    /\b(?:for|by|of|as) the (?:calling|requesting|current|authenticated|signed[- ]in|logged[- ]in) ([a-z]{3,20})\b/i.exec(
      sentence.text.split(/\s+/, MOST_TOKENS).join(' '),
    )?.[1]
  const about = entityOf(sentence, vocabulary) ?? rowsOf(sentence, vocabulary)
  if (named === undefined || about === null) return null
  const noun = nounOf(named)
  const found = personColumn(about, noun, vocabulary)
  return found === null || vocabulary.entities.has(noun) ? null : { entity: about, column: found }
}

/** The entity on which the operation around a sentence works. */
function rowsOf(sentence: Sentence, vocabulary: Vocabulary): string | null {
  const [only, ...more] = operationsOf(sentence, vocabulary)
  return only === undefined || more.length > 0 ? null : (vocabulary.entities.get(only.noun) ?? null)
}

/**
 * Whose rows they are, told by the column that holds the caller: "`driver_id` is set from the token", "the system must set
 * `reported_by` to the caller", "engineers see only the faults that they reported", "jobs belong to the clerk who took them". Where
 * the entity has a column that is its owner's by name, another one that holds the caller as well is left to be asked.
 */
export const callerColumnRule: ProseRule = {
  name: 'caller-columns',
  form: 'The system must set `user_id` of a loan to the caller',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(owned, sentence, vocabulary) ?? forTheCaller(sentence, vocabulary)
    if (said === null) return []
    const usual = ownerField(said.entity, vocabulary)
    if (usual !== null && usual !== said.column) return []
    if (said.alone !== undefined)
      return operationsFor(said.alone.done, said.alone.object, vocabulary).flatMap((operation) =>
        operationClaims(READER, operation, [
          { property: 'actor', value: [said.column], span: sentence.whole },
        ]),
      )
    return entityClaims(READER, said.entity, [
      { property: 'owner', value: said.column, span: sentence.whole },
    ])
  },
}
