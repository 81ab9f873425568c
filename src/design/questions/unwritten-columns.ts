import { addressNames } from '../address-names.js'
import { entityKey, fold } from '../canonical-name.js'
import { parameterName, segmentsOf } from '../canonical-path.js'
import type { DraftOperation } from '../draft.js'
import type { Entity, Field } from '../entity.js'
import type { QuestionPass } from '../question-pass.js'
import type { ValueRules } from '../value.js'
import { ask, claimedAt, listed } from './ask.js'
import { entityMeant } from './entity-meant.js'
import { linesOf } from './lines.js'

/** Words by which a document says where a value comes from. */
const MADE =
  /\b(?:auto\w{0,12}|generat\w{1,4}|calculat\w{1,4}|comput\w{1,4}|deriv\w{1,4}|server[- ]side|snapshot\w{0,3}|increment\w{0,3}|set (?:to|by|when|on|from|at)|hash\w{0,3}|copied|taken from)\b/i

/** Names of moments and counters that operations set in passing. */
const IN_PASSING =
  /(?:_at|At|_on|_by|_by_(?:user_)?id|_date|_version|_count|_hash|_normali[sz]ed|_lower)$|^(?:id|version)$/

/** The names in a body, those of inner objects and lists included. */
function namesIn(rules: ValueRules & { readonly name: string }): readonly string[] {
  const inner = [...(rules.properties ?? []), ...(rules.items?.properties ?? [])]
  return [fold(rules.name), ...inner.flatMap(namesIn)]
}

/** Names of columns that take the addresses of uploaded files. */
function namesOfAddresses({ path, body }: DraftOperation): readonly string[] {
  const files = body.filter(({ type, items }) => type === 'bytes' || items?.type === 'bytes')
  const word = segmentsOf(path).findLast((segment) => parameterName(segment) === null) ?? ''
  return files.flatMap(({ name }) => addressNames(name, word).map(fold))
}

/** Names that the paths of an entity's operations give: the parent in `/books/{book_id}/loans`. */
function namesInPaths(operations: readonly DraftOperation[]): readonly string[] {
  return operations.flatMap(({ path }) =>
    segmentsOf(path).flatMap((segment, index, segments) => {
      const name = parameterName(segment)
      if (name === null) return []
      // The `id` of `/books/{id}/loans` is that of the book.
      return [fold(name), `${entityKey(segments[index - 1] ?? '')}${fold(name)}`]
    }),
  )
}

function isFilledByItself(entity: Entity, field: Field): boolean {
  return (
    field.primaryKey ||
    field.touched ||
    field.generated !== null ||
    (field.calculated ?? null) !== null ||
    field.default !== null ||
    field.type === 'boolean' ||
    field.name === entity.owner ||
    IN_PASSING.test(field.name) ||
    // A title as part of an address.
    /^(?:\w{1,20}_)?slug$/i.test(field.name)
  )
}

/**
 * Columns that no request brings, that have no default and of which no line says
 * where their value comes from:
 *
 *     | column   | type   |        POST /loans {"book_id": …}
 *     | book_id  | uuid   |
 *     | approver | string |   ←  who fills it in?
 *
 * One question for all of them.
 */
export const askUnwrittenColumns: QuestionPass = ({ assembly, entities, operations }) => {
  const made = linesOf(assembly).filter(({ text }) => MADE.test(text))
  const open = entities.flatMap((entity) => {
    const own = operations.filter(({ path }) => entityMeant(path, entities) === entity)
    const creates = own.filter(
      ({ method, path, body }) =>
        method === 'POST' &&
        body.length > 0 &&
        entityMeant(`/${segmentsOf(path).at(-1) ?? ''}`, entities) === entity,
    )
    if (entity.managedElsewhere || creates.length === 0) return []
    const given = new Set([
      ...operations.flatMap(({ body }) => body.flatMap(namesIn)),
      ...own.flatMap(namesOfAddresses),
      ...own.flatMap(({ body }) => body.map(({ column }) => fold(column ?? ''))),
      ...namesInPaths(creates),
    ])
    return entity.fields
      .filter((field) => !isFilledByItself(entity, field) && !given.has(fold(field.name)))
      .filter(({ name }) => !made.some(({ text }) => text.includes(name)))
      .map((field) => ({ entity, field }))
  })
  if (open.length === 0) return
  const needed = open.filter(({ field }) => !field.nullable)
  ask(assembly, {
    id: 'unwritten-columns',
    kind: 'missing',
    concern: 'client-visible',
    subjects: open.map(({ entity, field }) => `${entity.name}.${field.name}`),
    about: `No request brings ${listed(open.map(({ entity, field }) => `${entity.name}.${field.name}`))}, and no line says where the value comes from${needed.length > 0 ? `; ${listed(needed.map(({ entity, field }) => `${entity.name}.${field.name}`))} cannot be empty` : ''}.`,
    spans: open.flatMap(({ field }) => claimedAt(field, 'type').slice(0, 1)),
    options: [
      { id: 'empty', label: 'they stay empty; a row that needs one of them cannot be made' },
      { id: 'specified', label: 'the specification says now who fills them in; read it again' },
    ],
    recommended: 'empty',
  })
}
