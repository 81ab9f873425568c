import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { columnOf } from '../content.js'
import { stepsOf } from '../steps.js'

/** A value that is unique within one user's rows is free for others. */
export const scopedUniqueness: OperationProbe = {
  id: 'scoped-uniqueness',
  entry: 27,
  title: "Uniqueness per user does not reveal another user's values",
  cwe: 203,
  clause: 'AUTH-3',
  applies: ({ operation, isProtected }) => isProtected && stepsOf(operation, 'insert').length > 0,
  fire: async (scope) => {
    const { operation, world } = scope
    const table = world.backend.tables.get(stepsOf(operation, 'insert')[0]?.entity ?? '')
    const owner = table?.entity.owner ?? null
    const scoped = table?.indexes.filter(
      ({ unique, fields }) => unique && owner !== null && fields.includes(owner) && fields.length > 1,
    )
    for (const index of scoped ?? []) {
      const first = await scope.prepare({ extent: 'full' })
      const second = await scope.prepare({ extent: 'full' })
      const same = Object.fromEntries(
        operation.body.flatMap(({ name }) => {
          const column = columnOf(operation, name)
          const value = first.content?.get(name)
          return column !== undefined && index.fields.includes(column) && value !== undefined
            ? [[name, value]]
            : []
        }),
      )
      if (Object.keys(same).length === 0) continue
      if ((await scope.send(first)).status !== operation.success) continue
      await scope.expect(
        `the ${Object.keys(same).join(', ')} of another user`,
        second,
        { content: same },
        status(operation.success),
      )
    }
  },
}
