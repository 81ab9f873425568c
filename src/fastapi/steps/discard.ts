import { namedByClients } from '../../design/named-by-clients.js'
import type { Step } from '../../design/step.js'
import { list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name } from '../../python/nodes/name.js'
import { expression, type Statement } from '../../python/nodes/statement.js'
import { own, type Backend, type ImplementedOperation } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { inThread } from './thread.js'

/** Files that no row names any more are removed. */
export function discard(handler: Handler, addresses: Expression): Statement {
  return expression(inThread(handler, own(handler.backend, 'storage', 'discard'), name('storage'), addresses))
}

/** The files of rows that an operation has removed go too, once that is sure. */
export function discardFiles(handler: Handler): readonly Statement[] {
  const addresses = removals(handler.operation).flatMap(({ row }) => {
    const { local, table } = rowOf(handler, row)
    return fileColumns(handler.backend, table.entity.name).map(({ field, many }): Expression => {
      const column = attribute(name(local), attributeOf(table, field))
      return many ? { kind: 'starred', value: column } : column
    })
  })
  return addresses.length === 0 ? [] : [discard(handler, list(addresses))]
}

/** Whether an operation removes rows whose columns name files. */
export function removesFiles(backend: Backend, operation: ImplementedOperation): boolean {
  return removals(operation).some(({ row }) => {
    const entity = operation.steps.find((step) => step.kind === 'find' && step.row === row)
    return entity?.kind === 'find' && fileColumns(backend, entity.entity).length > 0
  })
}

function removals({ steps }: ImplementedOperation): readonly Extract<Step, { readonly kind: 'remove' }>[] {
  return steps.filter((step) => step.kind === 'remove').filter(({ soft }) => soft === null)
}

/** The columns of an entity in which only uploads put addresses of files: their files go when they are named no more. */
export function fileColumns(
  backend: Backend,
  entity: string,
): readonly { readonly field: string; readonly many: boolean }[] {
  const found = new Map<string, boolean>()
  for (const { steps } of backend.operations) {
    for (const step of steps) {
      if (step.kind !== 'store') continue
      const bound = steps.some(
        (each) => each.kind === 'find' && each.row === step.row && each.entity === entity,
      )
      if (bound) found.set(step.field, step.appends)
    }
  }
  return [...found]
    .filter(([field]) => !namedByClients(backend.operations, entity, field))
    .map(([field, many]) => ({ field, many }))
}
