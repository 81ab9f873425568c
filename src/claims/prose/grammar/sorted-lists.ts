import { nounOf } from '../nouns.js'
import type { Sentence } from '../sentence.js'
import { operationsOf } from '../targets.js'
import type { KnownOperation, Vocabulary } from '../vocabulary.js'

/**
 * The lists whose order a sentence tells: the one that it calls by a name of its own (`the feed`), those it speaks of,
 * else all that list the entity.
 */
export function sortedLists(
  sentence: Sentence,
  entity: string,
  vocabulary: Vocabulary,
): readonly KnownOperation[] {
  const lists = vocabulary.operations.filter(({ method, one }) => method === 'GET' && !one)
  const words = new Set(sentence.text.toLowerCase().split(/[^a-z0-9]{1,40}/))
  const called = lists.filter(({ noun }) => words.has(noun) && !vocabulary.entities.has(noun))
  if (called.length > 0 && sentence.operation === null) return called
  const own = operationsOf(sentence, vocabulary).filter(({ method, one }) => method === 'GET' && !one)
  const noun = nounOf(entity)
  return own.length > 0 ? own : lists.filter((operation) => operation.noun === noun)
}
