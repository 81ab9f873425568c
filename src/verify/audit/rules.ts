import type { Rule } from './rule.js'
import { assumedCaller } from './rules/assumed-caller.js'
import { attributeFromText } from './rules/attribute-from-text.js'
import { blockingCall } from './rules/blocking-call.js'
import { codeFromText } from './rules/code-from-text.js'
import { corsAnyOrigin } from './rules/cors-any-origin.js'
import { debugMode } from './rules/debug-mode.js'
import { echoedInput } from './rules/echoed-input.js'
import { endlessToken } from './rules/endless-token.js'
import { leakedError } from './rules/leaked-error.js'
import { missingIndex } from './rules/missing-index.js'
import { openOrder } from './rules/open-order.js'
import { optionalExpiry } from './rules/optional-expiry.js'
import { queryInLoop } from './rules/query-in-loop.js'
import { racedUniqueness } from './rules/raced-uniqueness.js'
import { secretInCode } from './rules/secret-in-code.js'
import { secretInLog } from './rules/secret-in-log.js'
import { sessionLeftOpen } from './rules/session-left-open.js'
import { sqlFromText } from './rules/sql-from-text.js'
import { swallowedFailure } from './rules/swallowed-failure.js'
import { tableAsBody } from './rules/table-as-body.js'
import { tableAsResponse } from './rules/table-as-response.js'
import { toldApartByTime } from './rules/told-apart-by-time.js'
import { tokenAlgorithm } from './rules/token-algorithm.js'
import { tokenIdentity } from './rules/token-identity.js'
import { unauthenticatedRoute } from './rules/unauthenticated-route.js'
import { uncheckedPathUser } from './rules/unchecked-path-user.js'
import { unverifiedConnection } from './rules/unverified-connection.js'
import { unownedQuery } from './rules/unowned-query.js'
import { weakPasswordHash } from './rules/weak-password-hash.js'

/** All rules, the gravest first. */
export const RULES: readonly Rule[] = [
  unauthenticatedRoute,
  assumedCaller,
  uncheckedPathUser,
  unownedQuery,
  sqlFromText,
  attributeFromText,
  codeFromText,
  secretInCode,
  tokenAlgorithm,
  tokenIdentity,
  endlessToken,
  optionalExpiry,
  weakPasswordHash,
  toldApartByTime,
  tableAsBody,
  tableAsResponse,
  unverifiedConnection,
  corsAnyOrigin,
  leakedError,
  echoedInput,
  debugMode,
  secretInLog,
  swallowedFailure,
  racedUniqueness,
  sessionLeftOpen,
  blockingCall,
  queryInLoop,
  openOrder,
  missingIndex,
]
