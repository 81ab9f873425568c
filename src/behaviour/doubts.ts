import type { Doubt } from './doubt.js'
import { absentKeysDoubt } from './doubts/absent-keys.js'
import { absentSoleRow } from './doubts/absent-sole-row.js'
import { countedRowsDoubt } from './doubts/counted-rows.js'
import { emptyUntilLater } from './doubts/empty-until-later.js'
import { enumDefaults } from './doubts/enum-default.js'
import { exampleAgainstRules } from './doubts/example-against-rules.js'
import { fileService } from './doubts/file-service.js'
import { fileTypes } from './doubts/file-types.js'
import { flagDefaults } from './doubts/flag-default.js'
import { healthBody } from './doubts/health-body.js'
import { initialTexts } from './doubts/initial-text.js'
import { loginAnswer } from './doubts/login-answer.js'
import { logoutEffect } from './doubts/logout-effect.js'
import { mailTokenLifetime } from './doubts/mail-token-lifetime.js'
import { movesFrom } from './doubts/moves-from.js'
import { neededColumns } from './doubts/needed-columns.js'
import { pageLinks } from './doubts/page-links.js'
import { passwordHash } from './doubts/password-hash.js'
import { roleScope } from './doubts/role-scope.js'
import { roleSources } from './doubts/role-source.js'
import { repeatedLink } from './doubts/repeated-link.js'
import { rowsBelow } from './doubts/rows-below.js'
import { sharedAccounts } from './doubts/shared-accounts.js'
import { slugSource } from './doubts/slug-source.js'
import { statusWithoutCause } from './doubts/status-without-cause.js'
import { tokenLifetime } from './doubts/token-lifetime.js'
import { unsettledSums } from './doubts/unsettled-rows.js'
import { wordOrder } from './doubts/word-order.js'
import { wrongPassword } from './doubts/wrong-password.js'

/** All doubts, one line each. */
export const DOUBTS: readonly Doubt[] = [
  flagDefaults,
  enumDefaults,
  initialTexts,
  emptyUntilLater,
  healthBody,
  statusWithoutCause,
  exampleAgainstRules,
  sharedAccounts,
  roleSources,
  roleScope,
  tokenLifetime,
  mailTokenLifetime,
  loginAnswer,
  logoutEffect,
  wrongPassword,
  neededColumns,
  passwordHash,
  repeatedLink,
  fileTypes,
  fileService,
  absentKeysDoubt,
  pageLinks,
  slugSource,
  unsettledSums,
  movesFrom,
  wordOrder,
  absentSoleRow,
  countedRowsDoubt,
  rowsBelow,
]
