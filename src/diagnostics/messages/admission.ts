import type { Definitions } from '../definition.js'
import { template } from '../template.js'

/** Values that no backend can have, and names that are safe nowhere. */
export const admissionMessages = {
  'limit-impossible': {
    severity: 'warning',
    message: template`No value can have the ${'rule'} ${'value'}; the rule was left out.`,
    suggestion: template`Write a number that JSON has; lengths are whole numbers from 0 to 2147483647.`,
  },
  'name-unsafe': {
    severity: 'warning',
    message: template`${'name'} cannot be the name of a ${'what'}; it was left out.`,
    suggestion: template`Use letters, digits and underscores, and no path that leads out of the backend.`,
  },
} as const satisfies Definitions
