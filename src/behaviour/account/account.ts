import type { Claim } from '../../claims/claim.js'
import type { Statement } from '../../claims/statement.js'
import { groupBy } from '../../design/claim-index.js'
import type { Design } from '../../design/design.js'
import type { Draft } from '../../design/draft.js'
import type { Operation } from '../../design/operation.js'
import type { AccountedStatement, Aspect, StatementOutcome } from '../../design/trace.js'
import type { Span } from '../../source/span.js'
import { questionId } from '../question.js'
import { CLOCK, isClockRule } from './clock-words.js'
import { aspectsOf, computedAspects } from './claim-aspects.js'
import type { StatementContext } from './context.js'
import { contextOf } from './context.js'
import { provingAspects } from './refusal-words.js'
import { ARCHITECTURE, DEMANDS } from './demands.js'
import { FIRST, LAST, SECOND, turnsToTheBackend } from './scope-rules.js'
import type { ScopeRule } from './scope-rule.js'
import { operationAt, operationsNamedIn, sectionRoutesOf } from './select-operations.js'
import { unkeptFileBounds } from './demands/file-bounds.js'
import { withoutTakenOf } from './demands/taken.js'
import { unmadeEffect } from './unmade-effects.js'
import { unmadeFollower } from './unmade-followers.js'
import { unkeptConstraint } from './unkept-constraints.js'
import { unshownField } from './unshown-field.js'
import { unsetMoment } from './unset-moments.js'
import { unreadParameter } from './unread-parameter.js'
import { unbuiltEffect } from '../unbuilt-effect.js'

/** Gives every statement its single outcome. */
export function accountStatements(
  design: Design,
  { statements, otherSubjects }: Pick<Draft, 'statements' | 'otherSubjects'>,
  claims: readonly Claim[],
): readonly AccountedStatement[] {
  const bySource = groupBy(claims, (claim) => claim.span.source)
  const sections = sectionRoutesOf(statements)
  return statements.map((statement) => {
    const own = (bySource.get(statement.span.source) ?? []).filter(
      (claim) => within(claim.span, statement.span) || summarises(claim, statement),
    )
    return {
      ...statement,
      outcome: outcomeOf(
        contextOf(design, statement, own, otherSubjects?.get(statement.span.source) ?? null, sections),
      ),
    }
  })
}

/** The words of a rule against the clock that no operation checks. */
function unbuiltClock({ claims, design, text }: StatementContext): string | null {
  if (claims.some((claim) => isClockRule(claim) && aspectsOf(claim, design).length > 0)) return null
  return /\b(?:must|shall|should|cannot|can't|may not|only|never|always|reject\w*|refus\w*|not allowed|not accepted|invalid)\b/i.test(
    text,
  )
    ? (CLOCK.exec(text)?.[0] ?? null)
    : null
}

function within(inner: Span, outer: Span): boolean {
  return inner.source === outer.source && inner.start >= outer.start && inner.end <= outer.end
}

/** Characters between the key of a text in a contract and its words: `description: >-`. */
const KEY_LENGTH = 40

/** Whether a statement is the first sentence of what a contract says an operation is for. */
function summarises({ subject, property, span }: Claim, { id, span: own }: Statement): boolean {
  return (
    subject.kind === 'operation' &&
    (property === 'summary' || property === 'description') &&
    within(own, span) &&
    own.start - span.start <= KEY_LENGTH &&
    !id.includes('#')
  )
}

/**
 * The outcome, by the first of: left out in so many words; the subject of an
 * open question; claims that the design keeps and that are not made in passing; a subject that is not this
 * backend's; demands that its words make; the architecture.
 */
