import type { Answers } from '../design/answers.js'
import type { Draft } from '../design/draft.js'
import type { Entity, Field } from '../design/entity.js'
import { columnNamed } from './column.js'
import { isPassword } from './credentials/password.js'
import { snakeCase } from './naming.js'

/** The id of the question what a text of a new row is at first. */
export function initialTextId(entity: Entity, field: Field): string {
  return `${snakeCase(entity.name)}-${snakeCase(field.name)}-initial`.replaceAll('_', '-')
}

/**
 * Whether a client gives a text only later: a change of the entity's rows takes it, and it need not tell rows apart.
 * A text that no request ever gives is computed, which is another matter.
 */
export function isGivenLater({ operations }: Draft, entity: Entity, field: Field): boolean {
  if (field.type !== 'string' || field.nullable || field.default !== null || field.generated !== null)
    return false
  if (field.unique || field.primaryKey || field.references !== null || isPassword(field.name)) return false
  return operations.some(
    ({ method, body }) =>
      (method === 'PUT' || method === 'PATCH') &&
      body.length > 1 &&
      body.some((sent) => !sent.required && sent.name === field.name) &&
      body.filter((sent) => columnNamed(entity, sent.name) !== null).length * 2 > body.length,
  )
}

/** Whether an example answers null for a column, and nobody decided that it never is. */
function isNullInExample({ questions }: Pick<Draft, 'questions'>, entity: Entity, field: Field): boolean {
  const shown = questions.find(({ id }) => id === 'null-in-example')
  return shown?.answer !== 'never' && shown?.subjects.includes(`${entity.name}.${field.name}`) === true
}

/** Columns that are null until a client gives them: by a decision, else as an example shows. */
export function withInitialTexts(draft: Draft, entity: Entity, answers: Answers): Entity {
  const fields = entity.fields.map((field) => {
    const answer = answers.get(initialTextId(entity, field))
    const shown = answer === undefined && isNullInExample(draft, entity, field)
    const empty = answer === 'null' || (shown && isGivenLater(draft, entity, field))
    return empty ? { ...field, nullable: true } : field
  })
  return { ...entity, fields }
}
