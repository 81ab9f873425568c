import { COUNTS } from './query-parameters.js'

/** Words that limit the name right before them. */
const LIMITED = String.raw`(?=[\s:=(]{1,3}(?:defaults?|max(?:imum)?|min(?:imum)?|up to|at most|at least|between|[<>≤≥])(?:\b|\s|=|\d))`

/** A name of a list, with a limit of its own behind it. */
const NAMED = new RegExp(String.raw`(?:,|\band|\bor|&|\/) ?(?:and |or )?([a-z]\w{0,40})${LIMITED}`, 'g')

/** Words that say something of the name before them and are no names. */
const REMARKS =
  /^(?:a|an|and|or|the|is|it|with|has|have|of|be|must|may|can|by|in|as|to|string|text|varchar|char|int|integer|number|numeric|decimal|float|boolean|bool|date|datetime|enum|uuid|required|optional|unique|nullable|indexed|trimmed|empty|blank|length|size|count|value|values|characters?|chars?|digits?|items?|words?|entries|range|defaults?|max|min|both|each|all|positive|whole|long|non)$/

/**
 * Where a list goes on with a name of its own limit, `cone, limit default 20, max 100`: what stands there is said of
 * that name, whether it is one of a column or not.
 *
 * @param rest what follows the name of a column
 * @returns the offset of the next name's comma; the length of the text without one
 */
export function nextLimitedName(rest: string): number {
  for (const match of rest.matchAll(NAMED)) {
    const name = match[1] ?? ''
    const listed = /^[`"]?(?:\s?,\s?(?:and |or )?\w{1,40}){0,8}\s?$/.test(rest.slice(0, match.index))
    if (COUNTS.test(name) || (!REMARKS.test(name) && (listed || /_|[a-z][A-Z]/.test(name))))
      return match.index
  }
  return rest.length
}
