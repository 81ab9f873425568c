import { somebody } from '../account.js'
import type { JsonValue } from '../../../claims/json.js'
import { both, status, statusOtherThan, that, noFailure } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { validationStatus, type ProbeScope } from '../scope.js'
import { shownColumns } from '../shown.js'
import { stepsOf } from '../steps.js'

/** Columns that no client sets: the owner, the key and the times of a row, unless the body has a field for them. */
function protectedFields({ world, operation }: ProbeScope, owner: string): ReadonlyMap<string, JsonValue> {
  const table = world.backend.tables.get(operation.entity ?? '')
  const known = new Set(operation.body.flatMap(({ name, column }) => [name, column]))
  const values = new Map<string, JsonValue>()
  for (const { field } of table?.columns ?? []) {
    if (known.has(field.name)) continue
    if (field.name === table?.entity.owner) values.set(field.name, owner)
    else if (field.primaryKey) {
      values.set(
        field.name,
        field.type === 'integer' ? 1_999_999_999 : '99999999-9999-4999-8999-999999999999',
      )
    } else if (/created_?at|updated_?at/iu.test(field.name)) values.set(field.name, '1999-01-01T00:00:00Z')
  }
  return values
}

/** Mass assignment (OWASP API3:2023). */
export const massAssignment: OperationProbe = {
  id: 'mass-assignment',
  entry: 25,
  title: 'Owner, key and times sent in a body are refused or ignored, never stored',
  cwe: 915,
  clause: 'API-2',
  applies: ({ operation }) =>
    operation.body.length > 0 &&
    (stepsOf(operation, 'insert').length > 0 || stepsOf(operation, 'assign').length > 0),
  fire: async (scope) => {
    const { operation } = scope
    const theirs = await somebody(scope.world)
    for (const [column, value] of protectedFields(scope, theirs.id)) {
      const prepared = await scope.prepare()
      const refuses = operation.unknownFields === 'refuse'
      await scope.expect(
        `with ${column}`,
        prepared,
        { content: { [column]: value } },
        both(
          noFailure,
          refuses ? status(validationStatus(scope)) : statusOtherThan(401, 403, 404),
          that('the value is not stored', ({ json }) => {
            const shown = shownColumns(operation.responseBody, json)?.get(column)
            return shown !== undefined && String(shown).startsWith(String(value).slice(0, 19))
              ? `${column} was taken from the body`
              : null
          }),
        ),
      )
    }
  },
}
