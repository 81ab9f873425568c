import type { BodyField, EnvelopeMember, View, ViewField } from '../../design/operation.js'
import { freeRules } from '../../design/value-rules.js'
import { sentenceName, snakeCase } from '../../behaviour/naming.js'
import type { PropertyRules } from '../../design/value.js'
import { identifier, RESERVED_FIELDS } from '../../python/identifier.js'
import { call, keyword, subscript, type Keyword } from '../../python/nodes/call.js'
import { classDefinition } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { name, symbol } from '../../python/nodes/name.js'
import { union } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { annotate, docstring, traced, type Statement } from '../../python/nodes/statement.js'
import { bodyDescription, envelopeDescription, viewDescription } from '../description.js'
import { own, tableNamed, type Backend } from '../backend.js'
import type { BodyModel, EnvelopeModel, ViewModel } from '../models-of.js'
import { viewClass } from '../models-of.js'
import { partOf, type PartModel } from '../part-models.js'
import { columnNamed, settledRules } from '../settled.js'
import { attributeOf, computedAttribute, type Column, type Table } from '../table.js'
import { memberType } from './member-type.js'
import { incoming, outgoing, type PartSymbol, type Place, settled } from '../values/annotation.js'
import { initialOf } from '../values/initial.js'

/** Statements of the schemas module. */
export function schemasModule(backend: Backend): readonly Statement[] {
  const { bodies, parts, views, envelopes } = backend.models
  return [
    ...[...parts.values()].map((part) => partClass(backend, part)),
    ...bodies.map((body) => bodyClass(backend, body)),
    ...views.map((view) => viewModel(backend, view)),
    ...envelopes.map((envelope) => envelopeModel(backend, envelope)),
  ]
}

/** The attributes of a body's fields, by name on the wire. */
export function bodyAttributes(body: BodyModel): ReadonlyMap<string, string> {
  const [only] = body.fields
  if (isBare(body) && only !== undefined) return new Map([[only.name, 'root']])
  const taken = new Set<string>()
  return new Map(
    body.fields.map((field) => {
      const attribute = identifier(snakeCase(field.column ?? field.name), taken, RESERVED_FIELDS)
      taken.add(attribute)
      return [field.name, attribute]
    }),
  )
}

/** The OpenAPI document says what the routes check: at least one field. */
const ANY_FIELD = python`
  from pydantic import ConfigDict

  model_config = ConfigDict(json_schema_extra={"minProperties": 1})
`

/** Whether the body is the value of its one field itself. */
function isBare({ operations }: BodyModel): boolean {
  return operations.some(({ bodyIsArray }) => bodyIsArray === true)
}

/** Whether the elements of a list are checked one by one, after the body. */
function isCheckedApart({ operations }: BodyModel, field: BodyField): boolean {
  return operations.some(({ steps }) =>
    (steps ?? []).some((step) => step.kind === 'insertApart' && step.list === field.name),
  )
}

/** `RootModel[list[LoanCreate]]` for a body that is a list. */
function bodyBaseOf(backend: Backend, body: BodyModel): Expression {
  const [only] = body.fields
  if (!isBare(body) || only === undefined) return bodyBase(backend, body.unknownFields)
  const rules = isCheckedApart(body, only) ? { ...only, items: null } : only
  const { type } = incoming(
    rules,
    'json',
    (exported) => own(backend, 'validation', exported),
    partSymbol(backend, body.unknownFields),
  )
  return subscript(symbol('pydantic', 'RootModel'), type)
}

function bodyClass(backend: Backend, body: BodyModel): Statement {
  const attributes = bodyAttributes(body)
  return traced(
    classDefinition(body.className, {
      bases: [bodyBaseOf(backend, body)],
      body: [
        docstring(bodyDescription(body, backend.cite)),
        ...(body.anyField ? [ANY_FIELD] : []),
        { kind: 'blank' },
        ...body.fields.map((field) =>
          traced(
            bodyField(
              backend,
              isCheckedApart(body, field) ? { ...field, items: null } : field,
              storedIn(backend, body, field),
              attributes.get(field.name) ?? field.name,
              body.unknownFields,
            ),
            Object.values(field.origins).flat(),
            `the body field ${field.name}`,
          ),
        ),
      ],
    }),
    body.operations.flatMap(({ origins }) => origins['body'] ?? []),
    `the body of ${body.operations.map(({ id }) => id).join(', ')}`,
  )
}

