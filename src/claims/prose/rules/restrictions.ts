import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { type Action, actions, operationsFor } from '../grammar/actions.js'
import { roles } from '../grammar/actors.js'
import { demanded, may } from '../grammar/demand.js'
import { entity, type NamedEntity } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'

type Names = readonly string[]
type Actions = readonly Action[]

/** Who alone does what with which rows. */
interface Restriction {
  readonly names: Names
  readonly done: Actions
  readonly object: NamedEntity
}

/** `Only managers may edit or delete books`. */
const active: Phrase<Restriction> = means(
  sequence<[unknown, Names, unknown, Actions, NamedEntity]>(word('only'), roles, may, actions, entity),
  ([, names, , done, object]) => ({ names, done, object }),
)

const ONLY = choice<unknown>(sequence<[unknown, unknown]>(may, word('only be')), word('is only', 'are only'))

/** `Books may only be deleted by managers`. */
const passive: Phrase<Restriction> = means(
  sequence<[NamedEntity, unknown, Actions, unknown, Names]>(entity, ONLY, actions, word('by'), roles),
  ([object, , done, , names]) => ({ names, done, object }),
)

/** `A book can be deleted only by managers`, `books are deleted by managers only`. */
const passiveOnly: Phrase<Restriction> = means(
  sequence<[NamedEntity, unknown, Actions, string, Names, string | null]>(
    entity,
    choice<unknown>(sequence<[unknown, unknown]>(may, word('be')), word('is', 'are')),
    actions,
    word('only by', 'by'),
    roles,
    optional(word('only', 'alone')),
  ),
  ([object, , done, by, names, only]) => (by === 'by' && only === null ? null : { names, done, object }),
)

/** `Deleting books is restricted to managers`, `creating a book requires the manager role`. */
const gerund: Phrase<Restriction> = means(
  sequence<[Actions, NamedEntity, unknown, Names]>(
    actions,
    entity,
    choice<unknown>(
      sequence<[unknown, unknown]>(
        choice<unknown>(sequence<[unknown, unknown]>(may, word('be')), word('is', 'are')),
        word(
          'restricted to',
          'limited to',
          'reserved for',
          'reserved to',
          'allowed only for',
          'only allowed for',
          'only for',
        ),
      ),
      word('requires', 'require'),
    ),
    roles,
  ),
  ([done, object, , names]) => ({ names, done, object }),
)

const restriction = demanded(choice(active, passive, passiveOnly, gerund))

/**
 * What only some roles may do: "Only managers may delete books", "books may only be edited by editors or managers",
 * "deleting books is restricted to managers". That a role may do something says nothing of the others.
 */
export const restrictionRule: ProseRule = {
  name: 'restrictions',
  form: 'Only managers may edit or delete books',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(restriction, sentence, vocabulary)
    if (said === null) return []
    const access = `role:${[...new Set(said.names)].join('|')}` as const
    return operationsFor(said.done, said.object, vocabulary).flatMap((operation) =>
      operationClaims(READER, operation, [{ property: 'access', value: access, span: sentence.whole }]),
    )
  },
}
