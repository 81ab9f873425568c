import { watch, type FSWatcher } from 'node:fs'
import { sep } from 'node:path'

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

/**
 * Watches the documents of a project.
 * @param onChange called once after changes that come together
 * @returns ends the watch
 */
export function watchDocuments(folder: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher: FSWatcher = watch(folder, { recursive: true }, (_event, file) => {
    if (file !== null && !isDocument(file)) return
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLE)
  })
  // A folder that goes away is told by the next reading.
  watcher.on('error', () => undefined)
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}

function isDocument(file: string): boolean {
  return DOCUMENT.test(file) && !file.split(sep).some((part) => IGNORED.has(part))
}
