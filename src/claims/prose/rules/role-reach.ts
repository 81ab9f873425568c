import type { Claim } from '../../claim.js'
import { entityClaims, operationClaims } from '../../said.js'
import { type Action, actions, operationsFor, READ } from '../grammar/actions.js'
import { anybody, isRole, person, personColumn, roles } from '../grammar/actors.js'
import { demanded, may } from '../grammar/demand.js'
import { bareEntity, entity, longest, type NamedEntity } from '../grammar/nouns.js'
import { choice, type Input, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { nounOf } from '../nouns.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf, operationsOf } from '../targets.js'
import type { Vocabulary } from '../vocabulary.js'

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
    ([who, , , names], { vocabulary }) => (isOwner(who, vocabulary) ? { who, names } : null),
  ),
  means(
    sequence<[readonly string[], unknown, string, unknown]>(
      roles,
      OR,
      person,
      optional(sequence<[unknown, unknown]>(word('of'), entity)),
    ),
    ([names, , who], { vocabulary }) => (isOwner(who, vocabulary) ? { who, names } : null),
  ),
)

/** Whether a person may be the one that a row belongs to: a role is none, unless a column tells it. */
function isOwner(noun: string, vocabulary: Vocabulary): boolean {
  return (
    !isRole(noun, vocabulary) ||
    [`${noun} id`, noun].some((name) => (vocabulary.fields.get(name) ?? []).length > 0)
  )
}

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

/** `The author or a moderator may withdraw it`: what the operation of the section does. */
const deed: Phrase<Reach> = means(
  sequence<[unknown, Either, unknown, unknown, unknown]>(
    optional(word('only')),
    either,
    may,
    actions,
    optional(word('it', 'them')),
  ),
  ([, said], { sentence }) => (sentence.operation === null ? null : { ...said, done: null, object: null }),
)

/** `One permit, for its resident or an officer`: what the operation of the section shows. */
const shown: Phrase<Reach> = means(
  sequence<[unknown, unknown, unknown, unknown, unknown, Either, unknown]>(
    optional(actions),
    optional(word('one', 'a single', 'single')),
    optional(entity),
    optional(word(',')),
    word('for', 'visible to', 'open to', 'only for', 'visible only to'),
    either,
    optional(word('only')),
  ),
  ([, , , , , said], { sentence }) =>
    sentence.operation === null ? null : { ...said, done: null, object: null },
)

/** Those whose rows they are: anybody, or people in the plural: `residents`. */
const holders: Phrase<unknown> = choice<unknown>(
  anybody,
  longest(1, ([noun = '']) => (/^[A-Za-z]{3,20}s$/.test(noun) ? noun : null)),
)

/** `users see their own permits`: whose they are is told by other rules. */
const few: Phrase<NamedEntity | 'unnamed'> = means(
  sequence<[unknown, unknown, unknown, unknown, unknown, NamedEntity | null, unknown]>(
    holders,
    optional(may),
    optional(word('only')),
    actions,
    word('their own', 'his own', 'his or her own', 'only their own', 'own', 'only own'),
    optional(bareEntity),
    optional(word('only')),
  ),
  ([, , , , , object]) => object ?? 'unnamed',
)

/** Each row there is, without a name for them. */
const everything: Phrase<null> = (input, at) => {
  const match = word(
    'all',
    'all of them',
    'them all',
    'everything',
    'those of everybody',
    'those of everyone',
    "everyone's",
    "everybody's",
  )(input, at)
  return match === null ? null : { value: null, next: match.next }
}

/** Callers with a role and what they do with each row, of an entity that may be named. */
interface Many {
  readonly names: readonly string[]
  readonly done: readonly Action[]
  readonly object: NamedEntity | null
}

/** `officers see all`, `officers see all permits`. */
const many: Phrase<Many> = means(
  sequence<[readonly string[], unknown, readonly Action[], NamedEntity | null]>(
    roles,
    optional(may),
    actions,
    choice<NamedEntity | null>(
      means(
        sequence<[unknown, NamedEntity, unknown]>(
          word('all', 'any', 'every', 'all the', 'all of the', "everyone's", "everybody's"),
          bareEntity,
          optional(EVERYBODY),
        ),
        ([, object]) => object,
      ),
      everything,
    ),
  ),
  ([names, , done, object]) => ({ names, done, object }),
)

const BUT = choice<unknown>(
  sequence<[unknown, unknown]>(
    word(',', ';', '–', '—', '('),
    optional(word('and', 'but', 'while', 'whereas')),
  ),
  word('and', 'but', 'while', 'whereas'),
)

/** `Residents see their own permits, officers see all`, `admins see all, users see their own`. */
const contrast: Phrase<Reach> = choice(
  means(
    sequence<[NamedEntity | 'unnamed', unknown, Many, unknown]>(few, BUT, many, optional(word(')'))),
    ([object, , said], input) => widened(said, object, input),
  ),
  means(sequence<[Many, unknown, NamedEntity | 'unnamed']>(many, BUT, few), ([said, , object], input) =>
    widened(said, object, input),
  ),
)

/** `Officers see all`, of the rows of the operation that it stands under. */
const alone: Phrase<Reach> = means(many, (said, input) =>
  input.sentence.operation === null ? null : widened(said, 'unnamed', input),
)

/** The rows that roles reach beside those who have some: of a named entity, or of what the sentence stands under. */
function widened(
  { names, done, object }: Many,
  held: NamedEntity | 'unnamed',
  { sentence, vocabulary }: Input,
): Reach | null {
  const named = held === 'unnamed' ? object : held
  if (named !== null || sentence.operation !== null) return { who: null, names, done, object: named }
  const about = entityOf(sentence, vocabulary)
  return about === null ? null : { who: null, names, done, object: { noun: nounOf(about), entity: about } }
}

const reach = demanded(choice(active, backwards, passive, contrast, wide, alone, deed, shown, remark))

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
          : operationsOf(sentence, vocabulary).filter(
              (operation) => done === null || done.some(({ selects }) => selects(operation)),
            )
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
