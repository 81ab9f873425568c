import type { Span } from '../../source/span.js'
import type { ColumnFacts } from '../claim.js'
import type { Said } from '../said.js'
import type { Generated } from '../shape.js'
import { namesPresent } from '../words/present-words.js'
import { annotationOf, lastName, type PythonNames } from './annotation.js'
import { jsonOf, type PythonExpression, type Range } from './expression.js'
import type { PythonAssignment } from './module.js'

/** Facts of one field, gathered so that a later, more exact word takes the place of an earlier one. */
interface Gathering {
  readonly facts: Map<keyof ColumnFacts, Said<ColumnFacts>>
  readonly span: (range: Range) => Span
  readonly names: PythonNames
}

/** Functions that declare a field or column. */
const DECLARATIONS = /^(?:Field|Column|mapped_column|Query|Body|Path|Header|Form|Param)$/

/** Functions that declare a relationship, which is no column. */
const RELATIONSHIPS = /^(?:Relationship|relationship|ClassVar|PrivateAttr)$/

/** Keyword arguments of Pydantic's `Field` and of constrained types that hold one number. */
const LIMITS: ReadonlyMap<
  string,
  'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'minItems' | 'maxItems'
> = new Map([
  ['ge', 'minimum'],
  ['gt', 'exclusiveMinimum'],
  ['le', 'maximum'],
  ['lt', 'exclusiveMaximum'],
  ['min_items', 'minItems'],
  ['max_items', 'maxItems'],
])

/** Whether an assignment in a model class is a field; relationships, configuration and private names are not. */
export function isField(assignment: PythonAssignment): boolean {
  const { name, annotation, value } = assignment
  if (name.startsWith('_') || name === 'model_config') return false
  if (value?.kind === 'call' && RELATIONSHIPS.test(lastName(value.callee))) return false
  if (annotation?.kind === 'subscript' && lastName(annotation.of) === 'ClassVar') return false
  if (annotation !== null) return true
  return value?.kind === 'call' && /^(?:Column|mapped_column)$/.test(lastName(value.callee))
}

/**
 * Everything an attribute of a SQLModel, Pydantic or SQLAlchemy class says of its field.
 *
 * @param assignment `title: str = Field(max_length=200)`
 * @param stored a column of a table, where an annotation without `None` forbids null
 * @param span turns a range of the block into a span of the document
 */
export function fieldFacts(
  assignment: PythonAssignment,
  stored: boolean,
  names: PythonNames,
  span: (range: Range) => Span,
): readonly Said<ColumnFacts>[] {
  const gathering: Gathering = { facts: new Map(), span, names }
  const { annotation, value } = assignment
  say(gathering, 'exists', true, assignment)
  if (annotation !== null) typeFacts(gathering, annotation, stored)
  const declaration = value?.kind === 'call' && DECLARATIONS.test(lastName(value.callee)) ? value : null
  if (declaration !== null) callFacts(gathering, declaration, 0)
  else if (value !== null) defaultFacts(gathering, value, value)
  if (!stored) requiredFact(gathering, assignment, declaration)
  keyFacts(gathering, assignment)
  return [...gathering.facts.values()]
}

function say<P extends keyof ColumnFacts>(
  { facts, span }: Gathering,
  property: P,
  value: ColumnFacts[P],
  range: Range,
): void {
  const fact: { readonly property: P; readonly value: ColumnFacts[P]; readonly span: Span } = {
    property,
    value,
    span: span(range),
  }
  // One property with its own type of value is one member of the union, which the compiler cannot see through `P`.
  facts.set(property, fact as Said<ColumnFacts>)
}

