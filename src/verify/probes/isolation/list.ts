import type { JsonValue } from '../../../claims/json.js'
import type { ResponseBody } from '../../../design/operation.js'
import { somebody } from '../account.js'
import { both, status, that } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { rowsShown } from '../shown.js'
import { stepsOf } from '../steps.js'
import { rowsByEntity } from '../rendering.js'
import { ownerMembers, showsUser } from './shown-user.js'

/** How many rows an answer holds, also as a file; null where they are not found in it. */
function countOf(body: ResponseBody, text: string, json: JsonValue | undefined): number | null {
  if (body.kind !== 'file') return rowsShown(body, json)?.length ?? null
  if (Array.isArray(json)) return json.length
  // Samples hold no line breaks, so that each line but the first is a row.
  return json === undefined ? text.trimEnd().split('\n').length - 1 : null
}

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
    const [caller, theirs] = [await somebody(world), await somebody(world)]
    // What a role reaches beyond the rows of the caller is as specified.
    const user = (select.wide ?? null) === null ? caller : world.users.withoutRoles(caller)
    const prepared = await scope.prepare({ user })
    const given = rowsByEntity(prepared)
    await scope.makeRow(select.entity, { user, given })
    await scope.makeRow(select.entity, { user: theirs })
    await scope.expect(
      'both users have a row',
      prepared,
      {},
      both(
        status(operation.success),
        that('no row of the other user', ({ text, json }) => {
          const rows = countOf(operation.responseBody, text, json)
          if (rows === null) return 'the rows are not where the specification puts them'
          if (showsUser(ownerMembers(world), text, theirs.id)) return "another user's id is shown"
          return rows > 1 ? `${String(rows)} rows where the caller has one` : null
        }),
      ),
    )
  },
}
