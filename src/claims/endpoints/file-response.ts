import { fragmentSpan } from '../caption.js'
import type { OperationName } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { UnitOf } from '../outline/unit.js'
import type { Claim } from '../claim.js'
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
 *
 * or named in a line of its own: `**Content-Type**: \`text/csv\``.
 */
export const fileResponseReader = unitReader(READER, '```\nContent-Type: text/csv\n```', (unit) => {
  if (unit.operation === null || unit.operation.method !== 'GET') return []
  if (unit.kind === 'line' || unit.kind === 'item') return inLine(unit, unit.operation)
  if (unit.kind !== 'code') return []
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

const LINE =
  /^(?:response )?(?:content[- ]type|media type|format)\s?: ?[`"']?((?:text|application|image|audio|video)\/[\w.+-]{1,80})/i

/** `**Content-Type**: text/csv` about the answer; the form in which texts and events are sent is no file. */
function inLine(unit: UnitOf<'line'> | UnitOf<'item'>, operation: OperationName): readonly Claim[] {
  const text = textOf(unit)
  const type = text === null ? undefined : LINE.exec(text.text)?.[1]?.toLowerCase()
  if (text === null || type === undefined || unit.part === 'request') return []
  if (/json|html|form-data|x-www-form|event-stream|text\/plain/.test(type)) return []
  const status = unit.status ?? 200
  if (status >= 300) return []
  return claimsOfOperation(READER, operation, [
    {
      property: 'response',
      value: { status, shape: { kind: 'file', mediaType: type } },
      span: text.span(0, text.text.length),
    },
  ])
}
