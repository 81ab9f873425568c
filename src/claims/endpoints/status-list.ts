import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { errorOf, statusWords } from './error-words.js'
import { claimsOfService } from './wire-claims.js'

const READER = 'status-list'

/**
 * Statuses of the whole service as a list or sentence that starts with the code, under a heading about errors:
 *
 * ```markdown
 * ## Error handling
 * - 401 Unauthorized: missing or expired token
 * 404 for Not Found requests, when a book is not in the catalogue
 *
 * ## Error Responses
 * ### 403 Forbidden
 * ```
 */
export const statusListReader = unitReader(
  READER,
  '- 401 Unauthorized: missing token',
  (unit, { document }) => {
    if (unit.operation !== null || unit.kind === 'table' || unit.kind === 'code') return []
    if (/^(?:checklist|frontend|tasks)$/.test(document.source.kind)) return []
    const text = textOf(unit)
    // A heading that is a status stands under the one that says what it lists.
    const heading = unit.headings.at(unit.kind === 'heading' ? -2 : -1) ?? ''
    if (unit.kind === 'heading' && !/\berrors?\b/i.test(heading)) return []
    const about = /\b(?:errors?|status|http|codes?|responses?|exceptions?)\b/i.test(
      `${heading} ${unit.opened}`,
    )
    if (text === null || !about || !/^\W{0,3}(?:http )?[45]\d\d\b/i.test(text.text)) return []
    const [words] = statusWords(text)
    const error = words === undefined ? null : errorOf(words)
    return error && words
      ? claimsOfService(READER, [{ property: 'error', value: error, span: words.span }])
      : []
  },
)
