import type { Claim } from '../../claim.js'
import { serviceClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'

const USER = /\b(?:user|owner|account)[_ ]?id\b/i
const PLACE = /\b(?:url|path|uri|route)\b/i
const IGNORED =
  /(?<!\b(?:not|never|n't) (?:be )?)\bignor(?:e|es|ed|ing)\b|\b(?:regardless|independent(?:ly)?|irrespective) of\b/i

/** The remark of a parameter: `User ID (ignored - the token tells)`. */
const REMARK = /^user[ _]?id\b[^.(]{0,20}\(ignored\b/i

/** "The user_id in the path is ignored": the token alone tells whose rows are meant, and no path is refused. */
export const pathUserRule: ProseRule = {
  name: 'path-user',
  form: 'The user_id in the URL path is ignored; the user of the token is used',
  read({ text, whole }): readonly Claim[] {
    const told = REMARK.test(text) || (USER.test(text) && PLACE.test(text) && IGNORED.test(text))
    return told ? serviceClaims(READER, [{ property: 'pathUser', value: 'ignored', span: whole }]) : []
  },
}
