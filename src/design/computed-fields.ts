import type { Assembly } from './assembly.js'
import { entityKey, slug } from './canonical-name.js'
import { columnKey } from './entity-groups.js'
import type { ComputedField, Entity, Field } from './entity.js'
import { columnsOfFormula, type Formula } from './formula/formula.js'
import { readFormula } from './formula/read-formula.js'
import { typeOfFormula } from './formula/type-of.js'
import type { OperationGroup } from './operation-groups.js'
import { ask, claimedAt } from './questions/ask.js'
import type { SchemaIndex } from './schemas.js'
import { freeRules } from './value-rules.js'

/** Words by which a document says that a value is nowhere stored. */
const UNSTORED =
  /\b(?:not|never|isn't|non)[- ](?:be )?(?:stored|persist(?:ed|ent)|saved)\b|\bvirtual\b|\b(?:computed|derived) (?:field|property|value)\b|\bon (?:read|the fly)\b|\bat (?:read ?time|runtime)\b/i
/** Words by which a document says that the service works a value out. */
const WORKED_OUT = /\b(?:computed|calculated|derived)\b/i
/** Words that make a value depend on when it is read. */
const CLOCK =
  /\btrue (?:when|if)\b.*\b(?:today|now|past|passed|current (?:date|time))\b|\b(?:from|until|since|between) (?:today|now)\b/i

const NUMERIC: ReadonlySet<string> = new Set(['integer', 'number', 'decimal'])

/**
 * Takes fields that only follow from columns of their row out of the columns: `is_overdue`, `days_left`, `full_name`. What
 * a client may send is stored, whatever a text says; what is said to be worked out and cannot be read is asked.
 */
export function withComputedFields(
  assembly: Assembly,
  entities: readonly Entity[],
  operations: readonly OperationGroup[],
  schemas: SchemaIndex,
): readonly Entity[] {
  return entities.map((entity) => {
    if (entity.managedElsewhere) return entity
    const sent = sentNames(entity, operations, schemas)
    const candidates = entity.fields.filter(
      (field) =>
        typeof field.formula === 'string' &&
        !field.primaryKey &&
        field.references === null &&
        field.generated === null &&
        (field.sequence ?? null) === null &&
        field.name !== entity.owner &&
        !sent.has(columnKey(field.name)),
    )
    const read = new Map(
      candidates.map((field) => [field.name, readFormula(field.formula ?? '', entity, field.name)]),
    )
    const computed = candidates.flatMap((field): readonly ComputedField[] => {
      const formula = inlined(read.get(field.name) ?? null, read)
      if (formula === null && !isUnreadable(field)) return []
      if (formula === null) askFormula(assembly, entity, field)
      return [computedField(entity, field, formula)]
    })
    if (computed.length === 0) return entity
    const names = new Set(computed.map(({ name }) => name))
    return { ...entity, fields: entity.fields.filter(({ name }) => !names.has(name)), computed }
  })
}

/** Fields of requests of which clients give values. */
function sentNames(
  entity: Entity,
  operations: readonly OperationGroup[],
  schemas: SchemaIndex,
): ReadonlySet<string> {
  const key = entityKey(entity.name)
  const bodies = operations.flatMap(({ body }) => body.map(({ subject }) => columnKey(subject.field)))
  const models = (['create', 'update', 'replace'] as const).flatMap((role) =>
    schemas
      .withRole(key, role)
      .flatMap(({ properties }) =>
        [...properties]
          .filter(([, facts]) =>
            facts.every(({ property, value }) => property !== 'readOnly' || value === false),
          )
          .map(([name]) => columnKey(name)),
      ),
  )
  return new Set([...bodies, ...models])
}

/**
 * A formula in columns alone: what it takes from another computed field is put in its place. Null where that is no
 * arithmetic.
 */
function inlined(
  formula: Formula | null,
  read: ReadonlyMap<string, Formula | null>,
  depth = 0,
): Formula | null {
  if (formula === null || depth > 4) return null
  const other = columnsOfFormula(formula).find(
    (column) => read.get(column) !== undefined && read.get(column) !== null,
  )
  if (other === undefined) return formula
  const inner = read.get(other)
  if (formula.kind !== 'number' || inner?.kind !== 'number' || inner.decimals !== null) return null
  return inlined({ ...formula, term: replaced(formula.term, other, inner.term) }, read, depth + 1)
}

type Term = Extract<Formula, { readonly kind: 'number' }>['term']

function replaced(term: Term, column: string, by: Term): Term {
  if (term.kind === 'column') return term.column === column ? by : term
  if (term.kind === 'number') return term
  return { ...term, left: replaced(term.left, column, by), right: replaced(term.right, column, by) }
}

/** Whether a text surely speaks of a value that is worked out, though nobody understands how. */
function isUnreadable({ formula, type }: Field): boolean {
  const text = formula ?? ''
  return (
    UNSTORED.test(text) ||
    CLOCK.test(text) ||
    (WORKED_OUT.test(text) && !NUMERIC.has(type) && type !== 'array')
  )
}

function computedField(entity: Entity, field: Field, formula: Formula | null): ComputedField {
  return {
    ...(formula === null ? freeRules(field.type) : typeOfFormula(formula, entity)),
    name: field.name,
    formula,
    description: field.description,
    origins: {
      ...field.origins,
      formula: field.origins['formula'] ?? field.origins['exists'] ?? [],
    },
  }
}

function askFormula(assembly: Assembly, entity: Entity, field: Field): void {
  const name = `${entity.name}.${field.name}`
  ask(assembly, {
    id: `${slug(entity.name)}-${slug(field.name)}-formula`,
    kind: 'ambiguous',
    concern: 'client-visible',
    subjects: [name],
    about: `${name} is worked out and not stored, and how is not understood: “${(field.formula ?? '').slice(0, 120)}”.`,
    spans: claimedAt(field, 'formula').slice(0, 3),
    options: [
      {
        id: 'leave-out',
        label: `answers leave ${field.name} out until a document says how it follows from other columns`,
      },
      { id: 'specified', label: 'the specification says it in other words now; read it again' },
    ],
    recommended: 'leave-out',
  })
}
