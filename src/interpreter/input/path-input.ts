import type { Operation } from '../../design/operation.js'
import type { ValueRules } from '../../design/value.js'
import { freeRules } from '../../design/value-rules.js'
import type { UserIdType } from '../../design/user-id.js'
import { fieldNamed, type Table } from '../table.js'
import { keyRules } from './settled-rules.js'

/** A path parameter as it is read. */
export interface PathInput {
  readonly name: string
  /** Null for text that is only compared with the caller's id. */
  readonly rules: ValueRules | null
}

/** The path parameters of an operation: keys of rows have the type of their column, the caller's own id that of users. */
export function pathInputs(
  operation: Operation,
  tables: ReadonlyMap<string, Table>,
  userId: UserIdType,
): readonly PathInput[] {
  const steps = operation.steps ?? []
  const own = steps.find((step) => step.kind === 'authorize')?.parameter ?? null
  return operation.parameters.map((parameter) => {
    const { name } = parameter
    if (name === own) return { name, rules: userId === 'string' ? null : freeRules(userId) }
    const find = steps.find(
      (step) => step.kind === 'find' && step.key.value.kind === 'path' && step.key.value.name === name,
    )
    const table = find?.kind === 'find' ? tables.get(find.entity) : undefined
    if (find?.kind !== 'find' || table === undefined) return { name, rules: parameter }
    return { name, rules: keyRules(parameter, fieldNamed(table, find.key.field)) }
  })
}
