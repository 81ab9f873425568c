import { randomUUID } from 'node:crypto'
import type { Stats } from 'node:fs'
import {
  chmod,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rmdir,
  unlink,
} from 'node:fs/promises'
import { systemCode } from './failure.js'

/**
 * The file operations a run is made of. Every method that changes something is one step
 * after which a process can die; tests put a dying or a full disk in the place of the real one.
 */
export interface FileSystem {
  /** The bytes of a file; null when there is none. */
  readonly read: (path: string) => Promise<Buffer | null>
  /** Facts of a path without following a link; null when there is nothing. */
  readonly stat: (path: string) => Promise<Stats | null>
  /** Names in a folder; empty when there is no folder. */
  readonly list: (path: string) => Promise<readonly string[]>
  /** The path without links; null when there is nothing. */
  readonly real: (path: string) => Promise<string | null>
  /** Creates or replaces a file and waits until its bytes are on the disk. */
  readonly write: (path: string, bytes: Uint8Array, mode: number) => Promise<void>
  /** Gives a file that is there a second name; fails with `EEXIST` when the name is taken. */
  readonly link: (from: string, to: string) => Promise<void>
  readonly rename: (from: string, to: string) => Promise<void>
  /** Creates one folder whose parent exists; fails with `EEXIST` when it is there. */
  readonly makeFolder: (path: string) => Promise<void>
  /** Removes one file; nothing happens when there is none. */
  readonly remove: (path: string) => Promise<void>
  /** Removes one empty folder; nothing happens when there is none or it is not empty. */
  readonly removeFolder: (path: string) => Promise<void>
  /** Waits until the names in a folder are on the disk, where the platform can. */
  readonly sync: (path: string) => Promise<void>
}

/** Resolves to null instead of failing when there is nothing at the path. */
async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

/** The file system of the machine. */
export const nodeFileSystem: FileSystem = {
  read: (path) => orNull(readFile(path)),
  stat: (path) => orNull(lstat(path)),
  list: async (path) => (await orNull(readdir(path))) ?? [],
  real: (path) => orNull(realpath(path)),
  write: async (path, bytes, mode) => {
    const file = await open(path, 'w', mode)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    // The mode given to open() is narrowed by the umask; a replaced file keeps its own.
    await chmod(path, mode)
  },
  link,
  rename,
  makeFolder: async (path) => {
    await mkdir(path)
  },
  remove: async (path) => {
    await orNull(unlink(path))
  },
  removeFolder: async (path) => {
    try {
      await rmdir(path)
    } catch (error) {
      const code = systemCode(error)
      if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
    }
  },
  sync: async (path) => {
    try {
      const folder = await open(path, 'r')
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
    } catch (error) {
      // Windows and some network file systems cannot open or sync a folder.
      if (systemCode(error) === null) throw error
    }
  },
}

/** Replaces a file in one step: a reader sees the old bytes or the new ones. */
export async function replaceFile(
  files: FileSystem,
  path: string,
  bytes: Uint8Array,
  mode = 0o644,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await files.write(temporary, bytes, mode)
    await files.rename(temporary, path)
  } catch (error) {
    await files.remove(temporary)
    throw error
  }
}

/** Removes a folder with all that is in it; links are removed, not followed. */
export async function removeTree(files: FileSystem, path: string): Promise<void> {
  const stats = await files.stat(path)
  if (stats === null) return
  if (!stats.isDirectory()) {
    await files.remove(path)
    return
  }
  for (const name of await files.list(path)) await removeTree(files, `${path}/${name}`)
  await files.removeFolder(path)
}
