/** `roles[]`, `role`, `permissions`: names under which tokens carry what their owner may do. */
const NAME = /[`"'](roles?|user_roles?|groups)(?:\[\])?[`"']/i

/**
 * The claim of a token that holds roles, in a sentence about tokens: "JWTs carry `tenant_id` and `roles[]`".
 *
 * @returns the name and its place in the text; null for a sentence about something else
 */
export function roleClaimIn(text: string): { readonly name: string; readonly start: number } | null {
  if (!/\b(?:jwts?|tokens?|claims?)\b/i.test(text)) return null
  if (!/\b(?:claims?|carr(?:y|ies|ying)|contains?|includes?|holds?|payload|embedded|with)\b/i.test(text))
    return null
  const match = NAME.exec(text)
  return match === null || match[1] === undefined ? null : { name: match[1], start: match.index }
}
