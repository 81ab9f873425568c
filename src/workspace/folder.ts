import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import type { FileSystem } from './file-system.js'
import { foldPath, pathProblem } from './path.js'
import { BASE, HOUSE, JOURNAL, REPORT } from './places.js'

/** The two folders of a run, as real paths; `backend` is the project or below it. */
export interface Folders {
  readonly project: string
  readonly backend: string
  /** The backend folder relative to the project with `/`; empty when it is the project. */
  readonly prefix: string
}

/** Folders of a project that belong to people or to other tools: never written, whatever a backend folder says. */
const PROTECTED: ReadonlySet<string> = new Set([
  'specs',
  '.specify',
  'memory',
  'contracts',
  '.git',
  '.specwright',
])

/** True when `path` is `folder` or below it; both absolute. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The nearest ancestor that exists, without links, with what is missing below it. */
async function realAncestor(files: FileSystem, path: string): Promise<string> {
  const real = await files.real(path)
  if (real !== null) return real
  // A link to nothing exists, and writing through it would create its target.
  if ((await files.stat(path)) !== null) {
    throw new ExpectedFailure('outside-project', `${path} is a symbolic link to nothing.`)
  }
  const parent = dirname(path)
  return parent === path ? path : join(await realAncestor(files, parent), path.slice(parent.length))
}

/**
 * Settles the folders of a run. `backend` is absolute or relative to the project.
 * Throws `outside-project` when the backend folder lies outside the project, also by way of a
 * link, or in a folder that is never written.
 */
export async function openFolders(files: FileSystem, project: string, backend: string): Promise<Folders> {
  const given = resolve(project)
  const root = await realAncestor(files, given)
  const target = await realAncestor(files, resolve(given, backend))
  if (!isWithin(root, target)) {
    throw new ExpectedFailure(
      'outside-project',
      `The backend folder ${JSON.stringify(backend)} lies outside the project ${given}; nothing outside a project is written.`,
    )
  }
  const prefix = relative(root, target).split(sep).join('/')
  const problem = prefix === '' ? null : pathProblem(prefix)
  if (problem !== null) {
    throw new ExpectedFailure('outside-project', `The backend folder ${JSON.stringify(backend)} ${problem}.`)
  }
  const folders = { project: root, backend: target, prefix }
  checkProtected(folders.prefix)
  return folders
}

/** True for a path, relative to the project, that lies in a folder that is never written. */
export function isProtected(path: string): boolean {
  return PROTECTED.has(foldPath(path.split('/', 1)[0] ?? ''))
}

/** Throws `outside-project` for a path, relative to the project, that is never written. */
export function checkProtected(path: string): void {
  if (isProtected(path)) {
    throw new ExpectedFailure(
      'outside-project',
      `${JSON.stringify(path)} lies in a folder that Specwright never writes.`,
    )
  }
}

/** The path of a backend file relative to the project. */
export function inProject(folders: Folders, path: string): string {
  return folders.prefix === '' ? path : `${folders.prefix}/${path}`
}

/**
 * The absolute path for a path relative to the project, after making sure that no link on
 * the way leads out of `within`. Throws `outside-project` otherwise.
 */
export async function locate(
  files: FileSystem,
  folders: Folders,
  path: string,
  within: string,
): Promise<string> {
  const problem = pathProblem(path)
  if (problem !== null)
    throw new ExpectedFailure('outside-project', `The path ${JSON.stringify(path)} ${problem}.`)
  const absolute = join(folders.project, ...path.split('/'))
  const parent = await realAncestor(files, dirname(absolute))
  if (!isWithin(within, absolute) || !isWithin(within, parent)) {
    throw new ExpectedFailure(
      'outside-project',
      `${JSON.stringify(path)} leads out of ${within} by way of a symbolic link; it is not written.`,
    )
  }
  return absolute
}

/**
 * Makes sure that Specwright's own folder is a folder of the project and no link out of it.
 * Throws `outside-project` otherwise.
 */
export async function checkHouse(files: FileSystem, project: string): Promise<void> {
  for (const path of [HOUSE, JOURNAL, BASE, REPORT]) {
    const stats = await files.stat(join(project, path))
    if (stats !== null && !stats.isDirectory()) {
      throw new ExpectedFailure('outside-project', `${path} is not a folder; nothing is written through it.`)
    }
  }
}
