import { chmod, writeFile } from 'node:fs/promises'
import { type FileSystem, nodeFileSystem } from '../../src/workspace/file-system.js'

/** What a process that was killed throws: nothing after it takes effect. */
export class Killed extends Error {}

/** A system error as Node.js throws it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code })
}

/** The file system of the machine without waiting for the disk, which only costs time here. */
export const quickFileSystem: FileSystem = {
  ...nodeFileSystem,
  write: async (path, bytes, mode) => {
    await writeFile(path, bytes, { mode })
    await chmod(path, mode)
  },
  sync: () => Promise.resolve(),
}

type Step = 'write' | 'link' | 'rename' | 'makeFolder' | 'remove' | 'removeFolder' | 'sync'

/**
 * The file system of the machine with a fault put between steps. `before` and `after` are called
 * with the number of the step, from 0, around everything that changes something.
 */
export function faulty(hooks: {
  readonly before?: (step: number, kind: Step, path: string) => Promise<void> | void
  readonly after?: (step: number, kind: Step, path: string) => Promise<void> | void
}): FileSystem & { readonly steps: readonly Step[] } {
  const steps: Step[] = []
  const around = async (kind: Step, path: string, work: () => Promise<void>): Promise<void> => {
    const step = steps.length
    steps.push(kind)
    await hooks.before?.(step, kind, path)
    await work()
    await hooks.after?.(step, kind, path)
  }
  const real = quickFileSystem
  return {
    ...real,
    steps,
    write: (path, bytes, mode) => around('write', path, () => real.write(path, bytes, mode)),
    link: (from, to) => around('link', to, () => real.link(from, to)),
    rename: (from, to) => around('rename', to, () => real.rename(from, to)),
    makeFolder: (path) => around('makeFolder', path, () => real.makeFolder(path)),
    remove: (path) => around('remove', path, () => real.remove(path)),
    removeFolder: (path) => around('removeFolder', path, () => real.removeFolder(path)),
    sync: (path) => around('sync', path, () => real.sync(path)),
  }
}

/**
 * A process that is killed at one step: before it, after it, or, for a write, with half of the
 * bytes on the disk. Whatever it tries later does not happen.
 */
export function killedAt(step: number, when: 'before' | 'torn' | 'after'): FileSystem {
  let dead = false
  const half: { path: string; bytes: Uint8Array } = { path: '', bytes: Buffer.alloc(0) }
  const files = faulty({
    before: async (current, kind, path) => {
      if (dead) throw new Killed()
      if (current !== step || when === 'after') return
      dead = true
      if (when === 'torn' && kind === 'write') {
        await quickFileSystem.write(path, half.bytes.subarray(0, half.bytes.length / 2), 0o644)
      }
      throw new Killed()
    },
    after: (current) => {
      if (current === step && when === 'after') {
        dead = true
        throw new Killed()
      }
    },
  })
  return {
    ...files,
    write: (path, bytes, mode) => {
      half.bytes = bytes
      return files.write(path, bytes, mode)
    },
  }
}

/** A file system on which one kind of step fails on some paths. */
export function failing(code: string, matches: (kind: Step, path: string) => boolean): FileSystem {
  return faulty({
    before: (_step, kind, path) => {
      if (matches(kind, path)) throw systemError(code)
    },
  })
}
