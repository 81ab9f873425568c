import type { SequenceDate, SequencePart } from '../design/sequence.js'
import { storedMoment } from './clock.js'
import type { Execution } from './execution.js'

/** The next text of a sequence: numbers are counted after what stands before them. */
export function nextInSequence(execution: Execution, parts: readonly SequencePart[]): string {
  const day = storedMoment(execution.surroundings.now()).slice(0, 10)
  const before = parts
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'date' ? written(day, part.format) : ''))
    .join('')
  const digits = parts.find((part) => part.kind === 'number')?.digits ?? 1
  return `${before}${String(execution.nextNumber(before)).padStart(digits, '0')}`
}

/** A day such as `2026-03-05` in another form. */
function written(day: string, format: SequenceDate): string {
  const [year = '', month = '', date = ''] = day.split('-')
  switch (format) {
    case 'YYYYMMDD':
      return `${year}${month}${date}`
    case 'YYYY-MM-DD':
      return day
    case 'YYMMDD':
      return `${year.slice(2)}${month}${date}`
    case 'YYYYMM':
      return `${year}${month}`
    case 'YYMM':
      return `${year.slice(2)}${month}`
    case 'YYYY':
      return year
  }
}
