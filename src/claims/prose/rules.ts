import { filterRule } from './rules/filters.js'
import type { ProseRule } from './rule.js'
import { accessRule } from './rules/access.js'
import { anyFieldRule } from './rules/any-field.js'
import { blankValueRule } from './rules/blank-values.js'
import { callerColumnRule } from './rules/caller-columns.js'
import { callersRowRule } from './rules/callers-rows.js'
import { cascadeRule } from './rules/cascades.js'
import { changeableRule } from './rules/changeable.js'
import { clockRule } from './rules/clock.js'
import { columnRule } from './rules/column-rules.js'
import { deletionRule } from './rules/deletion.js'
import { effectRule } from './rules/effects.js'
import { emptyListRule } from './rules/empty-lists.js'
import { flagRule } from './rules/flags.js'
import { followedRule } from './rules/followed.js'
import { foreignRowRule } from './rules/foreign-rows.js'
import { identityRule } from './rules/identity.js'
import { omittedValueRule } from './rules/omitted-values.js'
import { orderKeysRule } from './rules/order-keys.js'
import { orderRule } from './rules/orders.js'
import { onePerRule } from './rules/one-per.js'
import { ownRowRule } from './rules/own-rows.js'
import { ownershipRule } from './rules/ownership.js'
import { pathUserRule } from './rules/path-user.js'
import { periodRule } from './rules/periods.js'
import { queryParameterRule } from './rules/query-parameters.js'
import { restrictionRule } from './rules/restrictions.js'
import { roleReachRule } from './rules/role-reach.js'
import { roleClaimRule } from './rules/role-claim.js'
import { searchingRule } from './rules/searching.js'
import { sharedRowRule } from './rules/shared-rows.js'
import { singleRowRule } from './rules/single-rows.js'
import { partyRule } from './rules/parties.js'
import { pagedListRule } from './rules/paged-lists.js'
import { parentGuardRule } from './rules/parent-guards.js'
import { rowGuardRule } from './rules/row-guards.js'
import { rowRuleRule } from './rules/row-rules.js'
import { sortingRule } from './rules/sorting.js'
import { statusRule } from './rules/statuses.js'
import { tokenLifetimeRule } from './rules/token-lifetime.js'
import { uniquenessRule } from './rules/uniqueness.js'
import { updateRule } from './rules/updates.js'

/** All kinds of sentences that are understood, one line each. */
export const proseRules: readonly ProseRule[] = [
  statusRule,
  foreignRowRule,
  accessRule,
  sortingRule,
  orderKeysRule,
  orderRule,
  searchingRule,
  queryParameterRule,
  pagedListRule,
  filterRule,
  columnRule,
  blankValueRule,
  uniquenessRule,
  onePerRule,
  singleRowRule,
  ownershipRule,
  ownRowRule,
  callerColumnRule,
  callersRowRule,
  partyRule,
  sharedRowRule,
  restrictionRule,
  updateRule,
  changeableRule,
  followedRule,
  anyFieldRule,
  deletionRule,
  cascadeRule,
  rowRuleRule,
  rowGuardRule,
  parentGuardRule,
  periodRule,
  clockRule,
  effectRule,
  omittedValueRule,
  emptyListRule,
  flagRule,
  identityRule,
  pathUserRule,
  tokenLifetimeRule,
  roleClaimRule,
  roleReachRule,
]
