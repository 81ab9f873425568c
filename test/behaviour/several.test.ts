import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/several/parcels')

describe('a filter by several values', () => {
  it('takes them repeated, or in one text with commas', async () => {
    const design = await designOf(FOLDER)
    const steps = design.operations.find(({ id }) => id === 'GET /parcels')?.steps ?? []
    const select = steps.find((step) => step.kind === 'select')
    const filters = select?.kind === 'select' ? select.filters : []
    expect(filters.map(({ field, comparison, value }) => [field, comparison, value])).toEqual([
      ['state', 'oneOf', { kind: 'split', of: { kind: 'query', name: 'state' } }],
      ['carrier', 'oneOf', { kind: 'query', name: 'carriers' }],
    ])
  })
})

describe('a filter by several values with something else than commas between them', () => {
  it('is left unbuilt', async () => {
    const design = await designOf(join(FOLDER, '../barges'))
    expect(design.operations.map(({ id, notImplemented }) => [id, notImplemented])).toEqual([
      ['GET /barges', 'rows by several values of the query parameter "cargo" cannot be chosen yet'],
      ['GET /docks', null],
    ])
    const select = design.operations[1]?.steps?.find((step) => step.kind === 'select')
    expect(select?.kind === 'select' ? select.filters.map(({ value }) => value) : []).toEqual([
      { kind: 'split', of: { kind: 'query', name: 'quay' } },
    ])
  })
})
