import { bodyFieldIn } from '../design/expression.js'
import type {
  Behaviour,
  BodyField,
  Envelope,
  EnvelopeMember,
  Operation,
  ResponseBody,
} from '../design/operation.js'
import type { Question } from '../design/question.js'
import type { Response, Step } from '../design/step.js'
import type { Candidate } from './candidate.js'
import { accountEntity } from './credentials/accounts.js'
import { isPassword } from './credentials/password.js'
import { mistakenCaller } from './credentials/kinds.js'
import { callersQuestion } from './credentials/callers-question.js'
import { DOUBTS } from './doubts.js'
import { errorCasesOf } from './error-cases.js'
import { ignoredQuery } from './ignored-query.js'
import { handlerNames } from './names/handler.js'
import { bodyModelName, type ClassNames, nameResponse } from './names/models.js'
import type { NameRegistry } from './names/registry.js'
import { opaqueKey } from './opaque-key.js'
import { originsOf } from './origins.js'
import { questionId, unsupportedQuestion } from './question.js'
import { recognise } from './recognisers.js'
import { withKeyRules } from './relations/key-lists.js'
import { responseBody } from './response/body.js'
import { responseKind } from './response/kind.js'
import { withMoney } from './steps/computed.js'
import { namesTrouble, withNameRules } from './steps/collect.js'
import { importField, importsFile } from './steps/import-file.js'
import { withListedKeys } from './steps/bulk.js'
import { withListedRows } from './steps/listed-rows.js'
import { columnOfBody } from './steps/values.js'
import { withEffects } from './steps/effects.js'
import { withoutTaken } from './steps/take.js'
import { withCaller } from './steps/known-caller.js'
import { bulkTrouble, withRowGuards } from './steps/row-guards.js'
import { withPeriodChecks } from './steps/periods.js'
import { withParentGuards } from './steps/parent-guards.js'
import { withRowChecks, withSampling } from './steps/row-rules.js'
import { asksLanguageModel } from './language-model.js'
import { unbuiltEffect, withoutMail } from './unbuilt-effect.js'
import { uncalculated } from './uncalculated.js'
import { unguarded } from './unguarded.js'

/** The entity that an operation works on: of one that signs in or up, the accounts. */
function entityName(candidate: Candidate, behaviour: Behaviour): string | null {
  if (behaviour === 'health') return null
  const account = behaviour === 'login' || behaviour === 'register' ? accountEntity(candidate) : null
  return (account ?? candidate.entity)?.name ?? null
}

/** The names given so far, shared by all operations of a design. */
export interface Names extends ClassNames {
  readonly handlers: NameRegistry
  /** Names of functions that the documents use. */
  readonly documented: ReadonlySet<string>
}

/** An operation with its behaviour, and what has to be asked about it. */
export interface CompletedOperation {
  readonly operation: Operation
  readonly questions: readonly Question[]
}

function withOpaqueKeys(candidate: Candidate): Candidate {
  const { operation } = candidate
  const parameters = operation.parameters.map((parameter) => opaqueKey(candidate, parameter))
  return { ...candidate, operation: { ...operation, parameters } }
}

/** The field of the form that an import takes its file from, where no document describes one. */
function withImportFile(candidate: Candidate): Candidate {
  const { operation } = candidate
  if (operation.body.length > 0 || !importsFile(candidate)) return candidate
  return { ...candidate, operation: { ...operation, body: [importField(candidate)] } }
}

