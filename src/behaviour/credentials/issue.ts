import type { Step, TokenUse } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { originsOf } from '../origins.js'
import type { Accounts } from './accounts.js'
import { lifetimeOf } from './lifetime.js'

/** Why a sign-in whose answer shows a refresh token is not built. */
export const NO_REFRESH = 'its answer shows a refresh token, and people sign in to several tables of accounts'

/** Whether the sign-ins of accounts are kept. */
export function keepsSessions({ draft }: Candidate, { entity }: Accounts): boolean {
  return draft.auth.sessions?.accounts === entity.name
}

/**
 * The steps that sign the tokens which an answer shows, for the account in `row`. Where sign-ins are kept, each begins
 * with a session, whether or not the answer shows the token that renews it.
 *
 * @param renewed a session is at hand that was renewed
 */
export function issueSteps(
  candidate: Candidate,
  accounts: Accounts,
  row: string,
  tokens: ReadonlySet<TokenUse>,
  renewed = false,
): readonly Step[] {
  const { key, entity } = accounts
  const kind = (candidate.draft.auth.kinds ?? []).find((one) => one.entity === entity.name)
  const kept = keepsSessions(candidate, accounts)
  const opens = kept && !renewed && tokens.size > 0
  return (['refresh', 'access'] as const)
    .filter((use) => (use === 'refresh' ? opens : tokens.has(use)))
    .map((use) => ({
      kind: 'issue',
      token: use,
      subject: { kind: 'field', row, field: key },
      lifetime: lifetimeOf(candidate, use).seconds,
      ...(kind === undefined ? {} : { role: kind.role }),
      ...(kept && use === 'access' ? { inSession: true } : {}),
      origins: originsOf(candidate.operation, 'response', 'exists'),
    }))
}
