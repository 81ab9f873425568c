import type { Question } from '../../design/question.js'
import type { Candidate } from '../candidate.js'
import { spansOf } from '../question.js'
import { callerKindQuestion, callerKinds } from './kinds.js'

/** Asks which of several kinds of accounts may call an operation; null where that is known. */
export function callersQuestion(candidate: Candidate): Question | null {
  const { operation, draft, answers } = candidate
  if (operation.access !== 'authenticated' && operation.access !== 'owner') return null
  const callers = callerKinds(candidate)
  if (callers.ok) return null
  return {
    id: callerKindQuestion(candidate),
    kind: 'missing',
    concern: 'security',
    blocking: false,
    subjects: [operation.id],
    about: `${operation.id} is not built: ${callers.why}.`,
    sources: [],
    spans: spansOf(operation),
    options: [
      {
        id: 'later',
        label: 'it stays in the design as not implemented, and the run does not end in success',
      },
      ...(draft.auth.kinds ?? []).map(({ entity, role }) => ({
        id: role,
        label: `it accepts tokens of ${entity} alone; those of others are refused`,
      })),
      { id: 'any', label: 'it accepts the tokens of all of them' },
    ],
    recommended: 'later',
    answer: answers.get(callerKindQuestion(candidate)) ?? null,
  }
}
