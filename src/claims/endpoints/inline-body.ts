import { unitReader } from '../outline/unit-reader.js'
import { listedBody, listedQuery } from './listed-values.js'

const READER = 'inline-body'

/**
 * The fields of a body in braces behind their label, and the names of query parameters in one line:
 *
 * ```markdown
 * - Body: `{ title (string, required), copies?: integer, shelf }`
 * - Body: `title` (string, required), `copies` (integer)
 * - Query: `page`, `limit` (default 20), `q` (search)
 * ```
 */
export const inlineBodyReader = unitReader(READER, '- Body: `{ title (string), shelf? }`', (unit) => {
  if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation === null) return []
  const { operation, label } = unit
  const text = unit.kind === 'line' ? unit.text : unit.item
  const from = label?.end ?? 0
  const part = label?.part ?? (label === null ? unit.part : null)
  if (part === 'query' && label !== null && operation.method === 'GET')
    return listedQuery(READER, operation, text, from)
  if (part !== 'request' || /^(?:GET|HEAD|DELETE)$/.test(operation.method)) return []
  return listedBody(READER, operation, text, from, { named: label !== null, optional: null })
})
