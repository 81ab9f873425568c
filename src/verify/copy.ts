import { existsSync } from 'node:fs'
import { cp, lstat, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { isWithin } from '../workspace/folder.js'

/** Folders that hold nothing a check needs. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.mypy_cache',
  '.nox',
  '.pytest_cache',
  '.ruff_cache',
  '.tox',
  '.venv',
  '__pycache__',
  'node_modules',
])

/** Files larger than this are data and no code, in bytes. */
const LARGEST = 20_000_000

/** Files with settings of one machine, such as `.env` and `.env.local`, but not `.env.example`. */
function isPrivate(name: string): boolean {
  return name === '.env' || (name.startsWith('.env.') && !/\.(?:example|sample|template)$/.test(name))
}

/** A developer's own database. */
function isDatabase(name: string): boolean {
  return /\.(?:db|sqlite|sqlite3)(?:-journal|-shm|-wal)?$/.test(name)
}

/**
 * Copies a backend to where it can be run: checks leave nothing in the person's folder, and tests
 * find neither the settings nor the database of the machine, whatever they do to them.
 *
 * @param from the backend
 * @param to a folder that does not exist yet
 * @throws ExpectedFailure `nothing-to-read` when there is no backend
 */
export async function copyBackend(from: string, to: string): Promise<void> {
  const root = await realpath(from).catch(() => null)
  if (root === null || !(await lstat(root)).isDirectory()) {
    throw new ExpectedFailure(
      'nothing-to-read',
      `There is no backend in ${from}.`,
      'Write it first: specwright implement; or name its folder: --backend DIR.',
    )
  }
  await cp(root, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: async (path) => {
      if (path === root) return true
      const name = basename(path)
      if (LEFT_OUT.has(name) || isPrivate(name) || isDatabase(name)) return false
      const stats = await lstat(path)
      // A virtual environment of any name says so in a file (PEP 405).
      if (stats.isDirectory()) return !existsSync(join(path, 'pyvenv.cfg'))
      if (!stats.isSymbolicLink()) return stats.isFile() && stats.size <= LARGEST
      try {
        return isWithin(root, await realpath(path))
      } catch {
        return false
      }
    },
  })
}
