import type { AccountedStatement, StatementOutcome } from '../../src/design/trace.js'

/** A statement of a made-up document, with an outcome. */
export function statement(source: string, line: number, outcome: StatementOutcome): AccountedStatement {
  return {
    id: `${source}:${line}`,
    form: 'rule',
    label: null,
    text: `Rule ${line}`,
    span: { source, start: line, end: line + 1 },
    headings: [],
    outcome,
  }
}
