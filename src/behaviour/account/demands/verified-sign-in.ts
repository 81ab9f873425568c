import { errorOf } from '../../../design/aspect.js'
import { keepsUnverifiedOut } from '../../credentials/verified-sign-in.js'
import type { Demand } from '../demand.js'

/** "Only verified members may sign in." */
export const verifiedSignIn: Demand = ({ text, design }) =>
  keepsUnverifiedOut(text)
    ? design.operations.flatMap((operation) =>
        (operation.steps ?? []).flatMap((step) =>
          step.kind === 'verify' && step.verified !== undefined && step.verified !== null
            ? [errorOf(operation, step.verified.otherwise.status, 'condition')]
            : [],
        ),
      )
    : []
