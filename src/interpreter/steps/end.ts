import { evaluate } from '../expression.js'
import { refused } from '../refusal.js'
import { endSessions, isSessionOf } from '../sessions.js'
import { columnOf, isSame, type Row } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** Sessions end: that of the caller's token, all of the caller's, or the one whose token is given. */
export const end = stepRunner('end', (step, execution) => {
  const { sessions, caller, callerSession, operation } = execution
  if (sessions === null) throw new Error(`${operation.id} ends sessions, and none are kept`)
  const known = (operation.steps ?? []).some(({ kind }) => kind === 'authenticate')
  const own = (row: Row): boolean => isSame(columnOf(row, sessions.account), caller)
  switch (step.sessions) {
    case 'current':
      endSessions(execution, sessions, (row) => columnOf(row, sessions.key) === callerSession)
      return null
    case 'all':
      endSessions(execution, sessions, own)
      return null
    case 'given': {
      const token = step.token === null ? '' : String(evaluate(execution, step.token) ?? '')
      const named = isSessionOf(sessions, token)
      const ended = endSessions(execution, sessions, (row) => named(row) && (!known || own(row)))
      return ended || step.otherwise === null ? null : refused(step.otherwise.status, step.otherwise.message)
    }
  }
})
