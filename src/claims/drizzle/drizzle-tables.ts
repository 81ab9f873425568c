import { captionOf, fragmentSpan, marksWrong } from '../caption.js'
import type { Claim } from '../claim.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit, UnitOf } from '../outline/unit.js'
import { columnClaims, entityClaims } from '../said.js'
import { columnFacts } from './column-facts.js'
import { type DrizzleSchema, drizzleSchema, type DrizzleTable } from './tables.js'

const READER = 'drizzle-tables'

/**
 * Tables as Drizzle declares them in TypeScript:
 *
 * ````markdown
 * ```typescript
 * export const loans = pgTable('loans', {
 *   id: uuid('id').primaryKey().defaultRandom(),
 *   bookId: uuid('book_id').notNull().references(() => books.id, { onDelete: 'cascade' }),
 *   note: varchar('note', { length: 200 }),
 * }, (table) => ({ open: uniqueIndex('uq_loans').on(table.bookId) }))
 * ```
 * ````
 */
export const drizzleTables = unitReader(
  READER,
  "pgTable('loans', { id: uuid('id').primaryKey() })",
  (unit, { document, units }) => {
    if (unit.kind !== 'code' || !/^(?:ts|tsx|typescript|js|javascript)$/.test(unit.fragment.language ?? ''))
      return []
    if (/^(?:checklist|tasks|quickstart|research|constitution|guide)$/.test(document.source.kind)) return []
    const own = drizzleSchema(unit.fragment.text)
    if (own.tables.length === 0 || marksWrong(captionOf(unit.fragment)?.text ?? '')) return []
    const known = schemaOf(units)
    return own.tables.flatMap((table) => tableClaims(unit, table, known))
  },
)

const schemas = new WeakMap<readonly Unit[], DrizzleSchema>()

/** What all blocks of a document declare together. */
function schemaOf(units: readonly Unit[]): DrizzleSchema {
  const cached = schemas.get(units)
  if (cached !== undefined) return cached
  const all = units.flatMap((one) => (one.kind === 'code' ? [drizzleSchema(one.fragment.text)] : []))
  const schema: DrizzleSchema = {
    tables: all.flatMap(({ tables }) => tables),
    enums: new Map(all.flatMap(({ enums }) => [...enums])),
  }
  schemas.set(units, schema)
  return schema
}

function tableClaims(
  { fragment }: UnitOf<'code'>,
  table: DrizzleTable,
  known: DrizzleSchema,
): readonly Claim[] {
  const { name } = table
  const span = fragmentSpan(fragment, table.nameRange)
  return [
    ...entityClaims(READER, name, [
      { property: 'exists', value: true, span },
      { property: 'table', value: name, span },
    ]),
    ...table.columns.flatMap((column) =>
      columnClaims(
        READER,
        name,
        column.name,
        columnFacts(column, known.enums, known.tables, fragmentSpan(fragment, column.range)),
      ),
    ),
    ...table.extras.flatMap(({ text, range }) => extraClaims(table, text, fragmentSpan(fragment, range))),
  ]
}

/** `index('…').on(table.a, table.b)`, `uniqueIndex(…)`, `unique().on(…)`, `primaryKey({ columns: [table.a] })`. */
function extraClaims(table: DrizzleTable, text: string, span: Claim['span']): readonly Claim[] {
  const kind = /\b(uniqueIndex|unique|index|primaryKey)\(/.exec(text)?.[1]
  const keys = [...text.matchAll(/\b\w{1,40}\.([A-Za-z]\w{0,80})\b(?!\()/g)].map(([, key]) => key)
  const fields = keys.flatMap((key) => table.columns.find((column) => column.key === key)?.name ?? [])
  const [only] = fields
  if (kind === undefined || only === undefined || /\bsql`|\.where\(/.test(text)) return []
  if (kind === 'primaryKey')
    return fields.flatMap((field) =>
      columnClaims(READER, table.name, field, [{ property: 'primaryKey', value: true, span }]),
    )
  if (kind === 'index')
    return fields.length === 1
      ? columnClaims(READER, table.name, only, [{ property: 'index', value: true, span }])
      : entityClaims(READER, table.name, [
          { property: 'indexTogether', value: { fields, name: null, descending: false }, span },
        ])
  return fields.length === 1
    ? columnClaims(READER, table.name, only, [{ property: 'unique', value: true, span }])
    : entityClaims(READER, table.name, [
        { property: 'uniqueTogether', value: { fields, name: null, where: [] }, span },
      ])
}
