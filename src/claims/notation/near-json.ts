/** A value as people write JSON in documents, with its offsets in the text. */
export type NearJson =
  | {
      readonly kind: 'object'
      readonly members: readonly Member[]
      readonly start: number
      readonly end: number
    }
  | {
      readonly kind: 'array'
      readonly items: readonly NearJson[]
      readonly start: number
      readonly end: number
    }
  /** A JSON literal. */
  | {
      readonly kind: 'literal'
      readonly value: string | number | boolean | null
      readonly start: number
      readonly end: number
    }
  /** Words without quotes: `boolean`, `"low" | "high" (optional)`, `Task[]`. */
  | { readonly kind: 'words'; readonly text: string; readonly start: number; readonly end: number }

/** One member of an object, with the remark on its line. */
export interface Member {
  readonly name: string
  readonly nameStart: number
  readonly nameEnd: number
  /** A `?` after the name. */
  readonly optional: boolean
  readonly value: NearJson
  /** A comment or words after the value: `// optional`. */
  readonly remark: string | null
}

/** A document in near-JSON. */
export interface NearJsonText {
  readonly value: NearJson
  /** Whether something was left out with `...` or could not be read. */
  readonly partial: boolean
}

const DEEPEST = 40
const LONGEST = 100_000

/**
 * Reads JSON as specifications write it: comments, trailing commas, `...`, bare types, alternatives, single quotes and
 * remarks after a value. One pass, no backtracking.
 *
 * @returns null when the text does not begin with `{` or `[`, is too long, or nests too deep
 */
export function parseNearJson(text: string): NearJsonText | null {
  if (text.length > LONGEST) return null
  const parser = new Parser(text)
  return parser.run()
}

class Parser {
  private at = 0
  private partial = false

  constructor(private readonly text: string) {}

