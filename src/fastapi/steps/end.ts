import type { Step } from '../../design/step.js'
import { call, subscript } from '../../python/nodes/call.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited, not } from '../../python/nodes/operator.js'
import { expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { keyColumns } from '../table.js'
import { rowOf, type Handler } from '../handler.js'
import { valueExpression } from './expression.js'
import { refuse } from './session.js'

/** Sessions end. */
export function emitEnd(
  step: Extract<Step, { readonly kind: 'end' }>,
  handler: Handler,
): readonly Statement[] {
  const { backend, operation } = handler
  const run = (functionName: string, ...args: Parameters<typeof call>[1][]) => {
    const made = call(own(backend, 'sessions', functionName), name('session'), ...args)
    return backend.asynchronous ? awaited(made) : made
  }
  const user = (key: string) => subscript(name('current_user'), string(key))
  const about = 'ends the session'
  if (step.sessions === 'current')
    return [traced(expression(run('end_session', user('session'))), step.origins, about)]
  if (step.sessions === 'all') {
    const { row = null } = step
    const account =
      row === null ? user('id') : attribute(name(rowOf(handler, row).local), keyOf(handler, row))
    return [traced(expression(run('end_all_sessions', account)), step.origins, about)]
  }
  if (step.token === null) return []
  const known = operation.steps.some(({ kind }) => kind === 'authenticate')
  const ended = run('end_given_session', valueExpression(handler, step.token), ...(known ? [user('id')] : []))
  return step.otherwise === null
    ? [traced(expression(ended), step.origins, about)]
    : [traced(when(not(ended), [refuse(handler, step.otherwise)]), step.origins, about)]
}

/** The attribute of an account's key. */
function keyOf(handler: Handler, row: string): string {
  return keyColumns(rowOf(handler, row).table)[0]?.attribute ?? 'id'
}
