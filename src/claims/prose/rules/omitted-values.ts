import type { Claim } from '../../claim.js'
import type { JsonValue } from '../../json.js'
import { columnClaims } from '../../said.js'
import type { ValueType } from '../../shape.js'
import { lead, must, serviceName } from '../grammar/demand.js'
import { bareEntity, field } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, token, word } from '../grammar/phrase.js'
import { type Token } from '../grammar/token.js'
import { type ProseRule, READER } from '../rule.js'
import type { KnownField } from '../vocabulary.js'

const WHEN = word('if', 'when', 'whenever')

const MISSING = word(
  'omitted',
  'not given',
  'missing',
  'absent',
  'not provided',
  'not specified',
  'not sent',
  'not set',
  'left out',
  'unspecified',
)

const GIVEN = word('given', 'provided', 'specified', 'sent', 'set', 'supplied')

/** `if priority is omitted`, `when no priority is given`. */
const omitted: Phrase<KnownField> = choice(
  means(
    sequence<[unknown, unknown, KnownField, unknown, unknown]>(
      WHEN,
      word('no'),
      field,
      word('is', 'are'),
      GIVEN,
    ),
    ([, , column]) => column,
  ),
  means(
    sequence<[unknown, KnownField, unknown, unknown]>(WHEN, field, optional(word('is', 'are')), MISSING),
    ([, column]) => column,
  ),
)

const literal: Phrase<Token> = means(
  sequence<[unknown, Token]>(
    optional(word('the value', 'the default', 'the default value')),
    token((here) => (here.kind === 'mark' ? null : here)),
  ),
  ([, value]) => value,
)

const IS_USED = choice<unknown>(
  sequence<[unknown, unknown]>(
    choice(
      word('is', 'are'),
      means(sequence<[unknown, unknown]>(must, word('be')), () => 'be'),
    ),
    word('used', 'assumed', 'stored', 'applied', 'taken'),
  ),
)

const BECOMES = sequence<[unknown, unknown]>(
  optional(word('it', 'the value')),
  choice<unknown>(
    word('defaults to', 'default to', 'becomes', 'is set to', 'is'),
    sequence<[unknown, unknown]>(must, word('default to', 'be', 'be set to', 'become')),
  ),
)

/** `…, medium is used`, `…, it defaults to 3`. */
const used: Phrase<Token> = choice(
  means(sequence<[unknown, Token]>(BECOMES, literal), ([, value]) => value),
  means(sequence<[Token, unknown]>(literal, IS_USED), ([value]) => value),
)

/** `the service shall`, in front of what it does. */
const SERVICE_DOES = optional(sequence<[unknown, unknown]>(serviceName, optional(must)))

/** `the service sets the priority to medium`; the column may stand before. */
const assigned: Phrase<{ readonly column: KnownField | null; readonly value: Token }> = means(
  sequence<[unknown, unknown, unknown, KnownField | null, unknown, Token]>(
    SERVICE_DOES,
    word('set', 'sets', 'default', 'defaults', 'initialize', 'initializes', 'initialise', 'initialises'),
    optional(word('it')),
    optional(field),
    word('to', 'as', 'with'),
    literal,
  ),
  ([, , , column, , taken]) => ({ column, value: taken }),
)

/** `the service uses medium`. */
const applied: Phrase<Token> = means(
  sequence<[unknown, unknown, Token, unknown]>(
    SERVICE_DOES,
    word('use', 'uses', 'assign', 'assigns', 'apply', 'applies', 'assume', 'assumes', 'store', 'stores'),
    literal,
    optional(word('as the default', 'as default', 'by default', 'instead')),
  ),
  ([, , said]) => said,
)

const THEN = optional(choice(word(', then'), word(',', 'then')))

/** `when a loan is created`. */
const CREATED = sequence<[unknown, unknown, unknown, unknown, unknown]>(
  WHEN,
  optional(word('a', 'an', 'the')),
  optional(word('new')),
  bareEntity,
  word('is created', 'is made', 'is added', 'is opened', 'is submitted', 'gets created', 'has been created'),
)

const value: Phrase<{ readonly column: KnownField; readonly value: Token }> = choice(
  // If no priority is given, then the system shall set the priority to medium.
  means(
    sequence<[unknown, KnownField, unknown, { readonly column: KnownField | null; readonly value: Token }]>(
      lead,
      omitted,
      THEN,
      choice(
        assigned,
        means(applied, (said) => ({ column: null, value: said })),
      ),
    ),
    ([, column, , said]) =>
      said.column === null || said.column.field === column.field ? { column, value: said.value } : null,
  ),
  // When a loan is created, then the system shall set its state to open.
  means(
    sequence<[unknown, unknown, unknown, { readonly column: KnownField | null; readonly value: Token }]>(
      lead,
      CREATED,
      THEN,
      choice(
        assigned,
        means(
          sequence<[unknown, unknown, KnownField, unknown, Token]>(
            SERVICE_DOES,
            optional(word('set', 'sets')),
            field,
            choice<unknown>(
              word('is', 'to', 'defaults to', 'is set to', 'becomes', 'starts as', 'is initially'),
              sequence<[unknown, unknown]>(must, word('be', 'be set to', 'default to', 'start as')),
            ),
            literal,
          ),
          ([, , column, , said]) => ({ column, value: said }),
        ),
      ),
    ),
    ([, , , { column, value: said }]) => (column === null ? null : { column, value: said }),
  ),
  // When no priority is given, medium is used.
  means(
    sequence<[unknown, KnownField, unknown, Token]>(lead, omitted, optional(word(',')), used),
    ([, column, , taken]) => ({ column, value: taken }),
  ),
  // Priority is medium when omitted.
  means(
    sequence<[unknown, KnownField, unknown, Token, unknown, unknown, unknown]>(
      lead,
      field,
      word('defaults to', 'is', 'becomes', 'is set to', 'must default to', 'should default to'),
      literal,
      word('when', 'if'),
      optional(word('it is', 'none is')),
      choice(MISSING, GIVEN),
    ),
    ([, column, , taken]) => ({ column, value: taken }),
  ),
)

/** What counts where a value is left out: "When no priority is given, medium is used", "if omitted"-sentences alike. */
export const omittedValueRule: ProseRule = {
  name: 'omitted-values',
  form: 'When no priority is given, medium is used',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(value, sentence, vocabulary)
    if (said === null) return []
    const { entity, field: name, type } = said.column
    const given = literalFor(type, said.value)
    return given === null
      ? []
      : columnClaims(READER, entity, name, [{ property: 'default', value: given, span: sentence.whole }])
  },
}

/** A word as a value of a type; null when it can be none. Bare words are values of enumerations only. */
function literalFor(type: ValueType | null, { kind, text, written }: Token): Exclude<JsonValue, null> | null {
  switch (type) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : null
    case 'integer':
      return kind === 'number' && /^\d{1,15}$/.test(text) ? Number(text) : null
    case 'number':
    case 'decimal':
      return kind === 'number' ? Number(text) : null
    case 'string':
      return kind === 'quoted' ? text : null
    case 'enum':
      return kind === 'quoted' ? text : kind === 'word' ? written : null
    default:
      return null
  }
}
