import type { Parsed } from './parsed-json.js'

/** How deep arrays and objects may stand in each other before the text counts as malformed. */
const DEPTH = 900

/** Digits of a number beyond which it counts as malformed. */
const DIGITS = 4300

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const BLANKS = /[ \t\n\r]*/y
// eslint-disable-next-line no-control-regex -- these are the characters that a JSON text escapes
const PLAIN_TEXT = /[^"\\\u0000-\u001F]*/y

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** Thrown and caught within this file: where the text stops being JSON. */
class Malformed extends Error {}

/**
 * Reads a JSON text by the letter (RFC 8259): no repeated names, no `NaN`, no trailing text, and
 * numbers keep their spelling.
 * @returns the value; undefined when the text is malformed
 */
export function parseJsonText(bytes: Uint8Array): Parsed | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return new JsonText(text).whole()
  } catch {
    return undefined
  }
}

class JsonText {
  readonly #text: string
  #place = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): Parsed {
    const value = this.#value(0)
    this.#match(BLANKS)
    if (this.#place < this.#text.length) throw new Malformed()
    return value
  }

  #match(expression: RegExp): string | null {
    expression.lastIndex = this.#place
    const found = expression.exec(this.#text)?.[0] ?? null
    if (found !== null) this.#place += found.length
    return found
  }

  #take(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#place)) return false
    this.#place += expected.length
    return true
  }

  #value(depth: number): Parsed {
    if (depth > DEPTH) throw new Malformed()
    this.#match(BLANKS)
    if (this.#take('"')) return this.#string()
    if (this.#take('{')) return this.#object(depth)
    if (this.#take('[')) return this.#array(depth)
    if (this.#take('true')) return true
    if (this.#take('false')) return false
    if (this.#take('null')) return null
    const text = this.#match(NUMBER)
    if (text === null || text === '' || text.length > DIGITS) throw new Malformed()
    return { kind: 'number', text }
  }

  #string(): string {
    let value = ''
    for (;;) {
      value += this.#match(PLAIN_TEXT) ?? ''
      if (this.#take('"')) return value
      if (!this.#take('\\')) throw new Malformed()
      value += this.#escape()
    }
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#place)
    this.#place += 1
    const plain = ESCAPES.get(letter)
    if (plain !== undefined) return plain
    const digits = this.#text.slice(this.#place, this.#place + 4)
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) throw new Malformed()
    this.#place += 4
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  #array(depth: number): readonly Parsed[] {
    const items: Parsed[] = []
    this.#match(BLANKS)
    if (this.#take(']')) return items
    for (;;) {
      items.push(this.#value(depth + 1))
      this.#match(BLANKS)
      if (this.#take(']')) return items
      if (!this.#take(',')) throw new Malformed()
    }
  }

  #object(depth: number): ReadonlyMap<string, Parsed> {
    const members = new Map<string, Parsed>()
    this.#match(BLANKS)
    if (this.#take('}')) return members
    for (;;) {
      this.#match(BLANKS)
      if (!this.#take('"')) throw new Malformed()
      const name = this.#string()
      this.#match(BLANKS)
      if (!this.#take(':') || members.has(name)) throw new Malformed()
      members.set(name, this.#value(depth + 1))
      this.#match(BLANKS)
      if (this.#take('}')) return members
      if (!this.#take(',')) throw new Malformed()
    }
  }
}
