import type { Claim } from '../../claim.js'
import { serviceClaims } from '../../said.js'
import { roleClaimIn } from '../../words/role-claim.js'
import { type ProseRule, READER } from '../rule.js'

/** Where tokens hold roles: "Access tokens carry the caller's `roles`". */
export const roleClaimRule: ProseRule = {
  name: 'role-claim',
  form: 'JWTs carry `sub` and `roles`',
  read(sentence): readonly Claim[] {
    const found = roleClaimIn(sentence.text)
    return found === null
      ? []
      : serviceClaims(READER, [{ property: 'roleClaim', value: found.name, span: sentence.whole }])
  },
}
