import type { Claim, SessionCarrier } from '../claim.js'
import { claimsOfService } from '../endpoints/wire-claims.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { type Sentence, sentencesOf } from '../prose/sentence.js'

const READER = 'session-lookup'

const BETTER_AUTH = /\bbetter[ -]?auth\b/i
const SESSION = /\bsessions?\b/i
const LOOKED_UP =
  /\b(?:look(?:s|ed|ing)?(?:[ -]| [^.]{1,60}? )?ups?|quer(?:y|ies|ied|ying)|validat\w{1,4}|verif\w{1,5}|checks?|checked|checking|reads?|reading|extracts?|match\w{0,3}|find(?:s|ing)?)\b/i
const TABLE =
  /\bsessions?[`"']? (?:database )?(?:table|rows?|records?)\b|\b(?:in|against|from|with) (?:the )?(?:\w{1,12} )?(?:database|db)\b/i

/** Better Auth's own cookie, with the prefix that the documents give it. */
const COOKIE = /\b((?:__Secure-)?better-auth\.session_token)\b/

/** What says that nothing is looked up, or not here. */
const OTHERWISE =
  /\b(?:no|not|never|without|instead of|rather than|avoid\w{0,3}|stateless\w{0,2}|unlike|jwts?|json web tokens?|frontend|browser|client)\b/i

/**
 * Sessions of Better Auth that this backend looks up in the database it shares with it:
 *
 * ```markdown
 * The backend validates the session token against Better Auth's `session` table.
 * It reads the `better-auth.session_token` cookie and looks the session up in the database.
 * ```
 */
export const sessionLookupReader = unitReader(
  READER,
  "The backend validates the session cookie against Better Auth's session table",
  (unit, { document }) => {
    if (/^(?:checklist|tasks|frontend|research|quickstart)$/.test(document.source.kind)) return []
    const text = unit.kind === 'heading' || unit.kind === 'code' ? null : textOf(unit)
    if (text === null || !SESSION.test(text.text.replaceAll('_', ' '))) return []
    return sentencesOf(text, unit).flatMap(sentenceClaims)
  },
)

function sentenceClaims({ text, headings, whole }: Sentence): readonly Claim[] {
  if (!SESSION.test(text.replaceAll('_', ' ')) || !LOOKED_UP.test(text) || OTHERWISE.test(text)) return []
  const cookie = COOKIE.exec(text)?.[1]
  const about = BETTER_AUTH.test(text) || BETTER_AUTH.test(headings.join(' '))
  if (cookie === undefined && !(about && TABLE.test(text))) return []
  return claimsOfService(READER, [
    { property: 'authScheme', value: 'session', span: whole },
    { property: 'sessionLookup', value: { carrier: carrierIn(text) }, span: whole },
    ...(cookie === undefined
      ? []
      : [{ property: 'sessionCookie' as const, value: cookie.replace('__Secure-', ''), span: whole }]),
  ])
}

/** Where the token stands; null where the sentence does not say so. */
function carrierIn(text: string): SessionCarrier | null {
  if (/\bcookies?\b/i.test(text) || COOKIE.test(text)) return 'cookie'
  return /\bbearer\b|\bauthorization\b/i.test(text) ? 'bearer' : null
}
