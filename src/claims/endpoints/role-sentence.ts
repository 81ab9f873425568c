import type { MarkdownDocument } from '../../source/document.js'
import type { Access } from '../claim.js'
import { singular } from '../words/nouns.js'
import { isSpokenRole } from './bracketed-roles.js'

/** `Vets and admins only.`, `For vets and admins only`, `Vets only (403 for others)`. */
const BEHIND =
  /^\W{0,3}(?:for )?((?:[A-Za-z][\w-]{1,30}(?:, (?:and |or )?| and | or | ?[/&] ?)?){1,4}) only\b(?! (?:if|when|once|after|before)\b)/i

/** `Only vets and admins may order.`, `Only for vets.` */
const BEFORE =
  /^\W{0,3}only (?:for )?((?:[A-Za-z][\w-]{1,30}(?:, (?:and |or )?| and | or | ?[/&] ?)?){1,4})(?: (?:can|may|are allowed)\b|[.;,]|\s*$)/i

/**
 * The roles of a sentence that says who alone may call, where the document speaks of each as a role elsewhere:
 *
 * ```markdown
 * Roles: `assistant`, `vet`, `admin`.
 *
 * ### POST /medicines
 * Vets and admins only.
 * ```
 *
 * @returns the access, and how far its words reach
 */
export function roleSentence(
  text: string,
  document: MarkdownDocument,
): { readonly access: Access; readonly end: number } | null {
  const plain = text.slice(0, 200)
  const match = BEHIND.exec(plain) ?? BEFORE.exec(plain)
  const names = (match?.[1] ?? '')
    .split(/,? (?:and|or) |, | ?[/&] ?/)
    .map((name) => name.trim().replace(/^(?:an?|the) /i, ''))
    .filter((name) => name !== '')
  if (match === null || names.length === 0 || !names.every((name) => isSpokenRole(name, document)))
    return null
  const roles = names.map((name) => singular(name.toLowerCase()))
  return { access: `role:${[...new Set(roles)].join('|')}`, end: match.index + match[0].length }
}
