import type { Span } from '../source/span.js'
import type {
  Claim,
  ColumnFacts,
  EntityFacts,
  Method,
  OperationFacts,
  SchemaFacts,
  ServiceFacts,
} from './claim.js'
import type { ValueFacts } from './shape.js'

/** One fact with the words that say it, before it is known what it is about. */
export type Said<Facts> = {
  readonly [P in keyof Facts]: { readonly property: P; readonly value: Facts[P]; readonly span: Span }
}[keyof Facts]

/** Properties that only a column has; a request or response model has no place for them. */
const STORED_ONLY: ReadonlySet<string> = new Set([
  'primaryKey',
  'unique',
  'uniqueIgnoringCase',
  'index',
  'references',
  'onDelete',
  'touched',
  'holdsUser',
])

/** Facts as claims about a column. */
export function columnClaims(
  reader: string,
  entity: string,
  field: string,
  facts: readonly Said<ColumnFacts>[],
): readonly Claim[] {
  return facts.map((fact) => ({ subject: { kind: 'column', entity, field }, ...fact, reader }))
}

/** Facts as claims about an entity. */
export function entityClaims(
  reader: string,
  entity: string,
  facts: readonly Said<EntityFacts>[],
): readonly Claim[] {
  return facts.map((fact) => ({ subject: { kind: 'entity', entity }, ...fact, reader }))
}

/** Facts as claims about a field of a named schema. */
export function propertyClaims(
  reader: string,
  schema: string,
  field: string,
  facts: readonly Said<ValueFacts>[],
): readonly Claim[] {
  return facts.map((fact) => ({ subject: { kind: 'property', schema, field }, ...fact, reader }))
}

/** Facts as claims about a named schema. */
export function schemaClaims(
  reader: string,
  schema: string,
  facts: readonly Said<SchemaFacts>[],
): readonly Claim[] {
  return facts.map((fact) => ({ subject: { kind: 'schema', schema }, ...fact, reader }))
}

/** Facts as claims about the whole service. */
export function serviceClaims(reader: string, facts: readonly Said<ServiceFacts>[]): readonly Claim[] {
  return facts.map((fact) => ({ subject: { kind: 'service' }, ...fact, reader }))
}

/** Facts as claims about one operation. */
export function operationClaims(
  reader: string,
  operation: { readonly method: Method; readonly path: string },
  facts: readonly Said<OperationFacts>[],
): readonly Claim[] {
  const { method, path } = operation
  return facts.map((fact) => ({ subject: { kind: 'operation', method, path }, ...fact, reader }))
}

/** The facts that hold for a value wherever it stands, without those of its storage. */
export function valueFacts(facts: readonly Said<ColumnFacts>[]): readonly Said<ValueFacts>[] {
  return facts.filter((fact): fact is Said<ColumnFacts> & Said<ValueFacts> => !STORED_ONLY.has(fact.property))
}
