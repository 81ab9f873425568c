import { randomBytes } from 'node:crypto'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { runProgram } from './process.js'
import { childEnvironment } from './variables.js'

const STATEMENT = `
import os, sys
import psycopg
from psycopg import sql
statement = "CREATE SCHEMA {}" if sys.argv[1] == "create" else "DROP SCHEMA IF EXISTS {} CASCADE"
with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10, autocommit=True) as connection:
    connection.execute(sql.SQL(statement).format(sql.Identifier(sys.argv[2])))
`

/** A schema of the run's own in somebody's database: what else is in there stays untouched. */
export interface RunSchema {
  readonly url: string
  readonly remove: () => Promise<void>
}

/**
 * Creates a schema in a database, and the address under which it alone is seen.
 * @param python an interpreter that has psycopg
 * @throws ExpectedFailure `database-unavailable`
 */
export async function createSchema(url: string, python: string, temporary: string): Promise<RunSchema> {
  const name = `specwright_${randomBytes(6).toString('hex')}`
  const address = new URL(url)
  address.protocol = 'postgresql:'
  const run = async (what: 'create' | 'drop'): Promise<void> => {
    const outcome = await runProgram({
      command: python,
      arguments: ['-I', '-c', STATEMENT, what, name],
      folder: temporary,
      // By the environment: an argument would show the password to everybody on the machine.
      environment: { ...childEnvironment(temporary), DATABASE_URL: address.href },
      seconds: 30,
    })
    if (outcome.status === 0) return
    throw new ExpectedFailure(
      'database-unavailable',
      `The database of DATABASE_URL could not be used: ${reasonIn(outcome.errors)}`,
      'It must be reachable, and its user allowed to create schemas; without DATABASE_URL a server is started for the run.',
    )
  }
  await run('create')
  const own = new URL(address)
  const options = own.searchParams.get('options')
  own.searchParams.set('options', `${options === null ? '' : `${options} `}-csearch_path=${name}`)
  return { url: own.href.replaceAll('+', '%20'), remove: () => run('drop') }
}

/** What psycopg said last, in one line; lines after it only guess at causes. */
function reasonIn(errors: string): string {
  const lines = errors.trim().split('\n')
  const said = lines.findLast((line) => line.startsWith('psycopg.')) ?? lines.at(-1) ?? ''
  return said.replace(/^psycopg[\w.]{0,60}: /, '').slice(0, 300)
}
