import type { Claim } from '../../claim.js'
import { columnClaims, entityClaims } from '../../said.js'
import { demanded, may, must, mustNot, refusal, refuses, service } from '../grammar/demand.js'
import { bareEntity, field, type NamedEntity, tieOf } from '../grammar/nouns.js'
import { choice, list, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { subject } from '../grammar/subject.js'
import { type Extent, extent, type Scope, scope } from '../grammar/uniqueness-extent.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import type { KnownField, Vocabulary } from '../vocabulary.js'

type Fields = readonly KnownField[]

/** Values that may not be repeated. */
interface Uniqueness {
  readonly fields: Fields
  /** They are one key together, not each by itself. */
  readonly together: boolean
  readonly scope: Scope | null
  /** It is said as a prohibition of duplicates, which without a scope is meant for rows without an owner only. */
  readonly refused: boolean
  /** Large and small letters are one. */
  readonly ignoreCase: boolean
}

const INSENSITIVELY = word('case-insensitively', 'case insensitively', 'case-insensitive', 'case insensitive')

/** `Label must be unique within a room`, `the label of a shelf is globally unique`, `must be case-insensitively unique`. */
const unique: Phrase<Uniqueness> = means(
  sequence<[Fields, unknown, unknown, string | null, unknown, Extent]>(
    subject,
    choice<unknown>(
      sequence<[unknown, unknown]>(
        optional(word(':')),
        choice<unknown>(sequence<[unknown, unknown]>(must, word('be', 'remain')), word('is', 'are', 'be')),
      ),
      word(':'),
    ),
    optional(INSENSITIVELY),
    optional(word('globally')),
    word('unique'),
    extent,
  ),
  ([fields, , insensitively, globally, , { scope: within, ignoreCase }]) => ({
    fields,
    together: false,
    scope: globally === null ? within : { kind: 'all' },
    refused: false,
    ignoreCase: insensitively !== null || ignoreCase,
  }),
)

const SAME = word('the same', 'a', 'an', 'one', 'the')

/** `No two shelves of a room may share a label`, `two shelves in one room cannot have the same label`. */
const shared: Phrase<Uniqueness> = means(
  sequence<[string, NamedEntity, Scope | null, unknown, unknown, unknown, Fields, Extent]>(
    word('no two', 'two'),
    bareEntity,
    optional(scope),
    choice<unknown>(mustNot, may),
    word('share', 'have', 'use', 'carry'),
    optional(SAME),
    list(field),
    extent,
  ),
  ([, , before, , , , fields, after]) => ({
    fields,
    together: true,
    scope: before ?? after.scope,
    refused: false,
    ignoreCase: after.ignoreCase,
  }),
)

/** `No two …` forbids what may be; `two …` forbids what may not be. */
const distinct: Phrase<Uniqueness> = (input, at) => {
  const match = shared(input, at)
  if (match === null) return null
  const none = input.tokens[at]?.text === 'no'
  const refused = input.tokens
    .slice(at, match.next)
    .some(({ text }) => /^(?:not|cannot|can't|never|mustn't|shouldn't)$/.test(text))
  return none === refused ? null : match
}

const REFUSES = choice<unknown>(
  refuses,
  sequence<[unknown, unknown]>(
    choice<unknown>(mustNot, word('not', 'does not', 'never')),
    word('allow', 'accept', 'permit', 'create'),
  ),
)

/** `Reject duplicate labels within a room`, `prevent duplicate shelves with the same label`. */
const duplicates: Phrase<Uniqueness> = means(
  sequence<[unknown, unknown, unknown, Fields, Extent]>(
    REFUSES,
    optional(word('the creation of', 'creation of')),
    word('duplicate', 'duplicates of', 'duplicated'),
    choice(
      means(
        sequence<[NamedEntity, unknown, Fields]>(
          bareEntity,
          word('with the same', 'with an identical'),
          list(field),
        ),
        ([, , fields]) => fields,
      ),
      means(
        sequence<[Fields, unknown]>(
          subject,
          optional(word('registration', 'registrations', 'entries', 'values')),
        ),
        ([fields]) => fields,
      ),
    ),
    extent,
  ),
  ([, , , fields, { scope: within, ignoreCase }]) => ({
    fields,
    together: true,
    scope: within,
    refused: true,
    ignoreCase,
  }),
)

const uniqueness = choice(
  demanded(choice(unique, distinct)),
  means(sequence<[unknown, Uniqueness, unknown]>(service, duplicates, refusal), ([, said]) => said),
)

/** "Title must be unique per user", "no two shelves of a room may share a label", "reject duplicate labels within a room". */
export const uniquenessRule: ProseRule = {
  name: 'uniqueness',
  form: 'Label must be unique within a room',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(uniqueness, sentence, vocabulary)
    const [first] = said?.fields ?? []
    if (said === null || first === undefined || said.fields.some(({ entity: of }) => of !== first.entity))
      return []
    const keys = said.together ? [said.fields] : said.fields.map((each) => [each])
    return keys.flatMap((fields) => uniqueClaims(fields, said, first.entity, sentence.whole, vocabulary))
  },
}

/** The claims of one key of an entity; none when the scope is no column of it. */
function uniqueClaims(
  fields: Fields,
  { scope: within, refused, ignoreCase }: Uniqueness,
  of: string,
  span: Claim['span'],
  vocabulary: Vocabulary,
): readonly Claim[] {
  const names = fields.map(({ field: name }) => name)
  const owner = ownerField(of, vocabulary)
  if (within === null && refused && owner !== null) return []
  const global = within === null || within.kind === 'all'
  const [only] = names
  if (global && names.length === 1 && only !== undefined)
    return columnClaims(READER, of, only, [
      { property: 'unique', value: true, span },
      ...(ignoreCase ? [{ property: 'uniqueIgnoringCase' as const, value: true, span }] : []),
    ])
  const key = within === null || within.kind === 'all' ? null : scopeColumn(within, of, owner, vocabulary)
  if ((!global && key === null) || (key !== null && names.includes(key))) return []
  const value = {
    fields: [...(key === null ? [] : [key]), ...names],
    name: null,
    where: [],
    ...(ignoreCase ? { ignoreCase: names } : {}),
  }
  return entityClaims(READER, of, [{ property: 'uniqueTogether', value, span }])
}

function scopeColumn(
  within: Exclude<Scope, { readonly kind: 'all' }>,
  of: string,
  owner: string | null,
  { fields }: Vocabulary,
): string | null {
  return within.kind === 'other' ? (tieOf(of, within.noun, fields)?.field ?? null) : owner
}
