import { operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Access, Claim } from '../claim.js'
import type { MarkdownDocument } from '../../source/document.js'
import type { InlineText } from '../../source/inline-text.js'
import type { Unit } from '../outline/unit.js'
import { typeWord } from '../value-words.js'
import { accessIn, rolesBesideOwner, rolesInBrackets } from './access-words.js'
import { bracketedRoles } from './bracketed-roles.js'
import { roleSentence } from './role-sentence.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'operation-access'

const REMARK =
  /^\W{0,3}(?:no auth(?:entication|orization)?\b[^.,;]{0,40}|auth(?:entication|orization)?(?: is)? (?:required|optional|not required)|(?:public|protected)(?: endpoint| route)?\b|requires? (?:auth\w*|(?:the |an? )?header [^.,;]{0,12}authorization|a? ?(?:valid )?(?:jwt|token)|an? (?:valid )?(?:[a-z]{1,20} )?session(?: cookie)?|login|admin\w*)[^.,;]{0,40}|(?:for )?(?:admins?|administrators?|staff|managers?|moderators?|editors?|superusers?)(?: members?| users?| role)? only\b|(?:requiere|requer|exige|erfordert|benötigt|nécessite) [^.,;]{0,30}?(?:authorization\b|token\b|auth\w*|login\b|admin\w*)[^.,;]{0,40})/i

/**
 * Who may call one operation, in its own description or in the heading over it:
 *
 * ```markdown
 * ## Public Endpoints (No Auth Required)
 * **Auth:** Not required
 * Authentication optional, returns the loan
 * - `GET /shelves` - all shelves (public)
 * - `POST /shelves` - staff only
 * - `PUT /shelves/{id}` (curator/admin)
 * - `GET /shelves/{id}` public, with its books
 *
 * Vets and admins only.
 * ```
 */
export const operationAccessReader = unitReader(READER, '**Auth:** Not required', (unit, { document }) => {
  const text = textOf(unit)
  if (text === null) return []
  if (unit.kind === 'heading') {
    const [name, another] = operationNames(text.text)
    const access = accessOfHeadings(unit.headings.slice(0, -1))
    const marked = unit.operation === null ? null : roleMark(text.text)
    if (marked !== null && unit.operation !== null)
      return claimsOfOperation(READER, unit.operation, [
        { property: 'access', value: marked.access, span: text.span(marked.start, text.text.length) },
      ])
    const signsIn = /\/(?:log-?in|sign-?(?:in|up)|register|refresh|token)$/i.test(name?.path ?? '')
    return name && !another && access && !signsIn
      ? claimsOfOperation(READER, name, [
          { property: 'access', value: access, span: text.span(name.start, name.end) },
        ])
      : []
  }
  if (unit.operation === null) return []
  const { label } = unit.kind === 'line' || unit.kind === 'item' ? unit : { label: null }
  // `role (string, required)` among the fields of a body is a field.
  const field = unit.kind === 'item' && /^\w{1,60} ?\(/.test(text.text) && typeWord(text.text) !== null
  const labelled = label?.part === 'auth' && !field
  const match = labelled ? null : REMARK.exec(text.text)
  const sentence = labelled || unit.kind === 'item' ? null : roleSentence(text.text, document)
  if (sentence !== null)
    return claimsOfOperation(READER, unit.operation, [
      { property: 'access', value: sentence.access, span: text.span(0, sentence.end) },
    ])
  if (!labelled && match === null) return remarkBehind(unit, text, document)
  const from = labelled && label ? label.end : 0
  const words = labelled ? text.text.slice(from) : (match?.[0] ?? '')
  const span = text.span(from, from + words.length)
  const roles = labelled ? bracketedRoles(words.slice(0, 160), document) : null
  const beside = labelled && roles === null ? rolesBesideOwner(words.slice(0, 120)) : null
  if (beside !== null)
    return claimsOfOperation(READER, unit.operation, [
      { property: 'access', value: 'authenticated', span },
      { property: 'reach', value: { roles: beside }, span },
    ])
  const access = roles ?? accessIn(words.slice(0, 120), labelled && label ? label.text : '')
  return access === null
    ? []
    : claimsOfOperation(READER, unit.operation, [{ property: 'access', value: access, span }])
})

/**
 * Who may call, in the line that names an operation: `(public)`, `- staff only`, `public: the published ones`,
 * `{stars, text?} no token needed, 202`.
 */
const BEHIND =
  /(?:^\W{0,3}\s|\(|\s[–—-]\s|[.;,:})] )((?:public(?:ly)?|no (?:auth|token|login)\w{0,12}(?: (?:required|needed))?|(?:auth\w{0,12}|login|jwt|token)(?: is)? (?:required|needed|optional)|requires? (?:auth\w{0,12}|login|(?:an? )?(?:valid )?(?:jwt|token)|admin\w{0,8})|optional auth\w{0,12}|(?:only )?(?:for )?(?:admins?|administrators?|staff|managers?|moderators?|editors?)(?: only| role)?|[a-z]{3,20}s? only))(?=\)|[.;,:](?:\s|$)|\s[–—-]\s|\s*$)/gi

