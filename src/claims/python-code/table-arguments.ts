import type { Span } from '../../source/span.js'
import type { Claim } from '../claim.js'
import { type RowCondition, readRowCondition } from '../row-condition.js'
import { columnClaims, entityClaims } from '../said.js'
import { lastName } from './annotation.js'
import type { PythonExpression, Range } from './expression.js'

/**
 * Indexes and unique constraints of `__table_args__`:
 * `(Index("ix_loans_user_due", "user_id", "due_on"), UniqueConstraint("user_id", "title"))`.
 */
export function tableArgumentClaims(
  reader: string,
  entity: string,
  value: PythonExpression,
  span: (range: Range) => Span,
): readonly Claim[] {
  const calls = value.kind === 'sequence' ? value.items : [value]
  return calls.flatMap((call) =>
    call.kind === 'call' ? constraintClaims(reader, entity, call, span(call)) : [],
  )
}

function constraintClaims(
  reader: string,
  entity: string,
  call: PythonExpression & { readonly kind: 'call' },
  span: Span,
): readonly Claim[] {
  const texts = call.positional.flatMap((item) => columnOf(item))
  const kind = lastName(call.callee)
  const given = call.keywords.get('name')
  const name = given?.kind === 'literal' && typeof given.value === 'string' ? given.value : null
  if (kind === 'UniqueConstraint') return uniqueClaims(reader, entity, texts, name, span, [])
  if (kind !== 'Index') return []
  const [indexName, ...fields] = texts
  const unique = call.keywords.get('unique')
  if (unique?.kind === 'literal' && unique.value === true)
    return uniqueClaims(reader, entity, fields, indexName ?? null, span, partialOf(call))
  const [only] = fields
  if (only === undefined) return []
  const descending = call.positional.some((item) => item.kind !== 'literal')
  return [
    ...(fields.length === 1
      ? columnClaims(reader, entity, only, [{ property: 'index', value: true, span }])
      : []),
    ...entityClaims(reader, entity, [
      { property: 'indexTogether', value: { fields, name: indexName ?? null, descending }, span },
    ]),
  ]
}

function uniqueClaims(
  reader: string,
  entity: string,
  fields: readonly string[],
  name: string | null,
  span: Span,
  where: readonly RowCondition[] | null,
): readonly Claim[] {
  const [only] = fields
  // Uniqueness under a condition that is not understood must not become uniqueness of all rows.
  if (only === undefined || where === null) return []
  if (fields.length === 1 && where.length === 0)
    return columnClaims(reader, entity, only, [{ property: 'unique', value: true, span }])
  return entityClaims(reader, entity, [{ property: 'uniqueTogether', value: { fields, name, where }, span }])
}

/** `postgresql_where=text("deleted_at IS NULL")`; empty without a condition, null for one that is not understood. */
function partialOf(call: PythonExpression & { readonly kind: 'call' }): readonly RowCondition[] | null {
  const condition = call.keywords.get('postgresql_where') ?? call.keywords.get('sqlite_where')
  if (condition === undefined) return []
  const [inner] = condition.kind === 'call' ? condition.positional : []
  const text = inner ?? condition
  return text.kind === 'literal' && typeof text.value === 'string' ? readRowCondition(text.value) : null
}

/** `"due_on"`, `desc("due_on")`, `text("due_on DESC")`. */
function columnOf(item: PythonExpression): readonly string[] {
  if (item.kind === 'literal' && typeof item.value === 'string') return [item.value]
  if (item.kind === 'name') return [lastName(item.name)]
  const first = item.kind === 'call' ? item.positional[0] : undefined
  if (first?.kind !== 'literal' || typeof first.value !== 'string') return []
  return [first.value.split(' ')[0] ?? first.value]
}
