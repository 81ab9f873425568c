import type { JsonValue } from '../../claims/json.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { keyLists } from '../../fastapi/tests/content.js'
import { sample } from '../../fastapi/tests/sample.js'
import { distinct } from './distinct.js'
import type { Preparing } from './preparing.js'
import { CannotPrepare } from './probe.js'
import { stepsOf } from './steps.js'
import type { World } from './world.js'

/** Columns of a row, by the body fields that fill them. */
export function filledColumns(operation: ImplementedOperation): ReadonlyMap<string, string> {
  return new Map(
    operation.steps.flatMap((step) =>
      step.kind === 'insert' || step.kind === 'assign'
        ? step.values.flatMap(({ field, value }) =>
            value.kind === 'body' ? [[value.field, field] as const] : [],
          )
        : [],
    ),
  )
}

/** The column that a body field fills; undefined when it is stored nowhere. */
export function columnOf(operation: ImplementedOperation, field: string): string | undefined {
  return filledColumns(operation).get(field)
}

/** Whether a column, alone or with others, must be unique. */
export function isUnique({ backend }: World, entity: string, column: string): boolean {
  const table = backend.tables.get(entity)
  const field = table?.entity.fields.find(({ name }) => name === column)
  return (
    field?.unique === true ||
    field?.primaryKey === true ||
    table?.entity.indexes.some(({ unique, fields }) => unique && fields.includes(column)) === true
  )
}

/** A valid body of an operation, without the fields `left` that would name a row; null without one. */
export function contentOf(
  world: World,
  operation: ImplementedOperation,
  references: ReadonlyMap<string, JsonValue>,
  preparing: Preparing,
  left: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, JsonValue> | null {
  if (operation.body.length === 0) return null
  const filled = filledColumns(operation)
  const entity = stepsOf(operation, 'insert')[0]?.entity ?? operation.entity ?? ''
  const content = new Map<string, JsonValue>()
  const keys = keyLists(operation)
  const fields = operation.body.filter(({ name }) => !left.has(name))
  const listed = stepsOf(operation, 'changeListed').find(({ empty = null }) => empty !== null)
  const values = fields.filter(({ name }) => name !== listed?.list)
  const none = values.every((field) => !field.required)
  for (const field of fields) {
    const column = filled.get(field.name)
    const wanted = column === undefined ? undefined : preparing.columns?.get(column)
    const needed = field.required || preparing.extent === 'full' || (none && field === values[0])
    if (!needed && wanted === undefined && !references.has(field.name)) continue
    const value =
      references.get(field.name) ??
      (keys.has(field.name) ? [] : undefined) ??
      wanted ??
      (column !== undefined && isUnique(world, entity, column)
        ? distinct(field, field.name, world.next())
        : sample(field, field.name, preparing.variant ?? 'first'))
    if (value !== undefined) content.set(field.name, value)
    else if (field.required) throw new CannotPrepare(`no value is known for the field ${field.name}`)
  }
  return content
}
