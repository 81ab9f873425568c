import type { JsonValue } from '../../../claims/json.js'
import type { BodyField } from '../../../design/operation.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { columnOf } from '../content.js'
import { answering, type Expectation } from '../expectation.js'
import { ownFields } from '../fields.js'
import { otherValue } from '../other-value.js'
import type { OperationProbe } from '../probe.js'
import { placedView, shownColumns } from '../shown.js'
import { findByPath, stepsOf } from '../steps.js'
import { isPartial } from './update.js'

/** A field of the body that names another row, and its column that the answer shows. */
interface Naming {
  readonly field: BodyField
  readonly column: string
}

/** The fields that name rows of other tables, one for each table: a second row of it would be the same one. */
function namingsOf(operation: ImplementedOperation): readonly Naming[] {
  const shown = new Set(
    placedView(operation.responseBody)?.view.fields.flatMap((field) =>
      field.kind === 'column' ? [field.column] : [],
    ),
  )
  const tables = new Set([findByPath(operation)?.entity, operation.entity])
  return stepsOf(operation, 'find').flatMap(({ entity, key: { value } }): readonly Naming[] => {
    const field = value.kind === 'body' ? operation.body.find(({ name }) => name === value.field) : undefined
    const column = field === undefined ? undefined : columnOf(operation, field.name)
    if (field === undefined || column === undefined || !shown.has(column) || tables.has(entity)) return []
    tables.add(entity)
    return [{ field, column }]
  })
}

/** Fields that an update empties when they are not sent. */
function emptiedByAbsence(operation: ImplementedOperation, { field }: Naming): boolean {
  const always = stepsOf(operation, 'assign').some(({ values }) =>
    values.some(
      ({ value, whenBody }) => value.kind === 'body' && value.field === field.name && whenBody === null,
    ),
  )
  return always && !field.required && field.nullable && field.default === null
}

/** An answer whose row refers to these rows, or to none. */
function referring(
  operation: ImplementedOperation,
  wanted: ReadonlyMap<string, JsonValue | undefined>,
): Expectation {
  const words = [...wanted].map(([column, value]) => `${column} ${JSON.stringify(value)}`).join(', ')
  return answering(operation.success, words, ({ json }) => {
    const shown = shownColumns(operation.responseBody, json)
    if (shown === null) return 'the row is not where the specification puts it'
    for (const [column, value] of wanted) {
      const now = shown.get(column) ?? null
      if (now !== value) return `${column} is ${JSON.stringify(now)}`
    }
    return null
  })
}

/** A row refers to what was sent, to the same after other changes, and to nothing when nothing is sent. */
export const keptReferences: OperationProbe = {
  id: 'references',
  entry: null,
  title: 'A row refers to the rows that were sent, until others or none are',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) =>
    (stepsOf(operation, 'insert').length === 1 ||
      (findByPath(operation) !== undefined && stepsOf(operation, 'assign').length > 0)) &&
    namingsOf(operation).length > 0,
  fire: async (scope) => {
    const { operation, world } = scope
    const namings = namingsOf(operation)
    const full = await scope.prepare({ extent: 'full' })
    const sent = new Map(namings.map(({ field, column }) => [column, full.content?.get(field.name)] as const))
    const partial = isPartial(scope)
    const references = new Map(
      [...(full.content ?? [])].filter(([name]) => namings.some(({ field }) => field.name === name)),
    )
    const naming = partial ? { ...full, content: references } : full
    await scope.expect('with all rows that it may name', naming, {}, referring(operation, sent))
    if (partial) {
      const other = ownFields(operation).find(
        (field) => otherValue(world, operation, field) !== undefined && columnOf(operation, field.name),
      )
      const value = other === undefined ? undefined : otherValue(world, operation, other)
      if (other !== undefined && value !== undefined) {
        const change = { ...full, content: new Map([[other.name, value]]) }
        await scope.expect(`${other.name} alone`, change, {}, referring(operation, sent))
      }
      for (const { field, column } of namings.filter(({ field: { nullable } }) => nullable)) {
        const change = { ...full, content: new Map([[field.name, null]]) }
        await scope.expect(`${field.name} null`, change, {}, referring(operation, new Map([[column, null]])))
      }
      return
    }
    const left = namings.filter((each) => emptiedByAbsence(operation, each))
    if (left.length === 0) return
    await scope.expect(
      'without those that may be left out',
      full,
      { content: Object.fromEntries(left.map(({ field }) => [field.name, undefined])) },
      referring(operation, new Map(left.map(({ column }) => [column, null]))),
    )
  },
}
