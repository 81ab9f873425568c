import type { Program } from '../program.js'
import { resolve } from '../resolve.js'
import { argumentsOf, calleeOf, childOf, literalText, methodOf, nodesOf, type SyntaxNode } from '../syntax.js'
import type { PlacedCall, Rule } from '../rule.js'

const RUNS_SQL =
  /^(?:text|execute|exec|exec_driver_sql|executescript|executemany|raw|fetch|fetchrow|fetchval|fetch_all|fetch_one)$/
const SQL = /\b(?:select|insert\s+into|update|delete\s+from|where|order\s+by|drop|alter|create)\b/i

/** `session.execute(text(f"SELECT … {value}"))`: what a client sends becomes SQL. */
export const sqlFromText: Rule = {
  id: 'sql-from-text',
  title: 'SQL that is put together from text',
  cwe: 89,
  clause: 'DB-1',
  cure: 'Bind the value: `.where(Model.column == value)`, or `text("… :value")` with parameters.',
  check: ({ calls, program }) =>
    calls.flatMap((placed) => {
      const [first] = argumentsOf(placed.call).positional
      if (first === undefined || !RUNS_SQL.test(methodOf(placed.call))) return []
      const source = valueOf(placed, first)
      return isMadeUp(source) && (SQL.test(source.text) || isSqlText(program, placed))
        ? [{ path: placed.path, node: placed.call, message: 'SQL is put together from text and values.' }]
        : []
    }),
}

/** `text(…)` of SQLAlchemy: SQL, whatever its words. */
function isSqlText(program: Program, { path, call }: PlacedCall): boolean {
  const module = program.modules.find((each) => each.path === path)
  const found = module === undefined ? null : resolve(program, module, calleeOf(call))
  return found?.kind === 'external' && /^(?:sqlalchemy|sqlmodel)\b.*\btext$/.test(found.name)
}

/** The value of a variable, where the argument is one. */
function valueOf({ within }: PlacedCall, node: SyntaxNode): SyntaxNode {
  if (node.type !== 'identifier' || within === null) return node
  const assigned = nodesOf(within.body, 'assignment', 'augmented_assignment').filter(
    (each) => childOf(each, 'left')?.text === node.text,
  )
  const values = assigned.flatMap((each) => childOf(each, 'right') ?? [])
  return values.find(isMadeUp) ?? values[0] ?? node
}

/** f-strings with values, `%`, `+` and `.format` on texts. Constants in capitals are no input. */
function isMadeUp(node: SyntaxNode): boolean {
  if (node.type === 'string' || node.type === 'concatenated_string') {
    return nodesOf(node, 'interpolation').some(({ text }) => !/^\{[A-Z][A-Z0-9_.]*\}$/.test(text))
  }
  if (node.type === 'binary_operator') {
    const [left, right] = [childOf(node, 'left'), childOf(node, 'right')]
    const operator = childOf(node, 'operator')?.text
    const values = [left, right].flatMap((side) =>
      side === null || literalText(side) !== null ? [] : [side],
    )
    return (
      (operator === '%' || operator === '+') &&
      nodesOf(node, 'string').length > 0 &&
      values.some((side) => side.type !== 'binary_operator' || isMadeUp(side))
    )
  }
  if (node.type === 'call') {
    const callee = childOf(node, 'function')
    const object = callee?.type === 'attribute' ? childOf(callee, 'object') : null
    return methodOf(node) === 'format' && object !== null && nodesOf(object, 'string').length > 0
  }
  return node.type === 'parenthesized_expression' && node.children.some(isMadeUp)
}
