import { columnOf, isUnique } from '../content.js'
import { status, statusOtherThan, both, noFailure, answering } from '../expectation.js'
import { isObject } from '../../../design/conformance.js'
import type { OperationProbe } from '../probe.js'
import { refusing } from '../refusing.js'
import { stepsOf } from '../steps.js'
import { pathStatus } from '../scope.js'
import { findByPath } from '../steps.js'

const publicAccess: OperationProbe = {
  id: 'public-access',
  entry: null,
  title: 'A public operation asks for no token',
  cwe: null,
  clause: 'AUTH-8',
  applies: ({ isProtected }) => !isProtected,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    await scope.expect(
      'without a token',
      prepared,
      { authorization: null },
      both(statusOtherThan(401, 403), noFailure),
    )
  },
}

const absent: OperationProbe = {
  id: 'absent-row',
  entry: null,
  title: 'A row that does not exist is answered as specified',
  cwe: null,
  clause: 'ERR-5',
  applies: ({ operation }) =>
    stepsOf(operation, 'find').some(({ key }) => key.value.kind === 'path' || key.value.kind === 'body'),
  fire: async (scope) => {
    for (const find of stepsOf(scope.operation, 'find')) {
      if (find.key.value.kind !== 'path' && find.key.value.kind !== 'body') continue
      await scope.expect(
        `no such ${find.entity}`,
        await scope.prepare({ absent: find.row }),
        {},
        refusing(scope, find.otherwise),
      )
    }
  },
}

const pathFormat: OperationProbe = {
  id: 'path-format',
  entry: null,
  title: 'A malformed path user is refused',
  cwe: 20,
  clause: 'ERR-1',
  applies: ({ ownerParameter }) => ownerParameter !== null,
  fire: async (scope) => {
    const { ownerParameter, world } = scope
    if (ownerParameter === null) return
    const prepared = await scope.prepare()
    const authorize = stepsOf(scope.operation, 'authorize')[0]
    const typed = world.backend.userId !== 'string'
    await scope.expect(
      'not-an-id as the user of the path',
      prepared,
      { path: { [ownerParameter]: 'not-an-id' } },
      status(...(typed ? [pathStatus(scope)] : []), authorize?.otherwise.status ?? 403),
    )
  },
}

const duplicate: OperationProbe = {
  id: 'duplicate',
  entry: null,
  title: 'A value that must be unique is refused the second time',
  cwe: null,
  clause: 'ERR-6',
  applies: ({ operation }) => stepsOf(operation, 'insert').some((insert) => insert.duplicate !== null),
  fire: async (scope) => {
    const failure = stepsOf(scope.operation, 'insert').find((insert) => insert.duplicate !== null)?.duplicate
    if (failure === undefined || failure === null) return
    const prepared = await scope.prepare({ extent: 'full' })
    await scope.expect('the first time', prepared, {}, status(scope.operation.success))
    await scope.expect('the second time', prepared, {}, refusing(scope, failure))
  },
}

const duplicateChange: OperationProbe = {
  id: 'duplicate-change',
  entry: null,
  title: 'A row is not changed to a value that another one has, where it must be unique',
  cwe: null,
  clause: 'ERR-6',
  applies: ({ operation }) =>
    findByPath(operation) !== undefined &&
    stepsOf(operation, 'assign').some((assign) => assign.duplicate !== null),
  fire: async (scope) => {
    const { operation, world } = scope
    const find = findByPath(operation)
    const assign = stepsOf(operation, 'assign').find(({ duplicate: known }) => known !== null)
    if (find === undefined || assign === undefined || assign.duplicate === null || assign.row !== find.row)
      return
    const base = await scope.prepare()
    const given = new Map([...base.rows.values()].map((row) => [row.entity, row]))
    const taken = await scope.makeRow(find.entity, { user: base.user, given })
    const content = operation.body.flatMap(({ name }) => {
      const column = columnOf(operation, name)
      const value = column === undefined ? undefined : taken.values.get(column)
      return column !== undefined && value !== undefined && isUnique(world, find.entity, column)
        ? [[name, value] as const]
        : []
    })
    if (content.length === 0) return
    await scope.expect(
      `with ${content.map(([name]) => name).join(', ')} of another row`,
      base,
      { content: Object.fromEntries(content) },
      refusing(scope, assign.duplicate),
    )
  },
}

const flip: OperationProbe = {
  id: 'toggle',
  entry: null,
  title: 'A toggle turns the flag each time',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) =>
    stepsOf(operation, 'flip').length > 0 &&
    findByPath(operation) !== undefined &&
    operation.responseBody.kind !== 'empty',
  fire: async (scope) => {
    const { operation } = scope
    const field = stepsOf(operation, 'flip')[0]?.field ?? ''
    const prepared = await scope.prepare()
    const seen: unknown[] = []
    for (const turn of ['once', 'twice']) {
      await scope.expect(
        turn,
        prepared,
        {},
        answering(operation.success, `${field} turned`, ({ json, text }) => {
          const column =
            operation.responseBody.kind === 'view'
              ? operation.responseBody.view.fields.find(
                  (each) => each.kind === 'column' && each.column === field,
                )?.name
              : undefined
          if (column === undefined || !isObject(json)) return null
          const value = Object.hasOwn(json, column) ? json[column] : undefined
          seen.push(value)
          if (typeof value !== 'boolean') return `${column} is not shown in ${text.slice(0, 80)}`
          return seen.length === 2 && seen[0] === value ? `${column} is ${String(value)} both times` : null
        }),
      )
    }
  },
}

/** Who may call, what is found, and what may not be twice. */
export const accessProbes = [publicAccess, absent, pathFormat, duplicate, duplicateChange, flip]
