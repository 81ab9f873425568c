import type { Shape } from '../../claims/shape.js'
import { entityKey } from '../../design/canonical-name.js'
import type { Behaviour } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { documentedRow } from './documented-row.js'

/** Keys under which services put the row or rows that an answer is about, whatever their kind. */
const GENERIC = /^(?:data|items?|results?|records?|objects?|entit(?:y|ies)|payload)$/i

/** Behaviours that answer with the one row they work on. */
const ON_ONE_ROW: ReadonlySet<Behaviour> = new Set([
  'create',
  'read',
  'replace',
  'update',
  'toggle',
  'set',
  'transition',
])

/**
 * What an author left out of an example: `{"loan": { /* as in GET *\/ }}`, `{"loans": [ … ]}`. Under the
 * entity's own name or a key that names no kind, it is a row as other operations show it.
 *
 * @returns the shape to read instead; null when the example is whole, or it cannot be told what was left out
 */
export function elidedRow(
  candidate: Candidate,
  behaviour: Behaviour,
  key: string,
  shape: Shape,
): Shape | null {
  const { draft, entity } = candidate
  if (entity === null) return null
  if (!GENERIC.test(key) && entityKey(key) !== entityKey(entity.name)) return null
  const row = documentedRow(draft, entity) ?? { kind: 'unknown' }
  if (shape.kind === 'array')
    return behaviour === 'list' && isElided(shape.items) ? { ...shape, items: row } : null
  return ON_ONE_ROW.has(behaviour) && isElided(shape) ? row : null
}

function isElided(shape: Shape): boolean {
  switch (shape.kind) {
    case 'unknown':
      return true
    case 'object':
      return shape.fields.length === 0
    case 'value':
      return shape.facts.type === 'object'
    default:
      return false
  }
}
