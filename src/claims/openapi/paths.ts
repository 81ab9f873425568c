import { createDiagnostic } from '../../diagnostics/create.js'
import type { Method } from '../claim.js'
import type { Collector } from './collector.js'
import { type Field, fieldsOf, fieldOf, isObject, keySpan, type Place } from './place.js'
import { follow } from './reference.js'

const METHODS: ReadonlyMap<string, Method> = new Map([
  ['get', 'GET'],
  ['post', 'POST'],
  ['put', 'PUT'],
  ['patch', 'PATCH'],
  ['delete', 'DELETE'],
  ['head', 'HEAD'],
  ['options', 'OPTIONS'],
])

/** Keys of a path item that are no methods (OpenAPI 3.1, 4.8.9). */
const OTHER_KEYS: ReadonlySet<string> = new Set(['parameters', 'summary', 'description', 'servers', '$ref'])

/** An operation where it is written. */
interface WrittenOperation {
  readonly method: Method
  /** The path item around it, for what it shares with others. */
  readonly item: Place
  readonly place: Place
}

/** A path and its operations. */
export interface WrittenPath {
  readonly name: string
  readonly place: Place
  readonly operations: readonly WrittenOperation[]
}

/**
 * The paths of a contract. Paths and operations that a wrong indentation has put one level too high
 * are taken for what they must be, with a diagnostic.
 */
export function pathsOf(top: Place, collector: Collector): readonly WrittenPath[] {
  const found: (WrittenPath & { readonly operations: WrittenOperation[] })[] = []
  for (const { name, place } of entriesOf(top, collector)) {
    if (name.startsWith('x-')) continue
    const method = METHODS.get(name.toLowerCase())
    const previous = found.at(-1)
    if (method !== undefined && previous !== undefined) {
      const parameters = { method: name, path: previous.name }
      collector.report(createDiagnostic('operation-outside-path', parameters, keySpan(place)))
      previous.operations.push({ method, item: previous.place, place })
    } else if (name.startsWith('/')) {
      found.push({ name, place, operations: operationsOf(place, collector) })
    } else {
      collector.report(createDiagnostic('path-without-slash', { path: name }, keySpan(place)))
    }
  }
  return found
}

function entriesOf(top: Place, collector: Collector): readonly Field[] {
  const paths = fieldOf(top, 'paths')
  const outside = fieldsOf(top).filter(({ name }) => name.startsWith('/'))
  for (const { name, place } of outside)
    collector.report(createDiagnostic('path-outside-paths', { path: name }, keySpan(place)))
  if (paths !== null && paths.node !== null && !isObject(paths) && outside.length === 0) {
    const parameters = { what: 'paths', wanted: 'a mapping of paths' }
    collector.report(createDiagnostic('contract-structure', parameters, keySpan(paths)))
  }
  return [...(paths === null ? [] : fieldsOf(paths)), ...outside]
}

function operationsOf(written: Place, collector: Collector): WrittenOperation[] {
  const referred = follow(written, collector)
  const operations: WrittenOperation[] = []
  for (const item of referred === null ? [] : [...referred.through, referred.place])
    for (const { name, place } of fieldsOf(item)) {
      const method = METHODS.get(name.toLowerCase())
      if (method !== undefined) operations.push({ method, item, place })
      else if (!OTHER_KEYS.has(name) && !name.startsWith('x-')) {
        const suggestion = collector.suggest(name, METHODS.keys())
        const parameters = { key: name }
        collector.report(createDiagnostic('operation-unknown-key', parameters, keySpan(place), suggestion))
      }
    }
  return operations
}
