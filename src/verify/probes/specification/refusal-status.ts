import type { BodyField, Parameter } from '../../../design/operation.js'
import type { JsonValue } from '../../../claims/json.js'
import { refusedValues } from '../boundaries.js'
import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import type { Change } from '../rendering.js'
import { validationStatus } from '../scope.js'

/** A request that every service refuses, whatever it makes of the finer rules; null where there is none. */
function invalid(body: readonly BodyField[], query: readonly Parameter[]): Change | null {
  const field = body.find(({ required }) => required) ?? body[0]
  if (field !== undefined) return { content: { [field.name]: wrongFor(field) } }
  for (const parameter of query) {
    const [refused] = refusedValues(parameter, parameter.name)
    if (refused !== undefined && typeof refused.value !== 'object')
      return { query: { [parameter.name]: String(refused.value) } }
  }
  return null
}

const wrongFor = ({ type }: BodyField): JsonValue => (type === 'object' ? 7 : { not: 'this' })

/** The status of an invalid request, apart from what makes requests invalid. */
export const refusalStatus: OperationProbe = {
  id: 'refusal-status',
  entry: null,
  title: 'An invalid request is refused with the specified status',
  cwe: null,
  clause: 'ERR-7',
  applies: ({ operation }) => operation.form !== true && invalid(operation.body, operation.query) !== null,
  fire: async (scope) => {
    const change = invalid(scope.operation.body, scope.operation.query)
    if (change === null) return
    await scope.expect(
      'an invalid value',
      await scope.prepare({ rowless: true }),
      change,
      status(validationStatus(scope)),
    )
  },
}
