import type { Answers } from '../../design/answers.js'
import type { Design } from '../../design/design.js'
import type { Question } from '../../design/question.js'
import type { AccountedStatement } from '../../design/trace.js'
import { isOpenDemand, linesShown } from './demanding-statement.js'
import { REFUSES_ROWS } from './refusal-words.js'
import { CLOCK } from './clock-words.js'
import { nounOf, wordsOf } from '../naming.js'

/** The id of the question about refusals that no operation makes. */
const ID = 'unbuilt-refusals'

/** Words by which a sentence demands that a request be refused. */
const REFUSES =
  /\b(?:reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|prevent(?:s|ed)?|disallow(?:s|ed)?|forbid(?:s|den)?|blocks?|overlap(?:s|ping)?|double[- ]book\w{0,4}|not (?:be )?allowed|(?:must|may|can|shall|should)(?:not| not|n't) (?:be|exceed|allow|accept|overlap|start|end|happen|occur|precede|follow))\b/i

/** What the guard of every operation refuses, and what is refused elsewhere. */
const OTHERWISE =
  /\b(?:tokens?|jwts?|unauthenticated|unauthori[sz]ed|log(?:ged)?[- ]?in|signed in|passwords?|sql|injection|xss|csrf|cors|secrets?|rate limit\w*|brute|buttons?|forms?|ui|frontend|browser|screen|page|click\w*|render\w*|display\w*|malformed|orphan\w*|abuse|foreign keys?|cascad\w{1,3}|indexes|another user|other users?|someone else|their own|own)\b/i

/**
 * Sentences that demand that requests be refused, of which nothing was understood, about rows that a built operation
 * writes: `The system must reject bookings in the past`. An operation that takes what a document refuses is worse than
 * one that is missing, so they are put to a person, all at once.
 *
 * @returns null where every such sentence is accounted for
 */
export function unbuiltRefusals(
  design: Design,
  statements: readonly AccountedStatement[],
  answers: Answers,
): Question | null {
  const writers = design.operations.filter(
    ({ method, steps, entity }) => steps !== null && entity !== null && method !== 'GET',
  )
  const nouns = new Map(writers.map((operation) => [nounOf(operation.entity ?? ''), operation]))
  const found = statements.flatMap((statement) => {
    if (
      !isOpenDemand(statement) ||
      ![REFUSES, CLOCK, REFUSES_ROWS].some((words) => words.test(statement.text)) ||
      OTHERWISE.test(statement.text)
    )
      return []
    const words = new Set(wordsOf(statement.text).map((word) => nounOf(word)))
    const about = [...nouns]
      .filter(([noun]) => noun !== '' && words.has(noun))
      .map(([, operation]) => operation)
    return about.length === 0 ? [] : [{ statement, about }]
  })
  if (found.length === 0) return null
  return {
    id: ID,
    kind: 'unsupported',
    concern: 'client-visible',
    blocking: false,
    subjects: [...new Set(found.flatMap(({ about }) => about.map(({ id }) => id)))],
    about: `${found.length === 1 ? 'A line demands' : `${found.length} lines demand`} that requests be refused, and no operation that is built does so.`,
    ...linesShown(found.map(({ statement }) => statement)),
    options: [
      {
        id: 'leave-out',
        label: 'requests that these lines refuse are taken; somebody else has to check them',
      },
      {
        id: 'specified',
        label: 'the lines are worded with what is compared and its status; read them again',
      },
    ],
    recommended: 'leave-out',
    answer: answers.get(ID) ?? null,
  }
}
