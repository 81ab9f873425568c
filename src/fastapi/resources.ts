import { snakeCase } from '../behaviour/naming.js'
import { identifier } from '../python/identifier.js'
import type { Backend, ImplementedOperation } from './backend.js'

/** The operations of one resource and the module they stand in. */
export interface Resource {
  readonly resource: string
  readonly module: string
  readonly operations: readonly ImplementedOperation[]
}

/** Names in the main module that a router's module may not take. */
const MAIN_NAMES: ReadonlySet<string> = new Set(['app', 'engine', 'lifespan', 'logger', 'logging'])

/** The resources of a backend in the order in which the documents name them. */
export function resourcesOf(backend: Backend): readonly Resource[] {
  const groups = new Map<string, ImplementedOperation[]>()
  for (const operation of backend.operations) {
    groups.set(operation.resource, [...(groups.get(operation.resource) ?? []), operation])
  }
  const folder = `${backend.paths.routers}/`
  const own = Object.values(backend.paths).flatMap((path) =>
    path.startsWith(folder) ? [path.slice(folder.length).replace(/\.py$/, '')] : [],
  )
  const taken = new Set([...MAIN_NAMES, ...own])
  return [...groups].map(([resource, operations]) => {
    const plain = snakeCase(resource)
    const module = identifier(taken.has(plain) ? `${plain}_routes` : plain, taken)
    taken.add(module)
    return { resource, module, operations }
  })
}
