import type { JsonValue } from './json.js'

/** What one column of a row must be for a partial index to hold it. */
export type RowCondition =
  | { readonly column: string; readonly is: 'null' | 'notNull' }
  | {
      readonly column: string
      readonly is: 'equal' | 'notEqual'
      readonly value: Exclude<JsonValue, object | null>
    }

const COLUMN = String.raw`(?:[A-Za-z_]\w{0,62}\.)?["\`]?([A-Za-z_]\w{0,62})["\`]?`
const NULL_TEST = new RegExp(String.raw`^${COLUMN} is (not )?null$`, 'i')
const FLAG_TEST = new RegExp(String.raw`^${COLUMN} is (not )?(true|false)$`, 'i')
const COMPARISON = new RegExp(
  String.raw`^${COLUMN} ?(=|==|<>|!=) ?(?:'([^']{0,100})'|"([^"]{0,100})"|(-?\d{1,15})|(true|false))$`,
  'i',
)
const FLAG = new RegExp(String.raw`^(not )?${COLUMN}$`, 'i')

/**
 * Reads the condition of a partial index: `deleted_at IS NULL`, `is_default = TRUE AND status <> 'closed'`, `NOT archived`.
 *
 * @param text SQL, or the same in a sentence
 * @returns the tests that must all hold; null when something else is said
 */
export function readRowCondition(text: string): readonly RowCondition[] | null {
  const plain = text
    .replaceAll(/\s{1,100}/g, ' ')
    .trim()
    .replace(/^\((.{0,400})\)$/, '$1')
  if (plain === '' || plain.length > 400) return null
  const tests = plain.split(/ and /i).map((part) => readTest(part.trim().replace(/^\((.{0,400})\)$/, '$1')))
  return tests.every((test) => test !== null) ? tests : null
}

function readTest(text: string): RowCondition | null {
  const nullTest = NULL_TEST.exec(text)
  if (nullTest?.[1] !== undefined)
    return { column: nullTest[1], is: nullTest[2] === undefined ? 'null' : 'notNull' }
  const flagTest = FLAG_TEST.exec(text)
  if (flagTest?.[1] !== undefined) {
    const value = /^true$/i.test(flagTest[3] ?? '')
    return { column: flagTest[1], is: flagTest[2] === undefined ? 'equal' : 'notEqual', value }
  }
  const comparison = COMPARISON.exec(text)
  if (comparison?.[1] !== undefined) {
    const [, column, sign = '', single, double, digits, word] = comparison
    const is = sign.startsWith('=') ? 'equal' : 'notEqual'
    if (digits !== undefined) return { column, is, value: Number(digits) }
    return { column, is, value: word === undefined ? (single ?? double ?? '') : /^true$/i.test(word) }
  }
  const flag = FLAG.exec(text)
  return flag?.[2] === undefined ? null : { column: flag[2], is: 'equal', value: flag[1] === undefined }
}
