import type { Access } from '../claim.js'
import { inEnglish } from '../words/translation.js'

const PUBLIC =
  /\b(?:no auth(?:entication|orization)?(?: (?:is )?(?:required|needed|necessary))?|public(?:ly)?|p[uú]blic[oa]|(?:not|no|n[aã]o|nicht) (?:required|needed)|(?:sin|sem) authentication|ohne authentication|without (?:a )?(?:token|auth\w*)|unauthenticated|anonymous|no token|none|open to (?:all|anyone))\b|^(?:no|❌|✗|✘|-|–|—)$/i
const OPTIONAL = /\b(?:auth\w*|token) (?:is )?optional\b|\boptional (?:auth|token)|^optional$/i
const ROLE =
  /\b(?:only )?(?:for )?(admins?|administrators?|managers?|editors?|owners? only|staff|superusers?|moderators?)\b(?: only| role)?/i
const TOKEN =
  /\b(?:required|requires?|requiere|requer|exige|erfordert|benötigt|yes|jwt|bearer|token|authenticated|protected|logged[- ]in|private|session|must be (?:signed|logged) in)\b|✅|✓|✔/i

/**
 * Who may call an operation, from a remark such as `No authentication required`, `JWT required`, `Admin only`.
 *
 * @param text the remark
 * @param title title of its column or label, when it has one: under `Public`, `yes` means public
 */
export function accessIn(text: string, title = ''): Access | null {
  const remark = inEnglish(text).trim()
  if (remark === '') return null
  if (/^public$/i.test(title.trim())) return /^(?:yes|✅|✓|✔|true)/i.test(remark) ? 'public' : 'authenticated'
  if (OPTIONAL.test(remark)) return 'optional'
  // `Staff (redirects to login if unauthenticated)`: what stands in brackets tells of the others.
  const head = /^([^(]{3,60}) \(/.exec(remark)?.[1]
  const named = head === undefined ? null : accessIn(head, title)
  if (named?.startsWith('role:') === true) return named
  if (PUBLIC.test(head === undefined || named === null ? remark : head)) return 'public'
  const capitals = namedRoles(remark)
  const roles = capitals.length > 0 || !WHO.test(title.trim()) ? capitals : plainRoles(remark)
  // `Admin` is the usual role; `ADMIN` is spelled as the tokens hold it.
  const spelled = /^[A-Z_]{3,}$/.test(roles[0] ?? '')
  if (roles.length > 1 || (roles.length === 1 && (spelled || !ROLE.test(remark))))
    return `role:${roles.join('|')}`
  const role = ROLE.exec(remark)?.[1]
  if (role !== undefined && !/^owners?/i.test(role)) return `role:${singularRole(role.toLowerCase())}`
  return TOKEN.test(remark) || ANYBODY.test(remark) ? 'authenticated' : null
}

const ANYBODY = /^(?:any |all |every |registered |signed-in )?(?:users?|members?|callers?)\b/i

/** Words with a capital that say how callers are known, and name no role. */
const NO_ROLE =
  /^(?:required|requires|jwt|bearer|tokens?|yes|no|none|public|private|authenticated|authentication|authorization|users?|any|all|every(?:one|body)|optional|protected|session|cookies?|api|key|oauth2?|basic|header|owners?|self|auth|better|not?|n\/?a|true|false|same|see|only|the|a|an|must|via|with|uses?|internal|server|read|write|access)$/i

/** The one that a row belongs to, as a remark calls it. */
const OWNER_WORD =
  /^(?:the |its |their )?(?:row |record |resource )?(?:owner|author|creator|sender|reporter|uploader|submitter|customer|self)$/i

/**
 * The roles that may call beside the owner of the row: `author or moderator`, `Owner, Admin`; null for other remarks.
 */
export function rolesBesideOwner(text: string): readonly string[] | null {
  const names = text
    .replaceAll(/[`*"']/g, '')
    .replace(/\bonly\b/gi, '')
    .split(/\s?(?:,|\/|\||&|\bor\b|\band\b)\s?/)
    .map((name) => name.trim().replace(/^(?:an?|the) /i, ''))
    .filter((name) => name !== '')
  const others = names.filter((name) => !OWNER_WORD.test(name))
  if (others.length === names.length || others.length === 0 || others.length > 4) return null
  const roles = others.map((name) => accessIn(name, 'role'))
  return roles.every((role) => role?.startsWith('role:') === true)
    ? roles.map((role) => String(role).slice('role:'.length))
    : null
}

/** `admins` and `administrators` are in the role `admin`. */
function singularRole(name: string): string {
  return name.replace(/istrators?$/, '').replace(/(?<=[a-z]{3}[^s])s$/, '')
}

/** Roles that need no document to be known as such. */
const USUAL = /^(?:admins?|administrators?|staff|managers?|moderators?|editors?|super_?(?:users?|admins?))$/

/**
 * The roles in brackets behind an operation, where one of them is a usual one: `organizer/admin`, `curator | admin`.
 * Null for other words.
 */
export function rolesInBrackets(text: string): Access | null {
  const plain = text
    .toLowerCase()
    .replaceAll(/[`*"']/g, '')
    .replace(/ (?:only|roles?)$/, '')
    .trim()
  const roles = plainRoles(plain)
  return roles.length > 1 && roles.some((role) => USUAL.test(role)) ? `role:${roles.join('|')}` : null
}

/** Titles of columns that say who may call. */
const WHO =
  /^(?:auth(?:entication|ori[sz]ation)?|access|roles?|permissions?|who(?: may)?|allowed(?: roles?)?)$/i

/** Words of a cell for callers that are known by a row, or by nothing but their token. */
const NO_PLAIN_ROLE =
  /^(?:own|author|creator|sender|caller|self|member|customer|client|guest|anyone|anybody|signed|logged|login|here|below|above|varies|mixed|partial|depends)s?$/

/** Roles in small letters, under a title that speaks of callers: `warden`, `author or warden`. */
function plainRoles(remark: string): readonly string[] {
  const names = remark.replaceAll(/[`*"']/g, '').split(/\s?(?:,|\/|\||&|\bor\b|\band\b)\s?/)
  if (!names.every((name) => /^[a-z][a-z_]{2,30}$/.test(name) && !NO_ROLE.test(name))) return []
  const named = names.filter((name) => !NO_PLAIN_ROLE.test(name))
  // The usual role alone is spelled by the words above; beside others it is one of them.
  if (named.length === names.length && named.length > 1) return [...new Set(named.map(singularRole))]
  return [...new Set(named.filter((name) => !ROLE.test(name)))]
}

/**
 * The roles that a remark lists and nothing else: `ADMIN, INSTRUCTOR`, `Instructor or Head Librarian`, `Student`; as the
 * document writes them.
 */
function namedRoles(remark: string): readonly string[] {
  const list = remark
    .replaceAll(/[`*"']/g, '')
    .replace(/^(?:requires? |for |allowed )?(?:the )?(?:roles?|users?)?[:= ]{1,3}/i, '')
    .replace(/(?: roles?)?(?: only)?(?: required| allowed)?\.?$/i, '')
    .trim()
  const names = list
    .split(/\s?(?:,|\/|\||&|\bor\b|\band\b)\s?/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const named = names.every(
    (name) =>
      /^[A-Z][A-Za-z_]{1,30}(?: [A-Z][A-Za-z_]{1,30}){0,2}$/.test(name) &&
      name.split(' ').every((word) => !NO_ROLE.test(word)),
  )
  // Clerk alone is a product that issues tokens.
  return named && !/^(?:clerk|supabase|firebase|keycloak|auth0)$/i.test(list) ? [...new Set(names)] : []
}
