import { boundRow } from '../execution.js'
import { evaluate } from '../expression.js'
import { newMailToken } from '../mail.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** A token for an account goes by mail; without an account nothing happens, and the answer does not tell. */
export const mail = stepRunner('mail', (step, execution) => {
  const { mailTokens, transaction, operation } = execution
  if (mailTokens === null) throw new Error(`${operation.id} sends a token, and none are kept`)
  const sent = step.value === null ? null : evaluate(execution, step.value)
  const row =
    step.row === null
      ? transaction
          .rows(step.entity)
          .find((one) => sent !== null && isSame(columnOf(one, step.address), sent))
      : boundRow(execution, step.row).row
  if (row === undefined) return null
  const token = newMailToken(execution, mailTokens, columnOf(row, step.key), step.purpose)
  execution.mails.push({ address: String(columnOf(row, step.address)), purpose: step.purpose, token })
  return null
})
