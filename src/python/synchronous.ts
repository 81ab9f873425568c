import type { QuotedImport, Quotation } from './nodes/quotation.js'
import type { Statement } from './nodes/statement.js'

/** Names of asynchronous Python, and those that stand in their place where nothing is awaited. */
const COUNTERPARTS: ReadonlyMap<string, { readonly module: string; readonly name: string }> = new Map([
  ['AsyncSession', { module: 'sqlmodel', name: 'Session' }],
  ['AsyncIterable', { module: 'collections.abc', name: 'Iterable' }],
  ['AsyncIterator', { module: 'collections.abc', name: 'Iterator' }],
])

/**
 * A quotation of asynchronous Python as it reads where nothing is awaited: `async def` is `def`, `await session.exec(…)` is
 * `session.exec(…)`, and an `AsyncSession` a `Session`. Other statements, and what stands in holes, are left as they are.
 */
export function synchronous(statement: Statement): Statement {
  return statement.kind === 'quotation' ? synchronousQuotation(statement) : statement
}

function synchronousQuotation({ imports, texts, holes }: Quotation): Quotation {
  return { kind: 'quotation', imports: imports.map(counterpart), texts: texts.map(textWithoutWaiting), holes }
}

function counterpart(each: QuotedImport): QuotedImport {
  const other = each.name === null ? undefined : COUNTERPARTS.get(each.name)
  return other === undefined ? each : { ...each, ...other }
}

function textWithoutWaiting(text: string): string {
  return text
    .replace(/\b(?:async|await) (?=[a-z(])/g, '')
    .replace(/\bAsync[A-Z][a-z]+\b/g, (name) => COUNTERPARTS.get(name)?.name ?? name)
}
