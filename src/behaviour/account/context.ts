import type { Claim } from '../../claims/claim.js'
import type { Statement } from '../../claims/statement.js'
import type { Design } from '../../design/design.js'
import type { Entity } from '../../design/entity.js'
import type { Operation } from '../../design/operation.js'
import type { OtherSubject } from '../../design/scope.js'
import { operationsOfSchema } from './claim-aspects.js'
import type { OperationSection, SectionRoutes } from './select-operations.js'
import { operationOfClaim, operationsNamedIn, operationSection } from './select-operations.js'
import { doing, entitiesNamedIn, operationsServing, operationsSpokenOf } from './verbs.js'

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
  /** The section of an operation's own in which the statement stands, unless its words turn to another. */
  readonly section: OperationSection | null
  /** What its document is about, when that is another program. */
  readonly elsewhere: OtherSubject | null
}

/** Works out what a statement may speak of. */
export function contextOf(
  design: Design,
  statement: Statement,
  claims: readonly Claim[],
  elsewhere: OtherSubject | null = null,
  sections: SectionRoutes = new Map(),
): StatementContext {
  const { text, headings } = statement
  const named = operationsNamedIn(design, text)
  const claimed = [...new Set(claims.flatMap((claim) => claimedOperations(design, claim)))]
  const everything =
    /\b(?:all|every|each|any) (?:\w{1,20} ){0,2}(?:endpoints?|requests?|operations?|routes?|quer(?:y|ies)|apis?)\b/i.test(
      text,
    )
  const section = named.length > 0 || everything ? null : operationSection(design, statement, sections)
  const worded = everything ? [] : operationsSpokenOf(design, text)
  const spoken =
    [
      named,
      claimed,
      section === null ? worded : worded.filter((one) => section.operations.includes(one)),
      // "Can update title, note or both" under "Update a loan" is about that operation.
      section !== null || everything || entitiesNamedIn(design, text).length > 0
        ? []
        : doing(text, headingOperations(design, headings)),
    ].find((list) => list.length > 0) ?? []
  const around = everything ? [] : (section?.operations ?? headingOperations(design, headings))
  const operations = spoken.length > 0 ? spoken : around
  const entities = subjectEntities(design, text, headings)
  const served = everything ? [] : operationsServing(design, entities)
  const all = section === null ? design.operations : []
  return {
    design,
    statement,
    text: text.toLowerCase(),
    claims,
    spoken,
    operations: operations.length > 0 ? operations : all,
    nearest: [operations, served].find((list) => list.length > 0) ?? all,
    general: operations.length === 0 && section === null,
    entities,
    section,
    elsewhere: elsewhere ?? titledElsewhere(statement),
  }
}

/** Titles of documents about agents that people talk with, behind routes of this backend or not. */
function titledElsewhere({ headings: [title], span }: Statement): OtherSubject | null {
  return title !== undefined &&
    /\b(?:agentic|chat ?bots?|ai[- ](?:agents?|powered)|chatkit|mcp)\b/i.test(title) &&
    !/\bconstitution\b/i.test(title)
    ? { kind: 'talk', why: `“${title.slice(0, 60)}” is about another program`, sources: [span.source] }
    : null
}

/** Entities of this backend that the words name, else the innermost section; only then those kept elsewhere. */
function subjectEntities(design: Design, text: string, headings: readonly string[]): readonly Entity[] {
  const described = describedEntities(design, text, headings)
  if (described.length > 0) return described
  const named = [text, ...headings.toReversed()].map((words) => entitiesNamedIn(design, words))
  const own = named.map((list) => list.filter((entity) => !entity.managedElsewhere))
  return [...own, ...named].find((list) => list.length > 0) ?? []
}

/** The entities of the innermost section that names any, where the text speaks of a column of theirs by its name. */
function describedEntities(design: Design, text: string, headings: readonly string[]): readonly Entity[] {
  const identifiers = new Set(text.match(/\b[a-z]\w{0,40}(?:_\w{1,60}|[a-z0-9][A-Z]\w{0,60})\b/g) ?? [])
  if (identifiers.size === 0) return []
  const has = (one: Entity): boolean => one.fields.some((field) => identifiers.has(field.name))
  const named = entitiesNamedIn(design, text).filter((one) => !one.managedElsewhere)
  if (named.some(has)) return named
  for (const heading of headings.toReversed()) {
    const around = entitiesNamedIn(design, heading)
    if (around.length > 0) return around.filter(has)
  }
  return []
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
