import type { Answer } from './http.js'

/** What an answer must be, in words and as a test. */
export interface Expectation {
  readonly words: string
  /** What is wrong with an answer; null when nothing is. */
  readonly fault: (answer: Answer) => string | null
}

/** One of some statuses. */
export function status(...statuses: readonly number[]): Expectation {
  const allowed = [...new Set(statuses)]
  return {
    words: allowed.join(' or '),
    fault: (answer) => (allowed.includes(answer.status) ? null : `status ${String(answer.status)}`),
  }
}

/** Anything that is no success: a refusal by the client's fault. */
export const refusal: Expectation = {
  words: 'a refusal (4xx)',
  fault: ({ status: got }) => (got >= 400 && got < 500 ? null : `status ${String(got)}`),
}

/** Anything but a failure of the server. */
export const noFailure: Expectation = {
  words: 'no failure of the server',
  fault: ({ status: got }) => (got >= 200 && got < 500 ? null : `status ${String(got)}`),
}

/** Any status but these. */
export function statusOtherThan(...statuses: readonly number[]): Expectation {
  return {
    words: `not ${statuses.join(' or ')}`,
    fault: (answer) =>
      statuses.includes(answer.status) || answer.status === 0 ? `status ${String(answer.status)}` : null,
  }
}

/** Several expectations at once; the first fault counts. */
export function both(...all: readonly Expectation[]): Expectation {
  return {
    words: all.map(({ words }) => words).join(', '),
    fault: (answer) => {
      for (const one of all) {
        const fault = one.fault(answer)
        if (fault !== null) return fault
      }
      return null
    },
  }
}

/** An answer that satisfies a test of its own. */
export function that(words: string, fault: (answer: Answer) => string | null): Expectation {
  return { words, fault }
}

/** One status, and a test of the body. */
export function answering(
  code: number,
  words: string,
  fault: (answer: Answer) => string | null,
): Expectation {
  return both(status(code), that(words, fault))
}

/** Traces, SQL and paths of files, of which none may reach a client (ERR-10). */
const LEAKS = [
  /Traceback \(most recent call last\)/,
  /File "[^"\n]{1,300}", line \d/,
  /\bsqlalchemy\.|\bpsycopg|\basyncpg\.|sqlite3\./,
  /\[SQL: |\bSELECT .{1,200} FROM /,
  /\bsite-packages\b/,
]

/** What an error answer gives away; null when nothing. */
export function leakOf({ status: got, text }: Answer): string | null {
  if (got < 400) return null
  const head = text.slice(0, 20_000)
  return LEAKS.some((leak) => leak.test(head)) ? 'the answer shows details of the implementation' : null
}