function outcomeOf(context: StatementContext): StatementOutcome {
  const left = firstReason(FIRST, context)
  if (left !== null) return { status: 'out-of-scope', why: left }
  const questions = citing(context)
  if (questions.length > 0) return { status: 'asked', questions }
  const aside = context.claims.every(isPassing) ? besides(context) : null
  if (aside !== null) return { status: 'out-of-scope', why: aside }
  const unbuilt = unbuiltQuestions(context, context.section?.operations ?? context.spoken)
  if (unbuilt.length > 0) return { status: 'asked', questions: unbuilt }
  const effect =
    unbuiltEffect(withoutTakenOf(context.design, context.statement.text), context.design.entities) ??
    unbuiltClock(context) ??
    unreadParameter(context) ??
    unkeptFileBounds(context) ??
    unmadeFollower(context) ??
    unmadeEffect(context) ??
    unsetMoment(context) ??
    unkeptConstraint(context) ??
    unshownField(context)
  const worked = context.claims.flatMap((claim) => computedAspects(claim, context.design))
  if (worked.length > 0) return implemented(worked)
  const claimed = context.claims.flatMap((claim) =>
    isPassing(claim) ? [] : aspectsOf(claim, context.design),
  )
  if (claimed.length > 0 && effect === null)
    return implemented([...claimed, ...DEMANDS.flatMap((demand) => demand(context))])
  const elsewhere = claimedOutOfScope(context) ?? firstReason(SECOND, context)
  if (elsewhere !== null) return { status: 'out-of-scope', why: elsewhere }
  const talk = talkQuestions(context)
  if (talk.length > 0) return { status: 'asked', questions: talk }
  if (context.elsewhere?.kind === 'talk' && !turnsToTheBackend(context.text))
    return { status: 'out-of-scope', why: context.elsewhere.why }
  const demanded = [
    ...DEMANDS.flatMap((demand) => demand(context)),
    ...context.claims.flatMap((claim) => aspectsOf(claim, context.design)),
  ]
  const aspects =
    demanded.length > 0
      ? provingAspects(context.statement.text, demanded)
      : ARCHITECTURE.flatMap((demand) => demand(context))
  if (aspects.length > 0 && effect === null) return implemented(aspects)
  const last = firstReason(LAST, context)
  const open = last === null ? unbuiltQuestions(context, context.operations) : []
  if (open.length > 0) return { status: 'asked', questions: open }
  return last === null ? { status: 'not-understood' } : { status: 'out-of-scope', why: last }
}

const PASSING: ReadonlySet<string> = new Set([
  'authScheme',
  'authorizationScheme',
  'algorithm',
  'identityClaim',
  'issuedHere',
  'secretEnv',
  'database',
  'module',
  'title',
  'description',
])

/** What a sentence tells of the service in passing (`JWT`, a file's name) does not say what it is about. */
function isPassing({ subject, property }: Claim): boolean {
  return subject.kind === 'setting' || (subject.kind === 'service' && PASSING.has(property))
}

function implemented(aspects: readonly Aspect[]): StatementOutcome {
  return { status: 'implemented', aspects: [...new Set(aspects)] }
}

function firstReason(rules: readonly ScopeRule[], context: StatementContext): string | null {
  for (const rule of rules) {
    const why = rule(context)
    if (why !== null) return why
  }
  return null
}

/** Open questions that show the statement's own lines. */
function citing({ design, statement }: StatementContext): readonly string[] {
  return design.questions
    .filter((question) => question.answer === null && !isAboutBehaviour(question.id))
    .filter((question) =>
      question.spans.some((span) => within(span, statement.span) || within(statement.span, span)),
    )
    .map((question) => question.id)
}

/** A question about a whole operation shows all its lines; it is no answer to each of them. */
function isAboutBehaviour(id: string): boolean {
  return id.endsWith('-behaviour')
}

/** Why a statement is none of the operation's that its words or its section seem to name. */
function besides(context: StatementContext): string | null {
  const { section, design, statement } = context
  if (section !== null && section.operations.length === 0) return section.leftOut
  const named = section !== null || operationsNamedIn(design, statement.text).length > 0
  return named || context.spoken.length === 0 || context.spoken.some(({ steps }) => steps !== null)
    ? null
    : firstReason([...SECOND, ...LAST], context)
}

/** Questions about these operations when the tool can build none of them. */
function unbuiltQuestions({ design }: StatementContext, operations: readonly Operation[]): readonly string[] {
  if (operations.length === 0 || operations.some((operation) => operation.steps !== null)) return []
  const ids = new Set(design.questions.map((question) => question.id))
  return operations.map((operation) => questionId(operation, 'behaviour')).filter((id) => ids.has(id))
}

/** Questions about the routes at which people talk with the program that the document is about. */
function talkQuestions(context: StatementContext): readonly string[] {
  const { design, elsewhere, text } = context
  if (elsewhere?.kind !== 'talk' || turnsToTheBackend(text)) return []
  const sources = new Set(elsewhere.sources)
  const routes = design.operations.filter(
    ({ steps, origins }) =>
      steps === null &&
      (origins['exists'] ?? []).some((origin) => origin.kind === 'claim' && sources.has(origin.span.source)),
  )
  return unbuiltQuestions(context, routes)
}

/** The design's own reason when the statement's claims are about something it leaves out. */
function claimedOutOfScope({ design, claims }: StatementContext): string | null {
  for (const { subject, property, value } of claims) {
    if (property === 'outOfScope' && typeof value === 'object' && value !== null && 'why' in value)
      return `left out: ${String(value.why)}`
    if (subject.kind === 'operation' && operationAt(design, subject.method, subject.path) === null) {
      const left = design.outOfScope.find((one) => one.what === `${subject.method} ${subject.path}`)
      if (left !== undefined) return left.why
    }
    if (subject.kind === 'entity' || subject.kind === 'column') {
      const entity = design.entities.find((one) => one.name.toLowerCase() === subject.entity.toLowerCase())
      if (entity?.managedElsewhere === true) return `${entity.name} is kept by another system`
    }
  }
  return null
}
