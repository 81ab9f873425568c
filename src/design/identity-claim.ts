import type { Assembly } from './assembly.js'
import { candidatesOf, claimsAbout } from './claim-index.js'

const ID = 'identity-claim'

/**
 * Claims that tokens for another purpose carry too: the token that Better Auth
 * sends to confirm an e-mail address, signed with the same secret, holds the
 * user's id and address, but no `sub`.
 */
const SHARED = /^(?:id|user_?id|uid|e-?mail)$/i

/**
 * The claim of the token that is the caller's identity (AUTH-5). One other than
 * `sub` is asked; one that a token for another purpose carries under the same
 * secret waits for the answer.
 */
export function decideIdentity(assembly: Assembly, claim: string): string {
  if (claim === 'sub') return claim
  const candidates = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'identityClaim')
  const spans = candidates
    .filter(({ value }) => value === claim)
    .map(({ span }) => span)
    .slice(0, 4)
  const answer = assembly.answers.get(ID) ?? null
  assembly.questions.add({
    id: ID,
    kind: 'conflict',
    concern: 'security',
    blocking: SHARED.test(claim),
    subjects: ['auth', 'JWT user id claim'],
    about: `The documents take the claim "${claim}" of the token for the user; the standard takes only "sub".`,
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: 'sub', label: 'a token made for another purpose, such as confirming an address, is refused' },
      { id: 'as-specified', label: `any token signed with the secret that has "${claim}" is accepted` },
    ],
    recommended: SHARED.test(claim) ? 'sub' : 'as-specified',
    answer,
  })
  return answer === 'sub' || (answer !== 'as-specified' && SHARED.test(claim)) ? 'sub' : claim
}
