import type { JsonValue } from '../../../claims/json.js'
import { columnOfTest, type RowTest } from '../../../design/row-test.js'
import { columnNamed } from '../../../fastapi/settled.js'
import { deciding, refusing as refusingTests, type Guard } from '../../../fastapi/tests/guarded.js'
import { move } from '../moved.js'
import type { OperationProbe } from '../probe.js'
import { refusing } from '../refusing.js'
import type { Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { stepsOf } from '../steps.js'

/** Longer ago than any rule of age that people write, short of years. */
const LONG_AGO = '2020-01-01T00:00:00Z'

/** Rows that may not be changed or removed for what they hold, or for the rows that refer to them. */
export const refusedRow: OperationProbe = {
  id: 'refused-row',
  entry: null,
  title: 'A row that may not be changed or removed is refused as specified',
  cwe: 841,
  clause: null,
  applies: ({ operation }) => stepsOf(operation, 'check').some(({ condition }) => condition.kind === 'guard'),
  fire: async (scope) => {
    for (const { condition, otherwise } of stepsOf(scope.operation, 'check')) {
      if (condition.kind !== 'guard') continue
      for (const tests of refusingTests(condition)) {
        const prepared = await scope.prepare()
        const row = prepared.rows.get(condition.row)
        if (row === undefined) continue
        const told = await hold(scope, condition, tests, row)
        if (told === null) continue
        await scope.expect(
          `${row.entity} with ${told.words}`,
          prepared,
          { content: stateSent(scope, condition, told.values) },
          refusing(scope, otherwise),
        )
      }
    }
  },
}

/** What a row was given, and in words. */
interface Held {
  readonly words: string
  readonly values: ReadonlyMap<string, JsonValue>
}

/** Makes all tests hold of a row; null where no value is known that does. */
async function hold(
  scope: ProbeScope,
  guard: Guard,
  tests: readonly RowTest[],
  row: Row,
): Promise<Held | null> {
  const table = scope.world.backend.tables.get(row.entity)
  const values = new Map<string, JsonValue>()
  const words: string[] = []
  for (const test of tests) {
    if (test.kind === 'rows') {
      const columns = new Map(
        test.where.flatMap((each) => (each.is === 'equal' ? [[each.column, each.value] as const] : [])),
      )
      await scope.makeRow(test.entity, { user: row.user, given: new Map([[row.entity, row]]), columns })
      words.push(`a ${test.entity}`)
      continue
    }
    const column = columnOfTest(test)
    const field = table === undefined || column === null ? undefined : columnNamed(table, column)?.field
    if (column === null || field === undefined) return null
    const value =
      test.kind === 'age' ? (test.older ? LONG_AGO : undefined) : deciding(field, guard, test, true)
    // A row was made just now.
    if (test.kind === 'age' && !test.older) continue
    if (value === undefined) return null
    await move(scope, row, column, value)
    values.set(column, value)
    words.push(`${column} ${JSON.stringify(value)}`)
  }
  return { words: words.join(', '), values }
}

/** What the body says of a state that moves along edges: that it stays. */
function stateSent(
  { operation }: ProbeScope,
  { row }: Guard,
  values: ReadonlyMap<string, JsonValue>,
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    stepsOf(operation, 'check').flatMap(({ condition }) => {
      const value =
        condition.kind === 'edge' && condition.row === row ? values.get(condition.field) : undefined
      return condition.kind === 'edge' && value !== undefined ? [[condition.body, value] as const] : []
    }),
  )
}
