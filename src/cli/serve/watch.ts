import { existsSync, watch, type FSWatcher } from 'node:fs'
import { join, sep } from 'node:path'

/** Changes that come within this time count as one, in milliseconds. */
const SETTLE = 150

/** Folders of which no change touches a specification. */
const IGNORED: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  '.venv',
  '__pycache__',
  'report',
  'base',
])

/** Documents and answers. */
const DOCUMENT = /\.(?:md|mdx|markdown|ya?ml|json|py|sql|txt)$/i

/** Folders that hold nothing but documents, at any depth. */
const DOCUMENT_FOLDERS: ReadonlySet<string> = new Set([
  'specs',
  'contracts',
  '.specify',
  'memory',
  '.specwright',
])

/** A folder to watch: with all that is below it, or only its own files. */
interface Watched {
  readonly folder: string
  readonly recursive: boolean
}

/**
 * The folders in which a change can touch the documents at `paths`, which are relative to the project. Nothing
 * else is watched: a project may hold a hundred thousand files that are none.
 */
export function watchedFolders(paths: readonly string[]): readonly Watched[] {
  const folders = new Map<string, boolean>([['.', false]])
  for (const path of ['.specwright/answers.yaml', ...paths]) {
    const parents = path.split('/').slice(0, -1)
    const depth = parents.findIndex((part) => DOCUMENT_FOLDERS.has(part))
    if (depth >= 0) folders.set(parents.slice(0, depth + 1).join('/'), true)
    else if (parents.length > 0) folders.set(parents.join('/'), false)
  }
  return [...folders].map(([folder, recursive]) => ({ folder, recursive }))
}

/**
 * Watches the documents of a project.
 * @param paths of the documents, relative to the project
 * @param onChange called once after changes that come together
 * @returns ends the watch
 */
export function watchDocuments(project: string, paths: readonly string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const changed = (_event: string, file: string | null): void => {
    if (file !== null && !isDocument(file)) return
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLE)
  }
  const watchers = watchedFolders(paths)
    .map(({ folder, recursive }): Watched => ({ folder: join(project, folder), recursive }))
    .filter(({ folder }) => existsSync(folder))
    .map(({ folder, recursive }): FSWatcher => watch(folder, { recursive }, changed))
  // A folder that goes away is told by the next reading.
  for (const watcher of watchers) watcher.on('error', () => undefined)
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function isDocument(file: string): boolean {
  return DOCUMENT.test(file) && !file.split(sep).some((part) => IGNORED.has(part))
}
