import type { Claim } from '../claims/claim.js'
import { illustrates } from '../claims/illustrations.js'
import type { Assembly } from './assembly.js'
import { isHealthPath, isUserParameter, parameterName, segmentsOf, withoutUser } from './canonical-path.js'
import { entityKey } from './canonical-name.js'
import { candidatesOf, groupBy } from './claim-index.js'
import type { OutOfScope } from './design.js'
import type { OperationGroup } from './operation-groups.js'
import { claimsOf, groupTier, operationId, operationKey } from './operation-groups.js'
import type { Origin } from './origin.js'
import { compareAuthority, tierOf } from './precedence.js'
import type { SourceIndex } from './source-index.js'

/** Operations of this backend, and what the documents mention that it does not do. */
export interface Scope {
  readonly operations: readonly OperationGroup[]
  readonly outOfScope: readonly OutOfScope[]
}

/** Path segments of the endpoints of an authentication library. */
const AUTH_SEGMENTS =
  /^(?:auth|sign-?(?:up|in|out)|log-?(?:in|out)|register|session|sessions|token|refresh|callback|me|forgot-password|reset-password|verify-email)$/i

function origins(group: OperationGroup): readonly Origin[] {
  return claimsOf(group)
    .slice(0, 4)
    .map(({ span, reader }) => ({ kind: 'claim', span, reader }))
}

function entry(group: OperationGroup, why: string): OutOfScope {
  return { what: operationId(group), why, origins: { exists: origins(group) } }
}

/** Folders of the features whose documents name operations. */
function featuresWithOperations({
  reading,
  sources,
}: Pick<Assembly, 'reading' | 'sources'>): ReadonlySet<string> {
  return new Set(
    reading.claims.flatMap(({ subject, property, span }) =>
      subject.kind === 'operation' && property === 'exists'
        ? [sources.sources.get(span.source)?.feature?.folder ?? '']
        : [],
    ),
  )
}

/** Features that describe a program for the console, whose data this backend does not keep. */
function consoleFeatures({ reading, sources }: Assembly): ReadonlySet<string> {
  const withOperations = featuresWithOperations({ reading, sources })
  const byFeature = groupBy([...sources.sources.values()], ({ feature }) => feature?.folder ?? '')
  return new Set(
    [...byFeature]
      .filter(([folder]) => folder !== '' && !withOperations.has(folder))
      .filter(([, documents]) =>
        documents.some(
          ({ kind, text }) =>
            kind === 'feature' &&
            /\b(?:console|command[- ]line|CLI|terminal|in-memory)\b/i.test(text.slice(0, 4000)) &&
            !/\b(?:REST|HTTP|endpoint)s?\b/i.test(text.slice(0, 4000)),
        ),
      )
      .map(([folder]) => folder),
  )
}

/** Whether a document may speak of this backend at all, by the id of its source. */
export function backendSources(assembly: Assembly): (source: string) => boolean {
  const excluded = consoleFeatures(assembly)
  return (source) => !excluded.has(assembly.sources.sources.get(source)?.feature?.folder ?? '\0')
}

/** Names of features about programs beside this backend. */
const OTHER_PROGRAM =
  /(?:^|[-_/])(?:chat-?bots?|chatkit|(?:ai-)?agents?|mcp|agentic(?:-\w{1,20})?|kubernetes|k8s|helm|docker|deployment|kafka|dapr|e-?mails?|voice|ci-?cd)(?:$|[-_/])/i

/** Paths at which people talk with a program. */
const TALK =
  /(?:^|\/)(?:chat\w*|ask|agents?|assistants?|conversations?|messages|mcp|tools|threads?|voice|workers?|health)(?:\/|$)/i

/** Folders of features that name no operation but those at which people talk with a program. */
function featuresThatTalk({ reading, sources }: Assembly): ReadonlySet<string> {
  const folders = new Map<string, boolean>()
  for (const { subject, property, span } of reading.claims) {
    if (subject.kind !== 'operation' || property !== 'exists') continue
    const folder = sources.sources.get(span.source)?.feature?.folder ?? ''
    folders.set(folder, (folders.get(folder) ?? true) && TALK.test(subject.path))
  }
  return new Set([...folders].filter(([, talks]) => talks).map(([folder]) => folder))
}

