import { randomUUID } from 'node:crypto'
import { readFileSync, unlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { asExpectedFailure, systemCode } from './failure.js'
import { type FileSystem, nodeFileSystem } from './file-system.js'
import { checkHouse } from './folder.js'
import { onInterrupt } from './interrupt.js'
import { HOUSE, RUN_LOCK } from './places.js'
import { decodeText, hashBytes } from './text.js'

/** The process that holds the lock of a project. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process began, as the system tells it: a later process may get the same number. */
  readonly began: string | null
}

const schema = z.object({ pid: z.int().positive(), host: z.string(), began: z.string().nullable() })

/**
 * Runs `work` while no other run of Specwright writes to the project.
 *
 * @throws ExpectedFailure `locked` at once when another run is under way, with its process;
 * the lock of a process that is gone is taken over
 */
export async function withRunLock<T>(
  project: string,
  work: () => Promise<T>,
  files: FileSystem = nodeFileSystem,
): Promise<T> {
  const { attempt, path } = await acquire(files, project)
  const done = onInterrupt(() => releaseAtOnce(attempt, path))
  try {
    return await work()
  } finally {
    done()
    await release(attempt, path)
  }
}

/** A lock that is being taken: `own` is a file with this process's text, ready to get the lock's name. */
interface Attempt {
  readonly files: FileSystem
  readonly project: string
  readonly own: string
  readonly text: string
}

async function acquire(
  files: FileSystem,
  project: string,
): Promise<{ readonly attempt: Attempt; readonly path: string }> {
  const path = join(project, RUN_LOCK)
  const token = randomUUID()
  const holder: Holder = { pid: process.pid, host: hostname(), began: processStart(process.pid) }
  const attempt = { files, project, own: `${path}.${token}`, text: JSON.stringify({ ...holder, token }) }
  try {
    await checkHouse(files, project)
    await prepare(attempt)
    await take(attempt, path)
    await files.remove(attempt.own)
  } catch (error) {
    await release(attempt, path).catch(() => undefined)
    throw asExpectedFailure(error, join(project, HOUSE))
  }
  return { attempt, path }
}

/** Writes the file that becomes the lock, so that a lock appears with its content. */
async function prepare({ files, project, own, text }: Attempt): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await files.makeFolder(join(project, HOUSE))
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error
    }
    try {
      await files.write(own, Buffer.from(text), 0o644)
      return
    } catch (error) {
      // A run that ends at this moment removes the folder when nothing is in it.
      if (systemCode(error) !== 'ENOENT' || attempt === 8) throw error
    }
  }
}

async function release({ files, project, own, text }: Attempt, path: string): Promise<void> {
  await files.remove(own)
  if ((await files.read(path))?.toString() === text) await files.remove(path)
  await files.removeFolder(join(project, HOUSE))
}

/** The same while the process dies, when nothing can be waited for. */
function releaseAtOnce({ text }: Attempt, path: string): void {
  if (readFileSync(path, 'utf8') === text) unlinkSync(path)
}

/** Takes the lock at a path; throws `locked` when its process lives or may live. */
async function take(attempt: Attempt, path: string): Promise<void> {
  const { files, own, text } = attempt
  while (true) {
    try {
      await files.link(own, path)
      return
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error
    }
    const bytes = await files.read(path)
    if (bytes === null) continue
    refuseIfAlive(attempt, bytes)
    // Several runs may find the same stale lock. Only the one that holds the lock named after its
    // content may replace it, and only while it still has that content; that lock can be stale in
    // turn, but each turn needs one more process that died here.
    const claim = `${path}.${hashBytes(bytes).slice(0, 16)}`
    await take(attempt, claim)
    try {
      if ((await files.read(path))?.equals(bytes) === true) {
        await files.rename(own, path)
        return
      }
    } finally {
      if ((await files.read(claim))?.toString() === text) await files.remove(claim)
    }
  }
}

function refuseIfAlive({ project }: Attempt, bytes: Uint8Array): void {
  const holder = readHolder(bytes)
  if (holder === null || !isAlive(holder)) return
  throw new ExpectedFailure(
    'locked',
    `Another run of Specwright (process ${String(holder.pid)} on ${holder.host}) is writing to ${project}.`,
    `Wait until it ends. If it does not run any more, delete ${RUN_LOCK}.`,
  )
}

function readHolder(bytes: Uint8Array): Holder | null {
  try {
    const reading = schema.safeParse(JSON.parse(decodeText(bytes) ?? ''))
    return reading.success ? reading.data : null
  } catch {
    return null
  }
}

/** Another machine's process cannot be looked at and is taken to be alive. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return systemCode(error) === 'EPERM'
  }
  const began = processStart(holder.pid)
  return began === null || holder.began === null || began === holder.began
}

/** The start time of a process in clock ticks since boot (proc(5), field 22); null where it is not told. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    // The second field is the command in parentheses and may hold blanks and parentheses itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
