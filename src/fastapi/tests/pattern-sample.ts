/** Texts longer than this are not made. */
const LONGEST = 200

/** Groups deeper than this are not followed. */
const DEEPEST = 8

/** Characters that a class such as `\d` stands for, the first ones that come to mind. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['d', '12'],
  ['w', 'ab'],
  ['s', ' '],
])

/** Escaped letters that stand for more than themselves. */
const SPECIAL = /[A-Za-z0-9]/

/** Where the reading of a pattern stands; null when the pattern says something that is not known here. */
interface Reading {
  readonly text: string
  readonly at: number
}

/**
 * A text that a pattern matches, made from the pattern itself: literals,
 * classes, groups, alternatives and repetitions. Undefined for anything else,
 * such as lookaround, references and negated classes.
 *
 * @param choice 0 or 1: which of two characters a class gives, for two different texts
 */
export function patternSample(pattern: string, choice: 0 | 1 = 0): string | undefined {
  const read = alternatives(pattern, 0, choice, 0)
  return read === null || read.at !== pattern.length ? undefined : read.text
}

/** The first alternative's text; the others are read past. */
function alternatives(pattern: string, start: number, choice: 0 | 1, depth: number): Reading | null {
  const first = sequence(pattern, start, choice, depth)
  if (first === null) return null
  let { at } = first
  while (pattern[at] === '|') {
    const other = sequence(pattern, at + 1, choice, depth)
    if (other === null) return null
    at = other.at
  }
  return { text: first.text, at }
}

function sequence(pattern: string, start: number, choice: 0 | 1, depth: number): Reading | null {
  let text = ''
  let at = start
  while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
    if ((pattern[at] === '^' && at === 0) || (pattern[at] === '$' && at === pattern.length - 1)) {
      at += 1
      continue
    }
    const atom = oneAtom(pattern, at, choice, depth)
    if (atom === null) return null
    const times = repetition(pattern, atom.at)
    if (times === null || text.length + atom.text.length * times.count > LONGEST) return null
    text += atom.text.repeat(times.count)
    at = times.at
  }
  return { text, at }
}

function oneAtom(pattern: string, at: number, choice: 0 | 1, depth: number): Reading | null {
  const character = pattern[at] ?? ''
  if (character === '\\') {
    const escaped = pattern[at + 1] ?? ''
    const known = CLASSES.get(escaped)
    if (known !== undefined) return { text: known[choice] ?? known[0] ?? '', at: at + 2 }
    return escaped === '' || SPECIAL.test(escaped) ? null : { text: escaped, at: at + 2 }
  }
  if (character === '[') return characterClass(pattern, at + 1, choice)
  if (character === '(') {
    const open = pattern.startsWith('(?:', at) ? at + 3 : at + 1
    if (pattern[open] === '?' || depth >= DEEPEST) return null
    const inner = alternatives(pattern, open, choice, depth + 1)
    return inner === null || pattern[inner.at] !== ')' ? null : { text: inner.text, at: inner.at + 1 }
  }
  if (character === '.') return { text: choice === 0 ? 'a' : 'b', at: at + 1 }
  return '*+?{}]^$'.includes(character) ? null : { text: character, at: at + 1 }
}

/** One character of a class such as `[A-Za-z_]`: its first, or the one after it where there is one. */
function characterClass(pattern: string, start: number, choice: 0 | 1): Reading | null {
  const found: string[] = []
  let at = start
  if (pattern[at] === '^') return null
  while (at < pattern.length && pattern[at] !== ']') {
    const escaped = pattern[at] === '\\'
    const character = pattern[escaped ? at + 1 : at] ?? ''
    at += escaped ? 2 : 1
    const known = escaped ? CLASSES.get(character) : undefined
    if (known !== undefined) found.push(...known)
    else if (escaped && SPECIAL.test(character)) return null
    else if (pattern[at] === '-' && pattern[at + 1] !== ']' && pattern[at + 1] !== '\\') {
      const last = pattern[at + 1] ?? ''
      if (last < character) return null
      const next = String.fromCodePoint((character.codePointAt(0) ?? 0) + 1)
      found.push(character, ...(next <= last ? [next] : []))
      at += 2
    } else found.push(character)
  }
  const text = found[choice] ?? found[0]
  return text === undefined || pattern[at] !== ']' ? null : { text, at: at + 1 }
}

/** How often an atom stands: the fewest times that its quantifier allows, but once where it may. */
function repetition(pattern: string, at: number): { readonly count: number; readonly at: number } | null {
  const character = pattern[at]
  if (character === '?' || character === '*' || character === '+') return lazy(pattern, at + 1, 1)
  if (character !== '{') return { count: 1, at }
  const close = pattern.indexOf('}', at)
  const [least, most] = pattern.slice(at + 1, close).split(',')
  const fewest = Number(least)
  if (close < 0 || least === '' || !Number.isInteger(fewest) || fewest > LONGEST) return null
  return lazy(pattern, close + 1, fewest === 0 && most !== undefined && most !== '0' ? 1 : fewest)
}

function lazy(pattern: string, at: number, count: number): { readonly count: number; readonly at: number } {
  return { count, at: pattern[at] === '?' ? at + 1 : at }
}
