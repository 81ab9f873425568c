import type { Definitions } from '../definition.js'
import { template } from '../template.js'

/** Problems in the text of a YAML or JSON document. */
export const yamlMessages = {
  'yaml-syntax': {
    severity: 'error',
    message: template`This YAML cannot be read: ${'reason'}.`,
    suggestion: template`Correct the line; what stands around it was read.`,
  },
} as const satisfies Definitions
