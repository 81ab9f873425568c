import { accepted, rejected, type ValueReader } from './reading.js'

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const SIMPLE = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

/** A UUID in its canonical form (RFC 9562, section 4), from any of the forms that Python reads; null for others. */
export function canonicalUuid(text: string): string | null {
  const small = text.toLowerCase()
  // Python knows the prefix in small letters alone.
  const bare = text.startsWith('urn:uuid:')
    ? small.slice(9)
    : small.startsWith('{') && small.endsWith('}')
      ? small.slice(1, -1)
      : small
  if (CANONICAL.test(bare)) return bare
  const parts = bare === small ? SIMPLE.exec(bare) : null
  return parts === null ? null : parts.slice(1).join('-')
}

/** UUIDs. */
export const uuid: ValueReader = {
  types: ['uuid'],
  read: (value, _rules, _place, location) => {
    if (typeof value !== 'string') {
      return rejected(location, 'uuid_type', 'UUID input should be a string, bytes or UUID object')
    }
    const found = canonicalUuid(value)
    return found === null
      ? rejected(location, 'uuid_parsing', 'Input should be a valid UUID')
      : accepted(found)
  },
}
