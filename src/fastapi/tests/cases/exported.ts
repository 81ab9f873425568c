import { filterOf, responseOf, storedOf, successOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { dictionary, list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { number, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { python } from '../../../python/nodes/quotation.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange, factoryName } from '../arrangement.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { moment } from '../row-value.js'
import { fieldNamed, originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Rows come as a file that a spreadsheet opens without running anything. */
export function exported(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const body = operation.responseBody
  const [select] = stepsOf(operation, 'select')
  if (body.kind !== 'file' || select === undefined || body.format !== 'csv') return []
  const table = tableNamed(backend, select.entity)
  const arrangement = arrange(scope)
  const fixtures = [clientOf(scope), ...arrangement.fixtures, factoryName(table)]
  const ask = (query: Expression | null): Statement =>
    respond(send(scope, clientOf(scope), { path: arrangement.path, query }))
  const texts = body.columns.flatMap(({ column }, index) => {
    const field = fieldNamed(table.entity, column)
    const free =
      field?.type === 'string' && field.enum === null && field.pattern === null && field.format === null
    const fits = (field?.maxLength ?? 100) >= 12 && (field?.minLength ?? 0) <= 12
    return free && fits && field.name !== table.entity.owner && field.references === null
      ? [{ column, index }]
      : []
  })
  const [text] = texts
  const titles = list(body.columns.map(({ title }) => string(title)))
  const parse = python`
    import csv

    lines = list(csv.reader(response.text.splitlines()))
  `
  const origins = originsOf(operation, 'success', 'exists')
  return [
    testCase({
      name: `${operation.name}_answers_a_csv_file`,
      shows: 'Rows come as a CSV file with a line of titles',
      fixtures,
      body: [
        ...arrangement.statements,
        expression(call(name(factoryName(table)))),
        ask(null),
        assertStatus(operation.success),
        python`
          assert response.headers["Content-Type"].startswith("text/csv")
          assert response.headers["Content-Disposition"].startswith("attachment")
        `,
        parse,
        assertEqual({ kind: 'subscript', value: name('lines'), indexes: [number(0)] }, titles),
        assertEqual(call(name('len'), name('lines')), number(2)),
      ],
      operation: operation.id,
      proves: [successOf(operation), responseOf(operation)],
      origins,
    }),
    ...(text === undefined
      ? []
      : [
          testCase({
            name: `${operation.name}_writes_no_formula`,
            shows: 'A text that a spreadsheet would run as a formula is made plain (CWE-1236)',
            fixtures,
            body: [
              ...arrangement.statements,
              expression(
                call(
                  name(factoryName(table)),
                  keyword(attributeOf(table, text.column), string('=SUM(A1:A9)')),
                ),
              ),
              ask(null),
              assertStatus(operation.success),
              parse,
              assertEqual(
                {
                  kind: 'subscript',
                  value: { kind: 'subscript', value: name('lines'), indexes: [number(1)] },
                  indexes: [number(text.index)],
                },
                string("'=SUM(A1:A9)"),
              ),
            ],
            operation: operation.id,
            proves: [storedOf(operation)],
            origins,
          }),
        ]),
    ...select.filters.flatMap((filter) => dayFilter(scope, table, filter)),
  ]
}

/** The first and the last day of a range belong to it. */
function dayFilter(
  scope: Scope,
  table: Table,
  filter: StepOf<'select'>['filters'][number],
): readonly TestCase[] {
  const { operation } = scope
  const field = fieldNamed(table.entity, filter.field)
  const parameter = operation.query.find((one) => one.name === filter.whenQuery)
  if (field === null || parameter?.type !== 'date' || filter.through.length > 0) return []
  if (filter.comparison !== 'atLeast' && filter.comparison !== 'atMost') return []
  const arrangement = arrange(scope)
  const day = moment(2024, 1, 15)
  const value = field.type === 'date' ? call(attribute(day, 'date')) : day
  const runs = [14, 15, 16].map((date) => {
    const within = filter.comparison === 'atLeast' ? date <= 15 : date >= 15
    return { id: `2024-01-${date}`, values: [string(`2024-01-${date}`), number(within ? 2 : 1)] }
  })
  return [
    testCase({
      name: `${operation.name}_filters_by_${filter.whenQuery ?? filter.field}`,
      shows: 'The first and the last day of a range belong to it',
      fixtures: [clientOf(scope), ...arrangement.fixtures, factoryName(table)],
      parametrized: [
        {
          arguments: [
            { name: 'day', type: name('str') },
            { name: 'count', type: name('int') },
          ],
          runs,
        },
      ],
      body: [
        ...arrangement.statements,
        expression(call(name(factoryName(table)), keyword(attributeOf(table, filter.field), value))),
        assign(name('query'), dictionary([[string(parameter.name), name('day')]])),
        respond(send(scope, clientOf(scope), { path: arrangement.path, query: name('query') })),
        assertStatus(operation.success),
        assertEqual(
          call(name('len'), call(attribute(attribute(name('response'), 'text'), 'splitlines'))),
          name('count'),
        ),
      ],
      operation: operation.id,
      proves: [filterOf(operation, parameter.name)],
      origins: parameter.origins['exists'] ?? [],
    }),
  ]
}
