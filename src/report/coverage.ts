import type { AccountedStatement, StatementOutcome } from '../design/trace.js'
import { lineReference, type Locator } from './locator.js'
import type { Palette } from '../diagnostics/palette.js'
import { columns, oneLine } from './table.js'

/** Number of statements per outcome. */
export type Sums = { readonly [status in StatementOutcome['status']]: number } & { readonly total: number }

/** Adds up the outcomes of statements. */
export function sumsOf(statements: readonly AccountedStatement[]): Sums {
  const of = (status: StatementOutcome['status']): number =>
    statements.filter(({ outcome }) => outcome.status === status).length
  return {
    total: statements.length,
    implemented: of('implemented'),
    asked: of('asked'),
    'out-of-scope': of('out-of-scope'),
    'not-understood': of('not-understood'),
  }
}

/** The sums of each document that has statements, in the order of the documents. */
function sumsPerDocument(statements: readonly AccountedStatement[]): ReadonlyMap<string, Sums> {
  const groups = new Map<string, AccountedStatement[]>()
  for (const statement of statements) {
    const group = groups.get(statement.span.source) ?? []
    group.push(statement)
    groups.set(statement.span.source, group)
  }
  return new Map([...groups].map(([source, group]) => [source, sumsOf(group)]))
}

/** Documents on principles and on the work, whose lines say least of what a client meets. */
const BESIDE = /(?:constitution|claude|agents|plan|research|quickstart|readme)[^/]{0,40}\.md$/i

function isOfTheProduct({ span }: AccountedStatement): boolean {
  return !BESIDE.test(span.source)
}

/**
 * Statement coverage per document, then what was not understood with its place.
 * @param most how many statements that were not understood are listed
 */
export function coverageLines(
  statements: readonly AccountedStatement[],
  locate: Locator,
  palette: Palette,
  most: number,
): string[] {
  const row = (name: string, sums: Sums): string[] => [
    name,
    String(sums.total),
    String(sums.implemented),
    String(sums.asked),
    String(sums['out-of-scope']),
    String(sums['not-understood']),
  ]
  const missed = statements.filter(({ outcome }) => outcome.status === 'not-understood')
  const unknown = [...missed.filter(isOfTheProduct), ...missed.filter((one) => !isOfTheProduct(one))]
  const table = columns([
    ['document', 'statements', 'implemented', 'asked', 'out of scope', 'not understood'],
    ...[...sumsPerDocument(statements)].map(([source, sums]) => row(source, sums)),
    row('all', sumsOf(statements)),
  ])
  return [
    palette.bold('Statements'),
    ...table.map((line, index) => (index === 0 ? palette.dim(line) : line)),
    ...(unknown.length === 0
      ? []
      : [
          '',
          palette.bold(`Not understood (${unknown.length})`),
          ...columns(
            unknown
              .slice(0, most)
              .map((statement) => [lineReference(locate, statement.span), oneLine(statement.text, 100)]),
          ),
          ...(unknown.length > most
            ? [palette.dim(`  … and ${unknown.length - most} more: specwright plan --json`)]
            : []),
        ]),
  ]
}
