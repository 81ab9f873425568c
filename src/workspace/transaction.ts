import { dirname, join } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { asExpectedFailure, systemCode } from './failure.js'
import { type FileSystem, removeTree } from './file-system.js'
import { checkHouse, type Folders, isProtected, locate } from './folder.js'
import { type Journal, journalBytes, type JournalEntry, journalFile, printJournal } from './journal.js'
import { HOUSE, JOURNAL } from './places.js'
import { hashBytes } from './text.js'

/** One file to be written or, when `after` is null, deleted. */
export interface Write {
  /** Relative to the project, with `/`. */
  readonly path: string
  /** The bytes the plan was made from; null when there was no file. */
  readonly before: Uint8Array | null
  readonly after: Uint8Array | null
}

/** Files of the backend and of Specwright itself are all that is ever written. */
export async function target(files: FileSystem, folders: Folders, path: string): Promise<string> {
  if (path.startsWith(`${HOUSE}/`)) return await locate(files, folders, path, join(folders.project, HOUSE))
  if (isProtected(path)) {
    throw new ExpectedFailure('outside-project', `${JSON.stringify(path)} is never written by Specwright.`)
  }
  return await locate(files, folders, path, folders.backend)
}

/** A folder that is made on the way to a file: of the backend, of Specwright, or one that leads to the backend. */
async function folderTarget(files: FileSystem, folders: Folders, path: string): Promise<string> {
  const leads = folders.prefix === path || folders.prefix.startsWith(`${path}/`)
  return leads ? await locate(files, folders, path, folders.project) : await target(files, folders, path)
}

/**
 * Makes all writes or none.
 *
 * New and old bytes are first put on the disk in the journal's folder. Renaming the journal to
 * `commit.json` is the one step that decides: a process that dies before it has changed nothing,
 * one that dies after it is finished by `recover`. When a write is refused after that step,
 * all are taken back.
 *
 * @throws ExpectedFailure `disk-full`, `not-writable`, `changed-meanwhile`, `outside-project`;
 * the tree is as it was before
 */
export async function writeAll(files: FileSystem, folders: Folders, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return
  await checkHouse(files, folders.project)
  for (const write of writes) await checkUnchanged(files, await target(files, folders, write.path), write)
  let journal: Journal
  try {
    journal = await stage(files, folders, writes)
  } catch (error) {
    await discard(files, folders.project).catch(() => undefined)
    throw asExpectedFailure(error, folders.project)
  }
  try {
    await rollForward(files, folders, journal)
  } catch (error) {
    await takeBack(files, folders, journal)
    throw asExpectedFailure(error, folders.backend)
  }
}

async function takeBack(files: FileSystem, folders: Folders, journal: Journal): Promise<void> {
  try {
    await beginRollback(files, folders.project)
    await rollBack(files, folders, journal)
  } catch (error) {
    if (systemCode(error) === null) throw error
    throw new ExpectedFailure(
      'interrupted',
      `Writing to ${folders.backend} failed, and what was written could not be taken back: ${String(error)}.`,
      'Run again when the folder can be written; the run ends what this one began before it does anything else.',
    )
  }
}

async function checkUnchanged(files: FileSystem, path: string, write: Write): Promise<void> {
  const bytes = await files.read(path)
  const same = write.before === null ? bytes === null : bytes?.equals(write.before) === true
  if (!same) {
    throw new ExpectedFailure(
      'changed-meanwhile',
      `${write.path} was changed while Specwright was working; nothing was written.`,
      'Run again.',
    )
  }
}

/** Puts everything a crash could need on the disk, and the journal last. */
async function stage(files: FileSystem, folders: Folders, writes: readonly Write[]): Promise<Journal> {
  const { project } = folders
  await removeTree(files, join(project, JOURNAL))
  if ((await files.stat(join(project, HOUSE))) === null) await files.makeFolder(join(project, HOUSE))
  for (const folder of ['', '/new', '/old']) await files.makeFolder(join(project, `${JOURNAL}${folder}`))
  const entries: JournalEntry[] = []
  const missing = new Set<string>()
  for (const [index, write] of writes.entries()) {
    const path = await target(files, folders, write.path)
    const mode = ((await files.stat(path))?.mode ?? 0o644) & 0o777
    if (write.after !== null) {
      await files.write(journalBytes(project, 'new', index), write.after, mode)
      for (const folder of await missingFolders(files, project, write.path)) missing.add(folder)
    }
    if (write.before !== null) await files.write(journalBytes(project, 'old', index), write.before, mode)
    entries.push({ path: write.path, before: hashOrNull(write.before), after: hashOrNull(write.after) })
  }
  const journal = { backend: folders.prefix, entries, folders: [...missing] }
  const draft = join(project, JOURNAL, 'draft.json')
  await files.write(draft, Buffer.from(printJournal(journal)), 0o644)
  for (const folder of ['/new', '/old', '']) await files.sync(join(project, `${JOURNAL}${folder}`))
  await files.rename(draft, journalFile(project, 'commit'))
  await files.sync(join(project, JOURNAL))
  return journal
}

