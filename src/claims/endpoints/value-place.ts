import type { OperationName } from '../outline/operation-name.js'
import type { Part } from '../outline/part.js'
import type { Place } from './wire-claims.js'

/**
 * Where a named value of a part stands.
 *
 * @param part the part that lists it
 * @param name the value's name
 * @param written the content of an `In` or `Location` column, when there is one
 * @returns null when the part lists no values of the request
 */
export function placeOf(
  operation: Pick<OperationName, 'method' | 'path'>,
  part: Part | null,
  name: string,
  written = '',
): Place | null {
  const said = /\b(path|query|header|body|url)\b/i.exec(written)?.[1]?.toLowerCase()
  if (said !== undefined) return said === 'url' ? 'path' : (PLACES.find((each) => each === said) ?? null)
  switch (part) {
    case 'query':
    case 'header':
      return part
    case 'path':
      return 'path'
    case 'request':
    case 'validation':
    case 'parameters':
    case null:
      if (operation.path.includes(`{${name}}`)) return 'path'
      if (operation.method === 'GET' || operation.method === 'HEAD') return 'query'
      return operation.method === 'DELETE' && part !== 'request' ? 'query' : 'body'
    default:
      return null
  }
}

const PLACES: readonly Place[] = ['path', 'query', 'header', 'body']
