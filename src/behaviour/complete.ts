import type { Reading } from '../claims/reader.js'
import type { Answers } from '../design/answers.js'
import type { Assumption, Design, OutOfScope } from '../design/design.js'
import type { Draft, DraftOperation } from '../design/draft.js'
import type { Operation } from '../design/operation.js'
import type { Question } from '../design/question.js'
import { candidateOf } from './candidate.js'
import { firstAccount } from './credentials/first-account.js'
import { withAccounts } from './credentials/with-accounts.js'
import { withInitialTexts } from './initial-text.js'
import { withKey } from './key.js'
import { DocumentedModels } from './names/documented.js'
import { NameRegistry } from './names/registry.js'
import type { Names } from './operation.js'
import { completeOperation } from './operation.js'
import { questionId } from './question.js'
import { withRelations } from './relations/relate.js'
import { withTouched } from './touched.js'

/** A design whose operations are complete, of which no statement is accounted for yet. */
export interface Completed {
  readonly draft: Draft
  /** Without statements. */
  readonly design: Design
}

/**
 * Completes the operations: finds what each does, names its handler and models, gives its steps, response and refusals.
 * What no recogniser knows stays without steps, with a question.
 *
 * @param answers decisions about questions that arise here.
 */
export function completeOperations(assembled: Draft, reading: Reading, answers: Answers): Completed {
  const keyed = {
    ...assembled,
    entities: assembled.entities.map((entity) =>
      withTouched(withKey(withInitialTexts(assembled, entity, answers))),
    ),
  }
  const draft: Draft = withRelations(withAccounts(keyed, answers))
  const documented = documentedSymbols(reading)
  const names: Names = {
    handlers: new NameRegistry(),
    classes: new NameRegistry(draft.entities.map((entity) => entity.name)),
    documented,
    models: new DocumentedModels(draft, documented),
  }
  const operations: Operation[] = []
  const questions: Question[] = [...draft.questions]
  const outOfScope: OutOfScope[] = [...draft.outOfScope]
  for (const operation of draft.operations) {
    if (answers.get(questionId(operation, 'behaviour')) === 'leave-out') {
      outOfScope.push(leftOut(operation))
      continue
    }
    const completed = completeOperation(candidateOf(draft, operation, answers), names)
    operations.push(completed.operation)
    const known = new Set(questions.map((question) => question.id))
    questions.push(...completed.questions.filter((question) => !known.has(question.id)))
  }
  const { service, auth, entities } = draft
  const founding = firstAccount(draft, operations, answers)
  if (founding.question !== null) questions.push(founding.question)
  const asked = questions.slice(draft.questions.length)
  const assumptions = [...draft.assumptions, ...asked.flatMap(assumptionOf)]
  const design: Design = {
    service,
    auth,
    entities,
    operations,
    firstAccount: founding.account,
    outOfScope,
    questions,
    assumptions,
    statements: [],
  }
  return { draft, design }
}

/** What is taken for granted while a question that does not block stays open. */
export function assumptionOf({
  id,
  answer,
  blocking,
  options,
  recommended,
}: Question): readonly Assumption[] {
  if (answer !== null || blocking) return []
  return [{ question: id, text: options.find((option) => option.id === recommended)?.label ?? recommended }]
}

/** Functions and classes that the documents name in modules of the backend. */
function documentedSymbols(reading: Reading): ReadonlySet<string> {
  const symbols = new Set<string>()
  for (const claim of reading.claims) {
    if (claim.property === 'module' && claim.value.symbol !== null) symbols.add(claim.value.symbol)
  }
  return symbols
}

function leftOut(operation: DraftOperation): OutOfScope {
  const question = questionId(operation, 'behaviour')
  return {
    what: operation.id,
    why: 'left out by a decision',
    origins: { exists: [{ kind: 'answer', question, option: 'leave-out' }] },
  }
}
