import type { Candidate } from '../candidate.js'
import { nounOf } from '../naming.js'

/** `at most 50 jobs per request`, `up to 100 ids`, `maximum of 20 at once`. */
const CAP =
  /\b(?:at most|up to|no more than|max(?:imum)?(?: of)?|limit(?:ed)?(?: of| to)?):? (\d{1,5}) ?([a-z]{2,30})?(?: (?:per|in one|in a single|at|a)\b)?/g

/** Things of which a request may list so many. */
const LISTED = /^(?:ids?|items?|rows?|records?|entries|entry|elements?|keys?|objects?|per|at|in)$/

/** The most elements that the words of an operation allow a list of its body; null where they say nothing. */
export function listCap({ text, entity }: Candidate): number | null {
  const caps = [...text.matchAll(CAP)].flatMap(([, count = '', noun = '']) => {
    const named = entity !== null && noun !== '' && nounOf(noun) === nounOf(entity.name)
    return named || LISTED.test(noun) ? [Number(count)] : []
  })
  const [only, ...more] = new Set(caps.filter((cap) => cap > 0))
  return only === undefined || more.length > 0 ? null : only
}
