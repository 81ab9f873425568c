/** `roles[]`, `role`, `permissions`: names under which tokens carry what their owner may do. */
const NAME = /[`"'](roles?|user_roles?|groups)(?:\[\])?[`"']/i

/** The same without marks: `the claim role`, `the role claim`, `carries sub and role`. */
const BARE =
  /\bclaims?:? (roles?)\b|\b(roles?) claim\b|\b(?:carr(?:y|ies)|contains?|includes?|holds?) (?:\w{1,20}(?:,|,? and) ){0,4}(roles?)\b(?! (?:of|for|and)\b)/i

/**
 * The claim of a token that holds roles, in a sentence about tokens: "JWTs carry `tenant_id` and `roles[]`".
 *
 * @returns the name and its place in the text; null for a sentence about something else
 */
export function roleClaimIn(text: string): { readonly name: string; readonly start: number } | null {
  if (!/\b(?:jwts?|tokens?|claims?)\b/i.test(text)) return null
  if (!/\b(?:claims?|carr(?:y|ies|ying)|contains?|includes?|holds?|payload|embedded|with)\b/i.test(text))
    return null
  const match = NAME.exec(text) ?? BARE.exec(text)
  const name = match?.[1] ?? match?.[2] ?? match?.[3]
  return match === null || name === undefined ? null : { name, start: match.index }
}
