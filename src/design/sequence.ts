/** One part of a numbered text. */
export type SequencePart =
  | { readonly kind: 'text'; readonly text: string }
  /** The day on which the number is given, in UTC. */
  | { readonly kind: 'date'; readonly format: SequenceDate }
  /** The number, filled with zeros to this many digits; it may grow longer. */
  | { readonly kind: 'number'; readonly digits: number }

/** How a date is written in a numbered text. */
export type SequenceDate = 'YYYYMMDD' | 'YYYY-MM-DD' | 'YYMMDD' | 'YYYYMM' | 'YYMM' | 'YYYY'

const DATES = [
  'YYYYMMDD',
  'YYYY-MM-DD',
  'YYMMDD',
  'YYYYMM',
  'YYMM',
  'YYYY',
] as const satisfies readonly SequenceDate[]

const NUMBER = /(?:X{2,9}|N{2,9}|#{2,9}|0{3,9}|n{2,9})$/

/**
 * The parts of a form such as `PK-YYYYMMDD-XXX`: what stands before the number
 * says which numbers are counted together, so a form with a date begins anew with it.
 *
 * @returns null for a text that ends in no number
 */
export function sequenceParts(form: string): readonly SequencePart[] | null {
  const number = NUMBER.exec(form)
  if (number === null) return null
  const head = form.slice(0, number.index)
  const parts: SequencePart[] = []
  const date = DATES.find((format) => head.includes(format))
  if (date === undefined) parts.push({ kind: 'text', text: head })
  else {
    const at = head.indexOf(date)
    parts.push({ kind: 'text', text: head.slice(0, at) }, { kind: 'date', format: date })
    parts.push({ kind: 'text', text: head.slice(at + date.length) })
  }
  parts.push({ kind: 'number', digits: number[0].length })
  return parts.filter((part) => part.kind !== 'text' || part.text !== '')
}
