import type { InlineText } from '../../source/inline-text.js'
import type { OperationFacts } from '../claim.js'
import type { Part } from '../outline/part.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { conditionOf } from './error-words.js'
import type { WireFact } from './wire-claims.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'answer-list'

/** Parts whose statuses other readers know. */
const READ_ELSEWHERE: ReadonlySet<Part> = new Set(['response', 'error', 'statuses', 'example'])

/** Where a sentence begins that tells by a verb what an operation answers. */
const ANSWERS =
  /(?:^|[.;:] |, and |\band )(?:the (?:endpoint|api|server|answer|response) )?(?:answers?|responds?|returns?|replies|gives?|yields?)(?: with)?(?: an?| the)?(?: http)?(?: status)?(?: code)? [`*]{0,3}(?=[245]\d\d(?![\w%]|[.,]\d))/i

/** A clause of such a sentence, behind the one before it: `; 409 for a duplicate name`, `, or 404 if …`. */
const CLAUSE =
  /(?:[;,]|[;,]? (?:and|or|else|otherwise)) {1,3}(?:(?:and|or|otherwise|else|but) )?(?:an? |with )?[`*]{0,3}(?=[45]\d\d(?![\w%]|[.,]\d| ?(?:characters?|chars?|items?|rows?|bytes|ms|seconds?)\b))/gi

/** What a status is told of before it: `Unknown books: 404.` */
const BEFORE =
  /(?:^|[.;] )([A-Z][\w' -]{3,60}?)(?::| ?[→=]>?| ?->) ?[`*]{0,3}(4\d\d)[`*]{0,3}(?=[.;,]? |[.;,]?$)/g

/**
 * What an operation answers, told in a sentence: its success, then each error with its case.
 *
 * ```markdown
 * Answers 201 with the loan; 400 for an invalid body; 409 for a book already on loan.
 * Replaces the loan and answers 200. Unknown loans: 404.
 * ```
 */
export const answerListReader = unitReader(
  READER,
  'Answers 201 with the loan; 409 for a book already on loan',
  (unit) => {
    const text = textOf(unit)
    if (text === null || unit.operation === null || (unit.kind !== 'line' && unit.kind !== 'item')) return []
    if (unit.label !== null || READ_ELSEWHERE.has(unit.part ?? 'description')) return []
    return claimsOfOperation(READER, unit.operation, [...answers(text), ...told(text)])
  },
)

/** The success and the errors of a list behind a verb; nothing for a sentence that is none. */
function answers(text: InlineText): readonly WireFact<OperationFacts>[] {
  const list = answerListIn(text.text)
  return list === null
    ? []
    : list.map(({ status, start, end }): WireFact<OperationFacts> => {
        const span = text.span(start, end)
        return status < 300
          ? { property: 'success', value: status, span }
          : {
              property: 'error',
              value: { status, condition: caseOf(text.text.slice(start + 3, end)), message: null },
              span,
            }
      })
}

/** The case that words behind a status tell, without the word that begins it. */
function caseOf(words: string): string | null {
  return (
    conditionOf(words)
      ?.replace(/^(?:if|when|where|for) /i, '')
      .replace(/\.$/, '') ?? null
  )
}

/** One answer of a list, with its place in the text. */
interface ListedAnswer {
  readonly status: number
  readonly start: number
  readonly end: number
}

/**
 * The answers that a sentence lists behind a verb, `Answers 201 with the loan; 409 for a book already on loan`.
 *
 * @returns null for a sentence of one answer, or of other words
 */
export function answerListIn(text: string): readonly ListedAnswer[] | null {
  const lead = ANSWERS.exec(text)
  if (lead === null) return null
  const begin = lead.index + lead[0].length
  const rest = text.slice(begin, begin + 600)
  const stop = /[.!?](?= +[A-Z`]|\s*$)/.exec(rest)?.index ?? rest.length
  const sentence = rest.slice(0, stop)
  const clauses = [...sentence.matchAll(CLAUSE)]
  if (clauses.length === 0) return null
  const starts = [0, ...clauses.map(({ index, 0: words }) => index + words.length)]
  const ends = [...clauses.map(({ index }) => index), sentence.length]
  return starts.map((start, index) => ({
    status: Number(sentence.slice(start, start + 3)),
    start: begin + start,
    end: begin + (ends[index] ?? sentence.length),
  }))
}

/** The errors of which the case stands before them. */
function told(text: InlineText): readonly WireFact<OperationFacts>[] {
  return [...text.text.matchAll(BEFORE)].flatMap(({ index, 0: whole, 1: words = '', 2: status }) => {
    const start = index + whole.indexOf(words)
    return [
      {
        property: 'error',
        value: { status: Number(status), condition: words, message: null },
        span: text.span(start, index + whole.length),
      } as const,
    ]
  })
}
