import type { Step, TokenUse } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { originsOf } from '../origins.js'
import type { Accounts } from './accounts.js'
import { lifetimeOf } from './lifetime.js'

/** Why an operation whose answer shows a refresh token is not built. */
export const NO_REFRESH =
  'its answer shows a refresh token, and tokens that are kept, rotated and revoked cannot be built yet'

/** The steps that sign the tokens which an answer shows, for the account in `row`. */
export function issueSteps(
  candidate: Candidate,
  { key, entity }: Accounts,
  row: string,
  tokens: ReadonlySet<TokenUse>,
): readonly Step[] {
  const kind = (candidate.draft.auth.kinds ?? []).find((one) => one.entity === entity.name)
  return (['access', 'refresh'] as const)
    .filter((use) => tokens.has(use))
    .map((use) => ({
      kind: 'issue',
      token: use,
      subject: { kind: 'field', row, field: key },
      lifetime: lifetimeOf(candidate, use).seconds,
      ...(kind === undefined ? {} : { role: kind.role }),
      origins: originsOf(candidate.operation, 'response', 'exists'),
    }))
}
