import type { JsonValue } from '../json.js'
import { describedShape, exampleShape, toJson } from '../notation/near-json-facts.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit } from '../outline/unit.js'
import { jsonBlock } from './json-block.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'response-block'

/**
 * The body of a response, described or shown:
 *
 * ````markdown
 * **Success Response** (200 OK):
 * ```json
 * { "id": 7, "state": "open" }
 * ```
 * ````
 *
 * An error's body gives its message.
 */
export const responseBlockReader = unitReader(
  READER,
  '**Response** (200 OK): { "id": 7 }',
  (unit, { units, index }) => {
    if (unit.kind !== 'code' || unit.operation === null) return []
    const block = jsonBlock(unit)
    if (block === null || block.role === 'request') return []
    const shown = block.describes || block.partial ? undefined : toJson(block.value)
    if (block.role === 'error') {
      const status = unit.status
      if (status === null) return []
      const message = messageOf(shown)
      return claimsOfOperation(READER, unit.operation, [
        { property: 'error', value: { status, condition: null, message }, span: block.span },
      ])
    }
    const status = unit.status ?? statusOfSection(unit, units.slice(0, index)) ?? 200
    const shape = block.describes || shown === undefined ? describedShape(block.value) : exampleShape(shown)
    return claimsOfOperation(READER, unit.operation, [
      { property: 'response', value: { status, shape }, span: block.span },
    ])
  },
)

/** The success status that the same operation's description gave before. */
function statusOfSection(unit: Unit, before: readonly Unit[]): number | null {
  for (const each of before.toReversed()) {
    if (each.operation?.path !== unit.operation?.path || each.operation?.method !== unit.operation?.method)
      return null
    if (each.status !== null && each.status < 300) return each.status
  }
  return null
}

/** The text that a client reads in an error's body: under `detail`, `message` or `error`, at most one level down. */
function messageOf(value: JsonValue | undefined): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const members = new Map(Object.entries(value))
  for (const key of ['detail', 'message', 'error', 'msg', 'title']) {
    const found = members.get(key)
    if (typeof found === 'string') return found
  }
  for (const inner of members.values()) {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      const found = messageOf(inner)
      if (found !== null) return found
    }
  }
  return null
}
