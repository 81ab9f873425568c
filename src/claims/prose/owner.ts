import type { Vocabulary } from './vocabulary.js'

/** Names of columns that tie a row to its user, the surest first. */
const OWNERS = [
  'user id',
  'owner id',
  'author id',
  'created by',
  'owner',
  'account id',
  'customer id',
  'user',
]

/** The column that ties an entity's rows to their user; null when it has none. */
export function ownerField(entity: string, { fields }: Vocabulary): string | null {
  for (const name of OWNERS)
    for (const field of fields.get(name) ?? []) if (field.entity === entity) return field.field
  return null
}
