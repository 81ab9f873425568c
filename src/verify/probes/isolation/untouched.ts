import { somebody } from '../account.js'
import { isDeepStrictEqual } from 'node:util'
import type { OperationProbe } from '../probe.js'
import { creatorOf } from '../creator.js'
import { withoutMoments } from '../moments.js'
import { findByPath, ownedFinds, stepsOf, writes } from '../steps.js'

/** A write to another user's row changes nothing, whatever it answers: the owner looks again. */
export const untouchedRow: OperationProbe = {
  id: 'foreign-row-untouched',
  entry: 20,
  title: "A write to another user's row leaves it as it is",
  cwe: 639,
  clause: 'AUTH-3',
  applies: ({ operation, isProtected }) =>
    isProtected && writes(operation) && ownedFinds(operation).some(({ key }) => key.value.kind === 'path'),
  fire: async (scope) => {
    const find = ownedFinds(scope.operation).findLast(({ key }) => key.value.kind === 'path')
    const reader = scope.other(
      (operation) =>
        operation.method === 'GET' &&
        findByPath(operation)?.entity === find?.entity &&
        stepsOf(operation, 'find').length === stepsOf(scope.operation, 'find').length,
    )
    if (find === undefined || reader === undefined) return
    if (creatorOf(scope.world, find.entity) === null && scope.world.rows === null) return
    const theirs = await somebody(scope.world)
    const wide = (find.wide ?? null) !== null
    const foreign = await scope.prepare({
      // What a role reaches beyond the rows of the caller is as specified.
      ...(wide ? { user: scope.world.users.withoutRoles(await somebody(scope.world)) } : {}),
      foreign: { row: find.row, user: theirs },
      extent: 'full',
      variant: 'second',
    })
    const given = new Map([...foreign.rows.values()].map((row) => [row.entity, row]))
    const look = await scope.prepareOther(reader, { user: theirs, given })
    const before = await scope.send(look)
    const answer = await scope.send(foreign)
    const after = await scope.send(look)
    scope.record({
      sent: `${scope.operation.id} by another user, then ${reader.id} by the owner`,
      expected: 'the row as it was',
      got: `${String(answer.status)}, then ${String(after.status)} ${after.text.slice(0, 160)}`,
      fault:
        before.status === after.status &&
        isDeepStrictEqual(
          withoutMoments(before.json, reader.responseBody),
          withoutMoments(after.json, reader.responseBody),
        )
          ? null
          : 'the row was changed by another user',
    })
  },
}
