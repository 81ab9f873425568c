import type { Origin } from '../design/origin.js'
import type { Emission, GeneratedFile } from '../fastapi/emission.js'
import type { Change } from '../workspace/change.js'
import { type FileSystem, nodeFileSystem } from '../workspace/file-system.js'
import { inProject, locate, openFolders } from '../workspace/folder.js'
import { planChanges } from '../workspace/plan.js'
import { decodeText, plainText } from '../workspace/text.js'

/** A difference between a backend as it stands and what its specifications give. */
export interface Finding {
  /**
   * `missing`: not there. `outdated`: as Specwright wrote it, for specifications that have changed.
   * `edited`: changed by a person since. `foreign`: never written by Specwright.
   * `superfluous`: no longer asked for.
   */
  readonly kind: 'missing' | 'outdated' | 'edited' | 'foreign' | 'superfluous'
  /** Relative to the project, with `/`. */
  readonly path: string
  /** The first line that differs, from 1; null when the file as a whole is in question. */
  readonly line: number | null
  readonly message: string
  /** The lines of the specifications that ask for what is missing or different there. */
  readonly origins: readonly Origin[]
}

/**
 * Compares a backend with what the specifications give, line by line; line endings and a
 * byte-order mark make no difference. Reads only.
 *
 * @param emission what the specifications give
 * @param project the project's folder
 * @param backend the backend folder, absolute or relative to the project
 * @returns findings in the order of paths; none when the backend is what the specifications give
 * @throws ExpectedFailure as `planChanges`
 */
export async function compareBackend(
  emission: Emission,
  project: string,
  backend: string,
  files: FileSystem = nodeFileSystem,
): Promise<readonly Finding[]> {
  const folders = await openFolders(files, project, backend)
  const generated = new Map(emission.files.map((file) => [inProject(folders, file.path), file]))
  const findings: Finding[] = []
  for (const change of await planChanges(emission, project, backend, files)) {
    const file = generated.get(change.path)
    if (file === undefined) {
      findings.push({
        kind: 'superfluous',
        path: change.path,
        line: null,
        message: 'The specifications do not ask for this file any more.',
        origins: [],
      })
      continue
    }
    if (change.action === 'create') {
      findings.push({
        kind: 'missing',
        path: change.path,
        line: null,
        message: `The file is not there: ${file.summary}`,
        origins: file.lines.flatMap((line) => line.origins),
      })
      continue
    }
    const bytes = await files
      .read(await locate(files, folders, change.path, folders.backend))
      .catch(() => null)
    const text = bytes === null ? null : decodeText(bytes)
    const finding = differenceOf(change, file, text === null ? null : plainText(text))
    if (finding !== null) findings.push(finding)
  }
  return findings
}

const MESSAGES = {
  outdated: 'The specifications have changed since this was written',
  edited: 'Edited since Specwright wrote it',
  foreign: 'Specwright did not write this file',
} as const

function differenceOf(change: Change, file: GeneratedFile, text: string | null): Finding | null {
  const ours = plainText(file.text)
  if (text === ours) return null
  const kind = kindOf(change, ours)
  if (text === null) {
    const reason = change.action === 'conflict' ? change.reason : 'it cannot be read'
    return { kind, path: change.path, line: null, message: `${MESSAGES[kind]}: ${reason}.`, origins: [] }
  }
  const given = ours.split('\n')
  const standing = text.split('\n')
  const at = standing.findIndex((line, index) => line !== given[index])
  // The text may be the beginning of what is given; then the line after its end is missing.
  const index = at === -1 ? standing.length : at
  const origins = file.lines.filter((line) => line.from <= index + 1 && line.to >= index + 1)
  const about = origins.find((line) => line.about !== null)?.about ?? null
  const expected = given[index]
  return {
    kind,
    path: change.path,
    line: index + 1,
    message: `${MESSAGES[kind]}${about === null ? '' : ` (${about})`}: ${
      expected === undefined
        ? 'the specifications give no such line.'
        : expected.trim() === ''
          ? 'the specifications give an empty line.'
          : `the specifications give \`${expected.trim().slice(0, 160)}\`.`
    }`,
    origins: origins.flatMap((line) => line.origins),
  }
}

function kindOf(change: Change, ours: string): 'outdated' | 'edited' | 'foreign' {
  if (change.action === 'modify') return plainText(change.after) === ours ? 'outdated' : 'edited'
  if (change.action === 'conflict' && !change.reason.startsWith('edited')) return 'foreign'
  return 'edited'
}
