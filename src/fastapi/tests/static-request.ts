import type { ValueType } from '../../claims/shape.js'
import type { Expression } from '../../python/nodes/expression.js'
import { formatted, none, string } from '../../python/nodes/literal.js'
import { symbol, type Symbol } from '../../python/nodes/name.js'
import { tableNamed } from '../backend.js'
import { bodyExpression, contentOf } from './content.js'
import { testsModule } from './row-value.js'
import { sample } from './sample.js'
import { fieldNamed, stepsOf, type Scope } from './scope.js'
import { unknownId } from './unknown-id.js'

/** A valid request that needs no row: its ids name none. */
export interface StaticRequest {
  readonly path: Expression
  readonly content: Expression
}

/** The type of the column that a path parameter names, else of the parameter itself. */
function keyType({ backend, operation }: Scope, parameter: string): ValueType | null {
  const find = stepsOf(operation, 'find').find(
    ({ key }) => key.value.kind === 'path' && key.value.name === parameter,
  )
  const column =
    find === undefined ? null : fieldNamed(tableNamed(backend, find.entity).entity, find.key.field)
  return column?.type ?? operation.parameters.find(({ name }) => name === parameter)?.type ?? null
}

/** A valid request for an operation without any row; null when its body has rules that no sample meets. */
export function staticRequest(scope: Scope): StaticRequest | null {
  const { backend, operation, ownerParameter } = scope
  // A form with files is no JSON.
  if (
    operation.steps.some(
      (step) => step.kind === 'store' || (step.kind === 'insertApart' && step.file !== null),
    )
  )
    return null
  const content = contentOf(scope, { references: new Map() }, 'least')
  if (content === null) return null
  const parts: (string | Symbol)[] = []
  for (const [index, piece] of operation.path.split(/[{}]/).entries()) {
    const part =
      index % 2 === 0
        ? piece
        : piece === ownerParameter
          ? symbol(testsModule(backend), 'USER')
          : unknownId(keyType(scope, piece))
    const last = parts.at(-1)
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
    else if (part !== '') parts.push(part)
  }
  const query = requiredQuery(scope)
  if (query === null) return null
  const end = parts.at(-1)
  if (query !== '' && typeof end === 'string') parts[parts.length - 1] = end + query
  else if (query !== '') parts.push(query)
  const [only] = parts
  return {
    path: parts.length === 1 && typeof only === 'string' ? string(only) : formatted(...parts),
    content: operation.body.length === 0 ? none : bodyExpression(scope, content),
  }
}

/** `?code=First%20code` with all parameters that must be sent; null when one has rules that no sample meets. */
function requiredQuery({ operation }: Scope): string | null {
  const pairs: string[] = []
  for (const parameter of operation.query) {
    if (!parameter.required || parameter.default !== null) continue
    const value = sample(parameter, parameter.name)
    if (value === undefined || value === null || typeof value === 'object') return null
    pairs.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(String(value))}`)
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
