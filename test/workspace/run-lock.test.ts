import { execFileSync } from 'node:child_process'
import { hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { withRunLock } from '../../src/workspace/run-lock.js'
import { failing } from './faulty-file-system.js'
import { makeProject, plant, readTree } from './project.js'

/** A process id that was in use and is not any more. */
function deadProcess(): number {
  return Number(execFileSync(process.execPath, ['-p', 'process.pid']).toString())
}

const holder = (fields: object): string =>
  JSON.stringify({ pid: process.pid, host: hostname(), began: null, ...fields })

describe('withRunLock', () => {
  it('leaves nothing behind', async () => {
    const project = makeProject()
    expect(await withRunLock(project, () => Promise.resolve(42))).toBe(42)
    await expect(withRunLock(project, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(readTree(project)).toEqual({})
  })

  it('refuses a second run with the process of the first', async () => {
    const project = makeProject()
    await withRunLock(project, async () => {
      await expect(withRunLock(project, () => Promise.resolve())).rejects.toMatchObject({
        code: 'locked',
        message: `Another run of Specwright (process ${process.pid} on ${hostname()}) is writing to ${project}.`,
      })
    })
    expect(readTree(project)).toEqual({})
  })

  it('lets one of many through at a time', async () => {
    const project = makeProject({ '.specwright/run.lock': holder({ pid: deadProcess() }) })
    let inside = 0
    let most = 0
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        withRunLock(project, async () => {
          inside += 1
          most = Math.max(most, inside)
          await new Promise((resolve) => setImmediate(resolve))
          inside -= 1
        }),
      ),
    )
    expect(most).toBe(1)
    expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true)
  })

  it.each([
    ['a process that is gone', () => holder({ pid: deadProcess() })],
    ['an earlier process with the same number', () => holder({ began: '1' })],
    ['nobody', () => 'half a lo'],
  ])('takes over the lock of %s', async (_whose, text) => {
    const project = makeProject({ '.specwright/run.lock': text() })
    expect(await withRunLock(project, () => Promise.resolve('ran'))).toBe('ran')
    expect(readTree(project)).toEqual({})
  })

  it('does not judge a process of another machine', async () => {
    const project = makeProject({ '.specwright/run.lock': holder({ pid: deadProcess(), host: 'elsewhere' }) })
    await expect(withRunLock(project, () => Promise.resolve())).rejects.toMatchObject({ code: 'locked' })
    plant(project, {})
    expect(Object.keys(readTree(project))).toEqual(['.specwright/', '.specwright/run.lock'])
  })

  it('names a project that cannot be written', async () => {
    const project = makeProject()
    const files = failing('EROFS', () => true)
    await expect(withRunLock(project, () => Promise.resolve(), files)).rejects.toMatchObject({
      code: 'not-writable',
    })
  })
})
