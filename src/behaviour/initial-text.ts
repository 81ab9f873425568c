import type { Answers } from '../design/answers.js'
import type { Draft } from '../design/draft.js'
import type { Entity, Field } from '../design/entity.js'
import { columnNamed } from './column.js'
import { isPassword } from './credentials/password.js'
import { enumDefault } from './enum-default.js'
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

/** Why a column may be null that its definition does not say so of. */
export const LATER = 'only a later change gives it a value'

/**
 * Whether a column that is no text is empty until a change gives it a value: no creation of a row takes it, and a
 * partial change does. A flag has its own question, and what nobody ever sends is computed.
 */
function isEmptyUntilLater({ operations }: Draft, entity: Entity, field: Field): boolean {
  if (field.type === 'string' || field.type === 'boolean' || field.nullable) return false
  if (field.default !== null || field.generated !== null || field.references !== null) return false
  if (field.unique || field.primaryKey || field.name === entity.owner) return false
  if (field.enum !== null && enumDefault(entity, field, new Map()) !== null) return false
  const takers = operations.filter(({ body }) =>
    body.some((sent) => columnNamed(entity, sent.name) === field),
  )
  const changes = takers.filter(({ method }) => method === 'PUT' || method === 'PATCH')
  return (
    changes.length === takers.length &&
    changes.some(
      ({ body }) =>
        body.length > 1 &&
        body.some((sent) => !sent.required && columnNamed(entity, sent.name) === field) &&
        body.filter((sent) => columnNamed(entity, sent.name) !== null).length * 2 > body.length,
    )
  )
}

/** Whether an example answers null for a column, and nobody decided that it never is. */
function isNullInExample({ questions }: Pick<Draft, 'questions'>, entity: Entity, field: Field): boolean {
  const shown = questions.find(({ id }) => id === 'null-in-example')
  return shown?.answer !== 'never' && shown?.subjects.includes(`${entity.name}.${field.name}`) === true
}

/** Columns that are null until a client gives them: by a decision, as an example shows, or because nothing else can be. */
export function withInitialTexts(draft: Draft, entity: Entity, answers: Answers): Entity {
  const fields = entity.fields.map((field) => {
    const answer = answers.get(initialTextId(entity, field))
    const shown = answer === undefined && isNullInExample(draft, entity, field)
    const empty = answer === 'null' || (shown && isGivenLater(draft, entity, field))
    if (empty) return { ...field, nullable: true }
    if (!isEmptyUntilLater(draft, entity, field)) return field
    const origins = { ...field.origins, nullable: [{ kind: 'derived' as const, why: LATER, from: [] }] }
    return { ...field, nullable: true, origins }
  })
  return { ...entity, fields }
}
