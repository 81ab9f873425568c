import type { Claim } from '../claim.js'
import { outOfScopeHeading } from '../endpoints/scope-words.js'
import { claimsOfService } from '../endpoints/wire-claims.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { UnitOf } from '../outline/unit.js'

const READER = 'no-authentication'

const NONE =
  /(?:\bno|\b(?:accessible|available|usable|open|callable|reachable|public|publicly|operates?|works?|runs?|served?|used|everything|services?|apis?|functions?) without(?: any)?) (?:user )?(?:authentication|auth|authorization|login)\b(?! (?:token|header|for|library|provider))|(?<!factor |step |mfa |2fa |social |biometric |e-?mail |phone |single sign-on )\bauthentication (?:and authorization )?(?:is|are) (?:not (?:required|needed|in scope|implemented|included)|out of scope)\b/i

/** Words before it that turn it round. */
const DENIED = /\b(?:nothing|none|nobody|no one|no \w{1,20}|not|never|cannot|can't)(?: \w{1,20}){0,3}\s$/i

/** A row of what is not built: `| Users | No authentication, no accounts |` under `Out of Scope`. */
function leftOutRows({ headings, table }: UnitOf<'table'>): readonly Claim[] {
  if (outOfScopeHeading(headings) === null) return []
  return table.rows.flatMap(({ cells }) =>
    cells.flatMap((cell) =>
      NONE.exec(cell.text)?.index === 0
        ? claimsOfService(READER, [
            { property: 'authScheme', value: 'none', span: cell.span(0, cell.text.length) },
          ])
        : [],
    ),
  )
}

/**
 * A service without authentication: `No authentication required (single user)`, `**Auth**: none`.
 *
 * Remarks about one operation, or that name a path, are not about the service.
 */
export const noAuthenticationReader = unitReader(READER, '**Authentication**: none', (unit, { document }) => {
  if (!/^(?:endpoints|feature|plan)$/.test(document.source.kind)) return []
  if (unit.kind === 'table') return leftOutRows(unit)
  const text = textOf(unit)
  if (text === null || unit.operation !== null || unit.kind === 'heading') return []
  if (
    /(?<![a-z])\/\w|\bexcept\b|\bif\b|\bwhen\b|\bendpoint\b|\b401\b|\?|\brequests? without\b/i.test(text.text)
  )
    return []
  const labelled =
    'label' in unit && unit.label?.part === 'auth' ? /^\W{0,4}(?:none|no|n\/a|not required)\b/i : null
  const content = 'label' in unit && unit.label ? unit.label.end : 0
  const match = NONE.exec(text.text) ?? (labelled ? labelled.exec(text.text.slice(content)) : null)
  if (match === null || text.text.length > 240) return []
  // `Nothing works without login` says the opposite.
  if (DENIED.test(text.text.slice(Math.max(0, match.index - 60), match.index))) return []
  return claimsOfService(READER, [
    { property: 'authScheme', value: 'none', span: text.span(0, text.text.length) },
  ])
})
