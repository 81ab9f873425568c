import type * as PgQuery from 'libpg-query'
import type { Node } from 'libpg-query'

let loading: Promise<void> | null = null
let parser: typeof PgQuery | null = null

/** Loads the PostgreSQL parser once; later calls wait for the same load. */
export function loadSqlParser(): Promise<void> {
  loading ??= load()
  return loading
}

async function load(): Promise<void> {
  const loaded = await import('libpg-query')
  await loaded.loadModule()
  parser = loaded
}

/** One parsed statement, or the reason why it cannot be parsed. */
export type SqlParse =
  | { readonly kind: 'parsed'; readonly nodes: readonly Node[]; readonly utf16: (byte: number) => number }
  | { readonly kind: 'broken'; readonly reason: string; readonly offset: number }

/**
 * Parses one statement with the grammar of PostgreSQL.
 *
 * @returns its tree, with a function from the parser's UTF-8 byte offsets to offsets in `text`
 * @throws Error when {@link loadSqlParser} has not been awaited: a defect of the caller
 */
export function parseSql(text: string): SqlParse {
  if (parser === null) throw new Error('loadSqlParser must be awaited before SQL is parsed')
  const bytes = Buffer.from(text)
  const utf16 = (byte: number): number =>
    bytes.length === text.length ? byte : bytes.subarray(0, byte).toString().length
  try {
    const nodes = (parser.parseSync(text).stmts ?? []).flatMap((raw) =>
      raw.stmt === undefined ? [] : [raw.stmt],
    )
    return { kind: 'parsed', nodes, utf16 }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const cursor = parser.hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0
    // The server counts characters from 1 on the wire, this build from 0.
    return { kind: 'broken', reason, offset: Math.max(0, Math.min(cursor, text.length)) }
  }
}
