import type { Item } from '../../source/list.js'
import type { Claim } from '../claim.js'
import { unitReader } from '../outline/unit-reader.js'
import type { ValueFacts } from '../shape.js'
import { valueWords } from '../value-words.js'
import type { UnitOf } from '../outline/unit.js'
import { describedParameter } from './described-parameter.js'
import { fieldItem, type FieldItem } from './field-item.js'
import { placeOf } from './value-place.js'
import { claimsOfValue, placed } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

const READER = 'parameter-item'

const PARTS = new Set(['query', 'path', 'header', 'parameters', 'request', 'validation'])
/** Headers that every request has. */
const COMMON_HEADERS = /^(?:authorization|content-type|accept|host|user-agent)$/i

/**
 * Parameters and body fields as list items under an operation:
 *
 * ```markdown
 * **Request Body**:
 * - `note` (string, optional): a remark, max 200 characters
 * - `state` (string): one of `open`, `closed`; default: open
 *
 * **Query**:
 * - `limit` (1-100, default 50)
 *
 * **Parameters**:
 * - Query: `state` (string, optional) - filter by state: `open`, `closed` (default: `open`)
 * ```
 */
export const parameterItemReader = unitReader(
  READER,
  '- `note` (string, optional): max 200',
  (unit, { document }) => {
    if (unit.kind !== 'item' || unit.operation === null) return []
    const { operation } = unit
    const described = describedParameter(unit)
    if (described !== null) {
      const { item, part } = described
      const read = fieldItem(document.source, item)
      return (read?.names ?? []).flatMap((name) =>
        claimsOfValue(READER, operation, part, name, read?.facts ?? []),
      )
    }
    if (!PARTS.has(unit.part ?? '')) return []
    // `- Query:` over parameters is a label.
    if (
      unit.item.children.length > 0 &&
      /^(?:query|path|headers?|body|params?|parameters)\s?:?$/i.test(unit.item.text)
    )
      return []
    const field = numberInBrackets(unit) ?? fieldItem(document.source, unit.item) ?? bareName(unit)
    if (field === null) return []
    const facts = [...field.facts, ...(unit.part === 'query' ? sampleFacts(unit.item) : [])]
    const optional =
      /all optional|optional/i.test(unit.opened) && !facts.some((fact) => fact.property === 'required')
    const rules = rulesOf(unit.item.children, facts)
    return field.names.flatMap((name): readonly Claim[] => {
      const place = placeOf(operation, unit.part, name)
      if (place === null || (place === 'header' && COMMON_HEADERS.test(name))) return []
      const [exists] = facts
      return claimsOfValue(READER, operation, place, name, [
        ...facts,
        ...rules,
        ...(optional && place !== 'path' && exists
          ? [{ property: 'required', value: false, span: exists.span } as const]
          : []),
      ])
    })
  },
)

/** A name and nothing more under the label of a body: `- title`. Whether it has to be given, its column tells. */
function bareName({ part, item, operation }: UnitOf<'item'>): FieldItem | null {
  if (part !== 'request' || operation === null || !/^(?:POST|PUT|PATCH)$/.test(operation.method)) return null
  const name = /^[a-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){0,6}$/.exec(item.text)?.[0]
  if (
    name === undefined ||
    item.children.length > 0 ||
    /^(?:none|json|multipart|empty|body|nothing)$/.test(name)
  )
    return null
  return { names: [name], facts: [{ property: 'exists', value: true, span: item.span(0, name.length) }] }
}

/** A query parameter with numbers in brackets and no type: `limit` (1-100, default 50). */
function numberInBrackets({ part, item }: UnitOf<'item'>): FieldItem | null {
  const match =
    part === 'query'
      ? /^([A-Za-z]\w{0,40}) ?\(((?:optional, )?(?:-?\d{1,9} ?(?:-|–|\.\.|to) ?\d{1,9}|(?:max|min|up to|at most|at least)\.?:? ?\d{1,9}|defaults?(?: to| is)?[:=]? ?-?\d{1,9}|, ){1,6})\)/i.exec(
          item.text,
        )
      : null
  const [, name, words] = match ?? []
  if (match === null || name === undefined || words === undefined) return null
  const span = item.span(0, name.length)
  return {
    names: [name],
    facts: [
      { property: 'exists', value: true, span },
      { property: 'type', value: 'integer', span },
      ...placed(
        valueWords(item.text.slice(0, match[0].length), 'integer').filter((fact) => fact.property !== 'type'),
        item,
      ),
    ],
  }
}

/** `page: 1` among the parameters of a list shows what holds when nothing is sent, `state: null` that nothing need be. */
function sampleFacts(item: Item): readonly WireFact<ValueFacts>[] {
  const match = /^["'`]?\w{1,60}["'`]?\s?:\s?(null|\d{1,9})$/.exec(item.text)
  const sample = match?.[1]
  if (sample === undefined) return []
  const span = item.span(item.text.length - sample.length, item.text.length)
  return sample === 'null'
    ? [{ property: 'required', value: false, span }]
    : [
        { property: 'type', value: 'integer', span },
        { property: 'default', value: Number(sample), span },
      ]
}

/** Rules about a field as items below it: `- title:` and under it `- MUST be 1-200 characters`. */
function rulesOf(
  items: readonly Item[],
  facts: readonly WireFact<ValueFacts>[],
): readonly WireFact<ValueFacts>[] {
  const type = facts.find((fact) => fact.property === 'type')
  const known = type?.property === 'type' ? type.value : 'string'
  return items.flatMap((item) =>
    placed(
      valueWords(item.text, known).filter((fact) => fact.property !== 'type'),
      item,
    ),
  )
}
