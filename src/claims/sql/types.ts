import type { Node, TypeName } from 'libpg-query'
import type { ValueType } from '../shape.js'

/** What the type of a column says. */
export interface SqlType {
  readonly type: ValueType | null
  readonly maxLength: number | null
  readonly enum: readonly string[] | null
  readonly counts: boolean
  /** Elements of an array. */
  readonly items: ValueType | null
}

/** Types of PostgreSQL, SQLite and MySQL by name. */
const TYPES: ReadonlyMap<string, ValueType> = new Map(
  (
    [
      ['string', 'text varchar bpchar char citext character string tinytext mediumtext longtext nvarchar'],
      [
        'integer',
        'int int2 int4 int8 integer smallint bigint tinyint serial serial4 serial8 bigserial smallserial',
      ],
      ['decimal', 'numeric decimal money'],
      ['number', 'float float4 float8 real double'],
      ['boolean', 'bool boolean'],
      ['datetime', 'timestamp timestamptz datetime'],
      ['date', 'date'],
      ['time', 'time timetz'],
      ['uuid', 'uuid'],
      ['object', 'json jsonb'],
      ['bytes', 'bytea blob binary varbinary'],
    ] satisfies readonly (readonly [ValueType, string])[]
  ).flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
)

/** The last name of a dotted list of names. */
export function lastNameOf(names: readonly Node[] | undefined): string {
  const last = names?.at(-1)
  return last !== undefined && 'String' in last ? (last.String.sval ?? '') : ''
}

/**
 * Reads the type of a column.
 *
 * @param enums values of the enumeration types that the documents create, by lower-case name
 */
export function typeOf(name: TypeName, enums: ReadonlyMap<string, readonly string[]>): SqlType {
  const word = lastNameOf(name.names).toLowerCase()
  const values = enums.get(word) ?? null
  const type = values === null ? (TYPES.get(word) ?? null) : 'enum'
  if (name.arrayBounds !== undefined)
    return { type: 'array', maxLength: null, enum: null, counts: false, items: type }
  return {
    type,
    maxLength: type === 'string' ? lengthOf(name) : null,
    enum: values,
    counts: /serial/.test(word),
    items: null,
  }
}

function lengthOf(name: TypeName): number | null {
  const [first] = name.typmods ?? []
  if (first === undefined || !('A_Const' in first) || first.A_Const.ival === undefined) return null
  return first.A_Const.ival.ival ?? 0
}
