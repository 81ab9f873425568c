import type { Assembly } from './assembly.js'
import type { DraftOperation } from './draft.js'
import type { Parameter } from './operation.js'
import { ask, claimedAt, listed } from './questions/ask.js'
import { PAGE_SIZE, USUAL_SIZE } from './told-pages.js'

const ID = 'page-size'

/** The number of a page. */
const PAGE = /^page(?:_?(?:number|no|index))?$/i

/**
 * Gives the parameters of numbered pages what they are when a client leaves them out: the first page, and a size. Which
 * rows page 2 holds without a size, nobody can tell; no document does: a question.
 */
export function withPageDefaults(
  assembly: Assembly,
  operations: readonly DraftOperation[],
): readonly DraftOperation[] {
  const numbered = operations.filter(({ query }) => query.some(isNumber) && query.some(isSize))
  const open = numbered.filter(({ query }) => query.some((each) => isSize(each) && isOpen(each)))
  if (open.length > 0)
    ask(assembly, {
      id: ID,
      kind: 'missing',
      concern: 'client-visible',
      subjects: open.map(({ id }) => id),
      about: `No document says how many rows a page holds when the client does not: ${listed(open.map(({ id }) => id))}.`,
      spans: open.flatMap((operation) => claimedAt(operation, 'exists').slice(0, 1)),
      options: [
        { id: 'usual', label: `${String(USUAL_SIZE)} rows a page` },
        { id: 'specified', label: 'the documents tell the size now; read them again' },
      ],
      recommended: 'usual',
    })
  return operations.map((operation) =>
    numbered.includes(operation)
      ? {
          ...operation,
          query: operation.query.map((each) =>
            isOpen(each) && isNumber(each)
              ? withDefault(each, 1)
              : isOpen(each) && isSize(each)
                ? withDefault(each, Math.min(USUAL_SIZE, each.maximum ?? USUAL_SIZE))
                : each,
          ),
        }
      : operation,
  )
}

function isNumber({ name, type }: Parameter): boolean {
  return PAGE.test(name) && (type === 'integer' || type === 'string')
}

function isSize({ name, type }: Parameter): boolean {
  return PAGE_SIZE.test(name) && (type === 'integer' || type === 'string')
}

/** Whether a client may leave it out, and nothing says what that means. */
function isOpen({ required, default: value }: Parameter): boolean {
  return !required && value === null
}

function withDefault(parameter: Parameter, value: number): Parameter {
  const why = 'what a page is when the client does not say'
  const origins = { ...parameter.origins, default: [{ kind: 'derived', why, from: [] } as const] }
  return { ...parameter, type: 'integer', default: value, origins }
}
