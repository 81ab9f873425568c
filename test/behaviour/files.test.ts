import { expect, test } from 'vitest'
import { readAccounts } from './accounts-fixture.js'

test('the file of a row goes when another takes its place, and with the row', async () => {
  const { text } = await readAccounts('stamp-album')
  const router = text('app/routers/stamps.py')
  expect(router).toContain('await run_in_threadpool(discard, storage, [replaced])')
  expect(router).toContain('await run_in_threadpool(discard, storage, [stamp.photo_url])')
})

test('types of files that their content shows are taken, and the others asked', async () => {
  const { design, text } = await readAccounts('grant-desk')
  expect(text('app/storage.py')).toContain('"word/document.xml"')
  const asked = new Map(design.questions.map((question) => [question.id, question]))
  expect(asked.get('file-types-grant-letter')?.about).toContain('of the types ODT as well')
  expect(asked.get('file-service')?.about).toContain('Cloudinary')
})
