/** One or more states at one end of an arrow, with where they stand in the text. */
export interface StateRun {
  readonly states: readonly string[]
  readonly start: number
  readonly end: number
}

const STATE = '[`"\'*]{0,3}[\\p{L}][\\p{L}\\d_-]{0,40}[`"\'*]{0,3}'
const BETWEEN = '(?:\\s?[|/,]\\s?(?:or )?|,? or )'

/** States that a text ends with: `an order moves from draft or submitted` → `draft`, `submitted`. */
const AT_END = new RegExp(`(?:${STATE}${BETWEEN}){0,8}${STATE}\\s?$`, 'u')

/** States that a text begins with: ` cancelled (by staff)` → `cancelled`. */
const AT_START = new RegExp(`^\\s?(?:${STATE}${BETWEEN}){0,8}${STATE}`, 'u')

/** The states at the end of what stands before an arrow; null when it ends in something else. */
export function statesBefore(text: string, offset: number): StateRun | null {
  const from = Math.max(0, text.length - 300)
  return runOf(AT_END.exec(text.slice(from)), offset + from)
}

/** The states at the beginning of what stands after an arrow; null when it begins with something else. */
export function statesAfter(text: string, offset: number): StateRun | null {
  return runOf(AT_START.exec(text.slice(0, 300)), offset)
}

function runOf(match: RegExpExecArray | null, offset: number): StateRun | null {
  if (match === null) return null
  const states = statesIn(match[0])
  const start = offset + match.index + (/^\s/.test(match[0]) ? 1 : 0)
  const end = offset + match.index + match[0].trimEnd().length
  return states.length === 0 ? null : { states, start, end }
}

/** All states of a list such as `confirmed, cancelled or \`lost\``. */
export function statesIn(text: string): readonly string[] {
  return text
    .split(/[|/,]|\bor\b|\band\b/)
    .map((part) => part.replaceAll(/[`"'*]/g, '').trim())
    .filter((part) => /^[\p{L}][\p{L}\d_ -]{0,40}$/u.test(part))
}
