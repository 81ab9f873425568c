import { describe, expect, it } from 'vitest'
import { fileBoundsIn } from '../../src/behaviour/file-words.js'
import { stepsOf } from './accounts-fixture.js'
import { outcomesOf, readSentences } from './sentences.js'

describe('sentences about files', () => {
  it('bound the uploads that they name', async () => {
    const design = await readSentences('song-book')
    const rules = ['cover', 'score'].map((file) =>
      stepsOf(design, `PUT /songs/{id}/${file}`).flatMap((step) =>
        step.kind === 'store' ? [step.rules.types, step.rules.maxBytes] : [],
      ),
    )
    expect(rules).toEqual([
      [['image/jpeg', 'image/png'], 2 * 1024 * 1024],
      [['application/pdf'], 800 * 1024],
    ])
  })

  it('are kept by the refusals of all else, and are no measures', async () => {
    const outcomes = outcomesOf(await readSentences('song-book'))
    expect(outcomes.get('FR-001')).toEqual({
      status: 'implemented',
      aspects: ['PUT /songs/{id}/score#error.422.condition', 'PUT /songs/{id}/score#error.413.condition'],
    })
    expect(outcomes.get('FR-002')).toEqual({
      status: 'implemented',
      aspects: ['PUT /songs/{id}/cover#error.422.condition', 'PUT /songs/{id}/cover#error.413.condition'],
    })
    expect(outcomes.get('FR-003')).toEqual({ status: 'not-understood' })
    expect(outcomes.get('FR-004')?.status).toBe('out-of-scope')
  })

  it.each([
    ['Attachments may not exceed 5 MB', [], 5 * 1024 * 1024],
    ['Files other than PNG are not accepted', ['image/png'], null],
    ['Only GIF images up to 300 KB, never anything else', ['image/gif'], 300 * 1024],
  ] as const)('are read: %s', (text, types, bytes) => {
    expect(fileBoundsIn(text)).toEqual({ types, bytes })
  })

  it.each([
    'The cache holds at most 64 MB',
    'Reports are downloaded as PDF files',
    'Images must not be GIF',
    'Photos are converted to WebP',
    'What happens when a file of 10 MB is uploaded?',
  ])('are not: %s', (text) => {
    expect(fileBoundsIn(text)).toBeNull()
  })
})
