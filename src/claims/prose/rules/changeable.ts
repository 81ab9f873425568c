import type { Claim } from '../../claim.js'
import { claimsOfValue } from '../../endpoints/wire-claims.js'
import { answered } from '../grammar/answer.js'
import { lead, may, mustNot, serviceName } from '../grammar/demand.js'
import { bareEntity, field, type NamedEntity } from '../grammar/nouns.js'
import {
  choice,
  list,
  means,
  optional,
  parse,
  type Phrase,
  sequence,
  token,
  word,
} from '../grammar/phrase.js'
import { type ProseRule, READER } from '../rule.js'
import type { KnownField, KnownOperation, Vocabulary } from '../vocabulary.js'

/** The only columns that a change takes, and of which rows, where the sentence names them. */
interface Changeable {
  readonly columns: readonly KnownField[]
  readonly of: NamedEntity | null
}

const CHANGED = word(
  'changed',
  'updated',
  'modified',
  'edited',
  'altered',
  'patched',
  'editable',
  'changeable',
)

const CHANGE = word('change', 'update', 'modify', 'edit', 'alter', 'patch')

const of: Phrase<NamedEntity | null> = optional(
  means(
    sequence<[unknown, unknown, NamedEntity]>(
      word('of', 'on', 'in', 'for'),
      optional(word('a', 'an', 'the', 'each', 'every', 'an existing', 'any')),
      bareEntity,
    ),
    ([, , named]) => named,
  ),
)

const END = sequence<[unknown, unknown]>(
  optional(
    word(
      'afterwards',
      'later',
      'after creation',
      'by this endpoint',
      'here',
      'with this endpoint',
      'by clients',
      'by the owner',
    ),
  ),
  answered,
)

/** `only title and notes of a booking can be changed`, `only the note is editable`. */
const passive: Phrase<Changeable> = means(
  sequence<[unknown, unknown, readonly KnownField[], NamedEntity | null, unknown, unknown]>(
    word('only', 'just'),
    optional(word('the', 'the fields', 'fields')),
    list(field),
    of,
    choice<unknown>(
      sequence<[unknown, unknown, unknown]>(may, word('be'), CHANGED),
      sequence<[unknown, unknown]>(word('is', 'are'), CHANGED),
    ),
    END,
  ),
  ([, , columns, named]) => ({ columns, of: named }),
)

/** `users may only change the title and the note of a loan`, `clients can update only notes`. */
const active: Phrase<Changeable> = means(
  sequence<[unknown, unknown, unknown, unknown, readonly KnownField[], NamedEntity | null, unknown]>(
    optional(
      choice<unknown>(
        serviceName,
        token(({ kind, text }) => (kind === 'word' && !/^(?:not|no|only)$/.test(text) ? text : null)),
      ),
    ),
    choice<unknown>(
      sequence<[unknown, unknown, unknown]>(may, word('only'), CHANGE),
      sequence<[unknown, unknown, unknown]>(may, CHANGE, word('only')),
      word('changes only', 'updates only', 'only changes', 'only updates'),
    ),
    optional(word('the fields', 'fields')),
    optional(word('the')),
    list(field),
    of,
    END,
  ),
  ([, , , , columns, named]) => ({ columns, of: named }),
)

/** `nothing but the title may be changed`, `no field other than notes can be changed`. */
const nothingBut: Phrase<Changeable> = means(
  sequence<[unknown, readonly KnownField[], NamedEntity | null, unknown, unknown, unknown]>(
    word(
      'nothing but',
      'no field but',
      'no fields but',
      'no field other than',
      'no fields other than',
      'fields other than',
    ),
    list(field),
    of,
    choice<unknown>(may, mustNot),
    sequence<[unknown, unknown]>(word('be'), CHANGED),
    END,
  ),
  ([, columns, named]) => ({ columns, of: named }),
)

const changeable = means(
  sequence<[unknown, Changeable]>(lead, choice(passive, active, nothingBut)),
  ([, said]) => said,
)

/**
 * The body of a change, told by what alone may be changed:
 *
 *     Only `title` and `notes` of a booking can be changed
 *     Users may only change the note of a loan
 */
export const changeableRule: ProseRule = {
  name: 'changeable',
  form: 'Only title and notes of a booking can be changed',
  read(sentence, vocabulary): readonly Claim[] {
    if (!/\b(?:only|just|but|other than)\b/i.test(sentence.text)) return []
    const said = parse(changeable, sentence, vocabulary)
    const [first] = said?.columns ?? []
    if (said === null || first === undefined) return []
    const entity = said.of?.entity ?? first.entity
    if (said.columns.some((column) => column.entity !== entity)) return []
    const names = new Set(said.columns.map((column) => column.field))
    return changesOf(entity, sentence.operation, vocabulary)
      .filter((operation) =>
        (vocabulary.bodies.get(`${operation.method} ${operation.shape}`) ?? []).every((name) =>
          names.has(name),
        ),
      )
      .flatMap((operation) =>
        [...names].flatMap((name) =>
          claimsOfValue(READER, operation, 'body', name, [
            { property: 'exists', value: true, span: sentence.whole },
          ]),
        ),
      )
  },
}

/** The operations that change rows of an entity as a whole: that of the section, else all of them. */
function changesOf(
  entity: string,
  within: { readonly method: string; readonly path: string } | null,
  { operations, entities }: Vocabulary,
): readonly KnownOperation[] {
  const changing = operations.filter(
    ({ method, action, one, noun }) =>
      (method === 'PATCH' || method === 'PUT') && action === null && one && entities.get(noun) === entity,
  )
  const own = changing.filter(({ method, path }) => within?.method === method && within.path === path)
  return own.length > 0 ? own : changing
}
