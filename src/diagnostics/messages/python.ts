import type { Definitions } from '../definition.js'
import { template } from '../template.js'

/** Problems in Python code blocks. */
export const pythonMessages = {
  'python-syntax': {
    severity: 'information',
    message: template`Here this code is not Python.`,
    suggestion: template`Correct the line; the classes and functions around it were read.`,
  },
} as const satisfies Definitions
