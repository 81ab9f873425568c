import { holds } from '../condition.js'
import { refused } from '../refusal.js'
import { stepRunner } from './step-runner.js'

/** A condition that must hold, or the refusal. */
export const check = stepRunner('check', ({ condition, otherwise }, execution) =>
  holds(execution, condition) ? null : refused(otherwise.status, otherwise.message),
)
