import type { Span } from '../../source/span.js'
import type { ColumnFacts } from '../claim.js'
import type { Said } from '../said.js'
import type { ValueType } from '../shape.js'
import { literalOf } from '../value-words.js'
import type { DrizzleColumn, DrizzleTable } from './tables.js'
import { literals } from './tables.js'

const TYPES: ReadonlyMap<string, ValueType> = new Map([
  ['uuid', 'uuid'],
  ['text', 'string'],
  ['varchar', 'string'],
  ['char', 'string'],
  ['integer', 'integer'],
  ['int', 'integer'],
  ['smallint', 'integer'],
  ['bigint', 'integer'],
  ['serial', 'integer'],
  ['bigserial', 'integer'],
  ['boolean', 'boolean'],
  ['timestamp', 'datetime'],
  ['datetime', 'datetime'],
  ['date', 'date'],
  ['time', 'time'],
  ['numeric', 'decimal'],
  ['decimal', 'decimal'],
  ['real', 'number'],
  ['double', 'number'],
  ['doublePrecision', 'number'],
  ['json', 'object'],
  ['jsonb', 'object'],
  ['blob', 'bytes'],
  ['bytea', 'bytes'],
])

/** What a column of a Drizzle table says of itself; none when its maker is not known. */
export function columnFacts(
  column: DrizzleColumn,
  enums: ReadonlyMap<string, readonly string[]>,
  tables: readonly DrizzleTable[],
  span: Span,
): readonly Said<ColumnFacts>[] {
  const { maker, settings, calls } = column
  const values = enums.get(maker) ?? valuesIn(settings)
  const type = typeOf(column, values)
  if (type === null) return []
  const has = (name: string): boolean => calls.some((call) => call.name === name)
  const facts: Said<ColumnFacts>[] = [
    { property: 'exists', value: true, span },
    { property: 'type', value: type, span },
    { property: 'nullable', value: !has('notNull') && !has('primaryKey'), span },
  ]
  if (values !== null) facts.push({ property: 'enum', value: values, span })
  const size = /\blength:\s{0,9}(\d{1,9})/.exec(settings)?.[1]
  if (size !== undefined) facts.push({ property: 'maxLength', value: Number(size), span })
  if (has('primaryKey')) facts.push({ property: 'primaryKey', value: true, span })
  if (has('unique')) facts.push({ property: 'unique', value: true, span })
  if (
    maker.endsWith('serial') ||
    calls.some(({ values: [first = ''] }) => /autoIncrement:\s?true/.test(first))
  )
    facts.push({ property: 'generated', value: 'autoincrement', span })
  if (has('$onUpdate') || has('$onUpdateFn') || has('onUpdateNow'))
    facts.push({ property: 'touched', value: true, span })
  return [...facts, ...defaultFacts(column, span), ...referenceFacts(column, tables, span)]
}

function valuesIn(settings: string): readonly string[] | null {
  const list = /\benum:\s{0,9}\[([^\]]{1,2000})\]/.exec(settings)?.[1]
  const values = list === undefined ? [] : literals(list)
  return values.length === 0 ? null : values
}

function typeOf(
  { maker, settings, calls }: DrizzleColumn,
  values: readonly string[] | null,
): ValueType | null {
  if (calls.some(({ name }) => name === 'array')) return 'array'
  if (values !== null) return 'enum'
  const mode = /\bmode:\s{0,9}["'](\w{1,20})["']/.exec(settings)?.[1]
  if (maker === 'integer' && (mode === 'timestamp' || mode === 'timestamp_ms')) return 'datetime'
  if (maker === 'integer' && mode === 'boolean') return 'boolean'
  if (maker === 'text' && mode === 'json') return 'object'
  return TYPES.get(maker) ?? null
}

function defaultFacts({ calls }: DrizzleColumn, span: Span): readonly Said<ColumnFacts>[] {
  for (const { name, values } of calls) {
    const written = values[0] ?? ''
    if (name === 'defaultNow') return [{ property: 'generated', value: 'now', span }]
    if (name === 'defaultRandom') return [{ property: 'generated', value: 'uuid', span }]
    if (name !== 'default' && name !== '$defaultFn' && name !== '$default') continue
    if (/uuid|cuid|nanoid|ulid|createId/i.test(written))
      return [{ property: 'generated', value: 'uuid', span }]
    if (/unixepoch|current_timestamp|\bnow\(|new Date\(\)|Date\.now\(/i.test(written))
      return [{ property: 'generated', value: 'now', span }]
    if (/^(?:-?\d{1,15}(?:\.\d{1,10})?|true|false|\[\]|\{\}|(["'])[^"'\n]{0,120}\1)$/.test(written))
      return [{ property: 'default', value: literalOf(written), span }]
  }
  return []
}

/** `.references(() => books.id, { onDelete: 'cascade' })`. */
function referenceFacts(
  { calls }: DrizzleColumn,
  tables: readonly DrizzleTable[],
  span: Span,
): readonly Said<ColumnFacts>[] {
  const call = calls.find(({ name }) => name === 'references')
  const target = /=>\s{0,9}([A-Za-z]\w{0,80})\.([A-Za-z]\w{0,80})/.exec(call?.values[0] ?? '')
  if (target?.[1] === undefined || target[2] === undefined) return []
  const table = tables.find(({ constant }) => constant === target[1])
  const column = table?.columns.find(({ key }) => key === target[2])
  const fate = /onDelete:\s{0,9}["'](cascade|set null|restrict|no action)["']/.exec(
    call?.values[1] ?? '',
  )?.[1]
  return [
    { property: 'references', value: `${table?.name ?? target[1]}.${column?.name ?? target[2]}`, span },
    ...(fate === undefined
      ? []
      : [
          {
            property: 'onDelete',
            value: fate === 'cascade' ? 'cascade' : fate === 'set null' ? 'set-null' : 'restrict',
            span,
          } as const,
        ]),
  ]
}
