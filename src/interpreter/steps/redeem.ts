import { evaluate } from '../expression.js'
import { redeemMailToken } from '../mail.js'
import { refused } from '../refusal.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** A token that was sent by mail is used up; one answer for all that can be wrong with it. */
export const redeem = stepRunner('redeem', (step, execution) => {
  const { mailTokens, transaction, operation } = execution
  if (mailTokens === null) throw new Error(`${operation.id} takes a token, and none are kept`)
  const token = String(evaluate(execution, step.token) ?? '')
  const account = redeemMailToken(execution, mailTokens, token, step.purpose)
  const row = transaction
    .rows(step.entity)
    .find((one) => account !== null && isSame(columnOf(one, step.key), account))
  if (row === undefined) return refused(step.otherwise.status, step.otherwise.message)
  execution.row.set(step.row, { entity: step.entity, row })
  return null
})
