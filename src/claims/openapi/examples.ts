import type { Span } from '../../source/span.js'
import type { JsonValue } from '../json.js'
import type { Collector } from './collector.js'
import { mediaOf } from './media.js'
import { fieldOf, fieldsOf, keySpan, type Place, textOf } from './place.js'
import { follow } from './reference.js'
import { jsonOf } from './value.js'

/** An example of a body. */
export interface BodyExample {
  /** Key under `examples`; null for the one under `example`. */
  readonly name: string | null
  readonly summary: string | null
  readonly value: JsonValue
  readonly span: Span
}

/**
 * The examples that a request body or a response shows, in their order.
 *
 * @param shared whether the example of a named schema counts: one error schema serves many errors,
 * and its example is the text of none of them
 */
export function examplesOf(owner: Place, collector: Collector, shared = true): readonly BodyExample[] {
  const media = mediaOf(owner)?.place
  const found: BodyExample[] = []
  if (media !== undefined) {
    add(found, null, null, fieldOf(media, 'example'))
    const named = fieldOf(media, 'examples')
    for (const { name, place } of named === null ? [] : fieldsOf(named)) {
      const example = follow(place, collector)?.place
      if (example === undefined) continue
      add(found, name, textOf(fieldOf(example, 'summary')), fieldOf(example, 'value'), place)
    }
    const schema = fieldOf(media, 'schema')
    const target = schema === null ? undefined : follow(schema, collector)?.place
    if (found.length === 0 && target !== undefined && (shared || target === schema))
      add(found, null, null, fieldOf(target, 'example'))
  }
  // Swagger 2.0: the example stands under the media type.
  const old = fieldOf(owner, 'examples')
  if (old !== null && media === undefined) add(found, null, null, fieldOf(old, 'application/json'))
  return found
}

function add(
  found: BodyExample[],
  name: string | null,
  summary: string | null,
  place: Place | null,
  named: Place | null = place,
): void {
  const value = jsonOf(place)
  if (place === null || named === null || value === undefined) return
  found.push({ name, summary, value, span: keySpan(named) })
}
