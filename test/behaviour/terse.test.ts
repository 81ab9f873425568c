import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Design } from '../../src/design/design.js'
import { designOf } from './design-of.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/terse/pottery')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

const at = (id: string) => design.operations.find((operation) => operation.id === id)

describe('endpoints of which documents give little more than the path', () => {
  it('are for the roles in brackets behind them', () => {
    expect(at('POST /api/v1/classes')?.access).toBe('role:teacher|admin')
    expect(at('PATCH /api/v1/classes/{classId}')?.access).toBe('role:teacher|admin')
    expect(at('GET /api/v1/classes/{classId}/enrollments')?.access).toBe('role:admin')
  })

  it('do not remove rows for good where they are to be cancelled softly, and no column can say so', () => {
    expect(at('DELETE /api/v1/classes/{classId}')).toMatchObject({
      steps: null,
      notImplemented: 'no column of Class can mark a row as removed',
    })
  })

  it('make no second table beside a documented one that keeps more than who is tied to what', () => {
    expect(design.entities.map(({ name }) => name)).toEqual(['Class', 'Enrollment', 'Letter'])
    expect(at('POST /api/v1/classes/{classId}/enroll')?.steps).toBeNull()
    expect(at('DELETE /api/v1/classes/{classId}/enroll')?.steps).toBeNull()
  })

  it('set what happens once, however often they are asked for it', () => {
    expect(at('PATCH /api/v1/letters/{id}/read')?.behaviour).toBe('set')
  })

  it('answer no row under a word for numbers', () => {
    expect(at('GET /api/v1/analytics/classes/{classId}')).toMatchObject({ behaviour: 'stats', steps: null })
  })
})
