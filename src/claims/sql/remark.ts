import type { ValueType } from '../shape.js'

/** What the remark behind a column says of its values. */
export interface ColumnRemark {
  readonly enum: readonly string[] | null
  /** `["a", "b"]` shows that a JSON column holds a list. */
  readonly list: boolean
}

const WORD = /^["'`]?([a-z][a-z0-9_-]{0,40}|[A-Z][A-Z0-9_]{0,40})["'`]?$/

/** Words of remarks that are no values of a column. */
const NO_VALUE =
  /^(?:optional|required|nullable|null|unique|indexed|immutable|hashed|encrypted|generated|auto|utc|iso|json|minutes|seconds|hours|days|cents|usd|eur|bcrypt|argon2|max|min|fk|pk|deprecated|future|etc|e\.g|and|or)$/i

/**
 * The values that a remark behind a column lists, and nothing else: `-- low, medium, high`, `-- 'free' | 'pro'`.
 *
 * @param definition one column with what stands behind it up to the end of its line
 */
export function columnRemark(definition: string, type: ValueType | null): ColumnRemark {
  const line = definition.split('\n')[0] ?? ''
  const at = line.indexOf('--')
  const remark = at < 0 ? '' : line.slice(at + 2, at + 400).trim()
  if (type === 'object') return { enum: null, list: remark.startsWith('[') || EMPTY_LIST.test(line) }
  if (type !== 'string' || remark === '') return { enum: null, list: false }
  const list = remark.replace(/^(?:enum|values?|one of|allowed|options?)\s?:\s?/i, '').replace(/\.$/, '')
  const words = list.split(/\s?[|,/]\s?(?:or )?/)
  const values = words.map((word) => WORD.exec(word.trim())?.[1] ?? null)
  const known = values.filter((value) => value !== null)
  const all = known.length === values.length && known.length > 1 && known.length <= 40
  const closed = all && new Set(known).size === known.length && !known.some((value) => NO_VALUE.test(value))
  return { enum: closed ? known : null, list: false }
}

/** A JSON column that begins as an empty list holds lists. */
const EMPTY_LIST = /\bDEFAULT\s{1,8}'\[\s{0,4}\]'/i
