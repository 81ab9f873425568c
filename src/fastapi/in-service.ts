import type { Statement } from '../python/nodes/statement.js'
import { synchronous } from '../python/synchronous.js'
import type { Backend } from './backend.js'

/** Python written for an asynchronous service, as it reads in the service that is emitted. */
export function inServiceOf(backend: Backend, statement: Statement): Statement {
  return backend.asynchronous ? statement : synchronous(statement)
}
