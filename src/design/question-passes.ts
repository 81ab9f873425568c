import { askAnyOrigin } from './any-origin.js'
import { askAuthLibrary } from './auth-library.js'
import { askEdgeCases } from './edge-cases.js'
import { askFlagEffect } from './flag-effect.js'
import { askInvalidBody } from './invalid-body.js'
import type { QuestionPass } from './question-pass.js'
import { reviewPasses } from './questions/passes.js'
import { askReferencesElsewhere } from './reference-elsewhere.js'
import { askStandingRules } from './standing-rules.js'
import { askWireNames } from './wire-names.js'

/** All passes that only ask, one line each. */
export const questionPasses: readonly QuestionPass[] = [
  askAnyOrigin,
  askAuthLibrary,
  askEdgeCases,
  askFlagEffect,
  askInvalidBody,
  askReferencesElsewhere,
  askStandingRules,
  askWireNames,
  ...reviewPasses,
]