function typeFacts(gathering: Gathering, expression: PythonExpression, stored: boolean): void {
  const annotated = annotationOf(expression, gathering.names)
  if (annotated.type !== null) say(gathering, 'type', annotated.type, expression)
  if (annotated.enum !== null) say(gathering, 'enum', annotated.enum, expression)
  if (annotated.format !== null) say(gathering, 'format', annotated.format, expression)
  if (annotated.shape !== null) say(gathering, 'shape', annotated.shape, expression)
  if (annotated.optional) say(gathering, 'nullable', true, expression)
  else if (stored) say(gathering, 'nullable', false, expression)
  for (const limit of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const) {
    const value = annotated[limit]
    if (value !== null) say(gathering, limit, value, expression)
  }
  for (const call of annotated.calls) if (call.kind === 'call') callFacts(gathering, call, 0)
}

/** Arguments of `Field`, `Column`, `String(20)`, `ForeignKey("users.id", ondelete="CASCADE")`. */
function callFacts(gathering: Gathering, call: PythonExpression & { kind: 'call' }, depth: number): void {
  if (depth > 5) return
  const name = lastName(call.callee)
  if (name === 'ForeignKey') return referenceFacts(gathering, call)
  if (/^(?:String|VARCHAR|Unicode|CHAR|AutoString)$/.test(name)) return lengthFact(gathering, call)
  const isColumn = name === 'Column' || name === 'mapped_column'
  call.positional.forEach((argument, index) => {
    if (isColumn || name === 'Annotated') columnArgument(gathering, argument, depth)
    else if (index === 0 && DECLARATIONS.test(name)) defaultFacts(gathering, argument, argument)
  })
  for (const [keyword, value] of call.keywords) keywordFact(gathering, keyword, value, depth)
}

function columnArgument(gathering: Gathering, argument: PythonExpression, depth: number): void {
  const annotated = annotationOf(argument, gathering.names)
  if (annotated.type !== null && !gathering.facts.has('type')) {
    say(gathering, 'type', annotated.type, argument)
    if (annotated.enum !== null) say(gathering, 'enum', annotated.enum, argument)
  }
  if (argument.kind === 'call') callFacts(gathering, argument, depth + 1)
}

function keywordFact(gathering: Gathering, keyword: string, value: PythonExpression, depth: number): void {
  const literal = jsonOf(value)
  const limit = LIMITS.get(keyword)
  if (limit !== undefined && typeof literal === 'number') return say(gathering, limit, literal, value)
  const isArray = gathering.facts.get('type')?.value === 'array'
  switch (keyword) {
    case 'min_length':
      if (typeof literal === 'number') say(gathering, isArray ? 'minItems' : 'minLength', literal, value)
      return
    case 'max_length':
      if (typeof literal === 'number') say(gathering, isArray ? 'maxItems' : 'maxLength', literal, value)
      return
    case 'pattern':
    case 'regex':
      if (typeof literal === 'string') say(gathering, 'pattern', literal, value)
      return
    case 'primary_key':
      if (literal === true) say(gathering, 'primaryKey', true, value)
      return
    case 'unique':
    case 'index':
    case 'nullable':
      if (typeof literal === 'boolean') say(gathering, keyword, literal, value)
      return
    case 'foreign_key':
      if (typeof literal === 'string') say(gathering, 'references', literal, value)
      return
    case 'ondelete':
      deletionFact(gathering, literal, value)
      return
    case 'default':
    case 'default_factory':
    case 'server_default':
      defaultFacts(gathering, value, value)
      return
    case 'onupdate':
    case 'server_onupdate':
      say(gathering, 'touched', true, value)
      return
    case 'strip_whitespace':
      if (literal === true) say(gathering, 'trimmed', true, value)
      return
    case 'description':
      if (typeof literal === 'string') say(gathering, 'description', literal, value)
      return
    case 'sa_column':
      if (value.kind === 'call') callFacts(gathering, value, depth + 1)
      return
    case 'sa_type':
      return
    case 'sa_column_kwargs':
      if (value.kind === 'dictionary')
        for (const [key, entry] of value.entries) keywordFact(gathering, key, entry, depth + 1)
  }
}

function lengthFact(gathering: Gathering, call: PythonExpression & { kind: 'call' }): void {
  const length = call.positional[0] ?? call.keywords.get('length')
  const value = length === undefined ? undefined : jsonOf(length)
  if (typeof value === 'number' && length !== undefined) say(gathering, 'maxLength', value, length)
}

