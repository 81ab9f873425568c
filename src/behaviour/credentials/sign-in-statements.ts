import type { Statement } from '../../claims/statement.js'
import type { Draft } from '../../design/draft.js'

/** The statements of documents about this backend that `matches`, those left out or put off aside. */
export function saidInScope(draft: Draft, matches: (text: string) => boolean): readonly Statement[] {
  return draft.statements.filter(
    (statement) =>
      (draft.otherSubjects?.get(statement.span.source) ?? null) === null &&
      !statement.headings.some((heading) =>
        /\b(?:out of scope|non-?goals?|future|assumptions?)\b/i.test(heading),
      ) &&
      matches(statement.text),
  )
}
