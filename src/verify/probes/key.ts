import type { JsonValue } from '../../claims/json.js'
import type { ValueType } from '../../claims/shape.js'
import type { BodyField } from '../../design/operation.js'
import { columnNamed } from '../../fastapi/settled.js'
import { sample } from '../../fastapi/tests/sample.js'
import { unknownId } from '../../fastapi/tests/unknown-id.js'
import { creatorOf } from './creator.js'
import { distinct } from './distinct.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { requiredStates } from './required-state.js'
import type { StepOf } from './steps.js'
import type { World } from './world.js'

/** The key of a row that is stored beside the API, where the field that names it has rules of its own. */
export function keyFor(
  world: World,
  { entity, key }: StepOf<'find'>,
  named: BodyField | null,
): ReadonlyMap<string, JsonValue> {
  const table = world.backend.tables.get(entity)
  const column = table === undefined ? null : columnNamed(table, key.field)
  if (named === null || column?.field.type !== 'string' || creatorOf(world, entity) !== null) return new Map()
  const value = distinct(named, named.name, world.next())
  return value === undefined ? new Map() : new Map([[key.field, value]])
}

/** A key of the right type that no row has, by the rules of its column or of the field that names it. */
export function absentKey(
  { backend }: World,
  entity: string,
  field: string,
  named: BodyField | null,
): JsonValue {
  const table = backend.tables.get(entity)
  const column = table === undefined ? null : columnNamed(table, field)
  const type: ValueType | null = column?.field.type ?? null
  if (type === 'integer') return 2_000_000_001
  const rules = [column?.field, named].find((each) => typeof each?.pattern === 'string')
  if (rules !== undefined && rules !== null && type === 'string') {
    const text = sample(rules, field, 'second')
    if (typeof text === 'string') return text
  }
  const id = unknownId(type)
  const most = column?.field.maxLength ?? null
  return type === 'string' && most !== null && most < id.length ? 'x'.repeat(most) : id
}

/** What a row that is stored beside the API must hold, lest the operation refuse it for its state. */
export function stateFor(
  world: World,
  operation: ImplementedOperation,
  { row, entity }: StepOf<'find'>,
): ReadonlyMap<string, JsonValue> {
  if (creatorOf(world, entity) !== null) return new Map()
  return new Map(
    requiredStates(operation, row).flatMap(({ column, values: [first] }) =>
      first === undefined ? [] : [[column, first] as const],
    ),
  )
}
