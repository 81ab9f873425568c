import type { DraftOperation } from '../design/draft.js'
import type { Question } from '../design/question.js'
import type { Span } from '../source/span.js'
import { originsOf } from './origins.js'
import { wordsOf } from './naming.js'

/** The id of a question about an operation: `post-api-loans-behaviour`. */
export function questionId(operation: Pick<DraftOperation, 'id'>, topic: string): string {
  return `${wordsOf(operation.id).join('-')}-${topic}`
}

/** The spans in which documents ask for an operation. */
export function spansOf(operation: DraftOperation): readonly Span[] {
  return originsOf(operation, 'exists').flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : []))
}

/** Asks what to do about an operation the tool cannot build. */
export function unsupportedQuestion(operation: DraftOperation, why: string, answer: string | null): Question {
  return {
    id: questionId(operation, 'behaviour'),
    kind: 'unsupported',
    concern: 'client-visible',
    blocking: false,
    subjects: [operation.id],
    about: `${operation.id} is not built: ${why}.`,
    sources: [],
    spans: spansOf(operation),
    options: [
      {
        id: 'later',
        label: 'it stays in the design as not implemented, and the run does not end in success',
      },
      { id: 'leave-out', label: 'it is out of scope for this backend; a client gets 404' },
    ],
    recommended: 'later',
    answer,
  }
}
