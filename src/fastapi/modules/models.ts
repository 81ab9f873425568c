import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import { classDefinition } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { lambda, union } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import {
  annotate,
  comment,
  docstring,
  expression,
  traced,
  type Statement,
} from '../../python/nodes/statement.js'
import { dictionary } from '../../python/nodes/collection.js'
import type { JsonValue } from '../../claims/json.js'
import type { TableIndex } from '../../design/entity.js'
import { looksAtClock } from '../../design/formula/formula.js'
import type { Backend } from '../backend.js'
import { tableDescription } from '../description.js'
import { attributeOf, holdsJson, isNumbered, NUMBERED_ONCE, type Column, type Table } from '../table.js'
import { stored } from '../values/annotation.js'
import { computedProperties } from './computed-properties.js'
import { isBig } from '../values/numeric-bounds.js'
import { rowCondition } from '../values/row-condition.js'
import { initialOf } from '../values/initial.js'
import { jsonLiteral } from '../values/json.js'

/** Statements of the models module; `used` are the names that others import from it. */
export function modelsModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  const tables = [...backend.tables.values()]
  const now =
    used.has('utc_now') ||
    tables.some(
      (table) =>
        table.columns.some(({ field }) => field.generated === 'now') ||
        table.computed.some(({ field }) => field.formula !== null && looksAtClock(field.formula)),
    )
  return [
    ...(now ? [utcNow()] : []),
    ...tables.flatMap((table) => [tableClass(backend, table), ...indexes(table)]),
  ]
}

function utcNow(): Statement {
  return python`
    from datetime import UTC, datetime

    def utc_now() -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)
  `
}

function tableClass(backend: Backend, table: Table): Statement {
  const anything = {
    kind: 'subscript',
    value: symbol('typing', 'ClassVar'),
    indexes: [symbol('typing', 'Any')],
  } as const
  const { entity } = table
  return traced(
    classDefinition(table.className, {
      bases: [symbol('sqlmodel', 'SQLModel'), keyword('table', boolean(true))],
      body: [
        docstring(tableDescription(entity, backend.cite)),
        { kind: 'blank' },
        ...(entity.table?.includes('.') === true
          ? [comment('SQLite has no schemas: the name of the documents has its schema before it.')]
          : []),
        annotate('__tablename__', anything, string(table.name)),
        ...tableArguments(table, anything),
        { kind: 'blank' },
        ...table.columns.flatMap(columnStatements),
        ...computedProperties(table),
      ],
    }),
    entity.origins['exists'] ?? [],
    `the table ${table.name}`,
  )
}

/** The constraints of a table, and what a database must know of its numbers. */
function tableArguments(table: Table, anything: Expression): readonly Statement[] {
  const checks = table.checks.map((check) =>
    call(symbol('sqlmodel', 'CheckConstraint'), string(check.sql), keyword('name', string(check.name))),
  )
  const settings = isNumbered(table) ? [dictionary([[string(NUMBERED_ONCE), boolean(true)]])] : []
  const [only] = settings
  if (only !== undefined && checks.length === 0) return [annotate('__table_args__', anything, only)]
  if (checks.length === 0) return []
  return [annotate('__table_args__', anything, { kind: 'tuple', items: [...checks, ...settings] })]
}

function columnStatements(column: Column): readonly Statement[] {
  const { field, refersElsewhere } = column
  // A key that the database gives is there in every row that is stored.
  const type = field.nullable ? union(stored(field), none) : stored(field)
  const settings = fieldArguments(column)
  const [only] = settings
  const value =
    only === undefined
      ? null
      : settings.length === 1 && only.name === 'default'
        ? only.value
        : call(symbol('sqlmodel', 'Field'), ...settings)
  const declared = traced(
    annotate(column.attribute, type, value),
    Object.values(field.origins).flat(),
    `the column ${field.name}`,
  )
  if (losesNull(field)) {
    return [comment('A None that was sent stays None, where SQLAlchemy would store the default.'), declared]
  }
  if (refersElsewhere === null) return [declared]
  const remark = `Another system owns the table ${refersElsewhere}, which need not be in this database.`
  return [comment(remark), declared]
}

function fieldArguments(column: Column): readonly Keyword[] {
  const { field, attribute: own, foreignKey } = column
  const text = field.type === 'string' || field.type === 'enum'
  return [
    ...defaultOf(column),
    ...(field.primaryKey ? [keyword('primary_key', boolean(true))] : []),
    ...(foreignKey === null
      ? []
      : [keyword('foreign_key', string(`${foreignKey.table}.${foreignKey.column}`))]),
    ...(foreignKey === null || field.onDelete === null
      ? []
      : [keyword('ondelete', string(field.onDelete.replace('-', ' ').toUpperCase()))]),
    ...(field.unique && !field.primaryKey ? [keyword('unique', boolean(true))] : []),
    ...(field.index && !field.primaryKey && !field.unique ? [keyword('index', boolean(true))] : []),
    ...(text && columnLength(field) !== null
      ? [keyword('max_length', number(columnLength(field) ?? 0))]
      : []),
    ...columnType(field),
    ...columnKeywords(own, field),
  ]
}

