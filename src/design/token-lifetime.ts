import type { Assembly } from './assembly.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import { decide } from './decide.js'
import { issuedElsewhere } from './managed-elsewhere.js'
import type { Origin } from './origin.js'
import { settle } from './settle.js'

/** `15 minutes`, `7 days`: a number of seconds in its largest whole unit. */
function spelled(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ]
  const [size, unit] = units.find(([each]) => seconds % each === 0) ?? [1, 'second']
  const count = seconds / size
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** Whether the documents ask this or another service to sign people in over HTTP: if not, nobody here issues tokens. */
function signsIn({ reading }: Assembly): boolean {
  return claimsAbout(reading.claims, 'operation').some(({ subject }) =>
    /\/(?:log-?in|sign-?in|sign-?up|register|token|refresh)\b/i.test(subject.path),
  )
}

/**
 * How long the backend's own tokens are valid, as the documents say. Tokens of another issuer end when that one says.
 *
 * @param origins receives why
 * @returns seconds; null where no document says it, or another system issues the tokens
 */
export function decideLifetime(
  assembly: Assembly,
  token: 'access' | 'refresh',
  origins: Map<string, readonly Origin[]>,
): number | null {
  const candidates = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'tokenLifetime')
    .filter(({ value }) => value.token === token)
    .map((candidate) => ({ ...candidate, value: candidate.value.seconds }))
  const alternatives = settle(assembly.sources, 'wire', candidates)
  if (alternatives === null || !signsIn(assembly) || issuedElsewhere(assembly) !== null) return null
  const decision = decide(assembly, alternatives, {
    id: `auth-${token}-token-lifetime`,
    concern: 'security',
    subjects: ['auth'],
    what: `validity of ${token} tokens`,
    consequence: (seconds) => `${token} tokens are valid for ${spelled(seconds)}`,
    option: (seconds) => spelled(seconds).replace(' ', '-'),
  })
  origins.set(`lifetimes.${token}`, decision.origins)
  return decision.value
}
