import { contractProbes, contractRoutes } from './contract/probes.js'
import { bodyProbes } from './input/body.js'
import { numberProbes } from './input/number.js'
import { pathProbes } from './input/path.js'
import { textProbes } from './input/text.js'
import { typeProbes } from './input/type.js'
import { massAssignment } from './isolation/assignment.js'
import { foreignRow } from './isolation/foreign-row.js'
import { likeIdentity, pathUser, wildcardIdentity } from './isolation/identity.js'
import { foreignList } from './isolation/list.js'
import { foreignParent } from './isolation/parent.js'
import { removedRow } from './isolation/removed.js'
import { childProbes } from './specification/children.js'
import { consequences } from './specification/consequence.js'
import { knownAccounts } from './specification/known-accounts.js'
import { keptReferences } from './specification/reference.js'
import { caseUniqueness } from './specification/case-uniqueness.js'
import { scopedUniqueness } from './isolation/uniqueness.js'
import { untouchedRow } from './isolation/untouched.js'
import { keptFileProbes } from './files/kept.js'
import { refusedFileProbes } from './files/refused.js'
import { methodProbes } from './operation/method.js'
import { raceProbes } from './operation/race.js'
import type { OperationProbe, ServiceProbe } from './probe.js'
import { injectionProbes } from './queries/injection.js'
import { pageProbes } from './queries/page.js'
import { audience } from './service/audience.js'
import { outage } from './service/outage.js'
import { secretProbes } from './service/secret.js'
import { accessProbes } from './specification/access.js'
import { clockRule } from './specification/clock.js'
import { examples } from './specification/example.js'
import { listProbes } from './specification/list.js'
import { changedPassword } from './specification/changed-password.js'
import { ownValuesProbe } from './specification/own-values.js'
import { ownAccount } from './specification/own-account.js'
import { refusedRow } from './specification/refused-row.js'
import { refusalStatus } from './specification/refusal-status.js'
import { relationProbes } from './specification/relation.js'
import { ruleProbes } from './specification/rules.js'
import { sameRow } from './specification/same-row.js'
import { stateProbes } from './specification/state.js'
import { successProbes } from './specification/success.js'
import { updateProbes } from './specification/update.js'
import { tieCounts, untiesAlone } from './specification/tie.js'
import { claimProbes } from './tokens/claims.js'
import { headerProbes } from './tokens/header.js'
import { identityProbes } from './tokens/identity.js'
import { issuedTokens } from './tokens/issued.js'
import { optionalToken } from './tokens/optional.js'
import { sessionProbes } from './tokens/sessions.js'
import { signatureProbes } from './tokens/signature.js'
import { timeProbes } from './tokens/time.js'

/** Probes of operations, in the order of the page that lists them (`docs/probes.md`). */
export const operationProbes: readonly OperationProbe[] = [
  ...headerProbes,
  ...signatureProbes,
  optionalToken,
  ...timeProbes,
  ...identityProbes,
  ...claimProbes,
  ...sessionProbes,
  issuedTokens,
  foreignRow,
  untouchedRow,
  foreignList,
  pathUser,
  wildcardIdentity,
  likeIdentity,
  foreignParent,
  massAssignment,
  scopedUniqueness,
  removedRow,
  ...textProbes,
  ...pathProbes,
  ...numberProbes,
  ...typeProbes,
  ...bodyProbes,
  ...refusedFileProbes,
  ...keptFileProbes,
  ...pageProbes,
  ...injectionProbes,
  ...raceProbes,
  ...methodProbes,
  ...successProbes,
  ownValuesProbe,
  refusalStatus,
  ...ruleProbes,
  clockRule,
  caseUniqueness,
  ...accessProbes,
  ownAccount,
  changedPassword,
  knownAccounts,
  refusedRow,
  ...stateProbes,
  ...updateProbes,
  consequences,
  keptReferences,
  ...listProbes,
  ...relationProbes,
  ...childProbes,
  tieCounts,
  untiesAlone,
  sameRow,
  examples,
  ...contractProbes,
]

/** Probes of the service as a whole; the last one stops its database. */
export const serviceProbes: readonly ServiceProbe[] = [contractRoutes, ...secretProbes, audience, outage]
