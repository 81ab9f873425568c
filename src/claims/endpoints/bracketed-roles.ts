import type { MarkdownDocument } from '../../source/document.js'
import type { Access } from '../claim.js'

/** How callers are known, and what stands behind it: `Required (…)`, `Yes (Bearer — …)`, `JWT, …`. */
const BEHIND =
  /^\W{0,3}(?:required|yes|needed|protected|authenticated|(?:jwt|bearer|access|auth\w*)(?: token)?(?: required)?)[ ]{0,2}(?:\((.{2,100})\)|[–—:,-] (.{2,100}))/i

/** `Only wardens and admin roles may list them`. */
const ONLY = /^\W{0,3}only (.{2,80}?) roles? (?:can|may|are|is|have|has)\b/i

/** Words about the token, which name nobody. */
const SCHEME =
  /^(?:(?:required|bearer|jwt|access|tokens?|auth\w*|roles?|requires?|only|for|the|an?)\b[ :,–—-]{0,4}){1,8}/i

/** The one that a row belongs to: `owner of the shelf`. */
const ROW_OWNER = /^(?:the )?(?:owner|author|creator) of\b/i

/** Words that stand there and name no caller. */
const NO_ROLE =
  /^(?:any|all|every|each|own|self|same|see|via|with|by|in|on|not?|none|optional|public|users?|callers?|header|cookies?|session|token|always|below|above|varies|mixed|https?|internal|server|read|write|once)$/i

/** Whoever a row belongs to, unless the document speaks of such a role. */
const OWNER_WORD = /^(?:owner|author|creator|sender|uploader|member|customer)s?$/i

const known = new WeakMap<MarkdownDocument, ReadonlySet<string>>()

/** The words, in small letters, of lines that speak of roles. */
function spokenOf(document: MarkdownDocument): ReadonlySet<string> {
  const found = known.get(document)
  if (found !== undefined) return found
  const words = new Set<string>()
  for (const line of document.source.text.split('\n')) {
    if (!/\broles?\b/i.test(line.slice(0, 2000))) continue
    for (const [word] of line.slice(0, 2000).matchAll(/[A-Za-z][A-Za-z_-]{1,30}/g)) words.add(alike(word))
  }
  known.set(document, words)
  return words
}

/** Whether the document speaks of a name, in the singular or plural, as a role. */
export function isSpokenRole(name: string, document: MarkdownDocument): boolean {
  return !NO_ROLE.test(name) && !OWNER_WORD.test(name) && spokenOf(document).has(alike(name))
}

/** `Read-only`, `READ_ONLY` and `read only` name one role; `Wardens` are those in the role of a warden. */
function alike(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[ _]/g, '-')
    .replace(/(?<=[a-z]{3})s$/, '')
}

/**
 * The roles that a remark asks for behind how callers are known, where they are marked so (`only`) or the document
 * speaks of them as roles elsewhere:
 *
 * ```markdown
 * **Authentication**: Required (Owner or Admin)
 * **Auth required**: Yes (Bearer — warden role only)
 * **Role Restrictions**: Only owner and admin roles can list keys.
 * ```
 *
 * `owner of the shelf` beside a role is whose the row must be, and no role.
 */
export function bracketedRoles(text: string, document: MarkdownDocument): Access | null {
  const plain = text.replaceAll(/[`*"']/g, '')
  const match = BEHIND.exec(plain) ?? ONLY.exec(plain)
  const said = match?.[1] ?? match?.[2]
  if (said === undefined) return null
  const names = said
    .replace(SCHEME, '')
    .split(/\s?(?:,|\/|\||&|\bor\b|\band\b)\s?/)
    .map((name) =>
      name
        .replace(/^(?:an?|the) /i, '')
        .replace(/(?: roles?| users?| accounts?| only| required){1,3}\.?$/i, '')
        .trim(),
    )
    .filter((name) => name !== '' && !/^(?:roles?|only)$/i.test(name))
  const roles = names.filter((name) => !ROW_OWNER.test(name))
  const spoken = spokenOf(document)
  // `Gardener only` names a role that nothing else tells of; `Owner only` may be whose the row is.
  const only = /\b(?:only|roles?)\b/i.test(said)
  const all = roles.every(
    (name) =>
      /^[A-Za-z][\w -]{1,30}$/.test(name) &&
      !NO_ROLE.test(name) &&
      (spoken.has(alike(name)) || (only && !OWNER_WORD.test(name))),
  )
  if (roles.length === 0 || !all) return null
  const spelled = roles.map((name) => (/^[A-Z][a-z]/.test(name) ? alike(name).replaceAll('-', '_') : name))
  return `role:${[...new Set(spelled)].join('|')}`
}
