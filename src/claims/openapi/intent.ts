import { hasFurtherKeys } from '../prose/grammar/order-keys.js'
import type { Span } from '../../source/span.js'
import type { Access, Method } from '../claim.js'
import { deniesSoftDeletion } from '../words/deletion-words.js'
import { rolesIn } from '../words/roles.js'
import { type Collector, READER } from './collector.js'
import type { Place } from './place.js'
import { type Sentence, sentencesOf } from './prose.js'

/** What an operation works on, as far as its contract shows it. */
export interface Surroundings {
  /** Names of all fields in its bodies and answers, and of its parameters. */
  readonly fields: ReadonlySet<string>
  /** Names of the fields among them that are true or false. */
  readonly flags: ReadonlySet<string>
  /** Names of the fields of its request body. */
  readonly body: ReadonlySet<string>
}

/**
 * Claims what the summary and description of an operation say in so many words: a flag that is
 * toggled, fields that stay, a soft deletion, an order. Only fields that the contract itself shows
 * are taken for fields.
 *
 * @param roles roles that the contract introduces as a closed list
 * @returns the access that the words state; null when they state none
 */
export function readIntent(
  method: Method,
  path: string,
  texts: readonly (Place | null)[],
  surroundings: Surroundings,
  roles: readonly string[],
  collector: Collector,
): { readonly access: Access; readonly span: Span } | null {
  const subject = { kind: 'operation', method, path } as const
  let access: { access: Access; span: Span } | null = null
  for (const place of texts) {
    if (place === null) continue
    for (const sentence of sentencesOf(place)) {
      const span = { source: place.document.source.id, start: sentence.start, end: sentence.end }
      const base = { subject, span, reader: READER } as const
      const stated = accessIn(sentence, roles)
      if (access === null && stated !== null) access = { access: stated, span }
      const flag = flagIn(sentence, surroundings)
      if (flag !== null) collector.claim({ ...base, property: 'flag', value: flag })
      const unchanged = unchangedIn(sentence, surroundings)
      if (unchanged.length > 0) collector.claim({ ...base, property: 'unchanged', value: unchanged })
      const deletion = method === 'DELETE' ? deletionIn(sentence) : null
      if (deletion !== null) collector.claim({ ...base, property: 'deletion', value: deletion })
      const update = method === 'PUT' || method === 'PATCH' ? updateIn(sentence) : null
      if (update !== null) collector.claim({ ...base, property: 'update', value: update })
      const sort = method === 'GET' ? sortIn(sentence, surroundings) : null
      if (sort !== null) collector.claim({ ...base, property: 'sort', value: sort })
    }
  }
  return access
}

