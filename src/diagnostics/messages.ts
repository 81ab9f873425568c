import { admissionMessages } from './messages/admission.js'
import { answersMessages } from './messages/answers.js'
import { contractMessages } from './messages/contract.js'
import { pythonMessages } from './messages/python.js'
import { sourceMessages } from './messages/source.js'
import { sqlMessages } from './messages/sql.js'
import { yamlMessages } from './messages/yaml.js'

/**
 * Every diagnostic that Specwright can make: code → severity, message, suggestion.
 *
 * To add one: define it in a file of `messages/`, write `docs/diagnostics/CODE.md`, and assert it
 * in a test. `test/diagnostics/messages.test.ts` fails when one of the three is missing.
 */
export const messages = {
  ...admissionMessages,
  ...answersMessages,
  ...contractMessages,
  ...pythonMessages,
  ...sourceMessages,
  ...sqlMessages,
  ...yamlMessages,
} as const

/** A code of the registry. */
export type DiagnosticCode = keyof typeof messages
