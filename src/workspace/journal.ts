import { join } from 'node:path'
import { z } from 'zod'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import type { FileSystem } from './file-system.js'
import { JOURNAL } from './places.js'
import { decodeText } from './text.js'

/** One write of a run. Its new bytes are staged as `new/INDEX`, its old ones kept as `old/INDEX`. */
export interface JournalEntry {
  /** Relative to the project, with `/`. */
  readonly path: string
  /** Hash of the bytes before the run; null when there is no file. */
  readonly before: string | null
  /** Hash of the bytes after the run; null when the file is deleted. */
  readonly after: string | null
}

/** All writes of a run. */
export interface Journal {
  /** The backend folder relative to the project; empty when it is the project. */
  readonly backend: string
  readonly entries: readonly JournalEntry[]
  /** Folders that the run creates, relative to the project, outer ones first. */
  readonly folders: readonly string[]
}

/**
 * Names of the journal's file. Its name is its state, so that one rename changes it:
 * under `commit` the run is to be finished, under `rollback` it is to be undone, and a
 * journal without either never happened.
 */
export type JournalState = 'commit' | 'rollback'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const schema = z.strictObject({
  version: z.literal(1),
  backend: z.string(),
  entries: z.array(z.strictObject({ path: z.string(), before: hash.nullable(), after: hash.nullable() })),
  folders: z.array(z.string()),
})

/** The absolute path of the journal's file in a state. */
export function journalFile(project: string, state: JournalState): string {
  return join(project, JOURNAL, `${state}.json`)
}

/** The absolute path of the staged new bytes, or of the kept old bytes, of an entry. */
export function journalBytes(project: string, side: 'new' | 'old', index: number): string {
  return join(project, JOURNAL, side, String(index))
}

/** True when a run died between its first and its last change of the tree. */
export async function isInterrupted(files: FileSystem, project: string): Promise<boolean> {
  for (const state of ['commit', 'rollback'] as const) {
    if ((await files.stat(journalFile(project, state))) !== null) return true
  }
  return false
}

/** The text of a journal's file. */
export function printJournal(journal: Journal): string {
  return `${JSON.stringify({ version: 1, ...journal })}\n`
}

/**
 * Reads the journal of an interrupted run, with its state; null when there is none.
 * Throws `journal-broken` when it is no journal: its file appears whole or not at all, so it
 * was not a crash that damaged it.
 */
export async function readJournal(
  files: FileSystem,
  project: string,
): Promise<{ readonly state: JournalState; readonly journal: Journal } | null> {
  for (const state of ['rollback', 'commit'] as const) {
    const bytes = await files.read(journalFile(project, state))
    if (bytes === null) continue
    const reading = schema.safeParse(parse(decodeText(bytes)))
    if (!reading.success) {
      throw new ExpectedFailure(
        'journal-broken',
        `${JOURNAL}/${state}.json, the record of an interrupted run, cannot be read.`,
        `Compare the backend with version control, then delete ${JOURNAL}; the files it replaced are in ${JOURNAL}/old.`,
      )
    }
    const { backend, entries, folders } = reading.data
    return { state, journal: { backend, entries, folders } }
  }
  return null
}

function parse(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