/** What a document is about, when it is not about this backend. */
export interface OtherSubject {
  /**
   * Nothing said of a console program is a demand on this backend; the others may turn to it. A `talk` is with an agent
   * behind routes of this backend.
   */
  readonly kind: 'console' | 'program' | 'frontend' | 'talk'
  readonly why: string
  /** Documents of the feature, where this backend has the routes at which people talk with that program. */
  readonly sources?: readonly string[]
}

/** Folders of the features that have documents about a frontend. */
function frontendFolders(sources: SourceIndex): ReadonlySet<string> {
  return new Set(
    [...sources.sources.values()].flatMap(({ id, feature }) =>
      feature !== null && sources.kind(id) === 'frontend' ? [feature.folder] : [],
    ),
  )
}

/** The documents that describe another program, by their ids. */
export function otherSubjects(assembly: Assembly): ReadonlyMap<string, OtherSubject> {
  const consoles = consoleFeatures(assembly)
  const { sources } = assembly
  const serving = featuresWithOperations(assembly)
  const talks = featuresThatTalk(assembly)
  const byFeature = groupBy([...sources.sources.values()], (source) => source.feature?.folder ?? '')
  const frontends = frontendFolders(sources)
  const describedElsewhere = [...serving].some((folder) => !frontends.has(folder))
  return new Map(
    [...sources.sources.values()].flatMap(({ id, feature }): [string, OtherSubject][] => {
      const folder = feature?.folder ?? ''
      const name = folder.slice(folder.lastIndexOf('/') + 1)
      if (consoles.has(folder))
        return [[id, { kind: 'console', why: `“${name}” describes a program for the console` }]]
      // A feature that gives the backend operations speaks of it too, a frontend's when no other does.
      const serves = folder !== '' && serving.has(folder)
      if (sources.kind(id) === 'frontend' && !(serves && !describedElsewhere))
        return [[id, { kind: 'frontend', why: 'a document about the frontend' }]]
      const why = `“${name}” is about another program`
      if (!OTHER_PROGRAM.test(name)) return []
      if (!serves) return [[id, { kind: 'program', why }]]
      const documents = (byFeature.get(folder) ?? []).map((source) => source.id)
      return talks.has(folder) ? [[id, { kind: 'talk', why, sources: documents }]] : []
    }),
  )
}

/** Whether a claim may speak of this backend at all. */
export function backendClaims(assembly: Assembly): (claim: Claim) => boolean {
  const speaks = backendSources(assembly)
  return ({ span }) => speaks(span.source)
}

/** Whether an operation belongs to the library that issues the tokens, which has the `library` tables. */
function isAuthLibrary(group: OperationGroup, library: ReadonlySet<string>): boolean {
  const literals = segmentsOf(group.path).filter((segment) => parameterName(segment) === null)
  if (!library.has('session') && literals.some((segment) => entityKey(segment) === 'session')) return false
  return (
    literals.length > 0 &&
    (literals.includes('auth') ||
      (literals.every((segment) => /^(?:api|v\d+)$/.test(segment) || AUTH_SEGMENTS.test(segment)) &&
        literals.some((segment) => AUTH_SEGMENTS.test(segment))))
  )
}

function saidToBeOut(assembly: Assembly, group: OperationGroup): OutOfScope | null {
  const order = compareAuthority(assembly.sources, 'wire')
  const [said] = candidatesOf(group.claims, 'outOfScope').toSorted((left, right) =>
    order(left.span, right.span),
  )
  if (said === undefined) return null
  const asked = candidatesOf(group.claims, 'exists').filter(({ span }) => span.source !== said.span.source)
  const tier = tierOf(assembly.sources, said.span.source, 'wire')
  if (asked.some(({ span }) => tierOf(assembly.sources, span.source, 'wire') < tier)) return null
  return {
    what: operationId(group),
    why: said.value.why,
    origins: { exists: [{ kind: 'claim', span: said.span, reader: said.reader }] },
  }
}

/** Operations that a document says another one takes the place of. */
function replaced(groups: readonly OperationGroup[]): ReadonlyMap<string, OperationGroup> {
  return new Map(
    groups.flatMap((group) =>
      candidatesOf(group.claims, 'replaces')
        .map(({ value }) => operationKey(value))
        .filter((key) => key !== operationKey(group))
        .map((key) => [key, group] as const),
    ),
  )
}

/** What a document can say of an operation that it only names. */
const MERE: ReadonlySet<string> = new Set(['exists', 'summary', 'description', 'tag'])