/** Arguments of SQLAlchemy's column that SQLModel has no words for. */
function columnKeywords(ownName: string, field: Column['field']): readonly Keyword[] {
  const entries = [
    ...(ownName === field.name ? [] : [[string('name'), string(field.name)] as const]),
    ...(losesNull(field) ? [[string('default'), none] as const] : []),
  ]
  return entries.length === 0 ? [] : [keyword('sa_column_kwargs', dictionary(entries))]
}

/** Whether SQLAlchemy would store the default of a column where None was meant. */
function losesNull({ nullable, default: value }: Column['field']): boolean {
  return nullable && value !== null
}

/** The width of a text column: the specified one, or that of its longest word. */
export function columnLength(field: Column['field']): number | null {
  if (field.maxLength !== null) return field.maxLength
  if (field.enum !== null && field.enum.length > 0) return Math.max(...field.enum.map((word) => word.length))
  return field.generated === 'uuid' ? 36 : null
}

function columnType(field: Column['field']): readonly Keyword[] {
  if (field.type === 'array' || field.type === 'object')
    return [keyword('sa_type', symbol('sqlmodel', 'JSON'))]
  if (field.type === 'integer' && isBig(field) && !field.primaryKey) {
    return [keyword('sa_type', symbol('sqlmodel', 'BigInteger'))]
  }
  return []
}

function defaultOf({ field }: Column): readonly Keyword[] {
  switch (field.generated) {
    case 'now':
      return [keyword('default_factory', generatedNow(field.type))]
    case 'uuid': {
      const uuid4 = symbol('uuid', 'uuid4')
      return [
        keyword(
          'default_factory',
          field.type === 'uuid' ? uuid4 : lambda([], call(name('str'), call(uuid4))),
        ),
      ]
    }
    case 'autoincrement':
      return [keyword('default', none)]
    case null:
  }
  if (field.default !== null) {
    if (typeof field.default === 'object') {
      return [keyword('default_factory', factoryOf(field.default))]
    }
    return [keyword('default', initialOf(field, field.default))]
  }
  return field.nullable ? [keyword('default', none)] : []
}

/** `list` and `dict` for empty values, else a function that makes a new one each time. */
function factoryOf(value: JsonValue): Expression {
  if (Array.isArray(value) && value.length === 0) return name('list')
  if (value !== null && typeof value === 'object' && Object.keys(value).length === 0) return name('dict')
  return lambda([], jsonLiteral(value))
}

function generatedNow(type: string): Expression {
  if (type === 'date') return lambda([], call(attribute(call(name('utc_now')), 'date')))
  if (type === 'time') return lambda([], call(attribute(call(name('utc_now')), 'time')))
  // A text holds the moment as JSON writes it.
  if (type === 'string') return lambda([], call(attribute(call(name('utc_now')), 'isoformat')))
  return name('utc_now')
}

function indexes(table: Table): readonly Statement[] {
  return table.indexes.map((index) => expression(indexCall(table, index)))
}

function indexCall(table: Table, index: TableIndex): Expression {
  const column = (field: string): Expression =>
    call(symbol('sqlmodel', 'col'), attribute(name(table.className), attributeOf(table, field)))
  if (holdsJson(table, index)) return jsonIndex(index, column)
  const columns = index.fields.map((field, position) => {
    if (index.ignoreCase?.includes(field) === true)
      return call(attribute(symbol('sqlmodel', 'func'), 'lower'), column(field))
    return index.descending && position === index.fields.length - 1
      ? call(attribute(column(field), 'desc'))
      : column(field)
  })
  const condition = rowCondition(index.where, column, symbol('sqlmodel', 'and_'))
  return call(
    symbol('sqlmodel', 'Index'),
    string(index.name.slice(0, 63)),
    ...columns,
    ...(index.unique ? [keyword('unique', boolean(true))] : []),
    ...(condition === null
      ? []
      : [keyword('postgresql_where', condition), keyword('sqlite_where', condition)]),
  )
}

/** An index of PostgreSQL over what JSON holds. */
function jsonIndex(index: TableIndex, column: (field: string) => Expression): Expression {
  const jsonb = symbol('sqlalchemy.dialects.postgresql', 'JSONB')
  const inverted = call(
    symbol('sqlmodel', 'Index'),
    string(index.name.slice(0, 63)),
    ...index.fields.map((field) => call(symbol('sqlmodel', 'cast'), column(field), jsonb)),
    keyword('postgresql_using', string('gin')),
  )
  return call(attribute(inverted, 'ddl_if'), keyword('dialect', string('postgresql')))
}
