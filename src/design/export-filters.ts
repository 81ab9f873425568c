import { singular, wordsOf } from '../claims/words/nouns.js'
import type { Assembly } from './assembly.js'
import { pathKey, segmentsOf } from './canonical-path.js'
import type { DraftOperation } from './draft.js'
import type { Parameter } from './operation.js'
import { ask, listed } from './questions/ask.js'
import { linesOf, meant, type Line } from './questions/lines.js'

const ID = 'export-filters'

/** Last segments of paths that answer rows as a file. */
const EXPORT = /^(?:export|download|csv)(?:[-_.][a-z]{2,10})?$/i

/** Query parameters by which lists are cut into pages and put in order, as names without notation. */
const PAGE_OR_ORDER =
  /^(?:limit|offset|skip|page|pagesize|perpage|pagelimit|pagenumber|pageno|pageindex|maxresults|cursor|nextcursor|pagetoken|startingafter|sort|sortby|sortorder|sortdir|sortdirection|order|orderby|orderdirection|direction)$/

/** The same, where they are numbers. */
const PAGE_NUMBERS = /^(?:size|take|start|fromindex)$/

/** `export the filtered loans`, `CSV export with the current filter criteria`, `takes the same parameters as the list`. */
const FILTERED =
  /\bfilter(?:s|ed|ing)?\b|\bsame (?:query |search )?(?:parameters?|params|criteria)\b|\bcurrent (?:selection|search|view)\b/i

const EXPORTS = /\b(?:export(?:s|ed|ing)?|csv|downloads?|downloaded)\b/i

/** Documents that say what is wanted, rather than how the work is done. */
const WANTED: ReadonlySet<Line['kind']> = new Set(['openapi', 'endpoints', 'feature', 'other'])

/**
 * Gives files the filters of the list of the same rows, where a line says that what is exported is filtered and the
 * file's own operation names no parameter:
 *
 *     GET /loans?status=open&borrower=…          GET /loans/export
 *     - FR-012: Librarians export the filtered loans as CSV.
 *
 * Which parameters carry the filters, no line says: a question.
 */
export function withExportFilters(
  assembly: Assembly,
  operations: readonly DraftOperation[],
): readonly DraftOperation[] {
  const found = operations.flatMap((operation) => {
    const filters = filtersOfList(operation, operations)
    const lines = filters.length === 0 ? [] : saying(assembly, operation, operations)
    return lines.length === 0 ? [] : [{ operation, filters, lines }]
  })
  if (found.length === 0) return operations
  ask(assembly, {
    id: ID,
    kind: 'ambiguous',
    concern: 'client-visible',
    subjects: found.map(({ operation }) => operation.id),
    about: `What is exported is filtered, and ${listed(found.map(({ operation }) => operation.id))} names no parameter.`,
    spans: found.flatMap(({ lines }) => lines.map(({ span }) => span)),
    options: [
      { id: 'same', label: 'the file holds the rows that the same filters in the query would list' },
      { id: 'all', label: 'the file holds all rows; clients filter it' },
    ],
    recommended: 'same',
  })
  if (assembly.answers.get(ID) === 'all') return operations
  return operations.map((operation) => {
    const one = found.find((each) => each.operation === operation)
    return one === undefined ? operation : { ...operation, query: [...operation.query, ...one.filters] }
  })
}

/** The filters of the list whose rows a file holds, where the file has none of its own. */
function filtersOfList(
  { method, path, query }: DraftOperation,
  operations: readonly DraftOperation[],
): readonly Parameter[] {
  const segments = segmentsOf(path)
  const own = query.filter(({ name }) => !isFormat(name))
  if (method !== 'GET' || own.length > 0 || !EXPORT.test(segments.at(-1) ?? '')) return []
  const key = pathKey(`/${segments.slice(0, -1).join('/')}`)
  const list = operations.find((other) => other.method === 'GET' && pathKey(other.path) === key)
  return (list?.query ?? []).filter(({ name, type }) => {
    const plain = wordsOf(name).join('')
    return !PAGE_OR_ORDER.test(plain) && !(type === 'integer' && PAGE_NUMBERS.test(plain))
  })
}

function isFormat(name: string): boolean {
  return /^(?:format|type|delimiter|locale)$/i.test(name)
}

/** Lines that say of the rows, or below the operation, that what is exported is filtered. */
function saying(
  assembly: Assembly,
  operation: DraftOperation,
  operations: readonly DraftOperation[],
): readonly Line[] {
  const noun = segmentsOf(operation.path)
    .slice(0, -1)
    .findLast((segment) => !segment.startsWith('{'))
  const rows = wordsOf(noun ?? '').map(singular)
  return linesOf(assembly).filter((line) => {
    if (!WANTED.has(line.kind) || !FILTERED.test(line.text)) return false
    if (meant(operations, line.operation)?.id === operation.id) return true
    if (!EXPORTS.test(line.text)) return false
    const words = new Set(wordsOf(line.text).map(singular))
    return rows.length > 0 && rows.every((word) => words.has(word))
  })
}
