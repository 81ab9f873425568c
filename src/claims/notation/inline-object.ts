import type { Shape } from '../shape.js'
import { factsOf, valueWords } from '../value-words.js'

/** One member of an object in a line of prose, with offsets in the text that was read. */
export interface InlineMember {
  readonly name: string
  readonly start: number
  readonly end: number
  /** A `?` behind the name, or one of several alternatives: `code OR courseId`. */
  readonly optional: boolean
  /** What is said of it: `string, required` of `title (string, required)` and of `title: string, required`. */
  readonly words: string
  /** Where those words begin. */
  readonly wordsStart: number
}

const LONGEST = 2000
const MEMBER = /^\s*["']?([A-Za-z_]\w{0,60})["']?(\?)?\s?(?:\(|:|=|$)/

/**
 * The members of an object that stands in one line: `{ title (string, required), tags?: string[], meta }`.
 *
 * @param text begins with the brace
 * @returns null when something in the braces is no member, or the text does not end with its brace and a remark
 */
export function inlineObject(text: string): readonly InlineMember[] | null {
  if (!text.startsWith('{') || text.length > LONGEST) return null
  const pieces = piecesOf(text)
  if (pieces === null) return null
  const members = pieces.flatMap(({ start, end, alternative }): readonly (InlineMember | null)[] => {
    const piece = text.slice(start, end)
    if (/^\s*(?:\.\.\.|…)?\s*$/.test(piece)) return []
    const match = MEMBER.exec(piece)
    const name = match?.[1]
    if (match === null || name === undefined) return [null]
    const from = start + piece.indexOf(name)
    const wordsStart = start + match[0].length
    const words = text.slice(wordsStart, end).replace(/\)\s*$/, '')
    const optional = match[2] !== undefined || alternative
    return [{ name, start: from, end: from + name.length, optional, words, wordsStart }]
  })
  const known = members.filter((member) => member !== null)
  return known.length === members.length && known.length > 0 ? known : null
}

interface Piece {
  readonly start: number
  readonly end: number
  readonly alternative: boolean
}

/** The pieces between the outermost commas and the word OR. */
function piecesOf(text: string): readonly Piece[] | null {
  const pieces: Piece[] = []
  let depth = 0
  let quote = ''
  let start = 1
  let alternative = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (quote !== '') {
      if (sign === quote) quote = ''
      continue
    }
    if (sign === '"') quote = sign
    else if (sign === '{' || sign === '(' || sign === '[') depth++
    else if (sign === '}' || sign === ')' || sign === ']') {
      depth--
      if (depth > 0) continue
      pieces.push({ start, end: at, alternative })
      return sign === '}' ? pieces : null
    } else if (depth === 1 && sign === ',') {
      pieces.push({ start, end: at, alternative })
      start = at + 1
      alternative = false
    } else if (depth === 1 && text.startsWith(' OR ', at)) {
      pieces.push({ start, end: at, alternative: true })
      start = at + 4
      alternative = true
    }
  }
  return null
}

/**
 * The shape that a line of prose gives a body: `{ id, email }`, `[Course]`, `{ data: [Course], meta }`, `Course`.
 *
 * @returns null for words that show no structure
 */
export function inlineShape(text: string): Shape | null {
  const written = text.trim().replace(/^[`"']|[`"']$/g, '')
  const list =
    /^\[\s?([A-Z]\w{0,60})?\s?(?:,? ?(?:\.\.\.|…))?\s?\]$|^(?:array|list) of ([A-Za-z]\w{0,60}?)(?: objects?)?$|^([A-Z]\w{0,60})\[\]$/i.exec(
      written,
    )
  if (list !== null) {
    const name = list[1] ?? list[2] ?? list[3]
    return { kind: 'array', items: named(name ?? '') }
  }
  if (written.startsWith('{')) {
    const members = inlineObject(written)
    if (members === null) return null
    return {
      kind: 'object',
      name: null,
      fields: members.map(({ name, optional, words }) => ({
        name,
        shape: memberShape(words),
        required: !optional,
        nullable: false,
      })),
    }
  }
  const alone = /^([A-Z][a-zA-Z]{1,60})(?: object)?$/.exec(written)?.[1]
  return alone === undefined ? null : named(alone)
}

function named(name: string): Shape {
  return /^[A-Z][a-z]/.test(name) ? { kind: 'reference', name } : { kind: 'unknown' }
}

function memberShape(words: string): Shape {
  const written = words.trim()
  const inner =
    /^[[{]/.test(written) || /^[A-Z]\w{0,60}(?:\[\])?$/.test(written) ? inlineShape(written) : null
  if (inner !== null) return inner
  if (/^["']/.test(written)) return { kind: 'value', facts: { type: 'string' } }
  if (/^(?:true|false)$/.test(written)) return { kind: 'value', facts: { type: 'boolean' } }
  if (/^-?\d{1,15}$/.test(written)) return { kind: 'value', facts: { type: 'integer' } }
  const facts = factsOf(valueWords(written))
  return facts.type === undefined ? { kind: 'unknown' } : { kind: 'value', facts: { type: facts.type } }
}
