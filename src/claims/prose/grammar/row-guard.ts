import { already } from './guard-already.js'
import { attempted } from './guard-attempted.js'
import { before } from './guard-before.js'
import { active, conditionFirst } from './guard-clause.js'
import { forbidden } from './guard-forbidden.js'
import type { SaidGuard } from './guarded-rows.js'
import { choice, type Phrase } from './phrase.js'

/** What a sentence refuses to do with rows, by what they are. */
export const rowGuard: Phrase<SaidGuard> = choice(
  forbidden,
  attempted,
  conditionFirst,
  already,
  active,
  before,
)
