import type { Claim, ClaimOf } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { entityKey, fold } from './canonical-name.js'
import { candidatesOf, claimsAbout, groupBy } from './claim-index.js'

/** All claims about one entity, whatever names the documents use for it. */
export interface EntityGroup {
  readonly key: string
  /** Names as written, each once. */
  readonly names: readonly string[]
  readonly claims: readonly ClaimOf<'entity'>[]
  /** Claims about its columns, by {@link columnKey}. */
  readonly columns: ReadonlyMap<string, readonly ClaimOf<'column'>[]>
}

/** The key under which the names of one column meet: `is_completed`, `isCompleted` and `completed`. */
export function columnKey(name: string): string {
  const folded = fold(name)
  return /^is[_A-Z]/.test(name) && folded.length > 4 ? folded.slice(2) : folded
}

/** Entity keys that are only another entity's table name: `task_items` → `task`. */
function tableAliases(claims: readonly ClaimOf<'entity'>[]): ReadonlyMap<string, string> {
  const own = new Set(claims.map(({ subject }) => entityKey(subject.entity)))
  const aliases = new Map<string, string>()
  for (const claim of claims) {
    if (claim.property !== 'table') continue
    const table = entityKey(claim.value)
    const entity = entityKey(claim.subject.entity)
    if (table !== entity && !own.has(table)) aliases.set(table, entity)
  }
  return aliases
}

/** Whether a name is that of a table with its database schema: `lending.loan`. */
export function isQualified(name: string): boolean {
  return /^[a-z_]\w{0,62}\.[a-z_]\w{0,62}$/.test(name)
}

/** Keys under which tables of several database schemas would meet: `lending.event` and `audit.event`. */
function ambiguousKeys(claims: readonly Claim[]): ReadonlySet<string> {
  const qualified = new Map<string, Set<string>>()
  for (const { subject } of claims) {
    if ((subject.kind !== 'entity' && subject.kind !== 'column') || !isQualified(subject.entity)) continue
    const key = entityKey(subject.entity)
    qualified.set(key, (qualified.get(key) ?? new Set()).add(subject.entity))
  }
  return new Set([...qualified].filter(([, names]) => names.size > 1).map(([key]) => key))
}

/** Groups the claims about entities and columns under canonical names. */
export function groupEntities(
  { reading }: Pick<Assembly, 'reading'>,
  inScope: (claim: Claim) => boolean,
): readonly EntityGroup[] {
  const claims = reading.claims.filter(inScope)
  const entityClaims = claimsAbout(claims, 'entity')
  const aliases = tableAliases(entityClaims)
  const ambiguous = ambiguousKeys(claims)
  const keyOf = (name: string): string => {
    const key = entityKey(name)
    return isQualified(name) && ambiguous.has(key) ? fold(name) : (aliases.get(key) ?? key)
  }
  const byEntity = groupBy(entityClaims, ({ subject }) => keyOf(subject.entity))
  const byColumn = groupBy(claimsAbout(claims, 'column'), ({ subject }) => keyOf(subject.entity))
  const keys = [...new Set([...byEntity.keys(), ...byColumn.keys()])].filter((key) => key !== '')
  return keys.map((key) => {
    const own = byEntity.get(key) ?? []
    const columns = byColumn.get(key) ?? []
    return {
      key,
      names: [...new Set([...own, ...columns].map(({ subject }) => subject.entity))],
      claims: own,
      columns: groupBy(columns, ({ subject }) => columnKey(subject.field)),
    }
  })
}

/** Names of tables that the documents give an entity. */
export function tableNames(group: EntityGroup): readonly string[] {
  return candidatesOf(group.claims, 'table').map(({ value }) => value)
}
