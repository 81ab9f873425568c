import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../src/claims/reader.js'
import { readContract } from './reading.js'

const corpus = join(import.meta.dirname, '../../../../shared/corpus/specs')
const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file))
  : []

/** The texts that a reading quotes must be the source's own. */
function misquoted(reading: Reading, text: string): readonly string[] {
  const bare = (words: string): string => words.replaceAll(/[`*\s\\]+/g, '')
  return reading.statements
    .filter(({ text: words, span }) => bare(text.slice(span.start, span.end)) !== bare(words))
    .map(({ id }) => id)
}

// Contracts of real repositories; they are not part of this repository.
describe.skipIf(files.length === 0)('contracts in the wild', () => {
  it.each(files.length === 0 ? ['none'] : files)('%s', (file) => {
    const text = readFileSync(join(corpus, file), 'utf8').replace(/^\uFEFF/, '')
    const reading = readContract(text)
    const operations = reading.claims.filter(
      ({ subject, property }) => subject.kind === 'operation' && property === 'exists',
    )
    expect(operations.length).toBeGreaterThan(0)
    expect(misquoted(reading, text)).toEqual([])
    expect(reading.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