/** Gives an operation its behaviour, steps, response, refusals and names. */
export function completeOperation(documented: Candidate, names: Names): CompletedOperation {
  const candidate = withImportFile(withOpaqueKeys(documented))
  const { operation: draft } = candidate
  const recogniser = recognise(candidate)
  const { behaviour, answers } = recogniser
  const implementation = recogniser.implement(candidate)
  const body = responseBody(candidate, behaviour, answers)
  const { facts: _facts, responseShape: _shape, errorFacts: _errors, guards: _guards, ...settled } = draft
  const name = names.handlers.claim(handlerNames(candidate, behaviour, names.documented), draft.id)
  const response = body.ok ? nameResponse(candidate.draft, body.value, name, names) : EMPTY
  const effects = implementation.kind === 'steps' ? withEffects(candidate, implementation.steps) : null
  const outcome = stepsOf(
    candidate,
    implementation.kind === 'steps' && effects?.ok === true
      ? withRowChecks(
          candidate,
          withPeriodChecks(
            candidate,
            withParentGuards(
              candidate,
              withRowGuards(
                candidate,
                withCaller(candidate, { ...implementation, steps: effects.value }, response),
              ),
            ),
          ),
        )
      : null,
    response,
  )
  const effect = unbuiltEffect(
    withoutMail(outcome.steps, withoutTaken(candidate.draft, outcome.steps, candidate.text)),
    candidate.draft.entities,
  )
  const built = effects?.ok === false ? effects.why : body.ok ? outcome.why : body.why
  const why = asksLanguageModel(candidate)
    ? 'its answer is what a language model says to the message, and no step asks one'
    : implementation.kind === 'not-implemented'
      ? implementation.why
      : (built ??
        unreadableForm(candidate, outcome.steps ?? []) ??
        redirection(candidate) ??
        unkeptFiles(candidate, outcome.steps ?? []) ??
        ignoredQuery(candidate, outcome.steps ?? [], response) ??
        bulkTrouble(candidate, outcome.steps ?? []) ??
        namesTrouble(candidate.draft, outcome.steps ?? []) ??
        unguarded(candidate, outcome.steps ?? []) ??
        mistakenCaller(candidate, outcome.steps ?? []) ??
        uncalculated(candidate, outcome.steps ?? []) ??
        (effect === null ? null : `it is to do more than store a row (“${effect}”)`))
  const steps = why === null ? outcome.steps : null
  const operation: Operation = {
    ...settled,
    name,
    behaviour,
    entity: entityName(candidate, behaviour),
    ...(isForm(candidate, steps ?? []) ? { form: true, unknownFields: 'ignore' as const } : {}),
    body: withMoney(
      draft.body.map((field) => needed(withColumn(candidate, field), steps ?? [])),
      moneySums(candidate, steps),
    ),
    bodyModel: bodyModelName(candidate, behaviour, name, names),
    response: responseKind(candidate, behaviour, answers, body.ok ? body.value : null),
    responseBody: response,
    errorCases: steps === null ? [] : errorCasesOf(candidate, steps),
    steps,
    notImplemented: why,
  }
  const answer = candidate.answers.get(questionId(draft, 'behaviour')) ?? null
  const questions =
    why === null
      ? DOUBTS.flatMap((doubt) => doubt(candidate, operation))
      : [callersQuestion(candidate) ?? unsupportedQuestion(draft, why, answer)]
  return { operation, questions }
}

/** Whether a body is an encoded form; what is not known in one is ignored (RFC 6749, section 3.2). */
function isForm({ operation }: Candidate, steps: readonly Step[]): boolean {
  return (
    operation.facts.bodyMedia !== undefined &&
    steps.every((step) => step.kind !== 'store' && (step.kind !== 'insertApart' || step.file === null))
  )
}

/** Why an encoded form cannot be read; null for a body of another kind, and for one of plain texts. */
function unreadableForm(candidate: Candidate, steps: readonly Step[]): string | null {
  if (!isForm(candidate, steps)) return null
  const { body, bodyKey } = candidate.operation
  const other = body.find(({ type }) => type !== 'string' && type !== 'enum')
  if (bodyKey !== null) return 'its body is an encoded form under a key'
  return other === undefined
    ? null
    : `the field "${other.name}" of its encoded form is no text, and only texts can be read yet`
}

/** Words for files that come in a form: `accept multipart form data (name, price, image file)`. */
const MULTIPART = /\bmultipart\b/

/** An operation whose words ask for files, of which its steps keep none. */
function unkeptFiles({ operation, text }: Candidate, steps: readonly Step[]): string | null {
  const changes = operation.method === 'POST' || operation.method === 'PUT' || operation.method === 'PATCH'
  const kept = steps.some(({ kind }) => kind === 'store' || kind === 'insertApart')
  return changes && steps.length > 0 && !kept && operation.form !== true && MULTIPART.test(text)
    ? 'its words ask for a form with files, and none of its fields is known to hold one'
    : null
}

/** An answer that sends a browser to another page. */
function redirection({ operation }: Candidate): string | null {
  return operation.success >= 300
    ? 'it answers by sending the browser to another address, which cannot be built yet'
    : null
}