function referenceFacts(gathering: Gathering, call: PythonExpression & { kind: 'call' }): void {
  const [target] = call.positional
  if (target?.kind === 'literal' && typeof target.value === 'string')
    say(gathering, 'references', target.value, call)
  const deletion = call.keywords.get('ondelete')
  if (deletion !== undefined) deletionFact(gathering, jsonOf(deletion), deletion)
}

function deletionFact(gathering: Gathering, action: unknown, range: Range): void {
  const word = typeof action === 'string' ? action.trim().toLowerCase() : ''
  if (word === 'cascade') say(gathering, 'onDelete', 'cascade', range)
  else if (word === 'set null') say(gathering, 'onDelete', 'set-null', range)
  else if (word === 'restrict' || word === 'no action') say(gathering, 'onDelete', 'restrict', range)
}

/** A default value, or the function that makes one. `None` and `...` are no default. */
function defaultFacts(gathering: Gathering, value: PythonExpression, range: Range): void {
  if (value.kind === 'ellipsis') return
  const generated = generatedBy(value)
  if (generated !== null) return say(gathering, 'generated', generated, range)
  if (value.kind === 'name') {
    const made = value.name === 'list' ? [] : value.name === 'dict' ? {} : undefined
    const member = enumMember(value.name, gathering.names)
    if (made !== undefined) say(gathering, 'default', made, range)
    else if (member !== undefined) say(gathering, 'default', member, range)
    return
  }
  const literal = jsonOf(value.kind === 'lambda' ? value.body : value)
  if (literal !== undefined && literal !== null) say(gathering, 'default', literal, range)
}

/** `Priority.MEDIUM`: the reader of enumerations keeps the values under `Priority.MEDIUM` too. */
function enumMember(name: string, names: PythonNames): string | undefined {
  return names.enums.get(name.replace(/\.value$/, ''))?.[0]
}

function generatedBy(value: PythonExpression): Generated | null {
  switch (value.kind) {
    case 'name':
      return generatorNamed(value.name)
    case 'lambda':
      return generatedBy(value.body)
    case 'call':
      return (
        generatorNamed(value.callee) ??
        value.positional.map(generatedBy).find((generated) => generated !== null) ??
        null
      )
    case 'other':
      return /\bgen_random_uuid\b|\buuid4\b/.test(value.text) ? 'uuid' : null
    case 'literal':
      return typeof value.value === 'string' && namesPresent(value.value) ? 'now' : null
    default:
      return null
  }
}

function generatorNamed(name: string): Generated | null {
  if (/(?:^|[._])uuid[147]?(?:$|[._])|gen_random_uuid|generate_(?:uu)?id/i.test(name)) return 'uuid'
  return namesPresent(name) || /_(?:utc_?)?now$/i.test(name) ? 'now' : null
}

function requiredFact(
  gathering: Gathering,
  assignment: PythonAssignment,
  declaration: (PythonExpression & { kind: 'call' }) | null,
): void {
  const { value, annotation } = assignment
  const optional = gathering.facts.get('nullable')?.value === true
  if (value === null) {
    if (!optional && annotation !== null) say(gathering, 'required', true, assignment)
    return
  }
  const first =
    declaration === null
      ? value
      : (declaration.positional[0] ??
        declaration.keywords.get('default') ??
        declaration.keywords.get('default_factory'))
  const required = first === undefined ? !optional : first.kind === 'ellipsis'
  say(gathering, 'required', required, first ?? value)
}

/** A primary key is never null, and an integer without a default counts up. */
function keyFacts(gathering: Gathering, assignment: PythonAssignment): void {
  const { facts } = gathering
  if (facts.get('primaryKey')?.value !== true) return
  say(gathering, 'nullable', false, assignment)
  if (facts.get('type')?.value === 'integer' && !facts.has('generated') && !facts.has('references'))
    say(gathering, 'generated', 'autoincrement', assignment)
}
