import type { Method } from '../claim.js'
import { methodOf } from '../outline/operation-name.js'

/** A request that a `curl` command makes. */
export interface CurlRequest {
  readonly method: Method
  /** Path and query as written, without scheme and host. */
  readonly url: string
  /** The text of the body; null without one. */
  readonly body: string | null
  /** Offsets of the command. */
  readonly start: number
  readonly end: number
}

const LONGEST = 50_000

/**
 * The requests of the `curl` commands in a shell block. Words are split as a POSIX shell does, without expansion.
 */
export function curlRequests(text: string): readonly CurlRequest[] {
  if (text.length > LONGEST) return []
  return [...text.matchAll(/(?:^|[\n;&|$(])[ \t$]{0,8}curl(?=\s)/g)].flatMap((match) => {
    const start = match.index + match[0].length - 4
    const { words, end } = shellWords(text, start + 4)
    const request = requestOf(words)
    return request ? [{ ...request, start, end }] : []
  })
}

function requestOf(words: readonly string[]): Omit<CurlRequest, 'start' | 'end'> | null {
  let method: Method | null = null
  let url: string | null = null
  let body: string | null = null
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const next = words[index + 1] ?? ''
    if (word === '-X' || word === '--request') {
      method = methodOf(next)
      index += 1
    } else if (/^-X[A-Z]+$/.test(word)) method = methodOf(word.slice(2))
    else if (/^(?:-d|--data(?:-raw|-binary|-ascii)?|--json)$/.test(word)) {
      body = next
      index += 1
    } else if (/^(?:-[HuobcAFeTw]|--(?:header|user|output|cookie|form|max-time|write-out|url))$/.test(word)) {
      if (word === '--url') url = next
      index += 1
    } else if (!word.startsWith('-') && url === null && /\//.test(word)) url = word
  }
  if (url === null) return null
  const path = url
    .replace(/^https?:\/\/[^/?#]{1,200}/i, '')
    .replace(/^\$\{?[A-Za-z_]{1,40}\}?|^\{\{?[\w.-]{1,40}\}\}?/, '')
  if (!path.startsWith('/')) return null
  return { method: method ?? (body === null ? 'GET' : 'POST'), url: path, body }
}

/** Splits one command into words: quotes, escapes and continued lines; ends at a line end, `;`, `&` or `|`. */
function shellWords(text: string, from: number): { readonly words: readonly string[]; readonly end: number } {
  const words: string[] = []
  let word: string | null = null
  let at = from
  for (; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    if (letter === '\\') {
      if (text[at + 1] === '\n') {
        if (word !== null) words.push(word)
        word = null
      } else word = (word ?? '') + (text[at + 1] ?? '')
      at += 1
    } else if (letter === "'" || letter === '"') {
      const quoted = quotedText(text, at)
      word = (word ?? '') + quoted.text
      at = quoted.end
    } else if (letter === '\n' || letter === ';' || letter === '|' || (letter === '&' && word === null)) break
    else if (letter === ' ' || letter === '\t') {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + letter
  }
  if (word !== null) words.push(word)
  return { words, end: at }
}

function quotedText(text: string, open: number): { readonly text: string; readonly end: number } {
  const quote = text[open]
  let value = ''
  let at = open + 1
  while (at < text.length && text[at] !== quote) {
    if (quote === '"' && text[at] === '\\') at += 1
    value += text[at] ?? ''
    at += 1
  }
  return { text: value, end: at }
}
