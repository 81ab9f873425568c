import type { Step } from '../../design/step.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name } from '../../python/nodes/name.js'
import { expression, when, type Statement } from '../../python/nodes/statement.js'
import type { Backend, ImplementedOperation } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { stores } from '../uploads.js'
import { inThread } from './thread.js'

/** The file at an address is removed, where the address names one. */
export function discard(handler: Handler, address: Expression): Statement {
  return expression(inThread(handler, attribute(name('storage'), 'remove'), address))
}

/** The files of rows that an operation has removed go too, once that is sure. */
export function discardFiles(handler: Handler): readonly Statement[] {
  return removals(handler.operation).flatMap(({ row }) => {
    const { local, table } = rowOf(handler, row)
    return fileColumns(handler.backend, table.entity.name).map(({ field, many }): Statement => {
      const column = attribute(name(local), attributeOf(table, field))
      return many
        ? {
            kind: 'for',
            asynchronous: false,
            target: name('address'),
            iterable: column,
            body: [discard(handler, name('address'))],
          }
        : when(column, [discard(handler, column)])
    })
  })
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

/** The columns of an entity in which addresses of files are kept. */
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
  return stores(backend).length === 0 ? [] : [...found].map(([field, many]) => ({ field, many }))
}
