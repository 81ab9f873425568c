import type { OperationFacts } from '../claim.js'
import { operationNames } from '../outline/operation-name.js'
import { partOf } from '../outline/part.js'
import type { Unit } from '../outline/unit.js'
import type { WireFact } from './wire-claims.js'

/**
 * The heading over an operation's name as its summary: `### 2. Borrow a book`.
 *
 * @param before the units before the name
 * @returns none when the heading names operations itself, or only a part such as `Request`
 */
export function headingSummary(before: readonly Unit[]): readonly WireFact<OperationFacts>[] {
  const heading = before.findLast((unit) => unit.kind === 'heading' && partOf(unit.text.text) === null)
  if (heading?.kind !== 'heading' || operationNames(heading.text.text).length > 0) return []
  if (/^(?:api )?(?:endpoints?|routes?)$/i.test(heading.text.text)) return []
  const number = /^[\d.)\s]*/.exec(heading.text.text)?.[0].length ?? 0
  const value = heading.text.text.slice(number)
  const span = heading.text.span(number, heading.text.text.length)
  return value === '' ? [] : [{ property: 'summary', value, span }]
}
