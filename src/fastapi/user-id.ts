import type { UserIdType } from '../design/user-id.js'
import type { Expression } from '../python/nodes/expression.js'
import { name, symbol } from '../python/nodes/name.js'

/** The annotation of a user id. */
export function userIdAnnotation(type: UserIdType): Expression {
  switch (type) {
    case 'uuid':
      return symbol('uuid', 'UUID')
    case 'integer':
      return name('int')
    case 'string':
      return name('str')
  }
}
