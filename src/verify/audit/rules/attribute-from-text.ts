import { resolve } from '../resolve.js'
import type { PythonFunction } from '../program.js'
import type { AuditContext, PlacedCall, Rule } from '../rule.js'
import { argumentsOf, calleeOf, nodesOf, type SyntaxNode } from '../syntax.js'

/** `getattr(Loan, sort)`: a client names any attribute of the class, of its rows' secrets and of Python's own. */
export const attributeFromText: Rule = {
  id: 'attribute-from-text',
  title: 'A column that a client names freely',
  cwe: 470,
  clause: 'API-2',
  cure: 'Look the name up in a table of the columns that may be named, or declare it as a `Literal`.',
  check: (context) =>
    context.calls.flatMap(({ path, call, within }) => {
      const name = within === null ? null : freeName(context, { path, call, within })
      return name === null
        ? []
        : [{ path, node: call, message: `\`${name}\` comes from the request, and may name any attribute.` }]
    }),
}

/** The text parameter of a route by which an attribute of a table is taken; null when it is none, or checked. */
function freeName({ program, routes, tables }: AuditContext, { call, within }: PlacedCall): string | null {
  if (within === null || calleeOf(call) !== 'getattr') return null
  const [object, name] = argumentsOf(call).positional
  if (object?.type !== 'identifier' || name?.type !== 'identifier') return null
  const definition = resolve(program, within.module, object.text)
  if (!tables.some((table) => table.definition === definition)) return null
  const route = routes.find(({ route: { handler } }) => handler.node === within.node)
  const parameter = route?.route.handler.parameters.find((each) => each.name === name.text)
  if (parameter === undefined || !isText(parameter.annotation)) return null
  const asked = [parameter.annotation, parameter.value].map((node) => node?.text ?? '').join(' ')
  return /\b(?:pattern|regex|Literal|enum)\b/.test(asked) || isChecked(within, name.text) ? null : name.text
}

function isText(annotation: SyntaxNode | null): boolean {
  return annotation !== null && /\bstr\b/.test(annotation.text)
}

/** Whether a name is looked for among others before it is used. */
function isChecked({ body }: PythonFunction, name: string): boolean {
  return nodesOf(body, 'comparison_operator').some(
    ({ children }) =>
      children[0]?.text === name && children.some(({ type }) => type === 'in' || type === 'not in'),
  )
}
