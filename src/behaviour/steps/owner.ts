import type { Entity } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Candidate } from '../candidate.js'

/** A column that must hold a value for a row to be seen. */
export interface OwnerRule {
  readonly field: string
  readonly value: Expression
}

/** Rows of an owned entity are the caller's own wherever a token is needed (AUTH-3). */
export function ownerRule(candidate: Candidate, entity: Entity): OwnerRule | null {
  const { access } = candidate.operation
  if (entity.owner === null || access === 'public' || access === 'optional') return null
  return { field: entity.owner, value: { kind: 'caller' } }
}
