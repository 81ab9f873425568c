import { accountDesign } from '../../src/behaviour/account/account-design.js'
import { completeOperations } from '../../src/behaviour/complete.js'
import type { Reading } from '../../src/claims/reader.js'
import type { Answers } from '../../src/design/answers.js'
import type { Design } from '../../src/design/design.js'
import type { Draft } from '../../src/design/draft.js'

/** The whole design of a draft, as a compilation makes it. */
export function completeDesign(draft: Draft, reading: Reading, answers: Answers = new Map()): Design {
  return accountDesign(completeOperations(draft, reading, answers), reading)(answers)
}
