import type { Cell, Row, TableText } from '../../source/table.js'
import type { Claim, OperationFacts } from '../claim.js'
import { methodOf, operationNames, pathOf } from '../outline/operation-name.js'
import { unitReader } from '../outline/unit-reader.js'
import { accessIn, rolesBesideOwner } from './access-words.js'
import { columnsOf } from './columns.js'
import { purposeNotes } from './purpose-notes.js'
import { queryTemplate } from './query-template.js'
import { listedBody } from './listed-values.js'
import { outcomeColumns, rowOutcomes } from './row-outcomes.js'
import { outOfScopeHeading } from './scope-words.js'
import { claimsOfOperation } from './wire-claims.js'
import type { OperationRef, WireFact } from './wire-claims.js'

const READER = 'endpoint-table'

/**
 * A table of operations, its columns in any order:
 *
 * ```markdown
 * | Method | Endpoint | Purpose | Auth |
 * |--------|----------|---------|------|
 * | POST | `/api/loans` | Borrow a book | Required |
 *
 * | Method | Path | Success | Errors |
 * |--------|------|---------|--------|
 * | GET | /api/loans?from&to | 200 `{ items: [Loan] }` | 400, 401 (no token) |
 *
 * | Method | Path | Body |
 * |--------|------|------|
 * | POST | /api/loans | bookId, days? |
 * ```
 */
export const endpointTableReader = unitReader(
  READER,
  '| Method | Endpoint | Purpose |',
  (unit, { document }) => {
    if (unit.kind !== 'table' || document.source.kind === 'checklist') return []
    const columns = columnsOf(unit.table)
    const outcomes = outcomeColumns(unit.table)
    const request = requestColumn(unit.table)
    const out = outOfScopeHeading(unit.headings)
    const isForOne = ({ cells }: Row): boolean => {
      const text = cells[columns.get('auth') ?? -1]?.text ?? ''
      return rowPerson(text) !== null || /^(?:its |the )?(?:owner|author|creator)(?: only)?$/i.test(text)
    }
    return unit.table.rows.flatMap((row) => {
      const cell = (column: Parameters<typeof columns.get>[0]): Cell | null =>
        row.cells[columns.get(column) ?? -1] ?? null
      const named = nameIn(row.cells, cell('method'), cell('path'))
      if (named === null || row.cells.some((each) => /^(?:deprecated|removed|obsolete)\b/i.test(each.text)))
        return []
      const { operation, at } = named
      if (out !== null) {
        return claimsOfOperation(READER, operation, [
          { property: 'outOfScope', value: { why: out }, span: at.whole },
        ])
      }
      const facts: WireFact<OperationFacts>[] = [{ property: 'exists', value: true, span: at.whole }]
      const purpose = cell('description')
      if (purpose && purpose.text !== '')
        facts.push({ property: 'summary', value: purpose.text, span: purpose.whole })
      const auth = cell('auth')
      const access = auth && accessIn(auth.text, unit.table.columns[columns.get('auth') ?? 0]?.text ?? '')
      const beside = auth && rolesBesideOwner(auth.text)
      const one = auth === null ? null : rowPerson(auth.text)
      if (auth && one !== null)
        facts.push(
          { property: 'access', value: 'authenticated', span: auth.whole },
          { property: 'actor', value: [`${one}_id`], span: auth.whole },
        )
      else if (auth && beside)
        facts.push(
          { property: 'access', value: 'authenticated', span: auth.whole },
          { property: 'reach', value: { roles: beside }, span: auth.whole },
        )
      else if (auth && access) {
        facts.push({ property: 'access', value: access, span: auth.whole })
        // Where other rows are for one person alone, anybody's are the rows of all.
        if (operation.method === 'GET' && ANYBODY.test(auth.text) && unit.table.rows.some(isForOne))
          facts.push({ property: 'reach', value: 'everyone', span: auth.whole })
      }
      const outcome = (index: number | null): Cell | null => row.cells[index ?? -1] ?? null
      facts.push(...rowOutcomes(outcome(outcomes.success), outcome(outcomes.errors), cell('status')))
      const query = /\?([^\s`#]{1,300})/.exec(at.text)?.[1] ?? null
      return [
        ...claimsOfOperation(READER, operation, facts),
        ...queryTemplate(READER, { ...operation, query }, at.whole, true),
        ...(purpose ? purposeNotes(READER, operation, purpose, document.source) : []),
        ...requestFields(operation, outcome(request)),
      ]
    })
  },
)

/** `any user`, `all members`: whoever has a token. */
const ANYBODY =
  /^(?:any|all|every)(?: (?:authenticated|signed[- ]in|logged[- ]in|registered))? (?:users?|members?|callers?)$/i

/** The noun of the one person who may do it to a row: `its arbiter`; null for the owner, who is known, and for other words. */
function rowPerson(text: string): string | null {
  const noun = /^(?:only )?its ([a-z]{3,20})(?: only)?$/i.exec(text.trim())?.[1]?.toLowerCase()
  return noun === undefined || /^(?:owner|author|creator|user|caller)$/.test(noun) ? null : noun
}

/** The column that is named after what a client sends; null when a table has none. */
function requestColumn({ columns }: TableText): number | null {
  const index = columns.findIndex(({ text }) =>
    /^(?:(?:request|json)(?: body| payload)?|body|payload|input|body fields|fields)$/i.test(text.trim()),
  )
  return index < 0 ? null : index
}

/** The fields of a body in the cell of an operation. */
function requestFields(operation: OperationRef, cell: Cell | null): readonly Claim[] {
  if (cell === null || !/^(?:POST|PUT|PATCH)$/.test(operation.method)) return []
  return listedBody(READER, operation, cell, 0, { named: true, optional: null })
}

function nameIn(
  cells: readonly Cell[],
  method: Cell | null,
  path: Cell | null,
): { readonly operation: OperationRef; readonly at: Cell } | null {
  const named = method && methodOf(method.text)
  const at = named && path ? pathOf(path.text) : null
  if (named && path && at) return { operation: { method: named, path: at }, at: path }
  for (const cell of cells.slice(0, 3)) {
    const [name, another] = operationNames(cell.text)
    if (name && !another && name.start <= 2) return { operation: name, at: cell }
  }
  return null
}
