import type { Candidate } from '../candidate.js'
import { nounOf, pluralSnakeCase } from '../naming.js'
import type { Implementation, Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { choicesOf } from '../response/choices.js'
import { isRows } from '../response/rows-key.js'
import { chosenBy } from '../steps/chosen-by.js'
import { guardSteps } from '../steps/guard.js'
import { parentSteps } from '../steps/locate.js'
import { isPaging } from '../steps/paging.js'
import { selectStep } from './select.js'
import { soleRowOf } from '../relations/sole-rows.js'
import { tiedRowsOf } from '../relations/pairs.js'
import { tiedRows } from '../steps/tied-rows.js'

/**
 * Answers rows: `GET` on a collection, with filters by field, enum or flag
 * (`status=all|pending|completed`), a text search, an order, and pages.
 */
export const list: Recogniser = {
  behaviour: 'list',
  answers: 'rows',
  recognises: (candidate) => {
    const { operation, end, word } = candidate
    if (operation.method !== 'GET' || end === 'item' || soleRowOf(candidate.draft, operation) !== null)
      return false
    const shape = operation.responseShape
    if (end === 'collection') return shape?.kind !== 'object' || isRows(shape) || shape.fields.length === 0
    if (operation.query.some(isPaging)) return true
    if (shape !== null && shape.kind !== 'unknown') return isRows(shape)
    if (word.endsWith('s') || tellsRows(candidate)) return true
    return candidate.entity !== null && chosenBy(candidate.entity, word) !== null
  },
  implement: selectRows,
}

/** The steps of a list, shared with `search`. */
export function selectRows(candidate: Candidate): Implementation {
  const { entity } = candidate
  if (showsChoices(candidate)) return choices(candidate)
  if (entity === null) return notImplemented('it is not known which entity it lists')
  if (entity.managedElsewhere) return notImplemented(`${entity.name} is kept by another system`)
  const guard = guardSteps(candidate)
  if (!guard.ok) return notImplemented(guard.why)
  const tied = tiedRowsOf(candidate.draft, candidate.operation)
  if (tied !== null) return tiedRows(candidate, tied, guard.value)
  const parents = parentSteps(candidate, entity)
  if (!parents.ok) return notImplemented(parents.why)
  const select = selectStep(candidate, entity, parents.value.parents)
  if (!select.ok) return notImplemented(select.why)
  return implemented([...guard.value, ...parents.value.steps, select.value], pluralSnakeCase(entity.name))
}

/** Words that answer rows, and those before their noun that choose some of them. */
const ROWS_TOLD =
  /\b(?:returns?|lists?|gets?|fetch(?:es)?|retrieves?|shows?) ((?:(?!(?:of|for|about|on|per|by|from|with|to)\b)[\w']{1,20} ){0,6}?[\w-]{3,40}s)\b/g

/** Whether the words of an operation say that it answers several rows: `Returns the 10 most recent loans`. */
function tellsRows({ text, entity }: Candidate): boolean {
  if (entity === null) return false
  const noun = nounOf(entity.name)
  return [...text.matchAll(ROWS_TOLD)].some(([, told = '']) => {
    const last = told.split(' ').at(-1) ?? ''
    return last !== noun && nounOf(last) === noun
  })
}

/** True when a list answers the words of an enumeration and no rows. */
function showsChoices({ operation }: Candidate): boolean {
  const shape = operation.responseShape
  return (
    shape?.kind === 'object' &&
    shape.fields.length > 0 &&
    shape.fields.every((field) => choicesOf(field) !== null)
  )
}

/** A closed list, such as `GET /categories` over the values of an enumeration: the same for everybody, without rows. */
function choices(candidate: Candidate): Implementation {
  if (candidate.operation.query.length > 0)
    return notImplemented('nothing says what the query parameters of a closed list do')
  const guard = guardSteps(candidate)
  return guard.ok ? implemented(guard.value, null) : notImplemented(guard.why)
}
