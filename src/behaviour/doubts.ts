import type { Doubt } from './doubt.js'
import { exampleAgainstRules } from './doubts/example-against-rules.js'
import { flagDefaults } from './doubts/flag-default.js'
import { healthBody } from './doubts/health-body.js'
import { statusWithoutCause } from './doubts/status-without-cause.js'

/** All doubts, one line each. */
export const DOUBTS: readonly Doubt[] = [flagDefaults, healthBody, statusWithoutCause, exampleAgainstRules]
