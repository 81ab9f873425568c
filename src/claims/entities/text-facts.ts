import type { InlineText } from '../../source/inline-text.js'
import type { ColumnFacts } from '../claim.js'
import type { Said } from '../said.js'
import type { ValueType } from '../shape.js'
import { type ValueFact, valueWords } from '../value-words.js'
import { storageWords } from './storage-words.js'

/** A fact of value words with the place where its words stand in the document. */
export function placed(text: InlineText, fact: ValueFact, shift = 0): Said<ColumnFacts> {
  const { start, end, ...said } = fact
  return { ...said, span: text.span(start + shift, end + shift) }
}

/**
 * What a few words say of a column: `UUID, PK`, `NOT NULL, 3-255 chars`, `FK → users.id, ON DELETE CASCADE`.
 *
 * @param text the words with their places
 * @param from offset of the first word that counts
 * @param known the column's type when something else tells it
 */
export function columnWords(
  text: InlineText,
  from: number,
  known: ValueType | null,
): readonly Said<ColumnFacts>[] {
  const words = text.text.slice(from)
  const storage = storageWords(words).map(({ start, end, ...said }): Said<ColumnFacts> => {
    return { ...said, span: text.span(start + from, end + from) }
  })
  return [...valueWords(words, known).map((fact) => placed(text, fact, from)), ...storage]
}

/** What is said last of a property that was said before is dropped; `required` becomes what it means for a column. */
export function storedFacts(facts: readonly Said<ColumnFacts>[]): readonly Said<ColumnFacts>[] {
  const kept = new Map<string, Said<ColumnFacts>>()
  for (const fact of facts) {
    const said =
      fact.property === 'required' ? { ...fact, property: 'nullable' as const, value: !fact.value } : fact
    if (!kept.has(said.property)) kept.set(said.property, said)
  }
  const type = kept.get('type')
  const sized = kept.get('minItems') ?? kept.get('maxItems')
  // A JSON column that holds a number of items is a list.
  if (type?.value === 'object' && sized !== undefined)
    kept.set('type', { property: 'type', value: 'array', span: sized.span })
  const made = kept.get('readOnly')
  // A key that the server makes.
  if (type?.value === 'uuid' && made !== undefined && kept.has('primaryKey') && !kept.has('generated'))
    kept.set('generated', { property: 'generated', value: 'uuid', span: made.span })
  if (kept.get('primaryKey')?.value === true) {
    const key = kept.get('primaryKey')
    if (key !== undefined) kept.set('nullable', { property: 'nullable', value: false, span: key.span })
  }
  return [...kept.values()]
}
