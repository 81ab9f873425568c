import type { Question } from '../../design/question.js'
import type { AccountedStatement } from '../../design/trace.js'

/** Documents that demand nothing of requests themselves. */
const OTHER_DOCUMENTS =
  /(?:^|\/)(?:[\w.-]*constitution|tasks|research|quickstart|plan|checklists?|claude|agents|readme)[\w.-]*(?:\.md$|\/)/i

/** Chapters whose sentences measure or suppose. */
const OTHER_CHAPTERS =
  /\b(?:success criteria|measurable|assumptions?|out of scope|non-?goals?|future|risks?)\b/i

/** Whether a statement of which nothing was understood may demand something of requests: no example, question or plan. */
export function isOpenDemand({ outcome, form, span, headings }: AccountedStatement): boolean {
  return (
    outcome.status === 'not-understood' &&
    form !== 'scenario' &&
    form !== 'clarification' &&
    !OTHER_DOCUMENTS.test(span.source) &&
    !headings.some((heading) => OTHER_CHAPTERS.test(heading))
  )
}

/** More lines are not read under a question. */
export const MOST_LINES = 12

/** The lines that a question about statements shows. */
export function linesShown(statements: readonly AccountedStatement[]): Pick<Question, 'sources' | 'spans'> {
  const shown = statements.slice(0, MOST_LINES)
  return {
    sources: [...new Set(shown.map(({ id }) => id.replace(/#\d+$/, '')))],
    spans: shown.map(({ span }) => span),
  }
}
