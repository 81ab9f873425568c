import type { Method } from '../claim.js'
import { type Collector, READER } from './collector.js'
import { fieldOf, fieldsOf, itemsOf, numberOf, pairSpan, type Place, textOf } from './place.js'
import { sentencesOf } from './prose.js'
import { propertiesOf, type Schema } from './schema.js'

/** Words that make a sentence about a value a demand rather than a name. */
const DEMAND =
  /\b(?:must|shall|should|cannot|can't|may not|never|always|only|requires?|at least|at most|exactly|unique(?! (?:\w{1,20} )?(?:id|identifier|key)\b)|defaults?|immutable|read-only|unless|until|if|(?<!(?:time|date|timestamp) )when|whenever|omitted|not allowed|not supported|out of scope|deferred|forbidden|ignored|automatically|case-insensitive|trimmed|non-empty)\b/i

/**
 * Keeps the sentences of a description that demand something. Every sentence about an operation
 * says what it does; of a value's or a schema's description those count that carry a demand.
 *
 * @param place the description
 * @param headings what it describes, outermost first
 * @param about what kind of thing it describes
 */
export function stateRules(
  place: Place | null,
  headings: readonly string[],
  about: 'operation' | 'value',
  collector: Collector,
): void {
  if (place === null || place.document !== collector.document) return
  const { id } = place.document.source
  for (const { text, start, end } of sentencesOf(place)) {
    if (about === 'value' && !DEMAND.test(text)) continue
    const span = { source: id, start, end }
    collector.state({ form: 'rule', label: labelOf(text), text, span, headings })
  }
}

/** `FR-012`, where the sentence starts or ends with one. */
function labelOf(text: string): string | null {
  return /\b[A-Z]{2,4}-\d{1,4}\b/.exec(text)?.[0] ?? null
}

/** Claims that a body needs at least one of its fields, where a description or a keyword says so. */
export function claimAtLeastOne(
  method: Method,
  path: string,
  places: readonly Place[],
  schema: Schema,
  collector: Collector,
): void {
  const subject = { kind: 'operation', method, path } as const
  const names = propertiesOf(schema).map(({ name }) => name)
  for (const place of places) {
    const description = fieldOf(place, 'description')
    const text = (textOf(description) ?? '').replaceAll('*', '')
    const said = /\bat least (?:one|1)\b[^.\n]{0,40}\b(?:field|property|attribute|value)/i.test(text)
    const least = fieldOf(place, 'minProperties')
    const counted = (numberOf(least) ?? 0) >= 1 && propertiesOf(schema).every((p) => !p.required)
    const stated = said ? description : counted ? least : null
    if (stated !== null && names.length > 0) {
      const span = pairSpan(stated)
      collector.claim({ subject, property: 'atLeastOne', value: names, span, reader: READER })
      return
    }
    const choices = fieldOf(place, 'anyOf')
    const value = itemsOf(choices).flatMap(onlyRequired)
    if (choices !== null && value.length > 0 && value.length === itemsOf(choices).length) {
      const span = pairSpan(choices)
      collector.claim({ subject, property: 'atLeastOne', value, span, reader: READER })
      return
    }
  }
}

/** The one field of `{required: [field]}`. */
function onlyRequired(choice: Place): readonly string[] {
  const fields = fieldsOf(choice)
  const names = itemsOf(fieldOf(choice, 'required')).flatMap((item) => textOf(item) ?? [])
  return fields.length === 1 && names.length === 1 ? names : []
}
