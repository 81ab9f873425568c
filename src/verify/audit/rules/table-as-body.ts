import { isDependency } from '../dependencies.js'
import { classesIn } from './annotated-classes.js'
import type { Rule } from '../rule.js'

/** `async def create(loan: Loan)` with a table: a client sets every column, the owner among them. */
export const tableAsBody: Rule = {
  id: 'table-as-body',
  title: 'A table as the body of a request',
  cwe: 915,
  clause: 'API-2',
  cure: 'Take a model of its own, with the fields that a client may set.',
  check: ({ program, routes, tables }) =>
    routes.flatMap(({ route: { handler }, subject }) =>
      handler.parameters.flatMap((parameter) => {
        const { annotation } = parameter
        if (annotation === null || isDependency(program, handler.module, parameter)) return []
        const table = classesIn(program, handler.module, annotation).find((each) =>
          tables.some(({ definition }) => definition === each),
        )
        return table === undefined
          ? []
          : [
              {
                path: handler.module.path,
                node: annotation,
                subject,
                message: `The body is the table ${table.name}: a client may set every column of it, and nothing is validated.`,
              },
            ]
      }),
    ),
}
