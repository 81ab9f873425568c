import type { Candidate } from '../candidate.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { pluralSnakeCase } from '../naming.js'
import { keyListOf } from '../relations/key-lists.js'
import { collectionOfBody } from '../steps/collect.js'
import { guardSteps } from '../steps/guard.js'
import { listedValues, rowsListOf } from '../steps/listed-rows.js'
import { parentSteps } from '../steps/locate.js'

/** Words by which good rows are kept beside bad ones, each with an answer of its own. */
const APART =
  /\bpartial(?:ly)?\b|\bvalid (?:ones|rows|items|entries|elements)\b|\bper[- ](?:item|row|element)\b|\b(?:its|their) own result|\beach with\b|\bindividual(?:ly)?\b|\bindependent(?:ly)?\b|\bskip/

/**
 * Makes all rows that the body lists, or none: `POST /seeds/bulk` with `{"seeds": [{"name": "Carrot"}]}`. Each keeps the
 * rules of a single one.
 */
export const bulkCreate: Recogniser = {
  behaviour: 'create',
  answers: 'rows',
  recognises: (candidate) => rowsListOf(candidate) !== null,
  implement: (candidate) => {
    const { draft, entity, operation } = candidate
    const list = rowsListOf(candidate)
    if (entity === null || list === null) return notImplemented('it is not known which rows it makes')
    if (entity.managedElsewhere) return notImplemented(`${entity.name} is kept by another system`)
    const apart = aloneOrNone(candidate)
    if (apart !== null) return notImplemented(apart)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const parents = parentSteps(candidate, entity)
    if (!parents.ok) return notImplemented(parents.why)
    if (
      entity.indexes.some(({ unique }) => unique) ||
      entity.fields.some((field) => field.unique && !field.primaryKey)
    )
      return notImplemented(
        `many rows at once may meet a uniqueness of ${entity.name}, which cannot be told apart yet`,
      )
    if ((entity.rowRules ?? []).length > 0)
      return notImplemented(
        `values of one ${entity.name} must fit each other, which is not checked for many rows yet`,
      )
    const tied = operation.body.find(
      (field) => collectionOfBody(entity, field) !== null || keyListOf(draft, entity, field) !== null,
    )
    if (tied !== undefined) return notImplemented(`"${tied.name}" ties rows to others`)
    const values = listedValues(candidate, entity, parents.value.parents)
    if (!values.ok) return notImplemented(values.why)
    const rows = pluralSnakeCase(entity.name)
    return implemented(
      [
        ...guard.value,
        ...parents.value.steps,
        {
          kind: 'insertListed',
          rows,
          entity: entity.name,
          list: list.name,
          values: values.value,
          origins: originsOf(operation, 'exists'),
        },
      ],
      rows,
    )
  },
}

/** Why all rows cannot be made or none; null where they can. */
function aloneOrNone({ operation, text }: Candidate): string | null {
  const apart = operation.success === 207 || APART.test(text)
  return apart ? 'good rows are to be kept beside bad ones, and only all or none can be built yet' : null
}
