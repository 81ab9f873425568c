import type { TableModel } from '../models.js'
import { handledErrors } from '../handlers.js'
import type { Program, PythonFunction } from '../program.js'
import { resolve } from '../resolve.js'
import type { Rule } from '../rule.js'
import { ancestorsOf, argumentsOf, calleeOf, childOf, nodesOf, type SyntaxNode } from '../syntax.js'

const CAUGHT = /IntegrityError|SQLAlchemyError|DBAPIError|DatabaseError/

/** `session.add(User(email=body.email)); session.commit()`: of two at the same time, one is answered with 500. */
export const racedUniqueness: Rule = {
  id: 'raced-uniqueness',
  title: 'A value that must be unique, and nobody who answers when it is not',
  cwe: 362,
  clause: 'DB-5',
  cure: 'Catch `IntegrityError` around the commit, roll back, and answer 409: a look before the write comes too early.',
  check: ({ functions, program, tables, subjectAt }) => {
    if (isHandledForAll(program)) return []
    return functions.flatMap((each) => {
      const { module, body } = each
      const stored = nodesOf(body, 'call').flatMap((call) => uniqueOf(program, tables, each, call))
      const commits = nodesOf(body, 'call').filter((call) => /\.(?:commit|flush)$/.test(calleeOf(call)))
      const commit = commits.find((call) => stored.some(({ line }) => line <= call.line))
      const [first] = stored
      if (first === undefined || commit === undefined || subjectAt(commit) === null) return []
      if (commits.some((call) => isCaught(program, each, call))) return []
      return [
        {
          path: module.path,
          node: commit,
          message: `\`${first.column}\` must be unique, and nothing here answers when the database says that it is not: of two requests at the same time one fails with 500.`,
        },
      ]
    })
  },
}

/** `Table(email=body.email)`, `Table(**body.model_dump())`, of a column that must be unique and that a client gives. */
function uniqueOf(
  program: Program,
  tables: readonly TableModel[],
  { module, parameters }: PythonFunction,
  call: SyntaxNode,
): readonly { readonly column: string; readonly line: number }[] {
  const definition = resolve(program, module, calleeOf(call))
  const table = tables.find((each) => each.definition === definition)
  if (table === undefined || definition === null) return []
  const given = new Set(parameters.map(({ name }) => name).filter((name) => name !== 'self'))
  const { keywords } = argumentsOf(call)
  return table.columns.flatMap(({ name, unique }) => {
    const value = keywords.get(name)
    const comes = value !== undefined && nodesOf(value, 'identifier').some(({ text }) => given.has(text))
    return unique && comes ? [{ column: name, line: call.line }] : []
  })
}

/** A commit inside a `try` that catches what the database says, or inside a `with` that does. */
function isCaught(program: Program, { module }: PythonFunction, commit: SyntaxNode): boolean {
  for (const above of ancestorsOf(commit)) {
    if (above.type === 'try_statement') {
      const clauses = above.children.filter(({ type }) => type === 'except_clause')
      // A clause for everything that answers with a status of its own answers this as well.
      if (clauses.some(({ text }) => CAUGHT.test(text) || /^except(?: (?:Base)?Exception\b|\s?:)/.test(text)))
        return true
    }
    if (above.type === 'with_statement') {
      const managers = nodesOf(above, 'with_item').flatMap((item) => nodesOf(item, 'call'))
      if (
        managers.some((call) => {
          const found = resolve(program, module, calleeOf(call))
          return found?.kind === 'function' && CAUGHT.test(found.body.text)
        })
      )
        return true
    }
    if (above.type === 'function_definition') return childOf(above, 'body') === null
  }
  return false
}

/** A handler of the application for what the database says. */
function isHandledForAll(program: Program): boolean {
  return handledErrors(program).some(({ error }) => CAUGHT.test(error))
}