  run(): NearJsonText | null {
    this.blanks()
    if (!/[{[]/.test(this.text[this.at] ?? '')) return null
    const value = this.value(0)
    return value === null ? null : { value, partial: this.partial }
  }

  private value(depth: number): NearJson | null {
    if (depth > DEEPEST) return null
    this.blanks()
    const letter = this.text[this.at] ?? ''
    if (letter === '{') return this.object(depth)
    if (letter === '[') return this.array(depth)
    return this.scalar()
  }

  private object(depth: number): NearJson | null {
    const start = this.at
    const members: Member[] = []
    this.at += 1
    for (;;) {
      this.separators()
      const letter = this.text[this.at]
      if (letter === undefined) {
        this.partial = true
        break
      }
      if (letter === '}') {
        this.at += 1
        break
      }
      const before = this.at
      const member = this.member(depth)
      if (member === 'too-deep') return null
      if (member !== null) members.push(member)
      if (this.at === before) this.at += 1
    }
    return { kind: 'object', members, start, end: this.at }
  }

  private member(depth: number): Member | 'too-deep' | null {
    const nameStart = this.at
    const name = this.name()
    if (name === null) {
      this.partial = true
      this.at = Math.max(this.at + 1, this.lineEnd())
      return null
    }
    const nameEnd = this.at
    this.blanks()
    const optional = this.text[this.at] === '?'
    if (optional) this.at += 1
    this.blanks()
    if (this.text[this.at] !== ':') {
      this.partial = true
      return null
    }
    this.at += 1
    const value = this.value(depth + 1)
    if (value === null) return 'too-deep'
    const remark = this.remark()
    return { name, nameStart, nameEnd, optional, value, remark }
  }

  private name(): string | null {
    const letter = this.text[this.at] ?? ''
    if (letter === '"' || letter === "'") return this.quoted()
    let end = this.at
    while (/[\w$-]/.test(this.text[end] ?? '')) end += 1
    if (end === this.at) return null
    const name = this.text.slice(this.at, end)
    this.at = end
    return name
  }

  private array(depth: number): NearJson | null {
    const start = this.at
    const items: NearJson[] = []
    this.at += 1
    for (;;) {
      this.separators()
      const letter = this.text[this.at]
      if (letter === undefined) {
        this.partial = true
        break
      }
      if (letter === ']') {
        this.at += 1
        break
      }
      const before = this.at
      const item = this.value(depth + 1)
      if (item === null) return null
      items.push(item)
      if (this.at === before) this.at += 1
    }
    return { kind: 'array', items, start, end: this.at }
  }

  private scalar(): NearJson {
    const start = this.at
    const letter = this.text[this.at] ?? ''
    if (letter === '"' || letter === "'") {
      const value = this.quoted()
      const end = this.at
      const rest = this.words()
      if (/^\s*[|(]/.test(rest))
        return { kind: 'words', text: this.text.slice(start, this.at).trim(), start, end: this.at }
      this.at = end
      return { kind: 'literal', value, start, end }
    }
    const text = this.words().trim()
    const end = start + text.length
    if (/^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/.test(text)) {
      return { kind: 'literal', value: Number(text), start, end }
    }
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', start, end }
    if (text === 'null') return { kind: 'literal', value: null, start, end }
    return { kind: 'words', text, start, end }
  }

  /** The rest of a value on its line: up to a comma, a bracket that closes what is around it, or a comment. */
  private words(): string {
    const start = this.at
    let depth = 0
    while (this.at < this.text.length) {
      const letter = this.text[this.at] ?? ''
      if (letter === '\n') break
      if (letter === '"' || letter === "'") {
        const before = this.at
        this.quoted()
        if (this.at > before) continue
      }
      if (depth === 0 && (letter === ',' || letter === '}' || letter === ']')) break
      if (letter === '/' && /[/*]/.test(this.text[this.at + 1] ?? '')) break
      if (letter === '(' || letter === '[' || letter === '<') depth += 1
      if ((letter === ')' || letter === ']' || letter === '>') && depth > 0) depth -= 1
      this.at += 1
    }
    return this.text.slice(start, this.at)
  }

  private quoted(): string {
    const quote = this.text[this.at]
    let value = ''
    let index = this.at + 1
    while (index < this.text.length && this.text[index] !== quote && this.text[index] !== '\n') {
      if (this.text[index] === '\\') {
        value += unescaped(this.text, index)
        index += this.text[index + 1] === 'u' ? 6 : 2
      } else {
        value += this.text[index] ?? ''
        index += 1
      }
    }
    if (this.text[index] !== quote) {
      if (quote === '"') this.partial = true
      else return ''
    }
    this.at = Math.min(index + 1, this.text.length)
    return value
  }

  private remark(): string | null {
    let index = this.at
    while (/[ \t,]/.test(this.text[index] ?? '')) index += 1
    const comment = /^(?:\/\/|#|\/\*|←|<-)[ \t]{0,8}([^\n]{0,300})/.exec(this.text.slice(index, index + 320))
    return comment?.[1]?.replace(/\*\/.*$/, '').trim() || null
  }

  /** Blanks, commas, comments and `...`. */
  private separators(): void {
    for (;;) {
      this.blanks()
      if (this.text[this.at] === ',') this.at += 1
      else if (this.text.startsWith('...', this.at) || this.text[this.at] === '…') {
        this.partial = true
        this.at += this.text[this.at] === '…' ? 1 : 3
        while (/[.\w]/.test(this.text[this.at] ?? '')) this.at += 1
      } else return
    }
  }

  private blanks(): void {
    for (;;) {
      while (/\s/.test(this.text[this.at] ?? '')) this.at += 1
      if (
        this.text.startsWith('//', this.at) ||
        (this.text[this.at] === '#' && this.text[this.at + 1] === ' ')
      ) {
        this.at = this.lineEnd()
      } else if (this.text.startsWith('/*', this.at)) {
        const close = this.text.indexOf('*/', this.at + 2)
        this.partial = true
        this.at = close === -1 ? this.text.length : close + 2
      } else return
    }
  }

  private lineEnd(): number {
    const end = this.text.indexOf('\n', this.at)
    return end === -1 ? this.text.length : end
  }
}

function unescaped(text: string, at: number): string {
  const letter = text[at + 1] ?? ''
  if (letter === 'u') {
    const code = Number.parseInt(text.slice(at + 2, at + 6), 16)
    return Number.isNaN(code) ? '' : String.fromCharCode(code)
  }
  return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[letter] ?? letter
}