/** Words before `only` that are no role. */
const NO_ROLE = /^(?:read|write|own|owners?|authors?|creators?|view|append|text|json|future|internal|once)\b/i

function remarkBehind(unit: Unit, text: InlineText, { source }: MarkdownDocument): readonly Claim[] {
  const { operation } = unit
  if (operation === null || (unit.kind !== 'item' && unit.kind !== 'line')) return []
  const [name, another] = operationNames(text.text)
  if (name === undefined || another !== undefined || name.start !== operation.start) return []
  if (name.path !== operation.path) return []
  for (const match of text.text.slice(name.end).matchAll(BEHIND)) {
    const said = match[1] ?? ''
    if (NO_ROLE.test(said)) continue
    const only = /^([a-z]{3,20}?)s? only$/i.exec(said)?.[1]?.toLowerCase()
    const access =
      accessIn(said) ?? (only !== undefined && /\brole\b/i.test(source.text) ? accessIn(only, 'role') : null)
    if (access === null) continue
    const start = name.end + match.index + match[0].length - said.length
    return claimsOfOperation(READER, operation, [
      { property: 'access', value: access, span: text.span(start, start + said.length) },
    ])
  }
  // Research weighs who might call.
  if (source.kind === 'research') return []
  for (const { index, 0: whole, 1: said = '' } of text.text.slice(name.end).matchAll(/\(([^()]{5,80})\)/g)) {
    const span = text.span(name.end + index + 1, name.end + index + whole.length - 1)
    const beside = rolesBesideOwner(said)
    if (beside !== null)
      return claimsOfOperation(READER, operation, [
        { property: 'access', value: 'authenticated', span },
        { property: 'reach', value: { roles: beside }, span },
      ])
    const access = rolesInBrackets(said)
    if (access !== null)
      return claimsOfOperation(READER, operation, [{ property: 'access', value: access, span }])
  }
  return []
}

/** `### Remove a member (Admin)`, `### POST /books (Admin only)`: a role behind the heading. */
function roleMark(title: string): { readonly access: Access; readonly start: number } | null {
  const match =
    /\((?:(?:nur|only|solo|sólo|apenas|requires) )?(admins?|administrators?|administrador(?:es)?|staff|moderators?|managers?)(?: only| required| role)?\)\s{0,3}$/i.exec(
      title,
    )
  const role = match?.[1]
  return match === null || role === undefined
    ? null
    : {
        access: `role:${role.toLowerCase().replace(/istra(?:tor|dor)(?:s|es)?$|s$/, '')}`,
        start: match.index,
      }
}

/** What the headings around an operation say of its callers. */
function accessOfHeadings(headings: readonly string[]): Access | null {
  for (const title of headings.toReversed()) {
    if (/\bpublic (?:endpoints?|routes?|apis?)\b|\bno auth/i.test(title)) return 'public'
    if (/\badmin(?:istrator)? (?:endpoints?|routes?|apis?)\b|\badmin only\b/i.test(title)) return 'role:admin'
    if (/\b(?:protected|authenticated) (?:endpoints?|routes?|apis?)\b|\bauth\w* required\b/i.test(title))
      return 'authenticated'
  }
  return null
}
