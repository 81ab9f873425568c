import { readBare } from './scalar.js'
import {
  atComment,
  atElision,
  atString,
  peek,
  readBracketed,
  readComment,
  readString,
  type Scanner,
  skipBlanks,
  skipWords,
} from './scanner.js'
import type { NearJson, NearJsonItem, NearJsonMember, NearJsonProblem, Remark } from './tree.js'

/** Deepest nesting that is read. */
const DEEPEST = 64

/** Reads one text. Every character is passed once; nothing is tried twice. */
export class Parser {
  readonly problems: NearJsonProblem[] = []
  private readonly scanner: Scanner
  private depth = 0

  constructor(text: string) {
    this.scanner = { text, at: 0 }
  }

  /** The value of the whole text; null when there is none. */
  top(): NearJson | null {
    this.leading()
    if (peek(this.scanner) === '') return null
    const value = this.startsWithKey() ? this.members('') : this.value()
    this.leading()
    if (peek(this.scanner) !== '') this.problem('unexpected', this.scanner.at, this.scanner.text.length)
    return value
  }

  /** Alternatives, joined by `|`. */
  private value(): NearJson | null {
    const alternatives: NearJson[] = []
    for (;;) {
      const one = this.one()
      if (one !== null) alternatives.push(one)
      const before = this.scanner.at
      skipBlanks(this.scanner, true)
      if (peek(this.scanner) !== '|') {
        this.scanner.at = before
        break
      }
      while (peek(this.scanner) === '|') this.scanner.at++
      skipBlanks(this.scanner, true)
    }
    const [first] = alternatives
    const last = alternatives.at(-1)
    if (first === undefined || last === undefined) return null
    return alternatives.length === 1
      ? first
      : { kind: 'choice', alternatives, start: first.start, end: last.end }
  }

  private one(): NearJson | null {
    const start = this.scanner.at
    const char = peek(this.scanner)
    if (char === '{' || char === '[') return this.collection(char)
    if (atString(this.scanner)) {
      const { value, closed } = readString(this.scanner)
      if (!closed) this.problem('unclosed', start, this.scanner.at)
      return { kind: 'string', value, start, end: this.scanner.at }
    }
    if (char === '' || char === '}' || char === ']' || char === ',' || char === '\n') return null
    if (atElision(this.scanner)) {
      const { text, end } = skipWords(this.scanner)
      return { kind: 'words', text, start, end }
    }
    const bare = readBare(this.scanner)
    return bare.end === bare.start ? null : bare
  }

  private collection(open: '{' | '['): NearJson {
    const start = this.scanner.at
    if (this.depth === DEEPEST) {
      this.problem('too-deep', start, this.scanner.text.length)
      this.scanner.at = this.scanner.text.length
      return { kind: 'object', members: [], elided: true, start, end: this.scanner.at }
    }
    this.scanner.at++
    this.depth++
    const value = open === '{' ? this.members('}', start) : this.items(start)
    this.depth--
    return value
  }

  private members(close: '}' | '', start = this.scanner.at): NearJson {
    const members: NearJsonMember[] = []
    let elided = false
    for (;;) {
      const leading = this.leading()
      if (leading.some(isElision)) elided = true
      const char = peek(this.scanner)
      if (char === '' || char === close) break
      if (atElision(this.scanner)) {
        skipWords(this.scanner)
        elided = true
      } else {
        const member = this.member(leading.filter((remark) => !isElision(remark)))
        if (member !== null) members.push(member)
      }
    }
    this.close(close, start)
    return { kind: 'object', members, elided, start, end: this.scanner.at }
  }

