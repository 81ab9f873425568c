import { isHashColumn, passwordColumn } from '../behaviour/credentials/password.js'
import { pluralSnakeCase, snakeCase } from '../behaviour/naming.js'
import type { ComputedField, Entity, Field, TableIndex } from '../design/entity.js'
import { withKey } from '../behaviour/stored-key.js'
import { identifier, RESERVED_FIELDS } from '../python/identifier.js'
import { referenceParts } from '../design/reference-parts.js'
import { sqlName } from './sql-name.js'

/** A column with the name of its attribute. */
export interface Column {
  readonly field: Field
  readonly attribute: string
  /** The column it refers to, when this backend owns that table. */
  readonly foreignKey: { readonly table: string; readonly column: string } | null
  /** The table it refers to, when another system owns that. */
  readonly refersElsewhere: string | null
}

/** A field that follows from columns, with the name of its property. */
interface ComputedProperty {
  readonly field: ComputedField
  readonly attribute: string
}

/** A condition that every row satisfies, in SQL made of identifiers, numbers and plain words only. */
interface Check {
  readonly name: string
  readonly sql: string
}

/** A table of the backend. */
export interface Table {
  readonly entity: Entity
  readonly className: string
  readonly name: string
  readonly columns: readonly Column[]
  /** Fields that are worked out whenever they are read. */
  readonly computed: readonly ComputedProperty[]
  readonly checks: readonly Check[]
  /** Indexes over columns that the table has. */
  readonly indexes: readonly TableIndex[]
}

/** Names the table of an entity and its columns. */
export function tableOf(entity: Entity, className: string, all: readonly Entity[]): Table {
  const attributes = new Set<string>()
  const name = tableName(entity)
  const known = new Set(entity.fields.map((field) => field.name))
  const indexes = [
    ...entity.indexes.filter(
      ({ fields, where }) =>
        fields.length > 0 &&
        fields.every((field) => known.has(field)) &&
        where.every(({ column }) => known.has(column)),
    ),
    ...entity.fields
      .filter((field) => field.index && isStructured(field))
      .filter((field) => !entity.indexes.some((index) => isAlone(index, field)))
      .map(alone(name)),
  ].flatMap((index) => orderedPart(index, entity) ?? [])
  const stored = withKey(entity.fields).map((field) => ({
    ...field,
    index: field.index && !indexes.some((index) => isAlone(index, field)),
  }))
  const hash = passwordColumn({ ...entity, fields: stored })
  const columns = stored.map((field): Column => {
    // What is stored is never the password: the attribute says so where the column does not.
    const own = field === hash && !isHashColumn(field.name) ? `${field.name}_hash` : attributeWord(field)
    const attribute = identifier(own, attributes, RESERVED_FIELDS)
    attributes.add(attribute)
    const reference = referenceOf(field, all)
    return {
      field,
      attribute,
      foreignKey: reference === null || reference.elsewhere ? null : reference,
      refersElsewhere: reference?.elsewhere === true ? reference.table : null,
    }
  })
  return {
    entity,
    className,
    name,
    columns,
    computed: (entity.computed ?? [])
      .filter(({ formula }) => formula !== null)
      .map((field): ComputedProperty => {
        const attribute = identifier(field.name, attributes, RESERVED_FIELDS)
        attributes.add(attribute)
        return { field, attribute }
      }),
    checks: columns.flatMap(({ field }) => checksOf(name, field)),
    indexes,
  }
}

/** An index with a name of its own over nothing but the column. */
function isAlone({ fields, where, ignoreCase = [] }: TableIndex, { name }: Field): boolean {
  return fields.length === 1 && fields[0] === name && where.length === 0 && ignoreCase.length === 0
}

/** A column that holds the key of a row is called so, although clients see the row itself under its name: `author_id`. */
function attributeWord({ name, references, origins }: Field): string {
  const embedded = references !== null && (origins['references'] ?? []).some(({ kind }) => kind === 'derived')
  return embedded && !/(?:_id|Id)$/.test(name) ? `${name}_id` : name
}

/** The name of an entity's table. SQLite has no schemas: theirs begins the name (`inv_sku`), on each database alike. */
function tableName(entity: Entity): string {
  return entity.table?.replaceAll('.', '_') ?? pluralSnakeCase(entity.name)
}

/** Whether a column holds JSON, which has no order: an index that is a tree cannot hold it. */
function isStructured({ type }: Field): boolean {
  return type === 'array' || type === 'object'
}

function alone(table: string): (field: Field) => TableIndex {
  return ({ name }) => ({
    name: `ix_${table}_${name}`,
    fields: [name],
    unique: false,
    descending: false,
    where: [],
  })
}

