import { widenedFor } from '../design/widened-step.js'
import { pascalCase, snakeCase } from '../behaviour/naming.js'
import type { Parameter } from '../design/operation.js'
import type { Step } from '../design/step.js'
import type { ValueRules } from '../design/value.js'
import { identifier } from '../python/identifier.js'
import type { Statement } from '../python/nodes/statement.js'
import { tableNamed, type Backend, type ImplementedOperation } from './backend.js'
import { bodyModelOf, type BodyModel } from './models-of.js'
import { findOwnerCheck, type OwnerCheck } from './owner-check.js'
import { bodyAttributes } from './modules/schemas.js'
import type { Finder } from './finder.js'
import { columnNamed, keyRules } from './settled.js'
import type { Table } from './table.js'

/** A parameter of a handler that stands for one of the request. */
export interface RequestValue {
  readonly parameter: Parameter
  /** Its rules, with the type of the column it is compared with where the documents give only text. */
  readonly rules: ValueRules
  /** Its name in Python. */
  readonly local: string
}

/** What the emitters of steps need to know of the handler around them. */
export interface Handler {
  readonly backend: Backend
  readonly operation: ImplementedOperation
  readonly ownerCheck: OwnerCheck | null
  readonly path: ReadonlyMap<string, RequestValue>
  readonly query: ReadonlyMap<string, RequestValue>
  readonly body: BodyModel | null
  readonly bodyAttributes: ReadonlyMap<string, string>
  /** Rows that steps bind: row → variable and table. */
  readonly rows: ReadonlyMap<string, { readonly local: string; readonly table: Table }>
  /** Numbers that an `aggregate` step works out, by their names in the response. */
  readonly measures: ReadonlyMap<string, string>
  readonly finders: readonly Finder[]
  /** Receives a module-level constant and returns the name under which it stands there. */
  readonly constant: (wanted: string, value: Statement) => string
}

/** Names that a router module uses itself. */
const USED =
  `Annotated Any Literal Path Query Body APIRouter HTTPException Depends status select col or_ func cast
  String json router session body owner_id current_user statement column direction total utc_now matches line found storage`
    .trim()
    .split(/\s+/)

/** Names that only what steps of a kind become uses. */
const USED_BY: Partial<{ readonly [K in Step['kind']]: readonly string[] }> = {
  select: ['more', 'last_value', 'last_key', 'request'],
  findEach: ['wanted', 'missing'],
  changeListed: ['wanted', 'reached', 'missing'],
  take: ['taking'],
  give: ['giving'],
  follow: ['following'],
  takeEach: ['taking', 'counts'],
  issue: ['access_token', 'opened'],
  renew: ['access_token', 'opened', 'account_id'],
  redeem: ['account_id'],
  mail: ['mail_token', 'mailer', 'background'],
  store: ['addresses', 'address', 'replaced'],
  insertApart: ['accepted', 'refused', 'made', 'place', 'faults', 'fault', 'file', 'upload'],
}

/** Settles the names inside the handler of an operation. */
export function handlerOf(
  backend: Backend,
  operation: ImplementedOperation,
  finders: readonly Finder[],
  constant: Handler['constant'],
): Handler {
  const taken = new Set([
    ...USED,
    ...operation.steps.flatMap(({ kind }) => USED_BY[kind] ?? []),
    ...(operation.steps.some((step) => widenedFor(step) !== null) ? ['roles'] : []),
    ...finders.map(({ functionName }) => functionName),
    ...[...backend.tables.values()].map(({ className }) => className),
  ])
  const claim = (wanted: string, suffix: string): string => {
    const plain = identifier(wanted)
    const local = taken.has(plain) ? identifier(`${plain}_${suffix}`, taken) : plain
    taken.add(local)
    return local
  }
  const authorize = operation.steps.find((step) => step.kind === 'authorize')
  const ownerCheck = authorize?.kind === 'authorize' ? findOwnerCheck(backend.ownerChecks, authorize) : null
  const path = new Map<string, RequestValue>()
  for (const parameter of operation.parameters) {
    if (parameter.name === ownerCheck?.parameter) continue
    const plain = snakeCase(parameter.name)
    const local = claim(plain === 'id' ? `${rowWord(operation, parameter.name)}_id` : plain, 'value')
    path.set(parameter.name, { parameter, rules: pathRules(backend, operation, parameter), local })
  }
  const body = bodyModelOf(backend.models, operation)
  const rows = new Map<string, { readonly local: string; readonly table: Table }>()
  for (const step of operation.steps) {
    const bound = step.kind === 'verify' && rows.has(step.row)
    if (
      step.kind === 'find' ||
      step.kind === 'insert' ||
      (step.kind === 'verify' && !bound) ||
      step.kind === 'renew' ||
      step.kind === 'redeem'
    ) {
      rows.set(step.row, { local: claim(step.row, 'row'), table: tableNamed(backend, step.entity) })
    }
    if (
      step.kind === 'select' ||
      step.kind === 'distinct' ||
      step.kind === 'findEach' ||
      step.kind === 'insertListed' ||
      step.kind === 'insertApart'
    ) {
      rows.set(step.rows, { local: claim(step.rows, 'rows'), table: tableNamed(backend, step.entity) })
    }
  }
  const measures = new Map<string, string>()
  for (const step of operation.steps) {
    if (step.kind !== 'aggregate') continue
    for (const measure of step.measures) measures.set(measure.name, claim(snakeCase(measure.name), 'number'))
  }
  const query = new Map<string, RequestValue>()
  for (const parameter of operation.query) {
    query.set(parameter.name, {
      parameter,
      rules: parameter,
      local: claim(snakeCase(parameter.name), 'filter'),
    })
  }
  return {
    backend,
    operation,
    ownerCheck,
    path,
    query,
    body,
    bodyAttributes: body === null ? new Map() : bodyAttributes(body),
    rows,
    measures,
    finders,
    constant,
  }
}

/** What the row of a path such as `/loans/{id}` is called. */
function rowWord(operation: ImplementedOperation, parameter: string): string {
  const found = operation.steps.find(
    (step) => step.kind === 'find' && step.key.value.kind === 'path' && step.key.value.name === parameter,
  )
  // `POST /pets/{id}/visits` makes a visit, and its `id` is that of the pet.
  const entity = found?.kind === 'find' ? found.entity : operation.entity
  return snakeCase(entity ?? operation.resource) || 'row'
}

function pathRules(backend: Backend, operation: ImplementedOperation, parameter: Parameter): ValueRules {
  for (const step of operation.steps) {
    if (step.kind !== 'find' || step.key.value.kind !== 'path' || step.key.value.name !== parameter.name)
      continue
    const column = columnNamed(tableNamed(backend, step.entity), step.key.field)
    return keyRules(parameter, column)
  }
  return parameter
}

/** The variable and table of a row that a step bound; throws when none did, which is a defect of the behaviour. */
export function rowOf(handler: Handler, row: string): { readonly local: string; readonly table: Table } {
  const found = handler.rows.get(row)
  if (found === undefined)
    throw new Error(`${handler.operation.id} uses the row ${row} before any step binds it`)
  return found
}

/** `TaskId` for the parameter `task_id`. */
export function aliasName(local: string): string {
  return pascalCase(local)
}
