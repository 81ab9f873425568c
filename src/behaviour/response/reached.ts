import type { ShapeField } from '../../claims/shape.js'
import type { EnvelopeMember, Reached } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { primaryKey } from '../column.js'
import { keyOf } from '../naming.js'
import { bulkOf, isMissing } from '../steps/bulk.js'

const REACHED =
  /^(?:num(?:ber)?)?(?:total)?(?:deleted|removed|updated|changed|modified|affected|succeeded|successful|processed)?(?:ids|count|rows|items|total)?$/

/**
 * A key of the answer to a list of keys that tells which of them reached a row, or how many:
 * `{"deleted": 2}`, `{"deleted": [3, 5], "not_found": [8]}`. Null for any other key.
 */
export function reachedMember(candidate: Candidate, { name: key, shape }: ShapeField): EnvelopeMember | null {
  const column = candidate.entity === null ? null : primaryKey(candidate.entity)
  if (column === null || bulkOf(candidate) === null) return null
  const missing = isMissing(key)
  if (!missing && !REACHED.test(keyOf(key))) return null
  const told = (tells: Reached): EnvelopeMember => ({ key, kind: 'reached', tells, type: column.type })
  if (shape.kind === 'array') {
    const plain = shape.items.kind === 'value' || shape.items.kind === 'unknown'
    return plain ? told(missing ? 'missing' : 'keys') : null
  }
  if (shape.kind !== 'value' || shape.facts.type !== 'integer') return null
  return told(missing ? 'missingCount' : 'count')
}
