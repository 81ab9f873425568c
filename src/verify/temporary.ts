import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asExpectedFailure, systemCode } from '../workspace/failure.js'
import { onInterrupt } from '../workspace/interrupt.js'

/**
 * Runs `work` with a folder of its own, which is removed afterwards, also when the tool is interrupted.
 * @throws ExpectedFailure `disk-full` when what is worked with finds no room there, `not-writable`
 */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder()
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const done = onInterrupt(remove)
  try {
    return await work(folder)
  } catch (error) {
    const code = systemCode(error)
    throw code === 'ENOSPC' || code === 'EDQUOT' ? asExpectedFailure(error, tmpdir(), OUTCOME) : error
  } finally {
    done()
    remove()
  }
}

const OUTCOME = 'so nothing could be verified'

function makeFolder(): string {
  try {
    return realpathSync(mkdtempSync(join(tmpdir(), 'specwright-')))
  } catch (error) {
    throw asExpectedFailure(error, tmpdir(), OUTCOME)
  }
}
