import type { KnownOperation, Vocabulary } from '../vocabulary.js'
import type { NamedEntity } from './nouns.js'
import { list, type Phrase, token } from './phrase.js'

/** What somebody does with rows. */
export interface Action {
  /** It shows rows and changes none. */
  readonly reads: boolean
  readonly selects: (operation: KnownOperation) => boolean
}

/** Showing rows. */
export const READ: Action = {
  reads: true,
  selects: ({ method, action }) => method === 'GET' && action === null,
}
/** Making rows. */
export const CREATE: Action = {
  reads: false,
  selects: ({ method, one, action }) => method === 'POST' && !one && action === null,
}
/** Changing rows. */
export const UPDATE: Action = {
  reads: false,
  selects: ({ method, one, action }) => (method === 'PUT' || method === 'PATCH') && one && action === null,
}
/** Removing rows. */
export const DELETE: Action = {
  reads: false,
  selects: ({ method, one, action }) => method === 'DELETE' && one && action === null,
}
const MANAGE: Action = { reads: false, selects: ({ method }) => method !== 'GET' }
const ALL: Action = { reads: true, selects: () => true }

/** Verbs in the forms of `view`, `viewed`, `viewing`. */
const VERBS: ReadonlyMap<string, Action> = new Map(
  (
    [
      [READ, 'see seen seeing view viewed viewing read reading retrieve retrieved retrieving'],
      [READ, 'list listed listing fetch fetched fetching query queried querying'],
      [CREATE, 'create created creating add added adding submit submitted submitting'],
      [
        UPDATE,
        'update updated updating edit edited editing modify modified modifying change changed changing',
      ],
      [DELETE, 'delete deleted deleting remove removed removing'],
      [MANAGE, 'manage managed managing'],
      [ALL, 'access accessed accessing'],
    ] as const
  ).flatMap(([action, verbs]) => verbs.split(' ').map((verb): [string, Action] => [verb, action])),
)

/** A verb without its ending: `approve`, `approved` and `approving` have one stem. */
function stem(verb: string): string {
  const bare = verb.replace(/(?:ing|ed|es|e|s)$/, '')
  return /([^aeiou])\1$/.test(bare) ? bare.slice(0, -1) : bare
}

/** A verb that is known, or that the last segment of a path is: `approve` of `/requests/{id}/approve`. */
const action: Phrase<Action> = token(({ kind, text }, { vocabulary }) => {
  if (kind !== 'word') return null
  const known = VERBS.get(text)
  if (known !== undefined) return known
  const verb = stem(text)
  const selects = ({ action: named }: KnownOperation): boolean =>
    named !== null && verb.length > 2 && stem(named) === verb
  return vocabulary.operations.some(selects) ? { reads: false, selects } : null
})

/** What brings a state about: `POST /doors/{id}/lock` of `locked`; null where no path says so. */
export function actionTo(state: string, { operations }: Vocabulary): Action | null {
  const verb = stem(state)
  const selects = ({ action: named }: KnownOperation): boolean =>
    named !== null && verb.length > 2 && stem(named) === verb
  return operations.some(selects) ? { reads: false, selects } : null
}

/** `view, edit or delete`. */
export const actions: Phrase<readonly Action[]> = list(action)

/** The operations that do this with the rows of an entity. */
export function operationsFor(
  done: readonly Action[],
  { noun, entity }: NamedEntity,
  { operations, entities }: Vocabulary,
): readonly KnownOperation[] {
  return operations.filter(
    (operation) =>
      (operation.noun === noun || entities.get(operation.noun) === entity) &&
      done.some(({ selects }) => selects(operation)),
  )
}
