import type { Claim, ServiceFacts } from '../../claim.js'
import { type Said, serviceClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'

const UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

const SPAN = /\b(\d{1,5}) ?-?(seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|d|weeks?)\b/gi

/** What a token is for, by the words before the span of time: the nearest one counts. */
function useBefore(text: string): 'access' | 'refresh' {
  const refresh = Math.max(text.lastIndexOf('refresh'), -1)
  const access = Math.max(text.lastIndexOf('access'), -1)
  return refresh > access ? 'refresh' : 'access'
}

/** How long tokens are valid: "JWT tokens expire after 24 hours", "access token (15 minutes), refresh token (7 days)". */
export const tokenLifetimeRule: ProseRule = {
  name: 'token-lifetime',
  form: 'Access tokens expire after 15 minutes, refresh tokens after 7 days',
  read(sentence): readonly Claim[] {
    const { text, headings } = sentence
    const under = headings.join(' ')
    if (!/\b(?:jwts?|(?:access|refresh|auth\w{0,12}|bearer|session|api)?[ -]?tokens?)\b/i.test(text))
      return []
    if (!/\b(?:expir\w{0,6}|valid(?:ity)?|lifetime|lifespan|ttl|lasts?|live)\b/i.test(text)) return []
    if (
      /\b(?:reset|verification|verify|invit\w{0,8}|e-?mail|confirm\w{0,8}|leeway|skew|warn\w{0,4}|before)\b/i.test(
        text,
      ) ||
      (!/\baccess\b/i.test(text) && /reset|verification|invit/i.test(under))
    )
      return []
    const seen = new Set<string>()
    const facts = [...text.matchAll(SPAN)].flatMap((match): readonly Said<ServiceFacts>[] => {
      const unit = UNIT[(match[2] ?? '').charAt(0).toLowerCase()]
      const seconds = Number(match[1]) * (unit ?? 0)
      const before = text.slice(0, match.index).toLowerCase()
      // Under `RefreshToken`, every token is one.
      const token = /refresh/i.test(under) && !/access|refresh/.test(before) ? 'refresh' : useBefore(before)
      if (seconds < 60 || seconds > 31_536_000 || seen.has(token)) return []
      seen.add(token)
      return [{ property: 'tokenLifetime', value: { token, seconds }, span: sentence.whole }]
    })
    return serviceClaims(READER, facts)
  },
}
