import type { JsonValue } from '../../claims/json.js'
import { isObject } from '../../design/conformance.js'
import { dictionary, list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { jsonLiteral } from '../values/json.js'
import { sample } from './sample.js'
import type { Scope, StepOf } from './scope.js'

/** The elements that the tests send in an array of the body; none when no sample can be made. */
export function sampleElements(
  { operation }: Pick<Scope, 'operation'>,
  wire: string,
): readonly { readonly [name: string]: JsonValue }[] {
  const field = operation.body.find(({ name }) => name === wire)
  const value = field === undefined ? undefined : sample(field, field.name, 'second')
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** `[{"product_id": product.id, "quantity": 2}]`: an array whose elements refer to a row. */
export function linesLiteral(
  scope: Scope,
  { list: wire, member }: StepOf<'findEach'>,
  key: Expression,
): Expression | null {
  const elements = sampleElements(scope, wire)
  if (elements.length === 0) return null
  return list(
    elements.map((element) =>
      dictionary(
        Object.entries(element).map(
          ([name, value]) => [string(name), name === member ? key : jsonLiteral(value)] as const,
        ),
      ),
    ),
  )
}

/** What all elements that the tests send count together. */
export function amountSent(scope: Scope, wire: string, member: string): number {
  return sampleElements(scope, wire).reduce((total, element) => total + Number(element[member] ?? 0), 0)
}
