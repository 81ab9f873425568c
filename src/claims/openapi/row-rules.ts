import type { Claim } from '../claim.js'
import { rowRulesIn } from '../prose/rules/row-rules.js'
import { vocabularyOf } from '../prose/vocabulary.js'
import { type Collector, READER } from './collector.js'
import { fieldOf, type Place } from './place.js'
import { sentencesOf } from './prose.js'
import { type propertiesOf, schemaAt } from './schema.js'
import { typeOf } from './value-type.js'

/**
 * Claims what descriptions of a schema and of its properties say of several properties at once: `end_date must be
 * after start_date`, or of `end_date` alone `Must be after start_date`.
 */
export function claimRowRules(
  schema: string,
  description: Place | null,
  properties: ReturnType<typeof propertiesOf>,
  collector: Collector,
): void {
  const known = properties.flatMap(({ name, place }): readonly Claim[] => {
    const { type } = typeOf(schemaAt(place, collector))
    const span = { source: place.document.source.id, start: 0, end: 0 }
    const subject = { kind: 'column', entity: schema, field: name } as const
    return [{ subject, property: 'type', value: type ?? 'string', span, reader: READER }]
  })
  const places = [
    { place: description, subject: null },
    ...properties.map(({ name, place }) => ({ place: fieldOf(place, 'description'), subject: name })),
  ]
  const vocabulary = vocabularyOf(known)
  for (const { place, subject } of places)
    for (const { text, start, end } of sentencesOf(place)) {
      const span = { source: collector.document.source.id, start, end }
      const sentence = { text, span: () => span, whole: span, operation: null, headings: [], subject }
      for (const { rule } of rowRulesIn(sentence, vocabulary))
        collector.claim({
          subject: { kind: 'schema', schema },
          property: 'rowRule',
          value: rule,
          span,
          reader: READER,
        })
    }
}
