import type { Span } from '../source/span.js'
import type { Assembly } from './assembly.js'
import { fold, slug } from './canonical-name.js'
import { derivedColumn } from './derived-column.js'
import type { DraftOperation } from './draft.js'
import type { Entity, Field } from './entity.js'
import { ask, claimedAt, listed } from './questions/ask.js'
import { entityOfPath } from './resource.js'

/** The column that is added where nothing tells when a row was made. */
const ADDED = 'created_at'

/**
 * The column by whose order rows stand as they were made: the moment that the service itself puts in, else a number that
 * counts them.
 *
 * @returns null where no column, or more than one, tells
 */
export function madeColumn(entity: Entity): Field | null {
  const named = entity.fields.find(({ name }) => fold(name) === fold(ADDED))
  if (named !== undefined) return named
  const [moment, ...others] = entity.fields.filter(
    ({ type, generated, touched }) => type === 'datetime' && generated === 'now' && !touched,
  )
  if (moment !== undefined) return others.length === 0 ? moment : null
  return (
    entity.fields.find(({ primaryKey, generated }) => primaryKey && generated === 'autoincrement') ?? null
  )
}

/**
 * Gives rows the moment of their making where a list shows the newest first and no column tells which they are:
 *
 *     - GET /glazes: the caller's glazes, newest first
 *
 *     | field | type |
 *     | id    | UUID |
 *     | name  | text |
 *
 * That the column is there, no document says: a question.
 */
export function withMomentOfMaking(
  assembly: Assembly,
  entities: readonly Entity[],
  operations: readonly DraftOperation[],
): readonly Entity[] {
  return entities.map((entity) => {
    if (entity.managedElsewhere || madeColumn(entity) !== null) return entity
    const lists = operations.filter(
      ({ path, facts }) =>
        facts.sort !== undefined &&
        fold(facts.sort.field) === fold(ADDED) &&
        entityOfPath(path, entities) === entity,
    )
    if (lists.length === 0) return entity
    const id = `${slug(entity.name)}-moment-of-making`
    const spans = lists.flatMap((operation) => claimedAt(operation, 'sort'))
    ask(assembly, {
      id,
      kind: 'missing',
      concern: 'client-visible',
      subjects: [entity.name, ...lists.map((operation) => operation.id)],
      about: `${listed(lists.map((operation) => operation.id))} goes by when rows of ${entity.name} were made, and no column tells it.`,
      spans,
      options: [
        { id: 'add', label: `${entity.name} gets a column ${ADDED}, and rows come in that order` },
        { id: 'any-order', label: 'rows come in any order' },
      ],
      recommended: 'add',
    })
    if (assembly.answers.get(id) === 'any-order') return entity
    return { ...entity, fields: [...entity.fields, added(spans)] }
  })
}

function added(from: readonly Span[]): Field {
  const why = 'rows are listed by when they were made'
  return derivedColumn(ADDED, 'datetime', why, {
    generated: 'now',
    origins: { exists: [{ kind: 'derived', why, from }] },
  })
}
