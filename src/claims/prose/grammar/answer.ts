import type { Sentence } from '../sentence.js'
import type { Phrase } from './phrase.js'
import { type Token, tokensOf } from './token.js'

/** What a request that breaks a rule is told. */
export interface Answer {
  readonly status: number
  /** The literal text of the body, where the sentence quotes it. */
  readonly message: string | null
}

/** Words of an answer, none of which could change the rule before it. */
const WORDS: ReadonlySet<string> = new Set(
  `otherwise else or and then the a an this that such it its and so api server service system backend endpoint app application
  request requests call calls attempt attempts operation answer answers answered answering response responses respond responds
  responding reply replies status code statuscode http error errors message messages detail body return returns returned returning
  must shall should will is are be gets get with of in as by case to do doing rejected rejects reject refused refuses refuse
  denied denies deny fails fail failing result results resulting raise raises throw throws yield yields give gives conflict
  forbidden bad unprocessable entity content gone locked clear appropriate proper suitable helpful validation saying says
  reading stating text afterwards afterward thereafter again after after-that later client caller user receives receive`.split(
    /\s+/,
  ),
)

const MARK = /^[(),.:;!–—→=>[\]-]$/

/** What tokens say of an answer, when they say nothing else. */
function answerIn(tokens: readonly Token[]): { readonly answer: Answer | null } | null {
  let status: number | null = null
  let message: string | null = null
  for (const { kind, text } of tokens) {
    if (kind === 'number' && status === null && /^4\d\d$/.test(text)) status = Number(text)
    else if (kind === 'quoted' && message === null) message = text
    else if (kind === 'mark' ? !MARK.test(text) : kind !== 'word' || !WORDS.has(text)) return null
  }
  return { answer: status === null ? null : { status, message } }
}

/**
 * The rest of a sentence, where it only tells the answer to a breach: `(409)`, `; otherwise the API returns 409 with "…"`,
 * `with an error`, or nothing.
 */
export const answered: Phrase<Answer | null> = ({ tokens, sentence }, at) => {
  const rest = answerIn(tokens.slice(at))
  return rest === null ? null : { value: rest.answer ?? answerBehind(sentence), next: tokens.length }
}

/** The answer that a sentence of its own tells: `A closed loan cannot be changed. The answer is 409.` */
function answerBehind({ following }: Sentence): Answer | null {
  return following === undefined || following === null
    ? null
    : (answerIn(tokensOf(following))?.answer ?? null)
}

/** An answer that refuses: `returns 409`, `is rejected`, `fails with 400`; not `returns the loan`. */
export const refusedWith: Phrase<Answer | null> = (input, at) => {
  const match = answered(input, at)
  const said = input.tokens.slice(at)
  return match !== null &&
    said.some(({ text }) => /^(?:4\d\d|rejected|refused|denied|fails?|forbidden)$/.test(text))
    ? match
    : null
}
