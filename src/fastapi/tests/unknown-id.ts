import type { ValueType } from '../../claims/shape.js'

/** An id that no row has, as a path writes it; a text column may hold UUIDs and refuse other forms. */
export function unknownId(type: ValueType | null): string {
  return type === 'integer' ? '999999' : '00000000-0000-4000-8000-000000000000'
}
