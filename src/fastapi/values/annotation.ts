import { ZONELESS, type ValueRules } from '../../design/value.js'
import { call, keyword, subscript, type Keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../python/nodes/literal.js'
import { name, symbol, type Symbol } from '../../python/nodes/name.js'
import { union } from '../../python/nodes/operator.js'
import { FRACTION_BOUNDS, integerBounds } from './numeric-bounds.js'

/** Where a value comes from: JSON has types, a URL has only text. */
export type Place = 'json' | 'url'

/** The type of a value that a client sends, and the arguments of its `Field`, `Query` or `Path`. */
export interface Annotation {
  readonly type: Expression
  readonly constraints: readonly Keyword[]
  /**
   * What looks at the value before its type does. It stands after the constraints, for only then
   * does the OpenAPI document show them.
   */
  readonly before: Expression | null
}

/** Names the module of shared types. */
export type ValidationSymbol = (exported: string) => Symbol

/** The class of an object whose inner structure is known; null for one that has none. */
export type PartSymbol = (rules: ValueRules) => Expression | null

const noPart: PartSymbol = () => null

/** The annotation that enforces the rules of an incoming value; nullability is the caller's. */
export function incoming(
  rules: ValueRules,
  place: Place,
  validation: ValidationSymbol,
  part: PartSymbol = noPart,
): Annotation {
  switch (rules.type) {
    case 'string':
    case 'enum':
      return text(rules, place, validation)
    case 'integer':
      return {
        type: place === 'json' ? symbol('pydantic', 'StrictInt') : name('int'),
        constraints: bounds(rules, integerBounds(rules)),
        before: place === 'json' ? null : validation('PlainInteger'),
      }
    case 'number':
      return {
        type: place === 'json' ? symbol('pydantic', 'StrictFloat') : name('float'),
        constraints: [...bounds(rules, FRACTION_BOUNDS), keyword('allow_inf_nan', boolean(false))],
        before: null,
      }
    case 'decimal':
      return {
        type: symbol('decimal', 'Decimal'),
        constraints: bounds(rules, FRACTION_BOUNDS),
        before: validation(place === 'json' ? 'JsonNumber' : 'NumberText'),
      }
    case 'boolean':
      return plain(place === 'json' ? symbol('pydantic', 'StrictBool') : name('bool'))
    case 'datetime':
      return plain(validation(rules.format === ZONELESS ? 'AssumedUtcDatetime' : 'UtcDatetime'))
    case 'date':
      return plain(validation('Date'))
    case 'time':
      return plain(validation('Time'))
    case 'uuid':
      return plain(symbol('uuid', 'UUID'))
    case 'array':
      return {
        type:
          rules.items === null
            ? validation('JsonArray')
            : subscript(name('list'), element(rules.items, place, validation, part)),
        constraints: [
          ...(rules.minItems === null ? [] : [keyword('min_length', number(rules.minItems))]),
          ...(rules.maxItems === null ? [] : [keyword('max_length', number(rules.maxItems))]),
        ],
        before: null,
      }
    case 'object':
      return plain(part(rules) ?? validation('JsonObject'))
    case 'bytes':
      return plain(name('bytes'))
  }
}

/** The type of a value that goes out. */
export function outgoing(rules: ValueRules, validation: ValidationSymbol): Expression {
  const type = ((): Expression => {
    switch (rules.type) {
      case 'array':
        return subscript(
          name('list'),
          rules.items === null ? symbol('typing', 'Any') : outgoing(rules.items, validation),
        )
      case 'decimal':
        return validation('Amount')
      case 'enum':
        return rules.enum === null ? name('str') : literals(rules.enum)
      default:
        return stored(rules)
    }
  })()
  return type
}

/** The type of a column's value in Python. */
export function stored(rules: ValueRules): Expression {
  switch (rules.type) {
    case 'string':
    case 'enum':
      return name('str')
    case 'integer':
      return name('int')
    case 'number':
      return name('float')
    case 'decimal':
      return symbol('decimal', 'Decimal')
    case 'boolean':
      return name('bool')
    case 'datetime':
    case 'date':
    case 'time':
      return symbol('datetime', rules.type)
    case 'uuid':
      return symbol('uuid', 'UUID')
    case 'array':
      return subscript(
        name('list'),
        rules.items === null ? symbol('typing', 'Any') : stored({ ...rules.items, nullable: false }),
      )
    case 'object':
      return subscript(name('dict'), name('str'), symbol('typing', 'Any'))
    case 'bytes':
      return name('bytes')
  }
}

/** `Literal["low", "high"]`. */
export function literals(values: readonly string[]): Expression {
  return subscript(symbol('typing', 'Literal'), ...values.map(string))
}

/** The type of an element, which may be null where the documents say so. */
function element(
  rules: ValueRules,
  place: Place,
  validation: ValidationSymbol,
  part: PartSymbol,
): Expression {
  const type = constrained(incoming(rules, place, validation, part))
  return rules.nullable ? union(type, none) : type
}

/** `Annotated[type, Field(…)]`, or the type alone when nothing constrains it. */
function constrained({ type, constraints, before }: Annotation): Expression {
  return annotated(
    type,
    constraints.length === 0 ? null : call(symbol('pydantic', 'Field'), ...constraints),
    before,
  )
}

/** A constraint that a `Field` beside the default cannot hold stands with the type. */
export function settled(annotation: Annotation): Annotation {
  return annotation.before === null
    ? annotation
    : { type: constrained(annotation), constraints: [], before: null }
}

/** `Annotated[type, Query(…), PlainInteger]`, without what is null; the type alone when all is. */
export function annotated(type: Expression, ...metadata: readonly (Expression | null)[]): Expression {
  const present = metadata.filter((each) => each !== null)
  return present.length === 0 ? type : subscript(symbol('typing', 'Annotated'), type, ...present)
}

/** No mail reaches a longer address (RFC 5321, section 4.5.3.1.3, less its angle brackets). */
const LONGEST_ADDRESS = 254

function text(rules: ValueRules, place: Place, validation: ValidationSymbol): Annotation {
  if (rules.enum !== null && rules.enum.length > 0) return plain(literals(rules.enum))
  const least =
    rules.notBlank || rules.trimmed ? Math.max(rules.minLength ?? 0, rules.notBlank ? 1 : 0) : rules.minLength
  const most =
    rules.format === 'email' ? Math.min(rules.maxLength ?? LONGEST_ADDRESS, LONGEST_ADDRESS) : rules.maxLength
  const lengths = [
    ...(least === null || least === 0 ? [] : [keyword('min_length', number(least))]),
    ...(most === null ? [] : [keyword('max_length', number(most))]),
  ]
  if (rules.pattern === null)
    return { type: textType(rules, place, validation), constraints: lengths, before: null }
  const pattern = keyword('pattern', string(rules.pattern))
  // Beside a default that may be null, Pydantic leaves a pattern out of the document: it stands with the text itself.
  const isPlain = rules.format !== 'email' && rules.format !== 'uri' && rules.format !== 'url'
  if (isPlain && !rules.trimmed && !rules.notBlank) {
    const type = annotated(
      name('str'),
      call(symbol('pydantic', 'StringConstraints'), pattern),
      validation('Storable'),
    )
    return { type, constraints: lengths, before: null }
  }
  return { type: textType(rules, place, validation), constraints: [...lengths, pattern], before: null }
}

function textType(rules: ValueRules, place: Place, validation: ValidationSymbol): Expression {
  if (rules.format === 'email') return symbol('pydantic', 'EmailStr')
  if (rules.format === 'uri' || rules.format === 'url') return validation('Url')
  if (rules.trimmed) return validation('TrimmedText')
  if (rules.notBlank) return validation('NonBlankText')
  // A name of its own: addresses are read by other rules than JSON.
  return validation(place === 'json' ? 'Text' : 'ParameterText')
}

function bounds(
  rules: ValueRules,
  limits: { readonly least: number; readonly most: number } | null = null,
): readonly Keyword[] {
  const least = rules.exclusiveMinimum === null ? (rules.minimum ?? limits?.least ?? null) : rules.minimum
  const most = rules.exclusiveMaximum === null ? (rules.maximum ?? limits?.most ?? null) : rules.maximum
  const bound = (constraint: string, value: number | null): readonly Keyword[] =>
    value === null ? [] : [keyword(constraint, limit(rules, value))]
  return [
    ...bound('ge', least),
    ...bound('gt', rules.exclusiveMinimum),
    ...bound('le', most),
    ...bound('lt', rules.exclusiveMaximum),
  ]
}

/** A limit in the type of the value: `Decimal("0.01")` is less than the float `0.01`, and would be refused. */
function limit({ type }: ValueRules, value: number): Expression {
  return type === 'decimal' && !Number.isInteger(value)
    ? call(symbol('decimal', 'Decimal'), string(String(value)))
    : number(value)
}

function plain(type: Expression): Annotation {
  return { type, constraints: [], before: null }
}
