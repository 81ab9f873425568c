import { mailedOf, redeemedOf } from '../../../design/aspect.js'
import type { Operation } from '../../../design/operation.js'
import { keepsUnverifiedOut } from '../../credentials/verified-sign-in.js'
import type { Demand } from '../demand.js'

const PURPOSES = [
  ['reset', /\b(?:reset|forgot\w{0,3})\b/],
  ['verify', /\b(?:verif\w{1,8}|confirm\w{0,7})\b/],
] as const

const SENDS = /\b(?:send|sends|sent|sending|receives?|e-?mailed|mail(?:ed|s)?)\b/
const COUNTS = /\b(?:once|single[- ]use|one[- ]time|expir\w{1,4}|valid|invalid\w{0,5}|used)\b/
const SUBJECT = /\b(?:tokens?|links?|codes?|e-?mails?)\b/

/** "sends a password reset email", "the reset link expires after 30 minutes and can be used once". */
export const mails: Demand = ({ text, design }) => {
  if (keepsUnverifiedOut(text)) return []
  if ((design.auth.mailTokens ?? null) === null || !SUBJECT.test(text)) return []
  return PURPOSES.flatMap(([purpose, words]) => {
    if (!words.test(text)) return []
    const doing = (kind: 'mail' | 'redeem'): readonly Operation[] =>
      design.operations.filter(({ steps }) =>
        (steps ?? []).some((step) => step.kind === kind && step.purpose === purpose),
      )
    return [
      ...(SENDS.test(text) ? doing('mail').map(mailedOf) : []),
      ...(COUNTS.test(text) ? doing('redeem').map(redeemedOf) : []),
    ]
  })
}
