import type { Answers } from '../answers.js'
import { entityKey, fold, singular } from '../canonical-name.js'
import type { DraftOperation } from '../draft.js'
import type { Entity, Field } from '../entity.js'
import type { QuestionPass } from '../question-pass.js'
import { entityOfPath } from '../resource.js'
import { ask, claimedAt, firstLines, listed } from './ask.js'
import { linesOf } from './lines.js'
import { referenceParts } from '../reference-parts.js'

const ID = 'delete-referenced'

/** Words by which a document settles what becomes of rows that refer to a deleted one. */
const FATE =
  /\bcascad|\bset (?:to )?null|\borphan|\brestrict|\bin use\b|\bstill (?:referenced|used)|\bassociated|\bdependent/i

/** Whether an operation deletes one row of the entity, and really: a row that is only marked keeps what refers to it. */
export function deletes(operation: DraftOperation, entity: Entity, entities: readonly Entity[]): boolean {
  return (
    operation.method === 'DELETE' &&
    operation.facts.deletion !== 'soft' &&
    operation.path.endsWith('}') &&
    entityOfPath(operation.path, entities) === entity
  )
}

/** Whether an operation is said to refuse a row that rows of an entity refer to: `409: the shelf still has books`. */
function refuses({ errorFacts, guards = [] }: DraftOperation, { name }: Entity): boolean {
  const noun = singular(fold(name))
  return (
    guards.some(({ guard }) =>
      guard.tests.some(
        (test) => test.kind === 'rows' && test.state === null && entityKey(test.entity) === entityKey(name),
      ),
    ) ||
    errorFacts.some(
      ({ status, condition, message }) =>
        (status === 409 || status === 400) && fold(`${condition ?? ''} ${message ?? ''}`).includes(noun),
    )
  )
}

/** Whether a column refers to rows of an entity. */
export function refersTo(field: Field, target: Entity): boolean {
  const name = entityKey(referenceParts(field.references ?? '').table)
  return name !== '' && (name === entityKey(target.name) || name === entityKey(target.table ?? target.name))
}

/**
 * Rows that refer to a row which an operation deletes, where no document says
 * what becomes of them:
 *
 *     DELETE /shelves/{id}       | shelf_id | uuid | references shelves.id |
 *
 * One question for all operations: the database refuses, clears or deletes.
 */
export const askReferenceFate: QuestionPass = ({ assembly, entities, operations }) => {
  const settled = linesOf(assembly).filter(({ text }) => FATE.test(text))
  const open = entities.flatMap((target) => {
    const operation = operations.find((one) => deletes(one, target, entities))
    if (operation === undefined) return []
    return entities
      .filter((entity) => !refuses(operation, entity))
      .flatMap((entity) =>
        entity.fields
          .filter(
            (field) => field.onDelete === null && field.name !== entity.owner && refersTo(field, target),
          )
          .filter((field) => {
            const child = fold(singular(entity.table ?? entity.name))
            const parent = fold(singular(target.table ?? target.name))
            return !settled.some(({ text }) => {
              const said = fold(text)
              return said.includes(fold(field.name)) || (said.includes(child) && said.includes(parent))
            })
          })
          .map((field) => ({ operation, entity, field })),
      )
  })
  if (open.length === 0) return
  const nullable = open.every(({ field }) => field.nullable)
  ask(assembly, {
    id: ID,
    kind: 'missing',
    concern: 'data-loss',
    subjects: [
      ...new Set(
        open.flatMap(({ operation, entity, field }) => [operation.id, `${entity.name}.${field.name}`]),
      ),
    ],
    about: `No document says what becomes of ${listed(open.map(({ entity, field }) => `${entity.name}.${field.name}`))} when the row they refer to is deleted by ${listed([...new Set(open.map(({ operation }) => operation.id))])}.`,
    spans: [
      ...open.flatMap(({ field }) => claimedAt(field, 'references').slice(0, 1)),
      ...firstLines(open.map(({ operation }) => operation)),
    ],
    options: [
      { id: 'restrict', label: 'a row that others refer to cannot be deleted; nothing is lost' },
      ...(nullable
        ? [{ id: 'set-null', label: 'the rows stay and no longer say what they referred to' }]
        : []),
      { id: 'cascade', label: 'the rows that refer to it are deleted with it, and cannot be brought back' },
    ],
    recommended: 'restrict',
  })
}

/** The entities with the answer to {@link askReferenceFate} in the columns it is about. */
export function withReferenceFate(
  entities: readonly Entity[],
  operations: readonly DraftOperation[],
  answers: Answers,
): readonly Entity[] {
  const answer = answers.get(ID)
  if (answer !== 'cascade' && answer !== 'set-null') return entities
  const deleted = entities.filter((entity) => operations.some((one) => deletes(one, entity, entities)))
  return entities.map((entity) => ({
    ...entity,
    fields: entity.fields.map((field): Field =>
      field.onDelete === null &&
      field.name !== entity.owner &&
      (answer === 'cascade' || field.nullable) &&
      deleted.some((target) => refersTo(field, target))
        ? {
            ...field,
            onDelete: answer,
            origins: { ...field.origins, onDelete: [{ kind: 'answer', question: ID, option: answer }] },
          }
        : field,
    ),
  }))
}
