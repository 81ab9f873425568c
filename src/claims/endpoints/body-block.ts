import type { Claim } from '../claim.js'
import type { NearJson } from '../notation/near-json.js'
import { memberFacts } from '../notation/near-json-facts.js'
import { unitReader } from '../outline/unit-reader.js'
import type { JsonBlock } from './json-block.js'
import { jsonBlock } from './json-block.js'
import { claimsOfOperation, claimsOfValue, placed } from './wire-claims.js'
import type { OperationRef, WireFact } from './wire-claims.js'
import type { ValueFacts } from '../shape.js'

const READER = 'body-block'

/**
 * The body of a request described in near-JSON:
 *
 * ````markdown
 * **Request Body:**
 * ```json
 * { "note": "string (optional, max 200)", "state": "open|closed (default: open)" }
 * ```
 * ````
 */
export const bodyBlockReader = unitReader(READER, '{ "note": "string (optional)" }', (unit) => {
  if (unit.kind !== 'code' || unit.operation === null || /^(?:GET|HEAD|DELETE)$/.test(unit.operation.method))
    return []
  const block = jsonBlock(unit)
  if (block === null || block.role !== 'request' || block.value.kind !== 'object') return []
  const inner = enclosed(block.value)
  const key: readonly Claim[] = inner
    ? claimsOfOperation(READER, unit.operation, [
        { property: 'bodyKey', value: inner.name, span: block.place(inner.nameStart, inner.nameEnd) },
      ])
    : []
  const fields = inner?.value ?? block.value
  return block.describes
    ? [...key, ...fieldClaims(unit.operation, fields, block, /optional/i.test(unit.opened))]
    : key
})

/** The one member under which the whole body stands: `{"loan": {…}}`. */
function enclosed(value: Extract<NearJson, { kind: 'object' }>): (typeof value.members)[number] | null {
  const [member, another] = value.members
  return member?.value.kind === 'object' && another === undefined && member.value.members.length > 0
    ? member
    : null
}

function fieldClaims(
  operation: OperationRef,
  value: NearJson,
  block: JsonBlock,
  optional: boolean,
): readonly Claim[] {
  if (value.kind !== 'object') return []
  return value.members.flatMap((member): readonly Claim[] => {
    const span = block.place(member.nameStart, member.nameEnd)
    const facts = placed(memberFacts(member), { span: block.place })
    const more: WireFact<ValueFacts>[] = [{ property: 'exists', value: true, span }]
    if (optional && !facts.some((fact) => fact.property === 'required')) {
      more.push({ property: 'required', value: false, span })
    }
    return claimsOfValue(READER, operation, 'body', member.name, [...more, ...facts])
  })
}
