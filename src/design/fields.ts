import type { ClaimOf } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { fold, slug } from './canonical-name.js'
import type { ValueFact } from './claim-index.js'
import { candidatesOf } from './claim-index.js'
import { decide } from './decide.js'
import type { Field } from './entity.js'
import type { Origin } from './origin.js'
import { originsOf, settle } from './settle.js'
import { settleValue } from './value-rules.js'

/** The facts of columns that other values have too. */
export function valueFactsOf(claims: readonly ClaimOf<'column'>[]): readonly ValueFact[] {
  return claims.flatMap((claim): readonly ValueFact[] => {
    switch (claim.property) {
      case 'primaryKey':
      case 'unique':
      case 'uniqueIgnoringCase':
      case 'index':
      case 'references':
      case 'onDelete':
      case 'touched':
      case 'holdsUser':
        return []
      default:
        return [claim]
    }
  })
}

/**
 * How much weaker the facts of a source are, by its id: a document that only
 * describes fields gives way to one that defines the table.
 */
export type SourceWeights = (source: string) => number

/** The name the strongest document gives a column. */
function fieldName(assembly: Assembly, claims: readonly ClaimOf<'column'>[], weights: SourceWeights): string {
  const names = settle(
    assembly.sources,
    'stored',
    claims.map(({ subject, span, reader }) => ({
      value: subject.field,
      span,
      reader,
      weight: weights(span.source),
    })),
  )
  const first = names?.[0].value ?? ''
  // SQL without quotes loses the letters' case: another document tells where the words begin.
  const spelled = /^[a-z0-9]+$/.test(first)
    ? claims.find(({ subject: { field } }) => /[a-z0-9][A-Z_]/.test(field) && fold(field) === fold(first))
    : undefined
  return lowerFirst(spelled?.subject.field ?? first)
}

/** `DurationMinutes`, as classes of C# write it, is `durationMinutes` in JSON. */
function lowerFirst(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** Characters that a definition of a column may take: a call over several lines, a row of a table. */
const DEFINITION_LENGTH = 600

/**
 * Whether a fact stands where its document defines the column, with its type;
 * what a document says of it elsewhere gives way to that.
 */
function isAtDefinition({ span }: ValueFact, claims: readonly ClaimOf<'column'>[]): boolean {
  const types = claims.filter((claim) => claim.property === 'type' && claim.span.source === span.source)
  return (
    types.length === 0 || types.some((type) => Math.abs(type.span.start - span.start) < DEFINITION_LENGTH)
  )
}

/** Builds one column from its claims and from what request models say of the same value. */
export function buildField(
  assembly: Assembly,
  entity: string,
  claims: readonly ClaimOf<'column'>[],
  fills: readonly ValueFact[],
  weights: SourceWeights,
): Field {
  const name = fieldName(assembly, claims, weights)
  const subject = `${entity}.${name}`
  const topic = slug(`${entity}-${name}`)
  const own = valueFactsOf(claims).map((fact) => ({
    ...fact,
    weight: weights(fact.span.source) + (isAtDefinition(fact, claims) ? 0 : 0.25),
  }))
  const missing = fills.filter((fill) => own.every((fact) => fact.property !== fill.property))
  const settled = settleValue(assembly, [...own, ...missing], {
    aspect: 'stored',
    topic,
    subject,
    also: [],
  })
  const origins = new Map<string, readonly Origin[]>(Object.entries(settled.origins))
  const flag = (property: 'primaryKey' | 'unique' | 'index' | 'touched' | 'holdsUser'): boolean => {
    const alternatives = settle(assembly.sources, 'stored', candidatesOf(claims, property))
    const positive = alternatives?.find(({ value }) => value)
    if (positive === undefined) return false
    if (alternatives?.[0].value === false && alternatives[0].tier < positive.tier) return false
    origins.set(property, originsOf(positive))
    return true
  }
  const references = settle(assembly.sources, 'stored', candidatesOf(claims, 'references'))
  const target =
    references === null
      ? null
      : decide(assembly, references, {
          id: `${topic}-references`,
          concern: 'data-loss',
          subjects: [subject],
          what: `row that ${subject} refers to`,
          consequence: (value) => `${subject} must be a ${value}`,
          differs: (left, right) => referenceKey(left) !== referenceKey(right),
        })
  if (target !== null) origins.set('references', target.origins)
  const onDelete = settle(assembly.sources, 'stored', candidatesOf(claims, 'onDelete'))
  const primaryKey = flag('primaryKey')
  const deletion =
    // Rows go with the row that they refer to; a key that refers to none goes with nothing.
    onDelete === null || (primaryKey && references === null)
      ? null
      : decide(assembly, onDelete, {
          id: `${topic}-on-delete`,
          concern: 'data-loss',
          subjects: [subject],
          what: `fate of rows whose ${subject} is deleted`,
          consequence: (value) => `on delete: ${value}`,
        })
  if (deletion !== null) origins.set('onDelete', deletion.origins)
  return {
    ...settled.rules,
    name,
    nullable: primaryKey ? false : (settled.nullable ?? settled.required === false),
    default: settled.default,
    generated: settled.generated,
    primaryKey,
    unique: flag('unique'),
    index: flag('index'),
    references: target?.value ?? null,
    onDelete: deletion?.value ?? null,
    touched: flag('touched'),
    ...(flag('holdsUser') ? { holdsUser: true } : {}),
    ...(settled.sequence === null ? {} : { sequence: settled.sequence }),
    ...(settled.kept ? { kept: true } : {}),
    ...(settled.calculated === null ? {} : { calculated: settled.calculated }),
    ...(settled.formula === null ? {} : { formula: settled.formula }),
    description: settled.description,
    origins: Object.fromEntries(origins),
  }
}

/** `users.id`, `User.id` and `user(id)` are one target. */
function referenceKey(reference: string): string {
  const [table = '', ...rest] = reference
    .toLowerCase()
    .split(/[.()]/)
    .filter((part) => part !== '')
  return `${table.replace(/s$/, '')}.${rest.at(-1) ?? 'id'}`
}
