import { decoratorArgument } from '../routes.js'
import type { Rule } from '../rule.js'
import { classesIn } from './annotated-classes.js'

/** `-> Loan` with a table: a column that is added later is shown to everybody. */
export const tableAsResponse: Rule = {
  id: 'table-as-response',
  title: 'A table as the answer',
  cwe: 201,
  clause: 'API-3',
  cure: 'Answer with a model of its own that lists the fields that go out.',
  check: ({ program, routes, tables }) =>
    routes.flatMap(({ route, subject }) => {
      const { handler } = route
      const model = decoratorArgument(route, 'response_model') ?? handler.returns
      const table =
        model === null
          ? undefined
          : classesIn(program, handler.module, model).find((each) =>
              tables.some(({ definition }) => definition === each),
            )
      return model === null || table === undefined
        ? []
        : [
            {
              path: handler.module.path,
              node: model,
              subject,
              message: `The answer is the table ${table.name}: all its columns go out, those that are added later too.`,
            },
          ]
    }),
}
