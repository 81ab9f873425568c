import type { Claim, EnvelopeFact } from '../claim.js'
import { jsonBlock } from '../endpoints/json-block.js'
import { claimsOfService } from '../endpoints/wire-claims.js'
import { type Member, type NearJson, parseNearJson } from '../notation/near-json.js'
import { exampleShape } from '../notation/near-json-facts.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { ShapeField } from '../shape.js'

const READER = 'response-envelope'

/** Keys under which rows stand. */
const PLACE = /^(?:data|results?|items|payload|content|records|rows)$/i

const WRAPPED = /\b(?:wrap(?:s|ped)?|envelopes?|enveloped)\b/i
const TITLE = /\b(?:responses?|api|success) (?:format|envelope|structure|wrapper|shape)\b/i

/** Most objects that are looked for in one line. */
const MOST = 4

/**
 * The object in which all answers stand, said once for all operations:
 *
 * ```markdown
 * Single loans are wrapped as `{"data": {...}}`, lists as `{"data": [...], "page": 1, "total": 57}`.
 *
 * ## Response Format
 * { "success": true, "data": { ... } }
 * ```
 */
export const responseEnvelopeReader = unitReader(
  READER,
  '{"data": [...], "total": 57} around every list',
  (unit, { document }) => {
    if (!/^(?:endpoints|feature|constitution|guide|plan|other)$/.test(document.source.kind)) return []
    if (unit.operation !== null || unit.headings.some((title) => /\berrors?\b/i.test(title))) return []
    if (unit.kind === 'code') {
      const title = unit.headings.at(-1) ?? ''
      const block = TITLE.test(title) && !/\berrors?\b/i.test(unit.opened) ? jsonBlock(unit) : null
      const fact = block === null ? null : envelopeOf(block.value)
      return block === null || fact === null
        ? []
        : claimsOfService(READER, [{ property: 'envelope', value: fact, span: block.span }])
    }
    const text = textOf(unit)
    if (text === null || !WRAPPED.test(text.text) || /\berrors?\b/i.test(text.text)) return []
    const claims: Claim[] = []
    let at = text.text.indexOf('{')
    for (let found = 0; at >= 0 && found < MOST; found += 1) {
      const value = parseNearJson(text.text.slice(at))?.value ?? null
      const fact = value === null ? null : envelopeOf(value)
      const end = at + Math.max(value?.end ?? 1, 1)
      if (fact !== null)
        claims.push(
          ...claimsOfService(READER, [{ property: 'envelope', value: fact, span: text.span(at, end) }]),
        )
      at = text.text.indexOf('{', end)
    }
    return claims
  },
)

/** An object with one place for rows, of which it shows nothing. */
function envelopeOf(value: NearJson): EnvelopeFact | null {
  if (value.kind !== 'object') return null
  const [place, ...others] = value.members.filter(isPlace)
  if (place === undefined || others.length > 0) return null
  const beside = value.members.filter((member) => member !== place)
  const fields = beside.map((member): ShapeField | null =>
    member.value.kind === 'literal'
      ? { name: member.name, shape: exampleShape(member.value.value), required: true, nullable: false }
      : null,
  )
  if (!fields.every((field) => field !== null)) return null
  return { rows: place.value.kind === 'array' ? 'many' : 'one', place: place.name, beside: fields }
}

function isPlace({ name, value }: Member): boolean {
  return (
    PLACE.test(name) &&
    ((value.kind === 'object' && value.members.length === 0) ||
      (value.kind === 'array' && value.items.every((item) => item.kind !== 'literal' && isEmpty(item))))
  )
}

function isEmpty(item: NearJson): boolean {
  return item.kind === 'words' || (item.kind === 'object' && item.members.length === 0)
}
