import { serviceDatabaseDown, serviceErrors, successOf } from '../../../design/aspect.js'
import type { Demand } from '../demand.js'
import { errorAspects } from '../operation-aspects.js'

const KNOWN: ReadonlySet<number> = new Set([
  200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503,
])

/** Statuses that a text names; numbers with a unit or behind "max" are none, nor are those behind "not". */
export function statusesIn(text: string): readonly number[] {
  const plain = text
    .replace(/\bnot (?:a |an )?\d{3}\b/g, ' ')
    .replace(/\b(?:max|maximum|limit|least|most|within|than|exceeds?|up to|first|port) \d{3}\b/g, ' ')
    .replace(/\b\d{3}\s?(?:-|–|to )\s?\d{3}\b/g, ' ')
    .replace(
      /\b\d{3}\+?\s?(?:characters?|chars?|ms|px|kb|mb|users?|items?|rows?|tasks?|requests?|seconds?|%|lines?|concurrent)\b/g,
      ' ',
    )
  const found = [...plain.matchAll(/(?<![\w.:/-])(\d{3})(?![\w%.]\w|-)/g)].map((match) => Number(match[1]))
  return [...new Set(found)].filter((status) => KNOWN.has(status))
}

/** "returns 404 if the loan does not exist", "should fail with 422", "200 OK". */
export const status: Demand = ({ text, operations, statement }) =>
  statusesIn(text).flatMap((code) => {
    if (code < 300)
      return operations
        .filter((operation) => operation.steps !== null && operation.success === code)
        .map(successOf)
    if (code === 500) return [serviceErrors]
    if (code === 503) return [serviceDatabaseDown]
    const one = statusesIn(text).length === 1
    return errorAspects(
      operations,
      code,
      one ? { status: code, condition: statement.text.toLowerCase(), message: null } : null,
    )
  })
