import type { Entity, Field } from '../../design/entity.js'
import type { MailTokenStore } from '../../design/mail-token.js'
import type { Candidate } from '../candidate.js'
import { keyOf } from '../naming.js'
import { documentedPlace } from './mail-tokens.js'
import { passwordColumn } from './password.js'

/** Where tokens of mails are kept, and for whose accounts; null where that is not known. */
export function mailStore({
  draft,
}: Candidate): { readonly store: MailTokenStore; readonly accounts: Entity } | null {
  const store = draft.auth.mailTokens ?? null
  const accounts = draft.entities.find(({ name }) => name === store?.accounts)
  return store === null || accounts === undefined ? null : { store, accounts }
}

/** Why nothing can be sent by mail. */
export function mailProblem({ draft }: Candidate): string {
  const accounts = draft.entities.find(
    (entity) => !entity.managedElsewhere && passwordColumn(entity) !== null,
  )
  const place = accounts === undefined ? null : documentedPlace(draft, accounts)
  return place === null
    ? 'no operation signs people in to accounts whose addresses are known'
    : `the documents keep its tokens in ${place}, which cannot be filled yet`
}

/** The address of accounts. */
export function addressColumn({ fields }: Entity): Field | null {
  return fields.find(({ name }) => /^(?:email|emailaddress)$/.test(keyOf(name))) ?? null
}

/** The mark of accounts whose address was verified: a flag or a moment. */
export function verifiedColumn({ fields }: Entity): Field | null {
  return (
    fields.find(
      ({ name, type }) =>
        (type === 'boolean' && /^(?:is_?)?(?:email_?)?(?:verified|confirmed)$/i.test(name)) ||
        (type === 'datetime' && /^(?:email_?)?(?:verified|confirmed)_?(?:at|on)$/i.test(name)),
    ) ?? null
  )
}
