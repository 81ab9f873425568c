import { closing, scan, split } from './scan.js'

/** One call of a chain: `.max(200, "too long")`. */
export interface Call {
  readonly name: string
  readonly values: readonly string[]
}

/**
 * The calls of a chain from an offset on: `.string().max(200)`. Those behind what cannot be read are left out.
 *
 * @param from where the first dot is looked for
 */
export function callsFrom(chain: string, from: number): readonly Call[] {
  const scanned = scan(chain)
  const calls: Call[] = []
  let at = from
  while (calls.length < 40) {
    const match = /^\s{0,80}\.\s{0,9}([A-Za-z$]\w{0,40})\(/.exec(scanned.bare.slice(at, at + 200))
    const name = match?.[1]
    if (match === null || name === undefined) return calls
    const open = at + match[0].length - 1
    const end = closing(scanned, open)
    if (end === null) return calls
    const values = split(scanned, { start: open + 1, end: end - 1 }, /,/)
    calls.push({ name, values: values.map((range) => chain.slice(range.start, range.end)) })
    at = end
  }
  return calls
}
