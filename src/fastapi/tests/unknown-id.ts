import type { ValueType } from '../../claims/shape.js'

/** An id that no row has, as a path writes it. */
export function unknownId(type: ValueType | null): string {
  if (type === 'uuid') return '00000000-0000-4000-8000-000000000000'
  return type === 'integer' ? '999999' : 'no-such-id'
}
