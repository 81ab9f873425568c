import type { Assembly } from './assembly.js'
import { groupBy } from './claim-index.js'
import type { DraftOperation } from './draft.js'
import type { Entity, Field } from './entity.js'
import { columnKey } from './entity-groups.js'
import { ask, claimedAt, listed } from './questions/ask.js'
import type { ValueRules } from './value.js'

const ID = 'stored-spelling'

/** What a pass over words gives back. */
export interface Spelled {
  readonly entities: readonly Entity[]
  readonly operations: readonly DraftOperation[]
}

/** Whether all words of one closed set stand in another, some in letters of different size. */
function differInCase(sent: readonly string[], stored: readonly string[]): boolean {
  const known = new Set(stored.map((word) => word.toLowerCase()))
  return (
    sent.length > 0 &&
    sent.every((word) => known.has(word.toLowerCase())) &&
    sent.some((word) => !stored.includes(word))
  )
}

/** The values that requests bring for a column, by the operations of its rows. */
function sentFor(field: Field, operations: readonly DraftOperation[]): readonly (readonly string[])[] {
  const { enum: stored } = field
  if (stored === null) return []
  return operations.flatMap(({ body, query }) =>
    [...body, ...query]
      .filter(({ name }) => columnKey(name) === columnKey(field.name))
      .flatMap(({ enum: words }) => (words !== null && differInCase(words, stored) ? [words] : [])),
  )
}

/** The word as another set spells it; one that is not in it is written in letters of the same size. */
function respelled(word: string, words: readonly string[]): string {
  const found = words.find((other) => other.toLowerCase() === word.toLowerCase())
  if (found !== undefined) return found
  if (words.every((other) => other === other.toLowerCase())) return word.toLowerCase()
  return words.every((other) => other === other.toUpperCase()) ? word.toUpperCase() : word
}

function respell<T extends ValueRules & { readonly default: Field['default'] }>(
  value: T,
  words: readonly string[],
): T {
  return {
    ...value,
    enum: value.enum === null ? null : value.enum.map((word) => respelled(word, words)),
    default: typeof value.default === 'string' ? respelled(value.default, words) : value.default,
  }
}

/**
 * One spelling of the words of a closed set that documents store in one and send in another:
 *
 *     priority IN ('LOW', 'HIGH')        "priority": "low" | "high"
 *
 * A table that refuses what clients send refuses every request. Clients cannot be changed from here, so the
 * table gives way unless a person says otherwise.
 */
export function withOneSpelling(
  assembly: Assembly,
  entities: readonly Entity[],
  operations: readonly DraftOperation[],
): Spelled {
  const open = entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap((entity) =>
      entity.fields.flatMap((field) => {
        const [sent] = sentFor(field, operations)
        return sent === undefined || field.enum === null ? [] : [{ entity, field, sent, stored: field.enum }]
      }),
    )
  const [first] = open
  if (first === undefined) return { entities, operations }
  ask(assembly, {
    id: ID,
    kind: 'conflict',
    concern: 'client-visible',
    subjects: open.map(({ entity, field }) => `${entity.name}.${field.name}`),
    about: `Documents spell what is sent and what is stored differently: ${listed(
      open.map(
        ({ entity, field, sent, stored }) =>
          `${entity.name}.${field.name} is sent as ${sent.join(', ')} and stored as ${stored.join(', ')}`,
      ),
      3,
    )}.`,
    spans: open.flatMap(({ field }) => claimedAt(field, 'enum').slice(0, 2)),
    options: [
      { id: 'sent', label: 'the table holds the words as clients send and read them' },
      { id: 'stored', label: 'clients must send and read the words as the table holds them' },
    ],
    recommended: 'sent',
  })
  if (assembly.answers.get(ID) === 'stored') {
    const words = groupBy(open, ({ field }) => columnKey(field.name))
    const spelled = <T extends DraftOperation['body'][number] | DraftOperation['query'][number]>(
      value: T,
    ): T => {
      const stored = words
        .get(columnKey(value.name))
        ?.find((one) => value.enum !== null && differInCase(value.enum, one.stored))?.stored
      return stored === undefined ? value : respell(value, stored)
    }
    return {
      entities,
      operations: operations.map((operation) => ({
        ...operation,
        body: operation.body.map(spelled),
        query: operation.query.map(spelled),
      })),
    }
  }
  return {
    entities: entities.map((entity) => ({
      ...entity,
      fields: entity.fields.map((field) => {
        const found = open.find((one) => one.field === field)
        return found === undefined ? field : respell(field, found.sent)
      }),
    })),
    operations,
  }
}