/** An object inside a request body. */
function partClass(
  backend: Backend,
  { className, properties, unknownFields, place = 'json' }: PartModel,
): Statement {
  const taken = new Set<string>()
  return classDefinition(className, {
    bases: [bodyBase(backend, unknownFields)],
    body: [
      docstring(
        place === 'json'
          ? `${sentenceName(className)} of a request body.`
          : 'One row of a file, by the titles of its columns.',
      ),
      { kind: 'blank' },
      ...properties.map((property) => {
        const attribute = identifier(snakeCase(property.name), taken, RESERVED_FIELDS)
        taken.add(attribute)
        return partField(backend, property, attribute, unknownFields, place)
      }),
    ],
  })
}

function partField(
  backend: Backend,
  property: PropertyRules,
  attribute: string,
  unknownFields: PartModel['unknownFields'],
  place: Place,
): Statement {
  const validation = (exported: string) => own(backend, 'validation', exported)
  const { type: plain, constraints } = settled(
    incoming(property, place, validation, partSymbol(backend, unknownFields)),
  )
  const type = property.type === 'decimal' ? storedAsNumber(plain) : plain
  const annotation =
    property.nullable || property.required
      ? property.nullable
        ? union(type, none)
        : type
      : subscript(symbol('typing', 'Annotated'), union(type, none), validation('NotNull'))
  const settings = [
    ...(property.required ? [] : [keyword('default', none)]),
    ...(attribute === property.name ? [] : [keyword('alias', string(property.name))]),
    ...constraints,
  ]
  return annotate(attribute, annotation, fieldCall(settings))
}

/** A decimal that a column of JSON holds as a number, as it was sent. */
function storedAsNumber(type: Expression): Expression {
  const serializer = call(
    symbol('pydantic', 'PlainSerializer'),
    name('float'),
    keyword('return_type', name('float')),
    keyword('when_used', string('json')),
  )
  return subscript(symbol('typing', 'Annotated'), type, serializer)
}

/** `None` for a mere default, `Field(…)` for more, nothing for nothing. */
function fieldCall(settings: readonly Keyword[]): Expression | null {
  const [only] = settings
  if (only === undefined) return null
  return settings.length === 1 && only.name === 'default'
    ? only.value
    : call(symbol('pydantic', 'Field'), ...settings)
}

function bodyBase(backend: Backend, unknownFields: PartModel['unknownFields']): Expression {
  return unknownFields === 'refuse'
    ? own(backend, 'validation', 'RequestBody')
    : symbol('pydantic', 'BaseModel')
}

function partSymbol(backend: Backend, unknownFields: PartModel['unknownFields']): PartSymbol {
  return (rules) => {
    const part = partOf(backend.models.parts, rules, unknownFields)
    return part === null ? null : name(part.className)
  }
}

/** The column that holds a body field, in the entity of the operations that take it. */
function storedIn(backend: Backend, body: BodyModel, field: BodyField): Column | null {
  const entity = body.operations[0]?.entity ?? null
  const table = entity === null ? undefined : backend.tables.get(entity)
  return table === undefined ? null : columnNamed(table, field.column ?? field.name)
}

function bodyField(
  backend: Backend,
  field: BodyField,
  column: Column | null,
  attribute: string,
  unknownFields: PartModel['unknownFields'],
): Statement {
  const validation = (exported: string) => own(backend, 'validation', exported)
  const rules = settledRules(field, column)
  const { type, constraints } = settled(
    incoming(rules, 'json', validation, partSymbol(backend, unknownFields)),
  )
  // What must be sent has no default, whatever a document shows beside it (JSON Schema: `default` is an annotation).
  const given = field.default !== null && !field.required
  const optional = !field.required && !given && field.generated === null
  const annotation = ((): Expression => {
    if (field.nullable) return union(type, none)
    if (!field.required && !given) {
      return subscript(symbol('typing', 'Annotated'), union(type, none), validation('NotNull'))
    }
    return type
  })()
  const initial = given
    ? initialOf(settledRules(field, column), field.default)
    : optional || !field.required
      ? none
      : null
  const settings: readonly Keyword[] = [
    ...(initial === null ? [] : [keyword('default', initial)]),
    ...(attribute === field.name ? [] : [keyword('alias', string(field.name))]),
    ...constraints,
    ...(field.description === null ? [] : [keyword('description', string(field.description))]),
  ]
  return annotate(attribute, annotation, fieldCall(settings))
}

