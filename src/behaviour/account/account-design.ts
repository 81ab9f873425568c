import type { Reading } from '../../claims/reader.js'
import type { Answers } from '../../design/answers.js'
import type { Design } from '../../design/design.js'
import type { Question } from '../../design/question.js'
import { type Completed, assumptionOf } from '../complete.js'
import { accountStatements } from './account.js'
import { unbuiltEffects } from './unbuilt-effects.js'
import { unbuiltRefusals } from './unbuilt-refusals.js'
import { unbuiltSignIn } from './unbuilt-sign-in.js'

/** Questions about statements that nothing accounts for; to add one, add its pass. */
const PASSES = [unbuiltSignIn, unbuiltRefusals, unbuiltEffects]

/**
 * Says what became of every statement, and asks about those that must not be passed over.
 *
 * @returns the whole design, for answers to what is asked here; they change no outcome
 */
export function accountDesign({ draft, design }: Completed, reading: Reading): (answers: Answers) => Design {
  const statements = accountStatements(design, draft, reading.claims)
  return (answers) =>
    PASSES.reduce(
      (whole: Design, pass) => {
        const question = pass(whole, whole.statements, answers)
        return question === null ? whole : withAsked(whole, question)
      },
      { ...design, statements },
    )
}

/** A design with one more question, which the statements that it shows are asked by. */
function withAsked(design: Design, question: Question): Design {
  const shown = new Set(question.sources)
  return {
    ...design,
    questions: [...design.questions, question],
    assumptions: [...design.assumptions, ...assumptionOf(question)],
    statements: design.statements.map((statement) =>
      statement.outcome.status === 'not-understood' && shown.has(statement.id)
        ? { ...statement, outcome: { status: 'asked', questions: [question.id] } }
        : statement,
    ),
  }
}
