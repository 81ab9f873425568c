import { NAMES, NUMBERS, PATHS, TEXTS } from './hostile.mjs'

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {Record<string, string>} Files texts by path */
/** @typedef {(text: string, random: Random, others: readonly string[]) => string} Mutation */

const linesOf = (/** @type {string} */ text) => text.split('\n')

/** @type {(length: number, random: Random, most: number) => readonly [number, number]} */
function range(length, random, most) {
  const start = random.below(Math.max(1, length))
  return [start, Math.min(length, start + 1 + random.below(most))]
}

/** @type {(text: string, random: Random, pattern: RegExp, by: readonly string[], most?: number) => string} */
function replaceSome(text, random, pattern, by, most = 4) {
  const found = [...text.matchAll(pattern)]
  if (found.length === 0) return text
  let result = text
  const chosen = Array.from({ length: 1 + random.below(most) }, () => random.pick(found))
  for (const match of [...new Set(chosen)].sort((left, right) => right.index - left.index)) {
    const [whole, inner = whole] = match
    const start = match.index + whole.indexOf(inner)
    result = result.slice(0, start) + random.pick(by) + result.slice(start + inner.length)
  }
  return result
}

/** One name, wherever it stands, becomes another: the way to reach the last stage with it. */
function renameThroughout(/** @type {string} */ text, /** @type {Random} */ random) {
  const names = [...text.matchAll(/\b[A-Za-z][A-Za-z_]{2,30}\b/g)].map(([name]) => name)
  if (names.length === 0) return text
  return text.replaceAll(random.pick(names), () => random.pick([...NAMES, ...PATHS]))
}

/** @type {readonly Mutation[]} */
const LINES = [
  (text, random) => {
    const lines = linesOf(text)
    const [start, end] = range(lines.length, random, 12)
    return lines.toSpliced(start, end - start).join('\n')
  },
  (text, random) => {
    const lines = linesOf(text)
    const [start, end] = range(lines.length, random, 12)
    const part = lines.slice(start, end)
    return lines.toSpliced(random.below(lines.length + 1), 0, ...part).join('\n')
  },
  (text, random) => {
    const lines = linesOf(text)
    const [start, end] = range(lines.length, random, 20)
    const part = lines.slice(start, end)
    for (let index = part.length - 1; index > 0; index -= 1) {
      const other = random.below(index + 1)
      ;[part[index], part[other]] = [part[other] ?? '', part[index] ?? '']
    }
    return lines.toSpliced(start, end - start, ...part).join('\n')
  },
  (text, random) => {
    const lines = linesOf(text)
    const at = random.below(lines.length)
    return lines.toSpliced(at, 0, ...Array.from({ length: 200 }, () => lines[at] ?? '')).join('\n')
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random, others) => {
    const other = linesOf(random.pick(others))
    const [start, end] = range(other.length, random, 40)
    const lines = linesOf(text)
    return lines.toSpliced(random.below(lines.length + 1), 0, ...other.slice(start, end)).join('\n')
  },
  (text, random) => {
    const lines = linesOf(text)
    const at = random.below(lines.length)
    return lines.with(at, `${' '.repeat(random.below(9))}${(lines[at] ?? '').trimStart()}`).join('\n')
  },
  (text, random) => {
    const lines = linesOf(text)
    return lines.toSpliced(random.below(lines.length + 1), 0, random.pick(TEXTS)).join('\n')
  },
]

/** @type {readonly Mutation[]} */
const WORDS = [
  renameThroughout,
  renameThroughout,
  renameThroughout,
  (text, random) => replaceSome(text, random, /`([^`\n]{1,60})`/g, [...NAMES, ...TEXTS, ...PATHS]),
  (text, random) =>
    replaceSome(text, random, /(?<=\|)([^|\n]{1,80})(?=\|)/g, [...NAMES, ...TEXTS, ...NUMBERS]),
  (text, random) => replaceSome(text, random, /^#{1,6} (.{1,80})$/gm, [...NAMES, ...TEXTS, ...PATHS]),
  (text, random) => replaceSome(text, random, /^\s*(?:- )?"?([\w/{}-]{1,60})"?:/gm, [...NAMES, ...PATHS]),
  (text, random) =>
    replaceSome(text, random, /^\s*(?:- )?[\w"/{}-]{1,60}: (.{1,80})$/gm, [...NAMES, ...TEXTS, ...NUMBERS]),
  (text, random) => replaceSome(text, random, /"([^"\n]{1,60})"/g, [...NAMES, ...TEXTS]),
  (text, random) => replaceSome(text, random, /(?<![\w])\d{1,6}(?![\w])/g, NUMBERS, 8),
  (text, random) => replaceSome(text, random, /(?<=[ `])\/[\w{}/-]{2,80}/g, PATHS),
  (text, random) => replaceSome(text, random, /\b[A-Za-z_]{3,20}\b/g, [...NAMES, ...TEXTS], 12),
  (text, random) => replaceSome(text, random, /[|`#{}[\]():"'*\n-]/g, ['', '|', '`', '"', '\n', '{', ']'], 8),
]

/**
 * Hostile versions of documents.
 *
 * @param {Files} files the documents of a project
 * @param {Random} random
 * @param {readonly string[]} others texts that lines may be taken from
 * @returns {Files}
 */
export function mutate(files, random, others) {
  /** @type {Files} */
  const mutated = {}
  // Most of what a mutation breaks is never reached if much else is broken before it.
  for (const [path, text] of Object.entries(files)) {
    let changed = text
    for (let round = random.below(4); round > 0; round -= 1) {
      changed = random.pick(random.oneIn(3) ? LINES : WORDS)(changed, random, others)
    }
    mutated[path] = changed.slice(0, 400_000)
  }
  return mutated
}
