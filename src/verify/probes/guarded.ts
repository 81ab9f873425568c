import type { JsonValue } from '../../claims/json.js'
import type { RowTest } from '../../design/row-test.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { columnOfTest } from '../../design/row-test.js'
import { columnNamed } from '../../fastapi/settled.js'
import { deciding, type Guard } from '../../fastapi/tests/guarded.js'
import type { Row } from './rendering.js'
import { stepsOf, type StepOf } from './steps.js'
import type { World } from './world.js'

function guardsOf(operation: ImplementedOperation, row: string): readonly Guard[] {
  return stepsOf(operation, 'check').flatMap(({ condition }) =>
    condition.kind === 'guard' && condition.row === row ? [condition] : [],
  )
}

/** The columns that a row must have for an operation not to refuse it. */
export function unguardedColumns(
  { backend }: World,
  operation: ImplementedOperation,
  { row, entity }: StepOf<'find'>,
): ReadonlyMap<string, JsonValue> {
  const table = backend.tables.get(entity)
  const columns = new Map<string, JsonValue>()
  for (const guard of guardsOf(operation, row)) {
    const [test] = guard.tests
    const named = test === undefined ? null : columnOfTest(test)
    const column = table === undefined || named === null ? null : columnNamed(table, named)
    const value =
      test === undefined || column === null ? undefined : deciding(column.field, guard, test, false)
    if (column !== null && value !== undefined) columns.set(column.field.name, value)
  }
  return columns
}

/** Whether an operation refuses a row that the service shows, as far as its columns tell. */
export function isRefused(operation: ImplementedOperation, { row }: StepOf<'find'>, shown: Row): boolean {
  return guardsOf(operation, row).some(({ refused, tests }) =>
    refused === 'any' ? tests.some((test) => holds(test, shown)) : tests.every((test) => holds(test, shown)),
  )
}

function holds(test: RowTest, { values }: Row): boolean {
  switch (test.kind) {
    case 'rows':
      return false
    // A row was made just now.
    case 'age':
      return !test.older
    case 'number': {
      const value = Number(values.get(test.column) ?? Number.NaN)
      const order = value - test.value
      return { greater: order > 0, atLeast: order >= 0, less: order < 0, atMost: order <= 0 }[test.relation]
    }
    case 'column': {
      const { test: condition } = test
      const value = values.get(condition.column)
      if (value === undefined) return false
      if (!('value' in condition)) return (value === null) === (condition.is === 'null')
      const same =
        typeof condition.value === 'number' ? Number(value) === condition.value : value === condition.value
      return same === (condition.is === 'equal')
    }
  }
}
