import type { Fragment } from '../../source/document.js'
import { fragmentOffset } from '../../source/fragments.js'
import type { Span } from '../../source/span.js'
import { parseNearJson } from '../notation/near-json.js'
import type { NearJson, NearJsonText } from '../notation/near-json.js'
import { describesTypes } from '../notation/near-json-facts.js'
import type { UnitOf } from '../outline/unit.js'

/** A JSON block of an endpoint's description. */
export interface JsonBlock extends NearJsonText {
  readonly role: 'request' | 'response' | 'error'
  /** Whether it describes types rather than showing an example. */
  readonly describes: boolean
  /** The whole block. */
  readonly span: Span
  /** Places in the document of offsets in the block's value. */
  readonly place: (start: number, end: number) => Span
  /** The request line above the body of an `http` block: path and query. */
  readonly url: string | null
}

/**
 * Reads a code block as the JSON of a request or response.
 *
 * @returns null for code of another kind, or when nothing tells what it shows
 */
export function jsonBlock(unit: UnitOf<'code'>): JsonBlock | null {
  const { fragment } = unit
  if (!/^(?:jsonc?5?|javascript|js|typescript|ts|http|)$/.test(fragment.language ?? '')) return null
  const http = /^[A-Z]{3,7} (\/\S{0,400})|^HTTP\//.exec(fragment.text)
  const from = http === null ? 0 : bodyStart(fragment.text)
  if (from === null) return null
  const parsed = parseNearJson(fragment.text.slice(from))
  if (parsed === null) return null
  const role = http?.[1] === undefined ? roleOf(unit, parsed.value) : 'request'
  if (role === null) return null
  const { id } = fragment.source
  return {
    ...parsed,
    role,
    describes: describesTypes(parsed.value),
    span: wholeSpan(fragment),
    place: (start, end) => ({
      source: id,
      start: fragmentOffset(fragment, from + start),
      end: fragmentOffset(fragment, from + end),
    }),
    url: http?.[1] ?? null,
  }
}

function bodyStart(text: string): number | null {
  const blank = /\n[ \t]{0,8}\n/.exec(text)
  return blank === null ? null : blank.index + blank[0].length
}

function roleOf(unit: UnitOf<'code'>, value: NearJson): JsonBlock['role'] | null {
  if (unit.status !== null && unit.status >= 400) return 'error'
  switch (unit.part) {
    case 'request':
    case 'validation':
      return 'request'
    case 'response':
      return 'response'
    case 'error':
      return 'error'
    case 'example':
    case 'parameters':
      return unit.operation !== null &&
        /^(?:POST|PUT|PATCH)$/.test(unit.operation.method) &&
        value.kind === 'object'
        ? unit.status === null
          ? 'request'
          : 'response'
        : 'response'
    default:
      return unit.status === null ? null : 'response'
  }
}

/** The span of a block's lines, without its fences. */
function wholeSpan(fragment: Fragment): Span {
  return {
    source: fragment.source.id,
    start: fragmentOffset(fragment, 0),
    end: fragmentOffset(fragment, fragment.text.length),
  }
}
