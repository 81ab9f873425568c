import type { ColumnDef, Constraint, CreateStmt, IndexStmt, Node, RangeVar } from 'libpg-query'
import type { Span } from '../../source/span.js'
import type { Claim, ColumnFacts } from '../claim.js'
import { columnClaims, entityClaims, type Said } from '../said.js'
import type { RowCondition } from '../row-condition.js'
import { checkFacts, defaultOf, rowConditions } from './expression.js'
import { columnRemark } from './remark.js'
import { lastNameOf, typeOf } from './types.js'

/** What the claims of one statement need. */
export interface SqlContext {
  readonly reader: string
  readonly enums: ReadonlyMap<string, readonly string[]>
  /** From byte offsets of the parser to a span of the document. */
  readonly span: (start: number, end: number | null) => Span
  /** What is written from a byte offset of the parser to the end of its line. */
  readonly line: (start: number) => string
  /** Whether `AUTOINCREMENT` or `ON UPDATE` stood in a range before it was blanked. */
  readonly counts: (start: number, end: number | null) => boolean
  readonly touches: (start: number, end: number | null) => boolean
}

/** `inv.site`, or `site` without a schema. */
export function tableName(relation: RangeVar | undefined): string | null {
  const name = relation?.relname
  if (name === undefined) return null
  const schema = relation?.schemaname
  return schema === undefined || schema === 'public' ? name : `${schema}.${name}`
}

/** Claims of a CREATE TABLE. */
export function tableClaims(context: SqlContext, statement: CreateStmt): readonly Claim[] {
  const entity = tableName(statement.relation)
  if (entity === null) return []
  const { reader } = context
  const span = context.span(statement.relation?.location ?? 0, null)
  const elements = statement.tableElts ?? []
  const claims: Claim[] = [
    ...entityClaims(reader, entity, [
      { property: 'exists', value: true, span },
      { property: 'table', value: entity, span },
    ]),
  ]
  elements.forEach((element, index) => {
    const next = elements[index + 1]
    if ('ColumnDef' in element)
      claims.push(...definitionClaims(context, entity, element.ColumnDef, locationOf(next)))
    else if ('Constraint' in element)
      claims.push(...constraintClaims(context, entity, element.Constraint, locationOf(next)))
  })
  return claims
}

function locationOf(node: Node | undefined): number | null {
  if (node === undefined) return null
  if ('ColumnDef' in node) return node.ColumnDef.location ?? null
  return 'Constraint' in node ? (node.Constraint.location ?? null) : null
}

/** Claims of one column definition. */
export function definitionClaims(
  context: SqlContext,
  entity: string,
  definition: ColumnDef,
  end: number | null,
): readonly Claim[] {
  const field = definition.colname
  if (field === undefined) return []
  const start = definition.location ?? 0
  const span = context.span(start, end)
  const facts: Said<ColumnFacts>[] = [{ property: 'exists', value: true, span }]
  const constraints = (definition.constraints ?? []).flatMap((node) =>
    'Constraint' in node ? [node.Constraint] : [],
  )
  const type = definition.typeName === undefined ? null : typeOf(definition.typeName, context.enums)
  const remark = columnRemark(context.line(start), type?.type ?? null)
  if (type?.type) facts.push({ property: 'type', value: remark.list ? 'array' : type.type, span })
  const values = type?.enum ?? remark.enum
  if (values) facts.push({ property: 'enum', value: values, span })
  if (type !== null && type.maxLength !== null)
    facts.push({ property: 'maxLength', value: type.maxLength, span })
  if (type?.items)
    facts.push({
      property: 'shape',
      value: { kind: 'array', items: { kind: 'value', facts: { type: type.items } } },
      span,
    })
  if (type?.counts === true || context.counts(start, end))
    facts.push({ property: 'generated', value: 'autoincrement', span })
  if (context.touches(start, end)) facts.push({ property: 'touched', value: true, span })
  const kinds = new Set(constraints.map(({ contype }) => contype))
  if (kinds.has('CONSTR_NOTNULL') || kinds.has('CONSTR_PRIMARY') || type?.counts === true)
    facts.push({ property: 'nullable', value: false, span })
  else if (kinds.has('CONSTR_NULL') || !kinds.has('CONSTR_DEFAULT'))
    facts.push({ property: 'nullable', value: true, span })
  const claims: Claim[] = []
  for (const constraint of constraints) facts.push(...ownFacts(constraint, span))
  claims.push(...columnClaims(context.reader, entity, field, facts))
  for (const constraint of constraints)
    if (constraint.contype === 'CONSTR_CHECK') claims.push(...checkClaims(context, entity, constraint, span))
  return claims
}

