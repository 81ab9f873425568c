import type { Assumption, Design } from '../design/design.js'
import type { AccountedStatement } from '../design/trace.js'
import type { Emission } from '../fastapi/emission.js'
import type { Verification } from '../verify/evidence.js'
import { proveStatements, type StatementProof } from '../verify/status.js'
import type { Change } from '../workspace/change.js'
import { planDiff } from '../workspace/diff.js'
import { lineReference, type Locator } from './locator.js'

/** One acceptance criterion or other statement, with what became of it. */
export interface ReportedStatement {
  readonly place: string
  readonly label: string | null
  readonly text: string
  /** `proved` only when every test that exercises it ran and passed. */
  readonly status: 'proved' | 'failed' | 'unproved' | 'asked' | 'out-of-scope' | 'not-understood'
  /** Tests, questions or the reason, in words. */
  readonly because: readonly string[]
}

/** What a run did, in the parts of clause RUN-6. */
export interface Report {
  readonly summary: string
  readonly files: readonly {
    readonly action: Change['action']
    readonly path: string
    readonly summary: string
  }[]
  /** The changes as one patch. */
  readonly patch: string
  /** Security measures that tests of this run proved. */
  readonly security: readonly { readonly measure: string; readonly tests: number }[]
  readonly errors: readonly {
    readonly operation: string
    readonly status: number
    readonly message: string
  }[]
  readonly statements: readonly ReportedStatement[]
  readonly environment: readonly { readonly name: string; readonly description: string | null }[]
  readonly assumptions: readonly Assumption[]
  /** At most three. */
  readonly followUps: readonly string[]
  readonly verification: Verification | null
}

/** What a report is made from. */
export interface ReportInput {
  readonly design: Design
  readonly emission: Emission
  readonly changes: readonly Change[]
  readonly verification: Verification | null
  readonly locate: Locator
  /** Questions whose answer nobody took. */
  readonly assumptions: ReadonlySet<string>
}

/** Gathers the report of a run; it claims only what ran. */
export function reportOf(input: ReportInput): Report {
  const { design, emission, changes, verification, locate } = input
  const proofs = proveStatements(design.statements, emission.tests, verification?.evidence ?? [])
  return {
    summary: summaryOf(design, verification),
    files: changes.flatMap((change) =>
      change.action === 'keep'
        ? []
        : [
            {
              action: change.action,
              path: change.path,
              summary: change.action === 'conflict' ? change.reason : change.summary,
            },
          ],
    ),
    patch: planDiff(changes),
    security: securityMeasures(input),
    errors: design.operations.flatMap((operation) =>
      operation.steps === null
        ? []
        : operation.errorCases.map(({ status, message }) => ({ operation: operation.id, status, message })),
    ),
    statements: design.statements.map((statement) => reported(statement, proofs.get(statement.id), locate)),
    environment: environmentOf(design, emission),
    assumptions: assumptionsOf(input),
    followUps: followUpsOf(design, changes),
    verification,
  }
}

/** Recommendations that hold because nobody decided, in words. */
function assumptionsOf({ design, assumptions }: ReportInput): readonly Assumption[] {
  const taken = design.questions.flatMap((question): Assumption[] => {
    const option = question.options.find(({ id }) => id === (question.answer ?? question.recommended))
    const isOpen = question.answer === null || assumptions.has(question.id)
    return isOpen && option !== undefined
      ? [{ question: question.id, text: `${question.about}: ${option.id} (${option.label})` }]
      : []
  })
  const known = new Set(taken.map(({ question }) => question))
  return [...taken, ...design.assumptions.filter(({ question }) => !known.has(question))]
}

/** The variables that the backend reads; a document may name others, of the frontend or of a library. */
function environmentOf(design: Design, emission: Emission): Report['environment'] {
  const example = emission.files.find(({ path }) => path === '.env.example')?.text.split('\n') ?? []
  return design.service.settings
    .filter(({ name }) => example.some((line) => line.startsWith(`${name}=`)))
    .map(({ name, description }) => ({ name, description }))
}

