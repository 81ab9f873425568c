import { join } from 'node:path'
import { expect, test } from 'vitest'
import { designOf } from './design-of.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/unkept-constraints')

test('what tables do not keep is not told as implemented', async () => {
  const { statements } = await designOf(FOLDER)
  const statusOf = (start: string) => statements.find(({ text }) => text.startsWith(start))?.outcome.status
  expect(statusOf('ON UPDATE CASCADE')).toBe('not-understood')
  expect(statusOf('Foreign key constraints ensure')).toBe('not-understood')
  expect(statusOf('Every query')).toBe('implemented')
})
