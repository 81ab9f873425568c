import { endedOf, renewedOf } from '../../../design/aspect.js'
import type { Demand } from '../demand.js'

const ROTATES =
  /\b(?:rotat\w{1,4}|single[- ]use|used (?:only )?once|re-?us(?:e|es|ed|ing)|old refresh token)\b/
const ENDS =
  /\b(?:revok\w{1,6}|blacklist\w{0,4}|blocklist\w{0,4}|deny-?list\w{0,4}|invalidat\w{1,4}|no longer valid|stops? working|ends?|terminat\w{1,4}|destroy\w{0,3}|clear\w{0,3})\b/
const SESSION = /\b(?:sessions?|(?:refresh|access)[ -_]tokens?|tokens?)\b/
const LEAVING = /\b(?:log(?:s|ged|ging)?[ -]?out|sign(?:s|ed|ing)?[ -]?out)\b/

/** "refresh tokens are rotated", "reuse ends the session", "logging out revokes the refresh token". */
export const sessions: Demand = ({ text, design, operations }) => {
  if ((design.auth.sessions ?? null) === null || !SESSION.test(text)) return []
  const renewing = design.operations.filter(({ steps }) =>
    (steps ?? []).some((step) => step.kind === 'renew' && step.rotates),
  )
  const ending = design.operations.filter(({ steps }) => (steps ?? []).some(({ kind }) => kind === 'end'))
  const about = ending.some((one) => operations.includes(one)) || LEAVING.test(text)
  return [
    ...(ROTATES.test(text) ? renewing.map(renewedOf) : []),
    ...(ENDS.test(text) && about ? ending.map(endedOf) : []),
  ]
}
