import type { Envelope, EnvelopeMember, ResponseBody, View, ViewField } from '../../design/operation.js'
import { subscript } from '../../python/nodes/call.js'
import { dictionary, list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, number, string } from '../../python/nodes/literal.js'
import { symbol } from '../../python/nodes/name.js'
import { attributeOf, keyColumns, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { responseJson } from './request.js'
import { inJson } from './row-value.js'

/** `ANY`: equal to whatever it is compared with. */
export const anything: Expression = symbol('unittest.mock', 'ANY')

/** Where rows stand in a response, and what surrounds them. */
export interface Placed {
  readonly view: View
  /** `response.json()["data"]`. */
  readonly place: Expression
}

/** The view of a response and its place; null for a response without rows. */
export function placedView(body: ResponseBody): Placed | null {
  if (body.kind === 'empty' || body.kind === 'texts' || body.kind === 'file') return null
  return body.kind === 'envelope' ? placedIn(body, responseJson) : { view: body.view, place: responseJson }
}

function placedIn(body: Envelope, around: Expression): Placed | null {
  for (const member of body.members) {
    const place = subscript(around, string(member.key))
    if (member.kind === 'view' || member.kind === 'list') return { view: member.view, place }
    const inner = member.kind === 'envelope' ? placedIn(member.body, place) : null
    if (inner !== null) return inner
  }
  return null
}

/** Columns that a response shows beside what is no part of the row. */
export function columnMembers(body: ResponseBody): readonly Extract<EnvelopeMember, { kind: 'column' }>[] {
  if (body.kind !== 'envelope') return []
  return body.members.flatMap((member) => {
    if (member.kind === 'envelope') return columnMembers(member.body)
    return member.kind === 'column' ? [member] : []
  })
}

/** Those columns of a stored row, as JSON shows them. */
export function columnsBeside(
  body: ResponseBody,
  table: Table,
  row: string,
): ReadonlyMap<string, Expression> {
  const known = new Map<string, Expression>()
  for (const { column, rules } of columnMembers(body)) {
    const value = inJson(row, attributeOf(table, column), rules)
    if (value !== null) known.set(column, value)
  }
  return known
}

/**
 * A row as its view shows it: known columns as given, all others as anything. Texts that are kept in rows of
 * their own are known by the entity of those rows.
 *
 * @param alone whether nothing but the row has been stored, so that nobody has done anything to it
 */
export function shownAs(view: View, known: ReadonlyMap<string, Expression>, alone = true): Expression {
  return dictionary(
    view.fields.map((field) => [string(field.name), shownField(field, known, alone) ?? anything]),
  )
}

/** The name under which the value of a column of another row is known. */
function referredKey({ reference, column }: Extract<ViewField, { readonly kind: 'referred' }>): string {
  return `${reference}.${column}`
}

function shownField(
  field: ViewField,
  known: ReadonlyMap<string, Expression>,
  alone: boolean,
): Expression | undefined {
  switch (field.kind) {
    case 'computed':
      return undefined
    case 'column':
      return known.get(field.column)
    case 'view':
      return field.nullable ? undefined : shownAs(field.view, new Map(), alone)
    case 'referred':
      return known.get(referredKey(field))
    case 'exists':
      return alone ? boolean(false) : undefined
    case 'count':
      return alone && !known.has(field.related.entity) ? number(0) : undefined
    case 'names':
      return known.get(field.related.entity) ?? (alone ? list([]) : undefined)
    case 'list':
      return known.get(field.related.entity) ?? (alone ? list([]) : undefined)
  }
}

/** The columns of a stored row, as JSON shows them. */
export function columnsOfRow(view: View, table: Table, row: string): ReadonlyMap<string, Expression> {
  const known = new Map<string, Expression>()
  for (const field of view.fields) {
    if (field.kind !== 'column') continue
    const value = inJson(row, attributeOf(table, field.column), field)
    if (value !== null) known.set(field.column, value)
  }
  return known
}

/** The whole response around a row, or around rows of which `count` match. */
export function whole(
  body: ResponseBody,
  row: Expression,
  count = 1,
  columns: ReadonlyMap<string, Expression> = new Map(),
): Expression | null {
  switch (body.kind) {
    case 'empty':
    case 'file':
      return null
    case 'view':
      return row
    case 'list':
    case 'texts':
      return list([row])
    case 'envelope':
      return dictionary(
        body.members.map((member) => {
          const key = string(member.key)
          if (member.kind === 'view') return [key, row]
          if (member.kind === 'list' || member.kind === 'texts') return [key, list([row])]
          if (member.kind === 'envelope') return [key, whole(member.body, row, count, columns) ?? anything]
          if (member.kind === 'column') return [key, columns.get(member.column) ?? anything]
          if (member.kind === 'constant') return [key, jsonLiteral(member.value)]
          return [key, member.kind === 'total' ? number(count) : anything]
        }),
      )
  }
}

/** The key by which a view tells rows apart: the primary key, else a unique text; null when it shows neither. */
export function shownKey(
  view: View,
  table: Table,
): { readonly wire: string; readonly column: string } | null {
  const [key, ...more] = keyColumns(table)
  if (key === undefined || more.length > 0) return null
  const unique = table.columns.filter(({ field }) => field.unique && field.type === 'string')
  for (const { field: column } of [key, ...unique]) {
    const field = view.fields.find((each) => each.kind === 'column' && each.column === column.name)
    if (field !== undefined) return { wire: field.name, column: column.name }
  }
  return null
}

/** Where members of a kind stand in a response. */
export function placesOf(
  body: ResponseBody,
  kind: EnvelopeMember['kind'],
  around: Expression = responseJson,
  isMeant: (member: EnvelopeMember) => boolean = () => true,
): readonly Expression[] {
  if (body.kind !== 'envelope') return []
  return body.members.flatMap((member) => {
    const place = subscript(around, string(member.key))
    if (member.kind === 'envelope') return placesOf(member.body, kind, place, isMeant)
    return member.kind === kind && isMeant(member) ? [place] : []
  })
}
