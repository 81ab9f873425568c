import type { Claim } from '../../claim.js'
import { entityClaims, operationClaims } from '../../said.js'
import { type Action, actions, operationsFor, READ } from '../grammar/actions.js'
import { person, personColumn, roles } from '../grammar/actors.js'
import { demanded, may } from '../grammar/demand.js'
import { bareEntity, entity, type NamedEntity } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import { operationsOf } from '../targets.js'

/** The owner of a row and the roles that reach it as well. */
interface Either {
  /** The noun of who it belongs to; null where only the roles are named. */
  readonly who: string | null
  readonly names: readonly string[]
}

/** What they may do with which rows; without either, whatever the operation of the section does. */
interface Reach extends Either {
  readonly done: readonly Action[] | null
  readonly object: NamedEntity | null
}

const OR = choice<unknown>(
  sequence<[unknown, unknown]>(word(','), word('or', 'and')),
  word('or', 'and', '/', 'or by', 'and by'),
)

/** `the author or a moderator`, `moderators or the author of the remark`. */
const either: Phrase<Either> = choice(
  means(
    sequence<[string, unknown, unknown, readonly string[]]>(
      person,
      optional(sequence<[unknown, unknown]>(word('of'), entity)),
      OR,
      roles,
    ),
    ([who, , , names]) => ({ who, names }),
  ),
  means(
    sequence<[readonly string[], unknown, string, unknown]>(
      roles,
      OR,
      person,
      optional(sequence<[unknown, unknown]>(word('of'), entity)),
    ),
    ([names, , who]) => ({ who, names }),
  ),
)

/** `Only the author or a moderator may delete a remark`. */
const active: Phrase<Reach> = means(
  sequence<[unknown, Either, unknown, readonly Action[], NamedEntity]>(
    optional(word('only')),
    either,
    may,
    actions,
    entity,
  ),
  ([, said, , done, object]) => ({ ...said, done, object }),
)

/** `The owner of a remark or a moderator can delete it`. */
const backwards: Phrase<Reach> = means(
  sequence<
    [unknown, string, unknown, NamedEntity, unknown, readonly string[], unknown, readonly Action[], unknown]
  >(optional(word('only')), person, word('of'), entity, OR, roles, may, actions, word('it', 'them')),
  ([, who, , object, , names, , done]) => ({ who, names, done, object }),
)

/** `A remark may only be deleted by its author or a moderator`. */
const passive: Phrase<Reach> = means(
  sequence<[NamedEntity, unknown, unknown, readonly Action[], unknown, Either]>(
    entity,
    may,
    word('be', 'only be'),
    actions,
    word('by', 'only by'),
    either,
  ),
  ([object, , , done, , said]) => ({ ...said, done, object }),
)

const EVERYBODY = word(
  'of everybody',
  'of everyone',
  'of all users',
  'of other users',
  'of any user',
  'of all members',
  'of all customers',
  'of all employees',
)

/** `Moderators see all remarks`, `admins can cancel any remark`, `admins see the remarks of everybody`. */
const wide: Phrase<Reach> = means(
  sequence<[readonly string[], unknown, readonly Action[], string, NamedEntity, string | null]>(
    roles,
    optional(may),
    actions,
    word('all', 'any', 'every', "everybody's", "everyone's", 'all the', 'the'),
    bareEntity,
    optional(EVERYBODY),
  ),
  ([names, , done, extent, object, of]) =>
    extent === 'the' && of === null ? null : { who: null, names, done, object },
)

/** `The author or a moderator`, `author or moderator only`: a remark of one operation. */
const remark: Phrase<Reach> = means(
  sequence<[unknown, Either, unknown]>(optional(word('only')), either, optional(word('only'))),
  ([, said]) => ({ ...said, done: null, object: null }),
)

const reach = demanded(choice(active, backwards, passive, wide, remark))

/**
 * Rows that their owner reaches, and callers with a role as well: "The author or a moderator may delete a remark",
 * "moderators see all remarks". Others reach none, so that the operation asks for a token and no more.
 */
export const roleReachRule: ProseRule = {
  name: 'role-reach',
  form: 'The author or a moderator may delete a remark',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(reach, sentence, vocabulary)
    if (said === null) return []
    const { done, object, who } = said
    const names = [...new Set(said.names)]
    const operations =
      done === null || object === null
        ? sentence.operation === null
          ? []
          : operationsOf(sentence, vocabulary)
        : operationsFor(done, object, vocabulary)
    const span = sentence.whole
    const owner = who === null || object === null ? null : personColumn(object.entity, who, vocabulary)
    // Where another column than the usual one tells whose a row is, and only changes are held to it, all may read.
    const read =
      owner === null || object === null || done === null || owner === ownerField(object.entity, vocabulary)
        ? []
        : done.some(({ reads }) => reads)
          ? []
          : operationsFor([READ], object, vocabulary)
    return [
      ...(owner === null || object === null
        ? []
        : entityClaims(READER, object.entity, [{ property: 'owner', value: owner, span }])),
      ...read.flatMap((operation) =>
        operationClaims(READER, operation, [{ property: 'reach', value: 'everyone', span }]),
      ),
      ...operations
        .filter(({ method, one, action }) => method !== 'POST' || one || action !== null)
        .flatMap((operation) =>
          operationClaims(READER, operation, [
            { property: 'reach', value: { roles: names }, span },
            ...(who === null ? [] : [{ property: 'access', value: 'authenticated', span } as const]),
          ]),
        ),
    ]
  },
}
