import type { Keyword } from '../../python/nodes/call.js'
import type { Statement } from '../../python/nodes/statement.js'
import { arrange } from './arrangement.js'
import { listFixtures, listingOf, storedRow } from './listing.js'
import { clientOf, respond, send } from './request.js'
import { stepsOf, type Scope } from './scope.js'

/** A stored row, and the request that shows it. */
interface Arranged {
  readonly statements: readonly Statement[]
  readonly fixtures: readonly string[]
  /** The row is the first of a list. */
  readonly listed: boolean
}

/** How a row is shown. */
export interface ShownRow {
  /** Attributes whose values follow from the request, such as the parent that its path names. */
  readonly settled: ReadonlySet<string>
  /** Stores a row with these values and asks for it. */
  readonly store: (values: readonly Keyword[]) => Arranged
}

/** How an operation shows a row with values of the test's choice: in a list, or by its key; null where it shows none. */
export function shownRow(scope: Scope): ShownRow | null {
  return inList(scope) ?? onRow(scope)
}

function inList(scope: Scope): ShownRow | null {
  const listing = listingOf(scope)
  if (listing === null) return null
  return {
    settled: new Set(listing.visible.flatMap(({ name }) => name ?? [])),
    store: (values) => ({
      statements: [
        ...listing.arrangement.statements,
        storedRow(listing, '_row', values),
        respond(send(scope, clientOf(scope), { path: listing.arrangement.path })),
      ],
      fixtures: listFixtures(listing),
      listed: true,
    }),
  }
}

function onRow(scope: Scope): ShownRow | null {
  const { operation } = scope
  const find = stepsOf(operation, 'find').at(-1)
  if (operation.behaviour !== 'read' || find === undefined || operation.query.length > 0) return null
  const store = (values: readonly Keyword[]): Arranged => {
    const arrangement = arrange(scope, { values: new Map([[find.row, values]]) })
    return {
      statements: [
        ...arrangement.statements,
        respond(send(scope, clientOf(scope), { path: arrangement.path })),
      ],
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      listed: false,
    }
  }
  return { settled: new Set(), store }
}
