import type { Span } from '../../source/span.js'
import type { Said } from '../said.js'
import type { ValueFacts } from '../shape.js'
import { lastName } from './annotation.js'
import type { Range } from './expression.js'
import type { PythonClass } from './module.js'

/**
 * What validators do to the fields they name: `@field_validator("title")` with `value.strip()` in its body trims, and
 * with a test of the stripped value refuses blanks.
 *
 * @returns facts by field
 */
export function validatorFacts(
  definition: PythonClass,
  span: (range: Range) => Span,
): ReadonlyMap<string, readonly Said<ValueFacts>[]> {
  const byField = new Map<string, Said<ValueFacts>[]>()
  for (const method of definition.methods) {
    const fields = method.decorators.flatMap((decorator) =>
      decorator.kind === 'call' && /^(?:field_)?validator$/.test(lastName(decorator.callee))
        ? decorator.positional.flatMap((item) =>
            item.kind === 'literal' && typeof item.value === 'string' ? [item.value] : [],
          )
        : [],
    )
    const facts = bodyFacts(method.body, span(method.nameRange))
    for (const field of fields) byField.set(field, [...(byField.get(field) ?? []), ...facts])
  }
  return byField
}

function bodyFacts(body: string, span: Span): readonly Said<ValueFacts>[] {
  if (!body.includes('.strip()')) return []
  const facts: Said<ValueFacts>[] = []
  if (/(?:return|=)\s{1,4}\w{1,40}\.strip\(\)/.test(body))
    facts.push({ property: 'trimmed', value: true, span })
  if (/\bif not \w{1,40}|len\(\w{1,40}\.strip\(\)\)\s{0,2}(?:==\s{0,2}0|<\s{0,2}1)|== ?(?:""|'')/.test(body))
    facts.push({ property: 'notBlank', value: true, span })
  return facts
}
