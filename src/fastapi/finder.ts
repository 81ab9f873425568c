import { snakeCase } from '../behaviour/naming.js'
import { showsToSeveral } from '../design/ownership-ways.js'
import type { Step } from '../design/step.js'
import { identifier } from '../python/identifier.js'
import { call, keyword } from '../python/nodes/call.js'
import { functionDefinition, parameter } from '../python/nodes/definition.js'
import type { Expression } from '../python/nodes/expression.js'
import { boolean, none } from '../python/nodes/literal.js'
import { attribute, name, symbol } from '../python/nodes/name.js'
import { awaited, binary, compare } from '../python/nodes/operator.js'
import { assign, docstring, returns, traced, when, type Statement } from '../python/nodes/statement.js'
import { own, tableNamed, type Backend, type ImplementedOperation } from './backend.js'
import { articled, nounOf } from './description.js'
import { columnNamed } from './settled.js'
import { refuse } from './steps/session.js'
import { ownedCondition, ownerColumnOf } from './owned.js'
import { attributeOf, type Column, type Table } from './table.js'
import { stored } from './values/annotation.js'
import { sessionType } from './session-type.js'

type Find = Extract<Step, { readonly kind: 'find' }>

/** A function of a router that finds one row or refuses. */
export interface Finder {
  readonly functionName: string
  readonly step: Find
  readonly table: Table
  /** Rows are read to be changed: by all callers, by none, or as the caller says. */
  readonly locking: 'always' | 'never' | 'optional'
}

/** The finders of a router: one for each way in which its operations find a row. */
export function findersOf(backend: Backend, operations: readonly ImplementedOperation[]): readonly Finder[] {
  const found: { readonly step: Find; readonly locks: Set<boolean> }[] = []
  for (const operation of operations) {
    for (const step of operation.steps) {
      if (step.kind !== 'find') continue
      const same = found.find((known) => signature(known.step) === signature(step))
      const locks = changes(operation, step.row)
      if (same === undefined) found.push({ step, locks: new Set([locks]) })
      else same.locks.add(locks)
    }
  }
  const names = new Set<string>()
  return found.map(({ step, locks }) => {
    const shown = showsToSeveral(step.owner) ? 'shown_' : ''
    const extent = (step.wide ?? null) === null ? shown : 'reachable_'
    const verb = makesRow(step) ? 'find_or_add' : 'find'
    const plain = `${verb}_${extent}${snakeCase(step.entity)}`
    const functionName = identifier(names.has(plain) ? `${plain}_${apart(step)}` : plain, names)
    names.add(functionName)
    const locking = locks.size === 2 ? 'optional' : locks.has(true) ? 'always' : 'never'
    return { functionName, step, table: tableNamed(backend, step.entity), locking }
  })
}

/** What tells a finder from another one of its entity: whose rows it finds, or by which key. */
function apart({ owner, key, seen }: Find): string {
  const column = owner === null || seen === undefined ? null : (owner.through?.[0]?.from ?? owner.field)
  return column === null ? `by_${snakeCase(key.field)}` : `of_${snakeCase(column).replace(/_id$/, '')}`
}

/** The finder that performs a step; throws when the router has none. */
export function finderFor(finders: readonly Finder[], step: Find): Finder {
  const found = finders.find((finder) => signature(finder.step) === signature(step))
  if (found === undefined) throw new Error(`no finder for ${step.entity}.${step.key.field}`)
  return found
}

/** Whether an operation changes or removes a row, or hangs on what it is. */
export function changes(operation: ImplementedOperation, row: string): boolean {
  return operation.steps.some(
    (step) =>
      ((step.kind === 'assign' || step.kind === 'flip' || step.kind === 'store' || step.kind === 'remove') &&
        step.row === row) ||
      // What a row is must not change before what hangs on it is stored.
      (step.kind === 'check' && step.condition.kind === 'guard' && step.condition.row === row),
  )
}

/** Whether any operation reads rows that it locks. */
export function locksRows({ operations }: Backend): boolean {
  return operations.some((operation) =>
    operation.steps.some(
      (step) =>
        step.kind === 'takeEach' ||
        (step.kind === 'check' && step.condition.kind === 'apart') ||
        (step.kind === 'verify' && (step.lock ?? null) !== null) ||
        (step.kind === 'find' && changes(operation, step.row)),
    ),
  )
}

/** What makes two finds the same, whoever calls them. */
function signature(step: Find): string {
  return JSON.stringify([
    step.entity,
    step.key.field,
    (step.also ?? []).map(({ field }) => field),
    step.owner === null ? null : [step.owner.field, step.owner.through ?? [], step.owner.or ?? []],
    step.otherwise,
    step.foreign,
    step.seen ?? null,
    (step.wide ?? null) !== null,
    makesRow(step),
  ])
}

/** Whether a find makes the row where there is none. */
export function makesRow({ making }: Find): boolean {
  return (making ?? null) !== null
}

/** The name of a finder's parameter for the key. */
function keyName({ step }: Finder, field: string = step.key.field): string {
  const [entity, column] = [snakeCase(step.entity), snakeCase(field)]
  return identifier(column.startsWith(`${entity}_`) ? column : `${entity}_${column}`)
}

