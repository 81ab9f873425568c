import { join } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import type { Emission, GeneratedFile } from '../fastapi/emission.js'
import type { Change } from './change.js'
import type { FileSystem } from './file-system.js'
import { nodeFileSystem } from './file-system.js'
import { checkProtected, inProject, isProtected, locate, openFolders, type Folders } from './folder.js'
import { isInterrupted } from './journal.js'
import { readLock, type Lock, type LockedFile } from './lock.js'
import { merge } from './merge.js'
import { checkPaths, foldPath, pathProblem } from './path.js'
import { BASE } from './places.js'
import { decodeText, hashText, plainText, styledText, styleOf } from './text.js'

/** What stands where a file is to be written. */
type Standing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: string }
  /** Something that is not replaced: a link, a folder, bytes that are no text, a name that differs in case. */
  | { readonly kind: 'obstacle'; readonly text: string; readonly reason: string }

/**
 * Compares what is generated with what stands in the tree and what was generated last.
 * Writes nothing.
 *
 * - A file that nobody touched is replaced; one that would not change is kept.
 * - A file that a person edited is merged; where both sides changed the same lines, and
 *   where the tool never wrote the file, it is a conflict.
 * - A file that is no longer generated and that nobody touched is deleted.
 *
 * A file's byte-order mark and line endings count as untouched and are preserved.
 *
 * @param emission the files, with paths relative to the backend folder
 * @param project the project's folder
 * @param backend the backend folder, absolute or relative to the project
 * @returns one change per file in the order of paths, which are relative to the project
 * @throws ExpectedFailure `outside-project`, `path-illegal`, `lock-invalid`, `interrupted`
 */
export async function planChanges(
  emission: Emission,
  project: string,
  backend: string,
  files: FileSystem = nodeFileSystem,
): Promise<readonly Change[]> {
  const folders = await openFolders(files, project, backend)
  checkPaths(emission.files.map((file) => file.path))
  if (await isInterrupted(files, folders.project)) {
    throw new ExpectedFailure(
      'interrupted',
      'An earlier run was interrupted while it wrote, and its writes are not finished.',
      'Run `specwright implement`, which finishes them first.',
    )
  }
  const lock = await readLock(files, folders.project)
  const changes: Change[] = []
  const generated = new Set<string>()
  for (const file of emission.files) {
    const path = inProject(folders, file.path)
    checkProtected(path)
    generated.add(path)
    changes.push(await planFile(files, folders, lock, path, file))
  }
  for (const [path, locked] of lock?.files ?? []) {
    if (generated.has(path) || !isBackendFile(folders, path)) continue
    const change = await planRemoval(files, folders, path, locked)
    if (change !== null) changes.push(change)
  }
  return changes.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
}

async function planFile(
  files: FileSystem,
  folders: Folders,
  lock: Lock | null,
  path: string,
  file: GeneratedFile,
): Promise<Change> {
  const standing = await look(files, folders, path)
  const ours = plainText(file.text)
  if (standing.kind === 'nothing') return { action: 'create', path, after: ours, summary: file.summary }
  if (standing.kind === 'obstacle') {
    return { action: 'conflict', path, theirs: standing.text, ours, reason: standing.reason }
  }
  const theirs = standing.text
  const plain = plainText(theirs)
  if (plain === ours) return { action: 'keep', path }
  const locked = lock?.files.get(path)
  if (locked === undefined) {
    return { action: 'conflict', path, theirs, ours, reason: 'Specwright did not write this file' }
  }
  const style = styleOf(theirs)
  const modify = (text: string): Change => ({
    action: 'modify',
    path,
    before: theirs,
    after: styledText(text, style),
    summary: file.summary,
  })
  if (hashText(plain) === locked.hash) return modify(ours)
  if (hashText(ours) === locked.hash || isResolved(locked, ours, plain)) return { action: 'keep', path }
  const base = await readBase(files, folders, path, locked)
  if (base === null) {
    return {
      action: 'conflict',
      path,
      theirs,
      ours,
      reason: 'edited since Specwright wrote it, and what it wrote is not in `.specwright/base` any more',
    }
  }
  const merged = merge(base, plain, ours)
  if (merged === null) {
    return {
      action: 'conflict',
      path,
      theirs,
      ours,
      reason: 'edited in lines that change with the specification',
    }
  }
  return merged === plain ? { action: 'keep', path } : modify(merged)
}

/** What becomes of a file that is no longer generated; null when it is gone or a person's now. */
async function planRemoval(
  files: FileSystem,
  folders: Folders,
  path: string,
  locked: LockedFile,
): Promise<Change | null> {
  const standing = await look(files, folders, path)
  if (standing.kind === 'nothing') return null
  if (standing.kind === 'text') {
    const plain = plainText(standing.text)
    if (hashText(plain) === locked.hash) {
      return { action: 'delete', path, before: standing.text, summary: 'no longer asked for' }
    }
    if (isResolved(locked, '', plain)) return null
  }
  return {
    action: 'conflict',
    path,
    theirs: standing.text,
    ours: '',
    reason: 'no longer asked for, but edited since Specwright wrote it',
  }
}

/** A conflict that was shown counts as resolved when the person edited the file afterwards. */
function isResolved(locked: LockedFile, ours: string, theirs: string): boolean {
  const shown = locked.conflict
  return shown !== null && shown.ours === hashText(ours) && shown.theirs !== hashText(theirs)
}

/** The text last generated, when it is there and is what the lock says. */
async function readBase(
  files: FileSystem,
  folders: Folders,
  path: string,
  locked: LockedFile,
): Promise<string | null> {
  const bytes = await files.read(await locate(files, folders, `${BASE}/${path}`, folders.project))
  const text = bytes === null ? null : decodeText(bytes)
  return text !== null && hashText(text) === locked.hash ? plainText(text) : null
}

/** A path of `lock.json`, which people can edit, that is a file below the backend folder. */
function isBackendFile(folders: Folders, path: string): boolean {
  if (pathProblem(path) !== null) return false
  return (folders.prefix === '' || path.startsWith(`${folders.prefix}/`)) && !isProtected(path)
}

async function look(files: FileSystem, folders: Folders, path: string): Promise<Standing> {
  const absolute = await locate(files, folders, path, folders.backend)
  const stats = await files.stat(absolute)
  if (stats === null) return await lookForNamesake(files, folders, path)
  if (stats.isSymbolicLink()) return { kind: 'obstacle', text: '', reason: 'it is a symbolic link' }
  if (!stats.isFile()) return { kind: 'obstacle', text: '', reason: 'it is not a file' }
  const bytes = await files.read(absolute)
  if (bytes === null) return { kind: 'nothing' }
  const text = decodeText(bytes)
  return text === null
    ? { kind: 'obstacle', text: bytes.toString('latin1'), reason: 'it is not a text in UTF-8' }
    : { kind: 'text', text }
}

/** Looks for a file or folder on the way that only differs in case: one and the same elsewhere. */
async function lookForNamesake(files: FileSystem, folders: Folders, path: string): Promise<Standing> {
  let folder = folders.project
  for (const name of path.split('/')) {
    const names = await files.list(folder)
    if (!names.includes(name)) {
      const other = names.find((candidate) => foldPath(candidate) === foldPath(name))
      if (other === undefined) return { kind: 'nothing' }
      return { kind: 'obstacle', text: '', reason: `\`${other}\` stands beside it and differs only in case` }
    }
    folder = join(folder, name)
    const stats = await files.stat(folder)
    if (stats !== null && stats.isFile())
      return { kind: 'obstacle', text: '', reason: `\`${name}\` is a file` }
  }
  return { kind: 'nothing' }
}
