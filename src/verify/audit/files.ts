import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { PythonFile } from './program.js'

/** Most files of a backend that are read. */
const MOST = 2000

/** The Python files below a folder, in the order of their paths; what cannot be read is left out. */
export async function pythonFiles(folder: string): Promise<readonly PythonFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted()
    .slice(0, MOST)
  const files = await Promise.all(
    paths.map(async (path): Promise<readonly PythonFile[]> => {
      const text = await readFile(join(folder, path), 'utf8').catch(() => null)
      return text === null ? [] : [{ path: path.split(sep).join('/'), text }]
    }),
  )
  return files.flat()
}
