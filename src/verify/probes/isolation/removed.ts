import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { findByPath, stepsOf } from '../steps.js'
import { rowsByEntity } from '../rendering.js'

/** What is gone is gone. */
export const removedRow: OperationProbe = {
  id: 'removed-row',
  entry: 28,
  title: 'A deleted row is neither read nor deleted again',
  cwe: 672,
  clause: 'ERR-5',
  applies: ({ operation }) => stepsOf(operation, 'remove').length > 0 && findByPath(operation) !== undefined,
  fire: async (scope) => {
    const { operation } = scope
    const find = findByPath(operation)
    const prepared = await scope.prepare()
    await scope.expect('the first time', prepared, {}, status(operation.success))
    const absent = find?.otherwise.status ?? 404
    await scope.expect('the second time', prepared, {}, status(absent))
    const reader = scope.other(
      (other) =>
        other.method === 'GET' &&
        findByPath(other)?.entity === find?.entity &&
        stepsOf(other, 'select').length === 0 &&
        stepsOf(other, 'find').length === stepsOf(operation, 'find').length,
    )
    if (reader === undefined) return
    const given = rowsByEntity(prepared)
    const look = await scope.prepareOther(reader, { user: prepared.user, given })
    const answer = await scope.send(look)
    const missing = findByPath(reader)?.otherwise.status ?? 404
    scope.record({
      sent: `${reader.id} after ${operation.id}`,
      expected: String(missing),
      got: `${String(answer.status)} ${answer.text.slice(0, 160)}`,
      fault: answer.status === missing ? null : `status ${String(answer.status)}`,
    })
  },
}
