import type { Answers } from '../design/answers.js'
import type { Draft, DraftOperation } from '../design/draft.js'
import type { Entity } from '../design/entity.js'
import { entityOf, entityOfPath } from './entity-of.js'
import { wordsOf } from './naming.js'
import { shownOfPair } from './relations/pairs.js'
import { tiePathOf } from './relations/associations.js'
import type { PathShape } from './path.js'
import { shapeOf } from './path.js'

/** Where the path ends: at a collection, at one of its rows, or at a word after either. */
type PathEnd = 'collection' | 'item' | 'action' | 'collection-action'

/** An operation with what every recogniser asks of it, worked out once. */
export interface Candidate {
  readonly draft: Draft
  readonly operation: DraftOperation
  readonly path: PathShape
  readonly end: PathEnd
  /** The last literal segment, in lower case. */
  readonly word: string
  readonly entity: Entity | null
  /** Words of summary, description and operationId, in lower case. */
  readonly text: string
  /** Decisions of a person. */
  readonly answers: Answers
}

/** Works out the candidate of an operation. */
export function candidateOf(draft: Draft, operation: DraftOperation, answers: Answers): Candidate {
  const path = shapeOf(operation)
  const { facts } = operation
  const texts = [operation.summary, facts.summary, facts.description]
  const words = texts.filter((text) => text !== null && text !== undefined).join(' ')
  return {
    draft,
    operation,
    path,
    end: pathEnd(draft, path),
    word: (path.items.at(-1)?.literal ?? '').toLowerCase(),
    entity:
      tiePathOf(draft, operation)?.subject ??
      shownOfPair(draft, operation) ??
      entityOf(draft, operation, path),
    answers,
    text: `${words.toLowerCase()} ${wordsOf(facts.operationId ?? '').join(' ')}`,
  }
}

function pathEnd(draft: Draft, path: PathShape): PathEnd {
  const last = path.items.at(-1)
  if (last === undefined) return 'collection'
  if (last.parameter !== null) return 'item'
  if (path.items.length === 1 || entityOfPath(draft.entities, path) !== null) return 'collection'
  return path.items.at(-2)?.parameter === null ? 'collection-action' : 'action'
}

/** What documents say of an operation, as written and in small letters. */
export function wordingOf({ operation, text }: Candidate): string {
  return `${operation.summary ?? ''}. ${operation.description ?? ''}. ${text}`
}

/** True when one of these words stands in the summary, description or operationId. */
export function says(candidate: Candidate, pattern: RegExp): boolean {
  return pattern.test(candidate.text)
}
