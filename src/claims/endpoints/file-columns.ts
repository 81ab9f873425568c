import { fragmentOffset } from '../../source/fragments.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'file-columns'

/** A label over or before the names of columns. */
const LABEL =
  /^(?:csv |file |export(?:ed)? |spreadsheet )*(?:columns|headers?|fields)(?: \([^)]{0,40}\))?\s?:?$/i
const INLINE = /^(?:csv |file |export(?:ed)? |spreadsheet )+(?:columns|headers?|fields)\s?: ?(.{3,500})$/i

/**
 * The columns of a file that an operation answers, in their order:
 *
 * ````markdown
 * **CSV Columns**:
 * ```
 * Parcel No, Sender, Weight
 * ```
 * ````
 */
export const fileColumnReader = unitReader(
  READER,
  '**CSV Columns**: Parcel No, Sender',
  (unit, { units, index }) => {
    if (unit.operation === null || unit.operation.method !== 'GET') return []
    if (unit.kind === 'code') {
      const before = units[index - 1]
      const label = before === undefined ? null : textOf(before)
      const language = unit.fragment.language ?? ''
      const labelled = label !== null && LABEL.test(label.text.trim())
      if (!labelled && language !== 'csv') return []
      const [line = ''] = unit.fragment.text.split('\n', 1)
      const columns = namesIn(line)
      if (columns === null) return []
      const { source } = unit.fragment
      const start = fragmentOffset(unit.fragment, 0)
      const span = { source: source.id, start, end: start + line.length }
      return claimsOfOperation(READER, unit.operation, [{ property: 'fileColumns', value: columns, span }])
    }
    const text = textOf(unit)
    const match = text === null ? null : INLINE.exec(text.text.trim())
    const columns = match?.[1] === undefined ? null : namesIn(match[1])
    if (text === null || columns === null) return []
    return claimsOfOperation(READER, unit.operation, [
      { property: 'fileColumns', value: columns, span: text.span(0, text.text.length) },
    ])
  },
)

/** The names of a line, each at most a few words; null when it lists none. */
function namesIn(line: string): readonly string[] | null {
  const names = line.split(',').map((name) => name.replaceAll(/[`"']/g, '').trim())
  const fit = names.every((name) => /^[\p{L}][\p{L}\p{N} _/-]{0,39}$/u.test(name))
  return names.length < 2 || names.length > 100 || !fit || new Set(names).size < names.length ? null : names
}
