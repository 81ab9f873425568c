import type { Candidate } from '../candidate.js'
import { mailProblem, mailStore } from '../credentials/mail-store.js'
import { addressField, asksForMail } from '../credentials/mail-purpose.js'
import { identifierColumns } from '../credentials/accounts.js'
import { keyName } from '../column.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'

/**
 * Sends a token to an address: `POST …/forgot-password`, `…/resend-verification`. One answer whether or not somebody
 * has an account with it (CWE-204).
 */
export const askForMail: Recogniser = {
  behaviour: 'other',
  answers: 'nothing',
  recognises: (candidate: Candidate) => asksForMail(candidate) !== null,
  implement: (candidate) => {
    const purpose = asksForMail(candidate)
    const field = addressField(candidate)
    const kept = mailStore(candidate)
    if (purpose === null || field === null || kept === null) return notImplemented(mailProblem(candidate))
    const [column, ...more] = identifierColumns(kept.accounts, field)
    if (column === undefined || more.length > 0)
      return notImplemented(`nothing says which column of ${kept.accounts.name} holds "${field.name}"`)
    return implemented(
      [
        {
          kind: 'mail',
          purpose,
          entity: kept.accounts.name,
          key: keyName(kept.accounts),
          address: column.name,
          row: null,
          value: { kind: 'body', field: field.name },
          origins: originsOf(candidate.operation, 'exists'),
        },
      ],
      null,
    )
  },
}
