import type { JsonValue } from '../../claims/json.js'
import { conforms, isObject } from '../../design/conformance.js'
import type { EnvelopeMember, ResponseBody, View, ViewField } from '../../design/operation.js'
import type { ValueRules } from '../../design/value.js'
import type { Answer } from './http.js'

/**
 * What is wrong with the structure of a response: a key that is missing or that nobody specified,
 * a value of another type, a constant that is not the one given. Null when it is as specified.
 */
export function shapeFault(body: ResponseBody, { text, json }: Pick<Answer, 'text' | 'json'>): string | null {
  if (body.kind === 'empty') return text === '' ? null : 'a body where none is specified'
  if (body.kind === 'file' && body.format === 'csv') return text === '' ? 'an empty file' : null
  if (json === undefined) return 'no JSON'
  return bodyFault(body, json, '')
}

function bodyFault(body: ResponseBody, json: JsonValue, at: string): string | null {
  switch (body.kind) {
    case 'empty':
      return null
    case 'view':
      return viewFault(body.view, json, at)
    case 'list':
      return listFault(body.view, json, at)
    case 'envelope':
      return (
        keysFault(
          json,
          body.members.map(({ key }) => key),
          at,
        ) ??
        firstFault(body.members, (member) =>
          memberFault(member, child(json, member.key), place(at, member.key)),
        )
      )
    default:
      return null
  }
}

function memberFault(member: EnvelopeMember, json: JsonValue, at: string): string | null {
  switch (member.kind) {
    case 'view':
      return viewFault(member.view, json, at)
    case 'list':
      return listFault(member.view, json, at)
    case 'envelope':
      return bodyFault(member.body, json, at)
    case 'total':
    case 'made':
    case 'listed':
    case 'pages':
      return typeof json === 'number' && Number.isInteger(json) ? null : `${at} is no whole number`
    case 'reached':
      return member.tells === 'keys' || member.tells === 'missing'
        ? Array.isArray(json)
          ? null
          : `${at} is no list`
        : typeof json === 'number' && Number.isInteger(json)
          ? null
          : `${at} is no whole number`
    case 'more':
    case 'earlier':
      return typeof json === 'boolean' ? null : `${at} is neither true nor false`
    case 'refusals':
    case 'outcomes':
      return Array.isArray(json) ? null : `${at} is no list`
    case 'pageLink':
    case 'cursor':
      return json === null || typeof json === 'string' ? null : `${at} is no text`
    case 'constant':
      return JSON.stringify(json) === JSON.stringify(member.value)
        ? null
        : `${at} is ${shown(json)}, not ${shown(member.value)}`
    case 'now':
      return isMoment(json) ? null : `${at} is no moment`
    default:
      return null
  }
}

function listFault(view: View, json: JsonValue, at: string): string | null {
  if (!Array.isArray(json)) return `${at === '' ? 'the body' : at} is no list`
  const rows: readonly JsonValue[] = json
  return firstFault(rows.slice(0, 20), (row, index) => viewFault(view, row, `${at}[${String(index)}]`))
}

function viewFault(view: View, json: JsonValue, at: string): string | null {
  return (
    keysFault(
      json,
      view.fields.map(({ name }) => name),
      at,
    ) ?? firstFault(view.fields, (field) => fieldFault(field, child(json, field.name), place(at, field.name)))
  )
}

function fieldFault(field: ViewField, json: JsonValue, at: string): string | null {
  switch (field.kind) {
    case 'column':
    case 'computed':
      return columnFault(field, json, at)
    case 'view':
      return json === null ? (field.nullable ? null : `${at} is null`) : viewFault(field.view, json, at)
    case 'list':
      return listFault(field.view, json, at)
    case 'referred':
      return columnFault(field.rules, json, at)
    case 'count':
      return typeof json === 'number' && Number.isInteger(json) ? null : `${at} is no whole number`
    case 'exists':
      return typeof json === 'boolean' ? null : `${at} is neither true nor false`
    case 'names':
      return Array.isArray(json) ? null : `${at} is no list`
    default:
      return null
  }
}

function columnFault(field: ValueRules, json: JsonValue, at: string): string | null {
  if (json === null) return field.nullable ? null : `${at} is null`
  const kept = { ...field, pattern: null, format: null, minLength: null, minItems: null }
  const typed =
    (field.type !== 'uuid' || (typeof json === 'string' && UUID.test(json))) &&
    (field.type !== 'datetime' || isMoment(json)) &&
    (field.type !== 'date' || (typeof json === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(json)))
  return typed && conforms(kept, json)
    ? null
    : `${at} is ${shown(json)}, which is no ${field.type} as specified`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function isMoment(json: JsonValue): boolean {
  return typeof json === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(json)
}

function keysFault(json: JsonValue, keys: readonly string[], at: string): string | null {
  const where = at === '' ? 'the body' : at
  if (!isObject(json)) return `${where} is no object`
  const missing = keys.filter((key) => !Object.hasOwn(json, key))
  if (missing.length > 0) return `${where} lacks ${missing.join(', ')}`
  const known = new Set(keys)
  const extra = Object.keys(json).filter((key) => !known.has(key))
  return extra.length === 0 ? null : `${where} shows ${extra.join(', ')}, which nobody specified`
}

function child(json: JsonValue, key: string): JsonValue {
  return (isObject(json) && Object.hasOwn(json, key) ? json[key] : null) ?? null
}

function place(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`
}

function firstFault<T>(all: readonly T[], fault: (each: T, index: number) => string | null): string | null {
  for (const [index, each] of all.entries()) {
    const found = fault(each, index)
    if (found !== null) return found
  }
  return null
}

function shown(json: JsonValue): string {
  return (JSON.stringify(json) ?? 'nothing').slice(0, 60)
}
