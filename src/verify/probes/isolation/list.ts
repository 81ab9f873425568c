import { somebody } from '../account.js'
import { both, status, that } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { rowsShown } from '../shown.js'
import { stepsOf } from '../steps.js'

/** Lists show the caller's rows alone. */
export const foreignList: OperationProbe = {
  id: 'foreign-rows-listed',
  entry: 22,
  title: "Lists and searches never hold another user's rows",
  cwe: 639,
  clause: 'AUTH-3',
  applies: ({ operation, isProtected }) =>
    isProtected && stepsOf(operation, 'select').some(({ owner }) => owner !== null),
  fire: async (scope) => {
    const { world, operation } = scope
    const select = stepsOf(operation, 'select').find(({ owner }) => owner !== null)
    if (select === undefined) return
    const [user, theirs] = [await somebody(world), await somebody(world)]
    const prepared = await scope.prepare({ user })
    const given = new Map([...prepared.rows.values()].map((row) => [row.entity, row]))
    await scope.makeRow(select.entity, { user, given })
    await scope.makeRow(select.entity, { user: theirs })
    await scope.expect(
      'both users have a row',
      prepared,
      {},
      both(
        status(operation.success),
        that('no row of the other user', ({ text, json }) => {
          const rows = rowsShown(operation.responseBody, json)
          if (rows === null) return 'the rows are not where the specification puts them'
          if (text.includes(theirs.id)) return "another user's id is shown"
          return rows.length > 1 ? `${String(rows.length)} rows where the caller has one` : null
        }),
      ),
    )
  },
}
