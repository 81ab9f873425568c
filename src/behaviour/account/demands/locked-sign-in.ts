import { errorOf } from '../../../design/aspect.js'
import { answersInactive } from '../../credentials/inactive-sign-in.js'
import { answersLocked, locksAccounts } from '../../credentials/lockout.js'
import type { Demand } from '../demand.js'

/** "After five failed logins the account is locked for 15 minutes." "Disabled accounts get 403 at login." */
export const lockedSignIn: Demand = ({ text, design }) => {
  const [locks, refuses] = [locksAccounts(text) || answersLocked(text), answersInactive(text)]
  if (!locks && !refuses) return []
  return design.operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step) => {
      if (step.kind !== 'verify') return []
      const failure = locks ? step.lock?.otherwise : step.inactive
      if (failure === undefined || failure === null) return []
      const cause = failure.status === step.otherwise.status ? 'credentials' : 'condition'
      return [errorOf(operation, failure.status, cause)]
    }),
  )
}
