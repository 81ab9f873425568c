import { describe, expect, it } from 'vitest'
import { storageWords } from '../../../src/claims/entities/storage-words.js'

function saidBy(text: string): readonly string[] {
  return storageWords(text).map(({ property, value }) => `${property} ${String(value)}`)
}

describe('words of storage', () => {
  it.each([
    ['string, unique (case-insensitive)', ['unique true', 'uniqueIgnoringCase true']],
    ['unique (ignoring case), required', ['unique true', 'uniqueIgnoringCase true']],
    ['UNIQUE (label, floor)', []],
    ['fk Job, cascade', ['references Job', 'onDelete cascade']],
    ['FK → jobs.id, set null', ['references jobs.id', 'onDelete set-null']],
    ['FK → jobs.id (restrict)', ['references jobs.id', 'onDelete restrict']],
    ['the cascade of a fountain', []],
    ['string, cascade', []],
  ])('say: %s', (text, facts) => {
    expect(saidBy(text)).toEqual(facts)
  })
})
