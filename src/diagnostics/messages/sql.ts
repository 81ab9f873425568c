import type { Definitions } from '../definition.js'
import { template } from '../template.js'

/** Problems in SQL code blocks. */
export const sqlMessages = {
  'sql-syntax': {
    severity: 'warning',
    message: template`This SQL statement cannot be read: ${'reason'}.`,
    suggestion: template`Correct the statement; those around it were read.`,
  },
} as const satisfies Definitions