function viewModel(backend: Backend, model: ViewModel): Statement {
  const { className, view } = model
  const attributes = viewAttributes(tableNamed(backend, view.entity), view)
  return classDefinition(className, {
    bases: [symbol('pydantic', 'BaseModel')],
    body: [
      docstring(viewDescription(model, backend.cite)),
      python`
        from pydantic import ConfigDict

        model_config = ConfigDict(from_attributes=True)
      `,
      { kind: 'blank' },
      ...view.fields.map((field) => viewField(backend, field, attributes.get(field.name) ?? field.name)),
    ],
  })
}

/** The attributes of a view's fields, by name on the wire: columns are called as in the table. */
export function viewAttributes(table: Table, view: View): ReadonlyMap<string, string> {
  const taken = new Set(view.fields.flatMap((field) => ownAttribute(table, field) ?? []))
  return new Map(
    view.fields.map((field) => {
      const ownName = ownAttribute(table, field)
      if (ownName !== null) return [field.name, ownName]
      const attribute = identifier(snakeCase(field.name), taken, RESERVED_FIELDS)
      taken.add(attribute)
      return [field.name, attribute]
    }),
  )
}

/** What the table's class calls a field that a row shows by itself; null for one that needs other rows. */
export function ownAttribute(table: Table, field: ViewField): string | null {
  if (field.kind === 'column') return attributeOf(table, field.column)
  return field.kind === 'computed' ? computedAttribute(table, field.field) : null
}

function viewFieldType(backend: Backend, field: ViewField): Expression {
  switch (field.kind) {
    case 'column':
    case 'computed':
      return outgoing(field, (exported) => own(backend, 'validation', exported))
    case 'view':
      return name(viewClass(backend.models, field.view))
    case 'list':
      return subscript(name('list'), name(viewClass(backend.models, field.view)))
    case 'referred':
      return outgoing(field.rules, (exported) => own(backend, 'validation', exported))
    case 'count':
      return name('int')
    case 'exists':
      return name('bool')
    case 'names': {
      const isText = field.type === null || field.type === undefined
      const validation = (exported: string) => own(backend, 'validation', exported)
      return subscript(
        name('list'),
        isText ? name('str') : outgoing(freeRules(field.type ?? 'string'), validation),
      )
    }
  }
}

function viewField(backend: Backend, field: ViewField, attribute: string): Statement {
  const type = viewFieldType(backend, field)
  const nullable =
    field.kind === 'referred'
      ? field.rules.nullable
      : (field.kind === 'column' || field.kind === 'computed' || field.kind === 'view') && field.nullable
  const settings = [
    ...(attribute === field.name ? [] : [keyword('serialization_alias', string(field.name))]),
    ...(field.description === null ? [] : [keyword('description', string(field.description))]),
  ]
  return annotate(
    attribute,
    nullable ? union(type, none) : type,
    settings.length === 0 ? null : call(symbol('pydantic', 'Field'), ...settings),
  )
}

function envelopeModel(backend: Backend, model: EnvelopeModel): Statement {
  const { className, body, operation } = model
  const attributes = memberAttributes(body.members)
  return classDefinition(className, {
    bases: [symbol('pydantic', 'BaseModel')],
    body: [
      docstring(envelopeDescription(model, backend.cite)),
      { kind: 'blank' },
      ...body.members.map((member) => {
        const attribute = attributes.get(member.key) ?? member.key
        const type = memberType(
          backend,
          member,
          operation.query,
          body.members.some(({ kind }) => kind === 'outcome'),
        )
        return annotate(
          attribute,
          type,
          attribute === member.key
            ? null
            : call(symbol('pydantic', 'Field'), keyword('serialization_alias', string(member.key))),
        )
      }),
    ],
  })
}

/** The attributes of an envelope's members, by key on the wire. */
export function memberAttributes(members: readonly EnvelopeMember[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    members.map((member) => {
      const attribute = identifier(snakeCase(member.key), taken, RESERVED_FIELDS)
      taken.add(attribute)
      return [member.key, attribute]
    }),
  )
}