/** The pages on which FastAPI shows its own contract, where documents say no more than that they are there and open. */
function isFrameworkPage(group: OperationGroup): boolean {
  return (
    group.method === 'GET' &&
    /^(?:\/api)?\/(?:docs|redoc|openapi\.json)$/.test(group.path) &&
    claimsOf(group).every(({ property }) => MERE.has(property) || property === 'access')
  )
}

/**
 * Whether weaker documents of a feature only name an operation that the
 * contract of the same feature does not have, without a word on its body,
 * parameters or answers.
 */
function isBareMention(
  assembly: Assembly,
  group: OperationGroup,
  groups: readonly OperationGroup[],
): boolean {
  if (groupTier(assembly, group) < 2) return false
  const claims = claimsOf(group)
  if (claims.some((claim) => !illustrates(claim) && !MERE.has(claim.property))) return false
  const featureOf = (source: string) => assembly.sources.sources.get(source)?.feature?.folder ?? null
  const features = new Set(claims.map(({ span }) => featureOf(span.source)))
  return groups.some(
    (other) =>
      other !== group &&
      claimsOf(other).some(
        ({ span }) =>
          tierOf(assembly.sources, span.source, 'wire') <= 1 && features.has(featureOf(span.source)),
      ),
  )
}

/** Asks what an operation is that a document names and no document describes. */
function askMention(assembly: Assembly, group: OperationGroup): void {
  const id = 'undescribed-operations'
  const spans = claimsOf(group)
    .slice(0, 4)
    .map(({ span }) => span)
  assembly.questions.add({
    id,
    kind: 'missing',
    concern: 'client-visible',
    blocking: false,
    subjects: [operationId(group)],
    about: 'Documents name operations without saying what they take and answer.',
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: 'leave-out', label: 'they are not served until a document describes them' },
      { id: 'specified', label: 'the specification has been completed; read it again' },
    ],
    recommended: 'leave-out',
    answer: assembly.answers.get(id) ?? null,
  })
}

/**
 * Divides the operations into those of this backend and those that are not: the
 * endpoints of the library that issues tokens, frontend pages, features left
 * for later, operations that later documents replace, and routes that only a
 * constitution, a guide or a frontend document names beside a real contract.
 *
 * @param library keys of the entities whose tables the library has
 */
export function divideScope(
  assembly: Assembly,
  groups: readonly OperationGroup[],
  tokensIssuedElsewhere: readonly Origin[] | null,
  library: ReadonlySet<string>,
): Scope {
  const operations: OperationGroup[] = []
  const outOfScope: OutOfScope[] = []
  const takenOver = replaced(groups)
  const best = Math.min(...groups.map((group) => groupTier(assembly, group)), 9)
  for (const group of groups) {
    const said = saidToBeOut(assembly, group)
    const successor = takenOver.get(operationKey(group))
    const tier = groupTier(assembly, group)
    if (said !== null) outOfScope.push(said)
    else if (successor !== undefined) outOfScope.push(entry(group, `replaced by ${operationId(successor)}`))
    else if (tokensIssuedElsewhere !== null && isAuthLibrary(group, library)) {
      outOfScope.push({
        ...entry(group, 'served by the library that issues the tokens'),
        origins: { exists: origins(group), why: tokensIssuedElsewhere },
      })
    } else if (isFrameworkPage(group)) outOfScope.push(entry(group, 'FastAPI serves this page by itself'))
    else if (isHealthPath(group.path)) operations.push(group)
    else if (segmentsOf(group.path).every((segment) => parameterName(segment) !== null) && tier > best)
      outOfScope.push(entry(group, 'the path names no resource'))
    else if (isBareMention(assembly, group, groups)) {
      outOfScope.push(entry(group, 'only named; the contract of its feature does not have it'))
      askMention(assembly, group)
    } else if (tier >= 5 && best <= 3)
      outOfScope.push(entry(group, 'named by no document that describes what the backend offers'))
    else operations.push(group)
  }
  return { operations, outOfScope }
}

/** Pairs of operations that differ only in a user id in the path: `[with it, without it]`. */
export function userVariants(
  groups: readonly OperationGroup[],
): readonly (readonly [OperationGroup, OperationGroup])[] {
  const byKey = new Map(groups.map((group) => [operationKey(group), group]))
  return groups.flatMap((group) => {
    if (!segmentsOf(group.path).some((segment) => isUserParameter(parameterName(segment) ?? ''))) return []
    const short = byKey.get(operationKey({ method: group.method, path: withoutUser(group.path) }))
    return short === undefined || short === group ? [] : [[group, short] as const]
  })
}
