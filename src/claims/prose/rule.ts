import type { Claim } from '../claim.js'
import type { Sentence } from './sentence.js'
import type { Vocabulary } from './vocabulary.js'

/** Name of the reader that all rules speak for. */
export const READER = 'prose'

/** One kind of sentence that is understood. Added by one file and one line in `rules.ts`. */
export interface ProseRule {
  readonly name: string
  /** A sentence of this kind. */
  readonly form: string
  /** The claims of a sentence; none when it is of another kind. */
  readonly read: (sentence: Sentence, vocabulary: Vocabulary) => readonly Claim[]
}