/** An index without the columns of JSON that it holds beside others; null where they are all it has. */
function orderedPart(index: TableIndex, { fields }: Entity): TableIndex | null {
  const structured = new Set(fields.filter(isStructured).map(({ name }) => name))
  if (!index.fields.some((field) => structured.has(field))) return index
  if (index.fields.length === 1 && !index.unique) return index
  const ordered = index.fields.filter((field) => !structured.has(field))
  return index.unique || ordered.length === 0 ? null : { ...index, fields: ordered }
}

/** Whether an index holds JSON: one over the members and elements of a column, which PostgreSQL alone has. */
export function holdsJson({ columns }: Table, { fields }: TableIndex): boolean {
  return columns.some(({ field }) => isStructured(field) && fields.includes(field.name))
}

/** The attribute of a column; throws for one the table does not have. */
export function attributeOf(table: Table, column: string): string {
  const found = table.columns.find(({ field }) => field.name === column)
  if (found === undefined) throw new Error(`${table.className} has no column ${JSON.stringify(column)}`)
  return found.attribute
}

/** The property of a computed field; throws for one the table does not have. */
export function computedAttribute(table: Table, name: string): string {
  const found = table.computed.find(({ field }) => field.name === name)
  if (found === undefined) throw new Error(`${table.className} does not work out ${JSON.stringify(name)}`)
  return found.attribute
}

/** The columns of the primary key. */
export function keyColumns(table: Table): readonly Column[] {
  return table.columns.filter(({ field }) => field.primaryKey)
}

/**
 * The argument by which SQLite never gives the number of a removed row again. Otherwise the second of two racing
 * removals, which looked before the first was done, would take the next row with it.
 */
export const NUMBERED_ONCE = 'sqlite_autoincrement'

/** Whether the database numbers the rows of a table. */
export function isNumbered(table: Table): boolean {
  const [key, ...more] = keyColumns(table)
  return key?.field.type === 'integer' && key.field.generated === 'autoincrement' && more.length === 0
}

/** Names that handlers and tests use for other things than rows. */
const OTHER_NAMES: ReadonlySet<string> = new Set(
  'anonymous app body client column count direction engine other_client response router session statement status total'.split(
    ' ',
  ),
)

/** What a row of the table is called in code: `loan`. */
export function rowName(table: Table): string {
  const plain = snakeCase(table.className)
  return identifier(OTHER_NAMES.has(plain) ? `${plain}_row` : plain)
}

function referenceOf(
  field: Field,
  all: readonly Entity[],
): { readonly table: string; readonly column: string; readonly elsewhere: boolean } | null {
  if (field.references === null) return null
  const { table: target, column } = referenceParts(field.references)
  const entity = all.find((candidate) =>
    [candidate.name, candidate.table, tableName(candidate)].includes(target),
  )
  if (entity === undefined || entity.managedElsewhere) {
    return { table: entity === undefined ? target : tableName(entity), column, elsewhere: true }
  }
  return { table: tableName(entity), column, elsewhere: false }
}

const PLAIN_NAME = /^[a-z_][a-z0-9_]*$/
const PLAIN_WORD = /^[\w -]+$/

function checksOf(table: string, field: Field): readonly Check[] {
  if (!PLAIN_NAME.test(field.name) || !PLAIN_NAME.test(table)) return []
  const column = sqlName(field.name)
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field
  const numeric = field.type === 'integer' || field.type === 'number' || field.type === 'decimal'
  // Of two bounds on one side the nearer one says it all.
  const above = exclusiveMinimum !== null && exclusiveMinimum >= (minimum ?? exclusiveMinimum)
  const below = exclusiveMaximum !== null && exclusiveMaximum <= (maximum ?? exclusiveMaximum)
  const bounds = [
    ...(above ? [`${column} > ${exclusiveMinimum}`] : []),
    ...(above || minimum === null ? [] : [`${column} >= ${minimum}`]),
    ...(below ? [`${column} < ${exclusiveMaximum}`] : []),
    ...(below || maximum === null ? [] : [`${column} <= ${maximum}`]),
  ]
  const words = field.enum !== null && field.enum.every((word) => PLAIN_WORD.test(word)) ? field.enum : null
  const sql = [
    ...(numeric && bounds.length > 0 ? [bounds.join(' AND ')] : []),
    ...(words === null ? [] : [`${column} IN (${words.map((word) => `'${word}'`).join(', ')})`]),
  ]
  return sql.map((condition) => ({ name: `ck_${table}_${field.name}`.slice(0, 63), sql: condition }))
}
