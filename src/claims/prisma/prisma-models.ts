import { captionOf, fragmentSpan, marksWrong } from '../caption.js'
import type { Claim } from '../claim.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit, UnitOf } from '../outline/unit.js'
import { columnClaims, entityClaims } from '../said.js'
import { type PrismaModel, type PrismaSchema, prismaSchema } from './blocks.js'
import { columnName, fieldFacts, isColumn, type PrismaField, prismaField } from './field.js'

const READER = 'prisma-models'

/**
 * Tables as the models of a Prisma schema:
 *
 * ````markdown
 * ```prisma
 * enum LoanState { OPEN RETURNED }
 * model Loan {
 *   id     String    @id @default(uuid())
 *   state  LoanState @default(OPEN)
 *   bookId String
 *   book   Book      @relation(fields: [bookId], references: [id], onDelete: Cascade)
 *   @@unique([bookId, state])
 *   @@map("loans")
 * }
 * ```
 * ````
 */
export const prismaModels = unitReader(
  READER,
  'model Loan { id String @id @default(uuid()) }',
  (unit, { document, units }) => {
    if (unit.kind !== 'code' || !isPrisma(unit)) return []
    if (/^(?:checklist|tasks|quickstart|research|constitution|guide)$/.test(document.source.kind)) return []
    if (marksWrong(captionOf(unit.fragment)?.text ?? '')) return []
    const own = prismaSchema(unit.fragment.text)
    const schema: PrismaSchema = { models: own.models, enums: new Map([...enumsOf(units), ...own.enums]) }
    return own.models.flatMap((model) => modelClaims(unit, model, schema))
  },
)

const enumerations = new WeakMap<readonly Unit[], PrismaSchema['enums']>()

/** The enumerations of all blocks of a document. */
function enumsOf(units: readonly Unit[]): PrismaSchema['enums'] {
  const cached = enumerations.get(units)
  if (cached !== undefined) return cached
  const enums = new Map(
    units.flatMap((one) =>
      one.kind === 'code' && isPrisma(one) ? [...prismaSchema(one.fragment.text).enums] : [],
    ),
  )
  enumerations.set(units, enums)
  return enums
}

function isPrisma({ fragment }: UnitOf<'code'>): boolean {
  return (
    fragment.language === 'prisma' ||
    (fragment.language === null && /^\s{0,8}model [A-Z]\w{0,80} \{\n/.test(fragment.text))
  )
}

function modelClaims(
  { fragment }: UnitOf<'code'>,
  model: PrismaModel,
  schema: PrismaSchema,
): readonly Claim[] {
  const { name } = model
  const exists = { property: 'exists', value: true, span: fragmentSpan(fragment, model.nameRange) } as const
  const lines = model.lines.map(({ text, range }) => ({
    text,
    span: fragmentSpan(fragment, range),
    field: prismaField(text),
  }))
  const fields = lines.flatMap(({ field }) => field ?? [])
  return [
    ...entityClaims(READER, name, [exists]),
    ...lines.flatMap(({ text, span, field }) => {
      if (field === null) return blockClaims(name, text, fields, span)
      return isColumn(field, schema)
        ? columnClaims(READER, name, columnName(field), fieldFacts(field, schema, span))
        : relationClaims(name, field, fields, span)
    }),
  ]
}

/** `@relation(fields: [bookId], references: [id], onDelete: Cascade)`: a foreign key of another field's column. */
function relationClaims(
  entity: string,
  { type, attributes }: PrismaField,
  fields: readonly PrismaField[],
  span: Claim['span'],
): readonly Claim[] {
  const named = (word: string): string | undefined =>
    new RegExp(`${word}:\\s{0,9}\\[\\s{0,9}(\\w{1,80})\\s{0,9}\\]`).exec(attributes)?.[1]
  const own = fields.find(({ name }) => name === named('fields'))
  const target = named('references')
  if (own === undefined || target === undefined) return []
  const fate = /onDelete:\s{0,9}(Cascade|SetNull|Restrict|NoAction)\b/.exec(attributes)?.[1]
  return columnClaims(READER, entity, columnName(own), [
    { property: 'references', value: `${type}.${target}`, span },
    ...(fate === undefined
      ? []
      : [
          {
            property: 'onDelete',
            value: fate === 'Cascade' ? 'cascade' : fate === 'SetNull' ? 'set-null' : 'restrict',
            span,
          } as const,
        ]),
  ])
}

/** `@@map`, `@@id`, `@@unique` and `@@index` of a model. */
function blockClaims(
  entity: string,
  line: string,
  known: readonly PrismaField[],
  span: Claim['span'],
): readonly Claim[] {
  const table = /^@@map\(\s{0,9}(?:name:\s{0,9})?"([A-Za-z_][\w.]{0,80})"/.exec(line)?.[1]
  if (table !== undefined) return entityClaims(READER, entity, [{ property: 'table', value: table, span }])
  const list = /^@@(id|unique|index)\(\s{0,9}(?:fields:\s{0,9})?\[([^\]\n]{1,400})\]/.exec(line)
  const fields = (list?.[2] ?? '')
    .split(',')
    .map((each) => each.replace(/\(.*$/, '').trim())
    .map((each) => known.find(({ name }) => name === each))
    .flatMap((field) => (field === undefined ? [] : [columnName(field)]))
  const [only] = fields
  if (only === undefined) return []
  const descending = /sort:\s{0,9}Desc/.test(line)
  switch (list?.[1]) {
    case 'id':
      return fields.flatMap((field) =>
        columnClaims(READER, entity, field, [{ property: 'primaryKey', value: true, span }]),
      )
    case 'unique':
      return fields.length === 1
        ? columnClaims(READER, entity, only, [{ property: 'unique', value: true, span }])
        : entityClaims(READER, entity, [
            { property: 'uniqueTogether', value: { fields, name: null, where: [] }, span },
          ])
    default:
      return fields.length === 1 && !descending
        ? columnClaims(READER, entity, only, [{ property: 'index', value: true, span }])
        : entityClaims(READER, entity, [
            { property: 'indexTogether', value: { fields, name: null, descending }, span },
          ])
  }
}
