import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { decodeText } from './decode.js'
import type { Limits } from './limits.js'
import { reasonOf } from './walk.js'

/** The text of a file; null, and why, when it is none that is read. */
export interface ReadText {
  readonly text: string | null
  readonly bytes: number
  readonly problems: readonly Diagnostic[]
}

/**
 * Reads the text of one file.
 *
 * @param folder absolute path of the project
 * @param path relative to it
 */
export async function readText(folder: string, path: string, limits: Limits): Promise<ReadText> {
  const left = (problem: Diagnostic): ReadText => ({ text: null, bytes: 0, problems: [problem] })
  try {
    const { size } = await stat(join(folder, path))
    if (size > limits.fileBytes) {
      return left(createDiagnostic('file-too-large', { path, size, limit: limits.fileBytes }, null))
    }
    const bytes = await readFile(join(folder, path))
    const decoded = decodeText(bytes)
    if (decoded.kind === 'binary') return left(createDiagnostic('file-not-text', { path }, null))
    const problems = decoded.replaced ? [createDiagnostic('file-not-utf8', { path }, null)] : []
    return { text: decoded.text, bytes: bytes.length, problems }
  } catch (error) {
    return left(createDiagnostic('file-unreadable', { path, reason: reasonOf(error) }, null))
  }
}
