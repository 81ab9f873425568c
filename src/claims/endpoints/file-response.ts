import { fragmentSpan } from '../caption.js'
import { unitReader } from '../outline/unit-reader.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'file-response'

const TYPE = /^Content-Type:[ \t]{0,4}([a-z]{1,20}\/[\w.+-]{1,80})/im

/**
 * A file as the answer, shown with its header and the first line of what it holds:
 *
 * ````markdown
 * **Response (200)**:
 * ```
 * Content-Type: text/csv; charset=utf-8
 * Content-Disposition: attachment; filename="loans.csv"
 *
 * Title,Reader,Due
 * ```
 * ````
 */
export const fileResponseReader = unitReader(READER, '```\nContent-Type: text/csv\n```', (unit) => {
  if (unit.kind !== 'code' || unit.operation === null || unit.operation.method !== 'GET') return []
  const { fragment, operation, part } = unit
  if (part !== 'response' && part !== 'example' && unit.status === null) return []
  const type = TYPE.exec(fragment.text)?.[1]?.toLowerCase()
  if (type === undefined || /json|html|form-data|x-www-form/.test(type)) return []
  const status = unit.status ?? 200
  if (status >= 300) return []
  const span = fragmentSpan(fragment, { start: 0, end: fragment.text.length })
  const blank = /\n[ \t]{0,8}\n/.exec(fragment.text)
  const [line = ''] = blank === null ? [] : fragment.text.slice(blank.index + blank[0].length).split('\n', 1)
  const columns = line.split(',').map((name) => name.trim().replaceAll('"', ''))
  const named =
    type.includes('csv') &&
    columns.length > 1 &&
    columns.every((name) => /^[\p{L}][\p{L}\p{N} _/-]{0,39}$/u.test(name))
  return claimsOfOperation(READER, operation, [
    { property: 'response', value: { status, shape: { kind: 'file', mediaType: type } }, span },
    ...(named ? [{ property: 'fileColumns', value: columns, span } as const] : []),
  ])
})
