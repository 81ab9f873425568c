import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Design } from '../../src/design/design.js'
import { designOf } from './design-of.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/roadmap/bakery')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

describe('operations that only a plan of phases lists', () => {
  it('are built under an implementation roadmap, and left out under one of what comes later', () => {
    expect(design.operations.map(({ id }) => id)).toEqual([
      'GET /buns',
      'POST /buns',
      'POST /orders',
      'GET /orders/{id}',
    ])
    expect(design.outOfScope.map(({ what, why }) => [what, why])).toEqual([['GET /orders/export', 'Roadmap']])
  })

  it('take no value from clients that their words ask to work out', () => {
    const found = design.operations.find(({ id }) => id === 'POST /orders')
    expect(found?.steps).toBeNull()
    expect(found?.notImplemented).toBe('its words ask to work out "total_amount", and how is not understood')
  })

  it('do not take a file for a text', () => {
    const found = design.operations.find(({ id }) => id === 'POST /buns')
    expect(found?.steps).toBeNull()
    expect(found?.notImplemented).toBe(
      'its words ask for a form with files, and none of its fields is known to hold one',
    )
  })
})
