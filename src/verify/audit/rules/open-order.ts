import type { TableModel } from '../models.js'
import { queriesIn } from '../queries.js'
import type { AuditContext, PlacedCall, Rule } from '../rule.js'
import { argumentsOf, childOf, methodOf, nodesOf, type SyntaxNode } from '../syntax.js'

/** `select(Loan).offset(skip).limit(size)`: rows come in any order, and may stand on two pages or on none. */
export const openOrder: Rule = {
  id: 'open-order',
  title: 'Pages of rows in no settled order',
  cwe: null,
  clause: 'DB-4',
  cure: 'Order the rows, by their key at last: `.order_by(…, Model.id)`.',
  check: (context) =>
    context.calls.flatMap((placed) => {
      const message = methodOf(placed.call) === 'offset' ? faultOf(context, placed) : null
      return message === null ? [] : [{ path: placed.path, node: placed.call, message }]
    }),
}

function faultOf(context: AuditContext, { call, within }: PlacedCall): string | null {
  const subject = context.subjectAt(call)
  if (within === null || subject === null) return null
  const models = queriesIn(context.program, within, context.tables).map(({ model }) => model)
  if (models.length === 0) return null
  const orders = nodesOf(within.body, 'call').filter((each) => methodOf(each) === 'order_by')
  if (orders.length === 0)
    return 'Nothing orders the rows of the pages: a row may stand on two of them, or on none.'
  if (!isPaged(context, subject)) return null
  const text = orders.map((order) => orderText(within.body, order)).join('\n')
  return models.some((model) => namesKey(model, text)) || text.includes('*')
    ? null
    : 'Rows of equal values have no order among themselves: one may stand on two pages, or on none.'
}

/** Whether a specification has the operation answer pages: without one, rows of equal values are nobody's concern. */
function isPaged({ design }: AuditContext, subject: string): boolean {
  const steps = design?.operations.find(({ id }) => id === subject)?.steps ?? []
  return steps.some((step) => step.kind === 'select' && step.paging !== null)
}

/** What rows are ordered by, with what is assigned to the names in it. */
function orderText(body: SyntaxNode, order: SyntaxNode): string {
  const { positional } = argumentsOf(order)
  const names = new Set(positional.flatMap((each) => nodesOf(each, 'identifier')).map(({ text }) => text))
  const assigned = nodesOf(body, 'assignment').filter((node) => names.has(childOf(node, 'left')?.text ?? ''))
  return [...positional, ...assigned].map(({ text }) => text).join('\n')
}

/** Whether a text names a column that no two rows share. */
function namesKey({ definition, columns }: TableModel, text: string): boolean {
  return columns.some(
    ({ name, node }) =>
      (name === 'id' || /\b(?:primary_key|unique)\s?=\s?True/.test(node.text)) &&
      text.includes(`${definition.name}.${name}`),
  )
}
