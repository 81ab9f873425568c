import { illustrates } from '../claims/illustrations.js'
import type { Entity } from './entity.js'
import { columnKey } from './entity-groups.js'
import type { OperationGroup } from './operation-groups.js'
import { entityOfPath } from './resource.js'

/**
 * Whether callers say themselves whose a new row is: a column such as `owner_id` that documents list among the fields of
 * a body is a value like others and keeps no rows apart. `user_id` in a body is the caller's own by habit, and stays what
 * ties a row to its user.
 *
 * @param owner the column that looks like the owner's by its name alone
 */
export function isGivenByCallers(
  owner: string,
  entity: Entity,
  entities: readonly Entity[],
  operations: readonly OperationGroup[],
): boolean {
  const key = columnKey(owner)
  if (key === 'userid') return false
  return operations.some(
    (group) =>
      /^(?:POST|PUT|PATCH)$/.test(group.method) &&
      group.body.some((claim) => columnKey(claim.subject.field) === key && !illustrates(claim)) &&
      entityOfPath(group.path, entities)?.name === entity.name,
  )
}
