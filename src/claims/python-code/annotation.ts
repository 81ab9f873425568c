import type { Shape, ValueType } from '../shape.js'
import type { PythonExpression } from './expression.js'

/** What names in the code of a project stand for. */
export interface PythonNames {
  /** Values of an enumeration class, by its name. */
  readonly enums: ReadonlyMap<string, readonly string[]>
  /** Names of other classes with fields. */
  readonly models: ReadonlySet<string>
}

/** What an annotation says of a value. */
export interface Annotated {
  readonly type: ValueType | null
  readonly optional: boolean
  readonly format: string | null
  readonly enum: readonly string[] | null
  /** Elements of an array, or the model of an object. */
  readonly shape: Shape | null
  readonly minimum: number | null
  readonly exclusiveMinimum: number | null
  readonly maximum: number | null
  readonly exclusiveMaximum: number | null
  /** Calls inside the annotation that say more: `Annotated[str, Field(max_length=5)]`, `constr(…)`. */
  readonly calls: readonly PythonExpression[]
}

const UNKNOWN: Annotated = {
  type: null,
  optional: false,
  format: null,
  enum: null,
  shape: null,
  minimum: null,
  exclusiveMinimum: null,
  maximum: null,
  exclusiveMaximum: null,
  calls: [],
}

const of = (type: ValueType, more: Partial<Annotated> = {}): Annotated => ({ ...UNKNOWN, type, ...more })

/** Types of Python, Pydantic (Types, Network types) and SQLAlchemy (The Type Hierarchy) by the last part of their name. */
const NAMES: ReadonlyMap<string, Annotated> = new Map([
  ...entries('str String Text Unicode SecretStr AutoString VARCHAR StrictStr AnyStr CHAR TEXT', of('string')),
  ...entries('int Integer BigInteger SmallInteger StrictInt BIGINT INTEGER', of('integer')),
  ...entries('float Float StrictFloat REAL Double FLOAT', of('number')),
  ...entries('Decimal Numeric NUMERIC DECIMAL', of('decimal')),
  ...entries('bool Boolean StrictBool BOOLEAN', of('boolean')),
  ...entries(
    'datetime DateTime AwareDatetime NaiveDatetime TIMESTAMP PastDatetime FutureDatetime',
    of('datetime'),
  ),
  ...entries('date Date PastDate FutureDate', of('date')),
  ...entries('time Time', of('time')),
  ...entries('UUID UUID4 UUID1 UUID3 UUID5 Uuid GUID PG_UUID PGUUID', of('uuid')),
  ...entries('dict Dict Mapping Json JSON JSONB', of('object')),
  ...entries('list List set Set tuple Tuple Sequence ARRAY', of('array')),
  ...entries('bytes LargeBinary', of('bytes')),
  ...entries('EmailStr', of('string', { format: 'email' })),
  ...entries('HttpUrl AnyUrl AnyHttpUrl', of('string', { format: 'uri' })),
  ...entries('PositiveInt', of('integer', { exclusiveMinimum: 0 })),
  ...entries('NonNegativeInt', of('integer', { minimum: 0 })),
  ...entries('NegativeInt', of('integer', { exclusiveMaximum: 0 })),
  ...entries('NonPositiveInt', of('integer', { maximum: 0 })),
  ...entries('PositiveFloat', of('number', { exclusiveMinimum: 0 })),
  ...entries('NonNegativeFloat', of('number', { minimum: 0 })),
])

/** Functions of Pydantic that make a constrained type. */
const CONSTRAINED: ReadonlyMap<string, ValueType> = new Map([
  ['constr', 'string'],
  ['conint', 'integer'],
  ['confloat', 'number'],
  ['condecimal', 'decimal'],
  ['conlist', 'array'],
])

function entries(names: string, annotated: Annotated): readonly (readonly [string, Annotated])[] {
  return names.split(' ').map((name) => [name, annotated] as const)
}

