import type { Collection } from '../../design/entity.js'
import { boundRow, tableOf, type Execution } from '../execution.js'
import { evaluate } from '../expression.js'
import { newRow } from '../new-row.js'
import { columnOf, isSame, type Stored } from '../stored.js'
import { stepRunner } from './step-runner.js'

/**
 * The texts of a list in rows of their own: those that were there go, each new one comes once and in its place. Where the
 * list names rows of another table, it is linked to those of its owner, and what is missing there is made.
 */
export const collect = stepRunner('collect', (step, execution) => {
  const { collection, value, whenBody } = step
  const texts = evaluate(execution, value)
  if (!Array.isArray(texts) || (whenBody !== null && !execution.input.sent.has(whenBody))) return null
  const { transaction } = execution
  const key = columnOf(boundRow(execution, step.row).row, collection.target)
  const table = tableOf(execution, collection.entity)
  for (const row of transaction.rows(collection.entity)) {
    if (isSame(columnOf(row, collection.field), key)) transaction.remove(collection.entity, row)
  }
  const owner = step.owner === undefined || step.owner === null ? null : evaluate(execution, step.owner)
  const { through } = collection
  const different = [...new Set(texts)]
  // What is missing is made first, in the order of its texts: that of requests at the same time none waits for another.
  const keys = new Map(
    through === undefined
      ? []
      : different
          .toSorted(byCodePoint)
          .map((text) => [text, namedKey(execution, collection, through, owner, text)]),
  )
  for (const [position, text] of different.entries()) {
    const values = new Map<string, Stored>([[collection.field, key]])
    if (collection.position !== null) values.set(collection.position, position)
    values.set(through?.field ?? collection.column, keys.get(text) ?? text)
    transaction.put(collection.entity, newRow(execution, table, values))
  }
  return null
})

/** The order of texts in Python, and in both databases. */
function byCodePoint(left: Stored, right: Stored): number {
  return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)))
}

/** The key of the row that a text names among those of an owner; made when there is none. */
function namedKey(
  execution: Execution,
  { column }: Collection,
  through: NonNullable<Collection['through']>,
  owner: Stored,
  text: Stored,
): Stored {
  const { transaction } = execution
  const values = new Map<string, Stored>([[column, text]])
  if (through.owner !== null) values.set(through.owner, owner)
  // One statement offers a row for each text, and the database leaves those that are there: their ids are drawn as well.
  const made = newRow(execution, tableOf(execution, through.entity), values)
  const known = transaction
    .rows(through.entity)
    .find(
      (row) =>
        isSame(columnOf(row, column), text) &&
        (through.owner === null || isSame(columnOf(row, through.owner), owner)),
    )
  if (known !== undefined) return columnOf(known, through.target)
  transaction.put(through.entity, made)
  return columnOf(made, through.target)
}
