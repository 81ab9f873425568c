import type { Expression } from '../python/nodes/expression.js'
import { symbol } from '../python/nodes/name.js'
import type { Backend } from './backend.js'

/** The class of the session that a handler gets. */
export function sessionType({ asynchronous }: Pick<Backend, 'asynchronous'>): Expression {
  return asynchronous ? symbol('sqlmodel.ext.asyncio.session', 'AsyncSession') : symbol('sqlmodel', 'Session')
}
