import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where a file that the package brings with it stands: the tool runs from `src/`, from modules in `dist/` and from one
 * file that holds them all, so nothing can be found relative to the module that needs it.
 *
 * @param path relative to the folder of `package.json`, with `/`
 * @returns an absolute path, of which nothing else is promised to exist
 * @throws Error when the tool stands in no package: a defect of the installation
 */
export function packageFile(path: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, path)
    if (folder === dirname(folder)) throw new Error('Specwright stands in no package')
  }
}
