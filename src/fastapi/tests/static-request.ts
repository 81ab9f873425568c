import type { Expression } from '../../python/nodes/expression.js'
import { formatted, none, string } from '../../python/nodes/literal.js'
import { symbol, type Symbol } from '../../python/nodes/name.js'
import { bodyExpression, contentOf } from './content.js'
import { testsModule } from './row-value.js'
import type { Scope } from './scope.js'
import { unknownId } from './unknown-id.js'

/** A valid request that needs no row: its ids name none. */
export interface StaticRequest {
  readonly path: Expression
  readonly content: Expression
}

/** A valid request for an operation without any row; null when its body has rules that no sample meets. */
export function staticRequest(scope: Scope): StaticRequest | null {
  const { backend, operation, ownerParameter } = scope
  const content = contentOf(scope, { references: new Map() }, 'least')
  if (content === null) return null
  const parts: (string | Symbol)[] = []
  for (const [index, piece] of operation.path.split(/[{}]/).entries()) {
    const parameter = operation.parameters.find((each) => each.name === piece)
    const part =
      index % 2 === 0
        ? piece
        : piece === ownerParameter
          ? symbol(testsModule(backend), 'USER')
          : unknownId(parameter?.type ?? null)
    const last = parts.at(-1)
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
    else if (part !== '') parts.push(part)
  }
  const [only] = parts
  return {
    path: parts.length === 1 && typeof only === 'string' ? string(only) : formatted(...parts),
    content: operation.body.length === 0 ? none : bodyExpression(scope, content),
  }
}
