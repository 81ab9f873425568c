import { pluralSnakeCase } from '../../behaviour/naming.js'
import type { Step } from '../../design/step.js'
import { identifier } from '../../python/identifier.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { docstring, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type Backend } from '../backend.js'
import { nounOf } from '../description.js'
import { columnNamed } from '../settled.js'
import { attributeOf, rowName, type Table } from '../table.js'
import { ownedCondition, ownerColumnOf } from '../owned.js'
import { stored } from '../values/annotation.js'
import { sessionType } from '../session-type.js'

type Relink = Extract<Step, { readonly kind: 'relink' }>

/** The function that ties a row to those with given keys: `tie_piece_themes`; another one where it looks at an owner. */
export function tierName(backend: Backend, step: Relink): string {
  const table = tiedTable(backend, step)
  const own_ = step.owner === null ? '' : 'own_'
  const others = pluralSnakeCase(step.other.entity)
  return identifier(`tie_${table === null ? step.row : rowName(table)}_${own_}${others}`)
}

/** The table of the row that is tied: the one to which the tie's column refers. */
function tiedTable(backend: Backend, { entity, tie }: Relink): Table | null {
  const target = columnNamed(tableNamed(backend, entity), tie.field)?.foreignKey?.table
  return [...backend.tables.values()].find((each) => each.name === target) ?? null
}

/** The functions that tie rows to those whose keys a body lists; `used` are those that routers import. */
export function rowTiers(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  const made = new Map<string, Statement>()
  for (const { steps } of backend.operations)
    for (const step of steps) {
      if (step.kind !== 'relink') continue
      const named = tierName(backend, step)
      if (used.has(named) && !made.has(named)) made.set(named, tier(backend, step))
    }
  return [...made.values()]
}

/** Whatever the number of keys, three statements: one finds the rows, one unties, one ties. */
function tier(backend: Backend, step: Relink): Statement {
  const link = tableNamed(backend, step.entity)
  const table = tiedTable(backend, step)
  if (table === null) throw new Error(`${step.entity} refers to no table by ${step.tie.field}`)
  const other = tableNamed(backend, step.other.entity)
  const linkModel = own(backend, 'models', link.className)
  const model = own(backend, 'models', other.className)
  const run = (statement: Expression): Expression => {
    const executed = call(attribute(name('session'), 'exec'), statement)
    return backend.asynchronous ? awaited(executed) : executed
  }
  const col = (column: Expression): Expression => call(symbol('sqlmodel', 'col'), column)
  const key = attribute(name(rowName(table)), attributeOf(table, step.tie.target))
  const target = attribute(model, attributeOf(other, step.other.key))
  const ownerColumn = step.owner === null ? null : ownerColumnOf(backend, other, step.owner)
  const found = call(
    attribute(call(symbol('sqlmodel', 'select'), target), 'where'),
    call(attribute(col(target), 'in_'), name('wanted')),
    ...(step.owner === null ? [] : [ownedCondition(backend, other, step.owner, name('owner_id'))]),
  )
  const removed = call(
    attribute(call(symbol('sqlmodel', 'delete'), linkModel), 'where'),
    compare(col(attribute(linkModel, attributeOf(link, step.tie.field))), '==', key),
  )
  const tied = call(
    linkModel,
    keyword(attributeOf(link, step.tie.field), key),
    keyword(attributeOf(link, step.other.field), name('key')),
  )
  const keyColumn = columnNamed(other, step.other.key)
  const keyType = keyColumn === null ? name('str') : stored({ ...keyColumn.field, nullable: false })
  const nouns = nounOf(pluralSnakeCase(other.className))
  return functionDefinition(tierName(backend, step), {
    asynchronous: backend.asynchronous,
    parameters: [
      parameter('session', sessionType(backend)),
      parameter(rowName(table), own(backend, 'models', table.className)),
      ...(ownerColumn === null
        ? []
        : [parameter('owner_id', stored({ ...ownerColumn.field, nullable: false }))]),
      parameter('keys', subscript(symbol('collections.abc', 'Sequence'), keyType)),
    ],
    returns: name('bool'),
    body: [
      docstring(
        `Tie a ${nounOf(table.className)} to the ${nouns} with these keys and to no others; return whether all are there.`,
      ),
      python`
        wanted = set(keys)
        found = ${call(attribute(run(found), 'all'))}
        if len(found) < len(wanted):
            return False
        ${[{ kind: 'expression', value: run(removed) }]}
        session.add_all([${tied} for key in sorted(wanted)])
        return True
      `,
    ],
  })
}
