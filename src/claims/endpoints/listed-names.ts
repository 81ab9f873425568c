/** One name of a list, with what the brackets behind it say. */
export interface ListedName {
  readonly name: string
  /** Where the name begins in the list. */
  readonly start: number
  /** Without the brackets, and with blanks for those inside; empty when there are none. */
  readonly words: string
  readonly wordsStart: number
}

const LONGEST = 1500
const NAME = /\s*([A-Za-z_]\w{0,40})\s?/y

/**
 * `page, limit (default 20, max 100), q`: nothing but names, each with a remark in brackets or none. Remarks may hold commas
 * and brackets of their own.
 *
 * @returns none when anything else stands in the list
 */
export function listedNames(content: string): readonly ListedName[] {
  const names: ListedName[] = []
  if (content.length > LONGEST) return []
  let at = 0
  while (at < content.length) {
    NAME.lastIndex = at
    const match = NAME.exec(content)
    const name = match?.[1]
    if (match === null || name === undefined || /^(?:none|no|n)$/i.test(name)) return []
    const start = at + match[0].indexOf(name)
    let next = at + match[0].length
    let words = ''
    const wordsStart = next + 1
    if (content[next] === '(') {
      const close = closingOf(content, next)
      if (close === null) return []
      words = withoutBrackets(content.slice(wordsStart, close))
      next = close + 1
    }
    names.push({ name, start, words, wordsStart })
    const gap = /\s*(?:,|$)/y
    gap.lastIndex = next
    const end = gap.exec(content)
    if (end === null) return []
    at = next + end[0].length
  }
  return names
}

function closingOf(content: string, open: number): number | null {
  let depth = 0
  for (let at = open; at < content.length; at += 1) {
    if (content[at] === '(') depth += 1
    else if (content[at] === ')') depth -= 1
    if (depth === 0) return at
  }
  return null
}

/** The words with what stands in brackets of their own blanked, so that every word keeps its place. */
function withoutBrackets(words: string): string {
  let depth = 0
  return [...words]
    .map((letter) => {
      if (letter === '(') depth += 1
      const inside = depth > 0
      if (letter === ')' && depth > 0) depth -= 1
      return inside ? ' '.repeat(letter.length) : letter
    })
    .join('')
}