function summaryOf(design: Design, verification: Verification | null): string {
  const built = design.operations.filter(({ steps }) => steps !== null).length
  const routes = `${built} of ${design.operations.length} routes of ${design.service.title} are implemented`
  if (verification === null) return `${routes}; nothing was verified.`
  if (verification.unavailable !== null)
    return `${routes}; verification could not run: ${verification.unavailable}`
  const tests = verification.evidence.filter(({ check }) => check === 'pytest')
  const passed = tests.filter(({ outcome }) => outcome === 'passed').length
  const fired = verification.probes?.filter(({ outcome }) => outcome !== 'skipped').length ?? 0
  const probes = fired === 0 ? '' : `, ${fired} probes`
  return verification.passed
    ? `${routes} and verified: ${passed} tests${probes}, ruff and pyright pass.`
    : `${routes}; verification failed: ${passed} of ${tests.length} tests pass.`
}

function reported(
  statement: AccountedStatement,
  proof: StatementProof | undefined,
  locate: Locator,
): ReportedStatement {
  const { outcome } = statement
  return {
    place: lineReference(locate, statement.span),
    label: statement.label,
    text: statement.text,
    status: outcome.status === 'implemented' ? (proof?.status ?? 'unproved') : outcome.status,
    because: becauseOf(outcome, proof),
  }
}

function becauseOf(
  outcome: AccountedStatement['outcome'],
  proof: StatementProof | undefined,
): readonly string[] {
  switch (outcome.status) {
    case 'implemented':
      return proof === undefined ? [] : [...(proof.reason === '' ? [] : [proof.reason]), ...proof.tests]
    case 'asked':
      return outcome.questions
    case 'out-of-scope':
      return [outcome.why]
    case 'not-understood':
      return []
  }
}

/** Kinds of aspects that guard other people's data, in the words of a report. */
const SECURITY_ASPECTS: readonly (readonly [RegExp, string])[] = [
  [/#error\.401/u, 'A missing, malformed, wrong or expired token is refused with 401'],
  [/#error\.403\.other-user/u, "Another user's path is refused before the database is touched"],
  [/#error\.403\.role/u, 'Who lacks the role is refused with 403'],
  [/#error\.403\.foreign-row/u, "What is another user's alone to do is refused with 403"],
  [/#isolation/u, 'Rows of another user are never shown, changed or counted'],
  [/#unknown-fields|#body\.unknown/u, 'Fields that a client may not set are never stored'],
  [/^service#error/u, 'Errors carry no trace, SQL or secret'],
]

function securityMeasures({ emission, verification }: ReportInput): Report['security'] {
  const passed = new Set(
    (verification?.evidence ?? []).flatMap(({ check, outcome, subject }) =>
      check === 'pytest' && outcome === 'passed' ? [subject] : [],
    ),
  )
  return SECURITY_ASPECTS.flatMap(([pattern, measure]) => {
    const tests = emission.tests.filter(
      ({ id, proves }) => passed.has(id) && proves.some((aspect) => pattern.test(aspect)),
    ).length
    return tests === 0 ? [] : [{ measure, tests }]
  })
}

function followUpsOf(design: Design, changes: readonly Change[]): readonly string[] {
  const conflicts = changes.filter(({ action }) => action === 'conflict').length
  const open = design.questions.filter(({ answer }) => answer === null).length
  const missing = design.operations.filter(({ steps }) => steps === null)
  const unknown = design.statements.filter(({ outcome }) => outcome.status === 'not-understood').length
  return [
    ...(design.operations.length === 0
      ? [
          'No route was built, for no document names a method and a path: add them (contracts/, a table of endpoints), then run again.',
        ]
      : []),
    ...(conflicts > 0 ? [`Settle ${conflicts} conflicting files, then run specwright implement again.`] : []),
    ...(missing.length > 0
      ? [
          `Not implemented: ${missing.map(({ id, notImplemented }) => `${id} (${notImplemented})`).join('; ')}.`,
        ]
      : []),
    ...(open > 0 ? [`Decide ${open} open questions: specwright answer.`] : []),
    ...(unknown > 0 ? [`Read ${unknown} statements the tool did not understand: specwright plan.`] : []),
  ].slice(0, 3)
}