const OPTIONAL = /\b(?:auth(?:entication|orization)?(?: is)? optional|optional auth(?:entication)?)\b/i
const PUBLIC =
  /\b(?:no auth(?:entication|orization)?(?: is)? (?:required|needed)|auth(?:entication|orization)?(?: is)? not (?:required|needed)|does(?: not|n't) require auth(?:entication)?|publicly accessible|public endpoint)\b/i
const TOKEN =
  /\b(?:auth(?:entication)?(?: is)? required|jwt (?:token )?required|requires? (?:a |an )?(?:valid )?(?:auth(?:entication)?|jwt|(?:access |bearer )?token|login)|must be (?:logged in|authenticated))\b/i
const ROLE =
  /\brequires? (?:the )?([A-Za-z_]{2,30}) role\b|\b([A-Za-z_]{2,30}) role (?:is )?required\b|\b(admin|administrator|moderator|manager|staff)s? only\b/i

/** Words before `role` that name none. */
const NO_ROLE: ReadonlySet<string> = new Set(['a', 'an', 'any', 'no', 'this', 'user', 'the', 'that'])

function accessIn({ text }: Sentence, roles: readonly string[]): Access | null {
  const named = rolesIn(text, roles)
  if (named.length > 0) return `role:${named.join('|')}`
  if (OPTIONAL.test(text)) return 'optional'
  if (PUBLIC.test(text)) return 'public'
  const role = ROLE.exec(text)
  // `Managers only.` begins a sentence; tokens have the word as it is.
  const name =
    role?.[1] ?? role?.[2] ?? role?.[3]?.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
  if (name !== undefined && !NO_ROLE.has(name.toLowerCase())) return `role:${name}`
  return TOKEN.test(text) ? 'authenticated' : null
}

type Flag = { readonly field: string; readonly effect: 'flip' | 'set-true' | 'set-false' }

function flagIn({ text }: Sentence, { flags, body }: Surroundings): Flag | null {
  const set = /\bsets? ([A-Za-z_]\w{0,60}) ?(?:=|to) ?(true|false)\b/i.exec(text)
  if (set?.[1] !== undefined && flags.has(set[1]))
    return { field: set[1], effect: set[2]?.toLowerCase() === 'true' ? 'set-true' : 'set-false' }
  if (!/\b(?:toggl(?:e|es|ing)|flips?|inverts?)\b/i.test(text)) return null
  const named = wordsOf(text).filter((word) => flags.has(word))
  const [field, ...others] = new Set(named)
  // A body that carries the flag sets it; a sentence with two flags leaves open which one is meant.
  if (field === undefined || others.length > 0 || body.has(field)) return null
  return { field, effect: 'flip' }
}

function unchangedIn({ text }: Sentence, { fields }: Surroundings): readonly string[] {
  const active =
    /\b(?:cannot|can't|must not|may not|should not|does not|doesn't|never) (?:change|modify|update|alter|edit)s? ([^.;]{1,120})/i.exec(
      text,
    )
  const passive =
    /([^.;]{1,120}?) (?:cannot|can't|must not|may not|should not|can never) be (?:changed|modified|updated|altered|edited)\b/i.exec(
      text,
    )
  const words = wordsOf(`${active?.[1] ?? ''} ${passive?.[1] ?? ''}`)
  return [...new Set(words.filter((word) => fields.has(word)))]
}

function deletionIn({ text }: Sentence): 'hard' | 'soft' | null {
  if (/\bsoft(?:ly)?[- ]?(?:delet|remov|cancel|archiv|deactivat)/i.test(text))
    return deniesSoftDeletion(text) ? 'hard' : 'soft'
  if (/\b(?:never|not|no) (?:permanent|hard)/i.test(text)) return null
  return /\b(?:permanently|hard[- ]?delet)/i.test(text) ? 'hard' : null
}

function updateIn({ text }: Sentence): 'partial' | 'full' | null {
  if (
    /\b(?:partial(?:ly)? updat|only (?:the )?(?:provided|given|sent|supplied|specified) fields|all fields (?:are )?optional)/i.test(
      text,
    )
  )
    return 'partial'
  return /\b(?:full (?:update|replacement)|fully replace|replaces? (?:the )?(?:entire|whole))/i.test(text)
    ? 'full'
    : null
}

/** Names of the time a row was made. */
const CREATED = ['created_at', 'createdAt', 'created', 'creation_date', 'created_on']

function sortIn(
  { text }: Sentence,
  { fields }: Surroundings,
): { readonly field: string; readonly direction: 'asc' | 'desc' } | null {
  if (hasFurtherKeys(text)) return null
  const by = /\b(?:sort|order)(?:s|ed)? by ([A-Za-z_]\w{0,60})\b/i.exec(text)
  const down = /\b(?:descending|desc|newest|most recent|latest|reverse chronological)\b/i.test(text)
  const named = by?.[1]
  if (named !== undefined && fields.has(named)) return { field: named, direction: down ? 'desc' : 'asc' }
  if (!/\b(?:newest|most recent|latest|oldest)(?: \w+)? first\b/i.test(text)) return null
  const [field, ...others] = CREATED.filter((name) => fields.has(name))
  if (field === undefined || others.length > 0) return null
  return { field, direction: /\boldest\b/i.test(text) ? 'asc' : 'desc' }
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\w]+/).filter((word) => word !== '')
}
