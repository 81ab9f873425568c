import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'
import type { Step } from '../../src/design/step.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/marks/fleet')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

function stepsAt(id: string, kind: Step['kind']): readonly unknown[] {
  const steps = design.operations.find((operation) => operation.id === id)?.steps ?? []
  return steps.filter((step) => step.kind === kind).map(({ origins: _origins, kind: _kind, ...step }) => step)
}

describe('a moment at which something was done to a row', () => {
  it('is set and cleared, and no table of callers is made for it', () => {
    const at = { field: 'archived_at', whenBody: null }
    expect(stepsAt('POST /vehicles/{id}/archive', 'assign')).toMatchObject([
      { values: [{ ...at, value: { kind: 'now' } }] },
    ])
    expect(stepsAt('POST /vehicles/{id}/unarchive', 'assign')).toMatchObject([
      { values: [{ ...at, value: { kind: 'constant', value: null } }] },
    ])
    expect(design.entities.map(({ name }) => name)).toEqual(['Depot', 'Vehicle', 'Booking'])
  })

  it('refuses a second time where a document gives a status for it', () => {
    expect(stepsAt('POST /vehicles/{id}/archive', 'check')).toMatchObject([{ otherwise: { status: 409 } }])
    expect(stepsAt('POST /vehicles/{id}/unarchive', 'check')).toEqual([])
  })

  it('leaves rows out of a list unless a flag asks for them', () => {
    expect(stepsAt('GET /vehicles', 'select')).toMatchObject([
      {
        filters: [
          { field: 'depot_id', whenQuery: 'depot_id' },
          { field: 'archived_at', value: { kind: 'constant', value: null }, unlessQuery: 'include_archived' },
        ],
      },
    ])
  })
})

describe('what answers show of a row that a column names', () => {
  it('is no column, and keeps that row', () => {
    const vehicle = design.entities.find(({ name }) => name === 'Vehicle')
    expect(vehicle?.fields.map(({ name }) => name)).not.toContain('depot_name')
    expect(vehicle?.fields.find(({ name }) => name === 'depot_id')).toMatchObject({
      references: 'Depot.id',
      onDelete: 'restrict',
    })
  })
})
