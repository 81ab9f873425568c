import { ExpectedFailure } from '../diagnostics/expected-failure.js'

/** Device names of Windows; no file may be called so, with any extension. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i

/** Characters that no file name may hold on Windows, the separators included. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const FORBIDDEN = /[<>:"|?*\\/\u0000-\u001f\u007f]/

/** What is wrong with one name of a path; null when it is good on every system. */
function nameProblem(name: string): string | null {
  if (name === '') return 'has an empty part'
  if (name === '.' || name === '..') return `has a part \`${name}\``
  if (FORBIDDEN.test(name)) return `has a character that is not allowed in file names`
  if (name.endsWith('.') || name.endsWith(' ')) return 'has a part that ends in a dot or a blank'
  if (Buffer.byteLength(name) > 255) return 'has a part that is longer than 255 bytes'
  const stem = name.split('.', 1)[0] ?? name
  if (DEVICES.test(stem)) return `has the name \`${stem}\`, which is a device on Windows`
  return null
}

/**
 * What is wrong with a relative path with `/`; null when it stays below its folder and
 * is a legal file on Linux, macOS and Windows.
 */
export function pathProblem(path: string): string | null {
  for (const name of path.split('/')) {
    const problem = nameProblem(name)
    if (problem !== null) return problem
  }
  return null
}

/** Names that are one and the same on a file system that ignores case and composition. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

/** Throws `path-illegal` unless every path is legal and no two of them are one file on some system. */
export function checkPaths(paths: Iterable<string>): void {
  const seen = new Map<string, string>()
  for (const path of paths) {
    const problem = pathProblem(path)
    if (problem !== null) {
      throw new ExpectedFailure('path-illegal', `The path ${JSON.stringify(path)} ${problem}.`)
    }
    const folded = foldPath(path)
    const other = seen.get(folded)
    if (other !== undefined) {
      throw new ExpectedFailure(
        'path-illegal',
        other === path
          ? `The path ${JSON.stringify(path)} is given twice.`
          : `The paths ${JSON.stringify(other)} and ${JSON.stringify(path)} are one file where case is ignored.`,
      )
    }
    seen.set(folded, path)
  }
  for (const [folded, path] of seen) {
    for (let slash = folded.lastIndexOf('/'); slash > 0; slash = folded.lastIndexOf('/', slash - 1)) {
      const file = seen.get(folded.slice(0, slash))
      if (file !== undefined) {
        throw new ExpectedFailure(
          'path-illegal',
          `${JSON.stringify(file)} is a file and the folder of ${JSON.stringify(path)} at once.`,
        )
      }
    }
  }
}
