import type { Reading } from '../claims/reader.js'
import type { Answers } from './answers.js'
import type { QuestionLog } from './question-log.js'
import type { SourceIndex } from './source-index.js'

/** What every pass of the assembly may look at, and the list its questions go to. */
export interface Assembly {
  readonly reading: Reading
  readonly sources: SourceIndex
  readonly answers: Answers
  readonly questions: QuestionLog
}
