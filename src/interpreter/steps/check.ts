import { holds } from '../condition.js'
import { refused } from '../refusal.js'
import { stepRunner } from './step-runner.js'

/** A condition that must hold, or the refusal: of a field as an invalid one, or with a message. */
export const check = stepRunner('check', ({ condition, otherwise }, execution) => {
  if (holds(execution, condition)) return null
  const { status, message, field = null } = otherwise
  if (field === null) return refused(status, message)
  const { bodyKey } = execution.operation
  const loc = ['body', ...(bodyKey === null ? [] : [bodyKey]), field]
  return { status, detail: null, errors: [{ type: 'value_error', loc, msg: message }], challenge: null }
})
