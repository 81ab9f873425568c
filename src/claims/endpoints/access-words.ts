import type { Access } from '../claim.js'

const PUBLIC =
  /\b(?:no auth(?:entication|orization)?(?: (?:is )?(?:required|needed|necessary))?|public(?:ly)?|not (?:required|needed)|without (?:a )?(?:token|auth\w*)|unauthenticated|anonymous|no token|none|open to (?:all|anyone))\b|^(?:no|❌|✗|✘|-|–|—)$/i
const OPTIONAL = /\b(?:auth\w*|token) (?:is )?optional\b|\boptional (?:auth|token)|^optional$/i
const ROLE =
  /\b(?:only )?(?:for )?(admins?|administrators?|managers?|editors?|owners? only|staff|superusers?|moderators?)\b(?: only| role)?/i
const TOKEN =
  /\b(?:required|requires?|yes|jwt|bearer|token|authenticated|protected|logged[- ]in|private|session|must be (?:signed|logged) in)\b|✅|✓|✔/i

/**
 * Who may call an operation, from a remark such as `No authentication required`, `JWT required`, `Admin only`.
 *
 * @param text the remark
 * @param title title of its column or label, when it has one: under `Public`, `yes` means public
 */
export function accessIn(text: string, title = ''): Access | null {
  const remark = text.trim()
  if (remark === '') return null
  if (/^public$/i.test(title.trim())) return /^(?:yes|✅|✓|✔|true)/i.test(remark) ? 'public' : 'authenticated'
  if (OPTIONAL.test(remark)) return 'optional'
  if (PUBLIC.test(remark)) return 'public'
  const role = ROLE.exec(remark)?.[1]
  if (role !== undefined && !/^owners?/i.test(role)) {
    return `role:${role
      .toLowerCase()
      .replace(/istrators?$/, '')
      .replace(/s$/, '')}`
  }
  return TOKEN.test(remark) ? 'authenticated' : null
}
