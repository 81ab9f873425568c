import type { Cell, TableText } from '../../source/table.js'
import type { OperationFacts } from '../claim.js'
import { inlineShape } from '../notation/inline-object.js'
import { errorOf, statusWords } from './error-words.js'
import type { WireFact } from './wire-claims.js'

const SUCCESS = /^(?:on )?success(?:ful)?(?: (?:status|codes?|responses?))*$/
const ERRORS = /^(?:errors?|failures?)(?: (?:status|statuses|codes?|responses?))*$/

/** Where a table of operations tells what they answer. */
export interface OutcomeColumns {
  readonly success: number | null
  readonly errors: number | null
}

/** The columns of a table that are named after success and errors. */
export function outcomeColumns(table: TableText): OutcomeColumns {
  const at = (title: RegExp): number | null => {
    const index = table.columns.findIndex(({ text }) => title.test(text.toLowerCase().trim()))
    return index < 0 ? null : index
  }
  return { success: at(SUCCESS), errors: at(ERRORS) }
}

/**
 * What one operation answers, in the cells of its row: a success with its body, ``201 `{ loan }` ``, and errors with
 * their conditions, `400, 409 (already on loan)`.
 *
 * @param status the cell of a column for all statuses: `200 / 404`
 */
export function rowOutcomes(
  success: Cell | null,
  errors: Cell | null,
  status: Cell | null,
): readonly WireFact<OperationFacts>[] {
  const facts: WireFact<OperationFacts>[] = []
  const first = success ?? status
  for (const cell of new Set([first, status, errors])) {
    if (cell === null) continue
    for (const words of statusWords(cell)) {
      const error = errorOf(words)
      if (error !== null) facts.push({ property: 'error', value: error, span: words.span })
    }
  }
  const code = /^\W{0,3}(2\d\d)\b/.exec(first?.text ?? '')?.[1]
  if (first === null || code === undefined) return facts
  facts.push({ property: 'success', value: Number(code), span: first.whole })
  const shape = bodyIn(first.text)
  if (shape !== null)
    facts.push({ property: 'response', value: { status: Number(code), shape }, span: first.whole })
  return facts
}

/** The body that a cell shows behind its status: an object in braces, or a media type that is none of JSON's. */
function bodyIn(text: string): ReturnType<typeof inlineShape> {
  const open = text.indexOf('{')
  if (open >= 0) return inlineShape(text.slice(open))
  const type = /\b((?:text|image|application)\/[\w.+-]{1,60})/.exec(text)?.[1]?.toLowerCase()
  return type === undefined || /json|html/.test(type) ? null : { kind: 'file', mediaType: type }
}
