import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { READ, operationsFor } from '../grammar/actions.js'
import { demanded, must } from '../grammar/demand.js'
import { entity, field, type NamedEntity } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'
import type { KnownField, Vocabulary } from '../vocabulary.js'

/** An order by name: of the letters or of the time, forwards or backwards. */
interface Order {
  readonly object: NamedEntity
  readonly by: 'letters' | 'time'
  readonly reverse: boolean
  readonly field: KnownField | null
}

const LISTED = sequence<[unknown, unknown]>(
  choice<unknown>(sequence<[unknown, unknown]>(must, word('be')), word('is', 'are')),
  word('sorted', 'ordered', 'listed', 'returned', 'shown', 'displayed', 'arranged'),
)

const MANNER: Phrase<Pick<Order, 'by' | 'reverse'>> = choice(
  means(
    sequence<[unknown, string | null, string, unknown]>(
      word('in'),
      optional(word('reverse', 'reversed')),
      word('alphabetical', 'chronological'),
      word('order'),
    ),
    ([, reverse, manner]) => ({
      by: manner === 'alphabetical' ? ('letters' as const) : ('time' as const),
      reverse: reverse !== null,
    }),
  ),
  means(word('alphabetically', 'chronologically'), (manner) => ({
    by: manner === 'alphabetically' ? ('letters' as const) : ('time' as const),
    reverse: false,
  })),
)

/** `Exhibits are listed in reverse chronological order`, `halls must be sorted alphabetically by label`. */
const order: Phrase<Order> = demanded(
  means(
    sequence<[NamedEntity, unknown, Pick<Order, 'by' | 'reverse'>, KnownField | null, unknown]>(
      entity,
      LISTED,
      MANNER,
      optional(means(sequence<[unknown, KnownField]>(word('by', 'of'), field), ([, column]) => column)),
      optional(word('by default')),
    ),
    ([object, , manner, column]) => ({ object, ...manner, field: column }),
  ),
)

const NAMES = {
  letters: ['name', 'title', 'label'],
  time: ['created at', 'created on', 'created', 'creation date', 'date created'],
} as const

/** The column that is meant when none is named; null when the entity has none, or several that could be. */
function columnFor({ object, by }: Order, { fields }: Vocabulary): string | null {
  const [only, another] = NAMES[by]
    .flatMap((name) => fields.get(name) ?? [])
    .filter((known) => known.entity === object.entity)
  return only !== undefined && another === undefined ? only.field : null
}

/** The order of a list by its name: "Exhibits are listed in alphabetical order", "remarks are shown in reverse chronological order". */
export const orderRule: ProseRule = {
  name: 'orders',
  form: 'Exhibits are listed in reverse chronological order',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(order, sentence, vocabulary)
    if (said === null || (said.field !== null && said.field.entity !== said.object.entity)) return []
    const column = said.field?.field ?? columnFor(said, vocabulary)
    if (column === null) return []
    const value = { field: column, direction: said.reverse ? ('desc' as const) : ('asc' as const) }
    return operationsFor([READ], said.object, vocabulary)
      .filter(({ one }) => !one)
      .flatMap((operation) =>
        operationClaims(READER, operation, [{ property: 'sort', value, span: sentence.whole }]),
      )
  },
}
