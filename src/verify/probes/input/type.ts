import type { JsonValue } from '../../../claims/json.js'
import type { BodyField } from '../../../design/operation.js'
import { both, noFailure, status, that } from '../expectation.js'
import { columnOf } from '../content.js'
import { shownColumns } from '../shown.js'
import type { OperationProbe } from '../probe.js'
import { fieldsOfType } from '../fields.js'
import { validationStatus } from '../scope.js'

/** Values of JSON types that are near enough for a careless parser. */
function confusions({ type }: BodyField): readonly JsonValue[] {
  switch (type) {
    case 'integer':
      return ['5', true, 1.5, [1]]
    case 'number':
    case 'decimal':
      return [true, 'five', [1]]
    case 'boolean':
      return ['true', 1, 'yes', []]
    case 'string':
    case 'enum':
      return [7, true, ['x'], { x: 1 }]
    case 'date':
      return [0, true, 'yesterday', '', '2030-06-01T00:00:00Z']
    case 'datetime':
    case 'time':
      return [0, true, 'yesterday', '']
    case 'uuid':
      return ['not-a-uuid', 5]
    case 'array':
      return ['x', { 0: 'x' }, 5]
    case 'object':
      return ['x', 5, [1]]
    case 'bytes':
      return []
  }
}

const typeConfusion: OperationProbe = {
  id: 'type-confusion',
  entry: 40,
  title: 'A value of another JSON type is refused, not converted',
  cwe: 843,
  clause: 'ERR-7',
  applies: ({ operation }) => operation.body.length > 0 && operation.form !== true,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const field of scope.operation.body) {
      for (const value of confusions(field)) {
        await scope.expect(
          `${JSON.stringify(value)} in ${field.name}`,
          prepared,
          { content: { [field.name]: value } },
          status(validationStatus(scope)),
        )
      }
    }
  },
}

const oddMoments: OperationProbe = {
  id: 'datetime-range',
  entry: 42,
  title: 'Moments without offset, and at the ends of the calendar, never break the service',
  cwe: 1284,
  clause: 'ERR-7',
  applies: ({ operation }) => fieldsOfType(operation, 'datetime', 'date').length > 0,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name } of fieldsOfType(scope.operation, 'datetime', 'date')) {
      for (const value of [
        '2030-06-01T12:00:00',
        '0001-01-01T00:00:00+14:00',
        '9999-12-31T23:59:59-14:00',
        '2030-02-30T00:00:00Z',
        '2030-06-01T25:00:00Z',
      ]) {
        await scope.expect(`${value} in ${name}`, prepared, { content: { [name]: value } }, noFailure)
      }
    }
  },
}

/** Half past four in London, in summer. */
const ELSEWHERE = '2024-05-05T21:00:00+05:30'

const offsets: OperationProbe = {
  id: 'datetime-offset',
  entry: 41,
  title: 'A moment that is written with an offset is the same moment in the answer',
  cwe: 682,
  clause: 'API-1',
  applies: ({ operation }) =>
    fieldsOfType(operation, 'datetime').length > 0 && operation.responseBody.kind !== 'empty',
  fire: async (scope) => {
    const { operation } = scope
    const prepared = await scope.prepare()
    for (const { name } of fieldsOfType(operation, 'datetime')) {
      const column = columnOf(operation, name)
      if (column === undefined) continue
      await scope.expect(
        `${ELSEWHERE} in ${name}`,
        prepared,
        { content: { [name]: ELSEWHERE } },
        both(
          noFailure,
          that('the same moment', ({ status: got, json }) => {
            const shown = got === operation.success ? shownColumns(operation.responseBody, json) : null
            const value = shown?.get(column)
            // Without an offset it is not said which moment it is.
            if (typeof value !== 'string' || !/(?:Z|[+-]\d\d:?\d\d)$/.test(value)) return null
            return Date.parse(value) === Date.parse(ELSEWHERE) ? null : `${name} is ${value}`
          }),
        ),
      )
    }
  },
}

const nullValues: OperationProbe = {
  id: 'null-value',
  entry: 43,
  title: 'null is refused for a field that cannot be empty',
  cwe: 476,
  clause: 'ERR-7',
  applies: ({ operation }) => operation.form !== true && operation.body.some(({ nullable }) => !nullable),
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name } of scope.operation.body.filter(({ nullable }) => !nullable)) {
      await scope.expect(
        `null in ${name}`,
        prepared,
        { content: { [name]: null } },
        status(validationStatus(scope)),
      )
    }
  },
}

/** Values of other types. */
export const typeProbes = [typeConfusion, oddMoments, offsets, nullValues]
