import { waysOf } from '../../design/ownership-ways.js'
import { partyRuleOf } from '../../behaviour/parties.js'
import { belongingOf } from '../../behaviour/belonging.js'
import type { Condition } from '../../design/expression.js'
import type { Hop, Ownership } from '../../design/step.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import { dictionary, list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, formatted, number, string } from '../../python/nodes/literal.js'
import { attribute, name, type Attribute, type Name, type Symbol } from '../../python/nodes/name.js'
import { assign, type Statement } from '../../python/nodes/statement.js'
import { tableNamed, type Backend } from '../backend.js'
import { columnNamed } from '../settled.js'
import { attributeOf, rowName, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { callerAccount } from './caller-account.js'
import { MAILED, mailedField, mailedTokenOf } from './mailed-token.js'
import { keptSession, sentToken } from './kept-session.js'
import { linesLiteral } from './lines-literal.js'
import { plenty } from './plenty.js'
import { sample, type Variant } from './sample.js'
import { isNeeded } from './content.js'
import { credentials } from './credentials.js'
import { moment, ownerValue, testsModule, type User } from './row-value.js'
import { symbol } from '../../python/nodes/name.js'
import { guardedColumns } from './guarded.js'
import { fieldNamed, stepsOf, type Scope, type StepOf } from './scope.js'

/** The rows that a request needs, and the request's own values that name them. */
export interface Arrangement {
  readonly statements: readonly Statement[]
  readonly fixtures: readonly string[]
  /** The path with the rows' ids in it. */
  readonly path: Expression
  /** Local variables of rows, by the name that the steps give them. */
  readonly rows: ReadonlyMap<string, string>
  /** Values of body fields that must name existing rows. */
  readonly references: ReadonlyMap<string, Expression>
  /** Query parameters by which a row is found, with the values of the row. */
  readonly query: ReadonlyMap<string, Expression>
}

/** What differs from the plain arrangement. */
export interface Arranging {
  /** Columns of a row, by the name that the steps give it. */
  readonly values?: ReadonlyMap<string, readonly Keyword[]>
  /** The row that belongs to the other user. */
  readonly foreign?: string
  /** A row that is not made; its path parameter or body field holds this text instead. */
  readonly absent?: { readonly row: string; readonly id: string | number }
  /** The user whose path it is. */
  readonly user?: User
  /** Which body is sent: rows that only a whole one names are made for that. */
  readonly extent?: 'full' | 'least'
}

/** Makes the rows that an operation finds by its path and body. */
export function arrange(scope: Scope, arranging: Arranging = {}): Arrangement {
  const { backend, operation, ownerParameter } = scope
  const user = arranging.user ?? 'USER'
  const statements: Statement[] = []
  const fixtures: string[] = []
  const rows = new Map<string, string>()
  const references = new Map<string, Expression>()
  const path = new Map<string, string | Name | Attribute | Symbol>()
  const query = new Map<string, Expression>()
  const taken = new Set<string>()
  if (ownerParameter !== null) path.set(ownerParameter, symbol(testsModule(backend), user))
  const account = callerAccount(scope, user, factoryName)
  if (account !== null) {
    statements.push(account.statement)
    fixtures.push(factoryName(account.table))
  }
  for (const find of stepsOf(operation, 'find')) {
    const table = tableNamed(backend, find.entity)
    const field = fieldNamed(table.entity, find.key.field)
    const { absent } = arranging
    if (isLeftOut(scope, find, arranging)) continue
    if (absent?.row === find.row) {
      if (find.key.value.kind === 'path') path.set(find.key.value.name, String(absent.id))
      if (find.key.value.kind === 'body') references.set(find.key.value.field, jsonLiteral(absent.id))
      continue
    }
    const variant = taken.has(rowName(table)) ? 'second' : 'first'
    const local = unused(rowName(table), taken)
    const key = attribute(name(local), attributeOf(table, find.key.field))
    rows.set(find.row, local)
    const owner = arranging.foreign === find.row ? (user === 'USER' ? 'OTHER_USER' : 'USER') : user
    const values = [
      ...ownerColumn(scope, table, owner),
      ...ties(scope, find, rows),
      ...(find.key.value.kind === 'caller' && field !== null
        ? [keyword(attributeOf(table, field.name), ownerValue(backend, user, field.type))]
        : []),
      ...sendableKey(scope, find, table, variant),
      ...guardedColumns(operation, find.row, table),
      ...allowedState(scope, find, table),
      ...removedBefore(scope, find, table),
      ...enoughLeft(scope, find, table),
      ...knownPassword(scope, find),
      ...(arranging.values?.get(find.row) ?? []),
    ]
    statements.push(assign(name(local), call(name(factoryName(table)), ...distinct(values))))
    fixtures.push(factoryName(table))
    if (find.key.value.kind === 'path') path.set(find.key.value.name, key)
    if (find.key.value.kind === 'body') {
      references.set(find.key.value.field, field?.type === 'uuid' ? call(name('str'), key) : key)
    }
    for (const { field: column, value } of [find.key, ...(find.also ?? [])]) {
      if (value.kind !== 'query') continue
      const stored = attribute(name(local), attributeOf(table, column))
      const textual = ['string', 'enum'].includes(fieldNamed(table.entity, column)?.type ?? '')
      query.set(value.name, textual ? stored : call(name('str'), stored))
    }
  }
  for (const each of stepsOf(operation, 'findEach')) {
    const { absent } = arranging
    const table = tableNamed(backend, each.entity)
    const missing = absent?.row === each.rows ? jsonLiteral(absent.id) : null
    const local = unused(rowName(table), taken)
    const key = attribute(name(local), attributeOf(table, each.key))
    const uuid = fieldNamed(table.entity, each.key)?.type === 'uuid'
    const lines = linesLiteral(scope, each, missing ?? (uuid ? call(name('str'), key) : key))
    if (lines !== null) references.set(each.list, lines)
    if (missing !== null) continue
    rows.set(each.rows, local)
    const stock = stepsOf(operation, 'takeEach').map(({ field }) =>
      keyword(attributeOf(table, field), number(plenty(table, field))),
    )
    const values = [...ownerColumn(scope, table, user), ...stock, ...(arranging.values?.get(each.rows) ?? [])]
    statements.push(assign(name(local), call(name(factoryName(table)), ...distinct(values))))
    fixtures.push(factoryName(table))
  }
  for (const each of stepsOf(operation, 'changeListed')) {
    const table = tableNamed(backend, each.entity)
    const local = unused(rowName(table), taken)
    const values = [...ownerColumn(scope, table, user), ...listedColumns(scope, each, rows)]
    statements.push(assign(name(local), call(name(factoryName(table)), ...distinct(values))))
    fixtures.push(factoryName(table))
    rows.set(each.list, local)
    references.set(each.list, list([listedKey(scope, each, local)]))
  }
  for (const verify of stepsOf(operation, 'verify')) {
    const signing = credentials(scope, verify, arranging)
    if (signing === null) continue
    const local = rows.get(verify.row) ?? unused(rowName(signing.table), taken)
    if (!rows.has(verify.row)) {
      statements.push(
        assign(name(local), call(name(factoryName(signing.table)), ...distinct(signing.values))),
      )
      fixtures.push(factoryName(signing.table))
    }
    rows.set(verify.row, local)
    for (const [field, sent] of signing.sent) references.set(field, sent)
  }
  const field = sentToken(operation)
  const kept = field === null ? null : keptSession(scope)
  if (field !== null && kept !== null) {
    statements.push(...kept.statements)
    fixtures.push(...kept.fixtures)
    references.set(field, kept.token)
    for (const { row } of stepsOf(operation, 'renew')) rows.set(row, kept.account)
  }
  for (const redeem of stepsOf(operation, 'redeem')) {
    const mailed = mailedTokenOf(scope, redeem)
    if (mailed === null) continue
    statements.push(...mailed.statements)
    fixtures.push(...mailed.fixtures)
    rows.set(redeem.row, mailed.account)
    const inBody = mailedField(operation)
    if (inBody !== null) references.set(inBody, string(MAILED))
    if (redeem.token.kind === 'query') query.set(redeem.token.name, string(MAILED))
    if (redeem.token.kind === 'path') path.set(redeem.token.name, MAILED)
  }
  return { statements, fixtures, rows, references, query, path: pathExpression(scope, path) }
}

/** The key of a row as a list in a body holds it. */
export function listedKey({ backend }: Scope, each: StepOf<'changeListed'>, local: string): Expression {
  const table = tableNamed(backend, each.entity)
  const key = attribute(name(local), attributeOf(table, each.key))
  return fieldNamed(table.entity, each.key)?.type === 'uuid' ? call(name('str'), key) : key
}

/** Columns by which a listed row belongs to the rows that the path names. */
export function listedColumns(
  scope: Scope,
  { entity, also }: StepOf<'changeListed'>,
  rows: ReadonlyMap<string, string>,
): readonly Keyword[] {
  const table = tableNamed(scope.backend, entity)
  return also.flatMap(({ field, value }) => {
    const parent = value.kind === 'field' ? parentOf(scope, value.row) : null
    const local = value.kind === 'field' ? rows.get(value.row) : undefined
    return value.kind !== 'field' || parent === null || local === undefined
      ? []
      : [keyword(attributeOf(table, field), attribute(name(local), attributeOf(parent, value.field)))]
  })
}

/** `{"code": parcel.code}`: the query that finds the arranged row; null when none does. */
export function queryExpression({ query }: Arrangement): Expression | null {
  return query.size === 0 ? null : dictionary([...query].map(([key, value]) => [string(key), value]))
}

/** Whether the body that is sent does not name the row. */
function isLeftOut({ operation }: Scope, find: StepOf<'find'>, arranging: Arranging): boolean {
  const { value } = find.key
  const named = arranging.absent?.row === find.row || arranging.foreign === find.row
  if (named || value.kind !== 'body' || typeof find.whenBody !== 'string') return false
  // A second row of its own kind would stand beside the row that the test looks for.
  const same = stepsOf(operation, 'insert').some(({ entity }) => entity === find.entity)
  if (arranging.extent === 'full') return same
  const field = operation.body.find((each) => each.name === value.field)
  return field === undefined || !isNeeded(operation.body, field)
}

/** The hash of the password that a request sends, in a row whose password is checked. */
function knownPassword(scope: Scope, find: StepOf<'find'>): readonly Keyword[] {
  const verify = stepsOf(scope.operation, 'verify').find(
    ({ row, keys }) => row === find.row && keys.length === 0,
  )
  return verify === undefined ? [] : (credentials(scope, verify)?.values ?? [])
}

/** The fixture that stores rows of a table. */
export function factoryName(table: Table): string {
  return `make_${rowName(table)}`
}

/** The owner column, where the factory's own choice would be another user. */
export function ownerColumn(scope: Scope, table: Table, user: User): readonly Keyword[] {
  const { backend } = scope
  const { owner, parties } = table.entity
  const shown = parties === undefined ? null : partyRuleOf(table.entity, backend.design.entities, parties)
  const belonging = belongingOf(table.entity, backend.design.entities)
  const ways = shown === null ? (belonging === null ? [] : [belonging]) : waysOf(shown)
  if (user === 'USER')
    return ways
      .filter(({ field, through = [] }) => field !== owner && !isFollowed(backend, table, through))
      .flatMap((way) => wayColumns(scope, table, way, user))
  if (ways.length > 0) return ways.flatMap((way) => wayColumns(scope, table, way, user))
  const field = owner === null ? null : fieldNamed(table.entity, owner)
  return field === null
    ? []
    : [keyword(attributeOf(table, field.name), ownerValue(backend, user, field.type))]
}

/** Whether the factories store the rows on a way by themselves, as foreign keys ask them to. */
function isFollowed(backend: Backend, table: Table, [hop, ...rest]: readonly Hop[]): boolean {
  if (hop === undefined) return false
  const tied = columnNamed(table, hop.from)?.foreignKey ?? null
  return tied !== null && (rest.length === 0 || isFollowed(backend, tableNamed(backend, hop.entity), rest))
}

/** The columns by which a row is a user's on one way. */
export function wayColumns(
  { backend }: Scope,
  table: Table,
  { field, through = [] }: Pick<Ownership, 'field' | 'through'>,
  user: User,
): readonly Keyword[] {
  return belongingColumn(backend, table, through, field, user)
}

/** `shelf_id=make_shelf(user_id=OTHER_USER).id`: the row above, or the one above that, is the user's. */
function belongingColumn(
  backend: Backend,
  table: Table,
  [hop, ...rest]: readonly Hop[],
  owner: string,
  user: User,
): readonly Keyword[] {
  if (hop === undefined) {
    const field = fieldNamed(table.entity, owner)
    return field === null ? [] : [keyword(attributeOf(table, owner), ownerValue(backend, user, field.type))]
  }
  const above = tableNamed(backend, hop.entity)
  const made = call(name(factoryName(above)), ...belongingColumn(backend, above, rest, owner, user))
  return [keyword(attributeOf(table, hop.from), attribute(made, attributeOf(above, hop.field)))]
}

/** A key that the body may name where not every key will do: the default of the field, or what its rules allow. */
function sendableKey(
  { operation }: Scope,
  { key }: StepOf<'find'>,
  table: Table,
  variant: Variant,
): readonly Keyword[] {
  const { value } = key
  if (value.kind !== 'body') return []
  const field = operation.body.find(({ name: wire }) => wire === value.field)
  if (field === undefined) return []
  const restricted = field.pattern !== null || field.enum !== null || field.format !== null
  const preset = variant === 'first' ? field.default : null
  const sent =
    preset ?? (field.type === 'string' && restricted ? sample(field, field.name, variant) : undefined)
  if (typeof sent !== 'string' && typeof sent !== 'number') return []
  return field.type === 'uuid' ? [] : [keyword(attributeOf(table, key.field), jsonLiteral(sent))]
}

/** The mark of a row that the operation brings back. */
function removedBefore({ operation }: Scope, find: StepOf<'find'>, table: Table): readonly Keyword[] {
  const moments = stepsOf(operation, 'assign').flatMap(({ row, values }) =>
    row !== find.row
      ? []
      : values.filter(
          ({ field, value }) =>
            value.kind === 'constant' &&
            value.value === null &&
            fieldNamed(table.entity, field)?.type === 'datetime',
        ),
  )
  const flags = stepsOf(operation, 'check').flatMap(({ condition }) => {
    if (condition.kind !== 'equal' || condition.left.kind !== 'field') return []
    const { left, right } = condition
    if (left.row !== find.row || right.kind !== 'constant' || typeof right.value !== 'boolean') return []
    const column = fieldNamed(table.entity, left.field)
    return column === null || column.default === right.value
      ? []
      : [keyword(attributeOf(table, left.field), boolean(right.value))]
  })
  return [...moments.map(({ field }) => keyword(attributeOf(table, field), moment(2024, 1, 1))), ...flags]
}

/** A state from which a row may become what is sent; the same one where none leads to it. */
export function stateBefore(
  { edges }: Extract<Condition, { readonly kind: 'edge' }>,
  wanted: string,
): string {
  return edges.find(({ to }) => to === wanted)?.from ?? wanted
}

/** A column that the operation asks to hold one of several values: the first of them. */
function allowedState({ operation }: Scope, find: StepOf<'find'>, table: Table): readonly Keyword[] {
  return stepsOf(operation, 'check').flatMap(({ condition }) => {
    if (condition.kind === 'edge' && condition.row === find.row) {
      const field = operation.body.find((each) => each.name === condition.body)
      const wanted = field === undefined ? undefined : sample(field, field.name, 'second')
      return typeof wanted === 'string'
        ? [keyword(attributeOf(table, condition.field), string(stateBefore(condition, wanted)))]
        : []
    }
    if (condition.kind !== 'oneOf' || condition.value.kind !== 'field') return []
    const { value, values } = condition
    const [first] = values
    return value.row !== find.row || first === undefined
      ? []
      : [keyword(attributeOf(table, value.field), string(first))]
  })
}

/** More of a stock than any request takes. */
function enoughLeft({ operation }: Scope, find: StepOf<'find'>, table: Table): readonly Keyword[] {
  return stepsOf(operation, 'take')
    .filter(({ row }) => row === find.row)
    .map(({ field }) => keyword(attributeOf(table, field), number(plenty(table, field))))
}

/** Columns by which a row is tied to rows above it in the path. */
function ties(scope: Scope, find: StepOf<'find'>, rows: ReadonlyMap<string, string>): readonly Keyword[] {
  const table = tableNamed(scope.backend, find.entity)
  return stepsOf(scope.operation, 'check').flatMap(({ condition }) => {
    if (condition.kind !== 'equal') return []
    const sides = [condition.left, condition.right]
    const mine = sides.find((side) => side.kind === 'field' && side.row === find.row)
    const other = sides.find((side) => side.kind === 'field' && side.row !== find.row)
    if (mine?.kind !== 'field' || other?.kind !== 'field') return []
    const local = rows.get(other.row)
    const parent = parentOf(scope, other.row)
    if (local === undefined || parent === null) return []
    return [keyword(attributeOf(table, mine.field), attribute(name(local), attributeOf(parent, other.field)))]
  })
}

function parentOf({ backend, operation }: Scope, row: string): Table | null {
  const find = stepsOf(operation, 'find').find((step) => step.row === row)
  return find === undefined ? null : tableNamed(backend, find.entity)
}

/** The last keyword of each name wins. */
function distinct(keywords: readonly Keyword[]): readonly Keyword[] {
  return [...new Map(keywords.map((each) => [each.name, each])).values()]
}

function unused(wanted: string, taken: Set<string>): string {
  let local = wanted
  for (let count = 2; taken.has(local); count += 1) local = `${wanted}_${count}`
  taken.add(local)
  return local
}

function pathExpression(
  { operation }: Scope,
  values: ReadonlyMap<string, string | Name | Attribute | Symbol>,
): Expression {
  const parts: (string | Name | Attribute | Symbol)[] = []
  for (const [index, piece] of operation.path.split(/[{}]/).entries()) {
    const part = index % 2 === 0 ? piece : (values.get(piece) ?? 'unknown')
    const last = parts.at(-1)
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
    else if (part !== '') parts.push(part)
  }
  const [only] = parts
  return parts.length === 1 && typeof only === 'string' ? string(only) : formatted(...parts)
}
