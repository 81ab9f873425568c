import type { Entity } from '../../design/entity.js'
import type { Step } from '../../design/step.js'
import { candidateOf, type Candidate } from '../candidate.js'
import { keyName } from '../column.js'
import { originsOf } from '../origins.js'
import { usesMail } from './mail-purpose.js'
import { addressColumn, mailStore, verifiedColumn } from './mail-store.js'

/** A new account's address is sent the token that verifies it, where an operation takes such tokens. */
export function mailAtRegistration(candidate: Candidate, accounts: Entity, row: string): readonly Step[] {
  const { draft, operation, answers } = candidate
  const address = addressColumn(accounts)
  const verifying = draft.operations.some((one) => usesMail(candidateOf(draft, one, answers)) === 'verify')
  if (!verifying || address === null || verifiedColumn(accounts) === null) return []
  if (mailStore(candidate)?.accounts.name !== accounts.name) return []
  return [
    {
      kind: 'mail',
      purpose: 'verify',
      entity: accounts.name,
      key: keyName(accounts),
      address: address.name,
      row,
      value: null,
      origins: originsOf(operation, 'exists'),
    },
  ]
}
