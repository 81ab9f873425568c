import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onInterrupt } from '../workspace/interrupt.js'

/** Runs `work` with a folder of its own, which is removed afterwards, also when the tool is interrupted. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwright-')))
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const done = onInterrupt(remove)
  try {
    return await work(folder)
  } finally {
    done()
    remove()
  }
}
