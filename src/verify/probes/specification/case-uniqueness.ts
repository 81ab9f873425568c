import { conforms } from '../../../design/conformance.js'
import { columnOf } from '../content.js'
import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { stepsOf } from '../steps.js'

/** A value that is unique whatever its case is refused in large letters too. */
export const caseUniqueness: OperationProbe = {
  id: 'case-uniqueness',
  entry: null,
  title: 'A value that must be unique whatever its case is refused in other letters',
  cwe: 178,
  clause: 'ERR-6',
  applies: ({ operation }) => stepsOf(operation, 'insert').some(({ duplicate }) => duplicate !== null),
  fire: async (scope) => {
    const { operation, world } = scope
    for (const { entity, duplicate } of stepsOf(operation, 'insert')) {
      const indexes = world.backend.tables.get(entity)?.indexes ?? []
      for (const { ignoreCase = [], fields } of duplicate === null ? [] : indexes) {
        if (ignoreCase.length === 0) continue
        const first = await scope.prepare({ extent: 'full' })
        const same: Record<string, string> = {}
        for (const field of operation.body) {
          const value = first.content?.get(field.name)
          const column = columnOf(operation, field.name)
          if (typeof value !== 'string' || column === undefined || !fields.includes(column)) continue
          const large = ignoreCase.includes(column) ? value.toUpperCase() : value
          same[field.name] = conforms(field, large) ? large : value
        }
        if ((await scope.send(first)).status !== operation.success) continue
        await scope.expect(
          `${fields.join(', ')} in large letters`,
          first,
          { content: same },
          status(duplicate?.status ?? 409),
        )
      }
    }
  },
}