function ownFacts(constraint: Constraint, span: Span): readonly Said<ColumnFacts>[] {
  switch (constraint.contype) {
    case 'CONSTR_PRIMARY':
      return [{ property: 'primaryKey', value: true, span }]
    case 'CONSTR_UNIQUE':
      return [{ property: 'unique', value: true, span }]
    case 'CONSTR_IDENTITY':
      return [{ property: 'generated', value: 'autoincrement', span }]
    case 'CONSTR_FOREIGN':
      return referenceFacts(constraint, span)
    case 'CONSTR_DEFAULT': {
      const made = constraint.raw_expr === undefined ? null : defaultOf(constraint.raw_expr)
      if (made === null || (made.kind === 'literal' && made.value === null)) return []
      return made.kind === 'literal'
        ? [{ property: 'default', value: made.value, span }]
        : [{ property: 'generated', value: made.by, span }]
    }
    default:
      return []
  }
}

function referenceFacts(constraint: Constraint, span: Span): readonly Said<ColumnFacts>[] {
  const table = tableName(constraint.pktable)
  if (table === null) return []
  const target = lastNameOf(constraint.pk_attrs)
  const facts: Said<ColumnFacts>[] = [
    { property: 'references', value: `${table}.${target === '' ? 'id' : target}`, span },
  ]
  const action = constraint.fk_del_action
  if (action === 'c') facts.push({ property: 'onDelete', value: 'cascade', span })
  if (action === 'n') facts.push({ property: 'onDelete', value: 'set-null', span })
  if (action === 'r') facts.push({ property: 'onDelete', value: 'restrict', span })
  return facts
}

/** Claims of a constraint that stands beside the columns. */
export function constraintClaims(
  context: SqlContext,
  entity: string,
  constraint: Constraint,
  end: number | null,
): readonly Claim[] {
  const span = context.span(constraint.location ?? 0, end)
  const { reader } = context
  const keys = namesOf(constraint.keys)
  switch (constraint.contype) {
    case 'CONSTR_PRIMARY':
      return keys.flatMap((field) =>
        columnClaims(reader, entity, field, [
          { property: 'primaryKey', value: true, span },
          { property: 'nullable', value: false, span },
        ]),
      )
    case 'CONSTR_UNIQUE':
      return uniqueClaims(reader, entity, keys, constraint.conname ?? null, [], span)
    case 'CONSTR_FOREIGN': {
      const [field] = namesOf(constraint.fk_attrs)
      return field === undefined ? [] : columnClaims(reader, entity, field, referenceFacts(constraint, span))
    }
    case 'CONSTR_CHECK':
      return checkClaims(context, entity, constraint, span)
    default:
      return []
  }
}

function uniqueClaims(
  reader: string,
  entity: string,
  fields: readonly string[],
  name: string | null,
  where: readonly RowCondition[],
  span: Span,
): readonly Claim[] {
  const [only] = fields
  if (only === undefined) return []
  if (fields.length === 1 && where.length === 0)
    return columnClaims(reader, entity, only, [{ property: 'unique', value: true, span }])
  return entityClaims(reader, entity, [{ property: 'uniqueTogether', value: { fields, name, where }, span }])
}

function checkClaims(
  { reader }: SqlContext,
  entity: string,
  constraint: Constraint,
  span: Span,
): readonly Claim[] {
  return checkFacts(constraint.raw_expr).flatMap(({ column, ...fact }) =>
    columnClaims(reader, entity, column, [{ ...fact, span }]),
  )
}

function namesOf(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node && node.String.sval ? [node.String.sval] : []))
}

/** Claims of a CREATE INDEX. An index over expressions says nothing that a column can hold. */
export function indexClaims(context: SqlContext, statement: IndexStmt): readonly Claim[] {
  const entity = tableName(statement.relation)
  const elements = (statement.indexParams ?? []).flatMap((node) =>
    'IndexElem' in node ? [node.IndexElem] : [],
  )
  const fields = elements.flatMap(({ name }) => (name === undefined ? [] : [name]))
  const [only] = fields
  if (entity === null || only === undefined || fields.length < elements.length) return []
  const span = context.span(0, null)
  const { reader } = context
  const name = statement.idxname ?? null
  if (statement.unique === true) {
    const where = statement.whereClause === undefined ? [] : rowConditions(statement.whereClause)
    if (where === null) return []
    return uniqueClaims(reader, entity, fields, name, where, span)
  }
  const descending = elements.some(({ ordering }) => ordering === 'SORTBY_DESC')
  return [
    ...(fields.length === 1
      ? columnClaims(reader, entity, only, [{ property: 'index', value: true, span }])
      : []),
    ...(fields.length === 1 && name === null
      ? []
      : entityClaims(reader, entity, [
          { property: 'indexTogether', value: { fields, name, descending }, span },
        ])),
  ]
}
