import type { JsonValue } from '../../../claims/json.js'
import { isObject } from '../../../design/conformance.js'
import type { ResponseBody } from '../../../design/operation.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { accountRowOf, somebody } from '../account.js'
import { isUnique } from '../content.js'
import { answering } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { shownColumns } from '../shown.js'
import { stepsOf, type StepOf } from '../steps.js'

/** The caller's own row, where it is what the operation shows. */
function ownFind(operation: ImplementedOperation): StepOf<'find'> | undefined {
  const [respond] = stepsOf(operation, 'respond')
  const value = respond?.value ?? null
  return value?.kind === 'row'
    ? stepsOf(operation, 'find').find(({ row, key }) => row === value.row && key.value.kind === 'caller')
    : undefined
}

/** The columns of an entity that an answer shows, as its one row or beside a token. */
function columnsShown(
  body: ResponseBody,
  json: JsonValue | undefined,
  entity: string,
): ReadonlyMap<string, JsonValue> {
  if (body.kind !== 'envelope') return shownColumns(body, json) ?? new Map()
  if (!isObject(json)) return new Map()
  return new Map(
    body.members.flatMap((member): readonly (readonly [string, JsonValue])[] => {
      const value = Object.hasOwn(json, member.key) ? json[member.key] : undefined
      if (member.kind === 'envelope') return [...columnsShown(member.body, value, entity)]
      if (member.kind === 'view') return [...(shownColumns({ kind: 'view', view: member.view }, value) ?? [])]
      return member.kind === 'column' && member.entity === entity && value !== undefined
        ? [[member.column, value]]
        : []
    }),
  )
}

/** An operation on the caller's own account shows the account of who calls. */
export const ownAccount: OperationProbe = {
  id: 'own-account',
  entry: null,
  title: 'Each caller is shown the own account',
  cwe: 639,
  clause: 'AUTH-1',
  applies: ({ operation }) => operation.method === 'GET' && ownFind(operation) !== undefined,
  fire: async (scope) => {
    const { operation, world } = scope
    const { entity } = ownFind(operation) ?? {}
    if (entity === undefined) return
    for (const label of ['one user', 'another user']) {
      const user = await somebody(world, operation)
      const account = accountRowOf(world, entity, user)
      if (account === null) return
      const own = [...account.values].filter(([column]) => isUnique(world, entity, column))
      await scope.expect(
        label,
        await scope.prepare({ user }),
        {},
        answering(operation.success, 'the account of who calls', ({ json }) => {
          const shown = columnsShown(operation.responseBody, json, entity)
          for (const [column, value] of own) {
            const now = shown.get(column)
            if (now !== undefined && now !== value) return `the account of another ${column} is shown`
          }
          return null
        }),
      )
    }
  },
}
