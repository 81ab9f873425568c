import type { ClaimOf } from '../claims/claim.js'
import { illustrates } from '../claims/illustrations.js'
import type { Assembly } from './assembly.js'
import { className, slug, words } from './canonical-name.js'
import type { EntityGroup } from './entity-groups.js'
import { tableNames } from './entity-groups.js'
import { tierOf } from './precedence.js'

type ColumnClaims = readonly ClaimOf<'column'>[]

function isTyped(claims: ColumnClaims): boolean {
  return claims.some(({ property }) => property === 'type')
}

function startsLower(claims: ColumnClaims): boolean {
  return claims.some(({ subject }) => /^[a-z_]/.test(subject.field))
}

/** Prose beside columns: `Timestamps` among `created_at` and `updated_at` heads a list, it is no column. */
function isHeading(claims: ColumnClaims, columns: readonly ColumnClaims[]): boolean {
  return !startsLower(claims) && columns.filter(startsLower).length >= 2
}

/** Names of constraints and indexes, which tables of constraints list like columns. */
function isConstraint(claims: ColumnClaims): boolean {
  return claims.every(({ subject }) => /^(?:fk|pk|uq|ck|ix|idx|unique|chk)_/i.test(subject.field))
}

/** Sources that define an entity: those that give at least three of its columns a type. */
function definingSources(columns: readonly ColumnClaims[]): ReadonlySet<string> {
  const typed = new Map<string, number>()
  for (const claims of columns.filter(isTyped)) {
    const said = claims.filter((claim) => !illustrates(claim))
    for (const source of new Set(said.map(({ span }) => span.source))) {
      typed.set(source, (typed.get(source) ?? 0) + 1)
    }
  }
  return new Set([...typed].filter(([, count]) => count >= 3).map(([source]) => source))
}

/**
 * Whether only documents far weaker than those that define the entity know the
 * column, and none of a later feature, which may add to what is there.
 */
function isForeign({ sources }: Assembly, claims: ColumnClaims, defining: ReadonlySet<string>): boolean {
  const tiers = [...defining].map((source) => tierOf(sources, source, 'stored'))
  const best = Math.min(...tiers, 9)
  const newest = Math.max(
    ...[...defining].map((source) => sources.sources.get(source)?.feature?.order ?? -1),
    -1,
  )
  return claims.every(({ span }) => {
    const later = (sources.sources.get(span.source)?.feature?.order ?? -1) > newest
    return tierOf(sources, span.source, 'stored') >= best + 3 && !later
  })
}

/** Whether only drawings show the column. */
function isDrawn(claims: ColumnClaims): boolean {
  return claims.every(illustrates)
}

/** Whether a name is another one with letters left out: `estimated_arrvl`, `borrowing_his`. */
function isCut(name: string, whole: string): boolean {
  if (name.length * 2 < whole.length || name.slice(0, 3) !== whole.slice(0, 3)) return false
  let at = 0
  for (const letter of whole) if (letter === name[at]) at += 1
  return at === name.length
}

function ask(assembly: Assembly, group: EntityGroup, left: readonly ColumnClaims[]): boolean {
  const name = className(group.names[0] ?? group.key)
  const names = left.flatMap(([claim]) => claim?.subject.field ?? [])
  const id = `${slug(name)}-more-columns`
  const spans = left.flatMap(([claim]) => claim?.span ?? []).slice(0, 6)
  const answer = assembly.answers.get(id) ?? null
  assembly.questions.add({
    id,
    kind: 'conflict',
    concern: 'data-loss',
    blocking: false,
    subjects: [name, ...names.map((field) => `${name}.${field}`)],
    about: `${names.join(', ')} of ${name} ${names.length === 1 ? 'stands' : 'stand'} in a document that does not define the table; the one that does has no such column.`,
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: 'leave-out', label: `${names.join(', ')} cannot be stored` },
      { id: 'add', label: `the table gets ${names.join(', ')}` },
    ],
    recommended: 'leave-out',
    answer,
  })
  return answer === 'add'
}

/**
 * Leaves out of an entity what is no column of it; what may be one is asked.
 *
 * @param shown keys of the properties of its rows as clients see them: what a weaker document tells of and clients see is
 * a column
 */
export function admitColumns(
  assembly: Assembly,
  group: EntityGroup,
  shown: ReadonlySet<string>,
): EntityGroup {
  const all = [...group.columns.values()]
  const columns = [...group.columns].filter(([, claims]) => !isHeading(claims, all) && !isConstraint(claims))
  const whole = columns.filter(([, claims]) => !isDrawn(claims))
  const named = columns.filter(
    ([key, claims]) => !isDrawn(claims) || !whole.some(([other]) => isCut(key, other)),
  )
  const defining = definingSources(all)
  if (defining.size === 0) return { ...group, columns: new Map(named) }
  const foreign = named.filter(
    ([key, claims]) => isDrawn(claims) || (!shown.has(key) && isForeign(assembly, claims, defining)),
  )
  const added =
    foreign.length > 0 &&
    ask(
      assembly,
      group,
      foreign.map(([, claims]) => claims),
    )
  return { ...group, columns: new Map(added ? named : named.filter((one) => !foreign.includes(one))) }
}

const NO_ROWS = new Set(
  'interface repository service form props request response dto payload input output state context params config options store error'.split(
    ' ',
  ),
)

/** Words by which parts of a request or of a log-in are called, which nobody stores under such a name. */
const CARRIED = new Set(
  'token jwt claim claims header headers session identity credential credentials'.split(' '),
)

/**
 * Whether a group describes rows at all: `LoanFormData` and `CreateLoanRequest` are what is sent or shown, a `JwtToken`
 * without a key and a table of its own is what a caller carries.
 */
export function describesRows(group: EntityGroup, kept: ReadonlySet<string> = new Set()): boolean {
  if (tableNames(group).length > 0) return true
  // What a feature lists as an entity without a key of its own (`CartItem`) is carried or shown.
  const all = [...group.columns.values()].flat()
  if (
    !group.columns.has('id') &&
    !kept.has(group.key) &&
    all.length > 0 &&
    all.every(({ reader }) => reader === 'key-entities')
  )
    return false
  // A `LoanRequest` with a primary key is a row like any other.
  if (all.some(({ property, value }) => property === 'primaryKey' && value === true)) return true
  const keyed = group.columns.has('id')
  return group.names.some((name) =>
    words(name).every(
      (word) => !NO_ROWS.has(word) && (keyed || (!CARRIED.has(word) && !word.startsWith('jwt'))),
    ),
  )
}

/** Whether only documents of the front end describe an entity: what its pages hold is no row of this backend. */
export function isOnlyShown({ sources }: Assembly, { claims, columns }: EntityGroup): boolean {
  const all = [...claims, ...[...columns.values()].flat()]
  // No page holds the hash of a password.
  if ([...columns.keys()].some((key) => /^(?:hashed_?password|password_?hash)$/i.test(key))) return false
  return all.every(({ span }) => sources.kind(span.source) === 'frontend')
}
