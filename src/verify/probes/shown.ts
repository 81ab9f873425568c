import type { JsonValue } from '../../claims/json.js'
import { isObject } from '../../design/conformance.js'
import type { Envelope, ResponseBody, View } from '../../design/operation.js'

/** Where rows stand in a response. */
interface Placed {
  readonly view: View
  readonly isList: boolean
  /** Keys that lead to it. */
  readonly keys: readonly string[]
}

/** The view of a response and its place; null for a response without rows. */
export function placedView(body: ResponseBody): Placed | null {
  if (body.kind === 'view' || body.kind === 'list') {
    return { view: body.view, isList: body.kind === 'list', keys: [] }
  }
  return body.kind === 'envelope' ? placedIn(body, []) : null
}

function placedIn({ members }: Envelope, around: readonly string[]): Placed | null {
  for (const member of members) {
    const keys = [...around, member.key]
    if (member.kind === 'view' || member.kind === 'list') {
      return { view: member.view, isList: member.kind === 'list', keys }
    }
    const inner = member.kind === 'envelope' ? placedIn(member.body, keys) : null
    if (inner !== null) return inner
  }
  return null
}

function at(json: JsonValue | undefined, keys: readonly string[]): JsonValue | undefined {
  let place = json
  for (const key of keys) place = isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined
  return place
}

function columnsIn(view: View, row: JsonValue): ReadonlyMap<string, JsonValue> {
  if (!isObject(row)) return new Map()
  return new Map(
    view.fields.flatMap((field) => {
      if (field.kind !== 'column') return []
      const value = Object.hasOwn(row, field.name) ? row[field.name] : undefined
      return value === undefined ? [] : [[field.column, value] as const]
    }),
  )
}

/** The columns of the one row that a response shows; null when it shows none. */
export function shownColumns(
  body: ResponseBody,
  json: JsonValue | undefined,
): ReadonlyMap<string, JsonValue> | null {
  const placed = placedView(body)
  const row = placed === null || placed.isList ? undefined : at(json, placed.keys)
  return placed === null || row === undefined ? null : columnsIn(placed.view, row)
}

/** The columns of all rows that a response lists; null when it lists none. */
export function rowsShown(
  body: ResponseBody,
  json: JsonValue | undefined,
): readonly ReadonlyMap<string, JsonValue>[] | null {
  const placed = placedView(body)
  if (placed === null || !placed.isList) return null
  const rows = at(json, placed.keys)
  return Array.isArray(rows) ? rows.map((row: JsonValue) => columnsIn(placed.view, row)) : null
}

/** What the one row that a response shows has in a field, whatever it holds; undefined where there is none. */
export function relatedValue(
  body: ResponseBody,
  json: JsonValue | undefined,
  name: string,
): JsonValue | undefined {
  const row = shownRowOf(body, json)
  return row !== undefined && Object.hasOwn(row, name) ? row[name] : undefined
}

/** The number of rows that an answer tells of; null where it tells none. */
export function totalShown(body: ResponseBody, json: JsonValue): number | null {
  if (body.kind !== 'envelope' || !isObject(json)) return null
  for (const member of body.members) {
    const value = Object.hasOwn(json, member.key) ? (json[member.key] ?? null) : null
    if (member.kind === 'total') return typeof value === 'number' ? value : null
    const inner = member.kind === 'envelope' ? totalShown(member.body, value) : null
    if (inner !== null) return inner
  }
  return null
}

/** The rows that a response lists, with all that is shown of each; null when it lists none. */
export function listedRows(body: ResponseBody, json: JsonValue | undefined): readonly JsonValue[] | null {
  const placed = placedView(body)
  const rows = placed === null || !placed.isList ? undefined : at(json, placed.keys)
  return Array.isArray(rows) ? rows : null
}

/** The one row that a response shows, with all that is shown of it; undefined when it shows none. */
export function shownRowOf(
  body: ResponseBody,
  json: JsonValue | undefined,
): Readonly<Record<string, JsonValue>> | undefined {
  const placed = placedView(body)
  const row = placed === null || placed.isList ? undefined : at(json, placed.keys)
  return isObject(row) ? row : undefined
}
