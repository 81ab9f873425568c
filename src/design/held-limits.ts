import type { Assembly } from './assembly.js'
import type { DraftOperation } from './draft.js'
import type { Entity, Field } from './entity.js'
import { ask, claimedAt } from './questions/ask.js'
import { entityOfPath } from './resource.js'

const ID = 'wider-than-stored'

/** Limits that both a request and a table have, and whether the table allows less. */
const LIMITS = [
  ['minimum', (sent: number, kept: number) => sent < kept],
  ['maximum', (sent: number, kept: number) => sent > kept],
  ['minLength', (sent: number, kept: number) => sent < kept],
  ['maxLength', (sent: number, kept: number) => sent > kept],
] as const

type Sent = DraftOperation['body'][number]

/** A limit of a body that lets in what the table refuses. */
interface Wider {
  readonly operation: DraftOperation
  readonly sent: Sent
  readonly entity: Entity
  readonly column: Field
  readonly limit: (typeof LIMITS)[number][0]
}

function widerIn(operation: DraftOperation, entities: readonly Entity[]): readonly Wider[] {
  const entity = entityOfPath(operation.path, entities)
  if (entity === null || entity.managedElsewhere) return []
  return operation.body.flatMap((sent) => {
    const column = entity.fields.find(({ name }) => name === sent.column)
    if (column === undefined || column.type !== sent.type) return []
    return LIMITS.flatMap(([limit, lessIn]): readonly Wider[] => {
      const [own, kept] = [sent[limit], column[limit]]
      return own !== null && kept !== null && lessIn(own, kept)
        ? [{ operation, sent, entity, column, limit }]
        : []
    })
  })
}

/**
 * Holds requests to what the table can keep, where documents give a wider range for what is sent:
 *
 *     "unit": 1-255                     unit INTEGER CHECK (unit BETWEEN 1 AND 247)
 *
 * A table that refuses what the contract lets in answers with its own refusal, so one must give way: a question.
 */
export function withHeldLimits(
  assembly: Assembly,
  entities: readonly Entity[],
  operations: readonly DraftOperation[],
): readonly DraftOperation[] {
  const open = operations.flatMap((operation) => widerIn(operation, entities))
  const [first] = open
  if (first === undefined) return operations
  const told = new Map(
    open.map(({ entity, sent, column, limit }) => [
      `${entity.name}.${column.name} ${limit}`,
      `${entity.name}.${column.name} is sent with ${limit} ${String(sent[limit])} and kept with ${String(column[limit])}`,
    ]),
  )
  ask(assembly, {
    id: ID,
    kind: 'conflict',
    concern: 'client-visible',
    subjects: [...new Set(open.map(({ entity, column }) => `${entity.name}.${column.name}`))],
    about: `Requests may bring what the table cannot keep: ${[...told.values()].slice(0, 4).join('; ')}.`,
    spans: open
      .flatMap(({ sent, column, limit }) => [
        ...claimedAt(sent, limit).slice(0, 1),
        ...claimedAt(column, limit).slice(0, 1),
      ])
      .filter(
        (span, index, all) =>
          all.findIndex((one) => one.source === span.source && one.start === span.start) === index,
      )
      .slice(0, 8),
    options: [
      { id: 'held', label: 'requests are held to what the table keeps; more is refused as invalid' },
      { id: 'specified', label: 'the documents give one limit now; read them again' },
    ],
    recommended: 'held',
  })
  return operations.map((operation) => {
    const own = open.filter((one) => one.operation === operation)
    return own.length === 0
      ? operation
      : { ...operation, body: operation.body.map((sent) => heldTo(sent, own)) }
  })
}

function heldTo(sent: Sent, open: readonly Wider[]): Sent {
  const limits = open
    .filter((one) => one.sent === sent)
    .map(({ column, limit }) => [limit, column[limit]] as const)
  return { ...sent, ...Object.fromEntries(limits) }
}
