import { plural, singular } from '../claims/words/nouns.js'
import type { Span } from '../source/span.js'
import type { Assembly } from './assembly.js'
import { entityKey, fold, slug, words } from './canonical-name.js'
import { parameterName, segmentsOf } from './canonical-path.js'
import { candidatesOf } from './claim-index.js'
import { derivedColumn } from './derived-column.js'
import type { Entity, Field } from './entity.js'
import { operationId, type OperationGroup } from './operation-groups.js'
import { ask, listed } from './questions/ask.js'
import { entityOfPath } from './resource.js'
import type { Auth } from './service.js'

/** The column that is added where nothing tells whose a row is. */
const ADDED = 'user_id'

/** Words before the rows that are somebody's own. */
const OWN =
  /\b(?:own|my|your|(?:the )?(?:(?:current|authenticated|signed[- ]in|logged[- ]in|calling) )?(?:caller|user)['’]s(?: own)?) ((?:[\w-]{1,40} ){0,2}[\w-]{1,40})/gi

/** Words behind them. */
const OWNED =
  /\b([\w-]{1,40}) (?:of|belonging to|owned by|(?:created|made|submitted|filed|written) by) the (?:(?:current|authenticated|signed[- ]in|logged[- ]in|calling) )?(?:caller|user)\b/gi

/** A list of an entity, and the line that calls its rows the caller's own. */
interface OwnList {
  readonly operation: string
  readonly span: Span
}

/**
 * Gives rows a column for whose they are, where a list calls them the caller's own and no column tells it:
 *
 *     /reports:
 *       get: {summary: Own reports, newest first}
 *
 * A contract describes what clients see, and few show them their own id. That the column is there, no document says: a
 * question. Without it, whoever has a token would see the rows of all.
 */
export function withSaidOwner(
  assembly: Assembly,
  auth: Auth,
  entities: readonly Entity[],
  operations: readonly OperationGroup[],
): readonly Entity[] {
  if (auth.scheme === 'none') return entities
  return entities.map((entity) => {
    if (!canBeOwned(entity, entities)) return entity
    const lists = operations.flatMap((group) =>
      isListOf(group, entity, entities) ? ownLists(group, entity) : [],
    )
    if (lists.length === 0) return entity
    const id = `${slug(entity.name)}-owner`
    const spans = lists.map(({ span }) => span)
    ask(assembly, {
      id,
      kind: 'missing',
      concern: 'security',
      subjects: [entity.name, ...lists.map(({ operation }) => operation)],
      about: `${listed(lists.map(({ operation }) => operation))} shows callers their own rows, and no column of ${entity.name} tells whose a row is.`,
      spans,
      options: [
        {
          id: 'add',
          label: `${entity.name} gets a column ${ADDED} with the id of who made the row; nobody sees another's`,
        },
        { id: 'shared', label: 'whoever has a token sees the rows that all others made' },
      ],
      recommended: 'add',
    })
    return assembly.answers.get(id) === 'shared'
      ? entity
      : { ...entity, owner: ADDED, fields: withColumn(entity, spans) }
  })
}

/** Accounts are their own; rows below owned ones, or shown to several, belong to whom those rows say. */
function canBeOwned(entity: Entity, entities: readonly Entity[]): boolean {
  return (
    entity.owner === null &&
    entity.parties === undefined &&
    !entity.managedElsewhere &&
    !/^(?:user|account|profile|member|customer)$/.test(entityKey(entity.name)) &&
    entity.fields.every(({ name, references }) => {
      const target = references?.split(/[.(]/, 1)[0] ?? name.replace(/_?id$/i, '')
      return name === 'id' || entities.every((other) => entityKey(other.name) !== entityKey(target))
    })
  )
}

function isListOf(group: OperationGroup, entity: Entity, entities: readonly Entity[]): boolean {
  const last = segmentsOf(group.path).at(-1) ?? ''
  return (
    group.method === 'GET' &&
    parameterName(last) === null &&
    entityOfPath(group.path, entities) === entity &&
    !candidatesOf(group.claims, 'access').some(({ value }) => value === 'public')
  )
}

/** The lines that call the rows of a list the caller's own. */
function ownLists(group: OperationGroup, entity: Entity): readonly OwnList[] {
  const noun = singular(fold(words(entity.name).at(-1) ?? ''))
  const names = new Set([noun, plural(noun), fold(segmentsOf(group.path).at(-1) ?? '')])
  const tells = (text: string): boolean =>
    [...text.slice(0, 2000).matchAll(OWN), ...text.slice(0, 2000).matchAll(OWNED)].some((match) =>
      (match[1] ?? '').split(' ').some((word) => names.has(fold(word))),
    )
  return [...candidatesOf(group.claims, 'summary'), ...candidatesOf(group.claims, 'description')]
    .filter(({ value }) => tells(value))
    .slice(0, 1)
    .map(({ span }) => ({ operation: operationId(group), span }))
}

function withColumn(entity: Entity, from: readonly Span[]): readonly Field[] {
  const why = 'a list shows callers their own rows'
  const column = derivedColumn(ADDED, 'string', why, {
    index: true,
    description: 'Whose the row is, as the token says',
    origins: { exists: [{ kind: 'derived', why, from }] },
  })
  return [...entity.fields, column]
}
