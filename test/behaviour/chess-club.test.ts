import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Design } from '../../src/design/design.js'
import { designOf } from './design-of.js'

let design: Design

beforeAll(async () => {
  design = await designOf(join(import.meta.dirname, '../fixtures/behaviour/chess-club'))
})

const operation = (id: string) => design.operations.find((one) => one.id === id)
const owners = (id: string) =>
  (operation(id)?.steps ?? []).flatMap((step) =>
    step.kind === 'find' || step.kind === 'select' ? [[step.entity, step.owner?.field ?? null]] : [],
  )

describe('a document of names over tables and of a table that says who', () => {
  it('tells entities by bold names over tables of fields, and whose rows are by notes', () => {
    expect(design.entities.map(({ name, owner, fields }) => [name, owner, fields.length])).toEqual([
      ['Tournament', 'arbiter_id', 7],
      ['Registration', 'player_id', 5],
      ['Game', null, 6],
    ])
  })

  it('asks for the role that a cell names', () => {
    expect(operation('POST /api/tournaments')?.access).toBe('role:arbiter')
    expect(operation('POST /api/tournaments/{id}/registrations')?.access).toBe('role:player')
  })

  it('holds to one person what is for its arbiter', () => {
    expect(operation('PATCH /api/tournaments/{id}')?.access).toBe('authenticated')
    expect(owners('PATCH /api/tournaments/{id}')).toEqual([['Tournament', 'arbiter_id']])
    expect(owners('POST /api/tournaments/{id}/start')).toEqual([['Tournament', 'arbiter_id']])
  })

  it('shows to any user the rows of all', () => {
    expect(owners('GET /api/tournaments')).toEqual([['Tournament', null]])
    expect(owners('GET /api/tournaments/{id}/registrations')).toEqual([
      ['Tournament', null],
      ['Registration', null],
    ])
  })

  it('builds nothing for one person whom no column of the row tells', () => {
    expect(operation('POST /api/tournaments/{id}/games')?.steps).toBeNull()
  })
})
