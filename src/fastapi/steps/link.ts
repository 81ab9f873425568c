import type { Step, Tie } from '../../design/step.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import { name } from '../../python/nodes/name.js'
import { awaited, not } from '../../python/nodes/operator.js'
import { expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { valueFor } from './expression.js'
import { refuse } from './session.js'

/** A row of a relation, in one statement that does nothing when it is there: two requests at once make one row. */
export function emitLink(
  step: Extract<Step, { readonly kind: 'link' }>,
  handler: Handler,
): readonly Statement[] {
  const { backend } = handler
  const table = tableNamed(backend, step.entity)
  const row = call(modelSymbol(backend, table), ...step.values.map((tie) => given(tie, handler, table)))
  const linked = call(own(backend, 'relations', 'link'), name('session'), row)
  const done = backend.asynchronous ? awaited(linked) : linked
  return [
    traced(
      step.repeated === null ? expression(done) : when(not(done), [refuse(handler, step.repeated)]),
      step.origins,
      `a row of ${table.name}, once`,
    ),
  ]
}

function given({ field, value }: Tie, handler: Handler, table: Table): Keyword {
  return keyword(attributeOf(table, field), valueFor(handler, value, columnNamed(table, field)))
}
