import type { Claim } from '../../claims/claim.js'
import type { Statement } from '../../claims/statement.js'
import type { Design } from '../../design/design.js'
import type { Entity } from '../../design/entity.js'
import type { Operation } from '../../design/operation.js'
import type { OtherSubject } from '../../design/scope.js'
import { operationsOfSchema } from './claim-aspects.js'
import { operationOfClaim, operationsNamedIn } from './select-operations.js'
import { entitiesNamedIn, operationsServing, operationsSpokenOf } from './verbs.js'

/** A statement with what it may speak of. */
export interface StatementContext {
  readonly design: Design
  readonly statement: Statement
  /** The text in lower case. */
  readonly text: string
  /** Claims made from the statement's own words. */
  readonly claims: readonly Claim[]
  /** Operations that the statement's own words name or ask for. */
  readonly spoken: readonly Operation[]
  /** Operations in question: those spoken of, else those of the sections around it. */
  readonly operations: readonly Operation[]
  /** The same, but for a rule for all that names entities those of these entities, if any is served. */
  readonly nearest: readonly Operation[]
  /** True when neither the words nor the sections tell an operation: a rule for all. */
  readonly general: boolean
  /** Entities that the words name, else those that the innermost section naming any names. */
  readonly entities: readonly Entity[]
  /** What its document is about, when that is another program. */
  readonly elsewhere: OtherSubject | null
}

/** Works out what a statement may speak of. */
export function contextOf(
  design: Design,
  statement: Statement,
  claims: readonly Claim[],
  elsewhere: OtherSubject | null = null,
): StatementContext {
  const { text, headings } = statement
  const named = operationsNamedIn(design, text)
  const claimed = [...new Set(claims.flatMap((claim) => claimedOperations(design, claim)))]
  const everything =
    /\b(?:all|every|each|any) (?:\w{1,20} ){0,2}(?:endpoints?|requests?|operations?|routes?|quer(?:y|ies)|apis?)\b/i.test(
      text,
    )
  const spoken =
    [named, claimed, everything ? [] : operationsSpokenOf(design, text)].find((list) => list.length > 0) ?? []
  const around = everything ? [] : headingOperations(design, headings)
  const operations = spoken.length > 0 ? spoken : around
  const entities = subjectEntities(design, text, headings)
  const served = everything ? [] : operationsServing(design, entities)
  return {
    design,
    statement,
    text: text.toLowerCase(),
    claims,
    spoken,
    operations: operations.length > 0 ? operations : design.operations,
    nearest: [operations, served].find((list) => list.length > 0) ?? design.operations,
    general: operations.length === 0,
    entities,
    elsewhere,
  }
}

/** Entities of this backend that the words name, else the innermost section; only then those kept elsewhere. */
function subjectEntities(design: Design, text: string, headings: readonly string[]): readonly Entity[] {
  const named = [text, ...headings.toReversed()].map((words) => entitiesNamedIn(design, words))
  const own = named.map((list) => list.filter((entity) => !entity.managedElsewhere))
  return [...own, ...named].find((list) => list.length > 0) ?? []
}

/** The operations that a claim is about, directly or through the schema of a body or response. */
function claimedOperations(design: Design, claim: Claim): readonly Operation[] {
  const { subject } = claim
  if (subject.kind === 'schema' || subject.kind === 'property')
    return operationsOfSchema(design, subject.schema)
  const operation = operationOfClaim(design, claim)
  return operation === null ? [] : [operation]
}

/** The operations of the innermost section whose title names or asks for any. */
function headingOperations(design: Design, headings: readonly string[]): readonly Operation[] {
  for (const heading of headings.toReversed()) {
    const named = operationsNamedIn(design, heading)
    if (named.length > 0) return named
    const spoken = operationsSpokenOf(design, heading)
    if (spoken.length > 0) return spoken
  }
  return []
}
