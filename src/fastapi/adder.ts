import { snakeCase } from '../behaviour/naming.js'
import { identifier } from '../python/identifier.js'
import { call, subscript } from '../python/nodes/call.js'
import { list } from '../python/nodes/collection.js'
import { functionDefinition, parameter } from '../python/nodes/definition.js'
import { boolean } from '../python/nodes/literal.js'
import { attribute, name, symbol } from '../python/nodes/name.js'
import { python } from '../python/nodes/quotation.js'
import { expression, traced, type Statement } from '../python/nodes/statement.js'
import { own, type Backend } from './backend.js'
import { articled, nounOf } from './description.js'
import { type Finder, modelSymbol } from './finder.js'
import { columnNamed } from './settled.js'
import { stored } from './values/annotation.js'
import { sessionType } from './session-type.js'
import { attributeOf } from './table.js'
import { awaited, compare } from '../python/nodes/operator.js'

/**
 * The definition of a finder that stores a row where there is none. It looks again after it has stored one: of requests
 * at the same time one makes the row, and all go on with the same.
 */
export function adderDefinition(backend: Backend, { step, table, locking, functionName }: Finder): Statement {
  const entity = modelSymbol(backend, table)
  const row = name(
    identifier(snakeCase(step.entity), new Set(['session', 'statement', 'make', 'lock', 'select', 'link'])),
  )
  const key = attributeOf(table, step.key.field)
  const column = columnNamed(table, step.key.field)
  const owner = identifier(key, new Set(['session', 'statement', 'make', 'lock', 'select', 'link']))
  const select = call(
    attribute(call(symbol('sqlmodel', 'select'), entity), 'where'),
    compare(attribute(entity, key), '==', name(owner)),
  )
  const statement = locking === 'always' ? call(attribute(select, 'with_for_update')) : select
  const executed = call(attribute(name('session'), 'exec'), name('statement'))
  const found = call(attribute(backend.asynchronous ? awaited(executed) : executed, 'one_or_none'))
  const linked = call(own(backend, 'relations', 'link'), name('session'), call(name('make')))
  const noun = articled(nounOf(step.entity))
  return traced(
    functionDefinition(functionName, {
      asynchronous: backend.asynchronous,
      parameters: [
        parameter('session', sessionType(backend)),
        parameter(owner, column === null ? name('str') : stored({ ...column.field, nullable: false })),
        parameter('make', subscript(symbol('collections.abc', 'Callable'), list([]), entity)),
        ...(locking === 'optional'
          ? [
              {
                name: 'lock',
                annotation: name('bool'),
                default: boolean(false),
                form: 'keywordOnly' as const,
              },
            ]
          : []),
      ],
      returns: entity,
      body: [
        { kind: 'docstring', text: `Return ${noun} of its owner, stored now where there was none.` },
        python`
          statement = ${statement}
        `,
        ...(locking === 'optional'
          ? [
              python`
                if lock:
                    statement = statement.with_for_update()
              `,
            ]
          : []),
        python`
          while (${row} := ${found}) is None:
              ${[expression(backend.asynchronous ? awaited(linked) : linked)]}
          return ${row}
        `,
      ],
    }),
    step.origins,
    `finds or makes ${noun}`,
  )
}
