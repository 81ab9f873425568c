import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { onInterrupt } from '../workspace/interrupt.js'
import { runProgram } from './process.js'
import { childEnvironment } from './variables.js'

/** A PostgreSQL server of this run. */
export interface Cluster {
  /** Over a socket in a private folder: nobody else can connect, and no port is taken. */
  readonly url: string
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Stops it for good, and removes its data. */
  readonly remove: () => Promise<void>
}

/** Longest time to create a cluster, in seconds. */
const INIT_SECONDS = 120

/** PostgreSQL does not run as root: accounts that take its place, the best first. */
const ACCOUNTS = ['postgres', 'nobody']

/**
 * Starts a PostgreSQL server with an empty database.
 * @param binaries folder of its programs
 * @throws ExpectedFailure `database-unavailable` with the last lines of its log
 */
export async function startCluster(binaries: string): Promise<Cluster> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwright-postgres-')))
  const user = process.getuid?.() === 0 ? await account() : null
  if (user !== null) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  let child: ChildProcess | null = null
  const discard = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const undo = onInterrupt(() => {
    child?.kill('SIGQUIT')
    discard()
  })
  const stop = async (): Promise<void> => {
    const running = child
    child = null
    if (running === null || running.exitCode !== null || running.signalCode !== null) return
    await new Promise<void>((resolve) => {
      running.once('close', () => resolve())
      running.kill('SIGQUIT')
    })
  }
  const remove = async (): Promise<void> => {
    await stop()
    undo()
    discard()
  }
  const start = async (): Promise<void> => {
    // Commits are written before they are acknowledged, as in earnest: the server may be stopped hard.
    const settings = ['listen_addresses=', 'fsync=off', 'max_connections=200']
    child = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
      { cwd: folder, env: childEnvironment(folder), stdio: ['ignore', 'ignore', 'pipe'], ...user },
    )
    await ready(child)
  }
  try {
    const created = await runProgram({
      command: join(binaries, 'initdb'),
      arguments: ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      folder,
      environment: childEnvironment(folder),
      seconds: INIT_SECONDS,
      ...(user === null ? {} : { user }),
    })
    if (created.status !== 0) throw failure('could not create a cluster', created.errors + created.output)
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return { url: `postgresql://postgres@/postgres?host=${encodeURIComponent(folder)}`, stop, start, remove }
}

/** Waits until the server takes connections. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-20_000)
      if (log.includes('database system is ready to accept connections')) resolve()
    })
    child.once('error', (error) => reject(failure('could not be started', error.message)))
    child.once('close', () => reject(failure('ended before it was ready', log)))
  })
}

async function account(): Promise<{ readonly uid: number; readonly gid: number } | null> {
  for (const name of ACCOUNTS) {
    const ids = await Promise.all(['-u', '-g'].map((option) => idOf(option, name)))
    const [uid, gid] = ids
    if (uid !== undefined && uid !== null && gid !== undefined && gid !== null) return { uid, gid }
  }
  return null
}

async function idOf(option: string, name: string): Promise<number | null> {
  const { status, output } = await runProgram({
    command: 'id',
    arguments: [option, name],
    folder: tmpdir(),
    environment: { PATH: process.env['PATH'] ?? '' },
    seconds: 10,
  })
  return status === 0 && /^\d{1,10}\s*$/.test(output) ? Number(output) : null
}

function failure(what: string, log: string): ExpectedFailure {
  const lines = log.trim().split('\n').slice(-5).join('\n').slice(-1500)
  return new ExpectedFailure(
    'database-unavailable',
    `PostgreSQL ${what}:\n${lines}`,
    'Set DATABASE_URL to a PostgreSQL of your own, or verify on SQLite.',
  )
}
