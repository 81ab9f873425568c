import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/marks/fleet')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

describe('a list that is cut by a cursor', () => {
  it('takes its place from the parameter, and tells the next one', () => {
    const list = design.operations.find(({ id }) => id === 'GET /bookings')
    const select = list?.steps?.find((step) => step.kind === 'select')
    expect(select?.kind === 'select' ? select.paging : null).toEqual({
      style: 'cursor',
      sizeParameter: 'limit',
      positionParameter: 'cursor',
    })
    expect(
      list?.responseBody.kind === 'envelope' ? list.responseBody.members.map(({ kind }) => kind) : [],
    ).toEqual(['list', 'cursor', 'more'])
    expect(list?.response).toBe('page')
  })
})
