import { answerOf } from '../show.js'
import { stepRunner } from './step-runner.js'

/** The answer of an operation. */
export const respond = stepRunner('respond', (step, execution) => {
  execution.answer = answerOf(execution, step.value)
  return null
})
