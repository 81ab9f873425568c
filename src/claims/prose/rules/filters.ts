import type { Claim } from '../../claim.js'
import { claimsOfOperation, claimsOfValue, type WireFact } from '../../endpoints/wire-claims.js'
import type { ValueFacts, ValueType } from '../../shape.js'
import { filterWords } from '../../words/filter-words.js'
import { nameWords } from '../nouns.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf } from '../targets.js'

/** Types of columns that a parameter of the same name has too; of others the values are texts. */
const SHARED: ReadonlySet<ValueType> = new Set(['integer', 'number', 'boolean', 'date', 'datetime', 'uuid'])

/**
 * The filters of a list in a sentence below it: "Filter by shelf, filter by state (`state=open`), search in title (`q`)".
 * Words without a parameter in brackets name a column of the rows, or nothing.
 */
export const filterRule: ProseRule = {
  name: 'filters',
  form: 'Filter by shelf, search in title (`q`)',
  read(sentence, vocabulary): readonly Claim[] {
    const { operation, text } = sentence
    if (operation?.method !== 'GET' || operation.path.endsWith('}')) return []
    const filters = filterWords(text)
    const entity = filters.length === 0 ? null : entityOf(sentence, vocabulary)
    return filters.flatMap(({ parameter, stated, columns, start, end }): readonly Claim[] => {
      if (parameter === null) return []
      const column = (vocabulary.fields.get(nameWords(parameter).join(' ')) ?? []).find(
        (field) => field.entity === entity,
      )
      if (!stated && column === undefined) return []
      const span = sentence.span(start, end)
      const facts: WireFact<ValueFacts>[] = [{ property: 'exists', value: true, span }]
      const type = column?.type ?? null
      if (type !== null && SHARED.has(type)) facts.push({ property: 'type', value: type, span })
      return [
        ...claimsOfValue(READER, operation, 'query', parameter, facts),
        ...(columns.length > 0
          ? claimsOfOperation(READER, operation, [{ property: 'searches', value: columns, span }])
          : []),
      ]
    })
  },
}
