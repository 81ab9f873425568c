import type { Design } from '../../design/design.js'
import type { Expression } from '../../design/expression.js'
import type { Backend, ImplementedOperation } from '../../fastapi/backend.js'
import type { Table } from '../../fastapi/table.js'
import { stepsOf } from './steps.js'

/** The operation by which anybody makes an account of an entity; undefined when there is none. */
export function registrationOf(
  { operations }: Pick<Backend, 'operations'>,
  entity: string | null,
): ImplementedOperation | undefined {
  return operations.find(
    (operation) =>
      operation.access === 'public' &&
      stepsOf(operation, 'insert').some(
        (insert) =>
          (entity === null || insert.entity === entity) &&
          insert.values.some(({ value }) => value.kind === 'hash'),
      ),
  )
}

/** The tables in which an operation needs a row of whoever calls: it reads that row, or refers to it. */
export function tablesOfCaller(backend: Backend, operation: ImplementedOperation): readonly Table[] {
  const parameter = stepsOf(operation, 'authorize')[0]?.parameter
  const isCaller = (value: Expression): boolean =>
    value.kind === 'caller' || (value.kind === 'path' && value.name === parameter)
  const read = stepsOf(operation, 'find').flatMap(({ entity, key }) =>
    key.value.kind === 'caller' ? [backend.tables.get(entity)] : [],
  )
  const referred = [...stepsOf(operation, 'insert'), ...stepsOf(operation, 'link')].flatMap(
    ({ entity, values }) =>
      values.flatMap(({ field, value }) => {
        const table = backend.tables.get(entity)
        const reference = table?.columns.find((column) => column.field.name === field)?.foreignKey
        return isCaller(value) && reference !== undefined && reference !== null
          ? [[...backend.tables.values()].find(({ name }) => name === reference.table)]
          : []
      }),
  )
  return [...new Set([...read, ...referred])].filter((table) => table !== undefined)
}

/** The tables of callers for whom the API has no operation that makes them. */
export function tablesWithoutRegistration(design: Design, backend: Backend): readonly Table[] {
  const tables = new Set(backend.operations.flatMap((operation) => tablesOfCaller(backend, operation)))
  const issued = design.auth.kinds ?? []
  return [...tables].filter(
    ({ entity }) => registrationOf(backend, issued.length === 0 ? null : entity.name) === undefined,
  )
}
