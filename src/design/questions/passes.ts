import type { QuestionPass } from '../question-pass.js'
import { askCasesWithoutOutcome } from './cases-without-outcome.js'
import { askDecimalTexts } from './decimal-texts.js'
import { askEmptyUpdate } from './empty-update.js'
import { askErrorBodyKeys } from './error-body-keys.js'
import { askExplicitNull } from './explicit-null.js'
import { askGuardedSignIn } from './guarded-sign-in.js'
import { askHealthMention } from './health-mention.js'
import { askHiddenRows } from './hidden-rows.js'
import { askIdentityFallback } from './identity-fallback.js'
import { askKeyGeneration } from './key-generation.js'
import { askLengthsElsewhere } from './lengths-elsewhere.js'
import { askListBodies } from './list-bodies.js'
import { askListFilters } from './list-filters.js'
import { askMaintainedColumns } from './maintained-columns.js'
import { askMalformedId } from './malformed-id.js'
import { askMaskedFields } from './masked-fields.js'
import { askNullInExample } from './null-in-example.js'
import { askOptionalColumns } from './optional-columns.js'
import { askOutsideContract } from './outside-contract.js'
import { askParallelPaths } from './parallel-paths.js'
import { askPartialOrFull } from './partial-or-full.js'
import { askPasswordComposition } from './password-composition.js'
import { askReferenceFate } from './reference-fate.js'
import { askRepeatedDelete } from './repeated-delete.js'
import { askRequiredInProse } from './required-in-prose.js'
import { askRequiredWithDefault } from './required-with-default.js'
import { askRoleNames } from './role-names.js'
import { askSignInFields } from './sign-in-fields.js'
import { askStatedForeignKey } from './stated-foreign-key.js'
import { askTokenAudience } from './token-audience.js'
import { askTokenRefusal } from './token-refusal.js'
import { askUnbuiltScheme } from './unbuilt-scheme.js'
import { askUnbuiltProtections } from './unbuilt-protections.js'
import { askUnchangeableFields } from './unchangeable-fields.js'
import { askUncheckedExpiry } from './unchecked-expiry.js'
import { askUnknownReference } from './unknown-reference.js'
import { askUnlistedAbsence } from './unlisted-absence.js'
import { askUnlistedDuplicate } from './unlisted-duplicate.js'
import { askUnmadeRows } from './unmade-rows.js'
import { askUntypedColumns } from './untyped-columns.js'
import { askUnownedRows } from './unowned-rows.js'
import { askUnpagedLists } from './unpaged-lists.js'
import { askUnreadHeaders } from './unread-headers.js'
import { askUnreachableStates } from './unreachable-states.js'
import { askUnservedDemands } from './unserved-demands.js'
import { askUnstoredFields } from './unstored-fields.js'
import { askUnwrittenColumns } from './unwritten-columns.js'
import { askValueLists } from './value-lists.js'
import { askWhoMayChange } from './who-may-change.js'

/** Passes that ask what a senior engineer would ask after reading all documents, one line each. */
export const reviewPasses: readonly QuestionPass[] = [
  askCasesWithoutOutcome,
  askDecimalTexts,
  askEmptyUpdate,
  askErrorBodyKeys,
  askExplicitNull,
  askGuardedSignIn,
  askHealthMention,
  askHiddenRows,
  askIdentityFallback,
  askKeyGeneration,
  askLengthsElsewhere,
  askListBodies,
  askListFilters,
  askMaintainedColumns,
  askMalformedId,
  askMaskedFields,
  askNullInExample,
  askOptionalColumns,
  askOutsideContract,
  askParallelPaths,
  askPartialOrFull,
  askPasswordComposition,
  askReferenceFate,
  askRepeatedDelete,
  askRequiredInProse,
  askRequiredWithDefault,
  askRoleNames,
  askSignInFields,
  askStatedForeignKey,
  askTokenAudience,
  askTokenRefusal,
  askUnbuiltScheme,
  askUnbuiltProtections,
  askUnchangeableFields,
  askUncheckedExpiry,
  askUnknownReference,
  askUnlistedAbsence,
  askUnlistedDuplicate,
  askUnmadeRows,
  askUnownedRows,
  askUntypedColumns,
  askUnpagedLists,
  askUnreachableStates,
  askUnreadHeaders,
  askUnservedDemands,
  askUnstoredFields,
  askUnwrittenColumns,
  askValueLists,
  askWhoMayChange,
]
