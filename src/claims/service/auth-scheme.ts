import type { ServiceFacts } from '../claim.js'
import { claimsOfService } from '../endpoints/wire-claims.js'
import type { WireFact } from '../endpoints/wire-claims.js'
import { fragmentOffset } from '../../source/fragments.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Span } from '../../source/span.js'

const READER = 'auth-scheme'

/** Something said of the authentication, by its words. */
interface Wording {
  readonly pattern: RegExp
  readonly fact: (match: RegExpExecArray, span: Span) => WireFact<ServiceFacts>
}

const WORDINGS: readonly Wording[] = [
  {
    pattern:
      /\bAuthorization(?: header)?["'`]?:? ?["'`]?(?:Bearer|JWT)\b|\bJWT (?:bearer |access )?(?:token|authentication|auth)s?\b|\bbearer (?:jwt|token)s?\b|(?<!\b(?:not|never|no|no \w{1,20}) )\b(?:requires?|needs?|expects?) (?:an? )?(?:valid |signed )?JWTs?\b(?! in\b)|\btokens? as (?:an? |the )?bearer\b|\bJWTs? (?:is|are) (?:required|needed)\b/i,
    fact: (_, span) => ({ property: 'authScheme', value: 'bearer-jwt', span }),
  },
  {
    pattern: /\bAuthorization["'`]?: ?["'`]?(?!Bearer|Basic|Digest)([A-Z][A-Za-z-]{1,20}) [\w.<{[$-]/,
    fact: (match, span) => ({ property: 'authorizationScheme', value: match[1] ?? '', span }),
  },
  {
    // What is compared with, or may come later, is not what is used.
    pattern:
      /(?<!\b(?:vs\.?|than|versus|(?:[Mm]igrat\w{1,4}|[Ss]witch\w{0,3}|[Mm]ov\w{1,3}|[Uu]pgrad\w{1,3}) to|[Ii]nstead of|[Rr]ather than|over|[Uu]nlike|not|for) )\b(HS256|HS384|HS512|RS256|RS384|RS512|ES256|ES384|EdDSA|PS256)\b/,
    fact: (match, span) => ({ property: 'algorithm', value: match[1] ?? '', span }),
  },
  {
    // The secrets of payments, web hooks and other people's log-ins sign no token of this service.
    pattern:
      /\b(?!\w{0,60}(?:WEBHOOK|CLIENT_SECRET|STRIPE|PAYPAL|AWS|GOOGLE|GITHUB|CSRF|COOKIE|ENCRYPT))([A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){0,4}_SECRET(?:_KEY)?|JWT_KEY|SECRET_KEY)\b/,
    fact: (match, span) => ({ property: 'secretEnv', value: match[1] ?? '', span }),
  },
  {
    pattern: /[`'"](sub|user_id|userId|uid)[`'"]? claim\b|\bclaim [`'"]?(sub|user_id|userId|uid)\b/,
    fact: (match, span) => ({ property: 'identityClaim', value: match[1] ?? match[2] ?? '', span }),
  },
  {
    pattern: /\bX-API-Key\b|\bAPI key authentication\b/i,
    fact: (_, span) => ({ property: 'authScheme', value: 'api-key', span }),
  },
]

/**
 * How callers prove who they are: the scheme, its algorithm, the variable that holds the secret.
 *
 * ```markdown
 * **Header:** `Authorization: Bearer <JWT>`
 * **Algorithm:** HS256, secret from `BETTER_AUTH_SECRET`
 * All endpoints need a JWT from Better Auth.
 * ```
 */
export const authSchemeReader = unitReader(READER, 'Authorization: Bearer <JWT>', (unit, { document }) => {
  if (/^(?:checklist|tasks|frontend|research|quickstart)$/.test(document.source.kind)) return []
  const text =
    unit.kind === 'code' &&
    unit.fragment.text.length < 2000 &&
    !/^(?:python|py|ts|tsx|js|javascript|typescript|sql|bash|sh|shell)$/.test(unit.fragment.language ?? '')
      ? {
          text: unit.fragment.text,
          span: (start: number, end: number): Span => ({
            source: document.source.id,
            start: fragmentOffset(unit.fragment, start),
            end: fragmentOffset(unit.fragment, end),
          }),
        }
      : textOf(unit)
  if (text === null) return []
  return WORDINGS.flatMap(({ pattern, fact }) => {
    const match = pattern.exec(text.text)
    return match === null
      ? []
      : claimsOfService(READER, [fact(match, text.span(match.index, match.index + match[0].length))])
  })
})
