import type { QuestionPass } from '../question-pass.js'
import { askGuardedSignIn } from './guarded-sign-in.js'
import { askListBodies } from './list-bodies.js'
import { askNullInExample } from './null-in-example.js'
import { askOutsideContract } from './outside-contract.js'
import { askReferenceFate } from './reference-fate.js'
import { askRequiredWithDefault } from './required-with-default.js'
import { askRoleNames } from './role-names.js'
import { askTokenRefusal } from './token-refusal.js'
import { askUnwrittenColumns } from './unwritten-columns.js'
import { askWhoMayChange } from './who-may-change.js'

/** Passes that ask what a senior engineer would ask after reading all documents, one line each. */
export const reviewPasses: readonly QuestionPass[] = [
  askGuardedSignIn,
  askListBodies,
  askNullInExample,
  askOutsideContract,
  askReferenceFate,
  askRequiredWithDefault,
  askRoleNames,
  askTokenRefusal,
  askUnwrittenColumns,
  askWhoMayChange,
]
