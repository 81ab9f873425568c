import type { FileBody } from '../../design/operation.js'
import type { Response } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { dictionary } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import { compare, conditional } from '../../python/nodes/operator.js'
import { assign } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'

/** `csv_file(parcels, PARCEL_COLUMNS, "parcels.csv")`, or the JSON file where the request asks for one. */
export function fileAnswer(body: FileBody, value: Response, handler: Handler): Expression {
  if (value.kind !== 'rows')
    throw new Error(`${handler.operation.id} answers a file, but no step names its rows`)
  const { local, table } = rowOf(handler, value.rows)
  const columns = handler.constant(
    `${body.name}_columns`.toUpperCase(),
    assign(
      name('_'),
      dictionary(
        body.columns.map(({ title, column }) => [string(title), string(attributeOf(table, column))]),
      ),
    ),
  )
  const file = (format: FileBody['format']): Expression =>
    call(
      own(handler.backend, 'exports', `${format}_file`),
      name(local),
      name(columns),
      string(`${body.name}.${format}`),
    )
  const chosen = body.choice === null ? undefined : handler.query.get(body.choice)
  const json = chosen?.parameter.enum?.find((word) => /^json$/i.test(word))
  if (chosen === undefined || json === undefined) return file(body.format)
  return conditional(compare(name(chosen.local), '==', string(json)), file('json'), file('csv'))
}
