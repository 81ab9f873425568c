import { atComment, atElision, peek, type Scanner } from './scanner.js'
import type { NearJson } from './tree.js'

const NUMBER = /^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,4})?$/

/** Words for the literals of JSON, those of Python and JavaScript included. */
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
  ['undefined', null],
])

/**
 * Reads a value without quotes: a number, a literal, or words up to what ends a value. Brackets
 * belong to the words where they touch them, as in `string[]` and `List<string>`.
 */
export function readBare(scanner: Scanner): NearJson {
  const start = scanner.at
  let angles = 0
  while (scanner.at < scanner.text.length) {
    const char = peek(scanner)
    if (char === '\n' || char === ';' || char === '}' || char === '(' || char === '{') break
    if (angles === 0 && (char === '|' || char === ',')) break
    if (scanner.at > start && (atComment(scanner) || atElision(scanner))) break
    if (char === '[' && !closesSoon(scanner)) break
    if (char === ']' && !scanner.text.slice(start, scanner.at).includes('[')) break
    if (char === '<') angles++
    else if (char === '>' && angles > 0) angles--
    scanner.at++
  }
  const text = valueOf(scanner.text.slice(start, scanner.at).trimEnd())
  const end = start + text.length
  scanner.at = end
  const literal = LITERALS.get(text)
  if (literal === null) return { kind: 'null', start, end }
  if (literal !== undefined) return { kind: 'boolean', value: literal, start, end }
  return NUMBER.test(text)
    ? { kind: 'number', value: Number(text), start, end }
    : { kind: 'words', text, start, end }
}

/** `[]` and `[string]` after a word are part of a type; `[` before a value is an array. */
function closesSoon(scanner: Scanner): boolean {
  const before = scanner.text[scanner.at - 1] ?? ' '
  const close = scanner.text.slice(scanner.at, scanner.at + 60).search(/[\]\n{]/)
  return /[\w>\]]/.test(before) && scanner.text[scanner.at + close] === ']'
}

/** `1 ← generated` is the value 1 with a remark, `3 days` are words. */
function valueOf(text: string): string {
  const blank = text.indexOf(' ')
  if (blank < 0 || blank > 64) return text
  const first = text.slice(0, blank)
  const isValue = LITERALS.has(first) || NUMBER.test(first)
  return isValue && !/^\w/.test(text.slice(blank).trimStart()) ? first : text
}
