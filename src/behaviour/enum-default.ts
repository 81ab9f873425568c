import type { Answers } from '../design/answers.js'
import type { Entity, Field } from '../design/entity.js'
import { snakeCase, wordsOf } from './naming.js'

/** Columns that tell where a row stands; of a kind or a role nobody can tell what it begins as. */
const STANDING = /^(?:status|state|phase|stage|priority|urgency|importance|severity|visibility|progress)$/

/** Words for the middle of a scale. */
const MIDDLE = /^(?:medium|normal|moderate|standard|regular)$/i

/** The id of the question what a new row has of an enumeration. */
export function enumDefaultId(entity: Entity, field: Field): string {
  return `${snakeCase(entity.name)}-${snakeCase(field.name)}-default`.replaceAll('_', '-')
}

/** What a new row most likely has: the middle of a scale, else the first word, with which a life begins. */
export function likelyWord({ enum: values }: Field): string | null {
  return values?.find((value) => MIDDLE.test(value)) ?? values?.[0] ?? null
}

/**
 * The value of a required enumeration that neither the body nor the table gives: as answered, else the likely one.
 * Null for a column that does not tell where a row stands.
 */
export function enumDefault(entity: Entity, field: Field, answers: Answers): string | null {
  const { enum: values, nullable, default: given } = field
  if (values === null || values.length === 0 || nullable || given !== null) return null
  if (!STANDING.test(wordsOf(field.name).at(-1) ?? '')) return null
  const answer = answers.get(enumDefaultId(entity, field))
  return values.find((value) => value === answer) ?? likelyWord(field)
}