/** The last part of a dotted name: `datetime.datetime` → `datetime`. */
export function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Reads a type annotation, or a column type such as `String(20)`. What is not known has a null type. */
export function annotationOf(expression: PythonExpression, names: PythonNames, depth = 0): Annotated {
  if (depth > 20) return UNKNOWN
  const inner = (next: PythonExpression): Annotated => annotationOf(next, names, depth + 1)
  switch (expression.kind) {
    case 'name':
      return namedType(expression.name, names)
    case 'literal':
      // A forward reference in quotes.
      return typeof expression.value === 'string' ? namedType(expression.value, names) : UNKNOWN
    case 'union': {
      const members = expression.members.filter((member) => !isNone(member))
      const optional = members.length < expression.members.length
      const [only] = members
      return { ...(only !== undefined && members.length === 1 ? inner(only) : UNKNOWN), optional }
    }
    case 'call':
      return calledType(expression, inner)
    case 'subscript':
      return genericType(expression.of, expression.items, inner)
    default:
      return UNKNOWN
  }
}

function namedType(name: string, names: PythonNames): Annotated {
  const last = lastName(name.trim())
  const values = names.enums.get(last)
  if (values !== undefined) return of('enum', { enum: values })
  const known = NAMES.get(last)
  if (known !== undefined) return known
  return names.models.has(last) ? of('object', { shape: { kind: 'reference', name: last } }) : UNKNOWN
}

function calledType(
  call: PythonExpression & { readonly kind: 'call' },
  inner: (expression: PythonExpression) => Annotated,
): Annotated {
  const last = lastName(call.callee)
  const constrained = CONSTRAINED.get(last)
  if (constrained !== undefined) return of(constrained, { calls: [call] })
  if (last === 'Enum' || last === 'SAEnum' || last === 'SQLEnum') {
    const values = call.positional.flatMap((item) =>
      item.kind === 'literal' && typeof item.value === 'string' ? [item.value] : [],
    )
    const [first] = call.positional
    return values.length > 0 ? of('enum', { enum: values }) : first === undefined ? UNKNOWN : inner(first)
  }
  if (last === 'ForeignKey') return UNKNOWN
  return { ...inner({ ...call, kind: 'name', name: call.callee }), calls: [call] }
}

function genericType(
  name: string,
  items: readonly PythonExpression[],
  inner: (expression: PythonExpression) => Annotated,
): Annotated {
  const [first, ...others] = items
  if (first === undefined) return UNKNOWN
  switch (lastName(name)) {
    case 'Optional':
      return { ...inner(first), optional: true }
    case 'Union': {
      const members = items.filter((member) => !isNone(member))
      const [only] = members
      const optional = members.length < items.length
      return { ...(only !== undefined && members.length === 1 ? inner(only) : UNKNOWN), optional }
    }
    case 'Mapped':
    case 'Required':
    case 'NotRequired':
    case 'Final':
      return inner(first)
    case 'Annotated': {
      const base = inner(first)
      return { ...base, calls: [...base.calls, ...others.filter((item) => item.kind === 'call')] }
    }
    case 'Literal':
      return literalType(items)
    case 'list':
    case 'List':
    case 'set':
    case 'Set':
    case 'frozenset':
    case 'Sequence':
    case 'tuple':
    case 'Tuple':
      return of('array', { shape: { kind: 'array', items: shapeOf(inner(first)) } })
    case 'dict':
    case 'Dict':
    case 'Mapping':
      return of('object')
    default:
      return UNKNOWN
  }
}

function literalType(items: readonly PythonExpression[]): Annotated {
  const values = items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []))
  const texts = values.filter((value) => typeof value === 'string')
  if (texts.length > 0) return of('enum', { enum: texts, optional: values.includes(null) })
  return typeof values[0] === 'number'
    ? of('integer')
    : typeof values[0] === 'boolean'
      ? of('boolean')
      : UNKNOWN
}

/** The annotation as the shape of a body or of an element. */
function shapeOf(annotated: Annotated): Shape {
  if (annotated.shape !== null) return annotated.shape
  if (annotated.type === null) return { kind: 'unknown' }
  return {
    kind: 'value',
    facts: {
      type: annotated.type,
      ...(annotated.enum === null ? {} : { enum: annotated.enum }),
      ...(annotated.format === null ? {} : { format: annotated.format }),
    },
  }
}

function isNone(expression: PythonExpression): boolean {
  return expression.kind === 'literal' && expression.value === null
}