/** Sums of money that the steps compute from lines of the body. */
function moneySums({ draft }: Candidate, steps: readonly Step[] | null) {
  return (steps ?? []).flatMap((step) => {
    if (step.kind === 'insertEach') return [moneyMembers(draft, step)]
    if (step.kind !== 'insert') return []
    const fields = draft.entities.find(({ name }) => name === step.entity)?.fields ?? []
    return step.values.flatMap(({ field, value }) =>
      value.kind === 'sum' && fields.some((one) => one.name === field && one.type === 'decimal')
        ? [value]
        : [],
    )
  })
}

/** Members of the elements of an array that are stored as money. */
function moneyMembers(
  { entities }: Candidate['draft'],
  step: Extract<Step, { readonly kind: 'insertEach' }>,
) {
  const fields = entities.find(({ name }) => name === step.entity)?.fields ?? []
  const factors = step.values.flatMap(({ field, factors: [only] }) =>
    only?.from === 'element' && fields.some((one) => one.name === field && one.type === 'decimal')
      ? [only.name]
      : [],
  )
  return { kind: 'sum' as const, list: step.list, factors }
}

const EMPTY: ResponseBody = { kind: 'empty' }

/** A token or password that a step takes is what the request is for, whether or not a document says that it must be there. */
function needed(field: BodyField, steps: readonly Step[]): BodyField {
  const taken = steps.some(
    (step) =>
      (step.kind === 'verify' &&
        [step.value, step.password].some((value) => bodyFieldIn(value) === field.name)) ||
      ((step.kind === 'renew' || step.kind === 'redeem' || step.kind === 'end') &&
        step.token?.kind === 'body' &&
        step.token.field === field.name),
  )
  return taken ? { ...field, required: true, nullable: false } : field
}

/** Where the wire name and the column differ, the body field says so. */
function withColumn(candidate: Candidate, field: BodyField): BodyField {
  const { entity } = candidate
  // A password is stored nowhere; only its hash is.
  if (entity === null || isPassword(field.name)) return { ...field, column: null }
  return withSampling(entity, {
    ...withListedKeys(
      candidate,
      withListedRows(
        candidate,
        withKeyRules(candidate.draft, entity, withNameRules(candidate.draft.entities, entity, field)),
      ),
    ),
    column: columnOfBody(entity, field)?.name ?? null,
  })
}

/** All steps with `respond`, or why the response does not fit what the steps bind. */
function stepsOf(
  candidate: Candidate,
  implementation: { readonly steps: readonly Step[]; readonly subject: string | null } | null,
  body: ResponseBody,
): { readonly steps: readonly Step[] | null; readonly why: string | null } {
  if (implementation === null) return { steps: null, why: null }
  const { steps, subject } = implementation
  const listed = steps.some(
    ({ kind }) =>
      kind === 'select' || kind === 'distinct' || kind === 'insertListed' || kind === 'insertApart',
  )
  const value = responseOf(body, subject ?? lastRow(steps), listed)
  if (value === null)
    return {
      steps: null,
      why: listed ? 'its response shows one row of a list' : 'its response shows rows it does not select',
    }
  const respond: Step = {
    kind: 'respond',
    value,
    origins: originsOf(candidate.operation, 'response', 'success'),
  }
  return { steps: [...steps, respond], why: null }
}

/** The row that a response may show when the behaviour itself shows none, such as a deleted one. */
function lastRow(steps: readonly Step[]): string | null {
  return steps.findLast((step) => step.kind === 'find')?.row ?? null
}

/** Members that tell of the rows of a list. */
const ABOUT_ROWS: ReadonlySet<EnvelopeMember['kind']> = new Set([
  'total',
  'pages',
  'more',
  'earlier',
  'pageLink',
  'cursor',
])

/** What the keys of an envelope show: rows where they count rows. */
function shownBy(body: Envelope): ReadonlySet<string> {
  return new Set(
    body.members.flatMap((member) => {
      if (member.kind === 'envelope') return [...shownBy(member.body)]
      if (member.kind === 'column') return ['view']
      return [ABOUT_ROWS.has(member.kind) ? 'list' : member.kind]
    }),
  )
}

function responseOf(body: ResponseBody, subject: string | null, listed: boolean): Response | null {
  if (body.kind === 'empty') return { kind: 'empty' }
  const shown = body.kind === 'envelope' ? shownBy(body) : new Set<string>([body.kind])
  const rows = shown.has('list') || shown.has('texts') || shown.has('file')
  const row = shown.has('view')
  if (!rows && !row) return { kind: 'constant' }
  if (subject === null || (rows && row) || rows !== listed) return null
  return rows ? { kind: 'rows', rows: subject } : { kind: 'row', row: subject }
}
