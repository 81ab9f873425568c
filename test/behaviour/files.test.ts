import { expect, test } from 'vitest'
import { readAccounts } from './accounts-fixture.js'

test('the file of a row goes when another takes its place, and with the row', async () => {
  const { text } = await readAccounts('stamp-album')
  const router = text('app/routers/stamps.py')
  expect(router).toContain('await run_in_threadpool(discard, storage, [replaced])')
  expect(router).toContain('await run_in_threadpool(discard, storage, [stamp.photo_url])')
})