/** Folders on the way to a file that are not there, relative to the project, outer ones first. */
async function missingFolders(files: FileSystem, project: string, path: string): Promise<readonly string[]> {
  const missing: string[] = []
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const folder = path.slice(0, slash)
    if ((await files.stat(join(project, folder))) === null) missing.push(folder)
  }
  return missing
}

/** Does what the journal says; doing it again after a crash changes nothing that is done. */
export async function rollForward(files: FileSystem, folders: Folders, journal: Journal): Promise<void> {
  for (const folder of journal.folders) {
    const path = await folderTarget(files, folders, folder)
    if ((await files.stat(path)) === null) await files.makeFolder(path)
  }
  const touched = new Set<string>()
  for (const [index, entry] of journal.entries.entries()) {
    const path = await target(files, folders, entry.path)
    if (entry.after === null) await files.remove(path)
    else if ((await files.stat(journalBytes(folders.project, 'new', index))) !== null) {
      await move(files, journalBytes(folders.project, 'new', index), path)
    }
    touched.add(dirname(path))
  }
  for (const folder of touched) await files.sync(folder)
  await files.remove(journalFile(folders.project, 'commit'))
  await tidy(files, folders, journal)
}

/** Removes what a finished run leaves behind; what cannot be removed now does no harm. */
async function tidy(files: FileSystem, folders: Folders, journal: Journal): Promise<void> {
  try {
    await discard(files, folders.project)
    for (const entry of journal.entries) {
      if (entry.after === null) await removeEmptyFolders(files, folders, entry.path)
    }
  } catch (error) {
    if (systemCode(error) === null) throw error
  }
}

/** Removes the folders of a deleted file that hold nothing any more, up to the backend's or the house. */
async function removeEmptyFolders(files: FileSystem, folders: Folders, path: string): Promise<void> {
  const root = path.startsWith(`${HOUSE}/`) ? HOUSE : folders.prefix
  for (let folder = path.slice(0, path.lastIndexOf('/')); folder.length > root.length;) {
    await files.removeFolder(join(folders.project, folder))
    folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))
  }
}

/** Marks the journal as one to be undone. */
export async function beginRollback(files: FileSystem, project: string): Promise<void> {
  await files.rename(journalFile(project, 'commit'), journalFile(project, 'rollback'))
  await files.sync(join(project, JOURNAL))
}

/**
 * Takes back what was done of a journal. A file that is neither as the run found it nor as the
 * run left it was edited by a person since, and stays.
 */
export async function rollBack(files: FileSystem, folders: Folders, journal: Journal): Promise<void> {
  for (const [index, entry] of [...journal.entries.entries()].reverse()) {
    const path = await target(files, folders, entry.path)
    await files.remove(arriving(path))
    const found = hashOrNull(await files.read(path))
    if (found !== entry.after || found === entry.before) continue
    if (entry.before === null) await files.remove(path)
    else await move(files, journalBytes(folders.project, 'old', index), path)
    await files.sync(dirname(path))
  }
  for (const folder of [...journal.folders].reverse()) {
    await files.removeFolder(await folderTarget(files, folders, folder))
  }
  await files.remove(journalFile(folders.project, 'rollback'))
  await discard(files, folders.project)
}

/** Removes a journal that says nothing any more, and the house when it is empty. */
export async function discard(files: FileSystem, project: string): Promise<void> {
  await removeTree(files, join(project, JOURNAL))
  await files.removeFolder(join(project, HOUSE))
}

/** The name a file has while it comes from another file system. */
function arriving(path: string): string {
  return `${path}.specwright-new`
}

/** Renames; between file systems, copies beside the target and renames there. */
async function move(files: FileSystem, from: string, to: string): Promise<void> {
  try {
    await files.rename(from, to)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error
    const bytes = await files.read(from)
    const mode = (await files.stat(from))?.mode
    if (bytes === null || mode === undefined) throw error
    await files.write(arriving(to), bytes, mode & 0o777)
    await files.rename(arriving(to), to)
    await files.remove(from)
  }
}

function hashOrNull(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : hashBytes(bytes)
}
