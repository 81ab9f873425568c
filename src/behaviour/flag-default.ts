import type { Answers } from '../design/answers.js'
import type { Entity, Field } from '../design/entity.js'
import { snakeCase } from './naming.js'

/** The id of the question which value a flag of a new row has. */
export function flagDefaultId(entity: Entity, field: Field): string {
  return `${snakeCase(entity.name)}-${snakeCase(field.name)}-default`.replaceAll('_', '-')
}

/** What a flag without a default most likely is at first: a thing is in use, and nothing has been done to it yet. */
export function likelyFlag(field: Field): boolean {
  return /(?:^|_|is)(?:active|enabled|available|visible|open)$/i.test(field.name)
}

/**
 * The value of a required flag that neither the body nor the table gives: as
 * answered, else the likely one. Null for a column that is no such flag.
 */
export function flagDefault(entity: Entity, field: Field, answers: Answers): boolean | null {
  if (field.type !== 'boolean' || field.nullable || field.default !== null) return null
  const answer = answers.get(flagDefaultId(entity, field))
  return answer === undefined ? likelyFlag(field) : answer === 'true'
}
