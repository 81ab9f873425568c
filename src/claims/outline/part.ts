import { inEnglish } from '../words/translation.js'

/** What a part of an endpoint's description tells. */
export type Part =
  | 'endpoint'
  | 'method'
  | 'request'
  | 'query'
  | 'path'
  | 'header'
  | 'parameters'
  | 'response'
  | 'error'
  | 'statuses'
  | 'validation'
  | 'auth'
  | 'description'
  | 'example'
  | 'note'

/** The words of labels and headings, the more telling first. */
const WORDS: readonly (readonly [RegExp, Part])[] = [
  [
    /^(?:(?:api |http )?(?:endpoint|route|url|uri)(?: path)?|(?:http )?method (?:and|&|\+) (?:path|url)|path)$/,
    'endpoint',
  ],
  [/^(?:http )?method$/, 'method'],
  [/\b(?:response|status|http|error|return|result) ?(?:status )?codes?\b|^status(?:es)?$/, 'statuses'],
  [/\berrors?\b|\bfailures?\b|^(?:bad request|unauthorized|forbidden|not found|conflict)\b/, 'error'],
  [/\bquery\b|\bfilters?\b|\bsearch param/, 'query'],
  [/\b(?:path|url|route) (?:param|variable)/, 'path'],
  [/\bheaders?\b/, 'header'],
  [/\b(?:responses?|returns?|success|outputs?|result)\b/, 'response'],
  [
    /\b(?:validations?|constraints?|field (?:descriptions?|details|rules|requirements))\b|^rules$/,
    'validation',
  ],
  [/\b(?:examples?|curl|sample|usage)\b/, 'example'],
  [/\b(?:body|payload|request|input|schema|accepts?|json fields)\b/, 'request'],
  [/^(?:required|optional|accepted|allowed)? ?fields?$/, 'request'],
  [/^(?:param(?:eter)?s|arguments)\b/, 'parameters'],
  [/\b(?:auth(?:entication|orization)?|access|permissions?|security|roles?)\b/, 'auth'],
  [/^(?:description|purpose|summary|overview|what it does)$/, 'description'],
  [
    /^(?:notes?|behaviou?rs?|business rules?|logic|side effects?|processing|remarks?|sort(?:ing)?|order(?:ing)?)\b/,
    'note',
  ],
]

/**
 * Tells which part a label or heading opens: `Query Parameters (all optional)` → query, `Response (404)` → error.
 *
 * @param label without its colon
 * @returns null for words that open no part
 */
export function partOf(label: string): Part | null {
  if (/\b[A-Z]{3,7}[ `]{1,3}\/|^[`"']?\//.test(label)) return null
  const words = inEnglish(label)
    .toLowerCase()
    .replace(/\([^)]{0,80}\)/g, ' ')
    .replace(/[^\w&+ -]/g, ' ')
    .replace(/[ _-]+/g, ' ')
    .replace(/^\d+(?: \d+)* /, '')
    .trim()
  if (words.split(' ').length > 6) return null
  const status = statusIn(label)
  const part = WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null
  if (status !== null && status >= 400 && (part === null || part === 'response' || part === 'example'))
    return 'error'
  if (part === null && isStatusLine(label)) return 'response'
  if (part === 'example' && /\b(?:request|body|payload)\b/.test(words) && !/\brequests\b/.test(words))
    return 'request'
  return part
}

/** Whether a text is a status with its reason, and nothing more: `200 OK`, `HTTP 201 Created` (RFC 9110, section 15). */
export function isStatusLine(text: string): boolean {
  return /^[`"']?(?:http(?:\/[\d.]{1,3})? )?[1-5]\d\d(?: (?:ok|created|accepted|no content|partial content|multi-status|bad request|unauthorized|forbidden|not found|conflict|gone|content too large|payload too large|unprocessable (?:entity|content)|too many requests|internal server error|service unavailable))?[`"']?$/i.test(
    text.trim(),
  )
}

/** The status code that a text shows: `(201 Created)`, `**Response:** 200 OK`; null without one. */
export function statusIn(text: string): number | null {
  const match = /(?<![\w./-])([1-5]\d\d)(?![\w%]|[.,-]\d| ?(?:char|ms\b|sec|item|px))/.exec(text)
  return match?.[1] === undefined ? null : Number(match[1])
}