/** The definition of a finder. */
export function finderDefinition(backend: Backend, finder: Finder): Statement {
  const { step, table, locking } = finder
  const wide = (step.wide ?? null) !== null
  const { asynchronous } = backend
  const row = identifier(
    snakeCase(step.entity),
    new Set(['session', 'statement', 'owner_id', 'lock', 'status', 'select']),
  )
  const entity = modelSymbol(backend, table)
  const key = compare(attribute(entity, attributeOf(table, step.key.field)), '==', name(keyName(finder)))
  const owned = step.owner === null ? null : ownedCondition(backend, table, step.owner, name('owner_id'))
  const conditions = [
    key,
    ...(step.also ?? []).map(({ field }) =>
      compare(attribute(entity, attributeOf(table, field)), '==', name(keyName(finder, field))),
    ),
    ...(owned === null || wide ? [] : [owned]),
  ]
  const select = call(attribute(call(symbol('sqlmodel', 'select'), entity), 'where'), ...conditions)
  const run = (statement: Expression): Expression => {
    const executed = call(attribute(name('session'), 'exec'), statement)
    return call(attribute(asynchronous ? awaited(executed) : executed, 'one_or_none'))
  }
  // Of another user's row nothing is read but that it is there (AUTH-3).
  const taken = (): Expression => {
    const column = attribute(entity, attributeOf(table, step.key.field))
    const shown = step.seen === undefined ? [] : [ownedCondition(backend, table, step.seen, name('owner_id'))]
    return run(call(attribute(call(symbol('sqlmodel', 'select'), column), 'where'), key, ...shown))
  }
  const locked = (statement: Expression): Expression => call(attribute(statement, 'with_for_update'))
  const body: Statement[] = [
    docstring(finderSummary(finder)),
    ...(locking === 'optional' || (wide && owned !== null)
      ? [
          assign(name('statement'), locking === 'always' ? locked(select) : select),
          ...(wide && owned !== null
            ? [
                when(compare(name('owner_id'), 'is not', none), [
                  assign(name('statement'), call(attribute(name('statement'), 'where'), owned)),
                ]),
              ]
            : []),
          ...(locking === 'optional'
            ? [when(name('lock'), [assign(name('statement'), locked(name('statement')))])]
            : []),
          assign(name(row), run(name('statement'))),
        ]
      : [assign(name(row), run(locking === 'always' ? locked(select) : select))]),
    when(compare(name(row), 'is', none), [
      ...(step.foreign === null || step.owner === null
        ? []
        : [
            traced(
              when(compare(taken(), 'is not', none), [refuse({ backend }, step.foreign)]),
              step.origins,
              `${step.foreign.status} when the ${snakeCase(step.entity)} is another user's`,
            ),
          ]),
      traced(
        refuse({ backend }, step.otherwise),
        step.origins,
        `${step.otherwise.status} when the ${snakeCase(step.entity)} is absent`,
      ),
    ]),
    returns(name(row)),
  ]
  const keyColumn = columnNamed(table, step.key.field)
  return traced(
    functionDefinition(finder.functionName, {
      asynchronous,
      parameters: [
        parameter('session', sessionType(backend)),
        ...(step.owner === null
          ? []
          : [parameter('owner_id', ownerType(ownerColumnOf(backend, table, step.owner), wide))]),
        parameter(keyName(finder), keyColumn === null ? name('str') : stored(keyColumn.field)),
        ...(step.also ?? []).map(({ field }) => {
          const column = columnNamed(table, field)
          return parameter(
            keyName(finder, field),
            column === null ? name('str') : stored({ ...column.field, nullable: false }),
          )
        }),
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
      returns: modelSymbol(backend, table),
      body,
    }),
    step.origins,
    `finds one ${snakeCase(step.entity)}`,
  )
}

function finderSummary({ step, locking }: Finder): string {
  const row = articled(nounOf(step.entity))
  const whose =
    step.owner === null
      ? `Return ${row}`
      : (step.wide ?? null) === null
        ? `Return ${row} ${showsToSeveral(step.owner) ? 'that shows to a user' : 'of its owner'}`
        : `Return ${row} of its owner, or of anybody where none is given`
  switch (locking) {
    case 'optional':
      return `${whose}; a row to be changed is locked.`
    case 'always':
      return `${whose}, locked until the session ends.`
    case 'never':
      return `${whose}.`
  }
}

/** The class of a table. */
export function modelSymbol(backend: Backend, table: Table): Expression {
  return own(backend, 'models', table.className)
}

function ownerType(column: Column | null, wide: boolean): Expression {
  const type = column === null ? name('str') : stored({ ...column.field, nullable: false })
  return wide ? binary(type, '|', none) : type
}

/** The call of a finder. */
export function finderCall(
  backend: Backend,
  finder: Finder,
  owner: Expression | null,
  key: Expression,
  also: readonly Expression[],
  lock: boolean,
): Expression {
  const executed = call(
    name(finder.functionName),
    name('session'),
    ...(owner === null ? [] : [owner]),
    key,
    ...also,
    ...(lock && finder.locking === 'optional' ? [keyword('lock', boolean(true))] : []),
  )
  return backend.asynchronous ? awaited(executed) : executed
}
