import type { Span } from '../../source/span.js'
import type { ColumnFacts } from '../claim.js'
import type { Said } from '../said.js'
import type { ValueType } from '../shape.js'
import { literalOf } from '../value-words.js'
import type { PrismaSchema } from './blocks.js'

/** A field of a model: `dueOn DateTime? @db.Date`. */
export interface PrismaField {
  readonly name: string
  readonly type: string
  readonly list: boolean
  readonly nullable: boolean
  readonly attributes: string
}

const SCALARS: ReadonlyMap<string, ValueType> = new Map([
  ['String', 'string'],
  ['Int', 'integer'],
  ['BigInt', 'integer'],
  ['Float', 'number'],
  ['Decimal', 'decimal'],
  ['Boolean', 'boolean'],
  ['DateTime', 'datetime'],
  ['Json', 'object'],
  ['Bytes', 'bytes'],
])

const FIELD = /^([A-Za-z]\w{0,80})\s{1,80}([A-Za-z]\w{0,80})(\[\])?(\?)?(?:\s|$)/

/** The field that a line of a model declares; null for attributes of the model. */
export function prismaField(line: string): PrismaField | null {
  const match = FIELD.exec(line)
  if (match?.[1] === undefined || match[2] === undefined) return null
  return {
    name: match[1],
    type: match[2],
    list: match[3] !== undefined,
    nullable: match[4] !== undefined,
    attributes: line.slice(match[0].length),
  }
}

/** The name of a field's column: `@map("due_on")`, or its own. */
export function columnName({ name, attributes }: PrismaField): string {
  return /@map\(\s{0,9}(?:name:\s{0,9})?"([A-Za-z_]\w{0,80})"/.exec(attributes)?.[1] ?? name
}

/** Whether a field holds a value; one of a model's type is the other end of a relation. */
export function isColumn({ type }: PrismaField, { enums }: PrismaSchema): boolean {
  return SCALARS.has(type) || enums.has(type)
}

/** What a field says of its column. */
export function fieldFacts(
  field: PrismaField,
  schema: PrismaSchema,
  span: Span,
): readonly Said<ColumnFacts>[] {
  const { attributes, list, nullable } = field
  const values = schema.enums.get(field.type)
  const type = typeOf(field, values)
  const size = /@db\.(?:VarChar|Char|NVarChar)\(\s{0,4}(\d{1,9})\s{0,4}\)/.exec(attributes)?.[1]
  const key = /@id\b/.test(attributes)
  const facts: Said<ColumnFacts>[] = [
    { property: 'exists', value: true, span },
    { property: 'type', value: list ? 'array' : type, span },
    { property: 'nullable', value: nullable, span },
  ]
  if (list)
    facts.push({
      property: 'shape',
      value: { kind: 'array', items: { kind: 'value', facts: { type, ...(values && { enum: values }) } } },
      span,
    })
  else if (values !== undefined) facts.push({ property: 'enum', value: values, span })
  if (size !== undefined) facts.push({ property: 'maxLength', value: Number(size), span })
  if (key) facts.push({ property: 'primaryKey', value: true, span })
  if (/@unique\b/.test(attributes)) facts.push({ property: 'unique', value: true, span })
  if (/@updatedAt\b/.test(attributes)) facts.push({ property: 'touched', value: true, span })
  return [...facts, ...defaultFacts(attributes, span)]
}

function typeOf({ type, attributes }: PrismaField, values: readonly string[] | undefined): ValueType {
  if (values !== undefined) return 'enum'
  if (/@db\.Uuid\b/.test(attributes)) return 'uuid'
  // Prisma has no type for what it makes as one.
  if (type === 'String' && /@default\(\s{0,9}uuid\(/.test(attributes)) return 'uuid'
  if (/@db\.Date\b/.test(attributes)) return 'date'
  if (/@db\.Time(?:tz)?\b/.test(attributes)) return 'time'
  return SCALARS.get(type) ?? 'string'
}

function defaultFacts(attributes: string, span: Span): readonly Said<ColumnFacts>[] {
  const written =
    /@default\(\s{0,9}((?:"[^"\n]{0,200}")|(?:[\w.+-]{1,60}(?:\([^()]{0,80}\))?)|(?:\[\]))/.exec(
      attributes,
    )?.[1]
  if (written === undefined) return []
  const call = /^(\w{1,40})\(([^)]{0,80})\)/.exec(written)
  if (call === null) return [{ property: 'default', value: literalOf(written), span }]
  const made = `${call[1] ?? ''} ${call[2] ?? ''}`
  if (/^autoincrement\b|nextval/.test(made)) return [{ property: 'generated', value: 'autoincrement', span }]
  if (/^now\b|\bnow\(/.test(made)) return [{ property: 'generated', value: 'now', span }]
  return /^(?:uuid|cuid|ulid|nanoid)\b|uuid/.test(made)
    ? [{ property: 'generated', value: 'uuid', span }]
    : []
}
