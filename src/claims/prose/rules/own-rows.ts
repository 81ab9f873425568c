import type { Claim } from '../../claim.js'
import { entityClaims, operationClaims } from '../../said.js'
import { type Action, actions, operationsFor } from '../grammar/actions.js'
import { anybody, person, personColumn } from '../grammar/actors.js'
import { demanded, may, mustNot } from '../grammar/demand.js'
import { bareEntity, entity, type NamedEntity } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { nounOf } from '../nouns.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf } from '../targets.js'

type Actions = readonly Action[]

/** Whose rows may be worked on by nobody else. */
interface Ownership {
  readonly object: NamedEntity
  readonly done: Actions
  /** The noun of who it belongs to: `author`. */
  readonly who: string
}

/** `Only the author may delete a comment`, `only the author of a comment may edit or delete it`. */
const active: Phrase<Ownership> = choice(
  means(
    sequence<[unknown, string, unknown, Actions, NamedEntity]>(word('only'), person, may, actions, entity),
    ([, who, , done, object]) => ({ object, done, who }),
  ),
  means(
    sequence<[unknown, string, unknown, NamedEntity, unknown, Actions, unknown]>(
      word('only'),
      person,
      word('of'),
      entity,
      may,
      actions,
      word('it', 'them', 'that'),
    ),
    ([, who, , object, , done]) => ({ object, done, who }),
  ),
  means(
    sequence<[unknown, string, unknown, Actions, unknown]>(
      word('only'),
      person,
      may,
      actions,
      word('it', 'them'),
    ),
    ([, who, , done], { sentence, vocabulary }) => {
      const named = entityOf(sentence, vocabulary)
      return named === null ? null : { object: { noun: nounOf(named), entity: named }, done, who }
    },
  ),
)

/** `A comment may only be deleted by its author`. */
const passive: Phrase<Ownership> = means(
  sequence<[NamedEntity, unknown, Actions, unknown, string]>(
    entity,
    choice<unknown>(
      sequence<[unknown, unknown]>(may, word('only be')),
      sequence<[unknown, unknown]>(mustNot, word('be')),
    ),
    actions,
    word('by', 'by anyone but', 'by anybody but', 'by anyone except', 'by anyone other than'),
    person,
  ),
  ([object, , done, , who]) => ({ object, done, who }),
)

const OWN = word('their own', 'his own', 'his or her own', "the user's own")

/** `Users can only see their own parcels`, `a user may edit and delete only their own parcels`. */
const own: Phrase<Ownership> = means(
  sequence<[unknown, unknown, string | null, Actions, string | null, unknown, NamedEntity, string | null]>(
    anybody,
    may,
    optional(word('only')),
    actions,
    optional(word('only')),
    OWN,
    bareEntity,
    optional(word('only')),
  ),
  ([, , first, done, second, , object, third]) =>
    first === null && second === null && third === null ? null : { object, done, who: 'owner' },
)

/** `Users must not see another user's parcels`. */
const others: Phrase<Ownership> = means(
  sequence<[unknown, unknown, Actions, unknown, NamedEntity]>(
    anybody,
    mustNot,
    actions,
    choice<unknown>(
      sequence<[unknown, unknown]>(
        word('another', 'other'),
        word("user's", "users'", "person's", "member's", "members'"),
      ),
      word("others'", "someone else's", "somebody else's", "anyone else's"),
    ),
    bareEntity,
  ),
  ([, , done, , object]) => ({ object, done, who: 'owner' }),
)

const ownership = demanded(choice(active, passive, own, others))

/**
 * Whose rows they are: "Only the author may delete a comment", "users can only see their own parcels". A person that
 * only changes need is taken for the owner where the column is one by its name; another column would hide rows that all may read.
 */
export const ownRowRule: ProseRule = {
  name: 'own-rows',
  form: 'Only the author may delete a comment',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(ownership, sentence, vocabulary)
    if (said === null) return []
    const { object, done, who } = said
    const column = personColumn(object.entity, who, vocabulary)
    if (column === null) return []
    // Who reads alone has the rows; who changes them alone may be one of several to whom they show.
    if (column !== ownerField(object.entity, vocabulary) && !done.some(({ reads }) => reads))
      return operationsFor(done, object, vocabulary).flatMap((operation) =>
        operationClaims(READER, operation, [{ property: 'actor', value: [column], span: sentence.whole }]),
      )
    return entityClaims(READER, object.entity, [{ property: 'owner', value: column, span: sentence.whole }])
  },
}
