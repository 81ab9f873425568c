import { columnOf, indexOf } from '../../../design/aspect.js'
import type { Operation } from '../../../design/operation.js'
import type { Aspect } from '../../../design/trace.js'
import { referenceTo } from '../../column.js'
import { wordsOf } from '../../naming.js'
import type { Demand } from '../demand.js'
import { parameterAspects, responseAspect, ruleAspects } from '../operation-aspects.js'
import { entitiesNamedIn } from '../verbs.js'

/** The name that an entry of a list or table begins with: `task_id | UUID | …`, `limit (integer): …`. */
const NAME = /^\W{0,4}([A-Za-z_]\w{0,60})\s{0,3}(?:\([^)]{0,80}\))?\s{0,3}(?:[|:]|$)/

/** An entry that describes a parameter, a body field or a response field of the operation it stands under. */
export const wireEntry: Demand = ({ statement, operations, general }) => {
  const name = NAME.exec(statement.text)?.[1]
  if (name === undefined || general) return []
  return operations.flatMap((operation) => (operation.steps === null ? [] : entryAspects(operation, name)))
}

function entryAspects(operation: Operation, name: string): readonly Aspect[] {
  const field = operation.body.find((one) => one.name === name)
  if (field !== undefined) return ruleAspects(operation, 'body', field, 'type')
  const parameter = [...operation.query, ...operation.parameters].find((one) => one.name === name)
  if (parameter !== undefined) return parameterAspects(operation, parameter.name, 'exists')
  const { responseBody } = operation
  const shown =
    responseBody.kind === 'view' || responseBody.kind === 'list'
      ? responseBody.view.fields.map((one) => one.name)
      : responseBody.kind === 'envelope'
        ? responseBody.members.map((member) => member.key)
        : []
  return shown.includes(name) ? [responseAspect(operation)] : []
}

/** "Loan → Book (many-to-one)", "many-to-one with Book": the column that ties the two. */
export const relationship: Demand = ({ design, statement }) => {
  if (!/\b(?:one|many)-to-(?:one|many)\b|\b[1n]:[1nm]\b/i.test(statement.text)) return []
  const named = [statement.text, ...statement.headings].flatMap((words) => entitiesNamedIn(design, words))
  const entities = [...new Set(named)]
  return entities.flatMap((child) =>
    child.managedElsewhere
      ? []
      : entities.flatMap((parent) => {
          const column = parent === child ? null : referenceTo(child, parent)
          return column === null ? [] : [columnOf(child.name, column.name)]
        }),
  )
}

/** Facts of a column in a few words, under a title that names the column: `Optional (can be NULL)`, `Required`. */
const FACT =
  /^\W*(?:(optional|nullable|can be null)|(required|not null|mandatory|cannot be null))\b[^.:]{0,40}$/i

/** Whether a title begins with a name in words: `Due Date Validation` with `due_date`. */
function beginsWith(title: string, name: string): boolean {
  return ` ${wordsOf(title).join(' ')} `.startsWith(` ${wordsOf(name).join(' ')} `)
}

/** "Optional (can be NULL)" under "Note Validation". */
export const titledFact: Demand = ({ design, statement }) => {
  const fact = FACT.exec(statement.text)
  if (fact === null) return []
  const title = statement.headings.at(-1) ?? ''
  const around = statement.headings
    .toReversed()
    .map((heading) => entitiesNamedIn(design, heading))
    .find((list) => list.length > 0)
  return (around ?? []).flatMap((entity) =>
    entity.managedElsewhere
      ? []
      : entity.fields
          .filter(({ name }) => beginsWith(title, name))
          .filter(({ nullable }) => nullable === (fact[1] !== undefined))
          .map(({ name }) => columnOf(entity.name, name)),
  )
}

/** "idx_loans_due on (book_id, due_date)": an index over the named columns. */
export const compositeIndex: Demand = ({ design, statement }) => {
  const words = ` ${wordsOf(statement.text).join(' ')} `
  const about = `${statement.text} ${statement.headings.at(-1) ?? ''}`
  if (!/\bindex(?:es|ed)?\b|\bidx_|\bix_/i.test(about)) return []
  return design.entities.flatMap((entity) =>
    entity.managedElsewhere
      ? []
      : entity.indexes
          .filter((index) => index.fields.every((field) => words.includes(` ${wordsOf(field).join(' ')} `)))
          .map((index) => indexOf(entity.name, index.fields)),
  )
}

/** The words that an entry of a list begins with, before what explains them: `open (waiting for a copy)`. */
const VALUE = /^\W{0,4}?([\p{L}\p{N}][\p{L}\p{N} _.-]{0,60}?)["'`]{0,2}\s{0,3}(?:$|[(:–—=]|-\s)/u

/** An entry that lists a value of a column: "`open` (waiting for a copy)" where the column takes open, lent and lost. */
export const listedValue: Demand = ({ design, statement, entities }) => {
  const value = VALUE.exec(statement.text)?.[1]
  if (value === undefined) return []
  // Under a title that names the column, no entity need be named.
  const title = statement.headings.at(-1) ?? ''
  const titled = design.entities
    .filter(() => entities.length === 0)
    .map((entity) => ({ ...entity, fields: entity.fields.filter(({ name }) => beginsWith(title, name)) }))
  return [...entities, ...titled].flatMap((entity) =>
    entity.managedElsewhere
      ? []
      : entity.fields
          .filter((field) => field.enum?.includes(value) === true)
          .map((field) => columnOf(entity.name, field.name)),
  )
}