  private member(leading: readonly Remark[]): NearJsonMember | null {
    const keyStart = this.scanner.at
    const key = this.key()
    if (key === null) {
      // Whatever this is, it is passed over, so that the parser always moves on.
      const { end } = skipWords(this.scanner)
      if (this.scanner.at === keyStart) this.scanner.at++
      this.problem('unexpected', keyStart, Math.max(end, this.scanner.at))
      return null
    }
    const keyEnd = this.scanner.at
    skipBlanks(this.scanner, false)
    const optional = peek(this.scanner) === '?'
    if (optional) this.scanner.at++
    skipBlanks(this.scanner, false)
    let value: NearJson | null = null
    if (peek(this.scanner) === ':' || peek(this.scanner) === '=') {
      this.scanner.at++
      skipBlanks(this.scanner, false)
      // A value may stand on the next line, but words there are another member.
      const before = this.scanner.at
      skipBlanks(this.scanner, true)
      if (this.scanner.at > before && !/[{["'|]/.test(peek(this.scanner))) this.scanner.at = before
      value = this.value()
    }
    return { key, keyStart, keyEnd, optional, value, remarks: [...leading, ...this.trailing()] }
  }

  private key(): string | null {
    if (atString(this.scanner)) {
      const start = this.scanner.at
      const { value, closed } = readString(this.scanner)
      if (!closed) this.problem('unclosed', start, this.scanner.at)
      return value
    }
    const start = this.scanner.at
    while (/[\w$.-]/.test(peek(this.scanner))) this.scanner.at++
    return this.scanner.at === start ? null : this.scanner.text.slice(start, this.scanner.at)
  }

  private items(start: number): NearJson {
    const items: NearJsonItem[] = []
    let elided = false
    for (;;) {
      const leading = this.leading()
      if (leading.some(isElision)) elided = true
      const char = peek(this.scanner)
      if (char === '' || char === ']') break
      const before = this.scanner.at
      if (atElision(this.scanner)) {
        skipWords(this.scanner)
        elided = true
        continue
      }
      const value = this.value()
      const remarks = [...leading.filter((remark) => !isElision(remark)), ...this.trailing()]
      if (value !== null) items.push({ value, remarks })
      if (this.scanner.at === before) {
        this.scanner.at++
        this.problem('unexpected', before, this.scanner.at)
      }
    }
    this.close(']', start)
    return { kind: 'array', items, elided, start, end: this.scanner.at }
  }

  private close(close: '}' | ']' | '', start: number): void {
    if (close === '') return
    if (peek(this.scanner) === close) this.scanner.at++
    else this.problem('unclosed', start, this.scanner.at)
  }

  /** Skips blanks and separators; the comments among them belong to what follows. */
  private leading(): readonly Remark[] {
    const remarks: Remark[] = []
    for (;;) {
      skipBlanks(this.scanner, true)
      const char = peek(this.scanner)
      if (char === ',' || char === ';') this.scanner.at++
      else if (char !== '' && atComment(this.scanner)) remarks.push(readComment(this.scanner))
      else return remarks
    }
  }

  /** What stands behind a value on its line, before and behind the comma. */
  private trailing(): readonly Remark[] {
    const remarks: Remark[] = []
    let separated = false
    for (;;) {
      skipBlanks(this.scanner, false)
      const char = peek(this.scanner)
      if (char === '' || char === '\n' || char === '}' || char === ']') return remarks
      if (atComment(this.scanner)) remarks.push(readComment(this.scanner))
      else if (char === '(') remarks.push(readBracketed(this.scanner))
      else if (char === ',' || char === ';') {
        if (separated) return remarks
        separated = true
        this.scanner.at++
      } else if (separated) return remarks
      else {
        const words = skipWords(this.scanner)
        if (words.text !== '') remarks.push(words)
      }
    }
  }

  /** The text starts with `key:`, as members do whose braces are left out. */
  private startsWithKey(): boolean {
    const rest = this.scanner.text.slice(this.scanner.at, this.scanner.at + 200)
    return /^(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[A-Za-z_$][\w$-]{0,80})\??[ \t]*:(?!\/\/)/.test(rest)
  }

  private problem(kind: NearJsonProblem['kind'], start: number, end: number): void {
    if (this.problems.length < 100) this.problems.push({ kind, start, end })
  }
}

/** `// ...` and `# … more` say that something is left out. */
function isElision(remark: Remark): boolean {
  return remark.text.startsWith('...') || remark.text.startsWith('…')
}
