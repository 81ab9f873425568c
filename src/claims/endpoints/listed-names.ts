/** One name of a list, with what the brackets behind it say. */
export interface ListedName {
  readonly name: string
  /** Where the name begins in the list. */
  readonly start: number
  /** Whether a question mark behind the name says that it may be left out: `days?`. */
  readonly optional: boolean
  /** Without the brackets, and with blanks for those inside; empty when there are none. */
  readonly words: string
  readonly wordsStart: number
}

const LONGEST = 1500
const NAME = /\s*([A-Za-z_]\w{0,40})(\?)?\s?/y

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
    names.push({ name, start, optional: match[2] !== undefined, words, wordsStart })
    const gap = /\s*(?:,|$)/y
    gap.lastIndex = next
    const end = gap.exec(content)
    if (end === null) return []
    at = next + end[0].length
  }
  return names
}

/** Where a remark without brackets begins. */
const REMARK =
  /^[\s:=(]{0,3}(?:defaults?|max(?:imum)?|min(?:imum)?|up to|at (?:most|least)|between|optional|required|integer|int|string|number|boolean|bool|date|uuid)\b/i

/**
 * `cone, limit default 20, max 100`: names whose remarks stand behind them without brackets; a remark may go on behind a
 * comma.
 *
 * @returns none when anything else stands in the list
 */
export function remarkedNames(content: string): readonly ListedName[] {
  const names: ListedName[] = []
  if (content.length > LONGEST) return []
  for (const { start, end } of piecesOf(content)) {
    const piece = content.slice(start, end)
    const last = names.at(-1)
    if (last !== undefined && REMARK.test(piece)) {
      names[names.length - 1] = { ...last, words: plain(content.slice(last.wordsStart, end)) }
      continue
    }
    const match = /^\s*(?:(?:and|or) )?([A-Za-z_]\w{0,40})\b/.exec(piece)
    const name = match?.[1]
    const words = piece.slice(match?.[0].length ?? 0)
    if (match === null || name === undefined || REMARK.test(name) || NO_NAME.test(name)) return []
    if (words.trim() !== '' && !REMARK.test(words) && !COUNT.test(words) && !/^\s?\([^()]*\)\s*$/.test(words))
      return []
    const wordsStart = start + match[0].length
    names.push({ name, start: wordsStart - name.length, optional: false, words: plain(words), wordsStart })
  }
  return names
}

/** The value of a count behind its name: `limit=20`. */
const COUNT = /^\s?=\s?\d{1,6}\s*$/

const NO_NAME = /^(?:none|no|n|and|or|any|all|various|see|by)$/i

function plain(words: string): string {
  return words.replace(/[()]/g, ' ')
}

/** The pieces between separators outside brackets, commas by default. */
export function piecesOf(
  content: string,
  separators = ',',
): readonly { readonly start: number; readonly end: number }[] {
  const pieces: { start: number; end: number }[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < content.length; at += 1) {
    if (content[at] === '(') depth += 1
    else if (content[at] === ')') depth -= 1
    else if (separators.includes(content[at] ?? ' ') && depth === 0) {
      pieces.push({ start, end: at })
      start = at + 1
    }
  }
  return [...pieces, { start, end: content.length }]
}

/** Where the bracket that opens at a place is closed; null when it is not. */
export function closingOf(content: string, open: number): number | null {
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
