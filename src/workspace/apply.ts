import { join } from 'node:path'
import type { Emission } from '../fastapi/emission.js'
import type { Change } from './change.js'
import { type FileSystem, nodeFileSystem } from './file-system.js'
import { type Folders, inProject, openFolders } from './folder.js'
import { type Lock, type LockedFile, printLock, readLock } from './lock.js'
import { ANSWERS, BASE, IGNORE, IGNORE_TEXT, LOCK } from './places.js'
import { hashText, plainText } from './text.js'
import { target, type Write, writeAll } from './transaction.js'

/** Everything a run writes. */
export interface Run {
  readonly project: string
  /** The backend folder, absolute or relative to the project. */
  readonly backend: string
  readonly emission: Emission
  /** As `planChanges` gave them for this emission. */
  readonly changes: readonly Change[]
  /** Version of Specwright. */
  readonly tool: string
  /** Hash of each document that was read, by its path. */
  readonly inputs: ReadonlyMap<string, string>
  /** Ids of the operations that the emission implements. */
  readonly operations: readonly string[]
  /** The new text of `answers.yaml`; null leaves it alone. */
  readonly answers: string | null
}

/**
 * Carries out the changes of a plan, and remembers what was generated: all or nothing.
 * To be called with the run lock held and after `recover`. Files in conflict are left as they
 * stand. A run that changes nothing writes nothing.
 *
 * @throws ExpectedFailure `disk-full`, `not-writable`, `changed-meanwhile`, `outside-project`,
 * `lock-invalid`; the tree is as it was before
 */
export async function applyChanges(run: Run, files: FileSystem = nodeFileSystem): Promise<void> {
  const folders = await openFolders(files, run.project, run.backend)
  const before = await readLock(files, folders.project)
  const after = nextLock(folders, before, run)
  const writes = [...changeWrites(run.changes), ...(await houseWrites(files, folders, before, after, run))]
  await writeAll(files, folders, writes)
}

function changeWrites(changes: readonly Change[]): readonly Write[] {
  const writes: Write[] = []
  for (const change of changes) {
    switch (change.action) {
      case 'create':
        writes.push({ path: change.path, before: null, after: Buffer.from(change.after) })
        break
      case 'modify':
        writes.push({
          path: change.path,
          before: Buffer.from(change.before),
          after: Buffer.from(change.after),
        })
        break
      case 'delete':
        writes.push({ path: change.path, before: Buffer.from(change.before), after: null })
        break
      case 'keep':
      case 'conflict':
    }
  }
  return writes
}

/** The lock after a run: what is generated now, and the conflicts as they were shown. */
function nextLock(folders: Folders, before: Lock | null, run: Run): Lock {
  const locked = new Map<string, LockedFile>()
  for (const file of run.emission.files) {
    locked.set(inProject(folders, file.path), { hash: hashText(file.text), conflict: null })
  }
  for (const change of run.changes) {
    if (change.action !== 'conflict') continue
    locked.set(change.path, {
      hash: before?.files.get(change.path)?.hash ?? null,
      conflict: { ours: hashText(change.ours), theirs: hashText(change.theirs) },
    })
  }
  return { tool: run.tool, inputs: run.inputs, operations: run.operations, files: locked }
}

/** Writes below `.specwright/`, without those that would change nothing. */
async function houseWrites(
  files: FileSystem,
  folders: Folders,
  before: Lock | null,
  after: Lock,
  run: Run,
): Promise<readonly Write[]> {
  const texts = new Map<string, string | null>()
  for (const [path, file] of before?.files ?? []) {
    if (after.files.get(path)?.hash !== file.hash) texts.set(`${BASE}/${path}`, null)
  }
  for (const file of run.emission.files) {
    const path = inProject(folders, file.path)
    if (after.files.get(path)?.conflict === null) texts.set(`${BASE}/${path}`, plainText(file.text))
  }
  if (run.answers !== null) texts.set(ANSWERS, run.answers)
  texts.set(LOCK, printLock(after))
  const writes: Write[] = []
  for (const [path, text] of texts) {
    const standing = await files.read(await target(files, folders, path))
    const bytes = text === null ? null : Buffer.from(text)
    if (bytes === null ? standing !== null : standing?.equals(bytes) !== true) {
      writes.push({ path, before: standing, after: bytes })
    }
  }
  if ((await files.stat(join(folders.project, IGNORE))) === null) {
    writes.push({ path: IGNORE, before: null, after: Buffer.from(IGNORE_TEXT) })
  }
  return writes
}
