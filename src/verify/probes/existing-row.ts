import type { ImplementedOperation } from '../../fastapi/backend.js'
import { keyColumns } from '../../fastapi/table.js'
import { render, type Prepared, type Row } from './rendering.js'
import { rowsShown } from './shown.js'
import { stepsOf } from './steps.js'
import type { User } from './users.js'
import type { World } from './world.js'

/**
 * A row that a service has already, where no operation makes one and its database is out of reach: the currencies that were
 * put there with the service. Only rows of nobody are taken, from a list that needs no row itself, and only those whose key shows.
 * @param prepared makes a valid request of a list
 * @returns null where no list shows one
 */
export async function existingRow(
  world: World,
  entity: string,
  user: User,
  prepared: (list: ImplementedOperation) => Promise<Prepared>,
): Promise<Row | null> {
  const table = world.backend.tables.get(entity)
  if (table === undefined || table.entity.owner !== null) return null
  for (const operation of world.backend.operations) {
    const isList = stepsOf(operation, 'select').some((select) => select.entity === entity)
    if (operation.method !== 'GET' || operation.path.includes('{') || !isList) continue
    const answer = await world.send(render(await prepared(operation)))
    const values = rowsShown(operation.responseBody, answer.json)?.[0]
    if (values !== undefined && keyColumns(table).every(({ field }) => values.has(field.name)))
      return { entity, user, values }
  }
  return null
}
