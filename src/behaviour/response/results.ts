import type { JsonValue } from '../../claims/json.js'
import type { ShapeField } from '../../claims/shape.js'
import { isObject } from '../../design/conformance.js'
import type { EnvelopeMember } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { primaryKey } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { wordsOf } from '../naming.js'
import type { Built } from '../steps/guard.js'
import { built, builtEach, unbuilt } from '../steps/guard.js'
import { bulkOf, isResults } from '../steps/bulk.js'

/** Words that tell of a key that reached no row. */
const FAILED =
  /error|fail|not.?found|missing|unknown|skip|denied|forbidden|invalid|reject|ignored|absent|does not exist/i

/**
 * What the answer tells of each listed key: `{"results": [{"id": 3, "status": "updated"}, {"id": 8, "status":
 * "not_found"}]}`. Both words must be documented, by examples or by the values of the schema. Null for any other key.
 */
export function resultsMember(candidate: Candidate, field: ShapeField): Built<EnvelopeMember> | null {
  const { name: key, shape } = field
  if (bulkOf(candidate) === null || !isResults(key, shape)) return null
  if (shape.kind !== 'array' || shape.items.kind !== 'object') return null
  const rows = shownResults(candidate, key)
  const failed = rows.filter((row) => isFailure(row))
  const succeeded = rows.filter((row) => !isFailure(row))
  const members = builtEach(shape.items.fields, (inner): Built<EnvelopeMember> => {
    const column = candidate.entity === null ? null : primaryKey(candidate.entity)
    if (column !== null && isKeyName(candidate, inner.name))
      return built({ key: inner.name, kind: 'resultKey', type: column.type })
    const reached = toldBy(inner, succeeded, false)
    const missing = toldBy(inner, failed, true)
    if (reached === undefined || missing === undefined)
      return unbuilt(
        `no document shows what "${key}.${inner.name}" tells of a key ${missing === undefined ? 'of no row' : 'that was found'}`,
      )
    return built({ key: inner.name, kind: 'result', reached, missing })
  })
  if (!members.ok) return members
  return built({
    key,
    kind: 'results',
    body: { kind: 'envelope', name: shape.items.name ?? '', members: members.value },
  })
}

function isKeyName({ entity }: Candidate, name: string): boolean {
  const words = wordsOf(name)
  if (words.length === 1) return words[0] === 'id' || words[0] === 'key'
  return (
    words.at(-1) === 'id' && entity !== null && entityNamed([entity], words.slice(0, -1).join('_')) !== null
  )
}

/** The objects that examples of the answer show under the key. */
function shownResults({ operation }: Candidate, key: string): readonly Readonly<Record<string, JsonValue>>[] {
  return operation.examples.flatMap(({ response }) => {
    const rows = isObject(response) && Object.hasOwn(response, key) ? response[key] : null
    return Array.isArray(rows) ? rows.filter((row) => isObject(row)) : []
  })
}

/** Whether an example of a result is that of a failure. */
function isFailure(row: Readonly<Record<string, JsonValue>>): boolean {
  return Object.entries(row).some(([name, value]) => {
    if (/^(?:error|error_?message|reason|error_?code)$/i.test(name)) return value !== null && value !== ''
    if (typeof value === 'boolean') return /^(?:success|ok)$/i.test(name) && !value
    if (typeof value === 'number') return /^(?:status|code|status_?code)$/i.test(name) && value >= 400
    return typeof value === 'string' && /^(?:status|result|outcome)$/i.test(name) && FAILED.test(value)
  })
}

/** The value of a member in examples of one outcome, else as its schema tells; undefined where nothing does. */
function toldBy(
  { name, shape, nullable }: ShapeField,
  rows: readonly Readonly<Record<string, JsonValue>>[],
  failure: boolean,
): JsonValue | undefined {
  const shown = rows.flatMap((row) =>
    Object.hasOwn(row, name) ? [row[name] ?? null] : rows.length > 0 ? [null] : [],
  )
  const [first] = shown
  // A text with a key or a number in it is another one for each row.
  const isFixed = (value: JsonValue | undefined): boolean =>
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'number' ||
    (typeof value === 'string' && !/\d/.test(value))
  if (first !== undefined) return shown.every(isFixed) ? first : undefined
  if (shape.kind !== 'value') return undefined
  const { facts } = shape
  if (/^(?:success|ok)$/i.test(name)) return !failure
  if (facts.enum !== undefined) {
    const words = facts.enum.filter((word) => FAILED.test(word) === failure)
    return words.length === 1 ? words[0] : undefined
  }
  const isError = /^(?:error|error_?message|message|reason|detail)$/i.test(name)
  return isError && !failure && (nullable || facts.nullable === true) ? null : undefined
}
