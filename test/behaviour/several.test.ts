import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import { readProject } from '../../src/source/read-project.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/several/parcels')

describe('a filter by several values', () => {
  it('takes them repeated, or in one text with commas', async () => {
    const project = await readProject(FOLDER)
    const reading = await readClaims(project)
    const design = completeDesign(assembleDraft(reading, project, new Map()), reading)
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
    const project = await readProject(join(FOLDER, '../barges'))
    const reading = await readClaims(project)
    const design = completeDesign(assembleDraft(reading, project, new Map()), reading)
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
