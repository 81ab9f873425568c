import type { Claim } from '../../claims/claim.js'

/** Rules against the clock: `not in the future`, `no earlier than today`, `within 24 hours of creation`. */
export const CLOCK =
  /\b(?:in the (?:past|future)|(?:past|future)[- ]dated?|(?:not before|before|earlier than|not after|after|later than|on or (?:before|after)) (?:today|now)|today or (?:later|earlier|in the|a )|within (?:\d{1,4}|\w{3,10}) (?:seconds?|minutes?|hours?|days?|weeks?|months?) (?:of|after|from) (?:\w{1,20} ){0,4}(?:creation|creating|created|being|posting|submission|booking|registration))\b/i

/** Whether a claim is such a rule. */
export function isClockRule({ property, value }: Claim): boolean {
  if (property !== 'rowRule') return false
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'clock'
}
