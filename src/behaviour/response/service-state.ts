import type { ShapeField } from '../../claims/shape.js'
import type { EnvelopeMember } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { wordsOf } from '../naming.js'
import type { Built } from '../steps/guard.js'
import { built, builtEach, unbuilt } from '../steps/guard.js'
import { constantOf } from './constant.js'

/** Words by which an answer says that something works. */
const WORKS =
  /^(?:ok|up|connected|healthy|available|ready|running|reachable|operational|active|alive|online|pass|passed|good)$/i

/** Names of what a service finds out about itself by answering at all. */
const ITSELF =
  /^(?:status|state|health|healthy|ok|alive|live|ready|success|api|app|application|server|service|backend|web|message|detail|overall)$/

const DATABASE = /^(?:db|database|postgres|postgresql|sqlite|sql|storage)$/

/** Keys around the states of several parts: `{"checks": {"database": true}}`. */
const PARTS = /^(?:checks|dependencies|services|components|details|systems)$/i

/** Whether a key of a health check tells of the database: `database`, `db_status`, `databaseOk`. */
export function namesDatabase(key: string): boolean {
  return wordsOf(key).some((word) => DATABASE.test(word))
}

/**
 * What a key of a health check tells of the service or a part of it. The database is asked, so its key holds what
 * it holds when all is well; without it the request ends in 503 before. Of other parts nobody can tell.
 *
 * @returns null for a key that tells of no part
 */
export function stateMember(candidate: Candidate, field: ShapeField): Built<EnvelopeMember> | null {
  const { name: key, shape } = field
  if (shape.kind === 'object' && shape.fields.length > 0) {
    if (!PARTS.test(key) && !namesDatabase(key)) return null
    const members = builtEach(shape.fields, (inner) =>
      namesDatabase(key) && !saysHow(inner)
        ? unbuilt(`nothing says what the response field "${key}.${inner.name}" holds`)
        : (stateMember(candidate, inner) ?? unbuilt(`nothing can tell how "${inner.name}" is`)),
    )
    if (!members.ok) return members
    return built({ key, kind: 'envelope', body: { kind: 'envelope', name: '', members: members.value } })
  }
  const value = wellOf(candidate, field)
  if (value === null) return null
  const known = namesDatabase(key) || wordsOf(key).every((word) => ITSELF.test(word))
  return known ? built({ key, kind: 'constant', value }) : unbuilt(`nothing can tell how "${key}" is`)
}

function saysHow({ name }: ShapeField): boolean {
  return wordsOf(name).every((word) => ITSELF.test(word) || DATABASE.test(word) || word === 'connected')
}

/** What a key holds when all is well; null for a key that tells of no state. */
function wellOf(candidate: Candidate, field: ShapeField): string | boolean | null {
  if (field.shape.kind !== 'value') return null
  const { facts } = field.shape
  const word = facts.enum?.find((one) => WORKS.test(one))
  if (word !== undefined) return word
  const shown = constantOf(candidate, 'health', field)
  if (shown === true || (typeof shown === 'string' && WORKS.test(shown))) return shown
  if (shown === false || facts.type === 'boolean') return true
  return null
}
