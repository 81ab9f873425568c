import { columnKey } from '../entity-groups.js'
import { isObject } from '../conformance.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, listed } from './ask.js'
import { jsonBlocks, keySpan } from './json-blocks.js'

/** An amount as a text: `"12.50"`. */
const AMOUNT = /^-?\d{1,15}\.\d{1,6}$/

/**
 * Decimals that documents show as texts, where numbers are built:
 *
 *     | fee | numeric(8,2) |        { "fee": "12.50" }
 */
export const askDecimalTexts: QuestionPass = ({ assembly, entities }) => {
  const decimals = new Set(
    entities.flatMap(({ fields }) =>
      fields.filter(({ type }) => type === 'decimal').map(({ name }) => columnKey(name)),
    ),
  )
  if (decimals.size === 0) return
  const shown = jsonBlocks(assembly).flatMap((block) => {
    const { value } = block
    const rows = Array.isArray(value) ? value.slice(0, 1) : [value]
    return rows.flatMap((row) =>
      isObject(row)
        ? Object.entries(row).flatMap(([key, amount]) =>
            decimals.has(columnKey(key)) && typeof amount === 'string' && AMOUNT.test(amount)
              ? [{ key, span: keySpan(block, key) }]
              : [],
          )
        : [],
    )
  })
  if (shown.length === 0) return
  const names = [...new Set(shown.map(({ key }) => key))]
  ask(assembly, {
    id: 'decimal-texts',
    kind: 'unsupported',
    concern: 'client-visible',
    subjects: names,
    about: `Examples show the decimals ${listed(names)} as texts ("12.50"), and numbers are built.`,
    spans: shown.map(({ span }) => span),
    options: [
      { id: 'numbers', label: 'clients send and read numbers: 12.5; a text is refused' },
      { id: 'specified', label: 'the examples show numbers now; read them again' },
    ],
    recommended: 'numbers',
  })
}
