const KNOWN: ReadonlySet<number> = new Set([
  200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503,
])

/** Numbers that are measures: of text, time, size, load or rows, whatever the language of the unit. */
const MEASURES: readonly RegExp[] = [
  /\bbetween [\d,.]{1,12} and [\d,.]{1,12}/g,
  /\b\d{1,3}(?:,\d{3})+\b/g,
  /\d{1,9}\s?(?:-|–|~|to )\s?\d{1,9}/g,
  /(?<![=-])[<>≤≥]=?\s?\d{1,9}/g,
  /\b(?:var)?char(?:acter varying)?\s?\(\d{1,9}\)|\b(?:string|text|decimal|numeric)\s?\(\d{1,9}(?:,\s?\d{1,3})?\)/g,
  /\bnot (?:a |an )?\d{3}\b/g,
  /\b(?:max|maximum|min|minimum|limit|least|most|within|than|exceeds?|up to|first|port|after|every)\W{1,3}\d{1,9}\b/g,
  /\d{3}\+?\s?(?:characters?|chars?|ms|px|kb|mb|users?|items?|rows?|tasks?|requests?|seconds?|%|lines?|concurrent|transactions?|words?|milliseconds?|transactions?|entries|records?|products?|회|자|글자|명|개|건|초|원|일|문자|字|件|個|人|円|秒|ミリ秒|日|分|点)/g,
]

/** Statuses that a text names; numbers that measure something are none, nor are those behind "not". */
export function statusesIn(text: string): readonly number[] {
  let plain = text
  for (const measure of MEASURES) plain = plain.replace(measure, ' ')
  // "Length limits: title (200)" names no status.
  if (/\b(?:lengths?|limits?|characters|chars)\b/.test(text)) plain = plain.replace(/\(\d{1,9}\)/g, ' ')
  const found = [...plain.matchAll(/(?<![\w.:/,-])(\d{3})(?![\d+]|[\w%.,]\w|-)/g)].map((match) =>
    Number(match[1]),
  )
  return [...new Set(found)].filter((status) => KNOWN.has(status))
}

/** Whether a text is about statuses first: `404: not found`, `VALIDATION_ERROR | 400 | …`, `status codes: 200, 404`. */
export function leadsWithStatus(text: string): boolean {
  return /^\W*(?:http )?\d{3}\b|^\W*[A-Z][A-Z0-9_]{2,60}\s?[|:(]|\b(?:status|error|response) codes?\b/.test(
    text,
  )
}
