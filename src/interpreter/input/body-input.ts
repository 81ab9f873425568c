import type { BodyField, Operation } from '../../design/operation.js'
import type { ValueRules } from '../../design/value.js'
import type { Stored } from '../stored.js'
import { fieldNamed, type Table } from '../table.js'
import { fittingDefault } from './fitting-default.js'
import { fileFields } from './file-input.js'
import { settledRules } from './settled-rules.js'

/** A field of the body as it is read. */
export interface BodyInput {
  readonly name: string
  readonly rules: ValueRules
  readonly required: boolean
  readonly nullable: boolean
  /** Its elements are looked at one by one, after the body. */
  readonly isApart: boolean
  /** What stands for a field that was not sent. */
  readonly initial: Stored
}

/**
 * The fields of an operation's body: each of the type of its column, required where a new row
 * cannot be without it, and without null where no column takes it.
 */
export function bodyInputs(operation: Operation, tables: ReadonlyMap<string, Table>): readonly BodyInput[] {
  const table = operation.entity === null ? undefined : tables.get(operation.entity)
  const files = new Set(fileFields(operation).map(({ file }) => file))
  return operation.body
    .filter(({ name }) => !files.has(name))
    .map((field) => {
      const targets = targetsOf(field, operation, tables)
      const initial = fittingDefault(field)
      const isApart = (operation.steps ?? []).some(
        (step) => step.kind === 'insertApart' && step.list === field.name,
      )
      const indispensable = targets.some(
        ({ column, isNew }) =>
          isNew && !column.nullable && column.generated === null && fittingDefault(column) === null,
      )
      const required = field.required || (indispensable && initial === null)
      const column = table === undefined ? null : fieldNamed(table, field.column ?? field.name)
      return {
        name: field.name,
        rules: isApart ? { ...field, items: null } : settledRules(field, column),
        isApart,
        required,
        nullable: field.nullable && targets.every((target) => target.column.nullable),
        initial: required ? null : initial,
      }
    })
}

/** The columns that a body field fills, in a new row or an old one. */
function targetsOf(
  { name }: BodyField,
  { steps }: Operation,
  tables: ReadonlyMap<string, Table>,
): readonly { readonly column: Table['fields'][number]; readonly isNew: boolean }[] {
  const rows = new Map<string, string>()
  return (steps ?? []).flatMap((step) => {
    if (step.kind === 'find' || step.kind === 'insert') rows.set(step.row, step.entity)
    if (step.kind !== 'insert' && step.kind !== 'assign') return []
    const table = tables.get(rows.get(step.row) ?? '')
    return step.values.flatMap(({ field, value }) => {
      const column = table === undefined ? null : fieldNamed(table, field)
      const fills = value.kind === 'body' && value.field === name && column !== null
      return fills ? [{ column, isNew: step.kind === 'insert' }] : []
    })
  })
}
