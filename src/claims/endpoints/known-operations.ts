import { isMap, isScalar } from 'yaml'
import type { Document, Project } from '../../source/document.js'
import { methodOf, operationNames, pathOf } from '../outline/operation-name.js'
import { outlineOf, textOf } from '../outline/outline.js'
import type { OperationRef } from './wire-claims.js'

const known = new WeakMap<Project, readonly OperationRef[]>()

/** The operations with templated paths that the documents of a project declare. */
export function knownOperations(project: Project): readonly OperationRef[] {
  const before = known.get(project)
  if (before) return before
  const all = new Map<string, OperationRef>()
  for (const document of project.documents) {
    for (const each of operationsOf(document)) all.set(`${each.method} ${each.path}`, each)
  }
  const operations = [...all.values()]
  known.set(project, operations)
  return operations
}

function operationsOf(document: Document): readonly OperationRef[] {
  if (document.kind === 'contract') {
    const paths = document.yaml.get('paths')
    return !isMap(paths)
      ? []
      : paths.items.flatMap(({ key, value }) => {
          const path = isScalar(key) ? pathOf(String(key.value)) : null
          if (path === null || !isMap(value)) return []
          return value.items.flatMap((item) => {
            const method = isScalar(item.key) ? methodOf(String(item.key.value)) : null
            return method ? [{ method, path }] : []
          })
        })
  }
  return outlineOf(document).flatMap((unit) => {
    if (unit.kind === 'table')
      return unit.table.rows.flatMap((row) => rowOperation(row.cells.map((cell) => cell.text)))
    const text = textOf(unit)
    return text === null ? [] : operationNames(text.text).filter(({ path }) => !hasValue(path))
  })
}

/** The operations that a row of a table names: by a method and a path in cells of their own, or by both in one. */
export function rowOperation(cells: readonly string[]): readonly OperationRef[] {
  const method = cells.map(methodOf).find((each) => each !== null)
  const path = cells.map(pathOf).find((each) => each !== null)
  if (method && path) return [{ method, path }]
  return cells.flatMap((cell) => operationNames(cell))
}

/** Whether a segment of the path looks like the id of an example. */
function hasValue(path: string): boolean {
  return path
    .split('/')
    .some((segment) => /\d/.test(segment) && !/^v\d{1,2}$/.test(segment) && !segment.startsWith('{'))
}

/**
 * The declared operation that a request calls: `/api/users/42/loans` calls `/api/users/{id}/loans`. A path with more
 * literal segments wins; one without the common prefix of the declared paths is not matched.
 */
export function calledOperation(project: Project, request: OperationRef): OperationRef | null {
  const segments = request.path.split('/')
  let best: OperationRef | null = null
  let literals = -1
  for (const operation of knownOperations(project)) {
    if (operation.method !== request.method) continue
    const own = operation.path.split('/')
    if (own.length !== segments.length) continue
    if (!own.every((each, index) => each === segments[index] || each.startsWith('{'))) continue
    const count = own.filter((each) => !each.startsWith('{')).length
    if (count > literals) {
      best = operation
      literals = count
    }
  }
  return best
}
