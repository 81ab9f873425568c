import { knowsCallers } from '../../../design/known-callers.js'
import { serviceTokens } from '../../../design/aspect.js'
import type { Demand } from '../demand.js'
import { unauthenticated } from '../operation-aspects.js'

const TOKEN = /\b(?:jwt|tokens?|bearer|authorization header|signature|hs256|better_auth_secret|sub claim)\b/
const CHECK =
  /\b(?:verif|validat|reject|require|without|missing|invalid|expir|tamper|malformed|extract|decod|protect|must include|check|header|attach|authenticat|enforce|implemented|working|proper|only valid|signed|payload|unauthori[sz]ed)/
const CALLER =
  /\b(?:unauthenticated|requires? (?:a |valid )?authentication|must be authenticated|authentication (?:is )?required|authenticated (?:users )?only|only authenticated|no (?:anonymous|public)|unauthori[sz]ed (?:access|requests?|users?)(?: \w{1,20}){0,2} (?:rejected|denied|refused|blocked|prevented))\b/

/** "every request needs a valid token", "rejects expired tokens", "verify the signature with the secret". */
export const token: Demand = ({ text, design, operations, general }) => {
  if (!knowsCallers(design.auth)) return []
  const about = TOKEN.test(text) && CHECK.test(text)
  if (!about && !CALLER.test(text)) return []
  const refusals = unauthenticated(general ? design.operations : operations)
  return about ? [...refusals, serviceTokens] : refusals
}
