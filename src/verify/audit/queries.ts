import type { TableModel } from './models.js'
import type { Program, PythonFunction } from './program.js'
import { resolve } from './resolve.js'
import {
  ancestorsOf,
  argumentsOf,
  calleeOf,
  childOf,
  dottedName,
  methodOf,
  nodesOf,
  type SyntaxNode,
} from './syntax.js'

/** A query on a table in a function. */
export interface Query {
  readonly model: TableModel
  readonly within: PythonFunction
  /** The call that begins it: `select(Task)`, `session.get(Task, key)`. */
  readonly call: SyntaxNode
  /** The whole chain of calls: `select(Task).where(…).limit(10)`. */
  readonly chain: SyntaxNode
}

const BY_KEY = new Set(['get', 'get_one', 'query'])
const STATEMENTS = new Set(['select', 'update', 'delete', 'exists'])

const known = new WeakMap<SyntaxNode, readonly Query[]>()

/** The queries that a function itself makes, those of nested functions too; worked out once for each. */
export function queriesIn(
  program: Program,
  within: PythonFunction,
  tables: readonly TableModel[],
): readonly Query[] {
  const found = known.get(within.node) ?? readQueries(program, within, tables)
  known.set(within.node, found)
  return found
}

function readQueries(
  program: Program,
  within: PythonFunction,
  tables: readonly TableModel[],
): readonly Query[] {
  return nodesOf(within.body, 'call').flatMap((call): readonly Query[] => {
    const method = methodOf(call)
    const onSession = BY_KEY.has(method) && calleeOf(call).includes('.')
    if (!onSession && !STATEMENTS.has(method)) return []
    // `session.delete(row)` and `client.get(url)` name no table, and are left out below.
    const [first] = argumentsOf(call).positional
    const model = first === undefined ? null : modelIn(program, within, first, tables)
    return model === null ? [] : [{ model, within, call, chain: chainOf(call) }]
  })
}

function modelIn(
  program: Program,
  { module }: PythonFunction,
  node: SyntaxNode,
  tables: readonly TableModel[],
): TableModel | null {
  for (const each of nodesOf(node, 'identifier')) {
    const isName = each.parent?.type !== 'attribute' || each.field === 'object'
    const found =
      isName && each.parent?.type !== 'keyword_argument' ? resolve(program, module, each.text) : null
    const model = found?.kind === 'class' ? tables.find(({ definition }) => definition === found) : undefined
    if (model !== undefined) return model
  }
  return null
}

/** The outermost call of a chain: `.where(…)` and its like around a call. */
function chainOf(call: SyntaxNode): SyntaxNode {
  let chain = call
  for (const above of ancestorsOf(call)) {
    const links =
      (above.type === 'attribute' && childOf(above, 'object') === chain) ||
      (above.type === 'call' && childOf(above, 'function') === chain) ||
      above.type === 'parenthesized_expression'
    if (!links) break
    chain = above
  }
  return chain
}

/** The variable that a value is assigned to; null when it is used where it stands. */
export function assignedTo(node: SyntaxNode): string | null {
  for (const above of ancestorsOf(node)) {
    if (above.type === 'assignment') {
      const left = childOf(above, 'left')
      return left?.type === 'identifier' ? left.text : null
    }
    if (/_statement$|^block$/.test(above.type)) return null
  }
  return null
}

/**
 * All text that shapes a query: its chain, what its variable is made of later, and what the variables
 * in its conditions hold.
 */
export function shapeOf({ chain, within }: Query): string {
  const names = new Set(nodesOf(chain, 'identifier').map(({ text }) => text))
  const variable = assignedTo(chain)
  if (variable !== null) names.add(variable)
  const assigned = nodesOf(within.body, 'assignment', 'augmented_assignment').filter((node) => {
    const left = childOf(node, 'left')
    return left !== null && names.has(left.text.split('.')[0] ?? '')
  })
  const grown = nodesOf(within.body, 'call').filter((call) => {
    const [object = '', method] = calleeOf(call).split('.')
    return names.has(object) && /^(?:append|extend|where|filter|filter_by)$/.test(method ?? '')
  })
  return [chain, ...assigned, ...grown].map(({ text }) => text).join('\n')
}

/** Comparisons outside of queries: what a handler checks of a row or of the caller. */
export function comparisonsIn({ body }: PythonFunction): readonly SyntaxNode[] {
  return nodesOf(body, 'comparison_operator').filter(
    (node) =>
      ![...ancestorsOf(node)].some(
        (above) => above.type === 'call' && /\.?(?:where|filter)$/.test(calleeOf(above)),
      ),
  )
}

/** Names with their dots in a node. */
export function namesIn(node: SyntaxNode): readonly string[] {
  return nodesOf(node, 'identifier', 'attribute')
    .filter(({ parent }) => parent?.type !== 'attribute')
    .map(dottedName)
}
