import { claimsOfService } from '../endpoints/wire-claims.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'

const READER = 'cookie-session'

const COOKIE =
  /\bhttp-?only cookies?\b|\b(?:session|auth(?:entication)?|signed) cookies?\b|\bcookie[- ]based\b|\bsent as (?:an? )?cookie\b|\bcookie:? [`"']?(?:session|sid)=/i
const SENT = /\bsent as (?:an? )?cookie\b|\bcookie:? [`"']?(?:session|sid)=/i
const SETS = /\bsets? (?:the |an? )?(?:[\w+`*, -]{0,60} )?cookies?\b/i

/**
 * Callers that are known by a cookie, where the document of the operations says so:
 *
 * ```markdown
 * **Auth**: httpOnly cookie (`accessToken`) set by the login endpoint.
 * | 200 | `{ "id": "…" }` | Sets cookies |
 *
 * ## Sessions
 * - Token: random, sent as cookie `session=<token>; HttpOnly; SameSite=Lax`
 * ```
 */
export const cookieSessionReader = unitReader(READER, '**Auth**: httpOnly cookie', (unit, { document }) => {
  if (document.source.kind !== 'endpoints') return []
  if (unit.kind === 'table') {
    const { operation, table } = unit
    if (operation === null || !/\/(?:log-?in|sign-?in|register|sign-?up|sessions?)$/i.test(operation.path))
      return []
    const cell = table.rows
      .filter((row) => /^\W{0,3}2\d\d/.test(row.cells[0]?.text ?? ''))
      .flatMap(({ cells }) => cells)
      .find(({ text }) => SETS.test(text))
    return cell === undefined
      ? []
      : claimsOfService(READER, [{ property: 'authScheme', value: 'session', span: cell.whole }])
  }
  const text = textOf(unit)
  if (text === null || unit.kind === 'heading' || text.text.length > 400) return []
  const labelled = 'label' in unit && unit.label?.part === 'auth' && unit.operation === null
  const match = COOKIE.exec(text.text)
  const demanded = unit.operation !== null && /\brequires?\b/i.test(text.text.slice(0, match?.index ?? 0))
  const kept =
    unit.operation === null &&
    /\b(?:sessions?|auth\w{0,20}|sign-?in|log-?in)\b/i.test(unit.headings.at(-1) ?? '') &&
    SENT.test(text.text)
  if (
    match === null ||
    !(labelled || demanded || kept) ||
    /\b(?:bearer|authorization header)\b/i.test(text.text)
  )
    return []
  return claimsOfService(READER, [
    { property: 'authScheme', value: 'session', span: text.span(match.index, match.index + match[0].length) },
  ])
})
