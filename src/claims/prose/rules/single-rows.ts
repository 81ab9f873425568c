import type { Claim } from '../../claim.js'
import { columnClaims, entityClaims } from '../../said.js'
import type { RowCondition } from '../../row-condition.js'
import { demanded } from '../grammar/demand.js'
import { bareEntity, entity, field, type NamedEntity, tieOf } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import type { KnownField } from '../vocabulary.js'

/** A row that has at most one row of another entity, of those that pass a test. */
interface Single {
  readonly of: string
  readonly child: NamedEntity
  readonly where: { readonly column: KnownField; readonly is: 'null' | 'notNull' } | null
}

/** Whoever has rows: `a user`, `each hall`. A person need not be an entity of the design. */
const holder: Phrase<string> = choice(
  means(entity, ({ noun }) => noun),
  means(
    sequence<[unknown, string]>(
      optional(word('a', 'an', 'the', 'each', 'every')),
      word('user', 'owner', 'account', 'customer', 'member'),
    ),
    ([, noun]) => noun,
  ),
)

const AT_MOST = choice<unknown>(
  word('may have only', 'can have only', 'must have only', 'can only have', 'may only have', 'has only'),
  sequence<[unknown, unknown]>(
    choice<unknown>(
      word(
        'has',
        'have',
        'can have',
        'may have',
        'must have',
        'cannot have',
        'can not have',
        'must not have',
      ),
    ),
    word('at most', 'no more than', 'not more than', 'a maximum of', 'more than'),
  ),
)

/** `without a returned_at`, `whose returned_at is null`. */
const among: Phrase<NonNullable<Single['where']>> = choice(
  means(sequence<[unknown, KnownField]>(word('without', 'with no'), field), ([, column]) => ({
    column,
    is: 'null' as const,
  })),
  means(
    sequence<[unknown, KnownField, unknown, string | null, unknown]>(
      word('whose', 'where'),
      field,
      word('is'),
      optional(word('not')),
      word('null', 'empty', 'unset'),
    ),
    ([, column, , not]) => ({ column, is: not === null ? ('null' as const) : ('notNull' as const) }),
  ),
)

/** `A book has at most one loan without returned_at`. */
const held: Phrase<Single> = (input, at) => {
  const phrase = means(
    sequence<[string, unknown, unknown, NamedEntity, Single['where']]>(
      holder,
      AT_MOST,
      word('one', '1', 'a single'),
      bareEntity,
      optional(among),
    ),
    ([of, , , child, where]) => ({ of, child, where }),
  )
  const match = phrase(input, at)
  if (match === null) return null
  // `cannot have more than one` forbids; `can have more than one` permits, `cannot have at most one` means nothing.
  const texts = input.tokens.slice(at, match.next).map(({ text }) => text)
  const more = texts.includes('more') && !texts.includes('no') && !/\bnot more than\b/.test(texts.join(' '))
  const never = texts.includes('cannot') || /\b(?:can|must) not have\b/.test(texts.join(' '))
  return more === never ? match : null
}

/** `Goals are unique per user`. */
const perHolder: Phrase<Single> = means(
  sequence<[NamedEntity, unknown, unknown, string]>(
    entity,
    word('is unique', 'are unique', 'must be unique'),
    word('per', 'for each', 'for every'),
    holder,
  ),
  ([child, , , of]) => ({ of, child, where: null }),
)

const single = demanded(choice(held, perHolder))

/** Of what there is at most one: "A book has at most one loan without returned_at", "settings are unique per user". */
export const singleRowRule: ProseRule = {
  name: 'single-rows',
  form: 'A book has at most one loan without returned_at',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(single, sentence, vocabulary)
    if (said === null) return []
    const { of, child, where } = said
    const tie =
      tieOf(child.entity, of, vocabulary.fields)?.field ??
      (/^(?:user|owner|account|customer|member)$/.test(of) ? ownerField(child.entity, vocabulary) : null)
    if (tie === null || (where !== null && where.column.entity !== child.entity)) return []
    const span = sentence.whole
    if (where === null)
      return columnClaims(READER, child.entity, tie, [{ property: 'unique', value: true, span }])
    const test: RowCondition = { column: where.column.field, is: where.is }
    return entityClaims(READER, child.entity, [
      { property: 'uniqueTogether', value: { fields: [tie], name: null, where: [test] }, span },
    ])
  },
}
